"""The rule of a rota: whose turns, changed over what was agreed, and ended."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.replay.stage import duty_file
from bot.storage.models import DutyRule, DutyShift, Person
from tests.scenarios.duty.test_rota import ruled, wonodadi

if TYPE_CHECKING:
    from bot.simulator import Person as Phone
    from tests.office import Office


async def _rule(office: Office) -> tuple[list[str], list[str]]:
    """Shifts and people of the rule that was saved last."""
    async with office.outside.read() as session:
        found = (await session.execute(select(DutyRule).order_by(DutyRule.begins.desc()).limit(1))).scalar_one()
        people = (await session.execute(select(Person.id, Person.name))).all()
    names = {one: name for one, name in people}
    return found.shifts, [names[one] for one in found.people]


async def _open(office: Office, kasek: Phone) -> str:
    await office.say(kasek, "/piket")
    return await office.press(kasek, "Atur giliran")


def _labels(who: Phone) -> list[str]:
    return list(who.messages[-1].buttons)


async def _staff(office: Office, *names: str) -> None:
    """Staff of the secretariat of Wonodadi, who have not opened the bot."""
    admin = await office.admin()
    lines = [f"{name};08130000{number:04};Wonodadi;Staf Sekretariat" for number, name in enumerate(names, 1000)]
    admin.send_document("anggota.csv", "\n".join(["nama;telepon;kecamatan;jabatan", *lines]).encode())
    await office.settle()
    await office.agree(admin)


@pytest.mark.handler("duty.rule")
async def test_what_was_saved_is_what_is_shown_and_changed(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    assert "Hentikan giliran" not in " ".join([await _open(office, kasek), *_labels(kasek)])
    await office.press(kasek, "Pagi + sore")
    await office.press(kasek, "2 petugas")
    await office.press(kasek, "Hari kerja saja")
    await office.press(kasek, "Simpan giliran")
    shown = await _open(office, kasek)
    assert (
        "Sekarang: Giliran: petugas berganti tiap hari, hari kerja saja, pukul 08.00–14.00, 14.00–20.00, 2 petugas"
        in shown
    )
    for label in ("● Ganti tiap hari", "● Hari kerja saja", "● Pagi + sore", "● 2 petugas"):
        assert label in _labels(kasek)
    await office.press(kasek, "1 petugas")
    await office.press(kasek, "Siapa bergiliran (4)")
    await office.press(kasek, ketua.user.first_name)
    await office.press(kasek, "Kembali")
    assert f"Tidak ikut: {ketua.user.first_name}" in kasek.screen.splitlines()
    await office.press(kasek, "Simpan giliran")
    shifts, people = await _rule(office)
    assert shifts == ["pagi", "sore"]
    assert len(people) == 3
    assert ketua.user.first_name not in people
    await _open(office, kasek)
    assert "● Pagi + sore" in _labels(kasek)
    assert "👥 Siapa bergiliran (3)" in _labels(kasek)


async def test_turns_are_the_secretariat_s_where_it_can_do_without_the_commissioners(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await _staff(office, "Slamet Riyadi", "Siti Aminah")
    shown = await _open(office, kasek)
    line = next(line for line in shown.splitlines() if line.startswith("Yang bergiliran: "))
    assert sorted(line.removeprefix("Yang bergiliran: ").split(" · ")) == sorted(
        [kasek.user.first_name, "Slamet Riyadi", "Siti Aminah"]
    )
    assert ketua.user.first_name in next(line for line in shown.splitlines() if line.startswith("Tidak ikut: "))
    # Round the clock by two they are too few: the others take turns, too.
    await office.press(kasek, "24 jam")
    await office.press(kasek, "2 petugas")
    assert "Tidak ikut" not in kasek.screen
    assert "bergantian" not in kasek.screen
    await office.press(kasek, "3 petugas")
    assert (
        "⚠️ 6 petugas untuk 6 giliran sehari: jamnya tidak bisa bergantian tanpa dua shift berturut-turut, "
        "jadi yang malam selalu malam. Tambah petugas, atau kurangi shiftnya."
    ) in kasek.screen
    await office.press(kasek, "1 petugas")
    await office.press(kasek, "Simpan giliran")
    assert ketua.user.first_name not in (await _rule(office))[1]
    head = await office.head()
    await office.say(head, "/piket susun 3")
    await office.press(head, "Ya, susun")
    assert ketua.user.first_name not in (await _rule(office))[1]


async def test_nobody_is_left_of_a_rule_without_people(office: Office) -> None:
    *_, kasek = await wonodadi(office)
    await _open(office, kasek)
    await office.press(kasek, "Siapa bergiliran")
    for _ in range(4):
        await office.press(kasek, "☑️")
    await office.press(kasek, "Kembali")
    assert "Yang bergiliran: belum ada" in kasek.screen
    await office.press(kasek, "Simpan giliran")
    assert "Pilih paling sedikit satu petugas" in kasek.notes[-1][0]
    # A button of before somebody came or left says nothing any more.
    kasek.press_data("ruleok:1:oda:ff", kasek.messages[-1])
    await office.settle()
    assert "tidak berlaku" in kasek.notes[-1][0]


async def test_a_rota_ends_and_begins_again(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.duty("2023-10-12", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await _open(office, kasek)
    asked = await office.press(kasek, "Hentikan giliran")
    assert asked.startswith(
        "Hentikan giliran piket Wonodadi mulai Rabu, 4 Oktober 2023? Sesudah itu tidak ada yang bertugas"
    )
    assert (await office.press(kasek, "Ya, hentikan")).startswith("⏹ Giliran piket Wonodadi berhenti")
    assert "Di Wonodadi Anda tidak lagi mendapat giliran piket." in anggota.screen
    # Today is as it was, and what was agreed stays.
    assert f"Bertugas sekarang: {ketua.user.first_name}" in await office.say(kasek, "/piket")
    assert "Belum ada giliran otomatis." in kasek.screen
    await office.at("2023-10-05", 9)
    await office.restart()
    async with office.outside.read() as session:
        days = (await session.execute(select(DutyShift.day).order_by(DutyShift.day))).scalars().all()
    assert days == [date(2023, 10, 3), date(2023, 10, 12)]
    head = await office.head()
    await office.say(head, "/piket kritis 8 Oktober 2023")
    await office.press(head, "Ya, Min 8 Okt kritis")
    assert "Perlu diperbaiki" not in await office.say(kasek, "/piket")
    await office.say(head, "/piket susun")
    assert head.screen.startswith("Susun giliran piket 22 kecamatan")
    await _open(office, kasek)
    await office.press(kasek, "Simpan giliran")
    assert "Giliran: petugas berganti tiap hari" in kasek.screen
    await office.say(head, "/piket susun")
    assert head.screen.startswith("Susun giliran piket 21 kecamatan")


async def _swapped(office: Office, giver: Phone, taker: Phone) -> None:
    await office.say(giver, "/piket")
    await office.press(giver, "Tukar piket saya")
    await office.press(giver, taker.user.first_name)
    await office.press(taker, "Terima")


async def test_another_pattern_over_swaps_says_what_clashes_before_it_is_saved(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    # The chair has Wednesday now, and the member Tuesday.
    await _swapped(office, ketua, anggota)
    await _open(office, kasek)
    await office.press(kasek, "Pagi + sore")
    said = await office.press(kasek, "Simpan giliran")
    one, two = anggota.user.first_name, ketua.user.first_name
    assert said == (
        "⚠️ Akan bentrok dengan pola baru\n\n"
        f"Sel 3 Okt 08.00–16.00 · {one}\nRab 4 Okt 08.00–16.00 · {two}\n\n"
        "Shift ini pernah disepakati (tukar, atur pekan, atau impor) dengan pola lama: jamnya bertumpuk dengan giliran baru, "
        "atau menyisakan jam tanpa petugas."
    )
    # Nothing is saved yet.
    assert (await _rule(office))[0] == ["harian"]
    told = {who.id: len(who.messages) for who in (ketua, anggota)}
    await office.press(kasek, "Simpan, hapus 2 shift itu")
    assert (await _rule(office))[0] == ["pagi", "sore"]
    for who, day in ((anggota, "Selasa, 3"), (ketua, "Rabu, 4")):
        (said,) = [message.text for message in who.messages][told[who.id] :]
        assert said.startswith("❎ Piket Wonodadi yang pernah disepakati batal: pola gilirannya berubah.")
        assert f"{day} Oktober 2023 (08.00–16.00)" in said
        assert "Piket Anda berikutnya di Wonodadi: " in said
    assert "Perlu diperbaiki" not in await office.say(kasek, "/piket")
    async with office.outside.read() as session:
        assert (await session.execute(select(DutyShift))).all() == []


async def test_what_clashes_may_stay(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _swapped(office, ketua, anggota)
    await _open(office, kasek)
    await office.press(kasek, "Pagi + sore")
    await office.press(kasek, "Simpan giliran")
    await office.press(kasek, "biarkan shift itu")
    assert f"Sel 3 Okt 08.00–16.00 · {anggota.user.first_name}" in await office.say(kasek, "/piket")


async def test_other_hours_of_the_same_day_are_said_and_the_same_by_another_name_are_no_news(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await _open(office, kasek)
    await office.press(kasek, "24 jam")
    await office.press(kasek, "Simpan giliran")
    assert "Piket Anda berikutnya di Wonodadi: Selasa, 3 Oktober 2023 (08.00–20.00)" in ketua.screen
    assert "Sebelumnya: Selasa, 3 Oktober 2023 (08.00–16.00)" in ketua.screen
    count = len(await office.deliveries(Purpose.DUTY_CHANGED))
    admin = await office.admin()
    line = f'tanggal,kecamatan,shift,nama\n2023-10-03,Wonodadi,8.00-20.00,"{ketua.user.first_name}"\n'
    admin.send_document("piket.csv", line.encode())
    await office.settle()
    await office.agree(admin)
    assert len(await office.deliveries(Purpose.DUTY_CHANGED)) == count


async def test_an_agreed_shift_of_which_was_told_on_the_eve_may_be_dropped(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    admin = await office.admin()
    admin.send_document("piket.csv", duty_file([(date(2023, 10, 3), "Wonodadi", "05.00-11.00", ketua.user.first_name)]))
    await office.settle()
    await office.agree(admin)
    await office.at("2023-10-02", 18.1)
    assert ketua.screen.startswith("🛡 Piket besok")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "Simpan giliran")
    await office.press(kasek, "Simpan, hapus 1 shift itu")
    assert ketua.screen.startswith("❎ Piket Wonodadi yang pernah disepakati batal")
    # What they get instead is told by its own message, whatever its number.
    await office.at("2023-10-03", 7.1)
    assert ketua.screen.startswith("🛡 Piket hari ini")


async def test_what_is_promised_of_turns_is_what_is_kept(office: Office) -> None:
    _, _, kasek = await wonodadi(office)
    assert "di antara dua shift seseorang ada istirahat sedikitnya 6 jam" in await _open(office, kasek)
    weekly = await office.press(kasek, "Ganti tiap pekan")
    assert "tiap Senin giliran berpindah" in weekly
    assert "istirahat" not in weekly


async def test_the_head_of_the_secretariat_reads_that_somebody_else_set_its_rule_or_ended_it(office: Office) -> None:
    _, _, kasek = await wonodadi(office)
    head = await office.head()
    name = head.user.first_name
    for label, said in (
        ("Simpan giliran", f"⚙️ Giliran piket Wonodadi diatur {name}, mulai Selasa, 3 Oktober 2023\n\n"),
        ("Hentikan giliran", f"⏹ Giliran piket Wonodadi dihentikan {name}, mulai Selasa, 3 Oktober 2023"),
    ):
        await office.say(head, "/piket wonodadi")
        await office.press(head, "Atur giliran")
        await office.press(head, label)
        if head.can_press("Ya, hentikan"):
            await office.press(head, "Ya, hentikan")
        (told,) = [one.text for one in kasek.messages if one.text.startswith(said)]
        if label.startswith("Simpan"):
            assert "Giliran: petugas berganti tiap hari, hari libur juga, pukul 08.00–16.00\nYang bergiliran: " in told
    # Who sets it sees it.
    known = len(kasek.messages)
    await ruled(office, kasek)
    assert not any(one.text.startswith("⚙️ Giliran piket Wonodadi diatur") for one in list(kasek.messages)[known:])
