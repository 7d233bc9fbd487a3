"""Moving a session: other terms, a notice to everyone who was told, and answers asked anew, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.meetings.appointments import allows, changes, check_appointment, check_days_held
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.timing import hold_until
from bot.services import audit
from bot.services.access import require_manager, still_manages
from bot.services.meetings.changeable import open_session
from bot.services.meetings.changing_terms import change_terms, let_answers_follow
from bot.services.meetings.clashing_terms import are_news, find_conflicts, overridden
from bot.services.meetings.facts import activity_of, terms_to_json
from bot.services.meetings.outcomes import ChangedMeanwhile, Clashing, OutsidePeriod, Scheduled
from bot.services.meetings.set_already import refuse_twice
from bot.services.owing.reconciling import reconcile
from bot.storage.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.appointments import Appointment
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.meetings.clashing import Conflict

# What another head did so long ago may not be known to who names the session now.
_LATELY = timedelta(minutes=15)


async def move(
    ctx: Context,
    actor: PersonFacts,
    session_code: str,
    appointment: Appointment,
    *,
    confirmed: bool = False,
    seen: int | None = None,
    beside: Collection[int] = (),
    keep_answers: bool = False,
) -> Scheduled | OutsidePeriod | ChangedMeanwhile | Clashing:
    """Change time or place; owes a change notice to everyone who was told. Repeating it changes nothing.

    Another day or hour asks for answers anew, unless it is to `keep_answers`.

    `seen` is the revision that the actor saw when deciding; None: they named the session without a look at it. `beside` is as
    in `schedule`.
    """
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Scheduled | OutsidePeriod | ChangedMeanwhile | Clashing:
        still_manages(connection, actor, now)
        held = open_session(connection, actor, session_code, now)
        changed = changes(held, appointment)
        if changed and (held.revision != seen if seen is not None else _moved_lately(connection, held, actor, now)):
            return ChangedMeanwhile(held)
        check_appointment(appointment, now, begun=held.starts_at)
        check_days_held(appointment, held, now)
        activity = activity_of(connection, held.id)
        period = parse_period(activity.period_text, plan_year=activity.plan_year)
        if not confirmed and not allows(period, appointment, held.zone):
            return OutsidePeriod(held.code, period)
        if not changed:
            return Scheduled(held, reconcile(connection, held, now))
        refuse_twice(connection, activity.id, appointment, but=held.id)
        found = find_conflicts(connection, actor, activity, appointment, held)
        if are_news(found, beside):
            return Clashing(found)
        # Whoever is about to leave for the old hour is told at once.
        first = min(held.starts_at, appointment.starts_at) if held.starts_at > now else appointment.starts_at
        waiting = replace(held, held_until=hold_until(first, now, ctx.hold))
        after = change_terms(connection, actor, waiting, appointment, now)
        asked = let_answers_follow(connection, held, after, now, keep=keep_answers)
        _record(connection, actor, held, after, asked, found, now)
        return Scheduled(after, reconcile(connection, after, now))

    return await ctx.db.transact(_unit)


async def changed_lately(ctx: Context, actor: PersonFacts, held: SessionFacts) -> bool:
    """Whether another head was the last to move it, so short a time ago that the actor may not know of it."""
    now = ctx.clock.now()
    return await ctx.db.query(lambda connection: _moved_lately(connection, held, actor, now))


def _moved_lately(connection: Connection, held: SessionFacts, actor: PersonFacts, now: datetime) -> bool:
    values = {"since": now - _LATELY, "office": held.office_id, "subject": f"session:{held.id}"}
    return connection.execute(_LAST_MOVED_BY, values).scalar_one_or_none() not in (None, actor.id)


def _record(
    connection: Connection,
    actor: PersonFacts,
    held: SessionFacts,
    after: SessionFacts,
    asked: int,
    found: tuple[Conflict, ...],
    now: datetime,
) -> None:
    audit.record_act(
        connection,
        actor,
        now,
        "session.move",
        f"session:{held.id}",
        before=terms_to_json(held.terms),
        after=terms_to_json(after.terms),
        **({"asked_again": asked} if asked else {}),
        **overridden(found),
    )


_LAST_MOVED_BY = (
    select(AuditEntry.actor_id)
    .where(
        AuditEntry.at >= bindparam("since"),
        AuditEntry.office_id == bindparam("office"),
        AuditEntry.subject == bindparam("subject"),
        AuditEntry.action == "session.move",
    )
    .order_by(AuditEntry.id.desc())
    .limit(1)
)
