"""Whose shift is on and whose is next, to the minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.duty.facts import Offer, RotaFacts, usual_officers
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


def test_an_offer_holds_while_both_shifts_are_theirs_and_are_ahead() -> None:
    given, swapped = Offer(1, NIGHT, 2, 1), Offer(2, EVENING, 1, 2, in_return=NIGHT)
    of_another, for_another = (
        Offer(3, NIGHT._replace(person=9), 9, 1),
        Offer(4, MORNING, 1, 9, NIGHT._replace(person=9)),
    )
    rota = replace(ROTA, made=(given, swapped, of_another, for_another))
    assert rota.offers == [given, swapped, for_another]
    assert rota.stale_offers == [of_another, for_another]
    assert rota.offers_ahead(local_instant(DAY, time(13, 59), WIB)) == [given, swapped, for_another]
    # What has begun is neither given away nor taken in return.
    assert rota.offers_ahead(local_instant(DAY, time(14), WIB)) == [given, for_another]
    assert rota.offers_ahead(local_instant(DAY, time(20), WIB)) == []


def test_whom_a_swap_would_leave_without_a_rest_is_known_before() -> None:
    dawn = Turn(NEXT, "pagi", 1)
    rota = RotaFacts(1, "Wonodadi", WIB, (EVENING, NIGHT, dawn), {}, {})
    assert rota.tired_by(NIGHT, 1) == {1}
    assert rota.tired_by(dawn, 2) == {2}
    assert rota.tired_by(NIGHT, 3) == set()
    # Who takes the night has the morning off where that is given for it, but not the evening before.
    assert rota.tired_by(NIGHT, 1, dawn) == {1}
    assert replace(rota, turns=(NIGHT, dawn)).tired_by(NIGHT, 1, dawn) == set()
    # Who serves without a rest as it is is not made tired by it.
    tired = replace(rota, turns=(NIGHT, dawn._replace(person=2), Turn(NEXT, "malam", 3)))
    assert tired.tired_by(Turn(NEXT, "malam", 3), 4) == set()


def test_days_without_anybody_are_those_on_which_a_watch_has_no_officer() -> None:
    second = Turn(DAY, "sore petugas 2", None)
    assert replace(ROTA, turns=(EVENING, second, NIGHT)).alone == ()
    assert replace(ROTA, turns=(EVENING._replace(person=None), second, NIGHT)).alone == (DAY,)
    assert ROTA.alone == (NEXT,)


def test_who_cannot_be_written_to_is_named_with_their_first_shift() -> None:
    siti = PersonFacts(
        1, 1, "Bawaslu", WIB, "Siti", Position.DISTRICT_MEMBER, None, Role.MEMBER, 1, "Wonodadi", None, None
    )
    budi = replace(siti, id=2, telegram_id=22)
    rota = replace(ROTA, people={1: siti, 2: budi})
    assert rota.unreached(DAY, NEXT) == [EVENING]
    assert rota.unreached(NEXT, NEXT) == [MORNING]
    assert replace(rota, people={2: replace(budi, reachable=False)}).unreached(DAY, NEXT) == [NIGHT]


@pytest.mark.parametrize(("staff", "places", "all_serve"), [(0, 1, True), (1, 1, True), (2, 1, False), (2, 2, True)])
def test_the_secretariat_serves_alone_where_it_is_enough_to_change(staff: int, places: int, *, all_serve: bool) -> None:
    chair = PersonFacts(
        1, 1, "Bawaslu", WIB, "Siti", Position.DISTRICT_CHAIR, None, Role.MEMBER, 1, "Wonodadi", None, None
    )
    kinds = (Position.SECRETARIAT_HEAD, Position.SECRETARIAT_STAFF)
    helpers = [replace(chair, id=2 + at, position=kinds[at]) for at in range(staff)]
    assert usual_officers([chair, *helpers], places) == ([chair, *helpers] if all_serve else helpers)
