"""Whose shift is on and whose is next, to the minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.duty.facts import RotaFacts
from bot.domain.duty.rota import Turn
from bot.domain.people.facts import PersonFacts
from bot.domain.timing import local_instant
from bot.domain.vocabulary import Position, Role

WIB = ZoneInfo("Asia/Jakarta")
DAY = date(2023, 11, 7)
NEXT = DAY + timedelta(days=1)
EVENING, NIGHT, MORNING = Turn(DAY, "sore", 1), Turn(DAY, "malam", 2), Turn(NEXT, "harian", 1)
NOBODYS = Turn(NEXT, "sore", None)
ROTA = RotaFacts(1, "Wonodadi", WIB, (EVENING, NIGHT, MORNING, NOBODYS), {}, {})


@pytest.mark.parametrize(
    ("day", "at", "on"),
    [
        (DAY, "13:59", []),
        (DAY, "14:00", [EVENING]),
        (DAY, "19:59", [EVENING]),
        (DAY, "20:00", [NIGHT]),
        (NEXT, "07:59", [NIGHT]),
        (NEXT, "08:00", [MORNING]),
        (NEXT, "20:00", []),
    ],
)
def test_a_shift_is_on_from_its_first_minute_to_its_last(day: date, at: str, on: list[Turn]) -> None:
    assert ROTA.on_duty(local_instant(day, time.fromisoformat(at), WIB)) == on


@pytest.mark.parametrize(
    ("day", "at", "following"),
    [
        (DAY, "19:59", {1: EVENING, 2: NIGHT}),
        (DAY, "20:00", {1: MORNING, 2: NIGHT}),
        (NEXT, "07:59", {1: MORNING, 2: NIGHT}),
        (NEXT, "08:00", {1: MORNING}),
        (NEXT, "16:00", {}),
    ],
)
def test_the_next_shift_of_each_is_the_one_that_is_not_over(day: date, at: str, following: dict[int, Turn]) -> None:
    assert ROTA.next_turns(local_instant(day, time.fromisoformat(at), WIB)) == following


def test_who_has_another_shift_in_the_same_hours_is_busy() -> None:
    daily, late = Turn(DAY, "harian", 3), Turn(NEXT, "sore", 2)
    rota = RotaFacts(1, "Wonodadi", WIB, (EVENING, NIGHT, daily, MORNING, late), {}, {})
    # Of those of that day: the night's are not on in the afternoon, and nobody is kept from their own shift by it.
    assert [one for one in (1, 2, 3) if rota.is_busy(one, EVENING)] == [3]
    assert [one for one in (1, 2, 3) if rota.is_busy(one, daily)] == [1]
    assert [one for one in (1, 2, 3) if rota.is_busy(one, NIGHT)] == []


def test_days_are_taken_with_both_ends_and_nobody_has_no_name() -> None:
    assert ROTA.between(DAY, DAY) == [EVENING, NIGHT]
    assert ROTA.between(NEXT, NEXT) == [MORNING, NOBODYS]
    assert ROTA.between(DAY, NEXT) == list(ROTA.turns)
    assert (ROTA.name(None), ROTA.name(1)) == ("", "")


def test_who_has_no_part_in_a_rota_has_no_name_in_it() -> None:
    siti = PersonFacts(
        1, 1, "Bawaslu", WIB, "Siti", Position.DISTRICT_MEMBER, None, Role.MEMBER, 1, "Wonodadi", None, None
    )
    rota = replace(ROTA, people={1: siti, 2: replace(siti, id=2, name="Budi")})
    assert [rota.name(one) for one in (1, 2, 3, None)] == ["Siti", "Budi", "", ""]
    assert rota.names([EVENING, NOBODYS, NIGHT]) == "Siti dan Budi"
