"""Recaps for heads: one session, a month, piket; every figure counted from the raw answers at the moment asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bot.domain.answers import Tally, tally
from bot.domain.facts import PersonFacts, SessionFacts, SessionRecap, ShiftFacts
from bot.domain.refusals import Refusal
from bot.domain.timing import local_instant
from bot.domain.vocabulary import Answer, SessionStatus
from bot.services.access import require_manager
from bot.services.duty import shifts_between
from bot.services.reading import (
    find_session,
    load_invitations,
    office_zone,
    session_facts,
)
from bot.storage.models import District, Invitation, Person, Session

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Select

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


@dataclass(frozen=True, slots=True)
class DistrictsRecap:
    """Answers of some days by kecamatan: (id or None for the office itself, name, tally), in the order of the roster."""

    first: date
    districts: tuple[tuple[int | None, str, Tally], ...]
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class DistrictRecap:
    """One kecamatan in some days: its people's answers, and its duty as (shifts, reports)."""

    first: date
    district_id: int
    district: str
    people: tuple[tuple[str, Tally], ...]
    duty: tuple[int, int]
    asked_at: datetime


async def districts_recap(ctx: Context, actor: PersonFacts, first: date, last: date) -> DistrictsRecap:
    """All kecamatan of the office."""
    require_manager(actor)
    async with ctx.db.read() as session:
        rows = await session.execute(_answers_between(actor, first, last))
        names: dict[int | None, str] = {}
        given: dict[int | None, list[Answer | None]] = defaultdict(list)
        for answer, _, _, district_id, district in rows:
            names[district_id] = district or ""
            given[district_id].append(answer)
    lines = tuple((district_id, names[district_id], tally(found)) for district_id, found in given.items())
    return DistrictsRecap(first, lines, ctx.clock.now())


async def district_recap(ctx: Context, actor: PersonFacts, district_id: int, first: date, last: date) -> DistrictRecap:
    """One kecamatan of the office; refuses one of another office."""
    require_manager(actor)
    async with ctx.db.read() as session:
        district = await session.get(District, district_id)
        if district is None or district.office_id != actor.office_id:
            raise Refusal("refused-stale-button")
        query = _answers_between(actor, first, last).where(Person.district_id == district_id)
        names: dict[int, str] = {}
        given: dict[int, list[Answer | None]] = defaultdict(list)
        for answer, person_id, name, _, _ in await session.execute(query):
            names[person_id] = name
            given[person_id].append(answer)
        until = min(last, ctx.today(actor.zone))
        shifts = await shifts_between(session, actor.office_id, first, until, district_id)
    people = tuple((names[person_id], tally(found)) for person_id, found in given.items())
    duty = (len(shifts), sum(shift.report_number is not None for shift in shifts))
    return DistrictRecap(first, district_id, district.name, people, duty, ctx.clock.now())


def _answers_between(actor: PersonFacts, first: date, last: date) -> Select[Answer | None, int, str, int | None, str]:
    """Answers to the office's sessions of some days, cancelled ones apart, in roster order."""
    return (
        select(Invitation.answer, Person.id, Person.name, Person.district_id, District.name)
        .join(Person, Person.id == Invitation.person_id)
        .join(Session, Session.id == Invitation.session_id)
        .outerjoin(District, District.id == Person.district_id)
        .where(
            Session.office_id == actor.office_id,
            Session.status == SessionStatus.SCHEDULED,
            Session.starts_at >= local_instant(first, time(), actor.zone),
            Session.starts_at < local_instant(last + timedelta(days=1), time(), actor.zone),
        )
        .order_by(Person.district_id.nulls_first(), Person.id)
    )


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
