"""Polls about a date: the question with a row of buttons for each slot, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.polls import Choice
from bot.domain.meetings.terms import Terms
from bot.domain.meetings.titles import list_title
from bot.views.format import clipped, dates, day_long, day_short, hours
from bot.views.meetings import previewing
from bot.views.meetings.presses.polls import AskSlots, ChooseSlot, SendPoll, ShowPoll, Vote
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, folded, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telegram import InlineKeyboardButton

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.polls import PollFacts, PollSlot
    from bot.views.meetings.previewing import Previewed

_SIGNS = {Choice.CAN: "✅", Choice.IF_NEED_BE: "🤔", Choice.CANNOT: "❌"}
_NAMES, _PLACE = 400, 80
_OFFERED, _LABEL = 8, 40


def question(poll: PollFacts, person_id: int, now: datetime, *, again: bool = False) -> Screen:
    """Which slots suit? What was said of each stands beside it; those that have begun stand there without buttons."""
    said, coming = poll.said.get(person_id, {}), poll.coming(now)
    signs = [_SIGNS[said[number]] if number in said else "▫️" for number in range(len(poll.slots))]
    lines = [_slot(poll, number, sign if number in coming else "⌛") for number, sign in enumerate(signs)]
    following = "poll-thanks" if poll.answered(person_id, now) else "poll-next"
    return Screen(
        join_lines(
            t("poll-again" if again else "poll-title"),
            t("session-head", title=poll.title),
            t("poll-place", code=poll.activity_code, place=clipped(poll.place, _PLACE)),
            "",
            *lines,
            "",
            t(following),
        ),
        rows(
            *([_answer(poll, number, choice, said.get(number)) for choice in Choice] for number in coming),
            [button(plain("button-poll-all"), Vote(poll.id, Choice.CAN))],
        ),
    )


def look(poll: PollFacts, slots: Sequence[Previewed], now: datetime) -> Screen:
    """Before it is asked: the message, to how many, and which of the `slots`, as they would be set, may keep people from coming."""
    text = join_lines(
        t("preview-title"),
        Markup(f"<blockquote>{question(poll, 0, now).text}</blockquote>"),
        "",
        t("preview-people", count=len(poll.asked), reached=len(poll.reached)),
        clipped(", ".join(poll.asked.values()), _NAMES),
        "",
        *previewing.on_days(slots),
        t("poll-confirm"),
    )
    yes, no = (button(plain(f"button-{word}"), SendPoll(wanted=word == "yes")) for word in ("yes", "no"))
    return Screen(text, rows([yes, no]))


def outcome(poll: PollFacts, now: datetime) -> Screen:
    """How many can when, the best first; a press leads to the last look at one to come, until a date is set."""
    order, coming = poll.ranked, poll.coming(now)
    best = next((number for number in order if number in coming), None) if poll.said else None
    lines = [
        join_lines(
            _slot(poll, number, "⭐" if number == best else "▫️" if number in coming else "⌛"),
            t("poll-counts", can=counts[Choice.CAN], perhaps=counts[Choice.IF_NEED_BE], cannot=counts[Choice.CANNOT]),
        )
        for number in order
        for counts in [poll.count(number)]
    ]
    silent = poll.silent
    buttons = [
        [button(plain("button-poll-choose", slot=_short(poll, poll.slots[number])), ChooseSlot(poll.id, number))]
        for number in order
        if number in coming and not poll.dates
    ]
    text = join_lines(
        t("poll-standing", code=poll.activity_code),
        t("session-head", title=poll.title),
        *_dates(poll),
        "",
        *lines,
        "",
        t("poll-silent", count=len(silent), asked=len(poll.asked) - poll.unreached),
        *(folded([clipped(", ".join(silent), _NAMES)], 0) if silent else []),
        *_unreached(poll),
    )
    return Screen(text, rows(*buttons, [button(plain("button-refresh"), ShowPoll(poll.id))]))


def over(poll: PollFacts) -> Screen:
    """In place of the question: what was set, or that it will be."""
    return Screen(
        join_lines(
            t("poll-over", code=poll.activity_code),
            t("session-head", title=poll.title),
            "",
            *(_dates(poll) or [t("poll-over-soon")]),
        )
    )


def over_toast(poll: PollFacts) -> str:
    """The same in a line, with the first date."""
    if not poll.dates:
        return plain("poll-over-toast-soon", code=poll.activity_code)
    when = _short(poll, next(iter(poll.dates.values())))
    return plain("poll-over-toast", code=poll.activity_code, when=when)


def _dates(poll: PollFacts) -> list[Markup]:
    """Those that have been set since."""
    return [
        t("poll-dated", code=code, days=dates(_terms(poll, slot), poll.zone), hours=_hours(poll, slot))
        for code, slot in poll.dates.items()
    ]


def asked(poll: PollFacts) -> Screen:
    """It is on its way."""
    text = join_lines(t("poll-asked", code=poll.activity_code, count=len(poll.reached)), *_unreached(poll))
    return Screen(text, rows([button(plain("button-poll-standing"), ShowPoll(poll.id))]))


def _unreached(poll: PollFacts) -> list[Markup]:
    """How many have to be asked another way."""
    return [t("poll-unreached", count=poll.unreached)] if poll.unreached else []


def usage(activities: Sequence[ActivityFacts]) -> Screen:
    """How a poll is asked; of each of these activities a press asks about the slots that are proposed."""
    buttons = [
        [button(f"🗳 {one.code} · {list_title(one.short_title, _LABEL)}", AskSlots(one.code))]
        for one in activities[:_OFFERED]
    ]
    return Screen(join_lines(t("poll-usage"), t("poll-usage-proposed") if buttons else None), rows(*buttons))


def _slot(poll: PollFacts, number: int, sign: str) -> Markup:
    slot = poll.slots[number]
    return t("poll-slot", sign=sign, number=number + 1, day=day_long(slot.day(poll.zone)), hours=_hours(poll, slot))


def _hours(poll: PollFacts, slot: PollSlot) -> str:
    return hours(_terms(poll, slot), poll.zone)


def _terms(poll: PollFacts, slot: PollSlot) -> Terms:
    return Terms(slot.starts_at, slot.ends_at, slot.open_end, poll.place)


def _short(poll: PollFacts, slot: PollSlot) -> str:
    return f"{day_short(slot.day(poll.zone))} · {_hours(poll, slot)}"


def _answer(poll: PollFacts, number: int, choice: Choice, chosen: Choice | None) -> InlineKeyboardButton:
    label = f"{number + 1} {_SIGNS[choice]}"
    marked = plain("button-chosen", label=label) if choice is chosen else label
    return button(marked, Vote(poll.id, choice, number))
