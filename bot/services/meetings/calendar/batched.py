"""Activities whose kecamatan may be divided."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import SessionStatus
from bot.services.meetings.calendar.office_sessions import upcoming
from bot.services.meetings.calendar.periods import period_of
from bot.services.meetings.calendar.plan_activities import activity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services.context import Context


async def together(ctx: Context, actor: PersonFacts) -> list[ActivityFacts]:
    """Activities with several sessions to come, whose kecamatan may be divided; of the own division first."""
    coming = Counter(held.activity_code for held in await upcoming(ctx, actor))
    return [await activity(ctx, actor, code) for code, count in coming.items() if count > 1]


async def undivided(ctx: Context, actor: PersonFacts, codes: Iterable[str]) -> list[ActivityFacts]:
    """Of these activities those that the plan divides in batches, with several to come that all invite everybody."""
    now = ctx.clock.now()
    found = []
    for code in codes:
        one = await activity(ctx, actor, code)
        coming = [held for held in one.sessions if held.status is SessionStatus.SCHEDULED and held.starts_at > now]
        everybody = all(held.selection.districts is None for held in coming)
        if period_of(one).batches > 1 and len(coming) > 1 and everybody:
            found.append(one)
    return found
