"""/piket: the report step by step, and the week's rota for heads of secretariat."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Situation
from bot.services import duty
from bot.services.duty import MAX_REPORT, Report
from bot.views import duty as views
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.facts import ShiftFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step

_REPORT = "duty"
_WEEK = "dutyweek"
_WORKDAYS = 5


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("piket")(duty_command)
    routes.press("dutyr")(start_report)
    routes.press("dutys")(chose_situation)
    routes.press("dutyok")(save)
    routes.press("dutyw")(start_week)
    routes.press("dutyp")(picked_officer)
    routes.dialogue(_REPORT)(report_step)
    routes.dialogue(_WEEK)(week_step)


async def duty_command(turn: Turn) -> None:
    """/piket: report if a report is owed, else say when the next duty is."""
    turn.require_private()
    shifts = await duty.open_shifts(turn.ctx, turn.actor)
    if shifts:
        await _ask(turn, shifts[0])
        return
    following = await duty.next_shift(turn.ctx, turn.actor)
    await turn.say(views.nothing_due(following, can_plan=turn.actor.leads_secretariat))


async def start_report(turn: Turn) -> None:
    """The button under a reminder."""
    await _ask(turn, await _own_shift(turn, turn.number(0)))


async def chose_situation(turn: Turn) -> None:
    """Aman or kejadian: now the words."""
    shift = await _own_shift(turn, turn.number(0))
    try:
        situation = Situation[turn.word(1)]
    except KeyError:
        raise Refusal("refused-stale-button") from None
    await turn.begin(_REPORT, "text", shift=shift.id, situation=situation.value)
    await turn.show(Screen(t(f"duty-ask-text-{situation.value}")))


async def report_step(turn: Turn, step: Step) -> None:
    """Text, photo (with or without caption) and location, in any order; text is what a report needs."""
    if step.step == "situation":
        await _ask(turn, await _own_shift(turn, step.data["shift"]))
        return
    message = turn.message
    data = dict(step.data)
    key = "duty-ask-extra"
    if message is not None and message.photo:
        data["photo"] = message.photo[-1].file_id
        key = "duty-got-photo"
    elif message is not None and message.location is not None:
        data["location"] = [message.location.latitude, message.location.longitude]
        key = "duty-got-location"
    elif not turn.text.strip():
        await turn.say(Screen(t("duty-needs-text")))
        return
    if turn.text.strip():
        if len(turn.text) > MAX_REPORT:
            raise Refusal("refused-report-long", length=len(turn.text), most=MAX_REPORT)
        data["text"] = turn.text.strip()
    await turn.begin(_REPORT, "text", **data)
    if "text" not in data:
        await turn.say(Screen(t("duty-photo-needs-text" if "photo" in data else "duty-needs-text")))
        return
    await turn.say(views.ask_extra(key))


async def save(turn: Turn) -> None:
    """Store it; the number is the receipt."""
    step = await turn.dialogue(_REPORT)
    data = step.data
    if "text" not in data:
        raise Refusal("refused-empty-report")
    location = (data["location"][0], data["location"][1]) if "location" in data else None
    report = Report(Situation(data["situation"]), data["text"], data.get("photo"), location)
    stored = await duty.submit(turn.ctx, turn.actor, data["shift"], report)
    await turn.finish()
    await turn.show(views.confirmed(stored))


async def start_week(turn: Turn) -> None:
    """The head of a secretariat sets next week's officers, a day at a time."""
    turn.require_private()
    if not turn.actor.leads_secretariat:
        raise Refusal("refused-secretariat-only")
    today = turn.today
    monday = today + timedelta(days=7 - today.weekday())
    await turn.begin(_WEEK, "pick", monday=monday.isoformat(), people=[])
    await _ask_officer(turn, monday, [])


async def picked_officer(turn: Turn) -> None:
    """One more day is set; after Friday the week is stored."""
    step = await turn.dialogue(_WEEK)
    monday = date.fromisoformat(step.data["monday"])
    people = [*step.data["people"], turn.number(0)]
    if len(people) < _WORKDAYS:
        await turn.begin(_WEEK, "pick", monday=monday.isoformat(), people=people)
        await _ask_officer(turn, monday, people)
        return
    changed = await duty.assign_week(turn.ctx, turn.actor, monday, people)
    await turn.finish()
    await turn.show(Screen(t("duty-week-done", changed=changed)))


async def week_step(turn: Turn, step: Step) -> None:
    """Typed instead of pressed: ask again."""
    await _ask_officer(turn, date.fromisoformat(step.data["monday"]), step.data["people"])


async def _ask(turn: Turn, shift: ShiftFacts) -> None:
    await turn.begin(_REPORT, "situation", shift=shift.id)
    await turn.say(views.ask_situation(shift))


async def _own_shift(turn: Turn, shift_id: int) -> ShiftFacts:
    for shift in await duty.open_shifts(turn.ctx, turn.actor):
        if shift.id == shift_id:
            return shift
    raise Refusal("refused-not-on-duty")


async def _ask_officer(turn: Turn, monday: date, chosen: list[int]) -> None:
    if turn.actor.district_id is None:
        raise Refusal("refused-secretariat-only")
    people = await duty.district_people(turn.ctx, turn.actor)
    names = {person.id: person.name for person in people}
    done = [(monday + timedelta(days=offset), names.get(person_id, "")) for offset, person_id in enumerate(chosen)]
    day = monday + timedelta(days=len(chosen))
    await turn.show(views.pick_officer(turn.actor.district, monday, day, done, people))
