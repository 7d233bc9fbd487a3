"""The rule of a secretariat's rota: made by its head or by the office, for one or for all; leave; days that are critical."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.domain.duty.rota import HARIAN, Rotation, Span, Turn, stands_in
from bot.domain.duty.shifts import staffed
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Position
from bot.services import audit
from bot.services.access import require_manager
from bot.services.duty.changing import change_rota, district_of, require_keeper, rota_ahead, tell_changes
from bot.services.duty.shifts import IN_ROTA
from bot.services.duty.turns import rotas
from bot.services.owing.recipients import active_on
from bot.storage.models import District, DutyCritical, DutyLeave, DutyRule, DutyShift, Person
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

# Who takes turns: a Panwascam and its secretariat, not the supervisors of the villages.
TAKES_TURNS = (
    Position.DISTRICT_CHAIR,
    Position.DISTRICT_MEMBER,
    Position.SECRETARIAT_HEAD,
    Position.SECRETARIAT_STAFF,
)
_TOMORROW = timedelta(days=1)
_LONGEST_LEAVE = 120


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule says besides whose turn it is; `shifts` has one for each officer."""

    shifts: tuple[str, ...] = (HARIAN,)
    rotation: Rotation = Rotation.DAILY
    days_off: bool = True


async def set_rule(ctx: Context, actor: PersonFacts, district_id: int, terms: Terms) -> RotaFacts:
    """The rota of a kecamatan is computed from `terms` from tomorrow on, with whoever takes turns there now."""
    require_keeper(actor, district_id)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> RotaFacts:
        district = district_of(connection, actor, district_id)
        if not _pool(connection, district_id, _day(actor, now)):
            raise Refusal("refused-rota-nobody", district=district)
        return _make(connection, actor, district_id, terms, now)

    return await ctx.db.transact(_unit)


async def set_all(ctx: Context, actor: PersonFacts, officers: int = 1) -> int:
    """Every kecamatan of the office that has no rule gets the usual one from tomorrow on, by so many; returns how many."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> int:
        without = connection.scalars(_WITHOUT_RULE, {"office": actor.office_id}).all()
        ruled = [one for one in without if _pool(connection, one, _day(actor, now))]
        for district_id in ruled:
            district_of(connection, actor, district_id)
            _make(connection, actor, district_id, Terms(staffed((HARIAN,), officers)), now)
        return len(ruled)

    return await ctx.db.transact(_unit)


async def add_leave(ctx: Context, actor: PersonFacts, person_id: int, first: date, last: date) -> RotaFacts:
    """Somebody takes no turn from `first` to `last`; others do, and whoever's next shift is another now is told."""
    now = ctx.clock.now()
    if last < _day(actor, now) or (last - first).days >= _LONGEST_LEAVE:
        raise Refusal("refused-leave-days", most=_LONGEST_LEAVE)

    def _unit(connection: Connection) -> RotaFacts:
        values = {"person": person_id, "office": actor.office_id}
        district_id = connection.execute(_DISTRICT_OF, values).scalar_one_or_none()
        if district_id is None:
            raise Refusal("refused-unknown-person")
        require_keeper(actor, district_id)
        district_of(connection, actor, district_id)

        def _do() -> None:
            key = {"person_id": person_id, "first": first}
            upsert(connection, DutyLeave, key, {"last": last, "made_by": actor.id, "made_at": now})
            _pass_on(connection, actor, district_id, person_id, Span(max(first, _day(actor, now) + _TOMORROW), last))

        after = change_rota(connection, actor, district_id, now, _do)
        audit.record_act(
            connection, actor, now, "duty.leave", f"person:{person_id}", first=first.isoformat(), last=last.isoformat()
        )
        return after

    return await ctx.db.transact(_unit)


async def set_critical(ctx: Context, actor: PersonFacts, first: date, last: date, shifts: tuple[str, ...]) -> int:
    """On these days all secretariats of the office keep other shifts, days off too; returns of how many kecamatan."""
    require_manager(actor)
    now = ctx.clock.now()
    if first <= _day(actor, now):
        raise Refusal("refused-critical-past")

    def _unit(connection: Connection) -> int:
        ruled = connection.scalars(_WITH_RULE, {"office": actor.office_id}).all()
        before = [rota_ahead(connection, actor, one, now) for one in ruled]
        key = {"office_id": actor.office_id, "first": first}
        upsert(connection, DutyCritical, key, {"last": last, "shifts": list(shifts)})
        for rota in before:
            after = rota_ahead(connection, actor, rota.district_id, now)
            tell_changes(connection, rota, after, now, aware=(actor.id,))
        audit.record_act(
            connection,
            actor,
            now,
            "duty.critical",
            f"office:{actor.office_id}",
            first=first.isoformat(),
            last=last.isoformat(),
            shifts=list(shifts),
        )
        return len(ruled)

    return await ctx.db.transact(_unit)


_POOL = (
    select(Person.id)
    .where(
        Person.district_id == bindparam("district"),
        Person.position.in_(TAKES_TURNS),
        active_on(bindparam("day", type_=DutyRule.begins.type)),
    )
    .order_by(Person.id)
)
_RULED = select(DutyRule.district_id).where(DutyRule.office_id == bindparam("office"))
_WITHOUT_RULE = (
    select(District.id)
    .where(District.office_id == bindparam("office"), District.id.not_in(_RULED))
    .order_by(District.code)
)
_WITH_RULE = (
    select(District.id)
    .where(District.office_id == bindparam("office"), District.id.in_(_RULED))
    .order_by(District.code)
)
_DISTRICT_OF = select(Person.district_id).where(
    Person.id == bindparam("person"), Person.office_id == bindparam("office")
)


def _make(connection: Connection, actor: PersonFacts, district_id: int, terms: Terms, now: datetime) -> RotaFacts:
    begins = _day(actor, now) + _TOMORROW
    people = _pool(connection, district_id, begins)

    def _do() -> None:
        upsert(
            connection,
            DutyRule,
            {"district_id": district_id, "begins": begins},
            {
                "office_id": actor.office_id,
                "rotation": terms.rotation,
                "days_off": terms.days_off,
                "shifts": list(terms.shifts),
                "people": people,
                "made_by": actor.id,
                "made_at": now,
            },
        )

    after = change_rota(connection, actor, district_id, now, _do)
    audit.record_act(
        connection,
        actor,
        now,
        "duty.rule",
        f"district:{district_id}",
        begins=begins.isoformat(),
        shifts=list(terms.shifts),
        rotation=terms.rotation.value,
        days_off=terms.days_off,
    )
    return after


def _pass_on(connection: Connection, actor: PersonFacts, district_id: int, person_id: int, days: Span) -> None:
    """Turns of the rule that were written down ahead, for their papers, are no longer somebody's who is away."""
    values = {"district": district_id, "first": days.first, "last": days.last}
    ahead = connection.execute(_AHEAD, values).all() if days.first <= days.last else []
    if not any(row.by_rule and row.person_id == person_id for row in ahead):
        return
    computed = rotas(connection, actor.office_id, *days, district_id, agreed=False)[district_id].turns
    held = [Turn(row.day, row.shift, row.person_id) for row in ahead]
    for place, row in enumerate(ahead):
        if row.by_rule and row.person_id == person_id:
            instead = stands_in(held[place], held, computed)
            if instead is not None:
                held[place] = held[place]._replace(person=instead)
                connection.execute(_PASSED_ON, {"of": row.id, "instead": instead})


_AHEAD = (
    select(DutyShift.id, DutyShift.day, DutyShift.shift, DutyShift.person_id, DutyShift.by_rule)
    .where(
        DutyShift.district_id == bindparam("district"),
        DutyShift.day.between(bindparam("first"), bindparam("last")),
        IN_ROTA,
    )
    .order_by(DutyShift.day, DutyShift.id)
)
_PASSED_ON = update(DutyShift).where(DutyShift.id == bindparam("of")).values(person_id=bindparam("instead"))


def _pool(connection: Connection, district_id: int, day: date) -> list[int]:
    return list(connection.scalars(_POOL, {"district": district_id, "day": day}))


def _day(actor: PersonFacts, now: datetime) -> date:
    return now.astimezone(actor.zone).date()
