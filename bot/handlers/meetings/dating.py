"""A date step by step: which day, what hours, where, a last look; for new sessions (/tetapkan) and moved ones (/ubah)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.meetings.days import MOST_DAYS, span_of_days
from bot.domain.meetings.online_links import read_link
from bot.domain.refusals import Refusal
from bot.domain.timing import DEFAULT_DURATION, local_instant
from bot.domain.words.indonesian_dates import DateProblem, may_be_another_day, parse_days
from bot.domain.words.indonesian_hours import Hours, parse_hours
from bot.handlers.typed import read_place
from bot.services.access import require_manager
from bot.services.meetings import calendar, previewing, scheduling, series
from bot.services.meetings.scheduling import Appointment, ChangedMeanwhile, Scheduled
from bot.views.format import days_long, hours, zone_name
from bot.views.meetings import scheduling as views
from bot.views.meetings.presses import (
    AnswerDate,
    BackToLook,
    Empty,
    KeepAnswers,
    KeepAsItWas,
    PickDay,
    PickHours,
    PickOffice,
    Prepare,
)
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.domain.facts import ActivityFacts, SessionFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.handlers.typed import Days
    from bot.services.dialogues import Step

_SET = "set"
_OFFERED_DAYS = 9
_OFFERED_AHEAD = timedelta(days=92)


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(PickDay)(picked_date)
    routes.press(PickHours)(picked_time)
    routes.press(PickOffice)(picked_place)
    routes.press(KeepAsItWas)(kept)
    routes.press(AnswerDate)(confirmed)
    routes.press(Prepare)(prepare)
    routes.press(Empty)(emptied)
    routes.press(BackToLook)(back)
    routes.press(KeepAnswers)(answers_kept)
    routes.dialogue(_SET)(typed)


async def begin(
    turn: Turn, activity: ActivityFacts, session: SessionFacts | None = None, like: SessionFacts | None = None
) -> None:
    """Ask for the day; with `session`, of one that moves; `like` is an earlier one whose hours, place and texts are offered."""
    days = _days_offered(activity, turn.today)
    data: dict[str, str | int] = {
        "code": activity.code,
        "title": activity.short_title,
        "session": session.code if session else "",
    }
    if like is not None:
        data |= _hours_and_place(like) | {what: getattr(like, what) for what in ("agenda", "bring", "link")}
    if session is not None:
        data |= _hours_and_place(session) | {
            "seen": session.revision,
            "old_day": session.day.isoformat(),
            "old_last": session.last_day.isoformat(),
        }
    await turn.ask(views.ask_date(activity, session, days), _SET, "date", **data)


def _hours_and_place(held: SessionFacts) -> dict[str, str | int]:
    return {
        "old_start": f"{held.starts_at.astimezone(held.zone):%H:%M}",
        "old_end": "" if held.open_end else f"{held.ends_at.astimezone(held.zone):%H:%M}",
        "old_place": held.place,
    }


async def picked_date(turn: Turn, pressed: PickDay) -> None:
    """A day by button."""
    step = await _going_on(turn, "date")
    await _got_date(turn, step, (pressed.day, pressed.day))


async def picked_time(turn: Turn, pressed: PickHours) -> None:
    """Hours by button."""
    step = await _going_on(turn, "time")
    try:
        await _got_time(turn, step, pressed.hours)
    except DateProblem:
        raise Refusal("refused-stale-button") from None


async def picked_place(turn: Turn, _pressed: PickOffice) -> None:
    """The office itself, by button."""
    step = await _going_on(turn, "place")
    await _got_place(turn, step, plain("set-office-place", office=turn.actor.office))


async def kept(turn: Turn, _pressed: KeepAsItWas) -> None:
    """Tetap: the day, the hours or the place of a session that moves stays as it was."""
    step = await _going_on(turn, "date", "time", "place")
    data = step.data
    if "old_start" not in data or (step.step == "date" and "old_day" not in data):
        raise Refusal("refused-stale-button")
    match step.step:
        case "date":
            await _got_date(turn, step, _days(data, "old_day", "old_last"))
        case "time":
            await _got_time(turn, step, f"{data['old_start']}-{data['old_end'] or 'selesai'}")
        case _:
            await _got_place(turn, step, data["old_place"])


async def typed(turn: Turn, step: Step) -> None:
    """The next answer, typed."""
    text = turn.text.strip()
    try:
        match step.step:
            case "date":
                doubtful = text if may_be_another_day(text, turn.today) else ""
                await _got_date(turn, step, parse_days(text, today=turn.today), doubtful)
            case "time":
                await _got_time(turn, step, text)
            case "place":
                await _got_place(turn, step, text)
            case "agenda" | "bring" | "link" | "note":
                await _got_prepared(turn, step, text)
            case _:
                await turn.say(Screen(t("set-press")))
    except DateProblem as problem:
        if problem.code == "other_zone":
            await turn.ask(views.ask_zone(problem), _SET, step.step, **step.data)
        else:
            await turn.say(views.date_problem(problem))


async def confirm(
    turn: Turn,
    activity: ActivityFacts,
    appointment: Appointment,
    *,
    held: SessionFacts | None = None,
    seen: int | None = None,
    there: SessionFacts | None = None,
    doubtful: str = "",
    keeps: bool = False,
) -> None:
    """A last look; `doubtful` is what was typed and may mean another time.

    `there` is what another head made of the session `held` since its revision `seen`; with `keeps` answers stand whatever changes.
    """
    # Words for an earlier date are none for this one.
    appointment = replace(appointment, note=appointment.note or "")
    period = calendar.period_of(activity)
    outside = None if scheduling.allows(period, appointment, turn.actor.zone) else period.text
    terms = scheduling.terms_of(appointment, held.terms if held else None)
    shown = await previewing.preview(turn.ctx, turn.actor, activity, terms, held)
    in_the_way = await scheduling.in_the_way(turn.ctx, turn.actor, activity.code, appointment, held)
    beside = [one.session.id for one in in_the_way]
    await turn.ask(
        views.confirm(
            shown,
            turn.ctx.clock.now(),
            outside=outside,
            moves=held is not None,
            there=there,
            doubtful=doubtful,
            keeps=keeps,
            in_the_way=in_the_way,
        ),
        _SET,
        "confirm",
        **_gathered(appointment, activity.code, held, seen=seen, beside=beside),
        keep=keeps,
    )


async def look(
    turn: Turn,
    code: str,
    appointment: Appointment,
    *,
    held: SessionFacts | None = None,
    seen: int | None = None,
    there: SessionFacts | None = None,
    doubtful: str = "",
) -> None:
    """The last look at what was typed whole; `doubtful` are words that may mean another time, `there` as in `confirm`."""
    scheduling.check_appointment(appointment, turn.ctx.clock.now(), begun=held.starts_at if held else None)
    found = await calendar.activity(turn.ctx, turn.actor, code)
    await confirm(turn, found, appointment, held=held, seen=seen, there=there, doubtful=doubtful)


async def prepare(turn: Turn, pressed: Prepare) -> None:
    """Agenda, what to bring, link, a sentence: from the last look, or alone, of a session that stays when and where it is."""
    step = await _going_on(turn, "date", "confirm")
    data, what = step.data, pressed.what
    if what not in scheduling.MOST_OF or (step.step == "date" and not data["session"]):
        raise Refusal("refused-stale-button")
    held = await _held(turn, data)
    if step.step == "date" and held is not None:
        stays = Appointment(held.starts_at, held.ends_at, held.place, open_end=held.open_end)
        data = _gathered(stays, data["code"], held, seen=data["seen"], beside=())
    terms = scheduling.terms_of(_appointment(data), held.terms if held else None)
    await turn.ask(views.ask_prepared(what, held, getattr(terms, what)), _SET, what, **data)


async def emptied(turn: Turn, _pressed: Empty) -> None:
    """Kosongkan."""
    step = await _going_on(turn, *scheduling.MOST_OF)
    await _look(turn, {**step.data, step.step: ""})


async def back(turn: Turn, _pressed: BackToLook) -> None:
    """Kembali: the last look as it was."""
    step = await _going_on(turn, *scheduling.MOST_OF)
    await _look(turn, step.data)


async def answers_kept(turn: Turn, _pressed: KeepAnswers) -> None:
    """Jawaban tetap berlaku, or the reverse."""
    step = await _going_on(turn, "confirm")
    await _look(turn, {**step.data, "keep": not step.data.get("keep")})


async def confirmed(turn: Turn, pressed: AnswerDate) -> None:
    """Ya or Tidak under the last look."""
    step = await _going_on(turn, "confirm")
    data = step.data
    if not pressed.agreed:
        await turn.finish()
        await turn.show(Screen(t("set-cancelled")))
        return
    try:
        done = await (_move if data["session"] else _schedule)(turn, data)
    except Refusal:
        await turn.finish()
        raise
    if done:
        await turn.finish()


async def _schedule(turn: Turn, data: dict[str, Any]) -> bool:
    """Date an activity; asks again where sessions not yet known are in the way. Returns whether it is dated."""
    outcome = await scheduling.schedule(
        turn.ctx,
        turn.actor,
        data["code"],
        _appointment(data),
        confirmed=True,
        beside=data.get("beside", ()),
        source_update=turn.update.update_id,
    )
    if isinstance(outcome, Scheduled):
        await turn.show(views.done(outcome.session, outcome.reach, turn.ctx.clock.now()))
        return True
    found = await calendar.activity(turn.ctx, turn.actor, data["code"])
    await confirm(turn, found, _appointment(data))
    return False


async def _move(turn: Turn, data: dict[str, Any]) -> bool:
    """Move a session; asks again where others not yet known are in the way, or it changed since it was seen.

    Returns whether it is moved.
    """
    before = await calendar.session_by_code(turn.ctx, turn.actor, data["session"])
    appointment, seen = _appointment(data), data.get("seen")
    outcome = await scheduling.move(
        turn.ctx,
        turn.actor,
        before.code,
        appointment,
        confirmed=True,
        seen=seen,
        beside=data.get("beside", ()),
        keep_answers=data.get("keep", False),
    )
    if isinstance(outcome, Scheduled):
        following = len(await series.following(turn.ctx, turn.actor, before.id, since=before.starts_at))
        await turn.show(views.moved(before, outcome.session, turn.ctx.clock.now(), following))
        return True
    found = await calendar.activity(turn.ctx, turn.actor, before.activity_code)
    if isinstance(outcome, ChangedMeanwhile):
        now = outcome.session
        await confirm(turn, found, appointment, held=now, seen=now.revision, there=now)
    else:
        await confirm(turn, found, appointment, held=before, seen=seen or before.revision)
    return False


def appointment_of(days: Days, times: Hours, where: tuple[str, str | None], zone: ZoneInfo) -> Appointment:
    """An office's days (first and last) and the hours of each as instants; `where` is a place and a link (`read_place`)."""
    (first, last), (place, link) = days, where
    start, end = times.start, times.end
    starts_at = local_instant(first, start, zone)
    if end is not None:
        return Appointment(starts_at, span_of_days(first, last, start, end, zone)[1], place, link=link)
    ends_at = local_instant(last, start, zone) + DEFAULT_DURATION
    return Appointment(starts_at, ends_at, place, link=link, open_end=True)


async def _got_date(turn: Turn, step: Step, days: Days, doubtful: str = "") -> None:
    first, last = days
    if first < turn.today and first.isoformat() != step.data.get("old_day"):
        raise Refusal("refused-date-past")
    if (last - first).days >= MOST_DAYS:
        raise Refusal("refused-days-many", most=MOST_DAYS)
    data = {**step.data, "day": first.isoformat(), "last": last.isoformat(), "doubtful": doubtful}
    await turn.ask(views.ask_time(days_long(first, last), _old_hours(data)), _SET, "time", **data)


async def _got_time(turn: Turn, step: Step, text: str) -> None:
    times = parse_hours(text, zone_name(turn.actor.zone))
    data = {**step.data, "start": times.start.isoformat(), "end": times.end.isoformat() if times.end else ""}
    data["doubtful"] = ", ".join(filter(None, (data.get("doubtful"), "" if times.sure else times.given)))
    days = _days(data, "day", "last")
    # Told at once, not after the place has been typed as well.
    appointment = appointment_of(days, times, ("-", None), turn.actor.zone)
    held = await _held(turn, data)
    scheduling.check_appointment(appointment, turn.ctx.clock.now(), begun=held.starts_at if held else None)
    when = hours(scheduling.terms_of(appointment), turn.actor.zone)
    screen = views.ask_place(days_long(*days), when, turn.actor.office, data.get("old_place"))
    await turn.ask(screen, _SET, "place", **data)


async def _got_place(turn: Turn, step: Step, place: str) -> None:
    data = step.data
    times = Hours(time.fromisoformat(data["start"]), time.fromisoformat(data["end"]) if data["end"] else None)
    held = await _held(turn, data)
    appointment = appointment_of(_days(data, "day", "last"), times, read_place(place, held), turn.actor.zone)
    if held is None:
        said = {what: data[what] for what in scheduling.MOST_OF if data.get(what)}
        appointment = replace(appointment, **({"link": appointment.link} if appointment.link else {}) | said)
    await look(turn, data["code"], appointment, held=held, seen=data.get("seen"), doubtful=data.get("doubtful", ""))


async def _got_prepared(turn: Turn, step: Step, text: str) -> None:
    if not text:
        raise Refusal("refused-nothing-written")
    found = read_link(text) if step.step == "link" else text
    if found is None:
        await turn.say(Screen(t("set-no-link", given=text[:40])))
        return
    await _look(turn, {**step.data, step.step: found})


async def _look(turn: Turn, data: dict[str, Any]) -> None:
    held = await _held(turn, data)
    appointment = _appointment(data)
    scheduling.check_lengths(appointment)
    found = await calendar.activity(turn.ctx, turn.actor, data["code"])
    keeps = data.get("keep", False)
    await confirm(turn, found, appointment, held=held, seen=data["seen"], keeps=keeps)


async def _held(turn: Turn, data: dict[str, Any]) -> SessionFacts | None:
    """The session that is changed, as it is now; None for a new one."""
    return await calendar.session_by_code(turn.ctx, turn.actor, data["session"]) if data["session"] else None


def _gathered(
    appointment: Appointment,
    code: str,
    held: SessionFacts | None,
    *,
    seen: int | None,
    beside: Sequence[int],
) -> dict[str, Any]:
    """What the last look is about, as a dialogue keeps it."""
    return {
        "code": code,
        "session": held.code if held else "",
        "seen": seen,
        "beside": list(beside),
        "starts_at": appointment.starts_at.isoformat(),
        "ends_at": appointment.ends_at.isoformat() if appointment.ends_at else "",
        "open_end": appointment.open_end,
        "place": appointment.place,
        "agenda": appointment.agenda,
        "bring": appointment.bring,
        "link": appointment.link,
        "note": appointment.note,
    }


def _appointment(data: dict[str, Any]) -> Appointment:
    """The reverse of `_gathered`; what a dialogue of an older version does not say stays as it is."""
    return Appointment(
        datetime.fromisoformat(data["starts_at"]),
        datetime.fromisoformat(data["ends_at"]) if data["ends_at"] else None,
        data["place"],
        open_end=data.get("open_end", False),
        **{what: data.get(what) for what in scheduling.MOST_OF},
    )


async def _going_on(turn: Turn, *steps: str) -> Step:
    require_manager(turn.actor)
    return await turn.dialogue(_SET, *steps)


def _days(data: dict[str, Any], first: str, last: str) -> Days:
    return date.fromisoformat(data[first]), date.fromisoformat(data.get(last, data[first]))


def _old_hours(data: dict[str, str]) -> str | None:
    if "old_start" not in data:
        return None
    return f"{data['old_start']}-{data['old_end'] or plain('word-open-end')}".replace(":", ".")


def _days_offered(found: ActivityFacts, today: date) -> list[date]:
    """Working days of the planned period, from tomorrow on."""
    period = calendar.period_of(found)
    first = today + timedelta(days=1)
    windows = period.windows(first, first + _OFFERED_AHEAD)
    days = [
        window.first + timedelta(days=offset)
        for window in windows
        for offset in range((window.last - window.first).days + 1)
    ]
    return [day for day in days if day.weekday() < 5][:_OFFERED_DAYS]
