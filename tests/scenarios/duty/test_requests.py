from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from bot.documents.tables import read_table
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Position
from bot.services.importing import import_rows
from bot.storage.models import Person as Member
from tests.office import Office
from tests.refusals import HEADS_ONLY, NO_LONGER
from tests.scenarios.owing.test_who_may_be_told import leaves

if TYPE_CHECKING:
    from bot.simulator import Person

UNREACHED = (
    "Kademangan, Bakung, Ponggok, Sanankulon, Wonotirto, Nglegok, Kanigoro, Garum, Sutojayan, Panggungrejo, Talun, Gandusari, "
    "Binangun, Wlingi, Doko, Kesamben, Wates, Selorejo, Selopuro"
)


@pytest.mark.handler("duty.requests")
async def test_figures_are_asked_of_every_kecamatan_chased_and_come_back_as_a_table(office: Office) -> None:
    head = await office.head()
    first, second = [await office.registered("Kepala Sekretariat", name) for name in ("Wonodadi", "Udanawu")]
    chair = await office.chair_of("Srengat")
    assert "paling lambat Jumat 16.00" in await office.say(head, "/minta")
    assert await office.say(head, "/minta jumlah pendaftar PTPS") == (
        "Batas waktunya belum disebut. Tulis misalnya: /minta Jumlah pendaftar PTPS, paling lambat Jumat 16.00"
    )
    asked = await office.say(
        head, "/minta Pendaftar PTPS, paling lambat Jumat\nJumlah pendaftar\nSudah diumumkan: ya-tidak"
    )
    assert asked == (
        "📥 Periksa dulu\n\nPendaftar PTPS\n• Jumlah pendaftar (angka)\n• Sudah diumumkan (ya-tidak)\n"
        "Paling lambat: Jumat, 6 Oktober 2023 16.00\n\n"
        f"⚠️ 19 kecamatan belum punya kepala sekretariat atau ketua di bot; mohon dihubungi sendiri: {UNREACHED}\n"
        "Dikirim ke kepala sekretariat, dan 3 dari 22 kecamatan langsung diberi tahu. Yang belum menjawab diingatkan "
        "sendiri.\n"
        "Keliru? Tulis ulang semuanya di sini. Jenis lain ditulis di belakang, misalnya: Berita acara: file"
    )
    said = await office.press(head, "Kirim ke semua kecamatan")
    assert said.startswith("✅ Permintaan dikirim ke 3 kecamatan, paling lambat 6 Okt 2023 16.00 WIB.")
    assert (
        "⚠️ 19 kecamatan belum punya kepala sekretariat atau ketua di bot; mohon dihubungi sendiri: Kademangan," in said
    )
    for who in (first, second, chair):
        assert who.screen.startswith("📥 Bawaslu minta data\n\nPendaftar PTPS")
    await office.press(first, "Jawab")
    assert "⚠️ Tulis angka saja" in await office.say(first, "dua belas")
    await office.say(first, "1.250")
    assert "Jumlah pendaftar: 1.250\nSudah diumumkan: Ya" in await office.press(first, "Ya")
    assert (
        "Jumlah pendaftar · Sudah diumumkan\nWonodadi: 1.250 · Ya\nJumlah pendaftar, semuanya: 1.250\n⏳ Belum (21): Udanawu"
        in await office.press(head, "Lihat hasil")
    )
    late = await office.registered("Kepala Sekretariat", "Bakung")
    assert any(message.text.startswith("📥 Bawaslu minta data") for message in late.messages)
    await office.at("2023-10-05", 9.1)
    assert second.screen.startswith("⏰ Data ini belum kami terima")
    assert first.screen.startswith("✅")
    await office.at("2023-10-06", 16.1)
    assert head.screen.startswith("⏱ Pendaftar PTPS: batas waktu lewat, 1 dari 22 kecamatan menjawab.")
    # A late one counts, and shows it; and whoever was wrong answers again.
    await office.press(second, "Jawab")
    await office.say(second, "7")
    await office.say(second, "tidak")
    await office.press(first, "Ubah jawaban")
    await office.say(first, "1.251")
    await office.say(first, "ya")
    result = await office.press(head, "Lihat hasil")
    assert "Udanawu: 7 · Tidak ⏱\nWonodadi: 1.251 · Ya ⏱\nJumlah pendaftar, semuanya: 1.258" in result
    await office.press(head, "Gambar")
    assert head.messages[-1].attachment == "photo"
    await office.press(head, "Tabel")
    _, book = office.sim.world.files[head.messages[-1].file_id]
    rows = list(load_workbook(io.BytesIO(book)).worksheets[0].iter_rows(values_only=True))
    assert [row[:4] for row in rows if row[1] in ("Wonodadi", "Udanawu", "Srengat")] == [
        (1, "Wonodadi", 1251, "Ya"),
        (2, "Udanawu", 7, "Tidak"),
        (3, "Srengat", "", ""),
    ]
    assert [row[1] for row in rows if str(row[5]).endswith(" WIB, terlambat")] == ["Wonodadi", "Udanawu"]
    # A slip of the finger closes nothing.
    shown = next(one for one in reversed(head.messages) if "🔒 Tutup permintaan" in one.buttons)
    await office.press(head, "Tutup permintaan")
    assert "🔒 Tutup permintaan ini?" in shown.text
    await office.press(head, "Tidak jadi")
    assert "🔒" not in shown.text
    await office.press(head, "Tutup permintaan")
    await office.press(head, "Ya, tutup")
    assert "🔒 Sudah ditutup." in shown.text
    await office.press(chair, "Jawab")
    assert chair.notes[-1][0] == "Permintaan ini sudah ditutup."
    assert len(await office.deliveries(Purpose.REQUEST)) == 4


async def test_whoever_asked_and_was_away_when_all_had_answered_reads_it_on_return(office: Office) -> None:
    there = await office.neighbours()
    await office.say(there.head, "/minta Pendaftar PTPS, paling lambat Jumat\nJumlah pendaftar")
    assert "Anda diberi tahu bila lengkap" in await office.press(there.head, "Kirim ke semua kecamatan")
    there.head.block()
    await office.settle()
    await office.press(there.kasek, "Jawab")
    assert "✅ Terkirim" in await office.say(there.kasek, "12")
    there.head.unblock()
    await office.settle()
    assert there.head.screen == "✅ Pendaftar PTPS: semua 1 kecamatan sudah menjawab."


async def test_whoever_answers_for_the_kecamatan_from_now_on_is_asked_what_is_open(office: Office) -> None:
    head, staff = await office.head(), await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, "/minta Pendaftar PTPS, paling lambat 31 Oktober 2023\nJumlah pendaftar")
    await office.press(head, "Kirim ke semua kecamatan")
    asked, before = len(kasek.messages), len(staff.messages)
    lines = (
        f'"{staff.user.first_name}",{staff.user.phone},Wonodadi,Kepala Sekretariat',
        f'"{kasek.user.first_name}",{kasek.user.phone},Wonodadi,Staf Sekretariat',
    )
    for _ in range(2):
        rows = read_table("\n".join(["nama,telepon,kecamatan,jabatan", *lines]).encode()).rows
        assert not (await import_rows(office.bot.ctx, office.office_id, "roster", rows)).problems
        await office.settle()
        assert [one.text.splitlines()[2] for one in staff.messages[before:]] == ["Pendaftar PTPS"]
    assert len(kasek.messages) == asked


async def test_files_are_sent_along_and_nobody_of_no_kecamatan_answers(office: Office) -> None:
    head, first = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    member = await office.registered("Anggota Panwascam", "Wonodadi")
    village = update(Member).where(Member.telegram_id == member.id).values(position=Position.VILLAGE_SUPERVISOR)
    await office.bot.ctx.db.transact(lambda connection: connection.execute(village))
    await office.say(head, "/minta Berita acara, paling lambat Jumat\nBerita acara: file")
    await office.press(head, "Kirim ke semua kecamatan")
    data = first.messages[-1].inline_buttons[0]["callback_data"]
    member.press_data(data, member.messages[-1])
    await office.settle()
    assert member.notes[-1][0] == "Permintaan ini dijawab Panwaslu Kecamatan atau sekretariatnya."
    await office.press(first, "Jawab")
    assert "⚠️ Kirim file atau foto." in await office.say(first, "sudah dikirim lewat WA")
    first.send_document("ba.pdf", b"%PDF-")
    await office.settle()
    assert "✅ Terkirim dengan 1 file." in first.screen
    assert "Berita acara: 📎" in await office.press(first, "Selesai")
    await office.press(head, "Lihat hasil")
    await office.press(head, "📎 Wonodadi")
    assert head.messages[-1].attachment == "document"
    assert await office.say(member, "/minta") == HEADS_ONLY


async def test_whoever_is_of_the_kecamatan_answers_for_it(office: Office) -> None:
    head, first = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    member, before = await office.registered("Anggota Panwascam", "Wonodadi"), len(first.messages)
    await office.say(head, "/minta Jumlah pendaftar, paling lambat Jumat\nLaki-laki: angka")
    await office.press(head, "Kirim ke semua kecamatan")
    # One is asked, whoever has the figures answers.
    assert len(first.messages) == before + 1
    assert "📥 Data yang diminta Bawaslu" in await office.say(member, "/minta")
    await office.press(member, "📝 Jumlah pendaftar")
    assert "Laki-laki: 12" in await office.say(member, "12")
    assert "Wonodadi: 12" in await office.press(head, "Lihat hasil")
    # What one has answered another does not write over unseen.
    assert f"✅ Sudah dijawab {member.user.first_name}: Jumlah pendaftar\nLaki-laki: 12" in await office.press(
        first, "Jawab"
    )
    await office.press(first, "Ubah jawaban")
    assert "Laki-laki: 13" in await office.say(first, "13")


async def test_what_begins_as_a_file_is_one_and_what_does_not_answer_the_question_is_said_in_a_line(
    office: Office,
) -> None:
    head, first = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    checked = await office.say(head, "/minta file berita acara rakor paling lambat Jumat")
    assert "• file berita acara rakor (file)" in checked
    assert "• Kendala (teks)\n• Peserta (angka)" in await office.say(
        head, "Rakor, paling lambat Jumat\nfile berita acara\nKendala\nPeserta: angka"
    )
    await office.press(head, "Kirim ke semua kecamatan")
    await office.press(first, "Jawab")
    first.send_document("ba.pdf", b"%PDF-", caption="sudah diteken")
    await office.settle()
    assert "1/3 file berita acara\n📎 1 file diterima." in first.screen
    assert "2/3 Kendala" in await office.say(first, "selesai")
    first.send_photo()
    await office.settle()
    assert "⚠️ Yang diminta tulisan. File Anda tadi belum terkirim.\n\n2/3 Kendala" in first.screen
    first.send_photo("hujan lebat")
    await office.settle()
    left = "⚠️ Tulisan Anda diterima. File Anda tidak ikut: yang diminta tulisan."
    assert f"{left}\n\n3/3 Peserta" in first.screen
    first.send_document("hadir.pdf", b"%PDF-", caption="12 orang")
    await office.settle()
    assert "⚠️ Tulis angka saja" in first.screen
    first.send_document("hadir.pdf", b"%PDF-", caption="12")
    await office.settle()
    assert f"file berita acara: 📎 sudah diteken\nKendala: hujan lebat\nPeserta: 12\n{left}" in first.screen


async def test_whoever_stopped_answering_finds_the_question_again(office: Office) -> None:
    head, first = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    assert await office.say(first, "/minta") == "📥 Tidak ada data yang diminta Bawaslu saat ini."
    await office.say(head, "/minta Jumlah pendaftar, paling lambat Jumat\nLaki-laki: angka\nPerempuan: angka")
    await office.press(head, "Kirim ke semua kecamatan")
    await office.press(first, "Jawab")
    await office.say(first, "3")
    assert await office.say(first, "/batal") == (
        "Isian dihentikan, jawaban BELUM terkirim. Yang sudah diisi tersimpan; lanjutkan lewat /minta"
    )
    listed = "📥 Data yang diminta Bawaslu\n\n• Jumlah pendaftar, paling lambat 6 Okt 2023 16.00 WIB"
    assert await office.say(first, "/minta") == listed
    # Before anything was answered nothing is kept; what is kept counts for nothing yet, and whoever is silent is asked again.
    assert "⏳ Belum (22)" in await office.press(head, "Lihat hasil")
    resumed = await office.press(first, "📝 Jumlah pendaftar")
    assert f"Sudah diisi {first.user.first_name}:\nLaki-laki: 3\n\n2/2 Perempuan" in resumed
    assert "Perempuan: 4" in await office.say(first, "4")
    assert await office.say(first, "/minta") == f"{listed} ✅"


async def test_each_reminder_says_where_the_deadline_stands_and_an_outage_makes_no_two_of_them(office: Office) -> None:
    head = await office.head()
    silent, away = [await office.registered("Kepala Sekretariat", name) for name in ("Wonodadi", "Udanawu")]
    await office.say(head, "/minta Jumlah pendaftar PTPS, paling lambat Jumat 16.00")
    await office.press(head, "Kirim ke semua kecamatan")

    def _told(who: Person) -> list[str]:
        return [one.text for one in who.messages if one.text.startswith("⏰")]

    asked = f"Jumlah pendaftar PTPS\nPaling lambat: 6 Okt 2023 16.00 WIB\nDiminta {head.user.first_name}"
    await office.at("2023-10-05", 9.1)
    assert _told(silent) == [f"⏰ Data ini belum kami terima\n\n{asked}"]
    await office.at("2023-10-06", 13.1)
    assert _told(silent)[1:] == [f"⏰ Hari ini batasnya: data ini belum kami terima\n\n{asked}"]
    await office.at("2023-10-06", 17.1)
    assert _told(silent)[2:] == [
        "⏰ Lewat batas waktu: data ini belum kami terima\n\nJumlah pendaftar PTPS\n"
        "Batas waktunya 6 Okt 2023 16.00 WIB; jawaban yang terlambat tetap diterima.\n"
        f"Diminta {head.user.first_name}"
    ]
    await office.at("2023-10-08", 12)
    assert len(_told(silent)) == len(_told(away)) == 3
    # The bot is away from before the morning before until the afternoon of the day.
    await office.say(head, "/minta Jumlah TPS, paling lambat 12 Oktober 2023 16.00")
    await office.press(head, "Kirim ke semua kecamatan")
    await office.at("2023-10-11", 7)
    await office.lose()
    await office.at("2023-10-12", 14)
    await office.come_back()
    assert [one.splitlines()[0] for one in _told(silent)[3:]] == ["⏰ Hari ini batasnya: data ini belum kami terima"]
    await office.at("2023-10-12", 15)
    await office.lose()
    await office.at("2023-10-13", 9)
    await office.come_back()
    assert [one.splitlines()[0] for one in _told(silent)[4:]] == ["⏰ Lewat batas waktu: data ini belum kami terima"]


async def test_whoever_answers_for_a_kecamatan_when_a_reminder_is_due_is_reminded(office: Office) -> None:
    head = await office.head()
    left, silent = [await office.registered("Kepala Sekretariat", name) for name in ("Wonodadi", "Udanawu")]
    chair, other = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu")]
    await office.say(head, "/minta Jumlah pendaftar PTPS, paling lambat Jumat 16.00")
    await office.press(head, "Kirim ke semua kecamatan")
    late = await office.registered("Kepala Sekretariat", "Bakung")
    await leaves(office, left)
    # They have blocked the bot, and Telegram has not said so yet.
    silent.room.blocked = True
    before = len(left.messages)
    told = list[list[int]]()
    # Whoever registers after a reminder was due reads the question, and no reminder beside it.
    later = office.find("Kepala Sekretariat", "Doko")
    for day, hour in (("2023-10-05", 9.1), ("2023-10-06", 13.1), ("2023-10-06", 17.1)):
        await office.at(day, hour)
        told.append([sum(m.text.startswith("⏰") for m in who.messages) for who in (chair, other, late)])
        if len(told) == 1:
            await office.register(later)
            await office.clock.advance(timedelta(hours=1))
            assert not any(message.text.startswith("⏰") for message in later.messages)
    assert told == [[1, 0, 1], [2, 1, 2], [3, 2, 3]]
    assert len(left.messages) == before


async def test_several_files_answer_one_question_and_all_of_them_are_shown(office: Office) -> None:
    head, first = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, "/minta Berita acara, paling lambat Jumat\nSudah pleno (ya/tidak)?\nBerita acara: file")
    assert "• Sudah pleno? (ya-tidak)" in head.screen
    await office.press(head, "Kirim ke semua kecamatan")
    await office.press(first, "Jawab")
    await office.press(first, "Ya")
    before = len(first.messages)
    first.send_album(2)
    await office.settle()
    assert "✅ Terkirim dengan 2 file. Masih ada? Kirim di sini. Bila sudah, tekan Selesai." in first.screen
    first.send_document("hadir.pdf", b"%PDF-", caption="daftar hadir")
    await office.settle()
    assert "✅ Terkirim dengan 3 file." in first.screen
    assert all(not one.text for one in first.messages[before:] if one.attachment)
    # It is with the office already, also where nobody says that it was all.
    await office.say(first, "/batal")
    assert first.screen == ("Isian dihentikan. Jawaban yang sudah terkirim tetap berlaku; untuk mengubahnya: /minta")
    assert "Wonodadi: Ya · 📎 3 file daftar hadir" in await office.press(head, "Lihat hasil")
    shown = len(head.messages)
    await office.press(head, "📎 Wonodadi")
    assert [one.attachment for one in head.messages[shown:]] == ["photo", "photo", "document"]
    await office.press(head, "Tabel")
    _, book = office.sim.world.files[head.messages[-1].file_id]
    rows = list(load_workbook(io.BytesIO(book)).worksheets[0].iter_rows(values_only=True))
    assert [row[2:4] for row in rows if row[1] == "Wonodadi"] == [("Ya", "📎 3 file daftar hadir")]
    # What comes without a question is refused with how to send it.
    first.send_photo()
    await office.settle()
    assert first.screen.startswith("⚠️ File ini belum terkirim ke mana pun.")
    first.send_document("lagi.pdf", b"%PDF-")
    await office.settle()
    assert first.screen.startswith("⚠️ File ini belum terkirim ke mana pun.")
    assert first.can_press("📝 Berita acara")
    assert (await office.say(first, "ini susulannya")).startswith("⚠️ Pesan ini belum terkirim ke mana pun.")
    assert first.can_press("📝 Berita acara")


async def test_ubah_jawaban_shows_each_answer_and_lets_it_stay_by_one_press(office: Office) -> None:
    head, first = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, "/minta Rakor, paling lambat Jumat\nPeserta: angka\nBerita acara: file\nKendala: teks")
    await office.press(head, "Kirim ke semua kecamatan")
    await office.press(first, "Jawab")
    await office.say(first, "12")
    first.send_document("ba.pdf", b"%PDF-")
    await office.settle()
    await office.press(first, "Selesai")
    await office.say(first, "hujan")
    assert "1/3 Peserta\nJawaban sekarang: 12\n" in await office.press(first, "Ubah jawaban")
    assert "2/3 Berita acara\nJawaban sekarang: 📎\n" in await office.press(first, "Tetap: 12")
    # One that is left changes nothing.
    assert (await office.say(first, "/batal")).startswith("Isian dihentikan. Jawaban yang sudah terkirim tetap berlaku")
    await office.say(first, "/minta")
    await office.press(first, "📝 Rakor")
    await office.press(first, "Ubah jawaban")
    await office.say(first, "13")
    await office.press(first, "Tambah ke file yang lama")
    first.send_photo()
    await office.settle()
    assert "📎 2 file diterima." in first.screen
    assert "Kendala: hujan" not in await office.press(first, "Selesai")
    assert "Peserta: 13\nBerita acara: 📎 2 file\nKendala: hujan" in await office.press(first, "Tetap: hujan")
    # Sent anew they take the place of the old ones.
    await office.press(first, "Ubah jawaban")
    await office.press(first, "Tetap: 13")
    first.send_photo()
    await office.settle()
    await office.press(first, "Selesai")
    assert "Berita acara: 📎\n" in await office.press(first, "Tetap: hujan")
    # What is below an older message is over.
    first.press_data("mntk:1:0", first.messages[-1])
    await office.settle()
    assert first.notes[-1][0] == NO_LONGER


async def test_whoever_has_no_answer_yet_is_told_what_to_do_and_finds_the_request_in_the_menu(office: Office) -> None:
    head, first = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(first, "/menu")
    assert not first.can_press("Data yang diminta")
    await office.say(head, "/minta Rakor, paling lambat Jumat 16.00\nPeserta: angka\nKendala: teks")
    await office.press(head, "Kirim ke semua kecamatan")
    await office.press(first, "Jawab")
    await office.say(first, "12")
    assert "⏳ Belum ada? Tidak apa-apa" in await office.say(first, "menyusul ya")
    await office.say(first, "/menu")
    await office.press(first, "Data yang diminta")
    assert "2/2 Kendala" in await office.press(first, "📝 Rakor")
    # Half an answer is none: they are reminded.
    await office.at("2023-10-05", 9.1)
    assert first.screen.startswith("⏰ Data ini belum kami terima")
    assert "2/2 Kendala" in await office.press(first, "Jawab")
    assert "Peserta: 12\nKendala: -" in await office.say(first, "-")


async def test_what_another_of_the_kecamatan_answered_meanwhile_is_seen_before_it_is_replaced(office: Office) -> None:
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    member = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.say(head, "/minta Angka, paling lambat Jumat\nSatu: angka\nDua: angka")
    await office.press(head, "Kirim ke semua")
    await office.press(kasek, "Jawab")
    await office.say(member, "/minta")
    await office.press(member, "Angka")
    await office.say(member, "10")
    await office.say(kasek, "1")
    await office.say(kasek, "2")
    asked = await office.say(member, "20")
    assert f"✅ Sudah dijawab {kasek.user.first_name}: Angka\nSatu: 1\nDua: 2\n\n" in asked
    assert "Jawaban Anda, BELUM terkirim:\nSatu: 10\nDua: 20" in asked
    assert "Wonodadi: 1 · 2" in await office.press(head, "Lihat hasil")
    # Words are no answer to that.
    assert "Jawaban Anda, BELUM terkirim:" in await office.say(member, "ganti")
    await office.press(member, "Ganti dengan jawaban saya")
    assert "Wonodadi: 10 · 20" in await office.press(head, "Perbarui")
    assert kasek.screen == f"🔄 Jawaban Anda diganti {member.user.first_name}: Angka\nSatu: 10\nDua: 20"
    # Whoever reads that may change it again, and has seen it.
    await office.press(kasek, "Ubah jawaban")
    await office.say(kasek, "3")
    await office.say(kasek, "4")
    assert "Wonodadi: 3 · 4" in await office.press(head, "Perbarui")
    assert "Jawaban Anda diganti" in member.screen


async def test_what_another_of_the_kecamatan_answered_meanwhile_may_stand(office: Office) -> None:
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    member = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.say(head, "/minta Berita acara, paling lambat Jumat\nBerita acara: file")
    await office.press(head, "Kirim ke semua")
    await office.press(kasek, "Jawab")
    await office.say(member, "/minta")
    await office.press(member, "Berita acara")
    kasek.send_document("ba.pdf", b"%PDF-", caption="dari kasek")
    await office.settle()
    member.send_photo()
    await office.settle()
    assert f"✅ Sudah dijawab {kasek.user.first_name}: Berita acara" in member.screen
    said = await office.press(member, "Biarkan")
    assert f"✅ Sudah dijawab {kasek.user.first_name}: Berita acara\nBerita acara: 📎 dari kasek" in said
    assert "Wonodadi: 📎 dari kasek" in await office.press(head, "Lihat hasil")
    assert "diganti" not in kasek.screen


async def test_a_deadline_that_is_past_and_a_figure_that_may_be_two_are_said_at_once(office: Office) -> None:
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    assert await office.say(head, "/minta Jumlah A, paling lambat 1 Oktober 2023") == (
        "Batas waktunya sudah lewat. Sebut yang akan datang."
    )
    await office.say(head, "/minta Jumlah pendaftar PTPS, paling lambat Jumat")
    await office.press(head, "Kirim ke semua")
    await office.press(kasek, "Jawab")
    assert "⚠️ “1,250”: maksudnya 1.250 atau 1,25? Tulis yang dimaksud." in await office.say(kasek, "1,250")
    assert "Jumlah pendaftar PTPS: 1.250" in await office.say(kasek, "1.250")


async def test_each_wrong_answer_is_answered_with_what_was_written(office: Office) -> None:
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, "/minta Pendaftar, paling lambat Rabu\nJumlah: angka\nBerita acara: file\nLancar: ya-tidak")
    await office.press(head, "Kirim ke semua")
    await office.press(kasek, "Jawab")
    shown = len(kasek.messages)
    for words in ("nol", "dua belas"):
        assert f"“{words}”: ⚠️ Tulis angka saja" in await office.say(kasek, words)
    assert len(kasek.messages) == shown
    # The same again would change nothing: it is said below.
    assert "“dua belas”: ⚠️ Tulis angka saja" in await office.say(kasek, "dua belas")
    assert len(kasek.messages) == shown + 1
    for _ in range(2):
        kasek.send_photo()
        await office.settle()
        assert "⚠️ Yang diminta tulisan." in kasek.screen
    assert len(kasek.messages) > shown + 2
    assert "2/3 Berita acara" in await office.say(kasek, "12")
    assert "“nanti dikirim Bu Ani”: ⚠️ Kirim file" in await office.say(kasek, "nanti dikirim Bu Ani")
    kasek.send_photo()
    await office.settle()
    await office.say(kasek, "selesai")
    assert "“insyaallah”: ⚠️ Jawab ya atau tidak." in await office.say(kasek, "insyaallah")
    assert "Lancar: Ya" in await office.say(kasek, "ya")
