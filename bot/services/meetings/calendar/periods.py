"""When an activity may be held, and on which days it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.vocabulary import SessionStatus

if TYPE_CHECKING:
    from bot.domain.meetings.periods.period import Period


def period_of(activity: ActivityFacts) -> Period:
    """The activity's period, read from its words."""
    return parse_period(activity.period_text, plan_year=activity.plan_year)


def month_of(day: date) -> tuple[date, date]:
    """First and last day of a day's month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def held_days(activity: ActivityFacts) -> list[date]:
    """The days on which it is held."""
    return [held.day for held in activity.sessions if held.status is SessionStatus.SCHEDULED]
