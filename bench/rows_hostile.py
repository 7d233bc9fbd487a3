"""Hostile files, sent by an admin to the running bot: what the reading process takes, and how long everybody else waits."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hostile_files import FILES, people
from measured import Bench, Figures, Row, say
from office import FIRST_STAFF, make_admin, make_office
from processes import OURS, api_server, free_port, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from office import BenchOffice
    from processes import Api, Program

_PEOPLE = 400
_PRESS_EVERY = 0.1
# Presses are watched for at least so long.
_WINDOW = 4.0
_MOST_SECONDS, _MOST_MEMORY, _MOST_WAIT, _MOST_ROSTER = 10.0, 200.0, 0.3, 5.0
# A long time for an answer that does not come.
_PATIENCE = 120.0
_READER = b"bot.documents.reader"


def hostile(bench: Bench) -> list[Row]:
    """Each file, while somebody else presses ten times a second."""
    runs = _measure(bench, {name: make() for name, make in FILES.items()})
    memory, seconds, p95 = (max(run[key] for run in runs) for key in ("memory", "seconds", "p95"))
    worst = {key: max(runs, key=lambda run: run[key])["file"] for key in ("memory", "seconds", "p95")}
    name = f"{len(runs)} hostile files"
    return [
        Row(
            f"{name}: memory of the reading process",
            "-",
            "MiB",
            memory,
            None,
            None,
            f"<= {_MOST_MEMORY:g} MiB",
            memory <= _MOST_MEMORY,
            worst["memory"],
            runs,
        ),
        Row(
            f"{name}: from the file to the answer",
            "-",
            "s",
            seconds,
            None,
            None,
            f"<= {_MOST_SECONDS:g} s",
            seconds <= _MOST_SECONDS,
            worst["seconds"],
        ),
        Row(
            f"{name}: p95 of an honest press meanwhile",
            "-",
            "s",
            p95,
            None,
            None,
            f"<= {_MOST_WAIT:g} s",
            p95 <= _MOST_WAIT,
            f"{worst['p95']}; slowest {max(run['max'] for run in runs):.2f} s",
        ),
    ]


def roster(bench: Bench) -> list[Row]:
    """10,000 people, new, and the same file again."""
    first, again = _measure(bench, {"10,000 people": people(10_000), "the same again": people(10_000)})
    return [
        Row(
            f"roster of 10,000 rows, {what}",
            "-",
            "s",
            run["seconds"],
            None,
            None,
            f"<= {_MOST_ROSTER:g} s",
            run["seconds"] <= _MOST_ROSTER,
            f"p95 of a press meanwhile {run['p95']:.3f} s; {run['said'][:60]}",
            [run],
        )
        for what, run in (("all new", first), ("the same again", again))
    ]


def _measure(bench: Bench, files: dict[str, bytes]) -> list[Figures]:
    office = asyncio.run(make_office(bench.database("input"), _PEOPLE))
    asyncio.run(make_admin(office.url, FIRST_STAFF))
    with (
        api_server() as api,
        running(OURS, "-m", "bot", "run", env=office.environment(api.url, free_port())) as program,
    ):
        api.wait_ready(program)
        # What a start brings along is over by then.
        _press(api, office, 8.0)
        return [_send(bench, api, office, program, name, content) for name, content in files.items()]


def _send(bench: Bench, api: Api, office: BenchOffice, program: Program, name: str, content: bytes) -> Figures:
    path = bench.path("file")
    path.write_bytes(content)
    watch = _Watch(program)
    began = time.monotonic()
    told: list[tuple[float, str]] = []
    pressed: Figures = {}

    def wait() -> None:
        said = api.order("send_file", person=FIRST_STAFF, path=str(path), within=_PATIENCE)
        told.append((time.monotonic() - began, said["text"]))

    sending = threading.Thread(target=wait)
    with watch:
        sending.start()
        parts = [_press(api, office, _WINDOW)]
        while sending.is_alive():
            parts.append(_press(api, office, _WINDOW))
        sending.join()
    pressed = {key: max(part[key] for part in parts) for key in ("p95", "max")}
    seconds, text = told[0]
    figures = {
        "who": "ours",
        "file": name,
        "size": len(content),
        "seconds": seconds,
        "memory": watch.memory,
        **pressed,
        "said": text,
    }
    say(
        f"    {name} ({len(content) / 1000:,.0f} kB): {seconds:.2f} s, {watch.memory:.0f} MiB, p95 {pressed['p95']:.3f} s: {text[:90]!r}"
    )
    return figures


def _press(api: Api, office: BenchOffice, seconds: float) -> Figures:
    choices = [f"yes:{office.session_id}", f"exc:{office.session_id}:SICK"]
    return api.order("steady", people=office.invited, choices=choices, every=_PRESS_EVERY, seconds=seconds)


class _Watch:
    """The most memory that the bot's reading processes take, in MiB (VmHWM: at its peak)."""

    def __init__(self, program: Program) -> None:
        self._parent = program.process.pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.memory = 0.0

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.005):
            children = Path(f"/proc/{self._parent}/task/{self._parent}/children").read_text().split()
            for pid in children:
                self.memory = max(self.memory, _peak(pid))


def _peak(pid: str) -> float:
    try:
        if _READER not in Path(f"/proc/{pid}/cmdline").read_bytes():
            # It is still the bot, about to become the reader.
            return 0.0
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


ROWS: dict[str, Callable[[Bench], list[Row]]] = {"hostile": hostile, "roster": roster}
