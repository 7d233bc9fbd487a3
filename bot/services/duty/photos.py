"""Photos of reports: which bytes are not fetched yet, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.storage.models import DutyPhoto, DutyReport, Office

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.services.context import Context

# At once: so that one look does not hold up the next for long.
_PART = 50


@dataclass(frozen=True, slots=True)
class Unfetched:
    """A photo whose bytes are with Telegram alone; `name` is the file it is kept as: `63.10/PKT-63.10.07-20231107-1-9.jpg`."""

    id: int
    file_id: str
    name: str


async def unfetched(ctx: Context, after: int) -> list[Unfetched]:
    """The next ones, by id."""
    return await ctx.db.query(lambda connection: _unfetched(connection, after))


async def fetched(ctx: Context, photo_id: int, sha256: str, kept_as: str) -> None:
    """Remember the checksum of a photo (empty: it cannot be fetched any more) and where it is kept (empty: nowhere)."""
    values = {"photo": photo_id, "sum": sha256, "file": kept_as}
    await ctx.db.transact(lambda connection: connection.execute(_FETCHED, values).close())


_UNFETCHED = (
    select(DutyPhoto.id, DutyPhoto.file_id, DutyReport.number, Office.code)
    .join(DutyReport, DutyReport.id == DutyPhoto.report_id)
    .join(Office, Office.id == DutyReport.office_id)
    .where(DutyPhoto.sha256.is_(None), DutyPhoto.id > bindparam("after"))
    .order_by(DutyPhoto.id)
    .limit(_PART)
)
_FETCHED = (
    update(DutyPhoto)
    .where(DutyPhoto.id == bindparam("photo"))
    .values(sha256=bindparam("sum"), kept_as=bindparam("file"))
)


def _unfetched(connection: Connection, after: int) -> list[Unfetched]:
    return [
        Unfetched(row.id, row.file_id, f"{row.code}/{row.number.replace('/', '-')}-{row.id}.jpg")
        for row in connection.execute(_UNFETCHED, {"after": after})
    ]
