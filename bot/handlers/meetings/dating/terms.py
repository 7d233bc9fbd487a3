"""The day, the hours or the place, asked for anew from the last look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings import appointments
from bot.handlers.meetings.dating.look_questions import LastLook
from bot.handlers.meetings.dating.offered_days import days_offered
from bot.handlers.meetings.dating.questions import AskedForDay, AskedForHours, AskedForPlace
from bot.handlers.meetings.dating.waiting import old_hours, said_so_far, session_held
from bot.services.meetings.calendar import plan_activities
from bot.views.format import days_long, hours
from bot.views.meetings.scheduling import asking

if TYPE_CHECKING:
    from bot.handlers.turn import Turn


async def ask_term(turn: Turn, look: LastLook, what: str) -> None:
    """The day, the hours or the place of what is looked at: asked for anew, with what stands there to be kept."""
    held = await session_held(turn, look.session)
    terms = appointments.terms_of(look.appointment, held.terms if held else None)
    zone = turn.actor.zone
    days = terms.days(zone)
    start = terms.starts_at.astimezone(zone).time()
    end = None if terms.open_end else terms.ends_at.astimezone(zone).time()
    asked = AskedForDay(
        code=look.code,
        session=look.session,
        seen=look.seen,
        old_day=days[0].day,
        old_last=days[-1].day,
        old_start=start,
        old_end=end,
        old_place=look.place,
        agenda=look.agenda,
        bring=look.bring,
        link=look.link,
        back=True,
        note=look.note,
        keep=look.keep,
    )
    on = days_long(days[0].day, days[-1].day)
    if what == "day":
        activity = await plan_activities.activity(turn.ctx, turn.actor, look.code)
        await turn.ask(asking.ask_other_day(activity, on, days_offered(activity, turn.today)), asked)
    elif what == "hours":
        following = AskedForHours(**said_so_far(asked), day=days[0].day, last=days[-1].day)
        await turn.ask(asking.ask_time(on, old_hours(asked)), following)
    else:
        place = AskedForPlace(**said_so_far(asked), day=days[0].day, last=days[-1].day, start=start, end=end)
        await turn.ask(asking.ask_place(on, hours(terms, zone), turn.actor.office, look.place), place)
