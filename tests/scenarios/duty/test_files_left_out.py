"""Files that no report of piket takes along: the words under them are taken, and it is said that the file is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import DutyReport

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

_LEFT = "{what} Anda TIDAK ikut: laporan memuat tulisan, foto, dan lokasi."
_INCIDENT = "mendesak: ya\nkejadian: keributan\napa: Saksi dikeroyok\ndi mana: TPS 3"


async def _on_duty(office: Office) -> Person:
    anggota = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.duty("2023-10-03", anggota, "Wonodadi")
    await office.at("2023-10-03", 9)
    return anggota


async def _texts(office: Office) -> list[str]:
    async with office.outside.read() as session:
        return list((await session.execute(select(DutyReport.text).order_by(DutyReport.id))).scalars())


async def _send(office: Office, who: Person, kind: str, caption: str) -> str:
    """What was sent with the caption, and what is said of it."""
    if kind == "Video":
        who.send_video(caption)
    else:
        who.send_document("bukti.pdf", b"%PDF-1.4", caption)
    await office.settle()
    return _LEFT.format(what=kind)


@pytest.mark.parametrize("kind", ["Video", "File"])
async def test_at_a_question(office: Office, kind: str) -> None:
    anggota = await _on_duty(office)
    await office.say(anggota, "/piket")
    await office.press(anggota, "Kejadian mendesak")
    said = await _send(office, anggota, kind, "Pencoblosan ganda")
    assert said in anggota.screen
    await office.press(anggota, "Kirim laporan")
    assert await _texts(office) == ["Pencoblosan ganda"]


@pytest.mark.parametrize("kind", ["Video", "File"])
@pytest.mark.parametrize(
    "caption",
    [
        f"/piket kejadian\n{_INCIDENT}",
        "situasi: aman\nisi: Dua tamu",
        "/piket lapor\nsituasi: aman\nisi: Dua tamu",
        "/piket nihil",
    ],
)
async def test_in_one_message(office: Office, kind: str, caption: str) -> None:
    anggota = await _on_duty(office)
    said = await _send(office, anggota, kind, caption)
    assert said in anggota.screen
    assert "✅ Laporan piket diterima" in anggota.messages[-2].text
    assert len(await _texts(office)) == 1


@pytest.mark.parametrize("caption", ["", "/piket kejadian", "/piket", "ini buktinya"])
async def test_where_nothing_is_sent_yet(office: Office, caption: str) -> None:
    anggota = await _on_duty(office)
    assert await _send(office, anggota, "Video", caption) in anggota.screen


async def test_in_a_correction(office: Office) -> None:
    anggota = await _on_duty(office)
    await office.say(anggota, "/piket lapor\nsituasi: aman\nisi: Dua tamu")
    await office.press(anggota, "Perbaiki laporan")
    await office.press(anggota, "✏️ Laporan")
    said = await _send(office, anggota, "Video", "Tiga tamu")
    assert said in anggota.screen
    await office.press(anggota, "Kirim perbaikan")
    assert await _texts(office) == ["Tiga tamu"]


async def test_a_photo_goes_along_without_a_word(office: Office) -> None:
    anggota = await _on_duty(office)
    anggota.send_photo("situasi: aman\nisi: Dua tamu")
    await office.settle()
    assert not any("TIDAK ikut" in one.text for one in anggota.messages)
