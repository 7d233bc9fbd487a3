"""Whoever may do less than before is told, however the role was taken: by hand or by a file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, update

from bot.domain.ledger import Purpose, State, check_move
from bot.domain.night import not_at_night
from bot.domain.timing import Due
from bot.domain.vocabulary import Role
from bot.services.office.facts import zone_of
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.storage.models import Delivery, Person
from bot.storage.parameter_limit import in_parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection

_OF_USE = timedelta(days=7)
_MAY_MORE = [Role.MEMBER, Role.HEAD, Role.ADMIN]


def tell_roles(connection: Connection, of: Sequence[tuple[int, Role, Role]], office_id: int, now: datetime) -> None:
    """People's roles went from one to another: owe a word to those who lost one, in place of what they have not yet read."""
    zone = zone_of(connection, office_id)
    due = not_at_night(now, zone)
    roles = {person_id: (before, after) for person_id, before, after in of}
    check_move(State.PENDING, State.CANCELLED)
    check_move(State.FAILED, State.CANCELLED)
    messages = []
    for part in in_parts(list(roles)):
        connection.execute(_UNREAD, {"people": part, "now": now})
        for person in connection.execute(_TOLD, {"people": part, "day": now.astimezone(zone).date()}):
            before, after = roles[person.id]
            if _MAY_MORE.index(after) < _MAY_MORE.index(before):
                messages.append(
                    Owed(
                        Purpose.ROLE,
                        person.chat_id,
                        Due(due, due + _OF_USE),
                        office_id,
                        person.id,
                        occurrence=once(),
                        facts={"before": before, "after": after},
                    )
                )
    owe(connection, messages, now)


_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)
_TOLD = recipients(registered_on(bindparam("day"))).where(Person.id.in_(_PEOPLE))
_UNREAD = (
    update(Delivery)
    .where(
        Delivery.purpose == Purpose.ROLE,
        # What failed would come back with whoever was out of reach.
        Delivery.state.in_((State.PENDING, State.FAILED)),
        Delivery.person_id.in_(_PEOPLE),
    )
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
)
