"""Tukar gelombang: a member asks for another batch, a head decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.invitations import switching
from bot.views.invitations import switching as views
from bot.views.invitations.presses import AskSwitch, DecideSwitch

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(AskSwitch)(ask)
    routes.press(DecideSwitch)(decide)


async def ask(turn: Turn, pressed: AskSwitch) -> None:
    """Tukar gelombang: to which? And then to that one."""
    turn.require_private()
    if pressed.wanted is None:
        await turn.show(views.choices(*await switching.choices(turn.ctx, turn.actor, pressed.session)))
        return
    await turn.show(views.asked(await switching.ask(turn.ctx, turn.actor, pressed.session, pressed.wanted)))


async def decide(turn: Turn, pressed: DecideSwitch) -> None:
    """Setujui, Tolak."""
    turn.require_private()
    found = await switching.decide(turn.ctx, turn.actor, pressed.switch, agreed=pressed.agreed)
    await turn.show(views.to_decide(found))
