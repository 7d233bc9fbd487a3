"""The questionnaire by buttons, and /kuesioner for heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.access import require_manager
from bot.services.door import survey
from bot.services.meetings import calendar
from bot.views.door import survey as views
from bot.views.meetings.scheduling import pick_session
from bot.views.recap import charts
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step
    from bot.services.door.survey import FilledSurvey

_TEXT = "survey"


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("kuesioner")(results_command)
    routes.press("sv")(begin)
    routes.press("svr")(again)
    routes.press("svs")(score)
    routes.press("svt")(ask_text)
    routes.press("svp")(picture)
    routes.press("svk")(results_press)
    routes.dialogue(_TEXT)(text_step)


async def begin(turn: Turn) -> None:
    """Isi kuesioner: the thanks stay where they are, the questionnaire is a message of its own."""
    turn.require_private()
    sheet = await survey.sheet(turn.ctx, turn.user.id, turn.number(0))
    await turn.say(_screen(sheet))


async def again(turn: Turn) -> None:
    """Ubah jawaban: from the first statement on."""
    turn.require_private()
    sheet = await survey.sheet(turn.ctx, turn.user.id, turn.number(0))
    await turn.show(views.ask(sheet.session, 0))


async def score(turn: Turn) -> None:
    """A number: on to the next statement."""
    turn.require_private()
    question = turn.number(1)
    sheet = await survey.give_score(turn.ctx, turn.user.id, turn.number(0), question, turn.number(2))
    following = question + 1 if question + 1 < len(sheet.scores) else sheet.question
    await turn.show(views.done(sheet.session) if following is None else views.ask(sheet.session, following))


async def ask_text(turn: Turn) -> None:
    """Tambah saran."""
    turn.require_private()
    sheet = await survey.sheet(turn.ctx, turn.user.id, turn.number(0))
    await turn.ask(Screen(t("survey-ask-text")), _TEXT, "text", session=sheet.session.id)


async def text_step(turn: Turn, step: Step) -> None:
    """The words."""
    if not turn.text.strip():
        await turn.say(Screen(t("survey-ask-text")))
        return
    sheet = await survey.give_text(turn.ctx, turn.user.id, int(step.data["session"]), turn.text)
    await turn.finish()
    await turn.say(views.done(sheet.session, "survey-text-done"))


async def results_command(turn: Turn) -> None:
    """/kuesioner <sesi>."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        held_lately = [
            held for held in await calendar.near(turn.ctx, turn.actor) if held.ends_at <= turn.ctx.clock.now()
        ]
        await turn.say(pick_session("survey", held_lately, "svk"))
        return
    held = await calendar.session_by_code(turn.ctx, turn.actor, turn.args[0])
    await turn.say(views.results(await survey.results(turn.ctx, turn.user.id, held.id)))


async def results_press(turn: Turn) -> None:
    """The same by button."""
    turn.require_private()
    require_manager(turn.actor)
    await turn.say(views.results(await survey.results(turn.ctx, turn.user.id, turn.number(0))))


async def picture(turn: Turn) -> None:
    """The results as a picture."""
    turn.require_private()
    found = await survey.results(turn.ctx, turn.user.id, turn.number(0))
    chart = charts.questionnaire(found.session, views.questions_with_counts(found), found.asked_at)
    with turn.ctx.clock.hold():
        content = await turn.typesetter.make(chart)
    await turn.send_picture(content, Screen(views.picture_caption(found)))


def _screen(sheet: FilledSurvey) -> Screen:
    return views.done(sheet.session) if sheet.question is None else views.ask(sheet.session, sheet.question)
