"""Thinking again about a date: what waits, what can be undone till when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from bot.domain.meetings.days import change_due
from bot.domain.timing import UNDO_WITHIN
from bot.domain.vocabulary import SessionStatus
from bot.views.format import clock_time
from bot.views.invitations.messages import session_block
from bot.views.meetings.next_steps import divide_button
from bot.views.meetings.presses import (
    LeaveAsItIs,
    MoveSession,
    PreviewHeld,
    SendMonth,
    SendNow,
    SetSame,
    ShowBoard,
    Undo,
    UndoMonth,
)
from bot.views.press import Mark
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telegram import InlineKeyboardButton

    from bot.domain.facts import SessionFacts
    from bot.views.text import Markup


What = Literal["schedule", "move", "cancel"]


class Undoable(Protocol):
    """The last change of a session, and how many have read of it."""

    @property
    def what(self) -> What: ...
    @property
    def session(self) -> SessionFacts: ...
    @property
    def told(self) -> int: ...


def lines(session: SessionFacts, now: datetime) -> list[Markup]:
    """When it leaves, and till when it can be undone."""
    held, leaves = session.held_until, _leaves_at(session, now)
    waits = held is not None and held > now
    line = "hold-line-night" if _waits_for_morning(session, now) else "hold-line" if waits else None
    return [
        *([t(line, at=clock_time(leaves, session.zone))] if line is not None else []),
        t("undo-line", until=clock_time(now + UNDO_WITHIN, session.zone)),
    ]


def buttons(session: SessionFacts, now: datetime) -> list[list[InlineKeyboardButton]]:
    """To send at once, and to take back."""
    if session.held_until is None or session.held_until <= now:
        return [[button(plain("button-undo"), Undo(session.id, session.revision))]]
    # Pressed at night nothing leaves sooner.
    send = [[button(plain("button-send-now"), SendNow(session.id, session.revision))]]
    return [
        *([] if _waits_for_morning(session, now) else send),
        [button(plain("button-hold-cancel"), Undo(session.id, session.revision))],
        [button(plain("button-preview"), PreviewHeld(session.id))],
    ]


def buttons_of_all(
    done: Sequence[SessionFacts], now: datetime, what: What = "schedule"
) -> list[list[InlineKeyboardButton]]:
    """To send at once all that was done together, and to take all of it back."""
    if not done:
        return []
    first, last = min(one.id for one in done), max(one.id for one in done)
    undo, send = UndoMonth(first, last, what=what), SendMonth(first, last, what=what)
    if all(one.held_until is None or one.held_until <= now for one in done):
        return [[button(plain("button-undo-all"), undo)]]
    return [
        *([[button(plain("button-send-all"), send)]] if leaves_by_day(done[0], now) else []),
        [button(plain("button-hold-cancel-all"), undo)],
    ]


def ask_all(found: Sequence[Undoable], what: What, first: int, last: int) -> Screen:
    """Those who were told will hear of it: is it meant?"""
    told = sum(one.told for one in found)
    yes = button(plain("button-undo-yes"), UndoMonth(first, last, sure=True, what=what))
    leave = button(plain("button-leave"), LeaveAsItIs(first))
    return Screen(t(f"undo-ask-all-{what}", count=len(found), told=told), rows([yes], [leave]))


def undone_all(done: Sequence[Undoable], what: What) -> Screen:
    """What holds of all of them now, and who hears of it."""
    text = t(f"undone-all-{what}", count=len(done), told=sum(one.told for one in done))
    codes = ", ".join(one.session.code for one in done)
    board = [button(plain("button-board-back"), ShowBoard())]
    return Screen(join_lines(text, t("batches-districts", districts=codes)), rows(board))


def ask(found: Undoable) -> Screen:
    """Those who were told will hear of it: is it meant?"""
    session = found.session
    yes = button(plain("button-undo-yes"), Undo(session.id, session.revision, sure=True))
    text = t(f"undo-ask-{found.what}", code=session.code, told=found.told)
    return Screen(text, rows([yes], [button(plain("button-leave"), LeaveAsItIs(session.id))]))


def left_lines(left: Sequence[str]) -> list[Markup]:
    """Who is invited nowhere once a batch is off."""
    return [t("batch-left", districts=", ".join(left))] if left else []


def left_buttons(session: SessionFacts, left: Sequence[str]) -> list[list[InlineKeyboardButton]]:
    """To divide them among the batches that take place."""
    return [[divide_button(session.activity_code)]] if left else []


def undone(found: Undoable, left: Sequence[str] = ()) -> Screen:
    """What holds now, and who hears of it; `left` are kecamatan of no batch any more."""
    session = found.session
    head = t(f"undone-{found.what}", code=session.code, told=found.told)
    if found.what == "schedule":
        again = [button(plain("button-set-same"), SetSame(session.id))]
        return Screen(join_lines(head, *left_lines(left)), rows(*left_buttons(session, left), again))
    change = [button(plain("button-move"), MoveSession(session.id, mark=Mark.ASIDE))]
    return Screen(join_lines(head, "", session_block(session)), rows(change))


def over(session: SessionFacts) -> Screen:
    """What holds, once there is no more thinking again."""
    scheduled = session.status is SessionStatus.SCHEDULED
    change = [[button(plain("button-move"), MoveSession(session.id, mark=Mark.ASIDE))]] if scheduled else []
    return Screen(join_lines(t("undo-over"), "", session_block(session)), rows(*change) if change else None)


def sent(session: SessionFacts, now: datetime) -> Screen:
    """On its way, or at night not before the morning, as `lines` say."""
    head = [] if _waits_for_morning(session, now) else [t("sent-now"), ""]
    text = join_lines(*head, session_block(session), "", *lines(session, now))
    return Screen(text, rows(*buttons(session, now)))


def leaves_by_day(session: SessionFacts, now: datetime) -> bool:
    """Whether what waits may leave at once: pressed at night nothing leaves sooner."""
    return not _waits_for_morning(session, now)


def _speaks_from(session: SessionFacts, now: datetime) -> datetime:
    return now if session.held_until is None else max(now, session.held_until)


def _leaves_at(session: SessionFacts, now: datetime) -> datetime:
    """When those who know of the session before its last change hear of it."""
    moved = session.status is not SessionStatus.CANCELLED
    before = session.history.get(session.revision - 1) if moved else None
    known = [before.days(session.zone)] if before is not None else []
    return change_due(_speaks_from(session, now), session.zone, session.days, *known)


def _waits_for_morning(session: SessionFacts, now: datetime) -> bool:
    return _leaves_at(session, now) > _speaks_from(session, now)
