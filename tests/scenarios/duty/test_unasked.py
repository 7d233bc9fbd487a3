"""What somebody on duty writes or sends without a command, and what was begun and not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import DutyReport

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

UNSENT = "Laporan piket Anda (Wonodadi, Selasa, 3 Oktober 2023) belum terkirim."


async def _on_duty(office: Office) -> Person:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    return ketua


async def _texts(office: Office) -> list[str]:
    async with office.outside.read() as session:
        return list((await session.execute(select(DutyReport.text).order_by(DutyReport.id))).scalars())


@pytest.mark.parametrize("words", ["aman", "nihil kejadian", "Aman terkendali"])
async def test_all_is_well_in_words_is_offered_as_the_report_in_one_press(office: Office, words: str) -> None:
    ketua = await _on_duty(office)
    assert await office.say(ketua, words) == (
        "Kirim sebagai laporan piket Wonodadi, Selasa, 3 Oktober 2023: aman, nihil?"
    )
    assert await _texts(office) == []
    assert "Nomor: PKT/35.05.01/20231003/1" in await office.press(ketua, "Aman, nihil")
    # It is in: said again it is shown.
    assert (await office.say(ketua, words)).startswith("✅ Laporan piket Anda sudah masuk. Nomor: PKT/35.05.01/")
    assert await _texts(office) == ["Situasi aman, nihil laporan."]


async def test_a_photo_with_nihil_is_a_report_that_is_only_to_be_sent(office: Office) -> None:
    ketua = await _on_duty(office)
    ketua.send_photo("nihil")
    await office.settle()
    assert "Laporan: Situasi aman, nihil laporan.\nLampiran: foto\n\nBELUM terkirim." in ketua.screen
    assert "Lampiran: foto" in await office.press(ketua, "Kirim laporan")


async def test_an_album_without_a_command_is_kept_for_the_report(office: Office) -> None:
    ketua = await _on_duty(office)
    ketua.send_album(3, "Rapat di kecamatan")
    await office.settle()
    assert "📷 Foto disimpan (3)." in ketua.screen
    await office.press(ketua, "Aman, ada catatan")
    assert "Lampiran: 3 foto" in await office.press(ketua, "Kirim laporan")
    assert await _texts(office) == ["Rapat di kecamatan"]


@pytest.mark.parametrize("head", ["", "piket lapor\n"])
async def test_lines_without_the_command_are_read(office: Office, head: str) -> None:
    ketua = await _on_duty(office)
    said = await office.say(ketua, f"{head}situasi: aman\nisi: Pelayanan normal")
    assert said.startswith("✅ Laporan piket diterima")
    # Also as a further report, and of another form under its name.
    ketua.send_photo("logistik\nbarang: kotak\njumlah: 20\nbaik: ya\ntempat: gudang")
    await office.settle()
    assert "Nomor: PKT/35.05.01/20231003/2" in ketua.screen
    assert "Lampiran: foto" in ketua.screen
    assert len(await _texts(office)) == 2


async def test_whatever_else_is_said_on_duty_is_answered_with_the_report_that_is_owed(office: Office) -> None:
    ketua, other = await _on_duty(office), await office.chair_of("Udanawu")
    said = await office.say(ketua, "Selamat pagi")
    assert said == f"Maaf, saya belum mengerti. Coba /menu, /jadwal, atau /hadir\n\n{UNSENT}"
    assert "Bagaimana situasinya?" in await office.press(ketua, "Buat laporan")
    # Nobody else is spoken to of piket.
    for words in ("aman", "situasi: aman\nisi: Pelayanan normal"):
        assert await office.say(other, words) == "Maaf, saya belum mengerti. Coba /menu, /jadwal, atau /hadir"
    other.send_photo("nihil")
    await office.settle()
    assert other.screen == "Maaf, saya belum mengerti. Coba /menu, /jadwal, atau /hadir"
    # But what happened may be told by anybody.
    said = await office.say(other, "kejadian\nmendesaknya: kejadian\njenis: apk\napa: Baliho roboh\ndi mana: Gandekan")
    assert said.startswith("✅ Laporan piket diterima")


async def test_all_is_well_before_the_shift_is_answered_with_when_it_begins(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 6.5)
    assert await office.say(ketua, "aman") == "Piket Anda hari ini belum mulai: mulai pukul 08.00."


async def test_what_is_filled_in_and_not_sent_is_said_to_be_so_at_the_shifts_end(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    await office.say(ketua, "Dua tamu")
    await office.say(ketua, "/batal")
    await office.at("2023-10-03", 16.1)
    assert ketua.screen == (
        "⏰ Laporan piket belum masuk\n\n"
        "Laporan piket Wonodadi, Selasa, 3 Oktober 2023, sudah terisi tetapi BELUM terkirim.\n"
        "Tinggal tekan Kirim laporan."
    )
    assert "Nomor: PKT/35.05.01/20231003/1" in await office.press(ketua, "Kirim laporan")
    assert await _texts(office) == ["Dua tamu"]


async def test_what_lacks_an_answer_is_missing_as_ever(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    await office.at("2023-10-03", 16.1)
    assert "belum kami terima" in ketua.screen


async def test_what_was_begun_is_found_under_piket(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Aman, nihil")
    await office.say(ketua, "/piket kejadian")
    await office.press(ketua, "Bisa menunggu pagi")
    await office.say(ketua, "/batal")
    said = await office.say(ketua, "/piket")
    assert "✍️ Ada isian yang BELUM terkirim" in said
    assert "Kejadian apa?" in await office.press(ketua, "Lanjutkan: Laporan kejadian, Sel 3 Okt")
