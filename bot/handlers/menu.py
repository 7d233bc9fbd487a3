"""/menu: everything that can be done, as buttons; a press does what the command does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.services.access import may_clerk
from bot.services.duty import requests
from bot.views import menu as views
from bot.views.menu import DoCommand, OpenSection
from bot.views.refusals import refusal_text
from bot.views.screen import Screen
from bot.views.text import Markup

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("menu")(show_menu)
    routes.press(OpenSection)(choose_section)
    routes.press(DoCommand)(partial(do, routes))


async def show_menu(turn: Turn) -> None:
    """What this person can do."""
    turn.require_private()
    await turn.say(views.menu(await _offered(turn)))


async def choose_section(turn: Turn, pressed: OpenSection) -> None:
    """A section, or back to all of them."""
    turn.require_private()
    offered = await _offered(turn)
    if pressed.section and pressed.section not in offered:
        raise Refusal("refused-stale-button")
    await turn.show(views.menu(offered, pressed.section))


async def do(routes: Routes, turn: Turn, pressed: DoCommand) -> None:
    """As if the command had been sent; each asks by itself who may."""
    turn.require_private()
    name = pressed.command
    if not any(name in commands for commands in (await _offered(turn)).values()):
        raise Refusal("refused-stale-button")
    try:
        await routes.commands[name](turn)
    except Refusal as refusal:
        # As the command would have said it: more than fits the box that answers a press.
        await turn.say(Screen(Markup(refusal_text(refusal))))


async def _offered(turn: Turn) -> dict[str, tuple[str, ...]]:
    asked = bool(await requests.open_for(turn.ctx, turn.actor))
    return views.sections(turn.actor, clerk=may_clerk(turn.actor), asked=asked)
