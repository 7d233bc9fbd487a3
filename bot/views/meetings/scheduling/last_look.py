"""A last look at a date before notices go out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup

from bot.domain.meetings.online_links import sounds_online
from bot.domain.words.hours.words_of_time import words_of_time
from bot.views.format import clipped
from bot.views.meetings import clashes, previewing
from bot.views.meetings.presses.dating import MoveSession
from bot.views.meetings.presses.last_look import AnswerDate, KeepAnswers, Prepare
from bot.views.meetings.scheduling.prepared import prepare_buttons
from bot.views.meetings.scheduling.problems import GIVEN
from bot.views.meetings.scheduling.warnings import again_beside, changed_meanwhile, fewer_days, next_year, spot_lost
from bot.views.screen import Screen, button, yes_no
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.meetings.clashes import InTheWay
    from bot.views.meetings.previewing import Previewed


@dataclass(frozen=True, slots=True)
class InPlan:
    """How a date stands to its activity's plan: the plan's words where it is `outside` of them, and the plan's year.

    `beside` are sessions to come that the same people are invited to, where the plan has no more of them.
    """

    outside: str | None
    year: int
    beside: Sequence[SessionFacts] = ()


def confirm(
    shown: Previewed,
    now: datetime,
    *,
    plan: InPlan,
    moves: bool,
    there: SessionFacts | None = None,
    doubtful: str = "",
    keeps: bool = False,
    in_the_way: Sequence[InTheWay] = (),
) -> Screen:
    """A last look before notices go out: the message, to whom, and what may be wrong with it.

    `doubtful` are words of time as they were typed, where others may be meant; `there` is the session that moves as another head
    has just made it; with `keeps` answers stand although the day changes.
    """
    session = shown.invitation.session
    place = session.place
    of_time = words_of_time(place)
    warnings = [
        t("set-hours-read", given=clipped(doubtful, GIVEN)) if doubtful else None,
        t("set-place-of-time", words=clipped(of_time, GIVEN)) if of_time else None,
        spot_lost([session.code] if shown.known and shown.known.loses_spot(place) else []),
        t("set-link-missing") if sounds_online(place) and not session.link else None,
        fewer_days(shown),
        next_year(session, now, plan.year),
        t("set-outside", period=plan.outside) if plan.outside else None,
        *again_beside(session, plan.beside),
        *previewing.on_days([shown]),
        t("set-came-lost", count=shown.came) if shown.came else None,
        t("set-answers-kept" if keeps else "set-answers-again", count=shown.answered) if shown.answered else None,
        *clashes.lines(in_the_way, session.activity_code),
    ]
    following = t("set-confirm-move" if moves else "set-confirm-next")
    head = join_lines(*([*changed_meanwhile(there), ""] if there else []), *previewing.message(shown, now), "")
    foot = join_lines(*warnings, following)
    text = join_lines(head, *previewing.recipients(shown, head, foot), foot)
    answers = (
        [button(plain("button-ask-again" if keeps else "button-keep-answers"), KeepAnswers())] if shown.answered else []
    )
    said = button(plain("button-said" if session.note else "button-say"), Prepare("note"))
    return Screen(
        text,
        InlineKeyboardMarkup(
            [
                *yes_no(AnswerDate).inline_keyboard,
                [button(plain(f"button-other-{what}"), Prepare(what)) for what in ("day", "hours", "place")],
                prepare_buttons(session.terms),
                [said],
                *filter(None, [answers]),
                *([button(plain("button-change", code=one.code), MoveSession(one.id))] for one in plan.beside[:1]),
            ]
        ),
    )
