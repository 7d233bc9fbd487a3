"""Below the picture of a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.meetings.schedule_words.button_words import button_words
from bot.views.format import month_long
from bot.views.meetings.calendar.scope import scope
from bot.views.meetings.calendar.shown import Schedule
from bot.views.meetings.presses.calendar import PictureMonth
from bot.views.screen import Screen, button, rows
from bot.views.text import t


def picture_caption(found: Schedule) -> Screen:
    """Below a month's picture: whose it is, the months around it, and the same in words."""
    asked = found.asked
    month = asked.first.replace(day=1)
    before, after = (month - timedelta(days=1)).replace(day=1), (month + timedelta(days=31)).replace(day=1)
    around = [
        button(mark.format(month_long(one)), PictureMonth(button_words(replace(asked, span_token=f"{one:%Y-%m}"))))
        for mark, one in (("« {}", before), ("{} »", after))
    ]
    return Screen(t("month-caption", scope=scope(found)), rows(around))
