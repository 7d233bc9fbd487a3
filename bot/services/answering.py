"""Answering an invitation: given, changed until the session starts, handed to a substitute; cards follow.

The bot's busiest use case: a rakor's card is pressed by many at once. So it is a unit for `Database.transact`, of few
statements over plain columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select, update

from bot.domain.answers import may_answer
from bot.domain.facts import Candidate, InvitationFacts
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, announcement_due, reminder_due
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services import audit
from bot.services.access import find_actor, is_active
from bot.services.cards import stale_cards
from bot.services.owing import Owed, owe_on
from bot.services.reading import SESSION_COLUMNS, session_of
from bot.storage.models import Activity, Invitation, Office, Person, Session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from bot.domain.facts import PersonFacts, SessionFacts
    from bot.services.context import Context

MAX_EXCUSE = 500


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person answers. `excuse` goes with berhalangan, `substitute_id` with diwakilkan."""

    answer: Answer
    excuse: ExcuseKind | None = None
    excuse_text: str = ""
    substitute_id: int | None = None

    @property
    def standing(self) -> Standing:
        return Standing(self.answer, self.excuse, self.excuse_text.strip()[:MAX_EXCUSE], self.substitute_id)


class Standing(NamedTuple):
    """An invitation's answer as stored."""

    answer: Answer | None
    excuse: ExcuseKind | None
    excuse_text: str
    substitute_id: int | None


async def answer(ctx: Context, telegram_id: int, session_id: int, reply: Reply) -> InvitationFacts:
    """Store somebody's own answer; the same answer again changes nothing. Who it is, is found in the same transaction."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> InvitationFacts:
        actor = find_actor(connection, telegram_id, now)
        if actor is None:
            raise Refusal("refused-stranger")
        return _answer(connection, actor, session_id, reply, now)

    return await ctx.db.transact(_unit)


async def invitation(ctx: Context, telegram_id: int, session_id: int) -> InvitationFacts:
    """Somebody's own invitation as it stands."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> InvitationFacts:
        actor = find_actor(connection, telegram_id, now)
        if actor is None:
            raise Refusal("refused-stranger")
        facts, invitation_id, standing = _own(_OWN, connection, actor, session_id)
        return _invitation(connection, actor, facts, invitation_id, standing)

    return await ctx.db.query(_unit)


async def substitute_candidates(ctx: Context, actor: PersonFacts, session_id: int) -> list[Candidate]:
    """People of the actor's kecamatan who are not invited to the session themselves and stand in for nobody else."""

    def _unit(connection: Connection) -> list[Candidate]:
        facts, _, _ = _own(_OWN, connection, actor, session_id)
        return _candidates(connection, actor, facts)

    return await ctx.db.query(_unit)


_OWN = (
    select(
        *SESSION_COLUMNS, Invitation.id.label("invitation_id"), Invitation.answer, Invitation.excuse,
        Invitation.excuse_text, Invitation.substitute_id,
    )
    .join(Session, Session.id == Invitation.session_id)
    .join(Activity, Activity.id == Session.activity_id)
    .join(Office, Office.id == Session.office_id)
    .where(Invitation.session_id == bindparam("session"), Invitation.person_id == bindparam("person"))
)  # fmt: skip
_OWN_LOCKED = _OWN.with_for_update(of=Invitation)
_CODE = (
    select(Activity.code, Session.number)
    .join(Session, Session.activity_id == Activity.id)
    .where(Session.id == bindparam("session"), Session.office_id == bindparam("office"))
)
_STORE = (
    update(Invitation)
    .where(Invitation.id == bindparam("invitation"))
    .values({name: bindparam(f"new_{name}") for name in (*Standing._fields, "answered_at")})
)
_NAME = select(Person.name).where(Person.id == bindparam("person"))


def _answer(
    connection: Connection, actor: PersonFacts, session_id: int, reply: Reply, now: datetime
) -> InvitationFacts:
    facts, invitation_id, before = _own(_OWN_LOCKED, connection, actor, session_id)
    if not may_answer(facts.status, facts.starts_at, now):
        raise Refusal("refused-answer-closed", code=facts.code)
    if reply.answer is Answer.SUBSTITUTED:
        _check_substitute(connection, actor, facts, reply.substitute_id)
    after = reply.standing
    if before != after:
        values = {f"new_{name}": value for name, value in after._asdict().items()}
        connection.execute(_STORE, {"invitation": invitation_id, "new_answered_at": now, **values})
        stale_cards(connection, facts.id, actor.district_id)
        audit.record(
            connection, office_id=facts.office_id, at=now, actor_id=actor.id, action="invitation.answer",
            subject=f"invitation:{invitation_id}", before=before.answer, after=after.answer, excuse=after.excuse,
        )  # fmt: skip
        _tell_substitutes(connection, actor, facts, before.substitute_id, after.substitute_id, now)
    return _invitation(connection, actor, facts, invitation_id, after)


def _invitation(
    connection: Connection, actor: PersonFacts, facts: SessionFacts, invitation_id: int, standing: Standing
) -> InvitationFacts:
    name = ""
    if standing.substitute_id is not None:
        name = connection.execute(_NAME, {"person": standing.substitute_id}).scalar_one()
    return InvitationFacts(invitation_id, facts, actor, standing.answer, standing.excuse, standing.excuse_text, name)


def _own(
    query: Select[Any], connection: Connection, actor: PersonFacts, session_id: int
) -> tuple[SessionFacts, int, Standing]:
    """The actor's invitation to a session; refuses whoever was not invited."""
    row = connection.execute(query, {"session": session_id, "person": actor.id}).one_or_none()
    if row is not None:
        standing = Standing(row.answer, row.excuse, row.excuse_text, row.substitute_id)
        return session_of(row), row.invitation_id, standing
    known = connection.execute(_CODE, {"session": session_id, "office": actor.office_id}).one_or_none()
    if known is None:
        raise Refusal("refused-unknown-session", code=session_id)
    raise Refusal("refused-not-invited", code=f"{known.code}/{known.number}")


def _candidates(connection: Connection, actor: PersonFacts, facts: SessionFacts) -> list[Candidate]:
    if actor.district_id is None:
        return []
    invited = select(Invitation.person_id).where(Invitation.session_id == facts.id)
    standing_in = select(Invitation.substitute_id).where(
        Invitation.session_id == facts.id, Invitation.person_id != actor.id, Invitation.substitute_id.is_not(None)
    )
    query = (
        select(Person.id, Person.name, Person.position, Person.active_from, Person.active_until)
        .where(
            Person.district_id == actor.district_id,
            Person.id != actor.id,
            Person.id.not_in(invited),
            Person.id.not_in(standing_in),
        )
        .order_by(Person.id)
    )
    return [Candidate(row.id, row.name, row.position) for row in connection.execute(query) if is_active(row, facts.day)]


def _check_substitute(
    connection: Connection, actor: PersonFacts, facts: SessionFacts, substitute_id: int | None
) -> None:
    if substitute_id not in {one.id for one in _candidates(connection, actor, facts)}:
        raise Refusal("refused-substitute")


def _tell_substitutes(
    connection: Connection, actor: PersonFacts, facts: SessionFacts, old: int | None, new: int | None, now: datetime
) -> None:
    """The chosen substitute is told and reminded; one who is no longer needed is told so."""
    if old == new:
        return
    zone = facts.zone
    due = Due(announcement_due(facts.starts_at, now, zone), facts.ends_at)
    reminder = Due(reminder_due(facts.starts_at, now, zone), facts.ends_at)
    occurrence = f"{actor.id}:{now.timestamp():.0f}"
    wanted = (
        (old, Purpose.SUBSTITUTE_RELEASED, due),
        (new, Purpose.SUBSTITUTE, due),
        (new, Purpose.REMINDER, reminder),
    )
    query = select(Person.id, Person.telegram_id).where(Person.id.in_({old, new}), Person.telegram_id.is_not(None))
    chats = {row.id: row.telegram_id for row in connection.execute(query)}
    messages = []
    for person_id, purpose, due_ in wanted:
        chat = chats.get(person_id or 0)
        if person_id is None or chat is None:
            continue
        # There is one H-1 for a person and revision, however it came about.
        is_reminder = purpose is Purpose.REMINDER
        messages.append(
            Owed(
                purpose, chat, due_, facts.office_id, person_id, facts.id, revision=facts.revision,
                occurrence="" if is_reminder else occurrence, facts={} if is_reminder else {"for": actor.name},
            )
        )  # fmt: skip
    owe_on(connection, messages, now)
