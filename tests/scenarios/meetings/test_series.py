"""/ulangi: a meeting comes again; what is changed of one is changed of all after it, and never of what is past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import Session

if TYPE_CHECKING:
    from tests.office import Office


async def _days(office: Office) -> list[tuple[str, str, str]]:
    async with office.outside.read() as session:
        rows = await session.execute(select(Session.starts_at, Session.place, Session.status).order_by(Session.number))
        return [(f"{row.starts_at:%m-%d %H}", row.place, row.status.value) for row in rows]


@pytest.mark.handler("meetings.series")
async def test_a_meeting_comes_again_moves_from_here_on_and_is_called_off_from_here_on(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert "Diulang kapan?" in await office.press(head, "Ulangi")
    assert "bukan ulangan" in await office.say(head, "/ulangi SDMO-02/1 entah")
    look = await office.say(head, "/ulangi SDMO-02/1 minggu pertama setiap bulan")
    assert look.startswith("Periksa dulu: pesan ini akan dikirim\n📨 Undangan · Kam 2 Nov 09.00")
    # 3 November is a stage of the election; January is of another plan.
    assert "Sama untuk 2 tanggal" in look
    await office.press(head, "Tambah kalimat")
    assert "Mohon tepat waktu" in await office.say(head, "Mohon tepat waktu")
    assert (await office.press(head, "Ya, lanjutkan")).startswith("🔁 ✅ 2 sesi ditetapkan")
    await office.at("2023-10-03", 9)
    # Those that follow come together, with the question about the first.
    first, others = [one.text for one in ketua.messages if "📨 Undangan" in one.text]
    assert "Mohon tepat waktu" not in first
    assert others.count("Mohon tepat waktu") == 2
    # The first is over when the second moves, and the third with it.
    await office.at("2023-10-20", 9)
    # Outside of what the plan says, as the first was not.
    assert "Rencana menyebut" in await office.say(head, "/ubah SDMO-02/2 jam 13-15")
    assert (await office.press(head, "Ya, lanjutkan")).startswith("🔁 Diubah")
    look = await office.press(head, "Ubah juga 1 berikutnya")
    assert "• SDMO-02/3: Jumat, 1 Desember 2023 09.00–12.00 WIB → Jumat, 1 Desember 2023 13.00–15.00 WIB" in look
    assert (await office.press(head, "Ya, ubah semuanya")).startswith("🔁 1 sesi berikutnya diubah")
    await office.say(head, "/batalkan SDMO-02/2 anggaran habis")
    await office.press(head, "Ya, batalkan sesi")
    assert "• SDMO-02/3 · Jumat, 1 Desember 2023" in await office.press(head, "Batalkan juga 1 berikutnya")
    await office.press(head, "Ya, batalkan semuanya")
    assert "Alasan: anggaran habis" in ketua.screen
    assert await _days(office) == [
        ("10-06 02", "Aula Bawaslu", "terjadwal"),
        ("11-02 06", "Aula Bawaslu", "batal"),
        ("12-01 06", "Aula Bawaslu", "batal"),
    ]


async def test_so_many_are_set_as_were_typed_and_shown(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    look = await office.say(head, "/ulangi SDMO-02/1 mingguan 3 kali")
    assert "Sama untuk 3 tanggal" in look
    message = head.messages[-1]
    await office.press(head, "Tambah kalimat")
    assert "Sama untuk 3 tanggal" in await office.say(head, "Mohon tepat waktu")
    assert (await office.press(head, "Ya, lanjutkan")).startswith("🔁 ✅ 3 sesi ditetapkan")
    # Pressed once more no more are.
    head.press_data("srok:1:1w0mx3:1", message)
    await office.settle()
    assert message.text.startswith("🔁 Tidak ada tanggal lagi: semuanya sudah ditetapkan.\n")
    assert "• Jumat, 13 Oktober 2023: dilewati (sudah ada SDMO-02/2)" in message.text
    assert [day for day, _, _ in await _days(office)] == ["10-06 02", "10-13 02", "10-20 02", "10-27 02"]


async def test_once_more_offers_the_hours_the_place_and_the_texts_of_the_last(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/ubah SDMO-02/1 agenda Bahas laporan")
    await office.press(head, "Ulangi")
    await office.press(head, "Buat sekali lagi")
    await office.say(head, "7 Oktober 2023")
    await office.press(head, "Tetap: 09.00-12.00")
    look = await office.press(head, "Tetap: Aula Bawaslu")
    assert "📅 Sabtu, 7 Oktober 2023" in look
    assert "📋 Agenda: Bahas laporan" in look


async def test_the_look_says_which_days_are_left_out_or_others_and_why(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    look = await office.say(head, "/ulangi SDMO-02/1 tanggal 5")
    assert "Sama untuk 1 tanggal" in look
    assert look.splitlines()[-3:-1] == [
        "⏭ Tidak tepat pada harinya:",
        "• Minggu, 5 November 2023: dilewati (akhir pekan)",
    ]
    look = await office.say(head, "/ulangi SDMO-02/1 tiap bulan 4 kali")
    fewer = "⚠️ Diminta 4 kali, hanya ada 2: ulangan berhenti pada 31 Desember 2023, akhir rencana."
    assert look.splitlines()[-5:-2] == [
        fewer,
        "⏭ Tidak tepat pada harinya:",
        "• Jumat, 3 November 2023 → Kamis, 2 November 2023 (Penetapan DCT)",
    ]
    look = await office.say(head, "/ulangi SDMO-02/1 tanggal 31")
    assert "Sama untuk 1 tanggal" in look
    assert look.splitlines()[-4:-1] == [
        "⏭ Tidak tepat pada harinya:",
        "• November 2023: dilewati (tidak ada tanggal 31)",
        "• Minggu, 31 Desember 2023: dilewati (akhir pekan)",
    ]
    await office.press(head, "Ya, lanjutkan")
    # What is set already is no date of the series, and nothing is left to set: it says why here too.
    look = await office.say(head, "/ulangi SDMO-02/1 tanggal 31")
    assert look.splitlines()[0] == (
        "🔁 Tidak ada tanggal lagi menurut ulangan itu: ulangan berhenti pada 31 Desember 2023, akhir rencana."
    )
    assert "• Selasa, 31 Oktober 2023: dilewati (sudah ada SDMO-02/2)\n• November 2023: dilewati" in look


async def test_those_that_follow_onto_a_day_off_are_named(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/ulangi SDMO-02/1 mingguan 2 kali")
    await office.press(head, "Ya, lanjutkan")
    await office.say(head, "/ubah SDMO-02/1 2023-10-07")
    await office.press(head, "Ya, lanjutkan")
    look = await office.press(head, "Ubah juga 2 berikutnya")
    assert look.splitlines()[1:3] == [
        "• SDMO-02/2: Jumat, 13 Oktober 2023 09.00–12.00 WIB → Sabtu, 14 Oktober 2023 09.00–12.00 WIB · Aula Bawaslu · ⚠️\u00a0Sabtu",
        "• SDMO-02/3: Jumat, 20 Oktober 2023 09.00–12.00 WIB → Sabtu, 21 Oktober 2023 09.00–12.00 WIB · Aula Bawaslu · ⚠️\u00a0Sabtu",
    ]


@pytest.mark.parametrize("code", ["0w0m", "1w1m", "0w1md20.5", "1w0mx0", "99w0m", "0w1md5.5", "0w2mk1", "xyz"])
@pytest.mark.few_on_postgresql(one_of="test")
async def test_a_rhythm_that_nobody_was_offered_is_a_button_of_before(office: Office, code: str) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    message = head.messages[-1]
    for data in (f"sra:1:{code}", f"srok:1:{code}:1", f"srn:1:{code}"):
        head.press_data(data, message)
        await office.settle()
        assert head.notes[-1] == ("Tombol ini sudah tidak berlaku. Mulai lagi dari /bantuan", True)
    assert await _days(office) == [("10-06 02", "Aula Bawaslu", "terjadwal")]
