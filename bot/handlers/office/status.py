"""/status: how deliveries stand, and the button that tries again what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.office import status
from bot.views.office import status as views
from bot.views.office.presses import RetryFailed
from bot.views.text import plain

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("status")(status_command)
    routes.press(RetryFailed)(retry_press)


async def status_command(turn: Turn) -> None:
    """/status."""
    turn.require_private()
    await turn.say(views.status(await status.status(turn.ctx, turn.actor), turn.actor.zone))


async def retry_press(turn: Turn, _pressed: RetryFailed) -> None:
    """The button under it: what failed and is still of use is owed again."""
    turn.require_private()
    count = await status.retry_failed(turn.ctx, turn.actor)
    await turn.notify(plain("retry-done", count=count), alert=True)
    await turn.show(views.status(await status.status(turn.ctx, turn.actor), turn.actor.zone))
