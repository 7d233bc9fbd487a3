"""What breaks for one office or one session stops nobody else: it is undone, logged, written down, and gone when it goes well."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from bot.monitoring.events import Event
from bot.storage.models import Office, OfficeFault
from bot.storage.outage import is_away

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.services.context import Context

# Of sessions, whoever reconciles them.
SESSIONS = "sessions"
_LONGEST_REASON = 200
# Offices in one transaction: few enough that whoever presses a button meanwhile waits no longer than a blink.
_AT_ONCE = 8

_OF_ZONE = select(Office.id).where(Office.timezone == bindparam("zone")).order_by(Office.id)
_KNOWN = select(OfficeFault.subject, OfficeFault.reason).where(
    OfficeFault.office_id == bindparam("office"), OfficeFault.job == bindparam("job")
)
_BROKEN = (
    select(OfficeFault.office_id)
    .where(OfficeFault.office_id.in_(bindparam("offices", expanding=True)), OfficeFault.job == bindparam("job"))
    .distinct()
)
_ONE = (
    OfficeFault.office_id == bindparam("office"),
    OfficeFault.job == bindparam("of_job"),
    OfficeFault.subject == bindparam("of_subject"),
)
_GONE = delete(OfficeFault).where(*_ONE)
_CHANGED = update(OfficeFault).where(*_ONE)


async def for_each_office(
    ctx: Context,
    zone: ZoneInfo,
    job: str,
    work: Callable[[Connection, int], object],
    only: Collection[int] | None = None,
) -> list[int]:
    """Do `work` for each office of `zone` (or `only` for these), a transaction each; returns those to try again.

    These are offices that broke, and those of which `work` says (by what is true) that a part was left out. Raises only
    what keeps the database from answering.
    """
    again = []
    for office_id in await _wanted(ctx, zone, only):
        now = ctx.clock.now()
        try:
            left_out = await ctx.db.transact(partial(_whole, office_id=office_id, job=job, work=work, now=now))
        except Exception as error:
            if is_away(error):
                raise
            broken = {"": error}
            await ctx.db.transact(partial(settle, office_id=office_id, job=job, broken=broken, now=now))
            left_out = True
        if left_out:
            again.append(office_id)
    return again


async def for_some_offices(
    ctx: Context,
    zone: ZoneInfo,
    job: str,
    work: Callable[[Connection, Sequence[int]], None],
    only: Collection[int] | None = None,
) -> list[int]:
    """As `for_each_office`, for work that reads the same of several offices at once: these are one transaction.

    Where one of them breaks, each is done alone.
    """
    again = []
    wanted = await _wanted(ctx, zone, only)
    for at in range(0, len(wanted), _AT_ONCE):
        offices, now = wanted[at : at + _AT_ONCE], ctx.clock.now()
        try:
            await ctx.db.transact(partial(_some, offices=offices, job=job, work=work, now=now))
        except Exception as error:
            if is_away(error):
                raise
            again += await for_each_office(ctx, zone, job, lambda connection, one: work(connection, [one]), offices)
    return again


async def _wanted(ctx: Context, zone: ZoneInfo, only: Collection[int] | None) -> list[int]:
    everyone = await ctx.db.query(lambda connection: connection.scalars(_OF_ZONE, {"zone": zone.key}).all())
    return [one for one in everyone if only is None or one in only]


def _some(
    connection: Connection,
    offices: Sequence[int],
    job: str,
    work: Callable[[Connection, Sequence[int]], None],
    now: datetime,
) -> None:
    work(connection, offices)
    for office_id in connection.scalars(_BROKEN, {"offices": offices, "job": job}).all():
        settle(connection, office_id, job, {}, now)


def _whole(
    connection: Connection, office_id: int, job: str, work: Callable[[Connection, int], object], now: datetime
) -> object:
    left_out = work(connection, office_id)
    settle(connection, office_id, job, {}, now)
    return left_out


def attempt(connection: Connection, work: Callable[[Connection], object]) -> Exception | None:
    """Do a part of a transaction; what breaks is undone, and returned. Raises what keeps the database from answering."""
    try:
        with connection.begin_nested():
            work(connection)
    except Exception as error:
        if is_away(error):
            raise
        return error
    return None


def settle(connection: Connection, office_id: int, job: str, broken: Mapping[str, Exception], now: datetime) -> None:
    """Write down and log what breaks for an office now, by subject, and forget what goes well again."""
    known = {row.subject: row.reason for row in connection.execute(_KNOWN, {"office": office_id, "job": job})}
    for subject in known.keys() - broken.keys():
        connection.execute(_GONE, {"office": office_id, "of_job": job, "of_subject": subject})
    for subject, error in broken.items():
        reason = _reason(error)
        # It is tried again and again: where it broke is said once.
        where = error if subject not in known else None
        kind = type(error).__name__
        Event.LEFT_OUT.emit(job=job, office=office_id, subject=subject, reason=kind, exc_info=where)
        if subject not in known:
            row = {"office_id": office_id, "job": job, "subject": subject, "reason": reason, "since": now}
            connection.execute(insert(OfficeFault), row)
        elif known[subject] != reason:
            connection.execute(
                _CHANGED.values(reason=reason), {"office": office_id, "of_job": job, "of_subject": subject}
            )


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n", 1)[0][:_LONGEST_REASON]
