"""Texts are as long as Telegram counts them, and are cut where nothing is left in halves."""

from __future__ import annotations

import pytest

from bot.domain.lengths import shortened, units


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("abc", 3), ("é", 1), ("\uffff", 1), ("😀", 2), ("a😀\ud800", 4)]
)
def test_an_emoji_counts_twice(text: str, length: int) -> None:
    assert units(text) == length


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("abcd", 4, "abcd"),
        ("abcde", 4, "abc…"),
        ("ab cd", 4, "ab…"),
        ("😀😀", 4, "😀😀"),
        ("😀😀😀", 5, "😀😀…"),
        ("😀😀😀", 4, "😀…"),
        ("\uffff" * 5, 4, "\uffff\uffff\uffff…"),
        ("a😀b", 3, "a…"),
        # What joins two signs does not end a text.
        ("ab\u200dcd", 4, "ab…"),
        ("ab\ufe0fcd", 4, "ab…"),
    ],
)
def test_a_text_is_cut_to_what_there_is_room_for(text: str, most: int, kept: str) -> None:
    assert shortened(text, most) == kept
