from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.duty.rota import HARIAN
from bot.domain.duty.swaps import SwapState
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.replay.stage import duty_file
from bot.services.duty import rota, swapping
from bot.services.people import registration
from bot.storage.models import DutyShift, DutySwap
from tests.office import WIB, heads, instant
from tests.refusals import HEADS_ONLY, NO_LONGER
from tests.scenarios.owing.test_who_may_be_told import leaves

if TYPE_CHECKING:
    from bot.simulator import Person
    from bot.simulator.world import ShownMessage
    from tests.office import Office

POSITIONS = ("Ketua Panwascam", "Anggota Panwascam", "Kepala Sekretariat")


async def wonodadi(office: Office) -> tuple[Person, Person, Person]:
    """Chair, a member and the head of the secretariat, all on Telegram; the second member is not."""
    ketua, anggota, kasek = [await office.registered(position, "Wonodadi") for position in POSITIONS]
    return ketua, anggota, kasek


async def ruled(office: Office, kasek: Person) -> None:
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "Simpan giliran")


async def _shifts(office: Office) -> list[DutyShift]:
    async with office.outside.read() as session:
        return list((await session.execute(select(DutyShift).order_by(DutyShift.day, DutyShift.id))).scalars())


async def test_a_shift_over_midnight_ends_tomorrow_and_after_midnight_today(office: Office) -> None:
    ketua, anggota, _ = await wonodadi(office)
    line = f'tanggal,kecamatan,shift,nama\n2023-10-03,Wonodadi,malam,"{ketua.user.first_name}"\n'
    admin = await office.admin()
    admin.send_document("piket.csv", line.encode())
    await office.settle()
    await office.agree(admin)
    for day, hour, end in (("2023-10-03", 21, "08.00 besok"), ("2023-10-04", 7.5, "08.00")):
        await office.at(day, hour)
        assert f"Bertugas sekarang: {ketua.user.first_name} (sampai pukul {end})" in await office.say(anggota, "/piket")


async def _imported(office: Office, *lines: tuple[str, str, Person]) -> str:
    """What a file of a rota of Wonodadi is answered with: day, shift, officer."""
    admin = await office.admin()
    wanted = [(date.fromisoformat(day), "Wonodadi", shift, who.user.first_name) for day, shift, who in lines]
    admin.send_document("piket.csv", duty_file(wanted))
    await office.settle()
    said = admin.screen
    await office.agree(admin)
    return said


async def test_the_same_hours_written_otherwise_are_the_same_shift(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 9)
    on_duty, other = (ketua, anggota) if "Sel 3 Okt · " + ketua.user.first_name in kasek.screen else (anggota, ketua)
    said = await _imported(office, ("2023-10-03", "08.00–16.00", other), ("2023-10-20", "8-16", other))
    assert "jam yang sama" not in said
    said = await office.say(kasek, "/piket")
    assert said.count("Bertugas sekarang") == 1
    assert f"Bertugas sekarang: {other.user.first_name}" in said
    # A name of its own stays, and is replaced too.
    await _imported(office, ("2023-10-20", "kantor", on_duty))
    await office.say(kasek, "/piket")
    (stored,) = [one for one in await _shifts(office) if one.day == date(2023, 10, 20)]
    assert stored.shift == HARIAN
    assert f"Jum 20 Okt · {on_duty.user.first_name}" in await office.say(kasek, "/piket 20 oktober")


async def test_hours_that_two_have_or_nobody_are_said_before_they_are_stored_and_a_week_ahead(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    said = await _imported(office, ("2023-10-05", "harian", ketua), ("2023-10-05", "pagi", anggota))
    assert "dua shift pada jam yang sama di Wonodadi, 5/10 (08.00-14.00)" in said
    wrong = "Kam 5 Okt (08.00–14.00): " + anggota.user.first_name
    assert wrong in await office.say(kasek, "/piket")
    await office.at("2023-10-03", 8)
    assert any(wrong in message.text and "perlu diperbaiki" in message.text for message in kasek.messages)
    await ruled(office, kasek)
    said = await _imported(office, ("2023-10-06", "08.00-14.00", ketua))
    assert "Wonodadi, 6/10 pukul 14.00-16.00: tidak ada petugas" in said
    assert "Jum 6 Okt (14.00–16.00): belum ada petugas" in await office.say(kasek, "/piket")


async def _told(office: Office, purpose: Purpose) -> Counter[int | None]:
    return Counter(row.chat_id for row in await office.deliveries(purpose))


async def test_round_the_clock_everybody_rests_and_who_cannot_is_told_of(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "24 jam")
    await office.press(kasek, "Simpan giliran")
    assert "Perlu diperbaiki" not in await office.say(kasek, "/piket")
    # What was agreed is theirs who agreed; that it leaves no rest is pointed out.
    line = f'tanggal,kecamatan,shift,nama\n2023-10-05,Wonodadi,24 jam,"{ketua.user.first_name}"\n'
    line += f'2023-10-06,Wonodadi,24 jam,"{ketua.user.first_name}"\n'
    admin = await office.admin()
    admin.send_document("piket.csv", line.encode())
    await office.settle()
    await office.agree(admin)
    wrong = f"Jum 6 Okt (08.00–08.00): {ketua.user.first_name} baru selesai shift lain, tanpa istirahat"
    assert wrong in await office.say(kasek, "/piket")
    await office.at("2023-10-03", 7.1)
    assert [wrong in one.text for one in kasek.messages if one.text.startswith("⚠️ Jadwal piket")] == [True]


@pytest.mark.handler("duty.rota")
async def test_a_rule_runs_the_rota_and_each_is_told_their_first_turn(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    assert "Giliran: petugas berganti tiap hari, hari libur juga, pukul 08.00–16.00" in kasek.screen
    assert ketua.screen.startswith("🛡 Giliran piket Anda")
    assert "Piket Anda berikutnya di Wonodadi: Selasa, 3 Oktober 2023 (08.00–16.00)" in ketua.screen
    # Who set it sees it.
    assert await _told(office, Purpose.DUTY_CHANGED) == Counter({ketua.id: 1, anggota.id: 1})
    await office.at("2023-10-03", 7.1)
    assert ketua.screen.startswith("🛡 Piket hari ini")
    await office.press(ketua, "Aman, nihil")
    assert "sudah masuk" in await office.say(ketua, "/piket")
    assert "Sekarang tidak ada yang bertugas." in ketua.screen
    await office.at("2023-10-03", 9)
    assert f"Bertugas sekarang: {ketua.user.first_name} (sampai pukul 16.00)" in await office.say(anggota, "/piket")
    assert "Piket Anda berikutnya: Rabu, 4 Oktober 2023 (08.00–16.00)" in anggota.screen
    assert f"Rab 4 Okt · {anggota.user.first_name} (Anda)" in anggota.screen
    # The bot is away over midnight and the end of the month: the days in between were what they were.
    await office.at("2023-10-30", 9)
    await office.lose()
    await office.at("2023-11-01", 9)
    await office.come_back()
    found = await _shifts(office)
    assert [shift.day for shift in found[-3:]] == [date(2023, 10, 30), date(2023, 10, 31), date(2023, 11, 1)]
    served = Counter(shift.person_id for shift in found)
    assert max(served.values()) - min(served.values()) <= 1
    assert len(served) == 4
    assert all(shift.by_rule for shift in found)


async def test_one_press_gives_every_kecamatan_its_rota(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Udanawu")
    assert "Belum ada jadwal piket" in await office.say(head, "/piket")
    asked = await office.press(head, "Susun giliran 22 kecamatan")
    assert asked.startswith(
        "Susun giliran piket 22 kecamatan mulai besok: tiap hari, juga hari libur, pukul 08.00–16.00, 1 petugas"
    )
    assert "Mengubah atau menghentikannya: /piket lalu nama kecamatan, Atur giliran." in asked
    assert await office.press(head, "Ya, susun") == (
        "✅ Giliran piket 22 kecamatan dimulai besok. Petugas diberi tahu piket berikutnya. Lihat: /piket"
    )
    assert await office.say(head, "/piket susun") == "Semua kecamatan sudah punya giliran piket. Lihat: /piket"
    assert "Selasa, 3 Oktober 2023" in ketua.screen
    await office.at("2023-10-03", 9)
    assert f"Udanawu: {ketua.user.first_name}\n" in await office.say(head, "/piket")
    assert "Nomor petugas" in await office.say(head, "/piket kec. udanawu")
    assert "+62 8" in head.screen or "+628" in head.screen
    assert await office.say(head, "/piket antah berantah") == (
        "“antah berantah” tidak dikenal. Yang bisa ditulis: /piket lapor, /piket kejadian, /piket tukar, /piket cuti, "
        "/piket besok, /piket november, atau nama kecamatan."
    )
    assert await office.say(ketua, "/piket Wonodadi") == "Anda hanya melihat jadwal piket kecamatan sendiri: /piket"
    assert await office.say(ketua, "/piket susun") == HEADS_ONLY
    assert (
        await office.say(head, "/piket kritis sekali")
        == "Hari kritis: piket 24 jam di semua kecamatan. Tulis misalnya: /piket kritis 10-14 Februari 2024"
    )


async def test_a_swap_is_two_presses_and_tells_whom_it_concerns(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    before = await _told(office, Purpose.DUTY_CHANGED)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    assert ketua.user.first_name not in " ".join(ketua.messages[-1].buttons)
    await office.press(ketua, f"{anggota.user.first_name} ⇄ Rab 4 Okt")
    assert "tetap milik Anda sampai ia menerima" in ketua.screen
    assert anggota.screen.startswith("🔁 Minta tukar piket")
    assert "minta Anda mengambil piket Wonodadi, Selasa, 3 Oktober 2023 (08.00–16.00)" in anggota.screen
    assert f"Terima untuk {anggota.user.first_name}" in " ".join(kasek.messages[-1].buttons)
    asked = anggota.messages[-1]
    await office.press(anggota, "Terima")
    for who in (ketua, anggota, kasek):
        assert who.screen.startswith("✅ Tukar piket jadi")
        assert f"Selasa, 3 Oktober 2023: {anggota.user.first_name}" in who.screen
        assert f"Rabu, 4 Oktober 2023: {ketua.user.first_name}" in who.screen
    # Both know it already; nobody else's next shift is another.
    assert await _told(office, Purpose.DUTY_CHANGED) == before
    anggota.press_data("swpn:1", asked)
    await office.settle()
    assert anggota.screen.startswith("✅ Tukar piket jadi")
    await office.at("2023-10-04", 7.1)
    assert any(head.startswith("🛡 Piket hari ini") for head in heads(list(anggota.messages)))
    assert ketua.screen.startswith("🛡 Piket hari ini")
    assert [shift.by_rule for shift in await _shifts(office)] == [False, False]


async def test_who_accepts_for_somebody_is_named_to_everybody_concerned_and_in_the_audit(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    await office.press(ketua, f"{anggota.user.first_name} ⇄ Rab 4 Okt")
    asked = anggota.messages[-1]
    await office.press(kasek, f"Terima untuk {anggota.user.first_name}")
    await office.clock.advance(timedelta(minutes=1))
    named = f"✅ Diterima {kasek.user.first_name} (kepala sekretariat) untuk {anggota.user.first_name}"
    for who in (ketua, anggota, kasek):
        assert who.screen.startswith("✅ Tukar piket jadi")
        assert named in who.screen
    assert asked.text.endswith(f"\n\n{named}")
    # Whoever presses what no longer holds is told how it stands, and has accepted nothing.
    kasek.press_data("swpy:1", kasek.messages[-1])
    await office.settle()
    assert named not in kasek.screen
    changes = await office.say(await office.admin(), "/audit")
    assert f"{kasek.user.first_name} menerima piket 2023-10-03 untuk {anggota.user.first_name}" in changes


async def test_a_declined_swap_changes_nothing_and_an_open_shift_goes_to_whoever_takes_it(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    await office.press(ketua, anggota.user.first_name)
    await office.press(anggota, "Tolak")
    assert "tidak bisa mengambil piket Selasa, 3 Oktober 2023" in ketua.screen
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    await office.press(ketua, "Tawarkan ke semua")
    assert f"Sel 3 Okt · {ketua.user.first_name}" in await office.say(kasek, "/piket")
    await office.press(kasek, "Ambil piket Sel 3 Okt")
    assert f"Selasa, 3 Oktober 2023: {kasek.user.first_name}" in ketua.screen
    outsider = await office.chair_of("Udanawu")
    outsider.press_data("swpy:2", outsider.messages[-1])
    await office.settle()
    assert outsider.notes[-1][0] == NO_LONGER
    async with office.outside.read() as session:
        states = (await session.execute(select(DutySwap.state).order_by(DutySwap.id))).scalars().all()
    assert states == [SwapState.DECLINED, SwapState.ACCEPTED]


async def test_an_open_shift_taken_by_two_at_once_is_one_persons(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    giver, *takers = [await office.actor(who) for who in (ketua, anggota, kasek)]
    ctx = office.bot.ctx
    made = await swapping.offer(ctx, giver, date(2023, 10, 3), None)
    done = await asyncio.gather(
        *(swapping.answer(ctx, who, made.id, accept=True) for who in takers), return_exceptions=True
    )
    assert sum(not isinstance(one, Refusal) for one in done) >= 1
    (shift,) = [one for one in await _shifts(office) if one.day == date(2023, 10, 3)]
    assert shift.person_id in {who.id for who in takers}
    async with office.outside.read() as session:
        (swap,) = (await session.execute(select(DutySwap))).scalars().all()
    assert (swap.state, swap.taker_id) == (SwapState.ACCEPTED, shift.person_id)


async def test_an_emergency_is_taken_over_at_once(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 10)
    await office.say(anggota, "/piket")
    await office.press(anggota, f"Ambil alih dari {ketua.user.first_name}")
    await office.press(anggota, "Ya, saya ambil alih")
    assert anggota.messages[-2].text == "✅ Anda sekarang bertugas piket. Laporan piket hari ini Anda yang mengirim."
    assert anggota.screen.startswith("🛡 Piket hari ini")
    for who in (ketua, kasek):
        assert f"{anggota.user.first_name} mengambil alih piket Wonodadi" in who.screen
    await office.at("2023-10-03", 16.1)
    assert anggota.screen.startswith("⏰")
    assert not any(head.startswith("⏰") for head in heads(list(ketua.messages)))
    await office.press(anggota, "Aman, nihil")
    kasek.press_data(f"takeok:{(await office.actor(anggota)).id}", kasek.messages[-1])
    await office.settle()
    assert kasek.notes[-1][0] == NO_LONGER


async def test_what_others_told_of_that_day_keeps_nobody_from_taking_a_shift_over(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    # Before the day's message goes out, and after: the shift owes its own report all the same.
    for hour in (0.5, 9):
        await office.at("2023-10-03", hour)
        await office.say(
            kasek, f"/piket kejadian\nmendesaknya: menunggu\njenis: uang\napa: Amplop {hour}\ndi mana: Kunir"
        )
    assert any(one.text.startswith("🛡 Piket hari ini") for one in ketua.messages)
    await office.at("2023-10-03", 10)
    await office.say(anggota, "/piket")
    await office.press(anggota, f"Ambil alih dari {ketua.user.first_name}")
    await office.press(anggota, "Ya, saya ambil alih")
    assert f"{anggota.user.first_name} mengambil alih piket Wonodadi" in ketua.screen
    await office.press(anggota, "Aman, nihil")
    # Its own report is in: there is nothing left to take over.
    kasek.press_data(f"takeok:{(await office.actor(anggota)).id}", kasek.messages[-1])
    await office.settle()
    assert kasek.notes[-1][0].startswith("Laporan piket itu sudah masuk")


async def test_of_two_who_take_a_shift_over_the_second_reads_who_serves(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 10)
    for who in (anggota, kasek):
        await office.say(who, "/piket")
        await office.press(who, f"Ambil alih dari {ketua.user.first_name}")
    await office.press(anggota, "Ya, saya ambil alih")
    await office.press(kasek, "Ya, saya ambil alih")
    taken = f"Piket itu sudah berpindah; {anggota.user.first_name} yang bertugas sekarang. Lihat /piket"
    assert kasek.notes[-1][0] == taken


async def test_at_night_whoever_is_on_duty_is_not_said_to_be_none(office: Office) -> None:
    officer, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.duty("2023-10-03", officer, "Wonodadi", "malam")
    await office.at("2023-10-04", 2)
    week = "Pekan ini\nSesudah yang bertugas sekarang belum ada jadwal pada pekan ini."
    assert week in await office.say(kasek, "/piket")
    await office.at("2023-10-04", 9)
    assert "Pekan ini\nBelum ada jadwal pada pekan ini." in await office.say(kasek, "/piket")


async def test_leave_passes_the_turn_on_and_a_change_taken_back_before_it_was_told_is_not_told(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    before = await _told(office, Purpose.DUTY_CHANGED)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, ketua.user.first_name)
    assert "bukan tanggal" in (await office.say(kasek, "pekan depan saja")).casefold() or "misalnya" in kasek.screen
    assert "Cuti" in await office.say(kasek, "3-9 Oktober 2023")
    assert "Piket Anda berikutnya di Wonodadi: Selasa, 3 Oktober 2023" in anggota.screen
    assert "Sebelumnya: Rabu, 4 Oktober 2023" in anggota.screen
    assert ketua.screen.startswith("🔄 Piket Anda berubah")
    assert await _told(office, Purpose.DUTY_CHANGED) - before == Counter({ketua.id: 1, anggota.id: 1})


async def test_who_comes_back_after_a_block_reads_once_what_their_next_shift_is(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    anggota.room.blocked = True
    for person, days in ((ketua, "3-9 Oktober 2023"), (anggota, "3-5 Oktober 2023")):
        await office.say(kasek, "/piket")
        await office.press(kasek, "Catat cuti")
        await office.press(kasek, person.user.first_name)
        await office.say(kasek, days)
    before = len(anggota.messages)
    anggota.unblock()
    await office.clock.advance(timedelta(minutes=5))
    (told,) = [one.text for one in anggota.messages[before:] if one.text.startswith("🔄 Piket Anda berubah")]
    assert "Sebelumnya: Rabu, 4 Oktober 2023" in told
    # What had failed to reach them, that it is theirs now, is taken back by their own leave.
    assert "Selasa, 3 Oktober 2023" not in told


async def test_mondays_and_gaps_are_told_to_the_head_of_the_secretariat(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    # Nobody is left who could not be written to, which would be told as well.
    await office.register(office.find("Anggota Panwascam", "Wonodadi", "PP-PS"))
    await ruled(office, kasek)
    # An imported line lies over the rule, and names somebody who is on leave by then.
    await office.duty("2023-10-17", ketua, "Wonodadi")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, ketua.user.first_name)
    await office.say(kasek, "17 Oktober 2023")
    # Whenever that morning the bot dies and comes back, the week is told at seven, once.
    dice, head = random.Random(7), await office.head()
    await office.at("2023-10-09", 6)
    while office.clock.now() < instant("2023-10-09", 10):
        await office.clock.advance(timedelta(seconds=dice.randint(1, 3000)))
        await office.lose()
        await office.clock.advance(timedelta(seconds=dice.choice((0, 20, 600))))
        await office.come_back()
    assert kasek.screen.startswith("🗓 Piket Wonodadi pekan ini")
    assert kasek.screen.count(" Okt · ") == 7
    for who, title in ((kasek, "🗓 Piket Wonodadi pekan ini"), (head, "📊 Piket pekan lalu")):
        came = [one.versions[0].at for one in who.messages if one.text.startswith(title)]
        assert [f"{at.astimezone(WIB):%d %H.%M}" for at in came] == ["09 07.00"]
    await office.at("2023-10-10", 6.9)
    assert not kasek.screen.startswith("⚠️")
    await office.at("2023-10-10", 7.1)
    (flaw,) = [one.text for one in kasek.messages if one.text.startswith("⚠️ Jadwal piket Wonodadi perlu diperbaiki")]
    assert f"Sel 17 Okt (08.00–16.00): {ketua.user.first_name} cuti, pindah, atau tidak aktif" in flaw
    await office.at("2023-10-12", 8)
    assert await _told(office, Purpose.DUTY_FLAW) == Counter({kasek.id: 1})
    assert await _told(office, Purpose.DUTY_WEEK) == Counter({kasek.id: 1})
    assert not any(head.startswith(("🗓", "⚠️")) for head in heads([*ketua.messages, *anggota.messages]))


async def test_of_what_is_wrong_with_a_rota_only_what_is_new_is_told(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    for day in ("2023-10-05", "2023-10-07"):
        await office.duty(day, ketua, "Wonodadi")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, ketua.user.first_name)
    await office.say(kasek, "5-12 Oktober 2023")
    name = ketua.user.first_name

    def _flaws() -> list[str]:
        return [one.text for one in kasek.messages if one.text.startswith("⚠️ Jadwal piket")]

    def _says(*days: str) -> str:
        lines = "\n".join(f"{day} (08.00–16.00): {name} cuti, pindah, atau tidak aktif" for day in days)
        return (
            f"⚠️ Jadwal piket Wonodadi perlu diperbaiki\n\n{lines}\n\n"
            "Isi lewat /piket → Atur pekan, atau minta petugas lain mengambil."
        )

    await office.at("2023-10-03", 8)
    assert _flaws() == [_says("Kam 5 Okt", "Sab 7 Okt")]
    # One of them passes, and another comes.
    await office.at("2023-10-06", 8)
    assert len(_flaws()) == 1
    await office.duty("2023-10-12", ketua, "Wonodadi")
    await office.restart()
    await office.at("2023-10-07", 8)
    assert _flaws()[1:] == [_says("Kam 12 Okt")]
    await office.at("2023-10-12", 8)
    assert len(_flaws()) == 2
    # Where it could not be told because nobody was there all day, it is told the next.
    await office.duty("2023-10-20", ketua, "Wonodadi")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, name)
    await office.say(kasek, "20 Oktober 2023")
    await office.at("2023-10-13", 4.5)
    await office.lose()
    await office.at("2023-10-13", 23)
    await office.come_back()
    await office.at("2023-10-14", 8)
    assert _flaws()[2:] == [_says("Jum 20 Okt")]


async def test_a_swap_at_night_waits_for_the_morning(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 22)
    await office.say(ketua, "/piket")
    # The report that is owed comes first; the rota is a press away.
    await office.press(ketua, "Jadwal piket")
    await office.press(ketua, "Tukar piket saya")
    await office.press(ketua, anggota.user.first_name)
    rows = await office.deliveries(Purpose.DUTY_ASKED)
    assert {row.due_at.astimezone(WIB).strftime("%d %H.%M") for row in rows} == {"04 05.00"}


def roster_of(who: Person, district: str, position: str, until: str = "") -> bytes:
    line = f"{who.user.first_name};{who.user.phone};{district};{position};{until}"
    return f"nama;telepon;kecamatan;jabatan;sampai\n{line}\n".encode()


@pytest.mark.parametrize(("district", "until"), [("Wonodadi", "02-10-2023"), ("Udanawu", "")])
async def test_whose_turn_comes_sooner_because_somebody_goes_is_told(office: Office, district: str, until: str) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    before, admin = await _told(office, Purpose.DUTY_CHANGED), await office.admin()
    admin.send_document("anggota.csv", roster_of(ketua, district, "Ketua Panwascam", until))
    await office.settle()
    await office.agree(admin)
    for who, now, was in ((anggota, "Selasa, 3", "Rabu, 4"), (kasek, "Kamis, 5", "Jumat, 6")):
        assert who.screen == (
            f"🔄 Piket Anda berubah\n\nPiket Anda berikutnya di Wonodadi: {now} Oktober 2023 (08.00–16.00)\n"
            f"Sebelumnya: {was} Oktober 2023\n\nLihat jadwal, tukar, atau tawarkan: /piket"
        )
    assert any("Di Wonodadi Anda tidak lagi mendapat giliran piket." in message.text for message in ketua.messages)
    told = await _told(office, Purpose.DUTY_CHANGED) - before
    assert told == Counter({ketua.id: 1, anggota.id: 1, kasek.id: 1})


async def test_who_leaves_with_imported_shifts_ahead_is_told_of_to_the_head_of_the_secretariat(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await office.duty("2023-10-04", ketua, "Wonodadi")
    admin = await office.admin()
    admin.send_document("anggota.csv", roster_of(ketua, "Wonodadi", "Ketua Panwascam", "02-10-2023"))
    await office.settle()
    await office.agree(admin)
    await office.at("2023-10-03", 7.1)
    assert kasek.screen == (
        "⚠️ Jadwal piket Wonodadi perlu diperbaiki\n\n"
        f"Rab 4 Okt (08.00–16.00): {ketua.user.first_name} cuti, pindah, atau tidak aktif\n\n"
        "Isi lewat /piket → Atur pekan, atau minta petugas lain mengambil."
    )
    await office.at("2023-10-04", 7.1)
    assert await _told(office, Purpose.DUTY_FLAW) == Counter({kasek.id: 1})


async def test_nobody_gets_a_shift_of_a_day_after_they_have_left(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await office.duty("2023-10-10", ketua, "Wonodadi")
    await office.duty("2023-10-11", anggota, "Wonodadi")
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    await office.press(ketua, f"{anggota.user.first_name} ⇄ Rab 11 Okt")
    await leaves(office, ketua, date(2023, 10, 5))
    await office.press(anggota, "Terima")
    left = f"{ketua.user.first_name} tidak lagi bertugas pada 11/10, jadi tidak bisa piket hari itu. Lihat /piket"
    assert anggota.notes[-1][0] == left
    await office.say(anggota, "/piket")
    await office.press(anggota, "Tukar piket saya")
    assert ketua.user.first_name not in " ".join(anggota.messages[-1].buttons)
    ctx, roster = office.bot.ctx, await registration.roster(office.bot.ctx, office.office_id)
    people = {one.name: one for one in roster}
    with pytest.raises(Refusal, match="refused-swap-left"):
        await swapping.offer(ctx, people[anggota.user.first_name], date(2023, 10, 11), people[ketua.user.first_name].id)
    wanted = {(date(2023, 10, 11), HARIAN): people[ketua.user.first_name].id}
    with pytest.raises(Refusal, match="refused-swap-left"):
        await rota.assign_places(ctx, people[kasek.user.first_name], wanted)


async def _on_leave(office: Office, kasek: Person, who: Person, days: str) -> None:
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, who.user.first_name)
    assert "✅ Cuti" in await office.say(kasek, days)


async def test_nobody_swaps_into_a_day_of_their_leave(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await office.duty("2023-10-10", ketua, "Wonodadi")
    await office.duty("2023-10-11", anggota, "Wonodadi")
    await office.duty("2023-10-12", anggota, "Wonodadi")
    await _on_leave(office, kasek, ketua, "11 Oktober 2023")
    # What is given in return is of a day on which they are there.
    await _asks(office, ketua, anggota)
    assert "Gantinya: " in _request_to(anggota).text
    assert "Kamis, 12 Oktober 2023" in _request_to(anggota).text
    await _on_leave(office, kasek, anggota, "9-10 Oktober 2023")
    await office.press(anggota, "Terima")
    assert anggota.notes[-1][0] == (
        f"{anggota.user.first_name} cuti pada 10/10, jadi tidak bisa piket hari itu. Lihat /piket"
    )
    await office.press(ketua, "Batalkan permintaan")
    await office.say(ketua, "/piket")
    await office.press(ketua, "Tukar piket saya")
    assert anggota.user.first_name not in " ".join(ketua.messages[-1].buttons)
    # Nor is an open one shown to whoever is on leave then.
    await office.press(ketua, "Tawarkan ke semua")
    assert "Ambil piket" in " ".join([await office.say(kasek, "/piket"), *kasek.messages[-1].buttons])
    await office.say(anggota, "/piket")
    assert "Ambil piket" not in " ".join(anggota.messages[-1].buttons)


def _request_to(who: Person) -> ShownMessage:
    return next(one for one in reversed(who.messages) if one.text.startswith("🔁 Minta tukar piket"))


async def _asks(office: Office, giver: Person, taker: Person) -> None:
    await office.say(giver, "/piket")
    await office.press(giver, "Tukar piket saya")
    await office.press(giver, taker.user.first_name)


async def test_a_swap_that_is_over_has_no_buttons_and_says_how_it_ended(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _asks(office, ketua, anggota)
    first, seen = _request_to(anggota), _request_to(kasek)
    assert first.buttons
    assert seen.buttons
    told = len(anggota.messages)
    await office.press(ketua, "Batalkan permintaan")
    for message in (first, seen):
        assert not message.buttons
        assert message.text.endswith(f"\n\n↩️ Dibatalkan {ketua.user.first_name}")
    # Nobody's phone rings for it.
    assert len(anggota.messages) == told
    anggota.press_data("swpy:1", first)
    await office.settle()
    assert first.text == f"↩️ Dibatalkan {ketua.user.first_name}"
    await _asks(office, ketua, anggota)
    second = _request_to(anggota)
    await _asks(office, ketua, kasek)
    assert second.text.endswith(f"sudah ditawarkan {ketua.user.first_name} ke orang lain.")
    third = _request_to(kasek)
    await office.press(kasek, "Tolak")
    assert third.text.startswith("Ditolak.")
    await _asks(office, ketua, anggota)
    fourth, seen = _request_to(anggota), _request_to(kasek)
    await office.press(anggota, "Terima")
    assert fourth.text.startswith("✅ Tukar piket jadi")
    assert seen.text.endswith(f"✅ Sudah diterima {anggota.user.first_name}")
    assert not seen.buttons


async def test_a_swap_nobody_answered_is_over_when_its_shift_begins_also_after_a_restart(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _asks(office, ketua, anggota)
    asked = _request_to(anggota)
    await office.restart()
    await office.at("2023-10-03", 7.9)
    assert asked.buttons
    await office.at("2023-10-03", 8.1)
    assert not asked.buttons
    assert asked.text.endswith("⏱ Tidak berlaku lagi: piketnya sudah mulai.")


async def test_who_asks_for_a_swap_of_theirs_makes_no_request_of_others_void(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _asks(office, ketua, anggota)
    asked = _request_to(anggota)
    assert "Gantinya: " in asked.text
    # Their own shift, which the chair would get for it, they offer to somebody else: nothing has changed yet.
    await _asks(office, anggota, kasek)
    assert asked.buttons
    assert "Tidak berlaku" not in asked.text
    # Asked instead of the first, the second is the one who may say yes.
    await _asks(office, ketua, kasek)
    assert not asked.buttons
    name = ketua.user.first_name
    assert asked.text.endswith(f"↩️ Tidak perlu dijawab lagi: sudah ditawarkan {name} ke orang lain.")
    async with office.outside.read() as session:
        states = (await session.execute(select(DutySwap.state).order_by(DutySwap.id))).scalars().all()
    assert states == [SwapState.REPLACED, SwapState.OPEN, SwapState.OPEN]


async def test_who_comes_into_a_secretariat_with_a_rule_is_named_to_its_head_once(office: Office) -> None:
    _, _, kasek = await wonodadi(office)
    admin = await office.admin()
    await ruled(office, kasek)
    table = "nama;telepon;kecamatan;jabatan;divisi;peran\nBaru Sekali;081399999999;Wonodadi;Staf Sekretariat;;anggota\n"
    for _ in range(2):
        admin.send_document("anggota.csv", table.encode())
        await office.settle()
        await office.agree(admin)
    told = [message for message in kasek.messages if "Belum ikut giliran piket Wonodadi: Baru Sekali" in message.text]
    assert len(told) == 1
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "Siapa bergiliran")
    await office.press(kasek, "▫️ Baru Sekali")
    await office.press(kasek, "Kembali")
    await office.press(kasek, "Simpan giliran")
    assert "Baru Sekali" in await office.say(kasek, "/piket")


async def test_a_swap_is_over_when_the_rota_gives_its_shift_to_somebody_else(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _asks(office, ketua, anggota)
    asked = _request_to(anggota)
    await office.duty("2023-10-03", kasek, "Wonodadi")
    assert not asked.buttons
    assert asked.text.endswith("⛔ Tidak berlaku lagi: piketnya sudah berubah.")
    # So is one whose shift passes on because its officer is on leave; another stays.
    await _asks(office, kasek, ketua)
    await office.say(anggota, "/piket")
    await office.press(anggota, "Tukar piket saya")
    await office.press(anggota, "Tawarkan ke semua")
    await _on_leave(office, kasek, anggota, "4 Oktober 2023")
    assert _request_to(ketua).buttons
    async with office.outside.read() as session:
        states = (await session.execute(select(DutySwap.state).order_by(DutySwap.id))).scalars().all()
    assert states == [SwapState.VOID, SwapState.OPEN, SwapState.VOID]


async def test_a_shift_that_is_taken_over_is_not_asked_for_any_more(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _asks(office, ketua, anggota)
    await office.at("2023-10-03", 7.1)
    await office.say(kasek, "/piket")
    await office.press(kasek, f"Ambil alih dari {ketua.user.first_name}")
    await office.press(kasek, "Ya, saya ambil alih")
    asked = _request_to(anggota)
    assert not asked.buttons
    assert asked.text.endswith("⛔ Tidak berlaku lagi: piketnya sudah berubah.")


async def test_what_the_rule_opened_today_gives_way_to_lines_of_other_hours(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 7.5)
    told = len(ketua.messages)
    name = ketua.user.first_name
    said = await _imported(office, ("2023-10-03", "pagi", ketua), ("2023-10-03", "sore", anggota))
    assert f"giliran otomatis {name} di Wonodadi, 3/10 (08.00-16.00) diganti shift dalam file ini" in said
    assert "sekaligus" not in said
    assert [(one.day.day, one.shift) for one in await _shifts(office)] == [(3, "pagi"), (3, "sore")]
    assert [one.text.partition("\n")[0] for one in list(ketua.messages)[told:]] == ["🛡 Piket hari ini"]
    await office.press(ketua, "Aman, nihil")
    assert "PKT/35.05.01/20231003/1" in ketua.screen
    told = len(ketua.messages)
    await office.at("2023-10-04", 7.5)
    # Nobody is asked for what was struck.
    assert not any("⏰" in one.text for one in list(ketua.messages)[told:])


async def test_whose_opened_shift_gives_way_to_others_reads_what_is_next(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 9)
    await _imported(office, ("2023-10-03", "08.00-15.00", anggota))
    assert ketua.screen.startswith("🔄 Piket Anda berubah")
    assert "Sebelumnya: Selasa, 3 Oktober 2023" in ketua.screen
    assert anggota.screen.startswith("🛡 Piket hari ini")
    said = await office.say(kasek, "/piket")
    assert f"Bertugas sekarang: {anggota.user.first_name} (sampai pukul 15.00)" in said


async def test_an_opened_shift_that_somebody_reports_stays_and_two_at_once_are_said(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-03", 9)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    said = await _imported(office, ("2023-10-03", "pagi", ketua))
    assert f"{ketua.user.first_name} bertugas di dua shift sekaligus di Wonodadi, 3/10" in said
    assert "giliran otomatis" not in said


async def test_lines_that_put_one_person_into_two_shifts_or_without_rest_or_on_leave_are_said(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await _on_leave(office, kasek, anggota, "20 oktober")
    said = await _imported(office, ("2023-10-20", "harian", anggota), ("2023-10-21", "harian", ketua))
    assert f"{anggota.user.first_name} cuti pada 20/10 di Wonodadi, tetapi tetap bertugas menurut file ini" in said
    assert "sekaligus" not in said
    said = await _imported(office, ("2023-10-21", "10.00-18.00", ketua))
    assert f"{ketua.user.first_name} bertugas di dua shift sekaligus di Wonodadi, 21/10 (10.00-18.00)" in said
    # The night before leaves none for the morning.
    said = await _imported(office, ("2023-10-20", "malam", ketua))
    assert f"{ketua.user.first_name} bertugas dua shift tanpa istirahat di Wonodadi, 21/10 (08.00-16.00)" in said
