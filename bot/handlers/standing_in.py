"""A substitute who cannot come: the button under the message that told them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services import substitution
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press("subno", finds_actor=True)(decline)


async def decline(turn: Turn) -> None:
    """Saya tidak bisa."""
    facts = await substitution.decline(turn.ctx, turn.user.id, turn.number(0))
    await turn.show(Screen(t("substitution-declined", code=facts.code)))
