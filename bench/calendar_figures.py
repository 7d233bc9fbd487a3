"""The calendar's figures: /jadwal, clashes, a month proposed, files and feeds, an import: `./dev bench calendar [--quick]`."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from measured import Row, say, table
from office import sqlite_url
from sqlalchemy import insert, select

from bot.app import connect
from bot.clock import VirtualClock
from bot.config.settings import Settings
from bot.documents.ics import calendar_file
from bot.documents.imports import recognise
from bot.documents.reading import FileReader
from bot.documents.tables import write_csv
from bot.domain.importing.columns import ROSTER_COLUMNS
from bot.domain.meetings.periods.window import PeriodWindow
from bot.domain.meetings.proposals.booked import Booked
from bot.domain.meetings.proposals.month import plan_month
from bot.domain.meetings.proposals.slots import Wish
from bot.domain.meetings.terms import Terms
from bot.domain.vocabulary import Division, SessionStatus
from bot.leading.seed import seed_office
from bot.replay.stage import rows_of
from bot.services.access import PEOPLE
from bot.services.importing import import_rows
from bot.services.meetings import clashing, feeds, proposing
from bot.services.meetings.calendar import asked_schedule, plan_activities
from bot.services.meetings.office_days import office_days
from bot.services.office.offices import add_office, office_codes
from bot.services.people.facts import person_of
from bot.storage import migrate
from bot.storage.models import Activity, Invitation, Office, Person, Session
from bot.views.meetings.calendar import schedule

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

OFFICES, SESSIONS, CROWD, PEOPLE_OF_ONE = 500, 300, 10_000, 66
WISHES = 40
IMPORTED, _MOST_IMPORT = 10_000, 5.0
NOW = datetime(2023, 10, 2, 2, 0, tzinfo=UTC)


async def measure(directory: Path, *, quick: bool) -> list[Row]:
    """All figures, on SQLite."""
    settings = Settings.model_validate(
        {"database_url": sqlite_url(directory / "calendar.db"), "bot_timezone": "Asia/Jakarta"}
    )
    ctx = connect(settings, VirtualClock(NOW))
    try:
        await migrate.upgrade(ctx.db)
        office_id = await seed_office(ctx, settings)
        for kind, name in (("roster", "anggota-contoh.csv"), ("calendar", "kegiatan.csv")):
            await import_rows(ctx, office_id, kind, rows_of(name), plan_year=2023)
        await _fill(ctx, office_id, OFFICES // 10 if quick else OFFICES)
        actor = await _actor(ctx, office_id)
        return await _figures(ctx, actor, office_id, 5 if quick else 30)
    finally:
        await ctx.db.close()


async def _figures(ctx: Context, actor: PersonFacts, office_id: int, many: int) -> list[Row]:
    async def _screen(*words: str) -> None:
        found = await asked_schedule.schedule(ctx, actor, words)
        schedule.schedule(found, 0, ctx.today(actor.zone))

    rows = [
        await _row(f"/jadwal{''.join(f' {word}' for word in words)}", 0.020, many, partial(_screen, *words))
        for words in ((), ("bulan",), ("saya",), ("logistk",))
    ]
    activities = await ctx.db.query(partial(plan_activities.load_activities, office_id=office_id))
    held = [one for activity in activities for one in activity.sessions]

    async def _feed() -> None:
        calendar_file([(one, one.short_title) for one in held[:SESSIONS]], NOW)

    rows.append(await _row(f"a calendar file of {min(len(held), SESSIONS)} sessions", 0.050, many, _feed))

    async def _asked_for() -> None:
        mine = await feeds.own_sessions(ctx, actor)
        calendar_file([(one, one.short_title) for one in mine], NOW, name="Sesi saya", refresh=timedelta(hours=1))

    invited = len(await feeds.own_sessions(ctx, actor))
    rows.append(await _row(f"a feed of {invited} sessions, read and written", 0.050, many, _asked_for))
    rows.append(await _import(ctx))

    async def _month() -> None:
        await proposing.month_of_office(ctx, office_id, date(2023, 11, 1))

    rows.append(await _row("a month proposed", 2.0, 3, _month))
    people = await ctx.db.query(lambda connection: _people_of(connection, office_id))
    month = PeriodWindow(date(2023, 11, 1), date(2023, 11, 30))
    wishes = [
        Wish(f"X-{number:02d}", (month,), f"Aula {number % 3}", division, people)
        for number, division in zip(range(WISHES), itertools.cycle(Division), strict=False)
    ]

    async def _forty() -> None:
        plan = plan_month(wishes, Booked(actor.zone), office_days(), NOW.date())
        # All of them want all people: there is a slot for each without a clash.
        assert len(plan.solved) == WISHES, plan.crowded

    rows.append(await _row(f"a month of {WISHES} activities for the same {len(people)} proposed", 2.0, 3, _forty))
    await _crowd(ctx, office_id)
    start = NOW + timedelta(days=20, hours=1)
    first = held[0]
    wanted = clashing.Wanted(
        office_id,
        actor.zone,
        first.division,
        "komisioner",
        Terms(start, start + timedelta(hours=3), open_end=False, place="Aula"),
    )

    async def _clash() -> None:
        await ctx.db.query(lambda connection: clashing.conflicts(connection, wanted))

    rows.append(await _row(f"clashes of a new session with {CROWD:,}", 0.020, many, _clash))
    return rows


def _people_of(connection: Connection, office_id: int) -> frozenset[int]:
    query = select(Person.id).where(Person.office_id == office_id).limit(PEOPLE_OF_ONE)
    return frozenset(connection.execute(query).scalars())


async def _import(ctx: Context) -> Row:
    """A roster of an office of its own, from the file to the commit, with the process that reads it."""
    await add_office(ctx, "73.01", {"name": "Bawaslu Selayar", "timezone": "Asia/Makassar"})
    office_id = (await office_codes(ctx))["73.01"][0]
    districts = "kode;kecamatan;desa_kelurahan\n73.01.01;Benteng;\n"
    await import_rows(ctx, office_id, "kecamatan", recognise(districts.encode())[1].rows)
    people = [(f"Orang {one:05}", f"+62812{one:08}", "Benteng", "PKD", "", "") for one in range(IMPORTED)]
    content = write_csv(ROSTER_COLUMNS, people)
    begun, own = time.perf_counter(), time.process_time()
    table_read = (await FileReader().read(content, "roster"))[1]
    read = time.perf_counter() - begun
    done = await import_rows(ctx, office_id, "roster", table_read.rows)
    took, own = time.perf_counter() - begun, time.process_time() - own
    met = took <= _MOST_IMPORT and done.added == IMPORTED
    notes = f"of it {read:.1f} s reading the file; by the clock, beside whatever else runs; {own:.1f} s of the bot's own time"
    return Row(f"an import of {IMPORTED:,} rows", "-", "s", took, None, None, f"<= {_MOST_IMPORT:g} s", met, notes)


async def _row(name: str, must: float, many: int, make: Callable[[], Awaitable[None]]) -> Row:
    await make()
    times = []
    for _ in range(many):
        # Its own time: of the process, whatever else runs on the machine.
        begun = time.process_time()
        await make()
        times.append(time.process_time() - begun)
    ours, slowest = median(times), max(times)
    notes = f"{many} made; slowest {1000 * slowest:,.1f} ms"
    return Row(name, "-", "s", ours, None, None, f"<= {must:g} s", ours <= must, notes)


async def _fill(ctx: Context, office_id: int, offices: int) -> None:
    """Offices of the same plan, each with its sessions; the one that is asked has people invited to them."""
    begun = time.perf_counter()

    def _unit(connection: Connection) -> None:
        plan = [dict(row._mapping) for row in connection.execute(select(Activity.__table__))]  # noqa: SLF001 (a row as a dict)
        for row in plan:
            row.pop("id")
        for number in range(offices):
            mine = office_id
            if number:
                values = {"code": f"99.{number:04}", "name": f"Bawaslu {number}", "timezone": "Asia/Jakarta"}
                mine = connection.execute(insert(Office).values(values)).inserted_primary_key[0]
                connection.execute(insert(Activity), [{**row, "office_id": mine} for row in plan])
            _sessions(connection, mine, SESSIONS, spread=90)
        _invite(connection, office_id)

    await ctx.db.transact(_unit)
    say(f"  {offices} offices of {SESSIONS} sessions in {time.perf_counter() - begun:.0f} s")


def _sessions(connection: Connection, office_id: int, many: int, *, spread: int, first_number: int = 1) -> None:
    ids = list(connection.execute(select(Activity.id).where(Activity.office_id == office_id)).scalars())
    connection.execute(
        insert(Session),
        [
            {
                "office_id": office_id,
                "activity_id": ids[one % len(ids)],
                "number": first_number + one // len(ids),
                "starts_at": (start := NOW + timedelta(days=one % spread - 10, hours=one % 7)),
                "ends_at": start + timedelta(hours=3),
                "place": f"Aula {one % 50}",
                "status": SessionStatus.SCHEDULED,
                "history": {},
                "created_at": NOW,
            }
            for one in range(many)
        ],
    )


def _invite(connection: Connection, office_id: int) -> None:
    held = list(connection.execute(select(Session.id).where(Session.office_id == office_id)).scalars())
    people = list(
        connection.execute(
            select(Person.id).where(Person.office_id == office_id).order_by(Person.id).limit(PEOPLE_OF_ONE)
        ).scalars()
    )
    known = set(connection.execute(select(Invitation.session_id)).scalars())
    rows = [
        {"session_id": one, "person_id": person, "created_at": NOW}
        for one in held
        if one not in known
        for person in people
    ]
    if rows:
        connection.execute(insert(Invitation), rows)


async def _crowd(ctx: Context, office_id: int) -> None:
    def _unit(connection: Connection) -> None:
        _sessions(connection, office_id, CROWD - SESSIONS, spread=300, first_number=100)
        _invite(connection, office_id)

    await ctx.db.transact(_unit)


async def _actor(ctx: Context, office_id: int) -> PersonFacts:
    query = PEOPLE.where(Person.office_id == office_id).order_by(Person.id).limit(1)
    found: PersonFacts = await ctx.db.query(lambda connection: person_of(connection.execute(query).one()))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer offices and runs, for trying something out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        rows = asyncio.run(measure(Path(directory), quick=args.quick))
    print(table(rows))
    sys.exit(any(not row.met for row in rows))


if __name__ == "__main__":
    main()
