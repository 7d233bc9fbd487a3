"""/usul: slots with their reasons, one press to the last look; a month at once."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.vocabulary import Division
from bot.services.meetings.proposing import month_of_office
from bot.storage.models import Session
from bot.views.meetings.proposals import month_text
from tests.refusals import HEADS_ONLY, NO_LONGER

if TYPE_CHECKING:
    from bot.simulator.world import ShownMessage
    from tests.office import Office


async def test_words_that_name_no_activity_are_said_to_name_none(office: Office) -> None:
    head = await office.head()
    assert await office.say(head, "/usul september 2023") == (
        "2023-09 sudah lewat: tidak ada lagi harinya yang dapat diusulkan. Sebut bulan ini atau sesudahnya."
    )
    said = await office.say(head, "/usul november")
    assert said.startswith("Usul November 2023")
    assert [
        await office.say(head, f"/usul {words}") for words in ("bulan depan", "bulan november", "Bulan November 2023")
    ] == [said] * 3
    for line, word in (("/usul minggu depan", "minggu"), ("/tetapkan bimtek pleno 6 november", "bimtek")):
        assert await office.say(head, line) == (
            f"Kegiatan “{word}” tidak ada dalam rencana. Kode kegiatan seperti SDMO-02 atau P2H-14; lihat /jadwal"
        )


@pytest.mark.handler("meetings.proposing")
async def test_the_best_slots_have_reasons_and_one_press_leads_to_the_last_look(office: Office) -> None:
    head, other = await office.head("SDMO"), await office.head("P2H")
    # The activity of the plan that names a day.
    await office.say(other, "/tetapkan P2H-08 2023-11-06 09:00-12:00 Hotel Puri")
    said = await office.say(head, "/usul SDMO-05")
    assert "SDMO-05 · Rencana: 6 November 2023" in said
    assert "1. Senin, 6 November 2023 · 13.00–16.00 WIB" in said
    assert "66 orang, tempat, dan kepala divisi bebas" in said
    assert "hari itu 1 kegiatan lain" in said
    assert "35 hari lagi" in said
    assert "Periksa dulu" in await office.press(head, "Sen 6 Nov · 13.00")
    assert "Bentrok" not in head.screen
    assert (await office.press(head, "Ya, lanjutkan")).startswith("✅ Ditetapkan")


async def test_slots_keep_off_holidays_stages_and_the_friday_prayer(office: Office) -> None:
    head = await office.head("SDMO")
    said = await office.say(head, "/usul SDMO-12")
    assert "Sen 25 Des: Hari Raya Natal" in said
    assert "Sel 26 Des: Cuti Bersama Hari Raya Natal" in said
    assert "1. Jumat, 22 Desember 2023 · 08.00–11.00 WIB" in said or "1. Rabu, 27 Desember" in said
    for forged in ("usl:SDMO-12:2023-13-40:0900-1200", "usl:SDMO-12:2023-12-22:nine", "usl:SDMO-12"):
        head.press_data(forged, head.messages[-1])
        await office.settle()
        assert head.notes[-1][0] == NO_LONGER
    member = await office.chair_of()
    assert await office.say(member, "/usul SDMO-12") == HEADS_ONLY


async def test_hours_of_the_plan_are_proposed_or_it_is_said_that_they_are_not_read(office: Office) -> None:
    head, admin = await office.head("SDMO"), await office.admin()
    plan = (
        "kode,divisi,judul,waktu,jenis\nSDMO-41,SDMO,Doa bersama,16 November 2023 malam,rapat\n"
        "SDMO-42,SDMO,Ronda,16 November 2023 pukul 22.30,rapat\n"
    )
    admin.send_document("tambahan.csv", plan.encode())
    await office.settle()
    await office.agree(admin)
    assert (await office.say(head, "/usul SDMO-41")).startswith(
        "Usul tanggal: Doa bersama\nSDMO-41 · Rencana: 16 November 2023 malam\n"
        "🕖 Rencana menyebut jamnya (“malam”), jadi diusulkan jam itu. Jam lain: /tetapkan SDMO-41\n\n"
        "1. Kamis, 16 November 2023 · 19.00–21.00 WIB\n"
    )
    assert [one for one in head.messages[-1].buttons if "Kam" in one] == ["Kam 16 Nov · 19.00–21.00 WIB"]
    assert (
        "⚠️ Rencana menyebut jamnya (“pukul 22.30”), tetapi tidak terbaca; yang diusulkan jam kerja biasa. "
        "Jam yang dimaksud: /tetapkan SDMO-42\n\n1. Kamis, 16 November 2023 · 09.00–12.00 WIB\n"
    ) in await office.say(head, "/usul SDMO-42")
    month = await office.say(head, "/usul november")
    assert "• Kam 16 Nov · 19.00–21.00 WIB · SDMO-41 Doa bersama" in month
    assert "⚠️ Jam menurut rencana tidak terbaca, diusulkan jam kerja biasa: SDMO-42" in month
    assert await office.say(head, "/usul SDMO-41 pagi") == (
        "“pagi” tidak dibaca di sini: /usul SDMO-41 memakai hari dan jam menurut rencana. Hari dan jam sendiri: /tetapkan SDMO-41"
    )


async def test_a_month_is_proposed_and_set_at_once_without_a_double_booking(office: Office) -> None:
    head = await office.head("P2H")
    said = await office.say(head, "/usul november")
    assert said.startswith("Usul November 2023")
    assert "Sel 28 Nov: Hari pertama kampanye" in said
    assert "P2H-11" in said
    look = await office.press(head, "Tetapkan semua")
    await office.press(head, "Tambah kalimat")
    assert "Bawa laptop" in await office.say(head, "Bawa laptop")
    assert head.can_press("Ganti kalimat")
    assert look.startswith("Periksa dulu: pesan ini akan dikirim\n📨 Undangan")
    assert "P2H-11 · 44 orang, 0 di bot" in look
    async with office.outside.read() as session:
        assert (await session.execute(select(Session.id))).all() == []
    await office.press(head, "Ya, lanjutkan")
    assert "sesi ditetapkan" in head.screen
    assert "Belum ditetapkan" not in head.screen
    async with office.outside.read() as session:
        rows = (await session.execute(select(Session.starts_at, Session.ends_at).order_by(Session.starts_at))).all()
    assert len(rows) > 8
    # One division, one head: nothing of it overlaps.
    assert all(before.ends_at <= after.starts_at for before, after in itertools.pairwise(rows))
    assert await office.say(head, "/usul 2023-11") == "Tidak ada kegiatan November 2023 yang masih perlu tanggal."


async def test_the_shell_proposes_a_month(office: Office) -> None:
    found = await month_of_office(office.bot.ctx, office.office_id, date(2023, 11, 1))
    said = month_text(found.first, found.plan, found.closed, found.zone)
    assert said.startswith("Usul November 2023\n• ")
    assert not found.plan.crowded
    # Of all four divisions, and nobody is wanted twice.
    assert {one.wish.division for one in found.plan.solved} == {
        Division.SDMO,
        Division.HPS,
        Division.PPDI,
        Division.P2H,
    }
    assert "Belum terpecahkan" not in said


async def test_an_offices_own_day_off_is_proposed_for_nothing_and_comes_out_as_it_went_in(office: Office) -> None:
    head, admin = await office.head("SDMO"), await office.admin()
    admin.send_document("libur.csv", b"tanggal_libur,keterangan\n2023-11-06,HUT Kabupaten\n")
    await office.settle()
    await office.agree(admin)
    assert admin.screen.startswith("✅ Hari libur kantor diimpor: 1 baru")
    said = await office.say(head, "/usul SDMO-05")
    assert "Sen 6 Nov: HUT Kabupaten" in said
    assert "1. Senin, 6 November 2023" not in said
    await office.say(admin, "/ekspor libur")
    admin.send_document("libur.xlsx", office.sim.world.files[admin.messages[-1].file_id][1])
    await office.settle()
    assert admin.screen.startswith("✅ Hari libur kantor diimpor: 0 baru, 0 berubah, 1 tetap.")


async def test_a_month_set_together_is_taken_back_unread_or_divided_and_sent(office: Office) -> None:
    office.settings = office.settings.model_copy(update={"hold_seconds": 120})
    await office.restart()
    head, ketua = await office.head("HPS"), await office.registered("Kepala Sekretariat", "Wonodadi")
    # From the division's board, without a word typed.
    await office.say(head, "/papan")
    assert (await office.press(head, "Usul November (7)")).startswith("Usul November 2023\n• ")
    await office.press(head, "Tetapkan semua (7)")
    told = len(ketua.messages)
    assert await office.press(head, "Ya, lanjutkan") == (
        "✅ 7 sesi ditetapkan\n• HPS-05/1 · Rab 1 Nov\n• HPS-03/1 · Rab 8 Nov\n• HPS-04/1 · Rab 15 Nov\n• HPS-06/1 · Rab 22 Nov\n"
        "• HPS-07/1 · Kam 23 Nov\n• HPS-08/1 · Jum 24 Nov\n• HPS-07/2 · Sen 27 Nov\n"
        "⏳ Dikirim pukul 08.04. Sampai saat itu dapat dibatalkan tanpa ada yang tahu.\n↩️ Dapat diurungkan sampai pukul 08.12.\n"
        "🔀 HPS-07: gelombangnya kini sama-sama mengundang semua orang. Bagi dulu kecamatannya, supaya tidak ada yang diundang dua kali."
    )
    assert head.messages[-1].buttons == [
        "📤 Kirim semua sekarang",
        "✋ Batalkan semua pengiriman",
        "🔀 Bagi HPS-07",
        "« Papan",
    ]
    await office.press(head, "Batalkan semua pengiriman")
    assert head.screen == (
        "↩️ 7 sesi diurungkan. Tidak ada yang sempat menerima kabarnya.\n"
        "↳ HPS-05/1, HPS-03/1, HPS-04/1, HPS-06/1, HPS-07/1, HPS-08/1, HPS-07/2"
    )
    await office.at("2023-10-02", 9)
    assert len(ketua.messages) == told
    # Once more, divided before anybody reads of it.
    await office.press(head, "Papan")
    await office.press(head, "Usul November (7)")
    await office.press(head, "Tetapkan semua (7)")
    await office.press(head, "Ya, lanjutkan")
    applied = head.messages[-1]
    await office.press(head, "Bagi HPS-07")
    assert head.screen.startswith("Pembagian gelombang HPS-07")
    await office.press(head, "Bagi begini")
    assert head.screen.startswith("✅ Gelombang HPS-07 dibagi")
    head.press_data(next(b for b in _data(applied) if b.startswith("ussend")), applied)
    await office.settle()
    assert applied.text.startswith("✅ 7 sesi ditetapkan")
    assert "🔀" not in applied.text
    assert "dibatalkan tanpa ada yang tahu" not in applied.text
    await office.at("2023-10-02", 9.1)
    # One of the two batches, and the other course.
    said = "\n".join(one.text for one in ketua.messages[told:])
    assert ("23 Nov" in said, "27 Nov" in said) == (True, False)
    # Whoever was told hears of an undo, which is asked about first, and once.
    head.press_data(next(b for b in _data(applied) if b.startswith("usundo")), applied)
    await office.settle()
    assert applied.text.startswith("Urungkan 7 sesi? Undangannya sudah diterima ")
    told = len(ketua.messages)
    await office.press(head, "Ya, urungkan")
    assert applied.text.startswith("↩️ 7 sesi diurungkan. Yang sudah menerima undangannya diberi tahu.")
    await office.at("2023-10-02", 9.2)
    assert {one.text.split()[0] for one in ketua.messages[told:]} == {"❌"}
    head.press_data("usundo:1:999", applied)
    await office.settle()
    assert "Tidak ada lagi yang bisa diurungkan sekaligus" in head.notes[-1][0]


async def test_each_step_of_a_month_leads_to_the_next(office: Office) -> None:
    head = await office.head("HPS")
    await office.say(head, "/usul")
    assert head.messages[-1].buttons[:2] == ["💡 Usul Oktober (2)", "💡 Usul November (7)"]
    await office.press(head, "Usul November (7)")
    await office.press(head, "Rab 8 Nov · HPS-03")
    # Not that one: other proposals, or another day.
    assert await office.press(head, "Tidak") == "Tidak jadi; tidak ada yang berubah."
    await office.press(head, "Usulkan waktu")
    await office.press(head, "Rab 8 Nov · 09.00")
    await office.press(head, "Ya, lanjutkan")
    assert head.screen.startswith("✅ Ditetapkan")
    assert "HPS-03" not in await office.press(head, "Usul November (6)")
    # From the column of what has no date to proposals, and of what has one to all that can be done with it.
    await office.say(head, "/papan")
    await office.press(head, "Belum (")
    await office.press(head, "HPS-04")
    assert (await office.press(head, "Usulkan waktu")).startswith("Usul tanggal: Supervisi")
    await office.say(head, "/papan")
    await office.press(head, "Bertanggal (1)")
    await office.press(head, "HPS-03")
    assert head.messages[-1].buttons == ["Ubah HPS-03/1", "📊 Rekap HPS-03/1", "❌ Batalkan HPS-03/1"]
    # What several sessions share out is found without its code.
    assert (await office.say(head, "/gelombang")).startswith("Tulis: /gelombang kegiatan")
    for day in ("2023-11-22", "2023-11-23"):
        await office.say(head, f"/tetapkan HPS-07 {day} 09:00-12:00 Aula")
    card = head.messages[-1]
    await office.clock.advance(timedelta(minutes=11))
    assert card.buttons[0] == "🔀 Bagi HPS-07"
    assert (await office.say(head, "/gelombang")).startswith("Gelombang kegiatan mana?")
    assert (await office.press(head, "HPS-07")).startswith("Pembagian gelombang HPS-07")
    await office.press(head, "Bagi begini")
    # Nor does the card lead there any more, although nobody thinks again of it by now.
    assert ("🔀" in card.text, "🔀 Bagi HPS-07" in card.buttons) == (False, False)
    assert "Bagi HPS-07" in " ".join((await office.say(head, "/kegiatan HPS-07"), head.messages[-1].buttons)[1])
    other = await office.head("SDMO")
    head.press_data("usundo:1:999", head.messages[-1])
    assert not other.can_press("Usul November (7)")


async def test_what_is_left_of_a_month_leads_to_other_slots(office: Office) -> None:
    head, other = await office.head("SDMO"), await office.head("P2H")
    await office.say(head, "/usul november")
    await office.press(head, "Tetapkan semua")
    # Somebody else is quicker.
    await office.say(other, "/tetapkan P2H-11 2023-11-14 09:00-12:00 Aula")
    said = await office.press(head, "Ya, lanjutkan")
    assert "\nBelum ditetapkan, periksa satu per satu: SDMO-06\n" in said
    assert head.messages[-1].buttons[-2:] == ["💡 Usulkan waktu SDMO-06", "« Papan"]
    assert (await office.press(head, "Usulkan waktu SDMO-06")).startswith("Usul tanggal: ")
    # What comes again until the next year: only days that kept something off are named.
    assert "🚫" not in await office.say(other, "/usul P2H-14")
    # Who invites people from outside alone has nobody to ask.
    await office.say(other, "/usul P2H-03")
    assert not any("Tanyakan dulu" in label for label in other.messages[-1].buttons)
    assert await office.say(other, "/jajak P2H-03\n6 november 2023 9-12\n7 november 2023 9-12") == (
        "P2H-03 tidak mengundang anggota, jadi tidak ada yang bisa ditanya. Pilih waktunya sendiri: /usul P2H-03"
    )


def _data(message: ShownMessage) -> list[str]:
    rows = (message.markup or {}).get("inline_keyboard", [])
    return [one["callback_data"] for row in rows for one in row if "callback_data" in one]
