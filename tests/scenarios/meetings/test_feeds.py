"""Sessions in people's own calendars: the button of an invitation, /kalender, and addresses that calendars ask at."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.monitoring.web import serve_http
from tests.documents.ics_reader import read_strictly

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.simulator import Person
    from tests.office import Office

    Ask = Callable[..., Awaitable[tuple[int, bytes, str]]]

HOLD = timedelta(seconds=130)
PUBLIC = "https://bot.example.go.id/panwas"


@asynccontextmanager
async def calendars(office: Office) -> AsyncIterator[Ask]:
    """Ask at an address as a calendar does: (status, content, tag)."""
    settings = office.settings.model_copy(update={"http_port": 0})
    runner = await serve_http(office.bot, settings)
    try:
        async with aiohttp.ClientSession() as session:

            async def _ask(url: str, tag: str = "") -> tuple[int, bytes, str]:
                assert url.startswith(PUBLIC)
                here = f"http://127.0.0.1:{runner.addresses[0][1]}{url.removeprefix('https://bot.example.go.id')}"
                async with session.get(here, headers={"If-None-Match": tag} if tag else {}) as response:
                    return response.status, await response.read(), response.headers.get("ETag", "")

            yield _ask
    finally:
        await runner.cleanup()


async def reached(office: Office) -> None:
    """The public reaches the bot from now on, which holds what it sends, as offices do."""
    office.settings = office.settings.model_copy(update={"public_url": PUBLIC, "hold_seconds": 120})
    await office.restart()


async def address(office: Office, person: Person, label: str) -> str:
    await office.say(person, "/kalender alamat")
    screen = await office.press(person, label)
    return next(line for line in screen.splitlines() if line.startswith("https://"))


def codes(content: bytes) -> list[str]:
    """Of the sessions in a calendar, in order."""
    return [str(event["SUMMARY"]).rpartition("(")[2].rstrip(")") for event in read_strictly(content)]


def last_file(office: Office, person: Person) -> tuple[str, bytes]:
    return office.sim.world.files[next(one.file_id for one in reversed(person.messages) if one.file_id)]


@pytest.mark.handler("meetings.feeds")
async def test_a_button_of_the_invitation_gives_the_session_for_the_phones_calendar(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    assert await office.say(ketua, "/kalender") == "Belum ada sesi bertanggal untuk Anda. Lihat rencana: /jadwal"
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Kalender")
    assert ketua.screen == (
        "Buka file ini untuk memasukkan SDMO-02/1 ke kalender ponsel. Bila jadwal berubah, ambil lagi: yang lama diganti."
    )
    name, content = last_file(office, ketua)
    (event,) = read_strictly(content)
    assert (name, event["LOCATION"], event.start.isoformat()) == (
        "SDMO-02-1.ics",
        "Aula Bawaslu",
        "2023-10-06T09:00:00+07:00",
    )
    assert "belum bisa diakses kalender lewat web" in await office.say(ketua, "/kalender alamat")
    # Who has the file and hears that it is called off takes it again: the calendar then says so.
    await office.say(head, "/batalkan SDMO-02 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    await office.say(ketua, "/kalender")
    (cancelled,) = read_strictly(last_file(office, ketua)[1])
    assert (cancelled["UID"], cancelled["STATUS"]) == (event["UID"], "CANCELLED")
    assert cancelled["SEQUENCE"] > event["SEQUENCE"]


async def test_an_address_gives_the_sessions_of_its_person_until_it_is_taken_back(office: Office) -> None:
    await reached(office)
    head, ketua = await office.head(), await office.chair_of()
    own, of_division = await address(office, ketua, "Sesi saya"), await address(office, head, "Divisi SDMO")
    assert "Divisi SDMO" not in ketua.messages[-1].buttons
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan PPDI-01 2023-10-10 09:00-12:00 Aula Bawaslu")
    async with calendars(office) as ask:
        # What waits to be sent is not here sooner; PPDI-01 is of another division, and for others.
        assert read_strictly((await ask(own))[1]) == []
        await office.clock.advance(HOLD)
        status, content, tag = await ask(own)
        assert (status, codes(content), tag[:3]) == (200, ["SDMO-02/1"], 'W/"')
        assert codes((await ask(of_division))[1]) == ["SDMO-02/1"]
        await office.clock.advance(timedelta(hours=1))
        assert (await ask(own, tag))[:2] == (304, b"")
        assert (await ask(own, f'"other", {tag}'))[0] == 304
        await office.say(head, "/ubah SDMO-02/1 2023-10-09 13:00-15:00")
        await office.press(head, "Ya")
        assert (await ask(own, tag))[0] == 304
        await office.clock.advance(HOLD)
        status, moved, other = await ask(own, tag)
        assert (status, other != tag) == (200, True)
        assert b"DTSTART;TZID=Asia/Jakarta:20231009T130000\r\n" in moved
        newer = await address(office, ketua, "Sesi saya")
        assert [(await ask(url))[0] for url in (own, newer)] == [404, 200]
        assert await office.say(ketua, "/kalender cabut") == (
            "✅ 1 alamat kalender dicabut: kalender yang memakainya tidak lagi diperbarui."
        )
        assert [(await ask(url))[0] for url in (newer, f"{PUBLIC}/kalender/x.ics")] == [404, 404]
        assert await office.say(ketua, "/kalender cabut") == "Tidak ada alamat kalender Anda yang berlaku."
    log = await office.say(await office.admin(), "/audit")
    assert "membuat alamat kalender" in log
    assert own.rpartition("/")[2] not in log


async def test_a_date_taken_back_before_anybody_heard_of_it_stands_in_no_calendar(office: Office) -> None:
    await reached(office)
    head, ketua = await office.head(), await office.chair_of()
    own, of_division = await address(office, ketua, "Sesi saya"), await address(office, head, "Divisi SDMO")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Batalkan pengiriman")
    await office.say(head, "/tetapkan SDMO-02 2023-10-10 09:00-12:00 Aula Bawaslu", look=True)
    await office.press(head, "Ya, lanjutkan")
    await office.clock.advance(HOLD)
    await office.say(head, "/batalkan SDMO-02/2 Narasumber berhalangan")
    await office.press(head, "Ya")
    await office.clock.advance(HOLD)
    async with calendars(office) as ask:
        for url in (own, of_division):
            # Who had heard of the other is told by their calendar too.
            content = (await ask(url))[1]
            assert (codes(content), content.count(b"STATUS:CANCELLED")) == (["SDMO-02/2"], 1)


async def test_an_address_ends_with_the_account_that_asked_for_it(office: Office) -> None:
    await reached(office)
    head, admin = await office.head(), await office.admin()
    of_division = await address(office, head, "Divisi SDMO")
    lines = f'nama,telepon,kecamatan,jabatan,divisi,peran,sampai\n"{head.user.first_name}",{head.user.phone},,Kordiv Bawaslu,SDMO,kepala,2023-10-01\n'
    async with calendars(office) as ask:
        assert (await ask(of_division))[0] == 200
        admin.send_document("daftar.csv", lines.encode())
        await office.settle()
        assert (await office.agree(admin)).startswith("✅ Daftar anggota diimpor")
        assert (await ask(of_division))[0] == 404


async def test_a_calendar_that_asks_follows_a_session_through_all_that_becomes_of_it(office: Office) -> None:
    """By what a strict reader makes of the address: one event all along, each change a higher SEQUENCE."""
    await reached(office)
    head, ketua = await office.head(), await office.chair_of()
    own = await address(office, ketua, "Sesi saya")
    seen: list[tuple[str, str, str]] = []
    numbers: list[int] = []
    async with calendars(office) as ask:
        for line, yes in (
            ("/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu", ""),
            ("/ubah SDMO-02/1 2023-10-06 13:00-15:00", ""),
            ("/ubah SDMO-02/1 tempat Hotel Puri", ""),
            ("/batalkan SDMO-02/1 banjir", "Ya, batalkan sesi"),
        ):
            await office.say(head, line)
            if yes:
                await office.press(head, yes)
            await office.clock.advance(HOLD)
            (event,) = read_strictly((await ask(own))[1])
            seen.append((str(event["UID"]), str(event["STATUS"]), f"{event.start:%H} {event['LOCATION']}"))
            numbers.append(int(event["SEQUENCE"]))
        # The cancellation is undone, though it was read.
        await office.press(head, "Urungkan")
        await office.press(head, "Ya, urungkan")
        (event,) = read_strictly((await ask(own))[1])
        seen.append((str(event["UID"]), str(event["STATUS"]), f"{event.start:%H} {event['LOCATION']}"))
        numbers.append(int(event["SEQUENCE"]))
    assert len({uid for uid, _, _ in seen}) == 1
    assert [rest for _, *rest in seen] == [
        ["CONFIRMED", "09 Aula Bawaslu"],
        ["CONFIRMED", "13 Aula Bawaslu"],
        ["CONFIRMED", "13 Hotel Puri"],
        ["CANCELLED", "13 Hotel Puri"],
        ["CONFIRMED", "13 Hotel Puri"],
    ]
    assert numbers == sorted(set(numbers))
