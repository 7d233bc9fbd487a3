"""Migrations: brings a database up to the code, refuses one that is newer than the code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.storage.database import Database

_DIRECTORY = Path(__file__).parent / "migrations"
# Any number, the same for all: replicas that start together migrate one after the other.
_ADVISORY_LOCK = 350_522_066


class NewerDatabase(RuntimeError):
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
    head: str | None

    @property
    def up_to_date(self) -> bool:
        return self.current == self.head


async def upgrade(db: Database) -> Schema:
    """Apply missing migrations; on PostgreSQL under an advisory lock. Raises `NewerDatabase`."""
    async with db.engine.execution_options(writer=True).connect() as connection:
        if db.dialect == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        schema = await connection.run_sync(_schema)
        _refuse_newer(schema)
        if not schema.up_to_date:
            await connection.run_sync(_upgrade)
        await connection.commit()
        return await connection.run_sync(_schema)


async def check(db: Database) -> Schema:
    """Where the database stands. Raises `NewerDatabase`."""
    async with db.engine.connect() as connection:
        schema = await connection.run_sync(_schema)
    _refuse_newer(schema)
    return schema


def _refuse_newer(schema: Schema) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if schema.current is not None and schema.current not in known:
        raise NewerDatabase(schema.current)


def _schema(connection: Connection) -> Schema:
    current = MigrationContext.configure(connection).get_current_revision()
    return Schema(current, ScriptDirectory.from_config(_config()).get_current_head())


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_DIRECTORY))
    return config
