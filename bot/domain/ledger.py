"""The delivery ledger's rules: purposes, priorities, states with their legal moves, and the key that owes once."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Purpose(StrEnum):
    """Why a message is owed."""

    INVITATION = "invitation"
    REMINDER = "h1"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NUDGE = "nudge"
    SUBSTITUTE = "substitute"
    SUBSTITUTE_RELEASED = "substitute_released"
    GROUP_CARD = "group_card"
    GROUP_MOVED = "group_moved"
    GROUP_CANCELLED = "group_cancelled"
    OFFICE_REMINDER = "office_h1"
    DUTY_OPEN = "duty_open"
    DUTY_MISSING = "duty_missing"
    DIGEST = "digest"


class Urgency(IntEnum):
    """Order among owed messages; lower goes first."""

    URGENT = 3
    BULK = 4
    DIGEST = 5


URGENCY = {
    Purpose.INVITATION: Urgency.BULK,
    Purpose.REMINDER: Urgency.BULK,
    Purpose.MOVED: Urgency.URGENT,
    Purpose.CANCELLED: Urgency.URGENT,
    Purpose.NUDGE: Urgency.BULK,
    Purpose.SUBSTITUTE: Urgency.URGENT,
    Purpose.SUBSTITUTE_RELEASED: Urgency.URGENT,
    Purpose.GROUP_CARD: Urgency.BULK,
    Purpose.GROUP_MOVED: Urgency.URGENT,
    Purpose.GROUP_CANCELLED: Urgency.URGENT,
    Purpose.OFFICE_REMINDER: Urgency.BULK,
    Purpose.DUTY_OPEN: Urgency.BULK,
    Purpose.DUTY_MISSING: Urgency.BULK,
    Purpose.DIGEST: Urgency.DIGEST,
}

# What tells a person (or a group) that a session exists: who got one of these is owed change notices.
ANNOUNCING = frozenset(
    {Purpose.INVITATION, Purpose.REMINDER, Purpose.MOVED, Purpose.NUDGE, Purpose.SUBSTITUTE, Purpose.OFFICE_REMINDER}
)
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
    return f"{purpose}:{reason}:{revision}:{recipient}:{occurrence}"
