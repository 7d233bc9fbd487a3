"""Who is on duty in the picture of a month: each number is one person, and each is named."""

from __future__ import annotations

from datetime import date

from bot.domain.duty.grid_picture import Cell, Tone
from bot.views.duty.pictures import month
from tests.documents import duty_samples


def test_of_many_who_are_on_duty_together_each_has_a_line_and_a_name() -> None:
    drawn = month(duty_samples.watches(1), date(2023, 12, 1), date(2023, 12, 31), (), duty_samples.REPORTED)
    (row,) = drawn.rows
    # Twelve people by threes: "12" is one of them and not two.
    assert row.cells[0] == Cell(("1", "2", "3"), Tone.FIRST)
    assert row.cells[3] == Cell(("10", "11", "12"), Tone.FOURTH)
    assert row.cells[12] == Cell(("1", "2", "–"), Tone.MISSING)
    assert drawn.legend == (("petugas belum ada atau kurang", Tone.MISSING),)
    named = ", ".join(f"{number} Petugas Nomor {(number + 4) % 12 + 1}" for number in range(1, 13))
    assert drawn.lines == (f"Wonodadi: {named}",)
