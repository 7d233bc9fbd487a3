"""One line of a schedule: a session or a planned activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.titles import list_title
from bot.views.format import clipped, dates_short, hours
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.session_facts import SessionFacts


TITLE = 60
_PERIOD = 56


def session_entry(held: SessionFacts, *, mine: bool) -> Markup:
    """A dated session: when, and what."""
    return join_lines(
        t("schedule-session", mark=_mark(mine=mine), day=dates_short(held), hours=hours(held, held.zone)),
        t("schedule-name", title=list_title(held.short_title, TITLE), code=held.code),
    )


def plan_entry(activity: ActivityFacts, *, mine: bool) -> Markup:
    """A planned activity: what, and the plan's own words for the time."""
    title = list_title(activity.short_title, TITLE)
    return join_lines(
        t("schedule-plan", mark=_mark(mine=mine), title=title, code=activity.code),
        t("schedule-period", period=clipped(period_words(activity), _PERIOD)),
    )


def _mark(*, mine: bool) -> str:
    return plain("schedule-mark-mine" if mine else "schedule-mark")


def period_words(activity: ActivityFacts) -> str:
    """The plan's words for the time."""
    return activity.period_text or plain("period-none")
