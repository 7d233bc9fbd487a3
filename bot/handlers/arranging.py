"""/kursi and /kejar: seats of a session, and when the silent are asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.chasing import DEFAULT_RULE
from bot.services import arranging
from bot.services.access import require_manager
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_ALL = "semua"
_WORDS = {"default": DEFAULT_RULE, "tidak": ""}


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("kursi")(seats_command)
    routes.command("kejar")(chase_command)


async def seats_command(turn: Turn) -> None:
    """/kursi <sesi> <jumlah|semua>."""
    turn.require_private()
    require_manager(turn.actor)
    wanted = turn.args[1].lower() if len(turn.args) == 2 else ""
    if wanted != _ALL and not (wanted.isdecimal() and len(wanted) <= 6):
        await turn.say(Screen(t("seats-usage")))
        return
    seats = None if wanted == _ALL else int(wanted)
    held = await arranging.set_seats(turn.ctx, turn.actor, turn.args[0], seats)
    await turn.say(
        Screen(t("seats-all", code=held.code) if seats is None else t("seats-done", code=held.code, seats=seats))
    )


async def chase_command(turn: Turn) -> None:
    """/kejar <sesi> <aturan|default|tidak>."""
    turn.require_private()
    require_manager(turn.actor)
    if len(turn.args) < 2:
        await turn.say(Screen(t("chase-usage")))
        return
    words = " ".join(turn.args[1:]).lower()
    rule = _WORDS.get(words, words)
    held = await arranging.set_chase_rule(turn.ctx, turn.actor, turn.args[0], rule)
    await turn.say(Screen(t("chase-done", code=held.code, rule=rule) if rule else t("chase-none", code=held.code)))
