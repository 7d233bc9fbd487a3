"""/kursi and /kejar: seats of a session, and when the silent are asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.invitations.chasing import DEFAULT_RULE
from bot.domain.refusals import Refusal
from bot.services.access import require_manager
from bot.services.invitations import seats_and_chasing
from bot.services.meetings import calendar
from bot.views.invitations import seats_and_chasing as views
from bot.views.meetings.scheduling import pick_session
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.facts import SessionFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step

_ALL = "semua"
_WORDS = {"default": DEFAULT_RULE, "tidak": ""}
_SEATS = "seats"
# What the buttons of /kejar offer, by the names of their labels.
_RULES = {"all": DEFAULT_RULE, "late": "h3 h1", "evening": "h1", "none": ""}


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("kursi")(seats_command)
    routes.command("kejar")(chase_command)
    routes.press("seat")(seats_press)
    routes.press("seata")(all_seated)
    routes.press("chs")(chase_press)
    routes.press("chr")(picked_rule)
    routes.dialogue(_SEATS)(seats_step)


async def seats_command(turn: Turn) -> None:
    """/kursi <sesi> <jumlah|semua>; what is left out is asked for."""
    turn.require_private()
    require_manager(turn.actor)
    match turn.args:
        case []:
            await turn.say(pick_session("seats", await calendar.upcoming(turn.ctx, turn.actor), "seat"))
        case [code]:
            await _ask_seats(turn, await calendar.session_by_code(turn.ctx, turn.actor, code))
        case [code, wanted] if wanted.lower() == _ALL or _is_count(wanted):
            await _set_seats(turn, code, None if wanted.lower() == _ALL else int(wanted))
        case _:
            await turn.say(Screen(t("seats-usage")))


async def seats_press(turn: Turn) -> None:
    """A session by button: how many?"""
    turn.require_private()
    require_manager(turn.actor)
    await _ask_seats(turn, await calendar.session_by_code(turn.ctx, turn.actor, turn.number(0)))


async def all_seated(turn: Turn) -> None:
    """Semua mendapat tempat."""
    step = await turn.dialogue(_SEATS)
    await turn.finish()
    await _set_seats(turn, step.data["session"], None)


async def seats_step(turn: Turn, step: Step) -> None:
    """The number, typed."""
    wanted = turn.text.strip().lower()
    if wanted != _ALL and not _is_count(wanted):
        raise Refusal("refused-seats", given=wanted[:20])
    await _set_seats(turn, step.data["session"], None if wanted == _ALL else int(wanted))
    await turn.finish()


async def chase_command(turn: Turn) -> None:
    """/kejar <sesi> <aturan|default|tidak>; what is left out is offered as buttons."""
    turn.require_private()
    require_manager(turn.actor)
    code, words = turn.cut(1)
    if not code:
        await turn.say(pick_session("chase", await calendar.upcoming(turn.ctx, turn.actor), "chs"))
    elif not words:
        await turn.say(views.pick_rule(await calendar.session_by_code(turn.ctx, turn.actor, code), _RULES))
    else:
        typed = " ".join(words.lower().split())
        await _set_rule(turn, code, _WORDS.get(typed, typed))


async def chase_press(turn: Turn) -> None:
    """A session by button: when?"""
    turn.require_private()
    require_manager(turn.actor)
    await turn.show(views.pick_rule(await calendar.session_by_code(turn.ctx, turn.actor, turn.number(0)), _RULES))


async def picked_rule(turn: Turn) -> None:
    """A rule by button."""
    turn.require_private()
    require_manager(turn.actor)
    if turn.word(1) not in _RULES:
        raise Refusal("refused-stale-button")
    held = await calendar.session_by_code(turn.ctx, turn.actor, turn.number(0))
    await _set_rule(turn, held.code, _RULES[turn.word(1)])


async def _ask_seats(turn: Turn, held: SessionFacts) -> None:
    await turn.ask(views.ask_seats(held), _SEATS, "count", session=held.code)


async def _set_seats(turn: Turn, code: str, seats: int | None) -> None:
    held = await seats_and_chasing.set_seats(turn.ctx, turn.actor, code, seats)
    await turn.show(
        Screen(t("seats-all", code=held.code) if seats is None else t("seats-done", code=held.code, seats=seats))
    )


async def _set_rule(turn: Turn, code: str, rule: str) -> None:
    held = await seats_and_chasing.set_chase_rule(turn.ctx, turn.actor, code, rule)
    await turn.show(views.rule_set(held, rule, _RULES))


def _is_count(word: str) -> bool:
    return word.isdecimal() and len(word) <= 6
