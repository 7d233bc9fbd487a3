"""Critical days of an office, on which its secretariats keep other shifts."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from bot.domain.duty.facts import CriticalDays
from bot.domain.ledger import Purpose, State
from bot.domain.night import not_at_night
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, local_instant
from bot.services import audit
from bot.services.access import require_manager
from bot.services.duty.changing import hold_districts, rota_ahead, tell_changes
from bot.services.duty.keepers import keepers_of
from bot.services.duty.rules import districts_of
from bot.services.owing.owe import Owed, once, owe
from bot.storage.models import Delivery, DutyCritical
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
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

        days = CriticalDays(first, last, shifts)
        _record(connection, actor, "duty.critical", days, now)
        return _change(connection, actor, now, _do, days)

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
        _change(connection, actor, now, lambda: connection.execute(_DROP, values), days, dropped=True)
        _record(connection, actor, "duty.critical_dropped", days, now)
        return days

    return await ctx.db.transact(_unit)


def _require_ahead(ctx: Context, actor: PersonFacts, first: date) -> None:
    """Only the office's heads and admins, and only days that have not begun."""
    require_manager(actor)
    if first <= ctx.today(actor.zone):
        raise Refusal("refused-critical-past")


def _change(
    connection: Connection,
    actor: PersonFacts,
    now: datetime,
    do: Callable[[], object],
    days: CriticalDays,
    *,
    dropped: bool = False,
) -> int:
    """Whoever's next shift is another by it is told, and who keeps the rota; returns in how many kecamatan there are shifts."""
    hold_districts(connection, actor.office_id)
    before = [rota_ahead(connection, actor, one, now) for one in districts_of(connection, actor.office_id, ruled=True)]
    do()
    for rota in before:
        after = rota_ahead(connection, actor, rota.district_id, now)
        tell_changes(connection, rota, after, now, aware=())
    _tell_keepers(connection, actor, {rota.district_id for rota in before}, days, now, dropped=dropped)
    return len(before)


def _tell_keepers(
    connection: Connection,
    actor: PersonFacts,
    districts: Collection[int],
    days: CriticalDays,
    now: datetime,
    *,
    dropped: bool,
) -> None:
    """The heads of these secretariats read that their shifts are others on these days; what is taken back untold is never told."""
    waiting = connection.execute(_WAITING, {"office": actor.office_id}).all()
    untold = [row for row in waiting if row.facts.get("critical", {}).get("first") == days.first.isoformat()]
    if untold:
        connection.execute(_TAKE_BACK, {"rows": [row.id for row in untold], "now": now})
    spared = {row.person_id for row in untold if not row.facts["critical"]["dropped"]} if dropped else set()
    due = Due(not_at_night(now, actor.zone), local_instant(days.last + timedelta(days=1), time(), actor.zone))
    said = {**_said(days), "dropped": dropped}
    owed = [
        Owed(
            Purpose.DUTY_FLAW,
            chat_id,
            due,
            actor.office_id,
            person_id,
            occurrence=once(),
            facts={"kecamatan": district_id, "critical": said},
        )
        for district_id, keepers in keepers_of(connection, actor.office_id, now.astimezone(actor.zone).date()).items()
        for person_id, chat_id in keepers
        if district_id in districts and person_id not in spared
    ]
    owe(connection, owed, now)


def _said(days: CriticalDays) -> dict[str, Any]:
    return {"first": days.first.isoformat(), "last": days.last.isoformat(), "shifts": list(days.shifts)}


def _record(connection: Connection, actor: PersonFacts, action: str, days: CriticalDays, now: datetime) -> None:
    audit.record_act(connection, actor, now, action, f"office:{actor.office_id}", **_said(days))


_WAITING = select(Delivery.id, Delivery.person_id, Delivery.facts).where(
    Delivery.office_id == bindparam("office"),
    Delivery.state == State.PENDING,
    Delivery.purpose == Purpose.DUTY_FLAW,
)
_TAKE_BACK = (
    update(Delivery)
    .where(Delivery.id.in_(bindparam("rows", expanding=True)))
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
)
_DAYS = select(DutyCritical.first, DutyCritical.last, DutyCritical.shifts).where(
    DutyCritical.office_id == bindparam("office")
)
_AHEAD = _DAYS.where(DutyCritical.last >= bindparam("today")).order_by(DutyCritical.first)
_THIS = _DAYS.where(DutyCritical.first == bindparam("first"))
_DROP = delete(DutyCritical).where(
    DutyCritical.office_id == bindparam("office"), DutyCritical.first == bindparam("first")
)
