"""Owing messages: the one way rows enter the ledger, in the transaction of their reason, once per key."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import String, and_, bindparam, case, cast, delete, exists, func, literal, or_, select, text, update

from bot.domain.invitations.reminders import usual_hour
from bot.domain.ledger import (
    ACCOUNT_LOST,
    ANNOUNCING,
    CALLING_OFF,
    CALM,
    COMING_BACK,
    FOLLOWING,
    OF_ONE_REVISION,
    READ_ELSEWHERE,
    TAKING_BACK,
    Priority,
    Purpose,
    State,
    check_move,
    key_around,
)
from bot.domain.meetings.days import change_due
from bot.domain.night import not_at_night
from bot.domain.timing import TOO_LATE, Due, announcement_due, calm_moment
from bot.storage.accounts import is_theirs
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, Session
from bot.storage.models.owing import IS_PENDING
from bot.storage.night import begins_from, begins_too_early
from bot.storage.number_rows import as_list, insert_each
from bot.storage.parameter_limit import in_parts
from bot.storage.prepared import Prepared
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import BindParameter, ColumnElement, Connection, Executable

    from bot.domain.meetings.session_facts import SessionFacts


@dataclass(frozen=True, slots=True)
class Owed:
    """One message to owe to a chat (of a person; of a group, or of an account that is nobody's, where `person_id` is None)."""

    purpose: Purpose
    chat_id: int
    due: Due
    office_id: int
    person_id: int | None = None
    session_id: int | None = None
    shift_id: int | None = None
    revision: int = 0
    occurrence: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The reason's part of the key."""
        if self.session_id is not None:
            return f"s{self.session_id}"
        return f"d{self.shift_id}" if self.shift_id is not None else f"o{self.office_id}"


def owe(connection: Connection, messages: Iterable[Owed], now: datetime) -> int:
    """Write ledger rows for `messages`; one already owed (same key) is left as it is. Returns how many are new.

    A session is dated for thousands at once: messages that differ in nothing but whom they go to, and of which shift of
    piket they are, are one statement.
    """
    alike: dict[tuple[Any, ...], tuple[Owed, list[_To]]] = {}
    for message in messages:
        facts = json.dumps(message.facts, sort_keys=True) if message.facts else ""
        shared = (
            message.purpose,
            message.due,
            message.office_id,
            message.session_id,
            message.shift_id is None,
            message.revision,
            message.occurrence,
            facts,
        )
        if shared not in alike:
            alike[shared] = (message, [])
        alike[shared][1].append(_To(message.person_id, message.chat_id, message.shift_id))
    for message, to in alike.values():
        if message.purpose.traits.last_word:
            _take_back_unread(connection, message, to, now)
    written = sum(_write(connection, message, to, now) for message, to in alike.values())
    if written:
        mark_owed(connection, "deliveries")
    return written


def owe_calmly(connection: Connection, messages: Iterable[Owed], facts: SessionFacts, now: datetime) -> int:
    """`owe` for news of a session, of which the last says all; their `occurrence` is whom or what they are of.

    What is on its way already says how things stand when it goes out; what was told lately is told again ever later. What
    failed before is not tried again beside it: whoever comes back reads the last word once.
    """
    return owe(connection, [one for one in (_calm(connection, one, facts, now) for one in messages) if one], now)


def _calm(connection: Connection, message: Owed, facts: SessionFacts, now: datetime) -> Owed | None:
    before = key_around(message.purpose, message.reason, 0)[0].removesuffix(":0:")
    values = {"session": message.session_id, "person": message.person_id, "purposes": list(CALM)}
    rows = [
        row
        for row in connection.execute(_LATELY, values)
        if row.key.rpartition(":")[0].endswith(f":{message.occurrence}")
    ]
    if any(row.state == State.PENDING and row.key.startswith(f"{before}:") for row in rows):
        return None
    failed = [row.id for row in rows if row.state == State.FAILED]
    if failed:
        check_move(State.FAILED, State.CANCELLED)
        connection.execute(_SUPERSEDE, {"ids": failed, "now": now})
    told = [row.settled_at or row.due_at for row in rows if row.state in (State.SENT, State.SENDING)]
    at = calm_moment(message.due.at, len(told), max(told, default=None), facts.starts_at)
    if at > message.due.at:
        at = announcement_due(facts.starts_at, at, facts.zone)
    return replace(message, due=replace(message.due, at=at), occurrence=f"{message.occurrence}:{once()}")


def speaks_from(facts: SessionFacts, now: datetime) -> datetime:
    """The first moment at which anything is told of a session's present revision."""
    return now if facts.held_until is None else max(now, facts.held_until)


def change_at(facts: SessionFacts, now: datetime, *known: int | None) -> datetime:
    """When whoever knows of these revisions of a session hears of what is now, as `change_due`."""
    read = [facts.history[one].days(facts.zone) for one in known if one in facts.history]
    return change_due(now, facts.zone, facts.days, *read)


def counted_until(facts: SessionFacts, *known: int | None) -> datetime:
    """Until when whoever knows of these revisions of a session counts on it: what is now may be over sooner."""
    return max([facts.ends_at, *(facts.history[one].ends_at for one in known if one in facts.history)])


def occurrence_of(day: int) -> str:
    """Of what is owed once for each day of a session, from 1; most have one."""
    return "" if day == 1 else f"d{day}"


def day_facts(day: int) -> dict[str, int]:
    """Which day it is of, for whoever words it."""
    return {} if day == 1 else {"day": day}


def once() -> str:
    """The `occurrence` of something that happened, told apart from all else that did, also within the same moment."""
    return secrets.token_urlsafe(6)


def has_read(connection: Connection, session_id: int, chat_id: int, now: datetime, *, in_private: bool) -> None:
    """Somebody answers an invitation, or a change, before it came: they know of it.

    Who answers in private has it before their eyes, and is not invited once more; a group's card says less. What changed is
    said all the same.
    """
    if in_private:
        check_move(State.PENDING, State.CANCELLED)
        _HAS_READ.run(connection, {"session": session_id, "chat": chat_id, "now": now})
    else:
        _KNOWS.run(connection, {"session": session_id, "chat": chat_id})


def invite_now(connection: Connection, facts: SessionFacts, now: datetime) -> int:
    """Invitations that wait for a morning go out now: something is about to be said of the session. Returns how many."""
    due = announcement_due(facts.starts_at, speaks_from(facts, now), facts.zone)
    count = connection.execute(_INVITE_NOW, {"session": facts.id, "due": due}).rowcount
    if count:
        mark_owed(connection, "deliveries")
    return count


def void(connection: Connection, session_id: int, now: datetime) -> None:
    """A session was called off: nothing that is still owed of it is true, nor what failed.

    What is being sent right now can no longer be called back; that it does not concern somebody, and was perhaps read, goes on.
    """
    connection.execute(_VOID, {"session": session_id, "now": now})


def void_moved(connection: Connection, before: SessionFacts, after: SessionFacts, now: datetime) -> None:
    """A session moved: what planning derives anew is void, also what failed; what an event owed keeps up with the session."""
    connection.execute(_VOID_MOVED, {"session": after.id, "now": now})
    connection.execute(
        _KEEP_UP,
        {
            "session": after.id,
            "due": announcement_due(after.starts_at, now, after.zone),
            "started": before.starts_at,
            "starts": after.starts_at,
            "last_began": before.last_begin,
            "last_begins": after.last_begin,
            "ended": before.ends_at,
            "ends": after.ends_at,
        },
    )


def forget(
    connection: Connection, session_id: int, people: Sequence[int], *, only: frozenset[Purpose] = frozenset(Purpose)
) -> None:
    """What `people` are owed of a session and have not read leaves no trace, so that it can be owed anew.

    What was perhaps read is not said again, but stays on record.
    """
    for part in in_parts(people):
        values = {"session": session_id, "people": part, "purposes": list(only)}
        connection.execute(_FORGET, values)
        connection.execute(_LEAVE, values)


def let_go(connection: Connection, person_id: int, now: datetime) -> None:
    """Somebody has lost their account: what planning owes them is forgotten, the rest waits until they register again."""
    connection.execute(_LET_GO, {"person": person_id})
    connection.execute(_AS_IT_STANDS, {"person": person_id})
    check_move(State.PENDING, State.FAILED)
    connection.execute(_NO_CHAT, {"person": person_id, "now": now})


def owe_again(
    connection: Connection, of: Literal["person_id", "chat_id", "office_id"], whose: int, zone: ZoneInfo, now: datetime
) -> int:
    """What failed and is of use is owed again, with all attempts anew; at night it waits as all does. Returns how many.

    What is not urgent, and of a session days away, waits for the morning's usual hour.
    """
    check_move(State.FAILED, State.PENDING)
    morning = not_at_night(now, zone)
    usual, far = usual_hour(morning, zone) if morning > now else (now, now)
    values = {
        "whose": whose,
        "now": now,
        "morning": morning,
        "early": morning + TOO_LATE,
        "usual": usual,
        "far": far,
    }
    count = _again(of).run(connection, values)
    if count:
        mark_owed(connection, "deliveries")
    return count


@cache
def _again(of: str) -> Prepared:
    now, morning, early, usual, far = (
        bindparam(name, type_=Delivery.due_at.type) for name in ("now", "morning", "early", "usual", "far")
    )
    due = case(
        (begins_too_early(now, early), now),
        (and_(Delivery.urgency >= Priority.BULK, begins_from(far)), usual),
        else_=morning,
    )
    again = update(Delivery).where(getattr(Delivery, of) == bindparam("whose"), of_use(now))
    return Prepared(again.values(state=State.PENDING, attempts=0, settled_at=None, due_at=due))


def owe_here_too(connection: Connection, person_id: int, account: int, now: datetime, *, returned: bool = False) -> int:
    """Somebody has an account again that they had: of each session, what was last told elsewhere.

    Else what stands there would call a session to come that was moved, called off or taken back meanwhile, and would not
    know of what was told elsewhere alone, perhaps to somebody else. It says how things stand when it goes out.
    `returned`: they had it, also where nothing was told there. Returns how many are new.
    """
    of_session: dict[int, list[Any]] = {}
    for row in _HEARD.all(connection, {"person": person_id, "now": now}):
        of_session.setdefault(row.session_id, []).append(row)
    here = {id_: any(row.chat_id == account for row in rows) for id_, rows in of_session.items()}
    messages = [one for id_, rows in of_session.items() if here[id_] for one in _unheard(rows, account, now)]
    if returned or any(here.values()):
        messages += [one for id_, rows in of_session.items() if not here[id_] for one in _elsewhere(rows, account, now)]
    return owe(connection, messages, now)


def _elsewhere(rows: Sequence[Any], account: int, now: datetime) -> Iterator[Owed]:
    """Of what was sent of one session, in that order, in other accounts alone: that they are invited, or stand in.

    That they are of another batch is one message with what takes back the one before, where that was told here.
    """
    last, until = rows[-1], max(row.useless_at for row in rows)
    if last.purpose in _ENDS or until <= now:
        return
    first = next((row for row in reversed(rows) if row.purpose in _FIRST), last)
    stands_in = first.purpose is Purpose.SUBSTITUTE
    # Of a switch after which more was told, how things stand says all.
    as_it_was = stands_in or (first is last and first.purpose in _FIRST)
    yield Owed(
        first.purpose if as_it_was else Purpose.INVITATION,
        account,
        Due(now, until),
        last.office_id,
        person_id=last.person_id,
        session_id=last.session_id,
        revision=last.revision,
        occurrence=":".join([*(first.key.split(":")[4:5] if stands_in else []), once()]),
        facts=first.facts if as_it_was and first.purpose is not Purpose.INVITATION else {},
    )


def _unheard(rows: Sequence[Any], account: int, now: datetime) -> Iterator[Owed]:
    """Of what was sent of one session, in that order."""
    here = max((place for place, row in enumerate(rows) if row.chat_id == account), default=None)
    since = [] if here is None else [row for row in rows[here + 1 :] if row.useless_at > now]
    if here is None or not since:
        return
    # A reminder says less than the change before it.
    whole = [row for row in since if row.purpose.traits.outdates or row.purpose.traits.says_all]
    last = (whole or since)[-1]
    if last.purpose in _ENDS and rows[here].purpose in _ENDS:
        # They know of nothing that this would take back.
        return
    facts = last.facts
    if "known" in facts:
        # What changed is told from what stands here.
        facts = {name: value for name, value in facts.items() if name != "sure"} | {"known": rows[here].revision}
    # Whom or what calm news are of stays in their key.
    subject = last.key.split(":")[4:5] if last.purpose in CALM else []
    yield Owed(
        last.purpose,
        account,
        Due(now, last.useless_at),
        last.office_id,
        person_id=last.person_id,
        session_id=last.session_id,
        revision=last.revision,
        occurrence=":".join([*subject, once()]),
        facts=facts,
    )


def of_use(now: datetime | BindParameter[Any]) -> ColumnElement[bool]:
    """Failed, and worth another try: not too late, not of a revision that is no more, not in a chat that is another's now."""
    present = exists().where(Session.id == Delivery.session_id, Session.revision == Delivery.revision)
    return and_(
        Delivery.state == State.FAILED,
        Delivery.useless_at > now,
        Delivery.purpose.in_(COMING_BACK),
        or_(Delivery.person_id.is_(None), is_theirs()),
        or_(Delivery.purpose.not_in(OF_ONE_REVISION), present),
    )


_ENDS = TAKING_BACK | CALLING_OFF
_NEWS = (ANNOUNCING | _ENDS) - {Purpose.OFFICE_REMINDER, Purpose.GROUP_CANCELLED}
# With what somebody may hear of a session for the first time.
_FIRST = frozenset({Purpose.INVITATION, Purpose.SUBSTITUTE, Purpose.SWITCHED_TO})
_HEARD = Prepared(
    select(
        Delivery.key,
        Delivery.office_id,
        Delivery.chat_id,
        Delivery.person_id,
        Delivery.session_id,
        Delivery.purpose,
        Delivery.revision,
        Delivery.useless_at,
        Delivery.facts,
    )
    .where(
        Delivery.person_id == bindparam("person"),
        Delivery.state == State.SENT,
        Delivery.session_id.is_not(None),
        Delivery.purpose.in_(_NEWS),
        # An invitation is of no use after its first date, and stands there all the same.
        or_(Delivery.useless_at > bindparam("now"), Delivery.purpose == Purpose.INVITATION),
    )
    .order_by(Delivery.settled_at, Delivery.id)
)
_NOT_SAID = (Delivery.session_id == bindparam("session"), Delivery.state.in_((State.PENDING, State.FAILED)))
_CALL_OFF = update(Delivery).where(*_NOT_SAID).values(state=State.CANCELLED, settled_at=bindparam("now"))
# Who perhaps knows that it no longer concerns them is told of no cancellation: so that goes on till it is sure.
_VOID = _CALL_OFF.where(or_(Delivery.purpose.not_in(TAKING_BACK), Delivery.perhaps_told.is_(None)))
_VOID_MOVED = _CALL_OFF.where(Delivery.purpose.in_(FOLLOWING))
_UNSENT = (
    Delivery.session_id == bindparam("session"),
    Delivery.purpose == Purpose.INVITATION,
    text(f"deliveries.{IS_PENDING}"),
)
# Says how a session stands.
SAYS_HOW_IT_IS = Delivery.purpose.in_(
    (
        Purpose.INVITATION,
        Purpose.MOVED,
        Purpose.CANCELLED,
        Purpose.GROUP_CARD,
        Purpose.GROUP_MOVED,
        Purpose.GROUP_CANCELLED,
    )
)
_UNREAD_IN = (SAYS_HOW_IT_IS, text(f"deliveries.{IS_PENDING}"), Delivery.chat_id == bindparam("chat"))
_UNREAD_BY = update(Delivery).where(*_UNREAD_IN, Delivery.session_id == bindparam("session"))
_KNOWS = Prepared(_UNREAD_BY.values(perhaps_told=Delivery.revision))
_INVITES = Delivery.purpose == Purpose.INVITATION
_HAS_READ = Prepared(
    _UNREAD_BY.values(
        state=case((_INVITES, literal(State.CANCELLED, Delivery.state.type)), else_=Delivery.state),
        perhaps_told=Delivery.revision,
        error=case((_INVITES, literal(READ_ELSEWHERE, Delivery.error.type)), else_=Delivery.error),
        settled_at=case((_INVITES, bindparam("now", type_=Delivery.due_at.type)), else_=Delivery.settled_at),
    )
)
_DUE = bindparam("due", type_=Delivery.due_at.type)
_INVITE_NOW = update(Delivery).where(*_UNSENT, Delivery.due_at > _DUE).values(due_at=_DUE)
# What a recipient has read, or may have.
MAY_BE_KNOWN = or_(Delivery.state.in_((State.SENT, State.SENDING)), Delivery.perhaps_told.is_not(None))
KNOWN_REVISION = case((Delivery.state.in_((State.SENT, State.SENDING)), Delivery.revision), else_=Delivery.perhaps_told)
_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)
_PURPOSES: BindParameter[Any] = bindparam("purposes", expanding=True, type_=Delivery.purpose.type)
_OF_PEOPLE = (
    Delivery.session_id == bindparam("session"),
    Delivery.person_id.in_(_PEOPLE),
    Delivery.purpose.in_(_PURPOSES),
)
_FORGET = delete(Delivery).where(
    *_OF_PEOPLE,
    Delivery.perhaps_told.is_(None),
    or_(
        Delivery.state == State.PENDING,
        # Planning would find its key taken.
        Delivery.state.not_in((State.SENT, State.SENDING)) & Delivery.purpose.in_(FOLLOWING),
    ),
)
_LEAVE = update(Delivery).where(*_OF_PEOPLE, Delivery.state == State.PENDING).values(state=State.CANCELLED)
_LATELY = select(Delivery.id, Delivery.key, Delivery.state, Delivery.due_at, Delivery.settled_at).where(
    Delivery.session_id == bindparam("session"),
    Delivery.person_id == bindparam("person"),
    Delivery.purpose.in_(_PURPOSES),
    Delivery.state.in_((State.PENDING, State.SENDING, State.SENT, State.FAILED)),
)
_SUPERSEDE = (
    update(Delivery)
    .where(Delivery.id.in_(bindparam("ids", expanding=True)))
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
)
_UNREAD = (
    update(Delivery)
    .where(*_OF_PEOPLE, Delivery.state.in_((State.PENDING, State.FAILED)))
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
)
_OWED_TO = (Delivery.person_id == bindparam("person"), Delivery.state == State.PENDING)
_LET_GO = delete(Delivery).where(*_OWED_TO, Delivery.perhaps_told.is_(None), Delivery.purpose.in_(FOLLOWING))
# What stands there is another's to look at.
_AS_IT_STANDS = (
    update(Delivery)
    .where(Delivery.person_id == bindparam("person"), Delivery.stale_since.is_not(None))
    .values(stale_since=None)
)
_NO_CHAT = update(Delivery).where(*_OWED_TO).values(state=State.FAILED, settled_at=bindparam("now"), error=ACCOUNT_LOST)
_UNTIL = Delivery.useless_at.type
_KEEP_UP = (
    update(Delivery)
    .where(*_NOT_SAID)
    .values(
        # An earlier day may leave no time till the morning.
        due_at=case(
            (Delivery.due_at > bindparam("due", type_=_UNTIL), bindparam("due", type_=_UNTIL)), else_=Delivery.due_at
        ),
        useless_at=case(
            (Delivery.useless_at == bindparam("started", type_=_UNTIL), bindparam("starts", type_=_UNTIL)),
            (Delivery.useless_at == bindparam("last_began", type_=_UNTIL), bindparam("last_begins", type_=_UNTIL)),
            (Delivery.useless_at == bindparam("ended", type_=_UNTIL), bindparam("ends", type_=_UNTIL)),
            else_=Delivery.useless_at,
        ),
    )
)


class _To(NamedTuple):
    """Whom a message goes to, and of which shift it is."""

    person_id: int | None
    chat_id: int
    shift_id: int | None


def _take_back_unread(connection: Connection, message: Owed, to: Sequence[_To], now: datetime) -> None:
    """What these people have not read of the same session and purpose: `message` says how things stand."""
    values = {"session": message.session_id, "purposes": [message.purpose], "now": now}
    for part in in_parts([one.person_id for one in to]):
        connection.execute(_UNREAD, values | {"people": part})


def _write(connection: Connection, message: Owed, to: Sequence[_To], now: datetime) -> int:
    before, after = key_around(message.purpose, message.reason, message.revision, message.occurrence)
    values, dialect = _alike(message, now), connection.dialect.name
    if len(to) == 1:
        # Somebody who registers is owed messages of many sessions, each unlike the others.
        (one,) = to
        key = f"{before}{one.chat_id if one.person_id is None else one.person_id}{after}"
        row = {"key": key, "person_id": one.person_id, "chat_id": one.chat_id, "shift_id": one.shift_id}
        return _insert_one(dialect).run(connection, values | row)
    if message.shift_id is None:
        many = {"rows": as_list([one[:2] for one in to]), "before": before, "after": after}
        return connection.execute(_insert(dialect), many | values).rowcount
    del values["shift_id"]
    around = {"head": f"{message.purpose}:d", "middle": f":{message.revision}:", "after": after}
    return connection.execute(_insert_shifts(dialect), {"rows": as_list(to), **around, **values}).rowcount


def _alike(message: Owed, now: datetime) -> dict[str, Any]:
    return {
        "office_id": message.office_id,
        "purpose": message.purpose,
        "session_id": message.session_id,
        "shift_id": message.shift_id,
        "revision": message.revision,
        "urgency": int(message.purpose.traits.urgency),
        "state": State.PENDING,
        "due_at": message.due.at,
        "useless_at": message.due.until,
        "attempts": 0,
        "error": "",
        "facts": message.facts,
        "created_at": now,
    }


# The columns that are alike for all recipients.
_ALIKE = (
    "office_id",
    "purpose",
    "session_id",
    "shift_id",
    "revision",
    "urgency",
    "state",
    "due_at",
    "useless_at",
    "attempts",
    "error",
    "facts",
    "created_at",
)


def _key(numbers: Mapping[str, ColumnElement[int | None]]) -> dict[str, ColumnElement[str]]:
    recipient = cast(func.coalesce(numbers["person_id"], numbers["chat_id"]), String)
    return {"key": bindparam("before", type_=String()) + recipient + bindparam("after", type_=String())}


@cache
def _insert(dialect: str) -> Executable:
    return insert_each(dialect, Delivery, each=("person_id", "chat_id"), alike=_ALIKE, unique=("key",), made=_key)


def _shift_key(numbers: Mapping[str, ColumnElement[int | None]]) -> dict[str, ColumnElement[str]]:
    """The key of a message of a shift, as `bot.domain.ledger.delivery_key` writes it."""
    head, middle, after = (bindparam(name, type_=String()) for name in ("head", "middle", "after"))
    key = head + cast(numbers["shift_id"], String) + middle + cast(numbers["person_id"], String) + after
    return {"key": key}


@cache
def _insert_shifts(dialect: str) -> Executable:
    each, alike = ("person_id", "chat_id", "shift_id"), tuple(one for one in _ALIKE if one != "shift_id")
    return insert_each(dialect, Delivery, each=each, alike=alike, unique=("key",), made=_shift_key)


@cache
def _insert_one(dialect: str) -> Prepared:
    inserted = insert_into(dialect, Delivery).on_conflict_do_nothing(index_elements=["key"])
    return Prepared(inserted, "key", "person_id", "chat_id", *_ALIKE)
