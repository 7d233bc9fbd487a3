"""Who would be invited to what is to come if some people were others: the same rule as in reconciling, and nothing is written.

A trial of a roster with thousands of lines asks; to write and take it back would keep everybody who presses from the database meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select

from bot.domain.importing.changes import InvitationChange
from bot.domain.invitations.audience import UnknownAudience
from bot.services.owing.recipients import is_active
from bot.services.owing.reconciling import audience_of, upcoming
from bot.storage.models import Invitation, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.vocabulary import Division, Position, Role


class _Person(NamedTuple):
    """Of each person only what the rules ask."""

    id: int
    position: Position
    division: Division | None
    role: Role
    district_id: int | None
    active_from: date | None
    active_until: date | None


_PEOPLE = select(*(getattr(Person, name) for name in _Person._fields)).where(Person.office_id == bindparam("office"))
_INVITED = select(Invitation.person_id).where(Invitation.session_id == bindparam("session"))


def changes_foreseen(
    connection: Connection,
    office_id: int,
    changed: Mapping[int, Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    now: datetime,
) -> tuple[InvitationChange, ...]:
    """How many would be invited to each session that has not begun, and how many no longer; `changed` by id."""
    sessions = [facts for facts in upcoming(connection, office_id, now) if facts.starts_at > now]
    if not sessions or not (changed or new):
        return ()
    before = [_Person(*row) for row in connection.execute(_PEOPLE, {"office": office_id})]
    after = [_changed(person, changed.get(person.id, {})) for person in before]
    # Whoever is new has no number yet: none that anybody has.
    after += [_Person(-number, *(row[name] for name in _Person._fields[1:])) for number, row in enumerate(new, 1)]
    if before == after:
        # Nothing that planning asks is another: it would not be asked.
        return ()
    found = [_change(connection, facts, after) for facts in sessions]
    return tuple(one for one in found if one is not None)


def _changed(person: _Person, values: Mapping[str, Any]) -> _Person:
    return person._replace(**{name: value for name, value in values.items() if name in _Person._fields})


def _change(connection: Connection, facts: SessionFacts, people: Iterable[_Person]) -> InvitationChange | None:
    try:
        audience = audience_of(facts.audience)
    except UnknownAudience:
        # Left out, as whenever it is planned.
        return None
    standing = set(connection.execute(_INVITED, {"session": facts.id}).scalars())
    invited = {one.id for one in people if facts.selection.invites(audience, one) and is_active(one, facts.day)}
    added, withdrawn = len(invited - standing), len(standing - invited)
    return InvitationChange(facts.code, added, withdrawn) if added or withdrawn else None
