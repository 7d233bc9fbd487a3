"""Who leads: one process at a time, whatever happens to processes, servers and wires."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from telegram import Update

from bot import app
from bot.app import Panwascam, build
from bot.domain.ledger import Purpose, State
from bot.jobs.jobs import Jobs
from bot.leading import leader
from bot.leading.leader import RunsAlready
from bot.replay.stage import rows_of
from bot.simulator import Fault, Limits
from bot.simulator.world import message_json
from bot.updates.work import Handling
from tests.cluster.waiting import leads, until
from tests.office import Office
from tests.patience import PATIENCE
from tests.programs import PYTHON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.clock import VirtualClock
    from bot.simulator import Person
    from bot.simulator.world import ShownMessage
    from tests.cluster.wire import Wire

# As it is where no test makes the bot more patient.
PING_PATIENCE = leader._PING_PATIENCE
SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
TERMINATE = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'panwascam-leader'"
    " AND datname = current_database()"
)

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


@pytest.fixture
async def server_office(clock: VirtualClock, postgres_database: str) -> AsyncIterator[Office]:
    opened = await Office.open(clock, postgres_database)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def follower(server_office: Office) -> AsyncIterator[Panwascam]:
    """A second process of the same bot, as far as the database can tell."""
    second = build(server_office.settings, server_office.clock)
    await second.start()
    try:
        yield second
    finally:
        await second.stop()


async def _until_shown(office: Office, words: str, count: int) -> None:
    """Let time pass until so many messages have been sent; the bell of a follower takes real time to be heard."""
    await until(
        lambda: sum(words in call.text for call in office.sim.calls("sendMessage")) >= count, moving=office.clock
    )


def _post(bot: Panwascam, person: Person, text: str, number: int) -> asyncio.Task[Handling]:
    """A command as Telegram's webhook would bring it."""
    sent = {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int(bot.clock.now().timestamp()),
            "chat": person.room.as_json(),
            "from": person.user.as_json(),
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}],
        },
    }
    return bot.intake.start(Update.de_json(sent, bot.bot), sent)


def _press(bot: Panwascam, person: Person, data: str, message: ShownMessage, number: int) -> asyncio.Task[Handling]:
    """A press as Telegram's webhook would bring it."""
    person.sim.world.queries[str(number)] = person.id
    sent = {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": person.user.as_json(),
            "chat_instance": str(person.room.id),
            "message": message_json(message, person.room),
            "data": data,
        },
    }
    return bot.intake.start(Update.de_json(sent, bot.bot), sent)


async def test_a_second_process_on_one_sqlite_file_is_refused_until_the_first_has_gone(
    clock: VirtualClock, sqlite_database: str
) -> None:
    office = await Office.open(clock, sqlite_database)
    second = build(office.settings, clock)
    with pytest.raises(RunsAlready, match="sudah berjalan"):
        await second.start()
    assert "Staf" in await office.say(await office.admin(), "/profil")
    await office.close()
    office.sim.updates.offline()
    await office.sim.start()
    third = build(office.settings.model_copy(update={"bot_api_url": office.sim.url}), clock)
    await third.start()
    assert third.dispatcher is not None
    await third.stop()
    await office.outside.close()
    await office.sim.stop()


async def test_the_command_refuses_to_run_beside_another_and_says_what_to_do(office: Office, tmp_path: Path) -> None:
    if office.bot.db.dialect != "sqlite":
        pytest.skip("processes on one server take turns")
    process = await asyncio.create_subprocess_exec(
        *PYTHON,
        "-m",
        "bot",
        "run",
        env={
            **os.environ,
            "BOT_TOKEN": office.sim.token,
            "BOT_API_URL": office.sim.url,
            "HTTP_PORT": "0",
            "DATABASE_URL": office.settings.database_url,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode == 1, out
    assert "bot sudah berjalan dengan basis data ini" in " ".join(err.decode().split())


async def test_of_two_processes_one_leads_and_the_other_takes_over_when_it_dies(
    server_office: Office, follower: Panwascam
) -> None:
    office = server_office
    head, ketua = await office.head(), await office.chair_of()
    assert office.bot.dispatcher is not None
    assert follower.dispatcher is None
    await office.lose()
    head.send(SET)
    await until(lambda: leads(follower))
    await until(lambda: head.can_press("Ya, lanjutkan"), moving=office.clock)
    head.press("Ya, lanjutkan")
    await until(lambda: ketua.screen.startswith("📨 Undangan"), moving=office.clock)


async def test_what_a_follower_owes_the_leader_sends_without_waiting_for_its_tick(
    server_office: Office, follower: Panwascam
) -> None:
    office = server_office
    head, _ = await office.head(), await office.chair_of()
    began = office.clock.now()
    assert await _post(follower, head, SET, 900_000) is Handling.NOW
    await _until_shown(office, "📨 Undangan", 1)
    # The tick comes every six hours.
    assert office.clock.now() - began < timedelta(hours=1)


async def test_a_blast_of_the_leader_and_replies_of_a_follower_stay_within_telegrams_limit_together(
    server_office: Office,
) -> None:
    office = server_office
    head = await office.head()
    names = [row.values["kecamatan"] for row in rows_of("anggota-contoh.csv") if row.values["kecamatan"]]
    people = [await office.chair_of(name) for name in dict.fromkeys(names)]
    await office.lose()
    office.sim.gate.limits = Limits(overall_per_second=6)
    shares = {"limit_overall_per_second": 6, "replicas": 2, "follower_messages_per_second": 2}
    office.settings = office.settings.model_copy(update=shares)
    await office.come_back()
    second = build(office.settings, office.clock)
    await second.start()
    try:
        await office.say(head, SET, look=True)
        head.press("Ya, lanjutkan")
        await office.clock.advance(timedelta(seconds=1))
        replies = []
        for number, person in enumerate(people[:8]):
            replies.append(_post(second, person, "/profil", 900_000 + number))
            await office.clock.advance(timedelta(seconds=0.25))
        blast = len(await office.deliveries(Purpose.INVITATION, State.SENT))
        await office.clock.advance(timedelta(seconds=20))
        await asyncio.gather(*replies)
        assert 0 < blast < len(people)
        assert len(await office.deliveries(Purpose.INVITATION, State.SENT)) == len(people)
        assert office.sim.gate.refused == 0
    finally:
        await second.stop()


async def test_a_leader_whose_connection_the_server_ends_stops_and_leads_again(server_office: Office) -> None:
    office = server_office
    head, ketua = await office.head(), await office.chair_of()
    before = office.bot.term
    async with office.bot.db.write() as session:
        await session.execute(TERMINATE)
    await until(lambda: office.bot.term not in (before, None) and leads(office.bot))
    await office.say(head, SET, look=True)
    head.press("Ya, lanjutkan")
    await until(lambda: ketua.screen.startswith("📨 Undangan"), moving=office.clock)


@asynccontextmanager
async def _menus_held(office: Office) -> AsyncIterator[None]:
    """Telegram does not come to an end with the first menu."""
    asked, released = asyncio.Event(), asyncio.Event()

    async def _hold() -> None:
        asked.set()
        await released.wait()

    await office.other_menus()
    office.sim.faults.add(Fault.meanwhile(_hold), method="setMyCommands")
    office.bot = build(office.settings, office.clock)
    await office.bot.start()
    await asked.wait()
    try:
        yield
    finally:
        released.set()


@asynccontextmanager
async def _planning_held(office: Office) -> AsyncIterator[None]:
    """Another transaction has what planning must read first."""
    async with office.outside.engine.begin() as connection:
        await connection.execute(text("LOCK TABLE activities IN ACCESS EXCLUSIVE MODE"))
        office.bot = build(office.settings, office.clock)
        await office.bot.start()
        async with office.outside.engine.connect() as other:
            for _ in range(10_000):
                if (await other.execute(WAITING)).scalar_one():
                    break
                await asyncio.sleep(0.02)
        yield


@pytest.mark.parametrize("held", [_menus_held, _planning_held])
async def test_a_seat_that_is_lost_while_the_term_begins_ends_it_at_once(
    server_office: Office, monkeypatch: pytest.MonkeyPatch, held: Callable[[Office], AbstractAsyncContextManager[None]]
) -> None:
    office = server_office
    await office.head()
    await office.lose()
    async with held(office):
        first = office.bot
        term = first.term
        assert term is not None
        assert leads(first)
        second = build(office.settings, office.clock)
        await second.start()
        assert second.term is None
        # Whoever ends a term waits for longer than the test lasts, so that the other takes over.
        monkeypatch.setattr(app, "TRY_EVERY", PATIENCE)
        async with office.outside.engine.begin() as connection:
            await connection.execute(TERMINATE)
        await until(lambda: second.term is not None)
        await until(lambda: first.term is None)
        assert term.jobs is not None
        assert not term.jobs.scheduler.running
        assert not term.under_way
        await second.kill()


async def _nothing() -> None:
    """Stands for menus and photos."""


async def test_jobs_that_are_stopped_while_their_term_begins_stop_in_good_order(office: Office) -> None:
    term = office.bot.term
    assert term is not None
    # Made, as a term's are at first, and not yet started.
    jobs = Jobs(
        office.bot.ctx,
        term.dispatcher,
        term._cards,
        term._older,
        others={"menus": _nothing, "photos": _nothing},
        safety_tick=timedelta(hours=1),
        zones=[],
    )
    await jobs.stop()
    await jobs.kill()
    assert not jobs.scheduler.running


def test_a_leader_that_hears_nothing_stops_sooner_than_the_server_gives_its_seat_away() -> None:
    asked = {name: int(seconds) for name, seconds in leader._SERVER_SETTINGS.items() if name.startswith("tcp_")}
    alive = asked["tcp_keepalives_idle"] + asked["tcp_keepalives_interval"] * asked["tcp_keepalives_count"]
    assert min(alive, asked["tcp_user_timeout"] / 1000) > leader._PING_EVERY + PING_PATIENCE


async def test_a_leader_that_hears_nothing_any_more_stops(
    wired: Office, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leader, "_PING_PATIENCE", PING_PATIENCE)
    wire.freeze()
    await until(lambda: wired.bot.term is None)
    wire.thaw()
    await until(lambda: leads(wired.bot))


async def test_what_is_pressed_at_a_follower_is_not_overwritten_by_what_the_leader_has_in_hand(
    server_office: Office, follower: Panwascam
) -> None:
    office = server_office
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    # With questions and a reminder.
    await office.at("2023-10-05", 8.5)
    asking = [one for one in ketua.messages if "✅ Hadir" in one.buttons]
    invitation, newest = asking[0], asking[-1]
    before = office.clock.now()

    async def _declines_elsewhere() -> None:
        data = next(one["callback_data"] for one in invitation.inline_buttons if "Berhalangan" in one["text"])
        await _press(follower, ketua, data, invitation, 900_001)
        # The leader has heard of it.
        await until(lambda: office.bot.replies.edited_since(ketua.id, invitation.id, before))

    # While the first of the older messages is changed, of which the invitation is the last.
    for act in (lambda: None, _declines_elsewhere):
        office.sim.faults.add(Fault.after(act), method="editMessageText", chat_id=ketua.id)
    ketua.press("Hadir", message=newest)
    await office.settle()
    assert "Lainnya" in " ".join(invitation.buttons)


async def test_a_screen_that_a_follower_opens_while_the_leaders_edit_is_on_the_wire_stands(
    server_office: Office, follower: Panwascam
) -> None:
    office = server_office
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    # With questions and a reminder.
    await office.at("2023-10-05", 8.5)
    *_, older, newest = [one for one in ketua.messages if "✅ Hadir" in one.buttons]
    shown: list[list[str]] = []

    async def _declines_elsewhere() -> None:
        data = next(one["callback_data"] for one in older.inline_buttons if "Berhalangan" in one["text"])
        await _press(follower, ketua, data, older, 900_002)
        await until(lambda: "Lainnya" in " ".join(older.buttons))
        shown.append(older.buttons)

    # The press itself, then the older message: Telegram takes that edit after what the follower shows there.
    for act in (lambda: None, _declines_elsewhere):
        office.sim.faults.add(Fault.after(act), method="editMessageText", chat_id=ketua.id)
    ketua.press("Hadir", message=newest)
    await until(lambda: bool(shown), moving=office.clock)
    await office.settle()
    await until(lambda: older.buttons == shown[0], moving=office.clock)
    # Nothing else is changed there: it stands.
    await office.settle()
    assert older.buttons == shown[0]
