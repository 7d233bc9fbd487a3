"""What is prepared for a session: agenda, what to bring, the link of a meeting online."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose
from tests.office import heads
from tests.scenarios.owing.test_who_may_be_told import demoted

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
ONLINE = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 https://zoom.us/j/93412?pwd=x"


async def last_look(office: Office, head: Person) -> None:
    await office.say(head, "/tetapkan SDMO-02")
    await office.press(head, "Jum 6 Okt")
    await office.press(head, "09.00-12.00")


def buttons(person: Person) -> list[str]:
    return person.messages[-1].buttons


async def test_agenda_and_what_to_bring_are_asked_at_the_last_look_and_stand_in_invitation_and_h1(
    office: Office,
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await last_look(office, head)
    await office.say(head, "Aula Bawaslu")
    first = ["Ya, lanjutkan", "Tidak", "📅 Hari", "🕘 Jam", "📍 Tempat"]
    assert buttons(head) == [*first, "📋 Agenda", "🎒 Bawaan", "🔗 Tautan", "💬 Tambah kalimat"]
    assert "Apa agendanya?" in await office.press(head, "Agenda")
    assert "📋 Agenda: Pembukaan\nTanya <jawab>" in await office.say(head, "Pembukaan\nTanya <jawab>")
    assert buttons(head)[5] == "● 📋 Agenda"
    await office.press(head, "Bawaan")
    await office.say(head, "laptop")
    assert "🎒 Bawa: laptop" in await office.press(head, "Ya, lanjutkan")
    for day, title in (("2023-10-02", "📨 Undangan"), ("2023-10-05", "🔔 Pengingat")):
        await office.at(day, 10)
        assert ketua.screen.startswith(title)
        assert "📋 Agenda: Pembukaan\nTanya <jawab>\n🎒 Bawa: laptop" in ketua.screen


async def test_what_is_prepared_can_be_left_as_it_was_and_taken_away(office: Office) -> None:
    head = await office.head()
    await last_look(office, head)
    await office.say(head, "Aula Bawaslu")
    await office.press(head, "Bawaan")
    assert buttons(head) == ["« Kembali"]
    assert "🎒" not in (await office.press(head, "Kembali"))
    await office.press(head, "Bawaan")
    await office.say(head, "laptop")
    await office.press(head, "Bawaan")
    assert buttons(head) == ["🗑 Kosongkan", "« Kembali"]
    assert "🎒" not in (await office.press(head, "Kosongkan"))
    await office.press(head, "Agenda")
    assert "Agenda 1.001 huruf, paling banyak 1.000" in await office.say(head, "x" * 1001)
    await office.say(head, "Rapat")
    await office.press(head, "Agenda")
    assert "📋" not in (await office.say(head, " – "))
    await office.press(head, "Agenda")
    await office.say(head, "Rapat")
    assert "📋 Agenda: Rapat" in await office.press(head, "Ya, lanjutkan")


async def test_a_change_of_the_agenda_alone_is_told_once_as_such(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.say(head, "/ubah SDMO-02")
    await office.press(head, "Agenda")
    look = await office.say(head, "Pembukaan")
    assert "Kabar perubahan dikirim" in look
    assert "🔁 Diubah" in await office.press(head, "Ya, lanjutkan")
    for screen in (ketua.screen, group.screen):
        assert screen.startswith("✏️ Rincian acara diperbarui\nAgenda: ditambahkan")
        assert "📋 Agenda: Pembukaan" in screen
        assert "Jadwal berubah" not in screen
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    await office.say(head, "/ubah SDMO-02")
    await office.press(head, "Agenda")
    await office.say(head, "Pembukaan")
    assert "Tidak ada yang berubah" in await office.press(head, "Ya, lanjutkan")
    assert len(await office.deliveries(Purpose.MOVED)) == 1


async def test_a_move_keeps_what_is_prepared(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, ONLINE)
    await office.say(head, "/ubah SDMO-02")
    await office.press(head, "Agenda")
    await office.say(head, "Pembukaan")
    await office.press(head, "Ya, lanjutkan")
    await office.say(head, "/ubah SDMO-02 2023-10-06 13:00-15:00")
    assert ketua.screen.startswith("🔁 Jadwal berubah · Jum 6 Okt 13.00\nJam:")
    assert "📍 Daring\n🔗 https://zoom.us/j/93412?pwd=x\n📋 Agenda: Pembukaan" in ketua.screen
    assert "Agenda: ditambahkan" not in ketua.screen


async def test_a_meeting_online_has_its_link_in_invitation_h1_check_in_and_calendar(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, ONLINE)
    assert "📍 Daring\n🔗 https://zoom.us/j/93412?pwd=x" in ketua.screen
    await office.press(ketua, "Hadir")
    await office.say(ketua, "/kalender")
    _, file = office.sim.world.files[ketua.messages[-1].file_id]
    assert b"URL:https://zoom.us/j/93412?pwd=x" in file
    await office.at("2023-10-05", 10)
    assert ketua.screen.startswith("🔔 Pengingat")
    assert "🔗 https://zoom.us/j/93412?pwd=x" in ketua.screen
    await office.at("2023-10-06", 8.1)
    assert ketua.screen.startswith("✔️ Check-in dibuka")
    assert "🔗 https://zoom.us/j/93412?pwd=x" in ketua.screen
    assert "Setelah bergabung, tekan Saya sudah bergabung" in ketua.screen
    assert "Check-in tercatat" in await office.press(ketua, "Saya sudah bergabung")


async def test_who_meets_online_cannot_be_located(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, ONLINE)
    assert "daring" in await office.say(head, "/lokasi SDMO-02")
    head.send_location(-8.1, 112.2)
    await office.settle()
    await office.at("2023-10-06", 8.1)
    assert "Check-in tercatat" in await office.press(ketua, "Saya sudah bergabung")


async def test_a_place_that_speaks_of_zoom_without_a_link_is_asked_for_it(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await last_look(office, head)
    assert "Tautannya belum ada" in await office.say(head, "Aula Bawaslu dan Zoom")
    await office.press(head, "Tautan")
    assert "“nanti” bukan tautan" in await office.say(head, "nanti")
    assert "Tautannya belum ada" not in await office.say(head, "Klik zoom.us/j/1")
    await office.press(head, "Ya, lanjutkan")
    assert "📍 Aula Bawaslu dan Zoom\n🔗 https://zoom.us/j/1" in ketua.screen
    # In one line too, before anybody is invited.
    said = await office.say(head, "/tetapkan SDMO-02 2023-10-06 13:00-15:00 Zoom")
    assert said.startswith("Periksa dulu")
    assert "Tautannya belum ada" in said


@pytest.mark.parametrize(("place", "link"), [("Hotel Puri", False), ("Zoom", True), ("Hotel Puri zoom.us/j/2", True)])
async def test_a_meeting_online_that_gets_a_place_has_its_link_no_more(
    office: Office, place: str, *, link: bool
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, ONLINE)
    await office.say(head, f"/ubah SDMO-02 2023-10-06 09:00-12:00 {place}")
    assert ("🔗" in ketua.screen) is link


async def test_who_is_no_longer_invited_does_not_get_the_new_link(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, ONLINE)
    await demoted(office, ketua)
    await office.settle()
    assert ketua.screen.startswith("ℹ️ Undangan Anda ditarik")
    assert "🔗" not in ketua.screen


async def test_the_link_that_nobody_has_is_told_while_the_session_runs(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, ONLINE)
    await office.at("2023-10-06", 9.1)
    await office.say(head, "/ubah SDMO-02")
    await office.press(head, "Tautan")
    await office.say(head, "https://meet.google.com/abc")
    assert "Diubah" in await office.press(head, "Ya, lanjutkan")
    assert ketua.screen.startswith("✏️ Rincian acara diperbarui\nTautan: diganti")
    assert "https://meet.google.com/abc" in ketua.screen


async def test_the_agenda_that_another_head_wrote_meanwhile_is_kept(office: Office) -> None:
    head, other = await office.head(), await office.registered("Ketua Bawaslu")
    await office.say(head, SET)
    await office.say(other, "/ubah SDMO-02")
    await office.press(other, "Bawaan")
    await office.say(other, "laptop")
    await office.say(head, "/ubah SDMO-02")
    await office.press(head, "Agenda")
    await office.say(head, "Pembukaan")
    await office.press(head, "Ya, lanjutkan")
    said = await office.press(other, "Ya, lanjutkan")
    assert "baru saja diubah orang lain" in said
    assert "📋 Agenda: Pembukaan" in said
    done = await office.press(other, "Ya, lanjutkan")
    assert "📋 Agenda: Pembukaan\n🎒 Bawa: laptop" in done


async def test_a_second_link_in_the_place_stays_where_it_is(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET.replace("Aula Bawaslu", "Aula https://zoom.us/j/1 https://s.id/peta"))
    assert "📍 Aula https://s.id/peta\n🔗 https://zoom.us/j/1" in ketua.screen
    await office.say(head, "/ubah SDMO-02 2023-10-06 13:00-15:00")
    assert "📍 Aula https://s.id/peta\n🔗 https://zoom.us/j/1" in ketua.screen


async def test_forged_steps_are_refused(office: Office) -> None:
    head = await office.head()
    for before in ("", "/tetapkan SDMO-02"):
        if before:
            await office.say(head, before)
        for data in ("setm:agenda", "setm:title", "setm", "sete:agenda", "setb"):
            head.press_data(data, head.messages[-1])
            await office.settle()
            assert "tidak berlaku" in head.notes[-1][0], data
    assert heads(list(head.messages))[-1].startswith("Bimbingan")


async def test_a_sentence_of_the_heads_is_told_with_the_date_it_is_about(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    look = await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu", look=True)
    assert "Jawaban Anda: belum ada" in look
    assert "Untuk 66 orang, 1 di antaranya terdaftar di bot:" in look
    assert f"• Wonodadi: {ketua.user.first_name}" in look
    assert "📨" not in ketua.screen
    await office.press(head, "Tambah kalimat")
    assert "💬 Parkir di <belakang>" in await office.say(head, "Parkir di <belakang>")
    assert buttons(head)[-1] == "💬 Ganti kalimat"
    await office.press(head, "Ya, lanjutkan")
    assert ketua.screen.startswith("📨 Undangan · Jum 6 Okt 09.00\n💬 Parkir di <belakang>\n")
    # Who comes later reads it too; another date has words of its own, or none.
    late = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    assert "💬 Parkir di <belakang>" in late.screen
    look = await office.say(head, "/ubah SDMO-02 2023-10-06 13:00-15:00", look=True)
    assert "Jam: 09.00–12.00 WIB → 13.00–15.00 WIB" in look
    assert "💬" not in look
    await office.press(head, "Ya, lanjutkan")
    assert ketua.screen.startswith("🔁 Jadwal berubah")
    assert "💬" not in ketua.screen
    # Undone, the earlier date is told in its own words.
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    assert "💬 Parkir di <belakang>" in ketua.screen
    await office.say(head, "/ubah SDMO-02")
    await office.press(head, "Tetap:")
    await office.press(head, "Tetap:")
    await office.press(head, "Tetap:")
    await office.press(head, "Tambah kalimat")
    assert "Kalimat Anda 301 huruf, paling banyak 300" in await office.say(head, "x" * 301)


@pytest.mark.parametrize(
    ("word", "asked", "said", "shown"),
    [
        ("tempat", "Di mana?", "Hotel Puri", "Aula Bawaslu → Hotel Puri"),
        ("lokasi:", "Di mana?", "Hotel Puri", "Aula Bawaslu → Hotel Puri"),
        ("jam", "Jam berapa?", "13.00-15.00", "13.00–15.00 WIB"),
        ("selesai", "Jam berapa?", "13.00-15.00", "13.00–15.00 WIB"),
        ("tanggal", "6 Oktober", "9 Oktober 2023", "Senin, 9 Oktober 2023"),
        ("agenda", "Apa agendanya?", "Pembukaan", "📋 Agenda: Pembukaan"),
        ("bawaan", "dibawa", "laptop", "🎒 Bawa: laptop"),
        ("tautan", "tautan", "https://zoom.us/j/93412?pwd=x", "zoom.us/j/93412"),
    ],
)
async def test_what_is_to_be_another_and_is_not_said_is_asked_for(
    office: Office, word: str, asked: str, said: str, shown: str
) -> None:
    head = await office.head()
    await office.say(head, SET)
    question = await office.say(head, f"/ubah SDMO-02 {word}")
    assert asked.casefold() in question.casefold()
    look = await office.say(head, said)
    assert shown in look.replace("<s>", "").replace("</s>", "")
    assert "Ya, lanjutkan" in buttons(head)
    done = await office.press(head, "Ya, lanjutkan")
    assert done.startswith("🔁 Diubah")
    # All else stays as it was.
    sheet = await office.say(head, "/kegiatan SDMO-02")
    for stays, changed in (
        ("6 Oktober 2023", "tanggal"),
        ("09.00–12.00", "jam selesai"),
        ("Aula Bawaslu", "tempat lokasi:"),
    ):
        assert word in changed.split() or stays in sheet
