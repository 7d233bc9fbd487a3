"""What kecamatan hand in before a session: asked for by a head, sent by people, reminded, and given out together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import aliased

from bot.domain.door.hand_ins import LARGEST_FILE, TAKEN_UNTIL, Collected, HandedIn, Taken, lacking_of
from bot.domain.invitations.answers import closed_because, wants_reminder
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, announcement_due
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_actor, require_manager
from bot.services.meetings.facts import SESSIONS, find_session, locked_session, session_of, sessions_by_id
from bot.services.owing.owe import Owed, invite_now, once, owe
from bot.services.owing.recipients import reachable_on
from bot.services.owing.reconciling import reconcile
from bot.storage.models import District, HandIn, Invitation, Person, Session
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.door.adding_files import SentFile

Handed = frozenset[tuple[str, int]]


async def ask_for(
    ctx: Context, actor: PersonFacts, code: str | int, items: Sequence[str]
) -> tuple[SessionFacts, Collected, int | None]:
    """A head says what is to be handed in; those whose kecamatan lack it are told, and counted. Files that came stay.

    With the session's own message where that is about to be said. None: nothing is new.
    """
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[SessionFacts, Collected, int | None]:
        told = None
        facts = _open_session(connection, actor, locked_session(connection, _id(connection, actor, code, now)).id, now)
        if facts.hand_in != tuple(items):
            connection.execute(_SET, {"session": facts.id, "items": list(items)})
            facts = sessions_by_id(connection, [facts.id])[facts.id]
            audit.record_act(connection, actor, now, "session.hand_in", f"session:{facts.id}", items=", ".join(items))
            if items and now < facts.starts_at:
                invite_now(connection, facts, now)
                messages = _messages(connection, facts, _collected(connection, facts), now)
                told = len(messages)
                if facts.held_until is None or facts.held_until <= now:
                    owe(connection, messages, now)
                reconcile(connection, facts, now)
        return facts, _collected(connection, facts), told

    return await ctx.db.transact(_unit)


async def how_it_stands(ctx: Context, actor: PersonFacts, code: str | int) -> tuple[SessionFacts, Collected]:
    """For heads: who is missing."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[SessionFacts, Collected]:
        facts = find_session(connection, actor.office_id, code, now)
        return facts, _collected(connection, facts)

    return await ctx.db.query(_unit)


async def remind(ctx: Context, actor: PersonFacts, session_id: int) -> int:
    """Those who have not are told once more; returns how many people that is."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> int:
        facts = _open_session(connection, actor, locked_session(connection, session_id).id, now)
        invite_now(connection, facts, now)
        return owe(connection, _messages(connection, facts, _collected(connection, facts), now), now)

    return await ctx.db.transact(_unit)


async def of_own_district(ctx: Context, actor: PersonFacts) -> list[tuple[SessionFacts, Handed]]:
    """Sessions for which the actor's kecamatan hands something in, earliest first, with what is there."""
    if actor.district_id is None:
        return []
    given = {"district": actor.district_id, "since": ctx.clock.now() - TAKEN_UNTIL}

    def _unit(connection: Connection) -> list[tuple[SessionFacts, Handed]]:
        found = {row.id: session_of(row) for row in connection.execute(_OF_DISTRICT, given)}
        held = [facts for facts in found.values() if facts.hand_in]
        handed = handed_in(connection, [facts.id for facts in held])
        return [(facts, handed.get(facts.id, frozenset())) for facts in held]

    return await ctx.db.query(_unit)


async def hand_in(
    ctx: Context, telegram_id: int, session_id: int, number: int, sent: SentFile, size: int
) -> tuple[SessionFacts, Taken]:
    """Keep a file for an item (by its place in the list); the last one sent counts."""
    if size > LARGEST_FILE:
        raise Refusal("refused-hand-in-large", most=LARGEST_FILE // 1024 // 1024)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[SessionFacts, Taken]:
        actor = require_actor(connection, telegram_id, now)
        facts = _of_office(connection, actor, session_id)
        district_id = actor.district_id
        if district_id is None or district_id not in dict(_districts(connection, facts)):
            raise Refusal("refused-not-invited", code=facts.code)
        is_open = facts.status is SessionStatus.SCHEDULED and now < facts.ends_at + TAKEN_UNTIL
        if number >= len(facts.hand_in) or not is_open:
            raise Refusal("refused-stale-button")
        item = facts.hand_in[number]
        key = {"session_id": facts.id, "item": item, "district_id": district_id}
        kept = {"file_id": sent.file_id, "name": sent.name[:255], "size": size, "sent_by": actor.id, "sent_at": now}
        there = _collected(connection, facts).of(item, district_id)
        replaces = there if there is not None and there.file_id != sent.file_id else None
        upsert(connection, HandIn, key, kept)
        name = "" if replaces is None else replaces.name
        audit.record_act(connection, actor, now, "session.handed_in", f"session:{facts.id}", items=item, before=name)
        handed = handed_in(connection, [facts.id]).get(facts.id, frozenset())
        return facts, Taken(item, lacking_of(facts.hand_in, handed, district_id), replaces)

    return await ctx.db.transact(_unit)


def handed_in(connection: Connection, session_ids: Collection[int]) -> dict[int, Handed]:
    """What is there of each session, by item and kecamatan."""
    found: dict[int, set[tuple[str, int]]] = {}
    if session_ids:
        for row in connection.execute(_THERE, {"sessions": list(session_ids)}):
            found.setdefault(row.session_id, set()).add((row.item, row.district_id))
    return {session_id: frozenset(there) for session_id, there in found.items()}


def _id(connection: Connection, actor: PersonFacts, code: str | int, now: datetime) -> int:
    return find_session(connection, actor.office_id, code, now).id


def _of_office(connection: Connection, actor: PersonFacts, session_id: int) -> SessionFacts:
    facts = sessions_by_id(connection, [session_id]).get(session_id)
    if facts is None or facts.office_id != actor.office_id:
        raise Refusal("refused-not-your-session")
    return facts


def _open_session(connection: Connection, actor: PersonFacts, session_id: int, now: datetime) -> SessionFacts:
    facts = _of_office(connection, actor, session_id)
    if facts.status is not SessionStatus.SCHEDULED or facts.ends_at + TAKEN_UNTIL < now:
        why = closed_because(facts.status, facts.ends_at, now)
        raise Refusal("refused-files-closed", code=facts.code, why=why).telling_of(facts.id)
    return facts


def _collected(connection: Connection, facts: SessionFacts) -> Collected:
    rows: Any = connection.execute(_FILES, {"session": facts.id})
    files = tuple(HandedIn(*row) for row in rows if row.item in facts.hand_in)
    return Collected(facts.hand_in, tuple(_districts(connection, facts)), files)


def _districts(connection: Connection, facts: SessionFacts) -> list[tuple[int, str]]:
    """Whose people are invited."""
    return [(row.id, row.name) for row in connection.execute(_DISTRICTS, {"session": facts.id})]


def _messages(connection: Connection, facts: SessionFacts, collected: Collected, now: datetime) -> list[Owed]:
    """What to hand in, to those who are asked of kecamatan that lack something."""
    missing = {name for item in facts.hand_in for name in collected.lacking(item)}
    ids = {district_id for district_id, name in collected.districts if name in missing}
    if not ids or now >= facts.starts_at:
        return []
    due = Due(announcement_due(facts.starts_at, now, facts.zone), facts.starts_at)
    occurrence = once()
    return [
        Owed(
            Purpose.HAND_IN,
            one.chat,
            due,
            facts.office_id,
            person_id,
            facts.id,
            revision=facts.revision,
            occurrence=occurrence,
        )
        for person_id, one in _asked(connection, facts).items()
        if one.district_id in ids
    ]


class _Asked(NamedTuple):
    """Who hands in for which kecamatan."""

    district_id: int
    chat: int


def _asked(connection: Connection, facts: SessionFacts) -> dict[int, _Asked]:
    """By person id: whoever comes of each kecamatan, themselves or for another; where nobody does, those who are invited.

    What is to be handed in is asked of the kecamatan, whoever comes.
    """
    coming: dict[int, _Asked] = {}
    others: dict[int, _Asked] = {}
    for row in connection.execute(_OF_KECAMATAN, {"session": facts.id, "day": facts.day}):
        if row.chat is not None:
            (coming if wants_reminder(row.answer) else others)[row.person_id] = _Asked(row.district_id, row.chat)
        if row.substitute_chat is not None:
            coming[row.substitute_id] = _Asked(row.district_id, row.substitute_chat)
    served = {one.district_id for one in coming.values()}
    return coming | {person_id: one for person_id, one in others.items() if one.district_id not in served}


def asked_to_hand_in(connection: Connection, sessions: Iterable[SessionFacts]) -> dict[tuple[int, int], int]:
    """For which kecamatan somebody is asked, by session and person."""
    found = {facts.id: _asked(connection, facts) for facts in sessions}
    return {(session_id, who): one.district_id for session_id, asked in found.items() for who, one in asked.items()}


_SUBSTITUTE = aliased(Person)
_OF_KECAMATAN = (
    select(
        Invitation.person_id,
        Invitation.substitute_id,
        Invitation.district_id,
        Invitation.answer,
        Person.telegram_id.label("chat"),
        _SUBSTITUTE.telegram_id.label("substitute_chat"),
    )
    .outerjoin(Person, (Person.id == Invitation.person_id) & reachable_on(bindparam("day")))
    .outerjoin(_SUBSTITUTE, (_SUBSTITUTE.id == Invitation.substitute_id) & reachable_on(bindparam("day"), _SUBSTITUTE))
    .where(Invitation.session_id == bindparam("session"), Invitation.district_id.is_not(None))
    .order_by(Invitation.id)
)
_SET = update(Session).where(Session.id == bindparam("session")).values(hand_in=bindparam("items"))
_THERE = select(HandIn.session_id, HandIn.item, HandIn.district_id).where(
    HandIn.session_id.in_(bindparam("sessions", expanding=True))
)
_FILES = (
    select(
        HandIn.id,
        HandIn.item,
        HandIn.district_id,
        District.name.label("district"),
        HandIn.file_id,
        HandIn.name,
        HandIn.size,
        Person.name.label("by"),
        HandIn.sent_at,
    )
    .join(District, District.id == HandIn.district_id)
    .join(Person, Person.id == HandIn.sent_by)
    .where(HandIn.session_id == bindparam("session"))
    .order_by(District.code, HandIn.item)
)
_DISTRICTS = (
    select(District.id, District.name)
    .where(District.id.in_(select(Invitation.district_id).where(Invitation.session_id == bindparam("session"))))
    .order_by(District.code)
)
_OF_DISTRICT = (
    SESSIONS.join(Invitation, Invitation.session_id == Session.id)
    .where(
        Invitation.district_id == bindparam("district"),
        Session.status == SessionStatus.SCHEDULED,
        Session.ends_at > bindparam("since"),
    )
    .order_by(Session.starts_at, Session.id)
)
