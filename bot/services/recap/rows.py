"""The rows that recaps are counted from: a handful of queries for any period, however many sessions it has."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, case, exists, func, or_, select

from bot.domain.timing import local_instant
from bot.domain.vocabulary import SessionStatus
from bot.services.duty.shifts import OF_SHIFT, OWES
from bot.services.meetings.facts import SESSIONS, session_of
from bot.services.recap.instants import ANSWERED, MINUTES
from bot.storage.models import (
    Activity,
    District,
    DutyReport,
    DutyShift,
    Invitation,
    Person,
    Session,
    SurveyResponse,
)

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import ColumnElement, Connection, Select

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.vocabulary import Answer, Division, Position
    from bot.services.recap.scope import Scope


class InvitationRow(NamedTuple):
    """What a recap needs to know of an invitation; `waiting`: it stands in line for a seat; `minutes` its answer took."""

    session_id: int
    person_id: int
    # The person's kecamatan at the time; None: the office itself.
    district_id: int | None
    answer: Answer | None
    waiting: bool
    came_at: datetime | None
    minutes: int | None


class PersonRow(NamedTuple):
    """A person of the scope."""

    id: int
    name: str
    position: Position


# Some check-in is stored: attendance was taken.
TAKEN = exists().where(Invitation.session_id == Session.id, Invitation.checked_in_at.is_not(None))


def days(first: date, last: date, zone: ZoneInfo) -> ColumnElement[bool]:
    """A condition on sessions: their day lies in `first .. last`."""
    return and_(
        Session.starts_at >= local_instant(first, time(), zone),
        Session.starts_at < local_instant(last + timedelta(days=1), time(), zone),
    )


def sessions(
    connection: Connection, office_id: int, within: ColumnElement[bool], division: Division | None
) -> list[tuple[SessionFacts, bool]]:
    """An office's sessions, earliest first, and whether attendance was taken at each."""
    query = (
        SESSIONS.add_columns(TAKEN.label("taken"))
        .where(Session.office_id == office_id, within)
        .order_by(Session.starts_at, Session.id)
    )
    if division is not None:
        query = query.where(Activity.division == division)
    return [(session_of(row), row.taken) for row in connection.execute(query)]


def waiting_ids(within: ColumnElement[bool]) -> Select[int]:
    """Invitations that stand in line: beyond the seats of a session that has fewer, in the order they asked."""
    place = (
        func.row_number()
        .over(partition_by=Invitation.session_id, order_by=(Invitation.seat_since, Invitation.id))
        .label("place")
    )
    queue = (
        select(Invitation.id, Session.seats, place)
        .join(Session, Session.id == Invitation.session_id)
        .where(within, Session.seats.is_not(None), Invitation.seat_since.is_not(None))
        .subquery()
    )
    return select(queue.c.id).where(queue.c.place > queue.c.seats)


def invitations(connection: Connection, scope: Scope, within: ColumnElement[bool]) -> list[InvitationRow]:
    """The scope's invitations to sessions that are not cancelled."""
    found = and_(Session.office_id == scope.office_id, within)
    waiting = waiting_ids(found).subquery()
    query = (
        select(
            Invitation.session_id,
            Invitation.person_id,
            Invitation.district_id,
            Invitation.answer,
            waiting.c.id.is_not(None),
            Invitation.checked_in_at,
            case((ANSWERED, MINUTES)),
        )
        .join(Session, Session.id == Invitation.session_id)
        .outerjoin(waiting, waiting.c.id == Invitation.id)
        .where(found, Session.status == SessionStatus.SCHEDULED, scope.invited())
    )
    return [InvitationRow(*row) for row in connection.execute(query)]


def people(connection: Connection, scope: Scope) -> dict[int, PersonRow]:
    """Everybody who is or was invited in the scope, whether still in office or not."""
    query = select(Person.id, Person.name, Person.position).where(Person.office_id == scope.office_id)
    if not scope.whole:
        query = query.where(Person.id.in_(select(Invitation.person_id).where(scope.invited())))
    return {row.id: PersonRow(*row) for row in connection.execute(query)}


def districts(connection: Connection, office_id: int) -> dict[int | None, str]:
    """The names of an office's kecamatan by id; of the office itself, None, an empty one. In roster order."""
    query = select(District.id, District.name).where(District.office_id == office_id).order_by(District.id)
    return {None: "", **{key: name for key, name in connection.execute(query)}}


def surveys(connection: Connection, scope: Scope, within: ColumnElement[bool]) -> list[tuple[int, list[int]]]:
    """(session, scores) of the questionnaires that the scope's people answered."""
    query = (
        select(SurveyResponse.session_id, SurveyResponse.scores)
        .join(Session, Session.id == SurveyResponse.session_id)
        .where(Session.office_id == scope.office_id, within)
    )
    if not scope.whole:
        # Whoever stood in is invited nowhere, and counted where they are.
        own = exists().where(
            Invitation.session_id == SurveyResponse.session_id, Invitation.person_id == SurveyResponse.person_id
        )
        there = SurveyResponse.person_id.in_(select(Person.id).where(scope.people()))
        query = query.where(or_(own.where(scope.invited()), and_(~own, there)))
    return [(session_id, scores) for session_id, scores in connection.execute(query)]


def duty(connection: Connection, scope: Scope, first: date, last: date) -> tuple[int, int]:
    """(shifts, reports) of a kecamatan in `first .. last`."""
    query = (
        select(func.count(DutyShift.id), func.count(DutyReport.id))
        .outerjoin(DutyReport, OF_SHIFT & (DutyReport.nth == 1))
        .where(
            DutyShift.office_id == scope.office_id,
            DutyShift.district_id == scope.district_id,
            DutyShift.day.between(first, last),
            OWES,
        )
    )
    shifts, reports = connection.execute(query).one()
    return shifts, reports


def plan(connection: Connection, office_id: int, year: int) -> list[Any]:
    """Activities of a year's plan (id, division, period_text, plan_year), in its order."""
    query = (
        select(Activity.id, Activity.division, Activity.period_text, Activity.plan_year)
        .where(Activity.office_id == office_id, Activity.plan_year == year)
        .order_by(Activity.ordinal)
    )
    return list(connection.execute(query))


def held(connection: Connection, office_id: int, year: int, now: datetime) -> list[tuple[int, datetime]]:
    """(activity, start) of every session of the year's plan that took place."""
    query = (
        select(Session.activity_id, Session.starts_at)
        .join(Activity, Activity.id == Session.activity_id)
        .where(
            Activity.office_id == office_id,
            Activity.plan_year == year,
            Session.status == SessionStatus.SCHEDULED,
            Session.ends_at <= now,
        )
    )
    return [(activity_id, starts_at) for activity_id, starts_at in connection.execute(query)]
