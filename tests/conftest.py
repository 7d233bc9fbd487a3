from __future__ import annotations

import gc
import logging
import os
import sqlite3
import sys
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog
from hypothesis import HealthCheck, settings

from bot import app
from bot.clock import VirtualClock
from bot.leading import leader
from bot.monitoring import signs
from bot.storage import database
from bot.updates import intake, webhook
from tests.compiled import share
from tests.office import NO_TICK, SAFETY_TICK, START, Office
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

share()


def _log_plainly() -> None:
    """Tracebacks without the values of all variables and without colours, which cost a second or two of CPU each."""
    *processors, _ = structlog.get_config()["processors"]
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*processors, renderer])


_log_plainly()

pytest_plugins = ["tests.postgres", "tests.cost", "tests.inside", "tests.jitter"]

# How fast an example is drawn or run says how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
# `--hypothesis-profile=ten-thousand`: for tests/histories, by hand.
settings.register_profile("ten-thousand", settings.get_profile("untimed"), max_examples=10_000)


def _refuse(value: date) -> str:
    raise TypeError(f"{value!r} was about to be stored as sqlite3 likes it: it has missed the column types")


# sqlite3 brings a way of its own to store these, deprecated since Python 3.12 and unlike that of `bot.storage.types`.
for kind in (date, datetime):
    sqlite3.register_adapter(kind, _refuse)

# How long the bot waits for a peer that may be gone, or for a slow one. Beside other work every peer of a test is slow,
# and none is gone but where a test says so: such a test sets the wait itself.
WAITS = (
    (app, "_DRAIN_PATIENCE"),
    (intake, "_HANGS_AFTER"),
    (leader, "_CONNECT_PATIENCE"),
    (leader, "_PING_PATIENCE"),
    (webhook, "_ANSWER_PATIENCE"),
    (signs, "_QUERY_PATIENCE"),
)


# Tests of the quick part, beside those that stand for a handler. (Not the replay: three months are as much work as all these.)
QUICK = ("storage", "delivery", "services")
# Scenarios of a file go the same ways through the storage, whose own tests are all run on both: a third of them shows what is
# peculiar to PostgreSQL, and all of them would be a quarter of what the tests cost. `./dev matrix` runs all.
_SCENARIOS, _ONE_OF_SCENARIOS = Path(__file__).with_name("scenarios"), 3


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        if folder in QUICK or item.get_closest_marker("handler") is not None:
            item.add_marker(pytest.mark.quick)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--both", action="store_true", help="on PostgreSQL also what is left out there to save time")


@pytest.hookimpl(specname="pytest_collection_modifyitems", trylast=True)
def pytest_leave_out_on_postgresql(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on PostgreSQL what `few_on_postgresql` says, and of scenarios two of three; after the choices of the command line."""
    if config.getoption("both"):
        return
    kept: set[tuple[Path, str]] = set()
    scenarios: dict[Path, list[str]] = defaultdict(list)
    left_out: list[pytest.Item] = []
    for item in items:
        if not isinstance(item, pytest.Function) or not _is_on_postgresql(item):
            continue
        if item.path.is_relative_to(_SCENARIOS):
            of_file = scenarios[item.path]
            if item.originalname not in of_file:
                of_file.append(item.originalname)
            if of_file.index(item.originalname) % _ONE_OF_SCENARIOS:
                left_out.append(item)
                continue
        few = item.get_closest_marker("few_on_postgresql")
        if few is None:
            continue
        stands_for = (item.path, item.originalname if few.kwargs["one_of"] == "test" else "")
        if stands_for in kept:
            left_out.append(item)
        kept.add(stands_for)
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]


def _is_on_postgresql(item: pytest.Function) -> bool:
    return hasattr(item, "callspec") and item.callspec.params.get("database_url") == "postgresql"


def pytest_collection_finish() -> None:
    """What is imported stays: a collection of garbage need not look at it again; and as seldom as where the bot runs."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test waits now and then, for the server or a program it has started."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def patient_bot() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        # Each database of a test is new, and so is each connection to it, which the server learns the tables for: more of
        # them were most of what a start cost. Jobs that start together still come between one another.
        patch.setattr(database, "_CONNECTIONS", 4)
        for module, name in WAITS:
            patch.setattr(module, name, PATIENCE)
        yield


@pytest.fixture
def own_logs() -> Iterator[None]:
    """For a test that sets up logging in this process: afterwards it is as it was."""
    root, hook = logging.getLogger(), sys.excepthook
    kept, level = list(root.handlers), root.level
    try:
        yield
    finally:
        structlog.reset_defaults()
        _log_plainly()
        logging.captureWarnings(capture=False)
        root.handlers[:], sys.excepthook = kept, hook
        root.setLevel(level)


@pytest.fixture
async def clock(request: pytest.FixtureRequest) -> VirtualClock:
    begins = request.node.get_closest_marker("begins")
    return VirtualClock(
        START if begins is None else datetime.combine(date.fromisoformat(begins.args[0]), START.timetz())
    )


@pytest.fixture
async def office(request: pytest.FixtureRequest, clock: VirtualClock, database_url: str) -> AsyncIterator[Office]:
    """The bot with the shipped calendar and sample roster, on both databases; nobody is registered yet."""
    looks = request.node.get_closest_marker("safety_tick") is not None
    opened = await Office.open(clock, database_url, SAFETY_TICK if looks else NO_TICK)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def postgres_office(clock: VirtualClock, postgres_database: str) -> AsyncIterator[Office]:
    """The same on PostgreSQL alone, for what two transactions can do to each other."""
    opened = await Office.open(clock, postgres_database)
    try:
        yield opened
    finally:
        await opened.close()
