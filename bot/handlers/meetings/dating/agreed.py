"""Setting or moving a session as it was agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.meetings.dating.last_look import confirm
from bot.handlers.meetings.dating.look_questions import LastLook
from bot.services.meetings import moving, proposing, scheduling, series
from bot.services.meetings.calendar import batched, office_sessions, plan_activities
from bot.services.meetings.outcomes import ChangedMeanwhile, Scheduled
from bot.views.meetings.scheduling import results

if TYPE_CHECKING:
    from bot.handlers.turn import Turn


async def schedule(turn: Turn, asked: LastLook) -> bool:
    """Date an activity; asks again where sessions not yet known are in the way. Returns whether it is dated."""
    outcome = await scheduling.schedule(
        turn.ctx,
        turn.actor,
        asked.code,
        asked.appointment,
        confirmed=True,
        beside=asked.beside,
        source_update=turn.update.update_id,
    )
    if isinstance(outcome, Scheduled):
        held = outcome.session
        months = await proposing.wanted_months(turn.ctx, turn.actor, held.day) if turn.actor.division else []
        divisible = bool(await batched.undivided(turn.ctx, turn.actor, [held.activity_code]))
        month = months[0] if months else None
        await turn.show(results.done(held, outcome.reach, turn.ctx.clock.now(), month=month, divisible=divisible))
        return True
    found = await plan_activities.activity(turn.ctx, turn.actor, asked.code)
    await confirm(turn, found, asked.appointment)
    return False


async def move(turn: Turn, asked: LastLook) -> bool:
    """Move a session; asks again where others not yet known are in the way, or it changed since it was seen.

    Returns whether it is moved.
    """
    before = await office_sessions.session_by_code(turn.ctx, turn.actor, asked.session)
    outcome = await moving.move(
        turn.ctx,
        turn.actor,
        before.code,
        asked.appointment,
        confirmed=True,
        seen=asked.seen,
        beside=asked.beside,
        keep_answers=asked.keep,
    )
    if isinstance(outcome, Scheduled):
        following = len(await series.following(turn.ctx, turn.actor, before.id, since=before.starts_at))
        await turn.show(results.moved(before, outcome.session, turn.ctx.clock.now(), following))
        return True
    found = await plan_activities.activity(turn.ctx, turn.actor, before.activity_code)
    if isinstance(outcome, ChangedMeanwhile):
        now = outcome.session
        await confirm(turn, found, asked.appointment, held=now, seen=now.revision, there=now)
    else:
        await confirm(turn, found, asked.appointment, held=before, seen=asked.seen or before.revision)
    return False
