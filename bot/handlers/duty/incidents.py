"""Incidents: whoever is told takes them on by a press, and says how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.duty import incidents
from bot.views.duty import incidents as views
from bot.views.screen import ASIDE

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press("inc")(incident_press)


async def incident_press(turn: Turn) -> None:
    """An incident by button: as it stands or, with a letter, after what was done."""
    turn.require_private()
    what = turn.word(1) if turn.args[1:] not in ([], [ASIDE]) else incidents.LOOK
    found = await incidents.act(turn.ctx, turn.actor, turn.number(0), what)
    await turn.show(views.incident(found.report, found.stands, found.end, turn.actor.zone))
