"""Second thoughts: what waits is taken back unread, what was told is told once more, and a kill in between loses nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.storage.models import AuditEntry, Session

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
MOVE = "/ubah SDMO-02/1 2023-10-06 13:00-15:00"
HOLD = timedelta(seconds=100)


async def holding(office: Office) -> tuple[Person, Person]:
    """The office holds what it sends for two minutes, as offices do; its head, and a chair of a kecamatan."""
    office.settings = office.settings.model_copy(update={"hold_seconds": 120})
    await office.restart(kill=False)
    return await office.head(), await office.chair_of()


async def test_what_waits_leaves_after_two_minutes_once_also_after_a_kill(office: Office) -> None:
    head, ketua = await holding(office)
    before = len(ketua.messages)
    said = await office.say(head, SET)
    assert "Dikirim pukul 08.03" in said
    assert "Dapat diurungkan sampai pukul 08.11" in said
    assert "Untuk 66 orang, 1 di antaranya terdaftar di bot" in await office.press(head, "Pesan dan penerima")
    assert "Untuk" not in ketua.screen
    await office.restart()
    # Whoever registers meanwhile hears of it no sooner.
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    assert await office.deliveries(Purpose.INVITATION, State.SENT) == []
    await office.clock.advance(HOLD)
    assert len(await office.deliveries(Purpose.INVITATION, State.SENT)) == 2
    assert len(ketua.messages) == before + 1
    assert "Undangan" in ketua.screen
    assert "Undangan" in member.screen
    # The reminder comes once all the same.
    await office.at("2023-10-05", 9)
    assert len(await office.deliveries(Purpose.REMINDER, State.SENT)) == 2


@pytest.mark.handler("meetings.undoing")
async def test_a_date_that_is_taken_back_while_it_waits_is_never_told(office: Office) -> None:
    head, ketua = await holding(office)
    before = len(ketua.messages)
    await office.say(head, SET)
    said = await office.press(head, "Batalkan pengiriman")
    assert said == "↩️ SDMO-02/1 diurungkan. Tidak ada yang sempat menerima kabarnya."
    # It can be set anew, something of it another, and sent without waiting.
    assert "Jumat, 6 Oktober 2023" in await office.press(head, "Tetapkan lagi")
    await office.press(head, "Tempat")
    await office.say(head, "Balai Bawaslu")
    await office.press(head, "Ya, lanjutkan")
    await office.press(head, "Kirim sekarang")
    await office.settle()
    assert len(ketua.messages) == before + 1
    assert "Balai Bawaslu" in ketua.screen
    # It was moved, and moved back unread; then moved again.
    await office.say(head, MOVE.replace("/1", "/2"))
    assert "jadwal semula berlaku. Tidak ada yang" in await office.press(head, "Batalkan pengiriman")
    assert head.messages[-1].buttons == ["✏️ Ubah"]
    await office.say(head, "/batalkan SDMO-02/2 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    assert "tetap dilaksanakan. Tidak ada yang" in await office.press(head, "Batalkan pengiriman")
    await office.clock.advance(timedelta(minutes=30))
    assert len(ketua.messages) == before + 1
    await office.say(head, MOVE.replace("/1", "/2").replace("13:00-15:00", "14:00-16:00"))
    await office.press(head, "Kirim sekarang")
    await office.settle()
    assert len(ketua.messages) == before + 2
    assert "09.00–12.00 WIB → 14.00–16.00 WIB" in ketua.screen.replace("<s>", "")
    async with office.outside.read() as session:
        actions = (await session.execute(select(AuditEntry.action).order_by(AuditEntry.id))).scalars().all()
        assert (await session.execute(select(Session.revision).order_by(Session.id))).scalars().all() == [2, 6]
    assert [one for one in actions if one.startswith("session.")].count("session.undo") == 3


async def test_those_who_were_told_hear_once_what_holds_again(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    late = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.press(late, "Berhalangan")
    await office.press(late, "Sakit")
    await office.say(head, MOVE)
    seen, posted = len(ketua.messages), len(group.messages)
    assert "Urungkan perubahan SDMO-02/1? 2 orang sudah diberi tahu" in await office.press(head, "Urungkan")
    assert "2 orang yang sudah menerima" in await office.press(head, "Ya, urungkan")
    assert len(ketua.messages) == seen + 1
    assert len(group.messages) == posted + 1
    assert "13.00–15.00 WIB" in ketua.screen
    assert "09.00–12.00 WIB" in ketua.screen
    # They had declined what holds again: it is no other schedule that they might come to.
    assert "Jawaban Anda: 🚫 Berhalangan (sakit)" in late.screen
    assert "Sebelum perubahan ini" not in late.screen
    # What was undone is not undone again: what stands above is of an older revision, and has lost its button by itself.
    assert not head.can_press("Urungkan")
    head.press_data("undo:1:1", head.messages[-1])
    await office.settle()
    assert head.notes[-1][0] == "SDMO-02/1 sudah berubah lagi sejak itu. Lihat keadaannya dengan /kegiatan"
    await office.say(head, "/batalkan SDMO-02/1 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    assert "dibatalkan" in ketua.screen.casefold()
    assert "dibatalkan" in group.screen.casefold()
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    assert "Pembatalannya dicabut" in ketua.screen
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    assert "Pembatalannya dicabut" in late.screen
    assert "SDMO-02/1" in group.screen
    assert "dibatalkan" not in group.screen.casefold()
    seen = len(ketua.messages)
    # As ever from here: the reminder once, and a real change.
    await office.at("2023-10-05", 9)
    assert len(ketua.messages) == seen + 1
    await office.say(head, MOVE)
    assert len(ketua.messages) == seen + 2


async def test_after_ten_minutes_or_another_change_nothing_is_undone(office: Office) -> None:
    head, other = await office.head(), await office.registered("Ketua Bawaslu")
    await office.say(head, SET)
    shown = head.messages[-1]
    await office.say(head, MOVE)
    assert shown.text.startswith("📌 Keadaan ")
    assert shown.buttons == ["✏️ Ubah"]
    # Pressed at that very moment.
    head.press_data("undo:1:1", shown)
    await office.settle()
    assert head.notes[-1][0] == "SDMO-02/1 sudah berubah lagi sejak itu. Lihat keadaannya dengan /kegiatan"
    await office.clock.advance(timedelta(minutes=11))
    assert not head.can_press("Urungkan")
    head.press_data("undo:1:2", head.messages[-1])
    await office.settle()
    assert head.notes[-1][0] == "SDMO-02/1 tidak dapat diurungkan lagi: lebih dari 10 menit. Pakai /ubah atau /batalkan"
    # What stands there then is what holds.
    assert head.messages[-1].text.startswith("📌 Keadaan ")
    assert "13.00–15.00 WIB" in head.messages[-1].text
    assert not any("Urungkan" in label for label in head.messages[-1].buttons)
    # Nobody but who manages.
    ketua = await office.chair_of()
    for forged in ("undo:1:2", "undo:1:2:1", "undn:1:2", "undo:1", "undo:99:1"):
        ketua.press_data(forged, ketua.messages[-1])
        await office.settle()
        other.press_data(forged.replace(":2", ":7"), other.messages[-1])
        await office.settle()
    async with office.outside.read() as session:
        assert (await session.execute(select(Session.revision))).scalar_one() == 2


async def test_what_another_head_made_of_it_meanwhile_stands_where_undoing_was_asked_about(office: Office) -> None:
    head, other, ketua = await office.head(), await office.registered("Ketua Bawaslu"), await office.chair_of()
    await office.say(head, SET)
    set_, seen = head.messages[-1], len(ketua.messages)
    await office.say(head, MOVE)
    await office.press(head, "Urungkan")
    asked = head.messages[-1]
    assert asked.text.startswith("Urungkan perubahan")
    await office.say(other, "/ubah SDMO-02/1 24 Oktober 2023 jam 10 sampai 12 Hotel Puri")
    for label in ("Ya, lanjutkan", "Ya, lanjutkan"):
        if other.can_press(label):
            await office.press(other, label)
    assert len(ketua.messages) > seen
    assert asked.text.startswith("📌 Keadaan ")
    assert "24 Oktober 2023" in asked.text
    await office.say(other, "/batalkan SDMO-02/1 hujan")
    await office.press(other, "Ya, batalkan sesi")
    await office.clock.advance(timedelta(minutes=30))
    assert "Tidak jadi" not in asked.text
    assert set_.text.startswith("📌 Keadaan 2 Okt ")


async def test_what_stood_above_says_that_it_is_called_off(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    shown = head.messages[-1]
    await office.say(head, "/batalkan SDMO-02/1 hujan")
    await office.press(head, "Ya, batalkan sesi")
    assert "SDMO-02/1 dibatalkan" in shown.text.split("\n")[0]
    assert shown.buttons == []


async def test_an_undone_cancellation_says_so_to_all_who_had_read_it(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, SET)
    invitation = ketua.messages[-1]
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, kasek.user.first_name)
    await office.say(head, "/batalkan SDMO-02/1 hujan")
    await office.press(head, "Ya, batalkan sesi")
    await office.clock.advance(timedelta(minutes=2))
    assert invitation.text.startswith("❌ SDMO-02/1 dibatalkan")
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    await office.clock.advance(timedelta(minutes=2))
    for one in (ketua, kasek):
        assert "Pembatalannya dicabut" in one.screen
        assert not any(message.text.startswith("❌ SDMO-02/1") for message in one.messages)
    assert invitation.text.startswith("↩️ SDMO-02/1 tetap dilaksanakan.")


async def test_who_has_not_read_that_an_early_session_is_later_hears_at_night_that_it_is_off(office: Office) -> None:
    head, ketua = await holding(office)
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 06:00-08:00 Aula Bawaslu")
    await office.clock.advance(HOLD)
    await office.at("2023-10-05", 22)
    await office.say(head, "/ubah SDMO-02 2023-10-07 09:00-12:00")
    shown = await office.press(head, "Ya, lanjutkan")
    assert "⏳ Dikirim pukul 22.02." in shown
    assert "📤 Kirim sekarang" in head.messages[-1].buttons
    await office.say(head, "/batalkan SDMO-02 banjir")
    await office.press(head, "Ya, batalkan sesi")
    await office.clock.advance(HOLD)
    await office.settle()
    assert ketua.screen.startswith("❌ Dibatalkan")


async def test_at_night_nothing_is_offered_to_be_sent_now(office: Office) -> None:
    head, ketua = await holding(office)
    await office.say(head, SET)
    await office.clock.advance(HOLD)
    await office.at("2023-10-03", 22)
    before = len(ketua.messages)
    shown = await office.say(head, "/ubah SDMO-02 jam 10:00-12:00")
    assert "\n🌙 Dikirim pukul 05.00, setelah jam tenang.\n" in shown
    buttons = head.messages[-1].buttons
    assert "📤 Kirim sekarang" not in buttons
    assert "✋ Batalkan pengiriman" in buttons
    # One that stands above offers it all the same.
    head.press_data("undn:1:2", head.messages[-1])
    await office.settle()
    assert "Dikirim sekarang" not in head.screen
    assert "🌙 Dikirim pukul 05.00, setelah jam tenang." in head.screen
    assert len(ketua.messages) == before


async def test_who_is_about_to_leave_hears_at_once_that_it_is_later(office: Office) -> None:
    head, ketua = await holding(office)
    await office.say(head, SET)
    await office.at("2023-10-06", 8.2)
    shown = await office.say(head, "/ubah SDMO-02 jam 13:00-15:00")
    assert "Dikirim pukul" not in shown
    assert ketua.screen.startswith("🔁 Jadwal berubah")


async def test_a_move_that_was_undone_is_no_former_date_of_the_sheet(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.say(head, MOVE)
    assert "↳ semula Jumat, 6 Oktober 2023 · 09.00–12.00 WIB · Aula Bawaslu" in await office.say(
        head, "/kegiatan SDMO-02"
    )
    await office.say(head, "/ubah SDMO-02/1 jam 14-16")
    await office.press(head, "Urungkan")
    said = await office.say(head, "/kegiatan SDMO-02")
    assert said.count("↳ semula") == 1
    assert "↳ sempat Jumat, 6 Oktober 2023 · 14.00–16.00 WIB · Aula Bawaslu, lalu kembali" in said


@pytest.mark.parametrize("change", ["/ubah SDMO-02/1 2023-10-07 13:00-15:00 Hotel", "/batalkan SDMO-02 banjir"])
async def test_whoever_was_shown_a_change_that_waits_hears_that_it_is_taken_back(office: Office, change: str) -> None:
    head, ketua = await holding(office)
    asks = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    unaware = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    everybody = (ketua, asks, unaware)
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=12))
    await office.say(head, change)
    await office.press(head, "Ya, batalkan sesi" if "batal" in change else "Ya, ")
    await office.press(ketua, "Hadir")
    await office.say(asks, "/hadir")
    before = [len(one.messages) for one in everybody]
    assert "2 orang sudah diberi tahu" in await office.press(head, "Batalkan pengiriman")
    await office.press(head, "Ya, urungkan")
    await office.clock.advance(timedelta(minutes=20))
    assert [len(one.messages) - count for one, count in zip(everybody, before, strict=True)] == [1, 1, 0]
    for one in everybody:
        assert "6 Oktober 2023" in one.screen
        assert "✅ Hadir" in one.messages[-1].buttons
        assert "Jawaban Anda: belum ada" in one.screen


async def test_who_is_left_out_while_a_move_waits_reads_the_date_that_they_know(office: Office) -> None:
    head, ketua = await holding(office)
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=12))
    await office.say(head, "/ubah SDMO-02/1 2023-10-07 13:00-15:00 Hotel")
    await office.say(head, f"/keluarkan SDMO-02/1 {ketua.user.first_name}")
    await office.press(head, "Ya, keluarkan")
    await office.clock.advance(timedelta(minutes=12))
    assert "Undangan Anda ditarik" in ketua.screen
    assert "Jumat, 6 Oktober 2023" in ketua.screen
    assert "7 Oktober" not in ketua.screen


@pytest.mark.parametrize("change", ["/ubah SDMO-02/1 2023-10-07 13:00-15:00 Hotel", "/batalkan SDMO-02 banjir"])
async def test_a_card_says_no_sooner_than_its_group_is_told(office: Office, change: str) -> None:
    head, ketua = await holding(office)
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=12))
    card = group.messages[-1]
    assert "Jumat, 6 Oktober 2023" in card.text
    for taken_back in (True, False):
        await office.say(head, change)
        await office.press(head, "Ya, batalkan sesi" if "batal" in change else "Ya, ")
        await office.clock.advance(timedelta(minutes=1))
        assert "Jumat, 6 Oktober 2023" in card.text
        assert "✅ Hadir" in card.buttons
        if taken_back:
            assert "Tidak ada yang sempat" in await office.press(head, "Batalkan pengiriman")
            await office.clock.advance(timedelta(minutes=20))
            assert group.messages[-1] is card
            assert "✅ Hadir" in card.buttons
    await office.clock.advance(timedelta(minutes=2))
    assert card.buttons == []


@pytest.mark.parametrize(
    ("change", "asked", "told"),
    [
        ("/ubah SDMO-02/1 2023-10-07 13:00-15:00", "/jadwal", 1),
        ("/ubah SDMO-02/1 2023-10-07 13:00-15:00", "/jadwal gambar", 1),
        # Of a week in which it is not, of a place that does not stand there, of what is not there any more.
        ("/ubah SDMO-02/1 2023-10-07 13:00-15:00", "/jadwal hariini", 0),
        ("/ubah SDMO-02/1 2023-10-06 09:00-12:00 Hotel Puri", "/jadwal", 0),
        ("/ubah SDMO-02/1 2023-10-06 09:00-12:00 Hotel Puri", "/kegiatan SDMO-02", 1),
        ("/ubah SDMO-02/1 2023-10-06 09:00-12:00 Hotel Puri", "/kegiatan HPS-01", 0),
        ("/batalkan SDMO-02 banjir", "/jadwal", 0),
        ("/batalkan SDMO-02 banjir", "/kegiatan SDMO-02", 1),
        ("/batalkan SDMO-02 banjir", "/hadir SDMO-02", 1),
    ],
)
async def test_only_who_was_shown_what_waits_hears_that_it_is_taken_back(
    office: Office, change: str, asked: str, told: int
) -> None:
    head, ketua = await holding(office)
    await office.say(head, SET)
    await office.say(head, "/tetapkan HPS-01 2023-10-02 13:00-15:00 Aula Bawaslu")
    await office.clock.advance(timedelta(minutes=12))
    await office.say(head, change)
    if "Hotel" not in change:
        await office.press(head, "Ya, batalkan sesi" if "batal" in change else "Ya, ")
    await office.say(ketua, asked)
    before = len(ketua.messages)
    await office.press(head, "Batalkan pengiriman")
    if told:
        await office.press(head, "Ya, urungkan")
    await office.clock.advance(timedelta(minutes=20))
    assert len(ketua.messages) - before == told
    assert not told or "6 Oktober 2023" in ketua.screen


async def test_a_group_that_was_shown_a_move_that_waits_hears_that_it_is_taken_back(office: Office) -> None:
    head, ketua = await holding(office)
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=12))
    await office.say(head, "/ubah SDMO-02/1 2023-10-07 13:00-15:00 Hotel")
    await office.press(head, "Ya, ")
    await office.say(ketua, "/hadir", group)
    assert "7 Oktober 2023" in group.messages[-1].text
    await office.press(head, "Batalkan pengiriman")
    await office.clock.advance(timedelta(minutes=20))
    assert "6 Oktober 2023" in group.messages[-1].text
    assert len([one for one in group.messages if "7 Oktober" in one.text and "6 Oktober" in one.text]) == 1


async def test_a_head_reads_which_group_has_seen_what_is_taken_back(office: Office) -> None:
    head, ketua = await holding(office)
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    # Nobody was written to yet: it was asked for in the group.
    await office.say(ketua, "/hadir", group)
    shown = group.messages[-1]
    assert "SDMO-02/1" in shown.text
    asked = await office.press(head, "Batalkan pengiriman")
    assert asked == ("Urungkan SDMO-02/1? Grup yang sudah melihatnya diberi tahu juga: Panwascam Wonodadi.")
    said = await office.press(head, "Ya, urungkan")
    assert said == "↩️ SDMO-02/1 diurungkan. Grup yang sudah melihatnya diberi tahu: Panwascam Wonodadi."
    await office.clock.advance(timedelta(minutes=20))
    assert "dibatalkan" in group.screen.casefold()
    assert shown.buttons == []
    # A change, which is shown in the group while it waits; and that it is off, of which all have been told.
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=12))
    await office.say(head, MOVE.replace("/1", "/2"))
    await office.say(ketua, "/hadir SDMO-02/2", group)
    assert "Panwascam Wonodadi" in await office.press(head, "Batalkan pengiriman")
    assert "Grup yang sudah melihatnya diberi tahu: Panwascam Wonodadi." in await office.press(head, "Ya, urungkan")
    await office.clock.advance(timedelta(minutes=20))
    assert "09.00–12.00 WIB" in group.screen
    await office.say(head, "/batalkan SDMO-02/2 banjir")
    await office.press(head, "Ya, batalkan sesi")
    await office.clock.advance(timedelta(minutes=3))
    assert "mereka diundang lagi. Grup yang" in await office.press(head, "Urungkan")
    assert "1 orang yang sudah menerima kabarnya diberi tahu. Grup" in await office.press(head, "Ya, urungkan")
    assert "Pembatalannya dicabut" in ketua.screen
