"""What answers add up to, and until when they may be given."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.invitations.answers import Tally, closed_because, may_answer, tally, wants_reminder
from bot.domain.vocabulary import Answer, SessionStatus

ANSWERS = st.lists(st.sampled_from([*Answer, None]))
START = datetime(2023, 10, 12, 2, 0, tzinfo=UTC)


@given(ANSWERS)
def test_the_four_counts_add_up_to_the_invited(answers: list[Answer | None]) -> None:
    counted, raw = tally(answers), Counter(answers)
    assert counted == Tally(
        attending=raw[Answer.ATTENDING],
        excused=raw[Answer.EXCUSED],
        substituted=raw[Answer.SUBSTITUTED],
        silent=raw[None],
    )
    assert counted.attending + counted.excused + counted.substituted + counted.silent == counted.invited == len(answers)
    assert counted.answered == sum(answer is not None for answer in answers)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_share_is_whole_only_when_all_have_answered_and_nothing_only_when_nobody_has(
    answered: int, silent: int
) -> None:
    percent = Tally(attending=answered, silent=silent).response_percent
    assert (percent == 100) is (answered > 0 and silent == 0)
    assert (percent == 0) is (answered == 0)
    if 0 < percent < 100:
        assert abs(percent - 100 * answered / (answered + silent)) <= 1


@pytest.mark.parametrize(("answered", "silent", "percent"), [(44, 22, 67), (65, 1, 98), (499, 1, 99), (1, 499, 1)])
def test_shares_are_rounded(answered: int, silent: int, percent: int) -> None:
    assert Tally(excused=answered, silent=silent).response_percent == percent


@pytest.mark.parametrize(
    ("status", "ahead", "open_"),
    [
        (SessionStatus.SCHEDULED, timedelta(microseconds=1), True),
        (SessionStatus.SCHEDULED, timedelta(0), False),
        (SessionStatus.SCHEDULED, -timedelta(hours=1), False),
        (SessionStatus.CANCELLED, timedelta(days=1), False),
    ],
)
def test_answers_are_taken_until_the_session_starts(status: SessionStatus, ahead: timedelta, open_: bool) -> None:
    assert may_answer(status, START, START - ahead) is open_


def test_who_declined_or_sent_somebody_is_not_reminded() -> None:
    assert {answer for answer in (*Answer, None) if wants_reminder(answer)} == {Answer.ATTENDING, None}


@pytest.mark.parametrize(
    ("status", "after_end", "why"),
    [
        (SessionStatus.SCHEDULED, timedelta(seconds=-1), "begun"),
        (SessionStatus.SCHEDULED, timedelta(0), "over"),
        (SessionStatus.CANCELLED, timedelta(seconds=-1), "cancelled"),
        (SessionStatus.CANCELLED, timedelta(days=1), "cancelled"),
    ],
)
def test_why_a_session_is_closed(status: SessionStatus, after_end: timedelta, why: str) -> None:
    assert closed_because(status, START, START + after_end) == why
