"""Registration: a Telegram account becomes a person of the roster, by own phone number or by a one-time link."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.domain.ledger import State
from bot.domain.people.accounts import MOST_MOVES, TAKE_BACK, Move, is_undone, may_take_back, moves_of
from bot.domain.people.phones import phone_of_contact, readable_phone
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.access import IN_OFFICE, active_person, may_clerk, require_actor, require_admin
from bot.services.door.adding_files import owe_files
from bot.services.door.decisions import owe_decisions
from bot.services.duty.keepers import tell_left
from bot.services.duty.requests import owe_requests
from bot.services.duty.rota import owe_officer
from bot.services.meetings.polling.joining import owe_polls
from bot.services.office.facts import zone_of
from bot.services.owing.owe import let_go, owe_again, owe_here_too
from bot.services.owing.recipients import active_on, is_active, on_bot, unregistered_on
from bot.services.owing.reconciling import hold_upcoming, reconcile_for
from bot.services.people.account_news import tell_given_back, tell_handed, tell_moved, tell_released
from bot.services.people.facts import PEOPLE, people_of, person_of
from bot.storage.database import mark_owed
from bot.storage.models import NO_ANSWER, AuditEntry, Delivery, Dialogue, LinkToken, Office, Person
from bot.storage.parameter_limit import in_parts
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

LINK_VALID = timedelta(days=7)
# The answer to a registration says that invitations follow: so long they wait, for it is made and sent beside the ledger.
_RECEIPT_FIRST = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Registered:
    """Who it is, and whether this account was theirs already."""

    person: PersonFacts
    again: bool


async def register_by_contact(
    ctx: Context, telegram_id: int, phone: str, sent_at: datetime | None = None
) -> Registered:
    """Match a person by the number Telegram vouches for; refuses a number that is not in the roster.

    From `sent_at` on, which is Telegram's time as that of every message is, the account is theirs.
    """
    number = phone_of_contact(phone)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Registered:
        found = None if number is None else _found(connection, _BY_PHONE, {"phone": number}, now)
        person = _require_active(connection, found, now, readable_phone(phone))
        return _bind(connection, person, telegram_id, now, sent_at or now, how="contact")

    return await ctx.db.transact(_unit)


@dataclass(frozen=True, slots=True)
class OtherLink:
    """A link that is for somebody else than whoever the account belongs to now."""

    person: PersonFacts
    present: PersonFacts


async def register_by_token(
    ctx: Context, telegram_id: int, token: str, sent_at: datetime | None = None, *, agreed: bool = False
) -> Registered | OtherLink:
    """Match a person by a one-time link; refuses a token that is unknown, used or too old. `sent_at` as of a contact.

    Whoever is registered as somebody else becomes that person only where they have `agreed`.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Registered | OtherLink:
        link = connection.execute(_LINK, {"link": _digest(token)}).one_or_none()
        if link is None or link.expires_at <= now:
            raise Refusal("refused-link")
        found = _found(connection, _BY_ID, {"person": link.person_id}, now)
        if link.used_at is not None and (found is None or found.telegram_id != telegram_id):
            raise Refusal("refused-link")
        person = _require_active(connection, found, now, "")
        present = active_person(_BY_ACCOUNT.found.one_or_none(connection, {"account": telegram_id}), now)
        if not agreed and present is not None and present.id != person.id:
            return OtherLink(person, present)
        connection.execute(_USE_LINK, {"link": _digest(token), "now": now})
        return _bind(connection, person, telegram_id, now, sent_at or now, how="link")

    return await ctx.db.transact(_unit)


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Who has the account again that they had; `own`: that account itself asked for it."""

    person: PersonFacts
    own: bool


@dataclass(frozen=True, slots=True)
class AskBack:
    """Whom an admin would move, which is asked first as every change of who somebody is."""

    person: PersonFacts


async def give_back(
    ctx: Context, telegram_id: int, entry: int, shown_at: datetime | None = None, *, sure: bool = False
) -> GivenBack | AskBack:
    """Undo a move to another account, by its entry in the trail: for the account before, and for admins of the office.

    Done already is done. Refuses what is too late, was undone once, or would take the account before from somebody else.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> GivenBack | AskBack:
        move = connection.execute(_MOVE, {"entry": entry}).one_or_none()
        if move is None:
            raise Refusal("refused-stale-button")
        before, own = move.detail["account"], move.detail["account"] == telegram_id
        admin = None if own else require_actor(connection, telegram_id, now, shown_at)
        if admin is not None:
            require_admin(admin)
        person_id = int(move.subject.removeprefix("person:"))
        person = active_person(_found(connection, _BY_ID, {"person": person_id}, now), now)
        if person is None or (admin is not None and admin.office_id != move.office_id):
            raise Refusal("refused-stale-button")
        if person.telegram_id == before:
            return GivenBack(person, own)
        _require_undoable(connection, move, now)
        if _BY_ACCOUNT.found.one_or_none(connection, {"account": before}) is not None:
            raise Refusal("refused-other-holder" if own else "refused-account-others")
        if admin is not None and not sure:
            return AskBack(person)
        if person.telegram_id is not None:
            _UNASK.run(connection, {"account": person.telegram_id})
        # What stands there was sent to them, and is theirs to answer again.
        _join(connection, person, before, datetime.fromisoformat(move.detail["since"]), now, returned=True)
        audit.record(
            connection,
            office_id=person.office_id,
            at=now,
            actor_id=person.id if admin is None else admin.id,
            action=_RETURNED,
            subject=move.subject,
            entry=entry,
        )
        again = replace(person, telegram_id=before, reachable=True)
        ask = whom_to_ask(connection, person.office_id)
        tell_given_back(connection, again, entry, now, lost=person.telegram_id, ask=ask, admin=admin)
        _owe_what_is_of_use(connection, again, now)
        return GivenBack(again, own)

    return await ctx.db.transact(_unit)


def _require_undoable(connection: Connection, move: Any, now: datetime) -> None:
    if not may_take_back(move.at, now):
        raise Refusal("refused-account-late", admins=whom_to_ask(connection, move.office_id))
    since = connection.execute(_SINCE, {"office": move.office_id, "entry": move.id, "subject": move.subject}).scalars()
    if is_undone(move.id, (detail["entry"] for detail in since)):
        raise Refusal("refused-stale-button")


async def create_link(ctx: Context, person_id: int, actor_id: int | None = None) -> str:
    """A fresh one-time token for a person, valid for seven days."""
    token = secrets.token_urlsafe(16)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        office_id = connection.execute(select(Person.office_id).where(Person.id == person_id)).scalar_one_or_none()
        if office_id is None:
            raise Refusal("refused-unknown-person")
        _let_links_go(connection, person_id, now)
        fresh = {"digest": _digest(token), "person_id": person_id, "expires_at": now + LINK_VALID}
        connection.execute(insert(LinkToken).values(**fresh))
        audit.record(
            connection,
            office_id=office_id,
            at=now,
            actor_id=actor_id,
            action="person.link",
            subject=f"person:{person_id}",
        )

    await ctx.db.transact(_unit)
    return token


async def roster(ctx: Context, office_id: int) -> list[PersonFacts]:
    """Everybody of an office, by kecamatan."""
    query = PEOPLE.where(Person.office_id == office_id).order_by(Person.district_id, Person.id)
    return await ctx.db.query(lambda connection: people_of(connection, query))


async def roster_on(ctx: Context, office_id: int, days: Collection[date]) -> dict[date, list[PersonFacts]]:
    """Who is in office on each of some days, by kecamatan."""
    query = PEOPLE.add_columns(Person.active_from, Person.active_until).where(Person.office_id == office_id)

    def _unit(connection: Connection) -> dict[date, list[PersonFacts]]:
        people = [(row, person_of(row)) for row in connection.execute(query.order_by(Person.district_id, Person.id))]
        return {day: [person for row, person in people if is_active(row, day)] for day in days}

    return await ctx.db.query(_unit)


async def unregistered(ctx: Context, office_id: int) -> list[PersonFacts]:
    """Active people without a Telegram account, by kecamatan."""

    def _unit(connection: Connection) -> list[PersonFacts]:
        today = ctx.today(zone_of(connection, office_id))
        query = PEOPLE.where(Person.office_id == office_id, unregistered_on(today))
        return people_of(connection, query.order_by(Person.district_id, Person.id))

    return await ctx.db.query(_unit)


async def unreachable(ctx: Context, office_id: int) -> list[PersonFacts]:
    """People in office who blocked the bot or closed their account."""

    def _unit(connection: Connection) -> list[PersonFacts]:
        today = ctx.today(zone_of(connection, office_id))
        query = PEOPLE.where(Person.office_id == office_id, Person.unreachable_since.is_not(None), active_on(today))
        return people_of(connection, query.order_by(Person.district_id, Person.id))

    return await ctx.db.query(_unit)


async def set_reachable(ctx: Context, telegram_id: int, *, reachable: bool) -> None:
    """Note that a person blocked the bot, or came back: then what failed meanwhile and is still of use is owed again."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        row = _found(connection, _BY_ACCOUNT, {"account": telegram_id}, now)
        person = None if row is None else person_of(row)
        if person is None or person.reachable == reachable:
            return
        connection.execute(_SET_UNREACHABLE, {"person": person.id, "since": None if reachable else now})
        audit.record(
            connection,
            office_id=person.office_id,
            at=now,
            actor_id=person.id,
            action="person.back" if reachable else "person.left",
            subject=f"person:{person.id}",
        )
        if reachable:
            _owe_what_is_of_use(connection, person, now)
        else:
            tell_left(connection, person, now)

    await ctx.db.transact(_unit)


_FOUND = IN_OFFICE.with_for_update(of=Person)


class _By(NamedTuple):
    """A way to find somebody: as a condition, and as the query of it."""

    whom: ColumnElement[bool]
    found: Prepared


_BY_PHONE, _BY_ID, _BY_ACCOUNT = (
    _By(whom, Prepared(_FOUND.where(whom)))
    for whom in (
        Person.phone == bindparam("phone"),
        Person.id == bindparam("person"),
        Person.telegram_id == bindparam("account"),
    )
)
_LINK = (
    select(LinkToken.person_id, LinkToken.expires_at, LinkToken.used_at)
    .where(LinkToken.digest == bindparam("link"))
    .with_for_update()
)
_USE_LINK = (
    update(LinkToken)
    .where(LinkToken.digest == bindparam("link"), LinkToken.used_at.is_(None))
    .values(used_at=bindparam("now"))
)
_USE_LINKS = Prepared(
    update(LinkToken)
    .where(LinkToken.person_id == bindparam("person"), LinkToken.used_at.is_(None))
    .values(used_at=bindparam("now"))
)
_OF_ID = update(Person).where(Person.id == bindparam("person"))
_LEAVE = _OF_ID.values(telegram_id=None, registered_at=None, unreachable_since=None)
_UNASK = Prepared(delete(Dialogue).where(Dialogue.user_id == bindparam("account")))
_JOIN = Prepared(
    _OF_ID.values(telegram_id=bindparam("account"), registered_at=bindparam("since"), unreachable_since=None)
)
_SET_UNREACHABLE = _OF_ID.values(unreachable_since=bindparam("since"))
_REDIRECT = Prepared(
    update(Delivery)
    .where(
        Delivery.person_id == bindparam("person"),
        # What is on its way to the account before goes here where it has to go again.
        Delivery.state.in_((State.PENDING, State.SENDING, State.FAILED)),
    )
    .values(chat_id=bindparam("account"))
)
_FOLLOW = Prepared(
    update(Delivery)
    .where(
        Delivery.chat_id == bindparam("account"),
        Delivery.state == State.PENDING,
        Delivery.due_at <= bindparam("now", type_=Delivery.due_at.type),
    )
    .values(due_at=bindparam("later", type_=Delivery.due_at.type))
)
# A move to another account (its detail: the one before, and since when that was theirs), and taking it back (which).
_MOVED, _RETURNED = "person.moved", "person.returned"
# That an account is somebody else's now, of whose it was.
_UNBOUND = "person.unbound"
_MOVE = select(AuditEntry.id, AuditEntry.office_id, AuditEntry.at, AuditEntry.subject, AuditEntry.detail).where(
    AuditEntry.id == bindparam("entry"), AuditEntry.action == _MOVED
)
# The index of the trail without answers is found by its own words alone.
_OF_SUBJECT = (
    AuditEntry.office_id == bindparam("office"),
    AuditEntry.subject == bindparam("subject"),
    NO_ANSWER,
)
_MOVES_LATELY = select(AuditEntry.at, AuditEntry.subject, AuditEntry.actor_id).where(
    AuditEntry.office_id == bindparam("office"),
    NO_ANSWER,
    AuditEntry.action.in_((_MOVED, _UNBOUND)),
    AuditEntry.actor_id.is_not(None),
    AuditEntry.at > bindparam("since", type_=AuditEntry.at.type),
)
_LAST_UNBOUND = select(func.max(AuditEntry.id)).where(*_OF_SUBJECT, AuditEntry.action == _UNBOUND)
_LAST_MOVE = select(func.max(AuditEntry.id)).where(*_OF_SUBJECT, AuditEntry.action == _MOVED)
_SINCE = select(AuditEntry.detail).where(
    *_OF_SUBJECT, AuditEntry.id > bindparam("entry"), AuditEntry.action == _RETURNED
)
_SOMEBODY = "sekretariat Bawaslu"
_STAFF_OF = "sekretariat"
_OFFICES = select(Office.id, Office.name, Office.contact)


def _found(connection: Connection, by: _By, values: dict[str, Any], now: datetime) -> Any | None:
    """The person, locked."""
    hold_upcoming(connection, by.whom, values, now)
    return by.found.one_or_none(connection, values)


def _require_active(connection: Connection, row: Any, now: datetime, number: str) -> PersonFacts:
    person = active_person(row, now)
    if person is None:
        admins = whom_to_ask(connection, None if row is None else row.office_id)
        if row is not None:
            raise Refusal("refused-not-in-office", admins=admins)
        raise Refusal("refused-unknown-number", number=number, admins=admins)
    return person


def whom_to_ask(connection: Connection, office_id: int | None) -> str:
    """The office that a stranger is probably of (theirs once, or the only one), by what it publishes: nobody's name."""
    offices = [one for one in connection.execute(_OFFICES) if office_id in (None, one.id)]
    if len(offices) != 1:
        return _SOMEBODY
    (office,) = offices
    return f"{_STAFF_OF} {office.name}" + (f" ({office.contact})" if office.contact else "")


def _bind(
    connection: Connection, person: PersonFacts, telegram_id: int, now: datetime, since: datetime, *, how: str
) -> Registered:
    again = person.telegram_id == telegram_id
    if not again:
        row = _BY_ACCOUNT.found.one_or_none(connection, {"account": telegram_id})
        holder = None if row is None else person_of(row)
        _require_few_moves(connection, person, holder, now)
        if holder is not None:
            _take_over(connection, person, holder, now, how=how)
        _join(connection, person, telegram_id, since, now)
        audit.record(
            connection,
            office_id=person.office_id,
            at=now,
            actor_id=person.id,
            action="person.register",
            subject=f"person:{person.id}",
            how=how,
        )
        if person.telegram_id is not None:
            _note_move(connection, person, person.telegram_id, now, how=how)
    elif not person.reachable:
        connection.execute(_SET_UNREACHABLE, {"person": person.id, "since": None})
    _owe_what_is_of_use(connection, person, now)
    _FOLLOW.run(connection, {"account": telegram_id, "now": now, "later": now + _RECEIPT_FIRST})
    return Registered(replace(person, telegram_id=telegram_id, reachable=True), again)


def _require_few_moves(connection: Connection, person: PersonFacts, holder: PersonFacts | None, now: datetime) -> None:
    """Refuse one more move of an account and somebody to and fro; the admins have heard of those before."""
    if holder is None and person.telegram_id is None:
        return
    people = {person.id, *([holder.id] if holder is not None else [])}
    lately = {"office": person.office_id, "since": now - TAKE_BACK}
    moves = [
        Move(row.at, int(row.subject.removeprefix("person:")), row.actor_id)
        for row in connection.execute(_MOVES_LATELY, lately)
    ]
    if moves_of(people, moves) >= MOST_MOVES:
        raise Refusal("refused-account-moves", most=MOST_MOVES, admins=whom_to_ask(connection, person.office_id))


def _join(
    connection: Connection, person: PersonFacts, account: int, since: datetime, now: datetime, *, returned: bool = False
) -> None:
    """The account, which is nobody's, is theirs, and what they are owed goes there."""
    _UNASK.run(connection, {"account": account})
    _JOIN.run(connection, {"person": person.id, "account": account, "since": since})
    _REDIRECT.run(connection, {"person": person.id, "account": account})
    owe_here_too(connection, person.id, account, now, returned=returned)
    _let_links_go(connection, person.id, now)
    if may_clerk(person):
        mark_owed(connection, "menus")


def _note_move(connection: Connection, person: PersonFacts, account: int, now: datetime, *, how: str) -> None:
    """Somebody who had an `account` has another: what undoing that takes is on record, and those concerned are told."""
    subject = f"person:{person.id}"
    audit.record(
        connection,
        office_id=person.office_id,
        at=now,
        actor_id=person.id,
        action=_MOVED,
        subject=subject,
        account=account,
        since=(person.account_since or now).isoformat(),
    )
    entry = connection.execute(_LAST_MOVE, {"office": person.office_id, "subject": subject}).scalar_one()
    tell_moved(connection, person, account, entry, now, how=how)


def _let_links_go(connection: Connection, person_id: int, now: datetime) -> None:
    """Links of somebody who has registered, or has a newer one, lead nowhere."""
    _USE_LINKS.run(connection, {"person": person_id, "now": now})


def _take_over(connection: Connection, person: PersonFacts, before: PersonFacts, now: datetime, *, how: str) -> None:
    """One account, one person: whoever had it before has none, and is owed nothing there; the admins hear of it."""
    connection.execute(_LEAVE, {"person": before.id})
    let_go(connection, before.id, now)
    if may_clerk(before):
        mark_owed(connection, "menus")
    audit.record(
        connection,
        office_id=before.office_id,
        at=now,
        actor_id=person.id,
        action=_UNBOUND,
        subject=f"person:{before.id}",
    )
    subject = {"office": before.office_id, "subject": f"person:{before.id}"}
    entry = connection.execute(_LAST_UNBOUND, subject).scalar_one()
    tell_handed(connection, before, person, entry, now, how=how)


def leave(connection: Connection, person_id: int, last_day: date, now: datetime, *, by: str) -> None:
    """Somebody has left office, for their number is another's (`by`), and their account with it: it hears so.

    Nothing else of theirs is said or answered there.
    """
    before = person_of(_BY_ID.found.one_or_none(connection, {"person": person_id}))
    if before.telegram_id is not None:
        tell_released(connection, before, by, now, ask=whom_to_ask(connection, before.office_id))
    connection.execute(_LEAVE.values(active_until=last_day), {"person": person_id})
    let_go(connection, person_id, now)


def _owe_what_is_of_use(connection: Connection, person: PersonFacts, now: datetime) -> None:
    """Open invitations and the next H-1, nothing stale; what failed while the person was away comes back."""
    owe_again(connection, "person_id", person.id, person.zone, now)
    reconcile_for(connection, person.id, person.office_id, now)
    _owe_what_happened(connection, person, now)


def owe_comers(connection: Connection, people: Sequence[int], now: datetime) -> None:
    """`people` are in office from now on, for the first time or again: what waited for those on Telegram, but for invitations."""
    for part in in_parts(people):
        for person in people_of(connection, PEOPLE.where(Person.id.in_(part), on_bot())):
            owe_again(connection, "person_id", person.id, person.zone, now)
            _owe_what_happened(connection, person, now)


def _owe_what_happened(connection: Connection, person: PersonFacts, now: datetime) -> None:
    owe_officer(connection, person.id, now.astimezone(person.zone).date(), now)
    owe_requests(connection, person, now)
    owe_polls(connection, person, now)
    owe_files(connection, person, now)
    owe_decisions(connection, person, now)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
