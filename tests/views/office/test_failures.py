"""Telegram's reasons in words that an office can act on."""

from __future__ import annotations

import pytest

from bot.views.office.failures import failure_words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("Forbidden: bot was kicked from the supergroup chat", "bot dikeluarkan dari grup"),
        ("Forbidden: the group chat was deleted", "grup itu sudah dihapus"),
        ("Not enough rights to send text messages to the chat", "bot tidak boleh menulis di grup"),
        ("Topic_closed", "topik grup itu ditutup atau dihapus"),
    ],
)
def test_what_keeps_the_bot_from_a_group_is_said_in_words(reason: str, words: str) -> None:
    assert failure_words(reason) == words
