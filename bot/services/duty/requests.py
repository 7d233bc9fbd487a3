"""What the office asks of its kecamatan by a deadline: asking, chasing whoever is silent, and what came of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, or_, select, update

from bot.domain.duty.requests import Wanted, WantedKind
from bot.domain.ledger import Purpose, delivery_key
from bot.domain.night import not_at_night
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, local_instant
from bot.domain.vocabulary import COMMISSIONERS, Position
from bot.services import audit
from bot.services.access import require_manager
from bot.services.duty.keepers import keepers_of
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import held_on, recipients, registered_on
from bot.storage.database import mark_owed
from bot.storage.models import DataAnswer, DataRequest, Delivery, District, Office, Person
from bot.storage.parameter_limit import in_parts
from bot.storage.prepared import Prepared
from bot.storage.sources import made_by
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.requests import RequestText
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

# Whoever answers for a kecamatan.
ARE_ASKED = frozenset({Position.SECRETARIAT_HEAD, Position.DISTRICT_CHAIR})
# Whoever of the kecamatan sits in front of the figures.
MAY_ANSWER = COMMISSIONERS | {Position.SECRETARIAT_HEAD, Position.SECRETARIAT_STAFF}
_LAST = timedelta(hours=3)
_AFTER = timedelta(hours=1)
_OF_USE = timedelta(days=3)
_MORNING = time(9)
_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What a kecamatan answered, in the order of what is wanted."""

    values: tuple[Any, ...]
    by: str
    at: datetime
    by_id: int = 0


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request with its answers, by kecamatan; `districts` are all that are asked: id and name.

    `begun` are answers that lack something still: kept, and no answer yet.
    """

    id: int
    title: str
    wanted: tuple[Wanted, ...]
    due_at: datetime
    zone: ZoneInfo
    asked_by: str
    closed: bool
    districts: tuple[tuple[int, str], ...]
    answers: Mapping[int, AnswerFacts]
    begun: Mapping[int, AnswerFacts] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return len(self.answers) == len(self.districts)

    def is_late(self, answer: AnswerFacts) -> bool:
        """Whether an answer came after the deadline."""
        return answer.at > self.due_at


async def ask(ctx: Context, actor: PersonFacts, text: RequestText, source: int) -> tuple[RequestFacts, tuple[str, ...]]:
    """Ask every kecamatan of the office; what `source` (an update) has asked already is returned.

    Also the kecamatan where nobody is on Telegram who could answer; whoever comes there is asked then.
    """
    require_manager(actor)
    now = ctx.clock.now()
    due_at = _due_at(actor, text, now)

    def _unit(connection: Connection) -> tuple[RequestFacts, tuple[str, ...]]:
        asked = made_by(connection, DataRequest, DataRequest.created_at, source, now)
        if asked is None:
            values = {
                "office_id": actor.office_id,
                "title": text.title,
                "wanted": [asdict(one) for one in text.wanted],
                "due_at": due_at,
                "created_by": actor.id,
                "created_at": now,
                "source_update": source,
            }
            asked = connection.execute(_MAKE, values).scalar_one()
            _owe_all(connection, actor, asked, due_at, now)
            audit.record_act(connection, actor, now, "request.made", f"request:{asked}", title=text.title)
        found = requests_of(connection, [asked])[asked]
        reached = keepers_of(connection, actor.office_id, now.astimezone(actor.zone).date())
        return found, tuple(name for district_id, name in found.districts if district_id not in reached)

    return await ctx.db.transact(_unit)


async def answer(
    ctx: Context, actor: PersonFacts, request_id: int, values: Sequence[Any], seen: datetime | None = None
) -> RequestFacts:
    """A kecamatan answers, or answers otherwise than before; late ones count, and show it.

    `values` that are fewer than what is wanted are kept, to go on from; they take nothing from what was answered in full. That is
    written over by whoever has `seen` it, by when it was given; of anybody else it stands, and the facts say so (`answered_by_another`).
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> RequestFacts:
        # Two of a kecamatan take turns.
        connection.execute(_TURN, {"district": actor.district_id})
        found = _for_answering(connection, actor, request_id)
        if not 0 < len(values) <= len(found.wanted):
            raise Refusal("refused-stale-button")
        whole = len(values) == len(found.wanted)
        before = found.answers.get(actor.district_id or 0)
        if before is not None and (not whole or (list(before.values), before.by_id) == (list(values), actor.id)):
            return found
        other = answered_by_another(found, actor)
        if other is not None and other.at != seen:
            return found
        key = {"request_id": request_id, "district_id": actor.district_id}
        upsert(connection, DataAnswer, key, {"answers": list(values), "answered_by": actor.id, "answered_at": now})
        if not whole:
            return requests_of(connection, [request_id])[request_id]
        audit.record_act(connection, actor, now, "request.answered", f"request:{request_id}", title=found.title)
        if other is not None:
            _tell_replaced(connection, actor, request_id, other.by_id, now)
        after = requests_of(connection, [request_id])[request_id]
        if after.complete and not found.complete:
            due = Due(not_at_night(now, actor.zone), now + _OF_USE)
            _tell_asker(connection, actor, request_id, now, due, "all")
        return after

    return await ctx.db.transact(_unit)


def answered_by_another(found: RequestFacts, actor: PersonFacts) -> AnswerFacts | None:
    """What somebody else of the actor's kecamatan has answered, where that stands."""
    given = found.answers.get(actor.district_id or 0)
    return given if given is not None and given.by_id != actor.id else None


async def to_answer(ctx: Context, actor: PersonFacts, request_id: int) -> RequestFacts:
    """A request that the actor may answer."""
    return await ctx.db.query(lambda connection: _for_answering(connection, actor, request_id))


async def look(ctx: Context, actor: PersonFacts, request_id: int) -> RequestFacts:
    """A request of the actor's office, for its heads."""
    return await ctx.db.query(lambda connection: _own(connection, actor, request_id))


async def lately(ctx: Context, actor: PersonFacts) -> list[RequestFacts]:
    """The last requests of the office, the newest first."""
    require_manager(actor)

    def _unit(connection: Connection) -> list[RequestFacts]:
        ids = list(connection.scalars(_LATELY, {"office": actor.office_id}))
        found = requests_of(connection, ids)
        return [found[one] for one in ids]

    return await ctx.db.query(_unit)


async def open_ones(ctx: Context, actor: PersonFacts) -> list[RequestFacts]:
    """What the actor's kecamatan is asked, for whoever answers for it, the newest first."""
    if not _answers(actor):
        raise Refusal("refused-heads-only")

    def _unit(connection: Connection) -> list[RequestFacts]:
        ids = list(connection.scalars(_OPEN_ONES, {"office": actor.office_id}))
        found = requests_of(connection, ids)
        return [found[one] for one in ids]

    return await ctx.db.query(_unit)


async def open_for(ctx: Context, actor: PersonFacts) -> list[RequestFacts]:
    """What anybody may still have something to say to: what they are asked, and what was answered until it is long over."""
    if actor.manages or not _answers(actor):
        return []
    now, district = ctx.clock.now(), actor.district_id or 0
    return [one for one in await open_ones(ctx, actor) if district not in one.answers or now < one.due_at + _OF_USE]


async def reached(ctx: Context, actor: PersonFacts, text: RequestText) -> tuple[int, tuple[str, ...]]:
    """How many kecamatan of the office a request reaches now, and the names of those it does not; refuses one that is over."""
    require_manager(actor)
    now = ctx.clock.now()
    _due_at(actor, text, now)
    today = now.astimezone(actor.zone).date()

    def _unit(connection: Connection) -> tuple[int, tuple[str, ...]]:
        there = keepers_of(connection, actor.office_id, today)
        districts = connection.execute(_DISTRICTS, {"offices": [actor.office_id]}).all()
        missed = tuple(row.name for row in districts if row.id not in there)
        return len(districts) - len(missed), missed

    return await ctx.db.query(_unit)


async def close(ctx: Context, actor: PersonFacts, request_id: int) -> RequestFacts:
    """Nobody is asked any more, and no answer is taken."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> RequestFacts:
        found = _own(connection, actor, request_id)
        if not found.closed:
            connection.execute(_CLOSE, {"request": request_id, "now": now})
            audit.record_act(connection, actor, now, "request.closed", f"request:{request_id}", title=found.title)
        return requests_of(connection, [request_id])[request_id]

    return await ctx.db.transact(_unit)


def requests_of(connection: Connection, ids: Collection[int]) -> dict[int, RequestFacts]:
    """Requests with all that was answered, by id."""
    if not ids:
        return {}
    rows = connection.execute(_REQUESTS, {"ids": sorted(ids)}).all()
    districts: dict[int, list[tuple[int, str]]] = {}
    for one in connection.execute(_DISTRICTS, {"offices": sorted({row.office_id for row in rows})}):
        districts.setdefault(one.office_id, []).append((one.id, one.name))
    wanted = {row.id: len(row.wanted) for row in rows}
    answers: dict[int, dict[int, AnswerFacts]] = {}
    begun: dict[int, dict[int, AnswerFacts]] = {}
    for one in connection.execute(_ANSWERS, {"ids": sorted(ids)}):
        given = AnswerFacts(tuple(one.answers), one.name, one.answered_at, one.answered_by)
        to = answers if len(given.values) == wanted[one.request_id] else begun
        to.setdefault(one.request_id, {})[one.district_id] = given
    return {
        row.id: RequestFacts(
            row.id,
            row.title,
            tuple(Wanted(one["name"], WantedKind(one["kind"])) for one in row.wanted),
            row.due_at,
            ZoneInfo(row.timezone),
            row.asker,
            row.closed_at is not None,
            tuple(districts.get(row.office_id, ())),
            answers.get(row.id, {}),
            begun.get(row.id, {}),
        )
        for row in rows
    }


_TURN = select(District.id).where(District.id == bindparam("district")).with_for_update(key_share=True)
_CHATS = recipients(registered_on(bindparam("today"))).where(Person.id == bindparam("person"))
_MAKE = insert(DataRequest).returning(DataRequest.id)
_CLOSE = update(DataRequest).where(DataRequest.id == bindparam("request")).values(closed_at=bindparam("now"))
_LATELY = (
    select(DataRequest.id)
    .where(DataRequest.office_id == bindparam("office"))
    .order_by(DataRequest.id.desc())
    .limit(_MOST_LISTED)
)
_OPEN_ONES = (
    select(DataRequest.id)
    .where(DataRequest.office_id == bindparam("office"), DataRequest.closed_at.is_(None))
    .order_by(DataRequest.id.desc())
    .limit(_MOST_LISTED)
)
_REQUESTS = (
    select(
        DataRequest.id,
        DataRequest.office_id,
        DataRequest.title,
        DataRequest.wanted,
        DataRequest.due_at,
        DataRequest.closed_at,
        Office.timezone,
        Person.name.label("asker"),
    )
    .join(Office, Office.id == DataRequest.office_id)
    .join(Person, Person.id == DataRequest.created_by)
    .where(DataRequest.id.in_(bindparam("ids", expanding=True)))
)
_DISTRICTS = (
    select(District.id, District.office_id, District.name)
    .where(District.office_id.in_(bindparam("offices", expanding=True)))
    .order_by(District.code)
)
_ANSWERS = (
    select(
        DataAnswer.request_id,
        DataAnswer.district_id,
        DataAnswer.answers,
        DataAnswer.answered_at,
        DataAnswer.answered_by,
        Person.name,
    )
    .join(Person, Person.id == DataAnswer.answered_by)
    .where(DataAnswer.request_id.in_(bindparam("ids", expanding=True)))
)
_OFFICE = select(DataRequest.office_id).where(DataRequest.id == bindparam("request"))
# What a kecamatan has begun to answer is as long as it got.
_IS_WHOLE = func.json_array_length(DataAnswer.answers) == func.json_array_length(DataRequest.wanted)
_OPEN_FOR = Prepared(
    select(DataRequest.id, DataRequest.due_at)
    .outerjoin(
        DataAnswer,
        (DataAnswer.request_id == DataRequest.id) & (DataAnswer.district_id == bindparam("district")) & _IS_WHOLE,
    )
    .where(
        DataRequest.office_id == bindparam("office"),
        DataRequest.closed_at.is_(None),
        DataAnswer.request_id.is_(None),
    )
)
_CHASED = (
    select(DataRequest.id, DataRequest.office_id, DataRequest.created_at, DataRequest.due_at, Office.timezone)
    .join(Office, Office.id == DataRequest.office_id)
    .where(DataRequest.closed_at.is_(None), DataRequest.due_at > bindparam("since"))
    .order_by(DataRequest.id)
)
_CHASED_OF = _CHASED.where(DataRequest.office_id == bindparam("office"))
_ANSWERED = (
    select(DataAnswer.district_id)
    .join(DataRequest, DataRequest.id == DataAnswer.request_id)
    .where(DataAnswer.request_id == bindparam("request"), _IS_WHOLE)
)
_ASKED_SINCE = select(Delivery.key).where(
    Delivery.key.in_(bindparam("keys", expanding=True)), Delivery.created_at > bindparam("since")
)
_ASKER = (
    recipients(or_(registered_on(bindparam("today")), held_on(bindparam("today"))))
    .add_columns(Person.office_id)
    .join(DataRequest, DataRequest.created_by == Person.id)
    .where(DataRequest.id == bindparam("request"))
)


def _due_at(actor: PersonFacts, text: RequestText, now: datetime) -> datetime:
    due_at = local_instant(text.day, text.at, actor.zone)
    if due_at <= now:
        raise Refusal("refused-request-past")
    return due_at


def _answers(person: PersonFacts) -> bool:
    return person.district_id is not None and person.position in MAY_ANSWER


def _own(connection: Connection, actor: PersonFacts, request_id: int) -> RequestFacts:
    require_manager(actor)
    return _of_office(connection, actor, request_id)


def _for_answering(connection: Connection, actor: PersonFacts, request_id: int) -> RequestFacts:
    found = _of_office(connection, actor, request_id)
    if not _answers(actor):
        raise Refusal("refused-request-other")
    if found.closed:
        raise Refusal("refused-request-closed")
    return found


def _of_office(connection: Connection, actor: PersonFacts, request_id: int) -> RequestFacts:
    office = connection.execute(_OFFICE, {"request": request_id}).scalar_one_or_none()
    if office != actor.office_id:
        raise Refusal("refused-stale-button")
    return requests_of(connection, [request_id])[request_id]


def _owe_all(connection: Connection, actor: PersonFacts, request_id: int, due_at: datetime, now: datetime) -> None:
    zone, until = actor.zone, due_at + _OF_USE
    keepers = keepers_of(connection, actor.office_id, now.astimezone(zone).date())
    _owe_first(connection, actor.office_id, request_id, keepers, Due(not_at_night(now, zone), until), now)
    mark_owed(connection, "steps")
    _tell_asker(connection, actor, request_id, now, Due(not_at_night(due_at, zone), until), "due")


def owe_to_keepers(connection: Connection, office_id: int, now: datetime) -> None:
    """Others may answer for a kecamatan by now: what it is asked and has not answered, to whoever was not told of it."""
    for row in connection.execute(_CHASED_OF, {"office": office_id, "since": now - _OF_USE}).all():
        zone = ZoneInfo(row.timezone)
        answered = set(connection.scalars(_ANSWERED, {"request": row.id}))
        found = keepers_of(connection, office_id, now.astimezone(zone).date())
        silent = {district_id: keepers for district_id, keepers in found.items() if district_id not in answered}
        _owe_first(connection, office_id, row.id, silent, Due(not_at_night(now, zone), row.due_at + _OF_USE), now)


def _owe_first(
    connection: Connection,
    office_id: int,
    request_id: int,
    keepers: Mapping[int, Sequence[tuple[int, int]]],
    due: Due,
    now: datetime,
) -> None:
    owed = [
        Owed(
            Purpose.REQUEST,
            chat_id,
            due,
            office_id,
            person_id,
            occurrence=f"{request_id}",
            facts={"request": request_id, "district": district_id},
        )
        for district_id, of in keepers.items()
        for person_id, chat_id in of
    ]
    owe(connection, owed, now)


def _reminders(asked_at: datetime, due_at: datetime, zone: ZoneInfo) -> dict[str, Due]:
    """When whoever is silent is asked again: the morning before, three hours before and an hour after.

    Each is of use until the next: after an outage one of them comes.
    """
    day = due_at.astimezone(zone).date()
    times = {
        "h1": local_instant(day - timedelta(days=1), _MORNING, zone),
        "h0": due_at - _LAST,
        "late": due_at + _AFTER,
    }
    again = {name: not_at_night(at, zone) for name, at in times.items() if at > asked_at + _LAST}
    again = {name: at for name, at in again.items() if name == "late" or at < due_at}
    ends = [*list(again.values())[1:], due_at + _OF_USE]
    return {name: Due(at, end) for (name, at), end in zip(again.items(), ends, strict=True)}


def chased(connection: Connection, now: datetime) -> tuple[list[tuple[int, ZoneInfo]], list[datetime]]:
    """Offices with a request of which a reminder is due and of use, and when others fall due."""
    due, ahead = list[tuple[int, ZoneInfo]](), list[datetime]()
    for row in connection.execute(_CHASED, {"since": now - _OF_USE}):
        zone = ZoneInfo(row.timezone)
        for again in _reminders(row.created_at, row.due_at, zone).values():
            if again.at > now:
                ahead.append(again.at)
            elif now < again.until:
                due.append((row.office_id, zone))
    return due, ahead


def chase(connection: Connection, office_id: int, now: datetime) -> None:
    """Owe the reminders that are due: to whoever answers for a silent kecamatan now, whoever was asked before."""
    for row in connection.execute(_CHASED_OF, {"office": office_id, "since": now - _OF_USE}).all():
        zone = ZoneInfo(row.timezone)
        for name, again in _reminders(row.created_at, row.due_at, zone).items():
            if again.at <= now < again.until:
                _remind(connection, row, name, again, now)


def _remind(connection: Connection, row: Any, name: str, again: Due, now: datetime) -> None:
    zone = ZoneInfo(row.timezone)
    answered = set(connection.scalars(_ANSWERED, {"request": row.id}))
    keepers = keepers_of(connection, row.office_id, now.astimezone(zone).date())
    silent = [
        (district_id, *keeper) for district_id, of in keepers.items() if district_id not in answered for keeper in of
    ]
    first = {
        person_id: delivery_key(Purpose.REQUEST, f"o{row.office_id}", 0, person_id, f"{row.id}")
        for _, person_id, _ in silent
    }
    # Whoever was asked for the first time since needs no reminder.
    asked = set[str]()
    for part in in_parts(sorted(first.values())):
        asked |= set(connection.scalars(_ASKED_SINCE, {"keys": part, "since": again.at}))
    owe(
        connection,
        [
            Owed(
                Purpose.REQUEST_AGAIN,
                chat_id,
                Due(max(again.at, not_at_night(now, zone)), again.until),
                row.office_id,
                person_id,
                occurrence=f"{row.id}:{name}",
                facts={"request": row.id, "district": district_id},
            )
            for district_id, person_id, chat_id in silent
            if first[person_id] not in asked
        ],
        now,
    )


def owe_requests(connection: Connection, person: PersonFacts, now: datetime) -> None:
    """Somebody can be written to from now on: what their kecamatan is asked and has not answered, if they answer for it."""
    if person.district_id is None or person.position not in ARE_ASKED:
        return
    opened = _OPEN_FOR.all(connection, {"office": person.office_id, "district": person.district_id})
    rows = [row for row in opened if row.due_at + _OF_USE > now]
    keepers = keepers_of(connection, person.office_id, now.astimezone(person.zone).date()) if rows else {}
    chats = [chat for keeper, chat in keepers.get(person.district_id, ()) if keeper == person.id]
    told = [
        Owed(
            Purpose.REQUEST,
            chat_id,
            Due(not_at_night(now, person.zone), row.due_at + _OF_USE),
            person.office_id,
            person.id,
            occurrence=f"{row.id}",
            facts={"request": row.id, "district": person.district_id},
        )
        for row in rows
        for chat_id in chats
    ]
    owe(connection, told, now)


def _tell_replaced(connection: Connection, actor: PersonFacts, request_id: int, person_id: int, now: datetime) -> None:
    """Whoever answered before reads what stands now."""
    values = {"person": person_id, "today": now.astimezone(actor.zone).date()}
    told = [
        Owed(
            Purpose.REQUEST,
            row.chat_id,
            Due(not_at_night(now, actor.zone), now + _OF_USE),
            actor.office_id,
            row.id,
            occurrence=once(),
            facts={"request": request_id, "district": actor.district_id, "replaced": True},
        )
        for row in connection.execute(_CHATS, values)
    ]
    owe(connection, told, now)


def _tell_asker(
    connection: Connection, actor: PersonFacts, request_id: int, now: datetime, due: Due, what: str
) -> None:
    values = {"request": request_id, "today": now.astimezone(actor.zone).date(), "now": now}
    told = [
        Owed(
            Purpose.REQUEST_DONE,
            row.chat_id,
            due,
            row.office_id,
            row.id,
            occurrence=f"{request_id}:{what}",
            facts={"request": request_id, "what": what},
        )
        for row in connection.execute(_ASKER, values)
    ]
    owe(connection, told, now)
