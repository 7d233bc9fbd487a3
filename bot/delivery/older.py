"""Older messages of a session are brought up to date, or say that they are not, when there is room for it.

An answer shows on every message that asks for it; what tells of a date that is no more loses date and buttons. It is the
least of what goes out: one call at a time, after all that is owed, and never where a chat must wait.
"""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from sqlalchemy import bindparam, exists, func, or_, select, update
from sqlalchemy.orm import aliased
from telegram.error import TelegramError

from bot.delivery.errands import Errand, Overtaken
from bot.delivery.outcomes import EDIT, Halt, Later, NotNeeded, Outcome, Refused, Retry, Sent, judge
from bot.domain.door.checkin import OPENS_BEFORE
from bot.domain.ledger import ABOVE, Priority, Purpose, State
from bot.domain.vocabulary import SessionStatus
from bot.monitoring.events import Event
from bot.storage.accounts import is_theirs
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, Invitation, Session
from bot.storage.outage import is_away
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection
    from telegram.ext import ExtBot

    from bot.clock import Clock
    from bot.delivery.messages import Message, ShownMessages
    from bot.delivery.token import Token
    from bot.storage.database import Database

# Looked at and composed together.
_BATCH = 50
_AGAIN_AFTER = timedelta(seconds=30)


class Older(NamedTuple):
    """A message that may say what no longer holds, since `stale_since`."""

    id: int
    chat_id: int
    message_id: int
    session_id: int
    person_id: int
    purpose: Purpose
    revision: int
    stale_since: datetime
    facts: dict[str, Any]
    due_at: datetime


class OlderComposer(Protocol):
    """What older messages should say by now; without those that may stay as they are."""

    async def compose_older(self, messages: Sequence[Older]) -> dict[int, Message]: ...


class OlderMessages:
    """Edits what is out of date; the database says which, so a restart loses nothing. One run at a time."""

    def __init__(
        self, db: Database, bot: ExtBot[Any], composer: OlderComposer, clock: Clock, token: Token, shown: ShownMessages
    ) -> None:
        self._db = db
        self._bot = bot
        self._composer = composer
        self._clock = clock
        self._token = token
        self._shown = shown
        self._running = asyncio.Lock()
        self._rung = False
        # Spreads retries; no decision of the field hangs on it.
        self._jitter: Callable[[], float] = random.random

    async def run(self) -> datetime | None:
        """Edit what can be edited now; returns when to go on (None: nothing is left, or another run is at it)."""
        self._rung = True
        if self._running.locked():
            return None
        async with self._running:
            passed: list[int] = []
            while self._rung and not self._token.refused:
                self._rung = False
                await self._db.transact(_find)
                await self._bring_all(passed)
            now = self._clock.now()
            ahead = await self._db.query(partial(_ahead, now=now))
            return min(filter(None, (ahead, now + _AGAIN_AFTER if passed else None)), default=None)

    async def _bring_all(self, passed: list[int]) -> None:
        """What must wait is added to `passed`, and looked at no more."""
        while batch := await self._db.query(partial(_look, passed=list(passed), now=self._clock.now())):
            messages = await self._compose(batch)
            done = [older for older in batch if await self._bring_up(older, messages.get(older.id))]
            passed += {older.id for older in batch}.difference(older.id for older in done)
            await self._db.transact(partial(_settle, done=done, now=self._clock.now()))

    async def _compose(self, batch: Sequence[Older]) -> dict[int, Message]:
        """What they should say; one that cannot be composed stays as it is, and takes no other with it."""
        try:
            return await self._composer.compose_older(batch)
        except Exception as error:
            if is_away(error):
                raise
            if len(batch) == 1:
                Event.OLDER_MESSAGE_NOT_COMPOSED.emit(delivery=batch[0].id, exc_info=True)
                return {}
        made: dict[int, Message] = {}
        for older in batch:
            made |= await self._compose([older])
        return made

    async def _bring_up(self, older: Older, message: Message | None) -> bool:
        """Whether it is done with: what was changed by a press since then says what holds, or asks something."""
        if message is None or self._overtaken(older):
            return True
        return not isinstance(await self._send(older, message), Later | Retry | Halt)

    def _overtaken(self, older: Older) -> bool:
        return self._shown.edited_since(older.chat_id, older.message_id, older.stale_since)

    async def _send(self, older: Older, message: Message) -> Outcome:
        errand = Errand(Priority.OLDER, patience=0.0, overtaken=partial(self._overtaken, older))
        try:
            with self._shown.crossing(older.chat_id, older.message_id, errand):
                await self._bot.edit_message_text(
                    message.text,
                    chat_id=older.chat_id,
                    message_id=older.message_id,
                    reply_markup=message.keyboard,  # type: ignore[arg-type]
                    rate_limit_args=errand,
                )
        except Overtaken as error:
            return NotNeeded(error.message)
        except TelegramError as error:
            outcome = judge(error, 1, self._clock.now(), self._jitter, EDIT)
            if isinstance(outcome, Halt):
                self._token.refuse(error.message)
            return outcome
        except Exception as error:  # noqa: BLE001 (logged with its traceback)
            Event.OLDER_MESSAGE_BROKE.emit(delivery=older.id, exc_info=True)
            return Refused(f"{type(error).__name__}: {error}")
        return Sent(older.message_id)


def _find(connection: Connection) -> None:
    """Whose answer changed: what asks them for it may say something else."""
    answered = connection.execute(_UNTIDY).all()
    # What they read of sessions at the same time may say that they are expected twice.
    beside = connection.execute(_BESIDE).all() if answered else []
    OUTDATE.run_all(
        connection,
        [
            {"session": row.session_id, "person": row.person_id, "since": row.answered_at}
            for row in (*answered, *beside)
        ],
    )
    TIDY.run_all(connection, [{"row": row.id, "since": row.answered_at} for row in answered])


def outdate(connection: Connection, session_id: int, person_id: int, since: datetime) -> None:
    """Somebody has read what holds now of a session: what they read before of it may not."""
    if OUTDATE.run(connection, {"session": session_id, "person": person_id, "since": since}):
        mark_owed(connection, "older")


def close_later(connection: Connection, row: int, now: datetime) -> None:
    """A message with the door open was sent: at the session's end it is shut."""
    if connection.execute(_SHUT, {"row": row, "now": now, "opens": now + OPENS_BEFORE}).rowcount:
        mark_owed(connection, "older")


def look_again(connection: Connection, chat_id: int, message_id: int, composed_at: datetime, now: datetime) -> None:
    """A message was changed to what held at `composed_at`; what was pressed in it meanwhile is to show."""
    values = {"chat": chat_id, "message": message_id, "since": composed_at, "now": now}
    if connection.execute(_PRESSED_MEANWHILE, values).rowcount:
        mark_owed(connection, "older")


def _settle(connection: Connection, done: Sequence[Older], now: datetime) -> None:
    for older in done:
        values = {"row": older.id, "since": older.stale_since, "now": now, "opens": now + OPENS_BEFORE}
        connection.execute(_DONE, values)


def _ahead(connection: Connection, now: datetime) -> datetime | None:
    found: datetime | None = connection.execute(_NEXT, {"now": now}).scalar_one()
    return found


def _look(connection: Connection, passed: Sequence[int], now: datetime) -> list[Older]:
    return [Older(*row) for row in connection.execute(_STALE, {"passed": passed, "now": now})]


_UNTIDY = select(Invitation.id, Invitation.session_id, Invitation.person_id, Invitation.answered_at).where(
    Invitation.untidy
)
_MINE, _OTHER, _THERE = aliased(Session), aliased(Session), aliased(Invitation)
_BESIDE = (
    select(_THERE.session_id, Invitation.person_id, Invitation.answered_at)
    .join(_MINE, _MINE.id == Invitation.session_id)
    .join(_THERE, (_THERE.person_id == Invitation.person_id) & (_THERE.session_id != Invitation.session_id))
    .join(_OTHER, _OTHER.id == _THERE.session_id)
    .where(
        Invitation.untidy,
        _OTHER.status == SessionStatus.SCHEDULED,
        _OTHER.starts_at < _MINE.ends_at,
        _OTHER.ends_at > _MINE.starts_at,
    )
)
TIDY = Prepared(
    update(Invitation)
    .where(Invitation.id == bindparam("row"), Invitation.answered_at.is_not_distinct_from(bindparam("since")))
    .values(untidy=False)
)
OUTDATE = Prepared(
    update(Delivery)
    .where(
        Delivery.session_id == bindparam("session"),
        Delivery.person_id == bindparam("person"),
        # Each by itself: it runs for many, and PostgreSQL's driver takes no lists there.
        or_(*(Delivery.purpose == purpose for purpose in ABOVE)),
        Delivery.state == State.SENT,
        # An account that is another's by now is shown nothing of theirs.
        is_theirs(),
        Delivery.message_id.is_not(None),
    )
    .values(stale_since=bindparam("since"))
)
_PRESSED_MEANWHILE = (
    update(Delivery)
    .where(
        Delivery.chat_id == bindparam("chat"),
        Delivery.message_id == bindparam("message"),
        Delivery.state == State.SENT,
        exists().where(
            Invitation.session_id == Delivery.session_id,
            Invitation.person_id == Delivery.person_id,
            or_(Invitation.answered_at >= bindparam("since"), Invitation.checked_in_at >= bindparam("since")),
        ),
    )
    .values(stale_since=bindparam("now"))
)
_STALE = (
    select(*(getattr(Delivery, name) for name in Older._fields))
    .where(
        Delivery.stale_since.is_not(None),
        # Some are so from the moment on at which somebody hears of something.
        Delivery.stale_since <= bindparam("now", type_=Delivery.stale_since.type),
        Delivery.id.not_in(bindparam("passed", expanding=True)),
    )
    .order_by(Delivery.id.desc())
    .limit(_BATCH)
)
_NEXT = select(func.min(Delivery.stale_since)).where(Delivery.stale_since > bindparam("now"))
# What opens the door, or was said while it was open, is looked at once more when the session is over. So is that somebody stands
# in, which no answer of theirs changes before.
_END = (
    select(Session.ends_at)
    .where(
        Session.id == Delivery.session_id,
        Session.ends_at > bindparam("now"),
        or_(
            Delivery.purpose.in_((Purpose.CHECK_IN, Purpose.SUBSTITUTE)),
            Session.starts_at <= bindparam("opens", type_=Session.starts_at.type),
        ),
    )
    .scalar_subquery()
)
_DONE = (
    update(Delivery)
    .where(Delivery.id == bindparam("row"), Delivery.stale_since == bindparam("since"))
    .values(stale_since=_END)
)
_SHUT = update(Delivery).where(Delivery.id == bindparam("row")).values(stale_since=_END)
