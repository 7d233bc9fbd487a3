"""What goes with a date: agenda, what to bring, the link, a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.invitations.messages import session_line
from bot.views.meetings.presses.last_look import BackToLook, Empty, Prepare
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from telegram import InlineKeyboardButton

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms


def ask_prepared(what: str, session: SessionFacts | None, standing: str) -> Screen:
    """The agenda, what to bring, or the link, in one message; `standing` is what is there."""
    text = join_lines(
        session_line(session) if session else None,
        t(f"session-{what}", **{what: standing}) if standing else None,
        "" if session or standing else None,
        t(f"set-ask-{what}"),
    )
    gone = [button(plain("button-empty"), Empty(what))] if standing else []
    return Screen(text, rows(gone, [button(plain("button-back"), BackToLook())]))


def ask_beside(standing: str) -> Screen:
    """A sentence beside several dates at once; `standing` is what goes with them so far."""
    said = t("session-note", note=standing) if standing else None
    return Screen(join_lines(said, "" if standing else None, t("set-ask-note"), "", t("set-ask-note-many")))


def prepare_buttons(terms: Terms) -> list[InlineKeyboardButton]:
    """Agenda, what to bring, link: a press and a message each; ticked where there is one."""
    standing = {"agenda": terms.agenda, "bring": terms.bring, "link": terms.link}
    return [
        button(plain("button-chosen", label=label) if there else label, Prepare(what))
        for what, there in standing.items()
        for label in [plain(f"button-prepare-{what}")]
    ]
