"""The ledger's own queries: claim what is due, expire what came too late, settle what became of a send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from bot.delivery.outcomes import Gone, Halt, Migrated, NotNeeded, Outcome, Refused, Retry, Sent
from bot.domain.ledger import Purpose, State, check_move
from bot.storage.chats import move_chat
from bot.storage.database import mark_owed
from bot.storage.models import Card, Chat, Delivery, Invitation, Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.storage.database import Database


async def recover(db: Database, now: datetime) -> int:
    """After a start: what was in flight when the last process died is owed again (at least once)."""
    async with db.write() as session:
        result = await session.execute(
            update(Delivery).where(Delivery.state == State.SENDING).values(state=State.PENDING, due_at=now)
        )
        return int(result.rowcount)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Claimed:
    """Rows taken for sending, and the purposes of those that expired meanwhile."""

    rows: list[Delivery]
    expired: list[Purpose]


async def claim(db: Database, now: datetime, most: int) -> Claimed:
    """Expire what is useless by now, then take up to `most` due rows for sending: urgent first, then oldest."""
    async with db.write() as session:
        expired = await session.execute(
            update(Delivery)
            .where(Delivery.state == State.PENDING, Delivery.due_at <= now, Delivery.useless_at <= now)
            .values(state=State.EXPIRED, settled_at=now)
            .returning(Delivery.purpose)
            .execution_options(synchronize_session=False)
        )
        purposes = list(expired.scalars())
        query = (
            select(Delivery)
            .where(Delivery.state == State.PENDING, Delivery.due_at <= now)
            .order_by(Delivery.urgency, Delivery.due_at, Delivery.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        rows = list((await session.execute(query)).scalars())
        if rows:
            await session.execute(
                update(Delivery)
                .where(Delivery.id.in_([row.id for row in rows]))
                .values(state=State.SENDING, attempts=Delivery.attempts + 1)
                .execution_options(synchronize_session=False)
            )
            for row in rows:
                session.expunge(row)
        return Claimed(rows, purposes)


async def next_due(db: Database) -> datetime | None:
    """When the earliest pending row falls due."""
    async with db.read() as session:
        return (await session.execute(_NEXT_DUE)).scalar_one()


_NEXT_DUE = select(func.min(Delivery.due_at)).where(Delivery.state == State.PENDING)


async def settle(db: Database, outcomes: Sequence[tuple[Delivery, Outcome, datetime | None]], now: datetime) -> None:
    """Write what became of each row in one transaction; a live card comes with the moment whose answers it shows."""
    async with db.write() as session:
        sent = [
            {"row": row.id, "message": outcome.message_id} for row, outcome, _ in outcomes if isinstance(outcome, Sent)
        ]
        if sent:
            # By far the most: one statement for all of them.
            check_move(State.SENDING, State.SENT)
            connection = await session.connection()
            await connection.execute(_MARK_SENT, [{**values, "now": now} for values in sent])
        for row, outcome, as_of in outcomes:
            if not isinstance(outcome, Sent):
                await _settle_one(session, row, outcome, now)
            elif as_of is not None and row.session_id is not None:
                await _keep_card(session, row.session_id, row.chat_id, outcome.message_id, as_of)


async def _keep_card(session: AsyncSession, session_id: int, chat_id: int, message_id: int, as_of: datetime) -> None:
    """Remember a card; who answered while it was on its way is owed an edit."""
    later = select(Invitation.id).where(Invitation.session_id == session_id, Invitation.answered_at >= as_of).limit(1)
    wanted = 0 if (await session.execute(later)).first() is None else 1
    session.add(Card(session_id=session_id, chat_id=chat_id, message_id=message_id, wanted=wanted))
    mark_owed(session, "cards")


_MARK_SENT = (
    update(Delivery)
    .where(Delivery.id == bindparam("row"), Delivery.state == State.SENDING)
    .values(state=State.SENT, message_id=bindparam("message"), settled_at=bindparam("now"), error="")
)


async def _settle_one(session: AsyncSession, row: Delivery, outcome: Outcome, now: datetime) -> None:
    match outcome:
        case Retry(wait, error):
            await _move(session, row, State.PENDING, due_at=now + wait, error=error)
        case Halt(error):
            await _move(session, row, State.PENDING, due_at=now, error=error)
        case Gone(error):
            await _move(session, row, State.FAILED, settled_at=now, error=error)
            await _mark_gone(session, row, now)
        case Refused(error):
            await _move(session, row, State.FAILED, settled_at=now, error=error)
        case NotNeeded(error):
            await _move(session, row, State.CANCELLED, settled_at=now, error=error)
        case Migrated(chat_id):
            await move_chat(session, row.chat_id, chat_id)
            await _move(session, row, State.PENDING, due_at=now, error="", chat_id=chat_id)


async def _move(session: AsyncSession, row: Delivery, new: State, **values: object) -> None:
    check_move(State.SENDING, new)
    await session.execute(
        update(Delivery)
        .where(Delivery.id == row.id, Delivery.state == State.SENDING)
        .values(state=new, **values)
        .execution_options(synchronize_session=False)
    )


async def _mark_gone(session: AsyncSession, row: Delivery, now: datetime) -> None:
    if row.person_id is not None:
        await session.execute(
            update(Person)
            .where(Person.id == row.person_id, Person.telegram_id == row.chat_id, Person.unreachable_since.is_(None))
            .values(unreachable_since=now)
        )
    else:
        await session.execute(update(Chat).where(Chat.id == row.chat_id, Chat.left_at.is_(None)).values(left_at=now))
