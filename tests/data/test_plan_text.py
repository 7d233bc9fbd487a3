"""The shipped calendar against the plan's own words."""

from __future__ import annotations

import re

from bot.domain.importing.calendar import CalendarLine
from tests.data.plan import Plan, Section

_TIME_WORDS = re.compile(
    r"\b(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
    r"|minggu|sekali|satu kali)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^Rencana Kegiatan:?\s+", re.IGNORECASE)

Pairs = list[tuple[CalendarLine, Section]]


def pairs(plan: Plan, activities: dict[str, CalendarLine]) -> Pairs:
    return list(zip(activities.values(), plan.sections, strict=True))


def test_the_calendar_follows_the_detailed_sections_in_their_order(
    plan: Plan, activities: dict[str, CalendarLine]
) -> None:
    prefixes = {1: "SDMO", 2: "HPS", 3: "PPDI", 4: "P2H"}
    assert list(activities) == [f"{prefixes[section.division]}-{section.number:02}" for section in plan.sections]


def test_every_title_is_the_plans_to_the_letter(plan: Plan, activities: dict[str, CalendarLine]) -> None:
    assert [line.title for line in activities.values()] == [section.title for section in plan.sections]


def test_every_time_stands_word_for_word_in_its_own_section(plan: Plan, activities: dict[str, CalendarLine]) -> None:
    strays = {
        line.code: line.period.text
        for line, section in pairs(plan, activities)
        if line.period.text not in section.execution
    }
    assert strays == {}


def test_no_time_of_the_plan_is_left_out(plan: Plan, activities: dict[str, CalendarLine]) -> None:
    left = {
        line.code: found
        for line, section in pairs(plan, activities)
        if (
            found := _TIME_WORDS.findall(
                section.execution.replace(line.period.text, "") if line.period.text else section.execution
            )
        )
    }
    assert left == {}


def test_every_stated_number_of_participants_is_the_plans(plan: Plan, activities: dict[str, CalendarLine]) -> None:
    assert {line.code: line.participants for line in activities.values()} == {
        line.code: section.headcount for line, section in pairs(plan, activities)
    }


def test_where_a_divisions_list_differs_from_its_sections_the_note_quotes_the_list(
    plan: Plan, activities: dict[str, CalendarLine]
) -> None:
    unaccounted = []
    for prefix, items in zip(("SDMO", "PPDI"), plan.lists, strict=True):
        lines = [line for line in activities.values() if line.code.startswith(prefix)]
        assert len(items) == len(lines)
        for item in items:
            same = any(_LEAD.sub("", line.title).casefold() == item.casefold() for line in lines)
            if not same and not any(f'"{item}"' in line.note for line in lines):
                unaccounted.append(item)
    assert unaccounted == []


def test_what_the_notes_quote_stands_in_the_plan(plan: Plan, activities: dict[str, CalendarLine]) -> None:
    quoted = {
        (line.code, part.strip())
        for line in activities.values()
        for quote in re.findall(r'"([^"]+)"', line.note)
        for part in quote.split("…")
    }
    assert len(quoted) > 20
    assert {(code, part) for code, part in quoted if part.casefold() not in plan.text.casefold()} == set()
