"""The office's desk: the seeded kecamatan of Blitar and a clerk who imports files, without Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bot.app import connect
from bot.config.settings import Settings
from bot.documents.imports import recognise
from bot.leading.seed import seed_office
from bot.services.importing import Imported, import_rows
from bot.services.office.offices import add_office, office_codes
from bot.storage.models import Activity, AuditEntry, District, DutyShift, Person

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.importing.rows import RowProblem
    from bot.services.context import Context

ROSTER = "nama,telepon,kecamatan,jabatan,divisi,peran"
CALENDAR = "kode,divisi,judul,waktu,jenis,sasaran"
DUTY = "tanggal,kecamatan,shift,nama"

Problem = tuple[int, str, str, str]


@dataclass(slots=True)
class Desk:
    ctx: Context
    office_id: int

    @classmethod
    async def open(cls, clock: Clock, url: str) -> Desk:
        settings = Settings.model_validate({"database_url": url, "sqlite_synchronous": "OFF"})
        ctx = connect(settings, clock)
        return cls(ctx, await seed_office(ctx, settings))

    async def other_office(self, code: str) -> Desk:
        if code not in await office_codes(self.ctx):
            await add_office(self.ctx, code, {"name": f"Bawaslu {code}", "timezone": "WIB"})
        return Desk(self.ctx, await seed_office(self.ctx, Settings.model_validate({}), code))

    async def load(self, kind: str, content: str | bytes, **options: Any) -> Imported:
        raw = content.encode() if isinstance(content, str) else content
        return await import_rows(self.ctx, self.office_id, kind, recognise(raw, kind)[1].rows, **options)

    async def roster(self, *lines: str, head: str = ROSTER, **options: Any) -> Imported:
        return await self.load("roster", "\n".join((head, *lines)), **options)

    async def calendar(self, *lines: str, head: str = CALENDAR, **options: Any) -> Imported:
        return await self.load("calendar", "\n".join((head, *lines)), **{"plan_year": 2023, **options})

    async def duty(self, *lines: str, head: str = DUTY, **options: Any) -> Imported:
        return await self.load("duty", "\n".join((head, *lines)), **options)

    async def people(self) -> list[Person]:
        """Everybody of the office, in the order in which they came."""
        query = select(Person).options(joinedload(Person.district)).where(Person.office_id == self.office_id)
        async with self.ctx.db.read() as session:
            return list((await session.execute(query.order_by(Person.id))).scalars())

    async def phones(self) -> dict[str, str | None]:
        return {person.name: person.phone for person in await self.people()}

    async def activities(self) -> list[Activity]:
        query = select(Activity).where(Activity.office_id == self.office_id).order_by(Activity.ordinal)
        async with self.ctx.db.read() as session:
            return list((await session.execute(query)).scalars())

    async def rota(self) -> list[tuple[str, str, str, str]]:
        """(day, kecamatan, shift, officer) in order."""
        query = (
            select(DutyShift.day, District.name, DutyShift.shift, Person.name)
            .join(District, District.id == DutyShift.district_id)
            .join(Person, Person.id == DutyShift.person_id)
            .order_by(DutyShift.day, District.code, DutyShift.shift)
        )
        async with self.ctx.db.read() as session:
            return [
                (day.isoformat(), district, shift, name) for day, district, shift, name in await session.execute(query)
            ]

    async def audit(self) -> list[tuple[str, dict[str, Any]]]:
        query = select(AuditEntry.action, AuditEntry.detail).where(AuditEntry.office_id == self.office_id)
        async with self.ctx.db.read() as session:
            return [(action, detail) for action, detail in await session.execute(query.order_by(AuditEntry.id))]


def counts(done: Imported) -> tuple[int, int, int]:
    """Added, changed, the same; fails on problems, which it names."""
    assert done.problems == ()
    return done.added, done.changed, done.same


def named(problems: tuple[RowProblem, ...]) -> list[Problem]:
    """What a reader is told: line, column, value, reason."""
    return [(problem.line, problem.column, problem.value, problem.reason) for problem in problems]
