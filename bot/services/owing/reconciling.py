"""Who must hear of a session, and what each still has to hear: invitations and ledger rows follow from the database.

One rule serves setting a date, moving it, late registration, roster changes and nightly planning: whoever has heard
nothing is owed an invitation, whoever heard an older revision is owed a change notice, everyone is owed the H-1.
All of it are units of few statements: a night's planning and every registration go through all upcoming sessions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import aliased

from bot.domain.door.hand_ins import reminders as hand_in_reminders
from bot.domain.invitations.audience import Audience, UnknownAudience, parse_audience
from bot.domain.invitations.chasing import chases
from bot.domain.invitations.reminders import REMINDER_TIME, invitation_due, joined_invitation, reminder_due
from bot.domain.ledger import Purpose, State
from bot.domain.meetings.days import owed_daily
from bot.domain.timing import ONE_PRESS, Due, announcement_due, local_instant
from bot.domain.vocabulary import MATERIALS, OFFICE_POSITIONS, Division, Position, Role, SessionStatus
from bot.services import faults
from bot.services.groups.cards import stale_cards
from bot.services.invitations.asking_again import bring_back_of
from bot.services.meetings.facts import SESSIONS, session_of
from bot.services.owing.calling_off import owe_cancellation
from bot.services.owing.joining import say_as_one, say_as_one_to
from bot.services.owing.known import Posted, told_groups
from bot.services.owing.owe import (
    Owed,
    change_at,
    counted_until,
    day_facts,
    forget,
    occurrence_of,
    owe,
    owe_calmly,
    speaks_from,
)
from bot.services.owing.recipients import is_active, is_reachable
from bot.services.owing.standing_down import stand_down
from bot.services.owing.told import written_to
from bot.services.owing.withdrawing import Heard, heard, heard_by, take_back, take_back_withdrawals, withdraw
from bot.storage.models import Chat, Delivery, Invitation, Person, Session, SessionFile
from bot.storage.number_rows import as_list, insert_each, rows_of_numbers
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Executable, Row

    from bot.domain.meetings.session_facts import SessionFacts


# Every night plans, and so does every start.
_TILL_PLANNED = timedelta(hours=30)
_OF_A_DAY = frozenset({Purpose.REMINDER, Purpose.CHECK_IN})
_EVER = datetime.max.replace(tzinfo=UTC)


class _Person(NamedTuple):
    """Of each person only what the rules ask: a national office has thousands."""

    id: int
    telegram_id: int | None
    unreachable_since: datetime | None
    position: Position
    division: Division | None
    role: Role
    district_id: int | None
    active_from: date | None
    active_until: date | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a session reaches: invited people, those of them on Telegram, groups that get a card.

    `joined` of them read of it `later`, with all that their next morning brings.
    """

    invited: int
    reachable: int
    groups: int
    joined: int = 0
    later: datetime | None = None


def reconcile(connection: Connection, facts: SessionFacts, now: datetime) -> Reach:
    """Bring invitations and owed messages of a scheduled session up to its current revision. Idempotent."""
    return _reconcile(connection, facts, now, _people(connection, facts.office_id), None)


def _reconcile(
    connection: Connection, facts: SessionFacts, now: datetime, everybody: list[_Person], of: Collection[int] | None
) -> Reach:
    """Where only some people are others than before, what people are owed is gone through for these alone (`of`: ids)."""
    audience = audience_of(facts.audience)
    people = [person for person in everybody if is_active(person, facts.day_to_serve(now))]
    invited = [person for person in people if facts.selection.invites(audience, person)]
    invited_ids = {person.id for person in invited}
    told = heard(connection, facts.id)
    standing = _standing(connection, facts, {person.id for person in people}, invited_ids, told, now)
    since, substitutes, lost = _bring_up(connection, facts, standing, invited_ids, told, now)
    known = {person_id: word.revision for person_id, word in told.items() if word.revision is not None}
    messages: list[Owed] = []
    speaks = speaks_from(facts, now)
    owed_to = people if of is None else [person for person in people if person.id in of]
    if facts.is_of_days:
        # Perhaps owed before it was known that they are not in office on all of its days.
        days = [one.day for one in facts.days if one.starts_at > now]
        partly = [person.id for person in owed_to if not all(is_active(person, day) for day in days)]
        forget(connection, facts.id, partly, only=_OF_A_DAY)
    # Every night goes through all sessions, where nearly everybody knows already.
    new = any(person.id in invited_ids and person.id not in told and is_reachable(person) for person in owed_to)
    waits, waiting = _waiting(connection, facts, speaks) if new else (None, frozenset[int]())
    for person in owed_to:
        if is_reachable(person) and (person.id in invited_ids or person.id in substitutes):
            invited_at = since.get(person.id) if person.id in invited_ids else None
            later = waits if person.id in waiting else None
            messages += _for_person(
                facts, person, told.get(person.id), invited_at, speaks, later=later, lost=person.id in lost
            )
    if audience.outsiders:
        messages += _for_office(
            facts, [p for p in owed_to if _runs(p, facts) and p.id not in invited_ids], known, speaks
        )
    if facts.last_begin > now:
        concerned = invited_ids | (substitutes & {person.id for person in people})
        # Also who has left, and is told so no other way: it had been called off when they left, and is no more, or some of
        # its days are over.
        away = [person for person in everybody if person.id in known and person.id not in concerned]
        past = [person.id for person in away if person.position not in OFFICE_POSITIONS or person.id in standing]
        take_back(connection, facts, past, told, now)
        if facts.starts_at <= now:
            take_back_withdrawals(connection, facts.id, sorted(concerned & known.keys()))
    groups = _groups(connection, facts, audience, invited)
    messages += _for_groups(connection, facts, groups, speaks)
    owe(connection, [*messages, *_materials(connection, messages)], now)
    say_as_one(connection, facts, now)
    joined = sum(one.purpose is Purpose.INVITATION and one.due.at == waits for one in messages)
    return Reach(len(invited), sum(is_reachable(person) for person in invited), len(groups), joined, waits)


def reconcile_for(connection: Connection, person_id: int, office_id: int, now: datetime) -> None:
    """What `reconcile_upcoming` would owe one person, who has just registered or is back, as far as it falls due soon.

    The rest is planned at night, as for all. On the first day hundreds register, each in the only writer of SQLite: it
    goes through upcoming sessions, not through people. Whoever should be invited and is not yet, or is and should not be,
    is rare, and left to `reconcile`.
    """
    sessions = upcoming(connection, office_id, now)
    (row,) = _ONE.all(connection, {"person": person_id})
    person = _Person(*row)
    whose = {"person": person_id, "now": now}
    standing = {one.session_id: one.created_at for one in _OWN.all(connection, whose)}
    stands_in = {one.session_id: one for one in _STANDS_IN.all(connection, whose)}
    told = heard_by(connection, person_id, now)
    till = now + _TILL_PLANNED
    messages: list[Owed] = []
    for facts in sessions:
        try:
            audience = audience_of(facts.audience)
        except UnknownAudience:
            # Left out, as every night, which says so.
            continue
        in_office = is_active(person, facts.day_to_serve(now))
        invites = in_office and facts.selection.invites(audience, person)
        if invites is not (facts.id in standing):
            faults.attempt(connection, partial(reconcile, facts=facts, now=now))
        elif in_office and is_reachable(person):
            word = told.get(facts.id)
            speaks = speaks_from(facts, now)
            if invites or facts.id in stands_in:
                invited_at = standing[facts.id] if invites else None
                messages += _for_person(facts, person, word, invited_at, speaks, till=till)
                chosen = stands_in.get(facts.id)
                if chosen is not None and not chosen.is_owed and (word is None or word.revision is None):
                    owe_calmly(connection, [_chosen_before(facts, person, chosen, now)], facts, now)
            if audience.outsiders and _runs(person, facts) and not invites:
                known = {} if word is None or word.revision is None else {person.id: word.revision}
                messages += _for_office(facts, [person], known, speaks)
    soon = [message for message in messages if message.due.at <= till]
    owe(connection, [*soon, *_materials(connection, soon)], now)
    if any(facts.selection.districts is not None for facts in sessions):
        say_as_one_to(connection, person_id, now)


def hold_upcoming(connection: Connection, of: ColumnElement[bool], values: Mapping[str, Any], now: datetime) -> None:
    """No session of the office of a person (found by `of`) moves until this transaction is over.

    A registration that read a session while it moved would owe the old date to somebody whom the move did not see. To be
    called before the person is locked, as whoever moves a session locks it first. SQLite has one writer.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_HOLD.where(of), {**values, "now": now})


def reconcile_upcoming(connection: Connection, office_id: int, now: datetime, of: Collection[int] | None = None) -> int:
    """Reconcile every scheduled session that is not over, for all or for people `of` these ids; returns how many were left out.

    One that breaks (say, an audience that this version cannot read) is left out, and written down: registrations,
    imports and the night go on with the others.
    """
    broken = {}
    # Read once: an office may have thousands, and forty sessions to come.
    everybody = _people(connection, office_id)
    for facts in upcoming(connection, office_id, now):
        error = faults.attempt(connection, partial(_reconcile, facts=facts, now=now, everybody=everybody, of=of))
        if error is not None:
            broken[facts.code] = error
    for facts in map(session_of, connection.execute(_OFF, {"office": office_id, "now": now})):
        # Whoever was out of office when it was cancelled, and is back, counts on it still.
        owe_cancellation(connection, facts, now)
    faults.settle(connection, office_id, faults.SESSIONS, broken, now)
    return len(broken)


def who_counts(connection: Connection, office_id: int) -> frozenset[Row[Any]]:
    """All that planning asks of each person of an office (`id` first): who is another by now has another row."""
    return frozenset(connection.execute(_ALL, {"office": office_id}))


def upcoming(connection: Connection, office_id: int, now: datetime) -> list[SessionFacts]:
    """Scheduled sessions that are not over, earliest first."""
    return [session_of(row) for row in _UPCOMING.all(connection, {"office": office_id, "now": now})]


_UPCOMING = Prepared(
    SESSIONS.where(
        Session.office_id == bindparam("office"),
        Session.status == SessionStatus.SCHEDULED,
        Session.ends_at > bindparam("now"),
    ).order_by(Session.starts_at, Session.id)
)
_OFF = SESSIONS.where(
    Session.office_id == bindparam("office"),
    Session.status == SessionStatus.CANCELLED,
    Session.starts_at > bindparam("now"),
)
_STANDING = select(Invitation.person_id, Invitation.substitute_id, Invitation.created_at).where(
    Invitation.session_id == bindparam("session")
)
_WHO = select(*(getattr(Person, name) for name in _Person._fields))
_ONE = Prepared(_WHO.where(Person.id == bindparam("person")))
_ALL = _WHO.where(Person.office_id == bindparam("office"))
_PEOPLE = _ALL.order_by(Person.district_id, Person.id)
_INVITATIONS = (
    select(Invitation.session_id, Invitation.created_at)
    .join(Session, Session.id == Invitation.session_id)
    .where(Session.ends_at > bindparam("now"))
)
_OWN = Prepared(_INVITATIONS.where(Invitation.person_id == bindparam("person")))
_STANDS_IN = Prepared(
    _INVITATIONS.add_columns(
        Invitation.person_id,
        Person.name,
        exists()
        .where(
            Delivery.session_id == Invitation.session_id,
            Delivery.person_id == Invitation.substitute_id,
            Delivery.purpose == Purpose.SUBSTITUTE,
            Delivery.state.in_((State.PENDING, State.SENDING)),
        )
        .label("is_owed"),
    )
    .join(Person, Person.id == Invitation.person_id)
    .where(Invitation.substitute_id == bindparam("person"))
)
# In the order in which they are gone through.
_HOLD = (
    select(Session.id)
    .join(Person, Person.office_id == Session.office_id)
    .where(Session.status == SessionStatus.SCHEDULED, Session.ends_at > bindparam("now"))
    .order_by(Session.id)
    .with_for_update(read=True, of=Session)
)
_GROUPS = (
    select(Chat.id, Chat.district_id, Chat.links)
    .where(Chat.office_id == bindparam("office"), Chat.left_at.is_(None))
    .order_by(Chat.id)
)


def _runs(person: _Person, facts: SessionFacts) -> bool:
    """Office staff behind an activity for outsiders: its division's people and the admins."""
    return person.position in OFFICE_POSITIONS and (person.division == facts.division or person.role is Role.ADMIN)


def _people(connection: Connection, office_id: int) -> list[_Person]:
    return [_Person(*row) for row in connection.execute(_PEOPLE, {"office": office_id})]


def _standing(
    connection: Connection,
    facts: SessionFacts,
    in_office: set[int],
    invited: set[int],
    told: dict[int, Heard],
    now: datetime,
) -> dict[int, Any]:
    """Who is invited so far, and who stands in: nobody who will not be in office, or is invited themselves."""
    rows = connection.execute(_STANDING, {"session": facts.id}).all()
    chosen = {row.substitute_id for row in rows if row.substitute_id is not None}
    gone = {one for one in chosen if one not in in_office or one in invited}
    if gone and facts.starts_at > now:
        stand_down(connection, facts, gone, invited, told, now)
        told |= {one: told[one].without_standing_in() for one in gone & told.keys()}
        rows = connection.execute(_STANDING, {"session": facts.id}).all()
    return {row.person_id: row for row in rows}


def _bring_up(
    connection: Connection,
    facts: SessionFacts,
    standing: dict[int, Any],
    invited: set[int],
    told: dict[int, Heard],
    now: datetime,
) -> tuple[dict[int, datetime], set[int], set[int]]:
    """Invite whoever is new, take back what no longer holds unless the session has begun: then nobody was not invited.

    Returns since when each is invited, the substitutes, and whose answer is lost though their phones show it.
    """
    lost: set[int] = set()
    since = {person_id: row.created_at for person_id, row in standing.items()}
    new = sorted(invited - standing.keys())
    if new:
        _invite(connection, facts, new, now)
        take_back_withdrawals(connection, facts.id, new)
        counting = {person_id for person_id in new if person_id in told and told[person_id].revision is not None}
        lost = bring_back_of(connection, facts, new, counting)
        since |= dict.fromkeys(new, now)
    fallen = {person_id: standing[person_id].substitute_id for person_id in sorted(standing.keys() - invited)}
    if facts.starts_at <= now:
        # They were invited, and perhaps came: that stays. Of the days ahead they hear like whoever has left.
        standing = {person_id: row for person_id, row in standing.items() if person_id not in fallen}
        fallen = {}
    substitutes = {row.substitute_id for row in standing.values() if row.substitute_id and row.person_id not in fallen}
    if fallen:
        withdraw(connection, facts, fallen, substitutes | invited, told, now)
        since = {person_id: at for person_id, at in since.items() if person_id not in fallen}
        for person_id in fallen.keys() - substitutes:
            told.pop(person_id, None)
    if new or fallen:
        stale_cards(connection, facts.id)
    return since, substitutes, lost


def _invite(connection: Connection, facts: SessionFacts, people: list[int], now: datetime) -> None:
    values = {
        "rows": as_list([person_id] for person_id in people),
        "session_id": facts.id,
        "excuse_text": "",
        "check_in_how": "",
        "created_at": now,
    }
    connection.execute(_insert(connection.dialect.name), values)


@cache
def _insert(dialect: str) -> Executable:
    return insert_each(
        dialect,
        Invitation,
        each=("person_id",),
        alike=("session_id", "excuse_text", "check_in_how", "created_at"),
        unique=("session_id", "person_id"),
        made=lambda each: {"district_id": _where_is(each["person_id"])},
    )


def _where_is(person_id: ColumnElement[int | None]) -> ColumnElement[int | None]:
    return select(Person.district_id).where(Person.id == person_id).scalar_subquery()


def _waiting(connection: Connection, facts: SessionFacts, speaks: datetime) -> tuple[datetime | None, frozenset[int]]:
    """Till when an invitation waits for the next morning, and for whom: whoever is written to that day or then anyway."""
    later = joined_invitation(facts.starts_at, speaks, facts.zone)
    if later is None:
        return None, frozenset()
    midnight = local_instant(speaks.astimezone(facts.zone).date(), time(), facts.zone)
    waiting = written_to(connection, facts.office_id, midnight, speaks - ONE_PRESS, later)
    if facts.selection.districts is not None:
        # Who changes batch reads of both at once (`joining`), so nothing that follows waits for the morning either.
        waiting -= frozenset(connection.execute(_OF_OTHER_BATCHES, {"session": facts.id}).scalars())
    return later, waiting


_Batch, _Other = aliased(Session), aliased(Session)
# Whoever is, or was, told of another batch of the same activity.
_OF_OTHER_BATCHES = (
    select(Delivery.person_id)
    .join(_Other, _Other.id == Delivery.session_id)
    .join(_Batch, (_Batch.activity_id == _Other.activity_id) & (_Batch.id != _Other.id))
    .where(
        _Batch.id == bindparam("session"),
        _Other.status == SessionStatus.SCHEDULED,
        Delivery.person_id.is_not(None),
    )
    .distinct()
)


def _for_person(
    facts: SessionFacts,
    person: _Person,
    word: Heard | None,
    invited_at: datetime | None,
    now: datetime,
    *,
    later: datetime | None = None,
    lost: bool = False,
    till: datetime = _EVER,
) -> list[Owed]:
    """What somebody invited (since when), or standing in (None), has yet to hear after `word`; what comes by itself as far as `till`."""
    messages = []
    known, withdrawn = (None, None) if word is None else (word.revision, word.withdrawn)
    announcement = Due(invitation_due(facts.starts_at, now, facts.zone), facts.ends_at)
    read_at = None if word is None else word.first_at
    if known is None and invited_at is not None and word is not None and word.switching:
        pass
    elif known is None and invited_at is not None:
        again: dict[str, Any] = {"restored": 1} if word is not None and word.called_off else {}
        first = announcement if later is None or word is not None else Due(later, facts.ends_at)
        read_at = first.at
        messages.append(_owed(facts, person, Purpose.INVITATION, first, f"w{withdrawn}" if withdrawn else "", **again))
    elif word is not None and known is not None and known < facts.revision:
        perhaps: dict[str, Any] = {} if word.sure == known else {"sure": word.sure}
        if not word.coming:
            change = _change(facts, now, known, word.sure)
            messages.append(_owed(facts, person, Purpose.MOVED, change, known=known, **perhaps))
    elif lost and invited_at is not None and word is not None and not word.coming:
        messages.append(_owed(facts, person, Purpose.INVITATION, announcement, f"k{word.delivery_id}"))
    elif invited_at is not None and word is not None and word.given_up and word.sure != known:
        # They had left while it was on its way; now that they are back, somebody has to make sure.
        anew = f"p{word.delivery_id}"
        if word.sure is None:
            messages.append(_owed(facts, person, Purpose.INVITATION, announcement, anew))
        else:
            change = _change(facts, now, known, word.sure)
            messages.append(_owed(facts, person, Purpose.MOVED, change, anew, known=known, sure=word.sure))
    messages += [
        _owed(facts, person, purpose, due, occurrence_of(day), **day_facts(day))
        for purpose, due, day in owed_daily(facts.days, now, facts.zone)
        if due.at <= till and is_active(person, facts.days[day - 1].day)
    ]
    if facts.hand_in and person.district_id is not None:
        messages += [
            _owed(facts, person, Purpose.HAND_IN, due, f"h{days}")
            for days, due in hand_in_reminders(facts.starts_at, now, REMINDER_TIME, facts.zone)
            if due.at <= till
        ]
    if invited_at is not None:
        since = max(invited_at, read_at or invited_at)
        messages += _questions(facts, person, since, now, till, heard_it=known == facts.revision)
    return messages


def _materials(connection: Connection, messages: Sequence[Owed]) -> list[Owed]:
    """What was sent of sessions before somebody heard of them follows their first word of it."""
    first = [one for one in messages if one.purpose is Purpose.INVITATION]
    sessions = {one.session_id for one in first if one.session_id is not None}
    if not sessions:
        return []
    query = _with_materials(connection.dialect.name)
    rows = query.all(connection, {"sessions": as_list([one] for one in sorted(sessions))})
    having = {row.session_id for row in rows}
    return [
        replace(one, purpose=Purpose.MATERIALS, occurrence="", facts={}) for one in first if one.session_id in having
    ]


@cache
def _with_materials(dialect: str) -> Prepared:
    """Of these sessions, those of which materials were sent."""
    rows, (session_id,) = rows_of_numbers(dialect, "sessions", 1)
    sent = exists().where(SessionFile.session_id == session_id, SessionFile.kind == MATERIALS)
    return Prepared(select(session_id.label("session_id")).select_from(rows).where(sent))


def _change(facts: SessionFacts, now: datetime, *known: int | None) -> Due:
    """When whoever knows of these revisions hears of the present one."""
    return Due(change_at(facts, now, *known), counted_until(facts, *known))


def _chosen_before(facts: SessionFacts, person: _Person, chosen: Any, now: datetime) -> Owed:
    """They could not be told when somebody chose them: they were not on Telegram, or it did not reach them."""
    due = Due(announcement_due(facts.starts_at, now, facts.zone), facts.ends_at)
    return _owed(facts, person, Purpose.SUBSTITUTE, due, str(chosen.person_id), **{"for": chosen.name})


def _questions(
    facts: SessionFacts, person: _Person, invited_at: datetime, now: datetime, till: datetime, *, heard_it: bool
) -> list[Owed]:
    """To whoever stays silent, and has read of it (or will have) at `invited_at`: those till then."""
    told_at = invited_at if heard_it else invitation_due(facts.starts_at, now, facts.zone)
    return [
        _owed(facts, person, Purpose.NUDGE, Due(chase.at, facts.starts_at), chase.word, chase=1)
        for chase in chases(facts.chase_rule, invited_at, facts.starts_at, facts.zone, told_at)
        if now < chase.at <= till
    ]


# Few rules serve many sessions.
audience_of = lru_cache(64)(parse_audience)


def _for_office(facts: SessionFacts, people: list[_Person], known: dict[int, int], now: datetime) -> list[Owed]:
    messages = []
    for person in filter(is_reachable, people):
        if known.get(person.id, facts.revision) < facts.revision:
            due = _change(facts, now, known[person.id])
            messages.append(_owed(facts, person, Purpose.MOVED, due, known=known[person.id], office=1))
        due = Due(reminder_due(facts.starts_at, now, facts.zone), facts.ends_at)
        messages.append(_owed(facts, person, Purpose.OFFICE_REMINDER, due))
    return messages


def _owed(held: SessionFacts, person: _Person, purpose: Purpose, due: Due, occurrence: str = "", **facts: Any) -> Owed:
    if person.telegram_id is None:
        raise ValueError(f"person {person.id} has no chat")
    return Owed(
        purpose,
        person.telegram_id,
        due,
        held.office_id,
        person_id=person.id,
        session_id=held.id,
        revision=held.revision,
        occurrence=occurrence,
        facts=facts,
    )


def _groups(connection: Connection, facts: SessionFacts, audience: Audience, invited: list[_Person]) -> dict[int, int]:
    """Linked groups concerned: those of the invited people's kecamatan, and those of all Panwascam.

    By chat id, for which time each is linked.
    """
    districts = {person.district_id for person in invited}
    return {
        row.id: row.links
        for row in connection.execute(_GROUPS, {"office": facts.office_id})
        if (row.district_id is None and audience.invites_panwascam) or row.district_id in districts - {None}
    }


def _for_groups(connection: Connection, facts: SessionFacts, groups: dict[int, int], now: datetime) -> list[Owed]:
    told = told_groups(connection, facts.id)
    announcement = Due(invitation_due(facts.starts_at, now, facts.zone), facts.ends_at)
    messages = []
    for chat_id, links in groups.items():
        posted = told.get(chat_id, Posted())
        known = posted.known
        if facts.revision in (known, posted.owed):
            continue
        perhaps = {} if posted.sure == known else {"sure": posted.sure}
        purpose = Purpose.GROUP_CARD if known is None else Purpose.GROUP_MOVED
        messages.append(
            Owed(
                purpose,
                chat_id,
                announcement if known is None else _change(facts, now, known, posted.sure),
                facts.office_id,
                session_id=facts.id,
                revision=facts.revision,
                occurrence=f"l{links}" if links > 1 else "",
                facts={} if known is None else {"known": known, **perhaps},
            )
        )
    return messages
