"""What whoever is on duty writes or sends without a command: lines of a report, "aman", a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duty.filling import says_safe
from bot.domain.duty.keywords import form_of_lines
from bot.domain.duty.shifts import is_on
from bot.handlers.duty import filling
from bot.handlers.duty.reviewing import offer_answer
from bot.services.duty import reports
from bot.views.duty import reports as views
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.handlers.turn import Turn
    from bot.services.duty.reports import Outlook


async def taken(turn: Turn) -> bool:
    """Take what came as a report, or offer to; says whether it was answered."""
    answered = await _taken(turn)
    if answered:
        await filling.say_left_out(turn)
    return answered


async def lines_taken(turn: Turn) -> bool:
    """Take lines that stand under a file which is no report itself; says whether there are."""
    forms = turn.ctx.forms.of(turn.actor.office_code)
    return form_of_lines(forms, turn.text.strip()) is not None and await taken(turn)


async def _taken(turn: Turn) -> bool:
    message, actor, text = turn.message, turn.actor, turn.text.strip()
    if message is None or actor.district_id is None:
        return False
    found, forms = await reports.outlook(turn.ctx, actor), turn.ctx.forms.of(actor.office_code)
    on, lines = _on(turn, found), form_of_lines(forms, text)
    if lines is not None and (on or forms[lines[0]].is_of_incident):
        await filling.in_lines(turn, "\n".join(lines))
    elif on and message.photo:
        await filling.keep_unasked(turn, message, on[0].id)
    elif not says_safe(text) and await offer_answer(turn, owes=bool(found.owed)):
        pass
    elif found.owed:
        await turn.say((views.offer_nothing if says_safe(text) else views.not_understood)(found.owed[0]))
    elif not says_safe(text) or not (on or found.ahead):
        return False
    else:
        await turn.say(views.in_already(on[0]) if on else Screen(t("duty-ahead", begins=found.ahead[0].begins)))
    return True


def _on(turn: Turn, found: Outlook) -> list[ShiftFacts]:
    """Shifts that what comes now may be a report of: those that owe one, else the one that is on."""
    now, done = turn.ctx.clock.now(), found.reported
    return [
        *found.owed,
        *([done] if done is not None and is_on(done.day, done.shift, now, turn.actor.zone) else []),
    ]
