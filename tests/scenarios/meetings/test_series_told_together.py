"""A series that moves or is called off from here on is one message to each, with old and new of every date, and buttons for each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.documents.tables import read_table
from bot.domain.ledger import Purpose, State
from bot.services.importing import import_rows
from bot.simulator import Fault
from tests.office import heads

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

ASKED = "Mohon jawab untuk waktu yang baru, juga bila sudah menjawab untuk yang lama."
NEXT = "Jawab tiap acara dengan tombol bernomornya; bisa diubah sampai acara dimulai."
MOVED = """🔁 Jadwal berubah: 3 acara

1. 🔁 Jadwal berubah · Kam 19 Okt 13.00
Hari: Jumat, 20 Oktober 2023 → Kamis, 19 Oktober 2023
Jam: 09.00–12.00 WIB → 13.00–15.00 WIB
Mohon jawab untuk waktu yang baru, juga bila sudah menjawab untuk yang lama.
Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan
Bimtek · SDMO-02/1

📅 Kamis, 19 Oktober 2023
🕘 13.00–15.00 WIB
📍 Aula Bawaslu
Jawaban Anda: belum ada

2. 🔁 Jadwal berubah · Kam 26 Okt 13.00
Hari: Jumat, 27 Oktober 2023 → Kamis, 26 Oktober 2023
Jam: 09.00–12.00 WIB → 13.00–15.00 WIB
Mohon jawab untuk waktu yang baru, juga bila sudah menjawab untuk yang lama.
Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan
Bimtek · SDMO-02/2

📅 Kamis, 26 Oktober 2023
🕘 13.00–15.00 WIB
📍 Aula Bawaslu
Jawaban Anda: belum ada

3. 🔁 Jadwal berubah · Rab 1 Nov 13.00
Hari: Kamis, 2 November 2023 → Rabu, 1 November 2023
Jam: 09.00–12.00 WIB → 13.00–15.00 WIB
Mohon jawab untuk waktu yang baru, juga bila sudah menjawab untuk yang lama.
Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan
Bimtek · SDMO-02/3

📅 Rabu, 1 November 2023
🕘 13.00–15.00 WIB
📍 Aula Bawaslu
Jawaban Anda: belum ada

Jawab tiap acara dengan tombol bernomornya; bisa diubah sampai acara dimulai."""
OFF = """❌ Dibatalkan: 3 acara

1. ❌ Dibatalkan · Jum 20 Okt 09.00
Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan
Bimtek · SDMO-02/1
Kegiatan pada Jumat, 20 Oktober 2023, 09.00–12.00 WIB, tidak jadi dilaksanakan.
Alasan: anggaran habis

2. ❌ Dibatalkan · Jum 27 Okt 09.00
Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan
Bimtek · SDMO-02/2
Kegiatan pada Jumat, 27 Oktober 2023, 09.00–12.00 WIB, tidak jadi dilaksanakan.
Alasan: anggaran habis

3. ❌ Dibatalkan · Kam 2 Nov 09.00
Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan
Bimtek · SDMO-02/3
Kegiatan pada Kamis, 2 November 2023, 09.00–12.00 WIB, tidak jadi dilaksanakan.
Alasan: anggaran habis"""


async def _sure(office: Office, head: Person, line: str) -> None:
    """Also of what the last look warns of."""
    await office.say(head, line)
    if any("Ya, " in label for label in head.messages[-1].buttons):
        await office.press(head, "Ya, ")


async def _series(office: Office) -> tuple[Person, Person]:
    """A meeting and the two that follow it, which a chair has read of; what the office sends waits two minutes."""
    office.settings = office.settings.model_copy(update={"hold_seconds": 120})
    await office.restart(kill=False)
    head, ketua = await office.head(), await office.chair_of()
    await _sure(office, head, "/tetapkan SDMO-02 2023-10-20 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/ulangi SDMO-02/1 mingguan 2 kali")
    assert "2 sesi ditetapkan" in await office.press(head, "Ya, lanjutkan")
    await office.at("2023-10-04", 9)
    return head, ketua


async def _move_all(office: Office, head: Person) -> str:
    await _sure(office, head, "/ubah SDMO-02/1 2023-10-19 13:00-15:00 Aula Bawaslu")
    await office.press(head, "Ubah juga 2 berikutnya")
    return await office.press(head, "Ya, ubah semuanya")


async def _cancel_all(office: Office, head: Person) -> str:
    await office.say(head, "/batalkan SDMO-02/1 anggaran habis")
    await office.press(head, "Ya, batalkan sesi")
    await office.press(head, "Batalkan juga 2 berikutnya")
    return await office.press(head, "Ya, batalkan semuanya")


async def _held(office: Office) -> None:
    """What waits goes out."""
    await office.clock.advance(timedelta(minutes=3))


async def test_a_series_that_moves_is_one_message_in_which_each_date_is_answered(office: Office) -> None:
    head, ketua = await _series(office)
    before = len(ketua.messages)
    said = await _move_all(office, head)
    assert said.startswith("🔁 2 sesi berikutnya diubah\n")
    assert "Dikirim pukul" in said
    assert head.messages[-1].buttons == ["📤 Kirim semua sekarang", "✋ Batalkan semua pengiriman"]
    assert len(ketua.messages) == before
    # It is of use once; what else the card of the first offers stays, also as time changes it.
    card = head.messages[-2]
    assert card.buttons[:2] == ["📤 Kirim sekarang", "✋ Batalkan pengiriman"]
    await _held(office)
    assert card.buttons[0] == "↩️ Urungkan"
    assert not any("berikutnya" in label for label in card.buttons)
    # Pressed where it was seen before, nothing moves twice as far.
    head.press_data("srm:1:2", card)
    await office.settle()
    assert head.screen == "Tidak ada sesi setelah SDMO-02/1 yang masih perlu ikut diubah."
    (told,) = ketua.messages[before:]
    assert told.text == MOVED
    rows = [row for row in await office.deliveries(Purpose.MOVED, State.SENT) if row.chat_id == ketua.id]
    assert [row.message_id for row in rows] == [told.id] * 3
    await office.press(ketua, "1 ✅ Hadir")
    await office.press(ketua, "3 🚫 Berhalangan")
    await office.press(ketua, "Sakit")
    # What was answered is asked for no more; that it was declined before the change is not said of what was declined since.
    one, two, three, rest = MOVED.split("Jawaban Anda: belum ada")
    one, three = (part.replace(f"{ASKED}\n", "") for part in (one, three))
    assert told.text == (
        f"{one}Jawaban Anda: ✅ Hadir{two}Jawaban Anda: belum ada{three}Jawaban Anda: 🚫 Berhalangan (sakit){rest}"
    )
    assert len(ketua.messages) == before + 1


async def test_a_series_that_is_called_off_is_one_message(office: Office) -> None:
    head, ketua = await _series(office)
    before = len(ketua.messages)
    await _cancel_all(office, head)
    await _held(office)
    assert [one.text for one in ketua.messages[before:]] == [OFF]


async def test_a_send_whose_fate_is_unknown_is_said_again_of_all(office: Office) -> None:
    head, ketua = await _series(office)
    before = len(ketua.messages)
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=ketua.id)
    await _move_all(office, head)
    await _held(office)
    # Both arrived, and the bot knows of the second.
    assert [one.text for one in ketua.messages[before:]] == [MOVED] * 2
    rows = [row for row in await office.deliveries(Purpose.MOVED) if row.chat_id == ketua.id]
    last = ketua.messages[-1].id
    assert [(row.state, row.message_id, row.perhaps_told) for row in rows] == [(State.SENT, last, 2)] * 3


async def test_a_429_holds_all_of_it_up_and_what_changes_meanwhile_is_said_as_it_is_then(office: Office) -> None:
    head, ketua = await _series(office)
    before = len(ketua.messages)
    office.sim.faults.add(Fault.flood(600), method="sendMessage", chat_id=ketua.id)
    await _move_all(office, head)
    await _held(office)
    assert len(ketua.messages) == before
    await office.say(head, "/batalkan SDMO-02/2 aula dipakai")
    await office.press(head, "Ya, batalkan sesi")
    await office.clock.advance(timedelta(minutes=12))
    (told,) = ketua.messages[before:]
    assert told.text.startswith("🔔 3 kabar untuk Anda\n\n1. 🔁 Jadwal berubah · Kam 19 Okt 13.00\n")
    # It says of each what people know: they never read of the other date.
    assert "2. ❌ Dibatalkan · Jum 27 Okt 09.00" in told.text
    assert "3. 🔁 Jadwal berubah · Rab 1 Nov 13.00" in told.text
    assert {label[0] for label in told.buttons} == {"1", "3"}


async def test_one_that_changes_again_before_it_goes_is_said_once(office: Office) -> None:
    head, ketua = await _series(office)
    before = len(ketua.messages)
    await _move_all(office, head)
    await _sure(office, head, "/ubah SDMO-02/3 2023-11-08 10:00-12:00 Aula Bawaslu")
    await office.clock.advance(timedelta(minutes=4))
    told = ketua.messages[before:]
    assert [one.text.split("\n", 1)[0] for one in told] == [
        "🔁 Jadwal berubah: 2 acara",
        "🔁 Jadwal berubah · Rab 8 Nov 10.00",
    ]
    assert "Hari: Kamis, 2 November 2023 → Rabu, 8 November 2023" in told[1].text


async def test_one_that_changes_after_it_was_read_loses_its_date_and_its_buttons(office: Office) -> None:
    head, ketua = await _series(office)
    before = len(ketua.messages)
    await _move_all(office, head)
    await _held(office)
    await office.say(head, "/batalkan SDMO-02/2 aula dipakai")
    await office.press(head, "Ya, batalkan sesi")
    await _held(office)
    told, off = ketua.messages[before:]
    assert off.text.startswith("❌ Dibatalkan · Kam 26 Okt 13.00")
    assert told.text.startswith("🔁 Jadwal berubah: 2 acara")
    assert "\n2. ❌ SDMO-02/2 dibatalkan." in told.text
    assert {label[0] for label in told.buttons} == {"1", "3"}


async def test_what_waits_is_taken_back_unread(office: Office) -> None:
    head, ketua = await _series(office)
    before = len(ketua.messages)
    await _move_all(office, head)
    assert await office.press(head, "Batalkan semua pengiriman") == (
        "↩️ Perubahan 2 sesi diurungkan, jadwal semula berlaku. Tidak ada yang sempat menerima kabarnya.\n"
        "↳ SDMO-02/2, SDMO-02/3"
    )
    await office.clock.advance(timedelta(minutes=6))
    # The first, which has a button of its own, stays moved.
    assert heads(list(ketua.messages[before:])) == ["🔁 Jadwal berubah · Kam 19 Okt 13.00"]


async def test_what_was_read_is_undone_in_one_message_once(office: Office) -> None:
    head, ketua = await _series(office)
    await _move_all(office, head)
    look = head.messages[-1]
    head.press("Kirim semua sekarang")
    await office.settle()
    assert look.text.startswith("🔁 2 sesi berikutnya diubah")
    await _held(office)
    before = len(ketua.messages)
    head.press("Urungkan semua", message=look)
    await office.settle()
    assert look.text == (
        "Urungkan perubahan 2 sesi? Kabarnya sudah diterima 2 kali; "
        "yang menerimanya diberi tahu bahwa jadwal semula berlaku lagi."
    )
    head.press("Ya, urungkan", message=look)
    await office.settle()
    (back,) = ketua.messages[before:]
    assert back.text.startswith("🔁 Jadwal berubah: 2 acara\n\n1. 🔁 Jadwal berubah · Jum 27 Okt 09.00\n")
    assert "Hari: Kamis, 26 Oktober 2023 → Jumat, 27 Oktober 2023" in back.text


async def test_a_cancellation_that_was_read_is_undone_in_one_message(office: Office) -> None:
    head, ketua = await _series(office)
    await _cancel_all(office, head)
    look = head.messages[-1]
    await _held(office)
    before = len(ketua.messages)
    head.press("Urungkan semua", message=look)
    await office.settle()
    assert look.text == "Urungkan pembatalan 2 sesi? Kabarnya sudah diterima 2 kali; yang menerimanya diundang lagi."
    head.press("Ya, urungkan", message=look)
    await office.settle()
    (back,) = ketua.messages[before:]
    assert back.text.startswith("📨 Undangan: 2 acara\n")
    assert back.text.count("Pembatalannya dicabut: sesi ini tetap dilaksanakan.") == 2


async def test_whose_role_takes_them_out_of_a_series_reads_so_once(office: Office) -> None:
    _, ketua = await _series(office)
    before = len(ketua.messages)
    line = f'"{ketua.user.first_name}",{ketua.user.phone},Wonodadi,Staf Sekretariat,,anggota'
    rows = read_table(f"nama,telepon,kecamatan,jabatan,divisi,peran\n{line}\n".encode()).rows
    done = await import_rows(office.bot.ctx, office.office_id, "roster", rows)
    assert not done.problems
    await office.settle()
    (told,) = ketua.messages[before:]
    assert told.text.startswith("ℹ️ Undangan Anda ditarik: 3 acara\n\n1. ℹ️ Undangan Anda ditarik\n")
    assert told.buttons == []


async def test_staff_behind_a_series_for_outsiders_hear_of_the_meeting_that_they_were_reminded_of_and_of_no_other(
    office: Office,
) -> None:
    head, admin = await office.head("P2H"), await office.admin()
    for line, button in (
        ("/tetapkan P2H-05 2023-11-09 09:00-12:00 Hotel Puri", "Ya, "),
        ("/ulangi P2H-05/1 mingguan 2 kali", "Ya"),
    ):
        await office.say(head, line)
        if head.can_press(button):
            await office.press(head, button)
    await office.at("2023-11-08", 8.1)
    assert admin.screen.startswith("🔔 Pengingat panitia: besok")
    read = len(admin.messages)
    await office.say(head, "/ubah P2H-05/1 2023-11-10 13:00-15:00")
    if head.can_press("Ya, "):
        await office.press(head, "Ya, ")
    await office.press(head, "Ubah juga")
    await office.press(head, "Ya")
    await office.clock.advance(timedelta(minutes=3))
    # What they read was moved; of the others they have not heard yet.
    told = heads(list(admin.messages[read:]))
    assert told == ["🔁 Jadwal berubah · Jum 10 Nov 13.00"]
    assert admin.messages[-1].buttons == []
    # And each is reminded of when it comes.
    await office.at("2023-11-09", 8.1)
    await office.at("2023-11-16", 8.1)
    reminded = [one for one in heads(list(admin.messages[read:])) if one.startswith("🔔 Pengingat panitia")]
    assert len(reminded) == 2
    # Called off from here on: the one that they were reminded of is said to be off.
    read = len(admin.messages)
    await office.say(head, "/batalkan P2H-05/2 anggaran")
    await office.press(head, "Ya, batalkan sesi")
    await office.clock.advance(timedelta(minutes=3))
    assert heads(list(admin.messages[read:])) == ["❌ Dibatalkan · Jum 17 Nov 13.00"]


async def test_who_was_there_when_the_rest_of_a_series_moves_reads_that_their_check_in_holds_no_more(
    office: Office,
) -> None:
    head, ketua = await _series(office)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-20", 8.3)
    await office.press(ketua, "Saya sudah di tempat")
    office.sim.faults.add(Fault.flood(300), method="sendMessage", chat_id=ketua.id)
    await _sure(office, head, "/ubah SDMO-02/1 2023-10-23 13:00-15:00 Aula Bawaslu")
    await office.press(head, "Ubah juga 2 berikutnya")
    await office.press(head, "Ya, ubah semuanya")
    await office.clock.advance(timedelta(minutes=10))
    told = ketua.messages[-1]
    assert told.text.startswith("🔁 Jadwal berubah: 3 acara")
    vain = "Anda sudah tercatat hadir untuk hari semula; catatan itu tidak berlaku untuk hari yang baru."
    first, _, others = told.text.partition("\n\n2. ")
    assert vain in first
    assert vain not in others
    # Also once it is said again.
    await office.press(ketua, "1 ✅ Hadir")
    assert vain in told.text
