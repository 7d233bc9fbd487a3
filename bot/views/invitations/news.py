"""News about an invitation that somebody else made: a substitute who cannot, a seat, an answer given for one, a late change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Answer
from bot.views.invitations.messages import personal, session_block
from bot.views.press import Mark
from bot.views.recap.presses import ShowRecap
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.text import Markup


def news(purpose: Purpose, invitation: InvitationFacts, facts: Mapping[str, Any], now: datetime) -> Screen | None:
    """What happened to a person's invitation, above the invitation as it stands; None for other purposes."""
    match purpose:
        case Purpose.SUBSTITUTE_DECLINED:
            title = t("news-substitute-declined", who=str(facts["who"]))
            left = t("news-substitute-declined-seat") if "seat" in facts else None
            return personal(join_lines(title, left), invitation, now)
        case Purpose.SEAT:
            lost = is_lost(facts)
            if (invitation.place_in_line is not None) is not lost:
                # It changed again meanwhile, which has news of its own.
                return None
            return personal(t("news-seat-lost" if lost else "news-seat"), invitation, now)
        case Purpose.ANSWERED_FOR:
            return personal(t("news-answered-for", who=str(facts["who"])), invitation, now)
        case _:
            return None


def is_lost(facts: Mapping[str, Any]) -> bool:
    """Whether news of a seat is that there is none any more."""
    return bool(facts.get("lost"))


def still(purpose: Purpose, invitation: InvitationFacts, facts: Mapping[str, Any], now: datetime) -> Screen | None:
    """The same as long as it is so, also in a message that was read; None where the invitation alone says how things stand."""
    match purpose:
        case Purpose.SUBSTITUTE_DECLINED:
            holds = invitation.answer is None
        case Purpose.SEAT:
            # A move may have laid the answer aside since.
            holds = invitation.answer is not Answer.EXCUSED
        case _:
            # The same here.
            holds = invitation.answer in (None, facts.get("answer"))
    return news(purpose, invitation, facts, now) if holds else None


def late_changes(changes: Sequence[tuple[SessionFacts, Mapping[str, Any]]]) -> Screen:
    """Who changed their mind after the H-1 reminder, by session: for the head of the division."""
    of_session: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for session, facts in changes:
        of_session[session.id].append(facts)
    sessions = {session.id: session for session, _ in changes}
    parts: list[str] = []
    for held in sessions.values():
        parts += [*(_changed(facts) for facts in of_session[held.id]), "", session_block(held), ""]
    many = len(changes)
    title = t("late-change-title") if many == 1 else t("late-changes-title", count=many)
    buttons = [
        [button(plain("button-recap-of", code=held.code), ShowRecap(held.id, mark=Mark.ASIDE))]
        for held in sessions.values()
    ]
    return Screen(join_lines(title, *parts[:-1]), rows(*buttons))


def _changed(facts: Mapping[str, Any]) -> Markup:
    answer = {name: plain(f"answer-{facts[name] or 'belum'}") for name in ("before", "after")}
    return join_lines(
        t("late-change-line", name=str(facts["name"]), district=str(facts["district"] or "–"), **answer),
        t("late-change-declined", who=str(facts["declined"])) if "declined" in facts else None,
        t("late-change-reason", reason=str(facts["reason"])) if facts["reason"] else None,
    )
