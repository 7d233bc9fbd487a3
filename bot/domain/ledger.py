"""The delivery ledger's rules: purposes, priorities, states with their legal moves, and the key that owes once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable


class Purpose(StrEnum):
    """Why a message is owed; what each purpose is stands in `TRAITS`."""

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
    WRONG_PINS = "wrong_pins"
    THANKS = "thanks"
    ABSENCE = "absence"
    MINUTES = "minutes"
    HAND_IN = "hand_in"
    MATERIALS = "materials"
    FOLLOW_UP = "follow_up"
    WITHDRAWN = "withdrawn"
    SECOND_THOUGHTS = "second_thoughts"
    SWITCH_ASKED = "switch_asked"
    SWITCH_REFUSED = "switch_refused"
    SWITCHED_FROM = "switched_from"
    SWITCHED_TO = "switched_to"
    SHOWN = "shown"
    GROUP_CARD = "group_card"
    GROUP_MOVED = "group_moved"
    GROUP_CANCELLED = "group_cancelled"
    OFFICE_REMINDER = "office_h1"
    DUTY_OPEN = "duty_open"
    DUTY_MISSING = "duty_missing"
    DUTY_UNREPORTED = "duty_unreported"
    DUTY_SILENT = "duty_silent"
    DUTY_DIGEST = "duty_digest"
    REQUEST = "request"
    REQUEST_AGAIN = "request_again"
    REQUEST_DONE = "request_done"
    DUTY_UNSENT = "duty_unsent"
    DUTY_FILED = "duty_filed"
    DUTY_REVIEW = "duty_review"
    DUTY_FIXED = "duty_fixed"
    DUTY_CHANGED = "duty_changed"
    DUTY_ASKED = "duty_asked"
    SWAP_OVER = "swap_over"
    DUTY_WEEK = "duty_week"
    DUTY_FLAW = "duty_flaw"
    INCIDENT = "incident"
    INCIDENT_STANDS = "incident_stands"
    INCIDENT_LIMIT = "incident_limit"
    DATE_POLL = "date_poll"
    DIGEST = "digest"
    GROUP_TROUBLE = "group_trouble"
    DEPUTY = "deputy"
    ROLE = "role"
    ACCOUNT = "account"

    @property
    def traits(self) -> Traits:
        """What messages of this purpose are."""
        return TRAITS[self]


class Priority(IntEnum):
    """Who goes first when Telegram's limits make calls wait; lower goes first."""

    CALLBACK_ANSWER = 0
    REPLY = 1
    CARD_EDIT = 2
    URGENT = 3
    BULK = 4
    DIGEST = 5
    # Edits of what stands above.
    OLDER = 6


Owes = Literal["deliveries", "cards", "older", "menus", "tags", "steps", "photos"]


class Bundle(StrEnum):
    """What is due to one chat within the same moments and is of one bundle is one message (`delivery.ledger.TOGETHER`)."""

    CHANGES = "changes"
    # What holds no more as it was read: dates that moved, were called off or are for others by now.
    DATES = "dates"
    MORNING = "morning"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is true of every message of a purpose. Whoever adds a purpose answers all of it here, and nowhere else."""

    urgency: Priority
    # Planning derives it from the session, anew for each revision: a move cancels it, and it is never said of another
    # revision. What an event owes (False) is owed once: a move leaves it, and it says what holds when it goes out.
    follows_revision: bool = False
    # Tells that the session exists: whoever got it is owed change notices.
    announces: bool = False
    # Tells that the session no longer concerns them: until they are asked anew they are owed nothing of it.
    takes_back: bool = False
    # Is said of a session that was cancelled, where it was on its way when that happened; all else is then void.
    of_cancelled: bool = False
    # Says that the session was cancelled: untrue once that is undone.
    calls_off: bool = False
    # Goes out at night too where it fell due by day and was held up, or was owed with no word of waiting; what an event
    # or a retry owes at night waits for the morning all the same, unless that is too late (`bot.domain.timing`).
    at_night: bool = False
    # What failed is owed again when the person is back, or a head presses "Coba lagi", as long as it is of use.
    comes_back: bool = True
    # Whoever has read it knows that what stands above it of the session no longer holds.
    outdates: bool = False
    # Says all that a reminder says, once the reminder's morning has come, and all that the opening of the check-in says, once
    # that is open: what recalls (below) is then not said beside it.
    says_all: bool = False
    # Says again what was told, at an hour of its own.
    recalls: bool = False
    # Asks for an answer: nobody is chased so soon after it.
    asks: bool = False
    # Shows how the person answered, with the buttons to answer, and the way in to whoever comes.
    shows_answer: bool = False
    # Posted in groups.
    to_groups: bool = False
    # With what it is one message.
    bundle: Bundle | None = None
    # Goes on in the message that last told of the session, which changes without ringing; said anew where there is none.
    goes_on: bool = False
    # Of one subject the first are said at once, those that follow wait (`bot.domain.timing.calm_moment`) and then say how
    # things stand: whoever changes their mind a hundred times sends others a few messages.
    calm: bool = False
    # Of a session the last says all: what was owed before it and was not read is not said beside it, also not to whoever
    # comes back after a block.
    last_word: bool = False
    # Is meant for whoever heads: it goes to who deputises for them, where they are away (`bot.domain.office.deputies`).
    for_head: bool = False
    # Goes to whoever has left office too: until they have read it, they count on what no longer concerns them.
    to_leavers: bool = False

    @property
    def survives_move(self) -> bool:
        """Whether it is still owed after its session has moved."""
        return not self.follows_revision

    @property
    def of_one_revision(self) -> bool:
        """Whether it is true of the revision it was owed for, and of no other."""
        return self.follows_revision or self.calls_off


_URGENT, _BULK = Priority.URGENT, Priority.BULK

TRAITS: dict[Purpose, Traits] = {
    Purpose.INVITATION: Traits(
        urgency=_BULK,
        follows_revision=True,
        announces=True,
        says_all=True,
        asks=True,
        shows_answer=True,
        bundle=Bundle.MORNING,
    ),
    Purpose.REMINDER: Traits(
        urgency=_BULK,
        follows_revision=True,
        announces=True,
        recalls=True,
        shows_answer=True,
        bundle=Bundle.MORNING,
    ),
    Purpose.MOVED: Traits(
        urgency=_URGENT,
        at_night=True,
        follows_revision=True,
        announces=True,
        outdates=True,
        says_all=True,
        asks=True,
        shows_answer=True,
        bundle=Bundle.DATES,
    ),
    Purpose.CANCELLED: Traits(
        urgency=_URGENT,
        at_night=True,
        of_cancelled=True,
        calls_off=True,
        outdates=True,
        bundle=Bundle.DATES,
        to_leavers=True,
    ),
    Purpose.NUDGE: Traits(
        urgency=_BULK,
        follows_revision=True,
        announces=True,
        comes_back=False,
        asks=True,
        shows_answer=True,
        bundle=Bundle.MORNING,
    ),
    Purpose.SUBSTITUTE: Traits(urgency=_URGENT, at_night=True, announces=True, says_all=True, calm=True),
    Purpose.SUBSTITUTE_RELEASED: Traits(
        urgency=_URGENT,
        at_night=True,
        takes_back=True,
        of_cancelled=True,
        outdates=True,
        calm=True,
        to_leavers=True,
    ),
    Purpose.SUBSTITUTE_DECLINED: Traits(urgency=_URGENT, shows_answer=True),
    Purpose.SEAT: Traits(urgency=_URGENT, last_word=True, shows_answer=True),
    Purpose.ANSWERED_FOR: Traits(urgency=_URGENT, last_word=True, shows_answer=True),
    Purpose.LATE_CHANGE: Traits(urgency=_URGENT, bundle=Bundle.CHANGES, calm=True, for_head=True),
    Purpose.CHECK_IN: Traits(
        urgency=_BULK,
        follows_revision=True,
        recalls=True,
        shows_answer=True,
        bundle=Bundle.MORNING,
        goes_on=True,
    ),
    Purpose.WRONG_PINS: Traits(urgency=_URGENT, at_night=True, for_head=True),
    Purpose.THANKS: Traits(urgency=_BULK, bundle=Bundle.MORNING, goes_on=True),
    Purpose.ABSENCE: Traits(urgency=_BULK, bundle=Bundle.MORNING),
    Purpose.MINUTES: Traits(urgency=_BULK),
    Purpose.MATERIALS: Traits(urgency=_BULK),
    Purpose.FOLLOW_UP: Traits(urgency=_BULK, for_head=True),
    Purpose.HAND_IN: Traits(urgency=_BULK, follows_revision=True, comes_back=False, bundle=Bundle.MORNING),
    Purpose.WITHDRAWN: Traits(
        urgency=_URGENT,
        at_night=True,
        takes_back=True,
        of_cancelled=True,
        outdates=True,
        bundle=Bundle.DATES,
        to_leavers=True,
    ),
    Purpose.SECOND_THOUGHTS: Traits(urgency=Priority.OLDER, at_night=True, comes_back=False),
    Purpose.SWITCH_ASKED: Traits(urgency=_BULK, for_head=True),
    Purpose.SWITCH_REFUSED: Traits(urgency=_BULK),
    Purpose.SWITCHED_FROM: Traits(
        urgency=_URGENT, takes_back=True, of_cancelled=True, outdates=True, bundle=Bundle.SWITCH
    ),
    Purpose.SWITCHED_TO: Traits(
        urgency=_URGENT,
        announces=True,
        says_all=True,
        asks=True,
        shows_answer=True,
        comes_back=False,
        bundle=Bundle.SWITCH,
    ),
    # Nobody is sent it: it stands there already.
    Purpose.SHOWN: Traits(urgency=Priority.OLDER, shows_answer=True, comes_back=False),
    Purpose.GROUP_CARD: Traits(urgency=_BULK, follows_revision=True, announces=True, to_groups=True),
    Purpose.GROUP_MOVED: Traits(urgency=_URGENT, at_night=True, follows_revision=True, announces=True, to_groups=True),
    Purpose.GROUP_CANCELLED: Traits(urgency=_URGENT, at_night=True, of_cancelled=True, calls_off=True, to_groups=True),
    Purpose.OFFICE_REMINDER: Traits(
        urgency=_BULK, follows_revision=True, announces=True, recalls=True, bundle=Bundle.MORNING
    ),
    Purpose.DUTY_OPEN: Traits(urgency=_BULK),
    Purpose.DUTY_MISSING: Traits(urgency=_BULK),
    Purpose.DUTY_UNREPORTED: Traits(urgency=_BULK),
    Purpose.DUTY_SILENT: Traits(urgency=_BULK, for_head=True),
    Purpose.DUTY_DIGEST: Traits(urgency=_BULK, for_head=True),
    Purpose.REQUEST: Traits(urgency=_BULK),
    Purpose.REQUEST_AGAIN: Traits(urgency=_BULK),
    Purpose.REQUEST_DONE: Traits(urgency=_BULK, for_head=True),
    Purpose.DUTY_UNSENT: Traits(urgency=_URGENT, at_night=True),
    Purpose.DUTY_FILED: Traits(urgency=_BULK),
    Purpose.DUTY_REVIEW: Traits(urgency=_BULK),
    Purpose.DUTY_FIXED: Traits(urgency=_BULK),
    Purpose.DUTY_CHANGED: Traits(urgency=_URGENT, at_night=True),
    Purpose.DUTY_ASKED: Traits(urgency=_URGENT),
    Purpose.SWAP_OVER: Traits(urgency=Priority.OLDER, at_night=True, comes_back=False),
    Purpose.DUTY_WEEK: Traits(urgency=_BULK),
    Purpose.DUTY_FLAW: Traits(urgency=_BULK),
    Purpose.INCIDENT: Traits(urgency=_URGENT, at_night=True),
    Purpose.INCIDENT_STANDS: Traits(urgency=_URGENT, at_night=True, comes_back=False),
    Purpose.INCIDENT_LIMIT: Traits(urgency=_BULK, for_head=True),
    Purpose.DATE_POLL: Traits(urgency=_BULK),
    Purpose.DIGEST: Traits(urgency=Priority.DIGEST, comes_back=False, for_head=True),
    Purpose.GROUP_TROUBLE: Traits(urgency=_BULK, for_head=True),
    Purpose.DEPUTY: Traits(urgency=_URGENT),
    Purpose.ROLE: Traits(urgency=_BULK),
    Purpose.ACCOUNT: Traits(urgency=_URGENT, at_night=True),
}


def having(trait: Callable[[Traits], bool]) -> frozenset[Purpose]:
    """The purposes of which `trait` is true."""
    return frozenset(purpose for purpose, traits in TRAITS.items() if trait(traits))


# Of a person's messages about a session those with a date, or with buttons that change with the answer.
ABOVE = having(
    lambda traits: (traits.announces or traits.follows_revision or traits.shows_answer) and not traits.to_groups
)
OUTDATING = having(lambda traits: traits.outdates)
# For queries: what tells people of a session, what tells groups of it, what takes it back.
ANNOUNCING = having(lambda traits: traits.announces and not traits.to_groups)
GROUP_ANNOUNCING = having(lambda traits: traits.announces and traits.to_groups)
TAKING_BACK = having(lambda traits: traits.takes_back)
FOLLOWING = having(lambda traits: traits.follows_revision)
OF_ONE_REVISION = having(lambda traits: traits.of_one_revision)
CALLING_OFF = having(lambda traits: traits.calls_off)
COMING_BACK = having(lambda traits: traits.comes_back)
GOING_ON = having(lambda traits: traits.goes_on)
AT_NIGHT = having(lambda traits: traits.at_night)
RECALLING = having(lambda traits: traits.recalls)
ASKING = having(lambda traits: traits.asks)
CALM = having(lambda traits: traits.calm)
FOR_HEADS = having(lambda traits: traits.for_head)
# What somebody else is to hear where its recipient has left the bot.
ELSE_OTHERS = frozenset({Purpose.DUTY_UNREPORTED, Purpose.DUTY_SILENT})


BUNDLES: dict[Bundle, frozenset[Purpose]] = {
    bundle: frozenset(purpose for purpose, traits in TRAITS.items() if traits.bundle is bundle) for bundle in Bundle
}


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


# Why a delivery failed that was never tried: as ours beside Telegram's words.
ACCOUNT_LOST = "account lost"
LEFT_OFFICE = "left office"
# Why one is not sent any more that its recipient knows all the same: they answered it before it came.
READ_ELSEWHERE = "read elsewhere"


def check_move(old: State, new: State) -> None:
    """Raise `IllegalMove` unless `old -> new` is in the table."""
    if new not in LEGAL_MOVES[old]:
        raise IllegalMove(f"a delivery may not go from {old} to {new}")


def delivery_key(purpose: Purpose, reason: str, revision: int, recipient: int, occurrence: str = "") -> str:
    """The unique key of an owed message; `reason` is e.g. `s12` (session) or `d7` (duty shift)."""
    before, after = key_around(purpose, reason, revision, occurrence)
    return f"{before}{recipient}{after}"


def key_around(purpose: Purpose, reason: str, revision: int, occurrence: str = "") -> tuple[str, str]:
    """What stands before and after the recipient in the keys of a message to many."""
    return f"{purpose}:{reason}:{revision}:", f":{occurrence}"
