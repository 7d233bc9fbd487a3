"""Incidents: whoever is told takes them on by a press, and says how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.duty import incidents
from bot.views.duty import incidents as views
from bot.views.duty.presses import Act, ActOnIncident

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(ActOnIncident)(incident_press)


async def incident_press(turn: Turn, pressed: ActOnIncident) -> None:
    """An incident by button: as it stands, after what was done."""
    turn.require_private()
    asks = pressed.act is Act.DISMISSED
    found = await incidents.act(turn.ctx, turn.actor, pressed.report, Act.LOOK if asks else pressed.act)
    zone = turn.actor.zone
    if asks and found.stands.state.is_open and found.stands.finding:
        await turn.show(views.dismissing(found.report, found.stands, zone))
        return
    now = turn.ctx.clock.now()
    await turn.show(views.incident(found.report, found.stands, found.end, zone, now, viewer=turn.actor.id))
