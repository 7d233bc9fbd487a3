"""Invitations that fall due to one person together are one message, with buttons for each session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.ledger import Purpose, State
from tests.office import heads

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

FIRST = "/tetapkan SDMO-02 2023-10-20 09:00-12:00 Aula Bawaslu"
SECOND = "/tetapkan SDMO-03 2023-10-23 13:00-15:00 Hotel Puri"

TOGETHER = """📨 Undangan: 2 acara

1. 📨 Undangan · Jum 20 Okt 09.00
Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan
Bimtek · SDMO-02/1

📅 Jumat, 20 Oktober 2023
🕘 09.00–12.00 WIB
📍 Aula Bawaslu
Jawaban Anda: belum ada

2. 📨 Undangan · Sen 23 Okt 13.00
Pengelolaan Anggaran dan Pelaporan Penggunaan Anggaran Badan Ad-Hoc
Rapat · SDMO-03/1

📅 Senin, 23 Oktober 2023
🕘 13.00–15.00 WIB
📍 Hotel Puri
Jawaban Anda: belum ada

Jawab tiap acara dengan tombol bernomornya; bisa diubah sampai acara dimulai."""


async def _set(office: Office, head: Person, line: str) -> None:
    await office.say(head, line)
    if any("Ya, " in label for label in head.messages[-1].buttons):
        await office.press(head, "Ya, ")


async def _two(office: Office) -> tuple[Person, Person]:
    """A head who has set two sessions, and a chair who registers after that."""
    head = await office.head()
    for line in (FIRST, SECOND):
        await _set(office, head, line)
    return head, await office.chair_of()


async def test_who_registers_is_invited_to_all_in_one_message(office: Office) -> None:
    _, ketua = await _two(office)
    told = ketua.messages[-1]
    assert told.text == TOGETHER
    assert told.buttons == [
        "1 ✅ Hadir",
        "1 🚫 Berhalangan",
        "1 👥 Diwakilkan",
        "1 🗓 Kalender",
        "2 ✅ Hadir",
        "2 🚫 Berhalangan",
        "2 👥 Diwakilkan",
        "2 🗓 Kalender",
    ]
    assert [one for one in heads(list(ketua.messages)) if "Undangan" in one] == ["📨 Undangan: 2 acara"]
    rows = [row for row in await office.deliveries(Purpose.INVITATION) if row.chat_id == ketua.id]
    assert [(row.state, row.message_id) for row in rows] == [(State.SENT, told.id)] * 2


async def test_each_button_does_what_it_does_under_one_invitation(office: Office) -> None:
    _, ketua = await _two(office)
    told, count = ketua.messages[-1], len(ketua.messages)
    await office.press(ketua, "1 ✅ Hadir")
    await office.press(ketua, "2 🚫 Berhalangan")
    await office.press(ketua, "Lainnya")
    await office.say(ketua, "mengantar anak")
    assert told.text == TOGETHER.replace("belum ada", "✅ Hadir", 1).replace(
        "belum ada", "🚫 Berhalangan (mengantar anak)"
    )
    # Who does not come needs no entry in a calendar.
    assert [label for label in told.buttons if "●" in label or "Kalender" in label] == [
        "1 ● ✅ Hadir",
        "1 🗓 Kalender",
        "2 ● 🚫 Berhalangan",
    ]
    await office.press(ketua, "2 👥 Diwakilkan")
    await office.press(ketua, "Orang lain")
    await office.say(ketua, "Sutrisno, Staf kecamatan")
    assert "Jawaban Anda: 👥 Diwakilkan oleh Sutrisno (Staf kecamatan)" in told.text.split("2. 📨")[1]
    assert [one for one in ketua.messages[count:] if one.from_bot] == []
    ketua.press("1 🗓 Kalender", message=told)
    await office.settle()
    assert ketua.messages[-1].attachment == "document"
    assert told.text.startswith("📨 Undangan: 2 acara")


async def test_an_answer_elsewhere_a_move_and_a_cancellation_show_in_it(office: Office) -> None:
    head, ketua = await _two(office)
    told = ketua.messages[-1]
    await office.say(ketua, "/izin SDMO-03 sakit")
    await office.settle()
    first, second = TOGETHER.split("2. ")
    assert told.text == f"{first}2. {second.replace('belum ada', '🚫 Berhalangan (sakit)')}"
    await _set(office, head, "/ubah SDMO-02 2023-10-24 09:00-12:00 Aula Bawaslu")
    await office.settle()
    assert "1. 🔁 SDMO-02/1 berubah." in told.text
    assert "20 Oktober" not in told.text
    assert {label[0] for label in told.buttons} == {"2"}
    await office.say(head, "/batalkan SDMO-03/1 anggaran habis")
    await office.press(head, "Ya, ")
    await office.settle()
    assert told.buttons == []
    assert "2. ❌ SDMO-03/1" in told.text


async def test_it_goes_on_through_the_day_of_each(office: Office) -> None:
    _, ketua = await _two(office)
    told = ketua.messages[-1]
    await office.press(ketua, "1 ✅ Hadir")
    await office.press(ketua, "2 ✅ Hadir")
    await office.at("2023-10-19", 8.1)
    # The reminder rings, and is where the check-in opens.
    assert ketua.screen.startswith("🔔 Pengingat: besok pukul 09.00")
    await office.at("2023-10-20", 8.1)
    assert ketua.screen.startswith("✔️ Check-in dibuka")
    await office.press(ketua, "Saya sudah di tempat")
    assert ketua.screen.startswith("✅ Check-in tercatat")
    # What was asked for in the invitation may be changed there until then, of the other as before.
    ketua.press("2 🚫 Berhalangan", message=told)
    await office.settle()
    ketua.press("Sakit", message=told)
    await office.settle()
    assert "Jawaban Anda: 🚫 Berhalangan (sakit)" in told.text.split("2. 📨")[1]
    assert told.text.startswith("📨 Undangan: 2 acara\n\n1. ✅ Check-in tercatat")
    assert {label[0] for label in told.buttons} == {"2"}


async def test_the_dates_of_a_month_are_one_message_to_each(office: Office) -> None:
    office.settings = office.settings.model_copy(update={"hold_seconds": 120})
    await office.restart(kill=False)
    head, ketua = await office.head("P2H"), await office.chair_of()
    before = len(ketua.messages)
    await office.say(head, "/usul november")
    await office.press(head, "Tetapkan semua")
    await office.press(head, "Ya, lanjutkan")
    await office.clock.advance(office.bot.ctx.hold)
    await office.settle()
    told = heads(list(ketua.messages[before:]))
    rows = [row for row in await office.deliveries(Purpose.INVITATION, State.SENT) if row.chat_id == ketua.id]
    assert len(rows) > len(told)
    assert sum(int(re.findall(r"\d+", head)[0]) if "acara" in head else 1 for head in told) == len(rows)
    assert len(told) == 1 + len(rows) // 9


async def test_where_else_they_are_expected_is_said_where_no_number_says_it(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Udanawu")
    await _set(office, head, FIRST)
    await _set(office, head, SECOND)
    # A day on which they hear nothing else.
    await office.at("2023-10-06", 9)
    await _set(office, head, "/tetapkan SDMO-04 2023-10-23 14:00-16:00 Pendopo")
    late = await office.chair_of()
    assert "⚠️ Nomor 2 dan 3 berlangsung pada jam yang sama." in late.screen
    assert "Pada jam yang sama Anda juga diharapkan" not in late.screen
    assert "Pada jam yang sama Anda juga diharapkan" in ketua.screen
