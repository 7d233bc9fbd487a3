"""What keeps the bot from writing in a group, and which of Telegram's words say so."""

from __future__ import annotations

from enum import StrEnum


class GroupTrouble(StrEnum):
    """Why what is posted does not reach a group."""

    LEFT = "left"
    MUTED = "muted"
    TOPIC_CLOSED = "topic"


def trouble_of(reason: str, *, gone: bool) -> GroupTrouble:
    """The trouble behind a refusal (https://core.telegram.org/bots/api#making-requests: `description`)."""
    if gone:
        return GroupTrouble.LEFT
    return GroupTrouble.TOPIC_CLOSED if "topic_closed" in reason.lower() else GroupTrouble.MUTED
