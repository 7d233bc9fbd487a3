"""Days off of an office: a day or some, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.importing.columns import Row
from bot.domain.importing.free_days import FreeDayLine, free_day_line

TODAY = date(2023, 11, 6)


def read(days: str, said: str) -> FreeDayLine | list[tuple[str, str]]:
    found = free_day_line(Row(2, {"tanggal_libur": days, "keterangan": said}), TODAY)
    return found if isinstance(found, FreeDayLine) else [(one.column, one.reason) for one in found]


@pytest.mark.parametrize(
    ("days", "said", "found"),
    [
        ("24-26 Desember 2023", "Cuti bersama", FreeDayLine(2, date(2023, 12, 24), date(2023, 12, 26), "Cuti bersama")),
        # At most 62 days.
        ("1/11/2023 - 1/1/2024", "x", FreeDayLine(2, date(2023, 11, 1), date(2024, 1, 1), "x")),
        ("1/11/2023 - 2/1/2024", "x", [("tanggal_libur", "bad-date")]),
        ("31 November 2023", "Cuti", [("tanggal_libur", "bad-date")]),
        ("entah kapan", "Cuti", [("tanggal_libur", "bad-date")]),
        ("Jumat, 12 Oktober 2023", "Cuti", [("tanggal_libur", "weekday-mismatch")]),
        ("", "Cuti", [("tanggal_libur", "required")]),
        ("25 Desember 2023", "", [("keterangan", "required")]),
        ("", "", [("keterangan", "required"), ("tanggal_libur", "required")]),
    ],
)
def test_days_off_are_read_or_every_fault_is_named(
    days: str, said: str, found: FreeDayLine | list[tuple[str, str]]
) -> None:
    assert read(days, said) == found


@pytest.mark.parametrize("said", ["Masuk", "hapus", "dihapus", "Hari Kerja"])
def test_days_of_work_again_have_no_name(said: str) -> None:
    assert read("25 Desember 2023", said) == FreeDayLine(2, date(2023, 12, 25), date(2023, 12, 25), "")
    assert read("25 Desember 2023", f"{said}x") == FreeDayLine(2, date(2023, 12, 25), date(2023, 12, 25), f"{said}x")
