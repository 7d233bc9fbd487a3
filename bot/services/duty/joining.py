"""Whoever comes into a secretariat whose rule names its people: the head of the secretariat reads once that they take no turns yet."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select

from bot.domain.duty.facts import TAKES_TURNS
from bot.domain.ledger import Purpose
from bot.domain.night import not_at_night
from bot.domain.timing import Due
from bot.domain.vocabulary import Position
from bot.services.duty.keepers import keepers_of
from bot.services.office.facts import zone_of
from bot.services.owing.owe import Owed, once, owe
from bot.storage.models import Person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts

# By id the name of each who takes turns somewhere, or may, and where.
Takers = dict[int, tuple[str, int, Position]]
_NEWS = timedelta(days=3)
_STAFF = frozenset({Position.SECRETARIAT_HEAD, Position.SECRETARIAT_STAFF})


def takers(connection: Connection, office_id: int, now: datetime) -> Takers:
    """Who may take turns in an office, today or from a later day on."""
    today = now.astimezone(zone_of(connection, office_id)).date()
    rows = connection.execute(_TAKERS, {"office": office_id, "today": today})
    return {row.id: (row.name, row.district_id, row.position) for row in rows}


def tell_joined(
    connection: Connection, office_id: int, before: Takers, rotas: Mapping[int, RotaFacts], now: datetime
) -> None:
    """Owe the heads of secretariats whom a roster has brought them, unless the rule is of others (the staff alone, or none of it).

    Nobody is put into a rule by it: who takes turns is chosen there, and another one in it moves everybody's.
    """
    joined = defaultdict[int, list[int]](list)
    after = takers(connection, office_id, now)
    for person, (_, district_id, position) in after.items():
        came = person not in before or before[person][1] != district_id
        if came and _is_missed(rotas[district_id], person, position, after):
            joined[district_id].append(person)
    if not joined:
        return
    zone = rotas[min(joined)].zone
    keepers, at = keepers_of(connection, office_id, now.astimezone(zone).date()), not_at_night(now, zone)
    owed = [
        Owed(
            Purpose.DUTY_FLAW,
            chat_id,
            Due(at, at + _NEWS),
            office_id,
            person_id,
            occurrence=once(),
            facts={"kecamatan": district_id, "joined": {str(one): after[one][0] for one in people}},
        )
        for district_id, people in joined.items()
        for person_id, chat_id in keepers.get(district_id, ())
    ]
    owe(connection, owed, now)


def _is_missed(rota: RotaFacts, person: int, position: Position, known: Takers) -> bool:
    """Whether a rule runs there, of people of that kind, without them."""
    if rota.rule is None or not rota.runs or person in rota.rule.people:
        return False
    kinds = {rota.people[one].position in _STAFF for one in rota.rule.people if one in rota.people and one in known}
    return not kinds or (position in _STAFF) in kinds


_TAKERS = select(Person.id, Person.name, Person.district_id, Person.position).where(
    Person.office_id == bindparam("office"),
    Person.position.in_(TAKES_TURNS),
    Person.district_id.is_not(None),
    or_(Person.active_until.is_(None), Person.active_until >= bindparam("today")),
)
