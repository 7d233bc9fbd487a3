"""Reports are of the shift that is on, also over midnight, and of none that has yet to begin."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.replay.stage import duty_file
from bot.storage.models import DutyReport
from tests.office import Office

if TYPE_CHECKING:
    from bot.simulator import Person


async def _nights(office: Office, *days: str, shift: str = "malam") -> Person:
    """An officer of Wonodadi with a shift on each of these days."""
    ketua, admin = await office.chair_of(), await office.admin()
    lines = [(date.fromisoformat(day), "Wonodadi", shift, ketua.user.first_name) for day in days]
    admin.send_document("piket.csv", duty_file(lines))
    await office.settle()
    await office.agree(admin)
    return ketua


async def _texts(office: Office) -> list[tuple[int, str]]:
    async with office.bot.db.read() as session:
        found = await session.execute(select(DutyReport.nth, DutyReport.text).order_by(DutyReport.id))
        return [(nth, text) for nth, text in found]


async def test_after_midnight_the_night_shift_is_still_the_one_that_is_reported(office: Office) -> None:
    ketua = await _nights(office, "2023-10-03", "2023-10-04")
    await office.at("2023-10-03", 21)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman, nihil")
    await office.at("2023-10-04", 2)
    said = await office.say(ketua, "/piket")
    assert said.startswith("✅ Laporan piket Anda 20.00–08.00 sudah masuk. Nomor: PKT/35.05.01/20231003/1\n")
    assert "tidak bertugas" not in said
    assert "PKT/35.05.01/20231003/1" in await office.press(ketua, "Buka laporan")
    await office.say(ketua, "/piket")
    await office.press(ketua, "Laporan lain untuk shift ini")
    said = await office.say(ketua, "/piket lapor\nsituasi: aman\nisi: Gudang dikunci")
    assert "Nomor: PKT/35.05.01/20231003/2\nWonodadi · Selasa, 3 Oktober 2023" in said
    # The shift is over, its report is there to be read, and the next one is ahead.
    await office.at("2023-10-04", 9)
    said = await office.say(ketua, "/piket")
    assert said.startswith(
        "✅ Laporan piket Anda 20.00–08.00 sudah masuk. Nomor: PKT/35.05.01/20231003/1\n"
        "Piket Anda hari ini belum mulai: mulai pukul 20.00.\n"
    )
    await office.at("2023-10-04", 20.1)
    assert "Rabu, 4 Oktober 2023" in await office.say(ketua, "/piket")


async def test_of_two_nights_the_one_that_is_on_is_asked_for(office: Office) -> None:
    ketua = await _nights(office, "2023-10-03", "2023-10-04")
    await office.at("2023-10-04", 7.5)
    assert (await office.say(ketua, "/piket")).startswith("🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023")
    said = await office.press(ketua, "Aman, nihil")
    assert "Nomor: PKT/35.05.01/20231003/1" in said
    # Of the next one there is nothing to report yet.
    assert not any("Buat laporan" in label for label in ketua.messages[-1].buttons)


async def test_nobody_reports_that_all_is_well_of_a_shift_that_has_yet_to_begin(office: Office) -> None:
    ketua = await _nights(office, "2023-10-03")
    await office.at("2023-10-03", 7.2)
    early = "Piket itu belum mulai: mulai hari ini pukul 20.00. Ada kejadian sekarang? Tulis: /piket kejadian"
    # The day's message has no button that would only refuse; those of earlier versions do.
    assert ketua.screen.endswith("Laporannya lewat /piket, mulai pukul 19.00 dan sebelum pukul 08.00 besok (Rabu)")
    assert list(ketua.messages[-1].buttons) == ["🗓 Jadwal piket"]
    (row,) = await office.deliveries(Purpose.DUTY_OPEN)
    for verb in ("dutyn", "dutyr"):
        ketua.press_data(f"{verb}:{row.shift_id}", ketua.messages[-1])
        await office.settle()
        assert ketua.notes[-1][0] == early
    said = await office.say(ketua, "/piket")
    assert said.startswith("Piket Anda hari ini belum mulai: mulai pukul 20.00.\n")
    labels = " ".join(ketua.messages[-1].buttons)
    assert "Lapor kejadian" in labels
    assert "nihil" not in labels
    for words in ("/piket nihil", "/piket lapor\nsituasi: aman\nisi: Pelayanan normal"):
        assert await office.say(ketua, words) == early
    assert await _texts(office) == []
    # What was written is there when the shift begins, and a little before.
    await office.at("2023-10-03", 19.1)
    assert "Laporan: Pelayanan normal" in await office.say(ketua, "/piket")
    await office.press(ketua, "Kirim laporan")
    assert await _texts(office) == [(1, "Pelayanan normal")]


async def test_what_happens_before_the_shift_begins_is_told_and_the_shift_still_owes_its_report(office: Office) -> None:
    ketua, head = await _nights(office, "2023-10-03"), await office.head()
    await office.at("2023-10-03", 9)
    said = await office.say(ketua, "/piket lapor\nsituasi: kejadian\nisi: Baliho roboh")
    assert said.startswith("✅ Laporan piket diterima")
    assert "Baliho roboh" in head.screen
    await office.at("2023-10-03", 20.1)
    assert "Bagaimana situasinya?" in await office.say(ketua, "/piket")
    await office.press(ketua, "Aman, nihil")
    assert [nth for nth, _ in await _texts(office)] == [2, 1]


async def test_a_round_of_the_clock_is_on_until_the_next_morning(office: Office) -> None:
    ketua = await _nights(office, "2023-10-31", shift="24 jam")
    await office.at("2023-11-01", 0.5)
    assert "Selasa, 31 Oktober 2023" in await office.say(ketua, "/piket")
    await office.press(ketua, "Aman, nihil")
    await office.at("2023-11-01", 7.9)
    assert "Nomor: PKT/35.05.01/20231031/1" in await office.say(ketua, "/piket")


async def _of_a_day(office: Office, *lines: tuple[str, Person]) -> None:
    admin = await office.admin()
    wanted = [(date(2023, 10, 3), "Wonodadi", shift, who.user.first_name) for shift, who in lines]
    admin.send_document("piket.csv", duty_file(wanted))
    await office.settle()
    await office.agree(admin)


async def test_the_office_reads_who_serves_now_and_until_when_where_there_are_several_shifts(office: Office) -> None:
    one, two = await office.chair_of(), await office.registered("Anggota Panwascam", "Wonodadi")
    three, other = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.chair_of("Udanawu")
    head = await office.head()
    await _of_a_day(office, ("pagi", one), ("sore", two), ("malam", three))
    await office.duty("2023-10-03", other, "Udanawu")
    pagi, sore, malam = (who.user.first_name for who in (one, two, three))
    await office.at("2023-10-03", 15)
    said = await office.say(head, "/piket")
    assert f"\nWonodadi: {sore} sekarang sampai pukul 20.00, {pagi} (08.00–14.00), {malam} (20.00–08.00)\n" in said
    assert f"\nUdanawu: {other.user.first_name}\n" in said
    await office.at("2023-10-03", 21)
    assert f"\nWonodadi: {malam} sekarang sampai pukul 08.00 besok, {pagi} (08.00–14.00), " in await office.say(
        head, "/piket"
    )


async def test_with_a_report_to_send_piket_says_who_serves_now_and_what_waits(office: Office) -> None:
    one, two = await office.chair_of(), await office.registered("Anggota Panwascam", "Wonodadi")
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    await _of_a_day(office, ("pagi", kasek), ("sore", one), ("malam", two))
    await office.at("2023-10-03", 10)
    # Alone on duty nobody needs to be told that they are.
    assert "Bertugas sekarang" not in await office.say(kasek, "/piket")
    await office.say(two, "/piket")
    await office.press(two, "Tukar piket saya")
    await office.press(two, one.user.first_name)
    await office.at("2023-10-03", 15)
    said = await office.say(kasek, "/piket")
    assert said.endswith(
        f"\n\nBertugas sekarang: {one.user.first_name} (sampai pukul 20.00)\n"
        "🔁 1 permintaan tukar piket menunggu jawaban: tekan Jadwal piket."
    )
    assert kasek.can_press("Lapor kejadian")
    await office.press(kasek, "Jadwal piket")
    for label in ("Atur giliran", "Catat cuti", "Atur pekan ini", "Atur pekan depan"):
        assert kasek.can_press(label), label
    await office.say(kasek, "/piket")
    await office.press(kasek, "Lapor kejadian")
    assert kasek.screen.startswith("🛡 Laporan kejadian Wonodadi")
