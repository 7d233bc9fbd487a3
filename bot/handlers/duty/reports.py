"""/piket: the report step by step, and the rota for heads of secretariat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.duty.photos import MOST_PHOTOS, Photo
from bot.domain.lengths import units
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Situation
from bot.handlers.duty.rota import asked_in_words
from bot.services import dialogues
from bot.services.duty import reports, rota
from bot.services.duty.submitting import MAX_REPORT, ReportContent, submit
from bot.services.duty.swapping import own_rota
from bot.views.duty import reports as views
from bot.views.screen import ASIDE, Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from typing import Any

    from telegram import Message

    from bot.domain.facts import DutyReportFacts, ShiftFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step
    from bot.services.duty.reports import Attached

_REPORT = "duty"
_WEEK = "dutyweek"
_WORKDAYS = 5


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("piket")(duty_command)
    routes.press("dutyr")(start_report)
    routes.press("dutyx")(start_another)
    routes.press("dutyn")(nothing_happened)
    routes.press("dutys")(chose_situation)
    routes.press("dutyok")(save)
    routes.press("dutyv")(show_report)
    routes.press("dutyw")(start_week)
    routes.press("dutyp")(picked_officer)
    routes.dialogue(_REPORT)(report_step)
    routes.dialogue(_WEEK)(week_step)


async def duty_command(turn: Turn) -> None:
    """/piket: report if a report is owed, else who is on duty; `/piket <kecamatan>` and the like: the rota."""
    turn.require_private()
    if await asked_in_words(turn):
        return
    found = await reports.outlook(turn.ctx, turn.actor)
    if found.owed:
        await _ask(turn, found.owed[0])
        return
    rota_now = None if turn.actor.district_id is None else await own_rota(turn.ctx, turn.actor)
    now = turn.ctx.clock.now()
    screen = views.nothing_due(found.reported, rota_now, turn.actor, now, weeks=_weeks(turn), overdue=found.overdue)
    await turn.say(screen)


async def start_report(turn: Turn) -> None:
    """The button under a reminder."""
    await _ask(turn, await _unreported(turn))


async def start_another(turn: Turn) -> None:
    """Something else happened on a shift that is reported already."""
    shift = await reports.own_shift(turn.ctx, turn.actor, turn.number(0))
    await _ask(turn, shift, further=shift.report_number is not None)


async def chose_situation(turn: Turn) -> None:
    """Aman or kejadian: now the words, unless they have been written already."""
    shift = await reports.own_shift(turn.ctx, turn.actor, turn.number(0))
    try:
        situation = Situation[turn.word(1)]
    except KeyError:
        raise Refusal("refused-stale-button") from None
    data = {**await _written(turn, shift), "shift": shift.id, "situation": situation.value}
    await turn.ask(views.ask_extra() if "text" in data else views.ask_text(shift, situation), _REPORT, "text", **data)


async def nothing_happened(turn: Turn) -> None:
    """Aman, nihil: what most days are, in one press."""
    shift = await _unreported(turn)
    data = {"text": plain("duty-nothing"), **await _written(turn, shift), "situation": Situation.SAFE.value}
    await _submit(turn, shift.id, data)


async def report_step(turn: Turn, step: Step) -> None:
    """Text, photo (with or without caption) and location, in any order; text is what a report needs."""
    if turn.message is None:
        shift = await reports.own_shift(turn.ctx, turn.actor, step.data["shift"])
        await _ask(turn, shift, further="further" in step.data)
        return
    turn.go_on_at(step)
    message, text = turn.message, turn.text.strip()
    if message.media_group_id is not None and message.media_group_id == step.data.get("album") and not text:
        # The other photos of an album come as messages of their own: each is kept, and said so once.
        standing = replace(step, data=_gathered(step.data, message, text)[0])
        await dialogues.put(turn.ctx, turn.chat.id, turn.user.id, standing)
        return
    data, key = _gathered(step.data, message, text)
    if (length := units(data.get("text", ""))) > MAX_REPORT:
        raise Refusal("refused-report-long", length=length, most=MAX_REPORT)
    if step.step == "situation":
        # Written before it was said how things are: kept, and asked again.
        shift = await reports.own_shift(turn.ctx, turn.actor, step.data["shift"])
        await turn.ask(views.ask_situation(shift, weeks=_weeks(turn), written=bool(key)), _REPORT, "situation", **data)
    elif not key:
        key = "duty-photo-as-file" if message.document else "duty-needs-text"
        await turn.say(Screen(t(key)))
    elif "text" not in data:
        await turn.ask(
            Screen(t("duty-photo-needs-text" if "photos" in data else "duty-needs-text")), _REPORT, "text", **data
        )
    else:
        await turn.ask(views.ask_extra(key), _REPORT, "text", **data)


async def save(turn: Turn) -> None:
    """Store it; the number is the receipt."""
    step = await turn.dialogue(_REPORT, "text")
    if "text" not in step.data:
        raise Refusal("refused-empty-report")
    await _submit(turn, step.data["shift"], step.data)


async def _written(turn: Turn, shift: ShiftFacts) -> dict[str, Any]:
    """What has been gathered so far for this shift's report."""
    step = await turn.standing_in()
    return dict(step.data) if step is not None and step.kind == _REPORT and step.data["shift"] == shift.id else {}


async def _submit(turn: Turn, shift_id: int, data: dict[str, Any]) -> None:
    location = (data["location"][0], data["location"][1]) if "location" in data else None
    photos = tuple(Photo(one, same, datetime.fromisoformat(at)) for one, same, at in data.get("photos", ()))
    report = ReportContent(Situation(data["situation"]), data["text"], photos, location)
    further, source = "further" in data, turn.update.update_id
    try:
        stored, owed = await submit(turn.ctx, turn.actor, shift_id, report, further=further, source=source)
    except Refusal:
        await turn.finish()
        raise
    await turn.finish()
    await turn.show(views.confirmed(stored, owed))


async def show_report(turn: Turn) -> None:
    """A report with what came with it, for whoever was told of it."""
    turn.require_private()
    nth = turn.number(1) if turn.args[1:2] and turn.args[1] != ASIDE else 1
    await send_report(turn, *await reports.report_of_shift(turn.ctx, turn.actor, turn.number(0), nth))


async def send_report(turn: Turn, facts: DutyReportFacts, attached: Attached) -> None:
    """The words, then photos and place."""
    await turn.say(views.report(facts, turn.actor.zone))
    for file_id in attached.photos:
        await turn.send_photo(file_id)
    if attached.location is not None:
        await turn.send_location(*attached.location)


async def start_week(turn: Turn) -> None:
    """The head of a secretariat sets the officers of this week (0) or the next (1), a day at a time."""
    turn.require_private()
    if not turn.actor.leads_secretariat:
        raise Refusal("refused-secretariat-only")
    days = _workdays(turn.today, turn.number(0))
    if not days:
        raise Refusal("refused-stale-button")
    await _ask_officer(turn, days, [])


async def picked_officer(turn: Turn) -> None:
    """One more day is set, or left as it is (0); after the last the rota is stored."""
    step = await turn.dialogue(_WEEK, "pick")
    days = [date.fromisoformat(day) for day in step.data["days"]]
    people = [*step.data["people"], turn.number(0)]
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


async def week_step(turn: Turn, step: Step) -> None:
    """Typed instead of pressed: ask again."""
    await _ask_officer(turn, [date.fromisoformat(day) for day in step.data["days"]], step.data["people"])


def _gathered(known: dict[str, Any], message: Message, text: str) -> tuple[dict[str, Any], str]:
    """What is known of the report after this message, and the text that says what came (empty: nothing of use)."""
    data, key = dict(known), ""
    if message.photo:
        largest = message.photo[-1]
        photo = [largest.file_id, largest.file_unique_id, message.date.isoformat()]
        data["photos"] = [*known.get("photos", ()), photo][:MOST_PHOTOS]
        data["album"] = message.media_group_id
        key = "duty-got-photo"
    elif message.location is not None:
        data["location"] = [message.location.latitude, message.location.longitude]
        key = "duty-got-location"
    if text:
        # People write a report in several messages, as they do elsewhere: each adds to it.
        data["text"] = f"{known['text']}\n{text}" if "text" in known else text
        key = key or "duty-ask-extra"
    return data, key


async def _unreported(turn: Turn) -> ShiftFacts:
    shift = await reports.own_shift(turn.ctx, turn.actor, turn.number(0))
    if shift.report_number is not None:
        raise Refusal("refused-duty-reported", number=shift.report_number)
    return shift


async def _ask(turn: Turn, shift: ShiftFacts, *, further: bool = False) -> None:
    data = {"shift": shift.id} | ({"further": True} if further else {})
    await turn.ask(views.ask_situation(shift, weeks=_weeks(turn)), _REPORT, "situation", **data)


async def _ask_officer(turn: Turn, days: list[date], chosen: list[int]) -> None:
    if turn.actor.district_id is None:
        raise Refusal("refused-secretariat-only")
    people = await rota.district_people(turn.ctx, turn.actor)
    names = {person.id: person.name for person in people}
    done = [(day, names.get(person_id)) for day, person_id in zip(days, chosen, strict=False)]
    screen = views.pick_officer(turn.actor.district, days[len(chosen)], done, people)
    await turn.ask(screen, _WEEK, "pick", days=[day.isoformat() for day in days], people=chosen)


def _weeks(turn: Turn) -> tuple[int, ...]:
    """Which weeks this person may set: this one (0), if any of it is left, and the next (1)."""
    if not turn.actor.leads_secretariat:
        return ()
    return (0, 1) if _workdays(turn.today, 0) else (1,)


def _workdays(today: date, weeks_ahead: int) -> list[date]:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=min(weeks_ahead, 1))
    return [day for day in (monday + timedelta(days=offset) for offset in range(_WORKDAYS)) if day >= today]
