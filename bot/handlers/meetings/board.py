"""/papan: the board of a division."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import OFFICE_DIVISIONS, Division
from bot.domain.words.divisions import read_division
from bot.domain.words.unknown import UnknownWord
from bot.services.meetings import board, proposing
from bot.views.meetings import board as views
from bot.views.meetings.presses.board import ShowBoard, ShowColumn

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("papan")(board_command)
    routes.press(ShowBoard)(board_press)
    routes.press(ShowColumn)(column_press)


async def board_command(turn: Turn) -> None:
    """/papan [divisi]: without one the own."""
    turn.require_private()
    await _show(turn, _division(turn.rest) if turn.rest else turn.actor.division)


async def board_press(turn: Turn, pressed: ShowBoard) -> None:
    """The board, or another division's."""
    turn.require_private()
    await _show(turn, _division(pressed.division) if pressed.division else turn.actor.division)


async def column_press(turn: Turn, pressed: ShowColumn) -> None:
    """One column of it."""
    turn.require_private()
    found = await board.board(turn.ctx, turn.actor, _division(pressed.division))
    await turn.show(views.column(found, pressed.where, pressed.page))


async def _show(turn: Turn, division: Division | None) -> None:
    # Those of a kecamatan run nothing of the plan.
    own = division if division in OFFICE_DIVISIONS else None
    found = await board.board(turn.ctx, turn.actor, own)
    mine = turn.actor.manages and own is turn.actor.division
    months = await proposing.wanted_months(turn.ctx, turn.actor) if mine else []
    await turn.show(views.board(found, months))


def _division(written: str) -> Division | None:
    if written.strip().casefold() == views.ALL:
        return None
    with contextlib.suppress(UnknownWord):
        return read_division(written, OFFICE_DIVISIONS)
    raise Refusal("board-usage", given=written[:40])
