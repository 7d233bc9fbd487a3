"""A period over all offices, for whoever runs the deployment: counted by the database, one line an office."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, case, cast, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from bot.domain.checkin import GRACE, Punctuality
from bot.domain.figures import Case, count, median_minutes
from bot.domain.recaps import NationalRecap, OfficeLine
from bot.domain.vocabulary import Answer, SessionStatus
from bot.services.recap import rows
from bot.storage.models import Invitation, Office, Session
from bot.storage.types import UtcDateTime

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy.sql.compiler import SQLCompiler

    from bot.domain.spans import Span
    from bot.services.context import Context

_ARRIVALS = (None, *Punctuality)
_ANSWERS = (None, *Answer)
_KINDS = 64


async def national_recap(ctx: Context, span: Span, zone: ZoneInfo) -> NationalRecap:
    """The figures of a period; its days are those of `zone`, the same for all offices. Offices without a session count 0."""
    now = ctx.clock.now()
    return await ctx.db.study(lambda connection: _recap(connection, span, zone, now))


class _GraceEnds(FunctionElement[Any]):
    """The last moment at which somebody who comes to a session that starts at the argument is not late."""

    type = UtcDateTime()
    inherit_cache = True


@compiles(_GraceEnds, "sqlite")
def _grace_on_sqlite(element: _GraceEnds, compiler: SQLCompiler, **words: Any) -> str:
    starts = compiler.process(element.clauses, **words)
    # As SQLAlchemy stores instants, so that they compare as text.
    return f"strftime('%Y-%m-%d %H:%M:%f', {starts}, '+{int(GRACE.total_seconds())} seconds') || '000'"


@compiles(_GraceEnds, "postgresql")
def _grace_on_postgresql(element: _GraceEnds, compiler: SQLCompiler, **words: Any) -> str:
    return f"({compiler.process(element.clauses, **words)} + interval '{int(GRACE.total_seconds())} seconds')"


class _Seconds(FunctionElement[int]):
    """Whole seconds since 1970."""

    type = Integer()
    inherit_cache = True


@compiles(_Seconds, "sqlite")
def _seconds_on_sqlite(element: _Seconds, compiler: SQLCompiler, **words: Any) -> str:
    return f"CAST(strftime('%s', {compiler.process(element.clauses, **words)}) AS INTEGER)"


@compiles(_Seconds, "postgresql")
def _seconds_on_postgresql(element: _Seconds, compiler: SQLCompiler, **words: Any) -> str:
    # A double (exact to a microsecond): `extract` computes with decimals, which takes three times as long.
    return f"CAST(floor(date_part('epoch', {compiler.process(element.clauses, **words)})) AS bigint)"


def _recap(connection: Connection, span: Span, zone: ZoneInfo, now: datetime) -> NationalRecap:
    within = and_(rows.days(span.first, span.last, zone), Session.status == SessionStatus.SCHEDULED)
    cases: dict[int, Counter[Case]] = defaultdict(Counter)
    for found, many in connection.execute(_kinds(within, now)):
        office_id, kind = divmod(found, _KINDS)
        cases[office_id][_case(kind)] += many
    held = select(Session.office_id, func.count()).where(within).group_by(Session.office_id)
    sessions = {office_id: many for office_id, many in connection.execute(held)}
    offices = connection.execute(select(Office.id, Office.name).order_by(Office.code))
    waits = {minutes: many for minutes, many in connection.execute(_waits(within))}
    return NationalRecap(
        span,
        now,
        tuple(
            OfficeLine(office_id, name, sessions.get(office_id, 0), count(cases[office_id]))
            for office_id, name in offices
        ),
        median_minutes(waits),
    )


def _kinds(within: ColumnElement[bool], now: datetime) -> Any:
    """Invitations by office and kind: a number of which the kind is the last six bits (`_case`).

    Half a million invitations are sorted by it: by one number in half the time that five columns take. What is known of
    a session is looked up once for each, not once for each of its invitations.
    """
    held = (
        select(
            Session.id,
            Session.office_id,
            Session.starts_at,
            _GraceEnds(Session.starts_at).label("grace_ends"),
            case((and_(Session.ends_at <= now, rows.TAKEN), 1), else_=0).label("recorded"),
        )
        .where(within)
        .cte("held")
        .prefix_with("MATERIALIZED")
    )
    queue = rows.waiting_ids(within).cte("queue").prefix_with("MATERIALIZED")
    came = Invitation.checked_in_at
    arrival = case(
        (or_(held.c.recorded == 0, came.is_(None)), 0),
        (came < held.c.starts_at, 1),
        (came <= held.c.grace_ends, 2),
        else_=3,
    )
    answer = case(*((Invitation.answer == one, place) for place, one in enumerate(_ANSWERS) if one), else_=0)
    waiting = case((queue.c.id.is_(None), 0), else_=1)
    kind = (held.c.office_id * _KINDS + held.c.recorded * 32 + waiting * 16 + arrival * 4 + answer).label("kind")
    return (
        select(kind, func.count())
        .join_from(held, Invitation, Invitation.session_id == held.c.id)
        .outerjoin(queue, queue.c.id == Invitation.id)
        .group_by(kind)
    )


def _case(kind: int) -> Case:
    return Case(_ANSWERS[kind % 4], bool(kind & 16), bool(kind & 32), _ARRIVALS[kind // 4 % 4])


def _waits(within: ColumnElement[bool]) -> Any:
    """How many answers took how many minutes (`bot.domain.figures.answer_minutes`)."""
    seconds = _Seconds(Invitation.first_answered_at) - _Seconds(Invitation.created_at)
    # Compared as they are stored: taking instants apart is what costs.
    minutes = cast(case((Invitation.first_answered_at > Invitation.created_at, seconds), else_=0) / 60, Integer)
    return (
        select(minutes, func.count())
        .join(Session, Session.id == Invitation.session_id)
        .where(within, Invitation.answer.is_not(None), Invitation.first_answered_at.is_not(None))
        .group_by(minutes)
    )
