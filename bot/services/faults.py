"""What breaks for one office or one session stops nobody else: it is undone, logged, written down, and gone when it goes well."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, exists, insert, select, update

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

# With what broke of each, of which there is nearly always nothing: then nobody need look again what it was.
_OF_ZONE = (
    select(
        Office.id,
        exists().where(OfficeFault.office_id == Office.id, OfficeFault.job == bindparam("job")).label("has_faults"),
    )
    .where(Office.timezone == bindparam("zone"))
    .order_by(Office.id)
)
_KNOWN = select(OfficeFault.subject, OfficeFault.reason).where(
    OfficeFault.office_id == bindparam("office"), OfficeFault.job == bindparam("job")
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
    turns = _Turns(zone, job, only, at_once=1)
    again = []
    while not turns.over:
        now = ctx.clock.now()
        try:
            left_out = await ctx.db.transact(
                partial(turns.take, work=lambda connection, offices: work(connection, *offices), now=now)
            )
        except Exception as error:
            if is_away(error) or not turns.now:
                raise
            (office,), broken = turns.now, {"": error}
            await ctx.db.transact(partial(settle, office_id=office.id, job=job, broken=broken, now=now))
            left_out = True
        again += [one.id for one in turns.now if left_out]
        turns.next()
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
    turns = _Turns(zone, job, only, at_once=_AT_ONCE)
    again = []
    while not turns.over:
        now = ctx.clock.now()
        try:
            await ctx.db.transact(partial(turns.take, work=work, now=now))
        except Exception as error:
            if is_away(error) or not turns.now:
                raise
            offices = [one.id for one in turns.now]
            again += await for_each_office(ctx, zone, job, lambda connection, one: work(connection, [one]), offices)
        turns.next()
    return again


class _Turns:
    """The offices of a zone, so many at once: who they are, the transaction of the first turn reads with what it does."""

    def __init__(self, zone: ZoneInfo, job: str, only: Collection[int] | None, *, at_once: int) -> None:
        self._zone, self._job, self._only, self._at_once = zone, job, only, at_once
        self._waiting: Sequence[Any] | None = None

    @property
    def now(self) -> Sequence[Any]:
        """Those whose turn it is; nobody before anybody was asked."""
        return (self._waiting or ())[: self._at_once]

    @property
    def over(self) -> bool:
        """Whether nobody waits any more."""
        return self._waiting is not None and not self._waiting

    def next(self) -> None:
        """The turn is over."""
        self._waiting = (self._waiting or ())[self._at_once :]

    def take(
        self, connection: Connection, work: Callable[[Connection, Sequence[int]], object], now: datetime
    ) -> object:
        """Do the work of this turn, and forget what broke of whom it now goes well."""
        if self._waiting is None:
            everyone = connection.execute(_OF_ZONE, {"zone": self._zone.key, "job": self._job}).all()
            self._waiting = [one for one in everyone if self._only is None or one.id in self._only]
        if not self.now:
            return None
        left_out = work(connection, [one.id for one in self.now])
        for one in self.now:
            if one.has_faults:
                settle(connection, one.id, self._job, {}, now)
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
