"""The sessions of an activity: how they moved, the answers so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.former_terms import former
from bot.domain.vocabulary import SessionStatus
from bot.views.format import dates, hours
from bot.views.meetings import clashes
from bot.views.meetings.calendar.shown import Sheet
from bot.views.text import Markup, join_lines, t

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.meetings.session_facts import SessionFacts


def session_lines(held: SessionFacts, sheet: Sheet, now: datetime) -> Markup:
    """A session: when and where, as it was before, and who comes."""
    if held.status is SessionStatus.CANCELLED:
        line = t("activity-session-cancelled", code=held.code, day=dates(held, held.zone))
        reason = t("activity-session-reason", reason=held.cancel_reason) if held.cancel_reason else None
        return join_lines(line, *_moves(held), reason)
    line = t(
        "activity-session", code=held.code, day=dates(held, held.zone), hours=hours(held, held.zone), place=held.place
    )
    return join_lines(line, *_moves(held), *_answers(held, sheet, now), *clashes.chosen(sheet.twice.get(held.id, ())))


def _moves(held: SessionFacts) -> list[Markup]:
    """When and where it was to be before, the oldest first; then what it was changed to and back from."""
    found = former([*(held.history[revision] for revision in sorted(held.history)), held.terms])
    return [
        t(which, day=dates(one, held.zone), hours=hours(one, held.zone), place=one.place)
        for which, terms in (("activity-session-was", found.before), ("activity-session-back", found.between))
        for one in terms
    ]


def _answers(held: SessionFacts, sheet: Sheet, now: datetime) -> list[Markup]:
    counts = sheet.answers.get(held.id)
    if counts is None:
        return []
    said = t(
        "activity-session-answers",
        invited=counts.invited,
        attending=counts.attending,
        substituted=counts.substituted,
        excused=counts.excused,
        silent=counts.silent,
    )
    came = sheet.came.get(held.id, 0)
    return [said, *([t("activity-session-came", count=came)] if came and held.starts_at <= now else [])]
