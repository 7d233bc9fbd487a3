"""Who of an activity's audience one session invites: a batch has some kecamatan, and people are added or left out by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from bot.domain.invitations.audience import Invitable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.invitations.audience import Audience


class Selectable(Invitable, Protocol):
    """A person as far as the rule asks."""

    @property
    def id(self) -> int: ...
    @property
    def district_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Kecamatan of a batch (None: all), and people by id. The office's own people hold every batch.

    `came` are those of other kecamatan who changed to this batch, `went` who changed to another one.
    """

    districts: frozenset[int] | None = None
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    came: frozenset[int] = frozenset()
    went: frozenset[int] = frozenset()

    def invites(self, audience: Audience, person: Selectable) -> bool:
        """Whether the session invites `person`."""
        if person.id in self.removed or person.id in self.added:
            return person.id in self.added
        return audience.invites(person) and self._has(person)

    def _has(self, person: Selectable) -> bool:
        """Whether somebody of the audience is of this batch."""
        if person.id in self.came or person.id in self.went:
            return person.id in self.came
        return self.districts is None or person.district_id is None or person.district_id in self.districts

    def adding(self, person_id: int) -> Selection:
        """With somebody more."""
        return replace(self, added=self.added | {person_id}, removed=self.removed - {person_id})

    def removing(self, person_id: int) -> Selection:
        """With somebody less."""
        return replace(self, added=self.added - {person_id}, removed=self.removed | {person_id})

    def of(self, districts: frozenset[int] | None) -> Selection:
        """Of other kecamatan; of all of them there is no other batch to change to."""
        if districts is None:
            return Selection(None, self.added, self.removed)
        return replace(self, districts=districts)

    def to_json(self) -> dict[str, Any]:
        """As a session keeps it; empty where all of the audience is invited."""
        batch = {} if self.districts is None else {"districts": sorted(self.districts)}
        return batch | {name: sorted(ids) for name, ids in self._people() if ids}

    def _people(self) -> tuple[tuple[str, frozenset[int]], ...]:
        return ("added", self.added), ("removed", self.removed), ("came", self.came), ("went", self.went)


ALL = Selection()


def selection_from_json(data: Mapping[str, Any]) -> Selection:
    """The reverse of `Selection.to_json`."""
    if not data:
        return ALL
    districts = data.get("districts")
    return Selection(
        None if districts is None else frozenset(districts),
        frozenset(data.get("added", ())),
        frozenset(data.get("removed", ())),
        frozenset(data.get("came", ())),
        frozenset(data.get("went", ())),
    )


def kept_apart(batches: Sequence[Selection]) -> list[Selection]:
    """The batches of an activity: whoever changed is in the one they came to and in no other.

    Whose batch is none of these any more goes with their kecamatan again. What is no batch invites everybody all the same.
    """
    taken: set[int] = set()
    found = []
    for one in batches:
        came = one.came - taken
        taken |= came
        found.append(came)
    return [
        replace(one, came=came, went=frozenset() if one.districts is None else frozenset(taken - came))
        for one, came in zip(batches, found, strict=True)
    ]


def with_batch_again(
    others: Sequence[Selection], back: Selection, districts: frozenset[int]
) -> tuple[list[Selection], Selection]:
    """The batches once one that was called off takes place after all: kecamatan that went to `others` meanwhile are its own again.

    One of all `districts` that are left when the others were called off is a batch again.
    """
    own = back.districts or frozenset()
    left = [replace(one, districts=(districts if one.districts is None else one.districts) - own) for one in others]
    *found, again = kept_apart([*left, back])
    return found, again


def left_out(gone: Selection, others: Sequence[Selection]) -> frozenset[int]:
    """The kecamatan of a batch that was called off which none of the `others` that take place invites."""
    if gone.districts is None or not others or any(one.districts is None for one in others):
        return frozenset()
    return gone.districts.difference(*(one.districts or () for one in others))


def changed_to(batches: Sequence[Selection], person_id: int, before: int, after: int) -> list[Selection]:
    """The batches once somebody has changed from one of them (by place) to another; nobody else changes."""
    found = [replace(one, came=one.came - {person_id}) for one in batches]
    by_name = person_id in found[before].added
    found[before] = replace(found[before], added=found[before].added - {person_id})
    found[after] = replace(found[after], removed=found[after].removed - {person_id})
    if by_name:
        found[after] = found[after].adding(person_id)
    else:
        found[after] = replace(found[after], came=found[after].came | {person_id})
    return kept_apart(found)


def split(districts: Sequence[tuple[int, int]], batches: int) -> list[frozenset[int]]:
    """Kecamatan (id, how many of it are invited) in so many batches: each in one, in their order, of about equal size."""
    if not 1 <= batches <= max(len(districts), 1):
        raise ValueError(f"{len(districts)} kecamatan are not {batches} batches")
    found: list[set[int]] = [set() for _ in range(batches)]
    left, place = sum(size for _, size in districts), 0
    goal, filled = left / batches, 0.0
    for number, (district, size) in enumerate(districts):
        remaining = len(districts) - number
        full = found[place] and filled + size / 2 > goal
        # Never in the last, which has room for all that are left.
        if found[place] and (full or remaining < batches - place):
            left -= round(filled)
            place, filled = place + 1, 0.0
            goal = left / (batches - place)
        found[place].add(district)
        filled += size
    return [frozenset(batch) for batch in found]


def with_list(batches: Sequence[frozenset[int]], number: int, wanted: frozenset[int]) -> list[frozenset[int]]:
    """The same kecamatan with those `wanted` in one batch (from 0): each stays in one, and who leaves it goes to the smallest other."""
    everybody = frozenset[int]().union(*batches)
    found = [batch - wanted for batch in batches]
    leaving = batches[number] - wanted
    found[number] = wanted & everybody
    if leaving and len(batches) > 1:
        smallest = min((one for one in range(len(batches)) if one != number), key=lambda one: (len(found[one]), one))
        found[smallest] |= leaving
    elif leaving:
        found[number] |= leaving
    return found
