"""The first question: which day?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.handlers.meetings.dating.offered_days import days_offered
from bot.handlers.meetings.dating.questions import AskedForDay
from bot.views.meetings.scheduling import asking

if TYPE_CHECKING:
    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.handlers.turn import Turn


async def begin(
    turn: Turn, activity: ActivityFacts, session: SessionFacts | None = None, like: SessionFacts | None = None
) -> None:
    """Ask for the day; with `session`, of one that moves; `like` is an earlier one whose hours, place and texts are offered."""
    days = days_offered(activity, turn.today)
    asked = AskedForDay(code=activity.code, session=session.code if session else "")
    if like is not None:
        asked = _offering(replace(asked, agenda=like.agenda, bring=like.bring, link=like.link), like)
    if session is not None:
        asked = _offering(asked, session)
        asked = replace(asked, seen=session.revision, old_day=session.day, old_last=session.last_day)
    await turn.ask(asking.ask_date(activity, session, days), asked)


def _offering(asked: AskedForDay, held: SessionFacts) -> AskedForDay:
    start, end = (at.astimezone(held.zone).time() for at in (held.starts_at, held.ends_at))
    return replace(asked, old_start=start, old_end=None if held.open_end else end, old_place=held.place)
