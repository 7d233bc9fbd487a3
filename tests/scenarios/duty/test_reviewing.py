from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.simulator import Person
from bot.storage.models import DutyPhoto, DutyReport, DutyShift
from tests.office import Office
from tests.scenarios.owing.test_who_may_be_told import leaves

NUMBER = "PKT/35.05.01/20231003/1"


async def _reported(office: Office, text: str = "Pelayanan normal") -> tuple[Person, Person]:
    """The officer, who reported, and the head of the secretariat, who was told."""
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.say(ketua, f"/piket lapor\nsituasi: aman\nisi: {text}")
    return ketua, kasek


@pytest.mark.handler("duty.reviewing")
async def test_what_is_to_be_put_right_goes_to_the_officer_and_the_reply_comes_back(office: Office) -> None:
    ketua, kasek = await _reported(office)
    assert kasek.screen == (
        f"📝 Laporan piket masuk\n{NUMBER}\nWonodadi · Sel 3 Okt\n"
        f"Oleh {ketua.user.first_name}, 3 Okt 2023 09.00 WIB\n\nPelayanan normal"
    )
    await office.press(kasek, "Perlu diperbaiki")
    assert await office.say(kasek, "Berapa tamunya?") == (
        f"✉️ Catatan terkirim; jawabannya datang ke sini. Penerima: {ketua.user.first_name}"
    )
    assert ketua.screen == (
        f"✏️ Laporan piket perlu diperbaiki\n{NUMBER}\nWonodadi · Sel 3 Okt\n\n"
        f"💬 {kasek.user.first_name}: Berapa tamunya?\n\nTekan Jawab atau balas (reply) pesan ini untuk menjawab,"
        " atau perbaiki laporannya."
    )
    asked = ketua.messages[-1]
    # Somebody else's matter in between takes no answer away.
    await office.say(ketua, "/jadwal")
    ketua.send("Dua tamu dari desa", answering=asked)
    await office.settle()
    assert ketua.screen == f"✅ Jawaban disimpan di laporan {NUMBER}. Terima kasih."
    assert "Dua tamu dari desa" in kasek.screen
    await office.press(kasek, "Diterima")
    assert kasek.screen.splitlines()[-3:] == [
        f"✅ Diterima {kasek.user.first_name}",
        f"💬 {kasek.user.first_name}, 3 Okt 2023 09.00 WIB: Berapa tamunya?",
        f"💬 {ketua.user.first_name}, 3 Okt 2023 09.01 WIB: Dua tamu dari desa",
    ]


async def test_a_note_that_reaches_nobody_is_said_to_and_comes_back_with_whoever_unblocks_the_bot(
    office: Office,
) -> None:
    ketua, kasek = await _reported(office)
    name = ketua.user.first_name
    ketua.block()
    await office.settle()
    await office.press(kasek, "Perlu diperbaiki")
    assert await office.say(kasek, "Sebut namanya") == (
        f"📝 Catatan tersimpan di laporan {NUMBER}, tetapi belum sampai.\n"
        f"🚫 {name} memblokir bot: catatan sampai bila ia membukanya lagi. Hubungi langsung."
    )
    await office.at("2023-10-03", 10)
    assert not any("Sebut namanya" in one.text for one in ketua.messages)
    ketua.unblock()
    await office.at("2023-10-03", 12)
    assert [one.text.splitlines()[0] for one in ketua.messages if "Sebut namanya" in one.text] == [
        "✏️ Laporan piket perlu diperbaiki"
    ]


async def test_a_report_that_came_while_its_reader_was_away_is_read_on_return(office: Office) -> None:
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    kasek.block()
    await office.settle()
    await _reported(office)
    assert not any("Laporan piket masuk" in one.text for one in kasek.messages)
    kasek.unblock()
    await office.settle()
    assert kasek.screen.splitlines()[:2] == ["📝 Laporan piket masuk", NUMBER]


async def test_a_note_to_whoever_has_left_office_is_said_to_reach_nobody(office: Office) -> None:
    ketua, kasek = await _reported(office)
    await leaves(office, ketua)
    await office.press(kasek, "Perlu diperbaiki")
    assert await office.say(kasek, "Sebut namanya") == (
        f"📝 Catatan tersimpan di laporan {NUMBER}, tetapi belum sampai.\n"
        f"🚫 {ketua.user.first_name} tidak ada lagi di bot: catatan tidak sampai kepadanya."
    )
    await office.at("2023-10-03", 10)
    assert not any("Sebut namanya" in one.text for one in ketua.messages)


async def test_a_correction_keeps_the_first_version_and_is_told(office: Office) -> None:
    ketua, kasek = await _reported(office, "Dua tamu")
    head = await office.head()
    await office.press(kasek, "Perlu diperbaiki")
    await office.say(kasek, "Sebut namanya")
    for words in ("Dua tamu: Budi, Ani", "Tiga tamu: Budi, Ani, Umi"):
        await office.press(ketua, "Perbaiki laporan")
        assert await office.press(ketua, "✏️ Laporan") == (
            f"✏️ Perbaikan laporan {NUMBER}\nWonodadi, Selasa, 3 Oktober 2023\n"
            + (f"💬 {kasek.user.first_name}: Sebut namanya\n" if "Dua" in words else "")
            + "\n2/3 Apa laporannya?\nTulis singkat, misalnya: Pelayanan normal, dua tamu. Bila ada kejadian: apa, di mana,"
            f" kapan, siapa.\nJawaban sekarang: {'Dua tamu' if 'Dua' in words else 'Dua tamu: Budi, Ani'}\n"
            "Tersimpan, tetapi BELUM terkirim."
        )
        await office.say(ketua, words)
        await office.press(ketua, "Kirim perbaikan")
    assert kasek.screen.startswith("💬 Laporan piket dijawab")
    read = await office.say(head, f"/rekap {NUMBER}")
    assert "\n\nTiga tamu: Budi, Ani, Umi\n" in read
    assert read.endswith("📄 Diperbaiki 2×. Laporan pertama: Dua tamu")
    assert len(await office.deliveries(Purpose.DUTY_FIXED)) == 2


async def test_what_was_put_right_since_it_was_read_is_read_again_before_it_is_accepted(office: Office) -> None:
    ketua, kasek = await _reported(office, "Dua tamu")
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "✏️ Laporan")
    await office.say(ketua, "Tiga tamu")
    await office.press(ketua, "Kirim perbaikan")
    # The message that came first says what the report said then.
    assert kasek.screen.endswith("\n\nDua tamu")
    assert await office.press(kasek, "Diterima") == (
        "⚠️ Laporan ini sudah diperbaiki sejak Anda membacanya. Periksa lagi sebelum menerimanya.\n\n"
        f"🛡 Laporan piket {NUMBER}\nWonodadi · Selasa, 3 Oktober 2023 · 🟢 aman\n"
        f"Oleh {ketua.user.first_name}, 3 Okt 2023 09.00 WIB\n\nTiga tamu\n\n"
        "📄 Diperbaiki 1×. Laporan pertama: Dua tamu"
    )
    assert f"✅ Diterima {kasek.user.first_name}" in await office.press(kasek, "Diterima")


async def test_nobody_looks_after_a_report_who_may_not(office: Office) -> None:
    ketua, kasek = await _reported(office)
    beside = await office.registered("Kepala Sekretariat", "Udanawu")
    async with office.bot.db.read() as session:
        shift = (await session.execute(select(DutyShift.id))).scalar_one()
    for who, said in ((ketua, "tidak berlaku"), (beside, "tidak berlaku")):
        for verb in ("dutyq", "dutyi"):
            who.press_data(f"{verb}:{shift}:1", who.messages[-1])
            await office.settle()
            assert said in who.notes[-1][0]
    beside.press_data(f"dutye:{shift}:1", beside.messages[-1])
    await office.settle()
    assert beside.notes[-1][0] == "Jadwal piket itu bukan milik Anda. Lihat piket Anda: /piket"
    assert f"✅ Diterima {kasek.user.first_name}" in await office.press(kasek, "Diterima")


async def test_what_is_nihil_is_nothing_to_look_at(office: Office) -> None:
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    seen = len(kasek.messages)
    await office.press(ketua, "Aman, nihil")
    assert len(kasek.messages) == seen


async def test_an_answer_is_mended_by_itself_and_an_incident_that_it_tells_of_is_opened(office: Office) -> None:
    ketua, kasek = await _reported(office, "Baliho roboh")
    head = await office.head()
    opened = await office.press(ketua, "Perbaiki laporan")
    assert opened == (
        f"✏️ Perbaikan laporan {NUMBER}\nWonodadi, Selasa, 3 Oktober 2023\n\nSituasi: 📝 Aman, ada catatan\nLaporan: Baliho roboh\n\n"
        "Tekan yang salah, jawab ulang, lalu tekan Kirim perbaikan. Laporan yang lama tetap tersimpan."
    )
    asked = await office.press(ketua, "✏️ Situasi")
    assert "Bagaimana situasinya?" in asked
    assert await office.press(ketua, "Kembali") == opened
    await office.press(ketua, "✏️ Situasi")
    # What is asked of an incident besides comes by itself.
    assert "Kirim lokasi kejadian." in await office.press(ketua, "Ada kejadian")
    ketua.send_location(-8.09, 112.16)
    await office.settle()
    await office.press(ketua, "✏️ Foto")
    ketua.send_photo()
    await office.settle()
    mended = await office.press(ketua, "Kirim perbaikan")
    assert mended == (
        "✅ Perbaikan terkirim\n\n"
        f"🛡 Laporan piket {NUMBER}\nWonodadi · Selasa, 3 Oktober 2023 · 🔴 ada kejadian\n"
        f"Oleh {ketua.user.first_name}, 3 Okt 2023 09.00 WIB\n"
        "Diperbaiki menjadi 🔴 ada kejadian, 3 Okt 2023 09.03 WIB\n\nBaliho roboh\n\nLampiran: foto, lokasi\n\n"
        "📄 Diperbaiki 1×. Laporan pertama: Baliho roboh"
    )
    assert any(message.text.startswith("🔴 Kejadian piket · Wonodadi") for message in head.messages)
    assert any(message.text.startswith("🔴 Kejadian piket · Wonodadi") for message in kasek.messages)
    # That it cannot wait is told anew, so that everybody is called.
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "✏️ Situasi")
    await office.press(ketua, "Kejadian mendesak")
    assert ketua.notes[-1][0].startswith("Kejadian yang ternyata mendesak dilaporkan baru")
    await office.say(ketua, "/batal")
    assert ketua.screen == (
        "Perbaikan dihentikan; laporannya tetap seperti sebelumnya. Untuk melanjutkan: Perbaiki laporan."
    )
    # It is asked again what was asked; nothing else than before is no correction.
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "Ada kejadian")
    await office.press(ketua, "Kirim perbaikan")
    assert ketua.notes[-1][0] == (
        "Belum ada yang berubah, jadi tidak ada yang dikirim. Tekan dulu yang salah, atau kirim fotonya di sini."
    )
    # An incident that was none after all and is one again is the same.
    for said in ("Aman, ada catatan", "Ada kejadian"):
        await office.press(ketua, "Perbaiki laporan")
        await office.press(ketua, "✏️ Situasi")
        await office.press(ketua, said)
        assert "📄 Diperbaiki" in await office.press(ketua, "Kirim perbaikan")
    assert len([one for one in head.messages if one.text.startswith("🔴 Kejadian piket · Wonodadi")]) == 1


async def test_a_note_about_a_report_that_was_put_right_meanwhile_goes_out_only_if_it_still_holds(
    office: Office,
) -> None:
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.say(ketua, "/piket lapor\nsituasi: aman\nisi: Dua tamu")
    await office.press(kasek, "Perlu diperbaiki")
    for step in ("Perbaiki laporan", "✏️ Laporan"):
        await office.press(ketua, step)
    await office.say(ketua, "Dua tamu dari Srengat")
    await office.press(ketua, "Kirim perbaikan")
    before = len(ketua.messages)
    said = await office.say(kasek, "Tamu dari mana?")
    assert "sudah diperbaiki selagi Anda menulis. Sekarang berbunyi:\n\nDua tamu dari Srengat\n\n" in said
    assert "Catatan Anda, BELUM terkirim: Tamu dari mana?" in said
    assert len(ketua.messages) == before
    assert "✉️ Catatan terkirim" in await office.press(kasek, "Kirim catatan ini")
    assert "Tamu dari mana?" in ketua.screen


async def test_a_note_in_the_night_says_when_it_is_told(office: Office) -> None:
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.say(ketua, "/piket lapor\nsituasi: aman\nisi: Dua tamu")
    await office.at("2023-10-03", 23)
    await office.press(kasek, "Perlu diperbaiki")
    said = await office.say(kasek, "Dari mana?")
    assert said.startswith("✉️ Catatan tersimpan dan disampaikan pukul 05.00")
    assert "Dari mana?" not in ketua.screen
    await office.at("2023-10-04", 5.1)
    assert "Dari mana?" in ketua.screen


async def test_a_note_is_answered_by_a_button_and_plain_words(office: Office) -> None:
    ketua, kasek = await _reported(office)
    await office.press(kasek, "Perlu diperbaiki")
    await office.say(kasek, "Berapa tamunya?")
    assert await office.press(ketua, "Jawab") == (
        f"Tulis jawaban untuk catatan di laporan {NUMBER} dalam satu pesan. Untuk berhenti: /batal\n"
        f"💬 {kasek.user.first_name}: Berapa tamunya?"
    )
    assert await office.say(ketua, "Dua tamu") == f"✅ Jawaban disimpan di laporan {NUMBER}. Terima kasih."
    assert kasek.screen.startswith("💬 Laporan piket dijawab")
    assert "Dua tamu" in kasek.screen


async def test_nihil_put_right_into_an_incident_says_what_happened_and_not_that_nothing_did(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    await office.say(ketua, "Situasi aman, nihil laporan.\nada tambahan: 3 tamu")
    await office.press(ketua, "Kirim laporan")
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "✏️ Situasi")
    asked = await office.press(ketua, "Kejadian mendesak")
    assert "2/4 Apa laporannya?" in asked
    assert "Jawaban sekarang" not in asked
    assert not any("Kirim perbaikan" in label for label in ketua.messages[-1].buttons)
    await office.say(ketua, "Perusakan kantor")
    assert (await office.press(ketua, "Kirim perbaikan")).startswith("✅ Perbaikan terkirim")
    assert "\n\nPerusakan kantor\n\n" in head.screen
    assert "nihil" not in head.screen


async def test_photos_of_a_report_are_replaced_and_counted_as_they_are(office: Office) -> None:
    ketua, kasek = await _reported(office)
    await office.press(ketua, "Perbaiki laporan")
    ketua.send_album([b"satu", b"dua", b"tiga", b"empat"])
    await office.settle()
    assert "Lampiran: 4 foto" in ketua.screen
    assert "Lampiran: 4 foto" in await office.press(ketua, "Kirim perbaikan")
    await office.press(kasek, "Perlu diperbaiki")
    await office.say(kasek, "Fotonya kabur")
    await office.press(ketua, "Perbaiki laporan")
    assert "Jawaban sekarang: 4 foto" in await office.press(ketua, "✏️ Foto")
    assert "Jawaban sekarang" not in await office.press(ketua, "Ganti semua foto")
    ketua.send_album([b"lima", b"enam"])
    await office.settle()
    assert "Lampiran: 2 foto" in ketua.screen
    assert "Lampiran: 2 foto" in await office.press(ketua, "Kirim perbaikan")
    await office.press(kasek, "Buka laporan")
    report, *photos = kasek.messages[-3:]
    assert "Lampiran: 2 foto" in report.text
    assert [photo.attachment for photo in photos] == ["photo", "photo"]
    async with office.bot.db.read() as session:
        assert len((await session.execute(select(DutyPhoto.id))).all()) == 2
        (earlier,) = (await session.execute(select(DutyReport.earlier))).scalars()
    # What is known of the others stays with what the report said then.
    assert earlier is not None
    assert [len(one.get("photos", ())) for one in earlier] == [0, 4]


@pytest.mark.parametrize("then", ["sent", "dropped"])
async def test_what_another_has_put_right_meanwhile_is_seen_before_it_is_replaced(office: Office, then: str) -> None:
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 17.1)
    await office.press(kasek, "Lapor untuk")
    await office.press(kasek, "Aman, ada catatan")
    await office.say(kasek, "Dua tamu")
    await office.press(kasek, "Kirim laporan")
    await office.press(ketua, "Buka laporan")
    for who, words in ((ketua, "Tiga tamu"), (kasek, "Empat tamu")):
        await office.press(who, "Perbaiki laporan")
        await office.press(who, "✏️ Laporan")
        await office.say(who, words)
    await office.press(ketua, "Kirim perbaikan")
    assert await office.press(kasek, "Kirim perbaikan") == (
        "✏️ Perbaikan laporan PKT/35.05.01/20231003/1\nWonodadi, Selasa, 3 Oktober 2023\n"
        "⚠️ Laporan ini sudah diperbaiki orang lain selagi Anda menulis. Sekarang berbunyi:\nTiga tamu\n\n"
        "Perbaikan Anda, BELUM terkirim:\nSituasi: 📝 Aman, ada catatan\nLaporan: Empat tamu\n\n"
        "Kirim perbaikan Anda sebagai penggantinya, tekan yang salah, atau buang."
    )
    if then == "dropped":
        assert "🗑 Isian Anda dibuang" in await office.press(kasek, "Buang isian saya")
    else:
        assert "Empat tamu" in await office.press(kasek, "Kirim perbaikan")
    async with office.outside.read() as session:
        report = (await session.execute(select(DutyReport))).scalar_one()
    assert report.text == ("Tiga tamu" if then == "dropped" else "Empat tamu")
    assert [one["text"] for one in report.earlier or ()][1:] == ([] if then == "dropped" else ["Tiga tamu"])


async def test_what_is_put_right_may_be_written_by_lines_and_sent_by_a_word(office: Office) -> None:
    ketua, _ = await _reported(office)
    await office.press(ketua, "Perbaiki laporan")
    assert "“selesai”: ⚠️ BELUM terkirim." in await office.say(ketua, "selesai")
    assert "Laporan: Tiga tamu" in await office.say(ketua, "isi: Tiga tamu")
    assert "✅ Perbaikan terkirim" in await office.say(ketua, "kirim")
    async with office.outside.read() as session:
        assert list((await session.execute(select(DutyReport.text))).scalars()) == ["Tiga tamu"]


async def test_a_note_that_was_begun_waits_for_whoever_answers_a_request_first(office: Office) -> None:
    ketua, kasek = await _reported(office)
    head = await office.head()
    await office.say(head, "/minta Data, paling lambat Jumat\nLuas: angka")
    await office.press(head, "Kirim ke semua")
    await office.press(kasek, "Perlu diperbaiki")
    await office.press(kasek, "Jawab")
    await office.restart()
    assert await office.say(kasek, "12") == (
        "✍️ Catatan Anda untuk laporan piket masih ditunggu, BELUM terkirim: tulis di sini. Untuk berhenti: /batal"
    )
    assert any("Luas: 12" in one.text for one in kasek.messages)
    assert (await office.say(kasek, "Sebut namanya")).startswith("✉️ Catatan terkirim")
    assert "Sebut namanya" in ketua.screen
    # Once it is sent it waits no more.
    await office.press(kasek, "Ubah jawaban")
    assert "Luas: 13" in await office.say(kasek, "13")


async def test_an_answer_that_was_begun_waits_for_whoever_puts_the_report_right_first(office: Office) -> None:
    ketua, kasek = await _reported(office)
    await office.press(kasek, "Perlu diperbaiki")
    await office.say(kasek, "Sebut namanya")
    await office.press(ketua, "Jawab")
    await office.press(ketua, "Perbaiki laporan")
    await office.say(ketua, "isi: Dua tamu: Ani, Budi")
    await office.press(ketua, "Kirim perbaikan")
    assert ketua.screen.startswith("✍️ Jawaban Anda untuk catatan di laporan piket masih ditunggu, BELUM terkirim")
    assert (await office.say(ketua, "Sudah saya sebut")).startswith("✅ Jawaban disimpan")


async def test_who_stops_stops_all_that_is_asked(office: Office) -> None:
    _, kasek = await _reported(office)
    head = await office.head()
    await office.say(head, "/minta Data, paling lambat Jumat\nLuas: angka")
    await office.press(head, "Kirim ke semua")
    await office.press(kasek, "Perlu diperbaiki")
    await office.press(kasek, "Jawab")
    await office.say(kasek, "/batal")
    assert "belum terkirim ke mana pun" in await office.say(kasek, "Sebut namanya")


async def test_two_who_ask_about_a_report_both_hear_what_is_answered_and_put_right(office: Office) -> None:
    ketua, kasek = await _reported(office)
    head = await office.head()
    await office.press(kasek, "Perlu diperbaiki")
    await office.say(kasek, "Sebut nama tamu")
    first = ketua.messages[-1]
    await office.say(head, f"/rekap {NUMBER}")
    await office.press(head, "Perlu diperbaiki")
    await office.say(head, "Jam berapa tamunya?")
    ketua.send("Budi dan Ani", answering=first)
    await office.settle()
    for who in (kasek, head):
        assert who.screen.startswith("💬 Laporan piket dijawab")
        assert "Budi dan Ani" in who.screen
    # Whoever asked reads the answer below what they asked.
    asked = [line.split(": ")[1] for line in kasek.screen.splitlines() if line.startswith("💬") and ": " in line]
    assert asked == ["Sebut nama tamu", "Jam berapa tamunya?", "Budi dan Ani"]
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "✏️ Laporan")
    await office.say(ketua, "Dua tamu pukul 10.00")
    await office.press(ketua, "Kirim perbaikan")
    for who in (kasek, head):
        assert "Dua tamu pukul 10.00" in who.screen
    # It is in order: the one who accepts it is told of what comes after, the other is done with it.
    await office.press(head, "Diterima")
    before = len(kasek.messages)
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "✏️ Laporan")
    await office.say(ketua, "Dua tamu pukul 10.30")
    await office.press(ketua, "Kirim perbaikan")
    assert "Dua tamu pukul 10.30" in head.screen
    assert len(kasek.messages) == before


async def test_notes_of_a_night_go_out_each_with_its_own_words(office: Office) -> None:
    ketua, kasek = await _reported(office)
    head = await office.head()
    await office.at("2023-10-03", 22)
    for who, note in ((kasek, "Sebut nama tamu"), (head, "Jam berapa tamunya?")):
        await office.say(who, f"/piket {NUMBER}" if who is kasek else f"/rekap {NUMBER}")
        await office.press(who, "Perlu diperbaiki")
        await office.say(who, note)
    await office.at("2023-10-04", 6)
    notes = [one.text.splitlines()[4] for one in ketua.messages if one.text.startswith("✏️ Laporan piket perlu")]
    assert notes == [f"💬 {kasek.user.first_name}: Sebut nama tamu", f"💬 {head.user.first_name}: Jam berapa tamunya?"]


async def test_a_report_of_nothing_that_is_put_right_is_looked_at_as_one_that_comes(office: Office) -> None:
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.press(ketua, "Aman, nihil")
    before = len(kasek.messages)
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "✏️ Situasi")
    await office.press(ketua, "Aman, ada catatan")
    await office.say(ketua, "Ada dua tamu")
    await office.press(ketua, "Kirim perbaikan")
    assert [one.text.splitlines()[:2] for one in kasek.messages[before:]] == [["📝 Laporan piket masuk", NUMBER]]
    assert "Ada dua tamu" in kasek.screen
    # Before anybody has looked at it it says what it says: nobody is told twice.
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "✏️ Laporan")
    await office.say(ketua, "Ada tiga tamu")
    await office.press(ketua, "Kirim perbaikan")
    assert len(kasek.messages) == before + 1


@pytest.mark.parametrize("chair_is_there", [False, True])
async def test_where_no_head_of_the_secretariat_is_there_the_division_looks_at_reports(
    office: Office, *, chair_is_there: bool
) -> None:
    officer, head = await office.registered("Anggota Panwascam", "Udanawu"), await office.head()
    if chair_is_there:
        await office.chair_of("Udanawu")
    await office.duty("2023-10-03", officer, "Udanawu")
    await office.at("2023-10-03", 9)
    await office.say(officer, "/piket lapor\nsituasi: aman\nisi: Dua tamu")
    assert head.screen.startswith("📝 Laporan piket masuk\nPKT/35.05.02/20231003/1\n")
    await office.press(head, "Diterima")
    # Whoever heads it has left the bot: both read it, the head on return.
    kasek = await office.registered("Kepala Sekretariat", "Udanawu")
    kasek.block()
    await office.settle()
    await office.say(officer, "/piket lapor\nsituasi: aman\nisi: Satu tamu lagi")
    assert "Satu tamu lagi" in head.screen
    kasek.unblock()
    await office.settle()
    assert "Satu tamu lagi" in kasek.screen


async def test_for_whom_a_report_is_and_how_many_photos_it_has_is_said_to_whoever_writes_and_reads_it(
    office: Office,
) -> None:
    officer, kasek = await office.registered("Anggota Panwascam"), await office.registered("Kepala Sekretariat")
    head = await office.head()
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at("2023-10-03", 17.1)
    name = officer.user.first_name
    await office.press(kasek, "Lapor untuk")
    assert kasek.screen.startswith(f"🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023\nUntuk {name}\n\n")
    await office.press(kasek, "Aman, ada catatan")
    await office.say(kasek, "Dua tamu")
    kasek.send_album(2)
    await office.settle()
    await office.press(kasek, "Kirim laporan")
    # Her own reports, and those that she sends for somebody, are looked at by the division.
    assert f"\nOleh {kasek.user.first_name} untuk {name}, 3 Okt 2023 17." in head.screen
    assert head.screen.endswith("\n\nDua tamu\n\nLampiran: 2 foto")
    await office.at("2023-10-12", 9)
    message = next(one for one in kasek.messages if any("Lapor untuk" in label for label in one.buttons))
    kasek.press("Lapor untuk", message=message)
    await office.settle()
    assert kasek.notes[-1][0] == (
        "Laporan piket diterima paling lambat 7 hari sesudahnya. Beri tahu Kordiv SDMO bila laporannya masih perlu."
    )


@pytest.mark.parametrize("owes", [False, True])
async def test_what_is_written_to_nobody_while_a_note_waits_is_offered_as_its_answer(
    office: Office, *, owes: bool
) -> None:
    ketua, kasek = await _reported(office)
    await office.press(kasek, "Perlu diperbaiki")
    await office.say(kasek, "Berapa tamunya?")
    if owes:
        await office.duty("2023-10-04", ketua, "Wonodadi")
        await office.at("2023-10-04", 9)
    before = len(kasek.messages)
    said = await office.say(ketua, "Dua, dari desa")
    assert said == (
        f"💬 Catatan di laporan {NUMBER} belum dijawab:\n💬 {kasek.user.first_name}: Berapa tamunya?\n\n"
        "Tulisan Anda, BELUM tersimpan: Dua, dari desa\nBila itu jawabannya, tekan Kirim sebagai jawaban."
        + ("\nLaporan piket Anda yang masih ditunggu: /piket" if owes else "")
    )
    assert len(kasek.messages) == before
    # What is written instead is read for itself, and a quiet day is no answer.
    first = ketua.messages[-1]
    assert "Tiga, dari desa" in await office.say(ketua, "Tiga, dari desa")
    assert not first.buttons
    assert (
        await office.press(ketua, "Kirim sebagai jawaban") == f"✅ Jawaban disimpan di laporan {NUMBER}. Terima kasih."
    )
    assert "Tiga, dari desa" in kasek.screen
    assert "Catatan di laporan" not in await office.say(ketua, "Terima kasih")
