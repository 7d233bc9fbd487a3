from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.app import build
from bot.monitoring.health import Patience, Vitals, ailments, troubles
from bot.monitoring.signs import ask_ledger, patience, read_vitals
from tests.cluster.waiting import leads, until
from tests.office import Office
from tests.ops.face import Face, Health, face_of
from tests.postgres import drop_database

if TYPE_CHECKING:
    from bot.clock import VirtualClock

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
WELL = Health(200, True, [])


async def test_a_bot_at_work_is_well_for_days(office: Office, face: Face) -> None:
    head = await office.head()
    await office.say(head, SET)
    for day in range(3, 7):
        await office.at(f"2023-10-0{day}", 12)
        assert [await face.health(page) for page in ("healthz", "readyz")] == [WELL, WELL]


async def test_before_its_start_a_bot_is_not_ready(office: Office, face: Face) -> None:
    running, office.bot = office.bot, build(office.settings, office.clock)
    try:
        assert await face.health("readyz") == Health(503, False, ["starting"])
        assert await face.health("healthz") == Health(503, False, ["starting"])
    finally:
        await office.bot.db.close()
        office.bot = running


async def test_a_stuck_dispatcher_is_told_once_messages_are_long_due(office: Office, face: Face) -> None:
    head = await office.head()
    await office.chair_of()
    dispatcher = office.bot.dispatcher
    assert dispatcher is not None
    # As if a send never came back: the dispatcher's turn is never given up.
    async with dispatcher._draining:
        await office.say(head, SET)
        await office.clock.advance(timedelta(minutes=4))
        assert await face.health("healthz") == WELL
        await office.clock.advance(timedelta(minutes=2))
        for page in ("healthz", "readyz"):
            said = await face.health(page)
            assert (said.status, len(said.troubles)) == (503, 1)
            assert said.troubles[0].startswith("sending is stuck: due for 3")
    await dispatcher.run()
    await office.settle()
    assert await face.health("healthz") == WELL


@pytest.mark.safety_tick
async def test_a_scheduler_that_stands_still_is_told(office: Office, face: Face) -> None:
    assert office.bot.jobs is not None
    office.bot.jobs.scheduler.pause()
    # Three safety ticks and a minute.
    await office.clock.advance(timedelta(hours=18))
    assert await face.health("healthz") == WELL
    await office.clock.advance(timedelta(minutes=2))
    assert (await face.health("healthz")).troubles == ["no scheduled job has run for 64920 s"]


async def test_polling_that_died_is_told(office: Office, face: Face) -> None:
    serving = office.bot.serving
    assert serving is not None
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    assert (await face.health("healthz")).troubles == ["stopped: no updates are taken any more"]
    await office.restart()
    assert await face.health("healthz") == WELL


async def test_a_refused_token_is_told_and_is_not_called_stuck(office: Office, face: Face) -> None:
    head = await office.head()
    await office.chair_of()
    await office.at("2023-10-03", 22)
    await office.say(head, SET)
    office.sim.unauthorized = True
    await office.at("2023-10-04", 6)
    said = await face.health("healthz")
    assert said == Health(503, False, ["token refused: sending has stopped, everything is kept"])
    assert (await face.metrics())["panwascam_token_refused"] == 1
    office.sim.unauthorized = False
    await office.restart()
    assert await face.health("readyz") == WELL


async def test_telegram_away_for_long_is_not_cured_by_a_restart(office: Office) -> None:
    poller = office.bot.poller
    assert poller is not None
    at_once = Patience(due=300, tick=1e6, poll=0.01)
    while poller.last_answer is None:
        # The first poll lasts until something comes.
        await office.say(office.stranger(), "/start")
    await office.outside.close()
    await office.sim.stop()
    await asyncio.sleep(0.05)
    vitals = read_vitals(office.bot, await ask_ledger(office.bot))
    told = "Telegram has not answered for "
    # How many seconds depends on the machine.
    assert [trouble for trouble in troubles(vitals, at_once) if trouble.startswith(told)]
    assert not [ailment for ailment in ailments(vitals, at_once) if ailment.startswith(told)]
    assert troubles(vitals, patience(office.settings)) == []


async def test_a_poller_that_hangs_is_told(office: Office) -> None:
    poller = office.bot.poller
    assert poller is not None
    assert poller.last_poll is not None
    await asyncio.sleep(0.05)
    vitals = read_vitals(office.bot, await ask_ledger(office.bot))
    (ailment,) = ailments(vitals, Patience(due=300, tick=1e6, poll=0.01))
    assert ailment.startswith("not polling for ")
    assert ailments(vitals, patience(office.settings)) == []


async def test_a_database_that_is_gone_is_told_without_its_address(clock: VirtualClock, postgres_database: str) -> None:
    office = await Office.open(clock, postgres_database)
    async with face_of(office) as face:
        assert await face.health("readyz") == WELL
        await drop_database(postgres_database)
        said = await face.health("readyz")
        assert said.status == 503
        (trouble,) = said.troubles
        assert trouble.startswith("database: ")
        assert trouble.isascii()
        assert "127.0.0.1" not in trouble
        # A restart would not bring it back.
        assert await face.health("healthz") == WELL
        seen = await face.metrics()
        assert seen["panwascam_database_up"] == 0
        assert "panwascam_deliveries_due" not in seen
        assert any(name.startswith("panwascam_database_errors_total") for name in seen)
    await office.lose()
    await office.outside.close()
    await office.sim.stop()


@pytest.mark.parametrize(
    ("vitals", "ill", "troubled"),
    [
        (Vitals(), [], []),
        (Vitals("starting", database="OSError"), ["starting"], ["starting", "database: OSError"]),
        (Vitals(due_age=301, progress_age=300), [], []),
        (Vitals(due_age=300, progress_age=9000), [], []),
        (Vitals(due_age=None, progress_age=9000), [], []),
        (Vitals(poll_age=181, answer_age=10), ["not polling for 181 s"], ["not polling for 181 s"]),
        (Vitals(poll_age=10, answer_age=181), [], ["Telegram has not answered for 181 s"]),
        (Vitals(webhook_trouble="webhook not set"), [], ["webhook not set"]),
    ],
)
def test_only_what_a_restart_mends_makes_the_process_ill(vitals: Vitals, ill: list[str], troubled: list[str]) -> None:
    minutes = Patience(due=300, tick=240, poll=180)
    assert ailments(vitals, minutes) == ill
    assert troubles(vitals, minutes) == troubled


async def test_a_follower_is_well_and_shows_that_it_does_not_lead(clock: VirtualClock, postgres_database: str) -> None:
    office = await Office.open(clock, postgres_database)
    leader, follower = office.bot, build(office.settings, clock)
    await follower.start()
    try:
        async with face_of(office) as face:
            seen = [await face.metrics()]
            office.bot = follower
            # Its own jobs would be long due.
            await clock.advance(timedelta(days=2))
            assert [await face.health(page) for page in ("healthz", "readyz")] == [WELL, WELL]
            seen.append(await face.metrics())
            await leader.kill()
            await until(lambda: leads(follower))
            seen.append(await face.metrics())
            assert await face.health("readyz") == WELL
        assert [page["panwascam_leader"] for page in seen] == [1, 0, 1]
        jobs = [sum(name.startswith("panwascam_job_next_run") for name in page) for page in seen]
        assert jobs[0] == jobs[2] > jobs[1] == 0
    finally:
        await follower.kill()
        await office.outside.close()
        await office.sim.stop()
