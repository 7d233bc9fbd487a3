"""Activities that a code or some words mean."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.codes import loose_code, read_code
from bot.domain.meetings.searching import search_with_slips, search_words
from bot.domain.people.facts import PersonFacts
from bot.domain.refusals import Refusal
from bot.services.meetings.calendar.plan_activities import load_activities
from bot.services.meetings.calendar.plan_years import PlanYears

if TYPE_CHECKING:
    from bot.services.context import Context


async def look_up(ctx: Context, actor: PersonFacts, text: str) -> tuple[ActivityFacts, ...]:
    """The activities of the plan in force that a code or some words mean, in spite of slips; refuses what means none."""
    activities = await ctx.db.query(partial(load_activities, office_id=actor.office_id))
    years = PlanYears.of(activities, ctx.today(actor.zone))
    among = [one for one in activities if one.plan_year == years.in_force]
    if exact := tuple(one for one in among if read_code(one.code).activity == loose_code(text)):
        return exact
    found, _ = search_with_slips(search_words(text), among)
    if not found:
        raise Refusal("refused-unknown-activity", code=text.strip()[:40])
    return found
