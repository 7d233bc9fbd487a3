"""What was asked for, in words."""

from __future__ import annotations

from bot.domain.meetings.schedule_words.asked import Asked, Span
from bot.views.format import days_long, month_name
from bot.views.meetings.calendar.shown import Schedule
from bot.views.text import plain

_NAMED_SPANS = {
    "dekat": "near",
    "hariini": "today",
    "besok": "tomorrow",
    "pekan": "week",
    "pekandepan": "next-week",
    "minggu": "seven",
    "semua": "all",
    "lewat": "late",
}


def scope(found: Schedule) -> str:
    """What was asked for, in words."""
    return " · ".join((_days_words(found.asked), *filters(found)))


def filters(found: Schedule) -> list[str]:
    """What alone is shown of these days."""
    asked = found.asked
    named = (
        plain("scope-division", division=plain(f"division-{asked.division}")) if asked.division else "",
        plain("scope-district", district=found.district) if found.district else "",
        plain("scope-mine") if asked.mine else "",
        plain("scope-search", words=" ".join(asked.search)) if asked.search else "",
    )
    return [name for name in named if name]


def _days_words(asked: Asked) -> str:
    days = days_long(asked.first, asked.last)
    if asked.span_token in _NAMED_SPANS:
        return plain(f"scope-{_NAMED_SPANS[asked.span_token]}", days=days)
    return month_name(asked.first) if asked.span is Span.MONTH else days
