"""An invitation falls away: the person or the audience changed. Who was told is told so; who may be needed again, can be.

What was never sent leaves no trace in the ledger, so that being invited again later owes everything anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, delete, func, insert, not_, or_, select, update
from sqlalchemy.orm import aliased

from bot.domain.ledger import (
    ABOVE,
    ANNOUNCING,
    FOLLOWING,
    LEFT_OFFICE,
    READ_ELSEWHERE,
    TAKING_BACK,
    Purpose,
    State,
    delivery_key,
)
from bot.domain.timing import Due
from bot.domain.vocabulary import Answer
from bot.services import audit
from bot.services.door.arrivals import FORGET_OF
from bot.services.invitations.asking_again import lay_aside_of
from bot.services.invitations.seating import change_seats, seats_of, tell_promoted
from bot.services.owing.owe import KNOWN_REVISION, MAY_BE_KNOWN, Owed, change_at, forget, once, owe
from bot.services.owing.recipients import NO_CHAT, active_on, on_bot, recipients
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, Invitation, Person, Session
from bot.storage.parameter_limit import in_parts
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import BindParameter, Connection

    from bot.domain.meetings.session_facts import SessionFacts


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person was told of a session: the latest revision (None: nothing that still holds) and by which delivery.

    Of that they may have read; `sure` is the latest that certainly arrived (None: none did). `withdrawn` is the delivery
    that took the invitation back, where the latest word was that. `given_up`: the latest word was called off before it
    was known to have arrived, and will not be tried again. `coming`: all that holds is about to be said anyway.
    """

    revision: int | None
    delivery_id: int
    withdrawn: int | None = None
    sure: int | None = None
    given_up: bool = False
    coming: bool = False
    # What took it back was a cancellation, which was undone.
    called_off: bool = False
    # The revision that they count on still, should they not have read what took it back: that is not certain, and was given up.
    doubted: int | None = None
    # When what they were first told fell due.
    first_at: datetime | None = None
    # That they changed to it from another batch is about to be said, with all that an invitation says.
    switching: bool = False
    # What they read was that they stand in for somebody.
    standing_in: bool = False

    @property
    def counts_on(self) -> int | None:
        """The revision that they count on, or may."""
        return self.doubted if self.revision is None else self.revision

    def without_standing_in(self) -> Heard:
        """The same once they stand in for nobody: that they do was no invitation, and is not about to be said."""
        return Heard(None, self.delivery_id, self.delivery_id) if self.standing_in else replace(self, coming=False)


_ANNOUNCED = Delivery.purpose.in_(ANNOUNCING) & MAY_BE_KNOWN
_STOOD_IN = and_(Delivery.purpose == Purpose.SUBSTITUTE, MAY_BE_KNOWN)
_READ = or_(Delivery.state == State.SENT, Delivery.error == READ_ELSEWHERE)
_ENDED = Delivery.purpose.in_(TAKING_BACK | {Purpose.CANCELLED})
# Says what holds when it goes out.
_COMING = and_(
    Delivery.purpose.in_(ANNOUNCING - FOLLOWING), Delivery.state == State.PENDING, Delivery.perhaps_told.is_(None)
)
# Owed beside what they read before; it is not the first word, which planning owes as often as it looks.
_INVITED = and_(
    Delivery.purpose == Purpose.INVITATION, Delivery.state == State.PENDING, Delivery.perhaps_told.is_(None)
)
_WORDS = (
    select(
        func.max(case((_ANNOUNCED, KNOWN_REVISION))).label("revision"),
        func.max(case((_ANNOUNCED & _READ, Delivery.revision))).label("sure"),
        func.coalesce(func.max(case((_ANNOUNCED, Delivery.id))), 0).label("told"),
        func.coalesce(
            func.max(case((_ANNOUNCED & or_(Delivery.state != State.CANCELLED, _READ), Delivery.id))), 0
        ).label("kept"),
        func.coalesce(func.max(case((Delivery.purpose.in_(TAKING_BACK), Delivery.id))), 0).label("withdrawn"),
        func.coalesce(func.max(case((Delivery.purpose == Purpose.CANCELLED, Delivery.id))), 0).label("called_off"),
        func.coalesce(func.max(case((_ENDED & or_(Delivery.state != State.CANCELLED, _READ), Delivery.id))), 0).label(
            "ended"
        ),
        func.min(case((_ANNOUNCED, Delivery.due_at))).label("first_at"),
        func.count(case((or_(_COMING, _INVITED), Delivery.id))).label("coming"),
        func.count(case((_COMING & (Delivery.purpose == Purpose.SWITCHED_TO), Delivery.id))).label("switching"),
        func.coalesce(func.max(case((_STOOD_IN, Delivery.id))), 0).label("stood_in"),
    )
    .where(or_(Delivery.purpose.in_(ANNOUNCING), _ENDED), or_(MAY_BE_KNOWN, _COMING, _INVITED))
    .having(func.count(case((or_(MAY_BE_KNOWN, _COMING), Delivery.id))) > 0)
)
_HEARD = (
    _WORDS.add_columns(Delivery.person_id.label("key"))
    .where(Delivery.session_id == bindparam("session"), Delivery.person_id.is_not(None))
    .group_by(Delivery.person_id)
)
_HEARD_BY = Prepared(
    _WORDS.add_columns(Delivery.session_id.label("key"))
    .join(Session, Session.id == Delivery.session_id)
    .where(Delivery.person_id == bindparam("person"), Session.ends_at > bindparam("now"))
    .group_by(Delivery.session_id)
)


def heard(connection: Connection, session_id: int) -> dict[int, Heard]:
    """What everybody was told, by person id; a message in flight counts as told, and so does one of unknown fate."""
    return _words(connection.execute(_HEARD, {"session": session_id}))


def not_ahead(connection: Connection, facts: SessionFacts, now: datetime) -> set[int]:
    """Who was told, between the days of a session, that the days ahead are not theirs; they stay invited to what has begun."""
    if not facts.is_of_days or now < facts.starts_at:
        return set()
    return {person_id for person_id, word in heard(connection, facts.id).items() if word.withdrawn is not None}


def heard_by(connection: Connection, person_id: int, now: datetime) -> dict[int, Heard]:
    """The same of one person, by session id, of sessions that are not over."""
    return _words(_HEARD_BY.all(connection, {"person": person_id, "now": now}))


def _words(rows: Iterable[Any]) -> dict[int, Heard]:
    return {
        key: Heard(
            None,
            told,
            max(withdrawn, called_off),
            called_off=called_off > withdrawn,
            doubted=revision if ended < told else None,
            switching=switching > 0,
        )
        if max(withdrawn, called_off) > told
        else Heard(
            revision,
            told,
            sure=sure,
            given_up=kept < told,
            coming=coming > 0,
            first_at=first_at,
            switching=switching > 0,
            standing_in=stood_in > max(withdrawn, called_off),
        )
        for revision, sure, told, kept, withdrawn, called_off, ended, first_at, coming, switching, stood_in, key in rows
    }


def withdraw(
    connection: Connection,
    facts: SessionFacts,
    fallen: Mapping[int, int | None],
    keep: set[int],
    told: Mapping[int, Heard],
    now: datetime,
) -> None:
    """Take back the invitations of `fallen` (person id -> their substitute) to a session that has not begun.

    Whoever was told hears of it, also who has left office; so does a substitute. Those in `keep` come anyway. Who has no
    account any more is told nothing, but what they read loses its buttons, unless the chat is another's by now.
    """
    released = {substitute: person for person, substitute in fallen.items() if substitute is not None}
    concerned = sorted({*fallen, *released})
    facts = change_seats(connection, facts)
    before = seats_of(connection, facts)
    forget(connection, facts.id, [person_id for person_id in concerned if person_id not in keep])
    untold: dict[int, str] = {}
    for part in in_parts(sorted(fallen)):
        untold |= {
            row.person_id: row.name for row in connection.execute(_UNTOLD, {"session": facts.id, "people": part})
        }
        lay_aside_of(connection, facts, part)
        connection.execute(FORGET_OF, {"session": facts.id, "people": part})
        connection.execute(_UNINVITE, {"session": facts.id, "people": part})
    audit.record(
        connection,
        office_id=facts.office_id,
        at=now,
        actor_id=None,
        action="invitation.withdrawn",
        subject=f"session:{facts.id}",
        people=len(fallen),
    )
    tell_promoted(connection, facts, before, now)
    people = {
        row.id: row
        for part in in_parts(concerned)
        for row in connection.execute(CONCERNED, {"people": part} | days_of(facts, now))
    }
    messages, nowhere = [], []
    for person_id in concerned:
        person, known = people[person_id], told.get(person_id)
        if known is None or known.counts_on is None or person_id in keep:
            continue
        if person.is_told:
            for_name = people[released[person_id]].name if person_id not in fallen else ""
            due = Due(change_at(facts, now, known.counts_on), facts.last_begin)
            messages.append(taken_back(facts, person, due, known, for_name, untold.get(person_id, "")))
        if person.chat_id == NO_CHAT:
            nowhere.append(person_id)
    owe(connection, messages, now)
    outdate_nowhere(connection, facts.id, nowhere, now)


def outdate_nowhere(connection: Connection, session_id: int, people: Sequence[int], now: datetime) -> None:
    """What `people`, who have no account any more, read of a session is to say that it holds no more."""
    if people:
        connection.execute(_NO_MORE, {"session": session_id, "people": people, "now": now})
        mark_owed(connection, "older")


def take_back(
    connection: Connection, facts: SessionFacts, people: Sequence[int], told: Mapping[int, Heard], now: datetime
) -> None:
    """Tell `people`, who are not concerned and yet count on what they were told, that it no longer holds.

    Such as whoever had left, and so was told nothing when the invitation fell, and is back in another position; or of a
    session that has begun who is not to come to the days ahead, of which they are reminded no more.
    """
    if not people:
        return
    due = {one: Due(change_at(facts, now, told[one].revision), facts.last_begin) for one in people}
    begun = facts.starts_at <= now
    if begun:
        forget(connection, facts.id, people, only=FOLLOWING)
    for part in in_parts(people):
        values = {"session": facts.id, "people": part} | days_of(facts, now)
        connection.execute(_NOT_SAID_TO_LEAVERS, values)
        waits = set(connection.execute(_TAKEN_BACK_SOON, values).scalars())
        found = [row for row in connection.execute(CONCERNED, values) if row.is_told and row.id not in waits]
        messages = [taken_back(facts, person, due[person.id], told[person.id], "") for person in found]
        owe(connection, [replace(one, facts=one.facts | {"begun": 1}) if begun else one for one in messages], now)


def days_of(facts: SessionFacts, now: datetime) -> dict[str, date]:
    """That of the session, and today: parameters of `CONCERNED`."""
    return {"day": facts.day, "today": now.astimezone(facts.zone).date()}


def taken_back(facts: SessionFacts, person: Any, due: Due, known: Heard, for_name: str, untold: str = "") -> Owed:
    """That what `person` heard (`known`) holds no more: the invitation, or that they stand in, for `for_name`.

    `untold` was to come instead of them, and the bot cannot tell them that it is off.
    """
    return Owed(
        Purpose.SUBSTITUTE_RELEASED if for_name else Purpose.WITHDRAWN,
        person.chat_id,
        due,
        facts.office_id,
        person.id,
        facts.id,
        revision=facts.revision,
        # Each word that is taken back is taken back once, for sure.
        occurrence=f"w{known.delivery_id if known.doubted is None else known.withdrawn}",
        # It names the date that they know: a later one may not have been told to anybody yet.
        facts={"known": known.counts_on}
        | ({"for": for_name} if for_name else {})
        | ({"untold": untold} if untold else {}),
    )


def settle_decline(connection: Connection, facts: SessionFacts, person_id: int, chat_id: int, now: datetime) -> None:
    """Who stood in says themselves that they do not: what told them so is taken back, and nobody need tell them."""
    values = {
        "key": delivery_key(Purpose.SUBSTITUTE_RELEASED, f"s{facts.id}", facts.revision, person_id, f"said:{once()}"),
        "office_id": facts.office_id,
        "purpose": Purpose.SUBSTITUTE_RELEASED,
        "session_id": facts.id,
        "person_id": person_id,
        "chat_id": chat_id,
        "revision": facts.revision,
        "perhaps_told": facts.revision,
        "urgency": int(Purpose.SUBSTITUTE_RELEASED.traits.urgency),
        "state": State.CANCELLED,
        "error": READ_ELSEWHERE,
        "due_at": now,
        "useless_at": facts.starts_at,
        "settled_at": now,
        "attempts": 0,
        "facts": {},
        "created_at": now,
    }
    connection.execute(insert(Delivery), values)


def take_back_withdrawals(connection: Connection, session_id: int, people: Sequence[int]) -> None:
    """`people` are invited (again): that they no longer are is not said any more, where it was not yet."""
    forget(connection, session_id, people, only=_WITHDRAWN)


_GIVEN: BindParameter[Any] = bindparam("people", expanding=True)
_WITHDRAWN = frozenset({Purpose.WITHDRAWN, Purpose.SWITCHED_FROM})
_TAKEN_BACK_SOON = select(Delivery.person_id).where(
    Delivery.session_id == bindparam("session"),
    Delivery.person_id.in_(_GIVEN),
    Delivery.purpose.in_(TAKING_BACK),
    Delivery.state.in_((State.PENDING, State.FAILED)),
)
# It fell due while they were out of office, and nobody tries it again: it is owed anew.
_NOT_SAID_TO_LEAVERS = delete(Delivery).where(
    Delivery.session_id == bindparam("session"),
    Delivery.person_id.in_(_GIVEN),
    Delivery.purpose.in_(TAKING_BACK),
    Delivery.state == State.FAILED,
    Delivery.error == LEFT_OFFICE,
    Delivery.perhaps_told.is_(None),
)
_NO_MORE = (
    update(Delivery)
    .where(
        Delivery.session_id == bindparam("session"),
        Delivery.person_id.in_(_GIVEN),
        Delivery.purpose.in_(ABOVE),
        Delivery.state == State.SENT,
        Delivery.message_id.is_not(None),
        Delivery.chat_id.not_in(select(Person.telegram_id).where(Person.telegram_id.is_not(None))),
    )
    .values(stale_since=bindparam("now"))
)
_Instead = aliased(Person)
# Guests, and people of the roster who are not on the bot.
_UNTOLD = (
    select(Invitation.person_id, func.coalesce(_Instead.name, Invitation.guest_name).label("name"))
    .outerjoin(_Instead, _Instead.id == Invitation.substitute_id)
    .where(
        Invitation.session_id == bindparam("session"),
        Invitation.person_id.in_(_GIVEN),
        Invitation.answer == Answer.SUBSTITUTED,
        or_(_Instead.id.is_(None), not_(on_bot(_Instead))),
    )
)
_UNINVITE = delete(Invitation).where(Invitation.session_id == bindparam("session"), Invitation.person_id.in_(_GIVEN))
CONCERNED = recipients(Person.id.in_(_GIVEN)).add_columns(
    Person.name,
    # Who has left is told as well, while their account is nobody else's.
    or_(Person.telegram_id.is_not(None), active_on(bindparam("day")), active_on(bindparam("today"))).label("is_told"),
)
