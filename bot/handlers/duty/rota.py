"""The rota of piket: seeing it, swapping, taking over, and what its keepers set: the rule, leave, critical days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.duty.rota import Rotation
from bot.domain.refusals import Refusal
from bot.domain.words.indonesian_dates import DateProblem, parse_days
from bot.handlers.duty.overview import month_words
from bot.handlers.questions import Question, question
from bot.services.access import may_clerk
from bot.services.duty import looking, rules, swapping
from bot.services.duty.changing import require_keeper
from bot.views.duty import rota as views
from bot.views.duty.presses import (
    AcceptSwap,
    AskLeave,
    AskTakeOver,
    ChooseRule,
    DeclineSwap,
    KeepShift,
    OfferSwap,
    PickLeave,
    PickSwap,
    SaveRule,
    SetAllRules,
    ShowRota,
    TakeOver,
)
from bot.views.meetings.scheduling import date_problem
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.facts import PersonFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_USUAL = "oda"
_ROTATIONS = {"d": Rotation.DAILY, "w": Rotation.WEEKLY}


@question("dutyleave", "days")
class AskedForLeave(Question):
    """On which days somebody is on leave."""

    person: int


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(ShowRota)(own_rota)
    routes.press(SetAllRules)(set_all_press)
    routes.press(PickSwap)(swap_whom)
    routes.press(OfferSwap)(swap_with)
    routes.press(AcceptSwap)(accept)
    routes.press(DeclineSwap)(decline)
    routes.press(KeepShift)(keep)
    routes.press(AskTakeOver)(ask_take_over)
    routes.press(TakeOver)(take_over)
    routes.press(ChooseRule)(choose_rule)
    routes.press(SaveRule)(save_rule)
    routes.press(PickLeave)(leave_whose)
    routes.press(AskLeave)(leave_when)
    routes.dialogue(AskedForLeave)(leave_step)


async def asked_in_words(turn: Turn) -> bool:
    """`/piket susun`, `/piket kritis <days>`, `/piket <kecamatan>`; of people of the office also `/piket` alone.

    Says whether it was any of these.
    """
    what = turn.args[0].casefold() if turn.args else ""
    if what == "susun":
        await set_all(turn)
    elif what == "gambar":
        await month_words(turn, turn.args[1:])
    elif what == "kritis":
        await _critical(turn, turn.cut(1)[1])
    elif what:
        now = turn.ctx.clock.now()
        found = await looking.by_name(turn.ctx, turn.actor, turn.rest)
        await turn.say(views.rota(found, turn.actor, now, phones=True))
    elif turn.actor.district_id is None and may_clerk(turn.actor):
        found_today = await looking.of_today(turn.ctx, turn.actor)
        await turn.say(views.office(turn.today, *found_today, keeps=turn.actor.manages))
    else:
        return False
    return True


async def own_rota(turn: Turn, _pressed: ShowRota) -> None:
    """The button: the own kecamatan's rota."""
    turn.require_private()
    found = await swapping.own_rota(turn.ctx, turn.actor)
    await turn.show(views.rota(found, turn.actor, turn.ctx.clock.now(), phones=True))


async def set_all_press(turn: Turn, _pressed: SetAllRules) -> None:
    """The button for it."""
    await set_all(turn)


async def set_all(turn: Turn) -> None:
    """Every kecamatan without a rule gets the usual one."""
    turn.require_private()
    count = await rules.set_all(turn.ctx, turn.actor)
    await turn.show(Screen(t("rules-saved", count=count) if count else t("rules-none")))


async def swap_whom(turn: Turn, _pressed: PickSwap) -> None:
    """Who is asked to take the next shift?"""
    turn.require_private()
    found, now = await swapping.own_rota(turn.ctx, turn.actor), turn.ctx.clock.now()
    mine = swapping.next_to_begin(found, turn.actor.id, now)
    if mine is None:
        await turn.show(views.nothing_to_swap())
        return
    people = await looking.takes_turns(turn.ctx, turn.actor)
    theirs = [(one, swapping.given_in_return(found, one.id, mine.day, now)) for one in people]
    await turn.show(views.swap_whom(found, turn.actor, mine, theirs))


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


async def choose_rule(turn: Turn, pressed: ChooseRule) -> None:
    """What the rota is computed from, as chosen so far."""
    turn.require_private()
    district_id = pressed.district
    require_keeper(turn.actor, district_id)
    district = await looking.district_name(turn.ctx, turn.actor, district_id)
    shifts, rotation, days_off = _chosen(pressed.chosen or _USUAL)
    begins = turn.today + timedelta(days=1)
    await turn.show(views.rule(district, district_id, shifts, rotation, begins, days_off=days_off))


async def save_rule(turn: Turn, pressed: SaveRule) -> None:
    """From tomorrow on."""
    turn.require_private()
    shifts, rotation, days_off = _chosen(pressed.chosen)
    terms = rules.Terms(views.SHIFTS[shifts], rotation, days_off)
    found = await rules.set_rule(turn.ctx, turn.actor, pressed.district, terms)
    await turn.show(Screen(t("rule-saved")))
    await turn.say(views.rota(found, turn.actor, turn.ctx.clock.now()))


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
    offer, state, found = await swapping.answer(turn.ctx, turn.actor, offer_id, accept=accept)
    await turn.show(views.answered(offer, state, found, turn.actor))


async def _person(turn: Turn, person_id: int) -> PersonFacts:
    return await looking.person(turn.ctx, turn.actor, person_id)


def _chosen(word: str) -> tuple[str, Rotation, bool]:
    """What a rule's buttons say: `oda`."""
    if len(word) != len(_USUAL) or word[0] not in views.SHIFTS or word[1] not in _ROTATIONS or word[2] not in "aw":
        raise Refusal("refused-stale-button")
    return word[0], _ROTATIONS[word[1]], word[2] == "a"
