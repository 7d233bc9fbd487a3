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


@pytest.mark.handler("meetings.repeating")
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
