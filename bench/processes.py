"""Programs under measurement: started with a port or an address, watched for CPU time and memory, stopped by id."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
OURS = sys.executable
PEERS = os.environ.get("BENCH_PEERS_PYTHON") or str(ROOT / ".venv-bench" / "bin" / "python")
_TICKS = os.sysconf("SC_CLK_TCK")
_STARTS_WITHIN = 60.0


@dataclass(slots=True)
class Program:
    """A running process."""

    process: subprocess.Popen[bytes]

    @property
    def cpu(self) -> float:
        """Seconds of CPU time used, of all its threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def memory(self) -> dict[str, float]:
        """`rss` and `pss` in MiB."""
        lines = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines()
        sizes = {line.split(":")[0].lower(): int(line.split()[1]) / 1024 for line in lines[1:]}
        return {"rss": sizes["rss"], "pss": sizes["pss"]}

    @contextmanager
    def sampled(self, into: Path | None, seconds: float) -> Iterator[None]:
        """While the block runs, have py-spy write where the time goes (speedscope format; `.txt`: folded stacks)."""
        if into is None:
            yield
            return
        kind = "raw" if into.suffix == ".txt" else "speedscope"
        spy = subprocess.Popen(  # noqa: S603 (a tool of the locked environment)
            [
                str(Path(PEERS).parent / "py-spy"),
                "record",
                "--pid",
                str(self.process.pid),
                "--duration",
                f"{seconds:.0f}",
                "--format",
                kind,
                "--output",
                str(into),
                "--nonblocking",
            ],
            stdout=subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            spy.wait()

    def check(self) -> None:
        """Raise if it has ended."""
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.process.args} ended with {self.process.returncode}")

    def stop(self) -> None:
        """End it, by force after a while."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()


@contextmanager
def running(python: str, *args: str, env: dict[str, str] | None = None) -> Iterator[Program]:
    """A program for the length of a block; what it writes to standard error is shown."""
    process = subprocess.Popen(  # noqa: S603 (our own programs)
        [python, *args],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
    )
    program = Program(process)
    try:
        yield program
    finally:
        program.stop()


class Api:
    """The Bot API server for measuring, and its orders."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.url = f"http://127.0.0.1:{port}"

    def order(self, name: str, **order: Any) -> dict[str, Any]:
        """Give an order and wait for its end."""
        request = urllib.request.Request(  # noqa: S310 (our own server)
            f"{self.url}/_/{name}", json.dumps(order).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=600) as response:  # noqa: S310
            return json.load(response) or {}

    def wait_ready(self, program: Program) -> float:
        """Wait for the bot's first poll (or its webhook); returns the server's clock then."""
        until = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < until:
            counts = self.order("counts")
            if counts["first_poll"] or counts["webhook"]:
                return float(counts["first_poll"] or counts["now"])
            program.check()
            time.sleep(0.02)
        raise TimeoutError(f"{program.process.args} does not ask for updates")

    def wait_sent(self, count: int, within: float, program: Program) -> dict[str, Any]:
        """Wait until so many messages were accepted, or no more come; returns the counts."""
        until = time.monotonic() + within
        while True:
            counts = self.order("counts")
            if counts["sent"] >= count or time.monotonic() > until:
                return counts
            program.check()
            time.sleep(0.05)


@contextmanager
def api_server() -> Iterator[Api]:
    """The server, in a process of its own for the length of a block."""
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [PEERS, str(ROOT / "bench" / "api_server.py"), "0"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        assert process.stdout is not None
        yield Api(process, int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
