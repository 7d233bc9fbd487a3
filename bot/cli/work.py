"""What commands share: settings or a refusal, an opened database, and faults a person can mend as refusals."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import ValidationError
from telegram.error import InvalidToken

from bot.app import connect
from bot.cli.env_file import env_encoding
from bot.cli.refused import CommandRefused
from bot.cli.troubles import trouble
from bot.config.settings import Settings
from bot.documents.tables import UnreadableTable
from bot.domain.office.offices import BadOffice
from bot.domain.refusals import Refusal
from bot.leading.leader import RunsAlready
from bot.leading.seed import SETTINGS, find_office, seed_office, stated
from bot.monitoring.web import AddressNotFree
from bot.storage import migrate
from bot.storage.backup.kinds import BackupTrouble
from bot.storage.database import sqlite_file
from bot.telegram.transport import NotBotApi
from bot.updates.registering import ForeignWebhook
from bot.views.refusals import refusal_text
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from bot.services.context import Context


def load_settings(**given: Any) -> Settings:
    """Settings, those `given` before all others; or a refusal that names the variable and what is wrong with it."""
    try:
        settings = Settings(_env_file_encoding=env_encoding(Path(".env")), **given)
        with named_by({field: name.upper() for name, field in SETTINGS.items()} | {"code": "OFFICE_CODE"}):
            stated(settings)
    except ValidationError as error:
        raise CommandRefused("\n".join(_named(one) for one in error.errors())) from None
    except OSError as error:
        raise CommandRefused(trouble(error, "sqlite://") or str(error)) from None
    return settings


# pydantic's kinds of errors (https://docs.pydantic.dev/latest/errors/validation_errors/) that a setting can have.
_WANTED = {
    "int_parsing": "setting-number",
    "int_from_float": "setting-number",
    "float_parsing": "setting-number",
    "bool_parsing": "setting-yes-or-no",
    "greater_than_equal": "setting-at-least",
    "greater_than": "setting-more-than",
    "less_than_equal": "setting-at-most",
    "literal_error": "setting-one-of",
}


def _named(error: ErrorDetails) -> str:
    key = _WANTED.get(error["type"])
    if key is None:
        text = error["msg"].removeprefix("Value error, ")
    else:
        context = {name: str(value) for name, value in error.get("ctx", {}).items() if name != "error"}
        text = plain(key, given=str(error["input"])[:40], limit=next(iter(context.values()), ""))
    # What concerns several settings names them itself.
    return f"{'.'.join(map(str, error['loc'])).upper()}: {text}" if error["loc"] else text


@contextmanager
def named_by(names: Mapping[str, str]) -> Iterator[None]:
    """What is wrong with a value of an office becomes a refusal that names it as `names` does."""
    try:
        yield
    except BadOffice as error:
        raise CommandRefused(f"{names[error.field]}: {plain(f'office-bad-{error.reason}', **error.values)}") from None


def finish(work: Coroutine[Any, Any, None], settings: Settings | None = None) -> None:
    """Run to the end; faults a person can mend become refusals, all others crash loudly.

    `settings` are those it works with, where they are not what `load_settings` would find.
    """
    try:
        asyncio.run(work)
    except (CommandRefused, BrokenPipeError):
        # Whoever reads a pipe has read enough: `panwascam jobs | head -1`.
        raise
    except Exception as error:
        settings = settings or load_settings()
        said = _of_program(error, settings) or trouble(error, settings.database_url)
        if said is None:
            raise
        raise CommandRefused(said) from None


def _of_program(error: Exception, settings: Settings) -> str | None:
    """What the program itself refuses, in its own words."""
    match error:
        case migrate.NotOurDatabase() | RunsAlready() | AddressNotFree() | ForeignWebhook():
            return str(error)
        case InvalidToken():
            return plain("shell-token-refused")
        case NotBotApi():
            return plain("shell-not-bot-api", host=urlsplit(settings.bot_api_url).netloc.rpartition("@")[2])
        case Refusal():
            return refusal_text(error, as_html=False)
        case BackupTrouble() | UnreadableTable():
            key = f"backup-{error.key}" if isinstance(error, BackupTrouble) else error.key
            return plain(key, **error.values)
    return None


@asynccontextmanager
async def migrated(settings: Settings) -> AsyncIterator[Context]:
    """The database, made and migrated where needed: for what writes."""
    ctx = connect(settings)
    try:
        await migrate.upgrade(ctx.db)
        yield ctx
    finally:
        await ctx.db.close()


@asynccontextmanager
async def present(settings: Settings) -> AsyncIterator[Context]:
    """The database as it is: nothing is made or migrated. Refuses one that is not there, or not of this program's schema."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        raise CommandRefused(plain("shell-no-database", file=str(file), here=str(Path.cwd())))
    ctx = connect(settings)
    try:
        schema = await migrate.check(ctx.db)
        if schema.current is None:
            raise CommandRefused(plain("shell-empty-database"))
        if not schema.up_to_date:
            raise CommandRefused(plain("shell-old-database", current=schema.current, head=schema.head))
        yield ctx
    finally:
        await ctx.db.close()


@asynccontextmanager
async def opened(settings: Settings, office: str = "") -> AsyncIterator[tuple[Context, int]]:
    """The database, migrated, with the office of a code; without one, the deployment's own."""
    async with migrated(settings) as ctx:
        yield ctx, await seed_office(ctx, settings, office)


@asynccontextmanager
async def looked_into(settings: Settings, office: str = "") -> AsyncIterator[tuple[Context, int]]:
    """The database as it is, with an office that is there already: for what only reads."""
    async with present(settings) as ctx:
        yield ctx, await find_office(ctx, settings, office)
