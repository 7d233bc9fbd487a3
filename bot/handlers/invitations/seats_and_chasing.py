"""/kursi and /kejar: seats of a session, and when the silent are asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.invitations.chasing import DEFAULT_RULE
from bot.domain.refusals import Refusal
from bot.handlers.questions import Question, question
from bot.services.access import require_manager
from bot.services.invitations import seats_and_chasing
from bot.services.meetings.calendar import office_sessions
from bot.views.invitations import seats_and_chasing as views
from bot.views.invitations.presses import AskSeats, Chase, PickChase, SeatAll
from bot.views.meetings.scheduling.picking import pick_session
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_ALL = "semua"
_WORDS = {"default": DEFAULT_RULE, "tidak": ""}
# What the buttons of /kejar offer, by the names of their labels.
_RULES = {"all": DEFAULT_RULE, "late": "h3 h1", "evening": "h1", "none": ""}


@question("seats", "count")
class AskedForSeats(Question):
    """How many seats a session has, by its code."""

    session: str


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("kursi", coded=True)(seats_command)
    routes.command("kejar", coded=True)(chase_command)
    routes.press(AskSeats)(seats_press)
    routes.press(SeatAll)(all_seated)
    routes.press(PickChase)(chase_press)
    routes.press(Chase)(picked_rule)
    routes.dialogue(AskedForSeats)(seats_step)


async def seats_command(turn: Turn) -> None:
    """/kursi <sesi> <jumlah|semua>; what is left out is asked for."""
    turn.require_private()
    require_manager(turn.actor)
    match turn.args:
        case []:
            await turn.say(pick_session("seats", await office_sessions.upcoming(turn.ctx, turn.actor), AskSeats))
        case [code]:
            await _ask_seats(turn, await office_sessions.session_by_code(turn.ctx, turn.actor, code))
        case [code, wanted] if wanted.lower() == _ALL or _is_count(wanted):
            await _set_seats(turn, code, None if wanted.lower() == _ALL else int(wanted))
        case _:
            await turn.say(Screen(t("seats-usage")))


async def seats_press(turn: Turn, pressed: AskSeats) -> None:
    """A session by button: how many?"""
    turn.require_private()
    require_manager(turn.actor)
    await _ask_seats(turn, await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session))


async def all_seated(turn: Turn, _pressed: SeatAll) -> None:
    """Semua mendapat tempat."""
    asked = await turn.asked(AskedForSeats)
    await turn.finish()
    await _set_seats(turn, asked.session, None)


async def seats_step(turn: Turn, asked: AskedForSeats) -> None:
    """The number, typed."""
    wanted = turn.text.strip().lower()
    if wanted != _ALL and not _is_count(wanted):
        raise Refusal("refused-seats", given=wanted[:20])
    await _set_seats(turn, asked.session, None if wanted == _ALL else int(wanted))
    await turn.finish()


async def chase_command(turn: Turn) -> None:
    """/kejar <sesi> <aturan|default|tidak>; what is left out is offered as buttons."""
    turn.require_private()
    require_manager(turn.actor)
    code, words = turn.cut(1)
    if not code:
        await turn.say(pick_session("chase", await office_sessions.upcoming(turn.ctx, turn.actor), PickChase))
    elif not words:
        await turn.say(views.pick_rule(await office_sessions.session_by_code(turn.ctx, turn.actor, code), _RULES))
    else:
        typed = " ".join(words.lower().split())
        await _set_rule(turn, code, _WORDS.get(typed, typed))


async def chase_press(turn: Turn, pressed: PickChase) -> None:
    """A session by button: when?"""
    turn.require_private()
    require_manager(turn.actor)
    await turn.show(
        views.pick_rule(await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session), _RULES)
    )


async def picked_rule(turn: Turn, pressed: Chase) -> None:
    """A rule by button."""
    turn.require_private()
    require_manager(turn.actor)
    if pressed.rule not in _RULES:
        raise Refusal("refused-stale-button")
    held = await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session)
    await _set_rule(turn, held.code, _RULES[pressed.rule])


async def _ask_seats(turn: Turn, held: SessionFacts) -> None:
    await turn.ask(views.ask_seats(held), AskedForSeats(held.code))


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
