"""Kecamatan hand in files before a meeting: asked for, said in the invitation, reminded, sent, given out as one."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from tests.refusals import HEADS_ONLY

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-09 09:00-12:00 Aula Bawaslu"


async def agreed(office: Office, person: Person, words: str) -> None:
    """Say it, and yes to whatever is asked before it holds."""
    await office.say(person, words)
    for label in ("Ya", "Kirim"):
        if person.can_press(label):
            await office.press(person, label)


@pytest.mark.few_on_postgresql(one_of="test")
async def test_a_file_of_which_nobody_said_what_it_is_leads_to_what_is_waited_for(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, SET)
    ketua.send_document("dim.xlsx", b"isi dim")
    await office.settle()
    assert ketua.screen.startswith("File hanya diterima dari admin")
    await office.say(head, "/kumpulkan SDMO-02 DIM; laporan")
    ketua.send_document("dim.xlsx", b"isi dim")
    await office.settle()
    assert ketua.screen.splitlines() == [
        "⚠️ File itu BELUM tersimpan. Tekan acaranya, pilih berkasnya, lalu kirim lagi.",
        "",
        "📎 Berkas kecamatan Anda",
        "",
        "SDMO-02/1 · Sen 9 Okt",
        "▫️ DIM",
        "▫️ laporan",
    ]
    await office.press(ketua, "SDMO-02/1")
    await office.press(ketua, "DIM")
    ketua.send_document("dim.xlsx", b"isi dim")
    await office.settle()
    assert ketua.screen.startswith("✅ DIM untuk SDMO-02/1 diterima")


@pytest.mark.handler("door.handing_in")
async def test_files_are_asked_for_reminded_of_sent_and_fetched_as_one(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    other = await office.chair_of("Srengat")
    await agreed(office, head, SET)
    assert "Apa yang dikumpulkan tiap kecamatan? Tulis" in await office.say(head, "/kumpulkan SDMO-02")
    said = await office.say(head, "DIM; laporan")
    assert said.startswith("📎 Berkas SDMO-02/1\n")
    assert "• DIM: 0 dari 22 kecamatan. Belum: Wonodadi, " in said
    assert said.endswith("\n\n🔔 Diberi tahu: 2 orang dari kecamatan yang belum lengkap.")
    # Who had read of the session hears of it at once; the invitation says it from now on.
    assert ketua.screen.startswith("📎 Berkas kecamatan Anda ditunggu\n")
    assert "📎 Dikumpulkan tiap kecamatan: DIM; laporan" in await office.say(ketua, "/hadir SDMO-02")
    await office.press(ketua, "Kirim berkas")
    await office.press(ketua, "DIM")
    assert await office.say(ketua, "sudah saya kirim") == (
        "Itu bukan file atau foto. Kirim DIM sebagai file atau foto; batal: /batal"
    )
    ketua.send_document("../dim:akhir.XLSX", b"isi dim")
    await office.settle()
    assert ketua.screen == "✅ DIM untuk SDMO-02/1 diterima: ../dim:akhir.XLSX\nBelum ada: laporan"
    await office.press(ketua, "Kirim berkas")
    await office.press(ketua, "laporan")
    ketua.send_document("laporan.pdf", b"isi laporan")
    await office.settle()
    assert "Berkas kecamatan Anda lengkap" in ketua.screen
    # Sent again it takes the place of the first, which is said; the head sees what came last.
    await office.press(ketua, "Kirim berkas")
    await office.press(ketua, "laporan")
    ketua.send_document("laporan baru.pdf", b"isi laporan baru")
    await office.settle()
    assert ketua.screen == (
        "✅ laporan untuk SDMO-02/1 diterima: laporan baru.pdf\n"
        f"Menggantikan laporan.pdf (dari {ketua.user.first_name}, 2 Okt 08.04).\n"
        "Berkas kecamatan Anda lengkap. Terima kasih."
    )
    assert "\nTerakhir masuk: laporan dari Wonodadi, 2 Okt 08.05" in await office.say(head, "/kumpulkan SDMO-02")
    # H-3 and H-1 at eight: only those who lack something, and who did not decline; on H-1 the reminder says so.
    await office.say(other, "/hadir SDMO-02")
    await office.press(other, "Hadir")
    before, read = len(ketua.messages), len(other.messages)
    for day in ("2023-10-06", "2023-10-08"):
        await office.at(day, 8.1)
    waits, reminder = other.messages[read:]
    assert waits.text.startswith("📎 Berkas kecamatan Anda ditunggu\n")
    assert reminder.text.startswith("🔔 Pengingat: besok pukul 09.00\n")
    assert reminder.text.endswith("\n\n📎 Masih ditunggu dari kecamatan Anda: DIM; laporan")
    assert reminder.buttons.count("📎 Kirim berkas") == 1
    assert [one.text for one in ketua.messages[before:] if one.text.startswith("📎") or "ditunggu" in one.text] == []
    told = [row.state for row in await office.deliveries(Purpose.HAND_IN) if row.state is State.SENT]
    assert len(told) == 2 + 2
    assert "• DIM: 1 dari 22 kecamatan. Belum: Udanawu, Srengat, " in await office.say(head, "/kumpulkan SDMO-02")
    assert await office.press(head, "Ingatkan") == "🔔 Diingatkan: 1 orang dari kecamatan yang belum lengkap."
    await office.say(head, "/kumpulkan SDMO-02")
    await office.press(head, "Unduh semua")
    name, content = office.sim.world.files[next(one.file_id for one in reversed(head.messages) if one.file_id)]
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert (name, {one: archive.read(one) for one in archive.namelist()}) == (
        "berkas-SDMO-02-1.zip",
        {"Wonodadi/DIM - dim akhir.xlsx": b"isi dim", "Wonodadi/laporan - laporan baru.pdf": b"isi laporan baru"},
    )


async def test_a_head_reads_how_many_are_told_what_to_hand_in(office: Office) -> None:
    head = await office.head()
    await agreed(office, head, SET)
    assert (await office.say(head, "/kumpulkan SDMO-02 DIM")).endswith(
        "\nBelum ada orang di bot yang bisa diberi tahu."
    )
    ketua, other = await office.chair_of("Wonodadi"), await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(ketua, "/izin SDMO-02 sakit")
    before = len(ketua.messages)
    told = "🔔 Diberi tahu: 1 orang dari kecamatan yang belum lengkap."
    assert (await office.say(head, "/kumpulkan SDMO-02 DIM; laporan")).endswith(told)
    # The same again tells nobody; who has declined is asked for nothing, while somebody else of the kecamatan comes.
    assert "Diberi tahu" not in await office.say(head, "/kumpulkan SDMO-02 DIM; laporan")
    assert other.screen.startswith("📎 Berkas kecamatan Anda ditunggu\n")
    assert len(ketua.messages) == before
    await office.press(other, "Berhalangan")
    await office.press(other, "Sakit")
    assert await office.press(head, "Ingatkan") == "🔔 Diingatkan: 2 orang dari kecamatan yang belum lengkap."
    assert ketua.screen.startswith("📎 Berkas kecamatan Anda ditunggu\n")


@pytest.mark.parametrize("answer", ["Diwakilkan", "Berhalangan"])
async def test_a_kecamatan_is_asked_and_reminded_whoever_of_it_comes(office: Office, answer: str) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    await agreed(office, head, SET)
    await office.press(ketua, answer)
    await office.press(ketua, kasek.user.first_name if answer == "Diwakilkan" else "Sakit")
    asked = kasek if answer == "Diwakilkan" else ketua
    said = await office.say(head, "/kumpulkan SDMO-02 DIM; laporan")
    assert said.endswith("\n\n🔔 Diberi tahu: 1 orang dari kecamatan yang belum lengkap.")
    assert asked.screen.startswith("📎 Berkas kecamatan Anda ditunggu\n")
    await office.press(asked, "Kirim berkas")
    await office.press(asked, "DIM")
    asked.send_document("dim.xlsx", b"isi dim")
    await office.settle()
    assert asked.screen == "✅ DIM untuk SDMO-02/1 diterima: dim.xlsx\nBelum ada: laporan"
    before = {who: len(who.messages) for who in (ketua, kasek)}
    await office.at("2023-10-06", 8.1)
    await office.at("2023-10-08", 8.1)
    waits, last = [one for one in asked.messages[before.pop(asked) :] if "laporan" in one.text]
    assert waits.text.startswith("📎 Berkas kecamatan Anda ditunggu\n")
    with_reminder = last.text.startswith("🔔 Pengingat: besok pukul 09.00\n")
    assert with_reminder is (answer == "Diwakilkan")
    if with_reminder:
        assert last.text.endswith("\n\n📎 Masih ditunggu dari kecamatan Anda: laporan")
    assert last.buttons.count("📎 Kirim berkas") == 1
    ((other, read),) = before.items()
    assert not any("ditunggu" in one.text for one in other.messages[read:])


async def test_who_stands_in_at_one_of_two_meetings_of_a_day_reads_what_is_waited_for(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    await agreed(office, head, SET)
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, kasek.user.first_name)
    await agreed(office, head, "/tetapkan SDMO-03 2023-10-09 13:00-15:00 Aula Bawaslu")
    await office.say(head, "/kumpulkan SDMO-02 DIM")
    await office.at("2023-10-08", 8.1)
    assert "📎 Masih ditunggu dari kecamatan Anda: DIM" in kasek.screen
    assert any("Kirim berkas" in label for label in kasek.messages[-1].buttons)


async def test_what_was_to_be_handed_in_is_not_asked_for_beside_minutes(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, SET)
    await office.say(head, "/kumpulkan SDMO-02 DIM")
    await office.at("2023-10-09", 15)
    await office.say(head, "/notulen SDMO-02")
    head.send_document("notulen.pdf", b"%PDF isi")
    await office.settle()
    assert ketua.screen.startswith("🗒 Notulen")
    assert "Dikumpulkan" not in ketua.screen


async def test_only_kecamatan_that_are_invited_hand_in_and_only_heads_look(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    selayar = await office.neighbours()
    await agreed(office, head, SET)
    await office.say(head, "/kumpulkan SDMO-02 DIM")
    assert await office.say(ketua, "/kumpulkan SDMO-02") == HEADS_ONLY
    assert await office.say(selayar.head, "/kumpulkan SDMO-02/1") == (
        "Sesi “SDMO-02/1” tidak ditemukan. Kode sesi seperti SDMO-02/1; lihat daftarnya dengan /jadwal"
    )
    assert await office.say(selayar.ketua, "/berkas") == "Tidak ada berkas yang ditunggu dari kecamatan Anda."
    assert await office.say(ketua, "/berkas") == "📎 Berkas kecamatan Anda\n\nSDMO-02/1 · Sen 9 Okt\n▫️ DIM"


async def test_the_list_is_asked_for_changed_and_taken_back_by_buttons(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, SET)
    await office.say(head, "/kumpulkan")
    assert await office.press(head, "Sen 9 Okt") == (
        "Belum ada berkas yang diminta untuk SDMO-02/1.\n"
        "Bimbingan Teknis Penguatan kelembagaan Bagi Panwaslu Kecamatan\n📅 Senin, 9 Oktober 2023"
    )
    asked = await office.press(head, "Minta berkas")
    assert asked.endswith(
        "\n\nApa yang dikumpulkan tiap kecamatan? Tulis, dipisah titik koma. Contoh: DIM; laporan pengawasan; timeline"
    )
    assert await office.say(head, "a; b; c; d; e; f; g") == (
        "Paling banyak 6 jenis berkas, masing-masing paling panjang 40 huruf. Contoh: DIM; laporan; timeline"
    )
    assert "• DIM: 0 dari 22" in await office.say(head, "DIM")
    assert "\nSekarang: DIM\n" in await office.press(head, "Ubah daftar berkas")
    assert "• timeline: 0 dari 22" in await office.say(head, "DIM; timeline")
    await office.press(head, "Ubah daftar berkas")
    assert "Belum ada berkas yang diminta" in await office.press(head, "Tidak ada yang dikumpulkan")
    assert await office.say(ketua, "/berkas") == "Tidak ada berkas yang ditunggu dari kecamatan Anda."
    # The question is over: what is written now is no list.
    await office.say(head, "laporan")
    assert "Apa yang dikumpulkan" in await office.say(head, "/kumpulkan SDMO-02")
    await office.say(head, "/batal")
    # Begun, nothing more can be asked for.
    await office.at("2023-10-09", 9.5)
    said = await office.say(head, "/kumpulkan SDMO-02")
    assert (said.split(" untuk ")[0], head.messages[-1].buttons) == ("Belum ada berkas yang diminta", [])
