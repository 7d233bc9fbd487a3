"""Recaps of a country: seconds of each report, and what presses feel of it: `./dev bench recap [--quick] [--database KIND]`."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import TYPE_CHECKING

from country import arguments, measure_on_each
from measured import Bench, Figures, Row, median, say, table
from national import Size, fill
from office import BenchOffice, daytime_zone
from processes import OURS, ROOT, api_server, free_port, running
from recap_reports import INVITED, ROWS, Reports, add_coming_session, size_of
from sqlalchemy import delete

from bot.app import connect
from bot.config.settings import Settings
from bot.documents.worker import Typesetter
from bot.storage.models import ProcessedUpdate

if TYPE_CHECKING:
    from recap_reports import Pressed

PRESS_WITHIN, MORE_MEMORY = 0.3, 150.0
# What it is called, how often it is made, and within how many seconds: on SQLite, on PostgreSQL.
REPORTS = {
    "session": ("recap of a session", 200, 0.05, 0.05),
    "month": ("month of one office", 100, 0.1, 0.1),
    "national": ("month of all offices", 7, 2.0, 1.0),
    "xlsx": (f"XLSX of {ROWS:,} rows", 5, 3.0, 3.0),
    "list": (f"attendance list of {INVITED}, PDF", 7, 1.0, 1.0),
}


def measure(bench: Bench, kind: str, size: Size) -> list[Row]:
    """All figures on one kind of database."""
    url = bench.database("national")
    say(f"{kind}: filling")
    begun = time.perf_counter()
    asyncio.run(fill(url, size))
    counted, pressed = asyncio.run(_prepare(url))
    say(f"  in {time.perf_counter() - begun:.0f} s: " + ", ".join(f"{many:,} {name}" for name, many in counted.items()))
    rows = []
    taken = asyncio.run(_times(url, quick=bench.quick))
    for name, (words, _, on_sqlite, on_postgresql) in REPORTS.items():
        must = on_sqlite if kind == "sqlite" else on_postgresql
        times = sorted(taken[name])
        p95 = times[max(round(0.95 * len(times)) - 1, 0)]
        notes = f"{len(times)} made; p95 {1000 * p95:,.0f} ms, slowest {1000 * times[-1]:,.0f} ms"
        middle = times[len(times) // 2]
        rows.append(Row(f"{words}, {kind}", "-", "s", middle, None, None, f"<= {must:g} s", middle <= must, notes))
    print(table(rows), file=sys.stderr, flush=True)
    return rows + _presses(bench, kind, BenchOffice(url, daytime_zone(), pressed.session_id, pressed.people))


async def _prepare(url: str) -> tuple[dict[str, int], Pressed]:
    ctx = connect(_settings(url))
    try:
        counted = await size_of(ctx)
        return counted, await add_coming_session(ctx)
    finally:
        await ctx.db.close()


async def _times(url: str, *, quick: bool) -> dict[str, list[float]]:
    """Seconds from asking to having; each report is made once before."""
    ctx, typesetter = connect(_settings(url)), Typesetter()
    try:
        reports = await Reports.open(ctx, typesetter)
        taken: dict[str, list[float]] = {}
        for name, make in reports.kinds().items():
            many = REPORTS[name][1]
            await make(0)
            say(f"  {REPORTS[name][0]}")
            taken[name] = []
            for number in range(1, 1 + (max(many // 4, 3) if quick else many)):
                begun = time.perf_counter()
                await make(number)
                taken[name].append(time.perf_counter() - begun)
        return taken
    finally:
        await typesetter.close()
        await ctx.db.close()


def _presses(bench: Bench, kind: str, office: BenchOffice) -> list[Row]:
    """How long presses wait while one report after the other is made, and while none is."""
    say("  presses while reports are made")
    quiet = _pressed(bench, office, "none")
    rows = []
    for name, (words, *_) in REPORTS.items():
        runs = [_pressed(bench, office, name) for _ in range(bench.runs)]
        p95, grown, press = median(runs, "p95"), max(run["grown"] for run in runs), max(run["press"] for run in runs)
        notes = f"alone {1000 * quiet['p95']:.0f} ms; {median(runs, 'made'):.0f} reports meanwhile"
        rows.append(
            Row(
                f"p95 of a press during: {words}, {kind}",
                "-",
                "s",
                p95,
                None,
                None,
                f"<= {PRESS_WITHIN:g} s",
                p95 <= PRESS_WITHIN,
                notes,
                runs,
            )
        )
        besides = f"; the process of papers besides: at most {press:.0f} MiB" if press else ""
        rows.append(
            Row(
                f"memory of the bot during: {words}, {kind}",
                "-",
                "MiB more",
                grown,
                None,
                None,
                f"<= {MORE_MEMORY:g} MiB",
                grown <= MORE_MEMORY,
                f"without reports {quiet['grown']:.0f}{besides}",
            )
        )
    return rows


def _pressed(bench: Bench, office: BenchOffice, report: str) -> Figures:
    told = bench.path("told").with_suffix(".txt")
    asyncio.run(_forget_updates(office.url))
    with api_server() as api:
        script = str(ROOT / "bench" / "run_with_recaps.py")
        with running(OURS, script, str(told), report, env=office.environment(api.url, free_port())) as program:
            api.wait_ready(program)
            # Planning for all offices comes first.
            while not told.with_suffix(".begun").exists():
                program.check()
                time.sleep(0.05)
            figures = office.press_meanwhile(api, seconds=4.0 if bench.quick else 10.0)
    assert figures["p95"] > 0, "no press was answered"
    made, grown, press = told.read_text().split()
    say(
        f"    {report}: p50 {1000 * figures['p50']:.0f} ms, p95 {1000 * figures['p95']:.0f} ms, {made} made, {grown} MiB more"
    )
    return {**figures, "made": float(made), "grown": float(grown), "press": float(press)}


async def _forget_updates(url: str) -> None:
    """Each run counts its updates from the same number on."""
    ctx = connect(_settings(url))
    try:
        await ctx.db.transact(lambda connection: connection.execute(delete(ProcessedUpdate)))
    finally:
        await ctx.db.close()


def _settings(url: str) -> Settings:
    return Settings.model_validate({"database_url": url, "bot_timezone": daytime_zone()})


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--runs", type=int, help="runs with presses of each report (default 3, quick 1)")
    args = parser.parse_args()
    measure_on_each(args, args.runs or (1 if args.quick else 3), measure)


if __name__ == "__main__":
    main()
