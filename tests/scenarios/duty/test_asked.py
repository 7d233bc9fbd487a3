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
    assert (await office.say(head, "/piket pekan depan")).startswith("🗓 Jadwal piket Oktober 2023")


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
        "“tidak tahu” tidak dikenal. Yang bisa ditulis: /piket lapor, /piket kejadian, /piket besok, /piket november, "
        "atau nama kecamatan."
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
