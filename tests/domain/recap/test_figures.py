"""Every figure of a recap against a plain reading of its definition (docs/figures.md)."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.door.checkin import Punctuality
from bot.domain.recap.figures import (
    Case,
    Counts,
    Survey,
    answer_minutes,
    count,
    is_no_show,
    is_unannounced,
    median_minutes,
    ranking,
    survey,
    total,
)
from bot.domain.vocabulary import Answer

COMING = (Answer.ATTENDING, Answer.SUBSTITUTED)
INVITED = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    answer = draw(st.sampled_from([*Answer, None]))
    recorded = draw(st.booleans())
    return Case(
        answer,
        waiting=answer in COMING and draw(st.booleans()),
        recorded=recorded,
        arrival=draw(st.sampled_from([*Punctuality, None])) if recorded else None,
    )


INVITATIONS = st.lists(cases())
COUNTS = INVITATIONS.map(lambda found: count(Counter(found)))


@given(INVITATIONS)
def test_answers_add_up_to_the_invited_and_the_day_to_those_recorded(invitations: list[Case]) -> None:
    counted = count(Counter(invitations))
    assert counted.invited == len(invitations)
    assert counted.attending + counted.excused + counted.substituted + counted.silent == counted.invited
    assert counted.recorded == sum(one.recorded for one in invitations)
    away = counted.no_show + counted.excused_away + counted.silent_away + counted.waiting_away
    assert counted.came + away == counted.recorded
    assert counted.waiting == sum(one.waiting for one in invitations)
    assert counted.seated + counted.waiting == counted.attending + counted.substituted


@given(INVITATIONS)
def test_each_figure_of_the_day_counts_what_its_name_says(invitations: list[Case]) -> None:
    counted = count(Counter(invitations))
    taken = [one for one in invitations if one.recorded]
    came = [one for one in taken if one.arrival is not None]
    away = [one for one in taken if one.arrival is None]
    assert (counted.early, counted.on_time, counted.late) == tuple(
        sum(one.arrival is when for one in came) for when in Punctuality
    )
    assert counted.punctual == len(came) - counted.late
    assert counted.answered == len(invitations) - counted.silent
    assert (counted.attending_percent == 100) is (0 < counted.invited == counted.attending)
    assert (counted.punctual_percent is None) is (not came)
    if came:
        assert (counted.punctual_percent == 100) is (counted.late == 0)
    assert counted.unannounced == sum(one.answer not in COMING for one in came)
    assert counted.no_show == sum(one.answer in COMING and not one.waiting for one in away)
    assert counted.no_show == sum(
        is_no_show(one.answer, waiting=one.waiting, came=one.arrival is not None) for one in taken
    )
    assert counted.unannounced == sum(is_unannounced(one.answer, came=one.arrival is not None) for one in taken)
    assert counted.excused_away == sum(one.answer is Answer.EXCUSED for one in away)
    assert counted.silent_away == sum(one.answer is None for one in away)
    assert counted.waiting_away == sum(one.waiting for one in away)


@given(INVITATIONS)
def test_who_is_excused_or_has_no_seat_is_not_absent(invitations: list[Case]) -> None:
    counted = count(Counter(invitations))
    forgiven = [
        one
        for one in invitations
        if one.recorded and one.arrival is None and (one.answer is Answer.EXCUSED or one.waiting)
    ]
    without = count(Counter(invitations) - Counter(forgiven))
    assert counted.attendance_percent == without.attendance_percent
    assert (counted.attendance_percent is None) is (counted.expected == 0)
    if counted.expected:
        assert (counted.attendance_percent == 100) is (counted.came == counted.expected)


@given(st.lists(INVITATIONS))
def test_parts_sum_to_the_whole(parts: list[list[Case]]) -> None:
    whole = count(Counter(one for part in parts for one in part))
    assert total(count(Counter(part)) for part in parts) == whole


@given(st.lists(st.integers(0, 60 * 24 * 40)))
def test_the_median_of_counted_waits_is_that_of_the_waits(waits: list[int]) -> None:
    expected = int(statistics.median(waits)) if waits else None
    assert median_minutes(Counter(waits)) == expected


@given(st.integers(0, 10**6), st.integers(0, 999_999))
def test_an_answer_takes_whole_minutes(seconds: int, micros: int) -> None:
    assert answer_minutes(INVITED, INVITED + timedelta(seconds=seconds, microseconds=micros)) == seconds // 60
    assert answer_minutes(INVITED, INVITED - timedelta(seconds=seconds)) == 0


@given(st.lists(COUNTS, max_size=12))
def test_the_ranking_orders_by_attendance_then_response_and_equals_share_a_place(found: list[Counts]) -> None:
    places = ranking(list(enumerate(found)))
    measured = any(counts.expected for counts in found)
    ranked = [key for key, one in enumerate(found) if one.invited and (one.expected or not measured)]
    assert sorted(key for _, key, _ in places) == ranked
    for (place, _, better), (next_place, _, worse) in pairwise(places):
        shares = [
            (one.came / one.expected if one.expected else 0.0, one.answered / one.invited) for one in (better, worse)
        ]
        assert shares[0] >= shares[1]
        assert (place == next_place) is (shares[0] == shares[1])
    for index, (place, _, _) in enumerate(places, 1):
        assert place <= index


@given(st.lists(st.lists(st.integers(0, 5), max_size=5)))
def test_a_meeting_succeeds_where_three_in_four_understood(responses: list[list[int]]) -> None:
    found = survey(responses)
    said = [scores[0] for scores in responses if scores and scores[0]]
    understood = [score for score in said if score >= 4]
    assert found == Survey(len(said), len(understood))
    assert found.success is (bool(said) and 4 * len(understood) >= 3 * len(said))
    assert (found.percent >= 75) is found.success
    # Of a period as of its parts.
    assert survey(responses[:3]) + survey(responses[3:]) == found


@pytest.mark.parametrize(
    ("survey_", "percent", "success"),
    [(Survey(), 0, False), (Survey(4, 3), 75, True), (Survey(66, 49), 74, False), (Survey(1, 1), 100, True)],
)
def test_a_share_just_below_does_not_read_as_reached(survey_: Survey, percent: int, success: bool) -> None:
    assert (survey_.percent, survey_.success) == (percent, success)
