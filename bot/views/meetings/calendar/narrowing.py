"""Of which division, of which kecamatan?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.meetings.schedule_words.asked import Asked
from bot.domain.meetings.schedule_words.button_words import button_words
from bot.domain.vocabulary import OFFICE_DIVISIONS
from bot.views.meetings.presses.calendar import ShowSchedule
from bot.views.screen import Screen, button, rows
from bot.views.text import plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineKeyboardButton


def pick_division(asked: Asked) -> Screen:
    """Of which division?"""
    whole = replace(asked, span_token="semua")  # noqa: S106 (the word for all of the plan)
    among = [
        [button(plain(f"division-{one}"), ShowSchedule(button_words(replace(whole, division=one)), 0))]
        for one in OFFICE_DIVISIONS
    ]
    return Screen(t("schedule-pick-division"), rows(*among, [_back_to_days(asked)]))


def pick_district(asked: Asked, districts: Sequence[tuple[int, str]]) -> Screen:
    """Of which kecamatan?"""
    among = [button(name, ShowSchedule(button_words(replace(asked, district_id=id_)), 0)) for id_, name in districts]
    return Screen(
        t("schedule-pick-district"),
        rows(*(among[at : at + 3] for at in range(0, len(among), 3)), [_back_to_days(asked)]),
    )


def _back_to_days(asked: Asked) -> InlineKeyboardButton:
    """Back to what was asked for."""
    return button(plain("button-back"), ShowSchedule(button_words(asked), 0))
