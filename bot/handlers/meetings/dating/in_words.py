"""Answers to each of the questions in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.online_links import read_link
from bot.domain.refusals import Refusal
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.relative import may_be_another_day
from bot.handlers.meetings.dating.answers import got_days, got_hours, got_place
from bot.handlers.meetings.dating.last_look import look_again
from bot.handlers.meetings.dating.look_questions import AskedForLink, Gathered
from bot.handlers.meetings.dating.questions import AskedForDay, AskedForHours, AskedForPlace
from bot.views.meetings.scheduling import asking, problems
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.turn import Turn


async def typed_day(turn: Turn, asked: AskedForDay) -> None:
    """The day, or the days."""
    text = turn.text.strip()
    try:
        doubtful = text if may_be_another_day(text, turn.today) else ""
        await got_days(turn, asked, parse_days(text, today=turn.today), doubtful)
    except DateProblem as problem:
        await turn.say(problems.date_problem(problem))


async def typed_hours(turn: Turn, asked: AskedForHours) -> None:
    """The hours; of another zone it is asked which they are."""
    try:
        await got_hours(turn, asked, turn.text.strip())
    except DateProblem as problem:
        if problem.code == "other_zone":
            await turn.ask(asking.ask_zone(problem), asked)
        else:
            await turn.say(problems.date_problem(problem))


async def typed_place(turn: Turn, asked: AskedForPlace) -> None:
    """The place."""
    try:
        await got_place(turn, asked, turn.text.strip())
    except DateProblem as problem:
        await turn.say(problems.date_problem(problem))


async def typed_prepared(turn: Turn, asked: Gathered) -> None:
    """The agenda, what to bring, the link, a sentence."""
    text = turn.text.strip()
    if not text:
        raise Refusal("refused-nothing-written")
    found = read_link(text) if isinstance(asked, AskedForLink) else text
    if found is None:
        await turn.say(Screen(t("set-no-link", given=text[:40])))
        return
    await look_again(turn, asked.saying(found))
