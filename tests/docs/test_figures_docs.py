"""docs/figures.md defines every figure once, and nothing shows one that it does not define."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

from bot.domain.recap.facts import Recap
from bot.domain.recap.figures import Counts, Survey, total
from bot.domain.recap.plan_figures import PlanCounts
from bot.views.recap import reports, sheets

DOCS = Path(__file__).parents[2] / "docs" / "figures.md"
_OTHERS = {
    "Recap.minutes",
    "Recap.duty",
    "SessionRecap.arrived",
    "SessionFacts.outsiders_present",
    "Results.sheets",
    "mean",
}


def _documented() -> Counter[str]:
    first_cells = re.findall(r"^\| (.*?) \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    return Counter(name for cell in first_cells for name in re.findall(r"`([\w.]+)`", cell))


def _properties(of: type[object]) -> list[str]:
    return [name for one in of.__mro__ for name, value in vars(one).items() if isinstance(value, property)]


def _figures(of: type[Counts | PlanCounts | Survey], prefix: str = "") -> set[str]:
    return {prefix + name for name in [one.name for one in fields(of)] + _properties(of)}


def test_every_figure_is_defined_once() -> None:
    of_sessions = {f"Recap.{name}" for name in _properties(Recap)} - {"Recap.span", "Recap.total"}
    known = _figures(Counts) | _figures(PlanCounts) | _figures(Survey, "Survey.") | of_sessions | _OTHERS
    assert _documented() == Counter(dict.fromkeys(known, 1))


def test_columns_of_workbooks_and_reports_are_defined_figures() -> None:
    shown = {column.key for column in sheets.figure_columns(total(()))} | set(reports.FIGURES)
    assert shown <= _documented().keys()
    assert {"attending", "came", "attendance_percent", "timely_percent"} <= shown
