"""Whose figures somebody may see: heads their office's, heads of secretariats their kecamatan's, everybody their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, true

from bot.domain.recap.facts import View
from bot.domain.refusals import Refusal
from bot.storage.models import Invitation, Person

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from bot.domain.people.facts import PersonFacts
    from bot.domain.recap.facts import Query


@dataclass(frozen=True, slots=True)
class Scope:
    """The people whose invitations are counted: of an office, narrowed to a kecamatan or a person where one is given."""

    office_id: int
    district_id: int | None = None
    person_id: int | None = None

    @property
    def whole(self) -> bool:
        return self.district_id is None and self.person_id is None

    def invited(self) -> ColumnElement[bool]:
        """As a condition of a query on an office's invitations: who moved has been of both kecamatan, each at its time."""
        conditions = []
        if self.district_id is not None:
            conditions.append(Invitation.district_id == self.district_id)
        if self.person_id is not None:
            conditions.append(Invitation.person_id == self.person_id)
        return and_(true(), *conditions)

    def people(self) -> ColumnElement[bool]:
        """As a condition of a query on people: those who are there now."""
        condition = Person.office_id == self.office_id
        if self.district_id is not None:
            condition &= Person.district_id == self.district_id
        if self.person_id is not None:
            condition &= Person.id == self.person_id
        return condition


def widest(actor: PersonFacts) -> Scope:
    """All that the actor may see."""
    if actor.manages:
        return Scope(actor.office_id)
    if actor.leads_secretariat and actor.district_id is not None:
        return Scope(actor.office_id, actor.district_id)
    return Scope(actor.office_id, person_id=actor.id)


def scope_of(actor: PersonFacts, query: Query) -> Scope:
    """The people a query is of; refuses what is not the actor's to see.

    Whether a kecamatan or person is of the office is for the query to find: the scope carries both conditions.
    """
    bounds = widest(actor)
    if query.view is View.DISTRICT:
        if bounds.person_id is not None or bounds.district_id not in (None, int(query.subject)):
            raise Refusal("refused-recap-scope")
        return Scope(actor.office_id, int(query.subject))
    if query.view is View.PERSON:
        if bounds.person_id not in (None, int(query.subject)):
            raise Refusal("refused-recap-scope")
        return Scope(actor.office_id, bounds.district_id, int(query.subject))
    if not bounds.whole:
        raise Refusal("refused-recap-scope")
    return bounds
