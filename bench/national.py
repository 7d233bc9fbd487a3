"""A country to measure with: 514 offices, 7,277 kecamatan, 22,000 people, 69 sessions an office, 1.5 million invitations.

Deterministic; written past the ORM (SQLite's executemany, PostgreSQL's COPY), since it is not what is measured.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

import asyncpg
from sqlalchemy.engine import make_url

from bot.clock import SystemClock
from bot.data import DATA_DIRECTORY
from bot.documents.tables import read_table
from bot.domain.invitations.chasing import DEFAULT_RULE
from bot.domain.meetings.periods.parser import parse_period
from bot.storage.database import Database
from bot.storage.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Sequence

OFFICES, DISTRICTS, PEOPLE = 514, 7_277, 22_000
ZONE = ZoneInfo("Asia/Jakarta")
# The Telegram account of office n's head is this plus n; offices beyond the last head have none.
FIRST_HEAD = 7_000_000
FIRST_DAY, LAST_DAY = date(2023, 10, 1), date(2023, 12, 31)
AFTERWARDS = datetime(2024, 1, 2, 2, tzinfo=UTC)
_INVITED = datetime(2023, 9, 20, 1, tzinfo=UTC)
_CHUNK = 20_000
# Of a hundred invitations: how they were answered.
_ANSWERS = (*["hadir"] * 62, *["berhalangan"] * 9, *["diwakilkan"] * 5, *[None] * 24)
_SEATS_EVERY = 50
_UNRECORDED_EVERY = 10
_COMMISSIONERS = ("Ketua Panwascam", "Anggota Panwascam", "Anggota Panwascam")
_DIVISIONS = ("SDMO", "HP2H", "PP-PS")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a country; parts of the whole are for trying something out."""

    offices: int = OFFICES
    districts: int = DISTRICTS
    people: int = PEOPLE

    @classmethod
    def part(cls, share: float) -> Size:
        return cls(*(max(round(whole * share), 1) for whole in (OFFICES, DISTRICTS, PEOPLE)))


class _Bulk(Protocol):
    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None: ...


async def fill(url: str, size: Size | None = None, *, meetings: bool = True) -> int:
    """Migrate an empty database and fill it; returns how many invitations it holds. Without `meetings` nothing is dated."""
    size = size or Size()
    db = Database(url, SystemClock(), sqlite_synchronous="OFF")
    try:
        await upgrade(db)
    finally:
        await db.close()
    async with _bulk(url) as bulk:
        people = _people(size)
        sessions = list(_sessions(size)) if meetings else []
        await bulk.copy("offices", ("id", "code", "name", "timezone"), _offices(size))
        await bulk.copy("districts", ("id", "office_id", "code", "name", "villages"), _districts(size))
        await bulk.copy("people", _PERSON_COLUMNS, (_person_row(one) for one in people))
        await bulk.copy("activities", _ACTIVITY_COLUMNS, _activities(size))
        await bulk.copy("sessions", _SESSION_COLUMNS, (_session_row(one) for one in sessions))
        await bulk.copy("invitations", _INVITATION_COLUMNS, _invitations(people, sessions))
        await bulk.copy("survey_responses", _SURVEY_COLUMNS, _surveys(people, sessions))
    return len(people) * len(_plan()) if meetings else 0


@dataclass(frozen=True, slots=True)
class _Person:
    id: int
    office: int
    district: int | None
    seat: int


@dataclass(frozen=True, slots=True)
class _Session:
    id: int
    office: int
    activity: int
    starts: datetime
    ordinal: int


def _plan() -> list[dict[str, str]]:
    return [dict(row.values) for row in read_table((DATA_DIRECTORY / "kegiatan.csv").read_bytes()).rows]


def _office_of(size: Size, district: int) -> int:
    """Kecamatan are spread evenly."""
    return (district - 1) * size.offices // size.districts + 1


def _offices(size: Size) -> Iterator[Sequence[Any]]:
    for number in range(1, size.offices + 1):
        yield number, f"{10 + number // 90}.{number % 90:02d}", f"Bawaslu Kabupaten Ukur {number}", ZONE.key


def _districts(size: Size) -> Iterator[Sequence[Any]]:
    for number in range(1, size.districts + 1):
        yield number, _office_of(size, number), f"K{number:05d}", f"Kecamatan Ukur {number}", "[]"


def _people(size: Size) -> list[_Person]:
    """Three commissioners a kecamatan, then a head for as many offices as are left."""
    commissioners = [
        _Person(3 * (district - 1) + seat + 1, _office_of(size, district), district, seat)
        for district in range(1, size.districts + 1)
        for seat in range(3)
    ]
    heads = max(size.people - len(commissioners), 1)
    last = len(commissioners)
    return commissioners + [_Person(last + office, office, None, 0) for office in range(1, heads + 1)]


_PERSON_COLUMNS = (
    "id",
    "office_id",
    "district_id",
    "name",
    "position",
    "division",
    "role",
    "telegram_id",
    "registered_at",
)


def _person_row(one: _Person) -> Sequence[Any]:
    name = f"Pengawas Ukur Nomor {one.id}, S.H."
    if one.district is None:
        return (
            one.id,
            one.office,
            None,
            name,
            "Kordiv Bawaslu",
            "SDMO",
            "kepala",
            FIRST_HEAD + one.office,
            _INVITED,
        )
    return (
        one.id,
        one.office,
        one.district,
        name,
        _COMMISSIONERS[one.seat],
        _DIVISIONS[one.seat],
        "anggota",
        8_000_000 + one.id,
        _INVITED,
    )


_ACTIVITY_COLUMNS = (
    "id",
    "office_id",
    "code",
    "division",
    "title",
    "kind",
    "audience",
    "place",
    "aims",
    "outputs",
    "note",
    "period_text",
    "precision",
    "earliest",
    "latest",
    "plan_year",
    "ordinal",
)


def _activities(size: Size) -> Iterator[Sequence[Any]]:
    plan = _plan()
    periods = [parse_period(row["waktu"], plan_year=2023) for row in plan]
    for office in range(1, size.offices + 1):
        for ordinal, (row, period) in enumerate(zip(plan, periods, strict=True), 1):
            yield (
                (office - 1) * len(plan) + ordinal,
                office,
                row["kode"],
                row["divisi"],
                row["judul"],
                row["jenis"],
                "komisioner",
                "",
                "",
                "",
                "",
                row["waktu"],
                period.precision.value,
                period.earliest,
                period.latest,
                2023,
                ordinal,
            )


def _sessions(size: Size) -> Iterator[_Session]:
    many = len(_plan())
    days = (LAST_DAY - FIRST_DAY).days
    for office in range(1, size.offices + 1):
        for ordinal in range(1, many + 1):
            day = FIRST_DAY + timedelta(days=(ordinal * days) // many)
            number = (office - 1) * many + ordinal
            starts = datetime.combine(day, time(9), ZONE).astimezone(UTC)
            yield _Session(number, office, number, starts, ordinal)


_SESSION_COLUMNS = (
    "id",
    "office_id",
    "activity_id",
    "number",
    "starts_at",
    "ends_at",
    "open_end",
    "place",
    "agenda",
    "bring",
    "status",
    "revision",
    "history",
    "cancel_reason",
    "seats",
    "chase_rule",
    "check_in_secret",
    "created_at",
)


def _session_row(one: _Session) -> Sequence[Any]:
    seats = 30 if one.id % _SEATS_EVERY == 0 else None
    return (
        one.id,
        one.office,
        one.activity,
        1,
        one.starts,
        one.starts + timedelta(hours=3),
        False,
        "Aula Ukur",
        "",
        "",
        "terjadwal",
        1,
        "{}",
        "",
        seats,
        DEFAULT_RULE,
        "",
        _INVITED,
    )


_INVITATION_COLUMNS = (
    "session_id",
    "person_id",
    "answer",
    "excuse",
    "excuse_text",
    "guest_name",
    "guest_position",
    "answered_at",
    "first_answered_at",
    "seat_since",
    "checked_in_at",
    "check_in_how",
    "substitute_came",
    "absence_reason",
    "created_at",
)


def _invitations(people: Sequence[_Person], sessions: Sequence[_Session]) -> Iterator[Sequence[Any]]:
    dice = random.Random(20231001)
    by_office: dict[int, list[_Person]] = {}
    for one in people:
        by_office.setdefault(one.office, []).append(one)
    for held in sessions:
        recorded = held.id % _UNRECORDED_EVERY != 0
        for person in by_office.get(held.office, ()):
            answer = _ANSWERS[int(dice.random() * 100)]
            answered = _INVITED + timedelta(seconds=int(dice.random() ** 3 * 9 * 86_400)) if answer else None
            coming = answer in ("hadir", "diwakilkan")
            came = None
            if recorded and dice.random() < (0.9 if coming else 0.1):
                came = held.starts + timedelta(minutes=int(dice.random() * 70) - 45)
            yield (
                held.id,
                person.id,
                answer,
                "sakit" if answer == "berhalangan" else None,
                "",
                "Wakil Ukur" if answer == "diwakilkan" else "",
                "",
                answered,
                answered,
                answered if coming else None,
                came,
                "petugas" if came else "",
                came is not None and answer == "diwakilkan",
                "",
                _INVITED,
            )


_SURVEY_COLUMNS = ("session_id", "person_id", "scores", "text", "answered_at")


def _surveys(people: Sequence[_Person], sessions: Sequence[_Session]) -> Iterator[Sequence[Any]]:
    """One in five answers, after one meeting in ten."""
    dice = random.Random(75)
    by_office: dict[int, list[_Person]] = {}
    for one in people:
        by_office.setdefault(one.office, []).append(one)
    for held in sessions[::10]:
        for person in by_office.get(held.office, ())[::5]:
            scores = [3 + int(dice.random() * 3) for _ in range(3)]
            yield held.id, person.id, str(scores), "", held.starts + timedelta(hours=4)


@asynccontextmanager
async def _bulk(url: str) -> AsyncIterator[_Bulk]:
    if url.startswith("sqlite"):
        path = make_url(url).database or ""
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            yield _Sqlite(connection)
            connection.execute("ANALYZE")
        connection.close()
        return
    server = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        yield _Postgres(server)
        for table in ("offices", "districts", "people", "activities", "sessions"):
            # Their numbers were given; the next is counted from there.
            numbers = f"pg_get_serial_sequence('{table}', 'id')"
            await server.execute(f"SELECT setval({numbers}, max(id)) FROM {table}")  # noqa: S608 (names of ours)
        await server.execute("VACUUM ANALYZE")
    finally:
        await server.close()


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        places = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 (names of ours)
        self._connection.executemany(statement, (_texts(row) for row in rows))


class _Postgres:
    def __init__(self, connection: asyncpg.Connection[asyncpg.Record]) -> None:
        self._connection = connection

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        chunk: list[Sequence[Any]] = []
        for row in rows:
            chunk.append(row)
            if len(chunk) == _CHUNK:
                await self._connection.copy_records_to_table(table, records=chunk, columns=list(columns))
                chunk = []
        await self._connection.copy_records_to_table(table, records=chunk, columns=list(columns))


def _texts(row: Sequence[Any]) -> Sequence[Any]:
    """As SQLAlchemy stores them in SQLite."""
    return [
        value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for value in row
    ]
