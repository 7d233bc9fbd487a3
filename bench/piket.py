"""Piket of a country: a cycle of every secretariat's shifts, a month's rota, the heat picture, and what presses feel: `./dev bench piket`."""

from __future__ import annotations

import asyncio
import signal
import time
from datetime import date, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from country import arguments, measure_on_each
from measured import Bench, Row, say
from national import ZONE, Size, fill
from office import BenchOffice, daytime_zone
from processes import OURS, ROOT, api_server, free_port, running
from recap_reports import add_coming_session
from run_with_papers import peak
from sqlalchemy import delete, insert, select, text, update

from bot.app import connect
from bot.clock import VirtualClock
from bot.config.settings import Settings
from bot.documents.typesetting import typeset
from bot.domain.duty.overview import DistrictLine, Overview
from bot.domain.duty.rota import Rotation
from bot.domain.ledger import Purpose, State
from bot.domain.timing import local_instant
from bot.domain.vocabulary import Situation
from bot.services.duty import escalating, rota
from bot.services.duty.limits import days_off
from bot.services.duty.turns import rotas
from bot.storage.models import (
    Delivery,
    District,
    DutyReport,
    DutyRule,
    DutyShift,
    Office,
    Person,
    ProcessedUpdate,
)
from bot.views.duty import pictures

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from processes import Api
    from sqlalchemy import Connection


CYCLE, MEMORY, MONTH, PICTURE, PRESS = 5.0, 200.0, 60.0, 1.0, 0.3
# Of a hundred shifts so many are reported in time.
_REPORTED = 95
# Twenty presses a second, as in a crowded hour.
_EVERY = 0.05
MIDNIGHT = clock_time(0)
_DAY = date(2023, 11, 7)


def _settings(url: str) -> Settings:
    return Settings.model_validate({"database_url": url, "bot_timezone": daytime_zone()})


async def give_rules(url: str, begins: date) -> None:
    """Every kecamatan has the usual rule, for its three people."""
    ctx = connect(_settings(url))

    def _unit(connection: Connection) -> None:
        people: dict[int, list[int]] = {}
        for person in connection.execute(select(Person.id, Person.district_id).where(Person.district_id.is_not(None))):
            people.setdefault(person.district_id, []).append(person.id)
        rows = [
            {
                "office_id": row.office_id,
                "district_id": row.id,
                "begins": begins,
                "rotation": Rotation.DAILY,
                "days_off": True,
                "shifts": ["harian"],
                "people": people[row.id],
                "made_at": ctx.clock.now(),
            }
            for row in connection.execute(select(District.id, District.office_id))
        ]
        connection.execute(insert(DutyRule), rows)

    try:
        await ctx.db.transact(_unit)
    finally:
        await ctx.db.close()


async def _timed(work: Callable[[], Awaitable[Any]]) -> float:
    begun, busy = time.perf_counter(), time.process_time()
    await work()
    # Beside other work the processor's seconds say more.
    say(f"    {time.process_time() - busy:.2f} s of the processor")
    return time.perf_counter() - begun


async def measure_cycle(url: str, zone: ZoneInfo, day: date) -> dict[str, float]:
    """Seconds to open the day and to take both steps after its end; MiB that this took; seconds for the month of all.

    An ordinary day: the one before was opened (this is timed too: with it two days begin, in empty tables) and reported,
    and PostgreSQL has looked at its tables, as its autovacuum does within minutes.
    """
    clock = VirtualClock(_at(day - timedelta(days=1), 0.5, zone))
    ctx = connect(_settings(url), clock)
    try:
        await ctx.db.query(lambda connection: connection.execute(select(Office.id)).all())
        before = _peak_from_here()
        figures = {"ever": await _timed(lambda: rota.open_days(ctx, zone))}
        await ctx.db.transact(lambda connection: _report(connection, _at(day, 0, zone)))
        await ctx.db.transact(lambda connection: connection.execute(text("ANALYZE")))
        await clock.advance_to(_at(day, 0.5, zone))
        figures["open"] = await _timed(lambda: rota.open_days(ctx, zone))
        await ctx.db.transact(lambda connection: _report(connection, _at(day, 16, zone)))
        for name, hour in (("first", 17.01), ("second", 18.01)):
            await clock.advance_to(_at(day, hour, zone))
            figures[name] = await _timed(lambda: escalating.escalate(ctx))
        figures["memory"] = peak("self") - before
        figures["month"] = await _timed(lambda: ctx.db.query(lambda connection: _month(connection, day)))
        return figures
    finally:
        await ctx.db.close()


def _peak_from_here() -> float:
    """What this process holds now (MiB), from which its peak is counted."""
    Path("/proc/self/clear_refs").write_text("5")
    return peak("self")


def _at(day: date, hour: float, zone: ZoneInfo) -> datetime:
    return local_instant(day, MIDNIGHT, zone) + timedelta(hours=hour)


def _report(connection: Connection, at: datetime) -> None:
    """Most report in time; the others were asked at the end."""
    shifts = connection.execute(
        select(DutyShift.id, DutyShift.office_id, DutyShift.person_id)
        .outerjoin(DutyReport, DutyReport.shift_id == DutyShift.id)
        .where(DutyReport.id.is_(None))
    )
    rows = [
        {
            "office_id": row.office_id,
            "shift_id": row.id,
            "number": f"PKT/{row.id}",
            "situation": Situation.SAFE,
            "text": "Nihil.",
            "reported_by": row.person_id,
            "reported_at": at - timedelta(hours=1),
        }
        for row in shifts
        if row.id % 100 < _REPORTED
    ]
    connection.execute(insert(DutyReport), rows)
    asked = update(Delivery).where(Delivery.purpose == Purpose.DUTY_MISSING)
    connection.execute(asked.values(state=State.SENT, settled_at=at))


def _month(connection: Connection, day: date) -> int:
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    offices = connection.scalars(select(Office.id)).all()
    return sum(len(found.turns) for office in offices for found in rotas(connection, office, first, last).values())


def heat_picture(zone: ZoneInfo, day: date) -> float:
    """Seconds to set a month of 22 kecamatan, the compiler being warm."""
    now = _at(day, 19, zone)
    lines = tuple(DistrictLine(number, f"Kecamatan {number}", {}, now) for number in range(1, 23))
    first = day.replace(day=1)
    found = Overview("Bawaslu", first, first + timedelta(days=30), True, zone, now, lines)
    picture = pictures.completeness(found, days_off())
    typeset(picture)
    begun = time.perf_counter()
    typeset(picture)
    return time.perf_counter() - begun


def measure(bench: Bench, kind: str, size: Size) -> list[Row]:
    """All figures on one kind of database."""
    url = bench.database("piket")
    say(f"{kind}: filling")
    asyncio.run(fill(url, size, meetings=False))
    asyncio.run(give_rules(url, _DAY - timedelta(days=30)))
    figures = asyncio.run(measure_cycle(url, ZONE, _DAY))
    say("  " + ", ".join(f"{name} {value:.2f}" for name, value in figures.items()))
    cycle = figures["open"] + figures["first"] + figures["second"]
    picture = heat_picture(ZONE, _DAY)
    of_steps = (
        f"opening {figures['open']:.1f} s, an hour after the end {figures['first']:.1f} s, two {figures['second']:.1f} s;"
        f" the very first opening, of two days: {figures['ever']:.1f} s"
    )
    rows = [
        Row(
            f"{size.districts:,} shifts opened and closed, {kind}",
            "-",
            "s",
            cycle,
            None,
            None,
            f"<= {CYCLE:g} s",
            cycle <= CYCLE,
            of_steps,
        ),
        Row(
            f"memory of that, {kind}",
            "-",
            "MiB more",
            figures["memory"],
            None,
            None,
            f"<= {MEMORY:g} MiB",
            figures["memory"] <= MEMORY,
        ),
        Row(
            f"month's rota of all, {kind}",
            "-",
            "s",
            figures["month"],
            None,
            None,
            f"<= {MONTH:g} s",
            figures["month"] <= MONTH,
        ),
        Row(f"heat picture, {kind}", "-", "s", picture, None, None, f"<= {PICTURE:g} s", picture <= PICTURE),
    ]
    return [*rows, _presses(bench, kind, url)]


def _presses(bench: Bench, kind: str, url: str) -> Row:
    """What presses at a steady rate wait without the cycle, and while the day is opened and closed over and over."""
    say("  presses without and with the cycle")
    pressed = asyncio.run(_prepare(url))
    office = BenchOffice(url, daytime_zone(), pressed.session_id, pressed.people)
    told = bench.path("told").with_suffix(".txt")
    seconds = 6.0 if bench.quick else 40.0
    with api_server() as api:
        script = str(ROOT / "bench" / "run_with_piket.py")
        with running(OURS, script, str(told), env=office.environment(api.url, free_port())) as program:
            api.wait_ready(program)
            _press(api, office, 1.0)
            alone = _press(api, office, seconds / 2)
            program.process.send_signal(signal.SIGUSR1)
            figures = _press(api, office, seconds)
    p95, days = figures["p95"], int(told.read_text())
    notes = (
        f"without it {alone['p95']:.3f} s; one press every {_EVERY:g} s, slowest {figures['max']:.2f} s;"
        f" {days} days opened and closed meanwhile"
    )
    met = p95 <= PRESS and not figures["unanswered"]
    return Row(f"p95 of a press meanwhile, {kind}", "-", "s", p95, None, None, f"<= {PRESS:g} s", met, notes)


def _press(api: Api, office: BenchOffice, seconds: float) -> dict[str, Any]:
    choices = [f"yes:{office.session_id}", f"exc:{office.session_id}:SICK"]
    return api.order("steady", people=office.invited, choices=choices, every=_EVERY, seconds=seconds)


async def _prepare(url: str) -> Any:
    ctx = connect(_settings(url))
    try:
        await ctx.db.transact(lambda connection: connection.execute(delete(ProcessedUpdate)))
        return await add_coming_session(ctx)
    finally:
        await ctx.db.close()


def main() -> None:
    measure_on_each(arguments(__doc__).parse_args(), 1, measure)


if __name__ == "__main__":
    main()
