"""The signed list of a meeting: who came, entered from paper; whoever checked in themselves stays as they did."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.domain.door.checkin import OPENS_BEFORE, Arrival, CheckInWay
from bot.domain.importing.attendance import EARLIEST_BEFORE, Invited, InvitedName, Meant, day_of, whom, wrong_moment
from bot.domain.importing.rows import RowProblem
from bot.domain.meetings.codes import Code, read_code, spellings
from bot.domain.timing import local_instant
from bot.domain.vocabulary import SessionStatus
from bot.services.door.arrivals import arrivals_at, arrive
from bot.services.groups.cards import stale_cards
from bot.services.importing.outcome import MOST_FAULTY, Imported, refused
from bot.services.meetings.facts import SESSIONS, session_of
from bot.services.owing.saying_again import say_again
from bot.storage.models import Activity, District, Invitation, Person, Session
from bot.storage.parameter_limit import in_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime, time
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection, Select

    from bot.domain.importing.attendance import AttendanceLine
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.importing.outcome import TargetOffice, TypedSheet

_BY_CLERK = frozenset({CheckInWay.CLERK, CheckInWay.LIST})
_CODES_SHOWN = 200
# An invitation, and which of several days.
_Key = tuple[int, "date | None"]


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A check-in as it stands or is wanted; `day` tells which of several."""

    at: datetime
    by_substitute: bool
    day: date | None = None


def check_attendance(
    connection: Connection, place: TargetOffice, sheet: TypedSheet[AttendanceLine], now: datetime
) -> list[RowProblem]:
    """What is wrong with a list, before anything is locked: thousands of names that nobody has take their time."""
    meetings = _Meetings.load(connection, place.office_id, _came(sheet), _INVITED)
    return _wanted(meetings, sheet, now)[1]


def import_attendance(
    connection: Connection,
    place: TargetOffice,
    sheet: TypedSheet[AttendanceLine],
    now: datetime,
    actor_id: int | None,
) -> Imported:
    """Enter who came; a line whose time is open says nothing and is counted as passed over."""
    lines = _came(sheet)
    # Whoever checks in meanwhile waits: their own check-in is not written over.
    meetings = _Meetings.load(connection, place.office_id, lines, _INVITED.with_for_update(of=Invitation))
    wanted, problems = _wanted(meetings, sheet, now)
    if problems:
        return refused("attendance", problems)
    news = {key: arrival for key, (_, arrival) in wanted.items() if not meetings.holds(key, arrival)}
    _write(connection, news, actor_id)
    changed = sum(meetings.known(key) is not None for key in news)
    held = {meetings.rows[key[0]].session_id: meetings.sessions[wanted[key][0].code].code for key in news}
    for session_id in held:
        stale_cards(connection, session_id)
    for number, _ in news:
        # Who was asked why they did not come, or to check in, is asked no more.
        row = meetings.rows[number]
        for person_id in filter(None, (row.person_id, row.substitute_id)):
            say_again(connection, row.session_id, person_id, now)
    return Imported(
        "attendance",
        len(news) - changed,
        changed,
        len(wanted) - len(news),
        passed=len(sheet.lines) - len(lines),
        detail={"codes": ", ".join(sorted(held.values()))[:_CODES_SHOWN]},
    )


def _came(sheet: TypedSheet[AttendanceLine]) -> list[AttendanceLine]:
    return [line for line in sheet.lines if line.came]


def _wanted(
    meetings: _Meetings, sheet: TypedSheet[AttendanceLine], now: datetime
) -> tuple[dict[_Key, tuple[AttendanceLine, _Arrival]], list[RowProblem]]:
    """Arrivals that the lines tell, and what is wrong with them."""
    problems = list(sheet.problems)
    wanted: dict[_Key, tuple[AttendanceLine, _Arrival]] = {}
    for line in _came(sheet):
        if len(problems) >= MOST_FAULTY:
            problems.append(RowProblem(line.line, "–", "…", "reading-stopped"))
            break
        found = meetings.arrival(line, now)
        if isinstance(found, RowProblem):
            problems.append(found)
            continue
        invitation_id, arrival = found
        key = invitation_id, arrival.day
        if key in wanted:
            problems.append(RowProblem(line.line, "nama", line.name, "duplicate", {"first": wanted[key][0].line}))
        wanted.setdefault(key, (line, arrival))
    return wanted, problems + meetings.contradictions(wanted)


class _Meetings:
    """The sessions that a list names, by the codes written, with their invitations."""

    def __init__(self) -> None:
        self.sessions: dict[str, SessionFacts] = {}
        self.rows: dict[int, Any] = {}
        self._daily: dict[int, dict[date, Arrival]] = {}
        self._several: set[str] = set()
        self._invited: dict[int, Invited] = {}

    @classmethod
    def load(
        cls, connection: Connection, office_id: int, lines: Sequence[AttendanceLine], query: Select[Any]
    ) -> _Meetings:
        found = cls()
        found._load_sessions(connection, office_id, {line.code for line in lines})
        invited: defaultdict[int, list[InvitedName]] = defaultdict(list)
        for part in in_parts(sorted({one.id for one in found.sessions.values()})):
            for row in connection.execute(query.where(Invitation.session_id.in_(part))):
                found.rows[row.id] = row
                listed = InvitedName(row.id, row.district or "", row.name, row.substitute or row.guest_name)
                invited[row.session_id].append(listed)
        held = list(found.sessions.values())
        found._invited = {one.id: Invited(invited[one.id]) for one in held}
        found._daily = arrivals_at(connection, held)
        return found

    def _load_sessions(self, connection: Connection, office_id: int, codes: set[str]) -> None:
        named = {code: read_code(code) for code in codes}
        held: defaultdict[Code, list[SessionFacts]] = defaultdict(list)
        for part in in_parts(sorted({one for code in named.values() for one in spellings(code.activity)})):
            for row in connection.execute(_OF_CODES, {"office": office_id, "codes": part}):
                facts = session_of(row)
                for year in (row.plan_year, *((None,) if row.in_force else ())):
                    held[Code(row.code, year, row.number)].append(facts)
                    if facts.status is not SessionStatus.CANCELLED:
                        held[Code(row.code, year)].append(facts)
        named = {code: _nearest(meant, held) for code, meant in named.items()}
        self._several = {code for code, meant in named.items() if len(held[meant]) > 1}
        self.sessions = {code: held[meant][0] for code, meant in named.items() if len(held[meant]) == 1}

    def arrival(self, line: AttendanceLine, now: datetime) -> tuple[int, _Arrival] | RowProblem:
        """Whose arrival a line tells, and what it says; or what is wrong with it."""
        held = self.sessions.get(line.code)
        if held is None:
            return _of_session(line, "which-session" if line.code in self._several else "unknown-session")
        if held.status is SessionStatus.CANCELLED:
            return _of_session(line, "session-cancelled")
        day = day_of(line, held.days)
        if isinstance(day, RowProblem):
            return day
        return self._on(line, held, day, now)

    def _on(
        self, line: AttendanceLine, held: SessionFacts, day: MeetingDay, now: datetime
    ) -> tuple[int, _Arrival] | RowProblem:
        if now < day.starts_at - OPENS_BEFORE:
            return _of_session(line, "session-to-come")
        meant = whom(line, self._invited[held.id])
        if not isinstance(meant, Meant):
            return meant
        at = _moment(line.at, day, held.zone) if line.at else day.starts_at
        if reason := wrong_moment(line, at, day.starts_at, day.ends_at, now):
            return RowProblem(line.line, "jam", f"{line.at:%H.%M}", reason, {"code": held.code})
        which = day.day if held.is_of_days else None
        known = self.known((meant.invitation_id, which))
        if known is not None and (line.at is None or _minute(known.at) == _minute(at)):
            # Nothing to put right: seconds are more than a list holds.
            at = known.at
        return meant.invitation_id, _Arrival(min(at, now), meant.by_substitute, which)

    def contradictions(self, wanted: dict[_Key, tuple[AttendanceLine, _Arrival]]) -> list[RowProblem]:
        """Whoever checked in with a proof of being there was there, whatever the list says."""
        found = []
        for key, (line, arrival) in wanted.items():
            row, known = self.rows[key[0]], self.known(key)
            if known is not None and known.way not in _BY_CLERK and known.by_substitute != arrival.by_substitute:
                zone = self.sessions[line.code].zone
                who = (row.substitute or row.guest_name) if known.by_substitute else row.name
                values: dict[str, str | int] = {"who": who, "at": f"{known.at.astimezone(zone):%H.%M}"}
                found.append(RowProblem(line.line, "wakil", line.substitute or line.name, "checked-in-other", values))
        return found

    def known(self, key: _Key) -> Arrival | None:
        """The check-in as it stands."""
        invitation_id, day = key
        if day is not None:
            return self._daily.get(invitation_id, {}).get(day)
        row = self.rows[invitation_id]
        at = row.checked_in_at
        return None if at is None else Arrival(at, CheckInWay(row.check_in_how), row.substitute_came)

    def holds(self, key: _Key, arrival: _Arrival) -> bool:
        """Whether this is known, or known better."""
        known = self.known(key)
        if known is None:
            return False
        return known.way not in _BY_CLERK or (known.at, known.by_substitute) == (arrival.at, arrival.by_substitute)


_SUBSTITUTE = Person.__table__.alias("substitute")
_INVITED = (
    select(
        Invitation.id,
        Invitation.session_id,
        Invitation.person_id,
        Invitation.substitute_id,
        Person.name,
        District.name.label("district"),
        Invitation.guest_name,
        _SUBSTITUTE.c.name.label("substitute"),
        Invitation.checked_in_at,
        Invitation.check_in_how,
        Invitation.substitute_came,
    )
    .join(Person, Person.id == Invitation.person_id)
    .outerjoin(District, District.id == Invitation.district_id)
    .outerjoin(_SUBSTITUTE, _SUBSTITUTE.c.id == Invitation.substitute_id)
    .order_by(Invitation.id)
)
_OF_CODES = SESSIONS.where(
    Session.office_id == bindparam("office"), Activity.code.in_(bindparam("codes", expanding=True))
).order_by(Session.id)
_STORE = (
    update(Invitation.__table__)  # type: ignore[arg-type]
    .where(Invitation.id == bindparam("invitation"))
    .values(
        checked_in_at=bindparam("at"),
        check_in_how=CheckInWay.LIST.value,
        checked_in_by=bindparam("clerk"),
        substitute_came=bindparam("instead"),
    )
)


def _write(connection: Connection, news: dict[_Key, _Arrival], actor_id: int | None) -> None:
    rows = [
        {"invitation": number, "at": one.at, "clerk": actor_id, "instead": one.by_substitute}
        for (number, day), one in news.items()
        if day is None
    ]
    if rows:
        connection.execute(_STORE, rows)
    for (number, day), one in news.items():
        if day is not None:
            arrive(connection, number, day, Arrival(one.at, CheckInWay.LIST, one.by_substitute), actor_id)


def _moment(at: time, day: MeetingDay, zone: ZoneInfo) -> datetime:
    """An hour of that day; of a night, after midnight too."""
    moment = local_instant(day.day, at, zone)
    later = local_instant(day.day + timedelta(days=1), at, zone)
    return later if moment < day.starts_at - EARLIEST_BEFORE and later <= day.ends_at else moment


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def _nearest(meant: Code, held: Mapping[Code, Sequence[SessionFacts]]) -> Code:
    """The code of a session that is held, where the one in a file differs by the sign between or by noughts."""
    near = (replace(meant, activity=name) for name in spellings(meant.activity))
    return next((code for code in near if held.get(code)), meant)


def _of_session(line: AttendanceLine, reason: str) -> RowProblem:
    return RowProblem(line.line, "sesi", line.code, reason)
