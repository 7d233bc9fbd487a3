"""What commands share: settings or a refusal, an opened database, and faults a person can mend as refusals."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from telegram.error import InvalidToken

from bot.app import connect
from bot.cli.refused import Refused
from bot.config.settings import Settings
from bot.documents.tables import UnreadableTable
from bot.domain.office.offices import BadOffice
from bot.domain.refusals import Refusal
from bot.leading.leader import RunsAlready
from bot.leading.seed import SETTINGS, seed_office, stated
from bot.monitoring.web import AddressNotFree
from bot.storage import migrate
from bot.storage.backup.kinds import BackupTrouble
from bot.updates.registering import ForeignWebhook
from bot.views.refusals import refusal_text
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from bot.services.context import Context


def load_settings() -> Settings:
    """Settings, or a refusal that names the variable and what is wrong with it."""
    try:
        settings = Settings()
        with named_by({field: name.upper() for name, field in SETTINGS.items()} | {"code": "OFFICE_CODE"}):
            stated(settings)
    except ValidationError as error:
        raise Refused("\n".join(_named(one) for one in error.errors())) from None
    return settings


def _named(error: ErrorDetails) -> str:
    text = error["msg"].removeprefix("Value error, ")
    # What concerns several settings names them itself.
    return f"{'.'.join(map(str, error['loc'])).upper()}: {text}" if error["loc"] else text


@contextmanager
def named_by(names: Mapping[str, str]) -> Iterator[None]:
    """What is wrong with a value of an office becomes a refusal that names it as `names` does."""
    try:
        yield
    except BadOffice as error:
        raise Refused(f"{names[error.field]}: {plain(f'office-bad-{error.reason}', **error.values)}") from None


def finish(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; faults a person can mend become refusals."""
    try:
        asyncio.run(work)
    except (migrate.NewerDatabase, RunsAlready, AddressNotFree, ForeignWebhook) as error:
        raise Refused(str(error)) from None
    except InvalidToken:
        raise Refused("Telegram menolak BOT_TOKEN. Salin ulang token dari @BotFather.") from None
    except (OperationalError, InterfaceError, ConnectionError, OSError) as error:
        raise Refused(f"Basis data atau berkas tidak terjangkau: {first_line(error)}. Periksa DATABASE_URL.") from None
    except Refusal as refusal:
        raise Refused(refusal_text(refusal, as_html=False)) from None
    except BackupTrouble as trouble:
        raise Refused(plain(f"backup-{trouble.key}", **trouble.values)) from None
    except UnreadableTable as problem:
        raise Refused(plain(problem.key, **problem.values)) from None


@asynccontextmanager
async def migrated(settings: Settings) -> AsyncIterator[Context]:
    """The database, migrated."""
    ctx = connect(settings)
    try:
        await migrate.upgrade(ctx.db)
        yield ctx
    finally:
        await ctx.db.close()


@asynccontextmanager
async def opened(settings: Settings, office: str = "") -> AsyncIterator[tuple[Context, int]]:
    """The database, migrated, with the office of a code; without one, the deployment's own."""
    async with migrated(settings) as ctx:
        yield ctx, await seed_office(ctx, settings, office)


def first_line(error: BaseException) -> str:
    """The first line of what a driver or the system says."""
    cause = getattr(error, "orig", None) or error
    return str(cause).split("\n", 1)[0] or type(cause).__name__
