"""/tindaklanjut: decisions of meetings with who and until when, and what of them is not done yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.door.decisions import LONGEST, NotADecision, days_offered, parts_of, text_of
from bot.domain.refusals import Refusal
from bot.domain.words.dates.one_day import parse_deadline
from bot.domain.words.dates.problem import DateProblem
from bot.handlers.questions import Question, question
from bot.services.access import require_manager
from bot.services.door import decisions
from bot.services.duty.limits import closed_days
from bot.services.meetings.calendar import office_sessions
from bot.services.meetings.office_days import kept_days_of
from bot.views.door import decisions as views
from bot.views.door.presses import AssignDecision, DateDecision, DecisionDone, PickDecided, WriteDecision
from bot.views.meetings.scheduling.picking import pick_session
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from datetime import date

    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


@question("decision", "what")
class AskedWhatDecided(Question):
    """What a session decided."""

    session: int


@question("decision", "who")
class AskedWhoSeesToIt(Question):
    """Who sees to it."""

    session: int
    text: str


@question("decision", "until")
class AskedUntilWhen(Question):
    """Until when."""

    session: int
    text: str
    person: int


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("tindaklanjut", coded=True)(follow_up_command)
    routes.press(DecisionDone)(done_press)
    routes.press(PickDecided)(pick_press)
    routes.press(WriteDecision)(write_press)
    routes.press(AssignDecision)(who_press)
    routes.press(DateDecision)(until_press)
    routes.dialogue(AskedWhatDecided)(what_step)
    routes.dialogue(AskedWhoSeesToIt)(who_step)
    routes.dialogue(AskedUntilWhen)(until_step)


async def follow_up_command(turn: Turn) -> None:
    """/tindaklanjut: what is not done; /tindaklanjut <sesi> [<apa>; <siapa>; <kapan>]: one more, or the question for it."""
    turn.require_private()
    code, words = turn.cut(1)
    if not code:
        found = await decisions.open_ones(turn.ctx, turn.actor)
        await turn.say(views.listed(found, turn.today, manages=turn.actor.manages))
    elif words.strip():
        await _write_in_one_line(turn, code, words)
    else:
        await _ask_what(turn, code)


async def pick_press(turn: Turn, _pressed: PickDecided) -> None:
    """Of which session?"""
    turn.require_private()
    require_manager(turn.actor)
    await turn.say(pick_session("tindaklanjut", await office_sessions.near(turn.ctx, turn.actor), WriteDecision))


async def write_press(turn: Turn, pressed: WriteDecision) -> None:
    """Of this one."""
    turn.require_private()
    await _ask_what(turn, pressed.session)


async def what_step(turn: Turn, asked: AskedWhatDecided) -> None:
    """What was decided, or all of it in one line."""
    if ";" in turn.text:
        await _write_in_one_line(turn, asked.session, turn.text)
        return
    try:
        text = text_of(turn.text)
    except NotADecision as problem:
        await turn.say(Screen(t(f"decision-bad-{problem.key}", most=LONGEST)))
        return
    people = await decisions.heads(turn.ctx, turn.actor)
    await turn.ask(views.ask_who(text, people), AskedWhoSeesToIt(asked.session, text))


async def who_step(turn: Turn, asked: AskedWhoSeesToIt) -> None:
    """A name, or a part of one."""
    people = await decisions.meant(turn.ctx, turn.actor, turn.text.strip())
    if len(people) == 1:
        await _ask_until(turn, asked, *people[0])
    else:
        await turn.ask(views.which(people, turn.text.strip()), asked)


async def who_press(turn: Turn, pressed: AssignDecision) -> None:
    """Somebody by button."""
    turn.require_private()
    asked = await turn.asked(AskedWhoSeesToIt)
    people = await decisions.meant(turn.ctx, turn.actor, pressed.person)
    if not people:
        raise Refusal("refused-stale-button")
    await _ask_until(turn, asked, *people[0])


async def until_step(turn: Turn, asked: AskedUntilWhen) -> None:
    """A day, as it is typed."""
    try:
        due = await _day_of(turn, turn.text)
    except Refusal as problem:
        # Asked again where it can be pressed.
        await turn.ask(views.ask_until_again(t(problem.key, **problem.values), days_offered(turn.today)), asked)
        return
    await _write(turn, asked.session, asked.text, asked.person, due)


async def until_press(turn: Turn, pressed: DateDecision) -> None:
    """A day by button."""
    turn.require_private()
    asked = await turn.asked(AskedUntilWhen)
    if pressed.day < turn.today:
        raise Refusal("refused-stale-button")
    await _write(turn, asked.session, asked.text, asked.person, pressed.day)


async def done_press(turn: Turn, pressed: DecisionDone) -> None:
    """It is done."""
    turn.require_private()
    one = await decisions.done(turn.ctx, turn.actor, pressed.decision)
    await turn.say(views.done(one))


async def _ask_what(turn: Turn, code: str | int) -> None:
    require_manager(turn.actor)
    session = await office_sessions.session_by_code(turn.ctx, turn.actor, code)
    await turn.ask(views.ask_what(session), AskedWhatDecided(session.id))


async def _ask_until(turn: Turn, asked: AskedWhoSeesToIt, person: int, name: str) -> None:
    screen = views.ask_until(asked.text, name, days_offered(turn.today))
    await turn.ask(screen, AskedUntilWhen(asked.session, asked.text, person))


async def _write_in_one_line(turn: Turn, code: str | int, words: str) -> None:
    try:
        text, who, until = parts_of(words)
    except NotADecision as problem:
        await turn.say(Screen(t(f"decision-bad-{problem.key}", most=LONGEST)))
        return
    await _write(turn, code, text, who, await _day_of(turn, until))


async def _day_of(turn: Turn, words: str) -> date:
    """The day that was typed; refuses what is none, or past."""
    free = closed_days(await kept_days_of(turn.ctx, turn.actor.office_id))
    try:
        # Of the day on which it is written nothing is left: its name is the next one's.
        due = parse_deadline(words, today=turn.today, is_over=True, free=free)
    except DateProblem:
        raise Refusal("refused-decision-date", given=words[:40]) from None
    if due < turn.today:
        raise Refusal("refused-decision-past", given=words[:40])
    return due


async def _write(turn: Turn, code: str | int, text: str, who: str | int, due: date) -> None:
    written, reached = await decisions.write_down(turn.ctx, turn.actor, code, text, who, due)
    await turn.finish()
    await turn.show(views.written(written, turn.today, reached=reached))
