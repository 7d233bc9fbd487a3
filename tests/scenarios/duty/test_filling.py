from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.services.duty.form_directory import load_forms
from bot.storage.models import DutyDraft, DutyPhoto, DutyReport
from tests.office import WITA, Office

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator import Person

# What a finished report may take of Telegram's calls.
_MOST_CALLS = 12


async def _on_duty(office: Office) -> Person:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    return ketua


async def _reports(office: Office) -> list[DutyReport]:
    async with office.bot.db.read() as session:
        return list((await session.execute(select(DutyReport).order_by(DutyReport.id))).scalars())


@pytest.mark.handler("duty.filling")
async def test_a_report_of_all_kinds_of_answers_is_one_message_and_few_calls(office: Office) -> None:
    ketua = await _on_duty(office)
    shown, calls = len(ketua.messages), len(office.sim.calls(chat_id=ketua.id))
    presses = ("Buat laporan", "Ada kejadian")
    for label in presses:
        await office.press(ketua, label)
    await office.say(ketua, "Baliho roboh di depan balai desa")
    ketua.send_album(3)
    await office.settle()
    ketua.send_location(-8.1, 112.2)
    await office.settle()
    assert ketua.screen == (
        "🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023\n📍 Lokasi diterima.\n\n"
        "Situasi: 🔴 Ada kejadian\nLaporan: Baliho roboh di depan balai desa\nLampiran: 3 foto, lokasi\n\n"
        "BELUM terkirim. Periksa, lalu tekan Kirim laporan."
    )
    await office.press(ketua, "Kirim laporan")
    assert len(ketua.messages) == shown
    # Each press is answered too.
    assert len(office.sim.calls(chat_id=ketua.id)) - calls + len(presses) + 1 <= _MOST_CALLS
    (report,) = await _reports(office)
    assert report.answers is not None
    assert [(one["ask"], one["answer"]) for one in report.answers] == [
        ("Bagaimana situasinya?", "🔴 Ada kejadian"),
        ("Apa laporannya?", "Baliho roboh di depan balai desa"),
    ]
    async with office.bot.db.read() as session:
        photos = list((await session.execute(select(DutyPhoto))).scalars())
        assert (await session.execute(select(DutyDraft))).scalars().all() == []
    assert [(photo.report_id, photo.latitude) for photo in photos] == [(report.id, -8.1)] * 3
    assert len({photo.unique_id for photo in photos}) == 3


async def test_one_goes_back_passes_over_and_goes_on_where_one_was_after_a_restart_and_other_things(
    office: Office,
) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Laporan lain")
    await office.press(ketua, "Pengawasan logistik")
    await office.press(ketua, "Kotak suara")
    assert "⚠️ Tulis angka saja" in await office.say(ketua, "dua puluh")
    await office.say(ketua, "1.250")
    await office.restart()
    assert "1/5 Logistik apa yang diawasi?" not in await office.press(ketua, "Kembali")
    assert "Jawaban sekarang: 1.250" in ketua.screen
    # Somebody else's matter in between.
    await office.say(ketua, "/izin")
    await office.say(ketua, "/piket")
    assert await office.say(ketua, "/batal") == (
        "Isian dihentikan, laporan BELUM terkirim. Yang sudah diisi tersimpan: lanjutkan lewat /piket"
    )
    await office.say(ketua, "/piket")
    await office.press(ketua, "Laporan lain")
    assert "Jawaban sekarang: 1.250" in await office.press(ketua, "Pengawasan logistik")
    await office.say(ketua, "1.300")
    await office.press(ketua, "Tidak")
    assert "Berapa yang rusak atau kurang" in ketua.screen
    await office.press(ketua, "Kembali")
    await office.press(ketua, "Ya")
    await office.say(ketua, "Gudang kecamatan")
    await office.press(ketua, "Lewati")
    assert "Jumlah: 1.300\nSemua baik: Ya\nTempat: Gudang kecamatan" in ketua.screen
    assert "Nomor: PKT/35.05.01/20231003/1" in await office.press(ketua, "Kirim laporan")
    ((_, text),) = [(one.form, one.text) for one in await _reports(office)]
    assert text == "Logistik: Kotak suara\nJumlah: 1.300\nSemua baik: Ya\nTempat: Gudang kecamatan"


async def test_a_report_in_one_message_takes_one_call(office: Office) -> None:
    ketua = await _on_duty(office)
    assert "/piket lapor\nsituasi:\nisi:" in await office.say(ketua, "/piket lapor")
    calls = len(office.sim.calls(chat_id=ketua.id))
    said = await office.say(ketua, "/piket lapor\nSituasi: aman\nIsi: Pelayanan normal\nDua tamu")
    assert said.startswith("✅ Laporan piket diterima\nNomor: PKT/35.05.01/20231003/1")
    assert len(office.sim.calls(chat_id=ketua.id)) == calls + 1
    ketua.send_photo("/piket lapor kejadian\nmendesaknya: kejadian\njenis: apk\napa: Baliho roboh\ndi mana: Gandekan")
    await office.settle()
    assert "Nomor: PKT/35.05.01/20231003/2" in ketua.screen
    assert "Lampiran: foto" in ketua.screen
    assert [one.text for one in await _reports(office)] == [
        "Pelayanan normal\nDua tamu",
        "Kejadian: Alat peraga (APK)\nApa yang terjadi: Baliho roboh\nDi mana: Gandekan",
    ]


@pytest.mark.parametrize("caption", ["/piket lapor\nsituasi: aman\nisi: Pelayanan normal", "/piket nihil"])
@pytest.mark.parametrize("opened", [False, True])
async def test_an_album_with_a_report_under_it_is_one_report_sent_in_one_message(
    office: Office, caption: str, opened: bool
) -> None:
    ketua = await _on_duty(office)
    if opened:
        await office.say(ketua, "/piket")
    shown, calls = len(ketua.messages), len(office.sim.calls(chat_id=ketua.id))
    ketua.send_album(3, caption)
    await office.settle()
    assert len(ketua.messages) == shown + (not opened)
    assert len(office.sim.calls(chat_id=ketua.id)) == calls + 1
    assert ketua.screen.startswith("✅ Laporan piket diterima")
    assert "Lampiran: 3 foto" in ketua.screen
    assert not any("BELUM terkirim" in one.text for one in ketua.messages)
    assert len(await _reports(office)) == 1
    async with office.bot.db.read() as session:
        assert len((await session.execute(select(DutyPhoto))).all()) == 3
        assert (await session.execute(select(DutyDraft))).first() is None


async def test_an_incident_by_taps_with_an_album_and_a_place_is_few_calls(office: Office) -> None:
    anggota = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.say(anggota, "/piket")
    calls, presses = len(office.sim.calls(chat_id=anggota.id)), ("Lapor kejadian", "Bisa menunggu", "Lainnya")
    for label in presses:
        await office.press(anggota, label)
    await office.say(anggota, "Baliho roboh menimpa motor")
    await office.say(anggota, "Kunir")
    anggota.send_album(3)
    await office.settle()
    assert "📷 Foto disimpan (3)." in anggota.screen
    assert sum(message.reaction == "👍" for message in anggota.room.messages) == 3
    anggota.send_location(-8.1, 112.2)
    await office.settle()
    await office.press(anggota, "Kirim laporan")
    assert "Lampiran: 3 foto, lokasi" in anggota.screen
    # Each press is answered too.
    assert len(office.sim.calls(chat_id=anggota.id)) - calls + len(presses) + 1 <= _MOST_CALLS


async def test_an_album_is_whole_also_where_the_bot_dies_between(office: Office) -> None:
    ketua = await _on_duty(office)
    ketua.send_album(3, "/piket lapor\nsituasi: aman\nisi: Pelayanan normal")
    await office.clock.settle()
    await office.restart()
    await office.settle()
    (report,) = await _reports(office)
    assert report.text == "Pelayanan normal"
    async with office.bot.db.read() as session:
        assert len((await session.execute(select(DutyPhoto))).all()) == 3


async def test_lines_that_cannot_be_read_are_named_and_go_along(office: Office) -> None:
    ketua = await _on_duty(office)
    said = await office.say(
        ketua, "/piket lapor logistik\nbarang: kotak\njumlah: banyak\nbaik: ya\nwarna: merah\ntempat: gudang"
    )
    assert said.startswith(
        "⚠️ Sebagian belum terbaca (ikut dikirim bila tidak ditulis lagi):\n"
        "• “jumlah: banyak”: ⚠️ Tulis angka saja, misalnya: 1.250\n"
        "• “warna: merah”: kata di depan tanda “:” atau “=” tidak dikenal\n\n"
        "🛡 Pengawasan logistik Wonodadi, Selasa, 3 Oktober 2023\n\n2/5 Berapa jumlahnya?"
    )
    await office.say(ketua, "20")
    await office.press(ketua, "Kirim laporan")
    ((text),) = [one.text for one in await _reports(office)]
    assert text == "Logistik: Kotak suara\nJumlah: 20\nSemua baik: Ya\nTempat: gudang\nwarna: merah"


async def test_words_without_a_keyword_are_words_of_the_report(office: Office) -> None:
    ketua = await _on_duty(office)
    said = await office.say(ketua, "/piket lapor aman, dua tamu")
    assert said == (
        "🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023\n"
        "✍️ Dicatat: “aman, dua tamu”. Tinggal pilih jawabannya:\n\n"
        "1/3 Bagaimana situasinya?\nMendesak: pimpinan langsung diberi tahu, juga malam.\nTersimpan, tetapi BELUM terkirim."
    )
    await office.press(ketua, "Aman, ada catatan")
    assert "Nomor: PKT/35.05.01/20231003/1" in await office.press(ketua, "Kirim laporan")
    assert [one.text for one in await _reports(office)] == ["aman, dua tamu"]
    # Beside lines that are read it is said how one begins.
    said = await office.say(ketua, "/piket lapor kejadian\ntadi pagi\njenis: apk\napa: Baliho roboh")
    assert said.startswith(
        "⚠️ Sebagian belum terbaca (ikut dikirim bila tidak ditulis lagi):\n"
        "• “tadi pagi”: mulai dengan kata kunci dan titik dua, misalnya isi:\n"
    )


async def test_the_secretariat_reports_for_somebody_and_it_is_marked(office: Office) -> None:
    ketua, head = await _on_duty(office), await office.head()
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    other = await office.registered("Kepala Sekretariat", "Udanawu")
    await office.at("2023-10-04", 8)
    await office.say(kasek, "/piket")
    await office.press(kasek, f"Lapor untuk {ketua.user.first_name}, Sel 3 Okt")
    other.press_data("dutyn:1", other.messages[-1])
    await office.settle()
    assert other.notes[-1][0] == "Jadwal piket itu bukan milik Anda. Lihat piket Anda: /piket"
    assert "⏱ Terlambat" in await office.press(kasek, "Aman, nihil")
    said = await office.say(head, "/rekap PKT/35.05.01/20231003/1")
    assert f"Oleh {kasek.user.first_name} untuk {ketua.user.first_name}" in said


_OWN = """judul = "Jaga gudang"
tombol = "📦 Jaga gudang"
situasi = "aman"

[[pertanyaan]]
kunci = "gembok"
tanya = "Gembok utuh?"
jenis = "ya-tidak"
"""


@pytest.mark.safety_tick
async def test_a_second_office_in_another_zone_reports_by_a_form_and_in_hours_of_its_own(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "73.01").mkdir()
    (tmp_path / "73.01" / "gudang.toml").write_text(_OWN, encoding="utf-8")
    object.__setattr__(office.bot.ctx, "forms", load_forms(str(tmp_path)))
    selayar, ketua = await office.neighbours(), await _on_duty(office)
    await office.say(selayar.kasek, "/piket")
    await office.press(selayar.kasek, "Atur giliran")
    await office.press(selayar.kasek, "24 jam")
    await office.press(selayar.kasek, "Simpan giliran")
    await office.at("2023-10-04", 7.1, WITA)
    officer = selayar.ketua
    assert officer.screen.startswith("🛡 Piket hari ini")
    await office.press(officer, "Buat laporan")
    await office.press(officer, "Laporan lain")
    assert await office.press(officer, "Jaga gudang") == (
        "🛡 Jaga gudang Benteng, Rabu, 4 Oktober 2023, 08.00–20.00\n\n1/1 Gembok utuh?"
    )
    await office.press(officer, "Ya")
    assert "Nomor: PKT/73.01.01/20231004/1" in await office.press(officer, "Kirim laporan")
    # Nobody else's office has it.
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Laporan lain")
    assert "Jaga gudang" not in " ".join(ketua.messages[-1].buttons)


async def test_lines_of_no_keyword_are_the_report_and_it_is_sent_in_one_call(office: Office) -> None:
    ketua = await _on_duty(office)
    calls = len(office.sim.calls(chat_id=ketua.id))
    said = await office.say(ketua, "/piket lapor\nsituasi: aman\ntamu: 3 orang\nkegiatan: rapat persiapan")
    assert said.startswith("✅ Laporan piket diterima")
    assert len(office.sim.calls(chat_id=ketua.id)) == calls + 1
    (report,) = await _reports(office)
    assert report.text == "tamu: 3 orang\nkegiatan: rapat persiapan"


async def test_lines_are_added_to_what_was_filled_in_before(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    ketua.send_album(2)
    await office.settle()
    # The signal is gone, and comes back for one message.
    said = await office.say(ketua, "/piket lapor\nisi: Pelayanan normal")
    assert "Lampiran: 2 foto" in said.splitlines()
    (report,) = await _reports(office)
    assert (report.text, report.situation.value) == ("Pelayanan normal", "aman")


async def test_what_somebody_wrote_who_is_on_duty_no_more_is_sent_by_whoever_is(office: Office) -> None:
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    member = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.duty("2023-10-03", member, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.press(member, "Buat laporan")
    await office.press(member, "Aman, ada catatan")
    await office.say(member, "Dua tamu")
    member.send_album(2)
    await office.settle()
    await office.duty("2023-10-03", kasek, "Wonodadi")
    await office.press(member, "Kirim laporan")
    assert any(f"dibaca {kasek.user.first_name} saat membuka laporan" in one.text for one in member.messages)
    # One press would say that nothing happened: what was written is shown first.
    assert await office.press(kasek, "Aman, nihil") == (
        "🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023\n"
        f"⚠️ Aman, nihil? Ini sudah ditulis {member.user.first_name}, dan BELUM terkirim:\n\n"
        "Situasi: 📝 Aman, ada catatan\nLaporan: Dua tamu\nLampiran: 2 foto\n\n"
        "Kirim isian ini, atau buang isian ini dan laporkan aman, nihil."
    )
    assert "Lampiran: 2 foto" in await office.press(kasek, "Kirim laporan")
    (report,) = await _reports(office)
    assert (report.text, report.situation.value) == ("Dua tamu", "aman")


async def test_whoever_reports_for_somebody_goes_on_with_what_they_wrote(office: Office) -> None:
    ketua, kasek = await _on_duty(office), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    await office.say(ketua, "Dua tamu")
    await office.at("2023-10-03", 17.1)
    said = await office.press(kasek, f"Lapor untuk {ketua.user.first_name}")
    assert f"✍️ Sudah ditulis {ketua.user.first_name}, belum terkirim." in said
    # Nobody sends what they have not read.
    assert "Laporan: Dua tamu" in said.splitlines()
    await office.press(kasek, "Kirim laporan")
    assert [one.text for one in await _reports(office)] == ["Dua tamu"]


async def test_nihil_under_photos_keeps_them(office: Office) -> None:
    ketua = await _on_duty(office)
    ketua.send_photo("/piket nihil")
    await office.settle()
    assert "Lampiran: foto" in ketua.screen.splitlines()
    # What comes under the same words once more is no report of its own, and not lost.
    ketua.send_album(2, "/piket aman, nihil")
    await office.settle()
    assert "(PKT/35.05.01/20231003/1); yang ini menjadi laporan tambahan." in ketua.screen
    assert "📷 Foto disimpan (2)." in ketua.screen
    assert [one.text for one in await _reports(office)] == ["Situasi aman, nihil laporan."]


@pytest.mark.parametrize("caption", ["/piket", "/piket lapor", "/piket kejadian"])
async def test_a_photo_under_a_command_alone_is_kept(office: Office, caption: str) -> None:
    ketua = await _on_duty(office)
    ketua.send_photo(caption)
    await office.settle()
    assert "📷 Foto disimpan (1)." in ketua.screen


async def test_what_was_not_read_before_does_not_go_along_with_a_whole_report(office: Office) -> None:
    ketua = await _on_duty(office)
    said = await office.say(ketua, "/piket lapor\nsitasi: aman\nlaporn = Pelayanan normal")
    assert "• “sitasi: aman”" in said
    assert "• “laporn = Pelayanan normal”" in said
    said = await office.say(ketua, "/piket lapor\nsituasi: aman\nisi laporan = Pelayanan normal, 2 tamu")
    assert said.startswith("✅ Laporan piket diterima")
    assert [one.text for one in await _reports(office)] == ["Pelayanan normal, 2 tamu"]


async def test_what_was_not_read_before_is_seen_before_it_is_sent_and_can_be_left_out(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    assert "• “warna: merah”" in await office.say(ketua, "/piket lapor logistik\nbarang: kotak\nwarna: merah")
    # The rest of it in a second message.
    said = await office.say(ketua, "/piket lapor logistik\njumlah: 20\nbaik: ya\ntempat: gudang")
    assert said.endswith(
        "⚠️ Tidak terbaca, ikut dikirim apa adanya:\nwarna: merah\n\nBELUM terkirim. Periksa, lalu tekan Kirim laporan."
    )
    assert await _reports(office) == []
    assert "warna" not in await office.press(ketua, "Tanpa baris itu")
    await office.press(ketua, "Kirim laporan")
    ((text),) = [one.text for one in await _reports(office)]
    assert text == "Logistik: Kotak suara\nJumlah: 20\nSemua baik: Ya\nTempat: gudang"


async def test_a_wrong_answer_said_again_is_answered_again(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Laporan lain")
    await office.press(ketua, "Pengawasan logistik")
    await office.press(ketua, "Kotak suara")
    shown = len(ketua.messages)
    assert "“12 orang”: ⚠️ Tulis angka saja, misalnya: 1.250" in await office.say(ketua, "12 orang")
    assert "“100.5”: ⚠️ Tulis angka saja" in await office.say(ketua, "100.5")
    assert len(ketua.messages) == shown
    # The same again would change nothing: it is said below.
    assert "“100.5”: ⚠️ Tulis angka saja" in await office.say(ketua, "100.5")
    assert len(ketua.messages) == shown + 1
    assert "Apakah semuanya baik" in await office.say(ketua, "100")
    assert len(ketua.messages) == shown + 1


async def test_photos_outside_their_question_are_counted(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Ada kejadian")
    ketua.send_photo()
    await office.settle()
    assert "📷 Foto disimpan (1).\n\n2/4 Apa laporannya?" in ketua.screen
    ketua.send_album(2)
    await office.settle()
    assert "📷 Foto disimpan (3).\n\n2/4 Apa laporannya?" in ketua.screen
    ketua.send_album(18)
    await office.settle()
    assert "Paling banyak 20 foto" in "\n".join(message.text for message in ketua.messages[-3:])


@pytest.mark.parametrize("words", ["nihil", "Nihil kejadian", "aman, nihil"])
async def test_nihil_written_under_the_first_question_is_the_whole_report(office: Office, words: str) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    assert "Laporan: Situasi aman, nihil laporan." in await office.say(ketua, words)
    await office.press(ketua, "Kirim laporan")
    assert [(one.text, one.situation.value) for one in await _reports(office)] == [
        ("Situasi aman, nihil laporan.", "aman")
    ]


@pytest.mark.parametrize("words", ["aman", "Nihil", "situasi aman terkendali"])
async def test_aman_written_for_what_there_is_to_report_is_the_quiet_day(office: Office, words: str) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    said = await office.say(ketua, words)
    assert "Laporan: Situasi aman, nihil laporan.\n\nBELUM terkirim. Periksa" in said
    await office.press(ketua, "Kirim laporan")
    assert [one.text for one in await _reports(office)] == ["Situasi aman, nihil laporan."]


@pytest.mark.parametrize("way", ["older message", "words", "lines"])
async def test_a_form_whose_report_was_sent_another_way_says_so(office: Office, way: str) -> None:
    ketua = await _on_duty(office)
    older = ketua.messages[-1]
    await office.say(ketua, "/piket")
    form = ketua.messages[-1]
    await office.press(ketua, "Aman, ada catatan")
    assert "BELUM terkirim" in form.text
    if way == "older message":
        ketua.press("Aman, nihil", message=older)
        await office.settle()
    else:
        await office.say(ketua, "/piket nihil" if way == "words" else "/piket lapor\nsituasi: aman\nisi: Dua tamu")
    assert form.text == "✅ Laporan ini sudah terkirim (PKT/35.05.01/20231003/1)."
    assert form.buttons == []
    assert len(await _reports(office)) == 1


async def test_lines_written_under_a_question_are_read(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Satu pesan")
    said = await office.say(ketua, "situasi: aman\nisi: semua baik")
    assert said.startswith("✅ Laporan piket diterima")
    assert [one.text for one in await _reports(office)] == ["semua baik"]
    # No question is left that would take what is written next.
    assert "laporan tambahan" not in await office.say(ketua, "terima kasih")


async def test_the_words_of_a_button_press_it_and_are_no_words_of_the_report(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.press(ketua, "Buat laporan")
    assert "“Kirim”: ⚠️ BELUM terkirim. Jawab dulu pertanyaan ini." in await office.say(ketua, "Kirim")
    await office.press(ketua, "Ada kejadian")
    assert "“kirim laporan”: ⚠️ BELUM terkirim. Jawab dulu" in await office.say(ketua, "kirim laporan")
    await office.say(ketua, "Baliho roboh")
    assert "4/4" in await office.say(ketua, "lewati")
    assert "3/4" in await office.say(ketua, "kembali")
    shown = len(ketua.messages)
    for times in range(2):
        assert "“sudah”: ⚠️ BELUM terkirim. Tekan tombol kirim di bawah, atau tulis: kirim" in await office.say(
            ketua, "sudah"
        )
        assert len(ketua.messages) == shown + times
    assert (await office.say(ketua, "kirim.")).startswith("✅ Laporan piket diterima")
    assert [one.text for one in await _reports(office)] == ["Baliho roboh"]


async def test_the_secretariat_reports_for_somebody_before_the_shift_is_over(office: Office) -> None:
    ketua, kasek = await _on_duty(office), await office.registered("Kepala Sekretariat", "Wonodadi")
    assert "TIDAK terkirim. Melapor untuk petugasnya: /piket" in await office.say(kasek, "/piket nihil")
    await office.say(kasek, "/piket")
    await office.press(kasek, f"Lapor untuk {ketua.user.first_name}")
    assert "🟢 aman" in await office.press(kasek, "Aman, nihil")
    await office.at("2023-10-03", 9.5)
    assert ketua.screen.startswith("📝 Laporan piket Anda sudah dikirim")
