"""The rota of a secretariat as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.duty.rota import flaws, is_away, is_busy, next_of, watches
from bot.domain.duty.shifts import shift_begins, shift_ends
from bot.domain.vocabulary import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.duty.rota import Flaw, Rule, Span, Turn
    from bot.domain.people.facts import PersonFacts


# Who takes turns: a Panwascam and its secretariat, not the supervisors of the villages. A rota that is imported may name others.
TAKES_TURNS = (
    Position.DISTRICT_CHAIR,
    Position.DISTRICT_MEMBER,
    Position.SECRETARIAT_HEAD,
    Position.SECRETARIAT_STAFF,
)


def usual_officers(people: Sequence[PersonFacts], places: int) -> list[PersonFacts]:
    """Whose turns a rule with so many places a day has where nobody says: the secretariat's, where they are enough to change.

    Else the chair and the members take turns too; many a kecamatan has nobody besides.
    """
    secretariat = (Position.SECRETARIAT_HEAD, Position.SECRETARIAT_STAFF)
    staff = [one for one in people if one.position in secretariat]
    return staff if len(staff) > places else list(people)


class Leave(NamedTuple):
    """Somebody takes no turn from the first to the last of these days."""

    id: int
    person: int
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Offer:
    """A shift that its officer would give away, to `taker` or (None) to whoever takes it."""

    id: int
    turn: Turn
    giver: int
    taker: int | None
    in_return: Turn | None = None


class CriticalDays(NamedTuple):
    """Days on which the secretariats of an office keep other shifts."""

    first: date
    last: date
    shifts: Sequence[str]


@dataclass(frozen=True, slots=True)
class RotaFacts:
    """A secretariat's rota of some days, with whoever is named in it; `rule`: what it is computed from, where there is one."""

    district_id: int
    district: str
    zone: ZoneInfo
    turns: tuple[Turn, ...]
    people: Mapping[int, PersonFacts]
    away: Mapping[int, Sequence[Span]]
    rule: Rule | None = None
    # Those that were made; what became of a shift since may have made one void.
    made: tuple[Offer, ...] = ()

    @property
    def runs(self) -> bool:
        """Whether there is a rule that gives turns."""
        return self.rule is not None and self.rule.runs

    @property
    def offers(self) -> list[Offer]:
        """Shifts that are still theirs who would give them away."""
        return [one for one in self.made if one.turn in self.turns]

    @property
    def stale_offers(self) -> list[Offer]:
        """Those of which a shift, or what is given for it, is another's by now."""
        return [one for one in self.made if not {one.turn, one.in_return or one.turn} <= set(self.turns)]

    @property
    def flaws(self) -> list[Flaw]:
        return flaws(self.turns, self.away)

    def offers_ahead(self, now: datetime) -> list[Offer]:
        """Those that may still be accepted: nothing of them has begun."""
        return [
            one
            for one in self.offers
            if all(
                now < shift_begins(turn.day, turn.shift, self.zone) for turn in (one.turn, one.in_return or one.turn)
            )
        ]

    def tired_by(self, given: Turn, taker: int, back: Turn | None = None) -> set[int]:
        """Who would serve two shifts without a rest between them, and does not so far, if `taker` got a shift and gave `back`."""
        passed = {given: given._replace(person=taker)}
        if back is not None:
            passed[back] = back._replace(person=given.person)
        after = [passed.get(turn, turn) for turn in self.turns]
        known = {flaw for flaw in self.flaws if flaw.kind == "rest"}
        new = [flaw for flaw in flaws(after, self.away) if flaw.kind == "rest" and flaw not in known]
        return {flaw.person for flaw in new if flaw.person is not None}

    @property
    def alone(self) -> tuple[date, ...]:
        """Days on which a shift has nobody at all."""
        return tuple(
            dict.fromkeys(watch[0].day for watch in watches(self.turns) if all(one.person is None for one in watch))
        )

    def unreached(self, first: date, last: date) -> list[Turn]:
        """The first shift in these days of each who cannot be written to: no message of the bot is read by them."""
        found = next_of(self.between(first, last))
        return [
            turn
            for person, turn in found.items()
            if (who := self.people.get(person)) is not None and (who.telegram_id is None or not who.reachable)
        ]

    def name(self, person: int | None) -> str:
        """A person's name; "" for nobody, and for whoever has no part in it."""
        found = self.people.get(person) if person is not None else None
        return found.name if found is not None else ""

    def names(self, watch: Iterable[Turn]) -> str:
        """Who is on duty together."""
        return " dan ".join(self.name(turn.person) for turn in watch if turn.person is not None)

    def between(self, first: date, last: date) -> list[Turn]:
        return [turn for turn in self.turns if first <= turn.day <= last]

    def is_busy(self, person: int, turn: Turn) -> bool:
        """Whether somebody has another shift in the hours of a turn."""
        return is_busy(
            person, turn.shift, (one for one in self.turns if one.day == turn.day and one.shift != turn.shift)
        )

    def is_away(self, person: int, day: date) -> bool:
        """Whether somebody of this rota is on leave or not in office."""
        return is_away(self.away, person, day)

    def on_duty(self, now: datetime) -> list[Turn]:
        """The shifts that are on."""
        return [
            turn
            for turn in self.turns
            if shift_begins(turn.day, turn.shift, self.zone) <= now < shift_ends(turn.day, turn.shift, self.zone)
        ]

    def next_turns(self, now: datetime) -> dict[int, Turn]:
        """By person the shift that they are on, or the next."""
        return next_of(turn for turn in self.turns if now < shift_ends(turn.day, turn.shift, self.zone))

    def coming_turns(self, now: datetime) -> dict[int, Turn]:
        """By person the next shift that has not begun."""
        return next_of(turn for turn in self.turns if now < shift_begins(turn.day, turn.shift, self.zone))


@dataclass(frozen=True, slots=True)
class DutyTurn:
    """A turn of a kecamatan's rota, of officers who are on duty together the first one's, and whose it is; `shift_id` is None where only the rule gives it as yet."""

    district_id: int
    day: date
    shift: str
    district: str = ""
    officer: str = ""
    shift_id: int | None = None
