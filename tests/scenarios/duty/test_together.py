"""Officers who are on duty together: each is told, each may report, and one report is owed."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Situation
from bot.services.duty.submitting import ReportContent, submit
from bot.storage.models import DutyReport, DutyShift
from tests.office import heads

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

DAY = "2023-10-03"


async def _two_on_duty(office: Office) -> tuple[Person, Person, Person]:
    """A chair and a member on duty together on Tuesday, by a rota with two columns, and the head of the secretariat."""
    admin = await office.admin()
    people = [
        await office.registered(position, "Wonodadi")
        for position in ("Ketua Panwascam", "Anggota Panwascam", "Kepala Sekretariat")
    ]
    ketua, anggota, kasek = people
    names = ";".join(one.user.first_name for one in (ketua, anggota))
    admin.send_document(
        "piket.csv", f"Tanggal;Kecamatan;Petugas Piket 1;Petugas Piket 2\n{DAY};Wonodadi;{names}\n".encode()
    )
    await office.settle()
    await office.agree(admin)
    return ketua, anggota, kasek


@pytest.mark.parametrize("who", ["first", "second"])
async def test_one_report_is_enough_whoever_sends_it(office: Office, who: str) -> None:
    ketua, anggota, kasek = await _two_on_duty(office)
    head = await office.head()
    await office.at(DAY, 7.1)
    for one, other in ((ketua, anggota), (anggota, ketua)):
        assert f"Bertugas bersama {other.user.first_name}: satu laporan cukup." in one.screen.splitlines()
    sender, other = (ketua, anggota) if who == "first" else (anggota, ketua)
    await office.press(sender, "Aman, nihil")
    assert "PKT/35.05.01/20231003/1" in sender.screen
    assert "sudah masuk. Nomor: PKT/35.05.01/20231003/1" in await office.say(other, "/piket")
    # What hangs in the other's chat sends no second one.
    other.press("Aman, nihil")
    await office.settle()
    async with office.outside.read() as session:
        assert len((await session.execute(select(DutyReport))).all()) == 1
    await office.at("2023-10-04", 12)
    for one in (ketua, anggota, kasek, head):
        assert not any(line.startswith("⏰") for line in heads(list(one.messages)))
    said = await office.say(head, "/rekap piket")
    assert "Wonodadi: 1/1 laporan" in said.splitlines()


async def test_both_are_asked_and_the_others_once_with_both_names(office: Office) -> None:
    ketua, anggota, kasek = await _two_on_duty(office)
    head = await office.head()
    await office.at(DAY, 16.1)
    assert ketua.screen.startswith("⏰ Laporan piket belum masuk")
    assert anggota.screen.startswith("⏰ Laporan piket belum masuk")
    await office.at(DAY, 18.5)
    assert f"• Sel 3 Okt Wonodadi: {ketua.user.first_name} dan {anggota.user.first_name}" in await office.say(
        head, "/rekap piket"
    )
    for one, title in ((kasek, "⏰ Belum ada laporan piket Wonodadi"), (head, "⏰ 1 laporan piket belum masuk")):
        told = [message.text for message in one.messages if message.text.startswith(title)]
        assert len(told) == 1
        assert ketua.user.first_name in told[0]
        assert (anggota.user.first_name if one is kasek else " dan 1 rekan") in told[0]
    await office.press(anggota, "Aman, nihil")
    assert not await office.deliveries(Purpose.DUTY_FILED)
    assert "sudah masuk" in await office.say(ketua, "/piket")


async def test_two_who_report_at_the_same_moment_leave_one_report_and_one_number(office: Office) -> None:
    ketua, anggota, _ = await _two_on_duty(office)
    await office.at(DAY, 9)
    async with office.outside.read() as session:
        shifts = list((await session.execute(select(DutyShift.id).order_by(DutyShift.id))).scalars())
    actors = [await office.actor(one) for one in (ketua, anggota)]
    content = ReportContent(Situation.SAFE, "Aman, nihil", nothing=True)
    done = await asyncio.gather(
        *(submit(office.bot.ctx, actor, shift, content) for actor, shift in zip(actors, shifts, strict=True))
    )
    assert {report.number for report, _ in done} == {"PKT/35.05.01/20231003/1"}
    assert not any(report.on_behalf for report, _ in done)
    assert not any(owed for _, owed in done)


async def test_a_month_of_people_may_have_two_on_a_day(office: Office) -> None:
    admin, ketua = await office.admin(), await office.chair_of("Wonodadi")
    anggota = await office.registered("Anggota Panwascam", "Wonodadi")
    days = ";".join(map(str, range(1, 32)))
    lines = [f"{n};{one.user.first_name};;;P" for n, one in enumerate((ketua, anggota), 1)]
    sheet = "\n".join(["JADWAL PIKET KECAMATAN WONODADI BULAN OKTOBER 2023", f"No;Nama;{days}", *lines])
    admin.send_document("piket.csv", sheet.encode())
    await office.settle()
    await office.agree(admin)
    async with office.outside.read() as session:
        query = select(DutyShift.id, DutyShift.day, DutyShift.shift, DutyShift.watch_id).order_by(DutyShift.id)
        first, second = (await session.execute(query)).all()
    day = date(2023, 10, 3)
    assert (*first[1:], *second[1:]) == (day, "pagi", first.id, day, "pagi petugas 2", first.id)
    # The same file again changes nothing.
    admin.send_document("piket.csv", sheet.encode())
    await office.settle()
    assert "0 baru, 0 berubah, 2 tetap" in admin.screen


async def _ruled(office: Office) -> tuple[Person, Person, Person]:
    """Chair, a member and the head of the secretariat, whose rule has two officers a shift; another member is not on Telegram."""
    ketua, anggota, kasek = [
        await office.registered(position, "Wonodadi")
        for position in ("Ketua Panwascam", "Anggota Panwascam", "Kepala Sekretariat")
    ]
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "2 petugas")
    await office.press(kasek, "Simpan giliran")
    return ketua, anggota, kasek


async def _watches(office: Office) -> list[tuple[date, str, bool]]:
    async with office.outside.read() as session:
        query = select(DutyShift.day, DutyShift.shift, DutyShift.watch_id).order_by(DutyShift.day, DutyShift.id)
        return [(day, shift, watch is not None) for day, shift, watch in await session.execute(query)]


async def test_a_rule_puts_two_on_duty_who_owe_one_report(office: Office) -> None:
    ketua, anggota, kasek = await _ruled(office)
    one, two = ketua.user.first_name, anggota.user.first_name
    assert "Giliran: petugas berganti tiap hari, hari libur juga, pukul 08.00–16.00, 2 petugas bersama" in kasek.screen
    assert f"Sel 3 Okt · {one} dan {two}" in kasek.screen.splitlines()
    for who in (ketua, anggota):
        assert "Piket Anda berikutnya di Wonodadi: Selasa, 3 Oktober 2023 (08.00–16.00)" in who.screen
    await office.at(DAY, 7.1)
    assert f"Bertugas bersama {two}: satu laporan cukup." in ketua.screen.splitlines()
    assert f"Bertugas bersama {one}: satu laporan cukup." in anggota.screen.splitlines()
    await office.restart()
    await office.at(DAY, 9)
    assert f"Bertugas sekarang: {one} dan {two} (sampai pukul 16.00)" in await office.say(kasek, "/piket")
    await office.press(anggota, "Aman, nihil")
    assert "sudah masuk. Nomor: PKT/35.05.01/20231003/1" in await office.say(ketua, "/piket")
    await office.at("2023-10-04", 7.1)
    assert await _watches(office) == [
        (date(2023, 10, day), shift, True) for day in (3, 4) for shift in ("harian", "harian petugas 2")
    ]
    assert "Bertugas bersama" in kasek.screen


async def test_an_offer_is_void_when_the_shift_is_another_persons_and_another_place_beside_somebody_is_no_news(
    office: Office,
) -> None:
    ketua, anggota, kasek = await _ruled(office)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    await office.press(ketua, "Tawarkan ke semua")
    shown = len(anggota.messages)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, ketua.user.first_name)
    await office.say(kasek, "3 Oktober 2023")
    # The member is the first of the two by now, on the same day and in the same hours.
    assert f"Sel 3 Okt · {anggota.user.first_name} dan " in await office.say(kasek, "/piket")
    assert len(anggota.messages) == shown
    for who in (kasek, ketua):
        assert "Ditawarkan" not in await office.say(who, "/piket")
        assert not any("Sel 3 Okt" in label for label in who.messages[-1].buttons)


async def test_the_head_of_the_secretariat_who_is_on_duty_beside_somebody_is_asked_once(office: Office) -> None:
    *_, kasek = await _ruled(office)
    await office.at("2023-10-04", 18.5)
    assert [line for line in heads(list(kasek.messages)) if line.startswith("⏰") and "Wonodadi" not in line] == [
        "⏰ Laporan piket belum masuk"
    ]
    # Of the day before, when others were on duty.
    told = [one.text for one in kasek.messages if one.text.startswith("⏰ Belum ada laporan piket Wonodadi")]
    assert [text.splitlines()[2].split(", shift")[0] for text in told] == ["Selasa, 3 Oktober 2023"]


async def test_one_of_two_swaps_with_whoever_is_not_beside_them(office: Office) -> None:
    ketua, anggota, kasek = await _ruled(office)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    # The member is on duty beside the chair: they cannot stand in.
    offered = " ".join(ketua.messages[-1].buttons)
    assert anggota.user.first_name not in offered
    await office.press(ketua, "Tawarkan ke semua")
    said = await office.say(anggota, "/piket")
    assert "Ditawarkan" not in said
    assert not any(label.startswith("🙋 Ambil piket") for label in anggota.messages[-1].buttons)
    anggota.press_data("swpy:1", anggota.messages[-1])
    await office.settle()
    assert anggota.notes[-1][0] == (
        f"{anggota.user.first_name} sudah bertugas pada jam yang sama, jadi tidak bisa menggantikan. Lihat /piket"
    )
    await office.say(kasek, "/piket")
    await office.press(kasek, "Ambil piket Sel 3 Okt")
    assert f"Sel 3 Okt · {kasek.user.first_name} (Anda) dan {anggota.user.first_name}" in await office.say(
        kasek, "/piket"
    )
    await office.at(DAY, 7.1)
    assert f"Bertugas bersama {anggota.user.first_name}: satu laporan cukup." in kasek.screen
    assert await _watches(office) == [(date(2023, 10, 3), f"harian{more}", True) for more in ("", " petugas 2")]


async def test_who_is_beside_takes_nothing_over_and_another_does(office: Office) -> None:
    ketua, anggota, kasek = await _ruled(office)
    await office.at(DAY, 9)
    await office.say(anggota, "/piket")
    await office.press(anggota, "Jadwal piket")
    assert not any(label.startswith("🆘") for label in anggota.messages[-1].buttons)
    anggota.press_data(f"takeok:{(await office.actor(ketua)).id}", anggota.messages[-1])
    await office.settle()
    assert "sudah bertugas pada jam yang sama" in anggota.notes[-1][0]
    await office.say(kasek, "/piket")
    await office.press(kasek, f"Ambil alih dari {ketua.user.first_name}")
    await office.press(kasek, "Ya, saya ambil alih")
    assert f"Bertugas bersama {anggota.user.first_name}: satu laporan cukup." in kasek.screen.splitlines()
    await office.press(anggota, "Aman, nihil")
    assert "sudah masuk" in await office.say(kasek, "/piket")
    await office.at("2023-10-04", 12)
    assert not any(line.startswith("⏰") for one in (ketua, anggota, kasek) for line in heads(list(one.messages)))


async def test_while_people_are_too_few_one_is_alone_and_the_head_of_the_secretariat_is_told(office: Office) -> None:
    *_, kasek = await _ruled(office)
    for index in range(3):
        await office.say(kasek, "/piket")
        await office.press(kasek, "Catat cuti")
        await office.press(kasek, kasek.messages[-1].buttons[index])
        await office.say(kasek, "12-13 Oktober 2023")
    await office.at("2023-10-06", 7.1)
    assert [one.text for one in kasek.messages if one.text.startswith("⚠️ Jadwal")] == [
        "⚠️ Jadwal piket Wonodadi perlu diperbaiki\n\nKam 12 Okt (08.00–16.00): kurang 1 petugas\n"
        "Jum 13 Okt (08.00–16.00): kurang 1 petugas\n\n"
        "Isi lewat /piket → Atur pekan, atau minta petugas lain mengambil."
    ]
    await office.at("2023-10-12", 7.1)
    assert kasek.screen.startswith("🛡 Piket hari ini")
    assert "Bertugas bersama" not in kasek.screen
    assert f"Kam 12 Okt · {kasek.user.first_name} (Anda) · ⚠️ kurang 1 petugas" in await _rota_of(office, kasek)


async def test_the_head_of_the_secretariat_sees_and_sets_each_of_a_watch(office: Office) -> None:
    ketua, anggota, kasek = await _ruled(office)
    one, two, three = (who.user.first_name for who in (ketua, anggota, kasek))
    await office.say(kasek, "/piket")
    assert await office.press(kasek, "Atur pekan ini") == (
        "🗓 Jadwal piket Wonodadi\n\nSiapa yang piket Senin, 2 Oktober 2023?"
    )
    await office.press(kasek, "Lewati")
    assert kasek.screen == (
        "🗓 Jadwal piket Wonodadi\nSenin, 2 Oktober 2023: (tidak diubah)\n\n"
        f"Siapa yang piket Selasa, 3 Oktober 2023, petugas 1?\nSekarang: {one}"
    )
    # Whoever has the other place changes places, and is not asked about again for the same hours.
    await office.press(kasek, two)
    assert kasek.screen.endswith(
        f"Selasa, 3 Oktober 2023, petugas 1: {two}\n\nSiapa yang piket Selasa, 3 Oktober 2023, petugas 2?\nSekarang: {one}"
    )
    assert two not in kasek.messages[-1].buttons
    await office.press(kasek, three)
    await office.press(kasek, "Cukup, simpan")
    assert kasek.screen == "✅ Jadwal piket tersimpan (2 giliran berubah). Petugas diingatkan setiap pagi pukul 07.00."
    assert f"Sel 3 Okt · {two} dan {three} (Anda)" in await office.say(kasek, "/piket")
    await office.at(DAY, 7.1)
    assert f"Bertugas bersama {three}: satu laporan cukup." in anggota.screen.splitlines()
    assert not any(line.startswith("🛡 Piket hari ini") for line in heads(list(ketua.messages)))
    assert await _watches(office) == [(date(2023, 10, 3), f"harian{more}", True) for more in ("", " petugas 2")]


async def test_who_is_lacking_beside_somebody_is_put_there_for_a_week(office: Office) -> None:
    ketua, anggota, kasek = await _ruled(office)
    for who in (anggota, ketua, kasek):
        await office.say(kasek, "/piket")
        await office.press(kasek, "Catat cuti")
        await office.press(kasek, who.user.first_name)
        await office.say(kasek, "8 Oktober 2023")
    assert "Min 8 Okt (08.00–16.00): kurang 1 petugas" in await office.say(kasek, "/piket")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur pekan ini")
    while "Minggu, 8 Oktober 2023, petugas 2?" not in kasek.screen:
        await office.press(kasek, "Lewati")
    assert "Sekarang: " not in kasek.screen
    await office.press(kasek, ketua.user.first_name)
    assert "1 giliran berubah" in kasek.screen
    assert "Min 8 Okt (08.00–16.00): kurang 1 petugas" not in await office.say(kasek, "/piket")


async def _rota_of(office: Office, who: Person) -> str:
    await office.say(who, "/piket")
    return await office.press(who, "Jadwal piket")


async def test_critical_days_have_as_many_in_each_shift(office: Office) -> None:
    await _ruled(office)
    head = await office.head()
    await office.say(head, "/piket kritis 5 Oktober 2023")
    await office.press(head, "Ya, Kam 5 Okt kritis")
    said = await office.say(head, "/piket Wonodadi")
    lines = [line for line in said.splitlines() if line.startswith("Kam 5 Okt")]
    # Four people: each of the three shifts has one, and one of them a second.
    assert [line.split(" · ")[0] for line in lines[:3]] == [
        f"Kam 5 Okt {hours}" for hours in ("08.00–14.00", "14.00–20.00", "20.00–08.00")
    ]
    assert sum("kurang 1 petugas" in line for line in lines[:3]) == 2


async def test_every_kecamatan_gets_two_by_one_command(office: Office) -> None:
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Udanawu")
    assert await office.say(head, "/piket susun lima") == (
        "Berapa petugas tiap shift? Tulis 1 sampai 3, misalnya: /piket susun 2"
    )
    assert "2 petugas tiap shift?" in await office.say(head, "/piket susun 2")
    assert (await office.press(head, "Ya, susun")).startswith("✅ Giliran piket 22 kecamatan dimulai besok.")
    assert "2 petugas bersama" in await office.say(kasek, "/piket")


async def test_a_rota_that_was_imported_before_there_were_watches_is_put_together_when_its_day_comes(
    office: Office,
) -> None:
    ketua, anggota, _ = await _two_on_duty(office)
    async with office.outside.write() as session:
        await session.execute(update(DutyShift).values(watch_id=None))
    await office.restart()
    await office.at(DAY, 7.1)
    assert f"Bertugas bersama {anggota.user.first_name}: satu laporan cukup." in ketua.screen.splitlines()
    await office.press(anggota, "Aman, nihil")
    assert "sudah masuk" in await office.say(ketua, "/piket")
