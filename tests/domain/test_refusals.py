"""A refusal by its words: what an operator reads of it in a log."""

from __future__ import annotations

from bot.domain.refusals import Refusal


def test_a_refusal_says_its_key_and_what_fills_it() -> None:
    assert str(Refusal("refused-no-place")) == "refused-no-place"
    assert str(Refusal("refused-place-long", length=301, most=300)) == "refused-place-long {'length': 301, 'most': 300}"
