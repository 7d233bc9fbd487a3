"""Migrations: brings a database up to the code, refuses one that is newer than the code.

A start finds most databases up to date, so Alembic (a tenth of the time and memory of a start) is loaded only to migrate.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.storage.database import Database

_DIRECTORY = Path(__file__).parent / "migrations"
# Files are named after their revision, which is a number: the last one is the head.
REVISIONS = tuple(sorted(path.name.partition("_")[0] for path in (_DIRECTORY / "versions").glob("[0-9]*_*.py")))
# Any number, the same for all: replicas that start together migrate one after the other.
_ADVISORY_LOCK = 350_522_066


class NotOurDatabase(RuntimeError):
    """The database was not made by this program; nothing in it is touched."""

    def __init__(self, said: str = "") -> None:
        super().__init__(
            said
            or "basis data ini berisi tabel program lain; tidak ada yang diubah. Isi DATABASE_URL dengan basis data kosong"
        )


class NewerDatabase(NotOurDatabase):
    """The database was migrated by a newer version of the bot."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"basis data memakai skema {revision} yang lebih baru daripada program ini; "
            "perbarui panwascam-bot, atau pulihkan cadangan yang sesuai"
        )


@dataclass(frozen=True, slots=True)
class Schema:
    """The database's revision and the code's."""

    current: str | None
    head: str

    @property
    def up_to_date(self) -> bool:
        return self.current == self.head


async def upgrade(db: Database) -> Schema:
    """Apply missing migrations; on PostgreSQL under an advisory lock. Raises `NotOurDatabase`, `NewerDatabase`."""
    async with db.engine.execution_options(writer=True).connect() as connection:
        if db.dialect == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        schema = await connection.run_sync(_schema)
        _refuse_newer(schema)
        if not schema.up_to_date:
            await connection.run_sync(bring)
        await connection.commit()
        return await connection.run_sync(_schema)


async def check(db: Database) -> Schema:
    """Where the database stands. Raises `NotOurDatabase`, `NewerDatabase`."""
    async with db.engine.connect() as connection:
        schema = await connection.run_sync(_schema)
    _refuse_newer(schema)
    return schema


def _refuse_newer(schema: Schema) -> None:
    if schema.current is None or schema.current in REVISIONS:
        return
    # Ours are numbers; another program's may be Alembic's as well.
    raise NewerDatabase(schema.current) if schema.current.isdigit() else NotOurDatabase


def _schema(connection: Connection) -> Schema:
    current = None
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables and (connection.dialect.name == "sqlite" or "deliveries" in tables) and tables:
        # A server's database may hold an extension's; a file belongs to one program.
        raise NotOurDatabase
    if "alembic_version" in tables:
        current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return Schema(current, REVISIONS[-1])


def bring(connection: Connection, revision: str = "head") -> None:
    """Bring a database up to a revision, within the connection's transaction; for those who hold one already."""
    from alembic import command  # noqa: PLC0415 (see the module's docstring)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_DIRECTORY))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
