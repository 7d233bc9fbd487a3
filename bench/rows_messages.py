"""Blasts: at Telegram's limits with people asking things meanwhile, and without limits for the bot's own speed."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from measured import Bench, Figures, Row, at_least, at_most, compare, median, say
from office import ACTIVITY, FIRST_INVITED, FIRST_STAFF, STAFF, make_office
from processes import OURS, PEERS, ROOT, Api, Program, api_server, free_port, running

if TYPE_CHECKING:
    from collections.abc import Callable

PER_SECOND = 30
# In a long run people ask this often; each of them seldom enough for the limit of one chat.
ASK_EVERY = 1.0


def replies(bench: Bench) -> list[Row]:
    """How long `/jadwal` takes while a blast runs at the limit."""
    say("replies during a blast")
    mine, peers = compare(
        bench,
        lambda: ours(bench, _count(bench), asks=True),
        lambda: peer(_count(bench), limiter=True, asks=True),
    )
    row = at_most("p95 of a /jadwal reply during a blast at 30/s", "PTB AIORateLimiter", "s", mine, peers, "p95", 0.2)
    row.must = "<= 1 s, >= 5x better"
    row.met = row.met and row.ours <= 1.0
    row.notes = f"{_count(bench):,} messages; {mine[0]['asked']} asked; slowest {max(run['max'] for run in mine):.2f} s"
    return [row]


def limited(bench: Bench) -> list[Row]:
    """How much of the limit a blast uses, and whether it ever draws a 429."""
    say("a blast at the limit")
    mine, peers = compare(bench, lambda: ours(bench, _count(bench)), lambda: peer(_count(bench), limiter=True))
    ours_, theirs = (100 * median(figures, "per_second") / PER_SECOND for figures in (mine, peers))
    refused = max(run["refused"] for run in mine)
    notes = (
        f"429s: ours {refused}, peer {max(run['refused'] for run in peers)}; "
        f"not delivered: ours {max(run['missing'] for run in mine)}, peer {max(run['missing'] for run in peers)}"
    )
    met = ours_ >= 97 and not refused
    return [
        Row(
            f"blast of {_count(bench):,} within 30/s",
            "AIORateLimiter",
            "% of the limit",
            ours_,
            theirs,
            None,
            ">= 97%, no 429",
            met,
            notes,
            [*mine, *peers],
        )
    ]


def unlimited(bench: Bench) -> list[Row]:
    """How fast a blast could go, ledger included, and the CPU time a message takes."""
    say("a blast without limits")
    mine, peers = compare(
        bench, lambda: ours(bench, _count(bench), limits=False), lambda: peer(_count(bench), limits=False)
    )
    speed = at_least("blast without limits, ledger included", "PTB gather", "/s", mine, peers, "per_second", 2.0)
    cpu = at_most("own CPU per delivered message", "PTB gather", "ms", mine, peers, "cpu_ms", 1.5)
    speed.notes = cpu.notes = f"{_count(bench):,} messages"
    return [speed, cpu]


def ours(bench: Bench, count: int, *, limits: bool = True, asks: bool = False) -> Figures:
    """A head dates a session by `/tetapkan` and says Yes to the last look; everybody invited gets the invitation."""
    office = asyncio.run(make_office(bench.database("blast"), count, date_session=False))
    day = datetime.now(UTC).date() + timedelta(days=7)
    command = f"/tetapkan {ACTIVITY} {day} 09:00 Aula"
    with (
        api_server() as api,
        running(OURS, "-m", "bot", "run", env=office.environment(api.url, free_port(), limits=limits)) as program,
    ):
        return {"who": "ours", **_blast(api, program, command, count, limits, asks, yes="setok:1")}


def peer(count: int, *, limiter: bool = False, limits: bool = True, asks: bool = False) -> Figures:
    """The same number of messages sent at once with `asyncio.gather`."""
    args = ["--blast", f"{FIRST_INVITED}:{count}", *(["--limiter"] if limiter else [])]
    with api_server() as api, running(PEERS, str(ROOT / "bench/peers/ptb.py"), api.url, *args) as program:
        return {"who": "ptb", **_blast(api, program, "/blast", count, limits, asks)}


def _blast(
    api: Api,
    program: Program,
    command: str,
    count: int,
    limits: bool,  # noqa: FBT001
    asks: bool,  # noqa: FBT001
    yes: str = "",
) -> Figures:
    api.wait_ready(program)
    time.sleep(1.0)
    if limits:
        api.order("limits")
    if yes:
        api.order("say", person=FIRST_STAFF, text=command)
        time.sleep(2.0)
    cpu = program.cpu
    if yes:
        api.order("press", person=FIRST_STAFF, data=yes)
    else:
        api.order("say", person=FIRST_STAFF, text=command)
    if asks:
        api.order("asks", people=list(range(FIRST_STAFF + 1, FIRST_STAFF + STAFF)), text="/jadwal", every=ASK_EVERY)
    # Twice as long as the limit makes it take: what is not there then is missing.
    counts = api.wait_sent(count, 30 + 2 * count / PER_SECOND, program)
    answers = api.order("stop_asks") if asks else {}
    took = counts["last"] - counts["first"]
    figures = {
        "per_second": (counts["sent"] - 1) / took,
        "seconds": took,
        "refused": counts["refused"],
        "missing": count - counts["sent"],
        "twice": counts["twice"],
        "cpu_ms": 1000 * (program.cpu - cpu) / max(counts["sent"], 1),
        **answers,
    }
    say("    " + ", ".join(f"{key} {value:.3g}" for key, value in figures.items()))
    return figures


def _count(bench: Bench) -> int:
    return 300 if bench.quick else 2_000


ROWS: dict[str, Callable[[Bench], list[Row]]] = {"replies": replies, "limited": limited, "unlimited": unlimited}
