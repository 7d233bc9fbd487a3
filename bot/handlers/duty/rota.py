"""The rota of piket: seeing it, swapping, taking over, and what its keepers set: the rule, leave, critical days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duty.asked import Swap, days_asked, is_far, is_month, no_such_days, place_and_days, swap_asked
from bot.domain.refusals import Refusal
from bot.handlers.duty.critical import critical_in_words
from bot.handlers.duty.leave import leave_in_words
from bot.handlers.duty.overview import month_words, rota_of_days, rota_of_month
from bot.handlers.duty.rule import all_in_words
from bot.handlers.duty.week import weeks_of
from bot.services.access import may_clerk
from bot.services.duty import looking, swapping
from bot.views.duty import rota as views
from bot.views.duty.filling import with_weeks
from bot.views.duty.presses import (
    AcceptSwap,
    AskTakeOver,
    DeclineSwap,
    KeepShift,
    OfferSwap,
    PickSwap,
    PickSwapOn,
    ShowRota,
    TakeOver,
)
from bot.views.format import day_short
from bot.views.meetings.scheduling.problems import date_problem
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.duty.rota import Span
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


# The rota itself, which has the buttons of who is on duty.
_SHOWN = ("jadwal", "ambil alih", "ambilalih", "ambil")
# So many of somebody's shifts are named.
_MOST_SHOWN = 5


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(ShowRota)(own_rota)
    routes.press(PickSwap)(swap_whom)
    routes.press(PickSwapOn)(swap_whom_on)
    routes.press(OfferSwap)(swap_with)
    routes.press(AcceptSwap)(accept)
    routes.press(DeclineSwap)(decline)
    routes.press(KeepShift)(keep)
    routes.press(AskTakeOver)(ask_take_over)
    routes.press(TakeOver)(take_over)


async def asked_in_words(turn: Turn) -> bool:
    """`/piket susun`, `/piket kritis <days>`, `/piket <days>`, `/piket <kecamatan>`; of people of the office also `/piket` alone.

    Says whether it was any of these.
    """
    what = turn.args[0].casefold() if turn.args else ""
    if what in _WORDS:
        await _WORDS[what](turn)
    elif turn.rest.casefold() in _SHOWN:
        await _shown(turn)
    elif what and (days := days_asked(turn.rest, turn.today)) is not None:
        await _of_days(turn, days)
    elif what and (problem := no_such_days(turn.rest, turn.today)) is not None:
        await turn.say(date_problem(problem))
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
    if is_month(days):
        await rota_of_month(turn, days.first.replace(day=1))
    elif of_office and not one_day:
        await rota_of_days(turn, *days)
    elif of_office:
        await _of_office(turn, days.first)
    else:
        found = await looking.of_days(turn.ctx, turn.actor, *days)
        await turn.say(views.of_days(found, turn.actor, *days))


async def _of_office(turn: Turn, day: date) -> None:
    found = await looking.of_day(turn.ctx, turn.actor, day)
    await turn.say(views.office(day, turn.ctx.clock.now(), *found, keeps=turn.actor.manages))


async def _shown(turn: Turn) -> None:
    """The rota, which has the buttons of who is on duty."""
    if _is_of_office(turn):
        await _of_office(turn, turn.today)
    else:
        await turn.say(_whole(turn, await swapping.own_rota(turn.ctx, turn.actor)))


async def _of_district(turn: Turn) -> None:
    """`/piket <kecamatan>`, of some days too."""
    name, days = place_and_days(turn.args, turn.today) or (turn.rest, None)
    if days is not None and is_far(days, turn.today):
        raise Refusal("refused-rota-far")
    try:
        found = await looking.by_name(turn.ctx, turn.actor, name, days)
    except Refusal as unknown:
        if unknown.key != "refused-unknown-district":
            raise
        raise Refusal("refused-piket-words", **unknown.values) from None
    if days is not None:
        await turn.say(views.of_days(found, turn.actor, *days))
    else:
        await turn.say(views.rota(found, turn.actor, turn.ctx.clock.now(), phones=True))


def _whole(turn: Turn, found: RotaFacts) -> Screen:
    """The rota with the numbers of who is on duty, and all that whoever looks at it may do."""
    shown = views.rota(found, turn.actor, turn.ctx.clock.now(), phones=True)
    return with_weeks(shown, weeks_of(turn))


def _is_of_office(turn: Turn) -> bool:
    return turn.actor.district_id is None and may_clerk(turn.actor)


async def own_rota(turn: Turn, _pressed: ShowRota) -> None:
    """The button: the own kecamatan's rota."""
    turn.require_private()
    await turn.show(_whole(turn, await swapping.own_rota(turn.ctx, turn.actor)))


async def swap_whom(turn: Turn, _pressed: PickSwap) -> None:
    """Who is asked to take the next shift?"""
    turn.require_private()
    await _ask_whom(turn, Swap())


async def swap_whom_on(turn: Turn, pressed: PickSwapOn) -> None:
    """Who is asked to take the shift of that day?"""
    turn.require_private()
    await _ask_whom(turn, Swap(pressed.day))


async def _swap_in_words(turn: Turn) -> None:
    """`/piket tukar [day] [dengan <name>]`."""
    if turn.actor.district_id is None:
        raise Refusal("refused-rota-of-district")
    wanted = swap_asked(turn.args[1:], turn.today)
    if wanted is None:
        raise Refusal("refused-swap-words", words=" ".join(turn.args[1:])[:60])
    await _ask_whom(turn, wanted)


async def _ask_whom(turn: Turn, wanted: Swap) -> None:
    found = await swapping.whom_to_ask(turn.ctx, turn.actor, wanted.day)
    mine = found.mine
    if mine is None and wanted.day is not None and found.shifts:
        shown = ", ".join(views.short_of(one) for one in found.shifts[:_MOST_SHOWN])
        raise Refusal("refused-swap-day", day=day_short(wanted.day), mine=shown)
    if mine is None:
        await turn.show(views.nothing_to_swap())
        return
    said = wanted.whom.casefold().split()
    able = [one for one in found.able if all(word in one[0].name.casefold() for word in said)]
    if said and not able:
        raise Refusal("refused-swap-whom", name=wanted.whom[:60], day=day_short(mine.day))
    later = next((one for one in found.shifts if one.day > mine.day), None)
    await turn.show(views.swap_whom(found.rota, turn.actor, mine, able, later))


async def swap_with(turn: Turn, pressed: OfferSwap) -> None:
    """A colleague was chosen, or all (0)."""
    turn.require_private()
    taker_id = pressed.person or None
    people = {one.id: one for one in await looking.takes_turns(turn.ctx, turn.actor)}
    if taker_id is not None and taker_id not in people:
        raise Refusal("refused-stale-button")
    made = await swapping.offer(turn.ctx, turn.actor, pressed.day, taker_id)

    async def _shown(message_id: int | None) -> None:
        if message_id is not None:
            await swapping.shown_in(turn.ctx, turn.actor, made, message_id)

    await turn.show(views.offered(made, people[taker_id] if taker_id is not None else None), _shown)


async def accept(turn: Turn, pressed: AcceptSwap) -> None:
    """The asked person, whoever takes an open shift, or the head of the secretariat: yes."""
    await _answer(turn, pressed.offer, accept=True)


async def decline(turn: Turn, pressed: DeclineSwap) -> None:
    """No."""
    await _answer(turn, pressed.offer, accept=False)


async def keep(turn: Turn, pressed: KeepShift) -> None:
    """Whoever offered keeps the shift."""
    turn.require_private()
    await turn.show(_whole(turn, await swapping.take_back(turn.ctx, turn.actor, pressed.offer)))


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


async def _answer(turn: Turn, offer_id: int, *, accept: bool) -> None:
    turn.require_private()
    done = await swapping.answer(turn.ctx, turn.actor, offer_id, accept=accept)
    await turn.show(views.answered(done.offer, done.state, done.rota, turn.actor, done.by))


_WORDS: dict[str, Callable[[Turn], Awaitable[None]]] = {
    "susun": all_in_words,
    "gambar": month_words,
    "tukar": _swap_in_words,
    "cuti": leave_in_words,
    "kritis": critical_in_words,
}
