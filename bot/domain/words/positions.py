"""Positions as offices write them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.vocabulary import DISTRICT_DIVISIONS, OFFICE_DIVISIONS, Division, Position
from bot.domain.words.divisions import division_named
from bot.domain.words.position_places import bare_place, is_place
from bot.domain.words.position_words import POSITION, SAME, WHO
from bot.domain.words.unknown import UnknownWord, words_alone


@dataclass(frozen=True, slots=True)
class PositionRead:
    """A position, the division that its words name, and the place behind them (`kota baru`), to be compared with the line's."""

    position: Position
    division: Division | None = None
    place: str = ""


def read_position(written: str, *, in_district: bool) -> PositionRead:
    """The position that is meant by somebody of a kecamatan, or of the office; raises `UnknownWord`."""
    text = words_alone(written)
    for pattern, to in SAME:
        text = pattern.sub(to, text)
    words = text.split()
    # The longest beginning that is a position; what follows is a place.
    for count in range(len(words), 0, -1):
        found = _position(" ".join(words[:count]), in_district=in_district)
        if found is not None and is_place(found.position, words[count:]):
            place = words[count:] if found.position is not Position.VILLAGE_SUPERVISOR else []
            return PositionRead(found.position, found.division, " ".join(bare_place(place)))
    raise UnknownWord(written, _FOR_DISTRICT if in_district else _FOR_OFFICE)


_FOR_OFFICE = tuple(
    position.value for position in (Position.OFFICE_CHAIR, Position.OFFICE_HEAD, Position.OFFICE_STAFF, *Position)
)
_FOR_DISTRICT = (*(position.value for position in Position), "Kasek")


def _position(text: str, *, in_district: bool) -> PositionRead | None:
    found = POSITION.fullmatch(text)
    if found is None:
        return None
    group = found.lastgroup or ""
    if group in {"chairs", "members", "one", "office"}:
        among = OFFICE_DIVISIONS if group == "office" else DISTRICT_DIVISIONS
        division = division_named(found[group], among)
        if division is None or (group == "one" and not in_district):
            return None
        positions = {"chairs": Position.DISTRICT_CHAIR, "office": Position.OFFICE_HEAD}
        return PositionRead(positions.get(group, Position.DISTRICT_MEMBER), division)
    # Alone these may be of the office as well.
    if group in {"chair", "member", "staff"} and not in_district and not {WHO, "sekretariat"} & set(text.split()):
        return None
    return PositionRead(_OF_GROUP[group])


_OF_GROUP = {
    "chair": Position.DISTRICT_CHAIR,
    "member": Position.DISTRICT_MEMBER,
    "head": Position.SECRETARIAT_HEAD,
    "staff": Position.SECRETARIAT_STAFF,
    "village": Position.VILLAGE_SUPERVISOR,
    "ochair": Position.OFFICE_CHAIR,
    "ostaff": Position.OFFICE_STAFF,
    "ohead": Position.OFFICE_HEAD,
}
