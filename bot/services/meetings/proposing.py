"""Proposing dates: for one activity the best slots of its period, for a month a slot of each that has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.invitations.audience import UnknownAudience, parse_audience
from bot.domain.meetings.periods.window import PeriodWindow, month_end
from bot.domain.meetings.planned_hours import planned_hours
from bot.domain.meetings.proposals.best import best
from bot.domain.meetings.proposals.booked import Booked
from bot.domain.meetings.proposals.month import MonthPlan, plan_month
from bot.domain.meetings.proposals.slots import Wish
from bot.domain.refusals import Refusal
from bot.domain.timing import local_instant
from bot.domain.vocabulary import SessionStatus
from bot.domain.words.hours.zones import ZONE_NAMES
from bot.services.access import require_manager
from bot.services.meetings.calendar import periods, plan_activities, plan_years
from bot.services.meetings.clashing import engagements, in_office
from bot.services.meetings.office_days import kept_days, known_years
from bot.services.office.facts import office_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.office_days import OfficeDay
    from bot.domain.meetings.proposals.proposal import Proposal
    from bot.domain.office.facts import OfficeFacts
    from bot.domain.people.facts import PersonFacts
    from bot.domain.vocabulary import Division
    from bot.services.context import Context

# For what the plan gives no time, or whose time has passed.
_AHEAD = timedelta(days=30)
_FURTHEST = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Proposed:
    """The best slots of an activity; `closed` are days of its period that are kept free, `outside` where its time has passed.

    `unknown` are years whose holidays are not known.
    """

    activity: ActivityFacts
    place: str
    invited: int
    slots: tuple[Proposal, ...]
    closed: tuple[OfficeDay, ...]
    outside: bool
    unknown: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProposedMonth:
    """A month's plan; `closed` and `unknown` as of one activity."""

    first: date
    plan: MonthPlan
    closed: tuple[OfficeDay, ...]
    unknown: tuple[int, ...]
    zone: ZoneInfo


class _Known(NamedTuple):
    """What a month is proposed from."""

    activities: list[ActivityFacts]
    office: OfficeFacts
    booked: Booked
    people: Sequence[object]
    kept: Mapping[date, OfficeDay]


async def propose(ctx: Context, actor: PersonFacts, code: str) -> Proposed:
    """The best slots for the next meeting of an activity. Writes nothing."""
    require_manager(actor)
    today = ctx.today(actor.zone)
    found = await plan_activities.activity(ctx, actor, code)
    windows, outside = _windows(found, today)
    place = place_of(found, actor)
    span = PeriodWindow(windows[0].first, windows[-1].last)

    def _unit(connection: Connection) -> tuple[Wish, list[Proposal], Mapping[date, OfficeDay]]:
        kept = kept_days(connection, actor.office_id)
        booked, people = _booked(connection, actor.office_id, span, today, actor.zone)
        wish = _wish(found, windows, people, place, actor.zone)
        return wish, best(wish, booked, kept, today), kept

    wish, slots, kept = await ctx.db.query(_unit)
    # Days that are kept free after the last slot have kept nothing off.
    last = max((one.slot.day for one in slots), default=span.last)
    closed = tuple(one for one in _closed(windows, kept) if one.day <= last)
    return Proposed(found, place, len(wish.people), tuple(slots), closed, outside, _unknown(span))


async def propose_month(
    ctx: Context, actor: PersonFacts, month: date, division: Division | None = None
) -> ProposedMonth:
    """A slot for each activity that the plan has in the month of `month` and that has no date. Writes nothing."""
    require_manager(actor)
    return await month_of_office(ctx, actor.office_id, month, division)


async def month_of_office(ctx: Context, office_id: int, month: date, division: Division | None = None) -> ProposedMonth:
    """As `propose_month`, for whoever has the shell. Refuses a month that is over: it has no day left, whatever the plan says."""
    first = month.replace(day=1)
    span = PeriodWindow(first, month_end(first.year, first.month))

    def _unit(connection: Connection) -> _Known:
        office = office_of(connection, office_id)
        booked, people = _booked(connection, office_id, span, ctx.today(office.zone), office.zone)
        activities = plan_activities.load_activities(connection, office_id)
        return _Known(activities, office, booked, people, kept_days(connection, office_id))

    activities, office, booked, people, kept = await ctx.db.query(_unit)
    today = ctx.today(office.zone)
    if span.last < today:
        raise Refusal("refused-month-over", month=f"{first:%Y-%m}")
    years = plan_years.PlanYears.of(activities, today)
    wishes: list[Wish] = []
    for one in activities:
        if division in (None, one.division) and one.plan_year == years.in_force:
            wishes += _wishes(one, span, people, _place(one, office.name), office.zone)
    plan = plan_month(wishes, booked, kept, today)
    return ProposedMonth(first, plan, _closed((span,), kept), _unknown(span), office.zone)


async def wanted_months(ctx: Context, actor: PersonFacts, month: date | None = None) -> list[tuple[date, int]]:
    """How many meetings of the actor's division the plan wants dated in a month, else in this month and the next; none is left out."""
    today = ctx.today(actor.zone)
    this = today.replace(day=1)
    months = (
        [month.replace(day=1)] if month is not None else [this, month_end(this.year, this.month) + timedelta(days=1)]
    )
    activities = await ctx.db.query(lambda connection: plan_activities.load_activities(connection, actor.office_id))
    in_force = plan_years.PlanYears.of(activities, today).in_force
    mine = [one for one in activities if actor.division in (None, one.division) and one.plan_year == in_force]
    found = []
    for first in months:
        span = PeriodWindow(first, month_end(first.year, first.month))
        wishes = [wish for one in mine for wish in _wishes(one, span, (), "", actor.zone)]
        found.append((first, sum(any(window.last > today for window in wish.windows) for wish in wishes)))
    return [(first, count) for first, count in found if count]


def place_of(found: ActivityFacts, actor: PersonFacts) -> str:
    """Where it would be held."""
    return _place(found, actor.office)


def _place(found: ActivityFacts, office: str) -> str:
    """Where it was last, where the plan has it, else in the office itself."""
    held = [one.place for one in found.sessions if one.status is SessionStatus.SCHEDULED]
    return (held or [found.place])[-1] or office


def _windows(found: ActivityFacts, today: date) -> tuple[tuple[PeriodWindow, ...], bool]:
    """The days in which the next meeting may lie, and whether its own time is past or not stated."""
    tomorrow = today + timedelta(days=1)
    period = periods.period_of(found)
    held = [one.day for one in found.sessions if one.status is SessionStatus.SCHEDULED]
    windows = tuple(
        one
        for one in period.windows(tomorrow, tomorrow + _FURTHEST)
        if period.frequency is None or not any(one.first <= day <= one.last for day in held)
    )
    if windows:
        return windows, False
    return (PeriodWindow(tomorrow, tomorrow + _AHEAD),), True


def _wishes(
    found: ActivityFacts, span: PeriodWindow, people: Sequence[object], place: str, zone: ZoneInfo
) -> list[Wish]:
    """A wish for each meeting of the activity that the month expects and has not."""
    period = periods.period_of(found)
    held = [one.day for one in found.sessions if one.status is SessionStatus.SCHEDULED]
    if period.frequency is None and len(held) >= period.batches:
        return []
    wishes: list[Wish] = []
    for window in period.meetings(span.first, span.last):
        there = next((day for day in held if window.first <= day <= window.last), None)
        if there is not None:
            held.remove(there)
            continue
        wishes.append(_wish(found, (window,), people, place, zone, len(wishes) + 1))
    return wishes


def _wish(
    found: ActivityFacts,
    windows: tuple[PeriodWindow, ...],
    people: Sequence[object],
    place: str,
    zone: ZoneInfo,
    turn: int = 1,
) -> Wish:
    said = periods.period_of(found).hours
    hours = planned_hours(said, ZONE_NAMES.get(zone.key, zone.key)) if said else None
    return Wish(
        found.code,
        windows,
        place,
        found.division,
        _invited(found.audience, people),
        turn,
        found.short_title,
        found.period_text,
        said,
        () if hours is None else (hours,),
    )


def _invited(audience: str, people: Sequence[object]) -> frozenset[int]:
    try:
        rule = parse_audience(audience)
    except UnknownAudience:
        # Told wherever it is set; nobody's time is asked for.
        return frozenset()
    return frozenset(row.id for row in people if rule.invites(row))  # type: ignore[attr-defined, arg-type]


def _booked(
    connection: Connection, office_id: int, span: PeriodWindow, today: date, zone: ZoneInfo
) -> tuple[Booked, Sequence[object]]:
    """What is dated in the weeks around the days, and who is in office."""
    # A week before and after: how loaded a week is counts from its Monday to its Sunday.
    begin = _midnight(span.first - timedelta(days=7), zone)
    end = _midnight(span.last + timedelta(days=8), zone)
    booked = Booked(zone)
    for one in engagements(connection, office_id, begin, end):
        booked.add(one)
    return booked, in_office(connection, office_id, max(today, span.first))


def _closed(windows: Sequence[PeriodWindow], days: Mapping[date, OfficeDay]) -> tuple[OfficeDay, ...]:
    inside = [day for day in sorted(days) if any(one.first <= day <= one.last for one in windows)]
    return tuple(days[day] for day in inside if day.weekday() < 5)


def _unknown(span: PeriodWindow) -> tuple[int, ...]:
    return tuple(year for year in range(span.first.year, span.last.year + 1) if year not in known_years())


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return local_instant(day, time(0), zone)
