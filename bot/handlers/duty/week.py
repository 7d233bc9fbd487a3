"""The head of a secretariat sets who is on duty in each place of a week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.duty.rota import HARIAN, seated
from bot.domain.duty.rota import Turn as Place
from bot.domain.duty.shifts import overlap
from bot.handlers.questions import Question, question
from bot.services.duty import rota
from bot.views.duty import reports as views
from bot.views.duty.presses import PickOfficer, SaveWeek, SetWeek
from bot.views.duty.rota import wrong_in
from bot.views.screen import Screen
from bot.views.text import join_lines, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_WEEK = timedelta(days=7)


@question("dutyweek", "pick")
class AskedForOfficer(Question):
    """Who has the next of some places (ISO 8601 and shift); `people` have those before it, 0: as it was."""

    days: list[str]
    people: list[int]
    # None: stored before a day had more than one place.
    shifts: list[str] | None = None

    @property
    def places(self) -> list[tuple[date, str]]:
        shifts = self.shifts or [HARIAN] * len(self.days)
        return [(date.fromisoformat(day), shift) for day, shift in zip(self.days, shifts, strict=True)]


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(SetWeek)(start_week)
    routes.press(PickOfficer)(picked_officer)
    routes.press(SaveWeek)(save_week)
    routes.dialogue(AskedForOfficer)(week_step)


async def start_week(turn: Turn, pressed: SetWeek) -> None:
    """The head of a secretariat sets the officers of this week (0) or the next (1), a place at a time."""
    turn.require_private()
    found = await rota.week_places(turn.ctx, turn.actor, _days(turn.today, pressed.ahead))
    await _ask_officer(turn, [(one.day, one.shift) for one in found.turns], [])


async def picked_officer(turn: Turn, pressed: PickOfficer) -> None:
    """One more place is set, or left as it is (0); after the last the rota is stored."""
    asked = await turn.asked(AskedForOfficer)
    people = [*asked.people, pressed.person]
    if len(people) < len(asked.days):
        await _ask_officer(turn, asked.places, people)
    else:
        await _store(turn, asked.places, people)


async def save_week(turn: Turn, _: SaveWeek) -> None:
    """The rest is as it was."""
    asked = await turn.asked(AskedForOfficer)
    await _store(turn, asked.places, asked.people)


async def week_step(turn: Turn, asked: AskedForOfficer) -> None:
    """Typed instead of pressed: ask again."""
    await _ask_officer(turn, asked.places, asked.people)


async def _store(turn: Turn, places: list[tuple[date, str]], people: list[int]) -> None:
    wanted = {place: person for place, person in zip(places, people, strict=False) if person}
    await turn.finish()
    changed = await rota.assign_places(turn.ctx, turn.actor, wanted)
    days = sorted({day for day, _ in wanted})
    wrong = wrong_in(await rota.week_places(turn.ctx, turn.actor, days), days) if days else []
    done = t("duty-week-done", changed=changed)
    await turn.show(Screen(join_lines(done, *(["", t("rota-flaws"), *wrong] if wrong else []))))


async def _ask_officer(turn: Turn, places: list[tuple[date, str]], people: list[int]) -> None:
    days = sorted({day for day, _ in places})
    found = await rota.week_places(turn.ctx, turn.actor, days)
    holders = {(one.day, one.shift): one.person for one in found.turns}
    chosen = [person or None for person in people]
    turns = seated([Place(day, shift, holders.get((day, shift))) for day, shift in places], chosen)
    at = turns[len(chosen)]
    # Whoever has a place before this one in the same hours has it.
    taken = {one.person for one in turns[: len(chosen)] if one.day == at.day and overlap(one.shift, at.shift)}
    here = await rota.district_people(turn.ctx, turn.actor)
    names = {one.id: one.name for one in (*found.people.values(), *here)}
    able = [one.id for one in here if one.id not in taken]
    away = await rota.away_among(turn.ctx, able, at.day)
    screen = views.pick_officer(turn.actor.district, turns, chosen, names, able, away)
    asked = AskedForOfficer([day.isoformat() for day, _ in places], people, [shift for _, shift in places])
    await turn.ask(screen, asked)


def weeks_of(turn: Turn) -> tuple[int, ...]:
    """Which weeks this person may set: this one (0) and the next (1)."""
    return (0, 1) if turn.actor.leads_secretariat else ()


def _days(today: date, weeks_ahead: int) -> list[date]:
    """What is left of a week."""
    monday = today - timedelta(days=today.weekday()) + _WEEK * min(weeks_ahead, 1)
    return [day for day in (monday + timedelta(days=ahead) for ahead in range(7)) if day >= today]
