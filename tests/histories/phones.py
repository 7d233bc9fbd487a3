"""An office whose people come, go, change accounts and block the bot, whose sends fail; and what every phone has heard.

Truth about a phone is kept here, apart from the ledger: what arrived, though the bot may not know it, and what did not.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, literal, select, update
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.app import connect
from bot.composing.composer import Composer
from bot.config.settings import Settings
from bot.delivery import ledger
from bot.delivery.ledger import Landed
from bot.delivery.messages import Message
from bot.delivery.outcomes import NotNeeded, Sent, judge_each
from bot.documents.tables import read_table
from bot.domain.invitations.reminders import reminder_moment, reminder_morning
from bot.domain.ledger import Purpose, State
from bot.domain.meetings.appointments import Appointment, terms_of
from bot.domain.meetings.polls import Choice, PollSlot
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, Position, SessionStatus
from bot.services.access import find_actor
from bot.services.groups import linking
from bot.services.importing import import_rows
from bot.services.invitations import answering, switching
from bot.services.invitations.answering import Reply
from bot.services.meetings import attendees, cancelling, moving, previewing, scheduling, series
from bot.services.meetings.calendar import activity_sheet, plan_activities
from bot.services.meetings.changeable import changeable
from bot.services.meetings.outcomes import Scheduled
from bot.services.meetings.polling import asking, choosing, voting
from bot.services.meetings.undoing import sending, taking_back
from bot.services.office.deputies import ending, naming
from bot.services.office.offices import ensure_office
from bot.services.owing.nightly import plan
from bot.services.owing.reconciling import reconcile_upcoming
from bot.services.people import registration
from bot.storage.migrate import upgrade
from bot.storage.models import (
    AuditEntry,
    BatchSwitch,
    Card,
    Chat,
    DatePoll,
    Delivery,
    Deputyship,
    District,
    Invitation,
    LinkToken,
    Person,
    PollVote,
    Session,
)
from tests.clocks import JumpingClock
from tests.histories.world import START, WIB

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
    from typing import TypeVar

    from sqlalchemy import Connection

    from bot.delivery.messages import Claimed
    from bot.delivery.outcomes import Outcome, Refused
    from bot.domain.people.facts import PersonFacts

    T = TypeVar("T")

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_HEADS = (9_001, 9_002, 9_003)
# By then what waited for a morning, or is due on it, has gone out.
_MORNING = time(9, 30)
_CALENDAR = """kode;divisi;judul;waktu;jenis;sasaran
SDMO-90;SDMO;Rakor semua komisioner;;rakor;komisioner
HPS-90;HPS;Rapat ketua dan sekretariat;;rapat;ketua + kepala sekretariat
"""
_HEADER = "nama;telepon;kecamatan;jabatan;divisi;peran;sampai"
_OFFICE = (
    "Kordiv Satu;081200000001;;Kordiv Bawaslu;SDMO;admin;",
    "Kordiv Dua;081200000002;;Kordiv Bawaslu;HPS;kepala;",
    "Staf Satu;081200000003;;Staf Bawaslu;;anggota;",
)
_MEMBERS = (
    ("Ketua Wono", "Wonodadi", Position.DISTRICT_CHAIR),
    ("Anggota Wono", "Wonodadi", Position.DISTRICT_MEMBER),
    ("Kasek Wono", "Wonodadi", Position.SECRETARIAT_HEAD),
    ("Staf Wono", "Wonodadi", Position.SECRETARIAT_STAFF),
    ("Ketua Udan", "Udanawu", Position.DISTRICT_CHAIR),
    ("Staf Udan", "Udanawu", Position.SECRETARIAT_STAFF),
)
# None of them reads like another's name misspelt.
_SUCCESSORS = ("Bambang Purnomo", "Citra Lestari", "Yusuf Maulana", "Hesti Wijayanti", "Gandhi Saputro")
_POSITIONS = {
    Position.DISTRICT_CHAIR: "Ketua Panwascam",
    Position.DISTRICT_MEMBER: "Anggota Panwascam",
    Position.SECRETARIAT_HEAD: "Kepala Sekretariat",
    Position.SECRETARIAT_STAFF: "Staf Sekretariat",
}
DISTRICTS = ("Wonodadi", "Udanawu")
_INVITES = {
    "SDMO-90": {Position.DISTRICT_CHAIR, Position.DISTRICT_MEMBER},
    "HPS-90": {Position.DISTRICT_CHAIR, Position.SECRETARIAT_HEAD},
}
# Says when and where, so that whoever reads it could go.
_SAYS_WHEN = frozenset(
    {
        Purpose.INVITATION,
        Purpose.MOVED,
        Purpose.REMINDER,
        Purpose.SUBSTITUTE,
        Purpose.SWITCHED_TO,
        Purpose.NUDGE,
        Purpose.GROUP_CARD,
        Purpose.GROUP_MOVED,
    }
)
_INVITING = frozenset({Purpose.INVITATION, Purpose.SWITCHED_TO})
_SAYS_ALL = _INVITING | {Purpose.MOVED, Purpose.SUBSTITUTE, Purpose.REMINDER}
_TAKES_BACK = frozenset(
    {
        Purpose.CANCELLED,
        Purpose.WITHDRAWN,
        Purpose.SWITCHED_FROM,
        Purpose.SUBSTITUTE_RELEASED,
        Purpose.GROUP_CANCELLED,
    }
)
_OF_DATES = frozenset({Purpose.MOVED, Purpose.CANCELLED, Purpose.WITHDRAWN})
_ONCE = _TAKES_BACK | _INVITING | {Purpose.MOVED, Purpose.REMINDER, Purpose.SUBSTITUTE}


class Fate(StrEnum):
    """What becomes of a send."""

    GOOD = "arrives"
    UNHEARD = "arrives, and the answer is lost"
    LOST = "is lost, and nobody knows"
    FLOOD = "429"
    NOT_FOUND = "chat not found, for now"
    KILLED = "arrives, and the process is killed"


_ARRIVES = frozenset({Fate.GOOD, Fate.UNHEARD, Fate.KILLED})
_NOT_KNOWN = frozenset({Fate.UNHEARD, Fate.LOST, Fate.KILLED})
_MOST_KILLS = 2
_ERRORS: dict[Fate, TelegramError] = {
    Fate.UNHEARD: TimedOut(),
    Fate.LOST: TimedOut(),
    Fate.FLOOD: RetryAfter(5),
    Fate.NOT_FOUND: BadRequest("Chat not found"),
}


_BLOCKED = Forbidden("Forbidden: bot was blocked by the user")


@dataclass(slots=True)
class Member:
    """Somebody of the roster as they are now; `phone` is their number, `account` their Telegram account."""

    id: int
    name: str
    number: str
    district: str
    position: Position
    until: date | None = None
    account: int | None = None
    # All accounts that were ever theirs.
    had: set[int] = field(default_factory=set)

    def line(self) -> str:
        until = "" if self.until is None else self.until.isoformat()
        return f"{self.name};{self.number};{self.district};{_POSITIONS[self.position]};;anggota;{until}"

    def serves(self, day: date) -> bool:
        return self.until is None or day <= self.until


# Begin, end, place, agenda.
Content = tuple[datetime, datetime, str, str]


@dataclass(slots=True)
class Meeting:
    """A session as it stands."""

    id: int
    code: str
    activity: str
    starts: datetime
    ends: datetime
    place: str
    cancelled: bool = False
    agenda: str = ""
    open_end: bool = True
    # Invited besides the audience, or left out of it, by id.
    by_name: dict[int, bool] = field(default_factory=dict)
    # Of one of several batches its kecamatan.
    batch: frozenset[str] | None = None
    # When it was last divided anew, and called off, by the count of such acts.
    divided: int = 0
    off: int = 0
    # Who changed to this batch, or from it to another.
    switched: dict[int, bool] = field(default_factory=dict)

    def invites(self, member: Member, day: date | None = None) -> bool:
        """`day`: of several the one on which they are to be in office, else the first."""
        serves = member.serves(day or self.day)
        if not serves or member.id in self.by_name:
            return serves and self.by_name[member.id]
        if member.position not in _INVITES[self.activity]:
            return False
        return self.batch is None or self.switched.get(member.id, member.district in self.batch)

    @property
    def day(self) -> date:
        return self.starts.astimezone(WIB).date()

    def day_to_serve(self, now: datetime) -> date | None:
        """The day that is on, or the next to begin; None: the last has begun."""
        count, length = divmod(self.ends - self.starts, timedelta(days=1))
        begins = [self.starts + timedelta(days=number) for number in range(count + 1)]
        on = next((one for one in begins if one + length > now), now)
        return on.astimezone(WIB).date() if begins[-1] > now else None

    @property
    def content(self) -> Content:
        return self.starts, self.ends, self.place, self.agenda

    @property
    def said(self) -> tuple[str, ...]:
        """What every message that says when must have."""
        month = f"{_MONTHS[self.day.month - 1]} {self.day.year}"
        last = self.day + (self.ends - self.starts) // timedelta(days=1) * timedelta(days=1)
        days = str(self.day.day) if last == self.day else f"{self.day.day}–{last.day}"
        return f"{days} {month}", self.place, self.agenda


@dataclass(slots=True)
class Poll:
    """Which of a few dates suit: who is asked and since when, what they said of which, what came on their phones."""

    id: int
    activity: str
    slots: list[PollSlot]
    at: datetime
    # Those of the audience, as they were or joined, and of these since when who is on Telegram.
    people: set[int]
    asked: dict[int, datetime]
    chosen: bool = False
    # Dates that were set since.
    dated: list[Meeting] = field(default_factory=list)
    said: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    # By person, the first question (False) and the one to the silent (True).
    came: Counter[tuple[int, bool]] = field(default_factory=Counter)
    uncertain: set[tuple[int, bool]] = field(default_factory=set)

    @property
    def until(self) -> datetime:
        return max(one.starts_at for one in self.slots)

    @property
    def chased_at(self) -> datetime:
        """The morning of the second day."""
        day = self.at.astimezone(WIB).date() + timedelta(days=2)
        return datetime.combine(day, time(9), WIB)

    def is_chased(self, who: int) -> bool:
        """Whether they are to be asked again: a day or more after the question."""
        return self.asked[who] + timedelta(days=1) <= self.chased_at < self.until

    @property
    def is_open(self) -> bool:
        """Whether anybody need say when they can."""
        return not self.chosen and all(one.cancelled for one in self.dated)

    def coming(self, now: datetime) -> set[int]:
        return {number for number, one in enumerate(self.slots) if now < one.starts_at}

    def answered(self, who: int, now: datetime) -> bool:
        return self.coming(now) <= self.said[who]


@dataclass(slots=True)
class Away:
    """A head (by place) and who deputises for them, from when until when."""

    head: int
    deputy: int
    begins: datetime
    ends: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Look:
    """A last look: which head's, at which activity or session, with which terms, and what the head knew."""

    by: int
    of: str | Meeting
    appointment: Appointment
    seen: int
    beside: tuple[int, ...]


@dataclass(slots=True)
class Word:
    """What somebody (or a group) heard of a session: `content` as last told, None once it was taken back."""

    content: Content | None = None
    # When all of it was last said.
    at: datetime | None = None
    # Also of which day of it.
    reminded_of: tuple[Content, int] | None = None
    # As one of those invited, not to stand in for one.
    invited: bool = False
    # Of a message it is not known whether it arrived: the next may say it again.
    uncertain: bool = False
    # They saw, as they answered or looked it up, what was yet to be said, and is; or that all is again as it was.
    saw_change: bool = False
    # Their answer is that somebody stands in for them.
    stood_for: bool = False


@dataclass
class Office:
    """Open it once, `reset` it for each history."""

    runner: asyncio.Runner
    url: str
    clock: JumpingClock = field(default_factory=lambda: JumpingClock(START))
    members: list[Member] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    # By person (positive) or group (negative), and session.
    words: defaultdict[tuple[int, int], Word] = field(default_factory=lambda: defaultdict(Word))
    # What stands last in each account of a person of a session, by person, account and session; None: that it holds no more.
    stands: dict[tuple[int, int, int], Content | None] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    # Linked groups: a kecamatan, or "" for all.
    groups: dict[int, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    accounts: int = 0
    # How often batches were divided, or one called off.
    divisions: int = 0
    # Who asked to change from which batch to which, by request.
    asked: dict[int, tuple[Member, Meeting, Meeting]] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)
    # Of requests to change batch, by request and who read it; whose arrival is not known.
    requests_read: Counter[tuple[int, int]] = field(default_factory=Counter)
    requests_doubted: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        settings = Settings.model_validate({"database_url": self.url, "sqlite_synchronous": "OFF"})
        self.ctx = connect(settings, self.clock)
        self.office_id = self.run(self._open())
        self.districts: dict[str, int] = dict(self.run(self.ctx.db.query(lambda c: list(c.execute(_DISTRICTS)))))
        self.composer = Composer(self.ctx.db, self.clock, "panwascam_uji_bot")

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(doing)

    def _transact(self, unit: Callable[[Connection], T]) -> T:
        return self.run(self.ctx.db.transact(unit))

    def try_out(self, doing: Coroutine[Any, Any, T]) -> T | None:
        """Do something that may be refused, and then changes nothing."""
        self._lose_answers()
        try:
            return self.run(doing)
        except Refusal:
            return None

    def _lose_answers(self) -> None:
        """Whoever fell away while somebody stood in for them is asked anew when they come back: that answer is gone."""
        for meeting in self.meetings:
            for member in self.members:
                word = self.words[member.id, meeting.id]
                if word.stood_for and not meeting.invites(member):
                    word.stood_for = word.invited = False

    def close(self) -> None:
        self.run(self.ctx.db.close())

    async def _open(self) -> int:
        await upgrade(self.ctx.db)
        districts: list[tuple[str, str, list[str]]] = [("35.05.01", "Wonodadi", []), ("35.05.02", "Udanawu", [])]
        return await ensure_office(self.ctx, "35.05", {"name": "Bawaslu Kabupaten Uji", "timezone": WIB.key}, districts)

    def reset(self) -> None:
        """A fresh roster, of which all but the last are registered; nothing is dated."""
        self.clock.jump(START - self.now)
        self.ctx = replace(self.ctx, hold=timedelta(0))
        self.run(self.ctx.db.transact(_empty))
        for also in (self.polls, self.away, self.requests_read, self.requests_doubted):
            also.clear()
        for kept in (
            self.members,
            self.meetings,
            self.words,
            self.stands,
            self.blocked,
            self.groups,
            self.wrong,
            self.asked,
            self.looks,
        ):
            kept.clear()
        self.accounts = max(_HEADS)
        lines = [
            Member(0, name, f"0812000001{number:02d}", district, position)
            for number, (name, district, position) in enumerate(_MEMBERS)
        ]
        self._import("roster", [_HEADER, *_OFFICE, *(line.line() for line in lines)])
        self._import("calendar", _CALENDAR.splitlines())
        ids = dict(self.run(self.ctx.db.query(lambda c: list(c.execute(select(Person.name, Person.id))))))
        for line in lines:
            line.id = ids[line.name]
            self.members.append(line)
        for account, name in zip(_HEADS, ("Kordiv Satu", "Kordiv Dua", "Staf Satu"), strict=True):
            self.run(self.ctx.db.transact(partial(_register, who=ids[name], account=account)))
        for member in self.members[:-1]:
            self.register(member, None)
        self.heads = [self._actor(account) for account in _HEADS]

    def _import(self, kind: str, lines: Iterable[str]) -> None:
        """Its trial says what comes of it, and what is owed then is what planning for all would owe."""
        rows = read_table("\n".join(lines).encode()).rows
        doing = partial(import_rows, self.ctx, self.office_id, kind, rows, plan_year=2023, agreed=None)
        left, tried = self._left_to_plan(), self.run(doing(dry_run=True))
        done = self.run(doing())
        assert not done.problems, done.problems
        assert tried.invitations == done.invitations, (tried.invitations, done.invitations)
        more = self._left_to_plan() - left
        assert not more, f"left to the night by an import: {more}"

    def _left_to_plan(self) -> set[tuple[Any, ...]]:
        """What planning for everybody would change of invitations and of what is owed, were it done now."""
        if not self.meetings:
            return set()
        found: set[tuple[Any, ...]] = set()
        with suppress(_TakenBack):
            self._transact(partial(self._plan_and_take_back, found=found))
        return found

    def _plan_and_take_back(self, connection: Connection, found: set[tuple[Any, ...]]) -> None:
        before = _books(connection)
        reconcile_upcoming(connection, self.office_id, self.now)
        found |= before ^ _books(connection)
        raise _TakenBack

    def account_of(self, head: int) -> int:
        return _HEADS[head]

    @property
    def head(self) -> PersonFacts:
        return self.heads[0]

    def _actor(self, account: int) -> PersonFacts:
        now = self.now
        found = self.run(self.ctx.db.query(lambda connection: find_actor(connection, account, now)))
        assert found is not None
        return found

    @property
    def now(self) -> datetime:
        return self.clock.now()

    # What people do.

    def set_date(self, activity: str, appointment: Appointment, look: Look | None = None) -> None:
        """At once, or after a last look."""
        actor = self.heads[0 if look is None else look.by]
        beside = [one.id for one in self.meetings] if look is None else look.beside
        done = self.try_out(scheduling.schedule(self.ctx, actor, activity, appointment, confirmed=True, beside=beside))
        if isinstance(done, Scheduled):
            held = done.session
            meeting = Meeting(held.id, held.code, activity, held.starts_at, held.ends_at, appointment.place)
            for poll in self.polls:
                if poll.activity == activity:
                    poll.dated.append(meeting)
            meeting.open_end = held.open_end
            self.meetings.append(meeting)

    def move(self, meeting: Meeting, appointment: Appointment, look: Look | None = None) -> None:
        """At once, or after a last look: then nothing changes that somebody else changed since."""
        actor = self.heads[0 if look is None else look.by]
        beside = [one.id for one in self.meetings] if look is None else look.beside
        seen = None if look is None else look.seen
        before = self._revision(meeting)
        done = self.try_out(
            moving.move(self.ctx, actor, meeting.code, appointment, confirmed=True, beside=beside, seen=seen)
        )
        if isinstance(done, Scheduled):
            if look is not None and look.seen != before:
                assert done.session.revision == before, "somebody else's change was written over"
            meeting.starts, meeting.ends = done.session.starts_at, done.session.ends_at
            meeting.place, meeting.agenda = appointment.place, done.session.agenda
            meeting.open_end = done.session.open_end

    def look(self, by: int, of: str | Meeting, appointment: Appointment) -> None:
        """A head sees whom it would reach, and has not sent it yet."""
        meeting = None if isinstance(of, str) else of
        activity = of if isinstance(of, str) else of.activity
        found = self.run(plan_activities.activity(self.ctx, self.heads[by], activity))
        held, seen = None, 0
        if meeting is None:
            wanted = Meeting(0, "", activity, appointment.starts_at, appointment.starts_at, "")
        else:
            held = self.try_out(changeable(self.ctx, self.heads[by], meeting.code))
            if held is None:
                return
            wanted, seen = replace(meeting, starts=appointment.starts_at), held.revision
        terms = terms_of(appointment, None if held is None else held.terms)
        shown = self.run(previewing.preview(self.ctx, self.heads[by], found, terms, held))
        invited = [one for one in self.members if wanted.invites(one)]
        assert sorted(name for _, names in shown.people for name in names) == sorted(one.name for one in invited)
        reached = [one for one in invited if one.account is not None and not self._is_away(one)]
        assert shown.reached == len(reached)
        self.looks.append(Look(by, of, appointment, seen, tuple(one.id for one in self.meetings)))

    def send(self, number: int) -> None:
        """What a head has looked at."""
        look = self.looks.pop(number % len(self.looks))
        if isinstance(look.of, str):
            self.set_date(look.of, look.appointment, look)
        else:
            self.move(look.of, look.appointment, look)

    def _revision(self, meeting: Meeting) -> int:
        found: int = self.run(self.ctx.db.query(lambda c: c.execute(_REVISION, {"session": meeting.id}).scalar_one()))
        return found

    def repeat(self, meeting: Meeting, times: int = 1) -> None:
        """Again, a week later each."""
        found = self.try_out(series.proposed(self.ctx, self.head, meeting.id, f"mingguan {times} kali"))
        done = None if found is None else self.try_out(series.set_series(self.ctx, self.head, found))
        for held in () if done is None else done.done:
            self.meetings.append(
                Meeting(
                    held.id,
                    held.code,
                    meeting.activity,
                    held.starts_at,
                    held.ends_at,
                    held.place,
                    agenda=held.agenda,
                    open_end=held.open_end,
                )
            )

    def take_along(self, meeting: Meeting) -> None:
        """What follows one that was moved or called off last, follows."""
        if meeting.cancelled:
            done = self.try_out(series.cancel_following(self.ctx, self.head, meeting.id))
        else:
            done = self.try_out(series.move_following(self.ctx, self.head, meeting.id, self._revision(meeting)))
        for held in () if done is None else done.done:
            one = next(one for one in self.meetings if one.id == held.id)
            assert one.starts > self.now, "what is past stays"
            one.starts, one.ends, one.place = held.starts_at, held.ends_at, held.place
            one.agenda, one.open_end = held.agenda, held.open_end
            one.cancelled = held.status is SessionStatus.CANCELLED

    def cancel(self, meeting: Meeting) -> None:
        if self.try_out(cancelling.cancel(self.ctx, self.head, meeting.code, "banjir")) is not None:
            meeting.cancelled = True
            self.divisions += 1
            meeting.off = self.divisions

    def undo(self, meeting: Meeting) -> None:
        """The last change of a session, if that is not too long ago."""
        done = self.try_out(taking_back.undo(self.ctx, self.head, meeting.id, self._revision(meeting)))
        if done is None:
            return
        held = done.session
        meeting.starts, meeting.ends, meeting.open_end = held.starts_at, held.ends_at, held.open_end
        meeting.place, meeting.agenda = held.place, held.agenda
        was_off, meeting.cancelled = meeting.cancelled, held.status is SessionStatus.CANCELLED
        if was_off and meeting.batch is not None:
            self._takes_back(meeting, meeting.batch)

    def _takes_back(self, meeting: Meeting, own: frozenset[str]) -> None:
        """What was divided among other batches since it was called off is a batch's own again."""
        others = [
            one
            for one in self._coming(meeting.activity)
            if one is not meeting and (one.batch is not None or one.divided > meeting.off)
        ]
        for one in others:
            one.batch = (frozenset(self.districts) if one.batch is None else one.batch) - own
        self._keep_apart([*others, meeting])

    def send_now(self, meeting: Meeting) -> None:
        """What waits of the last change waits no longer."""
        self.try_out(sending.send_now(self.ctx, self.head, meeting.id, self._revision(meeting)))

    def invite(self, meeting: Meeting, member: Member, *, invited: bool) -> None:
        """Besides the audience, or not although of it."""
        done = self.try_out(attendees.change(self.ctx, self.head, meeting.id, member.id, invited=invited))
        if done is not None:
            meeting.by_name[member.id] = invited

    def _coming(self, activity: str) -> list[Meeting]:
        return [
            one for one in self.meetings if one.activity == activity and not one.cancelled and one.starts > self.now
        ]

    def divide(self, meeting: Meeting, district: str) -> None:
        """The kecamatan among the coming sessions of an activity; `district`: the one that this session is to have."""
        wanted = (meeting.code, [district]) if district else None
        done = self.try_out(attendees.divide(self.ctx, self.head, meeting.activity, wanted))
        if done is None:
            return
        self.divisions += 1
        coming = self._coming(meeting.activity)
        assert {one.id for one in coming} == {held.id for held, _ in done}
        names = {id_: name for name, id_ in self.districts.items()}
        for held, _ in done:
            one = next(one for one in coming if one.id == held.id)
            chosen = held.selection.districts
            before, one.batch = one.batch, None if chosen is None else frozenset(names[id_] for id_ in chosen)
            if before != one.batch:
                one.divided = self.divisions
        if district and len(coming) > 1:
            assert meeting.batch == frozenset({district})
        self._keep_apart(coming)

    def _keep_apart(self, coming: list[Meeting]) -> None:
        """Whose batch is none of these goes with their kecamatan again; nobody of the audience is in two, nobody in none.

        In none is whose batch was called off and not divided.
        """
        apart = any(one.batch is not None for one in coming)
        whole = not apart or frozenset().union(*(one.batch or () for one in coming)) == frozenset(self.districts)
        for member in self.members:
            came = [one for one in coming if one.switched.get(member.id)]
            for one in coming:
                one.switched.pop(member.id, None)
                if came and apart:
                    one.switched[member.id] = one is came[0]
            of_audience = member.position in _INVITES[coming[0].activity]
            if of_audience and not any(member.id in one.by_name or not member.serves(one.day) for one in coming):
                times = sum(one.invites(member) for one in coming)
                assert times == 1 or (times == 0 and not whole), member

    def ask_to_switch(self, meeting: Meeting, member: Member, other: Meeting) -> int | None:
        """Of another batch, please."""
        actor = self._who(member)
        done = None if actor is None else self.try_out(switching.ask(self.ctx, actor, meeting.id, other.id))
        if done is None:
            return None
        # From the message of a batch that was called off one leaves the batch of which one is now.
        own = next(one for one in self.meetings if one.id == done.before.session.id)
        assert own.invites(member)
        self.asked[done.id] = member, own, other
        return done.id

    def decide(self, request: int, *, agreed: bool) -> None:
        """A head's word."""
        member, before, after = self.asked[request]
        done = self.try_out(switching.decide(self.ctx, self.head, request, agreed=agreed))
        if done is None:
            return
        del self.asked[request]
        if agreed:
            coming = [one for one in self._coming(before.activity) if one.batch is not None]
            assert {before.id, after.id} <= {one.id for one in coming}
            for one in coming:
                one.switched.pop(member.id, None)
            if before.by_name.get(member.id):
                del before.by_name[member.id]
                after.by_name[member.id] = True
                return
            if after.by_name.get(member.id) is False:
                del after.by_name[member.id]
            for one in coming:
                one.switched[member.id] = one is after

    def ask_when(self, activity: str, slots: list[PollSlot]) -> None:
        """Which of some dates suit the audience."""
        # After all dates that are set.
        self.clock.jump(timedelta(seconds=1))
        done = self.try_out(asking.ask(self.ctx, self.head, activity, slots, "Aula Bawaslu"))
        if done is not None:
            first = min(slots, key=lambda one: one.starts_at)
            wanted = Meeting(0, "", activity, first.starts_at, first.ends_at, "")
            asked = {one.id for one in self.members if wanted.invites(one)}
            assert set(done.asked) == asked
            today = self.now.astimezone(WIB).date()
            told = {one.id for one in self.members if one.id in asked and one.account is not None and one.serves(today)}
            self.polls.append(Poll(done.id, activity, slots, self.now, asked, dict.fromkeys(told, self.now)))

    def vote(self, poll: Poll, member: Member, slot: int | None) -> None:
        """Of one slot, or of all."""
        if member.account is not None:
            done = self.try_out(voting.vote(self.ctx, member.account, poll.id, slot, Choice.CAN))
            assert done is None or poll.coming(self.now)
            if done is not None:
                # Once it is over, what is pressed says nothing.
                if poll.is_open:
                    poll.said[member.id] |= poll.coming(self.now) if slot is None else {slot}
                assert set(done[0].said.get(member.id, ())) == poll.said[member.id]

    def choose(self, poll: Poll, slot: int) -> None:
        """A head takes the slot and sets the date."""
        if self.try_out(choosing.choose(self.ctx, self.head, poll.id, slot)) is not None:
            poll.chosen = True
            chosen = poll.slots[slot]
            self.set_date(poll.activity, Appointment(chosen.starts_at, chosen.ends_at, "Aula Bawaslu"))

    def _poll_arrives(self, row: Claimed, fate: Fate) -> None:
        poll = next(one for one in self.polls if one.id == row.facts["poll"])
        key = row.person_id or 0, "again" in row.facts
        if key[0] not in poll.people:
            self.wrong.append(f"{row.person_id} is not of the audience of poll {poll.id}, and is asked")
        if fate in _NOT_KNOWN:
            poll.uncertain.add(key)
        if fate in _ARRIVES:
            poll.came[key] += 1
            if not poll.is_open:
                self.wrong.append(f"poll {poll.id} is over, and {row.person_id} is asked")
            if key[1] and poll.answered(key[0], self.now):
                self.wrong.append(f"{row.person_id} has answered poll {poll.id}, and is asked again")
            if poll.came[key] > 1 and key not in poll.uncertain:
                self.wrong.append(f"{row.person_id} is asked twice in poll {poll.id}")

    def unasked(self) -> list[str]:
        """Whom a poll that goes on has not reached."""
        found = []
        for poll in self.polls:
            if poll.chosen or poll.dated or poll.until <= self.now:
                continue
            for member in self.members:
                if member.id not in poll.asked or not self._is_told(member):
                    continue
                if not poll.came[member.id, False]:
                    found.append(f"{member.name} was not asked in poll {poll.id}")
                if (
                    poll.is_chased(member.id)
                    and poll.chased_at <= self.now
                    and not poll.answered(member.id, self.now)
                    and not poll.came[member.id, True]
                ):
                    found.append(f"{member.name} was not asked again in poll {poll.id}")
        return found

    def name_deputy(self, head: int, deputy: int, first: int, last: int) -> None:
        """From so many days from now till so many."""
        today = self.now.astimezone(WIB).date()
        days = today + timedelta(days=first), today + timedelta(days=last)
        done = self.try_out(naming.name_deputy(self.ctx, self.heads[head], self.heads[deputy].id, *days))
        if done is not None and done.id not in {one.id for one in self.away}:
            self.away.append(Away(head, deputy, done.begins_at, done.ends_at, done.id))

    def is_back(self, away: Away) -> None:
        """Before the time, or before it began."""
        if self.try_out(ending.end(self.ctx, self.heads[away.head], away.id)) is not None:
            away.begins, away.ends = min(away.begins, self.now), min(away.ends, self.now)

    def _reads_for(self, head: int) -> int:
        """Who reads what is meant for a head: the last of those who deputise, one for the other, whom the bot can write to."""
        in_force = {one.head: one.deputy for one in self.away if one.begins <= self.now < one.ends}
        reader, along = head, [head]
        while (following := in_force.get(along[-1])) is not None and following not in along:
            along.append(following)
            away = self.run(self.ctx.db.query(lambda c: c.execute(_AWAY, {"who": self.heads[along[-1]].id}).scalar()))
            reader = reader if away is not None else following
        return reader

    def _for_head_arrives(self, row: Claimed, fate: Fate) -> None:
        place = next(place for place, one in enumerate(self.heads) if one.id == row.person_id)
        wanted = _HEADS[self._reads_for(place)]
        if row.chat_id != wanted:
            self.wrong.append(f"{row.purpose} for head {place} to {row.chat_id} and not to {wanted}")
        if row.purpose is Purpose.SWITCH_ASKED:
            request = row.facts["switch"]
            self.requests_read[request, row.chat_id] += fate in _ARRIVES
            if fate in _NOT_KNOWN:
                self.requests_doubted.add(request)
            if self.requests_read[request, row.chat_id] > 1 and request not in self.requests_doubted:
                self.wrong.append(f"request {request} came twice to {row.chat_id}")

    def unread(self) -> list[str]:
        """Requests that nobody has read who could decide."""
        read = {request for (request, _), count in self.requests_read.items() if count}
        return [
            f"request {request} was read by nobody"
            for request, (_, before, after) in self.asked.items()
            if request not in read and not before.cancelled and min(before.starts, after.starts) > self.now
        ]

    def _who(self, member: Member) -> PersonFacts | None:
        now, account = self.now, member.account
        if account is None:
            return None
        return self.run(self.ctx.db.query(lambda connection: find_actor(connection, account, now)))

    def answer(self, meeting: Meeting, member: Member, choice: Answer, substitute: int | None) -> None:
        if member.account is None:
            return
        if choice is Answer.SUBSTITUTED:
            candidates = self.try_out(answering.substitute_candidates(self.ctx, member.account, meeting.id)) or []
            chosen = candidates[(substitute or 0) % len(candidates)].id if candidates and substitute else None
            reply = Reply(choice, substitute_id=chosen, guest_name="" if chosen else "Bapak Tamu")
        else:
            reply = Reply(choice)
        waits, changes = (self._waits(meeting, member, one) for one in (Purpose.INVITATION, Purpose.MOVED))
        if self.try_out(answering.answer(self.ctx, member.account, meeting.id, reply)) is None:
            return
        word = self.words[member.id, meeting.id]
        word.stood_for = choice is Answer.SUBSTITUTED
        if waits or changes:
            # They have it before their eyes as they answer: an invitation is not sent once more.
            word.content, word.invited, word.saw_change = meeting.content, waits or word.invited, changes

    def look_up(self, meeting: Meeting, member: Member) -> None:
        """All that the plan says of its activity, with what is yet to be said of each of its sessions."""
        actor = self._who(member)
        if actor is None or member.account is None:
            return
        of_it = [one for one in self.meetings if one.activity == meeting.activity]
        news = (Purpose.INVITATION, Purpose.MOVED, Purpose.CANCELLED)
        waiting = [one for one in of_it if any(self._waits(one, member, purpose) for purpose in news)]
        if self.try_out(activity_sheet.sheet(self.ctx, actor, meeting.code, member.account)) is None:
            return
        for one in waiting:
            word = self.words[member.id, one.id]
            word.content, word.saw_change = None if one.cancelled else one.content, True

    def _waits(self, meeting: Meeting, member: Member, purpose: Purpose) -> bool:
        """Whether that has yet to come of it."""
        values = {"session": meeting.id, "who": member.id, "purpose": purpose}
        return bool(self.run(self.ctx.db.query(lambda c: list(c.execute(_WAITS, values)))))

    def register(self, member: Member, account: int | None) -> None:
        """With this account, or a new one; an account of somebody else becomes theirs."""
        if account is None:
            self.accounts += 1
            account = self.accounts
        left = self._left_to_plan()
        done = self.try_out(registration.register_by_contact(self.ctx, account, member.number))
        soon = self.now + timedelta(hours=30)
        more = {one for one in self._left_to_plan() - left if one[-1] is None or one[-1] <= soon}
        assert not more, f"left to the night by a registration: {more}"
        if done is not None:
            for other in self.members:
                if other.account == account:
                    other.account = None
            if account in member.had:
                # What was told elsewhere meanwhile is told here too.
                for meeting in self.meetings:
                    self.words[member.id, meeting.id].uncertain = True
            member.had.add(account)
            # An account that writes to the bot has not blocked it.
            self.blocked.discard(account)
            member.account = account
            self._polls_ask_too(member)

    def take_up_again(self, member: Member, number: int) -> None:
        """An account that was theirs and is nobody's."""
        free = sorted(member.had - {one.account for one in self.members})
        if free:
            self.register(member, free[number % len(free)])

    def block(self, account: int, *, said: bool) -> None:
        """`said`: Telegram tells the bot at once; else it finds out when it writes."""
        self.blocked.add(account)
        if said:
            self.run(registration.set_reachable(self.ctx, account, reachable=False))

    def come_back(self, account: int) -> None:
        self.blocked.discard(account)
        away = [one for one in self.members if one.account == account and self._is_away(one)]
        self.run(registration.set_reachable(self.ctx, account, reachable=True))
        for one in away:
            self._polls_ask_too(one)

    def _polls_ask_too(self, member: Member) -> None:
        """Whoever can be written to from now on is asked by the polls that go on, as one of the audience."""
        if not member.serves(self.now.astimezone(WIB).date()):
            return
        for poll in self.polls:
            first = min(poll.slots, key=lambda one: one.starts_at)
            wanted = Meeting(0, "", poll.activity, first.starts_at, first.ends_at, "")
            if not poll.is_open or poll.until <= self.now:
                continue
            if wanted.invites(member):
                poll.people.add(member.id)
            if member.id in poll.people:
                poll.asked.setdefault(member.id, self.now)

    def _polls_follow(self, member: Member) -> None:
        """Whoever comes into the audience by the roster is asked as one of it, whoever leaves it is asked no more."""
        for poll in self.polls:
            first = min(poll.slots, key=lambda one: one.starts_at)
            wanted = Meeting(0, "", poll.activity, first.starts_at, first.ends_at, "")
            if poll.chosen or poll.until <= self.now:
                continue
            if not wanted.invites(member):
                poll.people.discard(member.id)
                poll.asked.pop(member.id, None)
                continue
            poll.people.add(member.id)
            reached = member.account is not None and not self._is_away(member)
            if poll.is_open and reached and member.serves(self.now.astimezone(WIB).date()):
                poll.asked.setdefault(member.id, self.now)

    def change(self, member: Member, *, district: str, position: Position, until: date | None) -> None:
        """By the roster; of a name without a number in another kecamatan it cannot tell that it is theirs."""
        if not member.number and district != member.district:
            return
        member.district, member.position, member.until = district, position, until
        self._import("roster", [_HEADER, member.line()])
        self._polls_follow(member)

    def change_places(self, one: Member, other: Member) -> None:
        """Kecamatan and position of two, by one roster, as far as it can tell who they are."""
        if one.district != other.district and not (one.number and other.number):
            return
        one.district, one.position, other.district, other.position = (
            other.district,
            other.position,
            one.district,
            one.position,
        )
        self._import("roster", [_HEADER, *{who.id: who.line() for who in (one, other)}.values()])
        self._polls_follow(one)
        self._polls_follow(other)

    def hand_on(self, member: Member) -> None:
        """Their number is another's by the roster: who has it now is new, and registers anew; they leave."""
        came = len(self.members) - len(_MEMBERS)
        if not member.number or came == len(_SUCCESSORS):
            return
        new = Member(0, _SUCCESSORS[came], member.number, member.district, member.position)
        self._import("roster", [_HEADER, new.line()])
        new.id = self.run(self.ctx.db.query(lambda c: c.execute(_NAMED, {"name": new.name}).scalar_one()))
        assert new.id != member.id
        today = self.now.astimezone(WIB).date()
        member.number = ""
        if member.serves(today):
            # Whoever had left before keeps their account.
            member.until, member.account = today - timedelta(days=1), None
        self.members.append(new)
        self._polls_follow(member)
        self._polls_follow(new)

    def link(self, chat_id: int, district: str) -> None:
        self.clock.jump(timedelta(seconds=1))
        district_id = self.districts.get(district)
        self.run(linking.link(self.ctx, self.head, linking.ChatPlace(chat_id), "Grup", district_id))
        self.groups[chat_id] = district

    def unlink(self, chat_id: int) -> None:
        self.run(linking.unlink(self.ctx, self.head, chat_id))
        del self.groups[chat_id]
        for key in [key for key in self.words if key[0] == chat_id]:
            del self.words[key]

    def wait(self, by: timedelta) -> None:
        """Let time pass; after a night, planning runs, as after a start."""
        day = self.now.astimezone(WIB).date()
        self.clock.jump(by)
        if self.now.astimezone(WIB).date() != day:
            self.run(plan(self.ctx, WIB))

    # The dispatcher's part.

    def deliver(self, fates: Sequence[Fate] = (Fate.GOOD,)) -> None:
        """All that is due goes out now; `fates` befall the sends in turn, but that the process is killed at most twice.

        Each kill is an attempt at all that was on its way: of more than a few the ledger gives up, and the digest says so.
        """
        sends = kills = 0
        for _ in range(20):
            now = self.now
            self._transact(partial(ledger.put_off, now=now, zones=(WIB,)))
            taken = self._transact(partial(ledger.claim, now=now, most=200))
            if not taken.rows:
                return
            made = self.run(self.composer.compose(taken.rows))
            self._check_told_together(taken.rows, made)
            landed = []
            for row in taken.rows:
                nothing = made[row.id] or NotNeeded("")
                if not isinstance(nothing, Message):
                    landed.append(Landed(row, nothing, card=None))
            for rows, message in _messages(taken.rows, made):
                fate = fates[sends % len(fates)]
                sends += 1
                kills += fate is Fate.KILLED
                if fate is Fate.KILLED and kills > _MOST_KILLS:
                    fate = Fate.GOOD
                card = message if message.is_card else None
                landed += [
                    Landed(row, outcome, card, message.revisions.get(row.session_id or 0))
                    for row, outcome in zip(rows, self._send(rows, message, fate, now) or (), strict=False)
                ]
            self._transact(partial(ledger.settle, landed=landed, now=now))
            if len(landed) < len(taken.rows):
                self._transact(partial(ledger.recover, now=now))

    def _check_told_together(self, taken: Sequence[Claimed], made: Mapping[int, Message | Refused | None]) -> None:
        """What moved, was called off or taken back and goes out to somebody now is one message."""
        told = Counter(
            rows[0].chat_id
            for rows, _ in _messages(taken, made)
            if rows[0].purpose in _OF_DATES and rows[0].person_id is not None
        )
        self.wrong += [f"{count} messages to {chat_id} at one moment" for chat_id, count in told.items() if count > 1]

    def _send(self, rows: Sequence[Claimed], message: Message, fate: Fate, now: datetime) -> list[Outcome] | None:
        first, attempts = rows[0], [row.attempts for row in rows]
        for row in rows:
            self._check_address(row)
        if fate is Fate.NOT_FOUND and first.person_id is None:
            # A group is linked anew by hand: another test's matter.
            fate = Fate.GOOD
        if first.chat_id in self.blocked:
            return judge_each(_BLOCKED, attempts, now, lambda: 0.0)
        self._befall(rows, message, fate)
        if fate is Fate.KILLED:
            return None
        if fate in _ERRORS:
            return judge_each(_ERRORS[fate], attempts, now, lambda: 0.0)
        return [Sent(first.id)] * len(rows)

    def _befall(self, rows: Sequence[Claimed], message: Message, fate: Fate) -> None:
        first = rows[0]
        if first.purpose.traits.for_head and first.person_id is not None:
            self._for_head_arrives(first, fate)
        for row in rows:
            if row.purpose is Purpose.DATE_POLL:
                self._poll_arrives(row, fate)
            if fate in _ARRIVES:
                self._arrives(row, message)
            if fate in _NOT_KNOWN and row.session_id is not None:
                self.words[row.person_id or row.chat_id, row.session_id].uncertain = True

    def _check_address(self, row: Claimed) -> None:
        """Only to whoever it is for, on the account that is theirs, and while they serve; only to linked groups.

        Who has left hears what no longer concerns them. Whose account was taken over is told there, as long as it is nobody's.
        """
        if row.person_id is None:
            if row.purpose is Purpose.ACCOUNT:
                if any(one.account == row.chat_id for one in self.members):
                    self.wrong.append(f"{row.purpose} to an account that is somebody's")
            elif row.chat_id not in self.groups:
                self.wrong.append(f"{row.purpose} to a group that is not linked")
            return
        member = next((one for one in self.members if one.id == row.person_id), None)
        if member is not None and member.account != row.chat_id:
            self.wrong.append(f"{row.purpose} for {member.name} to an account that is not theirs")
        elif member is not None and not row.purpose.traits.to_leavers and not member.serves(self._today):
            self.wrong.append(f"{row.purpose} for {member.name}, who has left")

    def _arrives(self, row: Claimed, message: Message) -> None:
        meeting = next((one for one in self.meetings if one.id == row.session_id), None)
        if meeting is None or row.person_id in {head.id for head in self.heads}:
            return
        word, content = self.words[row.person_id or row.chat_id, meeting.id], meeting.content
        if row.purpose in _SAYS_WHEN:
            lacking = [said for said in meeting.said if said not in message.text]
            self.wrong += [f"{row.purpose} without {said}: {message.text}" for said in lacking]
        if row.purpose in _ONCE and not word.uncertain and self._heard_already(row, word, content):
            self.wrong.append(f"{row.purpose} of {meeting.code} said twice to {row.person_id}")
        if row.purpose in _TAKES_BACK:
            word.content, word.invited, word.saw_change = None, False, False
        elif row.purpose in _SAYS_WHEN:
            word.content = content
        if row.purpose in _TAKES_BACK | _SAYS_WHEN:
            self.stands[row.person_id or 0, row.chat_id, meeting.id] = word.content
        if row.purpose in _SAYS_ALL:
            word.at, word.saw_change = self.now, False
        if row.purpose is Purpose.REMINDER:
            word.reminded_of = content, row.facts.get("day", 1)
        word.invited |= row.purpose in _INVITING

    def _heard_already(self, row: Claimed, word: Word, content: Content) -> bool:
        purpose = row.purpose
        if purpose in _TAKES_BACK:
            return word.content is None and not word.saw_change
        if purpose is Purpose.REMINDER:
            return word.reminded_of == (content, row.facts.get("day", 1))
        # Who stands in for one and is invited, or the other way round, hears something else with the same day.
        again = purpose is Purpose.MOVED and not word.saw_change
        return word.content == content and (again or (purpose in _INVITING and word.invited))

    # What must hold in the end.

    def finish(self) -> None:
        """All that is due by the second next morning goes out, and nothing fails any more."""
        self.deliver()
        until = datetime.combine(self.now.astimezone(WIB).date() + timedelta(days=1), _MORNING, WIB)
        while True:
            due = self.run(ledger.next_due(self.ctx.db))
            if due is None or due > until:
                break
            self.wait(max(due - self.now, timedelta(0)) + timedelta(seconds=1))
            self.deliver()
        self.wait(max(until - self.now, timedelta(0)))
        self.deliver()

    def missing(self) -> list[str]:
        """Who has not heard what they must have heard by now."""
        found = []
        for meeting in self.meetings:
            found += self._counting_on_days_ahead(meeting)
            if meeting.starts <= self.now:
                continue
            standing = self._standing(meeting)
            for member in self.members:
                if not self._is_reached(member):
                    continue
                word = self.words[member.id, meeting.id]
                concerned = not meeting.cancelled and member.serves(meeting.day) and member.id in standing
                if concerned and word.content != meeting.content:
                    found.append(f"{member.name} has not heard how {meeting.code} stands: {word.content}")
                if concerned and self._lacks_reminder(meeting, word, standing[member.id]):
                    found.append(f"{member.name} was not reminded of {meeting.code}")
                if not concerned and word.content is not None:
                    found.append(f"{member.name} still counts on {meeting.code}")
                here = self.stands.get((member.id, member.account or 0, meeting.id), word.content)
                if here != word.content:
                    found.append(f"{member.name} reads {here} of {meeting.code} where they are again: {word.content}")
            found += [
                f"group {chat_id} still counts on {meeting.code}"
                for chat_id in self.groups
                if meeting.cancelled and self.words[chat_id, meeting.id].content is not None
            ]
            found += [
                f"group {chat_id} has not heard how {meeting.code} stands"
                for chat_id, district in self.groups.items()
                if self._concerns(meeting, district) and self.words[chat_id, meeting.id].content != meeting.content
            ]
        return found

    def _counting_on_days_ahead(self, meeting: Meeting) -> list[str]:
        """Of a meeting that has begun who is not to come on the days that are left, and has not heard so.

        Whoever is to be there on a day is expected and let in as long as it is on.
        """
        ahead = meeting.day_to_serve(self.now)
        if meeting.starts > self.now or meeting.cancelled or ahead is None:
            return []
        rows = self.run(self.ctx.db.query(lambda c: list(c.execute(_INVITED, {"session": meeting.id}))))
        invited = {one.id for one in self.members if meeting.invites(one, ahead)}
        serving = {one.id for one in self.members if one.serves(ahead)}
        concerned = invited | {row.substitute_id for row in rows if row.person_id in invited} & serving
        return [
            f"{one.name} counts on {ahead} of {meeting.code}"
            for one in self.members
            if self._is_reached(one) and one.id not in concerned and self.words[one.id, meeting.id].content is not None
        ]

    def _standing(self, meeting: Meeting) -> dict[int, Answer | None]:
        """Who is invited by the roster or stands in for one of those, with the answer."""
        rows = self.run(self.ctx.db.query(lambda c: list(c.execute(_INVITED, {"session": meeting.id}))))
        by_id = {row.person_id: row for row in rows}
        invited = {
            one.id: by_id[one.id].answer if one.id in by_id else None for one in self.members if meeting.invites(one)
        }
        instead = {row.substitute_id for row in rows if row.person_id in invited} - {None}
        return {**dict.fromkeys(instead, Answer.ATTENDING), **invited}

    @property
    def _today(self) -> date:
        return self.now.astimezone(WIB).date()

    def _is_told(self, member: Member) -> bool:
        return member.serves(self._today) and self._is_reached(member)

    def _is_reached(self, member: Member) -> bool:
        """Registered, and nothing lets the bot think that they are away; also who has left."""
        return member.account is not None and member.account not in self.blocked and not self._is_away(member)

    def _is_away(self, member: Member) -> bool:
        """As far as the bot knows."""
        away = self.run(self.ctx.db.query(lambda c: c.execute(_AWAY, {"who": member.id}).scalar()))
        return away is not None

    def _lacks_reminder(self, meeting: Meeting, word: Word, answer: Answer | None) -> bool:
        """What says all of it on the morning of the reminder is the reminder."""
        if reminder_moment(meeting.starts, WIB) > self.now or answer in (Answer.EXCUSED, Answer.SUBSTITUTED):
            return False
        return word.at is None or word.at < reminder_morning(meeting.starts, WIB)

    def _concerns(self, meeting: Meeting, district: str) -> bool:
        if meeting.cancelled:
            return False
        return not district or any(one.district == district and meeting.invites(one) for one in self.members)


_REGISTER = (
    update(Person).where(Person.id == bindparam("who")).values(telegram_id=bindparam("account"), registered_at=START)
)
_DISTRICTS = select(District.name, District.id)
_INVITED = select(Invitation.person_id, Invitation.substitute_id, Invitation.answer).where(
    Invitation.session_id == bindparam("session")
)
_REVISION = select(Session.revision).where(Session.id == bindparam("session"))
_STANDING = select(
    Invitation.session_id, Invitation.person_id, Invitation.substitute_id, Invitation.answer, literal(None)
)
_OWED = select(
    Delivery.purpose,
    Delivery.session_id,
    Delivery.person_id,
    Delivery.chat_id,
    Delivery.revision,
    Delivery.state,
    Delivery.facts,
    Delivery.due_at,
)
_WAITS = select(Delivery.id).where(
    Delivery.session_id == bindparam("session"),
    Delivery.person_id == bindparam("who"),
    Delivery.purpose == bindparam("purpose"),
    Delivery.state == State.PENDING,
)
_NAMED = select(Person.id).where(Person.name == bindparam("name"))
_AWAY = select(Person.unreachable_since).where(Person.id == bindparam("who"))


def _messages(
    rows: Sequence[Claimed], made: Mapping[int, Message | Refused | None]
) -> list[tuple[list[Claimed], Message]]:
    """What goes out, each with the rows that it settles."""
    found: dict[int, tuple[list[Claimed], Message]] = {}
    for row in rows:
        message = made[row.id]
        if isinstance(message, Message):
            found.setdefault(id(message), ([], message))[0].append(row)
    return list(found.values())


class _TakenBack(Exception):
    """Of a transaction that was only to show what would come of it."""


def _books(connection: Connection) -> set[tuple[Any, ...]]:
    """Invitations, and what is owed, without what tells apart two of a kind."""
    owed = connection.execute(_OWED).all()
    return {tuple(row) for row in connection.execute(_STANDING)} | {
        (row.purpose, row.session_id, row.person_id, row.chat_id, row.revision, row.state, repr(row.facts), row.due_at)
        for row in owed
    }


def _register(connection: Connection, who: int, account: int) -> None:
    connection.execute(_REGISTER, {"who": who, "account": account})


def _empty(connection: Connection) -> None:
    for table in (
        Deputyship,
        PollVote,
        DatePoll,
        BatchSwitch,
        Card,
        Delivery,
        AuditEntry,
        Invitation,
        Session,
        LinkToken,
        Chat,
        Person,
    ):
        connection.execute(delete(table))
