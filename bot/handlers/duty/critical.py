"""`/piket kritis`: critical days of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.services.duty import critical
from bot.views.duty import critical as views
from bot.views.duty.presses import DeclareCritical, DropCritical, ShowCritical
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(ShowCritical)(show)
    routes.press(DeclareCritical)(declare)
    routes.press(DropCritical)(drop)


async def critical_in_words(turn: Turn) -> None:
    """`/piket kritis 10-14 februari 2024`: the question whether it is meant; alone: those that are declared."""
    words = turn.cut(1)[1]
    if not words:
        await _list(turn)
        return
    try:
        first, last = parse_days(words, today=turn.today)
    except DateProblem:
        await turn.say(Screen(t("critical-usage")))
        return
    await turn.say(views.ask(first, last, await critical.reach(turn.ctx, turn.actor, first)))


async def show(turn: Turn, _pressed: ShowCritical) -> None:
    """The button."""
    turn.require_private()
    await _list(turn)


async def _list(turn: Turn) -> None:
    await turn.say(views.listed(await critical.ahead(turn.ctx, turn.actor), turn.today))


async def declare(turn: Turn, pressed: DeclareCritical) -> None:
    """Yes."""
    count = await critical.declare(turn.ctx, turn.actor, pressed.first, pressed.last, views.SHIFTS)
    await turn.show(views.declared(pressed.first, pressed.last, count))


async def drop(turn: Turn, pressed: DropCritical) -> None:
    """They are not critical after all."""
    await turn.show(views.dropped(await critical.call_off(turn.ctx, turn.actor, pressed.first)))
