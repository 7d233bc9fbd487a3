"""How many came from outside the roster?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.invitations.messages import session_line
from bot.views.screen import Screen
from bot.views.text import join_lines, t

if TYPE_CHECKING:
    from bot.domain.meetings.session_facts import SessionFacts


def ask_outsiders(session: SessionFacts) -> Screen:
    """How many came from outside the roster?"""
    return Screen(join_lines(t("outsiders-ask"), session_line(session), "", t("outsiders-ask-next")))
