"""The head of a secretariat sets who is on duty on each day of a week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.handlers.questions import Question, question
from bot.services.duty import rota
from bot.views.duty import reports as views
from bot.views.duty.presses import PickOfficer, SetWeek
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_WORKDAYS = 5


@question("dutyweek", "pick")
class AskedForOfficer(Question):
    """Who is on duty on the next of some days (ISO 8601); `people` are those of the days before, 0: as it was."""

    days: list[str]
    people: list[int]


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(SetWeek)(start_week)
    routes.press(PickOfficer)(picked_officer)
    routes.dialogue(AskedForOfficer)(week_step)


async def start_week(turn: Turn, pressed: SetWeek) -> None:
    """The head of a secretariat sets the officers of this week (0) or the next (1), a day at a time."""
    turn.require_private()
    if not turn.actor.leads_secretariat:
        raise Refusal("refused-secretariat-only")
    days = _workdays(turn.today, pressed.ahead)
    if not days:
        raise Refusal("refused-stale-button")
    await _ask_officer(turn, days, [])


async def picked_officer(turn: Turn, pressed: PickOfficer) -> None:
    """One more day is set, or left as it is (0); after the last the rota is stored."""
    asked = await turn.asked(AskedForOfficer)
    days = [date.fromisoformat(day) for day in asked.days]
    people = [*asked.people, pressed.person]
    if len(people) < len(days):
        await _ask_officer(turn, days, people)
        return
    wanted = {day: person_id for day, person_id in zip(days, people, strict=True) if person_id}
    try:
        changed = await rota.assign_days(turn.ctx, turn.actor, wanted)
    except Refusal:
        await turn.finish()
        raise
    await turn.finish()
    await turn.show(Screen(t("duty-week-done", changed=changed)))


async def week_step(turn: Turn, asked: AskedForOfficer) -> None:
    """Typed instead of pressed: ask again."""
    await _ask_officer(turn, [date.fromisoformat(day) for day in asked.days], asked.people)


async def _ask_officer(turn: Turn, days: list[date], chosen: list[int]) -> None:
    if turn.actor.district_id is None:
        raise Refusal("refused-secretariat-only")
    people = await rota.district_people(turn.ctx, turn.actor)
    names = {person.id: person.name for person in people}
    done = [(day, names.get(person_id)) for day, person_id in zip(days, chosen, strict=False)]
    screen = views.pick_officer(turn.actor.district, days[len(chosen)], done, people)
    await turn.ask(screen, AskedForOfficer([day.isoformat() for day in days], chosen))


def weeks_of(turn: Turn) -> tuple[int, ...]:
    """Which weeks this person may set: this one (0), if any of it is left, and the next (1)."""
    if not turn.actor.leads_secretariat:
        return ()
    return (0, 1) if _workdays(turn.today, 0) else (1,)


def _workdays(today: date, weeks_ahead: int) -> list[date]:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=min(weeks_ahead, 1))
    return [day for day in (monday + timedelta(days=offset) for offset in range(_WORKDAYS)) if day >= today]
