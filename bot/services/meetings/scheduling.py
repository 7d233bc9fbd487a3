"""Setting a date: a new session of an activity with its invitations and everything it owes, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select

from bot.domain.meetings.appointments import allows, check_appointment, terms_of
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.timing import hold_until
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_manager, still_manages
from bot.services.meetings.clashing_terms import are_news, find_conflicts, overridden
from bot.services.meetings.facts import find_activity, sessions_by_id
from bot.services.meetings.outcomes import Clashing, OutsidePeriod, Scheduled
from bot.services.meetings.set_already import refuse_twice
from bot.services.owing.reconciling import reconcile
from bot.storage.models import Session
from bot.storage.sources import made_by

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.appointments import Appointment
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def schedule(
    ctx: Context,
    actor: PersonFacts,
    activity_code: str,
    appointment: Appointment,
    *,
    confirmed: bool = False,
    beside: Collection[int] = (),
    source_update: int | None = None,
    series: int | None = None,
) -> Scheduled | OutsidePeriod | Clashing:
    """Date an activity: a new session with its invitations and everything it owes.

    Repeating the same update returns the session it made. Refuses unknown codes, past and far-off dates, and what is set
    already: the same activity at the same time and place. `beside` are sessions that are in the way, and the actor knows it;
    `series` is the first of the meetings that come again, of which it is to be one.
    """
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Scheduled | OutsidePeriod | Clashing:
        still_manages(connection, actor, now)
        made = made_by(connection, Session, Session.created_at, source_update, now)
        if made is not None:
            facts = sessions_by_id(connection, [made])[made]
            return Scheduled(facts, reconcile(connection, facts, now))
        activity = find_activity(connection, actor.office_id, activity_code)
        check_appointment(appointment, now)
        period = parse_period(activity.period_text, plan_year=activity.plan_year)
        inside = allows(period, appointment, actor.zone)
        if not confirmed and not inside:
            return OutsidePeriod(activity_code, period)
        refuse_twice(connection, activity.id, appointment)
        found = find_conflicts(connection, actor, activity, appointment)
        if are_news(found, beside):
            return Clashing(found)
        held_until = hold_until(appointment.starts_at, now, ctx.hold)
        values = {"created_at": now, "source_update": source_update, "series": series, "held_until": held_until}
        facts = _new_session(connection, actor, activity, appointment, values)
        reach = reconcile(connection, facts, now)
        audit.record_act(
            connection,
            actor,
            now,
            "session.schedule",
            f"session:{facts.id}",
            starts_at=facts.starts_at.isoformat(),
            place=facts.place,
            outside_period=not inside,
            **overridden(found),
        )
        return Scheduled(facts, reach)

    return await ctx.db.transact(_unit)


def _new_session(
    connection: Connection,
    actor: PersonFacts,
    activity: Any,
    appointment: Appointment,
    values: dict[str, datetime | int | None],
) -> SessionFacts:
    terms = terms_of(appointment)
    last = connection.execute(_LAST, {"activity": activity.id}).scalar_one()
    made = {
        "office_id": actor.office_id,
        "activity_id": activity.id,
        "number": (last or 0) + 1,
        "starts_at": terms.starts_at,
        "ends_at": terms.ends_at,
        "open_end": terms.open_end,
        "place": terms.place,
        "agenda": terms.agenda,
        "bring": terms.bring,
        "link": terms.link,
        "note": terms.note,
        "status": SessionStatus.SCHEDULED,
        "created_by": actor.id,
        **values,
    }
    session_id = connection.execute(insert(Session).values(made).returning(Session.id)).scalar_one()
    return sessions_by_id(connection, [session_id])[session_id]


_LAST = select(func.max(Session.number)).where(Session.activity_id == bindparam("activity"))
