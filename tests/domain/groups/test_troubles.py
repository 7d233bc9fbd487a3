from __future__ import annotations

import pytest

from bot.domain.groups.troubles import GroupTrouble, trouble_of


@pytest.mark.parametrize(
    ("reason", "gone", "trouble"),
    [
        ("Bad Request: TOPIC_CLOSED", False, GroupTrouble.TOPIC_CLOSED),
        ("Bad Request: not enough rights to send text messages to the chat", False, GroupTrouble.MUTED),
        ("Forbidden: bot was kicked from the supergroup chat", True, GroupTrouble.LEFT),
    ],
)
def test_what_keeps_the_bot_from_a_group_is_read_from_telegrams_words(
    reason: str, gone: bool, trouble: GroupTrouble
) -> None:
    assert trouble_of(reason, gone=gone) is trouble
