"""What became of a send: a value, decided here from Telegram's answer and obeyed by the dispatcher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST_WAIT = 2.0
_LONGEST_WAIT = 300.0


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Retry:
    """Not settled: try again after `wait`. A time-out is unknown, not failed, so it is retried as well."""

    wait: timedelta
    error: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat cannot be reached: blocked, deactivated, kicked, never started, not found."""

    error: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group became a supergroup; try again there."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message as it is."""

    error: str


@dataclass(frozen=True, slots=True)
class Halt:
    """The token is not accepted: stop sending, keep everything."""

    error: str


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """There is nothing (any more) to say; decided when composing, not by Telegram."""

    error: str


Outcome = Sent | Retry | Gone | Migrated | Refused | Halt | NotNeeded

_UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "user is deactivated",
)


def judge(error: TelegramError, attempts: int, jitter: Callable[[], float]) -> Outcome:
    """Classify an error of the Bot API; `attempts` counts this one, `jitter()` is in [0, 1)."""
    text = error.message
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return Retry(timedelta(seconds=seconds + jitter()), text)
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case InvalidToken():
            return Halt(text)
        case Forbidden():
            return Gone(text)
        case BadRequest():
            unreachable = any(words in text.lower() for words in _UNREACHABLE)
            return Gone(text) if unreachable else Refused(text)
        case _:
            return Retry(backoff(attempts, jitter()), text)


def backoff(attempts: int, jitter: float) -> timedelta:
    """Exponential wait with jitter: 2 s, 4 s, ... at most 5 minutes, each stretched by up to a half."""
    seconds = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 20))
    return timedelta(seconds=seconds * (1 + jitter / 2))
