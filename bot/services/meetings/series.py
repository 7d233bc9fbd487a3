"""Meetings that come again: as many dates as the rhythm has, and changes of one that those after it follow.

Each date is a session of its own, set, moved and called off as any; `sessions.series` is the first of them.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from bot.domain.meetings.appointments import Appointment
from bot.domain.meetings.series.following import from_here_on, moved_along
from bot.domain.meetings.series.rhythms import MOST, rhythm_of
from bot.domain.meetings.series.turn import SeriesTurn, Why
from bot.domain.meetings.series.turns import coming, turns_of
from bot.domain.meetings.series.typed import read_rhythm
from bot.domain.refusals import Refusal
from bot.domain.timing import local_instant
from bot.domain.vocabulary import SessionStatus
from bot.services.access import require_manager
from bot.services.meetings import cancelling, moving, scheduling
from bot.services.meetings.calendar import office_sessions, periods, plan_activities
from bot.services.meetings.facts import SESSIONS, find_session, session_of
from bot.services.meetings.office_days import kept_days_of
from bot.services.meetings.outcomes import Followed, Scheduled
from bot.services.meetings.undoing import waiting
from bot.storage.models import AuditEntry, Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.series.rhythms import Rhythm
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Series:
    """The meetings that would follow one: `wanted` has the terms of each, `turns` on which days these are by its rhythm, and which are on none.

    `rhythm` is None where nobody has said how often.
    """

    first: SessionFacts
    activity: ActivityFacts
    rhythm: Rhythm | None
    wanted: tuple[Terms, ...] = ()
    turns: tuple[SeriesTurn, ...] = ()
    # The last day on which there may be one.
    until: date = date.max


async def proposed(
    ctx: Context, actor: PersonFacts, code: str | int, how_often: str | Rhythm = "", note: str = ""
) -> Series:
    """Which meetings would follow a session: as often as is typed, else as the plan says. Refuses words that say no rhythm."""
    require_manager(actor)
    first = await office_sessions.session_by_code(ctx, actor, code)
    activity = await plan_activities.activity(ctx, actor, first.activity_code)
    period = periods.period_of(activity)
    rhythm: Rhythm | None
    if isinstance(how_often, str) and how_often.strip():
        rhythm = read_rhythm(how_often, activity.plan_year)
        if rhythm is None:
            raise Refusal("refused-rhythm", given=how_often.strip()[:60])
    else:
        rhythm = rhythm_of(period) if isinstance(how_often, str) else how_often
    if rhythm is None:
        return Series(first, activity, None)
    until = max(first.day, date(activity.plan_year, 12, 31))
    if period.latest is not None and not isinstance(how_often, str):
        until = max(first.day, min(until, period.latest)) if replace(rhythm, times=MOST) == rhythm_of(period) else until
    today, closed = ctx.today(actor.zone), await kept_days_of(ctx, actor.office_id)
    held = {one.day: one.code for one in activity.sessions if one.status is SessionStatus.SCHEDULED}
    # Pressed again, what is set already counts: no more are.
    turns = coming(turns_of(rhythm, first.day, until, closed), today, rhythm.times)
    days = [turn.day for turn in turns if turn.day is not None and turn.day not in held]
    told = [SeriesTurn(turn.day, None, Why.HELD, held[turn.day]) if turn.day in held else turn for turn in turns]
    return Series(
        first,
        activity,
        rhythm,
        tuple(replace(_on(first, day), note=note) for day in days),
        tuple(told),
        until,
    )


async def set_series(ctx: Context, actor: PersonFacts, found: Series) -> Followed:
    """Set all of them, each as a date of its own; what clashes by now is left for a look of its own."""
    require_manager(actor)
    root = await ctx.db.transact(lambda connection: _root(connection, found.first.id))
    done: list[Scheduled] = []
    left: list[str] = []
    for terms in found.wanted:
        outcome, with_note = None, replace(appointment_of(terms), note=terms.note or None)
        with suppress(Refusal):
            outcome = await scheduling.schedule(ctx, actor, found.activity.code, with_note, confirmed=True, series=root)
        if isinstance(outcome, Scheduled):
            done.append(outcome)
        else:
            left.append(terms.starts_at.astimezone(actor.zone).date().isoformat())
    return Followed.of(done, left)


async def following(
    ctx: Context, actor: PersonFacts, session_id: int, since: datetime | None = None
) -> list[SessionFacts]:
    """The meetings of its series after one (where it stood `since`), which have not begun; none where it is in no series."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[SessionFacts]:
        one = find_session(connection, actor.office_id, session_id, now)
        rows = [session_of(row) for row in connection.execute(_SERIES, {"session": one.id})]
        return from_here_on([held for held in rows if held.id != one.id], since or one.starts_at, now)

    return await ctx.db.query(_unit)


async def after_move(
    ctx: Context, actor: PersonFacts, session_id: int, revision: int
) -> tuple[SessionFacts, list[tuple[SessionFacts, Terms]]]:
    """A session that was moved last, and what its followers would be if they moved with it. Refuses an older revision.

    Those that have moved since stay: done twice, they would move twice as far.
    """
    moved = await office_sessions.session_by_code(ctx, actor, session_id)
    before = moved.history.get(revision - 1)
    if moved.revision != revision or before is None:
        raise Refusal("refused-undo-changed", code=moved.code)
    held = await following(ctx, actor, session_id, since=before.starts_at)
    along = await ctx.db.query(lambda connection: _moved_since(connection, moved, held))
    held = [one for one in held if one.id not in along]
    return moved, [(one, moved_along(one.terms, before, moved.terms, moved.zone)) for one in held]


async def move_following(ctx: Context, actor: PersonFacts, session_id: int, revision: int) -> Followed:
    """Move those that follow as the one was moved."""
    _, wanted = await after_move(ctx, actor, session_id, revision)
    done: list[Scheduled] = []
    left: list[str] = []
    for held, terms in wanted:
        outcome = None
        with suppress(Refusal):
            outcome = await moving.move(
                ctx, actor, held.code, appointment_of(terms), confirmed=True, seen=held.revision
            )
        if isinstance(outcome, Scheduled):
            done.append(outcome)
        else:
            left.append(held.code)
    found = Followed.of(done, left)
    await waiting.wait_for(ctx, actor, session_id, found.done)
    return found


async def cancel_following(ctx: Context, actor: PersonFacts, session_id: int) -> Followed:
    """Call off those that follow one that was called off, for its reason."""
    one = await office_sessions.session_by_code(ctx, actor, session_id)
    if one.status is not SessionStatus.CANCELLED:
        raise Refusal("refused-undo-changed", code=one.code)
    done: list[Scheduled] = []
    left: list[str] = []
    for held in await following(ctx, actor, session_id):
        outcome = None
        with suppress(Refusal):
            outcome = await cancelling.cancel(ctx, actor, held.code, one.cancel_reason, seen=held.revision)
        if isinstance(outcome, Scheduled):
            done.append(outcome)
        else:
            left.append(held.code)
    found = Followed.of(done, left)
    await waiting.wait_for(ctx, actor, session_id, found.done)
    return found


def appointment_of(terms: Terms) -> Appointment:
    """The same terms, to be set."""
    return Appointment(
        terms.starts_at,
        terms.ends_at,
        terms.place,
        terms.agenda,
        terms.bring,
        terms.link,
        open_end=terms.open_end,
    )


def _on(first: SessionFacts, day: date) -> Terms:
    """The terms of `first` on another day: its place, hours, agenda and texts."""
    starts = local_instant(day, first.starts_at.astimezone(first.zone).time(), first.zone)
    return replace(first.terms, starts_at=starts, ends_at=starts + (first.ends_at - first.starts_at), note="")


def _moved_since(connection: Connection, moved: SessionFacts, held: Sequence[SessionFacts]) -> set[int]:
    """Which of those that follow were moved after the last move of the one, and not back again."""
    subjects = {f"session:{one.id}": one.id for one in (moved, *held)}
    values = {"office": moved.office_id, "subjects": list(subjects)}
    last = {subjects[row.subject]: row for row in connection.execute(_MOVES, values)}
    since = last[moved.id].id if moved.id in last else 0
    return {id_ for id_, row in last.items() if row.action == "session.move" and row.id > since}


def _root(connection: Connection, session_id: int) -> int:
    """Which session began the series that one is in; it itself where it was in none."""
    connection.execute(_BEGIN, {"session": session_id})
    root = connection.execute(_ROOT, {"session": session_id}).scalar_one()
    return session_id if root is None else root


_BEGIN = (
    update(Session)
    .where(Session.id == bindparam("session"), Session.series.is_(None))
    .values(series=bindparam("session"))
)
# Of each the last one is kept.
_MOVES = (
    select(AuditEntry.id, AuditEntry.subject, AuditEntry.action)
    .where(
        AuditEntry.office_id == bindparam("office"),
        AuditEntry.subject.in_(bindparam("subjects", expanding=True)),
        AuditEntry.action.in_(("session.move", "session.undo")),
    )
    .order_by(AuditEntry.id)
)
_ROOT = select(Session.series).where(Session.id == bindparam("session"))
_SERIES = SESSIONS.where(
    Session.status == SessionStatus.SCHEDULED,
    Session.series == select(func.max(Session.series)).where(Session.id == bindparam("session")).scalar_subquery(),
).order_by(Session.starts_at, Session.id)
