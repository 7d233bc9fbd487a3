"""The rota of piket: seeing it, swapping, taking over, and what its keepers set: the rule, leave, critical days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duty.asked import days_asked, is_far, is_month
from bot.domain.refusals import Refusal
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.handlers.duty.overview import month_words, rota_of_month
from bot.handlers.duty.rule import all_in_words
from bot.handlers.questions import Question, question
from bot.services.access import may_clerk
from bot.services.duty import looking, rules, swapping
from bot.services.duty.changing import require_keeper
from bot.views.duty import rota as views
from bot.views.duty.presses import (
    AcceptSwap,
    AskLeave,
    AskTakeOver,
    DeclineSwap,
    KeepShift,
    OfferSwap,
    PickLeave,
    PickSwap,
    ShowRota,
    TakeOver,
)
from bot.views.meetings.scheduling.problems import date_problem
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.duty.rota import Span
    from bot.domain.people.facts import PersonFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


@question("dutyleave", "days")
class AskedForLeave(Question):
    """On which days somebody is on leave."""

    person: int


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(ShowRota)(own_rota)
    routes.press(PickSwap)(swap_whom)
    routes.press(OfferSwap)(swap_with)
    routes.press(AcceptSwap)(accept)
    routes.press(DeclineSwap)(decline)
    routes.press(KeepShift)(keep)
    routes.press(AskTakeOver)(ask_take_over)
    routes.press(TakeOver)(take_over)
    routes.press(PickLeave)(leave_whose)
    routes.press(AskLeave)(leave_when)
    routes.dialogue(AskedForLeave)(leave_step)


async def asked_in_words(turn: Turn) -> bool:
    """`/piket susun`, `/piket kritis <days>`, `/piket <days>`, `/piket <kecamatan>`; of people of the office also `/piket` alone.

    Says whether it was any of these.
    """
    what = turn.args[0].casefold() if turn.args else ""
    if what == "susun":
        await all_in_words(turn, turn.args[1:])
    elif what == "gambar":
        await month_words(turn, turn.args[1:])
    elif what == "tukar" and turn.actor.district_id is not None:
        await swap_whom(turn, PickSwap())
    elif what == "kritis":
        await _critical(turn, turn.cut(1)[1])
    elif what and (days := days_asked(turn.rest, turn.today)) is not None:
        await _of_days(turn, days)
    elif what:
        await _of_district(turn)
    elif _is_of_office(turn):
        await _of_office(turn, turn.today)
    else:
        return False
    return True


async def _of_days(turn: Turn, days: Span) -> None:
    """A month as a picture; other days in words, of all kecamatan one day."""
    if is_far(days, turn.today):
        raise Refusal("refused-rota-far")
    one_day, of_office = days.first == days.last, _is_of_office(turn)
    if is_month(days) or (of_office and not one_day):
        await rota_of_month(turn, days.first.replace(day=1))
    elif of_office:
        await _of_office(turn, days.first)
    else:
        found = await looking.of_days(turn.ctx, turn.actor, *days)
        await turn.say(views.of_days(found, turn.actor, *days))


async def _of_office(turn: Turn, day: date) -> None:
    found = await looking.of_day(turn.ctx, turn.actor, day)
    await turn.say(views.office(day, turn.today, *found, keeps=turn.actor.manages))


async def _of_district(turn: Turn) -> None:
    try:
        found = await looking.by_name(turn.ctx, turn.actor, turn.rest)
    except Refusal as unknown:
        if unknown.key != "refused-unknown-district":
            raise
        raise Refusal("refused-piket-words", **unknown.values) from None
    await turn.say(views.rota(found, turn.actor, turn.ctx.clock.now(), phones=True))


def _is_of_office(turn: Turn) -> bool:
    return turn.actor.district_id is None and may_clerk(turn.actor)


async def own_rota(turn: Turn, _pressed: ShowRota) -> None:
    """The button: the own kecamatan's rota."""
    turn.require_private()
    found = await swapping.own_rota(turn.ctx, turn.actor)
    await turn.show(views.rota(found, turn.actor, turn.ctx.clock.now(), phones=True))


async def swap_whom(turn: Turn, _pressed: PickSwap) -> None:
    """Who is asked to take the next shift?"""
    turn.require_private()
    found, mine, able = await swapping.whom_to_ask(turn.ctx, turn.actor)
    if mine is None:
        await turn.show(views.nothing_to_swap())
        return
    await turn.show(views.swap_whom(found, turn.actor, mine, able))


async def swap_with(turn: Turn, pressed: OfferSwap) -> None:
    """A colleague was chosen, or all (0)."""
    turn.require_private()
    taker_id = pressed.person or None
    people = {one.id: one for one in await looking.takes_turns(turn.ctx, turn.actor)}
    if taker_id is not None and taker_id not in people:
        raise Refusal("refused-stale-button")
    made = await swapping.offer(turn.ctx, turn.actor, pressed.day, taker_id)
    await turn.show(views.offered(made, people[taker_id] if taker_id is not None else None))


async def accept(turn: Turn, pressed: AcceptSwap) -> None:
    """The asked person, whoever takes an open shift, or the head of the secretariat: yes."""
    await _answer(turn, pressed.offer, accept=True)


async def decline(turn: Turn, pressed: DeclineSwap) -> None:
    """No."""
    await _answer(turn, pressed.offer, accept=False)


async def keep(turn: Turn, pressed: KeepShift) -> None:
    """Whoever offered keeps the shift."""
    turn.require_private()
    found = await swapping.take_back(turn.ctx, turn.actor, pressed.offer)
    await turn.show(views.rota(found, turn.actor, turn.ctx.clock.now(), phones=True))


async def ask_take_over(turn: Turn, pressed: AskTakeOver) -> None:
    """Is it meant?"""
    turn.require_private()
    found, officer = await swapping.own_rota(turn.ctx, turn.actor), pressed.officer
    if officer not in found.people:
        raise Refusal("refused-stale-button")
    await turn.show(views.take_over(found.name(officer), officer))


async def take_over(turn: Turn, pressed: TakeOver) -> None:
    """Yes."""
    turn.require_private()
    await swapping.take_over(turn.ctx, turn.actor, pressed.officer)
    await turn.show(Screen(t("rota-taken-over")))


async def leave_whose(turn: Turn, pressed: PickLeave) -> None:
    """Who is on leave?"""
    turn.require_private()
    district_id = pressed.district
    require_keeper(turn.actor, district_id)
    await turn.show(views.leave_whose(await looking.takes_turns(turn.ctx, turn.actor, district_id)))


async def leave_when(turn: Turn, pressed: AskLeave) -> None:
    """When?"""
    turn.require_private()
    person = await _person(turn, pressed.person)
    await turn.ask(Screen(t("leave-when", name=person.name)), AskedForLeave(person.id))


async def leave_step(turn: Turn, asked: AskedForLeave) -> None:
    """The days, as written."""
    turn.go_on_there()
    person = await _person(turn, asked.person)
    try:
        first, last = parse_days(turn.text, today=turn.today)
    except DateProblem as problem:
        await turn.say(date_problem(problem))
        return
    await rules.add_leave(turn.ctx, turn.actor, person.id, first, last)
    await turn.finish()
    await turn.say(views.leave_saved(person.name, first, last))


async def _critical(turn: Turn, words: str) -> None:
    try:
        first, last = parse_days(words, today=turn.today)
    except DateProblem:
        await turn.say(Screen(t("critical-usage")))
        return
    count = await rules.set_critical(turn.ctx, turn.actor, first, last, views.CRITICAL)
    await turn.say(views.critical_saved(first, last, views.CRITICAL, count))


async def _answer(turn: Turn, offer_id: int, *, accept: bool) -> None:
    turn.require_private()
    done = await swapping.answer(turn.ctx, turn.actor, offer_id, accept=accept)
    await turn.show(views.answered(done.offer, done.state, done.rota, turn.actor, done.by))


async def _person(turn: Turn, person_id: int) -> PersonFacts:
    return await looking.person(turn.ctx, turn.actor, person_id)
