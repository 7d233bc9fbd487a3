"""Critical days: asked, declared, listed, called off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.views.duty.presses import DeclareCritical, DropCritical
from bot.views.duty.rota import hours_of, rota_button
from bot.views.format import days_long, days_short
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telegram import InlineKeyboardButton

    from bot.domain.duty.facts import CriticalDays

# The shifts of such days.
SHIFTS = ("pagi", "sore", "malam")


def ask(first: date, last: date, count: int) -> Screen:
    """Is it meant?"""
    yes = button(plain("button-critical-yes", days=days_short(first, last)), DeclareCritical(first, last))
    text = t("critical-ask", days=days_long(first, last), shifts=_hours(SHIFTS), count=count)
    return Screen(text, rows([yes]))


def declared(first: date, last: date, count: int) -> Screen:
    """Noted for all kecamatan."""
    text = t("critical-saved", days=days_long(first, last), shifts=_hours(SHIFTS), count=count)
    return Screen(text, rows([_drop(first, last)]))


def listed(found: Sequence[CriticalDays], today: date) -> Screen:
    """Those that are not over, and how to declare more."""
    if not found:
        return Screen(t("critical-usage"))
    lines = [t("critical-line", days=days_long(one.first, one.last), shifts=_hours(one.shifts)) for one in found]
    drop = [[_drop(one.first, one.last)] for one in found if one.first > today]
    text = join_lines(t("critical-title"), "", *lines, Markup(), t("critical-usage"))
    return Screen(text, rows(*drop) if drop else None)


def dropped(days: CriticalDays) -> Screen:
    """They are days like others."""
    return Screen(t("critical-dropped", days=days_long(days.first, days.last)))


def told(district: str, said: Mapping[str, Any]) -> Screen:
    """The head of a secretariat reads that days are critical, or are not any more."""
    first, last = date.fromisoformat(said["first"]), date.fromisoformat(said["last"])
    what = "critical-told-dropped" if said["dropped"] else "critical-told"
    text = t(what, days=days_long(first, last), district=district, shifts=_hours(said["shifts"]))
    return Screen(text, rows([rota_button()]))


def _drop(first: date, last: date) -> InlineKeyboardButton:
    return button(plain("button-critical-drop", days=days_short(first, last)), DropCritical(first))


def _hours(shifts: Sequence[str]) -> str:
    return ", ".join(map(hours_of, shifts))
