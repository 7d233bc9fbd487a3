"""Activities of an office's plan with their sessions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.codes import write_code
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.people.facts import PersonFacts
from bot.services.meetings.facts import SESSIONS, find_activity, session_of
from bot.storage.models import Activity, Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.services.context import Context


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
    return await ctx.db.query(partial(activity_in, actor=actor, code=code))


def activity_in(connection: Connection, actor: PersonFacts, code: str) -> ActivityFacts:
    """One activity with its sessions; `code` may be a session's code as well."""
    row = find_activity(connection, actor.office_id, code)
    held = connection.execute(_OF_ACTIVITY, {"activity": row.id})
    return activity_facts(row, tuple(session_of(found) for found in held))


_OF_ACTIVITY = SESSIONS.where(Session.activity_id == bindparam("activity")).order_by(Session.number)


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
