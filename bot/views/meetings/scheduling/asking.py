"""Which day, what hours, where?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.format import dates, dates_short, day_short
from bot.views.meetings.next_steps import propose_button
from bot.views.meetings.presses.dating import KeepAsItWas, PickDay, PickHours, PickOffice
from bot.views.meetings.scheduling.prepared import prepare_buttons
from bot.views.meetings.scheduling.problems import date_problem
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telegram import InlineKeyboardButton

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.words.dates.problem import DateProblem


LABEL = 40
_TIMES = ("08.00-12.00", "09.00-12.00", "13.00-16.00")


def ask_date(activity: ActivityFacts, session: SessionFacts | None, days: Sequence[date]) -> Screen:
    """Which day? Buttons offer days of the planned period; for a `session` that moves, also the day it has."""
    code = session.code if session else activity.code
    text = join_lines(
        t("set-ask-title", title=activity.short_title),
        t("set-ask-plan", code=code, period=activity.period_text or plain("period-none")),
        t("set-ask-now", day=dates(session, session.zone)) if session else None,
        "",
        t("set-ask-date"),
    )
    buttons = [
        button(day_short(day), PickDay(day))
        for day in days
        if not session or (day, day) != (session.day, session.last_day)
    ]
    kept = [_keep_button(dates_short(session))] if session else []
    following = prepare_buttons(session.terms) if session else [propose_button(activity.code)]
    return Screen(text, rows(kept, *(buttons[start : start + 3] for start in range(0, len(buttons), 3)), following))


def ask_other_day(activity: ActivityFacts, now: str, days: Sequence[date]) -> Screen:
    """Which day instead of what the last look has?"""
    text = join_lines(
        t("set-ask-title", title=activity.short_title),
        t("set-ask-plan", code=activity.code, period=activity.period_text or plain("period-none")),
        t("set-ask-now", day=now),
        "",
        t("set-ask-date"),
    )
    buttons = [button(day_short(day), PickDay(day)) for day in days]
    return Screen(text, rows([_keep_button(now)], *(buttons[start : start + 3] for start in range(0, len(buttons), 3))))


def ask_time(days: str, old_hours: str | None) -> Screen:
    """What time?"""
    buttons = [button(text, PickHours(text)) for text in _TIMES]
    kept = [_keep_button(old_hours)] if old_hours else []
    return Screen(join_lines(t("session-day", day=days), "", t("set-ask-time")), rows(kept, buttons))


def ask_zone(problem: DateProblem) -> Screen:
    """Hours in another zone than the office's: which are they here?"""
    own = problem.values["own"]
    choices = [problem.values["here"], problem.values["written"]]
    return Screen(date_problem(problem).text, rows([button(f"{one} {own}", PickHours(one)) for one in choices]))


def ask_place(days: str, hours: str, office: str, old_place: str | None) -> Screen:
    """Where?"""
    text = join_lines(
        t("session-day", day=days), t("session-hours", hours=hours), "", t("set-ask-place", office=office)
    )
    kept = [_keep_button(old_place)] if old_place else []
    return Screen(text, rows(kept, [button(plain("set-office-place", office=office), PickOffice())]))


def _keep_button(what: str) -> InlineKeyboardButton:
    """What stands there stays."""
    return button(plain("button-keep", what=what if len(what) <= LABEL else f"{what[: LABEL - 1]}…"), KeepAsItWas())
