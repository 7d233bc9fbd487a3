"""What a batch of ledger rows speaks of, read at once: sessions, invitations, who stands in, files, shifts, digests."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from bot.composing.deputies import Deputies
from bot.domain.invitations.gathered import batch_before
from bot.domain.ledger import BUNDLES, GOING_ON, GROUP_ANNOUNCING, RECALLING, Bundle, Purpose, having
from bot.domain.vocabulary import MATERIALS, MINUTES, SessionStatus
from bot.services.door import handing_in, session_files
from bot.services.door.decisions import decisions_by_id
from bot.services.door.moved_arrivals import came_in_vain
from bot.services.duty.escalating import taken_ones
from bot.services.duty.incidents import incidents_of, limits_of, messages_of
from bot.services.duty.overview import last_week
from bot.services.duty.reports import reports_of
from bot.services.duty.requests import requests_of
from bot.services.duty.shifts import shifts_by_id
from bot.services.duty.swapping import asked_in, states_of
from bot.services.duty.turns import rotas_of_weeks
from bot.services.duty.unsent import begun_by_others, ready_ones, still_begun
from bot.services.groups.cards import group_cards, topics_of
from bot.services.groups.troubles import left_ones
from bot.services.invitations import gathered, reminding
from bot.services.invitations.facts import invitations_to
from bot.services.invitations.gathered import Parts, Said
from bot.services.invitations.other_batches import stays_in
from bot.services.invitations.switching import switches_by_id
from bot.services.meetings import turning
from bot.services.meetings.clashing import wanted_twice
from bot.services.meetings.facts import sessions_by_id
from bot.services.meetings.polling.facts import polls_of
from bot.services.office.deputies.deputyships import deputies_by_id
from bot.services.office.digest import digest_facts
from bot.services.owing.recipients import accounts_of
from bot.services.owing.told import lately_told
from bot.services.owing.withdrawing import not_ahead
from bot.services.people.account_news import held_ones

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.delivery.messages import Claimed
    from bot.delivery.older import Older
    from bot.domain.door.decisions import DecisionFacts
    from bot.domain.duty.facts import RotaFacts
    from bot.domain.duty.incidents import IncidentFacts
    from bot.domain.duty.overview import Overview
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.duty.swaps import SwapState
    from bot.domain.groups.cards import CardFacts
    from bot.domain.invitations.facts import InvitationFacts, StandsFor, There
    from bot.domain.invitations.switching import Switch
    from bot.domain.meetings.polls import PollFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.office.deputies import Deputy
    from bot.services.door.session_files import File
    from bot.services.duty.incidents import Near
    from bot.services.duty.reports import Which
    from bot.services.duty.requests import RequestFacts
    from bot.services.invitations.gathered import Place
    from bot.services.office.digest import DigestFacts
    from bot.services.owing.told import Told

# What is said of piket and of no one shift.
OF_DUTY = frozenset(
    {
        Purpose.DUTY_CHANGED,
        Purpose.DUTY_ASKED,
        Purpose.SWAP_OVER,
        Purpose.DUTY_WEEK,
        Purpose.DUTY_FLAW,
        Purpose.DUTY_SILENT,
        Purpose.INCIDENT_LIMIT,
        Purpose.DUTY_DIGEST,
    }
)
OF_SWAPS = frozenset({Purpose.DUTY_ASKED, Purpose.SWAP_OVER})
# What is said of one incident.
OF_INCIDENTS = frozenset({Purpose.INCIDENT, Purpose.INCIDENT_STANDS})
# What is said of a request for figures.
OF_REQUESTS = frozenset({Purpose.REQUEST, Purpose.REQUEST_AGAIN, Purpose.REQUEST_DONE})
# What is said of a report as it is looked at.
OF_REPORTS = frozenset({Purpose.DUTY_FILED, Purpose.DUTY_REVIEW, Purpose.DUTY_FIXED})
# What is said again, and so only where it was not just said.
_AGAIN = RECALLING | {Purpose.NUDGE}
# What tells when and where to whoever is to come.
_SAYS_ALL = having(lambda traits: traits.says_all)


class Batch:
    """The sessions and invitations that a batch of rows speaks of."""

    def __init__(self, sessions: dict[int, SessionFacts]) -> None:
        self.sessions = sessions
        # Of the rows' people who are in office, by id: the account that is theirs now.
        self.accounts: dict[int, int | None] = {}
        # Of whoever is told of what no longer concerns them, also after they have left.
        self.accounts_with_leavers: dict[int, int | None] = {}
        self.deputies = Deputies()
        # By session and person.
        self.invitations: dict[tuple[int, int], InvitationFacts] = {}
        self.standing_in: dict[tuple[int, int], StandsFor] = {}
        # Who is to come no more to the days ahead of a session that has begun, of those who read of it.
        self.taken_back: set[tuple[int, int]] = set()
        self.there: dict[tuple[int, int], There] = {}
        # How often each silent person was asked again already.
        self.asked: dict[tuple[int, int], int] = {}
        # What each was told that is about to be reminded or asked again.
        self.told: dict[tuple[int, int], Told] = {}
        # Where else each of those who are told of a session is expected at the same time.
        self.twice: Mapping[tuple[int, int], Sequence[SessionFacts]] = {}
        # Who was there on a day that their session no longer has, of those who are told that it moved.
        self.came_in_vain: frozenset[tuple[int, int]] = frozenset()
        # To which other batches each who is invited to one no more stays invited.
        self.stays: Mapping[tuple[int, int], Sequence[SessionFacts]] = {}
        # By session and chat.
        self.cards: dict[tuple[int, int], CardFacts] = {}
        # Groups that the bot is not in, of those that trouble is told of.
        self.left: frozenset[int] = frozenset()
        # Accounts that are somebody's, of those that had become nobody's.
        self.held: frozenset[int] = frozenset()
        # Of groups, by chat.
        self.topics: dict[int, int | None] = {}
        self.materials: dict[int, Sequence[File]] = {}
        # Where each was last told of each session that goes on there, and what these messages stand for.
        self.places: dict[tuple[int, int], Place] = {}
        self.standing: dict[Place, list[Said]] = {}
        # Messages in which a check-in or thanks go on.
        self.going_on: frozenset[Place] = frozenset()
        # In which the door of which day was opened, and nothing was said since.
        self.doors: dict[Place, int] = {}
        self.parts = Parts()
        self.decisions: Mapping[int, DecisionFacts] = {}
        # What kecamatan have handed in, by session.
        self.handed: Mapping[int, handing_in.Handed] = {}
        # Who is asked for that for which kecamatan, by session and person.
        self.hands_in: Mapping[tuple[int, int], int] = {}
        self._minutes: dict[int, Sequence[File]] = {}
        self.shifts: dict[int, ShiftFacts] = {}
        self.requests: dict[int, RequestFacts] = {}
        # By shift and which of its reports.
        self.reports: dict[Which, DutyReportFacts] = {}
        # How incidents stand, the messages that tell of them (by row of the ledger), and what is to be done by when, by office.
        self.incidents: dict[Which, IncidentFacts] = {}
        self.told_in: dict[int, int] = {}
        self.limits: dict[int, tuple[date, list[Near]]] = {}
        # Piket of the week that is over, by office.
        self.weeks: dict[int, Overview] = {}
        # Shifts whose missing report somebody sees to.
        self.taken_shifts: frozenset[int] = frozenset()
        # Drafts that are there still, of those of which somebody is to be reminded: person, shift, form.
        self.begun: set[tuple[int, int, str]] = set()
        # Daily reports that are only to be sent, of those that are missing: person, shift.
        self.ready: set[tuple[int, int]] = set()
        self.begun_by_others: dict[int, str] = {}
        # What the heads of secretariats are told of, by row.
        self.rotas: dict[int, RotaFacts] = {}
        # How swaps stand that were asked for, and the messages that ask, by swap and person.
        self.swaps: dict[int, SwapState] = {}
        self.asked_in: dict[tuple[int, int], int] = {}
        # Polls about dates, by id.
        self.polls: dict[int, PollFacts] = {}
        # Requests to change batch.
        self.switches: Mapping[int, Switch] = {}
        self.deputies_named: Mapping[int, Deputy] = {}
        # How many each session invites whose card says it, and how many of them can be reached.
        self.invited: Mapping[int, tuple[int, int]] = {}
        # One digest an office serves all its heads.
        self.digests: dict[int, DigestFacts] = {}

    @classmethod
    def load(cls, connection: Connection, rows: Sequence[Claimed], now: datetime) -> Batch:
        """A unit: one trip, whatever the rows speak of."""
        spoken_of = {row.session_id for row in rows if row.session_id is not None}
        spoken_of |= {one for row in rows if row.purpose is Purpose.SECOND_THOUGHTS for one, _ in row.facts["sessions"]}
        batch = cls(sessions_by_id(connection, spoken_of))
        batch._load_people(
            connection,
            {one for row in rows if row.session_id in batch.sessions for one in _people_of(row)},
        )
        batch.accounts = accounts_of(connection, {row.reader_id for row in rows if row.reader_id is not None}, now)
        leavers = {row.reader_id for row in rows if row.reader_id is not None and row.purpose.traits.to_leavers}
        batch.accounts_with_leavers = accounts_of(connection, leavers, now, left_too=True)
        batch.deputies = Deputies.load(connection, rows)
        batch._load_shifts(connection, rows)
        batch._load_incidents(connection, rows, now)
        batch.requests = requests_of(connection, {row.facts["request"] for row in rows if row.purpose in OF_REQUESTS})
        batch._load_rotas(connection, rows, now)
        again = [row for row in rows if row.purpose in _AGAIN and row.person_id is not None]
        batch.told = lately_told(
            connection, {row.session_id or 0 for row in again}, {row.person_id or 0 for row in again}, now
        )
        together = BUNDLES[Bundle.MORNING] | BUNDLES[Bundle.DATES]
        batch._load_places(connection, [row for row in rows if row.purpose in together])
        batch._load_twice(connection, [row for row in rows if row.purpose in _SAYS_ALL])
        moved = _sessions_of(rows, Purpose.MOVED) & batch.sessions.keys()
        batch.came_in_vain = came_in_vain(connection, moved)
        withdrawn = {row.person_id or 0 for row in rows if row.purpose is Purpose.WITHDRAWN}
        batch.stays = stays_in(connection, _sessions_of(rows, Purpose.WITHDRAWN), withdrawn, now)
        batch.asked = reminding.times_asked(connection, _sessions_of(rows, Purpose.NUDGE))
        posted = {(row.session_id or 0, row.chat_id) for row in rows if row.purpose in GROUP_ANNOUNCING}
        batch.left = left_ones(
            connection, {int(row.facts["chat"]) for row in rows if row.purpose is Purpose.GROUP_TROUBLE}
        )
        batch.held = held_ones(
            connection, {row.chat_id for row in rows if row.purpose is Purpose.ACCOUNT and row.person_id is None}
        )
        batch.topics = topics_of(connection, {row.chat_id for row in rows if row.person_id is None})
        batch.cards = group_cards(connection, batch.sessions, posted)
        for session_id in _sessions_of(rows, Purpose.THANKS) | _sessions_of(rows, Purpose.MATERIALS):
            batch.materials[session_id] = session_files.files_of(connection, session_id, MATERIALS)
        for session_id in _sessions_of(rows, Purpose.MINUTES):
            batch._minutes[session_id] = session_files.files_of(connection, session_id, MINUTES)
        batch.decisions = decisions_by_id(
            connection, {int(row.facts["decision"]) for row in rows if row.purpose is Purpose.FOLLOW_UP}
        )
        collecting = _sessions_of(rows, Purpose.HAND_IN) & batch.sessions.keys()
        batch.handed = handing_in.handed_in(connection, collecting)
        batch.hands_in = handing_in.asked_to_hand_in(connection, [batch.sessions[one] for one in collecting])
        batch.polls = polls_of(connection, {row.facts["poll"] for row in rows if row.purpose is Purpose.DATE_POLL})
        batch.switches = switches_by_id(
            connection,
            {row.facts["switch"] for row in rows if row.purpose is Purpose.SWITCH_ASKED}
            | {row.facts["off"] for row in rows if row.purpose is Purpose.SWITCH_REFUSED and "off" in row.facts},
        )
        batch.deputies_named = deputies_by_id(
            connection, {row.facts["deputy"] for row in rows if row.purpose is Purpose.DEPUTY}
        )
        batch.invited = turning.invited_to(
            connection, {one for row in rows if "counted" in row.facts for one, _ in row.facts["sessions"]}
        )
        for office_id in {row.office_id for row in rows if row.purpose is Purpose.DIGEST}:
            batch.digests[office_id] = digest_facts(connection, office_id, now)
        return batch

    @classmethod
    def of_people(cls, connection: Connection, messages: Sequence[Older], now: datetime) -> Batch:
        """A unit: what is said to people of sessions."""
        before = {at[0] for older in messages if (at := batch_before(older.facts)) is not None}
        batch = cls(sessions_by_id(connection, before | {older.session_id for older in messages}))
        people = {older.person_id for older in messages}
        batch._load_people(connection, people)
        batch.twice = wanted_twice(connection, batch.sessions, people)
        standing = gathered.rows_of(connection, {(older.chat_id, older.message_id) for older in messages})
        moved = {older.session_id for older in messages if older.purpose is Purpose.MOVED}
        batch.came_in_vain = came_in_vain(connection, moved & batch.sessions.keys())
        batch.going_on = frozenset(
            place for place, said in standing.items() if any(one.purpose in GOING_ON for one in said)
        )
        batch.doors = {
            place: max(number_of(one) for one in said if one.purpose is Purpose.CHECK_IN)
            for place, said in standing.items()
            if {one.purpose for one in said} & GOING_ON == {Purpose.CHECK_IN}
        }
        batch.standing = {place: said for place, said in standing.items() if len({one.session_id for one in said}) > 1}
        batch.taken_back = {
            (one.id, person_id) for one in batch.sessions.values() for person_id in not_ahead(connection, one, now)
        }
        substitutes = (said_in(one) for one in messages if (one.session_id, one.person_id) in batch.standing_in)
        batch.parts = Parts.load(connection, chain(substitutes, *batch.standing.values()))
        return batch

    def _load_places(self, connection: Connection, rows: Sequence[Claimed]) -> None:
        """What goes on in an older message, and what shares a new one with others."""
        on = [row for row in rows if row.purpose in GOING_ON]
        self.places = gathered.places(
            connection, {row.session_id or 0 for row in on}, {row.person_id or 0 for row in on}
        )
        self.standing = gathered.rows_of(connection, set(self.places.values()))
        chats = Counter(row.chat_id for row in rows)
        shared = [said_by(row) for row in rows if chats[row.chat_id] > 1 or row.purpose in GOING_ON]
        self.parts = Parts.load(connection, chain(shared, *self.standing.values()))

    def _load_twice(self, connection: Connection, rows: Sequence[Claimed]) -> None:
        """Of what shares a message with others it is known already."""
        alone = [
            (row.session_id, row.person_id)
            for row in rows
            if row.person_id is not None and (row.session_id, row.person_id) not in self.parts
        ]
        of = {session_id for session_id, _ in alone}
        told = {id_: facts for id_, facts in self.sessions.items() if id_ in of}
        self.twice = {**self.parts.twice, **wanted_twice(connection, told, {person_id for _, person_id in alone})}

    def _load_shifts(self, connection: Connection, rows: Sequence[Claimed]) -> None:
        silent = {one for row in rows if row.purpose is Purpose.DUTY_SILENT for one in row.facts["shifts"]}
        unreported = {
            row.shift_id for row in rows if row.purpose is Purpose.DUTY_UNREPORTED and row.shift_id is not None
        }
        self.shifts = shifts_by_id(connection, silent | {row.shift_id for row in rows if row.shift_id is not None})
        self.taken_shifts = taken_ones(connection, silent | unreported)
        missing = {(row.person_id or 0, row.shift_id or 0) for row in rows if row.purpose is Purpose.DUTY_MISSING}
        self.ready = ready_ones(connection, missing)
        opened = {row.shift_id or 0 for row in rows if row.purpose is Purpose.DUTY_OPEN}
        self.begun_by_others = begun_by_others(connection, opened)
        unsent = [row for row in rows if row.purpose is Purpose.DUTY_UNSENT]
        self.begun = still_begun(
            connection, {(row.person_id or 0, row.shift_id or 0, row.facts["form"]) for row in unsent}
        )

    def _load_incidents(self, connection: Connection, rows: Sequence[Claimed], now: datetime) -> None:
        of_reports = [row for row in rows if row.purpose in OF_INCIDENTS | OF_REPORTS]
        for office_id in {row.office_id for row in of_reports}:
            told = {which_report(row) for row in of_reports if row.office_id == office_id}
            self.reports |= reports_of(connection, office_id, told)
        of_incidents = [row for row in rows if row.purpose in OF_INCIDENTS]
        self.incidents = incidents_of(connection, {which_report(row) for row in of_incidents})
        self.told_in = messages_of(connection, {row.facts["of"] for row in of_incidents if "of" in row.facts})
        for office_id in {row.office_id for row in rows if row.purpose is Purpose.INCIDENT_LIMIT}:
            self.limits[office_id] = limits_of(connection, office_id, now)
        for office_id in {row.office_id for row in rows if row.purpose is Purpose.DUTY_DIGEST}:
            self.weeks[office_id] = last_week(connection, office_id, now)

    def _load_rotas(self, connection: Connection, rows: Sequence[Claimed], now: datetime) -> None:
        """One reading an office serves all its kecamatan."""
        of_week = [row for row in rows if row.purpose in (Purpose.DUTY_WEEK, Purpose.DUTY_FLAW)]
        for office_id in {row.office_id for row in of_week}:
            found = rotas_of_weeks(connection, office_id, now)
            self.rotas |= {
                row.id: found[row.facts["kecamatan"]]
                for row in of_week
                if row.office_id == office_id and row.facts["kecamatan"] in found
            }
        asked = [row for row in rows if row.purpose in OF_SWAPS and row.facts["what"] == "ask"]
        self.swaps = states_of(connection, {row.facts["swap"] for row in asked})
        over = [row for row in asked if row.purpose is Purpose.SWAP_OVER]
        self.asked_in = asked_in(connection, {(row.facts["swap"], row.person_id or 0): row.office_id for row in over})

    def place_of(self, row: Claimed) -> int | None:
        """The message in which a row goes on, if it does and there is one in its chat."""
        chat_id, message_id = self.places.get((row.session_id or 0, row.person_id or 0), (None, None))
        return message_id if row.purpose in GOING_ON and chat_id == row.chat_id else None

    def _load_people(self, connection: Connection, people: Collection[int]) -> None:
        if people:
            found = invitations_to(connection, self.sessions.values(), person_ids=people)
            self.invitations = {(one.session.id, one.person.id): one for one in found}
            self.standing_in = reminding.standing_in(connection, self.sessions, people)
            if self.standing_in:
                self.there = reminding.there_of(connection, self.sessions.keys(), people)

    def minutes(self, session_id: int, number: int) -> list[File]:
        """The file that a message about minutes offers."""
        return [file for file in self._minutes.get(session_id, ()) if file.id == number]


def said_by(row: Claimed) -> Said:
    """A row that is about to be sent, as one of its message."""
    return Said(row.session_id or 0, row.person_id or 0, row.purpose, row.revision, row.facts, row.due_at)


def said_in(older: Older) -> Said:
    """An older message, as the one row it stands for."""
    return Said(older.session_id, older.person_id, older.purpose, older.revision, older.facts, older.due_at)


def number_of(said: Said) -> int:
    """Which day of its session a row is of, from 1."""
    return int(said.facts.get("day", 1))


def is_said_of(facts: SessionFacts, row: Claimed) -> bool:
    """Nothing of a revision that is no more, of a cancelled session only what is said of those."""
    traits = row.purpose.traits
    if traits.of_one_revision and row.revision != facts.revision:
        return False
    return facts.status is not SessionStatus.CANCELLED or traits.of_cancelled


def which_report(row: Claimed) -> Which:
    """Of which report a row tells; one of before there could be several: of the only one."""
    return row.shift_id or 0, row.facts.get("nth", 1)


def revisions(sessions: Iterable[SessionFacts]) -> dict[int, int]:
    """Which revision of each session a message tells of."""
    return {facts.id: facts.revision for facts in sessions}


def _people_of(row: Claimed) -> Iterable[int]:
    """Whom a row is for, and of whom it tells."""
    return (one for one in (row.person_id, row.facts.get("who")) if isinstance(one, int))


def _sessions_of(rows: Sequence[Claimed], purpose: Purpose) -> set[int]:
    return {row.session_id for row in rows if row.purpose is purpose and row.session_id is not None}
