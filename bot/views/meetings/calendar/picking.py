"""Which activity?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.titles import list_title
from bot.views.meetings.calendar.shown import Schedule
from bot.views.meetings.presses.calendar import ShowActivity
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetings.activity_facts import ActivityFacts


# Of the activities offered by button.
_LABEL, CHOICES, _FOUND = 40, 8, 12


def pick_found(found: Sequence[ActivityFacts]) -> Screen:
    """Which of several that words mean?"""
    buttons = [
        [button(f"{one.code} · {list_title(one.short_title, _LABEL)}", ShowActivity(one.code))]
        for one in found[:_FOUND]
    ]
    more = t("pick-activity-more", count=len(found) - _FOUND) if len(found) > _FOUND else None
    return Screen(join_lines(t("pick-activity"), more), rows(*buttons))


def pick_activity(found: Schedule) -> Screen:
    """Which activity of the coming weeks?"""
    titles = {held.activity_code: held.short_title for held in found.sessions}
    titles |= {planned.code: planned.short_title for planned in found.planned}
    buttons = [
        [button(f"{code} · {list_title(title, _LABEL)}", ShowActivity(code))]
        for code, title in list(titles.items())[:CHOICES]
    ]
    return Screen(join_lines(t("pick-activity"), "", t("activity-usage")), rows(*buttons) if buttons else None)
