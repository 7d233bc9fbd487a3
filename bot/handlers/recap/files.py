"""The buttons under a recap: the same facts as picture, workbook or PDF, made by the typesetting process."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.services import recap
from bot.services.papers.issuer import office_issuer
from bot.views.format import moment
from bot.views.papers import letterheads
from bot.views.press import number
from bot.views.recap import charts, reports, sheets
from bot.views.recap.presses import FileKind, MakeFile, query_of
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from bot.domain.papers.letterheads import PaperSender
    from bot.domain.papers.reports import Report
    from bot.domain.recap.charts import Chart
    from bot.domain.workbooks import Workbook
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

    F = TypeVar("F")


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(MakeFile)(file_press)


async def file_press(turn: Turn, pressed: MakeFile) -> None:
    """A file by button: format, then what the recap is of."""
    turn.require_private()
    kind = pressed.kind
    paper, name, caption = await (_session(turn, pressed) if pressed.view is None else _period(turn, pressed))
    content = await turn.make(paper)
    if kind is FileKind.PICTURE:
        await turn.send_picture(content, Screen(caption))
    else:
        await turn.send_file(f"rekap-{name}.{kind}", content, caption)


async def _session(turn: Turn, pressed: MakeFile) -> tuple[Chart | Workbook | Report, str, str]:
    try:
        session_id = number(pressed.subject)
    except ValueError:
        raise Refusal("refused-stale-button") from None
    found = await recap.session_recap(turn.ctx, turn.actor, session_id)
    held = found.session
    name, caption = held.code.replace("/", "-"), t("recap-moment", moment=moment(found.asked_at, held.zone))
    if pressed.kind is FileKind.PICTURE:
        return charts.attendance(found) if found.recorded else charts.districts(found), name, caption
    if pressed.kind is FileKind.WORKBOOK:
        return await _book(turn, sheets.session, found), name, caption
    return reports.session(await _sender(turn), found, signed_on=turn.today), name, caption


async def _period(turn: Turn, pressed: MakeFile) -> tuple[Chart | Workbook | Report, str, str]:
    if pressed.view is None or pressed.span is None:
        raise Refusal("refused-stale-button")
    query = query_of(pressed.view, pressed.span, pressed.subject)
    found = await recap.period_recap(turn.ctx, turn.actor, query)
    view = plain("recap-file-of", view=found.query.view.name.lower()) if found.name else ""
    words = [view, found.name, found.span.code]
    name = "-".join("-".join(filter(None, words)).replace("/", " ").split()).lower()
    caption = t("recap-moment", moment=moment(found.asked_at, found.zone))
    if pressed.kind is FileKind.PICTURE:
        return charts.period(found), name, caption
    if pressed.kind is FileKind.WORKBOOK:
        return await _book(turn, sheets.period, found), name, caption
    return reports.period(await _sender(turn), found, signed_on=turn.today), name, caption


async def _book(turn: Turn, make: Callable[[F], Workbook], found: F) -> Workbook:
    """Has a line for everybody: of thousands it takes a moment, in which presses are answered."""
    with turn.ctx.clock.hold():
        return await asyncio.to_thread(make, found)


async def _sender(turn: Turn) -> PaperSender:
    return letterheads.sender_of(await office_issuer(turn.ctx, turn.actor, turn.today))
