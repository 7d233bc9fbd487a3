"""Messages that tell of several sessions, and those in which a session goes on: which rows of the ledger each stands for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select, update

from bot.domain.door.hand_ins import lacking_of
from bot.domain.invitations.gathered import Meanwhile, Part, answered_since, batch_before, merged, switched_from
from bot.domain.ledger import ANNOUNCING, BUNDLES, Bundle, Purpose, State
from bot.domain.vocabulary import MATERIALS
from bot.services.door import handing_in, session_files
from bot.services.door.moved_arrivals import came_in_vain
from bot.services.invitations import reminding
from bot.services.invitations.facts import invitations_to
from bot.services.meetings.clashing import wanted_twice
from bot.services.meetings.facts import sessions_by_id
from bot.services.owing.recipients import accounts_of
from bot.services.owing.saying_again import say_again
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection

    from bot.domain.invitations.facts import InvitationFacts, StandsFor, There
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context

# A message of a chat.
Place = tuple[int, int]


class Said(NamedTuple):
    """A row that a message stands for."""

    session_id: int
    person_id: int
    purpose: Purpose
    revision: int
    facts: dict[str, Any]
    due_at: datetime


class Parts:
    """Makes parts of rows, from what is known of their sessions and people."""

    def __init__(self) -> None:
        self._sessions: dict[int, SessionFacts] = {}
        self._invitations: dict[tuple[int, int], InvitationFacts] = {}
        self._standing_in: dict[tuple[int, int], StandsFor] = {}
        self._there: dict[tuple[int, int], There] = {}
        self._materials: dict[int, Sequence[session_files.File]] = {}
        self._handed: Mapping[int, handing_in.Handed] = {}
        self._hands_in: Mapping[tuple[int, int], int] = {}
        self._people: frozenset[int] = frozenset()
        self._in_vain: frozenset[tuple[int, int]] = frozenset()
        # Where else people of these rows are expected at the same time, by session and person.
        self.twice: Mapping[tuple[int, int], Sequence[SessionFacts]] = {}

    def __contains__(self, key: tuple[int | None, int]) -> bool:
        """Whether it is known of a person in a session."""
        session_id, person_id = key
        return session_id in self._sessions and person_id in self._people

    @classmethod
    def load(cls, connection: Connection, said: Iterable[Said]) -> Parts:
        """A unit: all that parts of these rows show."""
        found, rows = cls(), list(said)
        if not rows:
            return found
        before = {at[0] for one in rows if (at := batch_before(one.facts)) is not None}
        found._sessions = sessions_by_id(connection, before | {one.session_id for one in rows})
        people = {one.person_id for one in rows}
        invited = invitations_to(connection, found._sessions.values(), person_ids=people)
        found._invitations = {(one.session.id, one.person.id): one for one in invited}
        found._standing_in = reminding.standing_in(connection, found._sessions, people)
        found._there = reminding.there_of(connection, found._sessions.keys(), people)
        for session_id in {one.session_id for one in rows if one.purpose is Purpose.THANKS}:
            found._materials[session_id] = session_files.files_of(connection, session_id, MATERIALS)
        waited_for = {one.session_id for one in rows if one.purpose is Purpose.HAND_IN}
        found._handed = handing_in.handed_in(connection, waited_for)
        collecting = [found._sessions[one] for one in waited_for & found._sessions.keys()]
        found._hands_in = handing_in.asked_to_hand_in(connection, collecting)
        found._people = frozenset(people)
        moved = {one.session_id for one in rows if one.purpose is Purpose.MOVED}
        found._in_vain = came_in_vain(connection, moved & found._sessions.keys())
        found.twice = wanted_twice(connection, found._sessions, people)
        return found

    def of(self, said: Iterable[Said]) -> list[Part]:
        """The parts of a message that stands for these rows; of sessions at one hour it points out itself which it tells of."""
        parts = merged([self._part(one) for one in said if one.session_id in self._sessions])
        here = {part.session.id for part in parts}
        return [replace(part, twice=[one for one in part.twice if one.id not in here]) for part in parts]

    def _part(self, one: Said) -> Part:
        key = one.session_id, one.person_id
        return Part(
            one.purpose,
            self._sessions[one.session_id],
            one.revision,
            int(one.facts.get("day", 1)),
            self._invitations.get(key),
            self._standing_in.get(key),
            self._there.get(key),
            self._materials.get(one.session_id, ()),
            one.facts,
            self.twice.get(key, ()),
            self._lacking(one),
            switched_from(one.facts, one.person_id, self._sessions, self._invitations),
            Meanwhile(
                one.purpose is Purpose.MOVED and key in self._in_vain,
                answered_since(self._invitations.get(key), one.due_at),
            ),
        )

    def _lacking(self, one: Said) -> tuple[str, ...]:
        key = one.session_id, one.person_id
        invitation = self._invitations.get(key)
        district_id = self._hands_in.get(key) if invitation is None else invitation.person.district_id
        if one.purpose is not Purpose.HAND_IN or district_id is None:
            return ()
        handed = self._handed.get(one.session_id, frozenset())
        return lacking_of(self._sessions[one.session_id].hand_in, handed, district_id)


async def parts_of(ctx: Context, chat_id: int, message_id: int) -> list[Part]:
    """What a message says; nothing where it is none that the ledger knows, or went to whose chat this was before."""

    def _unit(connection: Connection) -> list[Part]:
        said = rows_of(connection, [(chat_id, message_id)]).get((chat_id, message_id), [])
        owners = accounts_of(connection, {one.person_id for one in said}, ctx.clock.now())
        said = [one for one in said if owners.get(one.person_id) == chat_id]
        return Parts.load(connection, said).of(said)

    return await ctx.db.query(_unit)


async def bring_back(ctx: Context, chat_id: int, message_id: int) -> bool:
    """A message in which something was asked that nobody answered says again what it said; whether the ledger knows it."""
    values = {"chat": chat_id, "message": message_id, "since": ctx.clock.now()}

    def _unit(connection: Connection) -> bool:
        known = connection.execute(_BRING_BACK, values).rowcount > 0
        if known:
            mark_owed(connection, "older")
        return known

    return await ctx.db.transact(_unit)


async def close(ctx: Context, facts: SessionFacts, person_id: int) -> None:
    """A session has begun: what asks somebody for an answer does so no more. When it is over they may say thanks, and stay."""
    now = ctx.clock.now()
    if now < facts.ends_at:
        await ctx.db.transact(partial(say_again, session_id=facts.id, person_id=person_id, now=now))


def places(
    connection: Connection, session_ids: Collection[int], people: Collection[int]
) -> dict[tuple[int, int], Place]:
    """The last message that told each of the present revision of each session, by session and person."""
    if not session_ids:
        return {}
    rows = connection.execute(_LATEST, {"sessions": list(session_ids), "people": list(people)})
    return {(row.session_id, row.person_id): (row.chat_id, row.message_id) for row in rows}


def rows_of(connection: Connection, messages: Collection[Place]) -> dict[Place, list[Said]]:
    """What messages stand for, oldest first."""
    if not messages:
        return {}
    chats, numbers = zip(*messages, strict=True)
    found: dict[Place, list[Said]] = defaultdict(list)
    for row in connection.execute(_ROWS, {"chats": list(set(chats)), "messages": list(set(numbers))}):
        if (row.chat_id, row.message_id) in messages:
            found[row.chat_id, row.message_id].append(
                Said(row.session_id, row.person_id, row.purpose, row.revision, row.facts, row.due_at)
            )
    return found


_SESSIONS: BindParameter[Any] = bindparam("sessions", expanding=True)
_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)
_SENT = (Delivery.state == State.SENT, Delivery.message_id.is_not(None))
_LATEST = (
    select(Delivery.session_id, Delivery.person_id, Delivery.chat_id, Delivery.message_id)
    .join(Session, Session.id == Delivery.session_id)
    .where(
        Delivery.session_id.in_(_SESSIONS),
        Delivery.person_id.in_(_PEOPLE),
        Delivery.purpose.in_(ANNOUNCING | {Purpose.CHECK_IN}),
        Delivery.revision == Session.revision,
        *_SENT,
    )
    # Of several the last is kept.
    .order_by(Delivery.settled_at, Delivery.id)
)
_ROWS = (
    select(
        Delivery.chat_id,
        Delivery.message_id,
        Delivery.session_id,
        Delivery.person_id,
        Delivery.purpose,
        Delivery.revision,
        Delivery.facts,
        Delivery.due_at,
    )
    .where(
        Delivery.chat_id.in_(bindparam("chats", expanding=True)),
        Delivery.message_id.in_(bindparam("messages", expanding=True)),
        Delivery.purpose.in_(ANNOUNCING | BUNDLES[Bundle.MORNING] | BUNDLES[Bundle.DATES]),
        Delivery.session_id.is_not(None),
        Delivery.person_id.is_not(None),
        *_SENT,
    )
    .order_by(Delivery.id)
)
_BRING_BACK = (
    update(Delivery)
    .where(Delivery.chat_id == bindparam("chat"), Delivery.message_id == bindparam("message"), *_SENT)
    .values(stale_since=bindparam("since"))
)
