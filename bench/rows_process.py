"""The process itself: planning a national blast, registering on the first day, starting with a full ledger, and memory at rest."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

from measured import Bench, Figures, Row, at_most, compare, median, say
from office import BenchOffice, add_settled_rows, make_office, make_offices, sqlite_url
from processes import OURS, PEERS, ROOT, Program, api_server, free_port, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OWED = 22_000
LEDGER = 100_000
OFFICES = 40
_SLOW_MENU = 0.5
_REST = 4.0


def planning(bench: Bench) -> list[Row]:
    """One `/tetapkan`-like use case that owes 22,000 messages: 11,000 people, an invitation and a reminder each."""
    say("planning")
    rows = []
    for people, must in ((OWED // 2, True), (OWED, False)):
        path = bench.path("planning")
        asyncio.run(make_office(sqlite_url(path), people, date_session=False))
        runs = [_plan(path, bench.path("planning-run"), people) for _ in range(bench.runs)]
        seconds, memory = median(runs, "seconds"), median(runs, "mib")
        met = seconds <= 3 and memory <= 100
        rows.append(
            Row(
                f"{2 * people:,} owed messages planned in one transaction",
                "-",
                "s",
                seconds,
                None,
                None,
                "<= 3 s, <= 100 MiB" if must else "-",
                met or not must,
                f"{memory:.0f} MiB more at the peak; CPU {median(runs, 'cpu'):.2f} s; {people:,} people",
                runs,
            )
        )
    return rows


def registration(bench: Bench) -> list[Row]:
    """The only writer's time for one of many who register on the first day, while sessions for everybody are dated."""
    say("registration")
    rows = []
    for sessions in (10, 30):
        runs = [_register(bench.path("registration"), sessions) for _ in range(bench.runs)]
        ms = median(runs, "ms")
        rows.append(
            Row(
                f"a registration, {sessions} sessions dated for 343 people",
                "-",
                "ms",
                ms,
                None,
                None,
                "<= 5 ms",
                ms <= 5,
                f"CPU, the middle of 100; longest {median(runs, 'most'):.0f} ms",
                runs,
            )
        )
    return rows


def start(bench: Bench) -> list[Row]:
    """From the shell to the first question for updates, with 100,000 rows in the ledger."""
    say("start to ready")
    path = bench.path("full")
    office = asyncio.run(make_office(sqlite_url(path), 2_000))
    asyncio.run(add_settled_rows(office.url, LEDGER))
    mine, peers = compare(bench, lambda: _start_ours(office, path, bench.path("started")), _start_peer)
    row = at_most(f"start to ready with {LEDGER:,} ledger rows", "PTB start", "s", mine, peers, "seconds", 1.5)
    row.notes = f"CPU until then {median(mine, 'cpu'):.2f} s, peer {median(peers, 'cpu'):.2f} s"
    return [row]


def offices(bench: Bench) -> list[Row]:
    """Offices that all plan and set their menus at the start, while Telegram is slow with menus: the first press after it."""
    say("many offices starting at once")
    path = bench.path("offices")
    office = asyncio.run(make_offices(sqlite_url(path), OFFICES, 66))
    runs = [_press_at_start(office, path, bench.path("offices-run")) for _ in range(bench.runs)]
    waited = median(runs, "waited")
    return [
        Row(
            f"first press, {OFFICES} offices starting at once, menus of {_SLOW_MENU:g} s each",
            "-",
            "s",
            waited,
            None,
            None,
            "<= 1 s",
            waited <= 1,
            f"from the first question for updates; longest {max(run['waited'] for run in runs):.2f} s; "
            f"menus told by then {median(runs, 'menus'):.0f}",
            runs,
        )
    ]


def memory(bench: Bench) -> list[Row]:
    """What a bot at rest holds."""
    say("memory at rest")
    office = asyncio.run(make_office(sqlite_url(bench.path("idle")), 660))
    mine, peers = compare(bench, lambda: _rest_ours(office), _rest_peer)
    row = at_most("idle memory (PSS)", "PTB", "MiB", mine, peers, "pss", 1.5)
    row.notes = f"RSS {median(mine, 'rss'):.0f}, peer {median(peers, 'rss'):.0f} MiB"
    return [row]


def _plan(template: Path, path: Path, people: int) -> Figures:
    shutil.copy(template, path)
    done = subprocess.run(  # noqa: S603 (our own program)
        [OURS, str(ROOT / "bench/plan_once.py"), sqlite_url(path), str(people)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    figures: Figures = json.loads(done.stdout)
    say(f"    {figures}")
    return figures


def _register(path: Path, sessions: int) -> Figures:
    done = subprocess.run(  # noqa: S603 (our own program)
        [OURS, str(ROOT / "bench/register_many.py"), sqlite_url(path), str(sessions)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    figures: Figures = json.loads(done.stdout)
    say(f"    {figures}")
    return figures


def _start_ours(office: BenchOffice, template: Path, path: Path) -> Figures:
    shutil.copy(template, path)
    started = BenchOffice(sqlite_url(path), office.zone, office.session_id, office.invited)
    with api_server() as api:
        begun = time.monotonic()
        with running(OURS, "-m", "bot", "run", env=started.environment(api.url, free_port())) as program:
            return _started(api.wait_ready(program) - begun, program)


def _press_at_start(office: BenchOffice, template: Path, path: Path) -> Figures:
    shutil.copy(template, path)
    started = BenchOffice(sqlite_url(path), office.zone, office.session_id, office.invited)
    with api_server() as api:
        api.order("slow", method="setMyCommands", seconds=_SLOW_MENU)
        with running(OURS, "-m", "bot", "run", env=started.environment(api.url, free_port())) as program:
            api.wait_ready(program)
            pressed = {"people": office.invited, "choices": [f"yes:{office.session_id}"]}
            figures = api.order("steady", seconds=1.0, every=1.0, **pressed)
            menus = api.order("counts")["calls"].get("setMyCommands", 0)
    say(f"    {figures['max']:.2f} s, {menus} menus")
    return {"who": "ours", "waited": figures["max"], "menus": menus}


def _start_peer() -> Figures:
    with api_server() as api:
        begun = time.monotonic()
        with running(PEERS, str(ROOT / "bench/peers/ptb.py"), api.url) as program:
            return _started(api.wait_ready(program) - begun, program)


def _started(seconds: float, program: Program) -> Figures:
    figures = {"seconds": seconds, "cpu": program.cpu}
    say(f"    {seconds:.2f} s, of CPU {figures['cpu']:.2f} s")
    return figures


def _rest_ours(office: BenchOffice) -> Figures:
    with (
        api_server() as api,
        running(OURS, "-m", "bot", "run", env=office.environment(api.url, free_port())) as program,
    ):
        api.wait_ready(program)
        time.sleep(_REST)
        return program.memory


def _rest_peer() -> Figures:
    with api_server() as api, running(PEERS, str(ROOT / "bench/peers/ptb.py"), api.url) as program:
        api.wait_ready(program)
        time.sleep(_REST)
        return program.memory


ROWS: dict[str, Callable[[Bench], list[Row]]] = {
    "planning": planning,
    "registration": registration,
    "start": start,
    "offices": offices,
    "memory": memory,
}
