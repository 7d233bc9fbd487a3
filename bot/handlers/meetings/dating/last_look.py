"""The last look at a date before it holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.meetings import appointments
from bot.domain.meetings.appointments import Appointment
from bot.handlers.meetings.dating.gathering import gathered_of
from bot.handlers.meetings.dating.look_questions import Gathered
from bot.handlers.meetings.dating.waiting import session_held
from bot.services.meetings import previewing
from bot.services.meetings.calendar import periods, plan_activities, to_date
from bot.services.meetings.clashing_terms import sessions_in_the_way
from bot.views.meetings.scheduling import last_look

if TYPE_CHECKING:
    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.handlers.turn import Turn


async def confirm(
    turn: Turn,
    activity: ActivityFacts,
    appointment: Appointment,
    *,
    held: SessionFacts | None = None,
    seen: int | None = None,
    there: SessionFacts | None = None,
    doubtful: str = "",
    keeps: bool = False,
) -> None:
    """A last look; `doubtful` is what was typed and may mean another time.

    `there` is what another head made of the session `held` since its revision `seen`; with `keeps` answers stand whatever changes.
    """
    # Words for an earlier date are none for this one.
    appointment = replace(appointment, note=appointment.note or "")
    period = periods.period_of(activity)
    outside = None if appointments.allows(period, appointment, turn.actor.zone) else period.text
    terms = appointments.terms_of(appointment, held.terms if held else None)
    shown = await previewing.preview(turn.ctx, turn.actor, activity, terms, held)
    found = await sessions_in_the_way(turn.ctx, turn.actor, activity.code, appointment, held)
    beside = [one.session.id for one in found]
    beside_it = [] if held else to_date.for_the_same(activity, turn.ctx.clock.now())
    await turn.ask(
        last_look.confirm(
            shown,
            turn.ctx.clock.now(),
            plan=last_look.InPlan(outside, activity.plan_year, beside_it),
            moves=held is not None,
            there=there,
            doubtful=doubtful,
            keeps=keeps,
            in_the_way=found,
        ),
        gathered_of(appointment, activity.code, held, seen=seen, beside=beside, keep=keeps),
    )


async def look(
    turn: Turn,
    code: str,
    appointment: Appointment,
    *,
    held: SessionFacts | None = None,
    seen: int | None = None,
    there: SessionFacts | None = None,
    doubtful: str = "",
    keeps: bool = False,
) -> None:
    """The last look at what was typed whole; `doubtful` are words that may mean another time, `there` as in `confirm`."""
    appointments.check_appointment(appointment, turn.ctx.clock.now(), begun=held.starts_at if held else None)
    if held is not None:
        appointments.check_days_held(appointment, held, turn.ctx.clock.now())
    found = await plan_activities.activity(turn.ctx, turn.actor, code)
    await confirm(turn, found, appointment, held=held, seen=seen, there=there, doubtful=doubtful, keeps=keeps)


async def look_again(turn: Turn, asked: Gathered) -> None:
    """The last look with what was gathered until now."""
    held = await session_held(turn, asked.session)
    appointments.check_lengths(asked.appointment)
    found = await plan_activities.activity(turn.ctx, turn.actor, asked.code)
    await confirm(turn, found, asked.appointment, held=held, seen=asked.seen, keeps=asked.keep)
