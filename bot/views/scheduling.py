"""Setting, moving and cancelling a date: questions with buttons, a last look, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.titles import short_title
from bot.views.format import day_long, day_short
from bot.views.screen import Screen, button, rows
from bot.views.sessions import session_block
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telegram import InlineKeyboardMarkup

    from bot.domain.facts import ActivityFacts, SessionFacts
    from bot.domain.indonesian_dates import DateProblem

_PER_PAGE = 8
_TIMES = ("08:00-12:00", "09:00-12:00", "13:00-16:00")


def date_problem(problem: DateProblem) -> Screen:
    """What was typed is no date or time."""
    return Screen(t(f"date-{problem.code}", **problem.values))


def pick_activity(activities: Sequence[ActivityFacts], page: int) -> Screen:
    """Which activity?"""
    if not activities:
        return Screen(t("set-pick-none"))
    shown = activities[page * _PER_PAGE : (page + 1) * _PER_PAGE]
    buttons = [[button(f"{one.code} · {short_title(one.title)}"[:60], "seta", one.id, one.code)] for one in shown]
    around = []
    if page:
        around.append(button(plain("button-previous"), "setp", page - 1))
    if (page + 1) * _PER_PAGE < len(activities):
        around.append(button(plain("button-next"), "setp", page + 1))
    return Screen(join_lines(t("set-pick-activity"), "", t("set-usage")), rows(*buttons, around))


def ask_date(code: str, title: str, period: str, days: Sequence[date]) -> Screen:
    """Which day? Buttons offer days of the planned period."""
    text = t("set-ask-date", title=short_title(title), code=code, period=period or plain("period-none"))
    buttons = [button(day_short(day), "setd", day.isoformat()) for day in days]
    return Screen(text, rows(*(buttons[start : start + 3] for start in range(0, len(buttons), 3))))


def ask_time(day: date) -> Screen:
    """What time?"""
    buttons = [button(text.replace(":", "."), "sett", text.replace(":", ".")) for text in _TIMES]
    return Screen(t("set-ask-time", day=day_long(day)), rows(buttons))


def ask_place(day: date, time: str) -> Screen:
    """Where?"""
    text = t("set-ask-place", day=day_long(day), time=time)
    return Screen(text, rows([button(plain("set-office-place"), "setl")]))


def confirm(summary: Sequence[str], *, outside: str | None) -> Screen:
    """A last look before invitations go out."""
    lines = [t("set-confirm"), "", *summary, ""]
    lines.append(t("set-outside", period=outside) if outside else t("set-confirm-next"))
    return Screen(join_lines(*lines), yes_no("setok"))


def yes_no(verb: str) -> InlineKeyboardMarkup:
    """Ya / Tidak."""
    return rows([button(plain("button-yes"), verb, 1), button(plain("button-no"), verb, 0)])


def done(session: SessionFacts, invited: int, reachable: int, groups: int) -> Screen:
    """Dated, and whom it reaches."""
    return Screen(
        join_lines(
            t("set-done"),
            "",
            session_block(session, None),
            "",
            t("set-reach", invited=invited, reachable=reachable),
            t("set-unregistered", count=invited - reachable) if invited > reachable else None,
            t("set-reach-groups", groups=groups) if groups else None,
            "",
            t("set-next", code=session.code),
        )
    )


def moved(session: SessionFacts) -> Screen:
    """Moved."""
    return Screen(join_lines(t("move-done"), "", session_block(session, None)))


def summary(title: str, code: str, day: date, hours: str, place: str) -> list[Markup]:
    """What is about to be set."""
    return [
        t("session-head", title=short_title(title)),
        Markup(code),
        t("session-day", day=day_long(day)),
        t("session-hours", hours=hours),
        t("session-place", place=place),
    ]
