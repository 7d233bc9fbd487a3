"""/plh: a head who is away names who gets what is meant for them, and acts for them, till it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.office.deputies import days_of, for_whom, parts_of
from bot.domain.refusals import Refusal
from bot.domain.words.dates.problem import DateProblem
from bot.handlers.questions import Question, question
from bot.services.office.deputies import deputyships, ending, heads, looking, naming
from bot.services.office.deputies.candidates import candidates
from bot.views.office import deputies as views
from bot.views.office.presses import AskForHead, ChooseDeputy, ChooseHead, EndDeputy, LeaveDeputy, NameDeputy
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from datetime import date

    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_MOST_NAMED = 5


@question("deputy", "until")
class AskedUntil(Question):
    """From when till when somebody deputises, and for whom; None: for whoever is asked."""

    person: int
    name: str
    head: int | None = None


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("plh")(deputy_command)
    routes.press(AskForHead)(ask_for_head)
    routes.press(ChooseHead)(chosen_head)
    routes.press(ChooseDeputy)(chosen)
    routes.press(NameDeputy)(agreed)
    routes.press(EndDeputy)(ended)
    routes.press(LeaveDeputy)(left)
    routes.dialogue(AskedUntil)(until_step)


async def deputy_command(turn: Turn) -> None:
    """/plh: who deputises, and whom one may name; /plh <siapa> [untuk <kepala>] [<kapan>]: the question, or the last look."""
    turn.require_private()
    if not turn.rest:
        found = await deputyships.current(turn.ctx, turn.actor)
        free = not turn.actor.acting and not any(one.head_id == turn.actor.id for one in found)
        people = (await candidates(turn.ctx, turn.actor)).people if free else None
        await turn.say(views.current(found, people, turn.actor, turn.ctx.clock.now()))
        return
    try:
        name, days = parts_of(turn.rest, turn.today)
    except DateProblem:
        await turn.say(Screen(t("deputy-bad-days", given=turn.rest[:60])))
        return
    name, head_name = for_whom(name)
    head = None if head_name is None else await _head_meant(turn, head_name, name)
    people = (await candidates(turn.ctx, turn.actor, head)).named(name)
    if not people:
        raise Refusal("refused-deputy-unknown", name=name[:40])
    if len(people) > 1:
        await turn.say(views.which(people, head, days=days))
    elif days is None:
        await _ask_until(turn, people[0].id, head)
    else:
        await _look(turn, people[0].id, days, head)


async def ask_for_head(turn: Turn, _pressed: AskForHead) -> None:
    """An admin: for whom?"""
    turn.require_private()
    await turn.show(views.heads(await heads.heads(turn.ctx, turn.actor)))


async def chosen_head(turn: Turn, pressed: ChooseHead) -> None:
    """An admin: for this one; who?"""
    turn.require_private()
    found = await candidates(turn.ctx, turn.actor, pressed.head)
    await turn.show(views.which(found.people, pressed.head, found.head.name))


async def chosen(turn: Turn, pressed: ChooseDeputy) -> None:
    """Somebody of the list: till when, or the last look where that was said."""
    turn.require_private()
    if pressed.first is not None and pressed.last is not None:
        await _look(turn, pressed.person, (pressed.first, pressed.last), pressed.head)
    else:
        await _ask_until(turn, pressed.person, pressed.head)


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
    await _look(turn, asked.person, days, asked.head)


async def agreed(turn: Turn, pressed: NameDeputy) -> None:
    """Ya."""
    turn.require_private()
    one = await naming.name_deputy(turn.ctx, turn.actor, pressed.person, pressed.first, pressed.last, pressed.head)
    await turn.show(views.named(one, turn.actor))


async def ended(turn: Turn, pressed: EndDeputy) -> None:
    """Akhiri sekarang."""
    turn.require_private()
    await turn.show(views.ended(await ending.end(turn.ctx, turn.actor, pressed.deputy), turn.actor))


async def left(turn: Turn, _pressed: LeaveDeputy) -> None:
    """Tidak jadi."""
    await turn.finish()
    await turn.show(Screen(t("set-cancelled")))


async def _head_meant(turn: Turn, name: str, deputy: str) -> int:
    found = await heads.head_meant(turn.ctx, turn.actor, name, deputy)
    if len(found) != 1:
        key = "refused-deputy-heads" if found else "refused-deputy-no-head"
        raise Refusal(key, name=name[:40], names=", ".join(one.name for one in found[:_MOST_NAMED]))
    return found[0].id


async def _ask_until(turn: Turn, person_id: int, head: int | None) -> None:
    found = await candidates(turn.ctx, turn.actor, head)
    one = next((one for one in found.people if one.id == person_id), None)
    if one is None:
        raise Refusal("refused-deputy-nobody")
    whose = None if found.head.id == turn.actor.id else found.head.name
    await turn.ask(views.ask_until(one.name, whose), AskedUntil(one.id, one.name, head))


async def _look(turn: Turn, person_id: int, days: tuple[date, date], head: int | None) -> None:
    one = await looking.look(turn.ctx, turn.actor, person_id, *days, head)
    await turn.say(views.look(one, turn.today, turn.actor))
