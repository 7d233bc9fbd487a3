"""What became of a call: a value, decided here from Telegram's answer; the dispatcher and the replies obey it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.delivery.errands import Busy, TooLate
from bot.telegram.transport import NotSent
from bot.telegram.waiting import asked_wait

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Manner:
    """How a call is made again: after `first_wait` seconds, then twice that, ... at most `longest_wait`.

    It is given up after `most_attempts`; after `most_unknown` where each may have been taken: a message of those may be
    there as often.
    """

    first_wait: float
    longest_wait: float
    most_attempts: int
    most_unknown: int


# A message that Telegram's servers fail on is given up after about two hours.
OWED = Manner(2.0, 300.0, 30, 6)
# Somebody looks at the screen and waits.
REPLY = Manner(0.5, 30.0, 30, 6)
# Edits and answers to presses: twice is no more than once.
EDIT = Manner(0.5, 30.0, 30, 30)


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
class Muted:
    """The bot is there and may not write: restricted in the group, or its topic is closed."""

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


@dataclass(frozen=True, slots=True)
class Same:
    """An edit that changes nothing: the message reads like that already."""


@dataclass(frozen=True, slots=True)
class Vanished:
    """The message to edit is not there (any more), too old, or a file."""

    error: str


Outcome = (
    Sent | Retry | Later | Gone | Muted | Migrated | TopicGone | Refused | Halt | NotNeeded | Expired | Same | Vanished
)

# Of Telegram's words (https://core.telegram.org/bots/api#making-requests: `description`), in lower case.
_UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "user is deactivated",
)
_MUTED = (
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "chat_send_",
    "topic_closed",
)
_VANISHED = (
    "message to edit not found",
    "message can't be edited",
    "no text in the message to edit",
    "message_id_invalid",
    "message to react not found",
    "reaction",
)


def judge(  # noqa: PLR0911 (one return a kind)
    error: TelegramError, attempts: int, now: datetime, jitter: Callable[[], float], manner: Manner = OWED
) -> Outcome:
    """Classify an error of the Bot API; `attempts` counts this one, `jitter()` is in [0, 1).

    One table for what the ledger owes and for replies, which differ in their `manner` alone.
    """
    text = error.message
    words = text.lower()
    match error:
        case TooLate():
            return Expired()
        case Busy():
            return Later(now + timedelta(seconds=error.seconds), text)
        case RetryAfter():
            return Later(now + asked_wait(error) + timedelta(seconds=jitter()), text)
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case InvalidToken():
            return Halt(text)
        case Forbidden():
            return Muted(text) if _says(words, _MUTED) else Gone(text)
        case BadRequest():
            return _judge_refusal(text, words)
        case NotSent():
            return Retry(now + backoff(attempts, jitter(), manner), text, counts=False)
        case _:
            unknown = _is_unknown(error)
            if attempts >= (manner.most_unknown if unknown else manner.most_attempts):
                return Refused(f"gave up after {attempts} attempts: {text}", unknown)
            return Retry(now + backoff(attempts, jitter(), manner), text, unknown=unknown)


def judge_each(
    error: TelegramError, attempts: Sequence[int], now: datetime, jitter: Callable[[], float]
) -> list[Outcome]:
    """`judge` of what is owed in one message, with the attempts of each: they are tried again together, as soon as the newest.

    What has been tried often enough is given up alone.
    """
    newest = judge(error, min(attempts), now, jitter)
    each = [judge(error, one, now, jitter) for one in attempts]
    return [one if isinstance(one, Refused) else newest for one in each]


def backoff(attempts: int, jitter: float, manner: Manner = OWED) -> timedelta:
    """Exponential wait with jitter, each stretched by up to a half."""
    seconds = min(manner.longest_wait, manner.first_wait * 2 ** min(max(attempts - 1, 0), 20))
    return timedelta(seconds=seconds * (1 + jitter / 2))


def _judge_refusal(text: str, words: str) -> Outcome:
    """Of a 400."""
    if "message is not modified" in words:
        return Same()
    if "query is too old" in words:
        # The press waited too long (a restart): its effect stands, only the note is lost.
        return Expired()
    if "message thread not found" in words:
        return TopicGone()
    if _says(words, _VANISHED):
        return Vanished(text)
    if _says(words, _MUTED):
        return Muted(text)
    return Gone(text) if _says(words, _UNREACHABLE) else Refused(text)


def _says(words: str, signs: tuple[str, ...]) -> bool:
    return any(sign in words for sign in signs)


def _is_unknown(error: TelegramError) -> bool:
    """Whether Telegram may have taken the message although we heard nothing: no answer, or a broken connection."""
    return isinstance(error, TimedOut) or error.message.startswith("aiohttp.")
