"""Answers to each of the questions by button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.words.dates.problem import DateProblem
from bot.handlers.meetings.dating.answers import got_days, got_hours, got_place
from bot.handlers.meetings.dating.questions import AskedForDay, AskedForHours, AskedForPlace
from bot.handlers.meetings.dating.waiting import hours_in_words, still_asked
from bot.services.access import require_manager
from bot.views.meetings.presses.dating import KeepAsItWas, PickDay, PickHours, PickOffice
from bot.views.text import plain

if TYPE_CHECKING:
    from bot.handlers.turn import Turn


async def picked_date(turn: Turn, pressed: PickDay) -> None:
    """A day by button."""
    await got_days(turn, await still_asked(turn, AskedForDay), (pressed.day, pressed.day))


async def picked_time(turn: Turn, pressed: PickHours) -> None:
    """Hours by button."""
    asked = await still_asked(turn, AskedForHours)
    try:
        await got_hours(turn, asked, pressed.hours)
    except DateProblem:
        raise Refusal("refused-stale-button") from None


async def picked_place(turn: Turn, _pressed: PickOffice) -> None:
    """The office itself, by button."""
    asked = await still_asked(turn, AskedForPlace)
    await got_place(turn, asked, plain("set-office-place", office=turn.actor.office))


async def kept(turn: Turn, _pressed: KeepAsItWas) -> None:
    """Tetap: the day, the hours or the place of a session that moves stays as it was."""
    require_manager(turn.actor)
    step = await turn.standing_in()
    if (day := AskedForDay.of(step)) is not None and day.old_day is not None:
        await got_days(turn, day, (day.old_day, day.old_last or day.old_day))
    elif (hours := AskedForHours.of(step)) is not None and hours.old_start is not None:
        await got_hours(turn, hours, hours_in_words(hours.old_start, hours.old_end, "selesai"))
    elif (place := AskedForPlace.of(step)) is not None and place.old_start is not None:
        await got_place(turn, place, place.old_place)
    else:
        raise Refusal("refused-stale-button")
