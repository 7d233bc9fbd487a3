"""Another day or hour asks for another answer: what was answered is laid aside, and comes back where the change is undone.

So it is of whoever falls away from the audience by a slip, and is invited again before they heard of it, or was there already. Either
is kept with the session beside the hours that it was said for: what all had said for earlier ones (`laid_aside`), and what those had
said for the present ones who fell away (`put_by`), and when they came.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select, update

from bot.domain.door.checkin import Arrival, CheckInWay
from bot.domain.invitations.answers import closed_because, may_answer
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services.door.arrivals import arrive
from bot.services.invitations.seating import seats_of, tell_promoted
from bot.storage.models import Invitation, Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select, Update

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms

# Who stands in has been told, and hears of the change: that arrangement is for the two to keep or to end.
_ASKED = (Answer.ATTENDING, Answer.EXCUSED)


def count_answered(connection: Connection, session_id: int, *, there_too: bool = False) -> int:
    """How many would be asked again; `there_too`: also who is checked in, and would be no more."""
    count: int = connection.execute(_COUNT_ALL if there_too else _COUNT, {"session": session_id}).scalar_one()
    return count


def lay_aside(connection: Connection, held: SessionFacts, after: SessionFacts, now: datetime) -> int:
    """Ask all anew who said that they come or not to `held`, which is now `after`, for `bring_back`; returns how many.

    Who waited for a seat behind one of them has it now.
    """
    rows = connection.execute(_ANSWERED, {"session": after.id}).all()
    if rows:
        before = seats_of(connection, after)
        connection.execute(_LAY_ASIDE, {"session": after.id})
        tell_promoted(connection, after, before, now)
        _store(connection, _KEEP_ALL, held, {str(row.person_id): _kept(row) for row in rows})
    return len(rows)


def bring_back(connection: Connection, facts: SessionFacts) -> bool:
    """Where the session has again the hours for which answers were laid aside, they stand again; says whether it has."""
    said = _said(connection, _ALL, facts)
    if said:
        _answer_again(connection, facts.id, said)
        _store(connection, _KEEP_ALL, facts, {})
    return bool(said)


def lay_aside_of(connection: Connection, facts: SessionFacts, people: Sequence[int]) -> None:
    """What `people`, whose invitations fall away, had answered, for `bring_back_of`."""
    rows = connection.execute(_ANSWERED_BY, {"session": facts.id, "people": people}).all()
    if rows:
        before = _said(connection, _OF_FALLEN, facts)
        _store(connection, _KEEP_OF_FALLEN, facts, before | {str(row.person_id): _kept(row) for row in rows})


def bring_back_of(connection: Connection, facts: SessionFacts, people: Sequence[int], counting: set[int]) -> set[int]:
    """`people` are invited again: of those `counting` on what they heard before, the answer that their phones show stands.

    So it does of who was there already, and they are again. Returns whose cannot, as somebody stood in for them who has been
    released: they are to be asked anew.
    """
    kept = _said(connection, _OF_FALLEN, facts)
    said = {person_id: kept[str(person_id)] for person_id in people if str(person_id) in kept}
    if not said:
        return set()
    came = {person_id: one[_SAID_OF_ANSWER:] for person_id, one in said.items() if one[_SAID_OF_ANSWER:]}
    shown = {person_id: one for person_id, one in said.items() if person_id in counting and one[0] is not None}
    whole = {
        person_id: one
        for person_id, one in said.items()
        if person_id in shown.keys() | came.keys() and one[0] in _ASKED
    }
    _come_again(connection, facts, came)
    _answer_again(connection, facts.id, {str(person_id): one for person_id, one in whole.items()})
    _store(connection, _KEEP_OF_FALLEN, facts, {key: one for key, one in kept.items() if int(key) not in said})
    return shown.keys() - whole.keys()


def hours_of(terms: Terms) -> list[str]:
    """What answers are given for, as kept beside them: another day or hour asks for others."""
    return [terms.starts_at.isoformat(), terms.ends_at.isoformat()]


def refuse_if_closed(facts: SessionFacts, now: datetime) -> None:
    """Refuse an answer to what has begun, or is off."""
    if not may_answer(facts.status, facts.starts_at, now):
        why = closed_because(facts.status, facts.ends_at, now)
        raise Refusal("refused-answer-closed", code=facts.code, why=why).telling_of(facts.id)


def refuse_if_moved(facts: SessionFacts, seen: int | None) -> None:
    """An answer to the day and hour of another revision says nothing of these."""
    if seen not in (None, facts.revision) and hours_of(facts.terms_at(seen)) != hours_of(facts.terms):
        raise Refusal("refused-answer-moved", code=facts.code)


def _answer_again(connection: Connection, session_id: int, said: dict[str, Any]) -> None:
    """What was laid aside stands again, of whoever has not answered meanwhile."""
    rows = [
        {
            "session": session_id,
            "person": int(person_id),
            "was": Answer(answer),
            "why": None if excuse is None else ExcuseKind(excuse),
            "words": words,
            "behalf": by,
            "at": _moment(at),
            "seat": _moment(seat),
        }
        for person_id, (answer, excuse, words, by, at, seat, *_) in said.items()
    ]
    if rows:
        connection.execute(_BRING_BACK, rows)


def _come_again(connection: Connection, facts: SessionFacts, came: dict[int, Any]) -> None:
    """Who was there is again, as it was written down."""
    if not came:
        return
    values = {"session": facts.id, "people": list(came)}
    for row in connection.execute(_IDS, values).all():
        at, how, by = came[row.person_id]
        arrival = Arrival(datetime.fromisoformat(at), CheckInWay(how), by_substitute=False)
        if facts.is_of_days:
            arrive(connection, row.id, facts.day, arrival, by)
        else:
            there = {"checked_in_at": arrival.at, "check_in_how": how, "checked_in_by": by}
            connection.execute(update(Invitation).where(Invitation.id == row.id).values(there))


def _said(connection: Connection, kept: Select[Any], facts: SessionFacts) -> dict[str, Any]:
    """What is kept, by person; of another day or hour nothing."""
    found = connection.execute(kept, {"session": facts.id}).scalar_one()
    return dict(found["said"]) if found and found.get("for") == hours_of(facts.terms) else {}


def _store(connection: Connection, keep: Update, facts: SessionFacts, said: dict[str, Any]) -> None:
    """Keep what was said for the session's hours, beside what else is kept."""
    found = connection.execute(_ALL if keep is _KEEP_ALL else _OF_FALLEN, {"session": facts.id}).scalar_one() or {}
    beside = {name: one for name, one in found.items() if name not in ("for", "said")}
    kept = beside | ({"for": hours_of(facts.terms), "said": said} if said else {})
    connection.execute(keep, {"session": facts.id, "kept": kept or None})


def _kept(row: Any) -> list[Any]:
    """The answer, and of who was there themselves when, how, and by whom it was entered."""
    answer, excuse = (one.value if one else None for one in (row.answer, row.excuse))
    instants = [at.isoformat() if at else None for at in (row.answered_at, row.seat_since)]
    there = row.checked_in_at is not None and not row.substitute_came
    came = [row.checked_in_at.isoformat(), row.check_in_how, row.checked_in_by] if there else []
    return [answer, excuse, row.excuse_text, row.answered_by, *instants, *came]


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


_SAID_OF_SESSION = (Invitation.session_id == bindparam("session"), Invitation.answer.in_(_ASKED))
_OF_SESSION = (*_SAID_OF_SESSION, Invitation.checked_in_at.is_(None))
_THIS = Session.id == bindparam("session")
_ALL = select(Session.laid_aside).where(_THIS)
_KEEP_ALL = update(Session).where(_THIS).values(laid_aside=bindparam("kept", type_=Session.laid_aside.type))
_OF_FALLEN = select(Session.put_by).where(_THIS).with_for_update()
_KEEP_OF_FALLEN = update(Session).where(_THIS).values(put_by=bindparam("kept", type_=Session.put_by.type))
_COUNT = select(func.count(Invitation.id)).where(*_OF_SESSION)
_COUNT_ALL = select(func.count(Invitation.id)).where(*_SAID_OF_SESSION)
_SAID = select(
    Invitation.person_id,
    Invitation.answer,
    Invitation.excuse,
    Invitation.excuse_text,
    Invitation.answered_by,
    Invitation.answered_at,
    Invitation.seat_since,
    Invitation.checked_in_at,
    Invitation.check_in_how,
    Invitation.checked_in_by,
    Invitation.substitute_came,
)
# What is kept of an answer; what follows is of the check-in.
_SAID_OF_ANSWER = 6
_IDS = select(Invitation.id, Invitation.person_id).where(
    Invitation.session_id == bindparam("session"), Invitation.person_id.in_(bindparam("people", expanding=True))
)
_ANSWERED = _SAID.where(*_OF_SESSION)
_ANSWERED_BY = _SAID.where(
    Invitation.session_id == bindparam("session"),
    Invitation.person_id.in_(bindparam("people", expanding=True)),
    or_(Invitation.answer.is_not(None), Invitation.checked_in_at.is_not(None)),
)
# Nothing to tidy: what tells of the change, or that it is undone, stands below what was said before.
_LAY_ASIDE = (
    update(Invitation)
    .where(*_OF_SESSION)
    .values(answer=None, excuse=None, excuse_text="", answered_by=None, answered_at=None, seat_since=None)
)
_BRING_BACK = (
    update(Invitation)
    .where(
        Invitation.session_id == bindparam("session"),
        Invitation.person_id == bindparam("person"),
        Invitation.answer.is_(None),
    )
    .values(
        answer=bindparam("was"),
        excuse=bindparam("why"),
        excuse_text=bindparam("words"),
        answered_by=bindparam("behalf"),
        answered_at=bindparam("at"),
        seat_since=bindparam("seat"),
    )
)
