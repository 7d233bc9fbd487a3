"""An urgent incident: told at any hour with photo and place, again until somebody takes it on; followed until it is settled."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.simulator import Fault
from bot.storage.models import DutyIncident
from tests.office import WIB, heads
from tests.refusals import NO_LONGER
from tests.scenarios.owing.test_who_may_be_told import leaves
from tests.scenarios.papers.test_papers import last_file

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

WHAT = "Pengeroyokan pengawas di TPS 3"


async def _urgent(office: Office, fault: Fault | None = None) -> tuple[Person, Person, Person, Person]:
    """Reported at 23.30 with a photo and a place: head of secretariat, two heads of division, the chair.

    `fault` happens to the first message to the first head.
    """
    officer = await office.registered("Anggota Panwascam", "Wonodadi")
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    head, other = await office.head(), await office.head("PPDI")
    chair = await office.registered("Ketua Bawaslu")
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at("2023-10-03", 23.5)
    await office.say(officer, "/piket")
    await office.press(officer, "Kejadian mendesak")
    await office.say(officer, WHAT)
    officer.send_photo(caption="")
    await office.settle()
    officer.send_location(-8.05, 112.1)
    await office.settle()
    if fault is not None:
        office.sim.faults.add(fault, method="sendMessage", chat_id=head.id)
    await office.press(officer, "Kirim laporan")
    return kasek, head, other, chair


def _copies(who: Person) -> list[str]:
    return [message.text for message in who.messages if WHAT in message.text]


async def test_what_is_urgent_is_told_at_once_though_some_of_it_is_not_read(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    said = await office.say(
        ketua, "/piket lapor kejadian\nmendesaknya: mendesak\njenis: money politics\napa: Amplop dibagikan"
    )
    assert said.startswith("✅ Laporan")
    assert "\n\nAmplop dibagikan\njenis: money politics\n" in head.screen


async def test_who_was_away_when_it_happened_reads_it_on_return_as_it_stands(office: Office) -> None:
    away = await office.head("PPDI")
    away.block()
    await office.settle()
    kasek, head, other, chair = await _urgent(office)
    assert away is other
    assert [len(_copies(who)) for who in (kasek, head, other, chair)] == [1, 1, 0, 0]
    await office.press(head, "Saya tangani")
    await office.at("2023-10-04", 8)
    other.unblock()
    await office.settle()
    (told,) = _copies(other)
    assert head.user.first_name in told


@pytest.mark.handler("duty.incidents")
async def test_an_urgent_incident_is_told_until_somebody_takes_it_on_and_every_copy_says_who(office: Office) -> None:
    kasek, head, other, chair = await _urgent(office)
    assert [len(_copies(who)) for who in (kasek, head, other, chair)] == [1, 1, 1, 0]
    assert "❗ Belum ada yang menangani." in _copies(head)[0]
    assert (
        "⏳ Bila temuan, registrasi paling lambat Selasa, 10 Oktober 2023 (Pasal 454 ayat (5) UU 7/2017"
        in _copies(head)[0]
    )
    sent = [call.method for call in office.sim.calls() if call.chat_id == head.id][-3:]
    assert sent == ["sendMessage", "sendPhoto", "sendLocation"]
    await office.clock.advance(timedelta(minutes=10))
    assert _copies(other)[1].startswith("🔁 Belum ada yang menangani (panggilan ulang ke-1)")
    assert len(_copies(kasek)) == 1
    stranger = await office.chair_of("Udanawu")
    async with office.outside.read() as session:
        report_id = (await session.execute(select(DutyIncident.report_id))).scalar_one()
    stranger.press_data(f"inc:{report_id}:t", stranger.messages[-1])
    await office.settle()
    assert stranger.notes[-1][0] == NO_LONGER
    await office.press(other, "Saya tangani")
    await office.settle()
    taken = f"🙋 Ditangani {other.user.first_name} (sejak 3 Okt 23.4"
    for who in (kasek, head, other):
        assert all(taken in copy for copy in _copies(who))
    await office.press(head, "Sudah diregistrasi")
    await office.at("2023-10-04", 5)
    assert [len(_copies(who)) for who in (kasek, head, other, chair)] == [1, 2, 2, 0]
    assert all("⏳ Penanganan paling lambat Selasa, 10 Oktober 2023" in copy for copy in _copies(kasek))
    # Of what is to be done by when the division that handles violations hears, until it is settled.
    await office.at("2023-10-07", 7.1)
    assert other.screen.startswith("⏳ Tenggat penanganan\n\n• Wonodadi (PKT/35.05.")
    assert "Penanganan paling lambat Sel 10 Okt" in other.screen
    await office.press(other, "🔎 PKT")
    await office.press(other, "Selesai")
    assert "✅ Selesai ditangani" in other.screen
    await office.at("2023-10-11", 12)
    assert len(await office.deliveries(Purpose.INCIDENT_LIMIT)) == 1


async def test_whoever_took_it_on_and_may_no_more_handles_it_no_more_and_the_calls_go_on(office: Office) -> None:
    admin = await office.admin()
    kasek, head, other, chair = await _urgent(office)
    await office.press(other, "Saya tangani")
    assert "🙋 Ditangani" in _copies(head)[0]
    await office.say(admin, f"/peran {other.user.first_name} anggota")
    await office.press(admin, "Ya, lanjutkan")
    await office.clock.advance(timedelta(seconds=30))
    assert all("❗ Belum ada yang menangani." in _copies(who)[0] for who in (kasek, head, other))
    await office.clock.advance(timedelta(minutes=10))
    assert [len(_copies(who)) for who in (kasek, head, other, chair)] == [1, 2, 1, 0]
    await office.press(head, "Saya tangani")
    await leaves(office, head, office.clock.now().astimezone(WIB).date())
    await office.at("2023-10-04", 0.6)
    assert "❗ Belum ada yang menangani." in _copies(kasek)[0]
    # No other head is left: the chair is called, then an admin.
    assert [len(_copies(who)) for who in (head, chair, admin)] == [2, 2, 1]


async def test_a_roster_with_which_a_handler_leaves_says_which_incidents_nobody_handles(office: Office) -> None:
    admin = await office.admin()
    _, _, other, _ = await _urgent(office)
    await office.press(other, "Saya tangani")
    name = other.user.first_name
    line = (
        f"nama;telepon;kecamatan;jabatan;divisi;peran;sampai\n{name};{other.user.phone};;Kordiv Bawaslu;HPS;;2023-10-01"
    )
    admin.send_document("anggota.csv", line.encode())
    await office.settle()
    said = await office.agree(admin)
    assert "❗ Kejadian yang kembali belum ada yang menangani:" in said
    assert re.search(rf"• \S+ \(Wonodadi\), tadinya {name}", said)


async def test_where_nobody_takes_it_on_the_chair_is_called_also_over_an_outage(office: Office) -> None:
    *_, head, _, chair = await _urgent(office)
    await office.clock.advance(timedelta(minutes=15))
    await office.restart()
    await office.clock.advance(timedelta(minutes=2))
    await office.lose()
    await office.clock.advance(timedelta(minutes=90))
    await office.come_back()
    await office.clock.advance(timedelta(minutes=40))
    rows = [row for row in await office.deliveries(Purpose.INCIDENT, State.SENT) if "call" in row.facts]
    called = [
        row.settled_at.astimezone(WIB).strftime("%d %H.%M")
        for row in rows
        if row.chat_id == head.id and row.settled_at is not None
    ]
    assert len(called) == len(_copies(head)) == 4
    gaps = [
        (later.settled_at - sooner.settled_at) >= timedelta(minutes=10)
        for sooner, later in pairwise(rows)
        if sooner.chat_id == later.chat_id and sooner.settled_at and later.settled_at
    ]
    assert all(gaps)
    # It is their first word of it.
    assert len(_copies(chair)) == 1
    assert _copies(chair)[0].startswith("❗ Belum ada yang menangani sejak 3 Okt 23.3")
    assert _copies(head)[3].startswith("🔁 Belum ada yang menangani (panggilan ulang ke-3)")
    await office.press(chair, "Saya tangani")
    await office.settle()
    assert all(f"Ditangani {chair.user.first_name}" in copy for copy in _copies(head))


async def test_a_chat_that_takes_no_messages_holds_up_nobody_elses_repeats(office: Office) -> None:
    kasek, head, other, chair = await _urgent(office, Fault.flood(3600))
    await office.clock.advance(timedelta(minutes=45))
    assert [len(_copies(who)) for who in (kasek, head, other, chair)] == [1, 0, 4, 1]
    # What waited comes once; by then it needs no repeats.
    await office.clock.advance(timedelta(hours=1))
    assert [len(_copies(who)) for who in (kasek, head, other, chair)] == [1, 1, 4, 1]


async def _with_one_head(office: Office) -> tuple[Person, Person]:
    officer, head = await office.registered("Anggota Panwascam", "Wonodadi"), await office.head()
    await office.duty("2023-10-03", officer, "Wonodadi")
    return officer, head


async def _report(office: Office, officer: Person) -> None:
    await office.at("2023-10-03", 12)
    await office.say(officer, "/piket")
    await office.press(officer, "Kejadian mendesak")
    await office.say(officer, WHAT)
    await office.press(officer, "Kirim laporan")


async def test_where_there_is_no_chair_the_admins_are_called(office: Office) -> None:
    officer, head = await _with_one_head(office)
    admin = await office.admin()
    await _report(office, officer)
    await office.clock.advance(timedelta(minutes=39))
    assert [len(_copies(who)) for who in (head, admin)] == [4, 0]
    await office.clock.advance(timedelta(minutes=2))
    assert [len(_copies(who)) for who in (head, admin)] == [4, 1]
    assert "mendesak" not in (await office.say(head, "/status"))
    # As after the chair, there is nobody above whom to call.
    await office.clock.advance(timedelta(hours=5))
    assert [len(_copies(who)) for who in (head, admin)] == [4, 1]
    await office.press(admin, "Saya tangani")
    await office.settle()
    assert f"Ditangani {admin.user.first_name}" in _copies(head)[0]


async def test_where_there_is_nobody_else_the_one_head_is_called_every_hour_for_a_day(office: Office) -> None:
    officer, head = await _with_one_head(office)
    await leaves(office, await office.admin())
    await _report(office, officer)
    await office.clock.advance(timedelta(minutes=41))
    assert len(_copies(head)) == 5
    await office.clock.advance(timedelta(hours=3))
    assert len(_copies(head)) == 8
    warned = "❗ 1 kejadian mendesak belum ditangani, dan tidak ada Ketua atau admin yang dapat dihubungi"
    assert warned in await office.say(head, "/status")
    await office.clock.advance(timedelta(days=2))
    assert len(_copies(head)) == 28
    assert warned not in await office.say(head, "/status")


async def test_where_there_is_nobody_else_the_calls_end_when_it_is_taken_on(office: Office) -> None:
    officer, head = await _with_one_head(office)
    await leaves(office, await office.admin())
    await _report(office, officer)
    await office.clock.advance(timedelta(minutes=101))
    await office.press(head, "Saya tangani")
    called = len(_copies(head))
    await office.clock.advance(timedelta(hours=5))
    assert len(_copies(head)) == called


async def test_a_disaster_is_no_finding_until_it_turns_out_to_be_another_thing(office: Office) -> None:
    officer, head = await _with_one_head(office)
    await office.at("2023-10-03", 12)
    lines = "mendesaknya: kejadian\njenis: bencana\napa: Balai desa kebanjiran\ndi mana: Pikatan"
    await office.say(officer, f"/piket lapor kejadian\n{lines}")
    told = (
        "🔴 Kejadian piket · Wonodadi\nNomor: PKT/35.05.01/20231003/1\n"
        f"Oleh {officer.user.first_name}, 3 Okt 2023 12.00 WIB\n\n"
        "Kejadian: {kind}\nApa yang terjadi: Balai desa kebanjiran\nDi mana: Pikatan\n\n"
    )
    assert head.screen == told.format(kind="Bencana, cuaca") + "❗ Belum ada yang menangani."
    assert "• 🔴 ada kejadian, belum selesai: 1" in await office.say(head, "/rekap piket")
    await office.press(officer, "Form A")
    text = last_file(office, officer)[1].text
    assert "pukul 08.00 WIB s.d. 12.00 WIB," in text
    # Nobody was asked about disputes.
    assert text.count("tidak ada") == 1
    # Nothing is reminded of; whoever reported mends what it was, and every copy says what follows.
    await office.at("2023-10-10", 12)
    assert await office.deliveries(Purpose.INCIDENT_LIMIT) == []
    await office.press(officer, "Perbaiki laporan")
    await office.press(officer, "✏️ Kejadian")
    await office.press(officer, "Keributan, kekerasan")
    await office.press(officer, "Kirim perbaikan")
    await office.settle()
    assert head.screen == (
        f"✏️ Laporan kejadian PKT/35.05.01/20231003/1 (Wonodadi) diperbaiki oleh {officer.user.first_name}\n\n"
        "Kejadian: Keributan, kekerasan\nApa yang terjadi: Balai desa kebanjiran\nDi mana: Pikatan"
    )
    await office.settle()
    assert next(one.text for one in head.messages if "kebanjiran" in one.text) == (
        told.format(kind="Keributan, kekerasan") + "❗ Belum ada yang menangani.\n"
        "⏳ Bila temuan, registrasi paling lambat Selasa, 10 Oktober 2023 (Pasal 454 ayat (5) UU 7/2017)"
    )
    # What is none is taken on and settled; whether it breaks the rules of the election is no question.
    await office.press(officer, "Perbaiki laporan")
    await office.press(officer, "✏️ Kejadian")
    await office.press(officer, "Bencana, cuaca")
    await office.press(officer, "Kirim perbaikan")
    await office.press(head, "Saya tangani")
    await office.settle()
    assert next(one.buttons for one in head.messages if "❗" not in one.text and "Ditangani" in one.text) == [
        "✅ Selesai",
        "↩️ Lepas",
        "📄 Buka laporan",
    ]


async def test_an_incident_that_was_none_is_nothing_to_take_on_and_who_was_told_hears_it_once(office: Office) -> None:
    officer, head = await _with_one_head(office)
    await _report(office, officer)
    await office.press(officer, "Perbaiki laporan")
    await office.press(officer, "✏️ Situasi")
    await office.press(officer, "Aman, ada catatan")
    await office.press(officer, "Kirim perbaikan")
    await office.settle()
    by = officer.user.first_name
    safe = "Laporannya diperbaiki menjadi aman: tidak ada yang perlu ditangani lagi."
    told = [one.text for one in head.messages if "PKT/35.05.01/20231003/1" in one.text]
    assert [re.sub(r"12\.\d\d WIB", "12.00 WIB", one) for one in told] == [
        f"🟢 Ternyata aman · Wonodadi\nNomor: PKT/35.05.01/20231003/1\nOleh {by}, 3 Okt 2023 12.00 WIB\n\n{WHAT}\n\n{safe}",
        f"✏️ Laporan kejadian PKT/35.05.01/20231003/1 (Wonodadi) diperbaiki oleh {by}\n{safe}",
    ]
    assert not any("Saya tangani" in label for message in head.messages for label in message.buttons)
    await office.at("2023-10-10", 12)
    assert await office.deliveries(Purpose.INCIDENT_LIMIT) == []
    assert len(_copies(head)) == 1
    # It happened after all, and can wait.
    await office.press(officer, "Perbaiki laporan")
    await office.press(officer, "✏️ Situasi")
    await office.press(officer, "Ada kejadian")
    await office.press(officer, "Kirim perbaikan")
    await office.settle()
    assert "❗ Belum ada yang menangani." in _copies(head)[0]
    await office.press(head, "Saya tangani")


async def test_an_incident_is_of_the_day_it_is_reported_on_and_anybody_of_the_kecamatan_may_report_it(
    office: Office,
) -> None:
    officer, head = await _with_one_head(office)
    other = await office.registered("Kepala Sekretariat", "Wonodadi")
    third = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.duty("2023-10-05", other, "Wonodadi")
    await office.at("2023-10-05", 12)
    lines = "mendesaknya: mendesak\njenis: uang\napa: Amplop dibagi\ndi mana: Kunir"
    # Who owes the report of another day, and who is not on duty at all.
    for nth, who in enumerate((officer, third), 1):
        said = await office.say(who, f"/piket lapor kejadian\n{lines} {nth}")
        assert said.startswith(
            f"✅ Laporan piket diterima\nNomor: PKT/35.05.01/20231005/{nth}\n"
            "Wonodadi · Kamis, 5 Oktober 2023 · 🚨 kejadian mendesak\n"
        )
        assert f"PKT/35.05.01/20231005/{nth}" in head.screen
    # What the shifts owe is owed still.
    for who, number in ((officer, "PKT/35.05.01/20231003/1"), (other, "PKT/35.05.01/20231005/3")):
        await office.press(who, "Aman, nihil")
        assert any(f"Nomor: {number}\n" in one.text for one in who.messages)


async def test_something_urgent_that_was_begun_and_not_sent_is_brought_to_mind_once(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 22)
    await office.say(ketua, "/piket kejadian")
    await office.press(ketua, "Ya, mendesak")
    await office.press(ketua, "Politik uang")
    await office.at("2023-10-03", 22 + 4 / 60)
    await office.say(ketua, "Amplop dibagikan di balai desa")
    # Each step puts it off, a restart changes nothing.
    await office.restart()
    await office.at("2023-10-03", 22 + 8 / 60)
    assert "BELUM terkirim" not in ketua.screen.splitlines()[0]
    await office.at("2023-10-03", 22 + 10 / 60)
    assert ketua.screen == (
        "⚠️ Laporan mendesak ini BELUM terkirim\nWonodadi · Selasa, 3 Oktober 2023\n\nKejadian: Politik uang\n"
        "Apa yang terjadi: Amplop dibagikan di balai desa\n\n"
        "Pimpinan baru tahu setelah dikirim. Kirim sekarang; yang kurang boleh menyusul."
    )
    asked = ketua.messages[-1]
    assert "4/8 Di mana?" in await office.press(ketua, "Lanjutkan isian")
    await office.say(ketua, "Balai desa Wonodadi")
    await office.at("2023-10-03", 23)
    assert sum("BELUM terkirim" in one.text.splitlines()[0] for one in ketua.messages) == 0
    assert len(await office.deliveries(Purpose.DUTY_UNSENT)) == 1
    assert asked.buttons
    await office.press(ketua, "Kirim")
    assert "Politik uang" in head.screen


async def test_a_report_that_is_urgent_no_more_wakes_nobody_and_the_morning_says_what_changed(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.at("2023-10-04", 2)
    await office.say(ketua, "/piket kejadian\nmendesaknya: mendesak\njenis: uang\napa: Amplop\ndi mana: Pikatan")
    await office.press(head, "Saya tangani")
    before = [len(one.messages) for one in (head, kasek)]
    await office.at("2023-10-04", 2.5)
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "✏️ Mendesak")
    await office.press(ketua, "Bisa menunggu pagi")
    await office.press(ketua, "Kirim perbaikan")
    await office.at("2023-10-04", 4.9)
    assert [len(one.messages) for one in (head, kasek)] == before
    await office.at("2023-10-04", 5.1)
    for who in (head, kasek):
        assert (
            f"diperbaiki oleh {ketua.user.first_name}\n"
            "Sebelumnya 🚨 kejadian mendesak, sekarang 🔴 ada kejadian.\n\nKejadian: Politik uang"
        ) in who.screen


async def test_what_was_sent_or_is_urgent_no_more_is_not_brought_to_mind(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 10)
    await office.say(ketua, "/piket kejadian")
    await office.press(ketua, "Ya, mendesak")
    await office.press(ketua, "Kembali")
    await office.press(ketua, "Bisa menunggu pagi")
    await office.at("2023-10-03", 10.5)
    await office.press(ketua, "Kembali")
    await office.press(ketua, "Ya, mendesak")
    await office.press(ketua, "Politik uang")
    await office.say(ketua, "Amplop dibagikan")
    # What is urgent is sent as it is.
    await office.press(ketua, "Kirim")
    assert "Laporan piket diterima" in ketua.screen
    await office.at("2023-10-03", 11)
    assert [row.state for row in await office.deliveries(Purpose.DUTY_UNSENT)] == [State.CANCELLED, State.CANCELLED]


@pytest.mark.parametrize("way", ["button", "words"])
async def test_whoever_is_of_a_kecamatan_reports_an_incident_on_a_day_without_duty(office: Office, way: str) -> None:
    member, head = await office.registered("Anggota Panwascam", "Wonodadi"), await office.head()
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    assert (await office.say(member, "/piket")).startswith("Anda tidak bertugas piket hari ini.")
    if way == "button":
        await office.press(member, "Lapor kejadian")
        assert "Laporan kejadian Wonodadi, Senin, 2 Oktober 2023" in member.screen
        assert not member.can_press("Laporan lain")
        await office.press(member, "Ya, mendesak")
        await office.press(member, "Politik uang")
        await office.say(member, "Amplop dibagikan")
        await office.press(member, "Kirim")
    else:
        await office.say(
            member, "/piket kejadian\nmendesaknya: mendesak\njenis: uang\napa: Amplop dibagikan\ndi mana: X"
        )
    assert "Nomor: PKT/35.05.01/20231002/1\n" in member.screen
    assert "Amplop dibagikan" in head.screen
    assert f"Oleh {member.user.first_name}, " in head.screen
    # They were sent by no letter.
    assert member.can_press("Form A")
    assert not member.can_press("Surat tugas")
    # Somebody else's is their own, and of a day without duty nothing is owed.
    await office.say(kasek, "/piket kejadian\nmendesaknya: kejadian\njenis: apk\napa: Baliho roboh\ndi mana: Y")
    assert f"Oleh {kasek.user.first_name}, " in head.screen
    assert "PKT/35.05.01/20231002/2" in head.screen
    assert "Sekarang tidak ada yang bertugas." in await office.say(kasek, "/piket")
    assert "Belum ada jadwal piket." in await office.say(head, "/piket")
    await office.at("2023-10-03", 12)
    assert await office.deliveries(Purpose.DUTY_OPEN) == []
    assert await office.deliveries(Purpose.DUTY_MISSING) == []
    assert "Wonodadi: 0/0 laporan, 2 kejadian" in await office.say(head, "/rekap piket")


async def test_who_is_not_on_duty_tells_for_themselves(office: Office) -> None:
    officer, third = await office.chair_of(), await office.registered("Anggota Panwascam", "Wonodadi")
    head = await office.head()
    await office.duty("2023-10-02", officer, "Wonodadi")
    await office.say(third, "/piket")
    await office.press(third, "Lapor kejadian")
    assert third.can_press("Ya, mendesak")
    assert not third.can_press("Laporan lain")
    await office.say(third, "/piket kejadian\nmendesaknya: mendesak\njenis: uang\napa: Amplop dibagikan\ndi mana: X")
    assert f"Oleh {third.user.first_name}, " in head.screen
    assert await office.press(officer, "Aman, nihil")


def _limits_told(who: Person) -> list[str]:
    return [head for head in heads(list(who.messages)) if "tenggat penanganan" in head.casefold()]


@pytest.mark.parametrize("away", [False, True])
async def test_a_time_limit_that_is_over_says_so_once_and_on_every_copy(office: Office, away: bool) -> None:
    kasek, head, other, _ = await _urgent(office)
    await office.press(other, "Saya tangani")
    await office.at("2023-10-10", 7.1)
    today = "⏳ Hari ini hari terakhir: tenggat penanganan"
    assert _limits_told(other)[-1] == today
    assert "registrasi paling lambat hari ini, Sel 10 Okt, Pasal 454 ayat (5)" in other.screen
    # The day is not over before midnight.
    await office.at("2023-10-10", 23.9)
    await office.restart()
    assert "LEWAT" not in "".join(_copies(head))
    if away:
        # All of the day after, and they come back at night.
        await office.lose()
        await office.at("2023-10-12", 2)
        await office.come_back()
    await office.at("2023-10-12" if away else "2023-10-11", 7.1)
    over = "❗ Tenggat penanganan LEWAT"
    assert _limits_told(other)[-2:] == [today, over]
    assert "❗ LEWAT, Bila temuan, registrasi paling lambat Sel 10 Okt, Pasal 454 ayat (5)" in other.screen
    said = "❗ LEWAT: Bila temuan, registrasi paling lambat Selasa, 10 Oktober 2023 (Pasal 454 ayat (5) UU 7/2017)"
    assert all(said in copy for who in (kasek, head, other) for copy in _copies(who))
    await office.restart()
    await office.at("2023-10-16", 12)
    assert _limits_told(other).count(over) == 1
    assert said in await office.press(other, "🔎 PKT")
    # Registered late, its next step has a day of its own.
    await office.press(other, "Sudah diregistrasi")
    await office.settle()
    assert "LEWAT" not in "".join(_copies(head))


async def test_what_is_done_before_its_reminder_is_read_is_not_reminded(office: Office) -> None:
    _, _, other, _ = await _urgent(office)
    await office.press(other, "Saya tangani")
    await office.at("2023-10-07", 5)
    await office.press(other, "Sudah diregistrasi")
    await office.at("2023-10-10", 23)
    assert _limits_told(other) == []
    await office.at("2023-10-11", 7.1)
    assert "Penanganan paling lambat Sab 14 Okt" in other.screen


async def test_what_can_wait_says_when_it_is_told_and_goes_to_the_chair_only_where_there_is_no_other_head(
    office: Office,
) -> None:
    officer, chair = await office.registered("Anggota Panwascam", "Wonodadi"), await office.registered("Ketua Bawaslu")
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at("2023-10-03", 23.7)
    lines = f"mendesaknya: kejadian\njenis: uang\napa: {WHAT}\ndi mana: Kunir"
    assert "Pimpinan Bawaslu diberi tahu pagi pukul 05.00." in await office.say(
        officer, f"/piket lapor kejadian\n{lines}"
    )
    await office.at("2023-10-04", 4.9)
    assert _copies(chair) == []
    await office.at("2023-10-04", 5.1)
    assert len(_copies(chair)) == 1
    head = await office.head()
    assert "Pimpinan Bawaslu diberi tahu.\n" in await office.say(officer, f"/piket lapor kejadian\n{lines} 2")
    assert [len(_copies(who)) for who in (head, chair)] == [1, 1]


async def test_where_no_head_is_on_the_bot_the_admins_are_called_and_it_is_said_so(office: Office) -> None:
    anggota, chair, kasek = [
        await office.registered(position, "Wonodadi")
        for position in ("Anggota Panwascam", "Ketua Panwascam", "Kepala Sekretariat")
    ]
    await office.at("2023-10-03", 22)
    lines = f"mendesaknya: mendesak\njenis: uang\napa: {WHAT}\ndi mana: Kunir"
    said = await office.say(anggota, f"/piket kejadian\n{lines}")
    assert (
        "\nKetua dan kepala sekretariat kecamatan diberi tahu.\n"
        "⚠️ Di Bawaslu belum ada yang memakai bot: hubungi langsung.\n" in said
    )
    # Whoever knows is called again, as heads would be.
    await office.at("2023-10-03", 22.2)
    assert [len(_copies(who)) for who in (chair, kasek)] == [2, 2]
    await office.press(kasek, "Saya tangani")
    await office.at("2023-10-03", 23)
    assert [len(_copies(who)) for who in (chair, kasek)] == [2, 2]
    admin = await office.admin()
    said = await office.say(kasek, f"/piket kejadian\n{lines} 2")
    assert "\nAdmin Bawaslu serta ketua kecamatan diberi tahu.\n" in said
    assert len(_copies(admin)) == 1
    await office.at("2023-10-03", 23.2)
    assert len(_copies(admin)) == 2


async def test_who_handles_it_gives_it_back_and_the_calls_go_on_until_another_takes_it_over(office: Office) -> None:
    _, head, other, _ = await _urgent(office)
    await office.press(other, "Saya tangani")
    assert "Lepas" not in str([one.buttons for one in head.messages])
    await office.at("2023-10-03", 23.9)
    await office.press(other, "Lepas")
    assert "❗ Belum ada yang menangani." in other.screen
    assert all("❗ Belum ada yang menangani." in copy for copy in _copies(head))
    # A slip ends no calls.
    await office.at("2023-10-04", 0.2)
    assert [len(_copies(who)) > 1 for who in (head, other)] == [True, True]
    await office.press(head, "Saya tangani")
    await office.press(other, "Ambil alih")
    taken = f"🙋 Ditangani {other.user.first_name} (sejak 4 Okt"
    assert all(taken in copy for who in (head, other) for copy in _copies(who))
    calls = len(_copies(head))
    await office.at("2023-10-04", 2)
    assert len(_copies(head)) == calls
    # Whoever does not handle it has nothing to give back.
    stale = next(one for one in reversed(head.messages) if WHAT in one.text)
    async with office.outside.read() as session:
        report_id = (await session.execute(select(DutyIncident.report_id))).scalar_one()
    head.press_data(f"inc:{report_id}:l", stale)
    await office.settle()
    assert taken in _copies(head)[-1]


async def test_who_registered_it_is_named_and_takes_it_back_for_a_while(office: Office) -> None:
    _, head, other, _ = await _urgent(office)
    await office.press(other, "Saya tangani")
    await office.at("2023-10-04", 9)
    await office.press(head, "Sudah diregistrasi")
    said = f"📒 Sudah diregistrasi sebagai temuan, dicatat {head.user.first_name} (4 Okt 09.00)"
    assert all(said in copy for who in (head, other) for copy in _copies(who))
    assert "Penanganan paling lambat Rabu, 11 Oktober 2023" in other.screen + "".join(_copies(other))
    await office.press(other, "Batalkan (sampai 10.00)")
    for who in (head, other):
        assert all("Bila temuan, registrasi paling lambat Selasa, 10 Oktober 2023" in copy for copy in _copies(who))
        assert not any("Sudah diregistrasi sebagai" in copy for copy in _copies(who))
    await office.press(other, "Sudah diregistrasi")
    await office.press(other, "Perlu keterangan")
    assert f"dicatat {other.user.first_name}" in _copies(other)[-1]
    await office.at("2023-10-04", 10.1)
    stale = next(one for one in reversed(other.messages) if WHAT in one.text)
    await office.press(other, "Batalkan (sampai")
    assert "tidak bisa dibatalkan lagi di sini" in other.notes[-1][0] + stale.text


async def test_who_handles_it_hears_of_the_time_limits_of_that_one_alone(office: Office) -> None:
    _, head, other, _ = await _urgent(office)
    await office.press(head, "Saya tangani")
    officer = office.find("Anggota Panwascam", "Wonodadi")
    await office.at("2023-10-04", 9)
    await office.say(officer, "/piket kejadian\nmendesaknya: kejadian\njenis: uang\napa: Lain\ndi mana: Kunir")
    await office.at("2023-10-09", 7.1)
    assert [len(_limits_told(who)) for who in (head, other)] == [2, 3]
    (told,) = [one.text for one in head.messages if one.text.startswith("⏳ Tenggat")][-1:]
    assert told.count("\n• ") == 1
    both = [one.text for one in other.messages if "Tenggat" in one.text][-1]
    assert "PKT/35.05.01/20231003/1" in told
    assert "PKT/35.05.01/20231003/1" in both


async def test_the_report_says_who_handles_the_incident_and_how_it_ended(office: Office) -> None:
    _, head, other, _ = await _urgent(office)
    number = "PKT/35.05.01/20231003/1"

    def _shown() -> str:
        return next(one.text for one in reversed(head.messages) if number in one.text and WHAT in one.text)

    await office.say(head, f"/rekap {number}")
    assert "\n\n❗ Belum ada yang menangani." in _shown()
    await office.press(other, "Saya tangani")
    await office.say(head, f"/rekap {number}")
    assert f"\n\n🙋 Ditangani {other.user.first_name} (sejak" in _shown()
    await office.press(other, "Selesai")
    await office.press(head, "Buka laporan")
    assert f"✅ Selesai ditangani, dicatat {other.user.first_name}" in _shown()


async def test_where_nobody_can_be_told_it_is_said_so(office: Office) -> None:
    anggota = await office.registered("Anggota Panwascam", "Wonodadi")
    said = await office.say(anggota, "/piket kejadian\nmendesaknya: mendesak\njenis: uang\napa: Amplop\ndi mana: Kunir")
    assert "⚠️ Belum ada pimpinan di bot yang bisa diberi tahu: hubungi langsung." in said


async def test_no_violation_is_asked_names_who_said_so_and_can_be_taken_back_for_a_while(office: Office) -> None:
    kasek, head, other, _ = await _urgent(office)
    officer = office.find("Anggota Panwascam", "Wonodadi")
    await office.press(other, "Saya tangani")
    # Whoever reported hears who handles it.
    heard = next(one for one in officer.messages if "ditangani" in one.text)
    assert heard.text == f"🙋 Laporan kejadian PKT/35.05.01/20231003/1 (Wonodadi) ditangani {other.user.first_name}"
    assert heard.silent
    card, taken = [next(one for one in who.messages if WHAT in one.text) for who in (head, other)]
    await office.press(head, "Bukan pelanggaran")
    assert card.text.startswith("⚪ Catat PKT/35.05.01/20231003/1 (Wonodadi) sebagai bukan pelanggaran?\n🙋 Ditangani ")
    await office.settle()
    assert "bukan pelanggaran" not in _copies(other)[0].casefold()
    await office.press(head, "Kembali")
    assert WHAT in card.text
    await office.press(head, "Bukan pelanggaran")
    await office.press(head, "Ya, bukan pelanggaran")
    await office.settle()
    by = f"⚪ Bukan pelanggaran, dicatat {head.user.first_name} (3 Okt 23."
    for who in (kasek, head, other):
        assert by in _copies(who)[0]
        assert f"🙋 Ditangani {other.user.first_name}" in _copies(who)[0]
        assert "⏳" not in _copies(who)[0]
    await office.press(other, "Batalkan (sampai 00.")
    await office.settle()
    assert "⏳ Bila temuan" in _copies(kasek)[0]
    assert by not in _copies(kasek)[0]
    # What is settled for longer stays so.
    await office.press(head, "Selesai")
    await office.settle()
    assert f"✅ Selesai ditangani, dicatat {head.user.first_name}" in _copies(other)[0]
    back = next(label for label in taken.buttons if "Batalkan" in label)
    await office.clock.advance(timedelta(minutes=61))
    other.press(back, message=taken)
    await office.settle()
    assert other.notes[-1][0] == "Sudah lebih dari satu jam; itu tidak bisa dibatalkan lagi di sini."
