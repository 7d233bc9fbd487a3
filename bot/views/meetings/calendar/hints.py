"""What a schedule says below its list: that there is nothing or more, and how to look at one."""

from __future__ import annotations

from bot.domain.meetings.schedule_words.asked import Span
from bot.domain.meetings.titles import list_title
from bot.views.format import dates_short, hours
from bot.views.meetings.calendar.entries import TITLE
from bot.views.meetings.calendar.listing import FEW_LATE, LONG_SPANS
from bot.views.meetings.calendar.shown import Schedule
from bot.views.text import Markup, t


def none_there(found: Schedule) -> list[Markup]:
    """That there is nothing, and what comes next."""
    if found.asked.span is Span.LATE:
        return [t("schedule-none-late")]
    following = found.following
    if following is None:
        return [t("schedule-empty")]
    title = list_title(following.short_title, TITLE)
    return [
        t(
            "schedule-empty-next",
            day=dates_short(following),
            hours=hours(following, following.zone),
            title=title,
            code=following.code,
        )
    ]


def late_count(found: Schedule) -> Markup | None:
    """How much more than is listed should have been dated."""
    count = len(found.overdue)
    if found.asked.search or found.asked.span is Span.LATE:
        return None
    if found.asked.span not in LONG_SPANS:
        return t("schedule-late", count=count) if count else None
    return t("schedule-late-more", count=count - FEW_LATE) if count > FEW_LATE else None


def hint_of(found: Schedule) -> Markup | None:
    """How one looks at one of these."""
    held, activities = (*found.sessions, *found.done), (*found.overdue, *found.planned)
    if not held and not activities:
        return None
    return t("schedule-hint", code=held[0].activity_code if held else activities[0].code)
