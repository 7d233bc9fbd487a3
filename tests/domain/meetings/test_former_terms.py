"""What a session's terms were before: a move that was undone is none that left them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.meetings.former_terms import former
from bot.domain.meetings.terms import Terms

A, B, C = (
    Terms(datetime(2023, 11, day, 2, tzinfo=UTC), datetime(2023, 11, day, 5, tzinfo=UTC), open_end=False, place="Aula")
    for day in (6, 7, 8)
)


@pytest.mark.parametrize(
    ("terms", "before", "between"),
    [
        ([A], (), ()),
        ([A, A], (), ()),
        ([A, B], (A,), ()),
        ([A, B, C], (A, B), ()),
        # Undone.
        ([A, B, A], (), (B,)),
        ([A, B, A, C], (A,), (B,)),
        ([A, B, C, B], (A,), (C,)),
        ([A, B, C, A], (), (B, C)),
        # And done after all.
        ([A, B, A, B], (A,), ()),
    ],
)
def test_what_was_gone_back_from_is_told_apart(
    terms: list[Terms], before: tuple[Terms, ...], between: tuple[Terms, ...]
) -> None:
    assert former(terms) == (before, between)
