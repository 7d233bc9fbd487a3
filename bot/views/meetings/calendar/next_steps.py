"""What a head may do next with an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.vocabulary import SessionStatus
from bot.views.meetings.calendar.picking import CHOICES
from bot.views.meetings.calendar.shown import Sheet
from bot.views.meetings.next_steps import divide_button
from bot.views.meetings.presses.dating import DateActivity, MoveSession
from bot.views.meetings.presses.scheduling import CallOff
from bot.views.recap.presses import ShowRecap
from bot.views.screen import button, red, rows
from bot.views.text import plain

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import InlineKeyboardMarkup


def next_steps(sheet: Sheet, now: datetime) -> InlineKeyboardMarkup:
    """What may be done next."""
    facts = sheet.activity
    coming = [one for one in facts.sessions if one.status is SessionStatus.SCHEDULED and one.ends_at > now]
    held = [one for one in facts.sessions if one.status is SessionStatus.SCHEDULED and one not in coming]
    shown = (*coming, *held[-1:])[:CHOICES]
    return rows(
        [button(plain("button-date"), DateActivity(facts.id, facts.code))] if sheet.undated else [],
        *(
            [
                *([button(plain("button-change", code=one.code), MoveSession(one.id))] if one in coming else []),
                button(plain("button-recap-of", code=one.code), ShowRecap(one.id)),
            ]
            for one in shown
        ),
        [divide_button(facts.code)] if len(coming) > 1 else [],
        [red(button(plain("button-call-off-of", code=coming[0].code), CallOff(coming[0].id)))]
        if len(coming) == 1
        else [],
    )
