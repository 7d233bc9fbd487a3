"""The rule of a rota: set and ended by its keepers, of one kecamatan or of all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.duty.facts import usual_officers
from bot.domain.refusals import Refusal
from bot.services.duty import rules
from bot.views.duty import rota as rota_views
from bot.views.duty import rule as views
from bot.views.duty.presses import ChooseRule, ChooseWho, Clashing, EndRule, SaveRule, SetAllRules
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.people.facts import PersonFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(SetAllRules)(set_all_press)
    routes.press(ChooseRule)(choose_rule)
    routes.press(ChooseWho)(choose_who)
    routes.press(SaveRule)(save_rule)
    routes.press(EndRule)(end_rule)


async def all_in_words(turn: Turn) -> None:
    """`/piket susun [how many]`: the question whether it is meant."""
    many = (*turn.args[1:2], "1")[0]
    if many not in map(str, views.OFFICERS):
        await turn.say(Screen(t("rules-usage", most=views.OFFICERS[-1])))
        return
    await _ask_all(turn, int(many))


async def set_all_press(turn: Turn, pressed: SetAllRules) -> None:
    """Every kecamatan without a rule gets the usual one, once it was said that it is meant."""
    turn.require_private()
    if pressed.officers not in views.OFFICERS:
        await _ask_all(turn, 1)
        return
    count = await rules.set_all(turn.ctx, turn.actor, pressed.officers)
    await turn.show(Screen(t("rules-saved", count=count) if count else t("rules-none")))


async def _ask_all(turn: Turn, officers: int) -> None:
    count = await rules.without_rule(turn.ctx, turn.actor)
    await turn.show(views.ask_all(count, officers) if count else Screen(t("rules-none")))


async def choose_rule(turn: Turn, pressed: ChooseRule) -> None:
    """What the rota is computed from, as chosen so far; at first as it was saved."""
    turn.require_private()
    found, pool = await rules.look(turn.ctx, turn.actor, pressed.district)
    chosen = _chosen(pressed.chosen, found)
    people = _people(pressed.who, found, pool, chosen)
    await turn.show(views.rule(found, chosen, _begins(turn), pool, people, pressed.who))


async def choose_who(turn: Turn, pressed: ChooseWho) -> None:
    """Whose turns it is."""
    turn.require_private()
    found, pool = await rules.look(turn.ctx, turn.actor, pressed.district)
    chosen = _chosen(pressed.chosen, found)
    await turn.show(views.who(found.district_id, chosen, pool, views.people_of(pressed.who, pool)))


async def save_rule(turn: Turn, pressed: SaveRule) -> None:
    """From tomorrow on; what was agreed and does not go with it is asked about first."""
    turn.require_private()
    found, pool = await rules.look(turn.ctx, turn.actor, pressed.district)
    chosen = _chosen(pressed.chosen, found)
    people = _people(pressed.who, found, pool, chosen)
    terms = rules.Terms(chosen.places, chosen.rotation, chosen.days_off, people)
    if pressed.clashing is Clashing.ASK:
        clashing = await rules.clashing(turn.ctx, turn.actor, pressed.district, terms)
        if clashing:
            await turn.show(views.clashing(found, chosen, views.who_of(people, pool), clashing))
            return
    drop = pressed.clashing is Clashing.DROP
    saved = await rules.set_rule(turn.ctx, turn.actor, pressed.district, terms, drop=drop)
    await turn.show(Screen(t("rule-saved-dropped" if drop else "rule-saved")))
    await turn.say(rota_views.rota(saved, turn.actor, turn.ctx.clock.now()))


async def end_rule(turn: Turn, pressed: EndRule) -> None:
    """No more turns, once it is meant."""
    turn.require_private()
    found, _ = await rules.look(turn.ctx, turn.actor, pressed.district)
    if not pressed.sure:
        await turn.show(views.ask_end(found, _begins(turn)))
        return
    await turn.show(
        views.ended(await rules.set_rule(turn.ctx, turn.actor, pressed.district, rules.NO_TURNS), _begins(turn))
    )


def _begins(turn: Turn) -> date:
    return turn.today + timedelta(days=1)


def _chosen(code: str, found: RotaFacts) -> views.Chosen:
    """What a rule's buttons say; what was saved where none was pressed."""
    if code and code not in views.CHOICES:
        raise Refusal("refused-stale-button")
    return views.CHOICES[code] if code else views.chosen_of(found.rule)


def _people(who: str, found: RotaFacts, pool: Sequence[PersonFacts], chosen: views.Chosen) -> tuple[int, ...]:
    """Whose turns it is: as pressed, else as saved, else the usual."""
    if who:
        return views.people_of(who, pool)
    saved = found.rule.people if found.rule is not None and found.runs else ()
    return tuple(one.id for one in pool if one.id in saved) or tuple(
        one.id for one in usual_officers(pool, len(chosen.places))
    )
