from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.recap.facts import NationalRecap, OfficeFigures, plan_total
from bot.domain.recap.figures import Counts, total
from bot.domain.recap.plan_figures import PlanCounts
from bot.domain.recap.spans import Span, SpanUnit
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


def test_a_recap_of_the_country_adds_up_its_offices() -> None:
    one, other = Counts(10, 1, 1, 2, early=3, late=1), Counts(5, 0, 0, 1, on_time=4)
    offices = (OfficeFigures(1, "Kabupaten Blitar", 3, one), OfficeFigures(2, "Kota Blitar", 2, other))
    span = Span.of(SpanUnit.MONTH, date(2023, 10, 2))
    whole = NationalRecap(span, samples.WIB, samples.ASKED, offices, None)
    assert (whole.sessions, whole.total) == (5, one + other)
    assert (whole.total.came, whole.total.punctual, whole.total.attending) == (8, 7, 15)
