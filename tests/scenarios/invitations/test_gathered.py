"""What comes of one morning is one message, which goes on through the day: H-1, the open door, the receipt, the thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from bot.services.door.checking_in import check_in
from bot.services.door.proofs import Proof
from bot.services.door.venue_code import show_pin
from bot.simulator import Fault
from tests.office import heads

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

AULA = (-8.1287, 112.2206)
FIRST = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
SECOND = "/tetapkan SDMO-03 2023-10-06 13:00-15:00 Hotel Puri"


async def _two(office: Office) -> tuple[Person, Person]:
    """A head who has set two sessions of one day, and a chair who is invited to both."""
    head, ketua = await office.head(), await office.chair_of()
    for line in (FIRST, SECOND):
        await _set(office, head, line)
    return head, ketua


async def _set(office: Office, head: Person, line: str) -> None:
    await office.say(head, line)
    if any("Ya, " in label for label in head.messages[-1].buttons):
        await office.press(head, "Ya, ")


async def test_reminders_of_one_morning_are_one_message_with_buttons_for_each(office: Office) -> None:
    _, ketua = await _two(office)
    await office.at("2023-10-05", 7.5)
    before = len(ketua.messages)
    await office.at("2023-10-05", 8.5)
    assert heads(list(ketua.messages[before:])) == ["🔔 Pengingat: besok, 2 acara"]
    told = ketua.messages[-1]
    for says in (
        "hari-H pukul 08.00",
        "hari-H pukul 12.00",
        "SDMO-02/1",
        "Aula Bawaslu",
        "SDMO-03/1",
        "Hotel Puri",
        "09.00–12.00",
        "13.00–15.00",
    ):
        assert says in told.text
    rows = await office.deliveries(Purpose.REMINDER)
    assert {(row.state, row.message_id) for row in rows if row.chat_id == ketua.id} == {(State.SENT, told.id)}
    await office.press(ketua, "2 ✅ Hadir")
    assert len(ketua.messages) == before + 1
    assert ketua.screen.count("Jawaban Anda: ✅ Hadir") == ketua.screen.count("Jawaban Anda: belum ada") == 1
    await office.press(ketua, "1 🚫 Berhalangan")
    assert "SDMO-03" not in ketua.screen
    await office.press(ketua, "Kembali")
    assert ketua.screen.startswith("🔔 Pengingat: besok, 2 acara")
    await office.press(ketua, "1 🚫 Berhalangan")
    await office.press(ketua, "Lainnya")
    assert "mengantar anak" in await office.say(ketua, "mengantar anak")
    assert ketua.screen.count("Jawaban Anda: ✅ Hadir") == ketua.screen.count("Jawaban Anda: 🚫 Berhalangan") == 1
    assert [label for label in told.buttons if label.startswith("●") or "●" in label] == [
        "1 ● 🚫 Berhalangan",
        "2 ● ✅ Hadir",
    ]
    assert len(ketua.messages) == before + 1


async def test_two_at_the_same_hours_are_pointed_out_until_one_is_chosen(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    for line in (FIRST, SECOND.replace("13:00-15:00", "11:00-13:00")):
        await _set(office, head, line)
    await office.at("2023-10-05", 8.5)
    crossing = (
        "⚠️ Nomor 1 dan 2 berlangsung pada jam yang sama. Pilih satu; untuk yang lain tekan Berhalangan atau Diwakilkan."
    )
    assert ketua.screen.splitlines()[:2] == ["🔔 Pengingat: besok, 2 acara", crossing]
    await office.press(ketua, "1 ✅ Hadir")
    assert ketua.screen.splitlines()[1] == crossing
    await office.press(ketua, "2 🚫 Berhalangan")
    await office.press(ketua, "Sakit")
    assert ketua.screen.splitlines()[:2] == ["🔔 Pengingat: besok, 2 acara", ""]


async def test_a_message_goes_on_through_the_day_and_rings_no_more(office: Office) -> None:
    _, ketua = await _two(office)
    await office.at("2023-10-05", 8.5)
    told, count = ketua.messages[-1], len(ketua.messages)
    await office.press(ketua, "1 ✅ Hadir")
    await office.press(ketua, "2 ✅ Hadir")
    await office.at("2023-10-06", 7.9)
    assert not any("Saya sudah" in label for label in told.buttons)
    await office.at("2023-10-06", 8.1)
    assert "1. ✔️ Check-in dibuka" in told.text
    await office.press(ketua, "1 ✔️ Saya sudah di tempat")
    assert "1. ✅ Check-in tercatat pukul 08.06 (sebelum mulai)" in told.text
    assert "2. 🔔 Pukul 13.00" in told.text
    await office.at("2023-10-06", 12.1)
    await office.press(ketua, "2 ✔️ Saya sudah di tempat")
    assert told.text.count("Check-in tercatat") == 2
    await office.at("2023-10-07", 8.1)
    assert told.text.count("🙏 Terima kasih sudah hadir") == 2
    assert [label for label in told.buttons if "kuesioner" in label] == ["1 📝 Isi kuesioner", "2 📝 Isi kuesioner"]
    assert len(ketua.messages) == count
    for purpose in (Purpose.REMINDER, Purpose.CHECK_IN, Purpose.THANKS):
        rows = [row for row in await office.deliveries(purpose) if row.chat_id == ketua.id]
        assert [(row.state, row.message_id) for row in rows] == [(State.SENT, told.id)] * 2


async def test_thanks_go_with_a_question_that_rings(office: Office) -> None:
    head, ketua = await _two(office)
    await office.at("2023-10-05", 8.5)
    await office.press(ketua, "1 ✅ Hadir")
    await office.press(ketua, "2 ✅ Hadir")
    await office.at("2023-10-06", 8.6)
    await office.press(ketua, "1 ✔️ Saya sudah di tempat")
    await office.at("2023-10-06", 16)
    await office.say(head, "/absen SDMO-03")
    count = len(ketua.messages)
    other = await office.chair_of("Udanawu")
    await office.press(head, other.user.first_name)
    await office.at("2023-10-07", 8.1)
    assert len(ketua.messages) == count + 1
    asked = ketua.messages[-1]
    assert asked.text.startswith("🔔 2 kabar untuk Anda")
    assert "🙏 Terima kasih sudah hadir" in asked.text
    await office.press(ketua, "2 🤒 Sakit" if "2 🤒 Sakit" in asked.buttons else "Sakit")
    assert "Tercatat. Terima kasih sudah mengabari." in asked.text
    assert "📝 Isi kuesioner" in " ".join(asked.buttons)
    assert len(ketua.messages) == count + 1


async def test_a_move_of_one_session_leaves_the_others_their_buttons(office: Office) -> None:
    head, ketua = await _two(office)
    await office.at("2023-10-05", 8.5)
    told = ketua.messages[-1]
    await office.say(head, "/ubah SDMO-02 2023-10-09 09:00-12:00 Aula Bawaslu")
    if any("Ya, " in label for label in head.messages[-1].buttons):
        await office.press(head, "Ya, ")
    await office.settle()
    assert ketua.screen.startswith("🔁 Jadwal berubah")
    assert "09.00–12.00" not in told.text
    assert "13.00–15.00" in told.text
    assert [label[0] for label in told.buttons] == ["2"] * 3


async def test_an_answer_elsewhere_shows_in_the_message_of_the_morning(office: Office) -> None:
    _, ketua = await _two(office)
    await office.at("2023-10-05", 8.5)
    told = ketua.messages[-1]
    await office.say(ketua, "/izin SDMO-03 anak sakit")
    await office.settle()
    assert told.text.count("Jawaban Anda: 🚫 Berhalangan (anak sakit)") == 1
    assert told.text.count("Jawaban Anda: belum ada") == 1


async def test_a_question_that_is_left_gives_the_message_back(office: Office) -> None:
    _, ketua = await _two(office)
    await office.at("2023-10-05", 8.5)
    told = ketua.messages[-1]
    await office.press(ketua, "1 🚫 Berhalangan")
    await office.press(ketua, "Lainnya")
    await office.say(ketua, "/batal")
    await office.settle()
    assert told.text.startswith("🔔 Pengingat: besok, 2 acara")


@pytest.mark.parametrize(("fault", "copies"), [(Fault.reset_after, 2), (Fault.reset_before, 1)])
async def test_what_befalls_the_message_befalls_all_it_says(office: Office, fault: object, copies: int) -> None:
    _, ketua = await _two(office)
    await office.at("2023-10-05", 7.9)
    before = len(ketua.messages)
    office.sim.faults.add(fault(), method="sendMessage", chat_id=ketua.id)  # type: ignore[operator]
    await office.at("2023-10-05", 8.5)
    assert heads(list(ketua.messages[before:])) == ["🔔 Pengingat: besok, 2 acara"] * copies
    rows = [row for row in await office.deliveries(Purpose.REMINDER) if row.chat_id == ketua.id]
    assert {(row.state, row.message_id) for row in rows} == {(State.SENT, ketua.messages[-1].id)}


async def test_who_checks_in_by_location_from_among_others_gets_the_receipt_and_leaves_no_button(
    office: Office,
) -> None:
    head, ketua = await _two(office)
    await office.say(head, "/lokasi SDMO-02")
    head.send_location(*AULA)
    await office.at("2023-10-05", 8.5)
    told = ketua.messages[-1]
    await office.press(ketua, "1 ✅ Hadir")
    await office.at("2023-10-06", 8.2)
    await office.press(ketua, "1 ✔️ Saya sudah di tempat")
    ketua.send_location(*AULA)
    await office.settle()
    assert ketua.screen.startswith("✅ Check-in tercatat pukul 08.1")
    assert "1. ✅ Check-in tercatat pukul 08.1" in told.text
    assert not any("Saya sudah" in label for label in told.buttons)


async def test_who_checks_in_by_pin_from_among_others_finds_them_all_again(office: Office) -> None:
    head, ketua = await _two(office)
    await office.at("2023-10-05", 8.5)
    told, count = ketua.messages[-1], len(ketua.messages)
    await office.press(ketua, "1 ✅ Hadir")
    await office.press(ketua, "2 ✅ Hadir")
    await office.at("2023-10-06", 8.5)
    await office.say(head, "/pin SDMO-02")
    digits = (await show_pin(office.bot.ctx, head.id, 1)).pin
    await office.press(ketua, "1 ✔️ Saya sudah di tempat")
    assert told.text == "Ketik PIN 4 angka yang ditampilkan di tempat, atau pindai kode QR-nya. /batal untuk berhenti."
    await office.say(ketua, digits)
    assert "1. ✅ Check-in tercatat pukul 08.3" in told.text
    assert "SDMO-03/1" in told.text
    assert len(ketua.messages) == count


async def test_a_press_while_the_message_changes_shows_in_the_end(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await _set(office, head, FIRST)
    await _set(office, head, "/tetapkan SDMO-03 2023-10-06 09:30-11:00 Hotel Puri")
    await office.at("2023-10-05", 8.5)
    told = ketua.messages[-1]
    for number in (1, 2):
        await office.press(ketua, f"{number} ✅ Hadir")
    await office.at("2023-10-06", 8.4)

    async def _checks_in() -> None:
        """When what the message will say of the second session has been read, and is on its way."""
        await check_in(office.bot.ctx, ketua.id, 1, Proof())

    office.sim.faults.add(Fault.meanwhile(_checks_in), method="editMessageText", chat_id=ketua.id)
    await office.at("2023-10-06", 8.6)
    assert "1. ✅ Check-in tercatat pukul 08.30 (sebelum mulai)" in told.text
    assert "2. ✔️ Check-in dibuka" in told.text


@pytest.mark.begins("2023-11-01")
async def test_who_was_silent_till_the_end_is_not_asked_any_more(office: Office) -> None:
    head, member = await office.head("HPS"), await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await _set(office, head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/ulangi HPS-03 tiap minggu 3 kali")
    await office.press(head, "Ya, lanjutkan")
    await office.at("2023-11-04", 9)
    asked = member.messages[-1]
    assert asked.text.startswith("⏳ Mohon jawaban Anda: 3 acara")
    await office.at("2023-11-15", 13)
    # Whatever is pressed, the message says all of them again.
    member.press("1 ✅ Hadir", message=asked)
    await office.settle()
    assert "1. ⏳" not in asked.text
    assert "2. ⏳ Mohon jawaban Anda · Rab 22 Nov 09.00" in asked.text
    await office.at("2023-11-29", 13)
    member.press("3 ✅ Hadir", message=asked)
    await office.settle()
    assert "⏳" not in asked.text
    assert asked.buttons == []
