"""Recaps of a month, quarter or year: of the office, a division, a kecamatan or a person, beside the period before."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from bot.domain.meetings.periods.parser import parse_period
from bot.domain.people.names.alike import is_part_of_name
from bot.domain.recap.facts import DistrictFigures, OwnLine, PersonFigures, Recap, SessionLine, View
from bot.domain.recap.figures import Case, Counts, count, median_minutes, survey, total
from bot.domain.recap.plan_figures import PlanCounts, occasions, outcome, plan_counts, plan_window
from bot.domain.recap.spans import Span, SpanUnit
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import OFFICE_DIVISIONS, Division, SessionStatus
from bot.services.recap import rows
from bot.services.recap.scope import scope_of, widest
from bot.storage.models import District, Invitation, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from datetime import date, datetime
    from typing import TypeVar
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.domain.recap.facts import Query
    from bot.services.context import Context
    from bot.services.recap.rows import InvitationRow
    from bot.services.recap.scope import Scope

    H = TypeVar("H", bound=Hashable)

_MOST_FOUND = 8
_PLANNED = (View.OFFICE, View.DIVISIONS, View.DIVISION)


async def period_recap(ctx: Context, actor: PersonFacts, query: Query) -> Recap:
    """The figures of a period; refuses what is not the actor's to see, and kecamatan and people of other offices."""
    scope = scope_of(actor, query)
    now = ctx.clock.now()
    return await ctx.db.study(lambda connection: _recap(connection, actor, scope, query, now))


async def find_subjects(ctx: Context, actor: PersonFacts, name: str) -> list[tuple[int, str, str]]:
    """People whose figures the actor may see and whose name contains `name`: (id, name, kecamatan), a few at most."""
    scope = widest(actor)

    def _unit(connection: Connection) -> list[tuple[int, str, str]]:
        query = (
            select(Person.id, Person.name, District.name)
            .outerjoin(District, District.id == Person.district_id)
            .where(scope.people())
            .order_by(Person.name, Person.id)
        )
        rows = (row for row in connection.execute(query) if is_part_of_name(name, row[1]))
        return [(person_id, found, district or "") for person_id, found, district in islice(rows, _MOST_FOUND)]

    return await ctx.db.query(_unit)


@dataclass(slots=True)
class _Period:
    """Invitations of a period, sorted into the groups that are counted."""

    sessions: dict[int, Counter[Case]] = field(default_factory=lambda: defaultdict(Counter))
    people: dict[int, Counter[Case]] = field(default_factory=lambda: defaultdict(Counter))
    districts: dict[int | None, Counter[Case]] = field(default_factory=lambda: defaultdict(Counter))
    # Where each person was when last invited.
    where: dict[int, tuple[datetime, int | None]] = field(default_factory=dict)
    waits: Counter[int] = field(default_factory=Counter)
    rows: list[InvitationRow] = field(default_factory=list)

    def add(self, row: InvitationRow, case: Case, at: datetime) -> None:
        self.sessions[row.session_id][case] += 1
        self.people[row.person_id][case] += 1
        self.districts[row.district_id][case] += 1
        if row.person_id not in self.where or self.where[row.person_id][0] <= at:
            self.where[row.person_id] = at, row.district_id
        if row.minutes is not None:
            self.waits[row.minutes] += 1
        self.rows.append(row)


def _recap(connection: Connection, actor: PersonFacts, scope: Scope, query: Query, now: datetime) -> Recap:
    name = _name(connection, scope, query)
    division = Division(query.subject) if query.view is View.DIVISION else None
    within = rows.days(query.span.before.first, query.span.last, actor.zone)
    held = {facts.id: (facts, taken) for facts, taken in rows.sessions(connection, scope.office_id, within, division)}
    current, before = _sorted(rows.invitations(connection, scope, within), held, query.span, now)
    lines = _session_lines(held, current, query.span, now, whole=scope.whole)
    counted = {line.session.id for line in lines if not line.cancelled}
    found = rows.people(connection, scope)
    districts = rows.districts(connection, scope.office_id)
    return Recap(
        query=query,
        name=name,
        office=actor.office,
        zone=actor.zone,
        asked_at=now,
        sessions=lines,
        districts=tuple(
            DistrictFigures(key, name, count(current.districts[key]))
            for key, name in districts.items()
            if key in current.districts
        ),
        divisions=_grouped(lines, lambda line: line.session.division, OFFICE_DIVISIONS),
        months=_grouped(lines, lambda line: Span.of(SpanUnit.MONTH, line.session.day), query.span.months()),
        people=_people(current, found, districts),
        minutes=median_minutes(current.waits),
        survey=survey(
            scores for session_id, scores in rows.surveys(connection, scope, within) if session_id in counted
        ),
        before=total(count(cases) for cases in before.sessions.values()),
        minutes_before=median_minutes(before.waits),
        own=_own(current, lines) if query.view is View.PERSON else (),
        duty=_duty(connection, scope, query, now.astimezone(actor.zone).date()),
        plan=_plan(connection, scope, query, division, now, actor.zone),
    )


def _name(connection: Connection, scope: Scope, query: Query) -> str:
    """What the recap is of; refuses ids that the scope does not hold."""
    if query.view is View.DIVISION:
        if query.subject not in OFFICE_DIVISIONS:
            raise Refusal("refused-unknown-division", name=query.subject[:40])
        return query.subject
    if query.view is View.DISTRICT:
        statement = select(District.name).where(District.id == scope.district_id, District.office_id == scope.office_id)
    elif query.view is View.PERSON:
        invited = Person.id.in_(select(Invitation.person_id).where(scope.invited()))
        statement = select(Person.name).where(
            Person.office_id == scope.office_id, Person.id == scope.person_id, or_(scope.people(), invited)
        )
    else:
        return ""
    found: str | None = connection.execute(statement).scalar_one_or_none()
    if found is None:
        raise Refusal("refused-recap-scope")
    return found


def _sorted(
    found: Iterable[InvitationRow], held: dict[int, tuple[SessionFacts, bool]], span: Span, now: datetime
) -> tuple[_Period, _Period]:
    """The period asked for, and the one before."""
    current, before = _Period(), _Period()
    periods = {key: current if facts.day >= span.first else before for key, (facts, _) in held.items()}
    for row in found:
        if row.session_id not in held:
            # Of another division.
            continue
        facts, taken = held[row.session_id]
        recorded = taken and facts.ends_at <= now
        arrival = facts.punctuality(row.came_at) if recorded and row.came_at is not None else None
        periods[row.session_id].add(row, Case(row.answer, row.waiting, recorded, arrival), facts.starts_at)
    return current, before


def _session_lines(
    held: dict[int, tuple[SessionFacts, bool]], current: _Period, span: Span, now: datetime, *, whole: bool
) -> tuple[SessionLine, ...]:
    """Sessions of the period; of a kecamatan or a person those that invite them."""
    lines = []
    for facts, taken in held.values():
        if facts.day < span.first or (not whole and facts.id not in current.sessions):
            continue
        recorded = taken and facts.status is SessionStatus.SCHEDULED and facts.ends_at <= now
        lines.append(SessionLine(facts, count(current.sessions.get(facts.id, {})), recorded))
    return tuple(lines)


def _people(
    current: _Period, found: dict[int, rows.PersonRow], districts: dict[int | None, str]
) -> tuple[PersonFigures, ...]:
    """In roster order, each once, as of the kecamatan where they were last."""
    places = {key: number for number, key in enumerate(districts)}
    order = sorted(current.people, key=lambda one: (places[current.where[one][1]], one))
    return tuple(
        PersonFigures(
            one, found[one].name, found[one].position, districts[current.where[one][1]], count(current.people[one])
        )
        for one in order
    )


def _grouped(
    lines: Sequence[SessionLine], key: Callable[[SessionLine], H], order: Iterable[H]
) -> tuple[tuple[H, Counts], ...]:
    """Sessions that are not cancelled by something, in the order given; groups without a session are left out."""
    found: dict[H, list[Counts]] = defaultdict(list)
    for line in lines:
        if not line.cancelled:
            found[key(line)].append(line.counts)
    return tuple((one, total(found[one])) for one in order if one in found)


def _own(current: _Period, lines: Sequence[SessionLine]) -> tuple[OwnLine, ...]:
    by_session = {row.session_id: row for row in current.rows}
    found = [by_session[line.session.id] for line in lines]
    return tuple(OwnLine(row.answer, row.came_at) for row in found)


def _duty(connection: Connection, scope: Scope, query: Query, today: date) -> tuple[int, int]:
    if query.view is not View.DISTRICT:
        return 0, 0
    return rows.duty(connection, scope, query.span.first, min(query.span.last, today))


def _plan(
    connection: Connection, scope: Scope, query: Query, division: Division | None, now: datetime, zone: ZoneInfo
) -> tuple[tuple[Division, PlanCounts], ...]:
    """What became of the year's plan, by division."""
    if query.view not in _PLANNED or query.span.unit is not SpanUnit.YEAR:
        return ()
    year = query.span.first.year
    # What the plan spans is seen from all of it, whichever division is asked for.
    activities = rows.plan(connection, scope.office_id, year)
    periods = {row.id: parse_period(row.period_text, plan_year=row.plan_year) for row in activities}
    window = plan_window(periods.values(), year)
    days: dict[int, list[date]] = defaultdict(list)
    for activity_id, starts_at in rows.held(connection, scope.office_id, year, now):
        days[activity_id].append(starts_at.astimezone(zone).date())
    today = now.astimezone(zone).date()
    outcomes = [(row.division, outcome(occasions(periods[row.id], window), days[row.id], today)) for row in activities]
    wanted = OFFICE_DIVISIONS if division is None else (division,)
    return tuple(
        (one, plan_counts(found for of, found in outcomes if of == one))
        for one in wanted
        if any(of == one for of, _ in outcomes)
    )
