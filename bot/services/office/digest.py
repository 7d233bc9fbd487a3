"""The daily digest to heads: tomorrow's sessions, who is silent, missing piket, failed sends, people out of reach."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, or_, select

from bot.domain.duty.escalation import named_in_digest
from bot.domain.duty.shifts import LATE_FOR, shift_ends
from bot.domain.invitations.answers import Tally, tally
from bot.domain.ledger import Purpose, State
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.plan_state import overdue
from bot.domain.meetings.to_date import begins_undated
from bot.domain.night import NIGHT_FROM
from bot.domain.timing import DIGEST_TIME, Due, local_instant
from bot.domain.vocabulary import Division, Role, SessionStatus
from bot.services.duty.escalating import division_heads, taken_ones
from bot.services.duty.shifts import owing, reports_between, shifts_between
from bot.services.faults import for_each_office
from bot.services.office.facts import zone_of
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import active_on, held_on, recipients, unregistered_on
from bot.services.owing.reconciling import upcoming
from bot.storage.models import Activity, Delivery, Invitation, Person, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection, Select

    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context

_AHEAD = timedelta(days=3)
_BEFORE = (timedelta(days=7), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Undated:
    """A line of the plan that has no date; `period` in the plan's own words."""

    id: int
    code: str
    division: Division
    short_title: str
    period: str


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """What the office should know this evening."""

    day: date
    at: datetime
    coming: tuple[tuple[SessionFacts, Tally], ...]
    duty_expected: int
    duty_missing: tuple[ShiftFacts, ...]
    # What came since the last digest, whatever the hour: incidents, and reports that were late.
    incidents: tuple[ShiftFacts, ...]
    late: tuple[ShiftFacts, ...]
    failed: tuple[tuple[str, int], ...]
    unreachable: tuple[str, ...]
    # Told once a week, on Monday; 0 on other days.
    unregistered: int
    # What has no date although the time that the plan gives it is about to begin.
    undated: tuple[Undated, ...] = ()
    # What has none although that time is over.
    overdue: tuple[Undated, ...] = ()
    # The division of each of the office's heads, by person.
    divisions: Mapping[int, Division | None] = field(default_factory=dict)
    # Who hears of missing reports by a message of its own, and of which shifts somebody sees to them.
    alarmed: frozenset[int] = frozenset()
    taken: frozenset[int] = frozenset()
    # Of one reader: how many more are missing of which they hear so.
    duty_apart: int = 0

    @property
    def empty(self) -> bool:
        """Nothing that a head would act on; what is overdue stays so, and is no news of its own but on Mondays."""
        return not (
            self.coming
            or self.duty_missing
            or self.incidents
            or self.late
            or self.failed
            or self.unreachable
            or self.undated
            or self.unregistered
        )

    def of(self, person_id: int) -> DigestFacts:
        """What one of its readers is told."""
        missing = [shift.id for shift in self.duty_missing]
        named = named_in_digest(missing, self.taken, climbs_to_reader=person_id in self.alarmed)
        shown = tuple(shift for shift in self.duty_missing if shift.id in named)
        return replace(self, duty_missing=shown, duty_apart=len(missing) - len(shown))


async def owe_digests(ctx: Context, zone: ZoneInfo, only: Collection[int] | None = None) -> list[int]:
    """Owe today's digest to every head and admin on Telegram, once; returns the offices that were left out."""
    now = ctx.clock.now()
    day = now.astimezone(zone).date()
    due = Due(max(now, local_instant(day, DIGEST_TIME, zone)), local_instant(day, NIGHT_FROM, zone))

    def _work(connection: Connection, office_id: int) -> None:
        owed = [
            Owed(Purpose.DIGEST, row.chat_id, due, office_id, row.id, occurrence=day.isoformat())
            for row in connection.execute(_READERS, {"office": office_id, "day": day, "now": now})
        ]
        owe(connection, owed, now)

    return await for_each_office(ctx, zone, "digest", _work, only)


_READERS = recipients(held_on(bindparam("day"))).where(
    Person.office_id == bindparam("office"), Person.role != Role.MEMBER
)
_DIVISIONS = select(Person.id, Person.division).where(
    Person.office_id == bindparam("office"), Person.role != Role.MEMBER
)
_OF_OFFICE = Person.office_id == bindparam("office")
_UNREACHABLE = (
    select(Person.name)
    .where(_OF_OFFICE, Person.unreachable_since >= bindparam("since"), active_on(bindparam("day")))
    .order_by(Person.id)
)
_UNREGISTERED = select(func.count(Person.id)).where(_OF_OFFICE, unregistered_on(bindparam("day")))
_FAILURES = (
    select(Delivery.error, func.count(Delivery.id).label("times"))
    .where(
        Delivery.office_id == bindparam("office"),
        Delivery.state == State.FAILED,
        Delivery.settled_at >= bindparam("since"),
    )
    .group_by(Delivery.error)
    .order_by(func.count(Delivery.id).desc())
)
# Who is out of reach is named: that what was sent to them failed is the same news.
_OTHER_FAILURES = _FAILURES.outerjoin(Person, Person.id == Delivery.person_id).where(
    or_(Person.id.is_(None), Person.unreachable_since.is_(None), Person.unreachable_since < bindparam("since"))
)


def digest_facts(connection: Connection, office_id: int, now: datetime) -> DigestFacts:
    """Everything the digest says, as of `now`."""
    zone = zone_of(connection, office_id)
    today = now.astimezone(zone).date()
    last = local_instant(today - timedelta(days=1), DIGEST_TIME, zone)
    shifts = owing(shifts_between(connection, office_id, today - timedelta(days=2), today))
    reports = reports_between(connection, office_id, today - LATE_FOR - timedelta(days=1), today)
    over = [shift for shift in shifts if last < shift_ends(shift.day, shift.shift, zone) <= now]
    came = [report for report in reports if report.reported_at is not None and report.reported_at > last]
    # Who left today is news; who left before is in /belumdaftar.
    lately = now - timedelta(days=1)
    unreachable = connection.execute(_UNREACHABLE, {"office": office_id, "since": lately, "day": today})
    undated, over_due = _undated(connection, office_id, today, zone)
    readers = connection.execute(_DIVISIONS, {"office": office_id})
    missing = tuple(shift for shift in over if shift.report_number is None)
    return DigestFacts(
        day=today,
        at=now,
        coming=tuple(_coming(connection, office_id, now)),
        duty_expected=len(over),
        duty_missing=missing,
        incidents=tuple(one for one in came if one.situation is not None and one.situation.is_incident),
        late=tuple(report for report in came if report.is_late),
        failed=tuple(_failed(connection, _OTHER_FAILURES, office_id, lately)),
        unreachable=tuple(unreachable.scalars()),
        unregistered=_unregistered(connection, office_id, today) if today.weekday() == calendar.MONDAY else 0,
        undated=undated,
        overdue=over_due,
        divisions={row.id: row.division for row in readers},
        alarmed=frozenset(person_id for person_id, _ in division_heads(connection, office_id, today, now)),
        taken=taken_ones(connection, [shift.id for shift in missing]),
    )


def _unregistered(connection: Connection, office_id: int, today: date) -> int:
    count: int = connection.execute(_UNREGISTERED, {"office": office_id, "day": today}).scalar_one()
    return count


def _undated(
    connection: Connection, office_id: int, today: date, zone: ZoneInfo
) -> tuple[tuple[Undated, ...], tuple[Undated, ...]]:
    """What the plan has begin in a week, or tomorrow, or end then where it is a deadline: told twice, and no more; and what is overdue."""
    held: defaultdict[int, list[date]] = defaultdict(list)
    for activity_id, starts_at in connection.execute(_DATED, {"office": office_id}):
        held[activity_id].append(starts_at.astimezone(zone).date())
    soon = {today + ahead for ahead in _BEFORE}
    undated, late = [], []
    for row in connection.execute(_PLAN, {"office": office_id}):
        period = parse_period(row.period_text, plan_year=row.plan_year)
        found = Undated(row.id, row.code, row.division, row.short_title, row.period_text)
        if begins_undated(period, held[row.id], row.plan_year, soon):
            undated.append(found)
        if overdue(period, held[row.id], row.plan_year, today) is not None:
            late.append(found)
    return tuple(undated), tuple(late)


def failures(connection: Connection, office_id: int, since: datetime) -> list[tuple[str, int]]:
    """Failed sends since a moment: (Telegram's reason, how many)."""
    return _failed(connection, _FAILURES, office_id, since)


def _failed(connection: Connection, which: Select[str, int], office_id: int, since: datetime) -> list[tuple[str, int]]:
    rows = connection.execute(which, {"office": office_id, "since": since})
    return [(row.error, row.times) for row in rows]


_PLAN = (
    select(
        Activity.id,
        Activity.code,
        Activity.division,
        Activity.short_title,
        Activity.period_text,
        Activity.plan_year,
    )
    .where(Activity.office_id == bindparam("office"), Activity.in_force)
    .order_by(Activity.ordinal)
)
_DATED = select(Session.activity_id, Session.starts_at).where(
    Session.office_id == bindparam("office"), Session.status == SessionStatus.SCHEDULED
)
_ANSWERS = select(Invitation.answer).where(Invitation.session_id == bindparam("session"))


def _coming(connection: Connection, office_id: int, now: datetime) -> list[tuple[SessionFacts, Tally]]:
    found = []
    for facts in upcoming(connection, office_id, now):
        if facts.starts_at > now + _AHEAD:
            break
        if any(now < day.starts_at <= now + _AHEAD for day in facts.days):
            answers = connection.execute(_ANSWERS, {"session": facts.id}).scalars()
            found.append((facts, tally(answers)))
    return found
