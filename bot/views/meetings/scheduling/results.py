"""Dated, moved, or left undone: whom it reaches, and what may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.invitations.messages import changes, session_block
from bot.views.meetings import series, undoing
from bot.views.meetings.next_steps import month_buttons, propose_button
from bot.views.meetings.presses.cancelling import CallOff
from bot.views.meetings.presses.dating import DateActivity, MoveSession
from bot.views.meetings.presses.series import Repeat
from bot.views.meetings.scheduling.warnings import spot_lost
from bot.views.papers.presses import MakeLetter
from bot.views.recap.presses import ShowRecap
from bot.views.screen import Screen, button, red, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from datetime import date, datetime

    from telegram import InlineKeyboardButton

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.meetings.undoing import Reached


def done(
    session: SessionFacts,
    reach: Reached,
    now: datetime,
    *,
    month: tuple[date, int] | None = None,
    divisible: bool = False,
) -> Screen:
    """Dated, and whom it reaches; `month` has so many meetings yet to be dated, `divisible`: its batches invite everybody."""
    following = [] if month is None else [month_buttons([month])]
    before = join_lines(t("set-done"), "", session_block(session), "")
    joined = undoing.joined_line([reach], session, now)
    counted = undoing.Counted(reach.invited, reach.reachable, reach.groups, joined)
    below = [*following, *_following_buttons(session)]
    later, silent = undoing.waiting([reach])
    codes = [session.activity_code] if divisible else []
    of = undoing.Card(before, counted, codes, below=below, later=later, silent=silent)
    return undoing.card(of, [session], now)


def moved(before: SessionFacts, session: SessionFacts, now: datetime, following: int = 0) -> Screen:
    """Moved, or the same as it was; `following` are so many meetings of its series."""
    if before.terms == session.terms:
        return Screen(join_lines(t("move-same"), "", session_block(session)), rows(*_following_buttons(session)))
    said = join_lines(
        t("move-done"),
        "",
        session_block(session),
        "",
        *changes(before.terms, session),
        spot_lost([session.code] if before.terms.loses_spot(session.place) else []),
        "",
        t("move-done-next"),
    )
    above = series.buttons_after_move(session, following)
    return undoing.card(undoing.Card(said, above=above, below=_following_buttons(session)), [session], now)


def left_undone(code: str) -> Screen:
    """Nothing was set: what else there is to do."""
    return Screen(
        t("set-cancelled"),
        rows([propose_button(code), button(plain("button-date"), DateActivity(0, code))]),
    )


def _following_buttons(session: SessionFacts) -> list[list[InlineKeyboardButton]]:
    """What a head may want next."""
    return [
        [button(plain("button-recap"), ShowRecap(session.id)), button(plain("button-move"), MoveSession(session.id))],
        [
            button(plain("button-letter"), MakeLetter(session.id)),
            red(button(plain("button-call-off"), CallOff(session.id))),
        ],
        [button(plain("button-repeat"), Repeat(session.id))],
    ]
