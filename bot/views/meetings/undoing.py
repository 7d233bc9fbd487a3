"""Thinking again about a date: what waits, what can be undone till when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from telegram import InlineKeyboardButton

from bot.domain.invitations.reminders import invitation_due
from bot.domain.meetings.days import change_due
from bot.domain.timing import UNDO_WITHIN
from bot.domain.vocabulary import SessionStatus
from bot.views.format import clock_time, day_short, moment_short, relative_day
from bot.views.invitations.messages import cancelled_lines, session_block
from bot.views.meetings.next_steps import divide_button
from bot.views.meetings.presses.board import ShowBoard
from bot.views.meetings.presses.dating import MoveSession
from bot.views.meetings.presses.last_look import PreviewHeld
from bot.views.meetings.presses.months import SendMonth, UndoMonth
from bot.views.meetings.presses.series import SetSame
from bot.views.meetings.presses.undoing import LeaveAsItIs, SendNow, Stays, Undo
from bot.views.press import Mark
from bot.views.screen import Screen, Turns, button, pages, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.meetings.session_facts import SessionFacts

    Rows = Sequence[list[InlineKeyboardButton]]

What = Literal["schedule", "move", "cancel"]
# Of so many activities the kecamatan can be divided from there.
_TOGETHER = 3
# So long a card is looked after that leads to dividing batches.
_DIVIDED_WITHIN = timedelta(days=7)
_VERBS = frozenset(one.verb for one in (Undo, SendNow, UndoMonth, SendMonth))


class Undoable(Protocol):
    """The last change of a session, how many have read of it, and the titles of the groups in which it was seen."""

    @property
    def what(self) -> What: ...
    @property
    def session(self) -> SessionFacts: ...
    @property
    def told(self) -> int: ...
    @property
    def groups(self) -> tuple[str, ...]: ...
    @property
    def until(self) -> datetime: ...


class Reached(Protocol):
    """Whom a session reaches; `joined` of them hear of it `later`, with all that their next morning brings."""

    @property
    def invited(self) -> int: ...
    @property
    def reachable(self) -> int: ...
    @property
    def groups(self) -> int: ...
    @property
    def joined(self) -> int: ...
    @property
    def later(self) -> datetime | None: ...


class Followed(Protocol):
    """What became of each of several: done (whom it reaches, where that is known), or left for a look of its own (a code or a day)."""

    @property
    def done(self) -> tuple[SessionFacts, ...]: ...
    @property
    def left(self) -> tuple[str, ...]: ...
    @property
    def reaches(self) -> tuple[Reached, ...]: ...


class Counted(NamedTuple):
    """Whom a session reaches, as its card says it; `joined` is the line on those who hear of it later (`joined_line`)."""

    invited: int
    reachable: int
    groups: int
    joined: str | None

    @property
    def lines(self) -> list[Markup]:
        """For people to read."""
        unregistered = self.invited - self.reachable
        return [
            t("set-reach", invited=self.invited),
            *([t("set-unregistered", count=unregistered)] if unregistered else []),
            *([Markup(self.joined)] if self.joined else []),
            *([t("set-reach-groups", groups=self.groups)] if self.groups else []),
        ]


@dataclass(frozen=True, slots=True)
class Card:
    """What stands around second thoughts: it stays as it was said while they go by.

    `until` is when they end; None: they begin now. `what` was done to several `together`. Till `later` some wait for the next
    morning to hear of it, and it can be sent to all at once, or taken back; all of them do where it is `silent` until then.
    The batches of the activities `divisible` invite everybody, as long as nobody divides them. `counted`, where it says whom
    a session reaches, is as it is by now.
    """

    before: Markup
    counted: Counted | None = None
    divisible: Sequence[str] = ()
    above: Rows = ()
    below: Rows = ()
    until: datetime | None = None
    what: What = "schedule"
    together: bool = False
    later: datetime | None = None
    silent: bool = False
    # Of several: how many hear later (`joined_line`).
    joined: str | None = None


def waiting(reaches: Sequence[Reached]) -> tuple[datetime | None, bool]:
    """Till when some wait for a morning to hear of what was done, if any do, and whether all of them do."""
    later = max((one.later for one in reaches if one.joined and one.later is not None), default=None)
    hear = [one for one in reaches if one.reachable or one.groups]
    return later, later is not None and all(one.joined == one.reachable and not one.groups for one in hear)


def card(of: Card, sessions: Sequence[SessionFacts], now: datetime) -> Screen:
    """What was done to these, when it leaves and till when it can be undone; the rest is no more than said once it is over."""
    leaves = sorted({_leaves_at(one, now, of) for one in sessions})
    until = max(now + UNDO_WITHIN, *leaves, of.later or now) if of.until is None else of.until
    open_ = [one for one in sessions if now < until and now < one.ends_at]
    said = _lines(of, sessions[-1], now, leaves, until if open_ else None) if sessions else []
    waits = of.later is not None and now < of.later
    if of.together:
        found = _buttons_of_all(of, open_, now, waits=waits)
    else:
        found = [row for one in sessions for row in _buttons(of, one, now, undoes=one in open_, waits=waits)]
    divide = _to_divide(of, sessions)
    following = [*of.above, *found, *([divide_button(code)] for code in divide[:_TOGETHER]), *of.below]
    hint = t("propose-applied-divide", codes=", ".join(divide)) if divide else None
    counted = of.counted if of.counted is None or waits else of.counted._replace(joined=None)
    joined = Markup(of.joined) if of.joined and waits else None
    rest = join_lines(*(counted.lines if counted is not None else ()), joined, *said, hint)
    text = join_lines(of.before or None, rest or None)
    turning = replace(of, before=_above(of, text, rest))
    turns = _turns(turning, sessions, [*leaves, until], until, now) if found else None
    return Screen(text, rows(*following) if following else None, turns)


def _above(of: Card, text: Markup, rest: Markup) -> Markup:
    """What stands above the rest in the message with the buttons: of a text that fills several, that is the last."""
    *head, last = pages(text)
    if not head:
        return of.before
    return Markup(last.removesuffix(rest).removesuffix("\n")) if last.endswith(rest) else Markup("")


def _to_divide(of: Card, sessions: Sequence[SessionFacts]) -> list[str]:
    """Activities of which nobody has divided the batches yet."""
    divided = {one.activity_code for one in sessions if one.selection.districts is not None}
    return [code for code in of.divisible if code not in divided]


def turned(
    facts: dict[str, Any],
    sessions: Mapping[int, SessionFacts],
    now: datetime,
    invited: Mapping[int, tuple[int, int]] | None = None,
) -> Screen:
    """A card that was shown, as it stands by now; `invited` is how many are, and can be reached, by session."""
    known = [sessions[one] for one, _ in facts["sessions"]]
    same = [sessions[one] for one, revision in facts["sessions"] if sessions[one].revision == revision]
    if not same and ("kept" in facts or not facts["together"]):
        return over(known[-1], now)
    if "kept" in facts:
        return Screen(facts["kept"])
    above, below = ([[InlineKeyboardButton.de_json(one) for one in row] for row in facts[name]] for name in _AROUND)
    until, later = datetime.fromisoformat(facts["until"]), facts.get("later")
    later = later and datetime.fromisoformat(later)
    of = Card(
        Markup(facts["before"]),
        # Those that an older version wrote down have none of these three.
        _counted(facts.get("counted"), (invited or {}).get(known[-1].id)),
        facts.get("divisible", ()),
        above,
        below,
        until,
        facts["what"],
        facts["together"],
        later,
        facts.get("silent", False),
        facts.get("joined"),
    )
    return card(of, same, now)


_AROUND = ("above", "below")


def _counted(said: Sequence[Any] | None, found: tuple[int, int] | None) -> Counted | None:
    """Whom it reaches by now: others than were said, and who hears later is not known of these."""
    if said is None:
        return None
    was = Counted(*said)
    return was if found in (None, was[:2]) else Counted(*found, was.groups, None)


def _turns(
    of: Card, sessions: Sequence[SessionFacts], moments: Sequence[datetime], until: datetime, now: datetime
) -> Turns:
    facts = {
        **_which(sessions),
        "before": of.before,
        **({"counted": list(of.counted)} if of.counted is not None else {}),
        "divisible": list(of.divisible),
        **{name: [[one.to_dict() for one in row] for row in getattr(of, name)] for name in _AROUND},
        "until": until.isoformat(),
        "what": of.what,
        "together": of.together,
        "later": of.later and of.later.isoformat(),
        "silent": of.silent,
        **({"joined": of.joined} if of.joined else {}),
    }
    # Once they are divided it is not said any more, also when there is no more thinking again.
    divided = [until + _DIVIDED_WITHIN] if of.divisible else []
    return Turns(sorted(one for one in {*moments, *divided, of.later or until} if one > now), facts)


def _which(sessions: Sequence[SessionFacts]) -> dict[str, Any]:
    return {"sessions": [(one.id, one.revision) for one in sessions]}


def may_turn(keyboard: dict[str, Any]) -> bool:
    """Whether second thoughts are among the buttons of a message."""
    found = (one.get("callback_data", "") for row in keyboard.get("inline_keyboard", ()) for one in row)
    return any(data.partition(":")[0] in _VERBS for data in found)


def _lines(
    of: Card, session: SessionFacts, now: datetime, leaves: Sequence[datetime], until: datetime | None
) -> list[Markup]:
    """When it leaves or left, and till when it can be undone."""
    zone = session.zone
    at = "–".join(dict.fromkeys(clock_time(one, zone) for one in (leaves[0], leaves[-1])))
    waits = leaves[-1] > now
    if waits and not leaves_by_day(session, session.held_until or now):
        line = [t("hold-line-night", at=at)]
    elif waits and of.silent:
        line = [t("hold-line-morning", day=day_short(leaves[-1].astimezone(zone).date()), at=at)]
    elif session.held_until is not None:
        line = [t("hold-line" if waits else "hold-over", at=at)]
    else:
        line = []
    if until is None:
        return line
    last, ends = until.astimezone(zone).date(), clock_time(until, zone)
    same_day = last == now.astimezone(zone).date()
    return [*line, t("undo-line", until=ends) if same_day else t("undo-line-day", day=day_short(last), until=ends)]


def _buttons(
    of: Card, session: SessionFacts, now: datetime, *, undoes: bool, waits: bool
) -> list[list[InlineKeyboardButton]]:
    """To send at once, and to take back."""
    held = undoes and _unread(of, session, now)
    undo = Undo(session.id, session.revision)
    return [
        *(
            [[button(plain("button-send-now"), SendNow(session.id, session.revision))]]
            if (held or waits) and leaves_by_day(session, now)
            else []
        ),
        *([[button(plain("button-hold-cancel" if held else "button-undo"), undo)]] if undoes else []),
        *([[button(plain("button-preview"), PreviewHeld(session.id))]] if held else []),
    ]


def _buttons_of_all(
    of: Card, done: Sequence[SessionFacts], now: datetime, *, waits: bool
) -> list[list[InlineKeyboardButton]]:
    """To send at once all that was done together, and to take all of it back."""
    if not done:
        return []
    first, last = min(one.id for one in done), max(one.id for one in done)
    undo, send = UndoMonth(first, last, what=of.what), SendMonth(first, last, what=of.what)
    held = all(_unread(of, one, now) for one in done)
    sends = waits or any(_unread(of, one, now) for one in done)
    return [
        *([[button(plain("button-send-all"), send)]] if sends and leaves_by_day(done[0], now) else []),
        [button(plain("button-hold-cancel-all" if held else "button-undo-all"), undo)],
    ]


def _unread(of: Card, session: SessionFacts, now: datetime) -> bool:
    """Whether nobody can have heard of it by now."""
    return _leaves_at(session, now, of) > now


def ask_all(found: Sequence[Undoable], what: What, first: int, last: int) -> Screen:
    """Those who were told will hear of it: is it meant?"""
    until = min(one.until for one in found)
    yes = button(plain("button-undo-yes"), UndoMonth(first, last, sure=True, what=what))
    leave = button(plain("button-leave"), LeaveAsItIs(first, Stays(what)))
    text = t(f"undo-ask-all-{what}", count=len(found), **_told(found))
    return Screen(text, rows([yes], [leave]), _question(found, what, until))


def undone_all(done: Sequence[Undoable], what: What) -> Screen:
    """What holds of all of them now, and who hears of it."""
    text = t(f"undone-all-{what}", count=len(done), **_told(done))
    codes = ", ".join(one.session.code for one in done)
    board = [button(plain("button-board-back"), ShowBoard())]
    return Screen(join_lines(text, t("batches-districts", districts=codes)), rows(board))


def ask(found: Undoable) -> Screen:
    """Those who were told will hear of it: is it meant?"""
    session = found.session
    yes = button(plain("button-undo-yes"), Undo(session.id, session.revision, sure=True))
    text = t(f"undo-ask-{found.what}", code=session.code, **_told([found]))
    leave = button(plain("button-leave"), LeaveAsItIs(session.id, Stays(found.what)))
    return Screen(text, rows([yes], [leave]), _question([found], found.what, found.until))


def _told(found: Sequence[Undoable]) -> dict[str, int | str]:
    """How many people have read of these, and which groups, as texts say it."""
    groups = sorted({title for one in found for title in one.groups})
    return {"told": sum(one.told for one in found), "seen": len(groups), "groups": ", ".join(groups)}


def _question(found: Sequence[Undoable], what: What, until: datetime) -> Turns:
    """Who has not answered by then leaves it as it is."""
    sessions = [one.session for one in found]
    return Turns([until], {**_which(sessions), "together": len(found) > 1, "kept": t(f"kept-{what}")})


def kept(stays: Stays) -> Screen:
    """The answer to a no: what is in force."""
    return Screen(t(f"kept-{stays}"))


def left_lines(left: Sequence[str]) -> list[Markup]:
    """Who is invited nowhere once a batch is off."""
    return [t("batch-left", districts=", ".join(left))] if left else []


def left_buttons(session: SessionFacts, left: Sequence[str]) -> list[list[InlineKeyboardButton]]:
    """To divide them among the batches that take place."""
    return [[divide_button(session.activity_code)]] if left else []


def undone(found: Undoable, left: Sequence[str] = ()) -> Screen:
    """What holds now, and who hears of it; `left` are kecamatan of no batch any more."""
    session = found.session
    head = t(f"undone-{found.what}", code=session.code, **_told([found]))
    if found.what == "schedule":
        again = [button(plain("button-set-same"), SetSame(session.id))]
        return Screen(join_lines(head, *left_lines(left)), rows(*left_buttons(session, left), again))
    change = [button(plain("button-move"), MoveSession(session.id, mark=Mark.ASIDE))]
    return Screen(join_lines(head, "", session_block(session)), rows(change))


def over(session: SessionFacts, now: datetime) -> Screen:
    """What holds now, once there is no more thinking again; it stays as it is said."""
    at = moment_short(now, session.zone)
    if session.status is SessionStatus.CANCELLED:
        return Screen(
            join_lines(t("undo-over-cancelled", at=at, code=session.code), "", *cancelled_lines(session, begun=False))
        )
    change = [button(plain("button-move"), MoveSession(session.id, mark=Mark.ASIDE))]
    return Screen(join_lines(t("undo-over", at=at), "", session_block(session)), rows(change))


def sent(session: SessionFacts, now: datetime, until: datetime) -> Screen:
    """On its way, or at night not before the morning, as its line says."""
    head = [t("sent-now"), ""] if leaves_by_day(session, now) else []
    return card(Card(join_lines(*head, session_block(session), ""), until=until), [session], now)


def leaves_by_day(session: SessionFacts, now: datetime) -> bool:
    """Whether what waits may leave at once: pressed at night nothing leaves sooner."""
    return _first_heard(session, now) <= now


def joined_line(reaches: Sequence[Reached], session: SessionFacts, now: datetime) -> Markup | None:
    """How many hear of it with all that their next morning brings, where others hear at once."""
    later, silent = waiting(reaches)
    if later is None or silent:
        return None
    local = later.astimezone(session.zone)
    day = relative_day(local.date(), now.astimezone(session.zone).date())
    count = sum(one.joined for one in reaches)
    return t(
        "set-joined" if len(reaches) == 1 else "set-joined-together",
        count=count,
        day=day,
        at=clock_time(later, session.zone),
    )


def _leaves_at(session: SessionFacts, now: datetime, of: Card) -> datetime:
    """When the first hear of its last change."""
    if of.silent and of.later is not None:
        return of.later
    return _first_heard(session, session.held_until or now)


def _first_heard(session: SessionFacts, speaks: datetime) -> datetime:
    """When who knows of the session before its last change hears of it, or who is invited, if it may be said from then on."""
    if session.status is not SessionStatus.CANCELLED and session.revision == 1:
        return invitation_due(session.starts_at, speaks, session.zone)
    moved = session.status is not SessionStatus.CANCELLED
    before = session.history.get(session.revision - 1) if moved else None
    known = [before.days(session.zone)] if before is not None else []
    return change_due(speaks, session.zone, session.days, *known)
