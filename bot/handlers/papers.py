"""/surat: official papers as PDF, in private, for those of the office who issue them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services import calendar, papers
from bot.services.access import require_clerk
from bot.views import paperwork as views
from bot.views.scheduling import pick_session

if TYPE_CHECKING:
    from bot.domain.papers import Paper
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("surat")(letter_command)
    routes.press("ltr")(letter_press)


async def letter_command(turn: Turn) -> None:
    """/surat <sesi> [hal]."""
    turn.require_private()
    require_clerk(turn.actor)
    if not turn.args:
        await turn.say(pick_session("letter", await calendar.upcoming(turn.ctx, turn.actor), "ltr"))
        return
    _, _, subject = turn.rest.partition(turn.args[0])
    await _letter(turn, turn.args[0], subject.strip())


async def letter_press(turn: Turn) -> None:
    """The letter of a session by button."""
    turn.require_private()
    await _letter(turn, turn.number(0), "")


async def _letter(turn: Turn, code: str | int, subject: str) -> None:
    facts = await papers.letter(turn.ctx, turn.actor, code, subject)
    content = await _made(turn, views.letter(facts))
    await turn.send_file(views.file_name("surat-undangan", facts.session), content, views.letter_caption(facts))


async def _made(turn: Turn, paper: Paper) -> bytes:
    with turn.ctx.clock.hold():
        return await turn.typesetter.make(paper)
