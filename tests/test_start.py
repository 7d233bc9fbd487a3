"""What a start of the bot loads, and what it leaves until somebody asks for it: a start must be fast and lean."""

from __future__ import annotations

import asyncio
import subprocess

from pydantic import SecretStr

from bot.app import build
from bot.config.settings import Settings
from bot.simulator import Fault
from bot.views.text import texts
from tests.cluster.waiting import until
from tests.office import Office
from tests.patience import PATIENCE
from tests.programs import PYTHON

LATE = {"alembic", "icalendar", "openpyxl", "asyncpg", "bot.simulator", "bot.replay"}


def test_a_start_leaves_heavy_libraries_until_somebody_asks_for_what_they_do() -> None:
    program = "import sys, bot.app, bot.leading.seed, bot.cli.run, bot.cli.work; print(*sys.modules)"
    loaded = subprocess.run([*PYTHON, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "bot.handlers.recap.recap" in loaded
    assert LATE & set(loaded) == set()


async def test_texts_are_parsed_before_the_first_press() -> None:
    texts.cache_clear()
    build(Settings(bot_token=SecretStr("1:x")))
    assert texts.cache_info().currsize == 1


async def test_whoever_wrote_while_the_bot_was_away_is_answered_before_the_menus_are_set(office: Office) -> None:
    chair = await office.chair_of()
    before = chair.screen
    await office.lose()
    chair.send("/profil")
    asked, answered = asyncio.Event(), asyncio.Event()

    async def _hold() -> None:
        asked.set()
        await answered.wait()

    await office.other_menus()
    office.sim.faults.add(Fault.meanwhile(_hold), method="setMyCommands")
    office.bot = build(office.settings, office.clock)
    await office.bot.start()
    await asked.wait()
    await until(lambda: chair.screen != before)
    answered.set()


async def test_told_to_stop_while_it_starts_it_finishes_and_acknowledges_what_it_has_begun(office: Office) -> None:
    chair = await office.chair_of()
    await office.lose()
    shown = len(chair.messages)
    chair.send("/profil")
    await office.other_menus()
    office.sim.faults.add(Fault.hang(PATIENCE), method="setMyCommands")
    # The word comes while the answer is on its way.
    answering, told = asyncio.Event(), asyncio.Event()

    async def _answer() -> None:
        answering.set()
        await told.wait()

    office.sim.faults.add(Fault.meanwhile(_answer), method="sendMessage", chat_id=chair.id)
    office.bot = build(office.settings, office.clock)
    await office.bot.start()
    await answering.wait()
    stopping = asyncio.create_task(office.bot.stop())
    told.set()
    await stopping
    assert len(chair.messages) == shown + 1
    assert office.sim.updates.pending == 0
