from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.recap.facts import plan_total
from bot.domain.recap.figures import total
from bot.domain.recap.plan_figures import PlanCounts
from bot.domain.vocabulary import Division, SessionStatus
from tests.documents import samples


def test_a_recap_counts_its_sessions_by_what_became_of_them() -> None:
    """Of four the third is cancelled; one ends in the moment of asking, one a second later."""
    recap = samples.period(sessions=4, recorded=True)
    ends = [line.session.ends_at for line in recap.sessions]
    assert [line.cancelled for line in recap.sessions] == [False, False, True, False]
    assert [line.session.status is SessionStatus.CANCELLED for line in recap.sessions] == [False, False, True, False]
    assert (recap.scheduled, recap.cancelled, recap.over, recap.recorded) == (3, 1, 3, 3)
    assert replace(recap, asked_at=ends[1]).over == 2
    assert replace(recap, asked_at=ends[1] - timedelta(seconds=1)).over == 1
    assert recap.total == total(line.counts for line in recap.sessions)


def test_divisions_of_a_plan_add_up() -> None:
    lines = [(Division.SDMO, PlanCounts(timely=8, shifted=2)), (Division.PPPS, PlanCounts(timely=1, short=3))]
    assert plan_total(lines) == PlanCounts(timely=9, shifted=2, short=3)
    assert plan_total([]) == PlanCounts()
