"""What breaks for one office or one session stops nobody else, is told, and is forgotten when it goes well again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text, update

from bot.doctor.database import examine_database
from bot.services.faults import for_some_offices
from bot.services.office.offices import ensure_office
from bot.storage.models import Activity
from tests.cluster.waiting import leads
from tests.office import WIB
from tests.ops.face import face_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest
    from sqlalchemy import Connection

    from bot.doctor.findings import Finding
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
OTHER = "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu"


async def _audience(office: Office, words: str) -> None:
    """As in a backup of a version that knew other words."""
    async with office.outside.write() as session:
        await session.execute(update(Activity).where(Activity.code == "PPDI-01").values(audience=words))


async def _faults(office: Office) -> list[Finding]:
    found = await examine_database(office.bot.ctx, office.settings)
    return [one for one in found if one.key == "office-fault"]


async def _reasons(office: Office) -> list[str]:
    """Of a job that only a test does: those of the bot run by themselves."""
    async with office.outside.write() as session:
        return list((await session.scalars(text("SELECT reason FROM office_faults WHERE job = 'together'"))).all())


async def test_a_session_that_cannot_be_read_is_left_out_and_told_and_stops_nobody(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    head = await office.head()
    await office.say(head, OTHER)
    await office.say(head, SET)
    await office.lose()
    async with office.outside.write() as session:
        whole = await session.scalar(text("SELECT audience FROM activities WHERE code = 'PPDI-01'"))
    await _audience(office, "kordiv DATIN")
    await office.come_back()
    assert leads(office.bot)
    assert "left out" in capsys.readouterr().out
    # Whoever registers now hears of the session that can be read.
    ketua = await office.chair_of()
    assert ketua.screen.startswith("📨 Undangan")
    assert "SDMO-02/1" in ketua.screen
    async with face_of(office) as face:
        said = await face.health("readyz")
        assert (said.status, said.troubles) == (200, [])
        assert said.warnings == ["sessions of 35.05 PPDI-01/1: UnknownAudience"]
        assert (await face.metrics())["panwascam_office_faults"] == 1
    (finding,) = await _faults(office)
    assert finding.text == "Kantor 35.05: sesi PPDI-01/1 gagal sejak 0 jam: UnknownAudience: kordiv DATIN"
    # Mended, it is planned within half an hour, for those who came meanwhile too.
    await _audience(office, str(whole))
    await office.clock.advance(timedelta(minutes=31))
    assert any("PPDI-01/1" in message.text for message in ketua.messages)
    assert await _faults(office) == []
    async with face_of(office) as face:
        assert (await face.metrics())["panwascam_office_faults"] == 0


async def test_an_office_that_breaks_stops_no_other(office: Office) -> None:
    other = await office.neighbours()
    await office.say(await office.head(), SET)
    await office.say(other.head, SET)
    async with office.outside.write() as session:
        # No session of that office can be read any more.
        await session.execute(
            text("UPDATE activities SET division = 'DATIN' WHERE office_id = :id"), {"id": office.office_id}
        )
    await office.restart()
    assert leads(office.bot)
    left_out = [one.text for one in await _faults(office)]
    assert left_out == ["Kantor 35.05: rencana gagal sejak 0 jam: ValueError: 'DATIN' is not a valid Division"]
    await office.at("2023-10-05", 8.2)
    assert any(message.text.startswith("🔔") for message in other.ketua.messages)
    async with face_of(office) as face:
        assert (await face.health("readyz")).status == 200


async def test_offices_that_are_done_together_are_done_alone_where_one_breaks(office: Office) -> None:
    ctx = office.bot.ctx
    other = await ensure_office(ctx, "35.04", {"name": "Bawaslu Lain", "timezone": WIB.key}, [])
    broken = {office.office_id}
    done = list[list[int]]()

    def work(connection: Connection, offices: Sequence[int]) -> None:
        for one in offices:
            connection.execute(text("UPDATE offices SET name = name || '!' WHERE id = :id"), {"id": one})
        if broken & set(offices):
            raise ValueError("cannot be read")
        done.append(list(offices))

    assert await for_some_offices(ctx, WIB, "together", work) == [office.office_id]
    assert done == [[other]]
    assert await _reasons(office) == ["ValueError: cannot be read"]
    broken.clear()
    assert await for_some_offices(ctx, WIB, "together", work) == []
    assert done == [[other], [office.office_id, other]]
    assert await _reasons(office) == []
    async with office.outside.write() as session:
        names = (await session.scalars(text("SELECT name FROM offices ORDER BY id"))).all()
    assert names == ["Bawaslu Kabupaten Blitar!", "Bawaslu Lain!!"]
