"""What a demo with a database of its own keeps of the phones, in a table beside the bot's: chats, files, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, LargeBinary, MetaData, String, Table, delete, insert, inspect, select

from bot.simulator.saved import read

if TYPE_CHECKING:
    from bot.storage.database import Database

_METADATA = MetaData()
# Not the bot's: its migrations know nothing of it, and a live bot never makes it.
_KEPT = Table("demo_kept", _METADATA, Column("name", String(20), primary_key=True), Column("content", LargeBinary))
_PHONES = "phones"


class NotOfADemo(RuntimeError):
    """The database is in use by something else: made-up people have no place in it."""


async def phones_kept(db: Database) -> dict[str, Any] | None:
    """The world as the last demo on this database left it; None on an empty one. Raises `NotOfADemo`."""
    async with db.engine.connect() as connection:
        tables = await connection.run_sync(lambda plain: inspect(plain).get_table_names())
        if not tables:
            return None
        if _KEPT.name not in tables:
            raise NotOfADemo
        content = (await connection.execute(select(_KEPT.c.content).where(_KEPT.c.name == _PHONES))).scalar()
    return read(content) if content is not None else None


async def begin_to_keep(db: Database) -> None:
    """Mark the database as a demo's, beside the bot's own tables."""
    async with db.write() as session:
        await (await session.connection()).run_sync(_METADATA.create_all)


async def keep_phones(db: Database, content: bytes) -> None:
    """Keep the world as it is now."""
    async with db.write() as session:
        await session.execute(delete(_KEPT).where(_KEPT.c.name == _PHONES))
        await session.execute(insert(_KEPT).values(name=_PHONES, content=content))
