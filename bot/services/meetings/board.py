"""The board of a division: how far each activity of its plan has come, for who dates them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.meetings.plan_state import PlanState, plan_state
from bot.domain.vocabulary import SessionStatus
from bot.services.access import require_manager
from bot.services.meetings.calendar.periods import period_of
from bot.services.meetings.calendar.plan_activities import load_activities
from bot.services.meetings.calendar.plan_years import PlanYears

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.people.facts import PersonFacts
    from bot.domain.vocabulary import Division
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Board:
    """The plan in force, of one division or of all, by how far each activity has come, in the plan's order."""

    division: Division | None
    plan_year: int
    activities: Mapping[PlanState, tuple[ActivityFacts, ...]]


async def board(ctx: Context, actor: PersonFacts, division: Division | None) -> Board:
    """How far the plan has come; for heads and admins."""
    require_manager(actor)
    today, now = ctx.today(actor.zone), ctx.clock.now()
    activities = await ctx.db.query(partial(load_activities, office_id=actor.office_id))
    year = PlanYears.of(activities, today).in_force
    found = [one for one in activities if one.plan_year == year and division in (None, one.division)]
    stands = {one.id: _state(one, today, now) for one in found}
    return Board(division, year, {where: tuple(one for one in found if stands[one.id] is where) for where in PlanState})


def _state(activity: ActivityFacts, today: date, now: datetime) -> PlanState:
    held = [one for one in activity.sessions if one.status is SessionStatus.SCHEDULED]
    coming = any(one.ends_at > now for one in held)
    return plan_state(period_of(activity), [one.day for one in held], activity.plan_year, today, coming=coming)
