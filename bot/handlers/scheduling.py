"""/tetapkan, /ubah, /batalkan, /peserta: in one line, or step by step by buttons."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.indonesian_dates import DateProblem, parse_date, parse_time_range
from bot.domain.refusals import Refusal
from bot.domain.timing import local_instant
from bot.services import calendar, scheduling
from bot.services.access import require_manager
from bot.services.scheduling import Appointment, OutsidePeriod, Scheduled
from bot.views import scheduling as views
from bot.views.format import day_long, hours
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.facts import ActivityFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step

_SET = "set"
_CANCEL = "cancel"
_OFFERED_DAYS = 9


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("tetapkan")(set_command)
    routes.command("ubah")(move_command)
    routes.command("batalkan")(cancel_command)
    routes.command("peserta")(outsiders_command)
    routes.press("setp")(pick_page)
    routes.press("seta")(picked_activity)
    routes.press("setd")(picked_date)
    routes.press("sett")(picked_time)
    routes.press("setl")(picked_place)
    routes.press("setok")(confirmed)
    routes.press("canok")(cancel_confirmed)
    routes.dialogue(_SET)(set_step)
    routes.dialogue(_CANCEL)(_cancel_step)


async def set_command(turn: Turn) -> None:
    """/tetapkan <kode> <tanggal> <jam> <tempat>; with less, asks for the rest by buttons."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await _show_activities(turn, 0)
        return
    if len(turn.args) == 1:
        await _ask_date(turn, turn.args[0])
        return
    try:
        day, hours_, place = _words(turn.args[1:], turn.today, turn.rest)
    except DateProblem as problem:
        await turn.say(views.date_problem(problem))
        return
    if hours_ is None or not place:
        await turn.say(Screen(t("set-usage")))
        return
    await _schedule(turn, turn.args[0], _appointment(day, hours_, place, turn.actor.zone), confirmed=False)


async def pick_page(turn: Turn) -> None:
    """Another page of activities."""
    await _show_activities(turn, turn.number(0))


async def picked_activity(turn: Turn) -> None:
    """An activity by button."""
    await _ask_date(turn, turn.word(1))


async def picked_date(turn: Turn) -> None:
    """A day by button."""
    step = await _going_on(turn)
    await _got_date(turn, step, date.fromisoformat(_iso(turn.word(0))))


async def picked_time(turn: Turn) -> None:
    """Hours by button."""
    step = await _going_on(turn)
    await _got_time(turn, step, turn.word(0))


async def picked_place(turn: Turn) -> None:
    """The office itself, by button."""
    step = await _going_on(turn)
    await _got_place(turn, step, plain("set-office-place"))


async def set_step(turn: Turn, step: Step) -> None:
    """The next answer, typed."""
    text = turn.text.strip()
    try:
        match step.step:
            case "date":
                await _got_date(turn, step, parse_date(text, today=turn.today))
            case "time":
                await _got_time(turn, step, text)
            case "place":
                await _got_place(turn, step, text)
            case _:
                await turn.say(Screen(t("set-confirm-next")))
    except DateProblem as problem:
        await turn.say(views.date_problem(problem))


async def confirmed(turn: Turn) -> None:
    """Ya or Tidak under the last look."""
    step = await _going_on(turn)
    if not turn.number(0):
        await turn.finish()
        await turn.show(Screen(t("set-cancelled")))
        return
    data = step.data
    appointment = Appointment(
        datetime.fromisoformat(data["starts_at"]),
        datetime.fromisoformat(data["ends_at"]) if data["ends_at"] else None,
        data["place"],
    )
    if data.get("session"):
        await _move(turn, data["session"], appointment, confirmed=True)
    else:
        await _schedule(turn, data["code"], appointment, confirmed=True)
    await turn.finish()


async def move_command(turn: Turn) -> None:
    """/ubah <sesi> <tanggal> [jam] [tempat]; what is left out stays as it was."""
    turn.require_private()
    require_manager(turn.actor)
    if len(turn.args) < 2:
        await turn.say(Screen(t("move-usage")))
        return
    found = await calendar.session_by_code(turn.ctx, turn.actor, turn.args[0])
    try:
        day, hours_, place = _words(turn.args[1:], turn.today, turn.rest)
    except DateProblem as problem:
        await turn.say(views.date_problem(problem))
        return
    if hours_ is None:
        start = found.starts_at.astimezone(found.zone).time()
        end = None if found.open_end else found.ends_at.astimezone(found.zone).time()
        hours_ = (start, end)
    appointment = _appointment(day, hours_, place or found.place, found.zone)
    await _move(turn, found.code, appointment, confirmed=False)


async def cancel_command(turn: Turn) -> None:
    """/batalkan <sesi> <alasan>: asks once more."""
    turn.require_private()
    require_manager(turn.actor)
    code, _, reason = turn.rest.partition(" ")
    if not code or not reason.strip():
        await turn.say(Screen(t("cancel-usage")))
        return
    found = await calendar.session_by_code(turn.ctx, turn.actor, code)
    await turn.begin(_CANCEL, "confirm", session=found.code, reason=reason.strip())
    text = t("cancel-confirm", code=found.code, day=day_long(found.day), reason=reason.strip())
    await turn.say(Screen(text, views.yes_no("canok")))


async def cancel_confirmed(turn: Turn) -> None:
    """Ya or Tidak."""
    step = await turn.dialogue(_CANCEL)
    if not turn.number(0):
        await turn.finish()
        await turn.show(Screen(t("set-cancelled")))
        return
    done = await scheduling.cancel(turn.ctx, turn.actor, step.data["session"], step.data["reason"])
    await turn.finish()
    text = t("cancel-done", code=done.session.code, people=done.reach.invited, groups=done.reach.groups)
    await turn.show(Screen(text))


async def _cancel_step(turn: Turn, step: Step) -> None:
    """Typed instead of pressed: ask again."""
    text = t("cancel-confirm", code=step.data["session"], day="", reason=step.data["reason"])
    await turn.say(Screen(text, views.yes_no("canok")))


async def outsiders_command(turn: Turn) -> None:
    """/peserta <sesi> <jumlah>."""
    turn.require_private()
    if len(turn.args) != 2 or not turn.args[1].isdigit():
        await turn.say(Screen(t("outsiders-usage")))
        return
    found = await scheduling.record_outsiders(turn.ctx, turn.actor, turn.args[0], int(turn.args[1]))
    await turn.say(Screen(t("outsiders-done", count=int(turn.args[1]), code=found.code)))


async def _show_activities(turn: Turn, page: int) -> None:
    activities = await calendar.undated(turn.ctx, turn.actor, turn.actor.division)
    await turn.show(views.pick_activity(activities, page))


async def _ask_date(turn: Turn, code: str) -> None:
    require_manager(turn.actor)
    found = await calendar.activity(turn.ctx, turn.actor, code)
    await turn.begin(_SET, "date", code=found.code, title=found.title)
    days = _days_offered(found, turn.today)
    await turn.show(views.ask_date(found.code, found.title, found.period_text, days))


async def _got_date(turn: Turn, step: Step, day: date) -> None:
    await turn.begin(_SET, "time", **{**step.data, "day": day.isoformat()})
    await turn.show(views.ask_time(day))


async def _got_time(turn: Turn, step: Step, text: str) -> None:
    start, end = parse_time_range(text)
    day = date.fromisoformat(step.data["day"])
    times = {"start": start.isoformat(), "end": end.isoformat() if end else ""}
    await turn.begin(_SET, "place", **{**step.data, **times})
    await turn.show(views.ask_place(day, text))


async def _got_place(turn: Turn, step: Step, place: str) -> None:
    if not place:
        raise Refusal("refused-no-place")
    data = step.data
    times = (time.fromisoformat(data["start"]), time.fromisoformat(data["end"]) if data["end"] else None)
    appointment = _appointment(date.fromisoformat(data["day"]), times, place, turn.actor.zone)
    scheduling.check_appointment(appointment, turn.ctx.clock.now())
    await _confirm(turn, data["code"], data["title"], appointment, None, session="")


async def _schedule(turn: Turn, code: str, appointment: Appointment, *, confirmed: bool) -> None:
    outcome = await scheduling.schedule(
        turn.ctx, turn.actor, code, appointment, confirmed=confirmed, source_update=turn.update.update_id
    )
    if isinstance(outcome, OutsidePeriod):
        found = await calendar.activity(turn.ctx, turn.actor, code)
        await _confirm(turn, found.code, found.title, appointment, outcome.period.text, session="")
        return
    reach = outcome.reach
    await turn.show(views.done(outcome.session, reach.invited, reach.reachable, reach.groups))


async def _move(turn: Turn, code: str, appointment: Appointment, *, confirmed: bool) -> None:
    outcome = await scheduling.move(turn.ctx, turn.actor, code, appointment, confirmed=confirmed)
    if isinstance(outcome, Scheduled):
        await turn.show(views.moved(outcome.session))
        return
    found = await calendar.activity(turn.ctx, turn.actor, code)
    await _confirm(turn, found.code, found.title, appointment, outcome.period.text, session=outcome.code)


async def _confirm(
    turn: Turn, code: str, title: str, appointment: Appointment, outside: str | None, *, session: str
) -> None:
    ends_at = appointment.ends_at
    await turn.begin(
        _SET,
        "confirm",
        code=code,
        title=title,
        session=session,
        starts_at=appointment.starts_at.isoformat(),
        ends_at=ends_at.isoformat() if ends_at else "",
        place=appointment.place,
    )
    zone = turn.actor.zone
    day = appointment.starts_at.astimezone(zone).date()
    summary = views.summary(
        title, session or code, day, hours(scheduling.terms_of(appointment), zone), appointment.place
    )
    await turn.show(views.confirm(summary, outside=outside))


async def _going_on(turn: Turn) -> Step:
    require_manager(turn.actor)
    return await turn.dialogue(_SET)


def _words(words: list[str], today: date, line: str) -> tuple[date, tuple[time, time | None] | None, str]:
    """Split `<tanggal> [jam] [tempat]`; a date may be one word (2023-10-12) or three (12 Oktober 2023)."""
    problem: DateProblem | None = None
    for count in (3, 2, 1, 4):
        if count > len(words):
            continue
        try:
            day = parse_date(" ".join(words[:count]), today=today)
        except DateProblem as error:
            # What names the fault best: an impossible day rather than "not a date".
            if problem is None or problem.code == "not_a_date":
                problem = error
            continue
        rest = words[count:]
        if not rest:
            return day, None, ""
        hours_, place = _hours(rest, line)
        return day, hours_, place
    raise problem or DateProblem("not_a_date", given=" ".join(words))


def _hours(words: list[str], line: str) -> tuple[tuple[time, time | None] | None, str]:
    for count in (3, 1):
        if count > len(words) or (count == 3 and words[1].lower() not in ("-", "–", "s/d", "sampai")):
            continue
        times = parse_time_range(" ".join(words[:count]))
        place = words[count:]
        if place and place[0].upper() in ("WIB", "WITA", "WIT"):
            place = place[1:]
        # The place keeps its own spacing and line breaks.
        return times, line[line.index(place[0], line.index(words[count - 1])) :].strip() if place else ""
    return None, " ".join(words)


def _appointment(day: date, times: tuple[time, time | None], place: str, zone: ZoneInfo) -> Appointment:
    start, end = times
    return Appointment(
        local_instant(day, start, zone), local_instant(day, end, zone) if end is not None else None, place
    )


def _days_offered(found: ActivityFacts, today: date) -> list[date]:
    """Working days of the planned period, from tomorrow on."""
    period = calendar.period_of(found)
    first = today + timedelta(days=1)
    windows = period.windows(first, first + timedelta(days=92))
    days = [
        window.first + timedelta(days=offset)
        for window in windows
        for offset in range((window.last - window.first).days + 1)
    ]
    return [day for day in days if day.weekday() < 5][:_OFFERED_DAYS]


def _iso(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refusal("refused-stale-button") from None
