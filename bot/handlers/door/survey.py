"""The questionnaire by buttons, and /kuesioner for heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.questions import Question, question
from bot.services.access import require_manager
from bot.services.door import survey
from bot.services.meetings.calendar import office_sessions
from bot.views.door import survey as views
from bot.views.door.presses import (
    AddWords,
    FillSurvey,
    FillSurveyAgain,
    GiveScore,
    PictureResults,
    ShowResults,
)
from bot.views.meetings.scheduling.picking import pick_session
from bot.views.recap import charts
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.door.survey import FilledSurvey


@question("survey", "text")
class AskedForWords(Question):
    """What else somebody wants to say."""

    session: int


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("kuesioner", coded=True)(results_command)
    routes.press(FillSurvey)(begin)
    routes.press(FillSurveyAgain)(again)
    routes.press(GiveScore)(score)
    routes.press(AddWords)(ask_text)
    routes.press(PictureResults)(picture)
    routes.press(ShowResults)(results_press)
    routes.dialogue(AskedForWords)(text_step)


async def begin(turn: Turn, pressed: FillSurvey) -> None:
    """Isi kuesioner: the thanks stay where they are, the questionnaire is a message of its own."""
    turn.require_private()
    sheet = await survey.sheet(turn.ctx, turn.user.id, pressed.session)
    await turn.say(_screen(sheet))


async def again(turn: Turn, pressed: FillSurveyAgain) -> None:
    """Ubah jawaban: from the first statement on."""
    turn.require_private()
    sheet = await survey.sheet(turn.ctx, turn.user.id, pressed.session)
    await turn.show(views.ask(sheet.session, 0))


async def score(turn: Turn, pressed: GiveScore) -> None:
    """A number: on to the next statement."""
    turn.require_private()
    sheet = await survey.give_score(turn.ctx, turn.user.id, pressed.session, pressed.question, pressed.score)
    following = pressed.question + 1 if pressed.question + 1 < len(sheet.scores) else sheet.question
    await turn.show(views.done(sheet.session) if following is None else views.ask(sheet.session, following))


async def ask_text(turn: Turn, pressed: AddWords) -> None:
    """Tambah saran."""
    turn.require_private()
    sheet = await survey.sheet(turn.ctx, turn.user.id, pressed.session)
    await turn.ask(Screen(t("survey-ask-text")), AskedForWords(sheet.session.id))


async def text_step(turn: Turn, asked: AskedForWords) -> None:
    """The words."""
    if not turn.text.strip():
        await turn.say(Screen(t("survey-ask-text")))
        return
    sheet = await survey.give_text(turn.ctx, turn.user.id, asked.session, turn.text)
    await turn.finish()
    await turn.say(views.done(sheet.session, "survey-text-done"))


async def results_command(turn: Turn) -> None:
    """/kuesioner <sesi>."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        held_lately = [
            held for held in await office_sessions.near(turn.ctx, turn.actor) if held.ends_at <= turn.ctx.clock.now()
        ]
        await turn.say(pick_session("survey", held_lately, ShowResults))
        return
    held = await office_sessions.session_by_code(turn.ctx, turn.actor, turn.args[0])
    await turn.say(views.results(await survey.results(turn.ctx, turn.user.id, held.id)))


async def results_press(turn: Turn, pressed: ShowResults) -> None:
    """The same by button."""
    turn.require_private()
    require_manager(turn.actor)
    await turn.say(views.results(await survey.results(turn.ctx, turn.user.id, pressed.session)))


async def picture(turn: Turn, pressed: PictureResults) -> None:
    """The results as a picture."""
    turn.require_private()
    found = await survey.results(turn.ctx, turn.user.id, pressed.session)
    chart = charts.questionnaire(found.session, views.questions_with_counts(found), found.asked_at)
    await turn.send_picture(await turn.make(chart), Screen(views.picture_caption(found)))


def _screen(sheet: FilledSurvey) -> Screen:
    return views.done(sheet.session) if sheet.question is None else views.ask(sheet.session, sheet.question)
