"""What a schedule lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.meetings.schedule_words.asked import Span
from bot.views.format import day_long
from bot.views.meetings.calendar.entries import plan_entry, session_entry
from bot.views.meetings.calendar.scope import scope
from bot.views.meetings.calendar.shown import Schedule
from bot.views.text import Markup, t

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from bot.domain.meetings.session_facts import SessionFacts

# How many that are late stand before the rest.
FEW_LATE = 3
LONG_SPANS = frozenset({Span.NEAR, Span.MONTH, Span.ALL})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list, and below which heading it stands."""

    group: str
    mine: bool
    # Only those of a page are worded.
    text: Callable[[], Markup]
    held: SessionFacts | None = None


def entries_of(found: Schedule, *, personal: bool) -> list[Entry]:
    """What is listed, in its groups."""
    late = found.overdue
    if not (found.asked.search or found.asked.span is Span.LATE):
        late = late[:FEW_LATE] if found.asked.span in LONG_SPANS else ()
    entries = []
    for group, sessions in (("done", found.done), ("sessions", found.sessions)):
        for held in sessions:
            mine = personal and held.id in found.mine
            entries.append(Entry(group, mine, partial(session_entry, held, mine=mine), held))
    for group, activities in (("overdue", late), ("planned", found.planned)):
        for one in activities:
            mine = personal and one.id in found.mine_planned
            entries.append(Entry(group, mine, partial(plan_entry, one, mine=mine)))
    return entries


def listed_lines(entries: Sequence[Entry]) -> list[str]:
    """The entries below the names of their groups."""
    lines: list[str] = []
    for group in ("done", "sessions", "overdue", "planned"):
        listed = [entry.text() for entry in entries if entry.group == group]
        if listed:
            lines += ["", t(f"schedule-{group}"), *listed]
    return lines


def head_of(found: Schedule, today: date) -> list[str | None]:
    """What was asked for, and as what slips were read."""
    return [
        t("schedule-title", scope=scope(found)),
        t("schedule-today", day=day_long(today)) if found.asked.span is Span.NEAR else None,
        *(t("schedule-read", given=given, read=read) for given, read in found.read),
    ]
