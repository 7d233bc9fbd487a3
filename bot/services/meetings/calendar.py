"""The calendar as people ask for it: what is dated, what is planned, one activity in full."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, func, select

from bot.domain.invitations.answers import tally_of
from bot.domain.invitations.audience import parse_audience
from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.agenda import is_complete, room, still_planned
from bot.domain.meetings.codes import loose_code, plan_in_force, read_code, write_code
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.plan_state import overdue
from bot.domain.meetings.schedule_words.asked import Asked, Span, Unknown
from bot.domain.meetings.schedule_words.asking import asked_for
from bot.domain.meetings.schedule_words.understood import understood
from bot.domain.meetings.searching import search_with_slips, search_words
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.people.facts import PersonFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Division, SessionStatus
from bot.services.meetings.clashing import Chosen, chosen
from bot.services.meetings.facts import SESSIONS, find_activity, find_session, session_of
from bot.services.office.facts import zone_of
from bot.services.owing import reconciling
from bot.services.owing.showing import showing
from bot.storage.models import Activity, District, Invitation, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.invitations.answers import Tally
    from bot.domain.meetings.periods.period import Period
    from bot.domain.meetings.periods.window import PeriodWindow
    from bot.domain.meetings.schedule_words.asking import Read
    from bot.services.context import Context

# How far ahead a head dates things.
_AHEAD = timedelta(days=120)
# How long after it materials, minutes and figures of a session are asked for.
_LATELY = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What was asked for, and of these days: what has taken place, what is dated (in order), what should have been dated, and what is yet to be (soonest to end first).

    `mine` are the ids of the sessions, `mine_planned` those of the activities, that invite the actor. `read` is what
    slips were read as. `elsewhere` is how many more are yet to be dated and may, but need not, fall on these few days. `following` is the first session after these days, where they have none.
    """

    asked: Asked
    sessions: tuple[SessionFacts, ...] = ()
    planned: tuple[ActivityFacts, ...] = ()
    overdue: tuple[ActivityFacts, ...] = ()
    done: tuple[SessionFacts, ...] = ()
    mine: frozenset[int] = frozenset()
    mine_planned: frozenset[int] = frozenset()
    district: str = ""
    read: Read = ()
    following: SessionFacts | None = None
    elsewhere: int = 0
    # All of the month in which the days begin, past ones too, of what was asked for.
    of_month: tuple[SessionFacts, ...] = ()


async def schedule(
    ctx: Context,
    actor: PersonFacts,
    words: Sequence[str],
    *,
    chat_id: int | None = None,
    shows: Callable[[Schedule], Iterable[SessionFacts]] = lambda _: (),
) -> Schedule:
    """The schedule that some words ask for, in the actor's office; refuses words that mean nothing.

    `chat_id` is the chat that is about to be shown of it what `shows` says; None: nobody is shown when anything is.
    """
    unit = partial(_schedule, actor=actor, words=words, today=ctx.today(actor.zone), now=ctx.clock.now())
    return await showing(ctx, chat_id, unit, shows, place=False)


def _schedule(connection: Connection, actor: PersonFacts, words: Sequence[str], today: date, now: datetime) -> Schedule:
    activities = load_activities(connection, actor.office_id)
    mine = frozenset(connection.execute(_INVITED, {"person": actor.id}).scalars())
    districts = {name: id_ for name, id_ in connection.execute(_DISTRICTS, {"office": actor.office_id})}
    try:
        wanted = understood(words, today, districts).district_id
        asked, found, read = asked_for(words, today, districts, activities)
    except Unknown as unknown:
        raise Refusal("schedule-usage", given=unknown.given[:40]) from None
    of_district = frozenset(
        connection.execute(_OF_DISTRICT, {"office": actor.office_id, "district": wanted}).scalars() if wanted else ()
    )
    years = PlanYears.of(activities, today)
    found = tuple(one for one in found if _of_division(one, asked.division))
    invited = {one.id: parse_audience(one.audience) for one in found}
    mine_planned = frozenset(one.id for one in found if invited[one.id].invites(actor))
    shown = found
    if asked.mine:
        shown = tuple(one for one in shown if one.id in mine_planned)
    if asked.district_id:
        shown = tuple(one for one in shown if invited[one.id].invites_panwascam)
    held = [
        one
        for activity in found
        for one in activity.sessions
        if one.status is SessionStatus.SCHEDULED
        and (not asked.mine or one.id in mine)
        and (not asked.district_id or one.id in of_district)
    ]
    held.sort(key=lambda one: (one.starts_at, one.code))
    late = [one for one in shown if one.plan_year == years.in_force and _overdue(one, today) is not None]
    district = next((name for name, id_ in districts.items() if id_ == asked.district_id), "")
    whole = Schedule(asked, mine=mine, mine_planned=mine_planned, district=district, read=read)
    if asked.span is Span.LATE:
        return replace(whole, overdue=tuple(late))
    begin, end = month_of(asked.first)
    coming = [one for one in held if one.ends_at > now]
    # What began yesterday evening and is on past midnight is of today too.
    running = frozenset(one.id for one in coming if one.starts_at <= now and asked.first <= today <= asked.last)
    sessions = tuple(
        one for one in coming if one.id in running or (asked.first <= one.last_day and one.day <= asked.last)
    )
    planned = tuple(_planned(shown, asked.first, asked.last, years, everything=asked.span is Span.ALL))
    most = max(_ROOM[asked.span], (asked.last - asked.first).days + 1) if asked.span in _ROOM else None
    near = planned if most is None else tuple(one for one in planned if (room(period_of(one)) or 999) <= most)
    if asked.last < today:
        planned = near = tuple(one for one in near if asked.span is Span.MONTH and _goes_on(one, late))
    return replace(
        whole,
        sessions=sessions,
        planned=near,
        of_month=tuple(one for one in held if begin <= one.last_day and one.day <= end),
        elsewhere=len(planned) - len(near),
        overdue=tuple(one for one in late if one not in planned and _in_question(one, asked, today)),
        done=tuple(one for one in held if one.ends_at <= now and _looked_back_at(one, asked, today)),
        following=None if sessions else next((one for one in coming if one.day > asked.last), None),
    )


# Of few days: what has so many days to choose from that it says little of these is only counted.
_ROOM = {Span.DAY: 7, Span.WEEK: 14, Span.NEXT_WEEK: 14, Span.SEVEN: 14, Span.DAYS: 14}
_INVITED = select(Invitation.session_id).where(Invitation.person_id == bindparam("person"))
_DISTRICTS = select(District.name, District.id).where(District.office_id == bindparam("office")).order_by(District.id)
_OF_DISTRICT = select(Session.id).where(
    Session.office_id == bindparam("office"),
    exists().where(Invitation.session_id == Session.id, Invitation.district_id == bindparam("district")),
)


def _overdue(activity: ActivityFacts, today: date) -> PeriodWindow | None:
    return overdue(period_of(activity), _held_days(activity), activity.plan_year, today)


def _in_question(activity: ActivityFacts, asked: Asked, today: date) -> bool:
    """Whether what should have been dated belongs to the days asked for: to a past month what lay in it."""
    if asked.last >= today:
        return asked.first <= today
    window = _overdue(activity, today)
    return window is not None and window.last >= asked.first and window.first <= asked.last


def _goes_on(activity: ActivityFacts, late: Sequence[ActivityFacts]) -> bool:
    """Of a month that is past: whether it may still be held; what recurs was held in it or not."""
    return activity not in late and period_of(activity).frequency is None


def _looked_back_at(held: SessionFacts, asked: Asked, today: date) -> bool:
    """Whether what is over belongs to what was asked for: by its name, or by days that are past."""
    if asked.search and asked.span is Span.ALL:
        return True
    return asked.first <= held.last_day and held.day <= asked.last and (asked.last < today or asked.span is Span.DAY)


async def districts(ctx: Context, actor: PersonFacts) -> list[tuple[int, str]]:
    """The kecamatan of the actor's office: id and name."""
    query = select(District.id, District.name).where(District.office_id == actor.office_id).order_by(District.name)
    return await ctx.db.query(lambda connection: [(id_, name) for id_, name in connection.execute(query)])


async def upcoming(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions of the actor's office that may still be changed, of the own division first, then the nearest."""
    now = ctx.clock.now()
    found = await ctx.db.query(partial(reconciling.upcoming, office_id=actor.office_id, now=now))
    return sorted(found, key=lambda held: (held.division is not actor.division, held.starts_at))


async def near(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions of the actor's office about now, held or to come, the nearest first."""
    now = ctx.clock.now()
    query = SESSIONS.where(
        Session.office_id == actor.office_id,
        Session.status == SessionStatus.SCHEDULED,
        Session.ends_at > now - _LATELY,
        Session.starts_at < now + _AHEAD,
    )
    found = await ctx.db.query(lambda connection: [session_of(row) for row in connection.execute(query)])
    return sorted(found, key=lambda held: (max(held.starts_at - now, now - held.ends_at), held.starts_at, held.id))


async def without_outsiders(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions held for outsiders whose number has not been entered, the latest first."""
    query = SESSIONS.where(
        Session.office_id == actor.office_id,
        Session.status == SessionStatus.SCHEDULED,
        Session.starts_at <= ctx.clock.now(),
        Session.outsiders_present.is_(None),
    ).order_by(Session.starts_at.desc())
    found = await ctx.db.query(lambda connection: [session_of(row) for row in connection.execute(query)])
    return [held for held in found if parse_audience(held.audience).outsiders]


def load_activities(connection: Connection, office_id: int) -> list[ActivityFacts]:
    """Every activity of the office with its sessions, in the plan's order."""
    query = SESSIONS.add_columns(Session.activity_id).where(Session.office_id == office_id).order_by(Session.number)
    held: dict[int, list[SessionFacts]] = {}
    for row in connection.execute(query):
        held.setdefault(row.activity_id, []).append(session_of(row))
    rows = connection.execute(select(Activity).where(Activity.office_id == office_id).order_by(Activity.ordinal))
    return [activity_facts(row, tuple(held.get(row.id, ()))) for row in rows]


async def activity(ctx: Context, actor: PersonFacts, code: str) -> ActivityFacts:
    """One activity with its sessions; `code` may be a session's code as well."""
    return await ctx.db.query(partial(_activity, actor=actor, code=code))


def _activity(connection: Connection, actor: PersonFacts, code: str) -> ActivityFacts:
    row = find_activity(connection, actor.office_id, code)
    held = connection.execute(_OF_ACTIVITY, {"activity": row.id})
    return activity_facts(row, tuple(session_of(found) for found in held))


_OF_ACTIVITY = SESSIONS.where(Session.activity_id == bindparam("activity")).order_by(Session.number)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One activity in full; of its sessions, by id, the answers so far and how many came."""

    activity: ActivityFacts
    answers: Mapping[int, Tally]
    came: Mapping[int, int]
    # One of its meetings is yet to be dated.
    undated: bool = True
    # For heads: whom of the invited other sessions want at the same time, and what they chose, by id.
    twice: Mapping[int, Sequence[Chosen]] = field(default_factory=dict)


async def sheet(ctx: Context, actor: PersonFacts, code: str, chat_id: int) -> Sheet:
    """One activity with its sessions and the answers to them, which a chat is shown; `code` may be a session's as well."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Sheet:
        found = _activity(connection, actor, code)
        rows = connection.execute(_ANSWERS, {"sessions": [held.id for held in found.sessions]}).all()
        answers = {
            id_: tally_of({answer: many for of, answer, many, _ in rows if of == id_})
            for id_ in {row[0] for row in rows}
        }
        came = {id_: sum(came for of, _, _, came in rows if of == id_) for id_ in answers}
        coming = [one for one in found.sessions if one.status is SessionStatus.SCHEDULED and one.ends_at > now]
        twice = {one.id: chosen(connection, one) for one in coming if actor.manages}
        undated = not is_complete(period_of(found), _held_days(found))
        return Sheet(found, answers, came, undated=undated, twice=twice)

    return await showing(ctx, chat_id, _unit, lambda found: found.activity.sessions)


_ANSWERS = (
    select(Invitation.session_id, Invitation.answer, func.count(), func.count(Invitation.checked_in_at))
    .where(Invitation.session_id.in_(bindparam("sessions", expanding=True)))
    .group_by(Invitation.session_id, Invitation.answer)
)


async def look_up(ctx: Context, actor: PersonFacts, text: str) -> tuple[ActivityFacts, ...]:
    """The activities of the plan in force that a code or some words mean, in spite of slips; refuses what means none."""
    activities = await ctx.db.query(partial(load_activities, office_id=actor.office_id))
    years = PlanYears.of(activities, ctx.today(actor.zone))
    among = [one for one in activities if one.plan_year == years.in_force]
    if exact := tuple(one for one in among if read_code(one.code).activity == loose_code(text)):
        return exact
    found, _ = search_with_slips(search_words(text), among)
    if not found:
        raise Refusal("refused-unknown-activity", code=text.strip()[:40])
    return found


async def together(ctx: Context, actor: PersonFacts) -> list[ActivityFacts]:
    """Activities with several sessions to come, whose kecamatan may be divided; of the own division first."""
    coming = Counter(held.activity_code for held in await upcoming(ctx, actor))
    return [await activity(ctx, actor, code) for code, count in coming.items() if count > 1]


async def undivided(ctx: Context, actor: PersonFacts, codes: Iterable[str]) -> list[ActivityFacts]:
    """Of these activities those that the plan divides in batches, with several to come that all invite everybody."""
    now = ctx.clock.now()
    found = []
    for code in codes:
        one = await activity(ctx, actor, code)
        coming = [held for held in one.sessions if held.status is SessionStatus.SCHEDULED and held.starts_at > now]
        everybody = all(held.selection.districts is None for held in coming)
        if period_of(one).batches > 1 and len(coming) > 1 and everybody:
            found.append(one)
    return found


def for_the_same(activity: ActivityFacts, now: datetime) -> list[SessionFacts]:
    """Sessions to come that everybody is invited to, of an activity whose meetings all have their date."""
    if not is_complete(period_of(activity), _held_days(activity)):
        return []
    coming = [one for one in activity.sessions if one.status is SessionStatus.SCHEDULED and one.ends_at > now]
    return [one for one in coming if one.selection.districts is None]


async def session_by_code(ctx: Context, actor: PersonFacts, code: str | int) -> SessionFacts:
    """One session of the actor's office, by code or id."""
    now = ctx.clock.now()
    return await ctx.db.query(lambda connection: find_session(connection, actor.office_id, code, now))


async def undated(ctx: Context, actor: PersonFacts, division: Division | None) -> list[ActivityFacts]:
    """Activities that a head may want to date next, soonest to end first; what has all its dates is left out."""
    today = ctx.today(actor.zone)
    activities = await ctx.db.query(partial(load_activities, office_id=actor.office_id))
    years = PlanYears.of(activities, today)
    mine = [found for found in activities if division in (None, found.division)]
    soon = _planned(mine, today, today + _AHEAD, years, everything=True)
    # What the plan in force gives no usable time for, or whose time has passed without a date.
    rest = [
        found
        for found in mine
        if found.plan_year == years.in_force
        and found not in soon
        and not is_complete(period_of(found), _held_days(found))
    ]
    return [*soon, *(found for found in rest if period_of(found).frequency is None)]


def activity_facts(row: Any, sessions: tuple[SessionFacts, ...]) -> ActivityFacts:
    """A row as facts."""
    return ActivityFacts(
        id=row.id,
        code=write_code(row.code, row.plan_year, in_force=row.in_force),
        division=row.division,
        title=row.title,
        short_title=row.short_title,
        kind=row.kind,
        audience=row.audience,
        stated_participants=row.stated_participants,
        place=row.place,
        aims=row.aims,
        outputs=row.outputs,
        note=row.note,
        period_text=row.period_text,
        earliest=row.earliest,
        latest=row.latest,
        plan_year=row.plan_year,
        sessions=sessions,
    )


async def plan_of(ctx: Context, office_id: int, year: int | None = None) -> tuple[int, list[ActivityFacts]]:
    """The plan of a year, for exports; without one the plan in force, and of none the present year's, empty."""

    def _unit(connection: Connection) -> tuple[list[ActivityFacts], date]:
        return load_activities(connection, office_id), ctx.today(zone_of(connection, office_id))

    activities, today = await ctx.db.query(_unit)
    wanted = year or PlanYears.of(activities, today).in_force
    return wanted, [found for found in activities if found.plan_year == wanted]


def import_row(activity: ActivityFacts) -> tuple[str, ...]:
    """The activity as a line of the calendar import format, with the note."""
    count = activity.stated_participants
    return (
        read_code(activity.code).activity,
        activity.division.value,
        activity.title,
        activity.period_text,
        activity.kind.value,
        activity.audience,
        "" if count is None else str(count),
        activity.place,
        activity.aims,
        activity.outputs,
        activity.note,
    )


def period_of(activity: ActivityFacts) -> Period:
    """The activity's period, read from its words."""
    return parse_period(activity.period_text, plan_year=activity.plan_year)


def month_of(day: date) -> tuple[date, date]:
    """First and last day of a day's month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The years for which there is a plan, and the one that is in force."""

    years: frozenset[int]
    in_force: int

    @classmethod
    def of(cls, activities: Sequence[ActivityFacts], today: date) -> PlanYears:
        years = frozenset(found.plan_year for found in activities)
        return cls(years, plan_in_force(years or {today.year}, today.year))

    def days(self, plan_year: int, first: date, last: date) -> tuple[date, date]:
        """The part of `first .. last` in which what a plan leaves open may fall: till the next plan begins, if there is one."""
        begins = min((year for year in self.years if year > plan_year), default=None)
        ends = last if begins is None else min(last, date(begins, 1, 1) - timedelta(days=1))
        return max(first, date(plan_year, 1, 1)), ends


def _planned(
    activities: Sequence[ActivityFacts], first: date, last: date, years: PlanYears, *, everything: bool
) -> list[ActivityFacts]:
    """What is yet to be dated in these days, in the order in which it must have taken place; with `everything` also what has no time."""
    found = []
    for activity in activities:
        period, held = period_of(activity), _held_days(activity)
        # Words bound themselves; what recurs, is open or has only to be done by a day is bound by its plan.
        begin, end = (first, last) if period.earliest and period.latest else years.days(activity.plan_year, first, last)
        window = still_planned(period, held, begin, end) if begin <= end else None
        if window is not None:
            found.append((window.last, window.first, activity))
        elif _open(period, held) and activity.plan_year == years.in_force and everything:
            found.append((date.max, last, activity))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].code))
    return [activity for _, _, activity in found]


def _open(period: Period, held: Sequence[date]) -> bool:
    """The plan states no usable time for what is yet to be held: shown where everything is asked for."""
    return not period.is_bounded and period.frequency is None and not is_complete(period, held)


def _held_days(activity: ActivityFacts) -> list[date]:
    return [held.day for held in activity.sessions if held.status is SessionStatus.SCHEDULED]


def _of_division(activity: ActivityFacts, division: Division | None) -> bool:
    """The office's divisions run activities; those of a kecamatan are named in audiences."""
    if division in (None, activity.division):
        return True
    return any(term.division is division for term in parse_audience(activity.audience).terms)
