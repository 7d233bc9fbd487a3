"""A missing report climbs: its officer, an hour later the head of the secretariat, then the division in one message."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.replay.stage import duty_file
from bot.storage.models import DutyShift
from tests.office import WIB, instant
from tests.refusals import NO_LONGER
from tests.scenarios.duty.test_rota import ruled, wonodadi
from tests.scenarios.owing.test_who_may_be_told import leaves

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office


async def _shifts(office: Office) -> list[DutyShift]:
    async with office.outside.read() as session:
        return list((await session.execute(select(DutyShift).order_by(DutyShift.day))).scalars())


CLIMB = (Purpose.DUTY_MISSING, Purpose.DUTY_UNREPORTED, Purpose.DUTY_SILENT)


async def _rota(office: Office, *lines: tuple[str, str, Person, str]) -> None:
    admin = await office.admin()
    wanted = [(date.fromisoformat(day), district, shift, who.user.first_name) for day, district, who, shift in lines]
    admin.send_document("piket.csv", duty_file(wanted))
    await office.settle()
    await office.agree(admin)


async def _told(office: Office) -> list[tuple[str, str, int]]:
    """When, of which step, to whom: what was sent."""
    rows = [row for row in await office.deliveries(state=State.SENT) if row.purpose in CLIMB]
    return sorted(
        (row.settled_at.astimezone(WIB).strftime("%d %H.%M"), row.purpose.value, row.chat_id)
        for row in rows
        if row.settled_at is not None
    )


@pytest.mark.handler("duty.escalation")
async def test_a_missing_report_climbs_until_somebody_sees_to_it(office: Office) -> None:
    officer, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    other, chair = await office.chair_of("Udanawu"), await office.chair_of("Srengat")
    head, others = await office.head(), await office.head("HPS")
    await _rota(
        office,
        ("2023-10-03", "Wonodadi", officer, "harian"),
        ("2023-10-03", "Udanawu", other, "harian"),
        ("2023-10-03", "Srengat", chair, "13.00-21.30"),
    )
    await office.at("2023-10-03", 17.1)
    assert kasek.screen == (
        "⏰ Belum ada laporan piket Wonodadi\n\nSelasa, 3 Oktober 2023, shift 08.00–16.00. Laporannya ditunggu dari:\n"
        f"{officer.user.first_name}: {(await office.actor(officer)).phone}\n\n"
        "Hubungi petugasnya; bila ia tidak bisa melapor, laporkan untuknya dengan tombol di bawah. Tekan “Saya urus” supaya peringatan ini tidak diteruskan ke kordiv."
    )
    stale = kasek.messages[-1]
    assert await office.press(kasek, "Saya urus") == (
        "✅ Anda mengurus laporan ini; peringatan tidak diteruskan ke kordiv. Laporan yang terlambat tetap diterima."
    )
    other.press_data(f"dutyack:{(await office.deliveries(Purpose.DUTY_UNREPORTED))[0].shift_id}", other.messages[-1])
    await office.settle()
    assert other.notes[-1][0] == NO_LONGER
    await office.at("2023-10-04", 8)
    assert head.screen.startswith("⏰ 1 laporan piket belum masuk\n\n• Sel 3 Okt Srengat 13.00–21.30 · ")
    assert await _told(office) == [
        ("03 16.00", "duty_missing", officer.id),
        ("03 16.00", "duty_missing", other.id),
        ("03 17.00", "duty_unreported", kasek.id),
        # Udanawu has no head of secretariat on Telegram; Wonodadi's is seen to.
        ("03 18.00", "duty_silent", head.id),
        # What ends at night is asked, and climbs, from the morning on.
        ("04 05.00", "duty_missing", chair.id),
        ("04 07.00", "duty_silent", head.id),
    ]
    assert not any("belum masuk" in message.text for message in others.messages)
    assert stale.text.startswith("✅")


async def test_of_two_shifts_of_a_day_it_is_said_which_one_is_missing(office: Office) -> None:
    officer, head = await office.chair_of(), await office.head()
    await _rota(office, *(("2023-10-03", "Wonodadi", officer, shift) for shift in ("pagi", "sore")))
    await office.at("2023-10-03", 14.1)
    assert officer.screen.startswith(
        "⏰ Laporan piket belum masuk\n\nLaporan piket Wonodadi 08.00–14.00, Selasa, 3 Oktober 2023, belum kami terima."
    )
    await office.at("2023-10-04", 6.1)
    name, phone = officer.user.first_name, (await office.actor(officer)).phone
    lines = [line for one in head.messages for line in one.text.splitlines() if line.startswith("• Sel 3 Okt")]
    assert lines == [f"• Sel 3 Okt Wonodadi {hours} · {name}: {phone}" for hours in ("08.00–14.00", "14.00–20.00")]
    assert "• Sel 3 Okt Wonodadi 14.00–20.00: " in await office.say(head, "/rekap piket")


async def test_a_report_in_time_or_an_hour_late_ends_the_climb(office: Office) -> None:
    officer, late = await office.chair_of(), await office.chair_of("Udanawu")
    for district in ("Wonodadi", "Udanawu"):
        await office.registered("Kepala Sekretariat", district)
    await office.head()
    await _rota(office, ("2023-10-03", "Wonodadi", officer, "harian"), ("2023-10-03", "Udanawu", late, "harian"))
    await office.at("2023-10-03", 15)
    await office.press(officer, "Aman, nihil")
    await office.at("2023-10-03", 17.5)
    await office.press(late, "Aman, nihil")
    await office.at("2023-10-04", 9)
    assert await _told(office) == [
        ("03 16.00", "duty_missing", late.id),
        ("03 17.00", "duty_unreported", office.find("Kepala Sekretariat", "Udanawu").id),
    ]


async def test_after_an_outage_over_the_end_the_officer_is_asked_first_and_has_the_hour(office: Office) -> None:
    officer, kasek, head = (
        await office.chair_of(),
        await office.registered("Kepala Sekretariat", "Wonodadi"),
        await office.head(),
    )
    await _rota(office, ("2023-10-03", "Wonodadi", officer, "harian"))
    await office.at("2023-10-03", 15)
    await office.lose()
    await office.at("2023-10-03", 18.75)
    await office.come_back()
    await office.at("2023-10-04", 9)
    assert await _told(office) == [
        ("03 18.45", "duty_missing", officer.id),
        ("03 19.45", "duty_unreported", kasek.id),
        ("03 20.45", "duty_silent", head.id),
    ]


@pytest.mark.parametrize(
    ("shift", "away", "told"),
    [
        # The hour of the head of the secretariat falls into the night.
        ("sore", None, ["03 20.00", "04 05.00", "04 06.00"]),
        # Each is told as late as the outage makes it, and has their hour all the same.
        ("harian", (16.5, 18.5), ["03 16.00", "03 18.30", "03 19.30"]),
        ("harian", (16.5, 20.5), ["03 16.00", "03 20.30", "04 05.00"]),
    ],
)
async def test_the_head_of_the_secretariat_has_an_hour_before_the_division_hears(
    office: Office, shift: str, away: tuple[float, float] | None, told: list[str]
) -> None:
    officer, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    head = await office.head()
    await _rota(office, ("2023-10-03", "Wonodadi", officer, shift))
    if away is not None:
        await office.at("2023-10-03", away[0])
        await office.lose()
        await office.at("2023-10-03", away[1])
        await office.come_back()
    await office.at("2023-10-04", 9)
    assert await _told(office) == list(
        zip(told, [one.value for one in CLIMB], [officer.id, kasek.id, head.id], strict=True)
    )


async def test_who_sees_to_a_report_and_leaves_office_ends_no_climb(office: Office) -> None:
    officer, kasek, head = (
        await office.chair_of(),
        await office.registered("Kepala Sekretariat", "Wonodadi"),
        await office.head(),
    )
    await _rota(office, ("2023-10-03", "Wonodadi", officer, "harian"))
    await office.at("2023-10-03", 17.1)
    await office.press(kasek, "Saya urus")
    await office.at("2023-10-03", 19)
    assert not any(message.text.startswith("⏰") for message in head.messages)
    # The last day is today: at midnight nobody sees to it any more.
    await leaves(office, kasek, date(2023, 10, 3))
    await office.at("2023-10-04", 9)
    assert await _told(office) == [
        ("03 16.00", "duty_missing", officer.id),
        ("03 17.00", "duty_unreported", kasek.id),
        ("04 05.00", "duty_silent", head.id),
    ]


async def test_a_weekend_in_which_the_bot_was_away_is_opened_and_asked_for(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    head = await office.head()
    await ruled(office, kasek)
    await office.at("2023-10-06", 20)
    before = len(await _told(office))
    await office.lose()
    await office.at("2023-10-09", 7.5)
    await office.come_back()
    for hour in (8, 9, 10):
        await office.at("2023-10-09", hour)
        await office.restart()
    await office.at("2023-10-09", 12)
    assert [one.day.day for one in await _shifts(office)] == [3, 4, 5, 6, 7, 8, 9]
    # Each of the two has its steps, an hour apart, and the division one message.
    assert (await _told(office))[before:] == [
        ("09 07.30", "duty_missing", ketua.id),
        ("09 07.30", "duty_missing", anggota.id),
        ("09 08.30", "duty_unreported", kasek.id),
        ("09 08.30", "duty_unreported", kasek.id),
        ("09 09.30", "duty_silent", head.id),
    ]
    assert (
        "Sabtu, 7 Oktober 2023, belum kami terima"
        in [one for one in ketua.messages if "belum kami" in one.text][-1].text
    )
    assert (
        "Minggu, 8 Oktober 2023, belum kami terima"
        in [one for one in anggota.messages if "belum kami" in one.text][-1].text
    )
    assert [line[:16] for line in head.screen.splitlines()] == [
        "⏰ 2 laporan pike",
        "",
        "• Sab 7 Okt Wono",
        "• Min 8 Okt Wono",
        "",
        "Yang terdaftar d",
    ]


@pytest.mark.parametrize("seed", [1, 2])
async def test_after_an_outage_of_many_days_what_is_old_is_told_of_together(office: Office, seed: int) -> None:
    dice = random.Random(seed)
    ketua, anggota, kasek = await wonodadi(office)
    head = await office.head()
    await ruled(office, kasek)
    await office.at("2023-10-03", 10)
    await office.lose()
    await office.at("2023-10-11", 8)
    await office.come_back()
    # It dies again and again while it makes up for them.
    while office.clock.now() < instant("2023-10-11", 15):
        await office.clock.advance(timedelta(seconds=dice.randint(1, 5000)))
        await office.lose()
        await office.clock.advance(timedelta(seconds=dice.choice((0, 20, 600))))
        await office.come_back()
    await office.at("2023-10-12", 7)
    assert [one.day.day for one in await _shifts(office)] == list(range(3, 13))
    texts = {who: [one.text for one in who.messages] for who in (ketua, anggota, kasek, head)}
    # The report of the third is not taken any more; whose turn it was on the fifth and the ninth is not on Telegram.
    asked = Counter(text for of in texts.values() for text in of if "belum kami terima" in text)
    assert set(asked.values()) == {1}
    assert [days for days in range(3, 12) if any(f", {days} Oktober" in text for text in asked)] == [4, 6, 7, 8, 10, 11]
    # It was the turn of the head of the secretariat on the sixth.
    for who, days in ((kasek, [4, 5, 7, 8]), (head, [4, 5, 6, 7, 8])):
        (together,) = [text for text in texts[who] if text.startswith(f"⏰ {len(days)} laporan piket belum masuk")]
        assert [line.split(" Okt Wonodadi")[0][6:] for line in together.splitlines() if line.startswith("•")] == [
            str(day) for day in days
        ]
    assert [text.splitlines()[2] for text in texts[kasek] if text.startswith("⏰ Belum ada laporan")] == [
        "Senin, 9 Oktober 2023, shift 08.00–16.00. Laporannya ditunggu dari:",
        "Rabu, 11 Oktober 2023, shift 08.00–16.00. Laporannya ditunggu dari:",
    ]


async def test_days_that_were_over_when_their_rota_came_are_not_asked_for(office: Office) -> None:
    officer, kasek, head = (
        await office.chair_of(),
        await office.registered("Kepala Sekretariat", "Wonodadi"),
        await office.head(),
    )
    await office.at("2023-10-09", 10)
    await _rota(office, *((f"2023-10-{day:02}", "Wonodadi", officer, "harian") for day in range(2, 8)))
    await office.restart()
    await office.at("2023-10-11", 10)
    assert await _told(office) == []
    assert not any(message.text.startswith("⏰") for who in (officer, kasek, head) for message in who.messages)


@pytest.mark.parametrize("seed", [1, 2])
async def test_restarts_at_random_moments_lose_and_double_no_step(office: Office, seed: int) -> None:
    dice = random.Random(seed)
    head = await office.head()
    people = [
        (await office.chair_of(name), await office.registered("Kepala Sekretariat", name), shift)
        for name, shift in (("Wonodadi", "pagi"), ("Srengat", "malam"))
    ]
    await _rota(
        office,
        ("2023-10-03", "Wonodadi", people[0][0], "pagi"),
        ("2023-10-03", "Srengat", people[1][0], "malam"),
    )
    await office.at("2023-10-03", 13)
    end = instant("2023-10-04", 16)
    while office.clock.now() < end:
        await office.clock.advance(timedelta(minutes=dice.randint(1, 180)))
        if dice.random() < 0.5:
            await office.lose()
            await office.clock.advance(timedelta(minutes=dice.choice((0, 1, 30, 90))))
            await office.come_back()
    told = Counter((purpose, who) for _, purpose, who in await _told(office))
    assert told == Counter(
        {("duty_missing", officer.id): 1 for officer, _, _ in people}
        | {("duty_unreported", kasek.id): 1 for _, kasek, _ in people}
        | {("duty_silent", head.id): 2}
    )
    shown = Counter(
        message.text.split("\n", 1)[0]
        for who in (head, *(one for pair in people for one in pair[:2]))
        for message in who.messages
        if message.text.startswith("⏰")
    )
    assert shown == Counter(
        {
            "⏰ Laporan piket belum masuk": 2,
            "⏰ Belum ada laporan piket Wonodadi": 1,
            "⏰ Belum ada laporan piket Srengat": 1,
            "⏰ 1 laporan piket belum masuk": 2,
        }
    )


async def test_who_is_told_that_a_report_is_missing_reports_for_the_officer_though_they_owe_one_themselves(
    office: Office,
) -> None:
    officer, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    chair = await office.chair_of("Udanawu")
    other = await office.registered("Anggota Panwascam", "Udanawu")
    await _rota(
        office,
        ("2023-10-03", "Wonodadi", officer, "harian"),
        ("2023-10-03", "Wonodadi", kasek, "malam"),
        # No head of the secretariat is on Telegram there.
        ("2023-10-03", "Udanawu", other, "harian"),
    )
    await office.at("2023-10-03", 17.1)
    await office.press(kasek, f"Lapor untuk {officer.user.first_name}, Sel 3 Okt")
    assert "PKT/35.05.01/20231003/1" in await office.press(kasek, "Aman, nihil")
    await office.press(chair, "Saya urus")
    await office.press(chair, "Lapor untuk")
    assert "PKT/35.05.02/20231003/1" in await office.press(chair, "Aman, nihil")
    head = await office.head()
    said = await office.say(head, "/rekap PKT/35.05.02/20231003/1")
    assert f"Oleh {chair.user.first_name} untuk {other.user.first_name}" in said


@pytest.mark.parametrize("known_before", [False, True])
async def test_where_the_head_of_the_secretariat_has_left_the_bot_the_chair_hears(
    office: Office, *, known_before: bool
) -> None:
    kasek, chair = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.chair_of()
    officer, head = await office.registered("Anggota Panwascam", "Wonodadi"), await office.head()
    await _rota(office, ("2023-10-03", "Wonodadi", officer, "harian"))
    await office.at("2023-10-03", 9)
    if known_before:
        kasek.block()
    else:
        # Telegram says so only when something is sent.
        kasek.room.blocked = True
    await office.at("2023-10-04", 9)
    assert await _told(office) == [
        ("03 16.00", "duty_missing", officer.id),
        ("03 17.00", "duty_unreported", chair.id),
        ("03 18.00", "duty_silent", head.id),
    ]


async def test_where_nobody_is_left_in_the_secretariat_the_next_step_is_the_divisions_whoever_heads_it(
    office: Office,
) -> None:
    kasek, officer = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.chair_of()
    head, other = await office.head(), await office.head("HPS")
    await _rota(office, ("2023-10-03", "Wonodadi", officer, "harian"))
    await office.at("2023-10-03", 9)
    kasek.room.blocked = head.room.blocked = True
    await office.at("2023-10-04", 9)
    assert await _told(office) == [
        # The chair was on duty, and so asked.
        ("03 16.00", "duty_missing", officer.id),
        ("03 18.00", "duty_silent", other.id),
    ]
