"""Buttons that lead from one step of planning to the next, alike wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.format import month_name
from bot.views.meetings.presses.attendees import LookAtBatches
from bot.views.meetings.presses.months import ProposeMonth
from bot.views.meetings.presses.proposals import Propose
from bot.views.screen import button
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telegram import InlineKeyboardButton


def month_buttons(months: Sequence[tuple[date, int]]) -> list[InlineKeyboardButton]:
    """Dates for a month at once, each with how many meetings the plan wants dated in it."""
    return [
        button(plain("button-propose-month", month=month_name(first).split()[0], count=count), ProposeMonth(first))
        for first, count in months
    ]


def divide_button(code: str) -> InlineKeyboardButton:
    """How the kecamatan of an activity would be divided."""
    return button(plain("button-divide-of", code=code), LookAtBatches(code))


def propose_button(code: str) -> InlineKeyboardButton:
    """Slots for one activity."""
    return button(plain("button-propose-for"), Propose(code))
