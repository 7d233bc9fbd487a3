"""An office in Central Indonesia on a deployment of Western Indonesia: its people see and type their own time."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.domain.timing import local_instant
from bot.replay.stage import duty_file
from bot.storage.models import Session
from tests.office import WITA, heads

if TYPE_CHECKING:
    from tests.office import Office


async def test_a_typed_time_is_the_offices_own_and_so_is_every_time_shown(office: Office) -> None:
    selayar = await office.neighbours()
    done = await office.say(selayar.head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Benteng")
    assert "09.00–12.00 WITA" in done
    async with office.bot.db.read() as session:
        (starts_at,) = (await session.execute(select(Session.starts_at))).scalars()
    assert starts_at == local_instant(date(2023, 10, 6), time(9), WITA)
    assert "09.00–12.00 WITA" in selayar.ketua.screen
    for person, line in (
        (selayar.ketua, "/jadwal"),
        (selayar.ketua, "/kegiatan SDMO-02"),
        (selayar.ketua, "/hadir"),
        (selayar.head, "/rekap SDMO-02"),
        (selayar.head, "/rekap bulan"),
        (selayar.head, "/status"),
        (selayar.admin, "/audit"),
    ):
        said = await office.say(person, line)
        assert "WITA" in said, line
        assert "WIB" not in said, line


async def test_step_by_step_the_hours_are_the_offices_own(office: Office) -> None:
    selayar = await office.neighbours()
    await office.say(selayar.head, "/tetapkan SDMO-02")
    await office.press(selayar.head, "Jum 6 Okt")
    await office.press(selayar.head, "09.00-12.00")
    assert "09.00–12.00 WITA" in await office.say(selayar.head, "Aula Benteng")
    assert "09.00–12.00 WITA" in await office.press(selayar.head, "Ya, lanjutkan")
    said = await office.say(selayar.head, "/ubah SDMO-02 2023-10-06 10:00-12:00")
    assert "10.00–12.00 WITA" in said


@pytest.mark.safety_tick
async def test_h1_and_piket_come_by_the_offices_clock(office: Office) -> None:
    selayar = await office.neighbours()
    await office.say(selayar.head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Benteng")
    selayar.admin.send_document("piket.csv", duty_file([(date(2023, 10, 5), "Benteng", "harian", "Andi Anggota")]))
    await office.settle()
    await office.agree(selayar.admin)
    await office.at("2023-10-05", 6.9, WITA)
    assert not selayar.member.screen.startswith("🛡")
    await office.at("2023-10-05", 7.1, WITA)
    assert selayar.member.screen.startswith("🛡 Piket hari ini")
    await office.at("2023-10-05", 7.9, WITA)
    assert not any("Pengingat" in head for head in heads(list(selayar.ketua.messages)))
    await office.at("2023-10-05", 8.1, WITA)
    assert heads(list(selayar.ketua.messages))[-1] == "🔔 Pengingat: besok pukul 09.00"
    await office.at("2023-10-05", 16.1, WITA)
    assert selayar.member.screen.startswith("⏰ Laporan piket belum masuk")
    assert len(await office.deliveries(Purpose.DUTY_MISSING)) == 1


async def test_a_new_day_begins_by_the_offices_clock(office: Office) -> None:
    selayar = await office.neighbours()
    selayar.admin.send_document("piket.csv", duty_file([(date(2023, 10, 5), "Benteng", "harian", "Andi Anggota")]))
    await office.settle()
    await office.agree(selayar.admin)
    # 00.30 WITA is 23.30 WIB of the day before.
    await office.at("2023-10-05", 0.5, WITA)
    said = await office.say(selayar.member, "/piket")
    assert said.startswith("Piket Anda hari ini belum mulai: mulai pukul 08.00.")
    assert "Periksa dulu" in await office.say(selayar.head, "/tetapkan SDMO-03 besok 09:00 Aula Benteng")
    assert "Jumat, 6 Oktober 2023" in selayar.head.screen


async def test_strangers_hear_of_the_only_office_and_of_several_none_and_people_of_their_own(office: Office) -> None:
    stranger = office.stranger()
    assert "bot Bawaslu Kabupaten Blitar" in await office.say(stranger, "/start")
    assert "Bawaslu Kabupaten Blitar" in await office.say(stranger, "/bantuan")
    selayar = await office.neighbours()
    assert (await office.say(stranger, "/start")).startswith("Selamat datang di bot Bawaslu\n")
    assert "jajaran pengawas pemilu Bawaslu\n" in await office.say(stranger, "/bantuan")
    seen = len(selayar.head.messages)
    await office.say(selayar.head, "/belumdaftar")
    texts = "\n".join(message.text for message in selayar.head.messages[seen:])
    assert "Andi Belum" in texts
    assert "bot Bawaslu Kabupaten Kepulauan Selayar" in texts
    assert "Blitar" not in texts
