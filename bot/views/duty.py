"""Piket: reminders, the report's steps, the confirmation, the week's rota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Situation
from bot.views.format import day_long
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.facts import DutyReportFacts, PersonFacts, ShiftFacts


def owed(purpose: Purpose, shift: ShiftFacts) -> Screen | None:
    """The morning reminder, or the one for a missing report; nothing once the report is in."""
    if shift.report_number is not None:
        return None
    day = day_long(shift.day)
    if purpose is Purpose.DUTY_MISSING:
        lines = [
            t("duty-missing-title"), "",
            t("duty-missing-body", district=shift.district, day=day), t("duty-missing-next"),
        ]  # fmt: skip
    else:
        lines = [
            t("duty-open-title"), "",
            t("duty-open-body", district=shift.district, day=day, shift=shift.shift), t("duty-open-next"),
        ]  # fmt: skip
    return Screen(join_lines(*lines), rows([button(plain("button-duty-report"), "dutyr", shift.id)]))


def ask_situation(shift: ShiftFacts) -> Screen:
    """First step."""
    safe = button(plain("button-duty-safe"), "dutys", shift.id, Situation.SAFE.name)
    incident = button(plain("button-duty-incident"), "dutys", shift.id, Situation.INCIDENT.name)
    text = t("duty-ask-situation", district=shift.district, day=day_long(shift.day))
    return Screen(text, rows([safe, incident]))


def ask_extra(key: str) -> Screen:
    """Last step: photo, location, or save."""
    return Screen(t(key), rows([button(plain("button-duty-save"), "dutyok")]))


def confirmed(report: DutyReportFacts) -> Screen:
    """Stored, with its number."""
    extras = [plain("extra-photo")] * report.has_photo + [plain("extra-location")] * report.has_location
    return Screen(
        join_lines(
            t("duty-done"),
            t("duty-done-number", number=report.number),
            t("duty-done-body", district=report.shift.district, day=day_long(report.shift.day),
              situation=plain(f"situation-{report.situation.value}")),
            t("duty-done-extras", extras=", ".join(extras)) if extras else None,
            "",
            t("duty-done-next"),
        )
    )  # fmt: skip


def nothing_due(following: ShiftFacts | None, *, can_plan: bool) -> Screen:
    """No report is owed today."""
    next_line = t("duty-next", day=day_long(following.day), shift=following.shift) if following else None
    keyboard = rows([button(plain("button-duty-week"), "dutyw")]) if can_plan else None
    return Screen(join_lines(t("duty-none"), next_line), keyboard)


def pick_officer(
    district: str, monday: date, day: date, chosen: Sequence[tuple[date, str]], people: Sequence[PersonFacts]
) -> Screen:
    """One day of the week's rota."""
    lines = [
        t("duty-week-title", district=district, monday=day_long(monday)),
        *(t("duty-week-line", day=day_long(when), name=name) for when, name in chosen),
        "",
        t("duty-week-pick", day=day_long(day)),
    ]
    buttons = [[button(person.name[:60], "dutyp", person.id)] for person in people]
    return Screen(join_lines(*lines), rows(*buttons))
