"""The board of a division, each activity a press away from its next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.domain.meetings.plan_state import PlanState
from bot.domain.meetings.titles import list_title
from bot.domain.vocabulary import OFFICE_DIVISIONS, Division, SessionStatus
from bot.views.format import clipped, dates_short
from bot.views.meetings.calendar.entries import period_words
from bot.views.meetings.next_steps import month_buttons
from bot.views.meetings.presses.board import ShowBoard, ShowColumn
from bot.views.meetings.presses.calendar import ShowActivity
from bot.views.meetings.presses.dating import DateActivity
from bot.views.recap.presses import ShowRecap
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from telegram import InlineKeyboardButton

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.session_facts import SessionFacts

_PER_PAGE = 6
_TITLE, _LABEL, _PERIOD = 60, 40, 56
# Of all divisions.
ALL = "semua"


class Board(Protocol):
    """The plan by how far each activity has come."""

    @property
    def division(self) -> Division | None: ...
    @property
    def plan_year(self) -> int: ...
    @property
    def activities(self) -> Mapping[PlanState, tuple[ActivityFacts, ...]]: ...


def board(found: Board, months: Sequence[tuple[date, int]] = ()) -> Screen:
    """The four columns, with how much stands in each; `months` may be dated at once, with so many meetings."""
    counts = {where: len(found.activities[where]) for where in PlanState}
    text = join_lines(
        t("board-title", whose=_whose(found)),
        t("board-plan", count=sum(counts.values()), year=str(found.plan_year)),
        "",
        *(t(f"board-{where.value}", count=count) for where, count in counts.items()),
        "",
        t("board-next") if any(counts.values()) else t("board-empty"),
    )
    columns = [
        button(plain(f"button-board-{where.value}", count=count), ShowColumn(_code(found), where, 0))
        for where, count in counts.items()
        if count
    ]
    others: list[Division | None] = [*OFFICE_DIVISIONS, None]
    divisions = [
        button(one.value if one else plain("button-all"), ShowBoard(one.value if one else ALL))
        for one in others
        if one is not found.division
    ]
    return Screen(text, rows(columns[:2], columns[2:], month_buttons(months), divisions))


def column(found: Board, where: PlanState, page: int) -> Screen:
    """One column: what stands there, and for each the next step by button."""
    among = found.activities[where]
    pages = max(1, -(-len(among) // _PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = among[page * _PER_PAGE : (page + 1) * _PER_PAGE]
    text = join_lines(
        t("board-title", whose=_whose(found)),
        t(f"board-{where.value}", count=len(among)),
        "",
        *(_entry(one, where) for one in shown),
        "",
        t(f"board-step-{where.value}") if shown else t("board-empty"),
        t("schedule-page", page=page + 1, pages=pages) if pages > 1 else None,
    )
    steps = [[_step(one, where)] for one in shown]
    around = [
        *([button(plain("button-previous"), ShowColumn(_code(found), where, page - 1))] if page else []),
        *([button(plain("button-next"), ShowColumn(_code(found), where, page + 1))] if page < pages - 1 else []),
    ]
    return Screen(text, rows(*steps, around, [button(plain("button-board-back"), ShowBoard(_code(found)))]))


def _entry(one: ActivityFacts, where: PlanState) -> Markup:
    title = t("schedule-plan", mark=plain("schedule-mark"), title=list_title(one.short_title, _TITLE), code=one.code)
    if where in (PlanState.OVERDUE, PlanState.UNDATED):
        return join_lines(title, t("schedule-period", period=clipped(period_words(one), _PERIOD)))
    days = ", ".join(dates_short(held) for held in _held(one)[-3:])
    return join_lines(title, t("board-days", days=days) if days else None)


def _step(one: ActivityFacts, where: PlanState) -> InlineKeyboardButton:
    held = _held(one)
    name = f"{one.code} · {list_title(one.short_title, _LABEL)}"
    if where in (PlanState.OVERDUE, PlanState.UNDATED) or not held:
        return button(f"📌 {name}", DateActivity(one.id, one.code))
    return (
        button(f"📅 {name}", ShowActivity(one.code))
        if where is PlanState.DATED
        else button(f"📊 {name}", ShowRecap(held[-1].id))
    )


def _held(one: ActivityFacts) -> list[SessionFacts]:
    return sorted(
        (held for held in one.sessions if held.status is SessionStatus.SCHEDULED), key=lambda held: held.starts_at
    )


def _code(found: Board) -> str:
    return found.division.value if found.division else ALL


def _whose(found: Board) -> str:
    if found.division is None:
        return plain("board-of-all")
    return plain("scope-division", division=plain(f"division-{found.division}"))
