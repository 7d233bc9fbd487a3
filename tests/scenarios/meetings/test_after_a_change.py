"""A session moves or is called off while messages wait: nobody goes to the old date, nobody is told of one that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.composing.composer import Composer
from bot.delivery.messages import Claimed
from bot.domain.ledger import Purpose, State
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services.invitations.answering import Reply, answer
from bot.simulator import Fault
from bot.storage.models import Session
from tests.office import heads

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

pytestmark = pytest.mark.begins("2023-11-01")

SET = "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu"
NEW_DAY = "Jumat, 10 November 2023"
RETRY = "Coba lagi"
REFUSED = '{"ok":false,"error_code":400,"description":"Bad Request: BUTTON_DATA_INVALID"}'


async def _move(office: Office, head: Person, words: str = "2023-11-10 09:00-12:00 Aula Bawaslu") -> None:
    await office.say(head, f"/ubah HPS-03/1 {words}")
    if "Ya, lanjutkan" in head.messages[-1].buttons:
        await office.press(head, "Ya, lanjutkan")
    assert words[8:10] in head.screen, head.screen


def _first_lines(person: Person) -> list[str]:
    return heads(list(person.messages))


async def _stands_in(office: Office) -> tuple[Person, Person, Person]:
    """The head, who is invited, and the chair of the same kecamatan, who may stand in; all have heard what they should."""
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    return head, kordiv, ketua


async def _choose(office: Office, kordiv: Person, ketua: Person) -> None:
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)


async def test_who_was_chosen_at_night_hears_it_with_the_date_that_holds_in_the_morning(office: Office) -> None:
    head, kordiv, ketua = await _stands_in(office)
    await office.at("2023-11-06", 22)
    await _choose(office, kordiv, ketua)
    await _move(office, head)
    await office.at("2023-11-07", 5.1)
    assert ketua.screen.startswith("👥 Anda ditunjuk mewakili")
    assert NEW_DAY in ketua.screen
    # What they were told is the new date: planning has nothing to add.
    before = len(ketua.messages)
    await office.at("2023-11-08", 12)
    assert len(ketua.messages) == before
    await office.at("2023-11-09", 8.1)
    assert ketua.screen.startswith("🔔 Pengingat: besok")


async def test_who_is_released_at_night_hears_it_although_the_session_moves(office: Office) -> None:
    head, kordiv, ketua = await _stands_in(office)
    await _choose(office, kordiv, ketua)
    await office.at("2023-11-06", 22)
    await office.press(kordiv, "Hadir")
    await _move(office, head)
    await office.at("2023-11-07", 5.1)
    assert ketua.screen.startswith("👥 Anda tidak jadi mewakili")
    assert not [line for line in _first_lines(ketua) if line.startswith("🔁 Jadwal")]


async def test_who_declined_to_stand_in_at_night_is_known_in_the_morning_although_the_session_moves(
    office: Office,
) -> None:
    head, kordiv, ketua = await _stands_in(office)
    await _choose(office, kordiv, ketua)
    await office.at("2023-11-06", 22)
    await office.press(ketua, "Saya tidak bisa")
    await _move(office, head)
    await office.at("2023-11-07", 5.1)
    assert [line for line in _first_lines(kordiv) if "tidak bisa mewakili Anda" in line]


async def test_a_late_change_at_night_is_told_in_the_morning_although_the_session_moves(office: Office) -> None:
    head, kordiv, _ = await _stands_in(office)
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-07", 22)
    await office.press(kordiv, "Berhalangan")
    await office.press(kordiv, "Sakit")
    await _move(office, head)
    assert not [line for line in _first_lines(head) if line.startswith("❗")]
    await office.at("2023-11-08", 5.1)
    assert [line for line in _first_lines(head) if line.startswith("❗ Berubah setelah H-1")]


async def test_an_answer_given_for_somebody_at_night_is_told_in_the_morning_although_the_session_moves(
    office: Office,
) -> None:
    head, kordiv, _ = await _stands_in(office)
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.at("2023-11-06", 22)
    await office.say(kasek, "/belum HPS-03")
    await office.press(kasek, f"🖊 {kordiv.user.first_name}")
    await office.press(kasek, "Sakit")
    await _move(office, head)
    assert not [line for line in _first_lines(kordiv) if line.startswith("🖊")]
    await office.at("2023-11-07", 5.1)
    told = [message.text for message in kordiv.messages if message.text.startswith("🖊")]
    assert len(told) == 1
    assert NEW_DAY in told[0]


async def test_a_place_that_fell_free_at_night_is_told_in_the_morning_although_the_session_moves(
    office: Office,
) -> None:
    head, kordiv, _ = await _stands_in(office)
    other = await office.registered("Anggota Panwascam", "Udanawu", "PP-PS")
    await office.say(head, "/kursi HPS-03 1")
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-01", 12)
    await office.press(other, "Hadir")
    await office.at("2023-11-06", 22)
    await office.press(kordiv, "Berhalangan")
    await office.press(kordiv, "Sakit")
    await _move(office, head)
    await office.at("2023-11-07", 5.1)
    told = [message.text for message in other.messages if message.text.startswith("🪑")]
    assert len(told) == 1
    assert NEW_DAY in told[0]


async def test_what_failed_before_a_move_never_comes_back(office: Office) -> None:
    """Blocked, moved, back: one invitation, to the date that holds."""
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    kordiv.room.blocked = True
    await office.say(head, SET)
    await _move(office, head)
    kordiv.unblock()
    await office.settle()
    invited = [message.text for message in kordiv.messages if message.text.startswith("📨")]
    assert len(invited) == 1
    assert NEW_DAY in invited[0]


async def test_a_reminder_that_failed_before_a_move_does_not_come_back_weeks_early(office: Office) -> None:
    head, kordiv, _ = await _stands_in(office)
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-07", 7)
    kordiv.room.blocked = True
    await office.at("2023-11-07", 9)
    await _move(office, head, "2023-11-29 09:00-12:00 Aula Bawaslu")
    kordiv.unblock()
    await office.settle()
    assert not [line for line in _first_lines(kordiv) if line.startswith("🔔")]
    assert [line for line in _first_lines(kordiv) if line.startswith("🔁 Jadwal")]


async def test_trying_again_after_a_move_says_nothing_of_the_old_date(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    office.sim.faults.add(Fault.http(400, REFUSED), method="sendMessage", chat_id=kordiv.id)
    await office.say(head, SET)
    assert len(await office.deliveries(Purpose.INVITATION, State.FAILED)) == 1
    await office.at("2023-11-01", 10)
    await _move(office, head)
    invited = [message.text for message in kordiv.messages if message.text.startswith("📨")]
    assert len(invited) == 1
    assert NEW_DAY in invited[0]
    await office.say(head, "/status")
    assert RETRY not in "".join(head.messages[-1].buttons)


async def test_nothing_is_said_of_a_revision_that_is_no_more_wherever_it_comes_from(office: Office) -> None:
    """Rows that a move could not reach: they were on their way, or a registration beside it had read the old date."""
    _, kordiv, _ = await _stands_in(office)
    await office.linked_group("Wonodadi", [kordiv])
    # Who acts for somebody is known only when a row is claimed.
    kept = [name for name in Claimed._fields if name != "deputy_id"]
    rows = [Claimed(*(getattr(row, name) for name in kept)) for row in await office.deliveries()]
    async with office.bot.db.write() as session:
        await session.execute(update(Session).values(revision=2))
    composer = Composer(office.bot.db, office.clock, "panwascam_uji_bot")
    said = await composer.compose([row for row in rows if row.purpose.traits.follows_revision])
    assert said
    assert not any(said.values())


async def test_trying_again_at_night_waits_whatever_it_is(office: Office) -> None:
    head, kordiv, _ = await _stands_in(office)
    await office.at("2023-11-05", 20)
    office.sim.faults.add(Fault.http(400, REFUSED), method="sendMessage", chat_id=kordiv.id)
    await _move(office, head)
    await office.at("2023-11-05", 23)
    await office.say(head, "/status")
    await office.press(head, RETRY)
    await office.at("2023-11-06", 4.9)
    assert not [line for line in _first_lines(kordiv) if line.startswith("🔁 Jadwal")]
    await office.at("2023-11-06", 5.1)
    assert len([line for line in _first_lines(kordiv) if line.startswith("🔁 Jadwal")]) == 1


async def test_who_comes_back_at_night_is_invited_to_what_is_days_away_at_the_usual_hour(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    ketua.block()
    await office.say(head, "/tetapkan SDMO-02 2023-11-20 09:00-12:00 Aula Bawaslu")
    if head.can_press("Ya, "):
        await office.press(head, "Ya, ")
    await office.at("2023-11-01", 23)
    ketua.unblock()
    await office.say(ketua, "/jadwal")
    seen = len(ketua.messages)
    await office.at("2023-11-02", 7.9)
    assert len(ketua.messages) == seen
    await office.at("2023-11-02", 8.1)
    assert ketua.screen.startswith("📨 Undangan")


async def test_what_would_come_too_late_in_the_morning_is_told_at_night(office: Office) -> None:
    """A session at 06.00 that is called off at 22.00: at 05.00 people are on their way."""
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 06:00-08:00 Aula Bawaslu")
    await office.at("2023-11-07", 22)
    await office.say(head, "/batalkan HPS-03 banjir")
    await office.press(head, "Ya, batalkan sesi")
    assert kordiv.screen.startswith("❌ Dibatalkan")


@pytest.mark.parametrize("change", ["/ubah HPS-03 2023-11-10 09:00-12:00", "/ubah HPS-03 jam 08:30-10:00"])
async def test_who_counts_on_an_early_session_hears_at_night_that_it_is_later(office: Office, change: str) -> None:
    """What they know of begins at 06.00, whatever the new hour."""
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    group = await office.linked_group("Wonodadi", [kordiv])
    await office.say(head, "/tetapkan HPS-03 2023-11-08 06:00-08:00 Aula Bawaslu")
    await office.at("2023-11-07", 22)
    assert "setelah jam tenang" not in await office.say(head, change)
    for screen in (kordiv.screen, group.screen):
        assert screen.startswith("🔁 Jadwal berubah")


async def test_a_head_reads_when_a_change_at_night_is_told(office: Office) -> None:
    head = await office.head("HPS")
    await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.at("2023-11-06", 22)
    shown = await office.say(head, "/ubah HPS-03 jam 10:00-12:00")
    assert "\n🌙 Dikirim pukul 05.00, setelah jam tenang.\n" in shown
    await office.say(head, "/batalkan HPS-03 banjir")
    shown = await office.press(head, "Ya, batalkan sesi")
    assert "\n🌙 Dikirim pukul 05.00, setelah jam tenang.\n" in shown


async def test_who_is_invited_at_night_to_an_early_session_hears_of_it_at_once(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.at("2023-11-07", 22)
    await office.say(head, "/tetapkan HPS-03 2023-11-08 06:00-08:00 Aula Bawaslu")
    assert [line for line in _first_lines(kordiv) if line.startswith("📨")]


async def test_two_changes_of_mind_within_a_second_are_told_as_what_they_come_to(office: Office) -> None:
    head, kordiv, _ = await _stands_in(office)
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-07", 12)
    (invited,) = [row for row in await office.deliveries(Purpose.INVITATION) if row.chat_id == kordiv.id]
    assert invited.session_id is not None
    for reply in (Reply(Answer.EXCUSED, ExcuseKind.SICK), Reply(Answer.SUBSTITUTED, guest_name="Sri")):
        await answer(office.bot.ctx, kordiv.id, invited.session_id, reply)
    await office.settle()
    await office.at("2023-11-07", 12.1)
    assert head.screen.startswith("❗ Berubah setelah H-1\n")
    assert "✅ Hadir → 👥 Diwakilkan" in head.screen


async def test_who_could_not_come_on_the_old_day_is_asked_about_the_new_one(office: Office) -> None:
    head, kordiv, _ = await _stands_in(office)
    await office.press(kordiv, "Berhalangan")
    await office.press(kordiv, "Sakit")
    await _move(office, head)
    assert "Mohon jawab untuk waktu yang baru, juga bila sudah menjawab untuk yang lama." in kordiv.screen
    assert "Jawaban Anda: belum ada" in kordiv.screen
    await office.press(kordiv, "Hadir")
    assert "Jawaban Anda: ✅ Hadir" in kordiv.screen


async def test_another_day_or_hour_asks_again_and_another_place_does_not(office: Office) -> None:
    head, ketua, _ = await _stands_in(office)
    await office.press(ketua, "Hadir")
    look = await office.say(head, "/ubah HPS-03 tempat Hotel Puri", look=True)
    assert "Tempat: Aula Bawaslu → Hotel Puri" in look
    assert "menjawab" not in look.partition("terdaftar")[2]
    await office.press(head, "Ya, lanjutkan")
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    # The head may keep what was answered.
    look = await office.say(head, "/ubah HPS-03 jam 10-12", look=True)
    assert "1 orang sudah menjawab untuk waktu semula; mereka diminta menjawab lagi." in look
    assert "1 jawaban untuk waktu semula tetap berlaku." in await office.press(head, "Jawaban tetap berlaku")
    await office.press(head, "Ya, lanjutkan")
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    await office.say(head, "/ubah HPS-03/1 jam 13-15")
    assert "Mohon jawab untuk waktu yang baru" in ketua.screen
    assert "Jawaban Anda: belum ada" in ketua.screen
    # Undone, what was answered stands again.
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    # The meeting has begun, and the room is locked.
    await office.at("2023-11-08", 10.5)
    await office.say(head, "/ubah HPS-03 tempat Ruang Rapat lantai 2")
    assert "Tempat: Hotel Puri → Ruang Rapat lantai 2" in ketua.screen
    assert await office.say(head, "/ubah HPS-03 tautan besok saja") == (
        "“besok saja” bukan tautan. Salin alamatnya, misalnya https://zoom.us/j/123456"
    )
