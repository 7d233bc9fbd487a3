"""`panwascam simulate`: three months replayed offline, with the real bot against the local Bot API."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer


def simulate(
    seed: Annotated[int, typer.Option(help="Benih acak")] = 2023,
    as_json: Annotated[bool, typer.Option("--json", help="Cetak satu objek JSON.")] = False,  # noqa: FBT002 (typer's way)
    piket: Annotated[int, typer.Option("--piket", min=0, max=3, help="Mainkan piket saja, selama sekian bulan.")] = 0,
    out: Annotated[Path | None, typer.Option("--out", help="Simpan rekap XLSX dan transkrip di sini.")] = None,
) -> None:
    """Putar ulang Oktober-Desember 2023 secara luring, dengan bot sungguhan dan Bot API lokal.

    Dengan --piket yang dimainkan piketnya: giliran, tukar, cuti, laporan, kejadian mendesak, mati listrik. Pembukuannya dihitung
    dari layar ponsel.
    """
    # The bot proper never loads the simulator.
    from rich.console import Console

    from bot.cli.refused import CommandRefused
    from bot.config.settings import Settings
    from bot.monitoring import logs
    from bot.replay.piket.run import PiketSummary, days_of_months, replay_piket
    from bot.replay.run import Summary, replay

    # People who block the bot and plugs that are pulled are part of the play: only what is broken is worth a line.
    logs.configure(Settings(_env_file=None, log_level="ERROR"))
    with _on_one_core():
        console = Console(stderr=True) if sys.stderr.isatty() else None
        summary: Summary | PiketSummary
        if piket:
            summary = asyncio.run(replay_piket(seed, days_of_months(piket), console=console))
        else:
            summary = asyncio.run(replay(seed, out, console))
    if as_json:
        typer.echo(json.dumps(summary.as_json()))
    else:
        typer.echo(summary.as_text())
    if summary.violations:
        raise CommandRefused("Pembukuan tidak cocok:\n" + "\n".join(summary.violations[:20]))


@contextmanager
def _on_one_core() -> Iterator[None]:
    """Bot, local Bot API and database take turns in a replay: waking a thread on another core costs a fifth of its time."""
    if sys.platform != "linux":
        yield
        return
    allowed = os.sched_getaffinity(0)
    # The core that the system has put us on: field 39 of `stat`, see proc(5).
    core = int(Path("/proc/self/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[36])
    os.sched_setaffinity(0, {core} & allowed or allowed)
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
