from __future__ import annotations

from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.storage.models import DutyReport
from tests.office import Office, heads


async def test_the_officer_reports_with_a_number(office: Office) -> None:
    ketua = await office.chair_of()
    assert "Jadwal piket diimpor: 1 baru" in await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    assert ketua.screen.startswith("🛡 Piket hari ini")
    await office.press(ketua, "Kirim laporan")
    await office.press(ketua, "Ada kejadian")
    assert "mau menambah foto" in (await office.say(ketua, "Baliho di luar zona <depan> balai desa")).lower()
    ketua.send_location(-8.1, 112.2)
    await office.settle()
    ketua.send_photo()
    await office.settle()
    assert "Foto diterima" in ketua.screen
    await office.press(ketua, "Simpan")
    assert "Nomor: LP-35.05-2023-0001" in ketua.screen
    assert "Lampiran: foto, lokasi" in ketua.screen
    ketua.press_data("dutyr:1", ketua.messages[-1])
    await office.settle()
    assert "sudah masuk dengan nomor LP-35.05-2023-0001" in ketua.notes[-1][0]
    assert "sudah masuk. Nomor: LP-35.05-2023-0001" in await office.say(ketua, "/piket")
    async with office.bot.db.read() as session:
        report = (await session.execute(select(DutyReport))).scalar_one()
    assert report.text == "Baliho di luar zona <depan> balai desa"
    assert report.photo_file_id is not None
    await office.at("2023-10-03", 16.5)
    assert not any(head.startswith("⏰") for head in heads(list(ketua.messages)))


async def test_a_photo_without_words_asks_for_them_and_one_with_a_caption_is_enough(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman")
    ketua.send_photo()
    await office.settle()
    assert "laporannya belum ditulis" in ketua.screen
    ketua.send_photo("Nihil laporan")
    await office.settle()
    await office.press(ketua, "Simpan")
    assert "Laporan piket diterima" in ketua.screen


async def test_a_missing_report_is_reminded_once_and_told_in_the_digest(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 16.1)
    assert ketua.screen.startswith("⏰ Laporan piket belum masuk")
    await office.at("2023-10-03", 18.1)
    assert "Piket belum melapor (1 dari 1)" in head.screen
    assert f"Wonodadi: {ketua.user.first_name}" in head.screen
    await office.at("2023-10-04", 16.5)
    assert len(await office.deliveries(Purpose.DUTY_MISSING)) == 1
    assert "0/1 laporan" in await office.say(head, "/rekap piket")


async def test_only_the_officer_reports_and_only_in_time(office: Office) -> None:
    ketua, other = await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    assert "Piket Anda berikutnya: Selasa, 3 Oktober 2023" in await office.say(ketua, "/piket")
    await office.at("2023-10-03", 7.1)
    assert "tidak bertugas" in await office.say(other, "/piket")
    other.press_data("dutyr:1", ketua.messages[-1])
    await office.settle()
    assert "bukan milik Anda" in other.notes[-1][0]
    await office.at("2023-10-05", 8)
    await office.press(ketua, "Kirim laporan")
    assert "sudah lewat" in ketua.notes[-1][0]


async def test_the_head_of_secretariat_sets_a_week(office: Office) -> None:
    kasek, ketua = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.chair_of("Wonodadi")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur pekan depan")
    for _ in range(5):
        await office.press(kasek, ketua.user.first_name)
    assert "5 hari berubah" in kasek.screen
    await office.at("2023-10-09", 7.1)
    assert ketua.screen.startswith("🛡 Piket hari ini")


async def test_the_dialogue_survives_a_kill(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.press(ketua, "Kirim laporan")
    await office.press(ketua, "Aman")
    await office.restart()
    await office.say(ketua, "Nihil laporan")
    await office.restart()
    await office.press(ketua, "Simpan")
    assert "Nomor: LP-35.05-2023-0001" in ketua.screen
