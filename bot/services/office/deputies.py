"""Pelaksana harian: a head who is away names who gets what is meant for them and acts for them, and it ends by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, case, insert, or_, select, update
from sqlalchemy.orm import aliased

from bot.domain.ledger import Purpose
from bot.domain.office.deputies import LONGEST, Deputy, span, told, told_ended
from bot.domain.people.names import is_part_of_name
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import OFFICE_POSITIONS, Role
from bot.services import audit
from bot.services.access import require_admin, require_manager
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import active_on, reachable_on, recipients
from bot.services.people.facts import PEOPLE, people_of
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, Deputyship, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.domain.timing import Due
    from bot.services.context import Context

_DAY = timedelta(days=1)


class Candidates(NamedTuple):
    """Who may deputise, and for whom."""

    head: PersonFacts
    people: list[PersonFacts]

    def named(self, name: str) -> list[PersonFacts]:
        """Those with `name` in their name."""
        return [one for one in self.people if is_part_of_name(name, one.name)]


async def current(ctx: Context, actor: PersonFacts) -> list[Deputy]:
    """Who deputises or will, of the actor's office; the earliest first."""
    require_manager(actor)
    values = {"office": actor.office_id, "now": ctx.clock.now()}
    return await ctx.db.query(lambda connection: _facts(connection.execute(_STANDING, values)))


async def heads(ctx: Context, actor: PersonFacts) -> list[PersonFacts]:
    """For whom an admin may name a deputy: the other heads of the office."""
    require_admin(actor)
    values = {"office": actor.office_id, "today": ctx.today(actor.zone)}
    found = await ctx.db.query(lambda connection: people_of(connection, _HEADS, values))
    return [one for one in found if one.id != actor.id]


async def head_meant(ctx: Context, actor: PersonFacts, name: str, deputy: str) -> list[PersonFacts]:
    """Those with `name` in their name for whom `deputy` is to be named; for oneself anybody may."""
    require_manager(actor)
    if is_part_of_name(name, actor.name):
        return [actor]
    if not actor.is_admin:
        raise Refusal("refused-deputy-of-other", deputy=deputy[:40])
    return [one for one in await heads(ctx, actor) if is_part_of_name(name, one.name)]


async def candidates(ctx: Context, actor: PersonFacts, head_id: int | None = None) -> Candidates:
    """Who may deputise for a head, the actor where none is named: of the office's own people those who can be written to."""
    today = ctx.today(actor.zone)

    def _unit(connection: Connection) -> Candidates:
        head = _head(connection, actor, head_id, today)
        values = {"office": actor.office_id, "today": today, "who": head.id}
        return Candidates(head, people_of(connection, _CANDIDATES, values))

    return await ctx.db.query(_unit)


async def look(
    ctx: Context, actor: PersonFacts, deputy_id: int, first: date, last: date, head_id: int | None = None
) -> Deputy:
    """What would hold; refuses whoever may not deputise, and days that are not free for it."""
    return await ctx.db.query(lambda connection: _checked(connection, ctx, actor, head_id, deputy_id, first, last))


async def name_deputy(
    ctx: Context, actor: PersonFacts, deputy_id: int, first: date, last: date, head_id: int | None = None
) -> Deputy:
    """From the first day to the last whatever is meant for the head goes to the deputy, who acts for them; once.

    The head is the actor, or, where an admin names one, whoever is ill.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Deputy:
        connection.execute(_LOCK, {"head": actor.id if head_id is None else head_id})
        wanted = _checked(connection, ctx, actor, head_id, deputy_id, first, last)
        if wanted.id:
            return wanted
        values = {
            "office_id": actor.office_id,
            "head_id": wanted.head_id,
            "deputy_id": deputy_id,
            "begins_at": wanted.begins_at,
            "ends_at": wanted.ends_at,
            "named_at": now,
        }
        number = connection.execute(insert(Deputyship).values(values).returning(Deputyship.id)).scalar_one()
        made = _one(connection, number)
        _tell(connection, actor, made, told(made.begins_at, made.ends_at, now, actor.zone), now)
        _note(connection, actor, made, "deputy.named", now)
        return made

    return await ctx.db.transact(_unit)


async def end(ctx: Context, actor: PersonFacts, number: int) -> Deputy:
    """The head is back, or it never begins: from now on all is theirs again, and the deputy is told; once.

    Admins end any of their office's.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Deputy:
        _require_own_role(actor)
        found = _facts(connection.execute(_BY_ID, {"ids": [number]}))
        if found:
            connection.execute(_LOCK, {"head": found[0].head_id})
            found = _facts(connection.execute(_BY_ID, {"ids": [number]}))
        may_end = found and (found[0].head_id == actor.id or (actor.is_admin and found[0].office_id == actor.office_id))
        if not may_end:
            raise Refusal("refused-stale-button")
        if not found[0].is_over(now):
            connection.execute(_END, {"of": number, "now": now})
            _tell(connection, actor, _one(connection, number), [told_ended(now, actor.zone)], now)
            _note(connection, actor, found[0], "deputy.ended", now)
        return found[0]

    return await ctx.db.transact(_unit)


def turn_over(connection: Connection, office_id: int, now: datetime) -> None:
    """Whose time began or ended within a day has another menu of commands; of who left office it ends, and the head reads so."""
    _end_of_those_who_left(connection, office_id, now)
    if connection.execute(_TURNED, {"office": office_id, "now": now, "before": now - _DAY}).first():
        mark_owed(connection, "menus")
        mark_owed(connection, "steps")


def _end_of_those_who_left(connection: Connection, office_id: int, now: datetime) -> None:
    named = _facts(connection.execute(_STANDING, {"office": office_id, "now": now}))
    if not named:
        return
    today = now.astimezone(named[0].zone).date()
    people = {"people": [one.deputy_id for one in named], "today": today}
    in_office = set(connection.execute(_IN_OFFICE, people).scalars())
    for one in named:
        if one.deputy_id in in_office:
            continue
        connection.execute(_END, {"of": one.id, "now": now})
        _, due = told_ended(now, one.zone)
        until = _one(connection, one.id).ends_at.isoformat()
        chats = connection.execute(_CHATS, {"people": [one.head_id], "today": today})
        owe(
            connection,
            [
                Owed(
                    Purpose.DEPUTY,
                    row.chat_id,
                    due,
                    office_id,
                    row.id,
                    occurrence=f"{one.id}:left",
                    facts={"deputy": one.id, "what": "over", "until": until},
                )
                for row in chats
            ],
            now,
        )


def deputies_by_id(connection: Connection, ids: Collection[int]) -> dict[int, Deputy]:
    """Deputies by id."""
    return {one.id: one for one in _facts(connection.execute(_BY_ID, {"ids": list(ids)}))} if ids else {}


def names_of(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """Names by id."""
    return {row.id: row.name for row in connection.execute(_NAMES, {"people": list(people)})}


def owed_anyway(connection: Connection, instead: Mapping[int, int]) -> frozenset[int]:
    """Of rows for a head with who would be told instead: those of which these are owed one of their own.

    What says something else of the same matter, that a decision is late and no more that it is new, is another message.
    """
    found = (connection.execute(_OWN, {"row": row, "who": who}).all() for row, who in instead.items())
    return frozenset(
        row for row, own in zip(instead, found, strict=True) if any(one.facts == one.of_head for one in own)
    )


def _require_own_role(actor: PersonFacts) -> None:
    require_manager(actor)
    if actor.acting:
        raise Refusal("refused-deputy-acting")


def _head(connection: Connection, actor: PersonFacts, head_id: int | None, today: date) -> PersonFacts:
    """The actor, or whom an admin means."""
    _require_own_role(actor)
    if head_id is None or head_id == actor.id:
        return actor
    require_admin(actor)
    values = {"office": actor.office_id, "today": today}
    found = next((one for one in people_of(connection, _HEADS, values) if one.id == head_id), None)
    if found is None:
        raise Refusal("refused-deputy-gone-head")
    return found


def _checked(
    connection: Connection,
    ctx: Context,
    actor: PersonFacts,
    head_id: int | None,
    deputy_id: int,
    first: date,
    last: date,
) -> Deputy:
    """With the id of what stands already, or 0."""
    now, today = ctx.clock.now(), ctx.today(actor.zone)
    head = _head(connection, actor, head_id, today)
    if first > last or last < today or first < today:
        raise Refusal("refused-deputy-past")
    if last - first >= LONGEST:
        raise Refusal("refused-deputy-long", days=LONGEST.days)
    values = {"office": actor.office_id, "today": today, "who": head.id}
    chosen = next((one for one in people_of(connection, _CANDIDATES, values) if one.id == deputy_id), None)
    if chosen is None:
        raise Refusal("refused-deputy-nobody")
    begins_at, ends_at = span(first, last, actor.zone)
    for one in _facts(connection.execute(_STANDING, {"office": actor.office_id, "now": now})):
        if one.begins_at >= ends_at or begins_at >= one.ends_at:
            continue
        if one.head_id == head.id:
            if (one.deputy_id, one.first, one.last) == (deputy_id, first, last):
                return one
            whose = "Anda" if head.id == actor.id else head.name
            raise Refusal("refused-deputy-twice", deputy=one.deputy, head=whose, last=f"{one.last:%d/%m/%Y}")
        if one.head_id == deputy_id:
            raise Refusal("refused-deputy-away", deputy=chosen.name, instead=one.deputy, last=f"{one.last:%d/%m/%Y}")
    return Deputy(0, actor.office_id, head.id, head.name, chosen.id, chosen.name, begins_at, ends_at, actor.zone)


def _tell(
    connection: Connection, actor: PersonFacts, one: Deputy, moments: Iterable[tuple[str, Due]], now: datetime
) -> None:
    """The deputy; that it is over by itself both of them, and so whatever an admin does for the head."""
    by_other = actor.id != one.head_id
    values = {"people": [one.head_id, one.deputy_id], "today": now.astimezone(one.zone).date()}
    chats = {row.id: row.chat_id for row in connection.execute(_CHATS, values)}
    until = one.ends_at.isoformat()
    owe(
        connection,
        [
            Owed(
                Purpose.DEPUTY,
                chats[person_id],
                due,
                one.office_id,
                person_id,
                occurrence=f"{one.id}:{what}",
                facts={"deputy": one.id, "what": what, "until": until} | ({"by": actor.name} if by_other else {}),
            )
            for what, due in moments
            for person_id in (
                (one.deputy_id, one.head_id)
                if what == "over" or (by_other and what in ("named", "ended"))
                else (one.deputy_id,)
            )
            if person_id in chats
        ],
        now,
    )
    mark_owed(connection, "menus")
    mark_owed(connection, "steps")


def _note(connection: Connection, actor: PersonFacts, one: Deputy, action: str, now: datetime) -> None:
    audit.record_act(
        connection,
        actor,
        now,
        action if one.head_id == actor.id else f"{action}_for",
        f"person:{one.deputy_id}",
        head=one.head,
        first=one.first.isoformat(),
        last=one.last.isoformat(),
    )


def _one(connection: Connection, number: int) -> Deputy:
    return deputies_by_id(connection, {number})[number]


def _facts(rows: Iterable[Any]) -> list[Deputy]:
    return [
        Deputy(
            row.id,
            row.office_id,
            row.head_id,
            row.head,
            row.deputy_id,
            row.deputy,
            row.begins_at,
            row.ends_at,
            ZoneInfo(row.timezone),
        )
        for row in rows
    ]


_Head, _Deputy = aliased(Person), aliased(Person)
_DEPUTIES = (
    select(
        Deputyship.id,
        Deputyship.office_id,
        Deputyship.head_id,
        _Head.name.label("head"),
        Deputyship.deputy_id,
        _Deputy.name.label("deputy"),
        Deputyship.begins_at,
        Deputyship.ends_at,
        Office.timezone,
    )
    .join(_Head, _Head.id == Deputyship.head_id)
    .join(_Deputy, _Deputy.id == Deputyship.deputy_id)
    .join(Office, Office.id == Deputyship.office_id)
    .order_by(Deputyship.begins_at, Deputyship.id)
)
_STANDING = _DEPUTIES.where(Deputyship.office_id == bindparam("office"), Deputyship.ends_at > bindparam("now"))
_BY_ID = _DEPUTIES.where(Deputyship.id.in_(bindparam("ids", expanding=True)))
_LOCK = select(Person.id).where(Person.id == bindparam("head")).with_for_update()
_CANDIDATES = PEOPLE.where(
    Person.office_id == bindparam("office"),
    Person.id != bindparam("who"),
    or_(Person.position.in_(OFFICE_POSITIONS), Person.role != Role.MEMBER),
    reachable_on(bindparam("today")),
).order_by(Person.name, Person.id)
_HEADS = PEOPLE.where(
    Person.office_id == bindparam("office"), Person.role != Role.MEMBER, active_on(bindparam("today"))
).order_by(Person.name, Person.id)
_CHATS = recipients(reachable_on(bindparam("today"))).where(Person.id.in_(bindparam("people", expanding=True)))
_IN_OFFICE = select(Person.id).where(Person.id.in_(bindparam("people", expanding=True)), active_on(bindparam("today")))
_NAMES = select(Person.id, Person.name).where(Person.id.in_(bindparam("people", expanding=True)))
_AT = Deputyship.begins_at.type
_END = (
    update(Deputyship)
    .where(Deputyship.id == bindparam("of"))
    .values(
        ends_at=bindparam("now", type_=_AT),
        # What has not begun never does.
        begins_at=case(
            (Deputyship.begins_at > bindparam("now", type_=_AT), bindparam("now", type_=_AT)),
            else_=Deputyship.begins_at,
        ),
    )
)
_TURNED = select(Deputyship.id).where(
    Deputyship.office_id == bindparam("office"),
    or_(
        *(
            and_(moment <= bindparam("now"), moment > bindparam("before"))
            for moment in (Deputyship.begins_at, Deputyship.ends_at)
        )
    ),
)
_Own = aliased(Delivery)
_OWN = select(_Own.facts, Delivery.facts.label("of_head")).join(
    Delivery,
    and_(
        Delivery.id == bindparam("row"),
        _Own.person_id == bindparam("who"),
        _Own.purpose == Delivery.purpose,
        _Own.office_id == Delivery.office_id,
        _Own.created_at == Delivery.created_at,
        _Own.session_id.is_not_distinct_from(Delivery.session_id),
        _Own.shift_id.is_not_distinct_from(Delivery.shift_id),
    ),
)
