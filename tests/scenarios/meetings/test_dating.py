"""Dates step by step: by buttons or typed, for new sessions and moved ones, with nothing a forged button could break."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.documents.tables import read_table
from bot.domain.ledger import Purpose
from bot.services.importing import import_rows
from tests.office import heads

if TYPE_CHECKING:
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def test_the_last_look_says_that_the_day_is_outside_the_plan(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan")
    await office.press(head, "SDMO-02")
    await office.say(head, "20 Oktober 2023")
    await office.press(head, "09.00-12.00")
    look = await office.press(head, "Kantor Bawaslu Kabupaten Blitar")
    assert (
        "⚠️ Rencana menyebut 6 Oktober 2023 (Minggu pertama bulan Oktober); tanggal ini di luarnya.\n🚫 Jum 20 Okt: bertemu jam salat Jumat (11.30–13.00)\n"
        in look
    )
    await office.press(head, "📅 Hari")
    look = await office.say(head, "21 Oktober 2023")
    assert "\n🚫 Sab 21 Okt: akhir pekan\n" in look
    assert "📍 Kantor Bawaslu Kabupaten Blitar" in look
    assert await office.deliveries(Purpose.INVITATION) == []
    assert "Ditetapkan" in await office.press(head, "Ya, lanjutkan")
    # Yesterday without its year is the next one; and the same people have a session already.
    look = await office.say(head, "/tetapkan SDMO-02 1 oktober jam 9 aula", look=True)
    assert (
        "\n⚠️ 1 Oktober 2024 itu tahun depan, di luar rencana 2023. Bila bukan itu yang dimaksud, tekan Tidak.\n"
        "⚠️ Rencana menyebut 6 Oktober 2023 (Minggu pertama bulan Oktober); tanggal ini di luarnya.\n"
        "ℹ️ Sudah ada SDMO-02/1 (Sab 21 Okt). Ini sesi lagi untuk orang yang sama. Untuk memindah yang itu: "
        "/ubah SDMO-02/1. Untuk membagi orangnya, sesudah Ya: /gelombang SDMO-02\n"
    ) in look
    assert head.messages[-1].buttons[-1] == "Ubah SDMO-02/1"
    # A change of it says the year as well, and no other session.
    look = await office.say(head, "/ubah SDMO-02 1 oktober", look=True)
    assert "1 Oktober 2024 itu tahun depan" in look
    assert "Sudah ada" not in look


async def test_the_last_look_counts_who_is_in_office_on_the_day_of_the_session(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    line = f'"{ketua.user.first_name}",{ketua.user.phone},Wonodadi,Ketua Panwascam,SDMO,anggota,2023-10-05'
    rows = read_table(f"nama,telepon,kecamatan,jabatan,divisi,peran,sampai\n{line}\n".encode()).rows
    assert not (await import_rows(office.bot.ctx, office.office_id, "roster", rows)).problems
    for day, people, named in (
        ("5 Oktober 2023", "Untuk 66 orang</b>, 1", True),
        ("6 Oktober 2023", "Untuk 65 orang</b>, 0", False),
    ):
        await office.say(head, "/tetapkan")
        await office.press(head, "SDMO-02")
        await office.say(head, day)
        await office.press(head, "09.00-12.00")
        look = await office.press(head, "Kantor Bawaslu Kabupaten Blitar")
        assert people.replace("</b>", "") in look
        assert (ketua.user.first_name in look) is named
    # Nor is anybody found by name who will have left.
    assert "Ditetapkan" in await office.press(head, "Ya, lanjutkan")
    assert "Tidak ada anggota bernama" in await office.say(head, f"/undang SDMO-02/1 {ketua.user.first_name}")


async def test_a_session_is_moved_by_buttons_keeping_what_stays(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.say(head, "/ubah")
    await office.press(head, "Jum 6 Okt")
    await office.say(head, "9 Oktober 2023")
    await office.press(head, "Tetap: 09.00-12.00")
    look = await office.press(head, "Tetap: Aula Bawaslu")
    assert "Senin, 9 Oktober 2023" in look
    assert "Kabar perubahan dikirim" in look
    assert "🔁 Diubah" in await office.press(head, "Ya, lanjutkan")
    assert "Hari: Jumat, 6 Oktober 2023 → Senin, 9 Oktober 2023" in head.screen
    assert "Hari: Jumat, 6 Oktober 2023 → Senin, 9 Oktober 2023" in ketua.screen
    assert "Tempat" not in ketua.screen


async def test_a_move_that_changes_nothing_says_so_and_tells_nobody(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    assert "Tidak ada yang berubah" in await office.say(head, "/ubah SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert heads(list(ketua.messages))[-1] == "📨 Undangan · Jum 6 Okt 09.00"


async def test_the_screen_after_setting_leads_on_by_buttons(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    assert head.messages[-1].buttons == [
        "↩️ Urungkan",
        "💡 Usul Oktober (3)",
        "📊 Rekap",
        "✏️ Ubah",
        "✉️ Surat undangan",
        "❌ Batalkan",
        "🔁 Ulangi",
    ]
    await office.press(head, "Batalkan")
    assert "Tulis alasannya" in head.screen
    assert "Alasan: hari libur" in await office.say(head, "hari libur")
    assert "SDMO-02/1 dibatalkan" in await office.press(head, "Ya, batalkan sesi")


async def test_a_better_reason_typed_at_the_last_look_replaces_the_first(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.say(head, "/batalkan SDMO-02 libur")
    assert "Jumat, 6 Oktober 2023" in await office.say(head, "bertepatan dengan Maulid <Nabi>")
    await office.press(head, "Ya, batalkan sesi")
    assert "Alasan: bertepatan dengan Maulid <Nabi>" in ketua.screen


async def test_the_number_of_outsiders_is_asked_for_by_buttons(office: Office) -> None:
    head = await office.head("P2H")
    await office.say(head, "/tetapkan P2H-05 2023-11-09 09:00-12:00 Hotel Puri")
    assert "Tidak ada sesi dengan peserta dari luar" in await office.say(head, "/peserta")
    await office.at("2023-11-09", 13)
    assert "sesi mana" in await office.say(head, "/peserta")
    await office.press(head, "Kam 9 Nov")
    assert "tidak masuk akal" in await office.say(head, "banyak")
    assert "tidak masuk akal" in await office.say(head, "99999999999999")
    assert "Tercatat: 18 peserta" in await office.say(head, "18")
    assert "belum mengerti" in await office.say(head, "18")


async def test_a_night_setting_says_when_invitations_go(office: Office) -> None:
    head = await office.head()
    await office.at("2023-10-02", 22)
    assert "🌙 Dikirim pukul 08.00, setelah jam tenang." in await office.say(head, SET)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Jumat, 6 Oktober 2023", "Jam berapa"),
        ("kemarin", "bukan tanggal"),
        ("Senin depan", "Senin, 9 Oktober 2023"),
        ("17112023", "Jumat, 17 November 2023"),
        ("17 November 2023 (Kamis)", "hari Jumat, bukan"),
        ("14 dan 16 November 2023", "tidak berurutan"),
        (
            "Rabu malam, 15 November 2023",
            "“Rabu malam, 15 November 2023”: “malam” termasuk jamnya. "
            "Tulis tanggalnya tanpa itu, dan jamnya tersendiri, misalnya “jam 7 malam”.",
        ),
        ("1 Oktober 2023", "sudah lewat"),
        ("31 November 2023", "hanya sampai tanggal 30"),
        ("Senin, 6 Oktober 2023", "hari Jumat, bukan"),
    ],
)
async def test_a_typed_day_is_taken_or_its_fault_named(office: Office, typed: str, answer: str) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02")
    assert answer in await office.say(head, typed)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/tetapkan SDMO-02 6 Oktober 2023 jam 9 Aula Bawaslu", "09.00 WIB–selesai"),
        ("/tetapkan SDMO-02 2023-10-06 pukul 09.00 - 12.00 WIB, Aula Bawaslu", "09.00–12.00 WIB"),
        ("/tetapkan SDMO-02 2023-10-06 09.00 s/d selesai Aula Bawaslu", "09.00 WIB–selesai"),
        ("/tetapkan SDMO-02 jumat, 6 oktober 2023 9-12 Aula Bawaslu", "09.00–12.00 WIB"),
        ("/tetapkan SDMO-02 2023-10-06 10:00-12:00 WITA Aula Bawaslu", "kantor Anda memakai WIB"),
        ("/tetapkan SDMO-02 2023-10-06 9a Aula Bawaslu", "“9a” bukan jam"),
        ("/tetapkan SDMO-02 entah kapan di aula", "“entah” bukan tanggal"),
    ],
)
async def test_a_line_is_read_as_people_write_it(office: Office, line: str, answer: str) -> None:
    head = await office.head()
    said = await office.say(head, line)
    assert answer in said
    assert ("📍 Aula Bawaslu" in said) == ("Ditetapkan" in said)


async def test_hours_are_read_whole_and_no_word_of_them_becomes_the_place(office: Office) -> None:
    head = await office.head()
    said = await office.say(head, "/tetapkan SDMO-02 6 Oktober 2023 jam 1-3 siang, Aula Bawaslu")
    assert "13.00–15.00 WIB" in said
    assert "📍 Aula Bawaslu" in said
    for typed, hours in (
        ("jam 7 malam", "19.00 WIB–selesai"),
        ("13.00 sd 15.00", "13.00–15.00 WIB"),
        ("09.00 hingga 12.00", "09.00–12.00 WIB"),
        ("0900-1100", "09.00–11.00 WIB"),
    ):
        said = await office.say(head, f"/ubah SDMO-02/1 6 Oktober 2023 {typed}")
        assert f"→ {hours}" in said
        assert "Tempat" not in said
    # What may be otherwise is asked about before anybody hears of it.
    known = len(await office.deliveries())
    for typed, hint in (
        ("jam 7", "“jam 7”"),
        ("jam 9 malam Minggu", "ada “Minggu”"),
        ("malam", "ada “malam”"),
        ("Aula jam 9", "ada “jam 9”"),
    ):
        look = await office.say(head, f"/ubah SDMO-02/1 6 Oktober 2023 {typed}")
        assert "Periksa dulu" in look
        assert hint in look
        await office.press(head, "Tidak")
    for typed, hint in (("Kamis depan jam 9", "“Kamis depan”"), ("Kamis depan jam 6", "“Kamis depan, jam 6”")):
        look = await office.say(head, f"/ubah SDMO-02/1 {typed}")
        assert "Kamis, 12 Oktober 2023" in look
        assert hint in look
        await office.press(head, "Tidak")
    for typed, answer in (
        ("6 Oktober 2023 (Kamis) jam 9", "hari Jumat, bukan"),
        ("1 November s/d Desember jam 9", "bukan tanggal"),
    ):
        assert answer in await office.say(head, f"/ubah SDMO-02/1 {typed}")
    assert "“09.00 hingga sore Aula” bukan jam" in await office.say(
        head, "/ubah SDMO-02/1 2023-10-06 09.00 hingga sore Aula"
    )
    assert len(await office.deliveries()) == known
    letter = "Hari/Tanggal : Jumat, 6 Oktober 2023\nPukul : 10.00 WIB s.d. Selesai\nTempat : Hotel Puri"
    said = await office.say(head, f"/ubah SDMO-02/1 {letter}")
    assert "→ 10.00 WIB–selesai" in said
    assert "→ Hotel Puri" in said


async def test_hours_step_by_step_in_the_zone_of_the_office(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02")
    await office.say(head, "12/10/2023")
    asked = await office.say(head, "09.00-12.00 WITA")
    assert "08.00-11.00 WIB, atau 09.00-12.00 WIB" in asked
    assert "08.00–11.00 WIB" in await office.press(head, "08.00-11.00 WIB")
    for typed in ("Pukul : 09.00 WIB s.d. Selesai", "0900", "09.00\u201112.00"):
        await office.say(head, "/tetapkan SDMO-02")
        await office.say(head, "12/10/2023")
        assert "🕘 09.00" in await office.say(head, typed)
    assert "ada “malam Aula”" in await office.say(head, "malam Aula")
    await office.say(head, "/tetapkan SDMO-02")
    assert "bukan tanggal" in await office.say(head, "-" * 4000)
    await office.say(head, "Kamis depan")
    await office.say(head, "1-3")
    look = await office.say(head, "Aula")
    assert "13.00–15.00 WIB" in look
    assert "Anda menulis “Kamis depan, 1-3”" in look


async def test_the_place_keeps_its_own_spacing(office: Office) -> None:
    head = await office.head()
    said = await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00 Aula  Bawaslu\nJl. Raya 9")
    assert "📍 Aula  Bawaslu\nJl. Raya 9" in said


async def test_forged_and_outdated_steps_are_refused_and_change_nothing(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    for data in ("setd:2023-10-06", "sett:09.00-12.00", "setl", "setk", "setok:1", "canok:1"):
        head.press_data(data, head.messages[-1])
        await office.settle()
        assert "tidak berlaku" in head.notes[-1][0], data
    await office.say(head, "/tetapkan SDMO-02")
    for data in ("sett:09.00-12.00", "setl", "setk", "setok:1", "setd:kemarin", "setd:2023-13-01", "setok:99999999999"):
        head.press_data(data, head.messages[-1])
        await office.settle()
        assert "tidak berlaku" in head.notes[-1][0], data
    await office.press(head, "Jum 6 Okt")
    for data in ("sett:jam-jaman", "sett:25.00", "setk"):
        head.press_data(data, head.messages[-1])
        await office.settle()
        assert "tidak berlaku" in head.notes[-1][0], data
    for data in ("seta:1:SDMO-02", "setp:0", "movs:1", "cans:1", "outs:1", "setd:2023-10-06", "setok:1"):
        ketua.press_data(data, head.messages[-1])
        await office.settle()
        assert "untuk kordiv, ketua, dan admin" in ketua.notes[-1][0], data
    assert await office.deliveries() == []


async def test_a_double_yes_sets_one_session(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-20 09:00 Aula")
    message = head.messages[-1]
    for _ in range(2):
        head.press_data("setok:1", message)
    await office.settle()
    assert [head_ for head_ in heads(list(ketua.messages)) if head_.startswith("📨")] == [
        "📨 Undangan · Jum 20 Okt 09.00"
    ]
    assert len(await office.deliveries(Purpose.INVITATION)) == 1


async def test_a_line_that_is_not_read_whole_names_the_words_and_the_line_as_it_is_read(office: Office) -> None:
    head = await office.head()
    said = await office.say(head, "/tetapkan sdmo02 17 Nov Aula jam 9")
    example = "/tetapkan SDMO-02 17 Nov jam 9 Aula"
    assert (
        said == f"“jam 9” tidak terbaca di situ: sesudah kode ditulis tanggal, lalu jam, lalu tempat. Tulis: {example}"
    )
    assert "🕘 09.00 WIB–selesai\n📍 Aula\n" in await office.say(head, example, look=True)
    assert await office.say(head, "/tetapkan SDMO-02 17 Nov pagi Aula") == (
        "“pagi” tidak terbaca sebagai jam. Tulis jamnya dengan angka, sebelum tempatnya: /tetapkan SDMO-02 17 Nov 09.00-12.00 Aula"
    )
    assert await office.say(head, "/tetapkan SDMO-02 17 Nov jam 9") == (
        "Tempatnya belum ada. Tulis sesudah jam, misalnya: /tetapkan SDMO-02 17 Nov jam 9 Aula Bawaslu"
    )
    assert await office.deliveries(Purpose.INVITATION) == []


async def test_midnight_is_the_end_of_the_day_that_it_ends(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 6 Okt 00.00-24.00 Posko Bawaslu")
    assert "📅 Jumat, 6 Oktober 2023\n🕘 00.00–24.00 WIB\n📍 Posko Bawaslu" in ketua.screen
    await office.say(head, "/ubah SDMO-02 7 Okt")
    await office.press(head, "Ya, lanjutkan")
    assert "📅 Sabtu, 7 Oktober 2023\n🕘 00.00–24.00 WIB\n📍 Posko Bawaslu" in ketua.screen
    await office.say(head, "/ubah")
    await office.press(head, "Sab 7 Okt")
    await office.press(head, "Tetap: ")
    assert head.can_press("Tetap: 00.00-24.00")
    assert "🕘 08.00–24.00 WIB" in await office.say(head, "08.00-24.00")


async def test_day_hours_and_place_of_the_last_look_change_by_a_press_and_the_rest_stays(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/usul SDMO-09")
    await office.press(head, "Sen 4 Des · 09.00")
    await office.press(head, "Tambah kalimat")
    await office.say(head, "Bawa laptop.")
    await office.press(head, "📍 Tempat")
    assert head.screen == (
        "📅 Senin, 4 Desember 2023\n🕘 09.00–12.00 WIB\n\nDi mana? Pilih, atau tulis tempatnya, misalnya Aula Bawaslu Kabupaten Blitar"
    )
    assert "📍 Hotel Puri" in await office.say(head, "Hotel Puri")
    await office.press(head, "🕘 Jam")
    assert head.can_press("Tetap: 09.00-12.00")
    assert "🕘 13.00–16.00 WIB" in await office.press(head, "13.00-16.00")
    await office.press(head, "📅 Hari")
    assert head.can_press("Tetap: Senin, 4 Desember 2023")
    await office.press(head, "Sel 5 Des")
    said = "💬 Bawa laptop.", "📅 Selasa, 5 Desember 2023", "🕘 13.00–16.00 WIB", "📍 Hotel Puri"
    assert [line for line in said if line not in head.screen.splitlines()] == []
    await office.press(head, "Ya, lanjutkan")
    assert head.screen.startswith("✅ Ditetapkan")
    assert [line for line in said if line not in ketua.screen.splitlines()] == []
    # Of a session that moves: its agenda and that answers stand are kept too.
    await office.press(ketua, "Hadir")
    await office.say(head, "/ubah SDMO-09/1 agenda Evaluasi", look=True)
    await office.press(head, "🕘 Jam")
    await office.say(head, "09:00-11:00")
    await office.press(head, "Jawaban tetap berlaku")
    await office.press(head, "📍 Tempat")
    await office.press(head, "Tetap: Hotel Puri")
    assert head.can_press("Minta jawab lagi")
    await office.press(head, "Ya, lanjutkan")
    assert [line for line in ("🕘 09.00–11.00 WIB", "📍 Hotel Puri") if line not in head.screen.splitlines()] == []
    assert "Evaluasi" in head.screen
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen


async def test_the_last_look_says_on_which_days_no_meeting_is_called(office: Office) -> None:
    head = await office.head()
    said = await office.say(head, "/tetapkan SDMO-12 25 Desember 2023 09:00-12:00 Aula", look=True)
    assert said.endswith("\n🚫 Sen 25 Des: Hari Raya Natal\nUndangan dikirim setelah Anda menekan Ya.")
    await office.press(head, "📅 Hari")
    said = await office.say(head, "22-27 Desember 2023")
    assert said.endswith(
        "\n🚫 Sen 25 Des: Hari Raya Natal\n🚫 Sel 26 Des: Cuti Bersama Hari Raya Natal\nUndangan dikirim setelah Anda menekan Ya."
    )
    await office.press(head, "📅 Hari")
    assert "🚫" not in await office.say(head, "27 Desember 2023")
