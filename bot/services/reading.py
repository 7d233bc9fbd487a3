"""Rows to facts: the one place where storage becomes the values that views know."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from bot.domain.facts import InvitationFacts, OfficeFacts, PersonFacts, SessionFacts, Terms
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services.seating import seats_of
from bot.storage.database import OFFICES, within
from bot.storage.models import Activity, Invitation, Office, Person, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection, Select
    from sqlalchemy.ext.asyncio import AsyncSession


def person_facts(person: Person, office: OfficeFacts) -> PersonFacts:
    """Needs `person.district` loaded."""
    return PersonFacts(
        id=person.id,
        office_id=person.office_id,
        office=office.name,
        zone=office.zone,
        name=person.name,
        position=person.position,
        division=person.division,
        role=person.role,
        district_id=person.district_id,
        district=person.district.name if person.district else "",
        phone=person.phone,
        telegram_id=person.telegram_id,
        reachable=person.unreachable_since is None,
    )


def session_facts(row: Session, zone: ZoneInfo) -> SessionFacts:
    """Needs `row.activity` loaded."""
    return _session_facts(row, row.activity, zone)


# What `session_of` needs of a query that joins sessions, activities and offices: plain columns, for busy paths.
SESSION_COLUMNS = (
    Session.id, Session.office_id, Session.number, Session.starts_at, Session.ends_at, Session.open_end, Session.place,
    Session.agenda, Session.bring, Session.status, Session.revision, Session.cancel_reason, Session.history,
    Session.outsiders_present, Session.seats, Activity.code, Activity.title, Activity.kind, Activity.division, Activity.audience,
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


_SESSIONS_BY_ID = (
    select(*SESSION_COLUMNS)
    .select_from(Session)
    .join(Activity, Activity.id == Session.activity_id)
    .join(Office, Office.id == Session.office_id)
    .where(Session.id.in_(bindparam("ids", expanding=True)))
)


def _session_facts(row: Any, activity: Any, zone: ZoneInfo) -> SessionFacts:
    return SessionFacts(
        id=row.id,
        office_id=row.office_id,
        code=f"{activity.code}/{row.number}",
        activity_code=activity.code,
        title=activity.title,
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
    )


def terms_to_json(row: Session) -> dict[str, Any]:
    """The session's time and place for `Session.history`."""
    return {
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "open_end": row.open_end,
        "place": row.place,
    }


def terms_from_json(data: dict[str, Any]) -> Terms:
    """The reverse of `terms_to_json`."""
    return Terms(
        datetime.fromisoformat(data["starts_at"]),
        datetime.fromisoformat(data["ends_at"]),
        data["open_end"],
        data["place"],
    )


def invitation_facts(
    row: Invitation,
    session: SessionFacts,
    office: OfficeFacts,
    substitute: str = "",
    place_in_line: int | None = None,
) -> InvitationFacts:
    """Needs `row.person` with its district loaded."""
    return InvitationFacts(
        id=row.id,
        session=session,
        person=person_facts(row.person, office),
        answer=row.answer,
        excuse=row.excuse,
        excuse_text=row.excuse_text,
        substitute=substitute or row.guest_name,
        guest_position=row.guest_position,
        place_in_line=place_in_line,
        came_at=row.checked_in_at,
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
_SESSION_LOCKED = _SESSION.with_for_update(of=Session)


async def load_session(session: AsyncSession, session_id: int, *, for_update: bool = False) -> Session:
    """The session row with its activity; refuses an unknown id."""
    query = _SESSION_LOCKED if for_update else _SESSION
    row = (await session.execute(query, {"session": session_id})).scalar_one_or_none()
    if row is None:
        raise Refusal("refused-unknown-session", code=session_id)
    return row


async def find_session(session: AsyncSession, office_id: int, code: str | int, now: datetime) -> Session:
    """An office's session by id, by code `SDMO-01/1`, or by activity code where the activity has one that is to come.

    Falls back to the activity's only session, so that recaps of past sessions need no number either.
    """
    if isinstance(code, int):
        row = await load_session(session, code)
        if row.office_id != office_id:
            raise Refusal("refused-unknown-session", code=code)
        return row
    activity_code, _, number = code.strip().upper().partition("/")
    query = (
        select(Session)
        .join(Session.activity)
        .options(joinedload(Session.activity))
        .where(Activity.office_id == office_id, Activity.code == activity_code)
        .order_by(Session.number)
    )
    rows = list((await session.execute(query)).scalars())
    if number:
        rows = [row for row in rows if str(row.number) == number]
    else:
        coming = [row for row in rows if row.status is SessionStatus.SCHEDULED and row.ends_at > now]
        rows = coming or rows
    if not rows:
        raise Refusal("refused-unknown-session", code=code.strip()[:40])
    if len(rows) > 1:
        codes = ", ".join(f"{activity_code}/{row.number}" for row in rows)
        raise Refusal("refused-which-session", code=activity_code, codes=codes)
    return rows[0]


async def load_invitations(
    session: AsyncSession,
    facts: SessionFacts,
    *,
    person_ids: Iterable[int] | None = None,
    district_id: int | None = None,
) -> list[InvitationFacts]:
    """A session's invitations in roster order (kecamatan, then position), optionally of some people or one district."""
    query = (
        select(Invitation)
        .join(Invitation.person)
        .options(joinedload(Invitation.person).joinedload(Person.district))
        .where(Invitation.session_id == facts.id)
        .order_by(Person.district_id, Person.id)
    )
    if person_ids is not None:
        query = query.where(Invitation.person_id.in_(list(person_ids)))
    if district_id is not None:
        query = query.where(Person.district_id == district_id)
    rows = list((await session.execute(query)).scalars())
    names = await person_names(session, {row.substitute_id for row in rows if row.substitute_id is not None})
    office = await office_of(session, facts.office_id)
    seats = await within(session, lambda connection: seats_of(connection, facts)) if facts.seats is not None else None
    return [
        invitation_facts(
            row, facts, office, names.get(row.substitute_id or 0, ""), seats.place_in_line(row.id) if seats else None
        )
        for row in rows
    ]


async def person_names(session: AsyncSession, ids: set[int]) -> dict[int, str]:
    """Names by person id."""
    if not ids:
        return {}
    rows = await session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in rows}
