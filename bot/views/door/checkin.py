"""Checking in: the message of the day, the proofs asked for, the receipt; the venue's PIN; the clerk's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import KeyboardButton, ReplyKeyboardMarkup

from bot.domain.door.checkin import OPENS_BEFORE, CheckInWay
from bot.domain.meetings.titles import list_title
from bot.views.door.presses import CheckIn, MarkArrival, ShowPin, TurnArrivals, UnmarkArrival
from bot.views.format import clock_time, dates, day_long, day_short
from bot.views.invitations.messages import check_in_button, session_block
from bot.views.screen import Screen, button, copying, red, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telegram import InlineKeyboardButton

    from bot.domain.door.checkin import Punctuality
    from bot.domain.door.facts import ArrivalLine
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts

_PER_PAGE = 12


def opened(session: SessionFacts) -> Screen:
    """An hour before the start: the button."""
    return Screen(
        join_lines(
            t("check-in-title"),
            "",
            session_block(session),
            "",
            t("check-in-next-online" if session.online else "check-in-next"),
        ),
        rows([check_in_button(session)]),
    )


def shut(session: SessionFacts) -> Screen:
    """The same when the session is over."""
    return Screen(join_lines(t("check-in-shut"), "", session_block(session), "", t("check-in-shut-next")))


def which_check_in(sessions: Sequence[SessionFacts]) -> Screen:
    """Where to, if check-in is open at several?"""
    buttons = [[button(list_title(held.short_title, 40), CheckIn(held.id, held.revision))] for held in sessions]
    return Screen(t("check-in-which"), rows(*buttons))


def ask_proof(*, by_location: bool, by_pin: bool) -> Screen:
    """A location (by a button below the keyboard), a PIN, or either."""
    if not by_location:
        return Screen(t("check-in-ask-pin"))
    keyboard = ReplyKeyboardMarkup(
        [[KeyboardButton(plain("button-send-place"), request_location=True)]],
        resize_keyboard=True,
        one_time_keyboard=True,
    )
    return Screen(t("check-in-ask-location" if by_pin else "check-in-ask-location-only"), keyboard)


def again(session: SessionFacts, at: datetime, stands_for: str) -> str:
    """The toast of a press by somebody who is there already: since when."""
    key = "check-in-again-for" if stands_for else "check-in-again-toast"
    return plain(key, name=stands_for, at=clock_time(at, session.zone))


def done(
    session: SessionFacts, at: datetime, when: Punctuality, stands_for: str, *, again: bool, day: int | None = None
) -> Screen:
    """The receipt; `day` is which of several it is of."""
    key = "check-in-again" if again else "check-in-done"
    return Screen(
        join_lines(
            t(key, at=clock_time(at, session.zone), punctuality=plain(f"punctuality-{when.value}")),
            t("check-in-day", number=day) if day is not None else None,
            t("check-in-for", name=stands_for) if stands_for else None,
            "",
            session_block(session),
            *([] if again else ["", t("check-in-thanks")]),
        )
    )


def pin(session: SessionFacts, digits: str, until: datetime) -> Screen:
    """What the venue shows, under its QR code."""
    return Screen(
        join_lines(
            t("pin-title", code=session.code),
            t("pin-digits", pin=" ".join(digits)),
            t("pin-until", until=clock_time(until, session.zone)),
            t("pin-before", day=dates(session, session.zone)) if until < session.starts_at - OPENS_BEFORE else None,
        ),
        rows(copying(plain("button-pin-copy"), digits), [button(plain("button-pin-renew"), ShowPin(session.id))]),
    )


def clerk_list(session: SessionFacts, day: MeetingDay, lines: Sequence[ArrivalLine], page: int) -> Screen:
    """Names to tap, a dozen a page; who has come is ticked. Of several days each has a list."""
    pages = max(1, -(-len(lines) // _PER_PAGE))
    page = min(max(page, 0), pages - 1)
    which = _which(session, day)
    buttons = [_line(session, line, page, which) for line in lines[page * _PER_PAGE : (page + 1) * _PER_PAGE]]
    around = []
    if page:
        around.append(button(plain("button-previous"), TurnArrivals(session.id, page - 1, which)))
    if page < pages - 1:
        around.append(button(plain("button-next"), TurnArrivals(session.id, page + 1, which)))
    came = sum(line.came_at is not None for line in lines)
    return Screen(
        join_lines(
            t("clerk-title", code=session.code, came=came, invited=len(lines)),
            t("clerk-day", number=day.number, day=day_long(day.day)) if which is not None else None,
            t("clerk-page", page=page + 1, pages=pages),
        ),
        rows(*buttons, around, *_days(session, day)),
    )


def _which(session: SessionFacts, day: MeetingDay) -> int | None:
    """What a button carries to tell the day, where there are several."""
    return day.number if session.is_of_days else None


def _days(session: SessionFacts, shown: MeetingDay) -> list[list[InlineKeyboardButton]]:
    """Lists of the other days."""
    if not session.is_of_days:
        return []
    buttons = []
    for day in session.days:
        label = plain("button-clerk-day", day=day_short(day.day))
        chosen = plain("button-chosen", label=label) if day == shown else label
        buttons.append(button(chosen, TurnArrivals(session.id, 0, day.number)))
    return [buttons[start : start + 3] for start in range(0, len(buttons), 3)]


def marked(session: SessionFacts, line: ArrivalLine, *, again: bool) -> str:
    """The toast of a tap: who is marked, or was already, when and how."""
    return plain("clerk-again", **_came(session, line)) if again else plain("clerk-marked", name=line.came)


def confirm_unmark(session: SessionFacts, day: MeetingDay, line: ArrivalLine, page: int) -> Screen:
    """Before a presence is taken away: whose, and how it was entered."""
    which = _which(session, day)
    own = line.way not in (None, CheckInWay.CLERK, CheckInWay.LIST)
    came_at = int(line.came_at.timestamp()) if line.came_at is not None else 0
    return Screen(
        join_lines(
            t("clerk-unmark", name=line.came),
            t("clerk-unmark-how", **_came(session, line)),
            t("clerk-unmark-own") if own else None,
        ),
        rows(
            [red(button(plain("button-unmark"), UnmarkArrival(session.id, line.invitation_id, page, came_at, which)))],
            [button(plain("button-leave"), TurnArrivals(session.id, page, which))],
        ),
    )


def _came(session: SessionFacts, line: ArrivalLine) -> dict[str, str]:
    at = clock_time(line.came_at, session.zone) if line.came_at is not None else ""
    way = plain(f"clerk-way-{line.way.value}") if line.way is not None else plain("word-none")
    return {"name": line.came, "at": at, "way": way}


def _line(session: SessionFacts, line: ArrivalLine, page: int, which: int | None) -> list[InlineKeyboardButton]:
    """The person, and whoever stands in; a button carries what is wanted (1: came, 0: to be taken back)."""
    where = f" · {line.district}" if line.district else ""
    labels = [f"{line.name}{where}", *([plain("clerk-substitute", name=line.substitute)] if line.substitute else [])]
    row = []
    for substitute, label in enumerate(labels):
        ticked = line.came_at is not None and line.substitute_came == bool(substitute)
        row.append(
            button(
                f"{'✅ ' if ticked else ''}{label}",
                MarkArrival(session.id, line.invitation_id, page, bool(substitute), not ticked, which),
            )
        )
    return row


def wrong_pins(held: SessionFacts, count: int, name: str | None, people: int | None) -> Screen:
    """Somebody tries PINs one after the other, or so many people do: for whoever answers for the session."""
    who = name or t("wrong-pins-people", people=people or 0)
    return Screen(join_lines(t("wrong-pins", name=who, count=count, code=held.code), t("wrong-pins-next")))
