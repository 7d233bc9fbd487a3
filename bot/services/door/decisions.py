"""Decisions of meetings: written down by a head, told to whoever sees to them, followed up until they are done."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, insert, or_, select, update

from bot.domain.door.decisions import DecisionFacts, told
from bot.domain.importing.changes import LeftUndone
from bot.domain.ledger import Purpose
from bot.domain.meetings.codes import write_code
from bot.domain.people.names.alike import is_part_of_name
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Role
from bot.services import audit
from bot.services.access import require_manager
from bot.services.meetings.facts import find_session
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import active_on, held_on, recipients, registered_on
from bot.storage.models import Activity, Decision, Person, Session
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

_MOST_NAMED = 5


async def write_down(
    ctx: Context, actor: PersonFacts, code: str | int, text: str, who: str | int, due: date
) -> tuple[DecisionFacts, bool]:
    """A head writes down a decision; whoever sees to it, one of the office and its kecamatan, by name or id, is told.

    Returns also whether they can be.
    """
    require_manager(actor)
    now = ctx.clock.now()
    today = ctx.today(actor.zone)

    def _unit(connection: Connection) -> tuple[DecisionFacts, bool]:
        facts = find_session(connection, actor.office_id, code, now)
        person = _the_one_meant(connection, actor, who, today)
        values = {
            "office_id": actor.office_id,
            "session_id": facts.id,
            "text": text,
            "person_id": person.id,
            "due": due,
        }
        same = _DECISIONS.where(*(getattr(Decision, name) == value for name, value in values.items()), _IS_OPEN)
        if (there := connection.execute(same).first()) is not None:
            # Said twice, or the same update once more.
            return _facts(there), person.id in _chats(connection, [person.id], facts.zone, now)
        made = {"made_by": actor.id, "made_at": now}
        number = connection.execute(insert(Decision).values(**values, **made).returning(Decision.id)).scalar_one()
        place = _Place(facts.id, facts.office_id, facts.zone)
        reached = _owe(connection, place, number, [person.id, *({actor.id} - {person.id})], person.id, due, now)
        audit.record_act(connection, actor, now, "decision.made", f"session:{facts.id}", text=text)
        written = DecisionFacts(number, facts.id, facts.code, text, person.id, person.name, due, done=False)
        return written, reached

    return await ctx.db.transact(_unit)


def owe_decisions(connection: Connection, person: PersonFacts, now: datetime) -> None:
    """Somebody can be written to from now on: what they are to see to and is not over, as far as they were not told."""
    today = now.astimezone(person.zone).date()
    for row in _OWN_OPEN.all(connection, {"office": person.office_id, "person": person.id, "today": today}):
        place = _Place(row.session_id, person.office_id, person.zone)
        _owe(connection, place, row.id, [person.id], person.id, row.due, now)


async def meant(ctx: Context, actor: PersonFacts, who: str | int) -> list[tuple[int, str]]:
    """Who may be meant by a name, a part of one, or an id: id and name, of those in office today."""
    require_manager(actor)
    today = ctx.today(actor.zone)
    return await ctx.db.query(lambda connection: [(row.id, row.name) for row in _meant(connection, actor, who, today)])


async def heads(ctx: Context, actor: PersonFacts) -> list[tuple[int, str]]:
    """Whom decisions are most often given to: id and name of those who act for the office, whoever asks first."""
    require_manager(actor)
    query = _PEOPLE.where(active_on(ctx.today(actor.zone)), Person.role != Role.MEMBER)
    given = {"office": actor.office_id}
    found: list[tuple[int, str]] = await ctx.db.query(
        lambda connection: [(row.id, row.name) for row in connection.execute(query, given)]
    )
    return sorted(found, key=lambda one: one[0] != actor.id)


async def open_ones(ctx: Context, actor: PersonFacts) -> list[DecisionFacts]:
    """What is not done yet: for heads all of the office, for others their own; the earliest first."""
    query = _DECISIONS.where(Decision.office_id == actor.office_id, _IS_OPEN)
    if not actor.manages:
        query = query.where(Decision.person_id == actor.id)
    return await ctx.db.query(lambda connection: [_facts(row) for row in connection.execute(query)])


async def done(ctx: Context, actor: PersonFacts, number: int) -> DecisionFacts:
    """It is done, says whoever sees to it, or a head; once."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> DecisionFacts:
        row = connection.execute(_ONE, {"decision": number}).one_or_none()
        if row is None or row.office_id != actor.office_id or not (actor.manages or row.person_id == actor.id):
            raise Refusal("refused-stale-button")
        if row.done_at is None:
            values = {"decision": number, "at": now, "by": actor.id}
            connection.execute(_DONE, values)
            audit.record_act(connection, actor, now, "decision.done", f"session:{row.session_id}", text=row.text)
        return _facts(row, is_done=True)

    return await ctx.db.transact(_unit)


def decisions_by_id(connection: Connection, ids: Collection[int]) -> dict[int, DecisionFacts]:
    """Decisions by id."""
    if not ids:
        return {}
    return {row.id: _facts(row) for row in connection.execute(_BY_ID, {"ids": list(ids)})}


def left_undone(connection: Connection, office_id: int, leaving: Mapping[int, date]) -> tuple[LeftUndone, ...]:
    """Who of those `leaving` (person id -> last day) sees to what falls due only after that, the earliest due first."""
    rows = connection.execute(_DECISIONS.where(Decision.office_id == office_id, _IS_OPEN)) if leaving else ()
    counts = Counter((row.person_id, row.who) for row in rows if row.due > leaving.get(row.person_id, row.due))
    return tuple(LeftUndone(name, count) for (_, name), count in counts.items())


def _meant(connection: Connection, actor: PersonFacts, who: str | int, today: date) -> list[Any]:
    people = connection.execute(_PEOPLE.where(active_on(today)), {"office": actor.office_id}).all()
    return [row for row in people if (row.id == who if isinstance(who, int) else is_part_of_name(who, row.name))]


def _the_one_meant(connection: Connection, actor: PersonFacts, who: str | int, today: date) -> Any:
    found = _meant(connection, actor, who, today)
    if not found:
        if isinstance(who, int):
            raise Refusal("refused-stale-button")
        raise Refusal("refused-decision-nobody", name=who[:40])
    if len(found) > 1:
        names = ", ".join(row.name for row in found[:_MOST_NAMED])
        raise Refusal("refused-decision-several", name=str(who)[:40], names=names)
    return found[0]


class _Place(NamedTuple):
    """The meeting of a decision."""

    session_id: int
    office_id: int
    zone: ZoneInfo


def _owe(
    connection: Connection,
    place: _Place,
    number: int,
    people: list[int],
    responsible: int,
    due: date,
    now: datetime,
) -> bool:
    """To whoever sees to it each time; to who wrote it down only that it is late. Whether the former can be told."""
    chats = _chats(connection, people, place.zone, now)
    owe(
        connection,
        [
            Owed(
                Purpose.FOLLOW_UP,
                chats[person_id],
                when,
                place.office_id,
                person_id,
                place.session_id,
                occurrence=f"{number}:{what}",
                facts={"decision": number, "what": what},
            )
            for what, when in told(due, now, place.zone)
            for person_id in people
            if person_id in chats and (person_id == responsible or what == "late")
        ],
        now,
    )
    return responsible in chats


def _chats(connection: Connection, people: list[int], zone: ZoneInfo, now: datetime) -> dict[int, int]:
    values = {"people": people, "today": now.astimezone(zone).date(), "now": now}
    return {row.id: row.chat_id for row in connection.execute(_CHATS, values)}


def _facts(row: Any, *, is_done: bool = False) -> DecisionFacts:
    code = write_code(row.code, row.plan_year, in_force=row.in_force, number=row.number)
    is_done = is_done or row.done_at is not None
    return DecisionFacts(row.id, row.session_id, code, row.text, row.person_id, row.who, row.due, is_done)


_DECISIONS = (
    select(
        Decision.id,
        Decision.office_id,
        Decision.session_id,
        Decision.text,
        Decision.person_id,
        Decision.due,
        Decision.done_at,
        Person.name.label("who"),
        Session.number,
        Activity.code,
        Activity.plan_year,
        Activity.in_force,
    )
    .join(Person, Person.id == Decision.person_id)
    .join(Session, Session.id == Decision.session_id)
    .join(Activity, Activity.id == Session.activity_id)
    .order_by(Decision.due, Decision.id)
)
_IS_OPEN = Decision.done_at.is_(None)
_OWN_OPEN = Prepared(
    select(Decision.id, Decision.session_id, Decision.due)
    .where(
        Decision.office_id == bindparam("office"),
        Decision.person_id == bindparam("person"),
        _IS_OPEN,
        Decision.due >= bindparam("today", type_=Decision.due.type),
    )
    .order_by(Decision.due, Decision.id)
)
_BY_ID = _DECISIONS.where(Decision.id.in_(bindparam("ids", expanding=True)))
_ONE = _DECISIONS.where(Decision.id == bindparam("decision"))
_DONE = (
    update(Decision)
    .where(Decision.id == bindparam("decision"))
    .values(done_at=bindparam("at"), done_by=bindparam("by"))
)
_PEOPLE = select(Person.id, Person.name).where(Person.office_id == bindparam("office")).order_by(Person.name)
_CHATS = recipients(or_(registered_on(bindparam("today")), held_on(bindparam("today")))).where(
    Person.id.in_(bindparam("people", expanding=True))
)
