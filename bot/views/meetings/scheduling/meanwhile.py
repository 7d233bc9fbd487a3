"""A session that another head has just changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.format import dates, hours
from bot.views.invitations.messages import prepared
from bot.views.text import Markup, t

if TYPE_CHECKING:
    from bot.domain.meetings.session_facts import SessionFacts


def changed_meanwhile(session: SessionFacts) -> list[Markup]:
    """What another head has just made of it."""
    return [
        t("set-changed", code=session.code),
        t("session-day", day=dates(session, session.zone)),
        t("session-hours", hours=hours(session, session.zone)),
        t("session-place", place=session.place),
        *prepared(session.agenda, session.bring, session.link),
    ]
