"""The buttons below a schedule: other days, what alone is shown, the month as a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.meetings.schedule_words.asked import Asked, Span
from bot.domain.meetings.schedule_words.button_words import button_words
from bot.views.format import month_long
from bot.views.meetings.calendar.shown import Schedule
from bot.views.meetings.presses.board import ShowBoard
from bot.views.meetings.presses.calendar import PickDistrict, PickDivision, PictureMonth, ShowSchedule
from bot.views.screen import button
from bot.views.text import plain

if TYPE_CHECKING:
    from datetime import date

    from telegram import InlineKeyboardButton


def schedule_buttons(found: Schedule, today: date, *, manages: bool) -> list[list[InlineKeyboardButton]]:
    """Other days, what alone is shown, and what else there is."""
    asked = found.asked
    month = asked.first.replace(day=1)
    after = (month + timedelta(days=31)).replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    lines = [
        [("today", "hariini"), ("tomorrow", "besok"), ("week", "pekan")],
        [("month", "bulan"), (month_long(after), f"{after:%Y-%m}"), ("all", "semua")],
    ]
    if asked.span is Span.MONTH:
        lines[1].insert(0, (month_long(before), f"{before:%Y-%m}"))
    # The present month is said in two ways.
    present = f"{today:%Y-%m}"
    standing = {asked.span_token, *({"bulan", present} if asked.span_token in ("bulan", present) else ()), present}
    shown = [
        [
            span_button(plain(f"button-{name}") if name.islower() else name, asked, said)
            for name, said in line
            if said not in standing
        ]
        for line in lines
    ]
    filters = [
        button(
            plain("button-not-mine" if asked.mine else "button-mine"),
            ShowSchedule(button_words(replace(asked, mine=not asked.mine)), 0),
        ),
        button(plain("button-division"), PickDivision(button_words(asked))),
        button(plain("button-district"), PickDistrict(button_words(asked))),
    ]
    late = len(found.overdue)
    last = [
        button(
            plain("button-picture", month=month_long(month)),
            PictureMonth(button_words(replace(asked, span_token=f"{month:%Y-%m}"))),
        ),
        *(
            [span_button(plain("button-late", count=late), asked, Span.LATE.value)]
            if late and asked.span is not Span.LATE
            else []
        ),
    ]
    last += [button(plain("button-board"), ShowBoard())] if manages else []
    unfiltered = replace(asked, division=None, district_id=None, mine=False, search=())
    clear = [button(plain("button-unfiltered"), ShowSchedule(button_words(unfiltered), 0))] if asked.filtered else []
    return [*shown, filters, last, clear]


def span_button(label: str, asked: Asked, token: str) -> InlineKeyboardButton:
    """The same of other days."""
    return button(label, ShowSchedule(button_words(replace(asked, span_token=token)), 0))
