"""A period over all offices, for whoever runs the deployment: read once, one line a session."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import product
from string import ascii_letters
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Text, and_, bindparam, case, cast, func, select

from bot.domain.door.checkin import Punctuality, punctuality
from bot.domain.meetings.days import day_of, meeting_days
from bot.domain.recap.facts import NationalRecap, OfficeFigures
from bot.domain.recap.figures import Case, count, median_minutes
from bot.domain.vocabulary import Answer, SessionStatus
from bot.services.recap import rows
from bot.services.recap.instants import ANSWERED, MINUTES, GraceEnds
from bot.storage.models import Invitation, Office, Session
from bot.storage.parameter_limit import in_parts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.recap.spans import Span
    from bot.services.context import Context

# An invitation as a letter: its answer, and when somebody came.
_KINDS = dict(zip(ascii_letters, product((None, *Answer), (None, *Punctuality)), strict=False))
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
# What is longer lasts several days, or past midnight twice.
_ONE_DAY = timedelta(days=1)
_CAME = frozenset(letter for letter, (_, arrival) in _KINDS.items() if arrival is not None)


async def national_recap(ctx: Context, span: Span, zone: ZoneInfo) -> NationalRecap:
    """The figures of a period; its days are those of `zone`, the same for all offices. Offices without a session count 0."""
    now = ctx.clock.now()
    return await ctx.db.study(lambda connection: _recap(connection, span, zone, now))


def _recap(connection: Connection, span: Span, zone: ZoneInfo, now: datetime) -> NationalRecap:
    within = and_(rows.days(span.first, span.last, zone), Session.status == SessionStatus.SCHEDULED)
    cases, minutes = _counted(connection, within, now)
    held = select(Session.office_id, func.count()).where(within).group_by(Session.office_id)
    sessions = {office_id: many for office_id, many in connection.execute(held)}
    offices = connection.execute(select(Office.id, Office.name).order_by(Office.code))
    return NationalRecap(
        span,
        zone,
        now,
        tuple(
            OfficeFigures(office_id, name, sessions.get(office_id, 0), count(cases[office_id]))
            for office_id, name in offices
        ),
        minutes,
    )


def _counted(
    connection: Connection, within: ColumnElement[bool], now: datetime
) -> tuple[dict[int, Counter[Case]], int | None]:
    """Invitations of each office by case, and the median of the answer times."""
    kinds: dict[tuple[int, bool], Counter[str]] = defaultdict(Counter)
    waits: Counter[str] = Counter()
    where: dict[int, tuple[int, bool]] = {}
    several: dict[int, tuple[MeetingDay, ...]] = {}
    zones = {office_id: ZoneInfo(name) for office_id, name in connection.execute(_ZONES)}
    for session_id, office_id, starts_at, ends_at, letters, minutes in connection.execute(_by_session(within)):
        if ends_at - starts_at > _ONE_DAY:
            several[session_id] = meeting_days(starts_at, ends_at, zones[office_id])
        where[session_id] = office_id, ends_at <= now and not _CAME.isdisjoint(letters)
        kinds[where[session_id]].update(letters)
        waits.update(minutes.split(",") if minutes else ())
    cases: dict[int, Counter[Case]] = defaultdict(Counter)
    for (office_id, recorded), found in kinds.items():
        for letter, many in found.items():
            cases[office_id][_case(_KINDS[letter], recorded=recorded)] += many
    for part in in_parts(sorted(several)):
        late: Iterable[Any] = connection.execute(_CAME_LATE, {"sessions": part})
        for session_id, answer, came_at in late:
            # Perhaps on a later day, and in time.
            office_id, recorded = where[session_id]
            at_their_day = punctuality(came_at, day_of(several[session_id], came_at).starts_at)
            cases[office_id][_case((answer, Punctuality.LATE), recorded=recorded)] -= 1
            cases[office_id][_case((answer, at_their_day), recorded=recorded)] += 1
    for session_id, answer, came_at, starts_at in connection.execute(_waiting(within)):
        office_id, recorded = where[session_id]
        arrival = None
        if came_at is not None:
            begins = day_of(several[session_id], came_at).starts_at if session_id in several else starts_at
            arrival = punctuality(came_at, begins)
        seated = _case((answer, arrival), recorded=recorded)
        cases[office_id].update({seated: -1, seated._replace(waiting=True): 1})
    return cases, median_minutes({int(length): many for length, many in waits.items()})


def _case(kind: tuple[Answer | None, Punctuality | None], *, recorded: bool) -> Case:
    answer, arrival = kind
    return Case(answer, waiting=False, recorded=recorded, arrival=arrival if recorded else None)


def _by_session(within: ColumnElement[bool]) -> Any:
    """A line a session: a letter for each of its invitations, and the minutes its answers took, with commas between.

    So half a million invitations are read once: SQLite goes through the sessions by their ids and sorts nothing, PostgreSQL
    lets several processes read. Letters and minutes are counted here, which costs less than a sort by them there.
    """
    came, starts = Invitation.checked_in_at, Session.starts_at
    letter = case(
        (came.is_(None), _letter(None)),
        (came < starts, _letter(Punctuality.EARLY)),
        (came <= GraceEnds(starts), _letter(Punctuality.ON_TIME)),
        else_=_letter(Punctuality.LATE),
    )
    minutes = func.aggregate_strings(cast(MINUTES, Text), ",").filter(ANSWERED)
    return (
        select(
            Session.id,
            Session.office_id,
            Session.starts_at,
            Session.ends_at,
            func.aggregate_strings(letter, ""),
            minutes,
        )
        .join(Invitation, Invitation.session_id == Session.id)
        .where(within)
        .group_by(Session.id)
    )


_ZONES = select(Office.id, Office.timezone)
_CAME_LATE = (
    select(Invitation.session_id, Invitation.answer, Invitation.checked_in_at)
    .join(Session, Session.id == Invitation.session_id)
    .where(
        Invitation.session_id.in_(bindparam("sessions", expanding=True)),
        Invitation.checked_in_at > GraceEnds(Session.starts_at),
    )
)


def _letter(arrival: Punctuality | None) -> ColumnElement[str]:
    return case(
        *((Invitation.answer == answer, _LETTERS[answer, arrival]) for answer in Answer), else_=_LETTERS[None, arrival]
    )


def _waiting(within: ColumnElement[bool]) -> Any:
    """Those who stand in line for a seat; few."""
    queue = rows.waiting_ids(within).subquery()
    return (
        select(Invitation.session_id, Invitation.answer, Invitation.checked_in_at, Session.starts_at)
        .join_from(queue, Invitation, Invitation.id == queue.c.id)
        .join(Session, Session.id == Invitation.session_id)
    )
