"""Time limits of the law for what follows an incident, from the table that is shipped; and days off."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from bot.data import DUTY_DIRECTORY
from bot.domain.duty.incidents import Limit, Stage
from bot.domain.meetings.office_days import DayKind, OfficeDay
from bot.services.meetings.office_days import office_days

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_OFF = (DayKind.HOLIDAY, DayKind.LEAVE)


@cache
def limits() -> Mapping[Stage, Limit]:
    """By stage; days count as working days where the table says "hari kerja"."""
    with (DUTY_DIRECTORY / "tenggat.csv").open(encoding="utf-8", newline="") as file:
        return {
            Stage(row["tahap"]): Limit(int(row["lama"]), row["satuan"] == "hari kerja", row["dasar"])
            for row in csv.DictReader(file)
        }


def closed_days(kept: Mapping[date, OfficeDay]) -> frozenset[date]:
    """Of the days that an office keeps free those on which secretariats are closed: stages of the election are none."""
    return frozenset(day for day, one in kept.items() if one.kind in (*_OFF, DayKind.OWN))


@cache
def days_off() -> frozenset[date]:
    """Public holidays and collective leave, which are no working days by law, whatever an office does."""
    return frozenset(day for day, kept in office_days().items() if kept.kind in _OFF)
