"""/audit: who changed what; for admins, in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.office import changes
from bot.views.office import changes as views
from bot.views.office.presses import ShowChanges

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("audit")(audit_command)
    routes.press(ShowChanges)(audit_press)


async def audit_command(turn: Turn) -> None:
    """/audit: the last changes, without the many answers to invitations."""
    turn.require_private()
    await _show_trail(turn, answers=False, before=None)


async def audit_press(turn: Turn, pressed: ShowChanges) -> None:
    """Older changes, or those with the answers."""
    turn.require_private()
    await _show_trail(turn, answers=pressed.answers, before=pressed.before or None)


async def _show_trail(turn: Turn, *, answers: bool, before: int | None) -> None:
    last = await changes.last_changes(turn.ctx, turn.actor, answers=answers, before=before)
    await turn.show(views.change_list(last, turn.actor.zone, answers=answers))
