"""Who of an activity's audience one session invites: a batch has some kecamatan, and people are added or left out by name."""

from __future__ import annotations

from dataclasses import dataclass
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
    """Kecamatan of a batch (None: all), and people by id. The office's own people hold every batch."""

    districts: frozenset[int] | None = None
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()

    def invites(self, audience: Audience, person: Selectable) -> bool:
        """Whether the session invites `person`."""
        if person.id in self.removed or person.id in self.added:
            return person.id in self.added
        return audience.invites(person) and (
            self.districts is None or person.district_id is None or person.district_id in self.districts
        )

    def adding(self, person_id: int) -> Selection:
        """With somebody more."""
        return Selection(self.districts, self.added | {person_id}, self.removed - {person_id})

    def removing(self, person_id: int) -> Selection:
        """With somebody less."""
        return Selection(self.districts, self.added - {person_id}, self.removed | {person_id})

    def of(self, districts: frozenset[int] | None) -> Selection:
        """Of other kecamatan."""
        return Selection(districts, self.added, self.removed)

    def to_json(self) -> dict[str, Any]:
        """As a session keeps it; empty where all of the audience is invited."""
        batch = {} if self.districts is None else {"districts": sorted(self.districts)}
        return batch | {name: sorted(ids) for name, ids in (("added", self.added), ("removed", self.removed)) if ids}


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
    )


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
        if place < batches - 1 and found[place] and (full or remaining <= batches - 1 - place):
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
