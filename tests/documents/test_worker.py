from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.documents import worker
from bot.documents.typesetting import Order, typeset
from bot.documents.worker import PaperFailed, Typesetter
from bot.views.papers import letters
from bot.views.recap import charts
from tests.documents import samples
from tests.patience import PATIENCE
from tests.programs import PYTHON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.papers.letters import Letter
    from tests.office import Office

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def typesetter() -> AsyncIterator[Typesetter]:
    opened = Typesetter()
    yield opened
    await opened.close()


def letter(closing: str = "Sekian.") -> Letter:
    invited = samples.commissioners()[:3]
    made = letters.letter(samples.SENDER, samples.letter(samples.session(), invited))
    return replace(made, closing=closing)


def is_running(pid: int) -> bool:
    # A zombie has ended; who started it has only not asked yet.
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until_ended(pid: int) -> None:
    until = time.monotonic() + PATIENCE
    while is_running(pid):
        assert time.monotonic() < until, f"{pid} still runs"
        time.sleep(0.02)


async def test_papers_and_pictures_are_those_made_here(typesetter: Typesetter) -> None:
    picture = charts.answers(samples.recap())

    assert await typesetter.make(letter()) == typeset(letter())
    assert await typesetter.make(picture) == typeset(picture)


async def test_nothing_runs_before_the_first_paper_and_after_the_end() -> None:
    typesetter = Typesetter()
    assert typesetter.process_id is None

    await typesetter.make(letter())
    pid = typesetter.process_id
    await typesetter.close()

    assert pid is not None
    assert not is_running(pid)
    assert typesetter.process_id is None


async def test_many_at_once_wait_for_one_process(typesetter: Typesetter) -> None:
    wanted = [letter(f"Sekian {number}.") for number in range(4)]

    made = await asyncio.gather(*(typesetter.make(one) for one in wanted))

    assert made == [typeset(one) for one in wanted]


async def test_the_event_loop_turns_while_a_paper_is_made(typesetter: Typesetter) -> None:
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    turning = asyncio.create_task(turn())
    await typesetter.make(letter())
    turning.cancel()

    assert turns > 100


async def test_a_process_that_was_killed_is_replaced(typesetter: Typesetter) -> None:
    await typesetter.make(letter())
    first = typesetter.process_id
    assert first is not None
    os.kill(first, signal.SIGKILL)

    assert await typesetter.make(letter("Lagi.")) == typeset(letter("Lagi."))
    assert typesetter.process_id != first


async def test_a_paper_that_takes_too_long_is_given_up_and_its_process_ended(typesetter: Typesetter) -> None:
    typesetter._timeout = 0.001

    with pytest.raises(PaperFailed, match=r"letter: not made within 0\.001 s"):
        await typesetter.make(letter())

    assert typesetter.process_id is None
    typesetter._timeout = PATIENCE
    assert await typesetter.make(letter()) == typeset(letter())


async def test_giving_up_leaves_no_reply_for_the_next(typesetter: Typesetter) -> None:
    await typesetter.make(letter())
    waiting = asyncio.create_task(typesetter.make(letter("Pertama.")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting

    assert await typesetter.make(letter("Kedua.")) == typeset(letter("Kedua."))


async def test_a_fault_in_a_paper_is_told_and_the_next_one_is_made(
    typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(worker, "order_for", lambda _: Order("letter", "{}", "pdf"))
        with pytest.raises(PaperFailed, match=r"letter: .*dictionary does not contain key"):
            await typesetter.make(letter())

    assert await typesetter.make(letter()) == typeset(letter())


async def test_a_process_that_has_seen_enough_makes_room(
    typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_RETIRES_AFTER_CHARACTERS", 1)

    await typesetter.make(letter())

    assert typesetter.process_id is None


async def test_a_process_without_work_rests(typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_RESTS_AFTER_SECONDS", 0.0)

    await typesetter.make(letter())
    # The timer, then the task it starts.
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert typesetter._resting is not None
    await typesetter._resting
    assert typesetter.process_id is None

    assert await typesetter.make(letter()) == typeset(letter())


async def test_the_bot_takes_its_press_with_it(office: Office) -> None:
    await office.bot.typesetter.make(letter())
    pid = office.bot.typesetter.process_id
    assert pid is not None

    await office.lose()

    assert not is_running(pid)
    await office.come_back()


def test_it_ends_when_the_bot_is_gone() -> None:
    program = (
        "import asyncio, os\n"
        "from bot.documents.worker import Typesetter\n"
        "from tests.documents.test_worker import letter\n"
        "async def main():\n"
        "    typesetter = Typesetter()\n"
        "    await typesetter.make(letter())\n"
        "    print(typesetter.process_id, flush=True)\n"
        "    os._exit(0)\n"
        "asyncio.run(main())\n"
    )
    pid = int(subprocess.check_output([*PYTHON, "-c", program], cwd=ROOT))

    wait_until_ended(pid)
