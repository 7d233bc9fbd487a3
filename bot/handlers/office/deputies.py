"""/plh: a head who is away names who gets what is meant for them, and acts for them, till it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.office.deputies import days_of, parts_of
from bot.domain.refusals import Refusal
from bot.domain.words.indonesian_dates import DateProblem
from bot.handlers.questions import Question, question
from bot.services.office import deputies
from bot.views.office import deputies as views
from bot.views.office.presses import ChooseDeputy, EndDeputy, LeaveDeputy, NameDeputy
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from datetime import date

    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


@question("deputy", "until")
class AskedUntil(Question):
    """From when till when somebody deputises."""

    person: int
    name: str


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("plh")(deputy_command)
    routes.press(ChooseDeputy)(chosen)
    routes.press(NameDeputy)(agreed)
    routes.press(EndDeputy)(ended)
    routes.press(LeaveDeputy)(left)
    routes.dialogue(AskedUntil)(until_step)


async def deputy_command(turn: Turn) -> None:
    """/plh: who deputises, and whom one may name; /plh <siapa> [<kapan>]: the question, or the last look."""
    turn.require_private()
    if not turn.rest:
        found = await deputies.current(turn.ctx, turn.actor)
        free = not turn.actor.acting and not any(one.head_id == turn.actor.id for one in found)
        candidates = await deputies.candidates(turn.ctx, turn.actor) if free else []
        await turn.say(views.current(found, candidates, turn.actor, turn.ctx.clock.now()))
        return
    try:
        name, days = parts_of(turn.rest, turn.today)
    except DateProblem:
        await turn.say(Screen(t("deputy-bad-days", given=turn.rest[:60])))
        return
    people = await deputies.meant(turn.ctx, turn.actor, name)
    if not people:
        raise Refusal("refused-deputy-unknown", name=name[:40])
    if len(people) > 1:
        await turn.say(views.which(people))
    elif days is None:
        await turn.ask(views.ask_until(people[0].name), AskedUntil(people[0].id, people[0].name))
    else:
        await _look(turn, people[0].id, days)


async def chosen(turn: Turn, pressed: ChooseDeputy) -> None:
    """Somebody of the list: till when?"""
    turn.require_private()
    people = await deputies.candidates(turn.ctx, turn.actor)
    one = next((one for one in people if one.id == pressed.person), None)
    if one is None:
        raise Refusal("refused-deputy-nobody")
    await turn.ask(views.ask_until(one.name), AskedUntil(one.id, one.name))


async def until_step(turn: Turn, asked: AskedUntil) -> None:
    """Days, as they are typed; what is none is asked for again."""
    try:
        days = days_of(turn.text, turn.today)
    except DateProblem:
        days = None
    if days is None:
        await turn.say(Screen(t("deputy-bad-days", given=turn.text[:60])))
        return
    await turn.finish()
    await _look(turn, asked.person, days)


async def agreed(turn: Turn, pressed: NameDeputy) -> None:
    """Ya."""
    turn.require_private()
    one = await deputies.name_deputy(turn.ctx, turn.actor, pressed.person, pressed.first, pressed.last)
    await turn.show(views.named(one))


async def ended(turn: Turn, pressed: EndDeputy) -> None:
    """Akhiri sekarang."""
    turn.require_private()
    await turn.show(views.ended(await deputies.end(turn.ctx, turn.actor, pressed.deputy)))


async def left(turn: Turn, _pressed: LeaveDeputy) -> None:
    """Tidak jadi."""
    await turn.finish()
    await turn.show(Screen(t("set-cancelled")))


async def _look(turn: Turn, person_id: int, days: tuple[date, date]) -> None:
    one = await deputies.look(turn.ctx, turn.actor, person_id, *days)
    await turn.say(views.look(one, turn.today))
