"""/rekap piket and its files, and the month's rota as a picture."""

from __future__ import annotations

import asyncio
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.documents.photo_files import read_photos
from bot.domain.meetings.periods.window import month_end
from bot.domain.recap.spans import SpanUnit, span_of_words
from bot.domain.refusals import Refusal
from bot.services.duty import looking
from bot.services.duty.limits import closed_days
from bot.services.duty.overview import month_rotas, overview, photos_of
from bot.services.meetings.office_days import kept_days_of
from bot.services.papers.issuer import office_issuer
from bot.views.duty import overview as views
from bot.views.duty import pictures
from bot.views.duty.presses import Days, FileKind, MakeOverview, ShowMonth, ShowOverview
from bot.views.format import moment
from bot.views.papers import letterheads
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.duty.grid_picture import GridPicture
    from bot.domain.duty.overview import Overview
    from bot.domain.papers.reports import Report
    from bot.domain.workbooks import Workbook
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_WEEK = timedelta(days=6)


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(ShowOverview)(overview_press)
    routes.press(MakeOverview)(file_press)
    routes.press(ShowMonth)(month_press)


async def overview_words(turn: Turn, words: Sequence[str]) -> None:
    """`/rekap piket [minggu | bulan | november | <kecamatan>]`."""
    days, rest = _days_of_words(words, turn.today)
    name = " ".join(word for word in rest if word.casefold() not in ("kecamatan", "bulan"))
    district = (await looking.by_name(turn.ctx, turn.actor, name)).district_id if name else 0
    await _show(turn, days, district)


async def overview_of_month(turn: Turn, first: date) -> None:
    """A month's, by a button of before there were others."""
    await _show(turn, Days(monthly=True, first=first), 0)


async def overview_press(turn: Turn, pressed: ShowOverview) -> None:
    """Other days by button."""
    turn.require_private()
    await _show(turn, pressed.days, pressed.district)


async def file_press(turn: Turn, pressed: MakeOverview) -> None:
    """Picture, workbook or paper of what is shown."""
    turn.require_private()
    found = await _overview(turn, pressed.days, pressed.district)
    content = await turn.make(await _paper(turn, found, pressed.kind))
    caption = t("recap-moment", moment=moment(found.asked_at, found.zone))
    if pressed.kind is FileKind.PICTURE:
        await turn.send_picture(content, Screen(caption))
    else:
        await turn.send_file(f"rekap-piket-{found.first:%Y-%m-%d}.{pressed.kind}", content, caption)


async def month_words(turn: Turn) -> None:
    """`/piket gambar [bulan]`."""
    words = turn.args[1:]
    days, rest = _days_of_words(words, turn.today)
    if rest:
        raise Refusal("refused-unknown-period", name=" ".join(rest)[:40])
    first = days.first.replace(day=1)
    said = re.search(r"\d{4}", " ".join(words))
    await rota_of_month(turn, first if said else _nearest(first, turn.today))


def _nearest(first: date, today: date) -> date:
    """A rota is of what is ahead as often as of what was: in October November is the next one."""
    return min(first, first.replace(year=first.year + 1), key=lambda one: abs((one - today).days))


async def month_press(turn: Turn, pressed: ShowMonth) -> None:
    """The rota of this month, or of the next one, as a picture."""
    turn.require_private()
    first = turn.today.replace(day=1)
    await rota_of_month(turn, (first + timedelta(days=31)).replace(day=1) if pressed.ahead else first)


async def rota_of_month(turn: Turn, first: date) -> None:
    """The month's rota as a picture."""
    await rota_of_days(turn, first, month_end(first.year, first.month))


async def rota_of_days(turn: Turn, first: date, last: date) -> None:
    """The rota of some days as a picture: of all kecamatan for the office, else of the own one."""
    found = await month_rotas(turn.ctx, turn.actor, first, last)
    closed = closed_days(await kept_days_of(turn.ctx, turn.actor.office_id))
    picture = pictures.month(found, first, last, closed, turn.ctx.clock.now())
    content = await turn.make(picture)
    caption = "grid-rota-caption" if len(found) > 1 else "grid-rota-caption-of"
    await turn.send_picture(content, Screen(t(caption, month=picture.subtitle)))


async def _show(turn: Turn, days: Days, district_id: int) -> None:
    await turn.show(views.overview(await _overview(turn, days, district_id), whole=turn.actor.manages))


async def _overview(turn: Turn, days: Days, district_id: int) -> Overview:
    first = days.first
    last = month_end(first.year, first.month) if days.monthly else first + _WEEK
    return await overview(turn.ctx, turn.actor, first, last, district_id, monthly=days.monthly)


async def _paper(turn: Turn, found: Overview, kind: FileKind) -> GridPicture | Workbook | Report:
    if kind is FileKind.PICTURE:
        return pictures.completeness(found, closed_days(await kept_days_of(turn.ctx, turn.actor.office_id)))
    if kind is FileKind.WORKBOOK:
        return views.workbook(found)
    lines, count = await photos_of(turn.ctx, found, turn.actor.office_id)
    with turn.ctx.clock.hold():
        photos = await asyncio.to_thread(read_photos, turn.ctx.photos, views.photo_lines(lines, found.zone))
    sender = letterheads.sender_of(await office_issuer(turn.ctx, turn.actor, turn.today))
    return views.report(sender, found, photos, count)


_WEEKS = (["minggu"], ["pekan"])
_BEFORE = (["lalu"], ["kemarin"])


def _days_of_words(words: Sequence[str], today: date) -> tuple[Days, Sequence[str]]:
    """The days named, or this month, and the words that say something else."""
    said = [word.casefold() for word in words[:2]]
    before, now = said[1:] in _BEFORE, said[1:] == ["ini"]
    if said[:1] in _WEEKS:
        monday = today - timedelta(days=today.weekday())
        return Days(monthly=False, first=monday - before * timedelta(days=7)), words[1 + (before or now) :]
    if said[:1] == ["bulan"] and (before or now):
        last = today.replace(day=1) - timedelta(days=1)
        return Days(monthly=True, first=(last if before else today).replace(day=1)), words[2:]
    named, taken = span_of_words(words, today)
    if named is not None and named.unit is SpanUnit.MONTH:
        return Days(monthly=True, first=named.first), words[: len(words) - taken]
    return Days(monthly=True, first=today.replace(day=1)), words
