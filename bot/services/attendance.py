"""Answers to invitations: given, changed until the session starts, handed to a substitute; cards follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from bot.domain.answers import may_answer
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, announcement_due, reminder_due
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services import audit
from bot.services.access import is_active
from bot.services.cards import stale_cards
from bot.services.owing import Owed, owe
from bot.services.reading import (
    find_session,
    invitation_facts,
    load_invitations,
    load_session,
    office_zone,
    person_facts,
    session_facts,
)
from bot.services.reconciling import upcoming_rows
from bot.storage.models import Delivery, District, Invitation, Person, Session

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import InvitationFacts, PersonFacts, SessionFacts
    from bot.services.context import Context

MAX_EXCUSE = 500


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person answers. `excuse` goes with berhalangan, `substitute_id` with diwakilkan."""

    answer: Answer
    excuse: ExcuseKind | None = None
    excuse_text: str = ""
    substitute_id: int | None = None


async def answer(ctx: Context, actor: PersonFacts, session_id: int, reply: Reply) -> InvitationFacts:
    """Store the actor's own answer; the same answer again changes nothing."""
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        row = await load_session(session, session_id)
        zone = await office_zone(session, row.office_id)
        facts = session_facts(row, zone)
        invitation = await own_invitation(session, actor, facts)
        if not may_answer(row.status, row.starts_at, now):
            raise Refusal("refused-answer-closed", code=facts.code)
        if reply.answer is Answer.SUBSTITUTED:
            await _check_substitute(session, actor, facts, reply.substitute_id)
        before = _standing(invitation)
        if before != _standing_of(reply):
            await _store(session, invitation, reply, actor, facts, now)
            await _tell_substitutes(session, actor, facts, before[3], reply.substitute_id, zone, now)
        return await _facts(session, invitation, facts)


_OWN = (
    select(Invitation)
    .options(joinedload(Invitation.person).joinedload(Person.district))
    .where(Invitation.session_id == bindparam("session"), Invitation.person_id == bindparam("person"))
)
_OWN_LOCKED = _OWN.with_for_update(of=Invitation)


async def own_invitation(
    session: AsyncSession, actor: PersonFacts, facts: SessionFacts, *, for_update: bool = True
) -> Invitation:
    """The actor's invitation to a session; refuses whoever was not invited."""
    query = _OWN_LOCKED if for_update else _OWN
    found = await session.execute(query, {"session": facts.id, "person": actor.id})
    invitation = found.scalar_one_or_none()
    if invitation is None:
        raise Refusal("refused-not-invited", code=facts.code)
    return invitation


async def invitation_of(ctx: Context, actor: PersonFacts, session_id: int) -> InvitationFacts:
    """The actor's invitation as it stands."""
    async with ctx.db.read() as session:
        row = await load_session(session, session_id)
        facts = session_facts(row, await office_zone(session, row.office_id))
        return await _facts(session, await own_invitation(session, actor, facts, for_update=False), facts)


async def answerable(ctx: Context, actor: PersonFacts, session_id: int) -> InvitationFacts:
    """The actor's invitation, if it may still be answered; refuses otherwise."""
    found = await invitation_of(ctx, actor, session_id)
    if not may_answer(found.session.status, found.session.starts_at, ctx.clock.now()):
        raise Refusal("refused-answer-closed", code=found.session.code)
    return found


async def open_invitations(ctx: Context, actor: PersonFacts) -> list[InvitationFacts]:
    """The actor's invitations to sessions that have not started, earliest first."""
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        zone = await office_zone(session, actor.office_id)
        found = []
        for row in await upcoming_rows(session, actor.office_id, now):
            if row.starts_at > now:
                found += await load_invitations(session, session_facts(row, zone), person_ids=[actor.id])
        return found


async def invitation_by_code(ctx: Context, actor: PersonFacts, code: str) -> InvitationFacts:
    """The actor's invitation to the session called `code`; without a code, to their next one."""
    if not code:
        coming = await open_invitations(ctx, actor)
        if not coming:
            raise Refusal("refused-no-open-invitation")
        return coming[0]
    async with ctx.db.read() as session:
        row = await find_session(session, actor.office_id, code, ctx.clock.now())
        facts = session_facts(row, await office_zone(session, row.office_id))
        return await _facts(session, await own_invitation(session, actor, facts, for_update=False), facts)


async def substitute_candidates(ctx: Context, actor: PersonFacts, session_id: int) -> list[PersonFacts]:
    """People of the actor's kecamatan who are not invited to the session themselves."""
    async with ctx.db.read() as session:
        row = await load_session(session, session_id)
        facts = session_facts(row, await office_zone(session, row.office_id))
        return await _candidates(session, actor, facts)


async def district_name(session: AsyncSession, district_id: int) -> str:
    """The kecamatan's name."""
    return (await session.execute(select(District.name).where(District.id == district_id))).scalar_one()


def _standing(invitation: Invitation) -> tuple[Answer | None, ExcuseKind | None, str, int | None]:
    return (invitation.answer, invitation.excuse, invitation.excuse_text, invitation.substitute_id)


def _standing_of(reply: Reply) -> tuple[Answer | None, ExcuseKind | None, str, int | None]:
    return (reply.answer, reply.excuse, reply.excuse_text.strip()[:MAX_EXCUSE], reply.substitute_id)


async def _store(
    session: AsyncSession, invitation: Invitation, reply: Reply, actor: PersonFacts, facts: SessionFacts, now: datetime
) -> None:
    before = invitation.answer
    invitation.answer, invitation.excuse, invitation.excuse_text, invitation.substitute_id = _standing_of(reply)
    invitation.answered_at = now
    await session.flush()
    await stale_cards(session, facts.id, actor.district_id)
    audit.record(
        session, office_id=facts.office_id, at=now, actor_id=actor.id, action="invitation.answer",
        subject=f"invitation:{invitation.id}", before=before, after=reply.answer, excuse=reply.excuse,
    )  # fmt: skip


async def _candidates(session: AsyncSession, actor: PersonFacts, facts: SessionFacts) -> list[PersonFacts]:
    if actor.district_id is None:
        return []
    invited = select(Invitation.person_id).where(Invitation.session_id == facts.id)
    query = (
        select(Person)
        .options(joinedload(Person.district))
        .where(Person.district_id == actor.district_id, Person.id != actor.id, Person.id.not_in(invited))
        .order_by(Person.id)
    )
    people = (await session.execute(query)).scalars()
    return [person_facts(person) for person in people if is_active(person, facts.day)]


async def _check_substitute(
    session: AsyncSession, actor: PersonFacts, facts: SessionFacts, substitute_id: int | None
) -> None:
    if substitute_id not in {person.id for person in await _candidates(session, actor, facts)}:
        raise Refusal("refused-substitute")


async def _tell_substitutes(
    session: AsyncSession,
    actor: PersonFacts,
    facts: SessionFacts,
    old: int | None,
    new: int | None,
    zone: ZoneInfo,
    now: datetime,
) -> None:
    """The chosen substitute is told and reminded; one who is no longer needed is told so."""
    if old == new:
        return
    occurrence = f"{actor.id}:{now.timestamp():.0f}"
    due = Due(announcement_due(facts.starts_at, now, zone), facts.ends_at)
    messages = []
    chats = await _chats(session, {person_id for person_id in (old, new) if person_id is not None})
    extra = {"for": actor.name}
    if old is not None and old in chats:
        messages.append(_to(facts, old, chats[old], Purpose.SUBSTITUTE_RELEASED, due, occurrence, extra))
    if new is not None and new in chats:
        reminder = Due(reminder_due(facts.starts_at, now, zone), facts.ends_at)
        messages.append(_to(facts, new, chats[new], Purpose.SUBSTITUTE, due, occurrence, extra))
        messages.append(_to(facts, new, chats[new], Purpose.REMINDER, reminder, "", {}))
    await owe(session, messages, now)


def _to(
    facts: SessionFacts,
    person_id: int,
    chat_id: int,
    purpose: Purpose,
    due: Due,
    occurrence: str,
    extra: dict[str, str],
) -> Owed:
    return Owed(
        purpose, chat_id, due, facts.office_id, person_id, facts.id,
        revision=facts.revision, occurrence=occurrence, facts=dict(extra),
    )  # fmt: skip


async def _chats(session: AsyncSession, ids: set[int]) -> dict[int, int]:
    query = select(Person.id, Person.telegram_id).where(Person.id.in_(ids), Person.telegram_id.is_not(None))
    return {person_id: chat for person_id, chat in await session.execute(query) if chat is not None}


async def _facts(session: AsyncSession, invitation: Invitation, facts: SessionFacts) -> InvitationFacts:
    name = ""
    if invitation.substitute_id is not None:
        query = select(Person.name).where(Person.id == invitation.substitute_id)
        name = (await session.execute(query)).scalar_one()
    return invitation_facts(invitation, facts, name)


async def nudge(ctx: Context, actor: PersonFacts, session_id: int) -> int:
    """Ask those who have not answered once more; at most once in six hours. Returns how many are asked."""
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        row = await load_session(session, session_id)
        if not actor.manages or actor.office_id != row.office_id:
            raise Refusal("refused-heads-only")
        if not may_answer(row.status, row.starts_at, now):
            raise Refusal("refused-answer-closed", code=f"{row.activity.code}/{row.number}")
        await _refuse_if_nudged_lately(session, row, now)
        zone = await office_zone(session, row.office_id)
        due = Due(announcement_due(row.starts_at, now, zone), row.starts_at)
        query = (
            select(Person.id, Person.telegram_id)
            .join(Invitation, Invitation.person_id == Person.id)
            .where(
                Invitation.session_id == row.id,
                Invitation.answer.is_(None),
                Person.telegram_id.is_not(None),
                Person.unreachable_since.is_(None),
            )
        )
        owed = [
            Owed(
                Purpose.NUDGE, chat, due, row.office_id, person_id, row.id,
                revision=row.revision, occurrence=f"{now.timestamp():.0f}",
            )
            for person_id, chat in await session.execute(query)
            if chat is not None
        ]  # fmt: skip
        await owe(session, owed, now)
        audit.record(
            session, office_id=row.office_id, at=now, actor_id=actor.id, action="session.nudge",
            subject=f"session:{row.id}", people=len(owed),
        )  # fmt: skip
        return len(owed)


async def _refuse_if_nudged_lately(session: AsyncSession, row: Session, now: datetime) -> None:
    query = select(func.max(Delivery.created_at)).where(
        Delivery.session_id == row.id, Delivery.purpose == Purpose.NUDGE
    )
    last: datetime | None = (await session.execute(query)).scalar_one()
    if last is not None and (now - last).total_seconds() < _NUDGE_EVERY_SECONDS:
        zone = await office_zone(session, row.office_id)
        raise Refusal("refused-nudged-lately", at=f"{last.astimezone(zone):%H.%M}")


_NUDGE_EVERY_SECONDS = 6 * 3600


async def standing_in(session: AsyncSession, session_id: int, people: set[int]) -> list[tuple[int, str]]:
    """Which of `people` stand in for someone at the session: (their id, whom they stand in for)."""
    query = (
        select(Invitation.substitute_id, Person.name)
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.session_id == session_id, Invitation.substitute_id.in_(people))
    )
    return [(person_id, name) for person_id, name in await session.execute(query) if person_id is not None]
