from __future__ import annotations

from datetime import date

import pytest

from bot.domain.duty.incidents import MOVES, IncidentFacts, IncidentState, Stage, deadline, is_recalled
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
    assert "454" in found.source


@pytest.mark.parametrize("state", [IncidentState.CLOSED, IncidentState.DISMISSED])
def test_what_is_settled_has_no_time_limit_and_stays_so(state: IncidentState) -> None:
    assert deadline(IncidentFacts(1, FOUND.on, state), limits(), days_off()) is None
    assert MOVES[state] == frozenset()


def test_a_time_limit_is_recalled_three_days_before_the_day_before_on_the_day_and_once_after() -> None:
    end = date(2023, 12, 28)
    days = [date(2023, 12, day) for day in range(20, 32)]
    assert [day.day for day in days if is_recalled(end, day)] == [25, 27, 28, 29]
