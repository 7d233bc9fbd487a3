from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.services.door.venue_code import show_pin
from bot.storage.models import AuditEntry, Invitation
from tests.office import WIB

if TYPE_CHECKING:
    from bot.simulator.people import Person
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
AULA = (-8.1287, 112.2206)
NEAR = (-8.1290, 112.2210)
FAR = (-8.2000, 112.3000)


async def _came(office: Office) -> list[tuple[str, bool]]:
    query = (
        select(Invitation.check_in_how, Invitation.substitute_came)
        .where(Invitation.checked_in_at.is_not(None))
        .order_by(Invitation.id)
    )
    return await office.bot.db.query(lambda connection: [(row[0], row[1]) for row in connection.execute(query)])


async def _pin(office: Office, clerk: object) -> str:
    await office.say(clerk, "/pin SDMO-02")  # type: ignore[arg-type]
    shown = clerk.messages[-1]  # type: ignore[attr-defined]
    assert shown.attachment == "photo"
    found = re.search(r"(\d) (\d) (\d) (\d)", shown.text)
    assert found is not None
    return "".join(found.groups())


async def test_a_pin_of_another_day_says_that_it_will_be_over_by_then(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    early = "⚠️ Acaranya Jumat, 6 Oktober 2023: PIN ini sudah tidak berlaku saat itu. Minta lagi pada hari acara."
    await _pin(office, head)
    assert early in head.messages[-1].text
    await office.at("2023-10-06", 8.05)
    await _pin(office, head)
    assert early not in head.messages[-1].text


async def test_the_button_of_the_day_comes_an_hour_before_to_whoever_may_come(office: Office) -> None:
    head = await office.head()
    comes, silent, declined = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat")]
    await office.say(head, SET)
    await office.press(comes, "Hadir")
    await office.say(declined, "/izin SDMO-02 sakit")
    await office.at("2023-10-06", 7.9)
    assert not comes.screen.startswith("✔️")
    comes.press_data("ci:1", comes.messages[-1])
    await office.settle()
    assert "dibuka satu jam sebelum" in comes.notes[-1][0]
    await office.at("2023-10-06", 8.05)
    assert comes.screen.startswith("✔️ Check-in dibuka")
    assert silent.screen.startswith("✔️ Check-in dibuka")
    assert not declined.screen.startswith("✔️")
    assert "Check-in tercatat pukul 08.03 (sebelum mulai)" in await office.press(comes, "Saya sudah di tempat")
    await office.at("2023-10-06", 9.5)
    # Came without having answered.
    assert "(terlambat)" in await office.press(silent, "Saya sudah di tempat")
    # The message that opened it is the receipt, also where the button is pressed twice.
    shown = len(comes.messages)
    comes.press_data("ci:1", comes.messages[-1])
    await office.settle()
    assert (len(comes.messages), comes.screen.split("\n")[0]) == (
        shown,
        "✅ Check-in tercatat pukul 08.03 (sebelum mulai)",
    )
    assert comes.notes[-1] == ("Anda sudah tercatat hadir pukul 08.03.", False)
    assert "✅ Anda tercatat hadir pukul 08.03." in await office.say(comes, "/hadir SDMO-02")
    assert await _came(office) == [("tombol", False), ("tombol", False)]


async def test_what_came_before_asks_nobody_any_more_who_is_checked_in_by_the_button(office: Office) -> None:
    head = await office.head()
    ketua = await office.chair_of()
    await office.say(head, SET)
    await office.settle()
    invited = ketua.messages[-1]
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 8.05)
    opened = ketua.messages[-1]
    assert opened.id != invited.id
    assert "● ✅ Hadir" in invited.buttons
    await office.press(ketua, "Saya sudah di tempat")
    await office.settle()
    assert opened.text.startswith("✅ Check-in tercatat pukul 08.03")
    assert not any("Hadir" in one or "Berhalangan" in one for one in [*invited.buttons, *opened.buttons])
    assert "✅ Anda tercatat hadir pukul 08.03." in invited.text


@pytest.mark.handler("door.checkin")
async def test_a_door_in_whatever_told_of_it_is_shut_when_it_is_over(office: Office) -> None:
    head = await office.head()
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    udanawu = await office.chair_of("Udanawu")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, kasek.user.first_name)
    await office.at("2023-10-06", 8.5)
    await office.say(head, "/ubah SDMO-02/1 tempat Hotel Puri")
    srengat = await office.chair_of("Srengat")
    open_ = [one.messages[-1] for one in (kasek, udanawu, srengat)]
    for message in open_:
        assert any("di tempat" in label for label in message.buttons), message.text
    await office.at("2023-10-06", 12.5)
    for message in open_:
        assert message.buttons == [], message.text
        assert "Check-in sudah dibuka" not in message.text


async def test_with_a_place_only_those_near_it_check_in(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    assert "Kirim lokasi tempat" in await office.say(head, "/lokasi SDMO-02")
    assert "bukan teks" in await office.say(head, "Aula")
    for nowhere in ((91, 112), (-8, 181)):
        head.send_location(*nowhere)
        await office.settle()
        assert head.screen.startswith(f"Titik {nowhere[0]}, {nowhere[1]} tidak ada di peta")
    head.send_location(*AULA)
    await office.settle()
    assert "tersimpan" in head.screen
    await office.at("2023-10-06", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    assert [one["text"] for one in ketua.messages[-1].reply_buttons] == ["📍 Kirim lokasi saya"]
    ketua.send_location(*FAR)
    await office.settle()
    assert ketua.screen.startswith("Lokasi Anda masih 12 km dari tempat acara.")
    # Nobody shows a PIN here: there is none to type.
    assert "PIN" not in ketua.screen
    ketua.send_location(-90.5, 112)
    await office.settle()
    assert ketua.screen.startswith("Titik -90.5, 112 tidak ada di peta")
    ketua.send_location(*NEAR)
    await office.settle()
    assert "Check-in tercatat" in ketua.screen
    assert await _came(office) == [("lokasi", False)]


async def _with_a_place(office: Office, head: Person) -> None:
    await office.say(head, SET)
    await office.say(head, "/lokasi SDMO-02")
    head.send_location(*AULA)
    await office.settle()


@pytest.mark.parametrize(("place", "said"), [("Aula Bawaslu lantai 2", True), ("Daring", False)])
async def test_a_head_reads_that_another_place_is_not_on_the_map_yet(office: Office, place: str, *, said: bool) -> None:
    head = await office.head()
    await _with_a_place(office, head)
    lost = "📍 Tempatnya berubah: titik check-in SDMO-02/1 tidak berlaku lagi, jadi check-in tidak dibatasi jarak."
    look = await office.say(head, f"/ubah SDMO-02/1 tempat {place}", look=True)
    assert (lost in look) is said
    assert (lost in await office.press(head, "Ya")) is said
    assert "titik check-in" not in await office.say(head, "/ubah SDMO-02/1 tempat Hotel Puri", look=True)


async def test_of_a_series_those_are_named_that_are_not_on_the_map_any_more(office: Office) -> None:
    head = await office.head()
    await _with_a_place(office, head)
    await office.say(head, "/ulangi SDMO-02/1 tiap bulan 2 kali")
    await office.press(head, "Ya")
    await office.say(head, "/lokasi SDMO-02/2")
    head.send_location(*AULA)
    await office.settle()
    assert "titik check-in SDMO-02/1 tidak" in await office.say(head, "/ubah SDMO-02/1 tempat Hotel Puri")
    assert "titik check-in SDMO-02/2 tidak" in await office.press(head, "Ubah juga 2 berikutnya")


@pytest.mark.parametrize("change", ["tempat Hotel Puri", "jam 09.30-12.00"])
async def test_whoever_checks_in_must_be_near_the_place_that_holds_again(office: Office, change: str) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await _with_a_place(office, head)
    await office.at("2023-10-06", 8.2)
    await office.say(head, f"/ubah SDMO-02/1 {change}")
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    await office.press(ketua, "Saya sudah di tempat")
    ketua.send_location(*FAR)
    await office.settle()
    assert ketua.screen.startswith("Lokasi Anda masih 12 km dari tempat acara.")
    ketua.send_location(*NEAR)
    await office.settle()
    assert "Check-in tercatat" in ketua.screen


async def test_the_pin_shown_at_the_venue_is_good_there_and_then_only(office: Office) -> None:
    head, ketua, second = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.say(head, SET)
    await office.at("2023-10-06", 8.5)
    digits = await _pin(office, head)
    await office.press(ketua, "Saya sudah di tempat")
    assert "PIN 4 angka" in ketua.screen
    wrong = f"{(int(digits) + 1) % 10_000:04d}"
    assert "keliru atau sudah berganti" in await office.say(ketua, wrong)
    assert "Check-in tercatat" in await office.say(ketua, digits)
    await office.at("2023-10-06", 8.8)
    await office.press(second, "Saya sudah di tempat")
    assert "keliru atau sudah berganti" in await office.say(second, digits)
    for _ in range(4):
        await office.say(second, wrong)
    assert "Terlalu banyak PIN keliru" in await office.say(second, await _pin(office, head))
    assert await _came(office) == [("pin", False)]
    query = select(AuditEntry).where(AuditEntry.action == "check_in.wrong_pin")
    assert len(await office.bot.db.query(lambda connection: connection.execute(query).all())) == 6


async def test_the_pin_is_taken_where_nobody_asked_for_it_as_the_sheet_at_the_venue_says(office: Office) -> None:
    head, ketua, second = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.say(head, SET)
    await office.at("2023-10-06", 8.5)
    digits = await _pin(office, head)
    assert "mengetik PIN ini di chat bot" in head.messages[-1].text
    wrong = f"{(int(digits) + 1) % 10_000:04d}"
    assert "keliru atau sudah berganti" in await office.say(ketua, wrong)
    assert "Check-in tercatat" in await office.say(ketua, " ".join(digits))
    assert await _came(office) == [("pin", False)]
    # Who is recorded is not asked for it, nor is it taken once it is over.
    assert "belum mengerti" in await office.say(ketua, digits)
    await office.at("2023-10-06", 12.1)
    assert "belum mengerti" in await office.say(second, digits)


async def test_the_qr_code_of_the_venue_checks_in_by_a_link(office: Office) -> None:
    head, ketua, stranger = await office.head(), await office.chair_of(), office.stranger()
    await office.say(head, SET)
    await office.at("2023-10-06", 8.5)
    await _pin(office, head)
    shown = await show_pin(office.bot.ctx, head.id, 1)
    assert "sudah tidak berlaku" in await office.say(ketua, f"/start c1-{'0' * 16}")
    assert "Check-in tercatat" in await office.say(ketua, f"/start c1-{shown.token}")
    assert "tidak termasuk undangan" in await office.say(head, f"/start c1-{shown.token}")
    assert "sesudah terdaftar, pindai sekali lagi" in await office.say(stranger, f"/start c1-{shown.token}")
    assert stranger.messages[-1].reply_buttons[0]["text"] == "Bagikan nomor"
    assert await _came(office) == [("qr", False)]


@pytest.mark.handler("door.clerk")
async def test_the_clerk_taps_names_and_takes_back_a_slip(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    assert "dibuka satu jam sebelum" in await _tap(office, head, ketua.user.first_name)
    await office.at("2023-10-06", 9.1)
    assert "Dicatat hadir" in await _tap(office, head, ketua.user.first_name)
    assert "1 dari 66 sudah hadir" in head.screen
    assert await _came(office) == [("petugas", False)]
    await _tap(office, head, ketua.user.first_name)
    assert f"Hapus kehadiran {ketua.user.first_name} dari daftar?" in head.screen
    assert "dicatat petugas" in head.screen
    await office.press(head, "Tidak jadi")
    assert "1 dari 66 sudah hadir" in head.screen
    await office.press(head, ketua.user.first_name)
    await office.press(head, "Ya, hapus kehadiran")
    assert "Kehadiran dihapus" in head.notes[-1][0]
    assert await _came(office) == []
    assert "petugas Bawaslu" in await office.say(ketua, "/absen SDMO-02")
    assert "petugas Bawaslu" in await office.say(ketua, "/pin SDMO-02")
    ketua.press_data("cl:1:1:0:0:1", ketua.messages[-1])
    await office.settle()
    assert "petugas Bawaslu" in ketua.notes[-1][0]


async def test_the_groups_card_counts_whom_the_clerk_ticks(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi")
    await office.say(head, SET)
    await office.at("2023-10-06", 8.5)
    await _tap(office, head, ketua.user.first_name)
    assert "Sudah check-in: 1" in group.screen
    await _tap(office, head, ketua.user.first_name)
    await office.press(head, "Ya, hapus kehadiran")
    assert "Sudah check-in" not in group.screen


async def test_a_clerks_tap_takes_nobodys_own_check_in_away(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.at("2023-10-06", 8.5)
    await office.say(head, "/absen SDMO-02")
    await office.press(ketua, "Saya sudah di tempat")
    await office.press(head, ketua.user.first_name)
    assert f"{ketua.user.first_name} sudah tercatat hadir pukul 08.3" in head.notes[-1][0]
    assert "check-in sendiri dengan tombol" in head.notes[-1][0]
    assert await _came(office) == [("tombol", False)]
    await office.press(head, ketua.user.first_name)
    assert "dari ponselnya sendiri" in head.screen
    assert await _came(office) == [("tombol", False)]


@pytest.mark.parametrize("beside", ["", "/tetapkan SDMO-03 2023-10-06 13:00-15:00 Hotel Puri"])
@pytest.mark.parametrize("reminded", [True, False])
async def test_whose_check_in_a_clerk_takes_back_reads_so_and_can_check_in(
    office: Office, beside: str, *, reminded: bool
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    if beside:
        await office.say(head, beside)
        await office.press(head, "Ya, ")
    if not reminded:
        await office.at("2023-10-05", 7.9)
        await office.lose()
        await office.at("2023-10-06", 8.2)
        await office.come_back()
    await office.at("2023-10-06", 8.5)
    await office.press(ketua, "✔️ Saya sudah di tempat")
    assert not ketua.can_press("Saya sudah di tempat")
    await office.say(head, "/absen SDMO-02")
    await office.press(head, ketua.user.first_name)
    await office.press(head, "Ya, hapus")
    assert not any("✅ Check-in" in message.text for message in ketua.messages)
    await office.press(ketua, "✔️ Saya sudah di tempat")
    assert await _came(office) == [("tombol", False)]


async def test_two_clerks_who_tap_one_name_mark_it_and_neither_takes_back_what_the_other_did(office: Office) -> None:
    head, second, ketua = await office.head(), await office.admin(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.at("2023-10-06", 8.5)
    for clerk in (head, second):
        await office.say(clerk, "/absen SDMO-02")
    for clerk in (head, second):
        await office.press(clerk, ketua.user.first_name)
    assert await _came(office) == [("petugas", False)]
    # Both are asked; what one takes back and the person enters anew is not the other's to take.
    for clerk in (head, second):
        await office.press(clerk, ketua.user.first_name)
    await office.press(head, "Ya, hapus kehadiran")
    await office.press(ketua, "Saya sudah di tempat")
    await office.press(second, "Ya, hapus kehadiran")
    assert "sudah berubah" in second.notes[-1][0]
    assert await _came(office) == [("tombol", False)]


async def _tap(office: Office, clerk: object, name: str) -> str:
    await office.say(clerk, "/absen SDMO-02")  # type: ignore[arg-type]
    await office.press(clerk, name)  # type: ignore[arg-type]
    return clerk.notes[-1][0]  # type: ignore[attr-defined, no-any-return]


async def test_a_substitute_checks_in_for_whom_they_stand_in(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.at("2023-11-08", 8.5)
    assert not any(message.text.startswith("✔️") for message in kordiv.messages)
    shown = await office.press(ketua, "Saya sudah di tempat")
    assert f"Hadir mewakili {kordiv.user.first_name}" in shown
    assert await _came(office) == [("tombol", True)]


async def test_the_silent_are_asked_again_by_day_three_times_at_most_and_not_after_answering(office: Office) -> None:
    head, silent, answers = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.say(head, "/tetapkan SDMO-03 2023-10-18 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-05", 9)
    await office.press(answers, "Hadir")
    await office.at("2023-10-17", 19)
    asked = [call.at for call in office.sim.calls("sendMessage", silent.id) if call.text.startswith("⏳")]
    local = [f"{at.astimezone(WIB):%d %H.%M}" for at in asked]
    assert local == ["04 08.00", "15 08.00", "17 18.30"]
    assert sum(call.text.startswith("⏳") for call in office.sim.calls("sendMessage", answers.id)) == 1
    rows = [row for row in await office.deliveries(Purpose.NUDGE) if row.state is State.SENT]
    assert len(rows) == 4


async def test_a_place_sent_unasked_checks_in_while_that_is_open(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.say(head, "/lokasi SDMO-02")
    head.send_location(*AULA)
    await office.settle()
    ketua.send_location(*NEAR)
    await office.settle()
    assert "saat check-in dibuka" in ketua.screen
    await office.at("2023-10-06", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    assert ketua.keyboard == ["📍 Kirim lokasi saya"]
    await office.say(ketua, "/batal")
    assert ketua.keyboard == []
    ketua.send_location(*FAR)
    await office.settle()
    assert ketua.screen.startswith("Lokasi Anda masih 12 km dari tempat acara.")
    ketua.send_location(*NEAR)
    await office.settle()
    assert "Check-in tercatat" in ketua.screen
    assert await _came(office) == [("lokasi", False)]


async def test_who_says_to_be_where_it_was_to_be_is_not_at_the_new_place(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.at("2023-10-06", 8.2)
    await office.say(head, "/ubah SDMO-02/1 2023-10-06 09:00-12:00 Hotel Puri")
    # As they have it before their eyes when they press.
    ketua.press_data("ci:1:1", ketua.messages[-1])
    await office.settle()
    assert ketua.notes[-1][0] == "SDMO-02/1 pindah ke Hotel Puri – tekan lagi setelah Anda di sana."
    assert await _came(office) == []
    await office.press(ketua, "Saya sudah di tempat")
    assert await _came(office) == [("tombol", False)]
