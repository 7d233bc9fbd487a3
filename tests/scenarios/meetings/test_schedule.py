"""/jadwal: what comes first stands first, what invites me is marked, and a group sees its own office's plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.refusals import HEADS_ONLY, NOT_LINKED

if TYPE_CHECKING:
    from tests.office import Office


def _codes(text: str) -> list[str]:
    return re.findall(r"\(([A-Z0-9]+-\d+(?:/\d+)?)\)", text)


async def test_planned_activities_stand_in_the_order_in_which_they_must_happen(office: Office) -> None:
    ketua = await office.chair_of()
    text = await office.say(ketua, "/jadwal oktober")
    # 3 October, 5 October, 6 October, the first week, ... and only then the months that end on the 31st.
    assert _codes(text)[:5] == ["HPS-01", "PPDI-01", "SDMO-02", "P2H-01", "P2H-02"]
    assert "Halaman 1 dari" in text
    assert text.splitlines()[0] == "📅 Jadwal Oktober 2023"


async def test_what_invites_me_is_marked_in_private_and_not_in_a_group(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    text = await office.say(ketua, "/jadwal minggu")
    assert "✉️ Jum 6 Okt · 09.00–12.00 WIB" in text
    assert re.search(r"✉️ .*\(PPDI-01\)", text)
    assert re.search(r"• .*\(P2H-01\)", text)
    assert "✉️ = Anda diundang" in text
    assert "✉️" not in await office.say(ketua, "/jadwal minggu", group)
    for day in ("Jumat ini saya", "saya 6 Oktober 2023", "06102023 saya"):
        assert _codes(await office.say(ketua, f"/jadwal {day}"))[0] == "SDMO-02/1"
    assert "Selasa, 3 Oktober 2023" in (text := await office.say(ketua, "/jadwal besok"))
    assert "SDMO-02/1" not in text
    mine = await office.say(ketua, "/jadwal minggu saya")
    assert _codes(mine)[:2] == ["SDMO-02/1", "PPDI-01"]
    assert "•" not in mine


async def test_an_entry_is_two_short_lines(office: Office) -> None:
    ketua = await office.chair_of()
    for page in range(4):
        ketua.press_data(f"cal:semua:{page}", ketua.messages[-1])
        await office.settle()
        assert max(map(len, ketua.screen.splitlines())) <= 80


async def test_what_took_place_is_not_planned_any_more(office: Office) -> None:
    head = await office.head("PPDI")
    await office.say(head, "/tetapkan PPDI-02 2023-10-10 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-12", 9)
    assert "PPDI-02" not in await office.say(head, "/jadwal oktober")
    await office.say(head, "/tetapkan")
    assert not any("PPDI-02" in label for label in head.messages[-1].buttons)


@pytest.mark.handler("meetings.calendar")
async def test_filters_by_words_and_their_buttons(office: Office) -> None:
    ketua = await office.chair_of()
    assert set(_codes(await office.say(ketua, "/jadwal p2h november"))) <= {f"P2H-{n:02}" for n in range(1, 26)}
    assert "Jadwal November 2023 · Divisi Pencegahan" in ketua.screen
    assert "HPS-03" in await office.say(ketua, "/jadwal PP-PS")
    assert "November 2023" in await office.say(ketua, "/jadwal nopember")
    await office.say(ketua, "/jadwal")
    assert ketua.messages[-1].buttons[1:] == [
        "Hari ini",
        "Besok",
        "Pekan ini",
        "Bulan ini",
        "November",
        "Semua",
        "✉️ Untuk saya",
        "Divisi",
        "Kecamatan",
        "🖼 Gambar Oktober",
    ]
    assert "Jadwal November 2023" in await office.press(ketua, "November")
    assert ketua.messages[-1].buttons[1:] == [
        "Hari ini",
        "Besok",
        "Pekan ini",
        "Bulan ini",
        "Desember",
        "Semua",
        "✉️ Untuk saya",
        "Divisi",
        "Kecamatan",
        "🖼 Gambar November",
    ]
    assert "Halaman 2 dari" in await office.press(ketua, "Berikutnya")
    assert "Jadwal besok · Selasa, 3 Oktober 2023" in await office.press(ketua, "Besok")
    await office.press(ketua, "Divisi")
    assert "Jadwal sampai akhir tahun · Divisi Hukum" in await office.press(ketua, "Hukum")
    await office.press(ketua, "Kecamatan")
    assert "akhir tahun · Divisi Hukum & Penyelesaian Sengketa · Kecamatan Wonodadi" in await office.press(
        ketua, "Wonodadi"
    )
    assert "Kecamatan Wonodadi · untuk saya" in await office.press(ketua, "Untuk saya")
    assert ketua.screen.splitlines()[0].startswith("📅 Jadwal Oktober 2023 · Divisi Hukum") is False
    assert "📅 Jadwal sampai akhir tahun\n" in await office.press(ketua, "Tanpa saringan")
    ketua.press_data("cal:apa saja:0", ketua.messages[-1])
    await office.settle()
    assert "tidak dikenal" in ketua.notes[-1][0]


async def test_kegiatan_in_private_and_in_a_linked_group(office: Office) -> None:
    ketua = await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    assert "Bimbingan Teknis Penguatan kelembagaan" in await office.say(ketua, "/kegiatan sdmo-02", group)
    assert "tulis kodenya atau satu kata: /kegiatan SDMO-02" in await office.say(ketua, "/kegiatan", group)
    assert await office.say(ketua, "/kegiatan SDMO-99", group) == (
        "Kegiatan “SDMO-99” tidak ada dalam rencana. Kode kegiatan seperti SDMO-02 atau P2H-14; lihat /jadwal"
    )
    other = office.sim.group("Lain", [ketua])
    other.add_bot(by=ketua)
    for line in ("/jadwal", "/kegiatan SDMO-02", "/hadir"):
        assert await office.say(ketua, line, other) == NOT_LINKED


async def test_the_sheet_says_moves_and_answers_and_is_found_by_words(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/ubah SDMO-02/1 2023-10-06 10:00-12:00 Hotel Puri")
    await office.say(ketua, "/hadir SDMO-02")
    await office.press(ketua, "Hadir")
    text = await office.say(ketua, "/kegiatan sdmo2")
    assert "• SDMO-02/1 · Jumat, 6 Oktober 2023 · 10.00–12.00 WIB · Hotel Puri" in text
    assert "↳ semula Jumat, 6 Oktober 2023 · 09.00–12.00 WIB · Aula Bawaslu" in text
    assert "↳ diundang 66: menyatakan hadir 1, diwakilkan 0, berhalangan 0, belum menjawab 65" in text
    assert not ketua.messages[-1].buttons
    assert "SDMO-10" in await office.say(head, "/kegiatan logistk")
    assert head.messages[-1].buttons == ["📅 Tetapkan tanggal"]
    await office.say(head, "/kegiatan dana kampanye")
    assert len(head.messages[-1].buttons) > 1
    assert "SDMO-02" in await office.say(head, "/kegiatan SDMO-02/1")
    assert head.messages[-1].buttons == ["Ubah SDMO-02/1", "📊 Rekap SDMO-02/1", "❌ Batalkan SDMO-02/1"]
    assert await office.say(ketua, "/kegiatan xyzzy") == (
        "Kegiatan “xyzzy” tidak ada dalam rencana. Kode kegiatan seperti SDMO-02 atau P2H-14; lihat /jadwal"
    )


async def test_what_should_have_been_dated_is_flagged_and_what_has_a_name_is_found(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-10", 9)
    text = await office.say(ketua, "/jadwal")
    assert "Periode lewat, belum ditetapkan\n" in text
    assert _codes(text)[:3] == ["HPS-01", "PPDI-01", "P2H-01"]
    assert ketua.can_press("Terlewat (")
    late = await office.press(ketua, "Terlewat (")
    assert "📅 Jadwal yang lewat periode" in late
    assert "SDMO-02" not in late
    assert set(_codes(late)[:3]) == {"HPS-01", "PPDI-01", "P2H-01"}
    assert "kegiatan lewat periodenya, belum ditetapkan: /jadwal lewat" in await office.say(ketua, "/jadwal hari ini")
    assert _codes(await office.say(ketua, "/jadwal logistk")) == ["SDMO-10"]
    assert "“logistk” dibaca “logistik”" in ketua.screen
    # What has taken place is found too, by its name and by its day.
    assert "Sudah berlangsung\n• Jum 6 Okt" in (await office.say(ketua, "/jadwal kelembagaan")).replace("✉️", "•")
    assert "SDMO-02/1" in await office.say(ketua, "/jadwal 6 Oktober")
    short = await office.say(ketua, "/jadwal", group)
    assert len(short.splitlines()) <= 12
    assert "kegiatan lain direncanakan, belum bertanggal" in short
    assert "📅 Jadwal hari ini · Selasa, 10 Oktober 2023" in await office.press(ketua, "Hari ini", group)
    assert _codes(await office.say(ketua, "/jadwal logistik", group)) == ["SDMO-10"]
    assert "SDMO-02/1" in await office.say(ketua, "/jadwal wonodadi 6 oktober")


@pytest.mark.handler("meetings.board")
async def test_a_heads_board_leads_from_each_activity_to_its_next_step(office: Office) -> None:
    head, ketua = await office.head("PPDI"), await office.chair_of()
    assert await office.say(ketua, "/papan") == HEADS_ONLY
    await office.say(head, "/tetapkan PPDI-02 2023-10-10 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-09", 9)
    text = await office.say(head, "/papan")
    assert "Papan Divisi Penanganan Pelanggaran" in text
    assert "20 kegiatan dalam rencana 2023" in text
    assert "Periode lewat, belum ditetapkan: 1\n" in text
    assert head.messages[-1].buttons[0] == "⚠️ Lewat (1)"
    assert "(PPDI-01)" in await office.press(head, "Lewat")
    assert "PPDI-01 · Rencana: 5 Oktober 2023" in await office.press(head, "📌 PPDI-01")
    await office.say(head, "/papan")
    assert "Sel 10 Okt" in await office.press(head, "📅 Bertanggal (1)")
    assert "PPDI-02/1" in await office.press(head, "📅 PPDI-02")
    await office.at("2023-10-11", 9)
    await office.say(head, "/jadwal")
    assert "✅ Selesai: 1" in await office.press(head, "Papan divisi")
    assert "Papan semua divisi\n69 kegiatan" in await office.press(head, "Semua")
    assert await office.say(head, "/papan xyz") == "Divisi “xyz” tidak dikenal. Contoh: /papan SDMO · /papan semua"


async def test_a_month_as_a_picture_and_the_months_around_it(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert await office.say(ketua, "/jadwal gambar SDMO") == "🖼 Jadwal Oktober 2023 · Divisi SDM, Organisasi & Diklat"
    assert ketua.messages[-1].buttons == ["« September", "November »"]
    assert await office.press(ketua, "November »") == "🖼 Jadwal November 2023 · Divisi SDM, Organisasi & Diklat"
    await office.say(ketua, "/jadwal")
    assert ketua.can_press("🖼 Gambar Oktober")


async def test_a_file_that_cannot_be_made_is_refused_in_one_way(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    office.bot.typesetter._timeout = 0.0
    failed = "Maaf, file itu tidak bisa dibuat sekarang. Coba lagi sebentar lagi; bila tetap gagal, pakai format lain."
    assert await office.say(ketua, "/jadwal gambar SDMO") == failed
    assert await office.say(head, "/daftarhadir SDMO-02/1") == failed


async def test_a_past_week_plans_nothing_any_more(office: Office) -> None:
    said = await office.say(await office.head(), "/jadwal minggu lalu")
    assert said.splitlines() == [
        "📅 Jadwal Senin–Minggu, 25 September – 1 Oktober 2023",
        "",
        "Tidak ada kegiatan pada rentang ini. Lihat semua: /jadwal semua",
    ]


async def test_a_month_with_its_year_is_the_whole_month_of_that_year(office: Office) -> None:
    head = await office.head()
    first = await office.say(head, "/jadwal november 2023")
    assert first == await office.say(head, "/jadwal november")
    assert "(SDMO-05)" in first
    said = await office.say(head, "/jadwal triwulan 4")
    assert said.startswith("📅 Jadwal Minggu, 1 Oktober 2023 – Minggu, 31 Desember 2023\n")
    # Only what names no days at all is counted and not listed.
    assert "🗓 2 kegiatan lain direncanakan, belum bertanggal." in said


async def test_what_is_on_past_midnight_is_of_today_until_it_ends(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 22:00-02:00 Gudang KPU")
    for hour, shown in ((1, True), (2.1, False)):
        await office.at("2023-10-07", hour)
        said = await office.say(head, "/jadwal hari ini")
        assert (
            "✉️ Jum 6 Okt · 22.00 WIB–Sab 7 Okt 02.00" in said or "• Jum 6 Okt · 22.00 WIB–Sab 7 Okt 02.00" in said
        ) == shown
        assert "Jum 6 Okt · 22.00 WIB" not in await office.say(head, "/jadwal besok")


async def test_a_month_that_is_past_shows_what_may_still_be_held_of_it(office: Office) -> None:
    head = await office.head()
    september = await office.say(head, "/jadwal september")
    codes = ("HPS-01", "PPDI-08", "PPDI-10", "PPDI-12", "PPDI-13")
    assert [code in september for code in (*codes, "P2H-14")] == [True] * len(codes) + [False]
    assert "belum bertanggal" not in await office.say(head, "/jadwal agustus")
