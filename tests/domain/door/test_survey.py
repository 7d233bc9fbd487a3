from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.door.survey import QUESTIONS, counts, is_open, mean, next_question, with_score

scores = st.lists(st.integers(0, 5), max_size=len(QUESTIONS))
questions = st.integers(0, len(QUESTIONS) - 1)


def test_what_is_asked_is_stored_by_its_place() -> None:
    assert QUESTIONS == ("understanding", "relevance", "delivery", "usefulness", "organisation")


@given(scores, questions, st.integers(1, 5))
def test_an_answer_is_kept_and_changes_no_other(given_: list[int], question: int, score: int) -> None:
    found = with_score(given_, question, score)
    padded = [*given_, *[0] * len(QUESTIONS)][: len(QUESTIONS)]
    assert found[question] == score
    assert [one for index, one in enumerate(found) if index != question] == [
        one for index, one in enumerate(padded) if index != question
    ]


@given(st.permutations(range(len(QUESTIONS))))
def test_answered_in_any_order_nothing_is_left_in_the_end(order: list[int]) -> None:
    found: list[int] = []
    for done, question in enumerate(order):
        assert next_question(found) is not None, done
        found = with_score(found, question, 3)
    assert next_question(found) is None


@pytest.mark.parametrize(("question", "score"), [(-1, 3), (5, 3), (0, 0), (0, 6)])
def test_what_is_no_answer_is_refused(question: int, score: int) -> None:
    with pytest.raises(ValueError, match="no such answer"):
        with_score([], question, score)


@given(st.lists(scores))
def test_every_answer_is_counted_once(responses: list[list[int]]) -> None:
    assert sum(map(sum, counts(responses))) == sum(score > 0 for response in responses for score in response)


@pytest.mark.parametrize(("hours", "open_"), [(-1, False), (0, True), (167, True), (168, False)])
def test_it_is_open_for_a_week_from_the_end(hours: int, open_: bool) -> None:
    end = datetime(2023, 10, 6, 5, tzinfo=UTC)
    assert is_open(end, end + timedelta(hours=hours)) is open_


def test_the_mean_is_of_those_who_gave_a_score() -> None:
    assert mean([1, 0, 0, 0, 1]) == 3.0
    assert mean([0, 0, 0, 3, 1]) == 4.25
    assert mean([0, 0, 0, 0, 0]) is None


def test_each_score_is_counted_in_its_own_place_and_a_gap_in_none() -> None:
    understanding, relevance, *others = counts([[5, 1], [5, 0], [4], []])
    assert (understanding, relevance) == ([0, 0, 0, 1, 2], [1, 0, 0, 0, 0])
    assert others == [[0, 0, 0, 0, 0]] * (len(QUESTIONS) - 2)
