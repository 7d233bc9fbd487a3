"""Officers who are on duty together: each is told, each may report, and one report is owed."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

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
    assert (
        f"• Sel 3 Okt Wonodadi 08.00–16.00: {ketua.user.first_name} dan {anggota.user.first_name}"
        in await office.say(head, "/rekap piket")
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
