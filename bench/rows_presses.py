"""Presses per second: 64 in flight, each of ours a real RSVP committed with its audit entry."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from measured import Bench, Figures, Row, at_least, compare, median, say
from office import BenchOffice, make_office, stored_answers
from processes import OURS, PEERS, ROOT, api_server, free_port, running

if TYPE_CHECKING:
    from collections.abc import Callable

IN_FLIGHT = 64
PEOPLE = 660
_ANSWERS = {"gyes": "hadir", "yes": "hadir", "gno": "berhalangan", "exc": "berhalangan"}


def polling(bench: Bench) -> list[Row]:
    """The group card's buttons, by polling, against PTB and aiogram."""
    say("presses by polling")
    choices = ["gyes:{id}", "gno:{id}"]
    ptb, mine, aiogram = compare(
        bench, lambda: peer(bench, "ptb.py"), lambda: ours(bench, choices), lambda: peer(bench, "aiogram_bot.py")
    )
    name = "presses/s by polling, RSVP on the group card"
    rows = [
        at_least(name, "PTB callback echo", "/s", mine, ptb, "per_second", 2.5),
        at_least(name, "aiogram callback echo", "/s", mine, aiogram, "per_second", 1.5),
    ]
    for row in rows:
        row.notes = _notes(row)
    return rows


def webhook(bench: Bench) -> list[Row]:
    """The same by webhook."""
    say("presses by webhook")
    choices = ["gyes:{id}", "gno:{id}"]
    mine, ptb = compare(bench, lambda: ours(bench, choices, webhook=True), lambda: peer(bench, "ptb.py", webhook=True))
    row = at_least(
        "presses/s by webhook, answered in the response", "PTB webhook echo", "/s", mine, ptb, "per_second", 3.0
    )
    row.notes = _notes(row)
    return [row]


def private(bench: Bench) -> list[Row]:
    """The buttons of the private invitation: the note and then the edited message, two calls a press."""
    say("presses on private invitations")
    choices = ["yes:{id}", "exc:{id}:SICK"]
    mine, ptb = compare(bench, lambda: ours(bench, choices, private=True), lambda: peer(bench, "ptb.py", private=True))
    row = at_least("presses/s by polling, private invitation", "PTB callback echo", "/s", mine, ptb, "per_second", 1.0)
    row.notes = _notes(row)
    return [row]


def ours(bench: Bench, choices: list[str], *, private: bool = False, webhook: bool = False) -> Figures:
    """`panwascam run` with a file of its own; every answered press must be in it afterwards."""
    office = asyncio.run(make_office(bench.database("presses"), PEOPLE))
    port = free_port()
    with api_server() as api:
        # The private invitation is edited after each press: at Telegram's limits that would be what is measured.
        env = office.environment(api.url, port, limits=not private)
        if webhook:
            env |= {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": "rahasia-uji"}
            # As many as the peer asks for.
            env["WEBHOOK_MAX_CONNECTIONS"] = "100"
        with running(OURS, "-m", "bot", "run", env=env) as program:
            api.wait_ready(program)
            filled = [choice.format(id=office.session_id) for choice in choices]
            cpu = program.cpu
            spans = _spans(bench)
            with program.sampled(bench.profile, spans["warm_up"] + spans["seconds"]):
                figures = api.order("presses", people=office.invited, choices=filled, private=private, **spans)
            figures["cpu_per_press"] = (program.cpu - cpu) / max(figures["answered"], 1)
            figures["memory"] = program.memory
    asyncio.run(_verify(office, figures))
    return {"who": "ours", **_told(figures)}


def peer(bench: Bench, script: str, *, private: bool = False, webhook: bool = False) -> Figures:
    """A library's echo of the same presses."""
    with api_server() as api:
        args = ["--webhook", str(free_port())] if webhook else []
        with running(PEERS, str(ROOT / "bench" / "peers" / script), api.url, *args) as program:
            api.wait_ready(program)
            cpu = program.cpu
            people = list(range(1_000_000, 1_000_000 + PEOPLE))
            choices = ["gyes:1", "gno:1"]
            figures = api.order("presses", people=people, choices=choices, private=private, **_spans(bench))
            figures["cpu_per_press"] = (program.cpu - cpu) / max(figures["answered"], 1)
            figures["memory"] = program.memory
    return {"who": script, **_told(figures)}


def _spans(bench: Bench) -> dict[str, float]:
    return {"in_flight": IN_FLIGHT, "warm_up": 1.0 if bench.quick else 2.0, "seconds": 3.0 if bench.quick else 8.0}


async def _verify(office: BenchOffice, figures: Figures) -> None:
    """Every answered press was stored and audited; the standing answers are the last ones pressed."""
    answers, audited = await stored_answers(office.url, office.session_id)
    if figures["unanswered"]:
        raise AssertionError(f"{figures['unanswered']} presses were never answered")
    if audited != figures["answered"]:
        raise AssertionError(f"{figures['answered']} presses answered, {audited} in the audit")
    pressed = {int(who): _ANSWERS[data.split(":")[0]] for who, data in figures["last"].items()}
    wrong = {who: (pressed[who], answers.get(who)) for who in pressed if pressed[who] != answers.get(who)}
    if wrong:
        raise AssertionError(f"answers stored otherwise than pressed: {wrong}")


def _told(figures: Figures) -> Figures:
    del figures["last"]
    say(
        f"    {figures['per_second']:,.0f}/s, p50 {1000 * figures['p50']:.1f} ms, p95 {1000 * figures['p95']:.1f} ms, "
        f"bot {1e6 * figures['cpu_per_press']:.0f} us CPU a press, server {100 * figures['server_busy']:.0f} % busy"
    )
    return figures


def _notes(row: Row) -> str:
    mine, peers = ([run for run in row.runs if (run["who"] == "ours") is ours] for ours in (True, False))
    p95, their_p95 = (1000 * median(runs, "p95") for runs in (mine, peers))
    cpu, their_cpu = (1e6 * median(runs, "cpu_per_press") for runs in (mine, peers))
    return f"p95 {p95:.0f} ms, peer {their_p95:.0f}; CPU a press {cpu:.0f} us, peer {their_cpu:.0f}"


ROWS: dict[str, Callable[[Bench], list[Row]]] = {"polling": polling, "private": private, "webhook": webhook}
