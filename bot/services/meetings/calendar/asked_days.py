"""What was asked for, and what belongs to these days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.invitations.audience import parse_audience
from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.plan_state import overdue
from bot.domain.meetings.schedule_words.asked import Asked, Span
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.vocabulary import Division
from bot.services.meetings.calendar.periods import held_days, period_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetings.periods.window import PeriodWindow
    from bot.domain.meetings.schedule_words.asking import Read


@dataclass(frozen=True, slots=True)
class Schedule:
    """What was asked for, and of these days: what has taken place, what is dated (in order), what should have been dated, and what is yet to be (soonest to end first).

    `mine` are the ids of the sessions, `mine_planned` those of the activities, that invite the actor. `read` is what
    slips were read as. `elsewhere` is how many more are yet to be dated and may, but need not, fall on these few days. `following` is the first session after these days, where they have none.
    """

    asked: Asked
    sessions: tuple[SessionFacts, ...] = ()
    planned: tuple[ActivityFacts, ...] = ()
    overdue: tuple[ActivityFacts, ...] = ()
    done: tuple[SessionFacts, ...] = ()
    mine: frozenset[int] = frozenset()
    mine_planned: frozenset[int] = frozenset()
    district: str = ""
    read: Read = ()
    following: SessionFacts | None = None
    elsewhere: int = 0
    # All of the month in which the days begin, past ones too, of what was asked for.
    of_month: tuple[SessionFacts, ...] = ()


def overdue_window(activity: ActivityFacts, today: date) -> PeriodWindow | None:
    """When it should have been dated, if that is past; else None."""
    return overdue(period_of(activity), held_days(activity), activity.plan_year, today)


def in_question(activity: ActivityFacts, asked: Asked, today: date) -> bool:
    """Whether what should have been dated belongs to the days asked for: to a past month what lay in it."""
    if asked.last >= today:
        return asked.first <= today
    window = overdue_window(activity, today)
    return window is not None and window.last >= asked.first and window.first <= asked.last


def goes_on(activity: ActivityFacts, late: Sequence[ActivityFacts]) -> bool:
    """Of a month that is past: whether it may still be held; what recurs was held in it or not."""
    return activity not in late and period_of(activity).frequency is None


def looked_back_at(held: SessionFacts, asked: Asked, today: date) -> bool:
    """Whether what is over belongs to what was asked for: by its name, or by days that are past."""
    if asked.search and asked.span is Span.ALL:
        return True
    return asked.first <= held.last_day and held.day <= asked.last and (asked.last < today or asked.span is Span.DAY)


def is_of_division(activity: ActivityFacts, division: Division | None) -> bool:
    """The office's divisions run activities; those of a kecamatan are named in audiences."""
    if division in (None, activity.division):
        return True
    return any(term.division is division for term in parse_audience(activity.audience).terms)
