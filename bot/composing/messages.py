"""A screen as a message: whatever stands in the database, Telegram takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.delivery.messages import Message
from bot.views.screen import one_message

if TYPE_CHECKING:
    from bot.views.screen import Screen


def message_of(screen: Screen, **how: Any) -> Message:
    """One message, cut where it would be more; `how` are the other fields of `Message`."""
    whole = one_message(screen)
    return Message(whole.text, whole.keyboard, **how)
