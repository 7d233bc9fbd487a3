"""Recaps for heads: one session, a month, piket; every figure counted from the raw answers at the moment asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bot.domain.answers import Tally, tally
from bot.domain.facts import PersonFacts, SessionFacts, SessionRecap, ShiftFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, SessionStatus
from bot.services.access import require_manager
from bot.services.duty import shifts_between
from bot.services.reading import (
    find_session,
    load_invitations,
    load_session,
    office_zone,
    session_facts,
)
from bot.storage.models import Invitation, Session

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class MonthRecap:
    """Sessions of some days with their tallies; cancelled ones are listed, not counted."""

    first: date
    last: date
    sessions: tuple[tuple[SessionFacts, Tally], ...]
    asked_at: datetime

    @property
    def total(self) -> Tally:
        held = [count for facts, count in self.sessions if facts.status is SessionStatus.SCHEDULED]
        return Tally(
            sum(count.attending for count in held),
            sum(count.excused for count in held),
            sum(count.substituted for count in held),
            sum(count.silent for count in held),
        )


@dataclass(frozen=True, slots=True)
class DutyRecap:
    """Duty of some days by kecamatan: (name, shifts, reports, incidents); shifts still open today are not missing."""

    first: date
    last: date
    districts: tuple[tuple[str, int, int, int], ...]
    missing: tuple[ShiftFacts, ...]
    asked_at: datetime


async def session_recap(ctx: Context, actor: PersonFacts, code: str | int) -> SessionRecap:
    """The recap of a session, by code or id."""
    require_manager(actor)
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        if isinstance(code, int):
            row = await load_session(session, code)
            require_same_office(actor, row.office_id)
        else:
            row = await find_session(session, actor.office_id, code, now)
        facts = session_facts(row, await office_zone(session, row.office_id))
        invitations = await load_invitations(session, facts)
    answers: dict[str, list[Answer | None]] = defaultdict(list)
    for invitation in invitations:
        answers[invitation.person.district].append(invitation.answer)
    return SessionRecap(
        session=facts,
        tally=tally(invitation.answer for invitation in invitations),
        districts=tuple((name, tally(found)) for name, found in answers.items()),
        invitations=tuple(invitations),
        asked_at=now,
    )


async def recent_sessions(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions a head may want a recap of, the nearest to now first."""
    require_manager(actor)
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        zone = await office_zone(session, actor.office_id)
        query = select(Session).options(joinedload(Session.activity)).where(Session.office_id == actor.office_id)
        found = [session_facts(row, zone) for row in (await session.execute(query)).scalars()]
    return sorted(found, key=lambda facts: abs((facts.starts_at - now).total_seconds()))


async def month_recap(ctx: Context, actor: PersonFacts, first: date, last: date) -> MonthRecap:
    """All sessions of some days."""
    require_manager(actor)
    async with ctx.db.read() as session:
        zone = await office_zone(session, actor.office_id)
        query = (
            select(Session)
            .options(joinedload(Session.activity))
            .where(Session.office_id == actor.office_id)
            .order_by(Session.starts_at, Session.id)
        )
        rows = [session_facts(row, zone) for row in (await session.execute(query)).scalars()]
        rows = [facts for facts in rows if first <= facts.day <= last]
        answers: dict[int, list[Answer | None]] = defaultdict(list)
        counted = select(Invitation.session_id, Invitation.answer).where(
            Invitation.session_id.in_([facts.id for facts in rows])
        )
        for session_id, given in await session.execute(counted):
            answers[session_id].append(given)
    return MonthRecap(first, last, tuple((facts, tally(answers[facts.id])) for facts in rows), ctx.clock.now())


async def duty_recap(ctx: Context, actor: PersonFacts, first: date, last: date) -> DutyRecap:
    """Duty of some days, up to today."""
    require_manager(actor)
    today = ctx.today(actor.zone)
    last = min(last, today)
    async with ctx.db.read() as session:
        shifts = await shifts_between(session, actor.office_id, first, last)
    by_district: dict[str, list[ShiftFacts]] = defaultdict(list)
    for shift in shifts:
        by_district[shift.district].append(shift)
    lines = tuple(
        (
            name,
            len(found),
            sum(shift.report_number is not None for shift in found),
            sum(shift.situation is not None and shift.situation.value == "kejadian" for shift in found),
        )
        for name, found in sorted(by_district.items())
    )
    missing = tuple(shift for shift in shifts if shift.report_number is None and shift.day < today)
    return DutyRecap(first, last, lines, missing, ctx.clock.now())


def require_same_office(actor: PersonFacts, office_id: int) -> None:
    """A head sees the own office only."""
    if actor.office_id != office_id:
        raise Refusal("refused-stale-button")
