"""The evening digest for heads."""

from __future__ import annotations

from calendar import MONDAY
from typing import TYPE_CHECKING, Protocol

from bot.domain.invitations.answers import may_answer
from bot.domain.meetings.plan_state import PlanState
from bot.domain.meetings.titles import list_title
from bot.domain.vocabulary import OFFICE_DIVISIONS
from bot.views.duty.reports import report_button
from bot.views.duty.rota import post_of
from bot.views.format import dates_short, day_long, day_short, hours
from bot.views.meetings.board import ALL
from bot.views.meetings.presses.board import ShowColumn
from bot.views.meetings.presses.dating import DateActivity
from bot.views.office.failures import failure_lines
from bot.views.press import Mark
from bot.views.recap.presses import Nudge, ShowRecap, ShowUnregistered
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from telegram import InlineKeyboardButton

    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.invitations.answers import Tally
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.vocabulary import Division

_MOST_LINES = 25
_MOST_BUTTONS = 10
_TITLE = 56
_MOST_NAMED = 5


class Undated(Protocol):
    """A line of the plan that has no date."""

    @property
    def id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def division(self) -> Division: ...
    @property
    def short_title(self) -> str: ...
    @property
    def period(self) -> str: ...


class Digest(Protocol):
    """What the digest tells."""

    @property
    def day(self) -> date: ...
    @property
    def at(self) -> datetime: ...
    @property
    def coming(self) -> tuple[tuple[SessionFacts, Tally], ...]: ...
    @property
    def duty_expected(self) -> int: ...
    @property
    def duty_missing(self) -> tuple[ShiftFacts, ...]: ...
    @property
    def duty_apart(self) -> int: ...
    @property
    def incidents(self) -> tuple[ShiftFacts, ...]: ...
    @property
    def late(self) -> tuple[ShiftFacts, ...]: ...
    @property
    def failed(self) -> tuple[tuple[str, int], ...]: ...
    @property
    def unreachable(self) -> tuple[str, ...]: ...
    @property
    def unregistered(self) -> int: ...
    @property
    def undated(self) -> Sequence[Undated]: ...
    @property
    def overdue(self) -> Sequence[Undated]: ...
    @property
    def empty(self) -> bool: ...


def digest(facts: Digest, division: Division | None) -> Screen | None:
    """One message to a head of a division, or of none; None on an evening with nothing to act on."""
    own = division if division in OFFICE_DIVISIONS else None
    late = [one for one in facts.overdue if own in (None, one.division)]
    if facts.empty and not (late and facts.day.weekday() == MONDAY):
        return None
    undated = sorted(facts.undated, key=lambda one: one.division is not own)
    lines: list[str] = [t("digest-title", day=day_long(facts.day))]
    if facts.coming:
        lines += ["", t("digest-coming"), *(_session(held, count) for held, count in facts.coming)]
    if undated:
        lines += ["", t("digest-undated")]
        lines += [
            t("digest-undated-line", code=one.code, title=list_title(one.short_title, _TITLE), period=one.period)
            for one in undated[:_MOST_LINES]
        ]
    if late:
        codes = ", ".join(one.code for one in late[:_MOST_NAMED])
        lines += ["", t("digest-overdue", count=len(late), codes=codes, more=max(len(late) - _MOST_NAMED, 0))]
    lines += _duty(facts)
    if facts.incidents:
        lines += ["", t("digest-incidents")]
        lines += [
            t(
                "digest-incident-line",
                situation=plain(f"situation-{shift.situation.value}"),
                district=shift.district,
                day=day_short(shift.day),
                name=shift.reporter or shift.officer.name,
                number=shift.report_number or "",
            )
            for shift in facts.incidents
            if shift.situation is not None
        ]
    if facts.late:
        names = ", ".join(f"{shift.district} ({day_short(shift.day)})" for shift in facts.late[:_MOST_LINES])
        lines += ["", t("digest-duty-late", names=names)]
    troubles: list[str] = [*failure_lines(facts.failed)]
    if facts.unreachable:
        troubles.append(t("digest-unreachable", names=", ".join(facts.unreachable[:_MOST_LINES])))
    if facts.unregistered:
        troubles.append(t("digest-unregistered", count=facts.unregistered))
    text = join_lines(*lines, *([""] if troubles else []), *troubles)
    buttons = _buttons(facts, undated, own, overdue=len(late))
    return Screen(text, rows(*buttons) if buttons else None)


def _buttons(
    facts: Digest, undated: Sequence[Undated], own: Division | None, *, overdue: int
) -> list[list[InlineKeyboardButton]]:
    """What to do about each; what comes of it is a message of its own, so that the digest can be gone through."""
    found = [_about(held, count, facts.at) for held, count in facts.coming[:_MOST_BUTTONS]]
    found += [
        [button(plain("button-digest-date", code=one.code), DateActivity(one.id, one.code, mark=Mark.ASIDE))]
        for one in undated[:_MOST_BUTTONS]
    ]
    if overdue:
        column = ShowColumn(own.value if own else ALL, PlanState.OVERDUE, 0, mark=Mark.ASIDE)
        found.append([button(plain("button-digest-overdue", count=overdue), column)])
    found += [[report_button(shift, named=True)] for shift in facts.incidents[:_MOST_BUTTONS]]
    if facts.unregistered:
        found.append([button(plain("button-digest-unregistered"), ShowUnregistered())])
    return found


def _about(held: SessionFacts, count: Tally, now: datetime) -> list[InlineKeyboardButton]:
    recap = button(plain("button-recap-of", code=held.code), ShowRecap(held.id, mark=Mark.ASIDE))
    silent = count.invited - count.answered if may_answer(held.status, held.starts_at, now) else 0
    return [recap, button(plain("button-digest-nudge", count=silent), Nudge(held.id))] if silent else [recap]


def _session(held: SessionFacts, count: Tally) -> str:
    head = t(
        "digest-session",
        day=dates_short(held),
        hours=hours(held, held.zone),
        title=list_title(held.short_title, _TITLE),
        code=held.code,
    )
    if not count.invited:
        return head
    answers = t("digest-answers", attending=count.attending, answered=count.answered, invited=count.invited)
    return join_lines(head, answers)


def _duty(facts: Digest) -> list[str]:
    if not facts.duty_expected:
        return []
    count = len(facts.duty_missing) + facts.duty_apart
    if not count:
        return ["", t("digest-duty-all", expected=facts.duty_expected)]
    return [
        "",
        t("digest-duty-missing", count=count, expected=facts.duty_expected),
        *(
            t("digest-duty-line", district=post_of(shift), name=shift.names)
            for shift in facts.duty_missing[:_MOST_LINES]
        ),
        *([t("digest-duty-apart", count=facts.duty_apart)] if facts.duty_apart else []),
    ]
