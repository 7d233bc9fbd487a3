"""A report of piket that is missing, for the head of the secretariat and for the division."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.duty.presses import FillReport, SeeToReport
from bot.views.duty.rota import hours_of, is_reached, post_of, why_unreached
from bot.views.format import day_long, day_short
from bot.views.press import Mark
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineKeyboardButton

    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts


def unreported(shift: ShiftFacts) -> Screen:
    """The officer was asked an hour ago."""
    text = join_lines(
        t("unreported-title", district=shift.district),
        "",
        t("unreported-body", day=day_long(shift.day), hours=hours_of(shift.shift)),
        _officers(shift),
        "",
        t("unreported-next"),
    )
    return Screen(
        text,
        rows(
            [button(plain("button-duty-chase"), SeeToReport(shift.id))],
            [_behalf(shift)],
        ),
    )


def silent(shifts: Sequence[ShiftFacts]) -> Screen | None:
    """All that are missing two hours after they were due, in one message; None where all came meanwhile."""
    if not shifts:
        return None
    lines = [
        t("silent-line", day=day_short(one.day), district=post_of(one), officer=_first_of(one))
        for one in sorted(shifts, key=lambda one: (one.day, one.district, one.shift))
    ]
    # What is said of everybody else is not said of those whom no message reaches.
    reached = all(is_reached(who) for one in shifts for who in one.officers)
    said = t("silent-next") if reached else t("silent-next-unreached")
    return Screen(join_lines(t("silent-title", count=len(shifts)), "", *lines, "", said))


def chased(shift: ShiftFacts, by: str, *, own: bool) -> Screen:
    """Who sees to it; whoever does may report for the officer."""
    if not own:
        return Screen(t("chased-by", name=by))
    return Screen(t("chased-own"), rows([_behalf(shift)]))


def _behalf(shift: ShiftFacts) -> InlineKeyboardButton:
    label = plain("button-duty-report-for", day=day_short(shift.day), name=shift.officer.name)
    return button(label, FillReport(shift.id, mark=Mark.ASIDE))


def _first_of(shift: ShiftFacts) -> Markup:
    """One of a watch, for there may be many watches."""
    one, others = _officer(shift.officer), len(shift.mates)
    return t("silent-mates", officer=one, count=others) if others else one


def _officers(shift: ShiftFacts) -> Markup:
    return Markup(" dan ".join(_officer(who) for who in shift.officers))


def _officer(who: PersonFacts) -> Markup:
    found = t("rota-contact", name=who.name, phone=who.phone) if who.phone else t("rota-no-phone", name=who.name)
    return found if is_reached(who) else t("unreported-unreached", officer=found, why=why_unreached(who))
