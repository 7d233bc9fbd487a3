"""Decisions of meetings: the list of what is to be done, and what is said to whoever sees to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.lengths import shortened
from bot.views.door.presses import AssignDecision, DateDecision, DecisionDone, PickDecided, WriteDecision
from bot.views.format import day_plain, day_short
from bot.views.invitations.messages import session_line
from bot.views.press import Mark
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telegram import InlineKeyboardButton

    from bot.domain.door.decisions import DecisionFacts
    from bot.domain.meetings.session_facts import SessionFacts

_MOST, _LABEL = 8, 30


def listed(found: Sequence[DecisionFacts], today: date, *, manages: bool) -> Screen:
    """What is not done, the earliest first, with a button each."""
    more_of_them = [button(plain("button-decision-new"), PickDecided())] if manages else []
    if not found:
        return Screen(t("decisions-none"), rows(more_of_them))
    lines = [_line(one, today) for one in found[:_MOST]]
    more = [t("decisions-more", count=len(found) - _MOST)] if len(found) > _MOST else []
    buttons = [
        [button(plain("button-decision-done", text=shortened(one.text, _LABEL)), DecisionDone(one.id))]
        for one in found[:_MOST]
    ]
    return Screen(join_lines(t("decisions-title"), "", *lines, *more), rows(*buttons, more_of_them))


def ask_what(session: SessionFacts) -> Screen:
    """What was decided?"""
    return Screen(join_lines(session_line(session), "", t("decision-ask-what")))


def ask_who(text: str, people: Sequence[tuple[int, str]]) -> Screen:
    """Who sees to it? Those who act for the office are offered."""
    return Screen(join_lines(t("decision-text", text=text), "", t("decision-ask-who")), rows(*_people(people[:_MOST])))


def which(people: Sequence[tuple[int, str]], given: str) -> Screen:
    """Which of those with such a name? Nobody has it, or too many."""
    if not people or len(people) > _MOST:
        key = "attendee-many" if people else "attendee-none"
        return Screen(t(key, given=given[:_LABEL], count=len(people)))
    return Screen(t("attendee-who"), rows(*_people(people)))


def ask_until(text: str, who: str, days: Sequence[date]) -> Screen:
    """Until when?"""
    return Screen(
        join_lines(t("decision-text-who", text=text, who=who), "", t("decision-ask-until")), rows(*_days(days))
    )


def ask_until_again(problem: Markup, days: Sequence[date]) -> Screen:
    """What was typed is no such day."""
    return Screen(problem, rows(*_days(days)))


def written(one: DecisionFacts, today: date, *, reached: bool) -> Screen:
    """It is written down, and told to whoever sees to it, if they can be."""
    told_of = t("decision-written") if reached else t("decision-written-untold", who=one.who)
    again = [button(plain("button-decision-again"), WriteDecision(one.session_id, mark=Mark.ASIDE))]
    return Screen(join_lines(told_of, _line(one, today)), rows(again))


def done(one: DecisionFacts) -> Screen:
    """It is done."""
    return Screen(t("decision-done", text=one.text, code=one.code))


def told(one: DecisionFacts, today: date, what: str) -> Screen:
    """To whoever sees to it; `what`: new, before, late."""
    if one.due < today:
        title = "decision-late"
    elif what == "before":
        title = "decision-today" if one.due == today else "decision-before"
    else:
        title = "decision-new"
    return Screen(
        join_lines(t(title), "", _line(one, today)),
        rows([button(plain("button-decision-done-alone"), DecisionDone(one.id))]),
    )


def _people(people: Sequence[tuple[int, str]]) -> list[list[InlineKeyboardButton]]:
    return [[button(name, AssignDecision(person_id))] for person_id, name in people]


def _days(days: Sequence[date]) -> list[list[InlineKeyboardButton]]:
    offered = [button(day_short(day), DateDecision(day)) for day in days]
    return [offered[:2], offered[2:]]


def _line(one: DecisionFacts, today: date) -> Markup:
    late = "decision-line-late" if one.due < today else "decision-line"
    return t(late, text=one.text, who=one.who, day=day_plain(one.due), code=one.code)
