"""Crowds: somebody floods the bot, a group tries it out; how long everybody else's press waits meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from measured import Bench, Figures, Row, median, say
from office import GROUP_ID, make_office
from processes import OURS, api_server, free_port, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from office import BenchOffice
    from processes import Api

# Of these the first press; others are of the group that tries the bot out.
PEOPLE = 400
_STRANGER = 555_555
_FLOOD = 1_000
_GROUP = 88
_GROUP_ASKS_ALSO = 60
# Each press edits its message: a third of what Telegram lets through.
_PRESS_EVERY = 0.1
_MUST = 0.3


def flood(bench: Bench) -> list[Row]:
    """A stranger's 1,000 messages at once."""
    return [
        crowd(bench, f"a stranger's {_FLOOD:,} messages at once", webhook=webhook, begin=_begin_flood)
        for webhook in (False, True)
    ]


def launch(bench: Bench) -> list[Row]:
    """The launch day: 88 people of one group try `/jadwal` there, 60 also `/hadir`, within 40 seconds."""
    name = f"a group of {_GROUP} tries the bot out"
    return [crowd(bench, name, webhook=webhook, begin=_begin_launch) for webhook in (False, True)]


def _begin_flood(api: Api, _office: BenchOffice, _seconds: float) -> None:
    api.order("say", person=_STRANGER, text="/start", times=_FLOOD)


def _begin_launch(api: Api, office: BenchOffice, seconds: float) -> None:
    people = office.invited[-_GROUP:]
    asks = [(who, "/jadwal") for who in people] + [(who, "/hadir") for who in people[:_GROUP_ASKS_ALSO]]
    api.order("chatter", chat=GROUP_ID, says=asks, within=seconds / 1.5)


def crowd(bench: Bench, name: str, *, webhook: bool, begin: Callable[[Api, BenchOffice, float], None]) -> Row:
    """How long everybody else's press waits from when the crowd begins."""
    way = "webhook" if webhook else "polling"
    say(f"{name}, by {way}")
    seconds = 15.0 if bench.quick else 60.0
    runs = [_measure(bench, seconds, webhook=webhook, begin=begin) for _ in range(bench.runs)]
    p95, unanswered = median(runs, "p95"), max(run["unanswered"] for run in runs)
    slowest = max(run["max"] for run in runs)
    return Row(
        f"p95 of everybody else's press while {name}, by {way}",
        "-",
        "s",
        p95,
        None,
        None,
        f"<= {_MUST:g} s",
        p95 <= _MUST and not unanswered,
        f"{runs[0]['asked']} presses; slowest {slowest:.2f} s, unanswered {unanswered}; 429s {max(run['refused'] for run in runs)}",
        runs,
    )


def _measure(
    bench: Bench, seconds: float, *, webhook: bool, begin: Callable[[Api, BenchOffice, float], None]
) -> Figures:
    office = asyncio.run(make_office(bench.database("crowds"), PEOPLE))
    port = free_port()
    with api_server() as api:
        env = office.environment(api.url, port)
        if webhook:
            env |= {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": "rahasia-uji"}
        with running(OURS, "-m", "bot", "run", env=env) as program:
            api.wait_ready(program)
            api.order("limits")
            choices = [f"yes:{office.session_id}", f"exc:{office.session_id}:SICK"]
            pressing = {"people": office.invited[:-_GROUP], "choices": choices, "every": _PRESS_EVERY}
            # A second of quiet first: nobody measures the first statements.
            api.order("steady", seconds=1.0, **pressing)
            begin(api, office, seconds)
            figures = api.order("steady", seconds=seconds, **pressing)
            figures["refused"] = api.order("counts")["refused"]
    say("    " + ", ".join(f"{key} {value:.3g}" for key, value in figures.items()))
    return {"who": "ours", **figures}


ROWS: dict[str, Callable[[Bench], list[Row]]] = {"flood": flood, "launch": launch}
