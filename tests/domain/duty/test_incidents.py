from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.duty.incidents import (
    ALARMS,
    MOVES,
    Alarm,
    Alarmed,
    Copy,
    IncidentFacts,
    IncidentState,
    Limit,
    Stage,
    alarm_of,
    called_at,
    deadline,
    is_newly_over,
    is_recalled,
    taken_back_until,
)
from bot.domain.ledger import State
from bot.services.duty.limits import days_off, limits

FOUND = IncidentFacts(1, date(2023, 12, 21))


def _registered(on: date, *, further: bool = False) -> IncidentFacts:
    return IncidentFacts(1, FOUND.on, IncidentState.REGISTERED, registered_on=on, further=further)


@pytest.mark.parametrize(
    ("facts", "stage", "day"),
    [
        # Days where the law says days, over the end of the year.
        (FOUND, Stage.REGISTRATION, date(2023, 12, 28)),
        (_registered(date(2023, 12, 27)), Stage.HANDLING, date(2024, 1, 3)),
        # Working days where it says so: without Saturdays, Sundays, Christmas with its leave, and New Year.
        (_registered(date(2023, 12, 21), further=True), Stage.STATEMENTS, date(2024, 1, 15)),
    ],
)
def test_each_stage_has_its_last_day(facts: IncidentFacts, stage: Stage, day: date) -> None:
    found = deadline(facts, limits(), days_off())
    assert found is not None
    assert (found.stage, found.day) == (stage, day)


def test_each_time_limit_is_that_of_its_article() -> None:
    assert limits() == {
        Stage.REGISTRATION: Limit(7, False, "Pasal 454 ayat (5) UU 7/2017"),
        Stage.HANDLING: Limit(7, False, "Pasal 454 ayat (7) UU 7/2017"),
        Stage.STATEMENTS: Limit(14, True, "Pasal 454 ayat (8) UU 7/2017"),
    }


def test_what_can_be_no_finding_has_no_time_limit_until_somebody_registers_it() -> None:
    flood = replace(FOUND, finding=False)
    assert deadline(flood, limits(), days_off()) is None
    registered = replace(_registered(date(2023, 12, 27)), finding=True)
    assert deadline(registered, limits(), days_off()) is not None


@pytest.mark.parametrize("state", [IncidentState.CLOSED, IncidentState.DISMISSED])
def test_what_is_settled_has_no_time_limit_and_stays_so(state: IncidentState) -> None:
    assert deadline(IncidentFacts(1, FOUND.on, state), limits(), days_off()) is None
    assert MOVES[state] == frozenset()


def test_a_time_limit_is_recalled_three_days_before_the_day_before_on_the_day_and_once_after() -> None:
    end = date(2023, 12, 28)
    days = [date(2023, 12, day) for day in range(20, 32)]
    assert [day.day for day in days if is_recalled(end, day)] == [25, 27, 28, 29]


T0 = datetime(2023, 11, 7, 16, 30, tzinfo=UTC)


def _after(minutes: int, state: State = State.SENT) -> Copy:
    return Copy(state, T0 + timedelta(minutes=minutes))


_WAITING = Copy(State.PENDING, None)


@pytest.mark.parametrize(
    ("call", "made"),
    [
        ([_after(3), _after(1), _after(9)], 1),
        ([_WAITING, _after(2)], 2),
        ([Copy(State.SENDING, None), _after(2, State.FAILED)], None),
        ([_WAITING], None),
        ([_after(4, State.FAILED), _after(5, State.CANCELLED)], 5),
        ([], 0),
    ],
)
def test_a_call_is_made_when_it_first_reaches_somebody(call: list[Copy], made: int | None) -> None:
    assert called_at(call, T0) == (None if made is None else T0 + timedelta(minutes=made))


@pytest.mark.parametrize(
    ("copy", "recent"),
    [(_WAITING, True), (_after(6), True), (_after(5), False), (_after(6, State.FAILED), False)],
)
def test_who_has_a_call_before_them_or_only_just_had_one_needs_no_second(copy: Copy, recent: bool) -> None:
    assert copy.is_recent(T0 + timedelta(minutes=5)) is recent


def test_after_the_four_calls_and_the_chairs_those_who_know_are_called_every_hour() -> None:
    assert tuple(map(alarm_of, range(len(ALARMS)))) == ALARMS
    assert [one.after for one in ALARMS] == [timedelta(0), *[timedelta(minutes=10)] * 4]
    assert alarm_of(len(ALARMS)) == alarm_of(20) == Alarm(Alarmed.OTHERS, timedelta(hours=1))


def test_what_is_new_or_registered_is_open() -> None:
    assert [one for one in IncidentState if one.is_open] == [IncidentState.NEW, IncidentState.REGISTERED]


def test_for_a_week_a_stage_is_newly_over() -> None:
    today = date(2023, 11, 15)
    assert [days for days in range(-2, 12) if is_newly_over(today - timedelta(days=days), today)] == list(range(1, 8))


@pytest.mark.parametrize("state", IncidentState)
def test_for_an_hour_what_was_settled_or_registered_may_be_taken_back(state: IncidentState) -> None:
    at = datetime(2023, 11, 7, 3, tzinfo=UTC)
    until = None if state is IncidentState.NEW else at + timedelta(hours=1)
    assert (taken_back_until(state, at), taken_back_until(state, None)) == (until, None)
