"""Critical days of an office, on which its secretariats keep other shifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select

from bot.domain.duty.facts import CriticalDays
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.access import require_manager
from bot.services.duty.changing import rota_ahead, tell_changes
from bot.services.duty.rules import districts_of
from bot.storage.models import DutyCritical
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def reach(ctx: Context, actor: PersonFacts, first: date) -> int:
    """In how many kecamatan critical days from `first` on would change the shifts; refuses days that have begun."""
    _require_ahead(ctx, actor, first)
    return len(await ctx.db.query(lambda connection: districts_of(connection, actor.office_id, ruled=True)))


async def ahead(ctx: Context, actor: PersonFacts) -> list[CriticalDays]:
    """Those that are not over."""
    require_manager(actor)
    values = {"office": actor.office_id, "today": ctx.today(actor.zone)}
    rows = await ctx.db.query(lambda connection: connection.execute(_AHEAD, values).all())
    return [CriticalDays(*row) for row in rows]


async def declare(ctx: Context, actor: PersonFacts, first: date, last: date, shifts: tuple[str, ...]) -> int:
    """On these days all secretariats of the office keep other shifts, days off too; returns of how many kecamatan."""
    _require_ahead(ctx, actor, first)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> int:
        def _do() -> None:
            key = {"office_id": actor.office_id, "first": first}
            upsert(connection, DutyCritical, key, {"last": last, "shifts": list(shifts)})

        _record(connection, actor, "duty.critical", CriticalDays(first, last, shifts), now)
        return _change(connection, actor, now, _do)

    return await ctx.db.transact(_unit)


async def call_off(ctx: Context, actor: PersonFacts, first: date) -> CriticalDays:
    """Those that begin on `first`, which is ahead, are days like others again."""
    _require_ahead(ctx, actor, first)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> CriticalDays:
        values = {"office": actor.office_id, "first": first}
        row = connection.execute(_THIS, values).one_or_none()
        if row is None:
            raise Refusal("refused-stale-button")
        days = CriticalDays(*row)
        _change(connection, actor, now, lambda: connection.execute(_DROP, values))
        _record(connection, actor, "duty.critical_dropped", days, now)
        return days

    return await ctx.db.transact(_unit)


def _require_ahead(ctx: Context, actor: PersonFacts, first: date) -> None:
    """Only the office's heads and admins, and only days that have not begun."""
    require_manager(actor)
    if first <= ctx.today(actor.zone):
        raise Refusal("refused-critical-past")


def _change(connection: Connection, actor: PersonFacts, now: datetime, do: Callable[[], object]) -> int:
    """Whoever's next shift is another by it is told; returns in how many kecamatan there are shifts."""
    before = [rota_ahead(connection, actor, one, now) for one in districts_of(connection, actor.office_id, ruled=True)]
    do()
    for rota in before:
        after = rota_ahead(connection, actor, rota.district_id, now)
        tell_changes(connection, rota, after, now, aware=())
    return len(before)


def _record(connection: Connection, actor: PersonFacts, action: str, days: CriticalDays, now: datetime) -> None:
    about = {"first": days.first.isoformat(), "last": days.last.isoformat(), "shifts": list(days.shifts)}
    audit.record_act(connection, actor, now, action, f"office:{actor.office_id}", **about)


_DAYS = select(DutyCritical.first, DutyCritical.last, DutyCritical.shifts).where(
    DutyCritical.office_id == bindparam("office")
)
_AHEAD = _DAYS.where(DutyCritical.last >= bindparam("today")).order_by(DutyCritical.first)
_THIS = _DAYS.where(DutyCritical.first == bindparam("first"))
_DROP = delete(DutyCritical).where(
    DutyCritical.office_id == bindparam("office"), DutyCritical.first == bindparam("first")
)
