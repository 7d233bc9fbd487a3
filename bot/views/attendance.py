"""News about an invitation that somebody else made: a substitute who cannot, a seat, an answer given for one, a late change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.ledger import Purpose
from bot.views.screen import Screen
from bot.views.sessions import personal, session_block
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.facts import InvitationFacts, SessionFacts


def news(purpose: Purpose, invitation: InvitationFacts, facts: Mapping[str, Any], now: datetime) -> Screen | None:
    """What happened to a person's invitation, above the invitation as it stands; None for other purposes."""
    match purpose:
        case Purpose.SUBSTITUTE_DECLINED:
            return personal(t("news-substitute-declined", who=str(facts["who"])), invitation, now)
        case Purpose.SEAT:
            return personal(t("news-seat"), invitation, now) if invitation.place_in_line is None else None
        case Purpose.ANSWERED_FOR:
            return personal(t("news-answered-for", who=str(facts["who"])), invitation, now)
        case _:
            return None


def late_change(session: SessionFacts, facts: Mapping[str, Any]) -> Screen:
    """Somebody changed their mind after the H-1 reminder: for the head of the division."""
    answer = {name: plain(f"answer-{facts[name]}") for name in ("before", "after")}
    return Screen(
        join_lines(
            t("late-change-title"),
            t("late-change-line", name=str(facts["name"]), district=str(facts["district"] or "–"), **answer),
            t("late-change-reason", reason=str(facts["reason"])) if facts["reason"] else None,
            "",
            session_block(session),
            "",
            t("late-change-next", code=session.code),
        )
    )
