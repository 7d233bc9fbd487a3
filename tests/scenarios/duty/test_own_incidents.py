"""What somebody tells of an incident is theirs: nobody else's draft is in it, and it is nobody else's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.storage.models import DutyReport

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

DAY = "2023-10-03"
_LINES = "mendesaknya: {how}\njenis: uang\napa: {what}\ndi mana: Kunir"


async def _reports(office: Office) -> list[tuple[int, int, str, str]]:
    async with office.outside.read() as session:
        rows = (await session.execute(select(DutyReport).order_by(DutyReport.id))).scalars()
        return [(one.nth, one.reported_by, one.situation.value, one.text) for one in rows]


async def _id(office: Office, who: Person) -> int:
    return (await office.actor(who)).id


async def _two(office: Office, *, on_duty: bool = False) -> tuple[Person, Person, Person]:
    """Whoever leaves something unsent that can wait, a colleague, and a head of division; `on_duty` the first is."""
    first = await office.registered("Anggota Panwascam", "Wonodadi")
    other, head = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.head()
    if on_duty:
        await office.duty(DAY, first, "Wonodadi")
    await office.at(DAY, 10)
    await office.say(first, "/piket kejadian")
    await office.press(first, "Bisa menunggu")
    await office.press(first, "Politik uang")
    await office.say(first, "Amplop dibagikan")
    return first, other, head


@pytest.mark.parametrize("on_duty", [False, True])
@pytest.mark.parametrize("way", ["words", "button"])
async def test_two_who_tell_of_two_incidents_fill_in_two_reports(office: Office, way: str, on_duty: bool) -> None:
    first, other, head = await _two(office, on_duty=on_duty)
    if way == "words":
        await office.say(other, "/piket kejadian")
    else:
        await office.say(other, "/piket")
        await office.press(other, "Lapor kejadian")
    assert other.screen.startswith("🛡 Laporan kejadian Wonodadi, Selasa, 3 Oktober 2023\n\n1/8 Perlu ditangani")
    await office.press(other, "Ya, mendesak")
    await office.press(other, "Lainnya")
    await office.say(other, "Rumah anggota PPS dilempari batu")
    # Both are at their own question.
    await office.say(first, "Desa Kunir")
    await office.press(other, "Kirim laporan")
    assert "Rumah anggota PPS" in head.screen
    assert "Amplop" not in head.screen
    await office.press(first, "Kirim laporan")
    told = [(situation, text) for _, _, situation, text in await _reports(office)]
    assert told == [
        ("mendesak", "Kejadian: Lainnya\nApa yang terjadi: Rumah anggota PPS dilempari batu"),
        ("kejadian", "Kejadian: Politik uang\nApa yang terjadi: Amplop dibagikan\nDi mana: Desa Kunir"),
    ]


@pytest.mark.parametrize("how", ["kejadian", "mendesak"])
async def test_one_message_is_sent_whatever_a_colleague_has_begun(office: Office, how: str) -> None:
    _, other, head = await _two(office, on_duty=True)
    said = await office.say(other, f"/piket lapor kejadian\n{_LINES.format(how=how, what='Kantor dilempari batu')}")
    assert said.startswith("✅ Laporan piket diterima")
    assert "Kantor dilempari batu" in head.screen
    ((_, by, situation, text),) = await _reports(office)
    assert (by, situation) == (await _id(office, other), how)
    assert "Amplop" not in text


@pytest.mark.parametrize("position", ["Ketua Panwascam", "Kepala Sekretariat", "Anggota Panwascam"])
async def test_an_incident_that_somebody_else_tells_is_not_the_report_of_who_is_on_duty(
    office: Office, position: str
) -> None:
    officer = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    other = await office.registered(position, "Wonodadi", *(["PP-PS"] if position.startswith("Anggota") else []))
    head = await office.head()
    await office.duty(DAY, officer, "Wonodadi")
    await office.at(DAY, 10)
    await office.say(other, "/piket")
    await office.press(other, "Lapor kejadian")
    await office.press(other, "Bisa menunggu")
    await office.press(other, "Lainnya")
    await office.say(other, "Baliho roboh menimpa motor")
    await office.say(other, "Kunir")
    await office.press(other, "Kirim laporan")
    assert f"Oleh {other.user.first_name}, 3 Okt" in head.screen
    assert [one[:2] for one in await _reports(office)] == [(2, await _id(office, other))]
    # Whoever is on duty owes theirs, is not told otherwise, and is asked for it.
    assert not [row for row in await office.deliveries(Purpose.DUTY_FILED) if "own" in row.facts]
    assert "Bagaimana situasinya?" in await office.say(officer, "/piket")
    await office.at(DAY, 16.1)
    assert officer.screen.startswith("⏰ Laporan piket belum masuk")
    await office.press(officer, "Aman, nihil")
    assert [one[0] for one in await _reports(office)] == [2, 1]


async def test_who_reports_for_somebody_tells_what_happened_in_that_report(office: Office) -> None:
    officer, kasek = [await office.registered(one, "Wonodadi") for one in ("Anggota Panwascam", "Kepala Sekretariat")]
    head = await office.head()
    await office.duty(DAY, officer, "Wonodadi")
    await office.at(DAY, 10)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Lapor untuk")
    await office.press(kasek, "Ada kejadian")
    await office.say(kasek, "Baliho roboh")
    await office.press(kasek, "Kirim laporan")
    assert f"Oleh {kasek.user.first_name} untuk {officer.user.first_name}" in head.screen
    assert [one[0] for one in await _reports(office)] == [1]


@pytest.mark.parametrize(("hour", "nth"), [(15.5, 1), (16.5, 2)])
async def test_an_incident_is_all_that_a_shift_says_while_it_is_on_and_not_after(
    office: Office, hour: float, nth: int
) -> None:
    officer = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.duty(DAY, officer, "Wonodadi")
    await office.at(DAY, hour)
    await office.say(officer, f"/piket kejadian\n{_LINES.format(how='kejadian', what='Amplop dibagikan')}")
    assert [one[0] for one in await _reports(office)] == [nth]
    said = await office.say(officer, "/piket")
    assert ("Bagaimana situasinya?" in said) is (nth == 2)


@pytest.mark.parametrize(("word", "situation"), [("ya", "mendesak"), ("tidak", "kejadian")])
async def test_whether_it_is_urgent_is_said_by_yes_or_no(office: Office, word: str, situation: str) -> None:
    member = await office.registered("Anggota Panwascam", "Wonodadi")
    lines = _LINES.format(how="", what="Amplop dibagikan").replace("mendesaknya:", f"mendesak: {word}")
    assert (await office.say(member, f"/piket lapor kejadian\n{lines}")).startswith("✅ Laporan piket diterima")
    assert [one[2] for one in await _reports(office)] == [situation]


async def test_an_incident_that_turns_out_to_be_urgent_is_refused_before_it_is_filled_in(office: Office) -> None:
    member, head = await office.registered("Anggota Panwascam", "Wonodadi"), await office.head()
    await office.at(DAY, 10)
    lines = _LINES.format(how="kejadian", what="Amplop dibagikan")
    await office.say(member, f"/piket kejadian\n{lines}")
    await office.press(member, "Perbaiki laporan")
    await office.press(member, "✏️ Mendesak")
    await office.press(member, "Ya, mendesak")
    way = "Kejadian yang ternyata mendesak dilaporkan baru, supaya pimpinan langsung dipanggil. Tulis: /piket kejadian"
    assert member.notes[-1][0] == way
    assert await office.say(member, "mendesak") == way
    # And that way is one.
    await office.say(member, "/piket kejadian")
    await office.press(member, "Ya, mendesak")
    await office.say(member, "Amplop dibagikan terang-terangan")
    await office.press(member, "Kirim laporan")
    assert "terang-terangan" in head.screen


async def test_a_report_that_was_raised_says_when(office: Office) -> None:
    officer, head = await office.registered("Anggota Panwascam", "Wonodadi"), await office.head()
    await office.duty(DAY, officer, "Wonodadi")
    await office.at(DAY, 9)
    await office.press(officer, "Aman, nihil")
    await office.at(DAY, 13.5)
    await office.press(officer, "Perbaiki laporan")
    await office.press(officer, "✏️ Situasi")
    await office.press(officer, "Kejadian mendesak")
    await office.say(officer, "Kerusuhan di lapangan")
    await office.press(officer, "Kirim perbaikan")
    by = f"Oleh {officer.user.first_name}, 3 Okt 2023 09.00 WIB\nDiperbaiki menjadi 🚨 kejadian mendesak, 3 Okt 2023 13.3"
    assert by in head.screen
    assert by in officer.screen
