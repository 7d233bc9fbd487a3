"""/hadir and /izin once a session has begun: whoever asks reads what holds for them, invited or standing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.simulator.people import Person
    from tests.office import Office

ONE_DAY = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
TWO_DAYS = "/tetapkan SDMO-02 5-6 Oktober 2023 09.00-16.00 Hotel Puri"
DOOR = "✔️ Saya sudah di tempat"


async def _chosen(office: Office, line: str = ONE_DAY) -> tuple[Person, Person, Person]:
    """A head who has set a session, somebody who is invited, and who stands in for them."""
    head, ketua = await office.head(), await office.chair_of()
    nanik = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, line, look=True)
    await office.press(head, "Ya")
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, nanik.user.first_name)
    return head, ketua, nanik


@pytest.mark.parametrize(
    ("line", "day", "hour", "is_open"),
    [
        (ONE_DAY, "2023-10-06", 9.2, True),
        (TWO_DAYS, "2023-10-06", 8.5, True),
        (TWO_DAYS, "2023-10-05", 20, False),
    ],
)
async def test_who_is_late_finds_the_door_by_hadir_alone(
    office: Office, line: str, day: str, hour: float, *, is_open: bool
) -> None:
    head, oki = await office.head(), await office.chair_of("Udanawu")
    await office.say(head, line, look=True)
    await office.press(head, "Ya")
    await office.press(oki, "Hadir")
    await office.at(day, hour)
    said = await office.say(oki, "/hadir")
    assert "SDMO-02/1" in said
    assert (DOOR in oki.messages[-1].buttons) is is_open


async def test_once_it_is_over_hadir_alone_shows_it_no_more(office: Office) -> None:
    head, oki = await office.head(), await office.chair_of("Udanawu")
    await office.say(head, ONE_DAY, look=True)
    await office.press(head, "Ya")
    await office.press(oki, "Hadir")
    await office.at("2023-10-06", 12)
    assert await office.say(oki, "/hadir") == "Tidak ada undangan yang menunggu jawaban Anda. Lihat rencana: /jadwal"


@pytest.mark.parametrize("typed", ["/hadir", "/hadir SDMO-02"])
@pytest.mark.parametrize(
    ("line", "day", "hour", "is_open"),
    [
        (ONE_DAY, "2023-10-06", 9.5, True),
        (TWO_DAYS, "2023-10-05", 20, False),
        (TWO_DAYS, "2023-10-06", 8.5, True),
    ],
)
async def test_who_stands_in_finds_the_door_by_hadir(
    office: Office, typed: str, line: str, day: str, hour: float, *, is_open: bool
) -> None:
    _, ketua, nanik = await _chosen(office, line)
    await office.at(day, hour)
    said = await office.say(nanik, typed)
    assert "SDMO-02/1" in said
    assert f"mewakili {ketua.user.first_name}" in said
    assert nanik.messages[-1].buttons == ([DOOR] if is_open else [])
    # The button of which it speaks is gone.
    assert "Bila tidak bisa" not in said
    assert is_open or said.endswith("Mohon hadir.")


@pytest.mark.parametrize(
    ("line", "there"),
    [(ONE_DAY, "✅ Anda tercatat hadir pukul 08.30."), (TWO_DAYS, "✅ Check-in Anda sudah tercatat.")],
)
async def test_who_stood_in_and_came_reads_so(office: Office, line: str, there: str) -> None:
    _, _, nanik = await _chosen(office, line)
    await office.at("2023-10-06", 8.5)
    await office.press(nanik, "Saya sudah di tempat")
    await office.at("2023-10-06", 10)
    said = await office.say(nanik, "/hadir SDMO-02")
    assert nanik.messages[-1].buttons == []
    assert said.endswith(there)


@pytest.mark.parametrize(
    ("line", "day", "hour", "why"),
    [
        (ONE_DAY, "2023-10-06", 9.5, "sudah dimulai"),
        (TWO_DAYS, "2023-10-05", 20, "sudah dimulai"),
        (ONE_DAY, "2023-10-06", 13, "sudah selesai"),
    ],
)
async def test_who_stands_in_and_cannot_come_too_late_reads_why_not(
    office: Office, line: str, day: str, hour: float, why: str
) -> None:
    _, _, nanik = await _chosen(office, line)
    await office.at(day, hour)
    said = await office.say(nanik, "/izin SDMO-02 anak sakit")
    assert said == f"Sesi SDMO-02/1 {why}; jawaban tidak bisa diubah lagi."


async def test_who_stood_in_at_what_is_over_is_not_asked_to_come(office: Office) -> None:
    _, ketua, nanik = await _chosen(office)
    await office.at("2023-10-06", 13)
    said = await office.say(nanik, "/hadir SDMO-02")
    assert said.startswith(f"👥 Anda ditunjuk mewakili {ketua.user.first_name}")
    assert said.endswith("Acara sudah selesai.")
    assert nanik.messages[-1].buttons == []


async def test_who_stands_in_at_one_batch_and_is_invited_to_another_reads_of_both(office: Office) -> None:
    head, _, nanik = await _chosen(office)
    await office.at("2023-10-06", 9.5)
    await office.say(head, "/tetapkan SDMO-02 2023-10-11 09:00-12:00 Hotel Puri", look=True)
    await office.press(head, "Ya")
    await office.say(head, f"/undang SDMO-02/2 {nanik.user.first_name}")
    before = len(nanik.messages)
    await office.say(nanik, "/hadir SDMO-02")
    said = "\n".join(one.text for one in nanik.messages[before:])
    assert "SDMO-02/1" in said
    assert "SDMO-02/2" in said
    # Of the one that may be answered.
    assert "berhalangan" in (await office.say(nanik, "/izin SDMO-02")).lower()


@pytest.mark.parametrize("hour", [9.5, 12.5])
async def test_whoever_was_represented_reads_that_the_other_was_there(office: Office, hour: float) -> None:
    _, ketua, nanik = await _chosen(office)
    await office.at("2023-10-06", 8.5)
    await office.press(nanik, "Saya sudah di tempat")
    await office.at("2023-10-06", hour)
    ketua.send("/hadir SDMO-02")
    await office.settle()
    shown = ketua.messages[-1]
    # From the first on, not once it is brought up to date.
    assert {version.text.split("\n")[-1] for version in shown.versions} == {"✅ Wakil Anda tercatat hadir pukul 08.30."}


@pytest.mark.parametrize(("line", "before", "after"), [(ONE_DAY, 11.9, 13), (TWO_DAYS, 15.9, 16.1)])
async def test_nobody_is_asked_to_come_and_stand_in_once_it_is_over(
    office: Office, line: str, before: float, after: float
) -> None:
    _, ketua, nanik = await _chosen(office, line)
    chosen = nanik.messages[-1]
    await office.at("2023-10-06", before)
    assert "Mohon hadir" in chosen.text
    await office.at("2023-10-06", after)
    assert chosen.text.startswith(f"👥 Anda ditunjuk mewakili {ketua.user.first_name}")
    assert chosen.text.endswith("Acara sudah selesai.")
    assert chosen.buttons == []


async def test_who_presses_too_late_that_they_cannot_stand_in_finds_the_door_there(office: Office) -> None:
    _, _, nanik = await _chosen(office)
    chosen = nanik.messages[-1]
    await office.at("2023-10-06", 9.5)
    nanik.press("Saya tidak bisa", message=chosen)
    await office.settle()
    assert nanik.notes[-1][0] == "Sesi SDMO-02/1 sudah dimulai; jawaban tidak bisa diubah lagi."
    assert chosen.buttons == [DOOR]


async def test_who_presses_that_they_cannot_stand_in_at_what_is_off_reads_so_there(office: Office) -> None:
    head, _, nanik = await _chosen(office)
    chosen = nanik.messages[-1]
    await office.at("2023-10-05", 22.5)
    await office.say(head, "/batalkan SDMO-02 banjir")
    await office.press(head, "Ya, batalkan")
    nanik.press("Saya tidak bisa", message=chosen)
    await office.settle()
    assert chosen.text.endswith("Acara ini dibatalkan.")
    assert chosen.buttons == []


async def test_a_button_that_is_not_there_is_not_spoken_of(office: Office) -> None:
    head, _, nanik = await _chosen(office, TWO_DAYS)
    await office.at("2023-10-05", 20)
    await office.say(head, "/batalkan SDMO-02 gempa")
    await office.press(head, "Ya, batalkan")
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    assert nanik.screen.startswith("👥 Anda ditunjuk mewakili")
    assert nanik.screen.endswith("Mohon hadir.")
    assert nanik.messages[-1].buttons == []
