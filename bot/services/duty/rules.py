"""The rule of a secretariat's rota: made by its head or by the office, for one or for all; leave; days that are critical."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, exists, select, update

from bot.domain.duty.facts import TAKES_TURNS, usual_officers
from bot.domain.duty.rota import HARIAN, Rotation, Rule, Span, Turn, clashes, stands_in
from bot.domain.duty.shifts import shift_begins, staffed
from bot.domain.ledger import Purpose
from bot.domain.night import not_at_night
from bot.domain.refusals import Refusal
from bot.domain.timing import Due
from bot.services import audit
from bot.services.access import require_manager
from bot.services.duty import leaves
from bot.services.duty.changing import (
    RotaChange,
    change_rota,
    district_of,
    hold_districts,
    require_keeper,
    rota_ahead,
    tell_dropped,
)
from bot.services.duty.keepers import keepers_of
from bot.services.duty.rota import owe_today
from bot.services.duty.shifts import IN_ROTA
from bot.services.duty.turns import AHEAD, rotas, strike
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import active_on
from bot.services.people.facts import PEOPLE, people_of
from bot.storage.models import District, DutyLeave, DutyRule, DutyShift, PaperNumber, Person
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

_TOMORROW = timedelta(days=1)
_LONGEST_LEAVE = 120
_NEWS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule says besides whose turn it is; `shifts` has one for each officer."""

    shifts: tuple[str, ...] = (HARIAN,)
    rotation: Rotation = Rotation.DAILY
    days_off: bool = True
    # Whose turns it is, by id; None: `usual_officers`.
    people: tuple[int, ...] | None = None


# No more turns: without shifts a rule has none.
NO_TURNS = Terms(())


async def look(ctx: Context, actor: PersonFacts, district_id: int) -> tuple[RotaFacts, list[PersonFacts]]:
    """The rota of a kecamatan with the rule that was saved last, and who may take turns there."""
    require_keeper(actor, district_id)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[RotaFacts, list[PersonFacts]]:
        return rota_ahead(connection, actor, district_id, now), _pool(connection, district_id, _begins(actor, now))

    return await ctx.db.query(_unit)


async def without_rule(ctx: Context, actor: PersonFacts) -> int:
    """How many kecamatan of the office have no rule that gives turns."""
    require_manager(actor)
    found = await ctx.db.query(lambda connection: districts_of(connection, actor.office_id, ruled=False))
    return len(found)


async def clashing(ctx: Context, actor: PersonFacts, district_id: int, terms: Terms) -> list[Turn]:
    """Which of the shifts that were agreed do not go with what the rota would be by `terms`."""
    require_keeper(actor, district_id)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[Turn]:
        return [found.turn for found in _clashing(connection, actor, district_id, terms, now)]

    return await ctx.db.query(_unit)


async def set_rule(
    ctx: Context, actor: PersonFacts, district_id: int, terms: Terms, *, drop: bool = False
) -> RotaFacts:
    """The rota of a kecamatan is computed from `terms` from tomorrow on.

    What was agreed stays, unless those who save it `drop` what does not go with it: then whose these shifts were reads so.
    """
    require_keeper(actor, district_id)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> RotaFacts:
        district = district_of(connection, actor, district_id)
        people = _people(connection, district_id, terms, _begins(actor, now))
        if terms.people == ():
            raise Refusal("refused-rota-without-people")
        if terms.shifts and not people:
            raise Refusal("refused-rota-nobody", district=district)
        clashes = _clashing(connection, actor, district_id, terms, now) if drop else []
        # Whoever saves it reads the rota that comes of it, or has ended it.
        made = _make(connection, actor, district_id, terms, now, clashes, aware=(actor.id,))
        _tell_keepers(connection, actor, made, terms, now)
        return made

    return await ctx.db.transact(_unit)


async def set_all(ctx: Context, actor: PersonFacts, officers: int = 1) -> int:
    """Every kecamatan of the office that has no rule gets the usual one from tomorrow on, by so many; returns how many."""
    require_manager(actor)
    now = ctx.clock.now()
    terms = Terms(staffed((HARIAN,), officers))

    def _unit(connection: Connection) -> int:
        hold_districts(connection, actor.office_id)
        without = districts_of(connection, actor.office_id, ruled=False)
        ruled = [one for one in without if _people(connection, one, terms, _begins(actor, now))]
        for district_id in ruled:
            _make(connection, actor, district_id, terms, now)
        return len(ruled)

    return await ctx.db.transact(_unit)


async def add_leave(ctx: Context, actor: PersonFacts, person_id: int, first: date, last: date) -> RotaChange:
    """Somebody takes no turn from `first` to `last`; others do. They and whoever's next shift is another now are told.

    The actor reads it in the answer.
    """
    now = ctx.clock.now()
    refuse_leave(actor, first, last, now)

    def _unit(connection: Connection) -> RotaChange:
        values = {"person": person_id, "office": actor.office_id}
        district_id = connection.execute(_DISTRICT_OF, values).scalar_one_or_none()
        if district_id is None:
            raise Refusal("refused-unknown-person")
        require_keeper(actor, district_id)
        district_of(connection, actor, district_id)

        # They read the day's message instead of one of a change.
        of_today, aware = set[int](), {actor.id}
        days = Span(max(first, _day(actor, now)), last)
        empty_before = _nobodys(connection, actor, district_id, days)

        def _do() -> None:
            key = {"person_id": person_id, "first": first}
            upsert(connection, DutyLeave, key, {"last": last, "made_by": actor.id, "made_at": now})
            of_today.update(_pass_on(connection, actor, district_id, person_id, days, now))
            aware.update(of_today)
            # Before what is next for them, which comes of it.
            holds = rota_ahead(connection, actor, district_id, now)
            leaves.note(connection, actor, person_id, Span(first, last), holds, now)

        change = change_rota(connection, actor, district_id, now, _do, aware=aware)
        if of_today:
            owe_today(connection, actor.office_id, now)
        audit.record_act(
            connection, actor, now, "duty.leave", f"person:{person_id}", first=first.isoformat(), last=last.isoformat()
        )
        gone = [one for one in _nobodys(connection, actor, district_id, days) if one not in empty_before]
        return change._replace(emptied=tuple(gone))

    return await ctx.db.transact(_unit)


def _nobodys(connection: Connection, actor: PersonFacts, district_id: int, days: Span) -> list[Turn]:
    found = rotas(connection, actor.office_id, *days, district_id)[district_id]
    return [turn for turn in found.turns if turn.person is None]


def refuse_leave(actor: PersonFacts, first: date, last: date, now: datetime) -> None:
    """A leave is of days ahead, and not for ever."""
    if last < _day(actor, now) or (last - first).days >= _LONGEST_LEAVE:
        raise Refusal("refused-leave-days", most=_LONGEST_LEAVE)


_POOL = PEOPLE.where(
    Person.district_id == bindparam("district"),
    Person.position.in_(TAKES_TURNS),
    active_on(bindparam("day", type_=DutyRule.begins.type)),
).order_by(Person.id)
_RULES = (
    select(DutyRule.district_id, DutyRule.shifts)
    .where(DutyRule.office_id == bindparam("office"))
    .order_by(DutyRule.begins)
)
_DISTRICTS = select(District.id).where(District.office_id == bindparam("office")).order_by(District.code)
_DISTRICT_OF = select(Person.district_id).where(
    Person.id == bindparam("person"), Person.office_id == bindparam("office")
)


def districts_of(connection: Connection, office_id: int, *, ruled: bool) -> list[int]:
    """The kecamatan of an office whose last rule gives turns, or the others."""
    values = {"office": office_id}
    runs = {row.district_id: bool(row.shifts) for row in connection.execute(_RULES, values)}
    return [one for one in connection.scalars(_DISTRICTS, values) if runs.get(one, False) is ruled]


class _Clash(NamedTuple):
    """A shift that was agreed and does not go with a rule, by its id."""

    id: int
    turn: Turn


def _clashing(
    connection: Connection, actor: PersonFacts, district_id: int, terms: Terms, now: datetime
) -> list[_Clash]:
    """What nobody was given a paper of: that stays, and is pointed out."""
    begins = _begins(actor, now)
    days = Span(begins, begins + AHEAD)
    people = tuple(_people(connection, district_id, terms, begins))
    trial = Rule(begins, people, terms.shifts, terms.rotation, terms.days_off)
    computed = rotas(connection, actor.office_id, *days, district_id, agreed=False, trial=trial)[district_id].turns
    values = {"district": district_id, "first": days.first, "last": days.last}
    held = {
        Turn(row.day, row.shift, row.person_id): row.id for row in connection.execute(_AHEAD, values) if not row.papers
    }
    return [_Clash(held[turn], turn) for turn in clashes(computed, held)]


def _make(
    connection: Connection,
    actor: PersonFacts,
    district_id: int,
    terms: Terms,
    now: datetime,
    dropped: Sequence[_Clash] = (),
    *,
    aware: Collection[int] = (),
) -> RotaFacts:
    begins = _begins(actor, now)
    people = _people(connection, district_id, terms, begins)

    def _do() -> None:
        if dropped:
            strike(connection, [one.id for one in dropped], now)
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

    lost = defaultdict[int, list[Turn]](list)
    for one in dropped:
        lost[one.turn.person or 0].append(one.turn)
    after = change_rota(connection, actor, district_id, now, _do, aware={*lost, *aware}).after
    tell_dropped(connection, after, {person: turns for person, turns in lost.items() if person != actor.id}, now)
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


def _tell_keepers(connection: Connection, actor: PersonFacts, made: RotaFacts, terms: Terms, now: datetime) -> None:
    """The head of the secretariat reads that somebody else has set its rule, and which."""
    begins, at = _begins(actor, now), not_at_night(now, actor.zone)
    facts = {
        "what": "ruled",
        "district": made.district,
        "by": actor.name,
        "begins": begins.isoformat(),
        "shifts": list(terms.shifts),
        "rotation": terms.rotation.value,
        "days_off": terms.days_off,
        "people": [one.name for one in _chosen(connection, made.district_id, terms, begins)],
    }
    keepers = keepers_of(connection, actor.office_id, _day(actor, now)).get(made.district_id, ())
    owed = [
        Owed(Purpose.DUTY_ASKED, chat_id, Due(at, at + _NEWS), actor.office_id, one, occurrence=once(), facts=facts)
        for one, chat_id in keepers
        if one != actor.id
    ]
    owe(connection, owed, now)


def _pass_on(
    connection: Connection, actor: PersonFacts, district_id: int, person_id: int, days: Span, now: datetime
) -> set[int]:
    """Turns of the rule that were written down, of today or for their papers, are no longer somebody's who is away.

    What has begun stays. Returns who has one of today instead.
    """
    values = {"district": district_id, "first": days.first, "last": days.last}
    ahead = connection.execute(_AHEAD, values).all()
    theirs = {
        place
        for place, row in enumerate(ahead)
        if row.by_rule and row.person_id == person_id and now < shift_begins(row.day, row.shift, actor.zone)
    }
    if not theirs:
        return set()
    computed = rotas(connection, actor.office_id, *days, district_id, agreed=False)[district_id].turns
    held = [Turn(row.day, row.shift, row.person_id) for row in ahead]
    of_today = set[int]()
    for place in sorted(theirs):
        instead = stands_in(held[place], held, computed)
        if instead is not None:
            held[place] = held[place]._replace(person=instead)
            connection.execute(_PASSED_ON, {"of": ahead[place].id, "instead": instead})
            if held[place].day == _day(actor, now):
                of_today.add(instead)
    return of_today


_AHEAD = (
    select(
        DutyShift.id,
        DutyShift.day,
        DutyShift.shift,
        DutyShift.person_id,
        DutyShift.by_rule,
        exists().where(PaperNumber.shift_id == DutyShift.id).label("papers"),
    )
    .where(
        DutyShift.district_id == bindparam("district"),
        DutyShift.day.between(bindparam("first"), bindparam("last")),
        IN_ROTA,
    )
    .order_by(DutyShift.day, DutyShift.id)
)
_PASSED_ON = update(DutyShift).where(DutyShift.id == bindparam("of")).values(person_id=bindparam("instead"))


def _pool(connection: Connection, district_id: int, day: date) -> list[PersonFacts]:
    return people_of(connection, _POOL, {"district": district_id, "day": day})


def _people(connection: Connection, district_id: int, terms: Terms, day: date) -> list[int]:
    return [one.id for one in _chosen(connection, district_id, terms, day)]


def _chosen(connection: Connection, district_id: int, terms: Terms, day: date) -> list[PersonFacts]:
    """Whose turns it is by a rule: those named who may, or the usual."""
    pool = _pool(connection, district_id, day)
    if terms.people is None:
        return usual_officers(pool, len(terms.shifts))
    return [one for one in pool if one.id in terms.people]


def _begins(actor: PersonFacts, now: datetime) -> date:
    """A rule holds from tomorrow on."""
    return _day(actor, now) + _TOMORROW


def _day(actor: PersonFacts, now: datetime) -> date:
    return now.astimezone(actor.zone).date()
