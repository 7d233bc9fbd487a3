"""Whoever is told of a missing report sees to it by one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.duty import escalating, reports
from bot.views.duty import escalation as views
from bot.views.duty.presses import SeeToReport

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(SeeToReport)(see_to_it)


async def see_to_it(turn: Turn, pressed: SeeToReport) -> None:
    """The button under a missing report."""
    taken = await escalating.take(turn.ctx, turn.actor, pressed.shift)
    shift = await reports.own_shift(turn.ctx, turn.actor, pressed.shift)
    await turn.show(views.chased(shift, taken.by, own=taken.by_id == turn.actor.id))
