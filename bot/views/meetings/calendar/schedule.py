"""The schedule, for one reader and for a group, in texts that fit a phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.meetings.schedule_words.asked import Span
from bot.domain.meetings.schedule_words.button_words import button_words
from bot.views.meetings.calendar.hints import hint_of, late_count, none_there
from bot.views.meetings.calendar.listing import entries_of, head_of, listed_lines
from bot.views.meetings.calendar.schedule_buttons import schedule_buttons, span_button
from bot.views.meetings.calendar.shown import Schedule
from bot.views.meetings.presses.calendar import ShowSchedule
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.meetings.calendar.listing import Entry

PER_PAGE = 8

# What a group reads of a schedule.
_IN_GROUP = 5


def schedule(found: Schedule, page: int, today: date, *, manages: bool = False) -> Screen:
    """One page of the schedule, for one reader."""
    entries = entries_of(found, personal=True)
    page, pages, shown = _page(entries, page)
    lines = [
        *head_of(found, today),
        *listed_lines(shown),
        "",
        *([] if entries else none_there(found)),
        t("schedule-undated-count", count=found.elsewhere) if found.elsewhere else None,
        late_count(found),
        t("schedule-mine") if any(entry.mine for entry in shown) else None,
        hint_of(found),
        t("schedule-page", page=page + 1, pages=pages) if pages > 1 else None,
    ]
    around = [
        *([button(plain("button-previous"), ShowSchedule(button_words(found.asked), page - 1))] if page else []),
        *(
            [button(plain("button-next"), ShowSchedule(button_words(found.asked), page + 1))]
            if page < pages - 1
            else []
        ),
    ]
    return Screen(join_lines(*lines), rows(around, *schedule_buttons(found, today, manages=manages)))


def group_schedule(found: Schedule, today: date) -> Screen:
    """The schedule in a group: what is dated, in short; it is read by many between two other things."""
    sought = found.asked.search or found.asked.span is Span.LATE
    entries = _in_group(found)
    shown = entries[:_IN_GROUP]
    undated = 0 if sought else len(found.planned) + found.elsewhere
    lines = [
        *head_of(found, today),
        *listed_lines(shown),
        "",
        *([] if entries else none_there(found)),
        t("schedule-more", count=len(entries) - len(shown)) if len(entries) > len(shown) else None,
        t("schedule-undated-count", count=undated) if undated else None,
        hint_of(found),
    ]
    spans = [
        span_button(plain(f"button-{name}"), replace(found.asked, search=()), token)
        for name, token in (("today", "hariini"), ("week", "pekan"), ("month", "bulan"))
        if token != found.asked.span_token
    ]
    return Screen(join_lines(*lines), rows(spans))


def dated(found: Schedule, page: int | None) -> list[SessionFacts]:
    """The sessions that a page of the schedule (None: that of a group) tells of."""
    entries = _in_group(found)[:_IN_GROUP] if page is None else _page(entries_of(found, personal=True), page)[-1]
    named = [entry.held for entry in entries if entry.held is not None]
    return [found.following] if not entries and found.following is not None else named


def _page(entries: list[Entry], page: int) -> tuple[int, int, list[Entry]]:
    """Which page it is, of how many, and what stands on it."""
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    return page, pages, entries[page * PER_PAGE : (page + 1) * PER_PAGE]


def _in_group(found: Schedule) -> list[Entry]:
    sought = found.asked.search or found.asked.span is Span.LATE
    return [entry for entry in entries_of(found, personal=False) if sought or entry.group in ("sessions", "done")]
