"""`/piket` with words behind it: days, a report, a kecamatan, and what is none of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.duty.test_rota import ruled, wonodadi

if TYPE_CHECKING:
    from tests.office import Office


async def test_words_of_time_show_that_day_or_month(office: Office) -> None:
    head, (ketua, anggota, kasek) = await office.head(), await wonodadi(office)
    await ruled(office, kasek)
    besok = await office.say(anggota, "/piket besok")
    assert besok == f"🛡 Piket Wonodadi, Selasa, 3 Oktober 2023\n\nSel 3 Okt · {ketua.user.first_name}"
    assert await office.say(anggota, "/piket 4 oktober") == (
        f"🛡 Piket Wonodadi, Rabu, 4 Oktober 2023\n\nRab 4 Okt · {anggota.user.first_name} (Anda)"
    )
    assert "Belum ada jadwal piket untuk Minggu, 1 Oktober 2023." in await office.say(anggota, "/piket 1 Oktober")
    assert (await office.say(anggota, "/piket pekan depan")).count("Okt · ") == 7
    for who in (anggota, head):
        assert (await office.say(who, "/piket november")).startswith("🗓 Jadwal piket November 2023")
        assert who.messages[-1].attachment == "photo"
        assert "paling jauh setahun" in await office.say(who, "/piket november 2999")
    assert (await office.say(head, "/piket besok")).startswith(
        f"🛡 Piket Selasa, 3 Oktober 2023\n\nWonodadi: {ketua.user.first_name}"
    )
    assert (await office.say(head, "/piket pekan depan")).startswith(
        "🗓 Jadwal piket Senin–Minggu, 9–15 Oktober 2023: angka"
    )
    assert head.messages[-1].attachment == "photo"


async def test_words_of_the_rota_that_people_write(office: Office) -> None:
    head, (ketua, anggota, kasek) = await office.head(), await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-04", 12)
    one, two = ketua.user.first_name, anggota.user.first_name
    assert await office.say(kasek, "/piket kemarin") == (
        f"🛡 Piket Wonodadi, Selasa, 3 Oktober 2023\n\nSel 3 Okt · {one}"
    )
    assert f"Wonodadi: {one}" in await office.say(head, "/piket kemarin")
    assert f"Bertugas sekarang: {two}" in await office.say(kasek, "/piket jadwal")
    assert f"🆘 Ambil alih dari {two}" in kasek.messages[-1].buttons
    assert f"Bertugas sekarang: {two}" in await office.say(kasek, "/piket ambil alih")
    assert (await office.say(head, "/piket jadwal")).startswith("🛡 Piket hari ini")
    assert (await office.say(kasek, "/piket sebulan")).startswith("🗓 Jadwal piket Oktober 2023: baris adalah jam shift")
    assert "Kam 5 Okt" in await office.say(kasek, "/piket tanggal 5")
    for words in ("wonodadi tanggal 7", "tanggal 7 wonodadi"):
        assert await office.say(head, f"/piket {words}") == (
            f"🛡 Piket Wonodadi, Sabtu, 7 Oktober 2023\n\nSab 7 Okt · {one}"
        )
    assert await office.say(head, "/piket 31 februari") == "“31 februari” tidak ada: Februari hanya sampai tanggal 29."
    assert "paling jauh setahun" in await office.say(head, "/piket wonodadi november 2999")
    assert (
        await office.say(ketua, "/piket udanawu besok") == "Anda hanya melihat jadwal piket kecamatan sendiri: /piket"
    )


@pytest.mark.parametrize("word", ["kejadian", "lapor kejadian", "mendesak", "aman", "aman, nihil", "situasi: aman"])
async def test_words_of_a_report_lead_to_it(office: Office, word: str) -> None:
    ketua = await office.chair_of("Wonodadi")
    await office.duty("2023-10-02", ketua, "Wonodadi")
    said = await office.say(ketua, f"/piket {word}")
    asked = {
        "kejadian": "🛡 Laporan kejadian Wonodadi, Senin, 2 Oktober 2023\n\n1/8 Perlu ditangani sekarang juga?",
        "lapor kejadian": "/piket lapor kejadian\nmendesaknya:",
        "mendesak": "2/8 Kejadian apa?",
        "aman": "2/",
        "aman, nihil": "✅ Laporan piket diterima",
        "situasi: aman": "2/3 Apa laporannya?",
    }
    assert asked[word] in said


async def test_what_follows_the_word_is_kept(office: Office) -> None:
    ketua = await office.chair_of("Wonodadi")
    await office.duty("2023-10-02", ketua, "Wonodadi")
    assert "Baliho roboh di Gandusari" in await office.say(ketua, "/piket kejadian Baliho roboh di Gandusari")
    await office.say(ketua, "/batal")
    assert "✅ Laporan piket" in await office.say(ketua, "/piket kejadian nihil")
    assert await office.say(ketua, "/piket nihil") == (
        "Laporan piket itu sudah masuk dengan nomor PKT/35.05.01/20231002/1; tidak perlu dikirim ulang."
    )


async def test_what_is_none_of_it_is_shown_back_with_what_may_be_written(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    unknown = (
        "“tidak tahu” tidak dikenal. Yang bisa ditulis: /piket lapor, /piket kejadian, /piket tukar, /piket cuti, "
        "/piket besok, /piket november, atau nama kecamatan."
    )
    for who in (head, ketua):
        assert await office.say(who, "/piket tidak tahu") == unknown
    assert "maksudnya Wonodadi?" in await office.say(head, "/piket wonodady")
    assert await office.say(head, "/piket kejadian") == (
        "Laporan piket dan kejadian dikirim dari kecamatan. Lihat yang masuk: /rekap piket"
    )
    assert await office.say(ketua, "/piket lapor") == (
        "Anda tidak punya piket untuk dilaporkan sekarang. Ada kejadian? Tulis: /piket kejadian"
    )
    assert await office.say(ketua, "/piket tukar") == "Belum ada piket Anda yang bisa ditukar."


async def test_before_the_first_day_of_a_rota_it_is_shown_when_it_begins(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Udanawu")
    assert "Belum ada jadwal piket." in await office.say(head, "/piket")
    await office.press(head, "Susun giliran 22 kecamatan")
    await office.press(head, "Ya, susun")
    shown = await office.say(head, "/piket")
    assert shown.startswith(
        "🛡 Piket hari ini, Senin, 2 Oktober 2023\n\nTidak ada yang piket. Piket berikutnya Selasa, 3 Oktober 2023:\n\n"
    )
    assert f"\nUdanawu: {ketua.user.first_name}\n" in shown
    assert head.can_press("Jadwal sebulan")
