"""Numbers that are counted by two at the same moment: each its own, and none left out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.vocabulary import Situation
from bot.services.duty.submitting import ReportContent, submit
from bot.services.papers.numbers import About, NumberSeries, PaperKind, give, lock_numbers
from bot.storage.models import DutyShift
from tests.interleavings.interleaving import interleaved

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.services.context import Context
    from tests.office import Office


async def _shift(office: Office) -> int:
    chair = await office.chair_of()
    await office.duty("2023-10-02", chair, "Wonodadi")
    async with office.outside.read() as session:
        return int((await session.execute(select(DutyShift.id))).scalar_one())


async def test_papers_of_two_at_once_have_two_numbers(postgres_office: Office) -> None:
    office = postgres_office
    shift, office_id = await _shift(office), (await office.actor(await office.chair_of())).office_id

    async def _number(ctx: Context, kind: PaperKind) -> int:
        def _unit(connection: Connection) -> int:
            lock_numbers(connection, office_id)
            series, now = NumberSeries(office_id, 2023, "surat"), ctx.clock.now()
            return give(connection, series, About(shift_id=shift), kind, [1], issued_by=None, now=now)[1].number

        return await ctx.db.transact(_unit)

    works = [partial(_number, kind=kind) for kind in (PaperKind.TASK, PaperKind.SUPERVISION)]
    both = await interleaved(office.bot.ctx, *works)
    assert (both.waited, both.first, both.second) == (True, 1, 2)


async def test_two_reports_of_one_shift_at_once_are_its_first_and_second(postgres_office: Office) -> None:
    office = postgres_office
    shift = await _shift(office)
    officer = await office.actor(await office.chair_of())
    keeper = await office.actor(await office.registered("Kepala Sekretariat", "Wonodadi"))

    async def _report(ctx: Context, who: str) -> tuple[str, int]:
        content = ReportContent(Situation.SAFE, f"Aman, kata {who}.")
        facts, _ = await submit(ctx, officer if who == "petugas" else keeper, shift, content, further=True)
        return facts.number, facts.shift.nth

    both = await interleaved(
        office.bot.ctx, partial(_report, who="petugas"), partial(_report, who="kepala sekretariat")
    )
    assert both.waited
    assert (both.first, both.second) == (("PKT/35.05.01/20231002/1", 1), ("PKT/35.05.01/20231002/2", 2))
