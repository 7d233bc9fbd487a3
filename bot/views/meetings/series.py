"""Meetings that come again: how often, a look at their dates, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.days import meeting_days
from bot.domain.meetings.office_days import WEEKEND, meets_prayer
from bot.domain.meetings.series.rhythms import MOST, Rhythm
from bot.domain.meetings.series.turn import Why
from bot.views.format import clipped, dates, dates_short, day_long, day_plain, hours, month_name, weekday
from bot.views.invitations.messages import session_line
from bot.views.meetings import previewing, undoing
from bot.views.meetings.presses.series import (
    CancelFollowing,
    MoveFollowing,
    Repeat,
    SayBesideSeries,
    SetAgain,
    SetSeries,
)
from bot.views.meetings.scheduling.warnings import spot_lost
from bot.views.screen import Screen, button, rows
from bot.views.text import folded, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from telegram import InlineKeyboardButton

    from bot.domain.meetings.office_days import OfficeDay
    from bot.domain.meetings.series.turn import SeriesTurn
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms
    from bot.views.meetings.previewing import Previewed
    from bot.views.meetings.undoing import Followed, What
    from bot.views.text import Markup

# What is offered where the plan names no turns.
_OFFERED = {
    "weekly": Rhythm(weeks=1),
    "monthly": Rhythm(months=1),
    "two-monthly": Rhythm(months=2),
    "quarterly": Rhythm(months=3),
}


_OF_MONTH = (Why.NO_DAY, Why.NO_WEEK)
_DONE = {"schedule": "series-done", "move": "series-moved", "cancel": "series-cancelled"}


def ask_rhythm(session: SessionFacts) -> Screen:
    """How often, or once more?"""
    offered = [button(plain(f"series-{name}"), Repeat(session.id, rhythm.code)) for name, rhythm in _OFFERED.items()]
    again = [button(plain("button-set-again"), SetAgain(session.id))]
    text = join_lines(t("series-ask"), session_line(session), "", t("series-ask-next", code=session.code))
    return Screen(text, rows(again, offered[:2], offered[2:]))


def look(
    session: SessionFacts,
    rhythm: Rhythm,
    found: Sequence[Previewed],
    turns: Sequence[SeriesTurn],
    until: date,
    now: datetime,
) -> Screen:
    """Before they are set: the message, all the dates, and which `turns` are left out or on another day, and why.

    None comes after `until`: where fewer are found than were asked for, that is said.
    """
    again = [button(plain("button-set-again"), SetAgain(session.id))]
    missed = [_missed(turn) for turn in turns if turn.why is not None]
    others = [t("series-missed"), *folded(missed, 12)] if missed else []
    fewer = _fewer(rhythm, turns, until)
    if not found:
        all_held = rhythm.times != MOST and not fewer
        none = t("series-none-held") if all_held else t("series-none", until=day_plain(until))
        return Screen(join_lines(none, session_line(session), *others), rows(again))
    lines = [
        t("series-line", day=dates(one, one.zone), hours=hours(one, one.zone), count=shown.count, reached=shown.reached)
        for shown in found
        for one in [shown.invitation.session]
    ]
    text = join_lines(
        *previewing.message(found[0], now),
        "",
        t("series-look", count=len(found)),
        *folded(lines, 12),
        *fewer,
        *others,
        *previewing.on_days(found),
        t("set-confirm-next"),
    )
    yes, no = (
        button(plain(label), SetSeries(session.id, rhythm.code, wanted=wanted))
        for label, wanted in (("button-yes", True), ("button-no", False))
    )
    said = button(
        plain("button-said" if found[0].invitation.session.note else "button-say"),
        SayBesideSeries(session.id, rhythm.code),
    )
    return Screen(text, rows([yes, no], [said], again))


def _fewer(rhythm: Rhythm, turns: Sequence[SeriesTurn], until: date) -> list[Markup]:
    """That the plan ends before there are as many as were asked for."""
    count = sum(turn.day is not None or turn.why is Why.HELD for turn in turns)
    if rhythm.times == MOST or count >= rhythm.times:
        return []
    return [t("series-fewer", times=rhythm.times, count=count, until=day_plain(until))]


def done(found: Followed, what: What, now: datetime, until: datetime | None = None) -> Screen:
    """Which are set, moved or off, and which need a look; all of it may be sent at once, or taken back.

    `until` is till when, where it was not done just now.
    """
    head = t(_DONE[what], count=len(found.done))
    joined = undoing.joined_line(found.reaches, found.done[-1], now) if found.done else None
    said = join_lines(head, *_lines(found))
    later, silent = undoing.waiting(found.reaches)
    of = undoing.Card(said, until=until, what=what, together=True, later=later, silent=silent, joined=joined)
    return undoing.card(of, found.done, now)


def buttons_after_move(session: SessionFacts, following: int) -> list[list[InlineKeyboardButton]]:
    """To take those along that follow."""
    press = MoveFollowing(session.id, session.revision)
    return [[button(plain("button-move-following", count=following), press)]] if following else []


def buttons_after_cancelling(session: SessionFacts, following: int) -> list[list[InlineKeyboardButton]]:
    """To call those off that follow."""
    press = CancelFollowing(session.id)
    return [[button(plain("button-cancel-following", count=following), press)]] if following else []


def look_at_moves(
    session: SessionFacts, wanted: Sequence[tuple[SessionFacts, Terms]], kept: Mapping[date, OfficeDay]
) -> Screen:
    """What those that follow would be, from what; a day that is `kept` free and a weekend are named."""
    if not wanted:
        return Screen(t("series-move-none", code=session.code))
    lines = []
    for held, terms in wanted:
        line = t(
            "series-move-line",
            code=held.code,
            old=f"{dates(held, held.zone)} {hours(held, held.zone)}",
            new=f"{dates(terms, held.zone)} {hours(terms, held.zone)}",
            place=clipped(terms.place, 60),
        )
        free = ", ".join(dict.fromkeys(_free(terms, held.zone, kept)))
        lines.append(t("series-move-line-free", line=line, free=free) if free else line)
    lost = [held.code for held, terms in wanted if held.terms.loses_spot(terms.place)]
    sure = MoveFollowing(session.id, session.revision, sure=True)
    keyboard = rows([button(plain("button-move-following-yes"), sure)])
    return Screen(
        join_lines(
            t("series-move", code=session.code),
            *folded(lines, 12),
            spot_lost(lost),
            t("set-confirm-move"),
        ),
        keyboard,
    )


def look_at_cancelling(session: SessionFacts, following: Sequence[SessionFacts]) -> Screen:
    """Which would be called off."""
    if not following:
        return Screen(t("series-cancel-none", code=session.code))
    lines = [t("series-cancel-line", code=held.code, day=dates(held, held.zone)) for held in following]
    sure = CancelFollowing(session.id, sure=True)
    keyboard = rows([button(plain("button-cancel-following-yes"), sure)])
    reason = t("cancel-confirm-reason", reason=session.cancel_reason) if session.cancel_reason else None
    return Screen(join_lines(t("series-cancel"), *folded(lines, 12), reason, t("cancel-confirm-next")), keyboard)


def _missed(turn: SeriesTurn) -> str:
    """A turn that is not on its day."""
    why = plain(f"series-why-{turn.why}", name=clipped(turn.name, 60), number=turn.number)
    what = month_name(turn.wanted) if turn.why in _OF_MONTH else day_long(turn.wanted)
    if turn.day is None:
        return t("series-missed-none", what=what, why=why)
    return t("series-missed-moved", what=what, instead=day_long(turn.day), why=why)


def _free(terms: Terms, zone: ZoneInfo, kept: Mapping[date, OfficeDay]) -> list[str]:
    """Why somebody might not come on the days of a meeting: a weekday of the weekend, the name of what is free, the Friday prayer."""
    days = meeting_days(terms.starts_at, terms.ends_at, zone)
    closed = [
        clipped(kept[one.day].name, 60) if one.day in kept else weekday(one.day)
        for one in days
        if one.day in kept or one.day.weekday() in WEEKEND
    ]
    return [*closed, *(plain("word-prayer") for one in days if meets_prayer(one, zone))]


def _lines(found: Followed) -> list[str]:
    shown = [t("propose-applied-line", code=one.code, day=dates_short(one)) for one in found.done]
    left = [t("series-left", what=", ".join(found.left))] if found.left else []
    return [*folded(shown, 12), *left]
