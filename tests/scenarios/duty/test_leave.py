"""Leave: in which year, listed, taken back, asked for, and what was agreed for its days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import DutyLeave
from tests.office import WIB
from tests.scenarios.duty.test_rota import ruled, wonodadi

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office


async def _leaves(office: Office) -> list[tuple[date, date]]:
    async with office.outside.read() as session:
        return [(row.first, row.last) for row in await session.execute(select(DutyLeave.first, DutyLeave.last))]


async def _ask(office: Office, kasek: Person, who: Person) -> None:
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, who.user.first_name)


async def test_days_that_are_past_are_not_taken_for_those_of_another_year(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _ask(office, kasek, ketua)
    said = await office.say(kasek, "1-5 september")
    assert said == (
        "Jumat–Selasa, 1–5 September 2023 sudah lewat. Cuti dicatat mulai hari ini; bila maksudnya tahun 2024, "
        "tulis tahunnya: 1-5 september 2024"
    )
    assert await _leaves(office) == []
    # The question still waits.
    assert "✅ Cuti" in await office.say(kasek, "1-5 september 2024")
    assert await _leaves(office) == [(date(2024, 9, 1), date(2024, 9, 5))]


@pytest.mark.handler("duty.leave")
async def test_what_is_recorded_is_listed_and_taken_back(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _ask(office, kasek, ketua)
    await office.say(kasek, "3-5 oktober")
    assert "Piket Anda berikutnya di Wonodadi: Selasa, 3 Oktober 2023" in anggota.screen
    said = await office.say(kasek, "/piket cuti")
    assert f"{ketua.user.first_name}: Selasa–Kamis, 3–5 Oktober 2023" in said.splitlines()
    assert (await office.press(kasek, f"Hapus cuti {ketua.user.first_name}, 3–5 Okt")).startswith("✅ Cuti")
    assert await _leaves(office) == []
    assert "Piket Anda berikutnya di Wonodadi: Selasa, 3 Oktober 2023" in ketua.screen
    # One that has begun ends today.
    await _ask(office, kasek, ketua)
    await office.say(kasek, "2-6 oktober")
    await office.say(kasek, "/piket cuti")
    assert "berakhir hari ini" in await office.press(kasek, "Hapus cuti")
    assert await _leaves(office) == [(date(2023, 10, 2), date(2023, 10, 2))]
    await office.at("2023-10-03", 9)
    assert "tercatat" not in await office.say(kasek, "/piket cuti")


async def test_what_was_agreed_for_days_of_a_leave_is_named_and_offered(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.duty("2023-10-10", ketua, "Wonodadi")
    await _ask(office, kasek, ketua)
    said = await office.say(kasek, "9-12 oktober")
    assert said.endswith(
        f"⚠️ Piket {ketua.user.first_name} ini pernah disepakati (tukar, atur pekan, atau impor), jadi masih miliknya:\n"
        "Sel 10 Okt (08.00–16.00)"
    )
    assert "Sel 10 Okt" in await office.press(kasek, "Tawarkan 1 piket itu ke semua")
    assert f"Sel 10 Okt · {ketua.user.first_name}" in await office.say(anggota, "/piket")
    await office.press(anggota, "Ambil piket Sel 10 Okt")
    assert anggota.screen.startswith("✅ Tukar piket jadi")
    assert ketua.screen.startswith("✅ Tukar piket jadi")
    # Nothing is left of it.
    kasek.press_data(f"leaveo:{(await office.actor(ketua)).id}:20231009:20231012", kasek.messages[-1])
    await office.settle()
    assert kasek.screen.startswith("Tidak ada lagi piketnya")


async def test_an_officer_asks_for_leave_and_the_head_of_the_secretariat_records_it(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    assert "/piket cuti 3-5 november" in await office.say(ketua, "/piket cuti")
    assert (await office.say(ketua, "/piket cuti entah kapan")).startswith("“entah kapan”")
    assert "sudah lewat" in await office.say(ketua, "/piket cuti 1-5 september")
    assert (await office.say(ketua, "/piket cuti 3-5 november")).startswith(
        "✉️ Permintaan cuti Jumat–Minggu, 3–5 November"
    )
    assert kasek.screen == f"🏖 {ketua.user.first_name} minta cuti piket Jumat–Minggu, 3–5 November 2023."
    assert await _leaves(office) == []
    assert (await office.press(kasek, "Catat cuti")).startswith("✅ Cuti")
    assert await _leaves(office) == [(date(2023, 11, 3), date(2023, 11, 5))]
    assert any(one.text.startswith("✅ Cuti piket Anda Jumat–Minggu, 3–5 November 2023") for one in ketua.messages)
    # The head of the secretariat records their own at once.
    assert (await office.say(kasek, "/piket cuti 7 november")).startswith(f"✅ Cuti {kasek.user.first_name}")


async def test_where_nobody_could_record_it_whoever_asks_reads_whom_to_ask(office: Office) -> None:
    ketua, head = await office.chair_of("Wonodadi"), await office.head()
    assert "Minta langsung kepadanya" in await office.say(ketua, "/piket cuti 3-5 november")
    assert (await office.say(head, "/piket cuti 3-5 november")).startswith("Cuti piket dicatat per kecamatan")


async def test_whoever_sets_a_week_sees_who_is_on_leave(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _ask(office, kasek, ketua)
    await office.say(kasek, "3 oktober")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur pekan ini")
    while "Selasa, 3 Oktober 2023?" not in kasek.screen:
        await office.press(kasek, "Lewati")
    await office.press(kasek, f"{ketua.user.first_name} (cuti)")
    await office.press(kasek, "Cukup, simpan")
    assert f"Sel 3 Okt (08.00–16.00): {ketua.user.first_name} cuti, pindah, atau tidak aktif" in kasek.screen


async def test_a_leave_of_today_passes_on_what_has_not_begun(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 7.1)
    assert ketua.screen.startswith("🛡 Piket hari ini")
    assert "Permintaan cuti" in await office.say(ketua, "/piket cuti hari ini")
    said = await office.press(kasek, "Catat cuti")
    assert said.startswith(f"✅ Cuti {ketua.user.first_name} tercatat: Selasa, 3 Oktober 2023.")
    assert "disepakati" not in said
    assert anggota.screen.startswith("🛡 Piket hari ini")
    told = len(ketua.messages)
    await office.at("2023-10-03", 16.1)
    assert anggota.screen.startswith("⏰ Laporan piket belum masuk")
    assert not any("⏰" in message.text for message in list(ketua.messages)[told:])


async def test_of_a_leave_of_today_a_shift_that_has_begun_is_named_and_taken_over(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 9)
    await office.say(ketua, "/piket cuti hari ini")
    said = await office.press(kasek, "Catat cuti")
    assert said.endswith(
        f"⚠️ Piket {ketua.user.first_name} Sel 3 Okt (08.00–16.00) sudah mulai, "
        "jadi masih miliknya sampai ada yang menekan Ambil alih di /piket."
    )
    await office.press(kasek, f"Ambil alih dari {ketua.user.first_name}")
    await office.press(kasek, "Ya, saya ambil alih")
    await office.at("2023-10-03", 16.1)
    assert kasek.screen.startswith("⏰ Laporan piket belum masuk")


async def test_days_written_after_the_command_alone_are_asked_for_and_are_no_words_of_a_report(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 9)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    await office.say(ketua, "/piket cuti")
    assert "sudah lewat" in await office.say(ketua, "1-2 september")
    assert await office.say(ketua, "5-6 oktober") == (
        "✉️ Permintaan cuti Kamis–Jumat, 5–6 Oktober 2023 terkirim ke kepala sekretariat. Anda diberi tahu setelah "
        "dicatat; sampai saat itu piket Anda tetap."
    )
    assert "minta cuti piket Kamis–Jumat, 5–6 Oktober 2023" in kasek.screen
    assert "5-6" not in await office.say(ketua, "/piket")


async def test_whoever_has_agreed_shifts_in_a_leave_that_is_recorded_reads_so_and_gives_them_away(
    office: Office,
) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.duty("2023-10-10", ketua, "Wonodadi")
    await _ask(office, kasek, ketua)
    await office.say(kasek, "9-12 oktober")
    (told,) = [one for one in ketua.messages if one.text.startswith("✅ Cuti piket Anda")]
    assert told.text == (
        "✅ Cuti piket Anda Senin–Kamis, 9–12 Oktober 2023 sudah dicatat. Lihat giliran Anda: /piket\n\n"
        "⚠️ Piket ini pernah disepakati (tukar, atur pekan, atau impor), jadi masih milik Anda. "
        "Tukarkan atau tawarkan ke semua:\nSel 10 Okt (08.00–16.00)"
    )
    ketua.press("Tukar atau tawarkan Sel 10 Okt", message=told)
    await office.settle()
    assert ketua.screen.startswith("🔁 Tukar piket Selasa, 10 Oktober 2023")
    await office.press(ketua, "Tawarkan ke semua")
    await office.say(anggota, "/piket")
    await office.press(anggota, "Ambil piket Sel 10 Okt")
    assert f"Sel 10 Okt · {anggota.user.first_name}" in await office.say(kasek, "/piket 10 oktober")


async def test_whose_leave_is_recorded_or_taken_back_reads_so_unless_it_is_their_own_doing(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _ask(office, kasek, ketua)
    await office.say(kasek, "20 oktober")
    noted = "✅ Cuti piket Anda Jumat, 20 Oktober 2023 sudah dicatat. Lihat giliran Anda: /piket"
    assert [one.text for one in ketua.messages if one.text == noted] == [noted]
    await office.say(kasek, "/piket cuti")
    await office.press(kasek, "Hapus cuti")
    dropped = "ℹ️ Cuti piket Anda Jumat, 20 Oktober 2023 dihapus. Lihat giliran Anda: /piket"
    assert [one.text for one in ketua.messages if one.text == dropped] == [dropped]
    await _ask(office, kasek, kasek)
    await office.say(kasek, "20 oktober")
    assert not any(one.text == noted for one in kasek.messages)


async def test_a_leave_that_leaves_days_to_nobody_says_so_at_once_once_a_week_and_on_the_morning(
    office: Office,
) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    other = office.find("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.register(other)
    await ruled(office, kasek)
    for who in (ketua, anggota, other):
        await _ask(office, kasek, who)
        assert "Tidak ada petugas" not in await office.say(kasek, "17-26 oktober")
    await _ask(office, kasek, kasek)
    assert (
        "\n\n⚠️ Tidak ada petugas lain pada hari cuti itu:\n18–21 Okt (08.00–16.00): belum ada petugas\n"
        "Isi lewat /piket → Atur pekan, atau hapus cutinya."
    ) in await office.say(kasek, "18-21 oktober")

    def _told() -> list[tuple[str, str]]:
        return [
            (f"{one.versions[0].at.astimezone(WIB):%d %H.%M}", line)
            for one in kasek.messages
            if one.text.startswith(("⚠️ Jadwal piket", "🗓 Piket Wonodadi pekan ini"))
            for line in one.text.splitlines()
            if "belum ada petugas" in line and " · " not in line
        ]

    # A week before the first of them all are named, and no more until then.
    await office.at("2023-10-11", 8)
    await office.at("2023-10-15", 8)
    assert _told() == [("11 07.00", "18–21 Okt (08.00–16.00): belum ada petugas")]
    # Monday's rota shows them, in one message.
    await office.at("2023-10-16", 8)
    assert _told()[1:] == [("16 07.00", "18–21 Okt (08.00–16.00): belum ada petugas")]
    assert kasek.screen.startswith("🗓 Piket Wonodadi pekan ini")
    # And each is said on its morning.
    await office.at("2023-10-18", 8)
    await office.restart()
    await office.at("2023-10-19", 12)
    assert _told()[2:] == [
        ("18 07.00", "Rab 18 Okt (08.00–16.00): belum ada petugas"),
        ("19 07.00", "Kam 19 Okt (08.00–16.00): belum ada petugas"),
    ]


async def test_what_is_newly_wrong_on_a_monday_comes_with_the_week_alone(office: Office) -> None:
    _, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    other = office.find("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.register(other)
    await office.duty("2023-10-16", other, "Wonodadi")
    await _ask(office, kasek, other)
    await office.say(kasek, "16 oktober")
    told = len(kasek.messages)
    await office.at("2023-10-09", 8)
    line = f"Sen 16 Okt (08.00–16.00): {other.user.first_name} cuti, pindah, atau tidak aktif"
    assert [one.text.partition("\n")[0] for one in list(kasek.messages)[told:] if line in one.text] == [
        "🗓 Piket Wonodadi pekan ini"
    ]
    told = len(kasek.messages)
    await office.at("2023-10-15", 8)
    assert not any(line in one.text for one in list(kasek.messages)[told:])
