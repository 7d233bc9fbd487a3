"""What a call tells the limiter of itself, and the three ways in which it may come back undone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram.error import TelegramError

from bot.domain.ledger import Priority

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


@dataclass(slots=True)
class Errand:
    """Travels in `rate_limit_args`; a bare `Priority` there stands for `Errand(priority)`, nothing for a reply.

    `until` is when the call becomes useless; `patience` how many seconds it may be made to wait by its own chat;
    `lasts` how many seconds from then on what it says holds: it comes back undone where it would wait for longer, whatever for;
    `paid` sends fall under the limit of paid broadcasts. `begun` turns true when the call goes out. Asked then, `overtaken`
    says whether something newer was said meanwhile in its place.
    """

    priority: int = Priority.REPLY
    until: datetime | None = None
    # A little more than a group's limit of a minute can ask for.
    patience: float = 75.0
    paid: bool = False
    begun: bool = False
    overtaken: Callable[[], bool] | None = None
    lasts: float = math.inf


# By then a press whose screen is on its way has shown it.
_SEEN_ANEW = 2.0


class Busy(TelegramError):
    """The errand would wait, or has waited, for longer than it has patience or lasts; nothing was sent."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"must wait for {seconds:.1f} s")
        self.seconds = seconds


class Overtaken(Busy):
    """The message says something newer by now, or is about to; nothing was sent. What it should say then is to be seen anew."""

    def __init__(self) -> None:
        super().__init__(_SEEN_ANEW)


class TooLate(TelegramError):
    """The errand became useless while it waited for its turn; nothing was sent."""

    def __init__(self) -> None:
        super().__init__("became useless while it waited")


def errand_of(given: Errand | int | None) -> Errand:
    """The errand that stands in `rate_limit_args`."""
    if isinstance(given, Errand):
        return given
    return Errand() if given is None else Errand(given)


# https://core.telegram.org/bots/api#available-methods: these write to a chat.
_LIMITED = ("send", "edit", "copy", "forward")


def limited_chat(endpoint: str, data: dict[str, Any]) -> int | str | None:
    """The chat that a limited call writes to; None for calls that Telegram's message limits do not concern."""
    if not endpoint.startswith(_LIMITED) or endpoint == "sendChatAction":
        return None
    chat_id = data.get("chat_id")
    if isinstance(chat_id, str):
        return int(chat_id) if chat_id.removeprefix("-").isdecimal() else chat_id
    return chat_id if isinstance(chat_id, int) else None
