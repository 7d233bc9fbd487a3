"""Proposed dates: the best slots of an activity with what speaks for them, and a month at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup

from bot.domain.meetings.proposals.proposal import NOTICE
from bot.domain.meetings.titles import list_title
from bot.views.format import clipped, clock_time, dates_short, day_long, day_short, hours, month_name, zone_name
from bot.views.meetings import previewing, undoing
from bot.views.meetings.next_steps import month_buttons
from bot.views.meetings.presses.board import ShowBoard
from bot.views.meetings.presses.months import AnswerAll, LookAtAll, SayBesideMonth
from bot.views.meetings.presses.polls import AskSlots
from bot.views.meetings.presses.proposals import PickSlot, Propose, TurnProposals
from bot.views.screen import Screen, button, rows, yes_no
from bot.views.text import Markup, folded, join_lines, plain, t, unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.office_days import OfficeDay
    from bot.domain.meetings.proposals.month import MonthPlan
    from bot.domain.meetings.proposals.proposal import Proposal
    from bot.views.meetings.previewing import Previewed
    from bot.views.meetings.undoing import Followed

_TITLE, _HOURS, _CODES = 60, 30, 120
_PER_PAGE = 8
# So many buttons of single lines under a month, and of what was not set of it.
_LINES, _AGAIN = 12, 3


def pick(activities: Sequence[ActivityFacts], page: int, months: Sequence[tuple[date, int]] = ()) -> Screen:
    """For which activity, or a month at once? `months` are those with so many meetings that the plan wants dated."""
    if not activities:
        return Screen(t("set-pick-none"))
    shown = activities[page * _PER_PAGE : (page + 1) * _PER_PAGE]
    buttons = [[button(f"{one.code} · {list_title(one.short_title, 40)}", Propose(one.code))] for one in shown]
    around = []
    if page:
        around.append(button(plain("button-previous"), TurnProposals(page - 1)))
    if (page + 1) * _PER_PAGE < len(activities):
        around.append(button(plain("button-next"), TurnProposals(page + 1)))
    at_once = month_buttons(months) if not page else []
    return Screen(join_lines(t("propose-pick"), "", t("propose-usage")), rows(at_once, *buttons, around))


def proposed(
    activity: ActivityFacts,
    slots: Sequence[Proposal],
    invited: int,
    place: str,
    closed: Sequence[OfficeDay],
    zone: ZoneInfo,
    *,
    outside: bool = False,
    unknown: Sequence[int] = (),
) -> Screen:
    """The best slots, each with its reasons and a button."""
    lines: list[Markup | str | None] = [
        t("propose-title", title=activity.short_title),
        t("set-ask-plan", code=activity.code, period=activity.period_text or plain("period-none")),
        t("propose-outside") if outside else None,
        _of_hours(activity.code, slots),
        "",
    ]
    for number, one in enumerate(slots, 1):
        lines += [
            t("propose-slot", number=number, day=day_long(one.slot.day), hours=_hours(one, zone)),
            *_why(one, invited),
            "",
        ]
    lines += [
        t("propose-none") if not slots else t("propose-place", place=clipped(place, 80)),
        *_left_out(closed),
        *_unknown(unknown),
    ]
    buttons = [
        [
            button(
                plain("button-propose", day=day_short(one.slot.day), hours=_hours(one, zone)),
                PickSlot(activity.code, one.slot.day, (one.slot.begin, one.slot.end)),
            )
        ]
        for one in slots
    ]
    poll = [[button(plain("button-poll-ask"), AskSlots(activity.code))]] if len(slots) > 1 and invited else []
    return Screen(join_lines(*lines), rows(*buttons, *poll) if buttons else None)


def month(
    first: date,
    plan: MonthPlan,
    closed: Sequence[OfficeDay],
    zone: ZoneInfo,
    unknown: Sequence[int] = (),
) -> Screen:
    """A month at once: what is solved in order, what is not and why; together or line by line."""
    if not (plan.solved or plan.crowded or plan.without):
        return Screen(t("propose-month-nothing", month=month_name(first)))
    text = join_lines(
        *month_lines(first, plan, closed, zone, unknown),
        "",
        t("propose-month-next") if plan.solved else None,
    )
    lines = [
        button(
            f"{day_short(one.slot.day)} · {one.wish.code}",
            PickSlot(one.wish.code, one.slot.day, (one.slot.begin, one.slot.end)),
        )
        for one in (*plan.solved, *plan.crowded)[:_LINES]
    ]
    together = (
        [button(plain("button-propose-all", count=len(plan.solved)), LookAtAll(agreed=True))] if plan.solved else []
    )
    return Screen(text, rows(together, *(lines[start : start + 2] for start in range(0, len(lines), 2))))


def month_lines(
    first: date,
    plan: MonthPlan,
    closed: Sequence[OfficeDay],
    zone: ZoneInfo,
    unknown: Sequence[int] = (),
) -> list[Markup]:
    """The same as lines, for the shell too."""
    return [
        t("propose-month-title", month=month_name(first)),
        *(_line(one, zone) for one in plan.solved),
        *([t("propose-month-crowded")] if plan.crowded else []),
        *(line for one in plan.crowded for line in (_line(one, zone), *_against(one))),
        *([t("propose-month-without")] if plan.without else []),
        *(
            t(
                "propose-month-left",
                code=one.code,
                title=list_title(one.title, _TITLE),
                period=one.period,
            )
            for one in plan.without
        ),
        *_not_read(plan),
        *_left_out(closed),
        *_unknown(unknown),
    ]


def month_text(
    first: date,
    plan: MonthPlan,
    closed: Sequence[OfficeDay],
    zone: ZoneInfo,
    unknown: Sequence[int] = (),
) -> str:
    """For the shell."""
    if not (plan.solved or plan.crowded or plan.without):
        return plain("propose-month-nothing", month=month_name(first))
    return unmarked(join_lines(*month_lines(first, plan, closed, zone, unknown)))


def last_look(found: Sequence[Previewed], now: datetime) -> Screen:
    """Before a month goes out: the first message, and of each to how many."""
    lines = [
        t(
            "propose-look-line",
            day=dates_short(session),
            hours=hours(session, session.zone),
            code=session.activity_code,
            count=one.count,
            reached=one.reached,
        )
        for one in found
        for session in [one.invitation.session]
    ]
    text = join_lines(
        *(line for one in found[:1] for line in previewing.message(one, now)),
        "",
        t("propose-look", count=len(found)),
        *folded(lines, 12),
        *previewing.on_days(found),
        t("set-confirm-next"),
    )
    said = found[0].invitation.session.note if found else ""
    beside = [button(plain("button-said" if said else "button-say"), SayBesideMonth())]
    return Screen(text, InlineKeyboardMarkup([*yes_no(AnswerAll).inline_keyboard, beside]))


def applied(
    found: Followed, divisible: Sequence[ActivityFacts], now: datetime, until: datetime | None = None
) -> Screen:
    """What was set of a month, and what has to be looked at alone; `divisible` are activities in batches that invite everybody.

    `until` is till when all can be undone, where it was not set just now.
    """
    before = join_lines(
        t("propose-applied", count=len(found.done)),
        *(t("propose-applied-line", code=one.code, day=dates_short(one)) for one in found.done),
        t("propose-applied-left", codes=", ".join(found.left)) if found.left else None,
    )
    joined = undoing.joined_line(found.reaches, found.done[-1], now) if found.done else None
    # Each of those that are left has other slots.
    again = [[button(plain("button-propose-of", code=code), Propose(code))] for code in found.left[:_AGAIN]]
    below = [*again, [button(plain("button-board-back"), ShowBoard())]]
    later, silent = undoing.waiting(found.reaches)
    codes = [one.code for one in divisible]
    of = undoing.Card(
        before,
        divisible=codes,
        below=below,
        until=until,
        together=True,
        later=later,
        silent=silent,
        joined=joined,
    )
    return undoing.card(of, found.done, now)


def _line(one: Proposal, zone: ZoneInfo) -> Markup:
    return t(
        "propose-month-line",
        day=day_short(one.slot.day),
        hours=_hours(one, zone),
        code=one.wish.code,
        title=list_title(one.wish.title, _TITLE),
        count=len(one.wish.people),
    )


def _of_hours(code: str, slots: Sequence[Proposal]) -> Markup | None:
    """That the plan names an hour: it is proposed, or it is not read and has to be seen to."""
    wish = slots[0].wish if slots else None
    if wish is None or not wish.hours_said:
        return None
    return t(
        "propose-hours" if wish.hours else "propose-hours-unread", said=clipped(wish.hours_said, _HOURS), code=code
    )


def _why(one: Proposal, invited: int) -> list[Markup]:
    """What speaks for a slot, and against it."""
    against = _against(one)
    return [
        *([] if against else [t("propose-free", count=invited)]),
        *against,
        t("propose-day", count=one.same_day) if one.same_day else t("propose-day-empty"),
        t("propose-week", count=one.same_week),
        t("propose-ahead" if one.ahead >= NOTICE else "propose-soon", count=one.ahead),
    ]


def _against(one: Proposal) -> list[Markup]:
    return [
        *([t("propose-people", count=len(one.clash.people))] if one.clash.people else []),
        *([t("propose-room")] if one.clash.room else []),
        *([t("propose-head")] if one.clash.head else []),
    ]


def _not_read(plan: MonthPlan) -> list[Markup]:
    """Those whose hour the plan names in words that are not read."""
    wishes = [one.wish for one in (*plan.solved, *plan.crowded)]
    codes = dict.fromkeys(one.code for one in wishes if one.hours_said and not one.hours)
    return [t("propose-month-hours", codes=clipped(", ".join(codes), _CODES))] if codes else []


def _left_out(closed: Sequence[OfficeDay]) -> list[Markup]:
    return [t("propose-closed", day=day_short(one.day), name=one.name) for one in closed]


def _unknown(years: Sequence[int]) -> list[Markup]:
    return [t("propose-unknown", year=str(year)) for year in years]


def _hours(one: Proposal, zone: ZoneInfo) -> str:
    return f"{clock_time(one.starts_at, zone).split(' ')[0]}–{one.slot.end:%H.%M} {zone_name(zone)}"
