"""Who reads of a change that the night holds back, wherever that is, hears of it in the morning should it be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
MOVE = "/ubah SDMO-02/1 2023-10-07 09.00-12.00"


async def _three(office: Office) -> dict[str, Person]:
    """Somebody invited, somebody represented and who stands in for them, late in the evening before the session."""
    head, ketua, oki = await office.head(), await office.chair_of(), await office.chair_of("Udanawu")
    nanik = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, SET)
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, nanik.user.first_name)
    await office.press(oki, "Hadir")
    await office.at("2023-10-05", 22.5)
    return {"head": head, "invited": oki, "represented": ketua, "stands in": nanik}


async def _change(office: Office, head: Person, what: str) -> None:
    await office.say(head, "/batalkan SDMO-02 banjir" if what == "cancel" else MOVE, look=True)
    await office.press(head, "Ya, batalkan" if what == "cancel" else "Ya")


async def _take_back(office: Office, head: Person) -> None:
    await office.press(head, "Batalkan pengiriman")
    if head.can_press("Ya, urungkan"):
        await office.press(head, "Ya, urungkan")


@pytest.mark.parametrize(
    ("what", "typed", "who", "reads"),
    [
        ("cancel", "/izin SDMO-02 sakit", "invited", "dibatalkan"),
        ("cancel", "/izin SDMO-02 sakit", "represented", "dibatalkan"),
        ("cancel", "/izin SDMO-02", "stands in", "dibatalkan"),
        ("cancel", "/hadir SDMO-02", "stands in", "❌ SDMO-02/1 dibatalkan."),
        ("cancel", "/kalender", "invited", "STATUS:CANCELLED"),
        ("cancel", "/kalender", "stands in", "STATUS:CANCELLED"),
        ("move", "/kalender", "invited", "20231007T090000"),
        ("move", "/kalender", "stands in", "20231007T090000"),
        ("move", "/start", "invited", "Acara Anda yang terdekat: Sab 7 Okt"),
        ("move", "/start", "stands in", "Anda mewakili"),
    ],
)
async def test_who_asks_at_night_hears_that_what_they_read_was_taken_back(
    office: Office, what: str, typed: str, who: str, reads: str
) -> None:
    people = await _three(office)
    head, asking = people["head"], people[who]
    await _change(office, head, what)
    read = await office.say(asking, typed)
    if typed == "/kalender":
        read = office.sim.world.files[asking.messages[-1].file_id][1].decode()
    assert reads in read
    before = len(asking.messages)
    await _take_back(office, head)
    await office.at("2023-10-06", 7.9)
    heard = [one.text for one in asking.messages[before:]]
    told = "tetap dilaksanakan" if what == "cancel" else "Jum 6 Okt"
    assert any(told in text for text in heard), heard


@pytest.mark.parametrize(("who", "label"), [("invited", "Berhalangan"), ("stands in", "Saya tidak bisa")])
async def test_who_presses_at_night_hears_that_it_is_not_off(office: Office, who: str, label: str) -> None:
    people = await _three(office)
    await _change(office, people["head"], "cancel")
    people[who].press(label)
    await office.settle()
    assert people[who].notes[-1][0] == "Sesi SDMO-02/1 dibatalkan; jawaban tidak bisa diubah lagi."
    before = len(people[who].messages)
    await _take_back(office, people["head"])
    await office.at("2023-10-06", 7.9)
    assert any("tetap dilaksanakan" in one.text for one in people[who].messages[before:])


async def test_who_did_not_look_hears_of_nothing_that_was_taken_back(office: Office) -> None:
    people = await _three(office)
    before = {who: len(person.messages) for who, person in people.items()}
    await _change(office, people["head"], "cancel")
    await _take_back(office, people["head"])
    await office.at("2023-10-06", 7.9)
    for who in ("invited", "stands in"):
        assert people[who].messages[before[who] :] == []


async def test_who_registers_with_another_phone_reads_that_they_stand_in(office: Office) -> None:
    people = await _three(office)
    new = office.sim.person("Nanik Baru", people["stands in"].user.phone)
    await office.register(new)
    name = people["represented"].user.first_name
    line = f"👥 Anda mewakili {name}: Jum 6 Okt · Bimtek Penguatan"
    assert any(line in one.text for one in new.messages), [one.text for one in new.messages]
