"""/piket: what is owed, or the rota; a report as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.duty import filling
from bot.handlers.duty.rota import asked_in_words
from bot.handlers.duty.week import weeks_of
from bot.services.duty import drafts, reports
from bot.services.duty.form_directory import DAILY
from bot.services.duty.incidents import stands_of
from bot.services.duty.swapping import own_rota
from bot.views.duty import filling as filling_views
from bot.views.duty import incidents as incident_views
from bot.views.duty import reports as views
from bot.views.duty.presses import ShowReport
from bot.views.duty.rota import beside_form

if TYPE_CHECKING:
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.duty.reports import Attached


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("piket", captions=True)(duty_command)
    routes.press(ShowReport)(show_report)


async def duty_command(turn: Turn) -> None:
    """/piket: report if a report is owed, else who is on duty; `/piket lapor` with lines; `/piket <kecamatan>`: the rota."""
    turn.require_private()
    await _commanded(turn)
    await filling.say_left_out(turn)


async def _commanded(turn: Turn) -> None:
    if await filling.several(turn):
        return
    if turn.args[:1] and turn.args[0].casefold() in filling.LINES:
        await filling.in_lines(turn, turn.cut(1)[1])
        return
    if await filling.told(turn) or await asked_in_words(turn):
        return
    found = await reports.outlook(turn.ctx, turn.actor)
    on = [*found.owed, *([found.reported] if found.reported is not None else [])]
    if on and await filling.keep_photo(turn, (on[0].id, DAILY)):
        return
    begun = await drafts.begun_ones(turn.ctx, turn.actor)
    rota_now, now = (
        None if turn.actor.district_id is None else await own_rota(turn.ctx, turn.actor),
        turn.ctx.clock.now(),
    )
    if found.owed:
        open_one = await drafts.look(turn.ctx, turn.actor, found.owed[0].id)
        others = [one for one in begun if (one.shift, one.form) != (open_one.shift.id, open_one.form.key)]
        asked = filling_views.filling(open_one, weeks=weeks_of(turn))
        lines = [] if rota_now is None else beside_form(rota_now, turn.actor, now)
        asked = filling_views.with_rota(asked, lines)
        await filling.ask(turn, open_one, screen=views.with_begun(asked, others))
        return
    overdue = [*found.overdue, *found.others]
    screen = views.nothing_due(
        found.reported, rota_now, turn.actor, now, weeks=weeks_of(turn), overdue=overdue, ahead=found.ahead
    )
    await turn.say(views.with_begun(screen, begun))


async def show_report(turn: Turn, pressed: ShowReport) -> None:
    """A report with what came with it, for whoever was told of it."""
    turn.require_private()
    await send_report(turn, *await reports.report_of_shift(turn.ctx, turn.actor, pressed.shift, pressed.nth))


async def send_report(turn: Turn, facts: DutyReportFacts, attached: Attached) -> None:
    """The words, then photos and place."""
    stands = await stands_of(turn.ctx, facts)
    await turn.say(views.report(facts, turn.actor, handled=incident_views.state(stands, turn.actor.zone)))
    for file_id in attached.photos:
        await turn.send_photo(file_id)
    if attached.location is not None:
        await turn.send_location(*attached.location)
