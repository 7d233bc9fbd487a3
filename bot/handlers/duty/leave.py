"""Leave from piket: recorded by whoever keeps the rota, asked for by whoever takes turns, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duty.asked import long_past
from bot.domain.duty.rota import Span
from bot.domain.refusals import Refusal
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.handlers.duty import filling
from bot.handlers.questions import Question, question
from bot.services.duty import leaves, looking, rules, swapping
from bot.services.duty.changing import require_keeper
from bot.services.duty.swapping import ahead_of
from bot.views.duty import leave as views
from bot.views.duty.presses import AskLeave, DropLeave, OfferLeft, PickLeave, RecordLeave
from bot.views.duty.rota import emptied, next_lines
from bot.views.format import day_plain, days_long
from bot.views.meetings.scheduling.problems import date_problem
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.people.facts import PersonFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.duty.changing import RotaChange
    from bot.views.text import Markup


@question("dutyleave", "days")
class AskedForLeave(Question):
    """On which days somebody is on leave; 0: whoever asks for it."""

    person: int


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(PickLeave)(leave_whose)
    routes.press(AskLeave)(leave_when)
    routes.press(DropLeave)(drop_leave)
    routes.press(OfferLeft)(offer_left)
    routes.press(RecordLeave)(record_leave)
    routes.dialogue(AskedForLeave)(leave_step)


async def leave_in_words(turn: Turn) -> None:
    """`/piket cuti 3-5 november`: recorded by the head of a secretariat, asked for by others; alone: what is recorded, or how."""
    await _leave_in_words(turn)
    if turn.message is not None and turn.message.photo:
        await filling.say_words_alone(turn)


async def _leave_in_words(turn: Turn) -> None:
    actor, words = turn.actor, turn.rest.removeprefix(turn.args[0]).strip()
    if actor.district_id is None:
        raise Refusal("refused-leave-of-district")
    if not words:
        if actor.leads_secretariat:
            await _list(turn, actor.district_id)
        else:
            await turn.ask(Screen(t("leave-how")), AskedForLeave(0))
        return
    try:
        days = _days(turn, words)
    except DateProblem as problem:
        await turn.say(date_problem(problem))
        return
    if actor.leads_secretariat:
        await _record(turn, actor, days)
        return
    await _wish(turn, days)


async def _wish(turn: Turn, days: Span) -> None:
    rules.refuse_leave(turn.actor, *days, turn.ctx.clock.now())
    await leaves.ask(turn.ctx, turn.actor, *days)
    if AskedForLeave.of(await turn.standing_in()) is not None:
        await turn.finish()
    await turn.say(Screen(t("leave-sent", days=days_long(*days))))


async def leave_whose(turn: Turn, pressed: PickLeave) -> None:
    """Who is on leave?"""
    turn.require_private()
    require_keeper(turn.actor, pressed.district)
    await _list(turn, pressed.district)


async def leave_when(turn: Turn, pressed: AskLeave) -> None:
    """When?"""
    turn.require_private()
    person = await looking.person(turn.ctx, turn.actor, pressed.person)
    await turn.ask(Screen(t("leave-when", name=person.name, example=day_plain(turn.today))), AskedForLeave(person.id))


async def leave_step(turn: Turn, asked: AskedForLeave) -> None:
    """The days, as written; a doctor's letter is for the head of the secretariat."""
    await _leave_step(turn, asked)
    await filling.say_words_alone(turn)


async def _leave_step(turn: Turn, asked: AskedForLeave) -> None:
    turn.go_on_there()
    person = await looking.person(turn.ctx, turn.actor, asked.person) if asked.person else None
    try:
        days = _days(turn, turn.text)
    except DateProblem as problem:
        await turn.say(date_problem(problem))
        return
    if person is None:
        await _wish(turn, days)
        return
    await _record(turn, person, days, asked=True)


async def record_leave(turn: Turn, pressed: RecordLeave) -> None:
    """What somebody asked for."""
    turn.require_private()
    person = await looking.person(turn.ctx, turn.actor, pressed.person)
    days = Span(pressed.first, pressed.last)
    found = await rules.add_leave(turn.ctx, turn.actor, person.id, *days)
    await turn.show(_saved(turn, found, person, days))


async def drop_leave(turn: Turn, pressed: DropLeave) -> None:
    """It is none after all."""
    turn.require_private()
    leave, change = await leaves.take_back(turn.ctx, turn.actor, pressed.leave)
    await turn.show(views.taken_back(leave, turn.today, _own(turn, change)))


async def offer_left(turn: Turn, pressed: OfferLeft) -> None:
    """What is still theirs is open to all."""
    turn.require_private()
    found, left = await swapping.offer_left(turn.ctx, turn.actor, pressed.person, Span(pressed.first, pressed.last))
    await turn.show(views.offered(found.name(pressed.person), left))


async def _record(turn: Turn, person: PersonFacts, days: Span, *, asked: bool = False) -> None:
    found = await rules.add_leave(turn.ctx, turn.actor, person.id, *days)
    if asked:
        await turn.finish()
    await turn.say(_saved(turn, found, person, days))


def _saved(turn: Turn, change: RotaChange, person: PersonFacts, days: Span) -> Screen:
    now, actor, found = turn.ctx.clock.now(), turn.actor, change.after
    begun = [one for one in found.on_duty(now) if one.person == person.id and days.holds(one.day)]
    may_take = actor.district_id == person.district_id and not any(found.is_busy(actor.id, one) for one in begun)
    left, own = ahead_of(found, person.id, days, now), _own(turn, change)
    return views.saved(person, days, left, begun, own=own, empty=emptied(found, change.emptied), may_take=may_take)


def _own(turn: Turn, change: RotaChange) -> list[Markup]:
    """What is next for whoever made the change, where it is another now."""
    turns = change.next_of(turn.actor.id, turn.ctx.clock.now())
    return next_lines(change.after.district, *turns) if turns else []


async def _list(turn: Turn, district_id: int) -> None:
    people = await looking.takes_turns(turn.ctx, turn.actor, district_id)
    await turn.show(views.whose(people, await leaves.listed(turn.ctx, turn.actor, district_id)))


def _days(turn: Turn, words: str) -> Span:
    """The days that are meant; refuses those that are past where no year is said, for the year after is a guess."""
    days = Span(*parse_days(words, today=turn.today))
    past = long_past(words, days, turn.today)
    if past is not None:
        raise Refusal("refused-leave-past", days=days_long(*past), words=words[:40], year=str(days.first.year))
    return days
