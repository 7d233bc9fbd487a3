"""Papers of a shift of piket: Formulir Model A of a report, the surat tugas it refers to; and `/surat piket`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.documents.photo_files import read_photos
from bot.domain.duty.facts import DutyTurn
from bot.services.access import may_clerk, require_clerk
from bot.services.papers.supervision import supervision
from bot.services.papers.tasks import shift_task, turn_task, turns_ahead
from bot.views.papers import supervision as views
from bot.views.papers import tasks as task_views
from bot.views.papers.presses import MakeShiftTask, MakeSupervision, MakeTurnTask, ShowTurns

if TYPE_CHECKING:
    from bot.domain.papers.facts import TaskFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(MakeSupervision)(supervision_press)
    routes.press(MakeShiftTask)(task_press)
    routes.press(MakeTurnTask)(turn_task_press)
    routes.press(ShowTurns)(turns_press)


async def supervision_press(turn: Turn, pressed: MakeSupervision) -> None:
    """Form A (LHP)."""
    turn.require_private()
    facts = await supervision(turn.ctx, turn.actor, (pressed.shift, pressed.nth))
    with turn.ctx.clock.hold():
        photos = await asyncio.to_thread(read_photos, turn.ctx.photos, views.photo_lines(facts))
    content = await turn.make(views.supervision(facts, photos))
    name = f"form-a-{facts.report.number.replace('/', '-')}.pdf"
    left = views.photos_left(facts, len(photos))
    if left is not None:
        await turn.say(left)
    caption = views.caption(facts, turn.ctx.clock.now())
    await turn.send_file(name, content, caption.text, caption.keyboard)


async def task_press(turn: Turn, pressed: MakeShiftTask) -> None:
    """Surat tugas of a shift."""
    turn.require_private()
    await _send_task(turn, await shift_task(turn.ctx, turn.actor, pressed.shift))


async def turn_task_press(turn: Turn, pressed: MakeTurnTask) -> None:
    """Surat tugas of a turn that only the rule gives as yet."""
    turn.require_private()
    wanted = DutyTurn(pressed.district, pressed.day, pressed.shift)
    await _send_task(turn, await turn_task(turn.ctx, turn.actor, wanted))


async def task_words(turn: Turn) -> None:
    """`/surat piket`: whose surat tugas of the week ahead?"""
    found = await turns_ahead(turn.ctx, turn.actor)
    if may_clerk(turn.actor):
        await turn.say(task_views.pick_turn_of_day(found, turn.today, turn.today))
    else:
        await turn.say(task_views.pick_turn(found))


async def turns_press(turn: Turn, pressed: ShowTurns) -> None:
    """Another day of it."""
    turn.require_private()
    require_clerk(turn.actor)
    found = await turns_ahead(turn.ctx, turn.actor)
    await turn.show(task_views.pick_turn_of_day(found, pressed.day, turn.today))


async def _send_task(turn: Turn, facts: TaskFacts) -> None:
    await turn.send_file(
        task_views.file_name(facts), await turn.make(task_views.task(facts)), task_views.caption(facts)
    )
