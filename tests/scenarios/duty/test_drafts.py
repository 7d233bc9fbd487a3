"""What is filled in and not sent: nothing of it is said to be quiet, and nothing of it is sent unknowingly."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.replay.stage import duty_file
from bot.storage.models import DutyDraft, DutyReport

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator import Person
    from tests.office import Office

DAY = "2023-10-03"


async def _on_duty(office: Office) -> Person:
    ketua = await office.chair_of()
    await office.duty(DAY, ketua, "Wonodadi")
    await office.at(DAY, 9)
    return ketua


async def _reports(office: Office) -> list[DutyReport]:
    async with office.outside.read() as session:
        return list((await session.execute(select(DutyReport).order_by(DutyReport.id))).scalars())


async def _urgent_draft(office: Office, ketua: Person) -> None:
    await office.say(ketua, "/piket")
    await office.press(ketua, "Kejadian mendesak")
    await office.say(ketua, "Warga dikeroyok")
    ketua.send_album(2)
    await office.settle()


_ASKED = (
    "🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023\n⚠️ Aman, nihil? Ini sudah Anda isi, dan BELUM terkirim:\n\n"
    "Situasi: 🚨 Kejadian mendesak\nLaporan: Warga dikeroyok\nLampiran: 2 foto\n\n"
    "Kirim isian ini, atau buang isian ini dan laporkan aman, nihil."
)


@pytest.mark.parametrize("by", ["morning", "words", "lines"])
async def test_what_happened_is_not_sent_as_safe_but_shown(office: Office, by: str) -> None:
    ketua, head = await _on_duty(office), await office.head()
    morning = ketua.messages[-1]
    await _urgent_draft(office, ketua)
    if by == "morning":
        ketua.press("Aman, nihil", message=morning)
        await office.settle()
    else:
        await office.say(ketua, "/piket nihil" if by == "words" else "/piket lapor\nsituasi: aman")
    assert await _reports(office) == []
    if by == "lines":
        # What the lines said is kept, and sent when it was looked at.
        assert "Warga dikeroyok" in ketua.screen
        assert "BELUM terkirim. Periksa" in ketua.screen
        return
    assert _ASKED in (morning.text, ketua.screen)
    await office.press(ketua, "Kirim laporan")
    assert "🚨 kejadian mendesak" in (morning.text + ketua.screen)
    assert any("Warga dikeroyok" in message.text for message in head.messages)


async def test_what_is_dropped_is_not_sent_and_nobody_is_reminded_of_it(office: Office) -> None:
    ketua, head = await _on_duty(office), await office.head()
    await _urgent_draft(office, ketua)
    await office.say(ketua, "/piket nihil")
    said = await office.press(ketua, "Buang isian")
    assert "PKT/35.05.01/20231003/1" in said
    assert "🟢 aman" in said
    assert [one.text for one in await _reports(office)] == ["Situasi aman, nihil laporan."]
    await office.at(DAY, 12)
    assert not any("dikeroyok" in message.text for message in head.messages)
    assert [one.state for one in await office.deliveries(Purpose.DUTY_UNSENT)] == [State.CANCELLED]
    async with office.outside.read() as session:
        assert (await session.execute(select(DutyDraft))).first() is None


async def test_a_situation_alone_is_no_reason_to_ask(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Ada kejadian")
    await office.press(ketua, "Kembali")
    assert "🟢 aman" in await office.press(ketua, "Aman, nihil")


async def test_what_lacks_an_answer_is_gone_on_with(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.say(ketua, "/piket")
    ketua.send_photo()
    await office.settle()
    said = await office.press(ketua, "Aman, nihil")
    assert "Lampiran: foto" in said
    assert "Lanjutkan isian ini, atau buang" in said
    assert "1/3 Bagaimana situasinya?" in await office.press(ketua, "Lanjutkan isian")


@pytest.mark.parametrize("sendings", [(10, 10, 5), (10, 5, 10), (10, 10, 1)])
async def test_photos_beyond_the_most_are_not_said_to_be_kept(office: Office, sendings: tuple[int, ...]) -> None:
    ketua = await _on_duty(office)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Ada kejadian")
    await office.say(ketua, "Baliho roboh")
    report = ketua.messages[-1]
    for count in sendings:
        ketua.send_album(count)
        await office.settle()
    assert sum(message.reaction == "👍" for message in ketua.room.messages) == 20
    assert "⚠️ Paling banyak 20 foto dalam satu laporan." in report.text + ketua.screen
    shown = len(ketua.messages)
    await office.press(ketua, "Kirim laporan")
    assert "Lampiran: 20 foto" in ketua.screen
    assert len(ketua.messages) == shown


async def test_a_photo_with_lines_beyond_the_most_is_said_not_to_go_along(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman, ada catatan")
    for _ in range(2):
        ketua.send_album(10)
        await office.settle()
    ketua.send_photo("/piket lapor\nisi: Dua tamu")
    await office.settle()
    assert "⚠️ Paling banyak 20 foto" in ketua.screen
    assert await _reports(office) == []
    assert "Lampiran: 20 foto" in await office.press(ketua, "Kirim laporan")


async def _texts(office: Office) -> list[str]:
    return [one.text for one in await _reports(office)]


async def test_who_comes_second_sees_what_was_sent_and_may_add_what_it_does_not_say(office: Office) -> None:
    ketua, kasek = await _on_duty(office), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.at(DAY, 17.1)
    await office.press(kasek, "Lapor untuk")
    await office.press(kasek, "Aman, ada catatan")
    await office.say(kasek, "Dari kasek")
    # The officer goes on with what the head of the secretariat wrote.
    await office.say(ketua, "/piket")
    await office.say(ketua, "Dari ketua")
    await office.press(kasek, "Kirim laporan")
    told = ketua.messages[-1]
    assert told.text.startswith("📝 Laporan piket Anda sudah dikirim\nPKT/35.05.01/20231003/1\n")
    assert "Dari kasek" in told.text
    assert "Diterima" not in " ".join(told.buttons)
    said = await office.press(ketua, "Kirim laporan")
    assert await _texts(office) == ["Dari kasek"]
    form = next(one for one in ketua.messages if "BELUM terkirim" in one.text)
    assert f"✅ Laporan shift ini sudah dikirim {kasek.user.first_name}, 3 Okt 2023 17." in form.text, said
    assert "Isian Anda, BELUM terkirim:\nSituasi: 📝 Aman, ada catatan\nLaporan: Dari ketua\n" in form.text
    await office.press(ketua, "Kirim sebagai tambahan")
    assert await _texts(office) == ["Dari kasek", "Dari ketua"]
    assert "Tambahan; laporan pertama shift ini tetap berlaku." in form.text
    assert "Tambahan; laporan pertama" in kasek.screen


async def test_what_is_the_same_is_not_sent_again_and_can_be_dropped(office: Office) -> None:
    ketua, kasek = await _on_duty(office), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    await office.say(ketua, "Dua tamu")
    await office.at(DAY, 17.1)
    await office.press(kasek, "Lapor untuk")
    await office.press(kasek, "Kirim laporan")
    await office.press(ketua, "Kirim laporan")
    form = next(one for one in ketua.messages if "Isian Anda" in one.text)
    assert "Isian Anda sama dengan laporan itu; tidak perlu dikirim lagi." in form.text
    assert not any("tambahan" in label for label in form.buttons)
    await office.press(ketua, "Buang isian saya")
    assert "🗑 Isian Anda dibuang" in form.text
    assert await _texts(office) == ["Dua tamu"]
    async with office.outside.read() as session:
        assert (await session.execute(select(DutyDraft.person_id))).scalars().all() == []


async def test_lines_of_who_comes_second_are_shown_before_they_are_a_second_report(office: Office) -> None:
    ketua, kasek = await _on_duty(office), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.at(DAY, 17.1)
    await office.press(kasek, "Lapor untuk")
    await office.press(kasek, "Aman, nihil")
    assert ketua.screen.startswith("📝 Laporan piket Anda sudah dikirim")
    said = await office.say(ketua, "/piket lapor\nsituasi: aman\nisi: Tiga tamu")
    assert "Isian Anda, BELUM terkirim:" in said
    assert len(await _reports(office)) == 1
    # What cannot wait is told whoever has reported.
    said = await office.say(ketua, "/piket lapor\nsituasi: mendesak\nisi: Warga dikeroyok")
    assert "🚨 kejadian mendesak" in said
    assert len(await _reports(office)) == 2


async def test_the_report_of_a_shift_that_was_taken_over_is_told_to_its_officer(office: Office) -> None:
    ketua, anggota = await _on_duty(office), await office.registered("Anggota Panwascam", "Wonodadi")
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman, ada catatan")
    await office.say(ketua, "Isi")
    await office.say(anggota, "/piket")
    await office.press(anggota, "Ambil alih")
    await office.press(anggota, "Ya, saya ambil alih")
    await office.press(ketua, "Kirim laporan")
    assert anggota.screen.startswith("📝 Laporan piket Anda sudah dikirim")
    assert f"Oleh {ketua.user.first_name}" in anggota.screen
    anggota.press(
        "Buat laporan", message=next(one for one in anggota.messages if any("Buat" in b for b in one.buttons))
    )
    await office.settle()
    assert "sudah masuk dengan nomor PKT/35.05.01/20231003/1" in anggota.notes[-1][0]


async def test_somebody_else_looks_at_what_the_head_of_the_secretariat_reports(office: Office) -> None:
    kasek, head = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.head()
    await office.chair_of()
    await office.duty(DAY, kasek, "Wonodadi")
    await office.at(DAY, 9)
    await office.say(kasek, "/piket lapor\nsituasi: aman\nisi: Dua tamu")
    assert head.screen.startswith("📝 Laporan piket masuk")
    assert "✅ Diterima" in await office.press(head, "Diterima")


async def test_a_line_that_is_too_long_goes_along_unless_it_is_written_again(office: Office) -> None:
    ketua = await _on_duty(office)
    said = await office.say(ketua, "/piket lapor\nsituasi: aman\nisi: AWAL" + "x" * 2000)
    assert said.startswith("⚠️ Sebagian belum terbaca (ikut dikirim bila tidak ditulis lagi):\n• “isi: AWALx")
    await office.say(ketua, "Ringkas")
    await office.press(ketua, "Kirim laporan")
    # What cannot wait is told whole.
    said = await office.say(ketua, "/piket lapor\nsituasi: mendesak\nisi: AWAL" + "x" * 2000)
    assert "🚨 kejadian mendesak" in said
    assert await _texts(office) == ["Ringkas", "isi: AWAL" + "x" * 2000]


async def test_shifts_of_one_person_on_one_day_are_told_apart(office: Office) -> None:
    ketua, admin = await office.chair_of(), await office.admin()
    rota = [(date.fromisoformat(DAY), "Wonodadi", shift, ketua.user.first_name) for shift in ("pagi", "sore", "malam")]
    admin.send_document("piket.csv", duty_file(rota))
    await office.settle()
    await office.agree(admin)
    await office.at(DAY, 20.1)
    shown = await office.say(ketua, "/piket")
    assert shown.startswith("🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023, 20.00–08.00\n")
    said = await office.press(ketua, "Aman, nihil")
    assert "Wonodadi · Selasa, 3 Oktober 2023, 20.00–08.00 · 🟢 aman" in said
    rest = [label for label in ketua.messages[-1].buttons if label.startswith("📝")]
    assert sorted(rest) == ["📝 Buat laporan Sel 3 Okt, 08.00–14.00", "📝 Buat laporan Sel 3 Okt, 14.00–20.00"]
    assert "Laporan piket Wonodadi, Selasa, 3 Oktober 2023, 14.00–20.00" in await office.press(ketua, "14.00–20.00")
    await office.press(ketua, "Aman, nihil")
    await office.press(ketua, "08.00–14.00")
    await office.press(ketua, "Aman, nihil")
    assert "Laporan piket Anda 20.00–08.00 sudah masuk." in await office.say(ketua, "/piket")


_GUARD = """judul = "Jaga"
tombol = "📦 Jaga"
situasi = "aman"

[[pertanyaan]]
kunci = "gembok"
tanya = "Gembok utuh?"
jenis = "ya-tidak"

[[pertanyaan]]
kunci = "catatan"
tanya = "Ada catatan?"
jenis = "teks"

[[pertanyaan]]
kunci = "jam"
tanya = "Jam berapa?"
jenis = "waktu"
"""


async def test_what_was_filled_in_by_a_form_that_is_gone_is_in_the_daily_report(office: Office, tmp_path: Path) -> None:
    form, ketua = tmp_path / "jaga.toml", await office.chair_of()
    form.write_text(_GUARD, encoding="utf-8")
    office.settings = office.settings.model_copy(update={"forms_dir": tmp_path})
    await office.duty(DAY, ketua, "Wonodadi")
    await office.restart()
    await office.at(DAY, 9)
    await office.say(ketua, "/piket")
    for label in ("Laporan lain", "📦 Jaga", "Ya"):
        await office.press(ketua, label)
    await office.say(ketua, "Rantai diganti")
    form.unlink()
    await office.restart()
    await office.say(ketua, "Pukul sembilan")
    assert "Dicatat: “gembok: Ya\ncatatan: Rantai diganti\nPukul sembilan”" in ketua.screen
    await office.press(ketua, "Aman, ada catatan")
    await office.press(ketua, "Kirim laporan")
    assert await _texts(office) == ["gembok: Ya\ncatatan: Rantai diganti\nPukul sembilan"]
    async with office.outside.read() as session:
        assert (await session.execute(select(DutyDraft))).first() is None


async def test_who_opens_the_daily_report_reads_what_a_form_that_is_gone_has_left(
    office: Office, tmp_path: Path
) -> None:
    form, ketua = tmp_path / "jaga.toml", await office.chair_of()
    form.write_text(_GUARD, encoding="utf-8")
    office.settings = office.settings.model_copy(update={"forms_dir": tmp_path})
    await office.duty(DAY, ketua, "Wonodadi")
    await office.restart()
    await office.at(DAY, 9)
    await office.say(ketua, "/piket")
    for label in ("Laporan lain", "📦 Jaga", "Tidak"):
        await office.press(ketua, label)
    ketua.send_photo()
    await office.settle()
    await office.say(ketua, "/batal")
    form.unlink()
    await office.restart()
    assert "✍️ Formulir yang Anda isi sudah tidak ada." in await office.say(ketua, "/piket")
    said = await office.press(ketua, "Aman, nihil")
    assert "Laporan: gembok: Tidak" in said
    assert "🟢 aman" in await office.press(ketua, "Buang isian")
    assert "Laporan piket Anda sudah masuk." in await office.say(ketua, "/piket")


_INCIDENT = "/piket kejadian\nmendesaknya: mendesak\njenis: uang\napa: Amplop dibagikan\ndi mana: Gandekan"


@pytest.mark.parametrize("first", ["/piket lapor\nsituasi: aman\nisi: Dua tamu", "/piket nihil"])
async def test_two_reports_in_one_message_are_both_taken(office: Office, first: str) -> None:
    ketua, head = await _on_duty(office), await office.head()
    await office.say(ketua, f"{first}\n{_INCIDENT}")
    daily, incident = (message.text for message in list(ketua.messages)[-2:])
    assert "PKT/35.05.01/20231003/1" in daily
    assert "🟢 aman" in daily
    assert "PKT/35.05.01/20231003/2" in incident
    assert "🚨 kejadian mendesak" in incident
    assert "Amplop" not in (await _texts(office))[0]
    assert any("Amplop dibagikan" in message.text for message in head.messages)


async def test_of_two_reports_in_one_message_one_that_is_refused_keeps_the_other_from_nobody(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.at(DAY, 9)
    await office.say(ketua, f"/piket lapor\nsituasi: aman\nisi: Dua tamu\n{_INCIDENT}\n/piket besok")
    refused, incident = (message.text for message in list(ketua.messages)[-2:])
    assert refused.startswith("Anda tidak punya piket untuk dilaporkan sekarang.")
    assert "🚨 kejadian mendesak" in incident
    assert any("Amplop dibagikan" in message.text for message in head.messages)


_BOTH = (
    "🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023\n⚠️ Isian ini sudah ada, dan BELUM terkirim:\n\n"
    "Situasi: 🚨 Kejadian mendesak\nLaporan: Warga dikeroyok\nLampiran: 2 foto\n\n"
    "Pesan baru Anda lain isinya, dan juga BELUM terkirim:\nsituasi: aman\nisi: dua tamu\n\n"
    "Kirim isian itu, atau ganti dengan pesan baru."
)


@pytest.mark.parametrize("how", ["kept", "left", "instead", "instead with photo"])
async def test_a_message_with_other_words_takes_the_place_of_none_unseen(office: Office, how: str) -> None:
    ketua, head = await _on_duty(office), await office.head()
    await _urgent_draft(office, ketua)
    if how == "left":
        await office.say(ketua, "/batal")
    lines = "/piket lapor\nsituasi: aman\nisi: dua tamu"
    if how == "instead with photo":
        ketua.send_photo(lines)
        await office.settle()
        assert ketua.screen == _BOTH.replace("2 foto", "3 foto")
    else:
        assert await office.say(ketua, lines) == _BOTH
    assert await _reports(office) == []
    if how in ("kept", "left"):
        await office.press(ketua, "Kirim laporan")
        assert "“situasi: aman isi: dua tamu”" in ketua.screen.replace("\n", " ")
        assert "TIDAK ikut terkirim" in ketua.screen
        assert any("Warga dikeroyok" in message.text for message in head.messages)
        assert [one.text for one in await _reports(office)] == ["Warga dikeroyok"]
        return
    said = await office.press(ketua, "Buang isian, pakai pesan baru")
    if how == "instead with photo":
        # Of two kinds of words a photo may belong to either: it is looked at.
        assert "Lampiran: foto" in said.splitlines()
        said = await office.press(ketua, "Kirim laporan")
    assert said.startswith("✅ Laporan piket diterima")
    assert [one.text for one in await _reports(office)] == ["dua tamu"]
    await office.at(DAY, 12)
    assert not any("dikeroyok" in message.text for message in head.messages)


async def test_other_words_that_are_urgent_go_out_with_those_before(office: Office) -> None:
    ketua = await _on_duty(office)
    await _urgent_draft(office, ketua)
    await office.say(ketua, "/piket lapor\nsituasi: mendesak\nisi: Dua orang luka")
    assert [one.text for one in await _reports(office)] == ["Dua orang luka\nWarga dikeroyok"]


async def test_a_message_that_waits_to_be_chosen_is_still_there_after_a_photo(office: Office) -> None:
    ketua = await _on_duty(office)
    await _urgent_draft(office, ketua)
    await office.say(ketua, "/piket lapor\nsituasi: aman\nisi: dua tamu")
    ketua.send_photo()
    await office.settle()
    assert ketua.screen == _BOTH.replace("2 foto", "3 foto")
    # A word does not say which of both is meant; of a third message the second is said not to go along.
    for words in ("kirim", "sudah"):
        assert await office.say(ketua, words) == _BOTH.replace("2 foto", "3 foto")
    said = await office.say(ketua, "situasi: aman\nisi: tiga tamu")
    assert "TIDAK ikut terkirim: “situasi: aman\nisi: dua tamu”" in said
    await office.press(ketua, "Buang isian, pakai pesan baru")
    await office.press(ketua, "Kirim laporan")
    assert any("🟢 aman\nLampiran: foto" in message.text for message in ketua.messages)
    assert [one.text for one in await _reports(office)] == ["tiga tamu"]


@pytest.mark.parametrize("more", [False, True])
async def test_what_another_began_is_read_and_once_they_sent_it_only_more_is_unsent(office: Office, more: bool) -> None:
    ketua, kasek = await _on_duty(office), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.at(DAY, 17.1)
    await office.press(kasek, "Lapor untuk")
    await office.press(kasek, "Ada kejadian")
    await office.say(kasek, "Warga dikeroyok")
    # Gone on with, and left.
    assert "Laporan: Warga dikeroyok" in (await office.press(ketua, "Buat laporan")).splitlines()
    if more:
        ketua.send_photo()
        await office.settle()
    await office.press(ketua, "Kembali")
    await office.press(kasek, "Kirim laporan")
    assert ("BELUM terkirim" in await office.say(ketua, "/piket")) is more


async def test_whoever_sees_to_a_report_reports_for_whom_the_button_says(office: Office) -> None:
    ketua, kasek = await _on_duty(office), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.at(DAY, 17.1)
    await office.press(kasek, "Saya urus")
    assert kasek.messages[-1].buttons == [f"📝 Lapor untuk {ketua.user.first_name}, Sel 3 Okt"]
