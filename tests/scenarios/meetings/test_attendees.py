"""Whom a session invites: people by name, and batches in which nobody is twice and from which nobody is left out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.documents.tables import read_table
from bot.domain.ledger import Purpose
from bot.services.importing import import_rows
from bot.storage.models import Delivery, Invitation
from tests.office import WIB
from tests.scenarios.door.test_handing_in import agreed

if TYPE_CHECKING:
    from tests.office import Office


async def _invited(office: Office) -> dict[int, list[int]]:
    async with office.outside.read() as session:
        rows = (await session.execute(select(Invitation.session_id, Invitation.person_id))).all()
    return {
        id_: sorted(row.person_id for row in rows if row.session_id == id_) for id_ in {row.session_id for row in rows}
    }


@pytest.mark.handler("meetings.attendees")
async def test_two_batches_divide_the_kecamatan_and_who_changes_batch_hears_of_both(office: Office) -> None:
    head = await office.head("HPS")
    first = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, "/tetapkan HPS-07 2023-11-22 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan HPS-07 2023-11-23 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-03", 9)
    both = await _invited(office)
    assert both[1] == both[2]
    last = await office.registered("Anggota Panwascam", "Selopuro", "PP-PS")
    said = await office.say(head, "/gelombang hps-07")
    assert "HPS-07/1 · Rab 22 Nov · 09.00–12.00 WIB" in said
    assert (await office.press(head, "Bagi begini")).startswith("✅ Gelombang HPS-07 dibagi")
    halves = await _invited(office)
    assert sorted(halves[1] + halves[2]) == both[1]
    assert not set(halves[1]) & set(halves[2])
    assert abs(len(halves[1]) - len(halves[2])) <= 1
    # One of the two hears that one is off, the other that the other is.
    assert {"tidak" in one.screen.casefold() for one in (first, last)} == {True}
    assert len({one.screen.count("22 November") for one in (first, last)}) == 2
    # Again: nothing changes. And of one that is left, all come.
    told = (len(first.messages), len(last.messages))
    await office.say(head, "/gelombang HPS-07")
    await office.press(head, "Bagi begini")
    assert (len(first.messages), len(last.messages)) == told
    # A list of one's own: who is in it changes batch, nobody is lost or twice.
    assert await office.say(head, "/gelombang HPS-07/1 Atlantis") == (
        "Kecamatan “Atlantis” tidak dikenal. Pilih dari /rekap kecamatan"
    )
    assert await office.say(head, "/gelombang HPS-07/1 Wonodadi, Nglegog") == (
        "Kecamatan “Nglegog” tidak dikenal; maksudnya Nglegok?"
    )
    said = await office.say(head, "/gelombang hps 07/3 Wonodadi")
    assert (
        said
        == "Gelombang “HPS-07/3” tidak ada. Yang akan datang: HPS-07/1, HPS-07/2. Tulis salah satunya, lalu kecamatannya."
    )
    assert (await office.say(head, "/gelombang kedua")).startswith("“kedua” tidak menyebut kegiatannya.")
    assert await office.say(head, "/absen hps07/3") == "Sesi “HPS-07/3” tidak ada. Yang ada: HPS-07/1, HPS-07/2"
    assert "↳ Selopuro, Wonodadi" in await office.say(head, "/gelombang HPS-07/1 selopuro, Wonodadi") or (
        "↳ Wonodadi, Selopuro" in head.screen
    )
    await office.press(head, "Bagi begini")
    listed = await _invited(office)
    assert sorted(listed[1] + listed[2]) == both[1]
    # Two of each of the two.
    assert len(listed[1]) == 4
    await office.say(head, "/gelombang HPS-07")
    await office.press(head, "Bagi begini")
    await office.say(head, "/batalkan HPS-07/2 ruang terpakai")
    await office.press(head, "Ya, batalkan sesi")
    assert await office.say(head, "/gelombang HPS-07") == (
        "Pembagian gelombang HPS-07\n"
        "Hanya satu sesi yang akan datang: HPS-07/1 · Rab 22 Nov. Kecamatan dari gelombang lain ikut diundang ke sana."
    )
    assert await office.press(head, "Undang semua") == "✅ Semua sasaran diundang ke HPS-07/1 · Rab 22 Nov"
    assert (await _invited(office))[1] == both[1]
    assert await office.say(head, "/gelombang HPS-07") == (
        "Pembagian gelombang HPS-07\n"
        "Hanya satu sesi yang akan datang: HPS-07/1 · Rab 22 Nov. Semua sasaran sudah diundang ke sana. "
        "Untuk membagi, tetapkan dulu sesi lain: /tetapkan HPS-07"
    )
    assert not head.can_press("Undang semua")


@pytest.mark.parametrize(
    ("line", "answers", "recorded"),
    [
        ("/tetapkan SDMO-02 2023-10-05 09:00-12:00 Aula Bawaslu", True, "Anda tercatat hadir pukul 08.30."),
        ("/tetapkan SDMO-02 2023-10-05 09:00-12:00 Aula Bawaslu", False, "Anda tercatat hadir pukul 08.30."),
        ("/tetapkan SDMO-02 5-6 Oktober 2023 09.00-16.00 Aula Bawaslu", True, "Check-in Anda sudah tercatat."),
    ],
)
async def test_whoever_is_there_is_left_out_knowingly_and_invited_again_is_there(
    office: Office, line: str, recorded: str, *, answers: bool
) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, line)
    if answers:
        await office.press(ketua, "Hadir")
    await office.at("2023-10-05", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    name = ketua.user.first_name
    look = await office.say(head, f"/keluarkan SDMO-02/1 {name}")
    assert look.splitlines()[-1] == (
        "⚠️ Sudah tercatat hadir pukul 08.30. Catatan itu ikut dihapus; kembali bila ia diundang lagi sebelum acara dimulai."
    )
    await office.press(head, "Ya, keluarkan")
    await office.clock.advance(timedelta(minutes=20))
    assert ketua.screen.startswith("ℹ️ Undangan Anda ditarik")
    await office.say(head, f"/undang SDMO-02/1 {name}")
    await office.clock.advance(timedelta(minutes=5))
    assert f"✅ {recorded}" in await office.say(ketua, "/hadir SDMO-02")
    async with office.outside.read() as session:
        kept = select(Invitation.answer, Invitation.check_in_how, Invitation.checked_in_by).where(
            Invitation.checked_in_at.is_not(None)
        )
        assert [tuple(row) for row in await session.execute(kept)] == [("hadir" if answers else None, "tombol", None)]


async def test_the_receipts_of_both_batches_say_how_many_each_invites_once_they_are_divided(office: Office) -> None:
    head = await office.head("HPS")
    receipts = []
    for day in (22, 23):
        await office.say(head, f"/tetapkan HPS-07 2023-11-{day} 09:00-12:00 Aula Bawaslu")
        receipts.append(head.messages[-1])
    both = await _invited(office)
    for number, receipt in enumerate(receipts, 1):
        assert f"👥 {len(both[number])} orang diundang" in receipt.text
    await office.say(head, "/gelombang HPS-07")
    done = await office.press(head, "Bagi begini")
    halves = await _invited(office)
    for number, receipt in enumerate(receipts, 1):
        count = len(halves[number])
        assert f"HPS-07/{number} · {'Rab 22' if number == 1 else 'Kam 23'} Nov · {count} orang" in done
        assert f"👥 {count} orang diundang\n↳ {count} di antaranya belum terdaftar" in receipt.text
        assert "↩️ Urungkan" in receipt.buttons
    # Who is left out by name, too; and all else of the receipt goes on.
    name = office.find("Anggota Panwascam", "Wonodadi", "PP-PS").user.first_name
    await office.say(head, f"/keluarkan HPS-07/1 {name}")
    await office.say(head, f"/keluarkan HPS-07/2 {name}")
    after = await _invited(office)
    assert sum(map(len, after.values())) == len(both[1]) - 1
    for number, receipt in enumerate(receipts, 1):
        assert f"👥 {len(after[number])} orang diundang" in receipt.text
    await office.clock.advance(timedelta(minutes=12))
    for receipt in receipts:
        assert "↩️ Urungkan" not in receipt.buttons
        assert "orang diundang" in receipt.text


async def test_somebody_is_invited_or_left_out_by_name(office: Office) -> None:
    head = await office.head("SDMO")
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    ketua = await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    seen = len(kasek.messages)
    said = await office.say(head, f"/undang SDMO-02/1 {kasek.user.first_name}")
    assert "diundang ke SDMO-02/1. Sekarang 67 orang" in said
    assert len(kasek.messages) == seen + 1
    assert "Undangan" in kasek.screen
    # Asked for where it is left out.
    await office.say(head, "/keluarkan")
    await office.press(head, "Jum 6 Okt")
    assert await office.say(head, "Tiada Siapa-siapa") == (
        "Tidak ada anggota bernama “Tiada Siapa-siapa”. Tulis nama lain, atau /batal"
    )
    # Whom the invitation reached: it is asked, and nothing said or changed before.
    heard = len(ketua.messages)
    name = ketua.user.first_name
    asked = (
        f"Keluarkan {name} dari SDMO-02/1?\nUndangannya sudah sampai; ia akan diberi tahu bahwa undangannya ditarik."
    )
    assert await office.say(head, name) == asked
    assert head.messages[-1].buttons == ["🗑 Ya, keluarkan", "Tidak jadi"]
    assert await office.press(head, "Tidak jadi") == "Tidak jadi. Pesertanya tetap."
    assert (len(ketua.messages), len((await _invited(office))[1])) == (heard, 67)
    await office.press(ketua, "Hadir")
    await office.say(head, f"/keluarkan SDMO-02/1 {name}")
    assert head.screen == f"{asked}\nJawabannya: ✅ Menyatakan hadir"
    head.press_data("atd:1:1:0", head.messages[-1])
    await office.settle()
    assert len((await _invited(office))[1]) == 67, "a button of old asks as well"
    await office.say(head, f"/keluarkan SDMO-02/1 {name}")
    assert "tidak diundang ke SDMO-02/1. Sekarang 66 orang" in await office.press(head, "Ya, keluarkan")
    assert ketua.screen.startswith("ℹ️ Undangan Anda ditarik")
    # Whom nothing reached yet is left out at once.
    unknown = office.find("Ketua Panwascam", "Bakung").user.first_name
    assert "Sekarang 65 orang" in await office.say(head, f"/keluarkan SDMO-02/1 {unknown}")
    assert "Sekarang 66 orang" in await office.say(head, f"/undang SDMO-02/1 {unknown}")
    # It stays so when everything is planned anew, and can be taken back.
    await office.at("2023-10-04", 9)
    assert len((await _invited(office))[1]) == 66
    assert "Sekarang 67 orang" in await office.say(head, f"/undang SDMO-02/1 {ketua.user.first_name}")
    assert "Undangan" in ketua.screen
    for forged in ("atd:1:99999:1", "atd:1", "atd:77:1:1", "gel:SDMO-99", "gel"):
        head.press_data(forged, head.messages[-1])
        await office.settle()
        ketua.press_data(forged, ketua.messages[-1])
        await office.settle()
    assert len((await _invited(office))[1]) == 67


async def test_a_batch_that_is_off_leaves_nobody_unseen_and_has_its_kecamatan_again_when_it_is_on(
    office: Office,
) -> None:
    head = await office.head("HPS")
    last = await office.registered("Anggota Panwascam", "Selopuro", "PP-PS")
    await office.say(head, "/tetapkan HPS-07 2023-11-22 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan HPS-07 2023-11-23 09:00-12:00 Aula Bawaslu")
    everybody = (await _invited(office))[1]
    await office.say(head, "/gelombang HPS-07")
    await office.press(head, "Bagi begini")
    halves = await _invited(office)
    await office.say(head, "/batalkan HPS-07/2 hari libur")
    said = await office.press(head, "Ya, batalkan sesi")
    left = "Sutojayan, Panggungrejo, Talun, Gandusari, Binangun, Wlingi, Doko, Kesamben, Wates, Selorejo, Selopuro"
    assert f"\n⚠️ Sekarang tidak diundang ke gelombang mana pun: {left}\n" in said
    assert "Hanya satu sesi yang akan datang" in await office.press(head, "Bagi HPS-07")
    await office.press(head, "Undang semua")
    assert (await _invited(office))[1] == everybody
    await office.settle()
    assert last.screen.startswith("📨 Undangan · Rab 22 Nov 09.00\n")
    read = len(last.messages)
    # It takes place after all: what went to the other meanwhile is its own again, and who changes back reads so once.
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    assert await _invited(office) == halves
    await office.at("2023-10-03", 9)
    (told,) = last.messages[read:]
    assert told.text.startswith(
        "🔀 Gelombang Anda diganti: HPS-07/1 → HPS-07/2\nPembatalannya dicabut: sesi ini tetap dilaksanakan.\n"
        "Hari: Rabu, 22 November 2023 → Kamis, 23 November 2023\n\n"
    )
    assert told.buttons[:2] == ["✅ Hadir", "🚫 Berhalangan"]


async def test_whoever_a_head_puts_into_another_batch_reads_of_both_at_once(office: Office) -> None:
    head = await office.head("HPS")
    member = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, "/tetapkan HPS-07 2023-11-22 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan HPS-07 2023-11-23 09:00-12:00 Hotel Puri")
    await office.say(head, "/gelombang HPS-07")
    await office.press(head, "Bagi begini")
    await office.at("2023-10-03", 9)
    assert member.screen.startswith("📨 Undangan · Rab 22 Nov 09.00\n")
    read = len(member.messages)
    await office.say(head, "/gelombang HPS-07/2 Wonodadi")
    await office.press(head, "Bagi begini")
    await office.at("2023-10-04", 9)
    (told,) = member.messages[read:]
    assert told.text.startswith(
        "🔀 Gelombang Anda diganti: HPS-07/1 → HPS-07/2\n"
        "Hari: Rabu, 22 November 2023 → Kamis, 23 November 2023\nTempat: Aula Bawaslu → Hotel Puri\n\n"
    )
    assert told.buttons[:2] == ["✅ Hadir", "🚫 Berhalangan"]
    # And back: that is news again.
    await office.say(head, "/gelombang HPS-07/1 Wonodadi")
    await office.press(head, "Bagi begini")
    await office.settle()
    assert member.screen.startswith("🔀 Gelombang Anda diganti: HPS-07/2 → HPS-07/1\n")
    assert len(member.messages) == read + 2
    # Nor does it matter who brought it about: to another kecamatan, and so of its batch.
    line = f'"{member.user.first_name}",{member.user.phone},Selopuro,Anggota Panwascam,PP-PS,anggota'
    rows = read_table(f"nama,telepon,kecamatan,jabatan,divisi,peran\n{line}\n".encode()).rows
    assert not (await import_rows(office.bot.ctx, office.office_id, "roster", rows)).problems
    await office.settle()
    assert member.screen.startswith("🔀 Gelombang Anda diganti: HPS-07/1 → HPS-07/2\n")
    assert len(member.messages) == read + 3


async def test_whoever_changes_batch_on_a_morning_of_messages_is_asked_from_then_on(office: Office) -> None:
    head = await office.head("HPS")
    await office.registered("Anggota Panwascam", "Selopuro", "PP-PS")
    member = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    for date, place in (("2023-10-06", "Aula Bawaslu"), ("2023-10-07", "Hotel Puri")):
        await office.say(head, f"/tetapkan HPS-07 {date} 09:00-12:00 {place}")
        await office.press(head, "Ya, lanjutkan")
    await office.say(head, "/gelombang HPS-07/1 Wonodadi")
    await office.press(head, "Bagi begini")
    await office.settle()
    assert member.screen.startswith("📨 Undangan · Jum 6 Okt 09.00\n")
    # An invitation alone would wait for the next morning, for this one has brought its messages; a change of batch does not.
    line = f'"{member.user.first_name}",{member.user.phone},Selopuro,Anggota Panwascam,PP-PS,anggota'
    rows = read_table(f"nama,telepon,kecamatan,jabatan,divisi,peran\n{line}\n".encode()).rows
    assert not (await import_rows(office.bot.ctx, office.office_id, "roster", rows)).problems
    await office.settle()
    assert member.screen.startswith("🔀 Gelombang Anda diganti: HPS-07/1 → HPS-07/2\n")
    async with office.outside.read() as session:
        asked = await session.scalars(
            select(Delivery.due_at).where(
                Delivery.purpose == Purpose.NUDGE, Delivery.chat_id == member.id, Delivery.session_id == 2
            )
        )
    local = sorted(at.astimezone(WIB) for at in asked)
    assert [f"{at:%d %H.%M}" for at in local] == ["04 08.00", "06 18.30"]


async def test_who_stays_in_one_of_two_batches_reads_that_it_still_holds(office: Office) -> None:
    head = await office.head("HPS")
    invited = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, "/tetapkan HPS-07 2023-11-22 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan HPS-07 2023-11-23 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-03", 9)
    await office.say(head, "/gelombang HPS-07")
    await office.press(head, "Bagi begini")
    assert invited.screen.startswith("ℹ️ Undangan Anda ditarik")
    *_, this, _, stays, which = invited.screen.splitlines()
    assert this.startswith("Sesi ini tidak perlu Anda hadiri.")
    assert (stays, which) == ("✅ Yang tetap berlaku untuk Anda:", "• HPS-07/1, Rab 22 Nov 09.00")


async def test_whoever_is_left_out_once_it_has_begun_is_refused_before_it_is_asked_about(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, "/tetapkan SDMO-02 5-6 Oktober 2023 09.00-16.00 Aula Bawaslu")
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 8)
    assert await office.say(head, f"/keluarkan SDMO-02/1 {ketua.user.first_name}") == (
        "Sesi SDMO-02/1 sudah dimulai; daftar undangannya tidak bisa diubah lagi."
    )
