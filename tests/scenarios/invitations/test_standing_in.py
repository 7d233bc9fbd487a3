from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.domain.ledger import Purpose, State
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services.invitations.answering import Reply, answer, answer_for
from bot.storage.models import Invitation, Person, Session
from tests.office import heads

if TYPE_CHECKING:
    from bot.simulator import Person as Someone
    from tests.office import Office

pytestmark = pytest.mark.begins("2023-11-01")

SET = "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu"


async def _person_id(office: Office, telegram_id: int) -> int:
    query = select(Person.id).where(Person.telegram_id == telegram_id)
    return await office.bot.db.query(lambda connection: connection.execute(query).scalar_one())


async def _answers(office: Office) -> list[tuple[Answer | None, int | None, int | None]]:
    query = (
        select(Invitation.answer, Invitation.substitute_id, Invitation.answered_by)
        .where(Invitation.answer.is_not(None))
        .order_by(Invitation.id)
    )
    return await office.bot.db.query(lambda connection: [(row[0], row[1], row[2]) for row in connection.execute(query)])


async def test_a_substitute_may_decline_back_and_the_invited_chooses_anew(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    told = await office.press(ketua, "Saya tidak bisa")
    assert told == "Tercatat: Anda tidak mewakili HPS-03/1. Yang menunjuk Anda sudah diberi tahu."
    assert kordiv.screen.startswith(f"👥 {ketua.user.first_name} tidak bisa mewakili Anda")
    assert "Jawaban Anda: belum ada" in kordiv.screen
    assert await _answers(office) == []
    # Pressed again from the old message: nothing is left to decline.
    ketua.press_data("subno:1", ketua.messages[-1])
    await office.settle()
    assert ketua.notes[-1][0] == "Anda tidak (lagi) mewakili siapa pun di sesi ini."
    await office.at("2023-11-07", 8.1)
    assert not any("mewakili" in message.text and message.text.startswith("🔔") for message in ketua.messages)


@pytest.mark.parametrize("then", ["night", "cancelled", "chosen and let go again"])
async def test_who_declined_to_stand_in_said_so_and_hears_no_more_of_it(office: Office, then: str) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    name = ketua.user.first_name
    await office.say(head, SET.replace("09:00-12:00", "06:00-08:00"))
    invitation = kordiv.messages[-1]
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, name)
    if then != "cancelled":
        await office.at("2023-11-07" if then == "night" else "2023-11-06", 22.5)
    await office.press(ketua, "Saya tidak bisa")
    told = len(ketua.messages)
    await office.clock.advance(timedelta(minutes=1))
    assert "Jawaban Anda: belum ada" in invitation.text
    if then == "cancelled":
        await office.say(head, "/batalkan HPS-03/1 hujan")
        await office.press(head, "Ya, batalkan sesi")
        assert kordiv.screen.startswith("❌ Dibatalkan")
    elif then == "chosen and let go again":
        # Before they are told of it in the morning.
        await office.press(kordiv, "Diwakilkan")
        await office.press(kordiv, name)
        await office.press(kordiv, "Hadir")
    await office.at("2023-11-08", 12)
    assert heads(list(ketua.messages[told:])) == []


async def test_a_substitute_may_decline_after_a_move_from_the_reminder_and_by_command(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    name = kordiv.user.first_name
    await office.say(head, SET)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.say(head, "/ubah HPS-03/1 2023-11-09 09:00-12:00 Aula Bawaslu")
    assert ketua.screen.startswith("🔁 Jadwal berubah · Kam 9 Nov 09.00")
    assert ketua.screen.endswith(f"\n\nAnda mewakili {name}")
    assert ketua.messages[-1].buttons == ["🚫 Saya tidak bisa"]
    for typed in ("/hadir", "/hadir HPS-03/1", "/izin", "/izin HPS-03/1 sakit gigi"):
        shown = await office.say(ketua, typed)
        assert shown.startswith(f"👥 Anda ditunjuk mewakili {name}"), typed
        assert ketua.messages[-1].buttons == ["🚫 Saya tidak bisa"], typed
    await office.at("2023-11-08", 8.1)
    assert ketua.screen.startswith("🔔 Pengingat: besok pukul 09.00")
    assert ketua.messages[-1].buttons == ["🚫 Saya tidak bisa"]
    assert await office.press(ketua, "Saya tidak bisa") == (
        "Tercatat: Anda tidak mewakili HPS-03/1. Yang menunjuk Anda sudah diberi tahu."
    )
    assert kordiv.screen.startswith(f"👥 {ketua.user.first_name} tidak bisa mewakili Anda")


async def test_a_substitute_declines_one_of_two_reminders_in_one_message(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.say(head, SET.replace("HPS-03", "HPS-04").replace("09:00-12:00", "13:00-15:00"))
    await office.press(head, "Ya, lanjutkan")
    # The second comes with the next morning.
    await office.at("2023-11-02", 9)
    for _ in range(2):
        await office.press(kordiv, "Diwakilkan")
        await office.press(kordiv, ketua.user.first_name)
        await office.say(kordiv, "/hadir HPS-03")
    await office.at("2023-11-07", 8.1)
    assert ketua.screen.startswith("🔔 Pengingat: besok, 2 acara")
    assert ketua.messages[-1].buttons == ["1 🚫 Saya tidak bisa", "2 🚫 Saya tidak bisa"]
    shown = await office.press(ketua, "1 🚫 Saya tidak bisa")
    assert ketua.messages[-1].buttons == ["2 🚫 Saya tidak bisa"]
    assert f"Anda mewakili {kordiv.user.first_name}" in shown
    assert ketua.notes[-1] == ("Tercatat: Anda tidak mewakili. Yang menunjuk Anda sudah diberi tahu.", False)


@pytest.mark.parametrize("how", ["leaves", "is invited"])
async def test_whoever_chose_a_substitute_who_cannot_be_one_any_more_is_asked_anew(office: Office, how: str) -> None:
    head, admin = await office.head("HPS"), await office.admin()
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    name = ketua.user.first_name
    await office.say(head, SET)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, name)
    told = len(ketua.messages)
    if how == "leaves":
        header = "nama;telepon;kecamatan;jabatan;divisi;sampai\n"
        line = f"{name};{ketua.user.phone};Wonodadi;Ketua Panwascam;SDMO;2023-11-07\n"
        admin.send_document("anggota.csv", (header + line).encode())
        await office.settle()
        await office.agree(admin)
    else:
        await office.say(head, f"/undang HPS-03/1 {name}")
    await office.settle()
    assert kordiv.screen.startswith(f"👥 {name} tidak bisa mewakili Anda")
    assert "Jawaban Anda: belum ada" in kordiv.screen
    heard = [message.text.split("\n")[0] for message in ketua.messages[told:]]
    left = f"👥 Anda tidak jadi mewakili {kordiv.user.first_name}"
    assert heard == ([left] if how == "leaves" else ["📨 Undangan · Rab 8 Nov 09.00"])
    assert await _answers(office) == []
    # Once, whatever is planned.
    before = len(kordiv.messages)
    await office.at("2023-11-07", 7.5)
    assert not any("mewakili" in message.text for message in kordiv.messages[before:])


async def test_a_change_of_mind_after_h1_is_told_to_the_head_within_minutes(office: Office) -> None:
    head = await office.head("HPS")
    other = await office.head("SDMO")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-07", 7.5)
    await office.say(kordiv, "/izin HPS-03 sakit")
    assert not head.screen.startswith("❗")
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-07", 20)
    await office.say(kordiv, "/izin HPS-03 anak sakit")
    assert not head.screen.startswith("❗")
    await office.at("2023-11-07", 20.06)
    assert head.screen.startswith("❗ Berubah setelah H-1")
    assert f"{kordiv.user.first_name} (Wonodadi): ✅ Hadir → 🚫 Berhalangan" in head.screen
    assert "Alasan: anak sakit" in head.screen
    assert not any(message.text.startswith("❗") for message in other.messages)


async def test_changes_of_mind_within_minutes_are_one_message_whatever_the_session(office: Office) -> None:
    head = await office.head("HPS")
    places = ("Wonodadi", "Udanawu", "Bakung")
    people = [await office.registered("Anggota Panwascam", place, "PP-PS") for place in places]
    await office.say(head, SET)
    await office.say(head, SET.replace("HPS-03", "HPS-04").replace("09:00-12:00", "13:00-15:00"))
    await office.press(head, "Ya, ")
    for person in people:
        for session in (1, 2):
            person.press_data(f"yes:{session}", person.messages[-1])
    await office.settle()
    for minute, person in enumerate(people):
        await office.at("2023-11-07", 20 + minute / 60)
        await office.say(person, "/izin HPS-03 anak sakit")
    await office.say(people[0], "/izin HPS-04 anak sakit")
    assert not head.screen.startswith("❗")
    await office.at("2023-11-07", 20.2)
    (told,) = [message for message in head.messages if message.text.startswith("❗")]
    assert told.text.startswith("❗ Berubah setelah H-1: 4 jawaban")
    for person in people:
        assert f"{person.user.first_name} (" in told.text
    assert told.buttons == ["📊 Rekap HPS-03/1", "📊 Rekap HPS-04/1"]
    rows = await office.deliveries(Purpose.LATE_CHANGE)
    assert {(row.state, row.message_id) for row in rows} == {(State.SENT, told.id)}
    assert len(rows) == 4
    assert "Rekap kehadiran" in await office.press(head, "Rekap HPS-03/1")


async def test_the_head_of_secretariat_answers_for_people_of_the_kecamatan_only(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    far = await office.registered("Anggota Panwascam", "Udanawu", "PP-PS")
    await office.say(head, SET)
    ctx = office.bot.ctx
    found = await answer_for(ctx, kasek.id, 1, await _person_id(office, kordiv.id), Reply(Answer.ATTENDING))
    await office.settle()
    assert found.answer is Answer.ATTENDING
    assert kordiv.screen.startswith(f"🖊 Dijawab sekretariat untuk Anda, oleh {kasek.user.first_name}")
    assert await _answers(office) == [(Answer.ATTENDING, None, await _person_id(office, kasek.id))]
    for actor, person in ((kasek, far), (kordiv, far), (far, kordiv)):
        with pytest.raises(Refusal, match="refused-answer-for"):
            await answer_for(ctx, actor.id, 1, await _person_id(office, person.id), Reply(Answer.ATTENDING))
    # One's own answer afterwards is one's own again.
    await office.press(kordiv, "Berhalangan")
    await office.press(kordiv, "Sakit")
    assert await _answers(office) == [(Answer.EXCUSED, None, None)]


@pytest.mark.begins("2023-10-02")
async def test_with_fewer_seats_than_people_first_come_is_first_seated_and_the_next_moves_up(office: Office) -> None:
    head = await office.head()
    one, two, three = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat")]
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    async with office.bot.db.write() as session:
        await session.execute(update(Session).values(seats=1))
    assert "daftar tunggu" not in await office.press(one, "Hadir")
    await office.clock.advance(timedelta(minutes=1))
    assert "Anda nomor 1 di daftar tunggu" in await office.press(two, "Hadir")
    await office.clock.advance(timedelta(minutes=1))
    assert "Anda nomor 2 di daftar tunggu" in await office.press(three, "Hadir")
    await office.press(one, "Berhalangan")
    await office.press(one, "Sakit")
    assert two.screen.startswith("🪑 Anda mendapat tempat")
    assert not any(message.text.startswith("🪑") for message in three.messages)
    # Who comes back stands at the end of the line.
    await office.clock.advance(timedelta(minutes=1))
    assert "Anda nomor 2 di daftar tunggu" in await office.press(one, "Hadir")


@pytest.mark.handler("invitations.standing_in")
async def test_a_guest_may_stand_in_by_name_and_position(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    reply = Reply(Answer.SUBSTITUTED, guest_name="Sutrisno  S.H.", guest_position="Staf kecamatan")
    found = await office.bot.ctx.db.query(lambda connection: connection.execute(select(Session.id)).scalar_one())
    facts = await answer(office.bot.ctx, kordiv.id, found, reply)
    assert (facts.substitute, facts.guest_position) == ("Sutrisno S.H.", "Staf kecamatan")
    assert "Diwakilkan oleh Sutrisno S.H. (Staf kecamatan)" in await office.say(kordiv, "/hadir")
    # Nobody but whoever chose them can tell them that it is off, and that it is on again.
    await office.say(head, "/batalkan HPS-03/1 hujan")
    await office.press(head, "Ya, batalkan sesi")
    assert kordiv.screen.endswith(
        "\n\nMohon kabari Sutrisno S.H., yang akan mewakili Anda: bot tidak bisa menghubunginya.\n"
        "Anda tidak perlu hadir. Bila ada tanggal pengganti, undangan baru akan dikirim."
    )
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    assert "Pembatalannya dicabut: sesi ini tetap dilaksanakan." in kordiv.screen
    assert "Jawaban Anda: 👥 Diwakilkan oleh Sutrisno S.H. (Staf kecamatan)\nMohon teruskan" in kordiv.screen


async def test_two_hundred_changes_of_mind_after_h1_are_a_few_messages_and_the_last_says_how_it_ended(
    office: Office,
) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-07", 9)
    answers = (Reply(Answer.EXCUSED, ExcuseKind.SICK), Reply(Answer.ATTENDING))

    async def _waver(times: int, minutes: float) -> None:
        for number in range(times):
            await answer(office.bot.ctx, kordiv.id, 1, answers[number % 2])
            await office.clock.advance(timedelta(minutes=minutes))

    def _told() -> list[str]:
        return [message.text for message in head.messages if message.text.startswith("❗")]

    # Within moments, and it ends as it began: nothing has changed.
    await _waver(8, 0)
    await office.at("2023-11-07", 9.2)
    assert _told() == []
    # For two hours.
    await _waver(101, 1.25)
    assert len(_told()) <= 5
    await office.at("2023-11-07", 16)
    told = _told()
    assert 1 <= len(told) <= 6
    assert "→ 🚫 Berhalangan" in told[-1]
    # Shortly before the start, how it ended comes in time.
    await office.at("2023-11-08", 8.4)
    before = len(_told())
    await _waver(24, 1.25)
    assert before < len(_told()) <= before + 10


async def test_a_substitute_named_and_unnamed_a_hundred_times_hears_of_it_a_few_times(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    before = len(ketua.messages)
    named = Reply(Answer.SUBSTITUTED, substitute_id=await _person_id(office, ketua.id))
    for _ in range(40):
        for reply in (named, Reply(Answer.ATTENDING)):
            await answer(office.bot.ctx, kordiv.id, 1, reply)
            await office.clock.advance(timedelta(seconds=30))
    await answer(office.bot.ctx, kordiv.id, 1, named)
    await office.clock.advance(timedelta(hours=4))
    told = ketua.messages[before:]
    # Of all that came between, nothing: whoever is chosen again before hearing of the release knows already.
    assert [message.versions[0].text[:10] for message in told] == ["👥 Anda dit", "👥 Anda tid", "👥 Anda dit"]


@pytest.mark.begins("2023-10-02")
@pytest.mark.parametrize("away", ["known to be blocked", "found to be blocked"])
async def test_who_comes_back_reads_once_that_they_were_named_however_often_it_was(office: Office, away: str) -> None:
    head, ketua = await office.head(), await office.chair_of()
    instead = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    if away == "known to be blocked":
        instead.block()
        await office.settle()
    else:
        instead.room.blocked = True
    for _ in range(3):
        await office.press(ketua, "Diwakilkan")
        await office.press(ketua, instead.user.first_name)
        await office.press(ketua, "Hadir")
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, instead.user.first_name)
    await office.clock.advance(timedelta(hours=3))
    before = len(instead.messages)
    instead.unblock()
    await office.clock.advance(timedelta(hours=1))
    told = [message.text.partition("\n")[0] for message in instead.messages[before:]]
    assert [line for line in told if "mewakili" in line] == [f"👥 Anda ditunjuk mewakili {ketua.user.first_name}"]


async def test_who_comes_back_reads_once_that_they_have_a_seat_and_that_they_were_answered_for(office: Office) -> None:
    head, kasek = await office.head("HPS"), await office.registered("Kepala Sekretariat", "Wonodadi")
    first, away = [await office.registered("Anggota Panwascam", name, "PP-PS") for name in ("Udanawu", "Wonodadi")]
    await office.say(head, SET)
    for person in (first, away):
        await office.press(person, "Hadir")
    away.room.blocked = True
    for seats in ("1", "semua", "1", "2"):
        await office.say(head, f"/kursi HPS-03 {seats}")
    id_ = await _person_id(office, away.id)
    for _ in range(2):
        await answer_for(office.bot.ctx, kasek.id, 1, id_, Reply(Answer.ATTENDING))
        await office.settle()
    before = len(away.messages)
    away.unblock()
    await office.clock.advance(timedelta(hours=1))
    assert heads(list(away.messages[before:])) == [
        "🪑 Anda mendapat tempat",
        f"🖊 Dijawab sekretariat untuk Anda, oleh {kasek.user.first_name}",
    ]


@pytest.mark.parametrize("typed", [False, True])
async def test_a_guest_is_named_for_the_day_that_was_shown_and_no_other(office: Office, *, typed: bool) -> None:
    office.settings = office.settings.model_copy(update={"hold_seconds": 120})
    await office.restart(kill=False)
    head, ketua = await office.head("HPS"), await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=12))
    await office.press(ketua, "Diwakilkan")
    if typed:
        await office.press(ketua, "Orang lain")
    await office.say(head, "/ubah HPS-03/1 2023-11-09 09:00-12:00 Aula Bawaslu")
    # Before they read of it.
    if typed:
        said = await office.say(ketua, "Budi Santoso, staf")
        assert said == "Jadwal HPS-03/1 berubah. Mohon dijawab lagi untuk jadwal yang baru."
    else:
        assert "Kamis, 9 November 2023" in await office.press(ketua, "Orang lain")
        assert ketua.notes[-1][0] == "Jadwal HPS-03/1 berubah. Mohon dijawab lagi untuk jadwal yang baru."
    assert await _answers(office) == []


async def test_who_cannot_stand_in_on_the_day_that_was_shown_may_on_the_one_that_holds(office: Office) -> None:
    office.settings = office.settings.model_copy(update={"hold_seconds": 120})
    await office.restart(kill=False)
    head, kordiv = await office.head("HPS"), await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of()
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=12))
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.say(head, "/ubah HPS-03/1 2023-11-09 09:00-12:00 Aula Bawaslu")
    assert "Kamis, 9 November 2023" in await office.press(ketua, "Saya tidak bisa")
    assert [answer for answer, _, _ in await _answers(office)] == [Answer.SUBSTITUTED]
    assert "Anda tidak mewakili HPS-03/1" in await office.press(ketua, "Saya tidak bisa")


@pytest.mark.begins("2023-10-02")
async def test_who_stood_in_and_is_invited_themselves_reads_that_they_stand_in_no_more(office: Office) -> None:
    head, ketua, admin = await office.head(), await office.chair_of(), await office.admin()
    instead = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, instead.user.first_name)
    named = instead.messages[-1]
    assert named.text.startswith("👥 Anda ditunjuk mewakili")
    line = f"{instead.user.first_name};{instead.user.phone};Wonodadi;Anggota Panwascam;SDMO"
    admin.send_document("roster.csv", f"nama;telepon;kecamatan;jabatan;divisi\n{line}\n".encode())
    await office.settle()
    await office.agree(admin)
    await office.clock.advance(timedelta(minutes=3))
    assert instead.screen.startswith("📨 Undangan")
    assert named.text == (
        "👥 SDMO-02/1: Anda tidak lagi mewakili orang lain. Anda kini diundang sendiri; jawab di undangan Anda: /hadir"
    )
    assert named.buttons == []


async def test_who_stands_in_for_somebody_who_waits_for_a_seat_is_not_called_and_hears_of_the_seat(
    office: Office,
) -> None:
    head = await office.head("HPS")
    seated, waiting = [
        await office.registered("Anggota Panwascam", district, "PP-PS") for district in ("Wonodadi", "Udanawu")
    ]
    ketua = await office.chair_of("Udanawu")
    await office.say(head, SET)
    await office.say(head, "/kursi HPS-03 1")
    await office.press(seated, "Hadir")
    await office.press(waiting, "Diwakilkan")
    await office.press(waiting, ketua.user.first_name)
    name = waiting.user.first_name
    waits = f"{name} nomor 1 di daftar tunggu. Anda belum perlu datang: bila ada tempat, kabarnya datang di sini."
    assert ketua.screen.startswith(f"👥 Anda ditunjuk mewakili {name}")
    assert waits in ketua.screen
    assert "Mohon hadir" not in ketua.screen
    assert waits in await office.say(ketua, "/hadir HPS-03")
    await office.at("2023-11-07", 8.1)
    assert ketua.screen.startswith("🔔")
    assert waits in ketua.screen
    told = len(ketua.messages)
    await office.at("2023-11-08", 8.5)
    assert not any("Check-in" in message.text for message in ketua.messages[told:])
    await office.press(seated, "Berhalangan")
    await office.press(seated, "Sakit")
    assert waiting.screen.startswith("🪑 Anda mendapat tempat")
    assert ketua.screen.startswith(f"🪑 {name}, yang Anda wakili, mendapat tempat")
    assert "Mohon hadir" in ketua.screen
    assert "✅ Check-in tercatat" in await office.press(ketua, "Saya sudah di tempat")


async def test_who_stands_in_hears_that_there_is_no_seat_any_more(office: Office) -> None:
    head = await office.head("HPS")
    seated, other = [
        await office.registered("Anggota Panwascam", district, "PP-PS") for district in ("Wonodadi", "Udanawu")
    ]
    ketua = await office.chair_of("Udanawu")
    await office.say(head, SET)
    await office.say(head, "/kursi HPS-03 2")
    await office.press(seated, "Hadir")
    await office.press(other, "Diwakilkan")
    await office.press(other, ketua.user.first_name)
    assert "Mohon hadir" in ketua.screen
    await office.say(head, "/kursi HPS-03 1")
    assert ketua.screen.startswith("🪑 Jumlah kursi dikurangi")
    assert f"{other.user.first_name} nomor 1 di daftar tunggu" in ketua.screen
    # It changed back before morning: no news.
    await office.at("2023-11-02", 22)
    told = len(ketua.messages)
    await office.say(head, "/kursi HPS-03 2")
    await office.say(head, "/kursi HPS-03 1")
    await office.at("2023-11-03", 6)
    assert not any("mendapat tempat" in message.text for message in ketua.messages[told:])


async def _stood_in_for(office: Office) -> tuple[Someone, Someone, Someone]:
    """The head, who chose a substitute, and the substitute."""
    head = await office.head("HPS")
    chosen, instead = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS"), await office.chair_of()
    await office.say(head, SET)
    await office.press(chosen, "Diwakilkan")
    await office.press(chosen, instead.user.first_name)
    return head, chosen, instead


@pytest.mark.parametrize("blocked", [False, True])
async def test_who_cannot_stand_in_after_h1_reads_who_knows_and_the_head_hears_of_it(
    office: Office, blocked: bool
) -> None:
    head, chosen, instead = await _stood_in_for(office)
    await office.at("2023-11-07", 9)
    if blocked:
        chosen.block()
        await office.settle()
    before, heard = len(head.messages), len(chosen.messages)
    said = await office.press(instead, "Saya tidak bisa")
    name = chosen.user.first_name
    if blocked:
        assert said.endswith(f"Bot belum bisa menghubungi {name}: kabari sendiri.")
        assert len(chosen.messages) == heard
    else:
        assert said.endswith("Yang menunjuk Anda sudah diberi tahu.")
    await office.clock.advance(timedelta(minutes=10))
    (told,) = head.messages[before:]
    assert told.text.startswith("❗ Berubah setelah H-1")
    assert f"{name} (Wonodadi): 👥 Diwakilkan → ⏳ Belum menjawab" in told.text
    assert f"{instead.user.first_name} tidak bisa mewakili." in told.text


async def test_whose_seat_went_on_when_the_substitute_declined_reads_so(office: Office) -> None:
    head, chosen, instead = await _stood_in_for(office)
    waiting = await office.registered("Anggota Panwascam", "Udanawu", "PP-PS")
    await office.say(head, "/kursi HPS-03 1")
    await office.press(waiting, "Hadir")
    assert "nomor 1 di daftar tunggu" in waiting.screen
    await office.press(instead, "Saya tidak bisa")
    assert waiting.screen.startswith("🪑 Anda mendapat tempat")
    assert "Tempat Anda sudah diberikan kepada yang menunggu" in chosen.screen
    await office.press(chosen, "Hadir")
    assert "nomor 1 di daftar tunggu" in chosen.screen
    assert "diberikan kepada yang menunggu" not in chosen.screen


@pytest.mark.parametrize("then", ["the same again", "Hadir"])
async def test_whoever_has_answered_since_is_not_told_that_their_substitute_cannot(office: Office, then: str) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    name = ketua.user.first_name
    await office.say(head, SET)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, name)
    await office.at("2023-11-07", 23)
    await office.press(ketua, "Saya tidak bisa")
    assert "Jawaban Anda: belum ada" in await office.say(kordiv, "/hadir HPS-03")
    for label in ("Diwakilkan", name) if then == "the same again" else ("Hadir",):
        await office.press(kordiv, label)
    before = len(kordiv.messages)
    await office.at("2023-11-08", 7)
    assert heads(list(kordiv.messages[before:])) == []
    assert any(line.startswith("👥 Anda ditunjuk") for line in heads([ketua.messages[-1]])) is (then != "Hadir")


@pytest.mark.parametrize("how", ["leaves", "left out", "another batch"])
async def test_who_is_invited_no_more_reads_whom_to_tell_that_the_bot_cannot(office: Office, how: str) -> None:
    head, admin = await office.head("HPS"), await office.admin()
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    await office.say(kordiv, "/hadir HPS-03")
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, "Orang lain")
    await office.say(kordiv, "Budi, Staf")
    before = len(kordiv.messages)
    if how == "leaves":
        header = "nama;telepon;kecamatan;jabatan;divisi;sampai\n"
        line = f"{kordiv.user.first_name};{kordiv.user.phone};Wonodadi;Anggota Panwascam;PP-PS;2023-11-07\n"
        admin.send_document("anggota.csv", (header + line).encode())
        await office.settle()
        await office.agree(admin)
    elif how == "left out":
        await office.say(head, f"/keluarkan HPS-03/1 {kordiv.user.first_name}")
        await office.press(head, "Ya, keluarkan")
    else:
        await office.say(head, SET.replace("2023-11-08", "2023-11-09"))
        await office.say(head, "/gelombang HPS-03/2 Wonodadi")
        await office.press(head, "Bagi begini")
    await office.clock.advance(timedelta(minutes=10))
    (told,) = kordiv.messages[before:]
    assert told.text.startswith("🔀 Gelombang Anda diganti" if how == "another batch" else "ℹ️ Undangan Anda ditarik")
    assert "Mohon kabari Budi, yang akan mewakili Anda: bot tidak bisa menghubunginya." in told.text.splitlines()


async def test_who_stands_in_finds_the_session_in_the_schedule(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    assert "HPS-03/1" not in await office.say(ketua, "/jadwal saya")
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    shown = await office.say(ketua, "/jadwal saya")
    assert "✉️ Rab 8 Nov · 09.00–12.00 WIB" in shown
    assert "✉️ = Anda diundang, atau mewakili" in shown
    await office.press(ketua, "Saya tidak bisa")
    assert "HPS-03/1" not in await office.say(ketua, "/jadwal saya")


async def test_an_answer_after_heads_read_that_there_is_none_is_told_to_them(office: Office) -> None:
    head = await office.head("HPS")
    kordiv, other = [await office.registered("Anggota Panwascam", name, "PP-PS") for name in ("Wonodadi", "Udanawu")]
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.at("2023-11-07", 10)
    await office.press(ketua, "Saya tidak bisa")
    await office.at("2023-11-07", 10.2)
    assert "👥 Diwakilkan → ⏳ Belum menjawab" in head.screen
    before = len(head.messages)
    await office.press(kordiv, "Hadir")
    # Nobody was told that these are silent.
    await office.press(other, "Hadir")
    await office.at("2023-11-07", 10.5)
    (told,) = head.messages[before:]
    assert f"{kordiv.user.first_name} (Wonodadi): ⏳ Belum menjawab → ✅ Hadir" in told.text
    assert other.user.first_name not in told.text


async def test_whose_seat_came_and_went_in_a_night_reads_that_it_went(office: Office) -> None:
    head, admin = await office.head("HPS"), await office.admin()
    seated, kordiv, third = [
        await office.registered("Anggota Panwascam", name, "PP-PS") for name in ("Udanawu", "Wonodadi", "Bakung")
    ]
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.say(head, "/kursi HPS-03 1")
    await office.press(seated, "Hadir")
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.press(third, "Hadir")
    await office.at("2023-11-07", 21.5)
    header = "nama;telepon;kecamatan;jabatan;divisi;sampai\n"
    line = f"{seated.user.first_name};{seated.user.phone};Udanawu;Anggota Panwascam;PP-PS;2023-11-07\n"
    admin.send_document("anggota.csv", (header + line).encode())
    await office.settle()
    await office.agree(admin)
    await office.press(ketua, "Saya tidak bisa")
    before = len(kordiv.messages)
    await office.at("2023-11-08", 6)
    assert heads(list(kordiv.messages[before:])) == [f"👥 {ketua.user.first_name} tidak bisa mewakili Anda"]
    assert "🪑 Tempat Anda sudah diberikan kepada yang menunggu" in kordiv.screen
    assert third.screen.startswith("🪑 Anda mendapat tempat")


async def test_who_answers_themselves_before_they_read_that_they_were_answered_for_reads_no_such_thing(
    office: Office,
) -> None:
    head, kasek = await office.head("HPS"), await office.registered("Kepala Sekretariat", "Wonodadi")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    await office.at("2023-11-06", 22)
    id_ = await _person_id(office, kordiv.id)
    await answer_for(office.bot.ctx, kasek.id, 1, id_, Reply(Answer.ATTENDING))
    await office.settle()
    await office.press(kordiv, "Berhalangan")
    await office.press(kordiv, "Sakit")
    before = len(kordiv.messages)
    await office.at("2023-11-07", 7)
    assert heads(list(kordiv.messages[before:])) == []
