"""The plan of a year, and its lines as they are imported."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.codes import read_code
from bot.services.meetings.calendar.plan_activities import load_activities
from bot.services.meetings.calendar.plan_years import PlanYears
from bot.services.office.facts import zone_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.services.context import Context


async def plan_of(ctx: Context, office_id: int, year: int | None = None) -> tuple[int, list[ActivityFacts]]:
    """The plan of a year, for exports; without one the plan in force, and of none the present year's, empty."""

    def _unit(connection: Connection) -> tuple[list[ActivityFacts], date]:
        return load_activities(connection, office_id), ctx.today(zone_of(connection, office_id))

    activities, today = await ctx.db.query(_unit)
    wanted = year or PlanYears.of(activities, today).in_force
    return wanted, [found for found in activities if found.plan_year == wanted]


def import_row(activity: ActivityFacts) -> tuple[str, ...]:
    """The activity as a line of the calendar import format, with the note."""
    count = activity.stated_participants
    return (
        read_code(activity.code).activity,
        activity.division.value,
        activity.title,
        activity.period_text,
        activity.kind.value,
        activity.audience,
        "" if count is None else str(count),
        activity.place,
        activity.aims,
        activity.outputs,
        activity.note,
    )
