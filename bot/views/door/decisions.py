"""Decisions of meetings: the list of what is to be done, and what is said to whoever sees to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.lengths import shortened
from bot.views.door.presses import DecisionDone
from bot.views.format import day_plain
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.door.decisions import DecisionFacts

_MOST, _LABEL = 8, 30


def listed(found: Sequence[DecisionFacts], today: date, *, manages: bool) -> Screen:
    """What is not done, the earliest first, with a button each."""
    usage = t("decision-usage") if manages else None
    if not found:
        return Screen(join_lines(t("decisions-none"), *(["", usage] if usage else [])))
    lines = [_line(one, today) for one in found[:_MOST]]
    more = [t("decisions-more", count=len(found) - _MOST)] if len(found) > _MOST else []
    buttons = [
        [button(plain("button-decision-done", text=shortened(one.text, _LABEL)), DecisionDone(one.id))]
        for one in found[:_MOST]
    ]
    return Screen(join_lines(t("decisions-title"), "", *lines, *more, *(["", usage] if usage else [])), rows(*buttons))


def written(one: DecisionFacts, today: date) -> Screen:
    """It is written down."""
    return Screen(join_lines(t("decision-written"), _line(one, today)))


def done(one: DecisionFacts) -> Screen:
    """It is done."""
    return Screen(t("decision-done", text=one.text, code=one.code))


def told(one: DecisionFacts, today: date, what: str) -> Screen:
    """To whoever sees to it; `what`: new, before, late."""
    title = t("decision-late" if what == "late" else "decision-before" if what == "before" else "decision-new")
    return Screen(
        join_lines(title, "", _line(one, today)),
        rows([button(plain("button-decision-done-alone"), DecisionDone(one.id))]),
    )


def _line(one: DecisionFacts, today: date) -> Markup:
    late = "decision-line-late" if one.due < today else "decision-line"
    return t(late, text=one.text, who=one.who, day=day_plain(one.due), code=one.code)
