"""/tindaklanjut: decisions of meetings with who and until when, and what of them is not done yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.door.decisions import LONGEST, NotADecision, parts_of
from bot.domain.words.indonesian_dates import DateProblem, parse_date
from bot.services.door import decisions
from bot.views.door import decisions as views
from bot.views.door.presses import DecisionDone
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("tindaklanjut", coded=True)(follow_up_command)
    routes.press(DecisionDone)(done_press)


async def follow_up_command(turn: Turn) -> None:
    """/tindaklanjut: what is not done; /tindaklanjut <sesi> <apa>; <siapa>; <kapan>: one more."""
    turn.require_private()
    code, words = turn.cut(1)
    if not code:
        found = await decisions.open_ones(turn.ctx, turn.actor)
        await turn.say(views.listed(found, turn.today, manages=turn.actor.manages))
        return
    try:
        text, who, until = parts_of(words)
        due = parse_date(until, today=turn.today)
    except NotADecision as problem:
        await turn.say(Screen(t(f"decision-bad-{problem.key}", most=LONGEST, code=code[:40])))
        return
    except DateProblem:
        await turn.say(Screen(t("decision-bad-date", given=until[:40])))
        return
    if due < turn.today:
        await turn.say(Screen(t("decision-bad-past", given=until[:40])))
        return
    written = await decisions.write_down(turn.ctx, turn.actor, code, text, who, due)
    await turn.say(views.written(written, turn.today))


async def done_press(turn: Turn, pressed: DecisionDone) -> None:
    """It is done."""
    turn.require_private()
    one = await decisions.done(turn.ctx, turn.actor, pressed.decision)
    await turn.say(views.done(one))
