"""The ledger's own queries, as units of `Database.transact`: claim what is due, settle what became of it, keep leases."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, case, func, select, text, update

from bot.delivery.deputies import to_deputies
from bot.delivery.messages import Claimed
from bot.delivery.older import close_later, look_again, outdate
from bot.delivery.outcomes import (
    Expired,
    Gone,
    Halt,
    Later,
    Migrated,
    Muted,
    NotNeeded,
    Outcome,
    Refused,
    Retry,
    Sent,
    TopicGone,
    Vanished,
)
from bot.domain.invitations.reminders import usual_hour
from bot.domain.ledger import ABOVE, AT_NIGHT, BUNDLES, ELSE_OTHERS, OUTDATING, Bundle, Purpose, State, check_move
from bot.domain.night import is_night, not_at_night
from bot.domain.timing import ONE_PRESS, TOO_LATE
from bot.storage.cards import keep_card
from bot.storage.chats import move_chat
from bot.storage.database import mark_owed
from bot.storage.models import IS_PENDING, Chat, Delivery, Office, Person
from bot.storage.night import begins_from, begins_too_early

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select, Update

    from bot.delivery.messages import GroupWatch, Message
    from bot.storage.database import Database

# How long a row may be under way before others may take it for lost; renewed while its sender lives.
LEASE = timedelta(minutes=2)
# What falls due to a chat so soon after what is sent now goes with it, where both are of one bundle.
TOGETHER = timedelta(minutes=3)
# Of these what falls due moments later is looked for whenever one goes out.
_APART = (Bundle.CHANGES, Bundle.DATES)
# Telegram's descriptions are short; whatever else comes is cut.
_LONGEST_ERROR = 500


class Landed(NamedTuple):
    """A row with what became of it; `card` is the message that is now a live card.

    `told` is the revision of its session that the message told of; `composed_at` is when that was read, of a message that
    changed an older one.
    """

    row: Claimed
    outcome: Outcome
    card: Message | None
    told: int | None = None
    composed_at: datetime | None = None


class Claims(NamedTuple):
    """Rows taken for sending, the purposes of those that expired, and when the earliest pending row left falls due."""

    rows: list[Claimed]
    expired: list[Purpose]
    next_due: datetime | None


def recover(connection: Connection, now: datetime) -> int:
    """After a start: what was in flight when the last process died is owed again (at least once)."""
    statement = update(Delivery).where(Delivery.state == State.SENDING)
    return connection.execute(statement.values(_LOST | {"due_at": now})).rowcount


def keep(connection: Connection, ours: Collection[int], now: datetime) -> int:
    """Renew the leases of rows in flight, and owe again those whose sender was lost; returns how many."""
    sending = Delivery.state == State.SENDING
    if ours:
        connection.execute(update(Delivery).where(sending, Delivery.id.in_(ours)).values(lease_until=now + LEASE))
    lost = update(Delivery).where(sending, Delivery.lease_until <= now, Delivery.id.not_in(ours))
    return connection.execute(lost.values(_LOST | {"due_at": now})).rowcount


def zones(connection: Connection) -> tuple[ZoneInfo, ...]:
    """The time zones of offices: nights differ."""
    return tuple(ZoneInfo(name) for name in connection.execute(_ZONES).scalars())


def put_off(connection: Connection, now: datetime, zones: Collection[ZoneInfo]) -> int:
    """What may not go at night and has come into its office's waits for the morning; returns how many rows that are.

    What is of a session days away waits for the morning's usual hour. Planning keeps out of the night; a 429, a bot that was down or a blast that takes long may lead into it. As there,
    the night yields to a session for which the morning is too late, and to what would be useless by then. By day it
    costs nothing.
    """
    nights = [(zone, not_at_night(now, zone)) for zone in zones if is_night(now, zone)]
    return sum(connection.execute(_put_off(now, morning, zone)).rowcount for zone, morning in nights)


def claim(connection: Connection, now: datetime, most: int, below: int | None = None) -> Claims:
    """Take up to `most` due rows: urgent first, then oldest; those useless by now are never taken, but expire.

    `below` leaves rows of that urgency and less urgent ones alone. What is one message is taken together, whatever `most`.
    """
    rows: list[Claimed] = []
    expired: list[Purpose] = []
    if most > 0:
        due = select(Delivery.id).where(_PENDING, Delivery.due_at <= now, Delivery.useless_at > now)
        if below is not None:
            due = due.where(Delivery.urgency < below)
        due = due.order_by(*_IN_ORDER).limit(most).with_for_update(skip_locked=True)
        rows = sorted(_take(connection, due, now), key=_place)
        if len(rows) < most and below is None:
            # Nothing due is left but what came too late.
            expired = list(connection.execute(_EXPIRE, {"now": now}).scalars())
        rows += _companions(connection, rows, now, cut=len(rows) == most)
        rows = sorted(to_deputies(connection, rows, now), key=_place)
    return Claims(rows, expired, connection.execute(_NEXT_DUE).scalar_one())


def _place(row: Claimed) -> tuple[int, datetime, int, int]:
    return row.urgency, row.due_at, row.chat_id, row.id


def _take(connection: Connection, found: Select[Any], now: datetime) -> list[Claimed]:
    statement = update(Delivery).where(Delivery.id.in_(found)).returning(*_CLAIMED)
    values = {"state": State.SENDING, "attempts": Delivery.attempts + 1, "lease_until": now + LEASE}
    return [Claimed(*row) for row in connection.execute(statement.values(values))]


def _companions(connection: Connection, rows: list[Claimed], now: datetime, *, cut: bool) -> list[Claimed]:
    """What is one message with rows that were taken and was not: it falls due in moments, or was cut off (of the last chat).

    Rows that are due at the same moment are taken chat by chat, so all others are together; the dates that one press sets are
    due moments apart.
    """
    found = []
    wholes: dict[Bundle, set[int]] = defaultdict(set)
    for row in rows:
        bundle = row.purpose.traits.bundle
        apart = bundle in _APART or row.purpose is Purpose.INVITATION or (cut and row is rows[-1])
        if bundle is not None and apart:
            wholes[bundle].add(row.chat_id)
    for bundle, chats in wholes.items():
        within = ONE_PRESS if bundle in (Bundle.MORNING, Bundle.DATES) else TOGETHER
        soon = select(Delivery.id).where(
            _PENDING_BY_CHAT,
            Delivery.chat_id.in_(chats),
            Delivery.purpose.in_(BUNDLES[bundle]),
            Delivery.due_at <= now + within,
            Delivery.useless_at > now,
        )
        found += _take(connection, soon.with_for_update(skip_locked=True), now)
    return found


async def next_due(db: Database) -> datetime | None:
    """When the earliest pending row falls due."""

    def _unit(connection: Connection) -> datetime | None:
        due: datetime | None = connection.execute(_NEXT_DUE).scalar_one()
        return due

    return await db.query(_unit)


def settle(connection: Connection, landed: Sequence[Landed], now: datetime, watch: GroupWatch | None = None) -> None:
    """Write what became of each row; one that somebody else has claimed or settled meanwhile stays as it is.

    `watch` is told of groups that refuse.
    """
    if not landed:
        return
    for one in landed:
        match one.outcome:
            case Migrated(chat_id):
                move_chat(connection, one.row.chat_id, chat_id, now)
            case TopicGone():
                connection.execute(update(Chat).where(Chat.id == one.row.chat_id).values(thread_id=None))
            case Sent(message_id):
                _follow(connection, one, message_id, now)
            case Muted(reason) if watch is not None and one.row.person_id is None:
                watch(connection, one.row.chat_id, reason, now, gone=False)
            case Gone(reason):
                if watch is not None and one.row.person_id is None:
                    watch(connection, one.row.chat_id, reason, now, gone=True)
                _mark_gone(connection, one.row, now)
                if one.row.purpose in ELSE_OTHERS:
                    mark_owed(connection, "steps")
    connection.execute(_SETTLE, [_written(_to_the_head(one), now) for one in landed])


def _to_the_head(one: Landed) -> Landed:
    """Where whoever deputises cannot be told any more, it goes to the head after all."""
    match one.outcome:
        case Gone(reason) if one.row.deputy_id is not None:
            return one._replace(outcome=Later(one.row.due_at, reason))
    return one


# What is of no use by then may be of a session whose check-in is open.
_SOON_OVER = timedelta(days=1)


def _follow(connection: Connection, one: Landed, message_id: int, now: datetime) -> None:
    """What comes of a message that was sent: older ones say what holds no more, a card lives on."""
    row = one.row
    if row.purpose in OUTDATING and row.session_id is not None and row.person_id is not None:
        outdate(connection, row.session_id, row.person_id, now)
    soon = row.useless_at - now < _SOON_OVER
    if row.purpose in ABOVE and row.person_id is not None and (soon or row.purpose is Purpose.SUBSTITUTE):
        close_later(connection, row.id, now)
    if one.composed_at is not None:
        look_again(connection, row.chat_id, message_id, one.composed_at, now)
    if one.card is not None and row.session_id is not None:
        card = one.card
        keep_card(connection, row.session_id, row.chat_id, message_id, looks=card.looks, turns_at=card.turns_at)


_PENDING = Delivery.state == State.PENDING
_IN_ORDER = (Delivery.urgency, Delivery.due_at, Delivery.chat_id, Delivery.id)
# Written out: only so is it known that the index of pending rows will do.
_PENDING_BY_CHAT = text(f"deliveries.{IS_PENDING}")
# Its sender is no more: what it had on the wire may have arrived.
_LOST: dict[str, Any] = {"state": State.PENDING, "lease_until": None, "perhaps_told": Delivery.revision}
_CLAIMED = [getattr(Delivery, name) for name in Claimed._fields if name not in Claimed._field_defaults]
_EXPIRE = (
    update(Delivery)
    .where(_PENDING, Delivery.due_at <= bindparam("now"), Delivery.useless_at <= bindparam("now"))
    .values(state=State.EXPIRED, settled_at=bindparam("now"))
    .returning(Delivery.purpose)
)
_ZONES = select(Office.timezone).distinct()
_NEXT_DUE = select(func.min(Delivery.due_at)).where(_PENDING)
_SETTLE = (
    update(Delivery)
    .where(Delivery.id == bindparam("row"), Delivery.state == State.SENDING, Delivery.attempts == bindparam("claimed"))
    .values(
        state=bindparam("to"),
        due_at=bindparam("due"),
        settled_at=bindparam("settled"),
        # Whoever has changed their account meanwhile is written to there.
        chat_id=func.coalesce(bindparam("chat", type_=Delivery.chat_id.type), Delivery.chat_id),
        message_id=bindparam("message"),
        attempts=bindparam("tries"),
        error=bindparam("why"),
        lease_until=None,
        revision=bindparam("told"),
        perhaps_told=func.coalesce(bindparam("perhaps"), Delivery.perhaps_told),
    )
)


def _put_off(now: datetime, morning: datetime, zone: ZoneInfo) -> Update:
    usual, far = usual_hour(morning, zone)
    return (
        update(Delivery)
        .where(
            _PENDING,
            Delivery.due_at <= now,
            Delivery.purpose.not_in(AT_NIGHT),
            Delivery.useless_at > morning,
            Delivery.office_id.in_(select(Office.id).where(Office.timezone == zone.key)),
            ~begins_too_early(now, morning + TOO_LATE),
        )
        .values(due_at=case((begins_from(far), usual), else_=morning))
    )


def _written(landed: Landed, now: datetime) -> dict[str, Any]:
    """The parameters of `_SETTLE`."""
    row = landed.row
    values: dict[str, Any] = {
        "row": row.id,
        "claimed": row.attempts,
        "to": State.PENDING,
        "due": row.due_at,
        "settled": None,
        "chat": None,
        "message": None,
        "tries": row.attempts,
        "why": "",
        "told": row.revision,
        "perhaps": None,
    }
    told = row.revision if landed.told is None else landed.told
    match landed.outcome:
        case Retry(unknown=True) | Refused(unknown=True):
            values["perhaps"] = told
    match landed.outcome:
        case Sent(message_id):
            values |= {"to": State.SENT, "settled": now, "chat": row.chat_id, "message": message_id, "told": told}
        case Retry(at, error, counts):
            values |= {"due": at, "why": error, "tries": row.attempts if counts else row.attempts - 1}
        case Later(at, error):
            values |= {"due": at, "why": error, "tries": row.attempts - 1}
        case Halt(error):
            values |= {"due": now, "why": error, "tries": row.attempts - 1}
        case Migrated(chat_id):
            # As in General, where its topic is gone: it is due as before.
            values |= {"chat": chat_id}
        case Gone(error) | Muted(error) | Refused(error) | Vanished(error):
            values |= {"to": State.FAILED, "settled": now, "why": error}
        case NotNeeded(error):
            values |= {"to": State.CANCELLED, "settled": now, "why": error}
        case Expired():
            values |= {"to": State.EXPIRED, "settled": now}
    check_move(State.SENDING, values["to"])
    # PostgreSQL stores no NUL.
    values["why"] = values["why"].replace("\0", "")[:_LONGEST_ERROR]
    return values


def _mark_gone(connection: Connection, row: Claimed, now: datetime) -> None:
    if row.person_id is not None:
        connection.execute(
            update(Person)
            .where(Person.id == row.reader_id, Person.telegram_id == row.chat_id, Person.unreachable_since.is_(None))
            .values(unreachable_since=now)
        )
    else:
        connection.execute(update(Chat).where(Chat.id == row.chat_id, Chat.left_at.is_(None)).values(left_at=now))
