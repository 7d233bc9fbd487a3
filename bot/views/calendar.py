"""The schedule, one activity in full, in texts that fit a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.titles import short_title
from bot.domain.vocabulary import SessionStatus
from bot.views.format import day_long, day_short, hours
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineKeyboardMarkup

    from bot.domain.facts import ActivityFacts, SessionFacts

PER_PAGE = 8


def schedule(
    scope: str, sessions: Sequence[SessionFacts], planned: Sequence[ActivityFacts], page: int, wanted: str
) -> Screen:
    """One page of the schedule; `wanted` is the request the page buttons repeat."""
    entries: list[tuple[str, Markup]] = [("sessions", session_entry(held)) for held in sessions]
    entries += [("planned", plan_entry(activity)) for activity in planned]
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = entries[page * PER_PAGE : (page + 1) * PER_PAGE]
    lines: list[str] = [t("schedule-title", scope=scope)]
    for group in ("sessions", "planned"):
        found = [entry for kind, entry in shown if kind == group]
        if found:
            lines += ["", t(f"schedule-{group}"), *found]
    if not entries:
        lines += ["", t("schedule-empty")]
    else:
        code = (sessions[0].activity_code if sessions else planned[0].code) if entries else ""
        lines += ["", t("schedule-hint", code=code)]
    if pages > 1:
        lines.append(t("schedule-page", page=page + 1, pages=pages))
    return Screen(join_lines(*lines), _buttons(page, pages, wanted))


def session_entry(held: SessionFacts) -> Markup:
    """A dated session in two lines."""
    return join_lines(
        t("schedule-session", day=day_short(held.day), hours=hours(held, held.zone)),
        t("schedule-session-title", title=short_title(held.title), code=held.code),
    )


def plan_entry(activity: ActivityFacts) -> Markup:
    """A planned activity in one line, in the plan's own words for the time."""
    return t("schedule-plan", title=short_title(activity.title), code=activity.code, period=period_words(activity))


def period_words(activity: ActivityFacts) -> str:
    """The plan's words for the time, with a warning where they contradict themselves."""
    return activity.period_text or plain("period-none")


def activity(facts: ActivityFacts) -> Screen:
    """Everything the plan says of one activity, and its sessions."""
    count = facts.stated_participants
    audience = facts.audience or plain("word-none")
    return Screen(
        join_lines(
            t("activity-title", title=facts.title),
            t("activity-code", kind=plain(f"kind-{facts.kind.value}"), code=facts.code,
              division=plain(f"division-{facts.division.value}")),
            "",
            t("activity-period", period=period_words(facts)),
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
        return t("activity-session-cancelled", code=held.code, day=day_long(held.day))
    return t("activity-session", code=held.code, day=day_long(held.day), hours=hours(held, held.zone), place=held.place)


def _buttons(page: int, pages: int, wanted: str) -> InlineKeyboardMarkup:
    around = []
    if page:
        around.append(button(plain("button-previous"), "cal", wanted, page - 1))
    if page < pages - 1:
        around.append(button(plain("button-next"), "cal", wanted, page + 1))
    scopes = [
        button(plain(f"button-{key}"), "cal", name, 0)
        for key, name in (("week", "minggu"), ("month", "bulan"), ("all", "semua"))
        if name != wanted
    ]
    return rows(around, scopes)
