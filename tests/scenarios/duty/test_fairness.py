"""Turns go on from what was served: when the rule is saved anew, when somebody is away since before anybody knew, and when they move."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.duty.rota import Turn, flaws
from bot.services.duty.turns import rotas
from bot.storage.models import District, DutyRule, DutyShift, Person
from tests.scenarios.duty.test_rota import ruled, wonodadi

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.simulator import Person as Phone
    from tests.office import Office

FIRST = date(2023, 10, 3)


async def _turns(office: Office, first: date = FIRST, last: date = date(2023, 11, 5)) -> list[Turn]:
    """The rota of Wonodadi."""

    def _read(connection: Connection) -> list[Turn]:
        wanted = select(District.id).where(District.name == "Wonodadi", District.office_id == office.office_id)
        district_id = connection.execute(wanted).scalar_one()
        return list(rotas(connection, office.office_id, first, last, district_id)[district_id].turns)

    return await office.bot.db.query(_read)


async def _served(office: Office) -> list[Turn]:
    async with office.outside.read() as session:
        rows = await session.execute(select(DutyShift.day, DutyShift.shift, DutyShift.person_id))
        return [Turn(*row) for row in rows]


async def _save(office: Office, kasek: Phone, *labels: str) -> None:
    if (await office.say(kasek, "/piket")).startswith("🛡 Laporan piket"):
        await office.press(kasek, "Jadwal piket")
    await office.press(kasek, "Atur giliran")
    for label in labels:
        await office.press(kasek, label)
    await office.press(kasek, "Simpan giliran")


async def _goes(office: Office, who: Phone, district: str) -> None:
    """A roster has somebody in another kecamatan."""
    admin, actor = await office.admin(), await office.actor(who)
    async with office.outside.read() as session:
        phone = await session.scalar(select(Person.phone).where(Person.id == actor.id))
    line = f"{who.user.first_name};{phone};{district};Anggota Panwascam"
    admin.send_document("anggota.csv", f"nama;telepon;kecamatan;jabatan\n{line}\n".encode())
    await office.settle()
    await office.agree(admin)


def _spread(turns: list[Turn], people: set[int]) -> int:
    counts = Counter(turn.person for turn in turns)
    return max(counts[one] for one in people) - min(counts[one] for one in people)


async def test_a_rule_that_is_saved_again_as_it_is_moves_nobody(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    await _save(office, kasek, "24 jam")
    expected = await _turns(office)
    told = [len(one.messages) for one in (ketua, anggota)]
    for day in ("2023-10-02", "2023-10-04", "2023-10-09", "2023-10-10"):
        await office.at(day, 10)
        await _save(office, kasek)
        assert await _turns(office) == expected
    async with office.outside.read() as session:
        assert len((await session.scalars(select(DutyRule.begins))).all()) == 4
    for one, before in zip((ketua, anggota), told, strict=True):
        assert not any("Piket Anda berubah" in message.text for message in one.messages[before:])
    assert set(await _served(office)) <= set(expected)


async def test_whoever_comes_into_the_rule_or_out_of_it_leaves_the_others_level_and_rested(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await _save(office, kasek, "24 jam")
    # The chair is out for a week; whose night it is on the evening of each change has not the day after it.
    for day in ("2023-10-09", "2023-10-16"):
        await office.at(day, 10)
        await _save(office, kasek, "Siapa bergiliran", ketua.user.first_name, "Kembali")
    out = (await office.actor(ketua)).id
    turns = await _turns(office)
    assert flaws(turns, {}) == []
    people = {turn.person for turn in turns if turn.person is not None}
    for last in range(9, 33):
        counted = [turn for turn in turns if turn.day <= date(2023, 10, 1) + timedelta(days=last)]
        assert _spread(counted, people - {out}) <= 1
    back = [turn for turn in turns if turn.day > date(2023, 10, 16)]
    # Neither do they serve for the week, nor are they passed over.
    assert _spread(back, people) <= 2
    assert not {turn.person for turn in turns if date(2023, 10, 9) < turn.day <= date(2023, 10, 16)} & {out}


async def test_a_leave_that_is_recorded_late_leaves_what_was_served(office: Office) -> None:
    ketua, _, kasek = await wonodadi(office)
    await ruled(office, kasek)
    await office.at("2023-10-12", 9)
    before = await _turns(office)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, ketua.user.first_name)
    await office.say(kasek, "3-13 Oktober")
    turns = await _turns(office)
    people = {turn.person for turn in turns if turn.person is not None}
    # The chair has served three of these days, and had no turn on the two that are left.
    assert turns == before
    assert _spread(turns, people) <= 1
    await office.at("2023-10-30", 9)
    assert set(await _served(office)) <= set(turns)
    assert await _turns(office) == turns


async def test_whoever_goes_to_another_kecamatan_has_served_what_they_served(office: Office) -> None:
    _, anggota, kasek = await wonodadi(office)
    await _save(office, kasek, "24 jam")
    await office.at("2023-10-10", 9)
    before, gone = await _turns(office), (await office.actor(anggota)).id
    await _goes(office, anggota, "Udanawu")
    turns = await _turns(office)
    begun = [turn for turn in before if turn.day <= date(2023, 10, 10)]
    assert turns[: len(begun)] == begun
    assert flaws(turns, {}) == []
    left = {turn.person for turn in turns if turn.day > date(2023, 10, 10) and turn.person is not None}
    assert len(left) == 3
    assert gone not in left
    for last in range(10, 33):
        assert _spread([turn for turn in turns if turn.day <= date(2023, 10, 1) + timedelta(days=last)], left) <= 1
    await office.at("2023-10-20", 9)
    assert set(await _served(office)) <= set(turns)
    assert await _turns(office) == turns


async def test_whoever_comes_back_finds_the_others_level_and_rested_and_is_one_of_them(office: Office) -> None:
    _, anggota, kasek = await wonodadi(office)
    await _save(office, kasek, "24 jam")
    back, before = (await office.actor(anggota)).id, await _turns(office)
    # Whoever was put into another kecamatan by mistake, and back, has the turns that they had.
    await office.at("2023-10-10", 9)
    await _goes(office, anggota, "Udanawu")
    await _goes(office, anggota, "Wonodadi")
    assert await _turns(office) == before
    await _goes(office, anggota, "Udanawu")
    await office.at("2023-10-24", 9)
    served = [turn for turn in await _turns(office) if turn.day <= date(2023, 10, 24)]
    await _goes(office, anggota, "Wonodadi")
    turns = await _turns(office, last=date(2023, 11, 25))
    assert turns[: len(served)] == served
    assert flaws(turns, {}) == []
    others = {turn.person for turn in turns if turn.person not in {None, back}}
    for days in range(21, 53):
        assert _spread([turn for turn in turns if turn.day <= FIRST + timedelta(days=days)], others) <= 1
    assert _spread([turn for turn in turns if turn.day > date(2023, 10, 24)], {*others, back}) <= 2
    await office.at("2023-11-03", 9)
    assert set(await _served(office)) <= set(turns)
    # No leave of theirs is to be seen.
    assert anggota.user.first_name not in (await office.say(kasek, "/piket cuti")).partition("Siapa")[0]
