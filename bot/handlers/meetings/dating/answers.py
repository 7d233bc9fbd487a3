"""What an answer leads to: the next question, or the last look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.meetings import appointments
from bot.domain.meetings.days import MOST_DAYS
from bot.domain.refusals import Refusal
from bot.domain.words.hours.reading import parse_hours
from bot.domain.words.hours.stretch import Hours
from bot.handlers.meetings.dating.instants import appointment_of
from bot.handlers.meetings.dating.last_look import look
from bot.handlers.meetings.dating.questions import AskedForDay, AskedForHours, AskedForPlace
from bot.handlers.meetings.dating.waiting import hours_in_words, old_hours, said_so_far, session_held
from bot.handlers.typed import read_place
from bot.views.format import days_long, hours, zone_name
from bot.views.meetings.scheduling import asking

if TYPE_CHECKING:
    from bot.handlers.turn import Turn
    from bot.handlers.typed import Days


async def got_days(turn: Turn, asked: AskedForDay, days: Days, doubtful: str = "") -> None:
    """Go on to the hours."""
    first, last = days
    if first < turn.today and first != asked.old_day:
        raise Refusal("refused-date-past")
    if (last - first).days >= MOST_DAYS:
        raise Refusal("refused-days-many", most=MOST_DAYS)
    following = AskedForHours(**said_so_far(asked), day=first, last=last, doubtful=doubtful)
    if asked.back and asked.old_start is not None:
        await got_hours(turn, following, hours_in_words(asked.old_start, asked.old_end, "selesai"))
        return
    await turn.ask(asking.ask_time(days_long(first, last), old_hours(asked)), following)


async def got_hours(turn: Turn, asked: AskedForHours, text: str) -> None:
    """Go on to the place. Raises `DateProblem`."""
    times = parse_hours(text, zone_name(turn.actor.zone))
    doubtful = ", ".join(filter(None, (asked.doubtful, "" if times.sure else times.given)))
    days = (asked.day, asked.last or asked.day)
    # Told at once, not after the place has been typed as well.
    appointment = appointment_of(days, times, ("-", None), turn.actor.zone)
    held = await session_held(turn, asked.session)
    appointments.check_appointment(appointment, turn.ctx.clock.now(), begun=held.starts_at if held else None)
    if held is not None:
        appointments.check_days_held(appointment, held, turn.ctx.clock.now())
    following = AskedForPlace(
        **said_so_far(asked), day=asked.day, last=asked.last, start=times.start, end=times.end, doubtful=doubtful
    )
    if asked.back:
        await got_place(turn, following, asked.old_place)
        return
    when = hours(appointments.terms_of(appointment), turn.actor.zone)
    screen = asking.ask_place(days_long(*days), when, turn.actor.office, asked.old_place or None)
    await turn.ask(screen, following)


async def got_place(turn: Turn, asked: AskedForPlace, place: str) -> None:
    """Go on to the last look. Raises `DateProblem`."""
    held = await session_held(turn, asked.session)
    days, times = (asked.day, asked.last or asked.day), Hours(asked.start, asked.end)
    where = (place, None) if asked.back and place == asked.old_place else read_place(place, held)
    appointment = appointment_of(days, times, where, turn.actor.zone)
    if held is None or asked.back:
        said = {what: found for what in ("agenda", "bring", "link") if (found := getattr(asked, what))}
        if appointment.link is not None:
            # With the place another link was said, or that there is none.
            said.pop("link", None)
        appointment = replace(appointment, **said, note=asked.note)
    await look(turn, asked.code, appointment, held=held, seen=asked.seen, doubtful=asked.doubtful, keeps=asked.keep)
