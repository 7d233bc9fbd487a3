"""Papers: seconds and memory of each, and what presses feel of them: `./dev bench documents [--quick]`."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from machine import machine
from measured import Bench, Figures, Row, compare, median, say, table
from office import BenchOffice, make_office, sqlite_url
from processes import OURS, ROOT, api_server, free_port, running

from bot.documents.worker import Typesetter
from bot.views.papers import attendance_lists, certificates, letters
from bot.views.recap import charts, reports
from tests.documents import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.papers.papers import Paper
    from bot.domain.recap.charts import Chart

PEOPLE = 660
PAPER_WITHIN, PRESS_WITHIN, MORE_MEMORY = 1.0, 0.3, 150.0


def kinds() -> dict[str, Callable[[int], Paper | Chart]]:
    """Each paper of an office of 66, made from a number so that none is like the one before."""
    people = samples.commissioners()
    recap, sender, dated = samples.recap(), samples.SENDER, samples.DATED

    def held(number: int) -> samples.SessionFacts:
        return samples.session(place=f"Aula {number}")

    def found(number: int) -> list[samples.InvitationFacts]:
        return samples.invitations(people, held(number))

    return {
        "attendance list, 66 rows": lambda number: attendance_lists.attendance_list(
            sender, held(number), found(number)
        ),
        "letter to 66": lambda number: letters.letter(sender, samples.letter(held(number), people)),
        "66 certificates": lambda number: certificates.certificates(
            sender, held(number), [(f"{number}/{one.id}", one) for one in people], dated=dated
        ),
        "recap report, 22 kecamatan": lambda number: reports.session(sender, replace(recap, session=held(number))),
        "picture, 22 kecamatan": lambda number: charts.districts(
            replace(recap, session=samples.session(code=f"SDMO-02/{number}"))
        ),
    }


def papers_row(bench: Bench) -> list[Row]:
    """Seconds from asking to having: with the start of the process, and after."""
    say("papers")
    rows = []
    for name, make in kinds().items():
        say(f"  {name}")
        first, later, size = asyncio.run(_times(make, 2 + 2 * bench.runs))
        met = first <= PAPER_WITHIN
        notes = f"then {later:.2f} s; {size / 1024:.0f} KiB"
        rows.append(Row(f"{name}, process started", "-", "s", first, None, None, f"<= {PAPER_WITHIN:g} s", met, notes))
    return rows


async def _times(make: Callable[[int], Paper | Chart], count: int) -> tuple[float, float, int]:
    typesetter = Typesetter()
    taken, size = [], 0
    for number in range(count):
        paper = make(number)
        begun = time.perf_counter()
        size = len(await typesetter.make(paper))
        taken.append(time.perf_counter() - begun)
    await typesetter.close()
    return taken[0], statistics.median(taken[1:]), size


def presses(bench: Bench) -> list[Row]:
    """How long presses wait while one attendance list after the other is made, and while none is."""
    say("presses while papers are made")
    busy, quiet = compare(bench, lambda: _pressed(bench, papers=True), lambda: _pressed(bench, papers=False))
    p95, alone = median(busy, "p95"), median(quiet, "p95")
    notes = f"without papers {1000 * alone:.0f} ms; {median(busy, 'papers'):.0f} papers meanwhile"
    grown = max(run["rss"] for run in busy) - min(run["rss"] for run in quiet)
    return [
        Row(
            "p95 of a press while papers are made",
            "-",
            "s",
            p95,
            None,
            None,
            f"<= {PRESS_WITHIN:g} s",
            p95 <= PRESS_WITHIN,
            notes,
            [*busy, *quiet],
        ),
        Row(
            "memory of the bot with papers",
            "-",
            "MiB more",
            grown,
            None,
            None,
            f"<= {MORE_MEMORY:g} MiB",
            grown <= MORE_MEMORY,
            f"the press besides, at most {max(run['press'] for run in busy):.0f} MiB",
        ),
    ]


def _pressed(bench: Bench, *, papers: bool) -> Figures:
    office: BenchOffice = asyncio.run(make_office(sqlite_url(bench.path("papers")), PEOPLE))
    told = bench.path("told").with_suffix(".txt")
    with api_server() as api:
        script = str(ROOT / "bench" / "run_with_papers.py")
        arguments = [script, str(told), "papers" if papers else "none"]
        with running(OURS, *arguments, env=office.environment(api.url, free_port())) as program:
            api.wait_ready(program)
            figures = office.press_meanwhile(api, seconds=4.0 if bench.quick else 10.0)
            rss = program.memory["rss"]
    made, press = told.read_text().split()
    say(f"    p50 {1000 * figures['p50']:.0f} ms, p95 {1000 * figures['p95']:.0f} ms, {made} papers, bot {rss:.0f} MiB")
    return {"p50": figures["p50"], "p95": figures["p95"], "papers": int(made), "press": float(press), "rss": rss}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short runs, for trying something out")
    parser.add_argument("--runs", type=int, help="runs of each side (default 3, quick 1)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="panwascam-bench-") as directory:
        bench = Bench(Path(directory), args.quick, args.runs or (1 if args.quick else 3))
        rows = [*papers_row(bench), *presses(bench)]
    print(table(rows))
    print("\n" + "\n".join(f"{key}: {value}" for key, value in machine().items()))
    sys.exit(not all(row.met for row in rows))


if __name__ == "__main__":
    main()
