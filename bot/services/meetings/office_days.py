"""Days that are kept free of meetings, from the tables that are shipped; which years they know."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.data import CALENDAR_DIRECTORY
from bot.domain.meetings.office_days import DayKind, OfficeDay

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def office_days() -> Mapping[date, OfficeDay]:
    """By day, why it is kept free: public holidays, collective leave, stages of the election."""
    days = {
        (day := date.fromisoformat(row["tanggal"])): OfficeDay(day, DayKind(row["jenis"]), row["nama"])
        for row in _rows("hari-libur.csv")
    }
    for row in _rows("tahapan.csv"):
        first, last = date.fromisoformat(row["tanggal"]), date.fromisoformat(row["sampai"])
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            days.setdefault(day, OfficeDay(day, DayKind.STAGE, row["nama"]))
    return days


@cache
def known_years() -> frozenset[int]:
    """The years whose public holidays are known."""
    return frozenset(one.day.year for one in office_days().values() if one.kind is DayKind.HOLIDAY)


def _rows(name: str) -> list[dict[str, str]]:
    with (CALENDAR_DIRECTORY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
