"""Sessions and activities as facts, and finding the one that a code means."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from bot.domain.facts import SessionFacts, Terms
from bot.domain.invitations.selection import selection_from_json
from bot.domain.meetings.codes import Code, read_code, write_code
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.storage.models import Activity, Office, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession


def session_facts(row: Session, zone: ZoneInfo) -> SessionFacts:
    """Needs `row.activity` loaded."""
    return _session_facts(row, row.activity, zone)


# What `session_of` needs of a query that joins sessions, activities and offices: plain columns, for busy paths.
SESSION_COLUMNS = (
    Session.id,
    Session.office_id,
    Session.number,
    Session.starts_at,
    Session.ends_at,
    Session.open_end,
    Session.place,
    Session.agenda,
    Session.bring,
    Session.status,
    Session.revision,
    Session.cancel_reason,
    Session.history,
    Session.outsiders_present,
    Session.seats,
    Session.chase_rule,
    Session.link,
    Session.note,
    Session.held_until,
    Session.selection,
    Session.hand_in,
    Activity.code,
    Activity.plan_year,
    Activity.in_force,
    Activity.title,
    Activity.short_title,
    Activity.kind,
    Activity.division,
    Activity.audience,
    Office.timezone,
)


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
        note=row.note,
        held_until=row.held_until,
        selection=selection_from_json(row.selection or {}),
        hand_in=tuple(row.hand_in or ()),
    )


def terms_to_json(row: Session) -> dict[str, Any]:
    """The session's terms for `Session.history`; what it does not have is left out."""
    prepared = {"agenda": row.agenda, "bring": row.bring, "link": row.link, "note": row.note}
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
        data.get("note", ""),
    )


def locked_session(connection: Connection, session_id: int) -> SessionFacts:
    """A session that nobody else changes until this transaction ends; refuses an unknown id."""
    row = connection.execute(_LOCKED, {"session": session_id}).one_or_none()
    if row is None:
        raise Refusal("refused-unknown-session", code=session_id)
    return session_of(row)


_LOCKED = SESSIONS.where(Session.id == bindparam("session")).with_for_update(of=Session)


def find_session(connection: Connection, office_id: int, code: str | int, now: datetime) -> SessionFacts:
    """An office's session by id, by code `SDMO-01/1`, or by activity code where the activity has one that is to come.

    Falls back to the activity's only session, so that recaps of past sessions need no number either. A code without a
    year is of the plan in force; where that has no such session but another year's plan does, the refusal names it.
    """
    if isinstance(code, int):
        found = sessions_by_id(connection, [code]).get(code)
        if found is None or found.office_id != office_id:
            raise Refusal("refused-unknown-session", code=code)
        return found
    named = read_code(code)
    rows = connection.execute(_SESSIONS_BY_CODE, {"office": office_id, "code": named.activity}).all()
    rows = [row for row in rows if named.number in (None, row.number)]
    meant = [row for row in rows if _of_plan(row, named)]
    if named.number is None:
        coming = [row for row in meant if row.status is SessionStatus.SCHEDULED and row.ends_at > now]
        meant = coming or meant
    if len(meant) == 1:
        return session_of(meant[0])
    if meant:
        raise Refusal("refused-which-session", code=named.activity, codes=_codes(meant))
    if rows:
        raise Refusal("refused-session-of-other-plan", code=code.strip()[:40], codes=_codes(rows))
    raise Refusal("refused-unknown-session", code=code.strip()[:40])


_SESSIONS_BY_CODE = SESSIONS.where(
    Activity.office_id == bindparam("office"), Activity.code == bindparam("code")
).order_by(Activity.plan_year, Session.number)


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


def _of_plan(activity: Any, named: Code) -> bool:
    """Whether a code means the plan that an activity is of: the one in force, unless it names another's year."""
    return bool(activity.in_force) if named.year is None else bool(activity.plan_year == named.year)


def _codes(rows: Sequence[Any]) -> str:
    return ", ".join(session_of(row).code for row in rows)
