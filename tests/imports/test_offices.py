"""The office that a deployment starts with: made once, also by replicas that start together, and as the settings say."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.app import connect
from bot.seed import seed_office
from bot.settings import Settings
from bot.storage.models import District, Office

if TYPE_CHECKING:
    from bot.clock import VirtualClock
    from bot.services.context import Context
    from tests.imports.desk import Desk


async def offices(ctx: Context) -> list[tuple[str, str, str]]:
    async with ctx.db.read() as session:
        rows = await session.execute(select(Office.code, Office.name, Office.timezone).order_by(Office.id))
        return [(code, name, zone) for code, name, zone in rows]


async def test_replicas_that_start_together_make_one_office_with_its_kecamatan(
    clock: VirtualClock, database_url: str
) -> None:
    settings = Settings.model_validate({"database_url": database_url})
    replicas = [connect(settings, clock) for _ in range(4)]
    try:
        assert len({*await asyncio.gather(*(seed_office(ctx, settings) for ctx in replicas))}) == 1
        assert await offices(replicas[0]) == [("35.05", "Bawaslu Kabupaten Blitar", "Asia/Jakarta")]
        async with replicas[0].db.read() as session:
            codes = (await session.execute(select(District.code).order_by(District.code))).scalars().all()
        assert codes == [f"35.05.{number:02}" for number in range(1, 23)]
    finally:
        for ctx in replicas:
            await ctx.db.close()


async def test_a_corrected_setting_holds_and_one_that_is_not_given_changes_nothing(desk: Desk) -> None:
    corrected = Settings.model_validate({"office_name": "Bawaslu Blitar", "bot_timezone": "Asia/Makassar"})
    assert await seed_office(desk.ctx, corrected) == desk.office_id
    assert await offices(desk.ctx) == [("35.05", "Bawaslu Blitar", "Asia/Makassar")]
    assert await seed_office(desk.ctx, Settings.model_validate({})) == desk.office_id
    assert await offices(desk.ctx) == [("35.05", "Bawaslu Blitar", "Asia/Makassar")]
    assert await desk.audit() == [
        (
            "office.settings",
            {
                "before": {"name": "Bawaslu Kabupaten Blitar", "timezone": "Asia/Jakarta"},
                "after": {"name": "Bawaslu Blitar", "timezone": "Asia/Makassar"},
            },
        )
    ]
