"""The office that a deployment starts with: made once, also by replicas that start together, and as the settings say."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.app import connect
from bot.config.settings import Settings
from bot.domain.refusals import Refusal
from bot.leading.seed import seed_any_office, seed_office
from bot.services.office.offices import add_office, list_offices, set_office
from bot.storage.models import District, Office

if TYPE_CHECKING:
    from bot.clock import VirtualClock
    from bot.services.context import Context
    from tests.importing.desk import Desk

TANAH_BUMBU = {"name": "Bawaslu Kabupaten Tanah Bumbu", "timezone": "Asia/Makassar"}


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


async def test_without_a_stated_code_the_only_office_is_meant_and_of_several_none_is_guessed(desk: Desk) -> None:
    bare = Settings.model_validate({})
    assert await seed_office(desk.ctx, bare) == desk.office_id
    assert await add_office(desk.ctx, "63.10", TANAH_BUMBU)
    with pytest.raises(Refusal, match="refused-which-office"):
        await seed_office(desk.ctx, bare)
    # The bot itself serves both.
    await seed_any_office(desk.ctx, bare)
    other = await seed_office(desk.ctx, bare, "63.10")
    assert other == await seed_office(desk.ctx, Settings.model_validate({"office_code": "63.10"}))
    assert other != desk.office_id
    with pytest.raises(Refusal, match="refused-office-unknown"):
        await seed_office(desk.ctx, bare, "63.11")


async def test_an_empty_database_begins_with_the_shipped_office_or_with_the_one_that_was_added(
    clock: VirtualClock, database_url: str
) -> None:
    ctx = connect(Settings.model_validate({"database_url": database_url}), clock)
    try:
        with pytest.raises(Refusal, match="refused-office-to-add"):
            await seed_office(ctx, Settings.model_validate({"office_code": "63.10"}))
        await add_office(ctx, "63.10", TANAH_BUMBU)
        # Nothing of the settings' defaults is stated of it.
        await seed_office(ctx, Settings.model_validate({}))
        assert await offices(ctx) == [("63.10", "Bawaslu Kabupaten Tanah Bumbu", "Asia/Makassar")]
    finally:
        await ctx.db.close()


async def test_the_shipped_office_comes_with_its_kop(desk: Desk) -> None:
    (line,) = await list_offices(desk.ctx)
    assert (line.fields["email"], line.fields["website"]) == ("set.blitar@bawaslu.go.id", "http://blitar.bawaslu.go.id")
    assert line.fields["address"].endswith("No. 42 Blitar Kode Pos 66137")
    assert (len(line.districts), line.villages) == (22, 248)


async def test_an_office_added_again_is_the_same_and_another_under_its_code_is_refused(desk: Desk) -> None:
    assert await add_office(desk.ctx, "63.10", TANAH_BUMBU)
    assert not await add_office(desk.ctx, "63.10", TANAH_BUMBU)
    with pytest.raises(Refusal, match="refused-office-there"):
        await add_office(desk.ctx, "63.10", {**TANAH_BUMBU, "name": "Bawaslu Kabupaten Lain"})
    assert await set_office(desk.ctx, "63.10", {"address": "Jl. Raya Batulicin"}) == ["address"]
    assert await set_office(desk.ctx, "63.10", {"address": "Jl. Raya  Batulicin"}) == []
    with pytest.raises(Refusal, match="refused-office-unknown"):
        await set_office(desk.ctx, "63.11", {"address": "Jl. Raya Batulicin"})


async def test_a_stated_setting_holds_and_an_empty_one_states_nothing(desk: Desk) -> None:
    await set_office(desk.ctx, "35.05", {"address": "Jl. Lama 1", "seat": "Kanigoro"})
    said = Settings.model_validate({"office_address": "Jl. Baru 2", "office_seat": ""})
    await seed_office(desk.ctx, said)
    (line,) = await list_offices(desk.ctx)
    assert (line.fields["address"], line.fields["seat"]) == ("Jl. Baru 2", "Kanigoro")


async def test_a_titles_tail_is_the_own_offices_alone(desk: Desk) -> None:
    line = "SDMO-01,SDMO,Rakor Kehumasan se Kabupaten Tanah Bumbu oleh Bawaslu Kabupaten Tanah Bumbu,,rapat,"
    await add_office(desk.ctx, "63.10", TANAH_BUMBU)
    other = await desk.other_office("63.10")
    await other.calendar(line)
    await desk.calendar(line)
    assert [one.short_title for one in await other.activities()] == ["Rakor Kehumasan se Kabupaten Tanah Bumbu"]
    (ours,) = await desk.activities()
    assert ours.short_title == ours.title
