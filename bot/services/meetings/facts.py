"""Sessions and activities as facts, and finding the one that a code means."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select, update

from bot.domain.invitations.selection import selection_from_json
from bot.domain.meetings.codes import Code, read_code, spellings, write_code
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.meetings.terms import Terms
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.storage.models import Activity, Office, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection


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
    Session.latitude,
    Session.longitude,
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
    return SessionFacts(
        id=row.id,
        office_id=row.office_id,
        code=write_code(row.code, row.plan_year, in_force=row.in_force, number=row.number),
        activity_code=write_code(row.code, row.plan_year, in_force=row.in_force),
        title=row.title,
        short_title=row.short_title,
        kind=row.kind,
        division=row.division,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        open_end=row.open_end,
        place=row.place,
        agenda=row.agenda,
        bring=row.bring,
        status=row.status,
        revision=row.revision,
        zone=ZoneInfo(row.timezone),
        audience=row.audience,
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
        spot=None if row.latitude is None else (row.latitude, row.longitude),
    )


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


def terms_to_json(terms: Terms) -> dict[str, Any]:
    """For `Session.history`; what a session does not have is left out."""
    prepared = {"agenda": terms.agenda, "bring": terms.bring, "link": terms.link, "note": terms.note}
    return {
        "starts_at": terms.starts_at.isoformat(),
        "ends_at": terms.ends_at.isoformat(),
        "open_end": terms.open_end,
        "place": terms.place,
        **{name: text for name, text in prepared.items() if text},
        **({"spot": [*terms.spot]} if terms.spot else {}),
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
        tuple(data["spot"]) if "spot" in data else None,
    )


def store_session(connection: Connection, facts: SessionFacts) -> None:
    """What a change has made of a session: its terms and those it had, its revision, status, and till when that waits."""
    values = {
        "session": facts.id,
        "to_starts_at": facts.starts_at,
        "to_ends_at": facts.ends_at,
        "to_open_end": facts.open_end,
        "to_place": facts.place,
        "to_agenda": facts.agenda,
        "to_bring": facts.bring,
        "to_link": facts.link,
        "to_note": facts.note,
        "to_status": facts.status,
        "to_revision": facts.revision,
        "to_history": {str(revision): terms_to_json(terms) for revision, terms in facts.history.items()},
        "to_cancel_reason": facts.cancel_reason,
        "to_held_until": facts.held_until,
        "to_latitude": facts.spot[0] if facts.spot else None,
        "to_longitude": facts.spot[1] if facts.spot else None,
    }
    connection.execute(_STORE, values)


def locked_session(connection: Connection, session_id: int) -> SessionFacts:
    """A session that nobody else changes until this transaction ends; refuses an unknown id."""
    row = connection.execute(_LOCKED, {"session": session_id}).one_or_none()
    if row is None:
        raise Refusal("refused-not-your-session")
    return session_of(row)


def hold_activities_of(connection: Connection, session_ids: Sequence[int]) -> None:
    """Nobody changes any session of the activities of these until this transaction ends, called off or not, nor sets another date.

    To be called before batches are read: what takes place after all gets its kecamatan back from the others. All are locked in
    the order of ids, as sessions are everywhere, and activities after their sessions, as by a move.
    """
    values = {"sessions": list(session_ids)}
    connection.execute(_SIBLINGS_LOCKED, values).all()
    connection.execute(_ACTIVITIES_LOCKED, values).all()


_CHANGEABLE = (
    "starts_at",
    "ends_at",
    "open_end",
    "place",
    "agenda",
    "bring",
    "link",
    "note",
    "status",
    "revision",
    "history",
    "cancel_reason",
    "held_until",
    "latitude",
    "longitude",
)
_STORE = (
    update(Session)
    .where(Session.id == bindparam("session"))
    .values({name: bindparam(f"to_{name}") for name in _CHANGEABLE})
)
_SIBLINGS_LOCKED = (
    select(Session.id)
    .where(
        Session.activity_id.in_(
            select(Session.activity_id).where(Session.id.in_(bindparam("sessions", expanding=True))).scalar_subquery()
        )
    )
    .order_by(Session.id)
    .with_for_update(of=Session)
)
_ACTIVITIES_LOCKED = (
    select(Activity.id)
    .where(Activity.id.in_(select(Session.activity_id).where(Session.id.in_(bindparam("sessions", expanding=True)))))
    .order_by(Activity.id)
    .with_for_update()
)
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
    meant = find_sessions(connection, office_id, code, now)
    if len(meant) > 1:
        raise which_of(meant)
    return meant[0]


def which_of(meant: Sequence[SessionFacts]) -> Refusal:
    """That an activity's code stands for several sessions."""
    return Refusal("refused-which-session", code=meant[0].activity_code, codes=", ".join(one.code for one in meant))


def find_sessions(connection: Connection, office_id: int, code: str, now: datetime) -> list[SessionFacts]:
    """All that a code may mean, as `find_session`; one at least, or it refuses."""
    named = read_code(code)
    found_by = {"office": office_id, "codes": spellings(named.activity)}
    of_activity = _as_typed(connection.execute(_SESSIONS_BY_CODE, found_by).all(), named)
    rows = [row for row in of_activity if named.number in (None, row.number)]
    meant = [row for row in rows if _of_plan(row, named)]
    if named.number is None:
        coming = [row for row in meant if row.status is SessionStatus.SCHEDULED and row.ends_at > now]
        meant = coming or meant
    if meant:
        return [session_of(row) for row in meant]
    if rows:
        raise Refusal("refused-session-of-other-plan", code=code.strip()[:40], codes=_codes(rows))
    if others := [row for row in of_activity if _of_plan(row, named)]:
        raise Refusal("refused-no-such-session", code=code.strip()[:40], codes=_codes(others[-_MOST_NAMED:]))
    raise Refusal("refused-unknown-session", code=code.strip()[:40])


# Of those that an activity has had, the last.
_MOST_NAMED = 8
_SESSIONS_BY_CODE = SESSIONS.where(
    Activity.office_id == bindparam("office"), Activity.code.in_(bindparam("codes", expanding=True))
).order_by(Activity.plan_year, Session.number)


def find_activity(connection: Connection, office_id: int, code: str) -> Any:
    """A row of `ACTIVITIES` by code (a session's will do), whatever the case; refuses an unknown one."""
    named = read_code(code)
    rows = connection.execute(_ACTIVITY_BY_CODE, {"office": office_id, "codes": spellings(named.activity)}).all()
    found = next((row for row in _as_typed(rows, named) if _of_plan(row, named)), None)
    if found is None:
        raise Refusal("refused-unknown-activity", code=code.strip()[:40])
    return found


def activity_of(connection: Connection, session_id: int) -> Any:
    """The row of `ACTIVITIES` of which a session is one."""
    return connection.execute(_ACTIVITY_OF, {"session": session_id}).one()


# Lines of the plan, every column.
ACTIVITIES = select(*Activity.__table__.c)
_ACTIVITY_BY_CODE = ACTIVITIES.where(
    Activity.office_id == bindparam("office"), Activity.code.in_(bindparam("codes", expanding=True))
)
_ACTIVITY_OF = ACTIVITIES.join(Session, Session.activity_id == Activity.id).where(Session.id == bindparam("session"))


def _as_typed(rows: Sequence[Any], named: Code) -> list[Any]:
    """Those whose code is the very one that was typed; where there is none, those that it comes near."""
    return [row for row in rows if row.code == named.activity] or [*rows]


def _of_plan(activity: Any, named: Code) -> bool:
    """Whether a code means the plan that an activity is of: the one in force, unless it names another's year."""
    return bool(activity.in_force) if named.year is None else bool(activity.plan_year == named.year)


def _codes(rows: Sequence[Any]) -> str:
    return ", ".join(session_of(row).code for row in rows)
