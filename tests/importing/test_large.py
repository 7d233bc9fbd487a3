"""A national roster and a year's rota: as many statements for thousands of lines as for a few."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.documents.imports import recognise
from bot.documents.tables import write_csv
from bot.services.importing import import_rows
from tests.importing.desk import DUTY, ROSTER, counts
from tests.patience import PATIENCE
from tests.statements import statements

if TYPE_CHECKING:
    from tests.importing.desk import Desk

DISTRICTS = ("Wonodadi", "Udanawu", "Srengat", "Kademangan", "Bakung")


def people(count: int, first: int = 0) -> bytes:
    rows = [
        (f"Orang {number:05}", f"+62812{number + first:08}", DISTRICTS[number % 5], "PKD", "", "anggota")
        for number in range(count)
    ]
    return write_csv(ROSTER.split(","), rows)


async def test_thousands_of_people_then_many_with_new_numbers(desk: Desk) -> None:
    with statements() as first:
        assert counts(await desk.load("roster", people(6_000))) == (6_000, 0, 0)
    with statements() as moved:
        # Each has the number of the next, the last a new one: all are let go before any is written.
        assert counts(await desk.load("roster", people(6_000, first=1))) == (0, 6_000, 0)
    assert max(len(first), len(moved)) < 40


async def test_a_trial_of_a_roster_waits_for_nobody_who_writes_and_nobody_for_it(desk: Desk) -> None:
    rows = recognise(people(20), "roster")[1].rows
    async with asyncio.timeout(PATIENCE), desk.ctx.db.write():
        done = await import_rows(desk.ctx, desk.office_id, "roster", rows, dry_run=True)
    assert (done.added, done.kept) == (20, False)
    assert await desk.people() == []


async def test_five_thousand_duty_lines_take_a_handful_of_statements(desk: Desk) -> None:
    await desk.load("roster", people(10))
    days = [str(date(2023, 1, 1) + timedelta(days=day)) for day in range(1000)]
    early, late = (
        recognise(
            write_csv(
                DUTY.split(","),
                [(day, DISTRICTS[n], "harian", f"Orang {n + first:05}") for day in days for n in range(5)],
            )
        )[1].rows
        for first in (0, 5)
    )
    with statements() as seen:
        assert counts(await import_rows(desk.ctx, desk.office_id, "duty", early)) == (5000, 0, 0)
        assert counts(await import_rows(desk.ctx, desk.office_id, "duty", early)) == (0, 0, 5000)
        assert counts(await import_rows(desk.ctx, desk.office_id, "duty", late)) == (0, 5000, 0)
    assert len(seen) < 80
