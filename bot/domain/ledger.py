"""The delivery ledger's rules: purposes, priorities, states with their legal moves, and the key that owes once."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Literal


class Purpose(StrEnum):
    """Why a message is owed."""

    INVITATION = "invitation"
    REMINDER = "h1"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NUDGE = "nudge"
    SUBSTITUTE = "substitute"
    SUBSTITUTE_RELEASED = "substitute_released"
    SUBSTITUTE_DECLINED = "substitute_declined"
    SEAT = "seat"
    ANSWERED_FOR = "answered_for"
    LATE_CHANGE = "late_change"
    CHECK_IN = "check_in"
    THANKS = "thanks"
    ABSENCE = "absence"
    SURVEY = "survey"
    MINUTES = "minutes"
    WITHDRAWN = "withdrawn"
    GROUP_CARD = "group_card"
    GROUP_MOVED = "group_moved"
    GROUP_CANCELLED = "group_cancelled"
    OFFICE_REMINDER = "office_h1"
    DUTY_OPEN = "duty_open"
    DUTY_MISSING = "duty_missing"
    DIGEST = "digest"


class Priority(IntEnum):
    """Who goes first when Telegram's limits make calls wait; lower goes first."""

    CALLBACK_ANSWER = 0
    REPLY = 1
    CARD_EDIT = 2
    URGENT = 3
    BULK = 4
    DIGEST = 5


Owes = Literal["deliveries", "cards"]


URGENCY = {
    Purpose.INVITATION: Priority.BULK,
    Purpose.REMINDER: Priority.BULK,
    Purpose.MOVED: Priority.URGENT,
    Purpose.CANCELLED: Priority.URGENT,
    Purpose.NUDGE: Priority.BULK,
    Purpose.SUBSTITUTE: Priority.URGENT,
    Purpose.SUBSTITUTE_RELEASED: Priority.URGENT,
    Purpose.SUBSTITUTE_DECLINED: Priority.URGENT,
    Purpose.SEAT: Priority.URGENT,
    Purpose.ANSWERED_FOR: Priority.URGENT,
    Purpose.LATE_CHANGE: Priority.URGENT,
    Purpose.CHECK_IN: Priority.BULK,
    Purpose.THANKS: Priority.BULK,
    Purpose.ABSENCE: Priority.BULK,
    Purpose.SURVEY: Priority.BULK,
    Purpose.MINUTES: Priority.BULK,
    Purpose.WITHDRAWN: Priority.URGENT,
    Purpose.GROUP_CARD: Priority.BULK,
    Purpose.GROUP_MOVED: Priority.URGENT,
    Purpose.GROUP_CANCELLED: Priority.URGENT,
    Purpose.OFFICE_REMINDER: Priority.BULK,
    Purpose.DUTY_OPEN: Priority.BULK,
    Purpose.DUTY_MISSING: Priority.BULK,
    Purpose.DIGEST: Priority.DIGEST,
}

# What tells a person (or a group) that a session exists: who got one of these is owed change notices.
ANNOUNCING = frozenset(
    {Purpose.INVITATION, Purpose.REMINDER, Purpose.MOVED, Purpose.NUDGE, Purpose.SUBSTITUTE, Purpose.OFFICE_REMINDER}
)
# What tells a person that it no longer concerns them: until they are asked anew they are owed nothing of it.
TAKING_BACK = frozenset({Purpose.WITHDRAWN, Purpose.SUBSTITUTE_RELEASED})
GROUP_ANNOUNCING = frozenset({Purpose.GROUP_CARD, Purpose.GROUP_MOVED})


class State(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


LEGAL_MOVES: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.SENDING, State.CANCELLED, State.EXPIRED, State.FAILED}),
    # Back to pending after a crash or a failure worth another try.
    State.SENDING: frozenset({State.SENT, State.FAILED, State.PENDING, State.CANCELLED, State.EXPIRED}),
    State.SENT: frozenset(),
    # A person who unblocks the bot, or an officer who presses retry, brings a failed message back.
    State.FAILED: frozenset({State.PENDING, State.EXPIRED, State.CANCELLED}),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset(),
}


class IllegalMove(RuntimeError):
    """A delivery was moved against the table; the message names both states."""


def check_move(old: State, new: State) -> None:
    """Raise `IllegalMove` unless `old -> new` is in the table."""
    if new not in LEGAL_MOVES[old]:
        raise IllegalMove(f"kiriman tidak boleh dari {old} ke {new}")


def delivery_key(purpose: Purpose, reason: str, revision: int, recipient: int, occurrence: str = "") -> str:
    """The unique key of an owed message; `reason` is e.g. `s12` (session) or `d7` (duty shift)."""
    before, after = key_around(purpose, reason, revision, occurrence)
    return f"{before}{recipient}{after}"


def key_around(purpose: Purpose, reason: str, revision: int, occurrence: str = "") -> tuple[str, str]:
    """What stands before and after the recipient in the keys of a message to many."""
    return f"{purpose}:{reason}:{revision}:", f":{occurrence}"
