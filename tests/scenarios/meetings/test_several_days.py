"""Meetings over several days and past midnight: each day has its reminder and its door, the night ends in the morning."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.documents.tables import read_table, write_xlsx
from bot.domain.ledger import Purpose, State
from bot.domain.recap.spans import Span, SpanUnit
from bot.services.recap.national import national_recap
from bot.storage.models import DayArrival, Invitation
from bot.views.format import clock_time, moment_short
from tests.documents.pdf import Pdf
from tests.office import WIB, heads

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

SET = "/tetapkan SDMO-02 5-6 Oktober 2023 09.00-16.00 Hotel Puri"
DAYS = "📅 Kamis–Jumat, 5–6 Oktober 2023\n🕘 09.00–16.00 WIB"


async def dated(office: Office, line: str = SET) -> tuple[Person, Person]:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, line)
    if head.can_press("Ya, lanjutkan"):
        await office.press(head, "Ya, lanjutkan")
    return head, ketua


def titles(person: Person, *, since: int = 0) -> list[str]:
    return heads(list(person.messages[since:]))


async def test_days_and_hours_are_said_alike_in_invitation_card_and_lists(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    look = await office.say(head, SET)
    assert "tanggal ini di luarnya" in look
    assert DAYS in look
    await office.press(head, "Ya, lanjutkan")
    for screen in (head.screen, ketua.screen, group.screen, await office.say(ketua, "/jadwal")):
        assert "5–6 Okt" in screen or DAYS in screen
    invitation = next(message for message in ketua.messages if message.text.startswith("📨"))
    assert invitation.text.startswith("📨 Undangan · 5–6 Okt 09.00\n")
    assert DAYS in invitation.text


async def test_days_are_asked_for_by_dialogue_and_kept_by_button(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02")
    assert "Kamis–Jumat, 5–6 Oktober 2023" in await office.say(head, "5 s/d 6 Oktober 2023")
    await office.say(head, "09.00-16.00")
    assert DAYS in await office.say(head, "Hotel Puri")
    await office.press(head, "Ya, lanjutkan")
    await office.say(head, "/ubah SDMO-02")
    await office.press(head, "Tetap: 5–6 Okt")
    await office.press(head, "Tetap: 09.00-16.00")
    await office.say(head, "Hotel Santoso")
    await office.press(head, "Ya, lanjutkan")
    assert ketua.screen.startswith("🔁 Jadwal berubah · ")
    assert ketua.screen.splitlines()[1] == "Tempat: Hotel Puri → Hotel Santoso"
    assert DAYS in ketua.screen


async def test_each_day_has_its_reminder_and_its_door(office: Office) -> None:
    _, ketua = await dated(office)
    await office.press(ketua, "Hadir")
    told = len(ketua.messages)
    await office.at("2023-10-05", 8.5)
    assert titles(ketua, since=told) == ["✔️ Check-in dibuka"]
    await office.at("2023-10-05", 15)
    told = len(ketua.messages)
    await office.at("2023-10-05", 23)
    assert titles(ketua, since=told) == ["🔔 Pengingat: besok pukul 09.00, hari ke-2"]
    assert not any("tidak tercatat hadir" in title for title in titles(ketua))
    await office.at("2023-10-06", 7.5)
    await office.at("2023-10-06", 8.5)
    assert titles(ketua, since=told) == ["✔️ Check-in dibuka"]
    assert len(await office.deliveries(Purpose.REMINDER, State.SENT)) == 2
    assert len(await office.deliveries(Purpose.CHECK_IN, State.SENT)) == 2


@pytest.mark.parametrize(("hour", "waits"), [(10, False), (20, False), (23, True)])
async def test_what_is_called_off_after_its_first_day_is_not_said_never_to_have_been(
    office: Office, hour: float, *, waits: bool
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await dated(office)
    await office.at("2023-10-05", hour)
    told = len(ketua.messages)
    await office.say(head, "/batalkan SDMO-02 gempa")
    await office.press(head, "Ya, batalkan")
    # Nobody is on the way to the second day yet.
    assert titles(ketua, since=told) == ([] if waits else ["❌ Dibatalkan · 5–6 Okt 09.00"])
    await office.at("2023-10-06", 5.1)
    assert titles(ketua, since=told) == ["❌ Dibatalkan · 5–6 Okt 09.00"]
    for screen in (ketua.screen, group.screen):
        assert "5–6 Oktober 2023, 09.00–16.00 WIB, dihentikan" in screen
        assert "WIB, tidak jadi" not in screen


async def test_the_door_is_closed_between_the_days(office: Office) -> None:
    _, ketua = await dated(office)
    await office.at("2023-10-05", 8.5)
    opened = ketua.messages[-1]
    await office.at("2023-10-05", 20)
    ketua.press("Saya sudah di tempat", message=opened)
    await office.settle()
    assert "dibuka satu jam sebelum" in ketua.notes[-1][0]


async def test_a_substitute_is_reminded_of_each_day(office: Office) -> None:
    _, ketua = await dated(office)
    instead = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, instead.user.first_name)
    told = len(instead.messages)
    await office.at("2023-10-06", 8.5)
    assert titles(instead, since=told) == ["✔️ Check-in dibuka", "✔️ Check-in dibuka"]


async def test_a_move_says_the_days_and_cancels_what_was_planned_of_each(office: Office) -> None:
    head, ketua = await dated(office)
    await office.say(head, "/ubah SDMO-02 9-11 Oktober 2023")
    await office.press(head, "Ya, lanjutkan")
    assert "Hari: Kamis–Jumat, 5–6 Oktober 2023 → Senin–Rabu, 9–11 Oktober 2023" in ketua.screen
    assert "Jam:" not in ketua.screen
    await office.press(ketua, "Hadir")
    told = len(ketua.messages)
    await office.at("2023-10-07", 12)
    assert titles(ketua, since=told) == []
    await office.at("2023-10-11", 8.5)
    assert sum("Check-in dibuka" in title for title in titles(ketua, since=told)) == 3


async def test_a_single_day_named_for_a_meeting_of_several_is_asked_about(office: Office) -> None:
    head, ketua = await dated(office)
    look = await office.say(head, "/ubah SDMO-02 2023-10-06")
    assert look.startswith("Periksa dulu")
    assert "📅 Jumat, 6 Oktober 2023" in look
    await office.press(head, "Ya, lanjutkan")
    assert "Hari: Kamis–Jumat, 5–6 Oktober 2023 → Jumat, 6 Oktober 2023" in ketua.screen


async def test_a_change_of_what_has_begun_asks_for_no_answer(office: Office) -> None:
    head, ketua = await dated(office)
    silent, ill = await office.chair_of("Udanawu"), await office.chair_of("Srengat")
    await office.press(ketua, "Hadir")
    await office.press(ill, "Berhalangan")
    await office.press(ill, "Sakit")
    await office.at("2023-10-05", 15)
    for change in ("5-7 Oktober 2023", "tempat Aula"):
        await office.say(head, f"/ubah SDMO-02 {change}")
        await office.press(head, "Ya, lanjutkan")
        for person in (ketua, silent, ill):
            assert person.screen.startswith("🔁 Jadwal berubah")
            assert "Mohon jawab" not in person.screen
            assert "tekan ✅ Hadir" not in person.screen


async def test_who_declined_may_come_where_it_is_held_elsewhere(office: Office) -> None:
    head, ketua = await dated(office)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Sakit")
    await office.say(head, "/ubah SDMO-02 tempat Aula")
    await office.press(head, "Ya, lanjutkan")
    asked = "Sebelum perubahan ini Anda menyatakan berhalangan. Bila sekarang bisa, tekan ✅ Hadir."
    assert asked in ketua.screen


async def test_a_meeting_past_midnight_belongs_to_its_evening(office: Office) -> None:
    _, ketua = await dated(office, "/tetapkan SDMO-02 2023-10-06 20.00-02.00 Hotel Puri")
    assert "📅 Jumat, 6 Oktober 2023\n🕘 20.00 WIB–Sab 7 Okt 02.00" in ketua.screen
    await office.press(ketua, "Hadir")
    await office.at("2023-10-05", 8.5)
    assert ketua.screen.startswith("🔔 Pengingat: besok")
    await office.at("2023-10-06", 19.5)
    assert ketua.screen.startswith("✔️ Check-in dibuka")
    await office.at("2023-10-07", 1.5)
    assert "Check-in tercatat" in await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-07", 7.5)
    assert ketua.screen.startswith("✅ Check-in tercatat")
    await office.at("2023-10-07", 8.5)
    assert ketua.screen.startswith("🙏")


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        ("6-5 Oktober 2023", "hari terakhir harus sesudah hari pertama"),
        ("6-31 Oktober 2023", "paling lama 14 hari"),
        ("30-31 November 2023", "hanya sampai tanggal 30"),
    ],
)
async def test_days_that_cannot_be_are_named(office: Office, days: str, answer: str) -> None:
    head = await office.head()
    assert answer in await office.say(head, f"/tetapkan SDMO-02 {days} 09.00-12.00 Aula")
    await office.say(head, "/tetapkan SDMO-02")
    assert answer in await office.say(head, days)
    assert await office.deliveries() == []


async def test_an_open_end_of_several_days_stays_open(office: Office) -> None:
    head, ketua = await dated(office, "/tetapkan SDMO-02 5-6 Oktober 2023 09.00-selesai Aula")
    assert "📅 Kamis–Jumat, 5–6 Oktober 2023\n🕘 09.00 WIB–selesai" in ketua.screen
    await office.say(head, "/ubah SDMO-02 6-7 Oktober 2023")
    await office.press(head, "Ya, lanjutkan")
    assert "🕘 09.00 WIB–selesai" in ketua.screen


SPAN = (
    b"DTSTART;TZID=Asia/Jakarta:20231005T090000\r\n"
    b"DTEND;TZID=Asia/Jakarta:20231005T160000\r\n"
    b"RRULE:FREQ=DAILY;COUNT=2\r\n"
)


async def test_the_calendar_file_has_each_day(office: Office) -> None:
    _, ketua = await dated(office)
    await office.say(ketua, "/kalender")
    _, file = office.sim.world.files[ketua.messages[-1].file_id]
    assert SPAN in file


async def arrivals(office: Office) -> list[tuple[str, str, str]]:
    """Day, hour and way of each."""
    query = select(DayArrival.day, DayArrival.came_at, DayArrival.how).order_by(DayArrival.day, DayArrival.came_at)
    rows = await office.outside.query(lambda connection: connection.execute(query).all())
    return [(f"{row.day}", clock_time(row.came_at, WIB), row.how) for row in rows]


async def first_came(office: Office) -> list[str]:
    """Of those who came, when first."""
    query = select(Invitation.checked_in_at).where(Invitation.checked_in_at.is_not(None)).order_by(Invitation.id)
    rows = await office.outside.query(lambda connection: connection.execute(query).scalars().all())
    return [moment_short(at, WIB) for at in rows if at is not None]


async def test_people_check_in_on_each_day_and_the_card_counts_each(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await dated(office)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-05", 8.75)
    said = await office.press(ketua, "Saya sudah di tempat")
    assert "pukul 08.45 (sebelum mulai)\nHari ke-1" in said
    assert "✔️ Sudah check-in, hari ke-1: 1" in group.screen
    await office.at("2023-10-06", 8.1)
    assert "Sudah check-in" not in group.screen
    await office.at("2023-10-06", 9.5)
    assert ketua.screen.startswith("✔️ Check-in dibuka")
    said = await office.press(ketua, "Saya sudah di tempat")
    assert "pukul 09.30 (terlambat)\nHari ke-2" in said
    assert "✔️ Sudah check-in, hari ke-2: 1" in group.screen
    assert await arrivals(office) == [("2023-10-05", "08.45", "tombol"), ("2023-10-06", "09.30", "tombol")]
    assert await first_came(office) == ["5 Okt 08.45"]
    recap = await office.say(head, "/rekap SDMO-02")
    assert "↳ Hari ke-1 (Kam 5 Okt): 1 hadir\n↳ Hari ke-2 (Jum 6 Okt): 1 hadir" in recap
    await office.at("2023-10-07", 8.5)
    assert ketua.screen.startswith("🙏")
    assert sum(title.startswith("🙏") for title in titles(ketua)) == 1


async def test_the_receipt_of_a_day_stays_and_the_door_of_a_day_that_was_missed_is_shut(office: Office) -> None:
    head, ketua, other = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    instead = await office.registered("Kepala Sekretariat", "Udanawu")
    await office.say(head, "/tetapkan SDMO-02 5-7 Oktober 2023 08.00-16.00 Hotel Puri")
    await office.press(head, "Ya, lanjutkan")
    await office.press(ketua, "Hadir")
    await office.press(other, "Diwakilkan")
    await office.press(other, instead.user.first_name)
    await office.at("2023-10-05", 7.5)
    assert "🚫 Saya tidak bisa" in instead.messages[-1].buttons
    receipts = []
    for person in (ketua, instead):
        await office.press(person, "Saya sudah di tempat")
        receipts.append(person.messages[-1])
    await office.at("2023-10-06", 7.5)
    # It has begun: nobody says any more that they cannot.
    missed = instead.messages[-1]
    assert missed.buttons == ["✔️ Saya sudah di tempat"]
    await office.at("2023-10-07", 7.5)
    await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-08", 9)
    for receipt in receipts:
        assert receipt.text.startswith("✅ Check-in tercatat pukul 07.30 (sebelum mulai)\nHari ke-1")
    assert missed.text.startswith("✔️ Check-in sudah ditutup")
    for person in (ketua, instead):
        assert person.screen.startswith("🙏 Terima kasih")
        assert not [one for one in person.messages if "✔️ Saya sudah di tempat" in one.buttons]


async def test_who_came_on_one_day_only_came_and_is_not_asked_why(office: Office) -> None:
    head, ketua = await dated(office)
    other = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 9)
    await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-07", 8.5)
    assert ketua.screen.startswith("🙏")
    assert "Hari ke-1 (Kam 5 Okt): 0 hadir\n↳ Hari ke-2 (Jum 6 Okt): 1 hadir" in await office.say(
        head, "/rekap SDMO-02"
    )
    assert not any("🙏" in title for title in titles(other))


async def test_who_comes_on_the_second_day_alone_is_late_for_that_day_or_not(office: Office) -> None:
    head, ketua = await dated(office)
    member = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.at("2023-10-06", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-06", 9.5)
    await office.press(member, "Saya sudah di tempat")
    await office.at("2023-10-07", 9)
    shown = await office.say(head, "/rekap SDMO-02/1")
    assert "⏱ Lebih awal 1 · tepat waktu 0 · terlambat 1" in shown
    span = Span.of(SpanUnit.MONTH, date(2023, 10, 1))
    counted = (await national_recap(office.bot.ctx, span, WIB)).offices[0].counts
    assert (counted.early, counted.on_time, counted.late) == (1, 0, 1)


async def test_the_clerk_has_a_list_for_each_day(office: Office) -> None:
    head, ketua = await dated(office)
    name = ketua.user.first_name
    await office.at("2023-10-05", 9.5)
    shown = await office.say(head, "/absen SDMO-02")
    assert "0 dari 66 sudah hadir\nHari ke-1: Kamis, 5 Oktober 2023" in shown
    assert head.messages[-1].buttons[-2:] == ["● Kam 5 Okt", "Jum 6 Okt"]
    await office.press(head, name)
    assert "1 dari 66" in head.screen
    assert "0 dari 66 sudah hadir\nHari ke-2: Jumat" in await office.press(head, "Jum 6 Okt")
    await office.press(head, name)
    assert "dibuka satu jam sebelum" in head.notes[-1][0]
    await office.at("2023-10-06", 10)
    shown = await office.say(head, "/absen SDMO-02")
    assert "0 dari 66 sudah hadir\nHari ke-2: Jumat" in shown
    await office.press(head, name)
    assert "1 dari 66 sudah hadir\nHari ke-2" in head.screen
    # What was forgotten yesterday is entered today.
    other = (await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")).user.first_name
    await office.press(head, "Kam 5 Okt")
    await office.press(head, other)
    assert "2 dari 66 sudah hadir\nHari ke-1" in head.screen
    assert await arrivals(office) == [
        # In time, as on paper: when they came, nobody says.
        ("2023-10-05", "09.00", "petugas"),
        ("2023-10-05", "09.30", "petugas"),
        ("2023-10-06", "10.00", "petugas"),
    ]
    # The first day is taken back: the second is the first then.
    await office.press(head, f"✅ {name}")
    assert "Hapus kehadiran" in head.screen
    await office.press(head, "Ya, hapus kehadiran")
    assert "1 dari 66 sudah hadir\nHari ke-1" in head.screen
    assert await first_came(office) == ["6 Okt 10.00", "5 Okt 09.00"]


async def test_papers_have_a_list_for_each_day_and_the_form_comes_back(office: Office) -> None:
    head, ketua = await dated(office)
    clerk, name = await office.admin(), ketua.user.first_name
    await office.at("2023-10-05", 9)
    await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-06", 17)
    await office.say(clerk, "/daftarhadir SDMO-02")
    _, pdf = office.sim.world.files[clerk.messages[-1].file_id]
    text = Pdf(pdf).text
    assert "Kamis, 5 Oktober 2023 (hari ke-1 dari 2)" in text
    assert "Jumat, 6 Oktober 2023 (hari ke-2 dari 2)" in text
    await office.press(clerk, "Isian XLSX")
    file, form = office.sim.world.files[clerk.messages[-1].file_id]
    columns, rows = read_table(form).columns, [row.values for row in read_table(form).rows]
    assert columns == ("sesi", "kecamatan", "nama", "hari", "jam", "wakil")
    assert (len(rows), sum(bool(row["jam"]) for row in rows)) == (132, 1)
    filled = [
        tuple({**row, "jam": "8.50" if row["nama"] == name and row["hari"] == "2023-10-06" else row["jam"]}.values())
        for row in rows
    ]
    clerk.send_document(file, write_xlsx(columns, filled))
    await office.settle()
    await office.agree(clerk)
    assert clerk.screen.startswith("✅ Daftar hadir diimpor: 1 baru, 0 berubah, 1 tetap.")
    assert await arrivals(office) == [("2023-10-05", "09.00", "tombol"), ("2023-10-06", "08.50", "daftar")]
    await office.say(head, "/rekap SDMO-02")
    await office.press(head, "PDF")
    _, pdf = office.sim.world.files[head.messages[-1].file_id]
    assert "Hadir hari ke-1 (Kam 5 Okt) : 1 orang Hadir hari ke-2 (Jum 6 Okt) : 1 orang" in Pdf(pdf).text
    await office.press(head, "XLSX")
    _, book = office.sim.world.files[head.messages[-1].file_id]
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    cells = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    line = next(row for row in cells if name in row)
    assert "Hari ke-1 (Kam 5 Okt)" in next(row for row in cells if "Nama" in row)
    assert (line[8], line[-2:]) == ("5 Okt 09.00", ["09.00", "08.50"])


@pytest.mark.parametrize(
    ("day", "answer"),
    [("", "berlangsung 2 hari"), ("3", "tidak berlangsung pada hari itu"), ("entah", "bukan hari")],
)
async def test_a_line_of_the_signed_list_must_say_its_day(office: Office, day: str, answer: str) -> None:
    _, ketua = await dated(office)
    clerk = await office.admin()
    await office.at("2023-10-06", 17)
    line = f'sesi,kecamatan,nama,hari,jam,wakil\nSDMO-02,Wonodadi,"{ketua.user.first_name}",{day},ya,\n'
    clerk.send_document("daftar.csv", line.encode())
    await office.settle()
    assert answer in clerk.screen
    assert await arrivals(office) == []


@pytest.mark.parametrize(
    ("to", "kept"),
    [
        ("5-7 Oktober 2023", ["2023-10-05"]),
        ("2023-10-05", []),
        ("6-7 Oktober 2023", []),
    ],
)
async def test_a_move_keeps_who_came_on_a_day_that_stays(office: Office, to: str, kept: list[str]) -> None:
    head, ketua = await dated(office)
    await office.at("2023-10-05", 8.5)
    ketua.press("Saya sudah di tempat")
    await office.settle()
    await office.at("2023-10-05", 8.8)
    await office.say(head, f"/ubah SDMO-02 {to} 09.00-16.00")
    if head.can_press("Ya, lanjutkan"):
        await office.press(head, "Ya, lanjutkan")
    assert "Diubah" in head.screen
    assert [day for day, _, _ in await arrivals(office)] == kept
    assert len(await first_came(office)) == (0 if to.startswith("6") else 1)


@pytest.mark.parametrize("to", ["7 Oktober 2023 09.00-16.00", "7-8 Oktober 2023"])
async def test_a_day_that_was_held_is_not_moved_away(office: Office, to: str) -> None:
    head, ketua = await dated(office)
    await office.at("2023-10-05", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-06", 7.5)
    assert await office.say(head, f"/ubah SDMO-02/1 {to}") == (
        "Tanggal 5/10 sudah berlangsung, jadi tetap hari sesi ini. Hari yang ditunda: tetapkan sebagai sesi baru, "
        "/tetapkan SDMO-02"
    )
    # What is left of it ends with the day that was held, or goes on from it.
    await office.say(head, "/ubah SDMO-02/1 5-7 Oktober 2023")
    await office.press(head, "Ya, lanjutkan")
    assert [day for day, _, _ in await arrivals(office)] == ["2023-10-05"]


async def test_who_counts_on_a_day_that_is_taken_away_hears_of_it_once_the_others_are_over(office: Office) -> None:
    head, ketua = await dated(office)
    group = await office.linked_group("Wonodadi", [ketua])
    await office.at("2023-10-05", 17)
    await office.say(head, "/ubah SDMO-02/1 5 Oktober 2023 09.00-16.00")
    await office.press(head, "Ya, lanjutkan")
    for said in (ketua.screen, group.messages[-1].text):
        assert "Hari: Kamis–Jumat, 5–6 Oktober 2023 → Kamis, 5 Oktober 2023" in said
    await office.at("2023-10-06", 8.5)
    assert not any("Check-in dibuka" in message.text and "6 Oktober" in message.text for message in ketua.messages)
    # What stands above does not call the second day to come.
    assert not any("5–6 Oktober" in message.text and "Hari:" not in message.text for message in ketua.messages)


async def test_a_day_that_is_added_leaves_who_came_where_they_were(office: Office) -> None:
    head, ketua = await dated(office, "/tetapkan SDMO-02 2023-10-06 09.00-16.00 Hotel Puri")
    await office.at("2023-10-06", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    assert await arrivals(office) == []
    await office.say(head, "/ubah SDMO-02 6-7 Oktober 2023")
    await office.press(head, "Ya, lanjutkan")
    assert [day for day, _, _ in await arrivals(office)] == ["2023-10-06"]
    await office.at("2023-10-07", 8.5)
    assert ketua.screen.startswith("✔️ Check-in dibuka")
    await office.press(ketua, "Saya sudah di tempat")
    assert len(await arrivals(office)) == 2
    assert len(await first_came(office)) == 1


async def test_a_day_of_several_that_is_over_is_not_the_meetings_end(office: Office) -> None:
    head, ketua = await dated(office)
    await office.say(head, "/tetapkan SDMO-03 2023-10-05 19:00-21:00 Aula Bawaslu")
    await office.press(head, "Ya, lanjutkan")
    await office.at("2023-10-04", 9)
    reminder = next(one for one in reversed(ketua.messages) if "2 acara" in one.text)
    await office.at("2023-10-05", 18)
    first, _, second = reminder.text.partition("\n2. ")
    assert "1. 🔔 Hari ke-1 selesai\n" in first
    # The second day's button comes in a message of its own.
    assert "Check-in" not in first
    assert second.startswith("✔️ Check-in dibuka\n")
    assert ketua.screen.startswith("🔔 Pengingat: besok pukul 09.00, hari ke-2\n")


async def _roster(office: Office, person: Person, position: str, until: str = "") -> None:
    admin = await office.admin()
    line = f'"{person.user.first_name}",{person.user.phone},Wonodadi,{position},,{until}'
    admin.send_document("anggota.csv", f"nama,telepon,kecamatan,jabatan,divisi,sampai\n{line}\n".encode())
    await office.settle()
    await office.agree(admin)


@pytest.mark.parametrize(
    ("when", "position", "until"),
    [
        ("before", "Ketua Panwascam", "2023-10-05"),
        ("between", "Ketua Panwascam", "2023-10-04"),
        ("between", "Staf Sekretariat", ""),
    ],
)
async def test_who_is_not_to_come_to_the_days_ahead_any_more_is_told_so_once(
    office: Office, when: str, position: str, until: str
) -> None:
    _, ketua = await dated(office)
    other = await office.chair_of("Srengat")
    await office.admin()
    for one in (ketua, other):
        await office.press(one, "Hadir")
    invited = next(message for message in ketua.messages if message.text.startswith("📨"))
    if when == "before":
        await _roster(office, ketua, position, until)
    await office.at("2023-10-05", 8.5)
    for one in (ketua, other):
        await office.press(one, "Saya sudah di tempat")
    told = len(ketua.messages)
    if when == "between":
        await office.at("2023-10-05", 20)
        told = len(ketua.messages)
        await _roster(office, ketua, position, until)
    await office.at("2023-10-06", 8.5)
    assert titles(ketua, since=told) == ["ℹ️ Undangan Anda ditarik untuk hari yang tersisa"]
    assert "Anda tidak perlu hadir mulai Jumat, 6 Oktober 2023." in ketua.screen
    assert DAYS in ketua.screen
    assert invited.text.startswith("↩️ SDMO-02/1: undangan ini tidak berlaku lagi.")
    assert invited.buttons == []
    assert "✔️ Check-in dibuka" in titles(other)
    # Once; that they came stays, and who is invited to them again hears so.
    await office.restart()
    await office.at("2023-10-06", 8.7)
    assert len(titles(ketua, since=told)) == 1
    async with office.outside.read() as session:
        assert len((await session.execute(select(DayArrival))).scalars().all()) == 2
    await _roster(office, ketua, "Ketua Panwascam", "2023-12-31")
    await office.settle()
    assert titles(ketua, since=told)[1:] == ["📨 Undangan, hari ini · 5–6 Okt 09.00"]
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen


async def test_who_leaves_after_a_day_is_let_in_on_it_and_hears_of_the_next_when_it_is_over(office: Office) -> None:
    head, ketua = await dated(office)
    await office.admin()
    await office.press(ketua, "Hadir")
    await _roster(office, ketua, "Ketua Panwascam", "2023-10-05")
    await office.at("2023-10-05", 9.2)
    told = len(ketua.messages)
    # Every start plans.
    await office.restart()
    assert titles(ketua, since=told) == []
    await office.say(head, "/absen SDMO-02/1")
    assert [label for label in head.messages[-1].buttons if ketua.user.first_name in label] != []
    await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-06", 8.5)
    assert titles(ketua, since=told) == ["ℹ️ Undangan Anda ditarik untuk hari yang tersisa"]
    async with office.outside.read() as session:
        assert len((await session.execute(select(DayArrival))).scalars().all()) == 1


async def test_who_leaves_at_midnight_hears_in_a_meeting_of_nights_that_the_next_is_not_theirs(office: Office) -> None:
    _, ketua = await dated(office, SET.replace("09.00-16.00", "22.00-02.00"))
    await office.admin()
    await office.press(ketua, "Hadir")
    await _roster(office, ketua, "Ketua Panwascam", "2023-10-05")
    await office.at("2023-10-05", 21.5)
    await office.press(ketua, "Saya sudah di tempat")
    told = len(ketua.messages)
    await office.at("2023-10-06", 12)
    assert titles(ketua, since=told) == ["ℹ️ Undangan Anda ditarik untuk hari yang tersisa"]


async def test_who_is_taken_out_between_the_days_stands_nowhere_as_expected_on_those_ahead(office: Office) -> None:
    head, ketua = await dated(office, SET.replace("5-6", "5-7"))
    await office.admin()
    other = await office.chair_of("Srengat")
    for one in (ketua, other):
        await office.press(one, "Hadir")
    await office.at("2023-10-05", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    assert "SDMO-02/1" in await office.say(ketua, "/jadwal saya")
    await office.at("2023-10-05", 18)
    await _roster(office, ketua, "Staf Sekretariat")
    await office.clock.advance(timedelta(minutes=10))
    assert titles(ketua)[-1] == "ℹ️ Undangan Anda ditarik untuk hari yang tersisa"
    assert "SDMO-02/1" not in await office.say(ketua, "/jadwal saya")
    assert "Undangan Anda untuk hari yang tersisa dari SDMO-02/1 sudah ditarik" in await office.say(
        ketua, "/hadir SDMO-02/1"
    )
    await office.at("2023-10-06", 8.5)
    await office.say(head, "/absen SDMO-02/1")
    named = [label for label in head.messages[-1].buttons if ketua.user.first_name in label]
    assert named == []
    # On the day on which they came they are on record.
    await office.press(head, "Kam 5 Okt")
    assert [label[0] for label in head.messages[-1].buttons if ketua.user.first_name in label] == ["✅"]


async def test_who_is_put_right_between_the_days_hears_nothing_and_who_was_told_is_invited_again(
    office: Office,
) -> None:
    _, ketua = await dated(office, SET.replace("5-6", "5-7"))
    await office.admin()
    await office.press(ketua, "Hadir")
    await office.at("2023-10-05", 22)
    told = len(ketua.messages)
    for position in ("Staf Sekretariat", "Ketua Panwascam"):
        await _roster(office, ketua, position)
    await office.at("2023-10-06", 8.5)
    assert titles(ketua, since=told) == []
    assert titles(ketua)[-1] == "✔️ Check-in dibuka"
    await office.at("2023-10-06", 17)
    told = len(ketua.messages)
    for position in ("Staf Sekretariat", "Ketua Panwascam"):
        await _roster(office, ketua, position)
        await office.clock.advance(timedelta(minutes=10))
    assert titles(ketua, since=told) == [
        "ℹ️ Undangan Anda ditarik untuk hari yang tersisa",
        "📨 Undangan, besok · 5–7 Okt 09.00",
    ]
    await office.at("2023-10-07", 8.5)
    assert titles(ketua, since=told)[-1] == "✔️ Check-in dibuka"


async def test_who_stands_in_and_leaves_between_the_days_is_told_so(office: Office) -> None:
    _, ketua = await dated(office)
    await office.admin()
    instead = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, instead.user.first_name)
    await office.at("2023-10-05", 20)
    told, read = len(instead.messages), len(ketua.messages)
    await _roster(office, instead, "Kepala Sekretariat", "2023-10-04")
    await office.at("2023-10-06", 8.5)
    assert titles(instead, since=told) == ["ℹ️ Undangan Anda ditarik untuk hari yang tersisa"]
    assert "mewakili" not in "".join(titles(ketua, since=read))


async def test_a_look_at_fewer_days_says_how_many_there_are_and_would_be(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 5-7 Oktober 2023 08.00-16.00 Hotel Puri")
    await office.press(head, "Ya, lanjutkan")
    look = await office.say(head, "/ubah SDMO-02 5-6 Oktober 2023 08.00-16.00 Hotel Puri", look=True)
    assert "⚠️ Sesi ini sekarang 3 hari; dengan perubahan ini tinggal 2 hari." in look


async def test_who_left_between_the_days_is_not_counted_among_those_who_are_told_of_a_change(office: Office) -> None:
    head, ketua = await dated(office)
    await office.admin()
    await office.at("2023-10-05", 18)
    await _roster(office, ketua, "Ketua Panwascam", "2023-10-05")
    look = await office.say(head, "/ubah SDMO-02 tempat Hotel Santoso", look=True)
    assert "👥 Untuk 65 orang" in look
    assert ketua.user.first_name not in look


@pytest.mark.parametrize("moved", [False, True])
async def test_what_was_taken_back_between_the_days_stays_so_when_all_is_over(office: Office, *, moved: bool) -> None:
    head, ketua = await dated(office)
    await office.admin()
    instead = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, instead.user.first_name)
    await office.at("2023-10-05", 8.5)
    await office.press(instead, "Saya sudah di tempat")
    await office.at("2023-10-05", 20)
    for one, position in ((ketua, "Staf Sekretariat"), (instead, "Staf Sekretariat")):
        await _roster(office, one, position)
    if moved:
        await office.say(head, "/ubah SDMO-02 tempat Hotel Santoso")
    await office.at("2023-10-06", 8.5)
    gone = "↩️ SDMO-02/1: undangan ini tidak berlaku lagi."
    above = [message for message in (*ketua.messages, *instead.messages) if message.text.startswith(gone)]
    assert len(above) >= 2
    await office.at("2023-10-06", 18)
    assert [message.text.partition(" Bim")[0] for message in above] == [gone] * len(above)


async def test_that_somebody_came_is_said_on_each_day_and_not_between_them(office: Office) -> None:
    _, ketua = await dated(office)
    await office.press(ketua, "Hadir")
    for day in ("2023-10-05", "2023-10-06"):
        await office.at(day, 8.2)
        assert "Check-in Anda sudah tercatat" not in await office.say(ketua, "/hadir SDMO-02")
        await office.press(ketua, "Saya sudah di tempat")
        assert "✅ Check-in Anda sudah tercatat." in await office.say(ketua, "/hadir SDMO-02")
