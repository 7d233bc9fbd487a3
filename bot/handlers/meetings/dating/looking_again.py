"""The last look once more, with what was gathered until now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings import appointments
from bot.handlers.meetings.dating.last_look import confirm
from bot.handlers.meetings.dating.look_questions import Gathered
from bot.handlers.meetings.dating.waiting import session_held
from bot.services.meetings.calendar import plan_activities

if TYPE_CHECKING:
    from bot.handlers.turn import Turn


async def look_again(turn: Turn, asked: Gathered) -> None:
    """The last look with what was gathered until now."""
    held = await session_held(turn, asked.session)
    appointments.check_lengths(asked.appointment)
    found = await plan_activities.activity(turn.ctx, turn.actor, asked.code)
    await confirm(turn, found, asked.appointment, held=held, seen=asked.seen, keeps=asked.keep)
