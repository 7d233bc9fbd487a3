"""Who is on duty in the picture of a month: each number is one person, and each is named."""

from __future__ import annotations

from datetime import date

from bot.domain.duty.grid_picture import Cell, Tone
from bot.views.duty.pictures import month
from tests.documents import duty_samples


def test_of_many_who_are_on_duty_together_each_has_a_line_and_a_name() -> None:
    drawn = month(duty_samples.watches(2), date(2023, 12, 1), date(2023, 12, 31), (), duty_samples.REPORTED)
    row, _ = drawn.rows
    # Twelve people by threes: "12" is one of them and not two, and each has a colour; the eleventh that of the first again.
    assert row.cells[0] == Cell(("1", "2", "3"), Tone.FIRST, (Tone.FIRST, Tone.SECOND, Tone.THIRD))
    assert row.cells[3] == Cell(("10", "11", "12"), Tone.TENTH, (Tone.TENTH, Tone.FIRST, Tone.SECOND))
    assert row.cells[12] == Cell(("1", "2", "–"), Tone.MISSING)
    assert drawn.legend == (("petugas belum ada atau kurang", Tone.MISSING),)
    named = ", ".join(f"{number}\u00a0Petugas Nomor {(number + 4) % 12 + 1}" for number in range(1, 13))
    assert drawn.lines[0] == f"Wonodadi: {named}"
    assert drawn.abreast == 31


def test_of_one_kecamatan_each_officer_of_each_shift_has_a_row_with_its_hours() -> None:
    drawn = month(duty_samples.watches(1), date(2023, 12, 1), date(2023, 12, 31), (), duty_samples.REPORTED)
    assert drawn.title == "Jadwal piket Wonodadi"
    assert [row.name for row in drawn.rows] == ["08.00–16.00", "petugas 2", "petugas 3"]
    assert [row.cells[3] for row in drawn.rows] == [
        Cell(("10",), Tone.TENTH),
        Cell(("11",), Tone.FIRST),
        Cell(("12",), Tone.SECOND),
    ]
    assert drawn.rows[2].cells[12] == Cell(("–",), Tone.MISSING)
    # Half of a month beside each other.
    assert drawn.abreast == 16
