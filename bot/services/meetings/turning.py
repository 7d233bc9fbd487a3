"""What time alone changes of a message that a head was shown: owed as all that is owed, so that no restart forgets it.

It says when a date leaves and till when it can be undone. A button that would only refuse goes, also where the session was changed
by another message of the same or another head.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, func, select, update

from bot.domain.ledger import Purpose, State, check_move
from bot.domain.timing import Due
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import on_bot
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, Invitation, Person, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

# A message of another day is left as it is: nobody thinks again of what it says.
_OF_USE = timedelta(days=1)


async def keep(
    ctx: Context, actor: PersonFacts, chat_id: int, message_id: int, at: Sequence[datetime], facts: dict[str, Any]
) -> None:
    """A message says something that changes at these moments; what it said before changes no more."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        _let_go(connection, actor.office_id, (chat_id, message_id), now)
        owe(
            connection,
            [
                Owed(
                    Purpose.SECOND_THOUGHTS,
                    chat_id,
                    Due(one, one + _OF_USE),
                    actor.office_id,
                    actor.id,
                    occurrence=f"{message_id}:{once()}",
                    facts={**facts, "message": message_id},
                )
                for one in at
            ],
            now,
        )

    await ctx.db.transact(_unit)


async def forget(ctx: Context, actor: PersonFacts, chat_id: int, message_id: int) -> None:
    """A message says something else by now, which stays."""
    now = ctx.clock.now()
    await ctx.db.transact(lambda connection: _let_go(connection, actor.office_id, (chat_id, message_id), now))


async def leave_out(ctx: Context, actor: PersonFacts, chat_id: int, message_id: int, data: str) -> None:
    """A button was of use once: what becomes of its message has it no more."""

    def _unit(connection: Connection) -> None:
        for row in connection.execute(_WAITING, {"office": actor.office_id}):
            if (row.chat_id, row.facts["message"]) == (chat_id, message_id) and "above" in row.facts:
                lines = [[one for one in line if one.get("callback_data") != data] for line in row.facts["above"]]
                facts = {**row.facts, "above": [line for line in lines if line]}
                connection.execute(_LEFT_OUT, {"row": row.id, "facts_": facts})

    await ctx.db.transact(_unit)


def divided(connection: Connection, office_id: int, activity_code: str, now: datetime) -> None:
    """The batches of an activity are divided: the cards that lead to that say so at once."""
    last = {
        (row.chat_id, row.facts["message"]): row.id
        for row in connection.execute(_WAITING, {"office": office_id})
        if activity_code in row.facts.get("divisible", ())
    }
    if last:
        connection.execute(_NOW_DUE, {"ids": sorted(last.values()), "now": now})
        mark_owed(connection, "deliveries")


def invites_others(connection: Connection, office_id: int, sessions: Collection[int], now: datetime) -> None:
    """These sessions invite others than when it was said how many they are: cards that say so are put right at once."""
    waiting: dict[tuple[int, int], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_WAITING, {"office": office_id}):
        if "counted" in row.facts and any(one in sessions for one, _ in row.facts["sessions"]):
            waiting[row.chat_id, row.facts["message"]].append(row)
    owe(
        connection,
        [
            Owed(
                Purpose.SECOND_THOUGHTS,
                chat_id,
                Due(now, now + _OF_USE),
                office_id,
                rows[0].person_id,
                occurrence=f"{message_id}:{once()}",
                facts=rows[0].facts,
            )
            for (chat_id, message_id), rows in waiting.items()
            # What is to be looked at now says it with all else.
            if rows[0].due_at > now
        ],
        now,
    )


def invited_to(connection: Connection, sessions: Collection[int]) -> dict[int, tuple[int, int]]:
    """How many each of these invites, and how many of them can be reached."""
    rows = connection.execute(_INVITED, {"sessions": list(sessions)}) if sessions else ()
    return {row.session_id: (row.invited, row.reachable) for row in rows}


def put_off(connection: Connection, held: SessionFacts, until: datetime) -> None:
    """What waits of a session leaves later than its cards were to say."""
    ids = [
        row.id
        for row in connection.execute(_WAITING, {"office": held.office_id})
        if row.due_at == held.held_until and held.id in {one for one, _ in row.facts["sessions"]}
    ]
    connection.execute(_PUT_OFF, {"ids": ids, "at": until})


def _let_go(connection: Connection, office_id: int, of: tuple[int, int], now: datetime) -> None:
    """Nothing more is to become of the message `of`; others of sessions that were changed since say so at once."""
    waiting: dict[tuple[int, int], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_WAITING, {"office": office_id}):
        waiting[row.chat_id, row.facts["message"]].append(row)
    chat_id, message_id = of
    sending = connection.execute(_ON_ITS_WAY, {"chat": chat_id})
    on_its_way = [row.id for row in sending if row.facts["message"] == message_id]
    over = [row.id for row in waiting.pop(of, [])]
    sessions = {one for rows in waiting.values() for one, _ in rows[0].facts["sessions"]}
    revisions = {row.id: row.revision for row in connection.execute(_REVISIONS, {"sessions": sorted(sessions)})}
    now_due = []
    for first, *later in waiting.values():
        if all(revisions.get(one) != revision for one, revision in first.facts["sessions"]):
            now_due.append(first.id)
            over += [row.id for row in later]
    if on_its_way:
        # Where it comes back undone, it is never taken again.
        connection.execute(_OF_NO_USE, {"ids": on_its_way, "now": now})
    if over:
        check_move(State.PENDING, State.CANCELLED)
        connection.execute(_OVER, {"ids": over, "now": now})
    if now_due:
        connection.execute(_NOW_DUE, {"ids": now_due, "now": now})
        mark_owed(connection, "deliveries")


_WAITING = (
    select(Delivery.id, Delivery.chat_id, Delivery.person_id, Delivery.due_at, Delivery.facts)
    .where(
        Delivery.office_id == bindparam("office"),
        Delivery.state == State.PENDING,
        Delivery.purpose == Purpose.SECOND_THOUGHTS,
    )
    .order_by(Delivery.due_at)
)
_INVITED = (
    select(
        Invitation.session_id,
        func.count(Invitation.id).label("invited"),
        func.count(case((on_bot(), Invitation.id))).label("reachable"),
    )
    .join(Person, Person.id == Invitation.person_id)
    .where(Invitation.session_id.in_(bindparam("sessions", expanding=True)))
    .group_by(Invitation.session_id)
)
_ON_ITS_WAY = select(Delivery.id, Delivery.facts).where(
    Delivery.chat_id == bindparam("chat"),
    Delivery.state == State.SENDING,
    Delivery.purpose == Purpose.SECOND_THOUGHTS,
)
_REVISIONS = select(Session.id, Session.revision).where(Session.id.in_(bindparam("sessions", expanding=True)))
_THESE = (Delivery.id.in_(bindparam("ids", expanding=True)), Delivery.state == State.PENDING)
_OVER = update(Delivery).where(*_THESE).values(state=State.CANCELLED, settled_at=bindparam("now"))
_LEFT_OUT = (
    update(Delivery).where(Delivery.id == bindparam("row")).values(facts=bindparam("facts_", type_=Delivery.facts.type))
)
_PUT_OFF = update(Delivery).where(*_THESE).values(due_at=bindparam("at"))
_OF_NO_USE = (
    update(Delivery)
    .where(Delivery.id.in_(bindparam("ids", expanding=True)), Delivery.state == State.SENDING)
    .values(useless_at=bindparam("now", type_=Delivery.useless_at.type))
)
_NOW_DUE = (
    update(Delivery)
    .where(*_THESE, Delivery.due_at > bindparam("now", type_=Delivery.due_at.type))
    .values(due_at=bindparam("now"))
)
