"""The schedule, one activity in full, in texts that fit a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from babel.dates import format_date

from bot.domain.meetings.period_parser import parse_period
from bot.domain.meetings.titles import list_title
from bot.domain.vocabulary import SessionStatus
from bot.views.format import clipped, dates, dates_short, hours
from bot.views.meetings.periods import meaning
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from datetime import date

    from telegram import InlineKeyboardMarkup

    from bot.domain.facts import ActivityFacts, SessionFacts

PER_PAGE = 8
_TITLE = 60
_PERIOD = 56

# Of the activities offered by button.
_LABEL, _CHOICES = 40, 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: its name, the words that the page buttons repeat, the page, and the month that follows.

    `personal` marks what invites the reader; in a group there is no one reader.
    """

    scope: str
    words: str
    page: int
    following: date
    personal: bool


class Schedule(Protocol):
    """What is dated and what is planned."""

    @property
    def sessions(self) -> tuple[SessionFacts, ...]: ...
    @property
    def planned(self) -> tuple[ActivityFacts, ...]: ...
    @property
    def mine(self) -> frozenset[int]: ...
    @property
    def mine_planned(self) -> frozenset[int]: ...


def schedule(found: Schedule, asked: Asked) -> Screen:
    """One page of the schedule."""
    entries: list[tuple[str, bool, Markup]] = []
    for held in found.sessions:
        mine = asked.personal and held.id in found.mine
        entries.append(("sessions", mine, session_entry(held, mine=mine)))
    for activity_ in found.planned:
        mine = asked.personal and activity_.id in found.mine_planned
        entries.append(("planned", mine, plan_entry(activity_, mine=mine)))
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = min(max(asked.page, 0), pages - 1)
    shown = entries[page * PER_PAGE : (page + 1) * PER_PAGE]
    lines: list[str] = [t("schedule-title", scope=asked.scope)]
    for group in ("sessions", "planned"):
        listed = [entry for kind, _, entry in shown if kind == group]
        if listed:
            lines += ["", t(f"schedule-{group}"), *listed]
    lines.append("")
    if not entries:
        lines.append(t("schedule-empty"))
    else:
        code = found.sessions[0].activity_code if found.sessions else found.planned[0].code
        lines += [t("schedule-mine")] if any(mine for _, mine, _ in shown) else []
        lines.append(t("schedule-hint", code=code))
    if pages > 1:
        lines.append(t("schedule-page", page=page + 1, pages=pages))
    return Screen(join_lines(*lines), _buttons(page, pages, asked))


def session_entry(held: SessionFacts, *, mine: bool) -> Markup:
    """A dated session: when, and what."""
    return join_lines(
        t("schedule-session", mark=_mark(mine=mine), day=dates_short(held), hours=hours(held, held.zone)),
        t("schedule-name", title=list_title(held.short_title, _TITLE), code=held.code),
    )


def plan_entry(activity: ActivityFacts, *, mine: bool) -> Markup:
    """A planned activity: what, and the plan's own words for the time."""
    title = list_title(activity.short_title, _TITLE)
    return join_lines(
        t("schedule-plan", mark=_mark(mine=mine), title=title, code=activity.code),
        t("schedule-period", period=clipped(period_words(activity), _PERIOD)),
    )


def _mark(*, mine: bool) -> str:
    return plain("schedule-mark-mine" if mine else "schedule-mark")


def period_words(activity: ActivityFacts) -> str:
    """The plan's words for the time."""
    return activity.period_text or plain("period-none")


def activity(facts: ActivityFacts) -> Screen:
    """Everything the plan says of one activity, and its sessions."""
    count = facts.stated_participants
    audience = facts.audience or plain("word-none")
    days = meaning(parse_period(facts.period_text, plan_year=facts.plan_year))
    return Screen(
        join_lines(
            t("activity-title", title=facts.title),
            t("activity-code", kind=plain(f"kind-{facts.kind.value}"), code=facts.code,
              division=plain(f"division-{facts.division.value}")),
            "",
            t("activity-period", period=period_words(facts)),
            t("activity-meaning", days=days) if days is not None else None,
            t("activity-participants", audience=audience, count=count) if count
            else t("activity-audience", audience=audience),
            t("activity-place", place=facts.place) if facts.place else None,
            t("activity-aims", aims=facts.aims) if facts.aims else None,
            t("activity-outputs", outputs=facts.outputs) if facts.outputs else None,
            t("activity-note", note=facts.note) if facts.note else None,
            "",
            t("activity-sessions"),
            *([_held(held) for held in facts.sessions] or [t("activity-none")]),
        )
    )  # fmt: skip


def _held(held: SessionFacts) -> Markup:
    if held.status is SessionStatus.CANCELLED:
        return t("activity-session-cancelled", code=held.code, day=dates(held, held.zone))
    return t(
        "activity-session", code=held.code, day=dates(held, held.zone), hours=hours(held, held.zone), place=held.place
    )


def _buttons(page: int, pages: int, asked: Asked) -> InlineKeyboardMarkup:
    around = []
    if page:
        around.append(button(plain("button-previous"), "cal", asked.words, page - 1))
    if page < pages - 1:
        around.append(button(plain("button-next"), "cal", asked.words, page + 1))
    month = format_date(asked.following, "MMMM", locale="id")
    scopes = [
        button(label, "cal", words, 0)
        for label, words in (
            (plain("button-week"), "minggu"),
            (plain("button-month"), "bulan"),
            (month, month.lower()),
            (plain("button-all"), "semua"),
        )
        if words != asked.words
    ]
    return rows(around, scopes)


def pick_activity(found: Schedule) -> Screen:
    """Which activity of the coming weeks?"""
    titles = {held.activity_code: held.short_title for held in found.sessions}
    titles |= {planned.code: planned.short_title for planned in found.planned}
    buttons = [
        [button(f"{code} · {list_title(title, _LABEL)}", "act", code)]
        for code, title in list(titles.items())[:_CHOICES]
    ]
    return Screen(join_lines(t("pick-activity"), "", t("activity-usage")), rows(*buttons) if buttons else None)
