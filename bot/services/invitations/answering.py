"""Answering an invitation: given, changed until the session starts, handed to a substitute; cards follow.

The bot's busiest use case: a rakor's card is pressed by many at once. So it is a unit for `Database.transact`, of few
statements over plain columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, null, select, true, update

from bot.domain.invitations.facts import InvitationFacts
from bot.domain.ledger import Purpose
from bot.domain.lengths import shortened
from bot.domain.meetings.codes import write_code
from bot.domain.people.names.written import shown_name
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services import audit
from bot.services.access import find_person, require_actor
from bot.services.door.arrivals import arrivals_of
from bot.services.groups.cards import stale_cards
from bot.services.invitations.asking_again import refuse_if_closed, refuse_if_moved
from bot.services.invitations.late_changes import Changed, tell_heads_of_late_change, told_by
from bot.services.invitations.seating import change_seats, seats_of, tell_promoted
from bot.services.invitations.standing_in import candidates, check_substitute, tell_substitutes
from bot.services.meetings.facts import SESSION_COLUMNS, session_of
from bot.services.owing.owe import Owed, has_read, once, owe
from bot.services.owing.recipients import on_bot, recipients, registered_on
from bot.services.owing.showing import showing
from bot.services.owing.withdrawing import not_ahead
from bot.storage.database import mark_owed
from bot.storage.models import Activity, Invitation, Office, Person, Session
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.invitations.facts import Candidate
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

MAX_EXCUSE = 500
MAX_GUEST = 120
_NO_REASON = (None, ExcuseKind.OTHER)
_WANT_SEATS = frozenset({Answer.ATTENDING, Answer.SUBSTITUTED})


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person answers.

    `excuse` goes with berhalangan; with diwakilkan either `substitute_id` (somebody of the roster) or a guest's name and
    position.
    """

    answer: Answer
    excuse: ExcuseKind | None = None
    excuse_text: str = ""
    substitute_id: int | None = None
    guest_name: str = ""
    guest_position: str = ""

    def over(self, before: StoredAnswer) -> StoredAnswer:
        """What stands once this is answered; an excuse without a reason keeps the reason that stands."""
        after = StoredAnswer(
            self.answer,
            self.excuse,
            shortened(self.excuse_text.strip(), MAX_EXCUSE),
            self.substitute_id,
            shortened(shown_name(self.guest_name), MAX_GUEST),
            shortened(shown_name(self.guest_position), MAX_GUEST),
        )
        unexplained = self.answer is Answer.EXCUSED and after.excuse_text == "" and self.excuse in _NO_REASON
        return before if unexplained and before.answer is Answer.EXCUSED else after


class _Own(NamedTuple):
    """An invitation with its session."""

    session: SessionFacts
    id: int
    stored: StoredAnswer
    came_at: datetime | None
    by_substitute: bool


class StoredAnswer(NamedTuple):
    """An invitation's answer as stored."""

    answer: Answer | None
    excuse: ExcuseKind | None
    excuse_text: str
    substitute_id: int | None
    guest_name: str
    guest_position: str


async def answer(
    ctx: Context,
    telegram_id: int,
    session_id: int,
    reply: Reply,
    *,
    shown_at: datetime | None = None,
    in_private: bool = True,
    seen: int | None = None,
) -> InvitationFacts:
    """Store somebody's own answer; the same answer again changes nothing. Who it is, is found in the same transaction.

    `shown_at` is when the pressed message was sent; `in_private`: it was no group's card; `seen` is the revision that stood
    there, to whose day and hour alone it is an answer.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> InvitationFacts:
        actor = require_actor(connection, telegram_id, now, shown_at)
        return _answer(connection, actor, actor, session_id, reply, now, in_private=in_private, seen=seen)

    return await ctx.db.transact(_unit)


async def answer_for(ctx: Context, telegram_id: int, session_id: int, person_id: int, reply: Reply) -> InvitationFacts:
    """The head of a secretariat answers for somebody of the kecamatan; it is marked as such, and that person is told."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> InvitationFacts:
        actor = require_actor(connection, telegram_id, now)
        person = find_person(connection, person_id, now)
        if person is None or not _speaks_for(actor, person):
            raise Refusal("refused-answer-for")
        found = _answer(connection, actor, person, session_id, reply, now)
        if actor.id != person.id:
            due = told_by(found.session, now)
            owe(
                connection,
                [
                    Owed(
                        Purpose.ANSWERED_FOR,
                        row.chat_id,
                        due,
                        person.office_id,
                        person.id,
                        session_id,
                        revision=found.session.revision,
                        occurrence=once(),
                        facts={"who": actor.name, "answer": reply.answer},
                    )
                    for row in connection.execute(_SELF, {"person": person.id, "today": found.session.day})
                ],
                now,
            )
        return found

    return await ctx.db.transact(_unit)


async def invitation(
    ctx: Context, telegram_id: int, session_id: int, *, shown_at: datetime | None = None
) -> InvitationFacts:
    """Somebody's own invitation as it stands, which they are shown."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> InvitationFacts:
        actor = require_actor(connection, telegram_id, now, shown_at)
        own = _own(_OWN, connection, actor, session_id)
        if now < own.session.ends_at and actor.id in not_ahead(connection, own.session, now):
            raise Refusal("refused-not-ahead", code=own.session.code)
        return _facts(connection, actor, own)

    return await showing(ctx, telegram_id, _unit, lambda found: [found.session])


async def answerable(
    ctx: Context, telegram_id: int, session_id: int, *, shown_at: datetime | None = None, seen: int | None = None
) -> InvitationFacts:
    """Somebody's own invitation, if it may still be answered (as it was `seen`); refuses otherwise."""
    found = await invitation(ctx, telegram_id, session_id, shown_at=shown_at)
    refuse_if_closed(found.session, ctx.clock.now())
    refuse_if_moved(found.session, seen)
    return found


async def substitute_candidates(ctx: Context, telegram_id: int, session_id: int) -> list[Candidate]:
    """People of somebody's kecamatan who are not invited to the session themselves and stand in for nobody else."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[Candidate]:
        actor = require_actor(connection, telegram_id, now)
        return candidates(connection, actor, _own(_OWN, connection, actor, session_id).session)

    return await ctx.db.query(_unit)


_INVITATION = (
    select(
        *SESSION_COLUMNS,
        Invitation.id.label("invitation_id"),
        Invitation.checked_in_at,
        Invitation.substitute_came,
        *(getattr(Invitation, name) for name in StoredAnswer._fields),
    )
    .join(Session, Session.id == Invitation.session_id)
    .join(Activity, Activity.id == Session.activity_id)
    .join(Office, Office.id == Session.office_id)
    .where(Invitation.session_id == bindparam("session"), Invitation.person_id == bindparam("person"))
)
_OWN = Prepared(_INVITATION)
_OWN_LOCKED = Prepared(_INVITATION.with_for_update(of=Invitation))
_CODE = (
    select(Activity.code, Activity.plan_year, Activity.in_force, Session.number)
    .join(Session, Session.activity_id == Activity.id)
    .where(Session.id == bindparam("session"), Session.office_id == bindparam("office"))
)
_STANDS_FOR = (
    select(Person.name)
    .join(Invitation, Invitation.person_id == Person.id)
    .where(Invitation.session_id == bindparam("session"), Invitation.substitute_id == bindparam("person"))
    .order_by(Invitation.id)
    .limit(1)
)
# With its type: within `coalesce` nothing would give it one.
_NOW = bindparam("now", type_=Invitation.answered_at.type)
_STORE = (
    update(Invitation)
    .where(Invitation.id == bindparam("invitation"))
    .values({name: bindparam(f"new_{name}") for name in StoredAnswer._fields})
    .values(answered_by=bindparam("behalf"), answered_at=_NOW, untidy=true())
    .values(first_answered_at=func.coalesce(Invitation.first_answered_at, _NOW))
)
# The place in line is kept while a seat is wanted, whoever fills it.
_STORE_SEATED = Prepared(_STORE.values(seat_since=func.coalesce(Invitation.seat_since, _NOW)))
_STORE_LEAVING = Prepared(_STORE.values(seat_since=null()))
_SELF = recipients(registered_on(bindparam("today"))).where(Person.id == bindparam("person"))
_NAME = select(Person.name, on_bot().label("reached")).where(Person.id == bindparam("person"))


def _answer(
    connection: Connection,
    actor: PersonFacts,
    person: PersonFacts,
    session_id: int,
    reply: Reply,
    now: datetime,
    *,
    in_private: bool = True,
    seen: int | None = None,
) -> InvitationFacts:
    own = _own(_OWN_LOCKED, connection, person, session_id, is_self=actor.id == person.id)
    facts, before = own.session, own.stored
    refuse_if_closed(facts, now)
    refuse_if_moved(facts, seen)
    after = reply.over(before)
    if after.answer is Answer.SUBSTITUTED and not after.guest_name:
        check_substitute(connection, person, facts, after.substitute_id)
    if before != after:
        if actor.id != person.id and before.answer is not None:
            # Their own word, or one given for them that they may have seen: only the silent are spoken for.
            raise Refusal("refused-answer-given", name=person.name)
        if own.came_at is not None:
            # Who is there, oneself or whoever stood in, is a fact; a slip is for the clerk to take back.
            raise Refusal("refused-answer-came", code=facts.code, at=f"{own.came_at.astimezone(facts.zone):%H.%M}")
        facts = change_seats(connection, facts)
        seats = seats_of(connection, facts)
        _store(connection, actor, person, facts, own.id, (before, after), now)
        tell_substitutes(connection, person, facts, before.substitute_id, after.substitute_id, now)
        tell_promoted(connection, facts, seats, now)
        reason = after.excuse_text or (after.excuse or "")
        changed = Changed(person.id, person.name, person.district, before.answer, after.answer, reason)
        tell_heads_of_late_change(connection, facts, changed, now)
    if actor.id == person.id and person.telegram_id is not None:
        # Also who says the same again: with a new account it may be owed to them anew.
        has_read(connection, facts.id, person.telegram_id, now, in_private=in_private)
    return _facts(connection, person, own._replace(stored=after))


def _store(
    connection: Connection,
    actor: PersonFacts,
    person: PersonFacts,
    facts: SessionFacts,
    invitation_id: int,
    change: tuple[StoredAnswer, StoredAnswer],
    now: datetime,
) -> None:
    before, after = change
    values = {f"new_{name}": value for name, value in after._asdict().items()}
    behalf = None if actor.id == person.id else actor.id
    store = _STORE_SEATED if after.answer in _WANT_SEATS else _STORE_LEAVING
    store.run(connection, {"invitation": invitation_id, "now": now, "behalf": behalf, **values})
    stale_cards(connection, facts.id, person.district_id)
    mark_owed(connection, "older")
    audit.record(
        connection,
        office_id=facts.office_id,
        at=now,
        actor_id=actor.id,
        action="invitation.answer",
        subject=f"invitation:{invitation_id}",
        before=before.answer,
        after=after.answer,
        excuse=after.excuse,
    )


def _facts(connection: Connection, person: PersonFacts, own: _Own) -> InvitationFacts:
    stored = own.stored
    name, reached = stored.guest_name, not stored.guest_name
    if stored.substitute_id is not None:
        name, reached = connection.execute(_NAME, {"person": stored.substitute_id}).one()
    seats = seats_of(connection, own.session)
    return InvitationFacts(
        own.id,
        own.session,
        person,
        stored.answer,
        stored.excuse,
        stored.excuse_text,
        name,
        guest_position=stored.guest_position,
        substitute_reached=bool(reached),
        place_in_line=None if seats is None else seats.place_in_line(own.id),
        came_at=own.came_at,
        by_substitute=own.by_substitute,
        came_on=arrivals_of(connection, own.session, own.id) if own.came_at is not None else {},
    )


def _speaks_for(actor: PersonFacts, person: PersonFacts) -> bool:
    """The head of a secretariat for the people of the same kecamatan."""
    return actor.leads_secretariat and actor.district_id is not None and actor.district_id == person.district_id


def _own(
    query: Prepared, connection: Connection, person: PersonFacts, session_id: int, *, is_self: bool = True
) -> _Own:
    """The person's invitation to a session; refuses whoever was not invited. `is_self`: it is they who ask."""
    row = query.one_or_none(connection, {"session": session_id, "person": person.id})
    if row is not None:
        stored = StoredAnswer(*(getattr(row, name) for name in StoredAnswer._fields))
        return _Own(session_of(row), row.invitation_id, stored, row.checked_in_at, row.substitute_came)
    known = connection.execute(_CODE, {"session": session_id, "office": person.office_id}).one_or_none()
    if known is None:
        raise Refusal("refused-not-your-session")
    code = write_code(known.code, known.plan_year, in_force=known.in_force, number=known.number)
    stands_for = connection.execute(_STANDS_FOR, {"session": session_id, "person": person.id}).scalar()
    if stands_for is not None and is_self:
        raise Refusal("refused-stands-in", code=code, name=stands_for)
    raise Refusal("refused-not-invited", code=code)
