"""Thinking again about a date: what waits, what can be undone till when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from telegram import InlineKeyboardButton

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
from bot.views.screen import Screen, Turns, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.facts import SessionFacts

    Rows = Sequence[list[InlineKeyboardButton]]

What = Literal["schedule", "move", "cancel"]
_VERBS = frozenset(one.verb for one in (Undo, SendNow, UndoMonth, SendMonth))


class Undoable(Protocol):
    """The last change of a session, and how many have read of it."""

    @property
    def what(self) -> What: ...
    @property
    def session(self) -> SessionFacts: ...
    @property
    def told(self) -> int: ...
    @property
    def until(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Card:
    """What stands around second thoughts: it stays as it was said while they go by.

    `until` is when they end; None: they begin now. `what` was done to several `together`. Till `later` some wait for the next
    morning to hear of it, and it can be sent to all at once.
    """

    before: Markup
    after: Markup | None = None
    above: Rows = ()
    below: Rows = ()
    until: datetime | None = None
    what: What = "schedule"
    together: bool = False
    later: datetime | None = None


def card(of: Card, sessions: Sequence[SessionFacts], now: datetime) -> Screen:
    """What was done to these, when it leaves and till when it can be undone; the rest is no more than said once it is over."""
    until = now + UNDO_WITHIN if of.until is None else of.until
    open_ = [one for one in sessions if now < until and now < one.ends_at]
    said = _lines(sessions[-1], now, until if open_ else None) if sessions else []
    waits = of.later is not None and now < of.later
    if of.together:
        found = buttons_of_all(open_, now, of.what, waits=waits)
    else:
        found = [row for one in sessions for row in _buttons(one, now, undoes=one in open_, waits=waits)]
    following = [*of.above, *found, *of.below]
    text = join_lines(of.before, *said, of.after)
    return Screen(text, rows(*following) if following else None, _turns(of, sessions, now, until) if found else None)


def turned(facts: dict[str, Any], sessions: Mapping[int, SessionFacts], now: datetime) -> Screen:
    """A card that was shown, as it stands by now."""
    if "kept" in facts:
        return Screen(facts["kept"])
    known = [sessions[one] for one, _ in facts["sessions"]]
    same = [sessions[one] for one, revision in facts["sessions"] if sessions[one].revision == revision]
    if not (same or facts["together"]):
        return over(known[-1])
    above, below = ([[InlineKeyboardButton.de_json(one) for one in row] for row in facts[name]] for name in _AROUND)
    before, after = Markup(facts["before"]), facts["after"] and Markup(facts["after"])
    until, later = datetime.fromisoformat(facts["until"]), facts.get("later")
    later = later and datetime.fromisoformat(later)
    return card(Card(before, after, above, below, until, facts["what"], facts["together"], later), same, now)


_AROUND = ("above", "below")


def _turns(of: Card, sessions: Sequence[SessionFacts], now: datetime, until: datetime) -> Turns:
    facts = {
        **_which(sessions),
        "before": of.before,
        "after": of.after,
        **{name: [[one.to_dict() for one in row] for row in getattr(of, name)] for name in _AROUND},
        "until": until.isoformat(),
        "what": of.what,
        "together": of.together,
        "later": of.later and of.later.isoformat(),
    }
    held = max((one.held_until for one in sessions if one.held_until is not None), default=now)
    moments = {held, until, until if of.later is None or of.together else of.later}
    return Turns(sorted(one for one in moments if one > now), facts)


def _which(sessions: Sequence[SessionFacts]) -> dict[str, Any]:
    return {"sessions": [(one.id, one.revision) for one in sessions]}


def may_turn(keyboard: dict[str, Any]) -> bool:
    """Whether second thoughts are among the buttons of a message."""
    found = (one.get("callback_data", "") for row in keyboard.get("inline_keyboard", ()) for one in row)
    return any(data.partition(":")[0] in _VERBS for data in found)


def _lines(session: SessionFacts, now: datetime, until: datetime | None) -> list[Markup]:
    """When it leaves or left, and till when it can be undone."""
    held, leaves = session.held_until, _leaves_at(session, now)
    if _waits_for_morning(session, now):
        line = [t("hold-line-night", at=clock_time(leaves, session.zone))]
    elif held is not None:
        line = [t("hold-line" if held > now else "hold-over", at=clock_time(held, session.zone))]
    else:
        line = []
    return [*line, *([] if until is None else [t("undo-line", until=clock_time(until, session.zone))])]


def _buttons(session: SessionFacts, now: datetime, *, undoes: bool, waits: bool) -> list[list[InlineKeyboardButton]]:
    """To send at once, and to take back."""
    held = undoes and session.held_until is not None and session.held_until > now
    # Pressed at night nothing leaves sooner.
    sends = (held or waits) and not _waits_for_morning(session, now)
    undo = Undo(session.id, session.revision)
    return [
        *([[button(plain("button-send-now"), SendNow(session.id, session.revision))]] if sends else []),
        *([[button(plain("button-hold-cancel" if held else "button-undo"), undo)]] if undoes else []),
        *([[button(plain("button-preview"), PreviewHeld(session.id))]] if held else []),
    ]


def buttons_of_all(
    done: Sequence[SessionFacts], now: datetime, what: What = "schedule", *, waits: bool = False
) -> list[list[InlineKeyboardButton]]:
    """To send at once all that was done together, and to take all of it back."""
    if not done:
        return []
    first, last = min(one.id for one in done), max(one.id for one in done)
    undo, send = UndoMonth(first, last, what=what), SendMonth(first, last, what=what)
    held = any(one.held_until is not None and one.held_until > now for one in done)
    return [
        *([[button(plain("button-send-all"), send)]] if (held or waits) and leaves_by_day(done[0], now) else []),
        [button(plain("button-hold-cancel-all" if held else "button-undo-all"), undo)],
    ]


def ask_all(found: Sequence[Undoable], what: What, first: int, last: int) -> Screen:
    """Those who were told will hear of it: is it meant?"""
    until = min(one.until for one in found)
    told = sum(one.told for one in found)
    yes = button(plain("button-undo-yes"), UndoMonth(first, last, sure=True, what=what))
    leave = button(plain("button-leave"), LeaveAsItIs(first))
    return Screen(t(f"undo-ask-all-{what}", count=len(found), told=told), rows([yes], [leave]), _question(found, until))


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
    leave = button(plain("button-leave"), LeaveAsItIs(session.id))
    return Screen(text, rows([yes], [leave]), _question([found], found.until))


def _question(found: Sequence[Undoable], until: datetime) -> Turns:
    """Who has not answered by then leaves it as it is."""
    return Turns(
        [until], {**_which([one.session for one in found]), "together": len(found) > 1, "kept": t("cancel-kept")}
    )


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


def sent(session: SessionFacts, now: datetime, until: datetime) -> Screen:
    """On its way, or at night not before the morning, as its line says."""
    head = [] if _waits_for_morning(session, now) else [t("sent-now"), ""]
    return card(Card(join_lines(*head, session_block(session), ""), until=until), [session], now)


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
