"""A change of the rota: who may make it, and who is told: whoever's next shift is another now, and nobody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, or_, select, update

from bot.domain.duty.facts import RotaFacts
from bot.domain.duty.shifts import changed_due, shift_hours, watch_of
from bot.domain.ledger import Purpose, State
from bot.domain.refusals import Refusal
from bot.services.duty.offers import void_stale
from bot.services.duty.turns import AHEAD, rotas
from bot.services.office.facts import zone_of
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import active_on, recipients, registered_on
from bot.storage.models import Delivery, District, DutyLeave, DutyShift, Person
from bot.storage.parameter_limit import in_parts
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.rota import Turn
    from bot.domain.people.facts import PersonFacts


def hold_districts(connection: Connection, office_id: int, districts: Collection[int] | None = None) -> None:
    """The rotas of these kecamatan (None: of all) are whose transaction it is alone, until it ends: before anything of them is read.

    Always in the order of their codes, and before any offer of a swap is locked, so that no two wait for each other.
    """
    if districts is None:
        connection.execute(_ALL_HELD, {"office": office_id})
        return
    for part in in_parts(sorted(districts)):
        connection.execute(_HELD, {"office": office_id, "districts": part})


class RotaChange(NamedTuple):
    """The rota of a kecamatan before something was done to it, and as it holds."""

    before: RotaFacts
    after: RotaFacts
    # Shifts that nobody has by it.
    emptied: tuple[Turn, ...] = ()

    def next_of(self, person: int, now: datetime) -> tuple[Turn | None, Turn | None] | None:
        """Somebody's next shift as it was and as it is; None where it is the same."""
        return _changed(self.before, self.after, now).get(person)


def require_keeper(actor: PersonFacts, district_id: int) -> None:
    """Only the head of that secretariat, and the heads and admins of the office."""
    if not (actor.manages or (actor.leads_secretariat and actor.district_id == district_id)):
        raise Refusal("refused-secretariat-only")


def district_of(connection: Connection, actor: PersonFacts, district_id: int) -> str:
    """The name of a kecamatan of the actor's office, whose rota is the actor's alone until this transaction ends."""
    values = {"district": district_id, "office": actor.office_id}
    name = connection.execute(_DISTRICT, values).scalar_one_or_none()
    if name is None:
        raise Refusal("refused-stale-button")
    return str(name)


def change_rota(
    connection: Connection,
    actor: PersonFacts,
    district_id: int,
    now: datetime,
    do: Callable[[], None],
    *,
    aware: Collection[int] = (),
) -> RotaChange:
    """Do something to the rota of a kecamatan and tell whom it concerns; returns what held and what holds.

    Those who are `aware` hear of it another way: so is the actor only where the answer shows what is next.
    """
    before = rota_ahead(connection, actor, district_id, now)
    do()
    after = rota_ahead(connection, actor, district_id, now)
    tell_changes(connection, before, after, now, aware=aware)
    return RotaChange(before, after)


def tell_changes(
    connection: Connection, before: RotaFacts, after: RotaFacts, now: datetime, *, aware: Collection[int]
) -> None:
    """Tell whoever's next shift is another than it was; who is `aware` reads no more of what was to be told before."""
    void_stale(connection, [after], now)
    _tell(connection, [_Change(after, _changed(before, after, now), aware)], now)


def tell_dropped(connection: Connection, rota: RotaFacts, lost: Mapping[int, Sequence[Turn]], now: datetime) -> None:
    """Whose agreed shifts are no more, by person, reads which, and what their next one is."""
    today = now.astimezone(rota.zone).date()
    ahead = rota.coming_turns(now)
    owed = []
    for row in connection.execute(_CHATS, {"people": list(lost), "today": today}).all() if lost else ():
        turns = lost[row.id]
        due = changed_due(turns[0].day, turns[0].shift, now, rota.zone)
        facts = {
            "what": "dropped",
            "district": rota.district,
            "turns": [_facts(turn) for turn in turns],
            "next": _facts(ahead.get(row.id)),
        }
        owed.append(Owed(Purpose.DUTY_ASKED, row.chat_id, due, row.office_id, row.id, occurrence=once(), facts=facts))
    owe(connection, owed, now)


def rotas_ahead(connection: Connection, office_id: int, now: datetime) -> dict[int, RotaFacts]:
    """The rota of each kecamatan of an office from yesterday on."""
    zone = zone_of(connection, office_id)
    today = now.astimezone(zone).date()
    return rotas(connection, office_id, today - _DAY, today + AHEAD)


def tell_imported(
    connection: Connection,
    before: Mapping[int, RotaFacts],
    after: Mapping[int, RotaFacts],
    now: datetime,
    *,
    aware: Collection[int] = (),
) -> None:
    """Tell whoever's next shift is another by a rota that was written as a whole; whose is today has the day's message."""
    void_stale(connection, after.values(), now)
    changes = []
    for district_id, rota in after.items():
        today = now.astimezone(rota.zone).date()
        changed = _changed(before[district_id], rota, now)
        rung = {person for person, (_, turn) in changed.items() if turn is not None and turn.day <= today}
        changes.append(_Change(rota, changed, rung.union(aware)))
    _tell(connection, changes, now)


def rota_ahead(connection: Connection, actor: PersonFacts, district_id: int, now: datetime) -> RotaFacts:
    """The rota of a kecamatan from yesterday on: what began then may last until now."""
    today = now.astimezone(actor.zone).date()
    found = rotas(connection, actor.office_id, today - _DAY, today + AHEAD, district_id).get(district_id)
    if found is None:
        raise Refusal("refused-stale-button")
    return found


def agree(connection: Connection, office_id: int, district_id: int, turn: Turn, person_id: int) -> None:
    """Somebody has that shift from now on, whatever the rule says."""
    upsert(
        connection,
        DutyShift,
        {"district_id": district_id, "day": turn.day, "shift": turn.shift},
        {"office_id": office_id, "person_id": person_id, "by_rule": False},
    )


def refuse_if_left(connection: Connection, person_id: int, day: date) -> None:
    """Nobody gets a shift of a day on which they are not in office."""
    name, serves = connection.execute(_SERVES, {"person": person_id, "day": day}).one()
    if not serves:
        raise Refusal("refused-swap-left", name=name, day=f"{day.day}/{day.month}")


def refuse_if_away(connection: Connection, person_id: int, day: date) -> None:
    """The same, and nobody swaps into a day of their leave."""
    refuse_if_left(connection, person_id, day)
    name = connection.execute(_ON_LEAVE, {"people": [person_id], "day": day}).scalar()
    if name is not None:
        raise Refusal("refused-swap-leave", name=name, day=f"{day.day}/{day.month}")


def away_on(connection: Connection, people: Collection[int], day: date) -> set[int]:
    """Of these people those who are not in office or on leave on a day."""
    values = {"people": list(people), "day": day}
    serving = set(connection.scalars(_SERVING, values))
    return {one for one in people if one not in serving} | {row.id for row in connection.execute(_ON_LEAVE, values)}


_DAY = timedelta(days=1)
_SERVES = select(Person.name, active_on(bindparam("day", type_=Person.active_until.type))).where(
    Person.id == bindparam("person")
)
_SERVING = select(Person.id).where(
    Person.id.in_(bindparam("people", expanding=True)), active_on(bindparam("day", type_=Person.active_until.type))
)
_ON_LEAVE = (
    select(Person.name, Person.id)
    .join(DutyLeave, DutyLeave.person_id == Person.id)
    .where(
        Person.id.in_(bindparam("people", expanding=True)),
        DutyLeave.first <= bindparam("day"),
        DutyLeave.last >= bindparam("day"),
    )
)
_DISTRICT = (
    select(District.name)
    .where(District.id == bindparam("district"), District.office_id == bindparam("office"))
    .with_for_update(key_share=True)
)
_ALL_HELD = (
    select(District.id)
    .where(District.office_id == bindparam("office"))
    .order_by(District.code)
    .with_for_update(key_share=True)
)
_HELD = _ALL_HELD.where(District.id.in_(bindparam("districts", expanding=True)))
_CHATS = (
    recipients(registered_on(bindparam("today")))
    .add_columns(Person.office_id)
    .where(Person.id.in_(bindparam("people", expanding=True)))
)
_UNTOLD = (
    update(Delivery)
    .where(
        Delivery.person_id.in_(bindparam("people", expanding=True)),
        Delivery.purpose == Purpose.DUTY_CHANGED,
        # What did not reach whoever blocked the bot would come back with them.
        or_(
            Delivery.state == State.PENDING,
            (Delivery.state == State.FAILED) & (Delivery.useless_at > bindparam("now")),
        ),
    )
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
    .returning(Delivery.person_id, Delivery.facts)
)


class _Change(NamedTuple):
    """A rota as it holds now, by person the next shift as it was and as it is, and who of them hears of it another way."""

    rota: RotaFacts
    turns: Mapping[int, tuple[Turn | None, Turn | None]]
    aware: Collection[int]


def _changed(before: RotaFacts, after: RotaFacts, now: datetime) -> dict[int, tuple[Turn | None, Turn | None]]:
    """Whose shift that is on, or the next, is another; and of whoever stays on duty, whose next one after it is."""
    found: dict[int, tuple[Turn | None, Turn | None]] = {}
    for turns_of in (RotaFacts.coming_turns, RotaFacts.next_turns):
        was, holds = turns_of(before, now), turns_of(after, now)
        found |= {
            person: (was.get(person), holds.get(person))
            for person in was.keys() | holds.keys()
            if not _is_the_same(_facts(was.get(person)), _facts(holds.get(person)))
        }
    return found


def _tell(connection: Connection, changes: Sequence[_Change], now: datetime) -> None:
    """What was to be told and has not gone out is no longer true: one message says what it was before, and what it is.

    Whoever goes from one kecamatan of an office to another reads one message, too.
    """
    people = sorted({person for change in changes for person in change.turns})
    untold, chats = dict[int, Any](), dict[int, Any]()
    for part in in_parts(people):
        untold |= {row.person_id: row.facts for row in connection.execute(_UNTOLD, {"people": part, "now": now})}
        today = now.astimezone(changes[0].rota.zone).date()
        chats |= {row.id: row for row in connection.execute(_CHATS, {"people": part, "today": today})}
    owed = dict[int, Owed]()
    for rota, turns, aware in changes:
        for person, turns_of in turns.items():
            waited = owed.pop(person).facts if person in owed else untold.pop(person, None)
            if person in aware or person not in chats:
                continue
            before, after = (_facts(turn) for turn in turns_of)
            if waited is not None:
                before = waited["before"]
            if not _is_the_same(before, after):
                facts = {"district": rota.district, "before": before, "after": after}
                owed[person] = _news(chats[person], turns_of, rota, facts, now)
    owe(connection, owed.values(), now)


def _news(
    to: Any, turns: tuple[Turn | None, Turn | None], rota: RotaFacts, facts: dict[str, Any], now: datetime
) -> Owed:
    before, after = turns
    last = after or before
    today = now.astimezone(rota.zone).date()
    due = changed_due(last.day if last else today, last.shift if last else "", now, rota.zone)
    return Owed(Purpose.DUTY_CHANGED, to.chat_id, due, to.office_id, to.id, occurrence=once(), facts=facts)


def _facts(turn: Turn | None) -> dict[str, Any] | None:
    """Day and hours; which officer of a watch somebody is matters to nobody."""
    return None if turn is None else {"day": turn.day.isoformat(), "shift": watch_of(turn.shift)}


def _is_the_same(before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    """Whether day and hours are the same, whatever the shift is called."""
    if before is None or after is None:
        return before is after
    return bool(before["day"] == after["day"]) and shift_hours(before["shift"]) == shift_hours(after["shift"])
