"""Calling off a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.invitations.messages import session_line
from bot.views.meetings import series, undoing
from bot.views.meetings.presses.cancelling import AnswerCallOff
from bot.views.meetings.presses.series import SetAgain
from bot.views.meetings.scheduling.warnings import changed_meanwhile
from bot.views.press import Mark
from bot.views.screen import Screen, button, red, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.meetings.undoing import Reached


def ask_cancel_reason(session: SessionFacts) -> Screen:
    """Why is it called off?"""
    return Screen(join_lines(t("cancel-ask"), session_line(session), "", t("cancel-ask-reason")))


def confirm_cancel(session: SessionFacts, reason: str, *, changed: bool = False) -> Screen:
    """A last look before the session is called off; `changed`: another head has just moved it."""
    meanwhile = [*changed_meanwhile(session), ""] if changed else []
    text = join_lines(
        *meanwhile,
        t("cancel-confirm", code=session.code),
        session_line(session),
        t("cancel-confirm-reason", reason=reason) if reason else None,
        "",
        t("cancel-confirm-next"),
    )
    yes, no = (
        red(button(plain("button-call-off-yes"), AnswerCallOff(agreed=True))),
        button(plain("button-leave"), AnswerCallOff(agreed=False)),
    )
    return Screen(text, rows([yes], [no]))


def cancelled(
    session: SessionFacts, reach: Reached, now: datetime, following: int = 0, left: Sequence[str] = ()
) -> Screen:
    """Called off, and who is told; `following` are so many meetings of its series, `left` kecamatan of no batch any more."""
    done = t("cancel-done", code=session.code, people=reach.invited, groups=reach.groups)
    return undoing.card(
        undoing.Card(
            join_lines(done, *undoing.left_lines(left)),
            above=[*undoing.left_buttons(session, left), *series.buttons_after_cancelling(session, following)],
            below=[[button(plain("button-set-instead"), SetAgain(session.id, mark=Mark.ASIDE))]],
        ),
        [session],
        now,
    )
