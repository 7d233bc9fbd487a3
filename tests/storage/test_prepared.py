"""Prepared statements do what SQLAlchemy does with the same statement, on both databases and on every way to them."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import bindparam, create_engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

import bot.delivery
import bot.services
from bot.delivery import older
from bot.domain.vocabulary import Division, Position, Role
from bot.services.people.facts import PEOPLE
from bot.storage.models import AuditEntry, Office, Person, Session
from bot.storage.prepared import ManyRows, Prepared

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from bot.storage.database import Database

AT = datetime(2023, 10, 12, 2, 0, 30, 999_999, tzinfo=UTC)
_LETTERS = (
    *("address", "email", "website", "contact", "seat", "logo"),
    *("letter_code", "classifications", "letter_pattern", "certificate_basis"),
)
_NO_LETTERS = dict.fromkeys(_LETTERS, "")
_ADD_OFFICE = Prepared(insert(Office), "code", "name", "timezone", *_LETTERS)
_ENTRY = Prepared(insert(AuditEntry), "office_id", "at", "actor_id", "action", "subject", "detail")
_SOMEBODY = Prepared(PEOPLE.where(Person.telegram_id == bindparam("telegram_id")))
# A constant among the parameters, a function, and a value of its own type.
_RENAME = Prepared(
    update(Person)
    .where(Person.telegram_id == bindparam("who"), Person.role == Role.HEAD)
    .values(name=Person.name + bindparam("suffix"), role=Role.ADMIN, unreachable_since=bindparam("since"))
)


def _office(connection: Connection) -> int:
    office = {"code": "B", "name": "Kantor “Blitar”", "timezone": "Asia/Jakarta"}
    assert _ADD_OFFICE.run(connection, office | _NO_LETTERS) == 1
    return connection.execute(select(Office.id)).scalar_one()


def _head(connection: Connection) -> int:
    office_id = _office(connection)
    connection.execute(
        insert(Person),
        {
            "office_id": office_id,
            "name": "Siti",
            "position": Position.OFFICE_HEAD,
            "division": Division.SDMO,
            "role": Role.HEAD,
            "phone": "+6281",
            "telegram_id": 7,
        },
    )
    return office_id


async def test_a_row_reads_as_sqlalchemy_reads_it(db: Database) -> None:
    await db.transact(_head)

    def _read(connection: Connection) -> tuple[Any, Any]:
        values = {"telegram_id": 7}
        return _SOMEBODY.one_or_none(connection, values), connection.execute(_SOMEBODY.statement, values).one()

    found, expected = await db.query(_read)
    assert found == tuple(expected)
    assert (found.name, found.position, found.role) == ("Siti", Position.OFFICE_HEAD, Role.HEAD)
    assert type(found.position) is Position
    assert await db.query(lambda connection: _SOMEBODY.one_or_none(connection, {"telegram_id": 8})) is None


async def test_rows_read_as_sqlalchemy_reads_them(db: Database) -> None:
    await db.transact(_head)
    everybody = Prepared(PEOPLE.where(Person.office_id == bindparam("office")).order_by(Person.id))

    def _read(connection: Connection) -> tuple[Any, Any]:
        other = {"name": "Budi", "position": Position.DISTRICT_CHAIR, "role": Role.MEMBER}
        office_id = connection.execute(select(Office.id)).scalar_one()
        connection.execute(insert(Person), {"office_id": office_id, **other})
        values = {"office": office_id}
        return everybody.all(connection, values), connection.execute(everybody.statement, values).all()

    found, expected = await db.transact(_read)
    assert [tuple(row) for row in found] == [tuple(row) for row in expected]
    assert [(row.name, row.position) for row in found] == [
        ("Siti", Position.OFFICE_HEAD),
        ("Budi", Position.DISTRICT_CHAIR),
    ]
    assert await db.query(lambda connection: everybody.all(connection, {"office": -1})) == []


async def test_a_list_of_constants_is_one_wherever_it_stands(db: Database) -> None:
    await db.transact(_head)
    found = Prepared(
        PEOPLE.where(
            Person.role.in_((Role.ADMIN, Role.HEAD)),
            Person.telegram_id == bindparam("telegram_id"),
            Person.position.not_in((Position.DISTRICT_CHAIR, Position.DISTRICT_MEMBER)),
            Person.name != bindparam("name"),
        )
    )
    none = Prepared(PEOPLE.where(Person.role.in_(()), Person.telegram_id == bindparam("telegram_id")))
    gone = Prepared(
        delete(Person).where(Person.telegram_id == bindparam("who"), Person.role.in_((Role.MEMBER, Role.HEAD)))
    )

    def _unit(connection: Connection) -> tuple[Any, Any, Any, int, int]:
        values = {"telegram_id": 7, "name": "Budi"}
        return (
            found.all(connection, values),
            connection.execute(found.statement, values).all(),
            none.all(connection, values),
            gone.run(connection, {"who": 8}),
            gone.run(connection, {"who": 7}),
        )

    prepared, expected, nothing, other, deleted = await db.transact(_unit)
    assert [tuple(row) for row in prepared] == [tuple(row) for row in expected] != []
    assert (nothing, other, deleted) == ([], 0, 1)


async def test_what_is_written_is_what_sqlalchemy_reads(db: Database) -> None:
    detail = {"before": None, "after": "hadir", "nested": {"é": [1, "\U0001f600"]}}

    def _write(connection: Connection) -> None:
        office_id = _head(connection)
        entry = {
            "office_id": office_id,
            "at": AT,
            "actor_id": None,
            "action": "uji",
            "subject": "x:1",
            "detail": detail,
        }
        assert _ENTRY.run(connection, entry) == 1
        assert _RENAME.run(connection, {"who": 7, "suffix": ", S.H.", "since": AT}) == 1
        # The head is an admin now.
        assert _RENAME.run(connection, {"who": 7, "suffix": "", "since": None}) == 0

    await db.transact(_write)
    async with db.read() as session:
        entry = (await session.execute(select(AuditEntry))).scalar_one()
        person = (await session.execute(select(Person))).scalar_one()
    assert (entry.at, entry.actor_id, entry.detail) == (AT, None, detail)
    assert (person.name, person.role, person.unreachable_since) == ("Siti, S.H.", Role.ADMIN, AT)


async def test_what_the_database_refuses_is_told_as_sqlalchemy_tells_it_and_spoils_nothing(db: Database) -> None:
    await db.transact(_office)
    told: list[BaseException] = []
    db.on_error.append(told.append)
    with pytest.raises(IntegrityError) as caught:
        await db.transact(_office)
    assert told == [caught.value]
    # What people wrote is not for logs.
    assert "Blitar" not in str(caught.value)
    assert await db.query(lambda connection: connection.execute(select(func.count(Office.id))).scalar_one()) == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: Prepared(select(Office.id).where(Office.id.in_(bindparam("ids", expanding=True)))),
        lambda: Prepared(insert(Session), "office_id"),
        lambda: Prepared(update(Person).values(registered_at=func.coalesce(Person.registered_at, bindparam("now")))),
    ],
    ids=["a list", "a default in Python", "a parameter of no type"],
)
async def test_what_cannot_be_prepared_is_refused(sqlite_database: str, make: Callable[[], Prepared]) -> None:
    engine = create_engine(sqlite_database.replace("+aiosqlite", ""))
    with engine.connect() as connection, pytest.raises(ValueError, match="cannot be prepared"):
        make().run(connection, {"ids": [1], "office_id": 1, "now": AT})
    engine.dispose()


def test_every_prepared_statement_of_the_bot_can_be_prepared(sqlite_database: str) -> None:
    found = []
    for module in (
        *pkgutil.walk_packages(bot.services.__path__, "bot.services."),
        *pkgutil.walk_packages(bot.delivery.__path__, "bot.delivery."),
    ):
        found += [value for value in vars(importlib.import_module(module.name)).values() if isinstance(value, Prepared)]
    assert found
    engine = create_engine(sqlite_database.replace("+aiosqlite", ""))
    with engine.connect() as connection:
        for prepared in found:
            # It is prepared before it misses a parameter.
            with pytest.raises(KeyError):
                prepared.run(connection, {})
    engine.dispose()


async def test_a_list_is_refused_where_a_statement_runs_for_many(sqlite_database: str) -> None:
    leave = Prepared(delete(Person).where(Person.telegram_id == bindparam("who"), Person.role.in_((Role.MEMBER,))))
    engine = create_engine(sqlite_database.replace("+aiosqlite", ""))
    for rows in ([{"who": 7}], [{"who": 7}, {"who": 8}], []):
        with engine.connect() as connection, pytest.raises(ValueError, match="cannot run for many"):
            leave.run_all(connection, rows)
    engine.dispose()


async def test_answers_of_many_outdate_what_they_have_read_on_either_database(db: Database) -> None:
    answered = [{"session": number, "person": number, "since": AT} for number in (1, 2)]
    settled = [{"row": number, "since": AT} for number in (1, 2)]

    def _unit(connection: Connection) -> None:
        older.OUTDATE.run_all(connection, answered)
        older.TIDY.run_all(connection, settled)

    await db.transact(_unit)


async def test_a_statement_run_for_each_of_many_writes_each(db: Database) -> None:
    def _unit(connection: Connection) -> list[Any]:
        office_id = _office(connection)
        entries: list[dict[str, Any]] = [
            {
                "office_id": office_id,
                "at": AT + timedelta(days=number),
                "actor_id": None,
                "action": "uji",
                "subject": f"x:{number}",
                "detail": {},
            }
            for number in range(3)
        ]
        _ENTRY.run_all(connection, entries)
        _ENTRY.run_all(connection, [])
        found = connection.execute(select(AuditEntry.at, AuditEntry.subject).order_by(AuditEntry.id))
        return [tuple(row) for row in found]

    assert await db.transact(_unit) == [(AT + timedelta(days=number), f"x:{number}") for number in range(3)]


async def test_many_rows_made_ready_before_are_those_that_sqlalchemy_writes(db: Database) -> None:
    rows = [
        {"office_id": 0, "name": f"Orang {number}", "position": Position.VILLAGE_SUPERVISOR, "role": Role.MEMBER}
        for number in range(3)
    ]

    def _unit(connection: Connection) -> list[Any]:
        office_id = _office(connection)
        ManyRows(
            insert(Person),
            [{**row, "office_id": office_id, "division": Division.SDMO} for row in rows],
            connection.dialect,
        ).run(connection)
        ids = list(connection.execute(select(Person.id).order_by(Person.id)).scalars())
        other = update(Person).where(Person.id == bindparam("whose")).values(active_from=bindparam("to_active_from"))
        days = [{"whose": person, "to_active_from": AT.date()} for person in ids[1:]]
        ManyRows(other, days, connection.dialect).run(connection)
        ManyRows(insert(Person), [], connection.dialect).run(connection)
        found = connection.execute(select(Person.name, Person.division, Person.active_from).order_by(Person.id))
        return [tuple(row) for row in found]

    assert await db.transact(_unit) == [
        ("Orang 0", Division.SDMO, None),
        ("Orang 1", Division.SDMO, AT.date()),
        ("Orang 2", Division.SDMO, AT.date()),
    ]
