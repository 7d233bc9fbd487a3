"""The calendar as people ask for it: what is dated, what is planned, one activity in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bot.domain.facts import ActivityFacts, PersonFacts, SessionFacts
from bot.domain.period_parser import parse_period
from bot.domain.vocabulary import Division, SessionStatus
from bot.services.reading import find_session, office_zone, session_facts
from bot.services.scheduling import find_activity
from bot.storage.models import Activity, Session

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.period import Period
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Filter:
    """What `/jadwal` shows: days from `first` to `last`, of one division or of all."""

    first: date
    last: date
    division: Division | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Dated sessions in order, and planned activities that have no session to come in these days."""

    filter: Filter
    sessions: tuple[SessionFacts, ...]
    planned: tuple[ActivityFacts, ...]


async def schedule(ctx: Context, office_id: int, wanted: Filter) -> Schedule:
    """The schedule of some days."""
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        activities = await load_activities(session, office_id)
    sessions = []
    planned = []
    for activity in activities:
        if wanted.division not in (None, activity.division):
            continue
        dated = [
            held
            for held in activity.sessions
            if held.status is SessionStatus.SCHEDULED and wanted.first <= held.day <= wanted.last
        ]
        sessions += [held for held in dated if held.ends_at > now]
        if not dated and _planned_in(activity, wanted):
            planned.append(activity)
    return Schedule(
        wanted,
        tuple(sorted(sessions, key=lambda held: (held.starts_at, held.code))),
        tuple(sorted(planned, key=lambda activity: (activity.earliest or wanted.last, activity.code))),
    )


async def load_activities(session: AsyncSession, office_id: int) -> list[ActivityFacts]:
    """Every activity of the office with its sessions, in the plan's order."""
    zone = await office_zone(session, office_id)
    query = (
        select(Session)
        .options(joinedload(Session.activity))
        .where(Session.office_id == office_id)
        .order_by(Session.number)
    )
    held: dict[int, list[SessionFacts]] = {}
    for row in (await session.execute(query)).scalars():
        held.setdefault(row.activity_id, []).append(session_facts(row, zone))
    rows = await session.execute(select(Activity).where(Activity.office_id == office_id).order_by(Activity.ordinal))
    return [activity_facts(row, tuple(held.get(row.id, ()))) for row in rows.scalars()]


async def activity(ctx: Context, actor: PersonFacts, code: str) -> ActivityFacts:
    """One activity with its sessions; `code` may be a session's code as well."""
    async with ctx.db.read() as session:
        row = await find_activity(session, actor.office_id, code.partition("/")[0])
        zone = await office_zone(session, actor.office_id)
        query = (
            select(Session)
            .options(joinedload(Session.activity))
            .where(Session.activity_id == row.id)
            .order_by(Session.number)
        )
        held = tuple(session_facts(found, zone) for found in (await session.execute(query)).scalars())
        return activity_facts(row, held)


async def session_by_code(ctx: Context, actor: PersonFacts, code: str) -> SessionFacts:
    """One session by code."""
    async with ctx.db.read() as session:
        row = await find_session(session, actor.office_id, code, ctx.clock.now())
        return session_facts(row, await office_zone(session, actor.office_id))


async def undated(ctx: Context, actor: PersonFacts, division: Division | None) -> list[ActivityFacts]:
    """Activities that a head may want to date next: those without a session to come, in the plan's order."""
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        activities = await load_activities(session, actor.office_id)
    return [
        found
        for found in activities
        if division in (None, found.division) and not any(_to_come(held, now) for held in found.sessions)
    ]


def activity_facts(row: Activity, sessions: tuple[SessionFacts, ...]) -> ActivityFacts:
    """A row as facts."""
    return ActivityFacts(
        id=row.id, code=row.code, division=row.division, title=row.title, kind=row.kind, audience=row.audience,
        stated_participants=row.stated_participants, place=row.place, aims=row.aims, outputs=row.outputs,
        note=row.note, period_text=row.period_text, earliest=row.earliest, latest=row.latest,
        plan_year=row.plan_year, sessions=sessions,
    )  # fmt: skip


async def all_activities(ctx: Context, office_id: int) -> list[ActivityFacts]:
    """Every activity, for exports."""
    async with ctx.db.read() as session:
        return await load_activities(session, office_id)


def import_row(activity: ActivityFacts) -> tuple[str, ...]:
    """The activity as a line of the calendar import format, with the note."""
    count = activity.stated_participants
    return (
        activity.code, activity.division.value, activity.title, activity.period_text, activity.kind.value,
        activity.audience, "" if count is None else str(count), activity.place, activity.aims, activity.outputs,
        activity.note,
    )  # fmt: skip


def period_of(activity: ActivityFacts) -> Period:
    """The activity's period, read from its words."""
    return parse_period(activity.period_text, plan_year=activity.plan_year)


def month_of(day: date) -> tuple[date, date]:
    """First and last day of a day's month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _planned_in(activity: ActivityFacts, wanted: Filter) -> bool:
    period = period_of(activity)
    if period.windows(wanted.first, wanted.last):
        return True
    # What the plan states no usable time for is shown where everything is asked for.
    unstated = period.earliest is None and period.frequency is None
    return unstated and (wanted.last - wanted.first).days > 60


def _to_come(held: SessionFacts, now: datetime) -> bool:
    return held.status is SessionStatus.SCHEDULED and held.ends_at > now
