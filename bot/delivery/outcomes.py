"""What became of a send: a value, decided here from Telegram's answer and obeyed by the dispatcher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.delivery.errands import Busy, TooLate
from bot.transport import NotSent

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST_WAIT = 2.0
_LONGEST_WAIT = 300.0
# A message that Telegram's servers fail on is given up after about two hours, one whose fate stays unknown sooner:
# each attempt may have been a copy.
MOST_ATTEMPTS = 30
MOST_UNKNOWN = 6


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Retry:
    """It failed for now: try again at `at`. `counts` is false where the message certainly never left.

    `unknown`: Telegram may have taken it although we heard nothing.
    """

    at: datetime
    error: str
    counts: bool = True
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing is wrong but the pace: its turn comes at `at`. It does not count as an attempt."""

    at: datetime
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
class TopicGone:
    """The forum's topic was deleted; try again in General."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message as it is, or too many attempts failed; `unknown` as in `Retry`."""

    error: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Halt:
    """The token is not accepted: stop sending, keep everything."""

    error: str


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """There is nothing (any more) to say; decided when composing, not by Telegram."""

    error: str


@dataclass(frozen=True, slots=True)
class Expired:
    """It became useless before its turn came."""


Outcome = Sent | Retry | Later | Gone | Migrated | TopicGone | Refused | Halt | NotNeeded | Expired

_UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "user is deactivated",
)


def judge(error: TelegramError, attempts: int, now: datetime, jitter: Callable[[], float]) -> Outcome:  # noqa: PLR0911 (one return a kind)
    """Classify an error of the Bot API; `attempts` counts this one, `jitter()` is in [0, 1)."""
    text = error.message
    match error:
        case TooLate():
            return Expired()
        case Busy():
            return Later(now + timedelta(seconds=error.seconds), text)
        case RetryAfter():
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return Later(now + timedelta(seconds=seconds + jitter()), text)
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case InvalidToken():
            return Halt(text)
        case Forbidden():
            return Gone(text)
        case BadRequest():
            return _judge_refusal(text)
        case NotSent():
            return Retry(now + backoff(attempts, jitter()), text, counts=False)
        case _:
            unknown = _is_unknown(error)
            if attempts >= (MOST_UNKNOWN if unknown else MOST_ATTEMPTS):
                return Refused(f"gave up after {attempts} attempts: {text}", unknown)
            return Retry(now + backoff(attempts, jitter()), text, unknown=unknown)


def _judge_refusal(text: str) -> Outcome:
    """Of a 400."""
    words = text.lower()
    if "message thread not found" in words:
        return TopicGone()
    return Gone(text) if any(sign in words for sign in _UNREACHABLE) else Refused(text)


def backoff(attempts: int, jitter: float) -> timedelta:
    """Exponential wait with jitter: 2 s, 4 s, ... at most 5 minutes, each stretched by up to a half."""
    seconds = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 20))
    return timedelta(seconds=seconds * (1 + jitter / 2))


def _is_unknown(error: TelegramError) -> bool:
    """Whether Telegram may have taken the message although we heard nothing: no answer, or a broken connection."""
    return isinstance(error, TimedOut) or error.message.startswith("aiohttp.")
