"""Which other sessions are in the way of one: who is wanted at both, and what they chose; queries of a plain connection."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, or_, select

from bot.domain.invitations.audience import parse_audience
from bot.domain.invitations.selection import ALL, Selection
from bot.domain.meetings.clashes import Clash, Engagement, clash, overlap
from bot.domain.meetings.days import MOST_DAYS
from bot.domain.vocabulary import Answer, SessionStatus
from bot.services.meetings.facts import SESSIONS, session_of
from bot.services.owing.recipients import active_on
from bot.storage.models import District, Invitation, Person, Session
from bot.storage.parameter_limit import in_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms
    from bot.domain.vocabulary import Division

# Whoever gave such an answer is not wanted themselves.
_ELSEWHERE = (Answer.EXCUSED, Answer.SUBSTITUTED)
_LONGEST = timedelta(days=MOST_DAYS)


class Wanted(NamedTuple):
    """A session as it is to be: of an office, for an audience; `but` is the one that it is already."""

    office_id: int
    zone: ZoneInfo
    division: Division
    audience: str
    terms: Terms
    but: int = 0
    selection: Selection = ALL


@dataclass(frozen=True, slots=True)
class Conflict:
    """A session that is in the way, and what of: the names of people by kecamatan, in roster order."""

    session: SessionFacts
    people: tuple[tuple[str, tuple[str, ...]], ...]
    room: bool
    head: bool

    @property
    def count(self) -> int:
        """How many people are wanted at both."""
        return sum(len(names) for _, names in self.people)


def conflicts(connection: Connection, wanted: Wanted) -> tuple[Conflict, ...]:
    """Scheduled sessions of the office that are in the way, earliest first."""
    terms, zone = wanted.terms, wanted.zone
    near = _near(connection, wanted.office_id, terms.starts_at, terms.ends_at)
    others = [facts for facts in near if facts.id != wanted.but and overlap(terms.days(zone), facts.days)]
    if not others:
        return ()
    own = Engagement(terms.days(zone), terms.place, wanted.division, frozenset(_audience(connection, wanted)))
    busy = _busy(connection, [facts.id for facts in others])
    found = [
        (facts, clash(own, Engagement(facts.days, facts.place, facts.division, frozenset(busy[facts.id]))))
        for facts in others
    ]
    names = _names(connection, {one for _, both in found for one in both.people})
    return tuple(_conflict(facts, both, names) for facts, both in found if both)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Of those who are invited to two sessions at once: who comes to the one (`here`), to the `other`, to both as they say, or has not said."""

    other: SessionFacts
    here: tuple[str, ...]
    there: tuple[str, ...]
    both: tuple[str, ...]
    silent: tuple[str, ...]


def chosen(connection: Connection, facts: SessionFacts) -> tuple[Chosen, ...]:
    """For each session at the same time that invites some of the same people, what these chose."""
    near = _near(connection, facts.office_id, facts.starts_at, facts.ends_at)
    others = [one for one in near if one.id != facts.id and overlap(facts.days, one.days)]
    if not others:
        return ()
    said: dict[int, dict[int, Answer | None]] = defaultdict(dict)
    for row in connection.execute(_ANSWERS, {"sessions": [facts.id, *(one.id for one in others)]}):
        said[row.session_id][row.person_id] = row.answer
    own = said[facts.id]
    names = _names(connection, {one for other in others for one in said[other.id].keys() & own.keys()})
    found = []
    for other in others:
        theirs = said[other.id]
        wanted = [one for one in names if one in own and one in theirs]
        comes = {one: (own[one] is Answer.ATTENDING, theirs[one] is Answer.ATTENDING) for one in wanted}
        here, there, both, silent = (
            tuple(names[one][1] for one in wanted if comes[one] == which)
            for which in ((True, False), (False, True), (True, True), (False, False))
        )
        if wanted:
            found.append(Chosen(other, here, there, both, silent))
    return tuple(found)


def engagements(connection: Connection, office_id: int, begin: datetime, end: datetime) -> list[Engagement]:
    """What sessions of the office take between two moments."""
    near = _near(connection, office_id, begin, end)
    busy = _busy(connection, [facts.id for facts in near])
    return [Engagement(one.days, one.place, one.division, frozenset(busy[one.id])) for one in near]


def wanted_twice(
    connection: Connection, sessions: Mapping[int, SessionFacts], people: Collection[int]
) -> dict[tuple[int, int], tuple[SessionFacts, ...]]:
    """By session and person, where else each of `people` is expected at the same time."""
    held = [facts for facts in sessions.values() if facts.status is SessionStatus.SCHEDULED]
    if not held or not people:
        return {}
    found: dict[tuple[int, int], tuple[SessionFacts, ...]] = {}
    window = {"begin": min(one.starts_at for one in held), "end": max(one.ends_at for one in held)}
    for part in in_parts(sorted(people)):
        for row in connection.execute(_EXPECTED, {**window, "people": part}):
            other, person_id = session_of(row), _who(row)
            for facts in held:
                if facts.id != other.id and overlap(facts.days, other.days):
                    found[facts.id, person_id] = (*found.get((facts.id, person_id), ()), other)
    return found


def at_the_same_time(connection: Connection, *held: SessionFacts) -> set[int]:
    """The scheduled sessions that are on at the same moment as one, as it is or as it was."""
    return {
        other.id
        for facts in held
        for other in _near(connection, facts.office_id, facts.starts_at, facts.ends_at)
        if other.id != facts.id and overlap(facts.days, other.days)
    }


def _near(connection: Connection, office_id: int, begin: datetime, end: datetime) -> list[SessionFacts]:
    values = {"office": office_id, "begin": begin, "end": end, "earliest": begin - _LONGEST - timedelta(days=1)}
    return [session_of(row) for row in connection.execute(_NEAR, values)]


def _audience(connection: Connection, wanted: Wanted) -> list[int]:
    """Whom the rule invites that day."""
    day = wanted.terms.days(wanted.zone)[0].day
    rule = parse_audience(wanted.audience)
    return [row.id for row in in_office(connection, wanted.office_id, day) if wanted.selection.invites(rule, row)]


def in_office(connection: Connection, office_id: int, day: date) -> Sequence[Any]:
    """People of the office that day: id, and what rules ask (position, division, kecamatan)."""
    return connection.execute(_IN_OFFICE, {"office": office_id, "day": day}).all()


def _busy(connection: Connection, sessions: Sequence[int]) -> dict[int, set[int]]:
    """By session, who is expected: invited and not declined, or standing in."""
    busy: dict[int, set[int]] = defaultdict(set)
    for row in connection.execute(_ANSWERS, {"sessions": list(sessions)}):
        if row.answer not in _ELSEWHERE:
            busy[row.session_id].add(row.person_id)
        if row.substitute_id is not None:
            busy[row.session_id].add(row.substitute_id)
    return busy


def _who(row: Any) -> int:
    """Whom an invitation takes: who stands in, else the person."""
    who: int = row.substitute_id or row.person_id
    return who


def _names(connection: Connection, people: set[int]) -> dict[int, tuple[str, str]]:
    """Kecamatan ("" for the office's own) and name of each, in roster order."""
    return {
        row.id: (row.district or "", row.name)
        for part in in_parts(sorted(people))
        for row in connection.execute(_NAMES, {"people": part})
    }


def _conflict(facts: SessionFacts, both: Clash, names: Mapping[int, tuple[str, str]]) -> Conflict:
    there = [place for person_id, place in names.items() if person_id in both.people]
    grouped = tuple((district, tuple(name for _, name in of)) for district, of in groupby(there, lambda one: one[0]))
    return Conflict(facts, grouped, both.room, both.head)


_NEAR = SESSIONS.where(
    Session.office_id == bindparam("office"),
    Session.status == SessionStatus.SCHEDULED,
    Session.starts_at < bindparam("end"),
    # The index of offices ends there.
    Session.starts_at > bindparam("earliest"),
    Session.ends_at > bindparam("begin"),
).order_by(Session.starts_at, Session.id)
_IN_OFFICE = select(Person.id, Person.position, Person.division, Person.district_id).where(
    Person.office_id == bindparam("office"), active_on(bindparam("day"))
)
_ANSWERS = select(Invitation.session_id, Invitation.person_id, Invitation.answer, Invitation.substitute_id).where(
    Invitation.session_id.in_(bindparam("sessions", expanding=True))
)
_EXPECTED = (
    SESSIONS.join(Invitation, Invitation.session_id == Session.id)
    .add_columns(Invitation.person_id, Invitation.substitute_id)
    .where(
        or_(
            Invitation.person_id.in_(bindparam("people", expanding=True))
            & or_(Invitation.answer.is_(None), Invitation.answer.not_in(_ELSEWHERE)),
            Invitation.substitute_id.in_(bindparam("people", expanding=True)),
        ),
        Session.status == SessionStatus.SCHEDULED,
        Session.starts_at < bindparam("end"),
        Session.ends_at > bindparam("begin"),
    )
    .order_by(Session.starts_at, Session.id)
)
_NAMES = (
    select(Person.id, Person.name, District.name.label("district"))
    .outerjoin(District, District.id == Person.district_id)
    .where(Person.id.in_(bindparam("people", expanding=True)))
    .order_by(Person.district_id, Person.id)
)
