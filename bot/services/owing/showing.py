"""What is yet to be said in a chat and is shown there before: whoever looked counts as told, and hears should it be taken back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, insert, or_, select, text, update

from bot.domain.ledger import Purpose, State, delivery_key
from bot.domain.vocabulary import SessionStatus
from bot.services.invitations.asking_again import hours_of
from bot.services.meetings.facts import sessions_by_id
from bot.services.owing.owe import SAYS_HOW_IT_IS, once
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, Invitation, Session
from bot.storage.models.owing import IS_PENDING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

T = TypeVar("T")


async def showing(
    ctx: Context,
    chat_id: int | None,
    unit: Callable[[Connection], T],
    shows: Callable[[T], Iterable[SessionFacts]],
    *,
    place: bool = True,
    all_of_them: bool = False,
) -> T:
    """Read with `unit` what a chat (None: of nobody) is about to be shown; `shows` says of which sessions that tells.

    Without `place` it tells of day and hours alone, and so of no change of anything else. `all_of_them`: these are all that
    the reader is invited to, so that one which is called off is missed.
    """

    def _unit(connection: Connection, *, keep: bool) -> tuple[T, list[int]]:
        # Read first, and locked: nobody takes back meanwhile what is then read.
        rows = connection.execute(_UNTOLD_LOCKED if keep else _UNTOLD, {"chat": chat_id}).all()
        found = unit(connection)
        shown = {one.id: one for one in shows(found)} if rows else {}
        told = [row.id for row in rows if _tells(row, shown.get(row.session_id), place=place, all_of_them=all_of_them)]
        if told and keep:
            connection.execute(_TOLD, {"ids": told})
        return found, told

    if chat_id is None:
        return await ctx.db.query(unit)
    found, told = await ctx.db.query(lambda connection: _unit(connection, keep=False))
    if told:
        # The many who look while nothing waits cost no writing.
        found, _ = await ctx.db.transact(lambda connection: _unit(connection, keep=True))
    return found


async def has_seen(ctx: Context, chat_id: int, session_id: int) -> None:
    """In a chat somebody is about to read in a few words how a session stands."""
    await showing(ctx, chat_id, partial(sessions_by_id, ids=[session_id]), dict.values)


async def keep_up(
    ctx: Context, person: PersonFacts, place: tuple[int, int], facts: SessionFacts, read_at: datetime
) -> None:
    """A message (chat and id) shows somebody a session as it was at `read_at`: it is kept up to date as what is sent of it is."""
    now = ctx.clock.now()
    chat_id, message_id = place

    def _unit(connection: Connection) -> None:
        since = {"session": facts.id, "person": person.id, "revision": facts.revision, "read": read_at}
        stale = connection.execute(_CHANGED_SINCE, since).first() is not None
        connection.execute(
            insert(Delivery),
            {
                "key": delivery_key(Purpose.SHOWN, f"s{facts.id}", facts.revision, chat_id, once()),
                "office_id": facts.office_id,
                "chat_id": chat_id,
                "person_id": person.id,
                "purpose": Purpose.SHOWN,
                "session_id": facts.id,
                "revision": facts.revision,
                "urgency": Purpose.SHOWN.traits.urgency,
                "state": State.SENT,
                "due_at": now,
                "useless_at": facts.ends_at,
                "message_id": message_id,
                # What is of no use by then may be of a session whose check-in is open.
                "stale_since": now if stale else facts.ends_at if facts.ends_at - now < _SOON_OVER else None,
                "created_at": now,
                "settled_at": now,
            },
        )
        mark_owed(connection, "older")

    await ctx.db.transact(_unit)


def _tells(row: Any, shown: SessionFacts | None, *, place: bool, all_of_them: bool) -> bool:
    """Whether that a session is `shown` says what a row of the ledger is about to."""
    off = row.purpose.traits.calls_off
    if shown is None:
        return off and all_of_them
    if row.revision != shown.revision or off != (shown.status is SessionStatus.CANCELLED):
        return False
    known = row.facts.get("known")
    return place or known is None or hours_of(shown.terms_at(known)) != hours_of(shown.terms)


_UNTOLD = select(Delivery.id, Delivery.session_id, Delivery.purpose, Delivery.revision, Delivery.facts).where(
    SAYS_HOW_IT_IS,
    text(f"deliveries.{IS_PENDING}"),
    Delivery.chat_id == bindparam("chat"),
    Delivery.perhaps_told.is_distinct_from(Delivery.revision),
)
_UNTOLD_LOCKED = _UNTOLD.order_by(Delivery.id).with_for_update()
_SOON_OVER = timedelta(days=1)
_CHANGED_SINCE = (
    select(Session.id)
    .outerjoin(Invitation, (Invitation.session_id == Session.id) & (Invitation.person_id == bindparam("person")))
    .where(
        Session.id == bindparam("session"),
        or_(Session.revision != bindparam("revision"), Invitation.answered_at > bindparam("read")),
    )
)
_TOLD = update(Delivery).where(Delivery.id.in_(bindparam("ids", expanding=True))).values(perhaps_told=Delivery.revision)
