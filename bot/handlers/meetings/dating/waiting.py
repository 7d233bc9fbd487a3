"""What waits for an answer, and what of it the next question needs."""

from __future__ import annotations

from dataclasses import fields
from datetime import time
from typing import TYPE_CHECKING, Any, TypeVar

from bot.handlers.meetings.dating.questions import AskedForDay, Dating
from bot.handlers.questions import Question
from bot.services.access import require_manager
from bot.services.meetings.calendar import office_sessions
from bot.views.text import plain

if TYPE_CHECKING:
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.handlers.turn import Turn


Q = TypeVar("Q", bound=Question)


async def session_held(turn: Turn, code: str) -> SessionFacts | None:
    """The session that is changed, as it is now; None for a new one."""
    return await office_sessions.session_by_code(turn.ctx, turn.actor, code) if code else None


def old_hours(asked: AskedForDay) -> str | None:
    """The hours that are offered; None where there are none."""
    if asked.old_start is None:
        return None
    return hours_in_words(asked.old_start, asked.old_end, plain("word-open-end")).replace(":", ".")


def said_so_far(asked: Dating) -> dict[str, Any]:
    """What one question hands on to the next."""
    return {one.name: getattr(asked, one.name) for one in fields(Dating)}


async def still_asked(turn: Turn, kind: type[Q]) -> Q:
    """The question that waits, if it is of this kind and whoever presses may answer it."""
    require_manager(turn.actor)
    return await turn.asked(kind)


def hours_in_words(start: time, end: time | None, open_end: str) -> str:
    """Hours as one types them."""
    until = "24:00" if end == time.min else f"{end:%H:%M}" if end else open_end
    return f"{start:%H:%M}-{until}"
