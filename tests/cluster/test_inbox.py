"""Acknowledged means kept: nobody waits for somebody else's updates, and a process that dies loses none of its own."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, func, insert, select, text
from telegram import Update

from bot.app import build
from bot.domain.vocabulary import Answer
from bot.simulator import Fault
from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Kept
from bot.storage.models import AuditEntry, InboxUpdate, Invitation, ProcessedUpdate, Taker
from bot.storage.models import Person as PersonRow
from bot.storage.sources import SAME_UPDATE
from bot.updates import intake, poller, webhook
from tests.cluster.test_webhook import Hooked, hooked_up
from tests.cluster.waiting import until, until_recorded
from tests.interleavings.interleaving import interleaved, somebody_waits
from tests.ops.face import face_of
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from bot.services.context import Context
    from bot.simulator import Person
    from bot.storage.inbox import Inbox
    from tests.office import Office

    Way = Callable[[Office], AbstractAsyncContextManager[object]]

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
ROSTER = b"nama;telepon;kecamatan;jabatan;divisi;peran\n"


@asynccontextmanager
async def _polling(_office: Office) -> AsyncIterator[None]:
    yield


# Tests with the same clock wait for real sockets: the patience of a response is as short as in life.
@pytest.fixture(params=[_polling, hooked_up], ids=["polling", "webhook"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Way:
    monkeypatch.setattr(webhook, "_ANSWER_PATIENCE", 0.05)
    found: Way = request.param
    return found


class Held:
    """Calls that match are taken only when `let` is set; `count` of them came."""

    def __init__(self, office: Office, method: str, person: Person | None = None, times: int = 10_000) -> None:
        self.let = asyncio.Event()
        self.count = 0
        office.sim.faults.add(
            Fault.meanwhile(self._wait), method=method, chat_id=person.id if person else None, times=times
        )

    async def _wait(self) -> None:
        self.count += 1
        await self.let.wait()


async def _until_called(held: Held, times: int) -> None:
    await until(lambda: held.count == times)


async def _inbox(office: Office) -> Inbox:
    return await office.outside.query(inbox.inbox)


async def _until_kept(office: Office, waiting: int) -> None:
    """Wait until so many stand in the inbox and Telegram need not bring anything again."""
    kept = -1
    async with asyncio.timeout(PATIENCE):
        while kept != waiting:
            await until(lambda: not office.sim.updates.pending)
            kept = (await _inbox(office)).waiting


async def _until_effective(office: Office) -> None:
    """Wait until the effect of everything that is kept is known to the inbox."""
    query = select(func.count()).select_from(InboxUpdate).where(InboxUpdate.effective.is_(False))
    async with asyncio.timeout(PATIENCE):
        left = 1
        while left:
            left = await office.outside.query(lambda connection: connection.execute(query).scalar_one())


async def _until_done(office: Office) -> None:
    """Let time pass until nothing is left to do."""
    await until(lambda: not (office.sim.updates.pending or office.bot.intake.running), moving=office.clock)
    await _until_kept(office, 0)


async def _answers(office: Office) -> int:
    query = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "invitation.answer")
    return await office.outside.query(lambda connection: connection.execute(query).scalar_one())


async def _stored(office: Office, person: Person) -> Answer | None:
    query = (
        select(Invitation.answer)
        .join(PersonRow, Invitation.person_id == PersonRow.id)
        .where(PersonRow.telegram_id == person.id)
    )
    return await office.outside.query(lambda connection: connection.execute(query).scalar_one())


async def test_a_strangers_160_messages_keep_nobody_else_waiting(office: Office, way: Way) -> None:
    head, ketua, stranger = await office.head(), await office.chair_of(), office.stranger()
    async with way(office):
        await office.say(head, SET)
        held = Held(office, "sendMessage", stranger)
        for number in range(160):
            stranger.send(f"halo {number}")
        ketua.press("Hadir")
        await until(lambda: ketua.notes and "✅ Hadir" in ketua.screen)
        assert held.count <= 1
        held.let.set()
        await _until_done(office)


async def test_what_is_too_much_from_one_person_is_dropped_and_the_person_told_once(office: Office, way: Way) -> None:
    stranger = office.stranger()
    dropped = []
    async with way(office):
        office.bot.intake.on_dropped.append(lambda update: dropped.append(update.update_id))
        held = Held(office, "sendMessage", stranger)
        for number in range(160):
            stranger.send(f"halo {number}")
        await until(lambda: not office.sim.updates.pending)
        held.let.set()
        await _until_done(office)
        assert dropped
        assert sum("Terlalu banyak" in message.text for message in stranger.messages) == 1
        # And then they are served as ever.
        async with face_of(office) as face:
            assert (await face.metrics())["panwascam_updates_dropped_total"] == len(dropped)
        before, told = len(dropped), len(stranger.messages)
        await office.say(stranger, "/start")
        assert (len(dropped), len(stranger.messages)) == (before, told + 1)


async def test_a_handler_that_hangs_blocks_its_person_alone_and_what_follows_is_kept(office: Office, way: Way) -> None:
    admin, ketua = await office.admin(), await office.chair_of()
    async with way(office):
        held, said = Held(office, "getFile"), len(admin.messages)
        admin.send_document("anggota.csv", ROSTER)
        admin.send("/profil")
        await _until_kept(office, 2)
        ketua.send("/profil")
        await until(lambda: "Ketua Panwascam" in ketua.screen)
        assert len(admin.messages) == said
        held.let.set()
        await until(lambda: len(admin.messages) == said + 2)
        await _until_done(office)


async def test_a_handler_that_never_comes_back_is_given_up_and_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = await office.admin()
    held, said = Held(office, "getFile"), len(admin.messages)
    monkeypatch.setattr(intake, "_HANGS_AFTER", 0.2)
    admin.send_document("anggota.csv", ROSTER)
    await _until_called(held, 1)
    admin.send("/profil")
    await until(lambda: len(admin.messages) == said + 2)
    broken, profile = admin.messages[said:]
    assert broken.text.startswith("Ada gangguan di sisi kami")
    assert "Staf Bawaslu" in profile.text
    async with face_of(office) as face:
        assert (await face.metrics())["panwascam_handlers_hung_total"] == 1
    held.let.set()
    await _until_done(office)


async def test_what_was_kept_and_not_begun_is_done_after_a_kill_in_order(office: Office, way: Way) -> None:
    admin = await office.admin()
    async with way(office):
        held = Held(office, "getFile")
        admin.send_document("anggota.csv", ROSTER)
        admin.send("/profil")
        admin.send("/bantuan")
        await _until_kept(office, 3)
        said = len(admin.messages)
        await office.lose()
        office.sim.faults.clear()
        held.let.set()
    office.settings = office.settings.model_copy(update={"webhook_url": ""})
    await office.come_back()
    await _until_done(office)
    _file, profile, help_ = [message.text for message in admin.messages[said:]]
    assert "Staf Bawaslu" in profile
    assert "/jadwal" in help_


async def test_a_press_killed_between_its_effect_and_its_reply_gets_the_reply_and_has_one_effect(
    office: Office, way: Way
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    async with way(office):
        await office.say(head, SET)
        held = Held(office, "editMessageText", ketua)
        ketua.press("Hadir")
        # By webhook it is kept before anything is done.
        await _until_called(held, 1)
        await _until_kept(office, 1)
        assert await _answers(office) == 1
        await office.lose()
        office.sim.faults.clear()
        held.let.set()
    office.settings = office.settings.model_copy(update={"webhook_url": ""})
    await office.come_back()
    await _until_done(office)
    assert "✅ Hadir" in ketua.screen
    assert await _answers(office) == 1


async def test_a_press_done_again_for_its_reply_does_not_undo_a_later_one(office: Office, way: Way) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    async with way(office):
        await office.say(head, SET)
        await office.say(ketua, "/hadir SDMO-02", group)
        await office.clock.advance(timedelta(minutes=1))
        held = Held(office, "editMessageText", ketua)
        ketua.press("Hadir")
        await _until_kept(office, 1)
        # On the card of the group: its answer is a note, which waits for nothing.
        ketua.press("Berhalangan", group)
        await _until_kept(office, 2)
        assert await _answers(office) == 2
        await office.lose()
        office.sim.faults.clear()
        held.let.set()
    office.settings = office.settings.model_copy(update={"webhook_url": ""})
    await office.come_back()
    await _until_done(office)
    assert await _stored(office, ketua) is Answer.EXCUSED


async def test_what_was_done_and_still_stands_in_the_inbox_is_not_done_again(office: Office) -> None:
    ketua = await office.chair_of()
    await office.say(ketua, "/profil")
    await until_recorded(office)
    done, said = office.sim.updates.last, len(ketua.messages)
    await office.lose()
    async with office.outside.write() as session:
        row = {"update_id": done["update_id"], "body": done, "lane": ketua.id, "begun": 0, "effective": False}
        await session.execute(insert(InboxUpdate).values(**row, received_at=office.clock.now(), owner="x"))
    await office.come_back()
    await _until_done(office)
    assert len(ketua.messages) == said


async def test_what_was_under_way_when_the_process_died_again_and_again_is_set_aside_and_nothing_else(
    office: Office,
) -> None:
    admin, ketua = await office.admin(), await office.chair_of()
    slow = Held(office, "sendMessage", ketua)
    ketua.send("/profil")
    killer = Held(office, "getFile")
    admin.send_document("anggota.csv", ROSTER)
    admin.send("/profil")
    await _until_kept(office, 3)
    said = len(admin.messages)
    for death in (1, 2, 3):
        await _until_called(killer, death)
        await office.lose()
        office.bot = build(office.settings, office.clock)
        await office.bot.start()
    slow.let.set()
    await until(lambda: "Staf Bawaslu" in admin.screen)
    await until(lambda: "Ketua Panwascam" in ketua.screen)
    await _until_done(office)
    assert killer.count == 3
    # What was set aside is told, once, and what came after it is served.
    sorry, _profile = [message.text for message in admin.messages[said:]]
    assert sorry.startswith("Maaf, berkas anggota.csv dari Anda tidak bisa kami proses")
    assert "1 pesan dilewati karena bot mati" in await office.say(admin, "/status")
    assert (await _inbox(office)).set_aside == 1
    async with face_of(office) as face:
        assert (await face.metrics())["panwascam_inbox_set_aside"] == 1
        said_of_health = await face.health("readyz")
        assert (said_of_health.status, said_of_health.troubles) == (200, [])
        assert said_of_health.warnings == ["inbox: 1 updates set aside: processes died of them"]
    killer.let.set()


async def test_what_kills_the_process_before_it_is_kept_is_set_aside_too(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, ketua = await office.admin(), await office.chair_of()
    monkeypatch.setattr(poller, "_PATIENCE", 10_000)
    monkeypatch.setattr(poller, "_LONGEST_TURN", 10_000)
    killer = Held(office, "getFile")
    admin.send_document("anggota.csv", ROSTER)
    ketua.send("/profil")
    for death in (1, 2, 3):
        await _until_called(killer, death)
        await office.lose()
        office.bot = build(office.settings, office.clock)
        await office.bot.start()
    await until(lambda: "Ketua Panwascam" in ketua.screen)
    ketua.send("/bantuan")
    await until(lambda: "/jadwal" in ketua.screen)
    assert killer.count == 3
    await _until_done(office)
    assert (await _inbox(office)).set_aside == 1
    killer.let.set()


async def test_a_bot_that_stops_leaves_nothing_in_the_inbox_but_what_still_waits(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ketua = await office.chair_of()
    held = Held(office, "sendMessage", ketua)
    ketua.send("/profil")
    await _until_kept(office, 1)
    monkeypatch.setattr("bot.app._DRAIN_PATIENCE", 0.05)
    await office.bot.stop()
    office.sim.bot_offline()
    assert (await _inbox(office)).waiting == 1
    office.sim.faults.clear()
    held.let.set()
    said = len(ketua.messages)
    await office.come_back()
    await _until_done(office)
    assert [("Ketua Panwascam" in message.text) for message in ketua.messages[said:]] == [True]


async def test_what_a_replica_kept_is_done_by_another_when_it_dies_and_the_persons_next_waits_for_it(
    postgres_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = postgres_office
    monkeypatch.setattr(webhook, "_ANSWER_PATIENCE", 0.05)
    admin = await office.admin()
    await office.lose()
    admin.send_document("anggota.csv", ROSTER)
    document = office.sim.updates.last
    office.sim.updates.forget()
    hooked = Hooked(office)
    await hooked.start()
    second = build(office.settings, office.clock)
    await second.start()
    held, said = Held(office, "getFile", times=1), len(admin.messages)
    # The file comes to the one, the command to the other.
    second.intake.start(Update.de_json(document, second.bot), document)
    await _until_called(held, 1)
    assert await second.intake.keep()
    admin.send("/profil")
    await _until_kept(office, 2)
    await second.kill()
    held.let.set()
    # Who died is not missed before its lease is over.
    await office.clock.advance(inbox.LEASE / 2)
    assert len(admin.messages) == said
    await office.clock.advance(inbox.LEASE)
    await _until_done(office)
    _file, profile = admin.messages[said:]
    assert "Staf Bawaslu" in profile.text
    await hooked.end()


async def test_a_replica_does_not_do_again_what_another_kept_for_its_reply_before_a_later_press(
    postgres_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = postgres_office
    monkeypatch.setattr(webhook, "_ANSWER_PATIENCE", 0.05)
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.lose()
    ketua.press("Hadir")
    press = office.sim.updates.last
    office.sim.updates.forget()
    hooked = Hooked(office)
    await hooked.start()
    second = build(office.settings, office.clock)
    await second.start()
    held = Held(office, "editMessageText", ketua, times=1)
    second.intake.start(Update.de_json(press, second.bot), press)
    await _until_called(held, 1)
    assert await second.intake.keep()
    await office.say(ketua, "/izin SDMO-02 sakit")
    assert await _stored(office, ketua) is Answer.EXCUSED
    await second.kill()
    held.let.set()
    await office.clock.advance(2 * inbox.LEASE)
    await _until_done(office)
    assert await _stored(office, ketua) is Answer.EXCUSED
    assert await _answers(office) == 2
    await hooked.end()


async def _never(reached: asyncio.Event) -> None:
    reached.set()
    await asyncio.Event().wait()


async def _bring_again(hooked: Hooked, press: dict[str, Any]) -> None:
    status, body = await hooked.post(press)
    assert (status, json.loads(body)["method"]) == (200, "answerCallbackQuery")
    hooked.office.sim.world.unanswered.pop(press["callback_query"]["id"])


@pytest.mark.parametrize("again", [False, True], ids=["was acknowledged", "comes again"])
async def test_a_press_whose_replica_died_before_its_answer_is_answered_and_does_not_undo_a_later_one(
    postgres_office: Office, again: bool
) -> None:
    office = postgres_office
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.lose()
    ketua.press("Hadir")
    press = office.sim.updates.last
    office.sim.updates.forget()
    hooked = Hooked(office)
    await hooked.start()
    second = build(office.settings, office.clock)
    await second.start()
    # Its effect stands, its answer never gets to Telegram.
    on_its_way = asyncio.Event()
    office.sim.faults.add(Fault.after(partial(_never, on_its_way)), method="answerCallbackQuery")
    second.intake.start(Update.de_json(press, second.bot), press)
    await on_its_way.wait()
    assert await second.intake.keep()
    await _until_effective(office)
    ketua.send("/izin SDMO-02 sakit")
    await until_recorded(office)
    await second.kill()
    assert len(office.sim.world.unanswered) == 1
    if again:
        await _bring_again(hooked, press)
    await office.clock.advance(2 * inbox.LEASE)
    await _until_done(office)
    assert not office.sim.world.unanswered
    assert await _stored(office, ketua) is Answer.EXCUSED
    assert await _answers(office) == 2
    await hooked.end()


async def test_a_press_that_turns_out_to_be_done_while_it_is_kept_is_answered(
    postgres_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = postgres_office
    monkeypatch.setattr(webhook, "_ANSWER_PATIENCE", 0.05)
    admin = await office.admin()
    await office.say(admin, "/menu")
    await office.lose()
    admin.send_document("anggota.csv", b"halo")
    document = office.sim.updates.last
    admin.press("Untuk saya")
    press = office.sim.updates.last
    office.sim.updates.forget()
    async with office.outside.write() as session:
        await session.execute(
            insert(ProcessedUpdate).values(update_id=press["update_id"], processed_at=office.clock.now())
        )
    hooked = Hooked(office)
    await hooked.start()
    held = Held(office, "getFile", times=1)
    office.bot.intake.start(Update.de_json(document, office.bot.bot), document)
    await _until_called(held, 1)
    slow = Database(office.outside.url, office.clock)
    async with slow.write() as locked:
        # To keep the press takes longer than to learn that it is done.
        await locked.execute(text(f"LOCK TABLE {InboxUpdate.__tablename__} IN SHARE MODE"))
        posted = asyncio.create_task(hooked.post(press))
        async with asyncio.timeout(PATIENCE):
            waits = False
            while not waits:
                waits = await somebody_waits(office.outside)
        work = office.bot.intake.running[press["update_id"]]
        held.let.set()
        await until(work.task.done)
    await slow.close()
    _status, body = await posted
    assert json.loads(body)["method"] == "answerCallbackQuery"
    await _until_done(office)
    await hooked.end()


async def _begun_elsewhere(
    office: Office, update: dict[str, Any], sender: Person, *, by: str, effective: bool = False
) -> None:
    """Another replica has it in the inbox, and lives for a lease."""
    now = office.clock.now()
    row = {"update_id": update["update_id"], "body": update, "lane": sender.id, "begun": 1, "effective": effective}
    async with office.outside.write() as session:
        await session.execute(insert(InboxUpdate).values(**row, received_at=now, owner=by))
        await session.execute(insert(Taker).values(name=by, until=now + inbox.LEASE))


async def test_a_press_that_comes_again_while_it_stands_in_the_inbox_of_one_that_died_has_its_effect(
    postgres_office: Office,
) -> None:
    office = postgres_office
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.lose()
    ketua.press("Hadir")
    press = office.sim.updates.last
    office.sim.updates.forget()
    # Another began with it and died before Telegram heard that it was kept.
    await _begun_elsewhere(office, press, ketua, by="died")
    hooked = Hooked(office)
    await hooked.start()
    task = office.bot.intake.start(Update.de_json(press, office.bot.bot), press)
    await office.clock.advance(inbox.LEASE / 2)
    assert await _stored(office, ketua) is None
    await office.clock.advance(2 * inbox.LEASE)
    await until(task.done, moving=office.clock)
    assert await _stored(office, ketua) is Answer.ATTENDING
    await _until_kept(office, 0)
    await hooked.end()


async def test_a_press_that_another_did_and_died_before_it_answered_is_answered(postgres_office: Office) -> None:
    office = postgres_office
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.lose()
    ketua.press("Hadir")
    press = office.sim.updates.last
    office.sim.updates.forget()
    await _begun_elsewhere(office, press, ketua, by="died", effective=True)
    hooked = Hooked(office)
    await hooked.start()
    task = office.bot.intake.start(Update.de_json(press, office.bot.bot), press)
    await office.clock.advance(inbox.LEASE / 2)
    assert await office.bot.intake.keep()
    async with office.outside.write() as session:
        await session.execute(delete(InboxUpdate))
        await session.execute(
            insert(ProcessedUpdate).values(update_id=press["update_id"], processed_at=office.clock.now())
        )
    await until(task.done, moving=office.clock)
    await until(lambda: not office.sim.world.unanswered, moving=office.clock)
    assert await _answers(office) == 0
    await hooked.end()


async def test_who_fails_to_look_once_looks_again_and_is_not_taken_for_dead(postgres_office: Office) -> None:
    office = postgres_office
    await office.lose()
    hooked = Hooked(office)
    await hooked.start()
    # Of all that can go wrong there, something that nobody has foreseen.
    async with office.outside.write() as session:
        await session.execute(text("ALTER TABLE takers RENAME TO elsewhere"))
    await office.clock.advance(inbox.LEASE / 2)
    async with office.outside.write() as session:
        await session.execute(text("ALTER TABLE elsewhere RENAME TO takers"))
    await office.clock.advance(2 * inbox.LEASE)
    lives = await office.outside.query(lambda connection: connection.execute(select(Taker.until)).scalars().all())
    assert len(lives) == 1
    assert lives[0] > office.clock.now()
    await hooked.end()


async def test_who_stops_does_not_wait_for_what_others_work_on(postgres_office: Office) -> None:
    office = postgres_office
    ketua = await office.chair_of()
    await office.lose()
    ketua.send("/profil")
    command = office.sim.updates.last
    office.sim.updates.forget()
    await _begun_elsewhere(office, command, ketua, by="lives")
    hooked = Hooked(office)
    await hooked.start()
    task = office.bot.intake.start(Update.de_json(command, office.bot.bot), command)
    await office.clock.advance(inbox.LEASE / 2)
    assert not task.done()
    stopping = asyncio.create_task(office.bot.intake.drain())
    await until(stopping.done, moving=office.clock)
    # It comes again, and is still the other's.
    assert isinstance(task.exception(), intake.NotDone)
    assert (await _inbox(office)).waiting == 1
    await hooked.end()


async def test_a_press_that_repeats_one_under_way_counts_where_another_replica_has_one_between_them(
    postgres_office: Office,
) -> None:
    office = postgres_office
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    await office.say(ketua, "/hadir SDMO-02", group)
    await office.clock.advance(timedelta(minutes=1))
    await office.lose()
    presses = []
    for label in ("Hadir", "Berhalangan", "Hadir"):
        ketua.press(label, group)
        presses.append(office.sim.updates.last)
        office.sim.updates.forget()
    hooked = Hooked(office)
    await hooked.start()
    second = build(office.settings, office.clock)
    await second.start()
    tasks = []
    async with office.outside.write() as session:
        # Nobody's answer has its effect meanwhile, and each press is kept: only then Telegram sends the next.
        await session.execute(text("LOCK TABLE invitations"))
        for bot, press in zip((office.bot, second, office.bot), presses, strict=True):
            tasks.append(bot.intake.start(Update.de_json(press, bot.bot), press))
            assert await bot.intake.keep()
    await until(lambda: all(task.done() for task in tasks), moving=office.clock)
    assert await _stored(office, ketua) is Answer.ATTENDING
    assert await _answers(office) == 3
    await second.stop()
    await hooked.end()


async def test_a_poller_that_waits_out_an_outage_wakes_when_telegram_answers_another_call(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ketua = await office.chair_of()
    monkeypatch.setattr(poller, "_FIRST_WAIT", 10_000.0)
    monkeypatch.setattr(poller, "_SHORTEST_WAIT", 0.0)
    # From the next poll on that is the wait.
    await office.say(ketua, "/profil")
    faults = office.sim.faults
    for method in ("getUpdates", "sendMessage"):
        faults.add(Fault.http(502), method=method)
    ketua.send("/bantuan")
    await until(lambda: not faults._planned)
    ketua.send("/profil")
    async with asyncio.timeout(PATIENCE):
        while office.sim.updates.pending:
            await office.bot.bot.get_me()
    await office.settle()
    assert "Ketua Panwascam" in ketua.screen


async def test_what_was_set_aside_a_month_ago_is_forgotten_at_night(office: Office) -> None:
    now = office.clock.now()
    async with office.outside.write() as session:
        for number, days in ((1, 31), (2, 29)):
            row = {"update_id": number, "body": {}, "lane": 0, "begun": 3, "effective": False, "owner": "x"}
            at = now - timedelta(days=days)
            await session.execute(insert(InboxUpdate).values(**row, received_at=at, set_aside_at=at))
    await office.at("2023-10-03", 1)
    assert (await _inbox(office)).set_aside == 1


async def test_what_was_set_aside_stays_when_telegram_brings_it_again_until_its_number_is_anothers(
    office: Office,
) -> None:
    now = office.clock.now()
    row = {"update_id": 7, "body": {}, "lane": 3, "begun": 3, "effective": False, "owner": "x"}
    async with office.outside.write() as session:
        await session.execute(insert(InboxUpdate).values(**row, received_at=now, set_aside_at=now))

    async def _kept_and_done(at: datetime) -> tuple[int, int]:
        await office.outside.transact(lambda connection: inbox.keep(connection, [Kept(7, {}, 3)], "y", at))
        waiting = (await _inbox(office)).waiting
        await office.outside.transact(lambda connection: inbox.discard(connection, [7]))
        return waiting, (await _inbox(office)).set_aside

    assert await _kept_and_done(now + timedelta(hours=1)) == (0, 1)
    assert await _kept_and_done(now + SAME_UPDATE) == (1, 0)


async def test_what_a_dying_process_was_still_writing_is_waited_for_when_the_next_begins(
    postgres_office: Office,
) -> None:
    office = postgres_office
    now = office.clock.now()

    async def _begin(ctx: Context) -> list[int]:
        found = await ctx.db.transact(lambda connection: inbox.take(connection, "next", now, alone=True, begins=True))
        return [row.update_id for row in found.rows]

    await office.outside.transact(lambda connection: inbox.keep(connection, [Kept(7, {}, 3)], "died", now))
    both = await interleaved(
        office.bot.ctx, lambda ctx: ctx.db.transact(lambda connection: inbox.note_effective(connection, [7])), _begin
    )
    assert (both.waited, both.second) == (True, [7])


async def test_a_press_that_is_done_in_its_turn_writes_nothing_to_the_inbox(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    monkeypatch.setattr(poller, "_PATIENCE", 10_000)
    monkeypatch.setattr(poller, "_LONGEST_TURN", 10_000)
    await office.say(head, SET)
    async with office.outside.write() as session:
        await session.execute(text("DROP TABLE inbox"))
    await office.press(ketua, "Hadir")
    assert "✅ Hadir" in ketua.screen
    assert office.sim.updates.pending == 0
