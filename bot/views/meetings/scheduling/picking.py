"""Which activity, which session?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.titles import list_title
from bot.views.format import dates_short
from bot.views.invitations.messages import session_line
from bot.views.meetings.presses.calendar import TurnActivities
from bot.views.meetings.presses.dating import DateActivity
from bot.views.meetings.scheduling.asking import LABEL
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.press import Press


_PER_PAGE = 8


def pick_activity(activities: Sequence[ActivityFacts], page: int) -> Screen:
    """Which activity?"""
    if not activities:
        return Screen(t("set-pick-none"))
    shown = activities[page * _PER_PAGE : (page + 1) * _PER_PAGE]
    buttons = [
        [button(f"{one.code} · {list_title(one.short_title, LABEL)}", DateActivity(one.id, one.code))] for one in shown
    ]
    around = []
    if page:
        around.append(button(plain("button-previous"), TurnActivities(page - 1)))
    if (page + 1) * _PER_PAGE < len(activities):
        around.append(button(plain("button-next"), TurnActivities(page + 1)))
    return Screen(join_lines(t("set-pick-activity"), "", t("set-usage")), rows(*buttons, around))


def pick_session(what: str, sessions: Sequence[SessionFacts], pressed: Callable[[int], Press]) -> Screen:
    """Which session is to be moved, cancelled, ...? `what` names the texts `pick-<what>` and `pick-<what>-none`.

    `pressed` is what the button of a session says, by the session's id.
    """
    if not sessions:
        return Screen(t(f"pick-{what}-none"))
    buttons = [
        [button(f"{dates_short(held)} · {list_title(held.short_title, LABEL)}", pressed(held.id))]
        for held in sessions[:_PER_PAGE]
    ]
    return Screen(join_lines(t(f"pick-{what}"), "", t(f"pick-{what}-usage")), rows(*buttons))


def ask_outsiders(session: SessionFacts) -> Screen:
    """How many came from outside the roster?"""
    return Screen(join_lines(t("outsiders-ask"), session_line(session), "", t("outsiders-ask-next")))
