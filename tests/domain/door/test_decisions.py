"""Decisions: one line as it is written, and when it is said to whoever sees to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.door.decisions import NotADecision, days_offered, parts_of, text_of, told

WIT = ZoneInfo("Asia/Jayapura")


def test_a_decision_is_what_who_and_until_when() -> None:
    assert parts_of(" kirim  rekap ; Endah ;20 Oktober 2023") == ("kirim rekap", "Endah", "20 Oktober 2023")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "form"),
        ("kirim rekap", "form"),
        ("a; b", "form"),
        ("a;;c", "form"),
        ("a;b;c;d", "form"),
        ("x" * 301 + ";b;c", "long"),
    ],
)
def test_what_is_no_decision_is_told_why(words: str, key: str) -> None:
    with pytest.raises(NotADecision) as problem:
        parts_of(words)
    assert problem.value.key == key


def test_it_is_said_now_the_day_before_and_the_day_after_in_the_offices_time() -> None:
    now = datetime(2024, 2, 27, 3, 0, tzinfo=UTC)
    found = [(what, due.at.astimezone(WIT).isoformat()[:16]) for what, due in told(date(2024, 3, 1), now, WIT)]
    assert found == [("new", "2024-02-27T12:00"), ("before", "2024-02-29T08:00"), ("late", "2024-03-02T08:00")]
    # Each is of use until the next, which says it too.
    ends = [due.until.astimezone(WIT).isoformat()[:16] for _, due in told(date(2024, 3, 1), now, WIT)]
    assert ends == ["2024-02-29T08:00", "2024-03-02T08:00", "2024-03-16T08:00"]
    # Of today there is no day before.
    assert [what for what, _ in told(date(2024, 2, 27), now, WIT)] == ["new", "late"]
    # At that very hour it is said once.
    hour = datetime(2024, 2, 29, 8, tzinfo=WIT)
    assert [what for what, _ in told(date(2024, 3, 1), hour, WIT)] == ["new", "late"]
    before = [what for what, _ in told(date(2024, 3, 1), hour - timedelta(minutes=1), WIT)]
    assert before == ["new", "before", "late"]


def test_the_next_day_a_few_days_and_one_and_two_weeks_are_offered() -> None:
    assert [day.day for day in days_offered(date(2023, 11, 1))] == [2, 4, 8, 15]


def test_a_decision_has_three_hundred_letters_at_most() -> None:
    assert text_of("x" * 300) == "x" * 300
    with pytest.raises(NotADecision):
        text_of("x" * 301)


@pytest.mark.parametrize("words", ["", " \n "])
def test_nothing_is_no_decision(words: str) -> None:
    with pytest.raises(NotADecision) as problem:
        text_of(words)
    assert problem.value.key == "empty"
