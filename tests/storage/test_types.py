"""Column types on both databases: instants stay the same instants, enums are readable words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import DateTime, create_engine, select, text
from sqlalchemy.exc import StatementError

from bot.domain.vocabulary import Position, Situation
from bot.storage.models import Office, Person, ProcessedUpdate
from bot.storage.types import EnumText, UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

    from bot.storage.database import Database

WIB = timezone(timedelta(hours=7))
DIALECTS: list[Dialect] = [create_engine(url).dialect for url in ("sqlite://", "postgresql+asyncpg://")]


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2023, 10, 12, 9, 0, tzinfo=WIB),
        datetime(2023, 12, 31, 23, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=9))),
        datetime(2023, 10, 12, 2, 0, tzinfo=UTC),
    ],
)
async def test_an_instant_comes_back_as_the_same_instant_in_utc(db: Database, instant: datetime) -> None:
    async with db.write() as session:
        session.add(ProcessedUpdate(update_id=1, processed_at=instant))
    async with db.read() as session:
        stored = (await session.execute(select(ProcessedUpdate.processed_at))).scalar_one()
        found = select(ProcessedUpdate.update_id).where(ProcessedUpdate.processed_at <= instant.astimezone(WIB))
        assert (await session.execute(found)).scalar_one() == 1
    assert stored == instant
    assert stored.tzinfo is UTC


async def test_instants_of_different_zones_sort_by_time(db: Database) -> None:
    nine_wib, nine_wit = (
        datetime(2023, 10, 12, 9, tzinfo=WIB),
        datetime(2023, 10, 12, 9, tzinfo=timezone(timedelta(hours=9))),
    )
    async with db.write() as session:
        session.add_all(
            [ProcessedUpdate(update_id=1, processed_at=nine_wib), ProcessedUpdate(update_id=2, processed_at=nine_wit)]
        )
    async with db.read() as session:
        order = select(ProcessedUpdate.update_id).order_by(ProcessedUpdate.processed_at)
        assert (await session.execute(order)).scalars().all() == [2, 1]


async def test_a_naive_time_is_not_stored(db: Database) -> None:
    with pytest.raises(StatementError, match="naive time"):
        async with db.write() as session:
            session.add(ProcessedUpdate(update_id=1, processed_at=datetime(2023, 10, 12, 9)))  # noqa: DTZ001 (what is refused)
    async with db.read() as session:
        assert (await session.execute(select(ProcessedUpdate))).first() is None


@given(st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=st.timezones() | st.just(UTC)))  # noqa: DTZ001 (the zone is drawn)
def test_every_instant_survives_both_databases(instant: datetime) -> None:
    for dialect in DIALECTS:
        column = UtcDateTime()
        found = column.process_result_value(column.process_bind_param(instant, dialect), dialect)
        # In UTC: Python takes instants of an hour that a zone has twice for unequal to any other zone's.
        assert found == instant.astimezone(UTC)


@given(st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 (the zone is drawn)
def test_sqlite_gets_an_instant_as_sqlalchemy_writes_it(instant: datetime) -> None:
    dialect = DIALECTS[0]
    plain = DateTime().dialect_impl(dialect).bind_processor(dialect)
    assert plain is not None
    assert UtcDateTime().process_bind_param(instant, dialect) == plain(instant.replace(tzinfo=None))


async def test_an_enum_is_stored_as_its_word_and_read_as_the_enum(db: Database) -> None:
    async with db.write() as session:
        session.add(Office(id=1, code="35.05", name="Blitar", timezone="Asia/Jakarta"))
        await session.flush()
        session.add(Person(office_id=1, name="Budi", position=Position.DISTRICT_CHAIR, role="anggota"))
    async with db.read() as session:
        person = (await session.execute(select(Person))).scalar_one()
        assert (person.position, person.role.name, person.division) == (Position.DISTRICT_CHAIR, "MEMBER", None)
        words = (await session.execute(text("SELECT position, role, division FROM people"))).one()
        assert tuple(words) == ("Ketua Panwascam", "anggota", None)


async def test_a_word_that_is_not_of_the_enum_is_not_stored(db: Database) -> None:
    with pytest.raises(StatementError, match="'Lurah' is not a valid Position"):
        async with db.read() as session:
            await session.execute(select(Person).where(Person.position == "Lurah"))


@pytest.mark.parametrize("situation", [*Situation, None])
def test_every_value_of_an_enum_round_trips(situation: Situation | None) -> None:
    column = EnumText(Situation)
    for dialect in DIALECTS:
        assert column.result_processor(dialect, None)(column.process_bind_param(situation, dialect)) is situation


def test_a_stored_word_that_the_enum_has_no_more_is_an_error() -> None:
    with pytest.raises(ValueError, match="'ramai' is not a valid Situation"):
        EnumText(Situation).result_processor(DIALECTS[0], None)("ramai")
