"""A shift and whose it is: which report is of it, who is on duty, and when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.duty.shift_facts import ShiftFacts
from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import Position, Role

WIB = ZoneInfo("Asia/Jakarta")
DAY = date(2023, 11, 7)
SITI = PersonFacts(1, 1, "Bawaslu", WIB, "Siti", Position.DISTRICT_MEMBER, None, Role.MEMBER, 1, "Wonodadi", None, None)
SHIFT = ShiftFacts(7, DAY, "pagi", 1, "Wonodadi", SITI, 1)


def test_one_report_is_of_a_whole_watch() -> None:
    budi = replace(SITI, id=2, name="Budi")
    watch = replace(SHIFT, watch_id=5, mates=(budi,))
    assert (SHIFT.reported_as, watch.reported_as) == (7, 5)
    assert (SHIFT.officers, watch.officers) == ((SITI,), (SITI, budi))
    assert (SHIFT.names, watch.names) == ("Siti", "Siti dan Budi")


@pytest.mark.parametrize(("name", "until", "on"), [("pagi", "14.00", 7), ("malam", "08.00", 8), ("24 jam", "08.00", 8)])
def test_a_report_is_due_at_the_end_of_its_shift(name: str, until: str, on: int) -> None:
    shift = replace(SHIFT, shift=name)
    assert (shift.until, shift.due_on) == (until, date(2023, 11, on))
    ends = datetime.fromisoformat(f"2023-11-{on:02}T{until.replace('.', ':')}").replace(tzinfo=WIB)
    for reported, nth, late in ((None, 1, False), (ends, 1, False), (ends + timedelta(seconds=1), 1, True)):
        assert replace(shift, reported_at=reported, nth=nth).is_late is late
    # What else happens may be told at any hour.
    assert not replace(shift, reported_at=ends + timedelta(days=1), nth=2).is_late


def test_a_shift_begins_when_its_name_says() -> None:
    assert [replace(SHIFT, shift=name).begins for name in ("pagi", "malam", "13.30-20.00")] == [
        "08.00",
        "20.00",
        "13.30",
    ]
