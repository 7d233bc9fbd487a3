"""Everything the plan says of one activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.periods.parser import parse_period
from bot.domain.vocabulary import SessionStatus
from bot.views.invitations.presses import AskSwitch
from bot.views.meetings.calendar.activity_sessions import session_lines
from bot.views.meetings.calendar.entries import period_words
from bot.views.meetings.calendar.picking import CHOICES
from bot.views.meetings.calendar.shown import Sheet
from bot.views.meetings.next_steps import divide_button
from bot.views.meetings.periods import meaning
from bot.views.meetings.presses.cancelling import CallOff
from bot.views.meetings.presses.dating import DateActivity, MoveSession
from bot.views.recap.presses import ShowRecap
from bot.views.screen import Screen, button, red, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import InlineKeyboardMarkup


def activity(sheet: Sheet, now: datetime, *, manages: bool = False, member: bool = False) -> Screen:
    """Everything the plan says of one activity, and its sessions: how they moved, the answers so far; with `manages` the next steps."""
    facts = sheet.activity
    count = facts.stated_participants
    audience = facts.audience or plain("word-none")
    period = parse_period(facts.period_text, plan_year=facts.plan_year)
    days = meaning(period)
    return Screen(
        join_lines(
            t("activity-title", title=facts.title),
            t(
                "activity-code",
                kind=plain(f"kind-{facts.kind.value}"),
                code=facts.code,
                division=plain(f"division-{facts.division.value}"),
            ),
            "",
            t("activity-period", period=period_words(facts)),
            t("activity-meaning", days=days) if days is not None else None,
            t("activity-hours", hours=period.hours) if period.hours else None,
            t("activity-participants", audience=audience, count=count)
            if count
            else t("activity-audience", audience=audience),
            t("activity-place", place=facts.place) if facts.place else None,
            t("activity-aims", aims=facts.aims) if facts.aims else None,
            t("activity-outputs", outputs=facts.outputs) if facts.outputs else None,
            t("activity-note", note=facts.note) if facts.note else None,
            "",
            t("activity-sessions"),
            *([session_lines(held, sheet, now) for held in facts.sessions] or [t("activity-none")]),
        ),
        _next_steps(sheet, now) if manages else _to_switch(sheet, now) if member else None,
    )


def _to_switch(sheet: Sheet, now: datetime) -> InlineKeyboardMarkup | None:
    """Where its kecamatan are divided among batches, a member may ask for another."""
    held = [one for one in sheet.activity.sessions if one.selection.districts is not None and one.starts_at > now]
    coming = [one for one in held if one.status is SessionStatus.SCHEDULED]
    return rows([button(plain("button-switch"), AskSwitch(coming[0].id))]) if len(coming) > 1 else None


def _next_steps(sheet: Sheet, now: datetime) -> InlineKeyboardMarkup:
    """What may be done next."""
    facts = sheet.activity
    coming = [one for one in facts.sessions if one.status is SessionStatus.SCHEDULED and one.ends_at > now]
    held = [one for one in facts.sessions if one.status is SessionStatus.SCHEDULED and one not in coming]
    shown = (*coming, *held[-1:])[:CHOICES]
    return rows(
        [button(plain("button-date"), DateActivity(facts.id, facts.code))] if sheet.undated else [],
        *(
            [
                *([button(plain("button-change", code=one.code), MoveSession(one.id))] if one in coming else []),
                button(plain("button-recap-of", code=one.code), ShowRecap(one.id)),
            ]
            for one in shown
        ),
        [divide_button(facts.code)] if len(coming) > 1 else [],
        [red(button(plain("button-call-off-of", code=coming[0].code), CallOff(coming[0].id)))]
        if len(coming) == 1
        else [],
    )
