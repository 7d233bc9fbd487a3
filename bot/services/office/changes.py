"""The audit trail as people read it: the last changes of an office, with names instead of row numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal_column, select
from sqlalchemy.orm import aliased

from bot.domain.meetings.codes import write_code
from bot.services.access import require_admin
from bot.storage.models import Activity, AuditEntry, Chat, District, DutyShift, Invitation, Person, Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

ANSWER = "invitation.answer"
_LAST_ENTRIES = 15


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, who (empty for the system), what was done to whom or what, and its details."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]


async def last_changes(ctx: Context, actor: PersonFacts, *, answers: bool, before: int | None = None) -> list[Change]:
    """Changes of the actor's office, newest first, for admins; with `before`, those older than that entry.

    Answers to invitations are by far the most: they are told only if asked for.
    """
    require_admin(actor)
    query = (
        select(
            AuditEntry.id,
            AuditEntry.at,
            AuditEntry.action,
            AuditEntry.subject,
            AuditEntry.detail,
            Person.name.label("actor"),
        )
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(AuditEntry.office_id == actor.office_id)
        .order_by(AuditEntry.id.desc())
        .limit(_LAST_ENTRIES)
    )
    if not answers:
        # A constant: the index of these entries is found by it.
        query = query.where(AuditEntry.action != literal_column(f"'{ANSWER}'"))
    if before is not None:
        query = query.where(AuditEntry.id < before)

    def _unit(connection: Connection) -> list[Change]:
        rows = connection.execute(query).all()
        subjects = _subjects(connection, [row.subject for row in rows])
        return [
            Change(row.id, row.at, row.actor or "", row.action, subjects.get(row.subject, ""), dict(row.detail))
            for row in rows
        ]

    return await ctx.db.query(_unit)


def _subjects(connection: Connection, subjects: Sequence[str]) -> dict[str, str]:
    """What `session:12`, `person:3`, ... are called; what is gone is left out."""
    wanted: dict[str, set[int]] = {}
    for subject in subjects:
        kind, _, number = subject.partition(":")
        if number.lstrip("-").isdecimal():
            wanted.setdefault(kind, set()).add(int(number))
    named: dict[str, str] = {}
    for kind, query in _queries(wanted).items():
        for row in connection.execute(query):
            number, *words = row
            named[f"{kind}:{number}"] = _name(kind, words)
    return named


def _name(kind: str, words: Sequence[Any]) -> str:
    if kind in _OF_SESSIONS:
        code, plan_year, in_force, number = words
        return write_code(code, plan_year, in_force=in_force, number=number)
    return ", ".join(map(str, words))


_OF_SESSIONS = ("session", "invitation")


def _queries(wanted: dict[str, set[int]]) -> dict[str, Any]:
    """By kind, a query of (number, words that name it)."""
    of_plan = (Activity.code, Activity.plan_year, Activity.in_force)
    of_session = select(Session.id, *of_plan, Session.number).join(Activity, Activity.id == Session.activity_id)
    held = aliased(Session)
    of_invitation = (
        select(Invitation.id, *of_plan, held.number)
        .join(held, held.id == Invitation.session_id)
        .join(Activity, Activity.id == held.activity_id)
    )
    of_shift = select(DutyShift.id, District.name, DutyShift.day).join(District, District.id == DutyShift.district_id)
    queries = {
        "session": of_session.where(Session.id.in_(wanted.get("session", ()))),
        "invitation": of_invitation.where(Invitation.id.in_(wanted.get("invitation", ()))),
        "person": select(Person.id, Person.name).where(Person.id.in_(wanted.get("person", ()))),
        "district": select(District.id, District.name).where(District.id.in_(wanted.get("district", ()))),
        "chat": select(Chat.id, Chat.title).where(Chat.id.in_(wanted.get("chat", ()))),
        "shift": of_shift.where(DutyShift.id.in_(wanted.get("shift", ()))),
    }
    return {kind: query for kind, query in queries.items() if kind in wanted}
