"""Plans of several years in one office: none writes over another, and a bare code means the one in force."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.data import DATA_DIRECTORY
from bot.domain.refusals import Refusal
from bot.services.meetings.calendar import plan_lines
from bot.services.meetings.facts import find_activity
from bot.services.owing import nightly
from bot.storage.models import Activity
from tests.importing.desk import CALENDAR, counts
from tests.office import WIB

if TYPE_CHECKING:
    from bot.clock import VirtualClock
    from tests.importing.desk import Desk

OLD = "SDMO-01,SDMO,Bimtek lama,12 Oktober 2023,bimtek,komisioner"
ONLY_OLD = "SDMO-02,SDMO,Rakor lama,November 2023,rakor,kordiv SDMO"
NEW = "SDMO-01,SDMO,Rapat baru,Maret 2024,rapat,kantor"


async def plans(desk: Desk) -> list[tuple[int, str, str, bool]]:
    query = select(Activity.plan_year, Activity.code, Activity.title, Activity.in_force)
    async with desk.ctx.db.read() as session:
        rows = await session.execute(query.order_by(Activity.plan_year, Activity.ordinal))
        return [(year, code, title, meant) for year, code, title, meant in rows]


async def title_of(desk: Desk, code: str) -> str:
    found: str = await desk.ctx.db.query(lambda connection: find_activity(connection, desk.office_id, code).title)
    return found


async def test_the_next_years_plan_leaves_this_years_as_it_was(desk: Desk) -> None:
    assert counts(await desk.calendar(OLD, ONLY_OLD, plan_year=None)) == (2, 0, 0)
    before = await plans(desk)
    assert counts(await desk.calendar(NEW, plan_year=None)) == (1, 0, 0)
    assert await plans(desk) == [*before, (2024, "SDMO-01", "Rapat baru", False)]
    assert await title_of(desk, "sdmo-01@2024") == "Rapat baru"


async def test_last_years_file_again_in_january_changes_nothing(desk: Desk, clock: VirtualClock) -> None:
    content = (DATA_DIRECTORY / "kegiatan.csv").read_bytes()
    assert counts(await desk.load("calendar", content)) == (69, 0, 0)
    before = [(one.code, one.plan_year, one.earliest, one.latest) for one in await desk.activities()]
    await clock.advance_to(datetime(2024, 1, 8, tzinfo=UTC))
    assert counts(await desk.load("calendar", content)) == (0, 0, 69)
    assert [(one.code, one.plan_year, one.earliest, one.latest) for one in await desk.activities()] == before


async def test_a_bare_code_means_the_new_plan_from_new_year_on(desk: Desk, clock: VirtualClock) -> None:
    await desk.calendar(OLD, ONLY_OLD, plan_year=None)
    await desk.calendar(NEW, plan_year=None)
    assert await title_of(desk, "SDMO-01") == "Bimtek lama"
    # Half past midnight in the office, when the night's planning runs.
    await clock.advance_to(datetime(2023, 12, 31, 17, 30, tzinfo=UTC))
    await nightly.plan(desk.ctx, WIB)
    assert await title_of(desk, "SDMO-01") == "Rapat baru"
    assert await title_of(desk, "SDMO-01@2023") == "Bimtek lama"
    # What only the old plan knows needs no year.
    assert await title_of(desk, "SDMO-02") == "Rakor lama"


async def test_a_plan_whose_times_name_no_year_is_refused_until_one_is_stated(desk: Desk) -> None:
    line = "SDMO-01,SDMO,Bimtek,minggu pertama bulan Oktober,bimtek,komisioner"
    # As text: a year as a number would be told with a point, "2.023".
    with pytest.raises(Refusal, match=r"refused-plan-year \{'example': '2023'\}"):
        await desk.calendar(line, plan_year=None)
    assert await plans(desk) == []
    assert counts(await desk.calendar(line, plan_year=2024)) == (1, 0, 0)
    (one,) = await desk.activities()
    assert (one.plan_year, one.earliest) == (2024, date(2024, 10, 1))


async def test_an_export_is_of_one_year(desk: Desk, clock: VirtualClock) -> None:
    await desk.calendar(OLD, ONLY_OLD, plan_year=None)
    await desk.calendar(NEW, plan_year=None)
    year, activities = await plan_lines.plan_of(desk.ctx, desk.office_id)
    assert (year, [one.title for one in activities]) == (2023, ["Bimtek lama", "Rakor lama"])
    await clock.advance(timedelta(days=120))
    await nightly.plan(desk.ctx, WIB)
    year, activities = await plan_lines.plan_of(desk.ctx, desk.office_id)
    assert (year, [one.title for one in activities]) == (2024, ["Rapat baru"])
    _, old = await plan_lines.plan_of(desk.ctx, desk.office_id, 2023)
    # A code without its year: the file says it by its times.
    rows = [plan_lines.import_row(one)[:6] for one in old]
    assert [row[0] for row in rows] == ["SDMO-01", "SDMO-02"]
    lines = "\n".join(",".join(row) for row in rows)
    head = "kode,divisi,judul,waktu,jenis,sasaran"
    assert head == CALENDAR
    assert counts(await desk.load("calendar", f"{head}\n{lines}")) == (0, 0, 2)
