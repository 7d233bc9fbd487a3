"""Rows to facts: the one place where storage becomes the values that views know."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased, joinedload

from bot.domain.facts import InvitationFacts, OfficeFacts, PersonFacts, SessionFacts, Terms
from bot.domain.meetings.codes import Code, read_code, write_code
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services.door.arrivals import arrivals_at
from bot.services.invitations.seating import seats_of
from bot.services.owing.recipients import on_bot
from bot.storage.database import OFFICES, within
from bot.storage.models import Activity, District, Invitation, Office, Person, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection, Select
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.invitations.seats import Seating


def person_facts(person: Person, office: OfficeFacts) -> PersonFacts:
    """Needs `person.district` loaded."""
    return _person_facts(person, office.name, office.zone, person.district.name if person.district else "")


# What `person_of` needs of a query that joins people, offices and (outer) districts: plain columns, for busy paths.
PERSON_COLUMNS = (
    Person.id, Person.office_id, Person.name, Person.position, Person.division, Person.role, Person.district_id,
    Person.phone, Person.telegram_id, Person.registered_at, Person.unreachable_since,
    District.name.label("district"), Office.name.label("office"), Office.timezone,
)  # fmt: skip


def person_of(row: Any) -> PersonFacts:
    """The facts of a row with `PERSON_COLUMNS`."""
    return _person_facts(row, row.office, ZoneInfo(row.timezone), row.district or "")


def _person_facts(row: Any, office: str, zone: ZoneInfo, district: str) -> PersonFacts:
    return PersonFacts(
        id=row.id,
        office_id=row.office_id,
        office=office,
        zone=zone,
        name=row.name,
        position=row.position,
        division=row.division,
        role=row.role,
        district_id=row.district_id,
        district=district,
        phone=row.phone,
        telegram_id=row.telegram_id,
        reachable=row.unreachable_since is None,
        account_since=row.registered_at,
    )


def session_facts(row: Session, zone: ZoneInfo) -> SessionFacts:
    """Needs `row.activity` loaded."""
    return _session_facts(row, row.activity, zone)


# What `session_of` needs of a query that joins sessions, activities and offices: plain columns, for busy paths.
SESSION_COLUMNS = (
    Session.id, Session.office_id, Session.number, Session.starts_at, Session.ends_at, Session.open_end, Session.place,
    Session.agenda, Session.bring, Session.status, Session.revision, Session.cancel_reason, Session.history,
    Session.outsiders_present, Session.seats, Session.chase_rule, Session.link, Activity.code,
    Activity.plan_year, Activity.in_force, Activity.title, Activity.short_title, Activity.kind, Activity.division, Activity.audience,
    Office.timezone,
)  # fmt: skip


def session_of(row: Any) -> SessionFacts:
    """The facts of a row with `SESSION_COLUMNS`."""
    return _session_facts(row, row, ZoneInfo(row.timezone))


def sessions_by_id(connection: Connection, ids: Collection[int]) -> dict[int, SessionFacts]:
    """Sessions by id."""
    if not ids:
        return {}
    return {row.id: session_of(row) for row in connection.execute(_SESSIONS_BY_ID, {"ids": list(ids)})}


# Rows for `session_of`, for queries to narrow.
SESSIONS = (
    select(*SESSION_COLUMNS)
    .select_from(Session)
    .join(Activity, Activity.id == Session.activity_id)
    .join(Office, Office.id == Session.office_id)
)
_SESSIONS_BY_ID = SESSIONS.where(Session.id.in_(bindparam("ids", expanding=True)))


def _session_facts(row: Any, activity: Any, zone: ZoneInfo) -> SessionFacts:
    return SessionFacts(
        id=row.id,
        office_id=row.office_id,
        code=write_code(activity.code, activity.plan_year, in_force=activity.in_force, number=row.number),
        activity_code=write_code(activity.code, activity.plan_year, in_force=activity.in_force),
        title=activity.title,
        short_title=activity.short_title,
        kind=activity.kind,
        division=activity.division,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        open_end=row.open_end,
        place=row.place,
        agenda=row.agenda,
        bring=row.bring,
        status=row.status,
        revision=row.revision,
        zone=zone,
        audience=activity.audience,
        cancel_reason=row.cancel_reason,
        history={int(revision): terms_from_json(terms) for revision, terms in row.history.items()},
        outsiders_present=row.outsiders_present,
        seats=row.seats,
        chase_rule=row.chase_rule,
        link=row.link,
    )


def terms_to_json(row: Session) -> dict[str, Any]:
    """The session's terms for `Session.history`; what it does not have is left out."""
    prepared = {"agenda": row.agenda, "bring": row.bring, "link": row.link}
    return {
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "open_end": row.open_end,
        "place": row.place,
        **{name: text for name, text in prepared.items() if text},
    }


def terms_from_json(data: dict[str, Any]) -> Terms:
    """The reverse of `terms_to_json`."""
    return Terms(
        datetime.fromisoformat(data["starts_at"]),
        datetime.fromisoformat(data["ends_at"]),
        data["open_end"],
        data["place"],
        data.get("agenda", ""),
        data.get("bring", ""),
        data.get("link", ""),
    )


async def office_of(session: AsyncSession, office_id: int) -> OfficeFacts:
    """The office's name and time zone; read once in a process, they do not change while one runs."""
    offices: dict[int, OfficeFacts] = session.info[OFFICES]
    if office_id not in offices:
        query = select(Office.name, Office.timezone).where(Office.id == office_id)
        name, timezone = (await session.execute(query)).one()
        offices[office_id] = OfficeFacts(office_id, name, ZoneInfo(timezone))
    return offices[office_id]


async def office_zone(session: AsyncSession, office_id: int) -> ZoneInfo:
    """The office's time zone."""
    return (await office_of(session, office_id)).zone


async def people_facts(session: AsyncSession, query: Select[Person]) -> list[PersonFacts]:
    """The people a query finds, in its order."""
    rows = list((await session.execute(query.options(joinedload(Person.district)))).scalars())
    offices = {office_id: await office_of(session, office_id) for office_id in {row.office_id for row in rows}}
    return [person_facts(row, offices[row.office_id]) for row in rows]


_SESSION = select(Session).options(joinedload(Session.activity)).where(Session.id == bindparam("session"))
# Read anew: who held the lock may have changed what was read before.
_SESSION_LOCKED = _SESSION.with_for_update(of=Session).execution_options(populate_existing=True)


async def load_session(session: AsyncSession, session_id: int, *, for_update: bool = False) -> Session:
    """The session row with its activity; refuses an unknown id."""
    query = _SESSION_LOCKED if for_update else _SESSION
    row = (await session.execute(query, {"session": session_id})).scalar_one_or_none()
    if row is None:
        raise Refusal("refused-unknown-session", code=session_id)
    return row


async def find_session(session: AsyncSession, office_id: int, code: str | int, now: datetime) -> Session:
    """An office's session by id, by code `SDMO-01/1`, or by activity code where the activity has one that is to come.

    Falls back to the activity's only session, so that recaps of past sessions need no number either. A code without a
    year is of the plan in force; where that has no such session but another year's plan does, the refusal names it.
    """
    if isinstance(code, int):
        row = await load_session(session, code)
        if row.office_id != office_id:
            raise Refusal("refused-unknown-session", code=code)
        return row
    named = read_code(code)
    query = (
        select(Session)
        .join(Session.activity)
        .options(joinedload(Session.activity))
        .where(Activity.office_id == office_id, Activity.code == named.activity)
        .order_by(Activity.plan_year, Session.number)
    )
    rows = [row for row in (await session.execute(query)).scalars() if named.number in (None, row.number)]
    meant = [row for row in rows if _of_plan(row.activity, named)]
    if named.number is None:
        coming = [row for row in meant if row.status is SessionStatus.SCHEDULED and row.ends_at > now]
        meant = coming or meant
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise Refusal("refused-which-session", code=named.activity, codes=_codes(meant))
    if rows:
        raise Refusal("refused-session-of-other-plan", code=code.strip()[:40], codes=_codes(rows))
    raise Refusal("refused-unknown-session", code=code.strip()[:40])


async def find_activity(session: AsyncSession, office_id: int, code: str) -> Activity:
    """An activity by code (a session's will do), whatever the case; refuses an unknown one."""
    named = read_code(code)
    query = select(Activity).where(Activity.office_id == office_id, Activity.code == named.activity)
    found = [row for row in (await session.execute(query)).scalars() if _of_plan(row, named)]
    if not found:
        raise Refusal("refused-unknown-activity", code=code.strip()[:40])
    return found[0]


def code_of(row: Session) -> str:
    """Needs `row.activity` loaded."""
    activity = row.activity
    return write_code(activity.code, activity.plan_year, in_force=activity.in_force, number=row.number)


def _of_plan(activity: Activity, named: Code) -> bool:
    """Whether a code means the plan that an activity is of: the one in force, unless it names another's year."""
    return activity.in_force if named.year is None else activity.plan_year == named.year


def _codes(rows: Sequence[Session]) -> str:
    return ", ".join(map(code_of, rows))


async def load_invitations(
    session: AsyncSession,
    facts: SessionFacts,
    *,
    person_ids: Collection[int] | None = None,
    district_id: int | None = None,
) -> list[InvitationFacts]:
    """`invitations_to` one session, as part of a session's transaction."""
    return await within(
        session,
        lambda connection: invitations_to(connection, [facts], person_ids=person_ids, district_id=district_id),
    )


def invitations_to(
    connection: Connection,
    sessions: Collection[SessionFacts],
    *,
    person_ids: Collection[int] | None = None,
    district_id: int | None = None,
) -> list[InvitationFacts]:
    """Invitations in roster order (kecamatan, then position), optionally of some people or else of one district."""
    held = {facts.id: facts for facts in sessions}
    if person_ids is not None:
        found = connection.execute(_INVITED_PEOPLE, {"sessions": list(held), "people": list(person_ids)})
    elif district_id is not None:
        found = connection.execute(_INVITED_OF_DISTRICT, {"sessions": list(held), "district": district_id})
    else:
        found = connection.execute(_INVITED, {"sessions": list(held)})
    rows = found.all()
    seats = {facts.id: seats_of(connection, facts) for facts in sessions}
    came = arrivals_at(connection, sessions)
    return [
        invitation_of(row, held[row.session_id], seats[row.session_id], came.get(row.invitation_id, ())) for row in rows
    ]


def invitation_of(
    row: Any, facts: SessionFacts, seats: Seating | None, came_on: Iterable[date] = ()
) -> InvitationFacts:
    """The facts of a row of `INVITATIONS`; `came_on` are days on which somebody came, of a session that has several."""
    return InvitationFacts(
        id=row.invitation_id,
        session=facts,
        person=person_of(row),
        answer=row.answer,
        excuse=row.excuse,
        excuse_text=row.excuse_text,
        substitute=row.substitute or row.guest_name,
        guest_position=row.guest_position,
        substitute_reached=bool(row.substitute_reached) or not (row.substitute or row.guest_name),
        place_in_line=seats.place_in_line(row.invitation_id) if seats else None,
        came_at=row.checked_in_at,
        came_on=frozenset(came_on),
        absence_reason=row.absence_reason,
    )


_SUBSTITUTE = aliased(Person)
# Rows for `invitation_of` in roster order, for queries to narrow.
INVITATIONS = (
    select(
        Invitation.id.label("invitation_id"), Invitation.session_id, Invitation.answer, Invitation.excuse,
        Invitation.excuse_text, Invitation.guest_name, Invitation.guest_position, Invitation.checked_in_at,
        Invitation.absence_reason,
        _SUBSTITUTE.name.label("substitute"), on_bot(_SUBSTITUTE).label("substitute_reached"),
        # Where the person was then, not where they are now.
        *(Invitation.district_id if column is Person.district_id else column for column in PERSON_COLUMNS),
    )
    .select_from(Invitation)
    .join(Person, Person.id == Invitation.person_id)
    .join(Office, Office.id == Person.office_id)
    .outerjoin(District, District.id == Invitation.district_id)
    .outerjoin(_SUBSTITUTE, _SUBSTITUTE.id == Invitation.substitute_id)
    .order_by(Invitation.district_id, Person.id)
)  # fmt: skip
_INVITED = INVITATIONS.where(Invitation.session_id.in_(bindparam("sessions", expanding=True)))
_INVITED_PEOPLE = _INVITED.where(Invitation.person_id.in_(bindparam("people", expanding=True)))
_INVITED_OF_DISTRICT = _INVITED.where(Invitation.district_id == bindparam("district"))
