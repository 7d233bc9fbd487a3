"""Seats of a session, and when those silent are asked again: questions with buttons, and what was set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.invitations.messages import session_line
from bot.views.invitations.presses import Chase, SeatAll
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.meetings.session_facts import SessionFacts


def ask_seats(session: SessionFacts) -> Screen:
    """How many can be seated?"""
    text = join_lines(t("seats-ask"), session_line(session), "", t("seats-ask-next"))
    return Screen(text, rows([button(plain("button-seats-all"), SeatAll())]))


def pick_rule(session: SessionFacts, rules: Mapping[str, str]) -> Screen:
    """When are those silent asked again? `rules` by the names of their labels."""
    text = join_lines(t("chase-ask"), session_line(session), "", t("chase-usage"))
    return Screen(text, rows(*([button(plain(f"chase-{name}"), Chase(session.id, name))] for name in rules)))


def rule_set(session: SessionFacts, rule: str, rules: Mapping[str, str]) -> Screen:
    """What was set, in the words of its button where it has one."""
    if not rule:
        return Screen(t("chase-off", code=session.code))
    label = next((plain(f"chase-{name}") for name, known in rules.items() if known == rule), rule)
    return Screen(t("chase-done", code=session.code, rule=label))
