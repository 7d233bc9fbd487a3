"""Who acts, and what they may: every use case asks here first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, literal, select
from sqlalchemy.orm import aliased

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import OFFICE_POSITIONS, Role
from bot.services.owing.recipients import is_active
from bot.services.people.facts import PEOPLE, person_of
from bot.storage.deputies import IN_FORCE
from bot.storage.models import Deputyship, Person
from bot.storage.parameter_limit import in_parts
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts


def find_actor(connection: Connection, telegram_id: int, now: datetime) -> PersonFacts | None:
    """The active person behind a Telegram account, if registered. Asked for every update: plain columns, no objects."""
    return acting_person(_ACTOR.one_or_none(connection, {"telegram_id": telegram_id, "now": now}), now)


def require_actor(
    connection: Connection, telegram_id: int, now: datetime, shown_at: datetime | None = None
) -> PersonFacts:
    """The active person behind a Telegram account; refuses strangers, and presses on messages to somebody before them."""
    actor = find_actor(connection, telegram_id, now)
    if actor is None:
        raise Refusal("refused-stranger")
    require_holder(actor, shown_at)
    return actor


def require_holder(actor: PersonFacts, shown_at: datetime | None) -> None:
    """What was sent to an account (`shown_at`, to the second) before it was theirs is not theirs to answer."""
    if (
        shown_at is not None
        and actor.account_since is not None
        and shown_at < actor.account_since.replace(microsecond=0)
    ):
        raise Refusal("refused-other-holder")


def find_person(connection: Connection, person_id: int, now: datetime) -> PersonFacts | None:
    """The active person of the roster with that id."""
    return acting_person(_PERSON.one_or_none(connection, {"person": person_id, "now": now}), now)


def find_people(connection: Connection, people: Collection[int], now: datetime) -> dict[int, PersonFacts]:
    """The same of many, by id; those who are not in office are not among them."""
    found: dict[int, PersonFacts] = {}
    for part in in_parts(sorted(people)):
        for row in connection.execute(_PEOPLE, {"people": part, "now": now}):
            person = acting_person(row, now)
            if person is not None:
                found[person.id] = person
    return found


def active_person(row: Any, now: datetime) -> PersonFacts | None:
    """Who a row of `IN_OFFICE` is, if there is one and they are in office."""
    if row is None:
        return None
    person = person_of(row)
    return person if is_active(row, now.astimezone(person.zone).date()) else None


def acting_person(row: Any, now: datetime) -> PersonFacts | None:
    """`active_person` of a row of `ACTING`: whoever deputises for a head has the head's role meanwhile."""
    person = active_person(row, now)
    if person is None or person.manages or row.acts_until is None:
        return person
    today = now.astimezone(person.zone).date()
    return replace(person, role=Role.HEAD, acting=True) if today <= row.acts_until else person


# Of somebody who deputises at `now`: till when the head is in office; NULL of all others.
_HEAD = aliased(Person, name="head")
_ACTS_UNTIL = (
    select(func.max(func.coalesce(_HEAD.active_until, literal(date.max))))
    .select_from(Deputyship)
    .join(_HEAD, _HEAD.id == Deputyship.head_id)
    .where(Deputyship.deputy_id == Person.id, _HEAD.role != Role.MEMBER, IN_FORCE)
    .correlate(Person)
    .scalar_subquery()
)
# People with what tells whether they are in office, and (`ACTING`, at `now`) for whom they act.
IN_OFFICE = PEOPLE.add_columns(Person.active_from, Person.active_until)
ACTING = IN_OFFICE.add_columns(_ACTS_UNTIL.label("acts_until"))
_ACTOR = Prepared(ACTING.where(Person.telegram_id == bindparam("telegram_id")))
_PEOPLE = ACTING.where(Person.id.in_(bindparam("people", expanding=True)))
_PERSON = Prepared(ACTING.where(Person.id == bindparam("person")))


def require_manager(actor: PersonFacts) -> None:
    """Only heads, the chair and admins."""
    if not actor.manages:
        raise Refusal("refused-heads-only")


def still_manages(connection: Connection, actor: PersonFacts, now: datetime) -> None:
    """As `require_manager`, of the actor as they stand in the transaction that acts: what was seen before may be over."""
    found = find_person(connection, actor.id, now)
    if found is None:
        raise Refusal("refused-stranger")
    require_manager(found)


def may_clerk(actor: PersonFacts) -> bool:
    """Whether somebody is of the office's own people: they run the door and issue papers."""
    return actor.manages or actor.position in OFFICE_POSITIONS


def require_clerk(actor: PersonFacts) -> None:
    """Only the office's own people."""
    if not may_clerk(actor):
        raise Refusal("refused-clerks-only")


def require_admin(actor: PersonFacts) -> None:
    """Only admins."""
    if not actor.is_admin:
        raise Refusal("refused-admins-only")
