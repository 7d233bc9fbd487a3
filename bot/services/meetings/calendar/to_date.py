"""What is yet to be dated."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.meetings.to_date import is_complete, still_planned
from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import Division, SessionStatus
from bot.services.meetings.calendar.office_sessions import AHEAD
from bot.services.meetings.calendar.periods import held_days, period_of
from bot.services.meetings.calendar.plan_activities import load_activities
from bot.services.meetings.calendar.plan_years import PlanYears

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.meetings.periods.period import Period
    from bot.services.context import Context


def for_the_same(activity: ActivityFacts, now: datetime) -> list[SessionFacts]:
    """Sessions to come that everybody is invited to, of an activity whose meetings all have their date."""
    if not is_complete(period_of(activity), held_days(activity)):
        return []
    coming = [one for one in activity.sessions if one.status is SessionStatus.SCHEDULED and one.ends_at > now]
    return [one for one in coming if one.selection.districts is None]


async def undated(ctx: Context, actor: PersonFacts, division: Division | None) -> list[ActivityFacts]:
    """Activities that a head may want to date next, soonest to end first; what has all its dates is left out."""
    today = ctx.today(actor.zone)
    activities = await ctx.db.query(partial(load_activities, office_id=actor.office_id))
    years = PlanYears.of(activities, today)
    mine = [found for found in activities if division in (None, found.division)]
    soon = still_to_date(mine, today, today + AHEAD, years, everything=True)
    # What the plan in force gives no usable time for, or whose time has passed without a date.
    rest = [
        found
        for found in mine
        if found.plan_year == years.in_force
        and found not in soon
        and not is_complete(period_of(found), held_days(found))
    ]
    return [*soon, *(found for found in rest if period_of(found).frequency is None)]


def still_to_date(
    activities: Sequence[ActivityFacts], first: date, last: date, years: PlanYears, *, everything: bool
) -> list[ActivityFacts]:
    """What is yet to be dated in these days, in the order in which it must have taken place; with `everything` also what has no time."""
    found = []
    for activity in activities:
        period, held = period_of(activity), held_days(activity)
        # Words bound themselves; what recurs, is open or has only to be done by a day is bound by its plan.
        begin, end = (first, last) if period.earliest and period.latest else years.days(activity.plan_year, first, last)
        window = still_planned(period, held, begin, end) if begin <= end else None
        if window is not None:
            found.append((window.last, window.first, activity))
        elif _without_time(period, held) and activity.plan_year == years.in_force and everything:
            found.append((date.max, last, activity))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].code))
    return [activity for _, _, activity in found]


def _without_time(period: Period, held: Sequence[date]) -> bool:
    """The plan states no usable time for what is yet to be held: shown where everything is asked for."""
    return not period.is_bounded and period.frequency is None and not is_complete(period, held)
