"""What a message that was sent should say by now: the standing answer, or that its date is no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.composing.batch import said_in
from bot.domain.invitations.answers import wants_reminder
from bot.domain.invitations.gathered import Meanwhile, Part, answered_since, switched_from
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import SessionStatus
from bot.views.door import afterwards, checkin
from bot.views.invitations import messages, news
from bot.views.invitations.gathered import alone

if TYPE_CHECKING:
    from datetime import datetime

    from bot.composing.batch import Batch
    from bot.delivery.older import Older
    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.screen import Screen


def older_screen(batch: Batch, older: Older, now: datetime) -> Screen | None:
    """What it should say; None where it may stay as it is."""
    session = batch.sessions.get(older.session_id)
    # One that stands for several sessions says all of them together.
    if session is None or (older.chat_id, older.message_id) in batch.standing:
        return None
    key = (older.session_id, older.person_id)
    outdated = _outdated(older, session)
    if outdated == "moved" and _concerns_no_more(batch, older):
        return messages.no_more(session, "withdrawn")
    if outdated is not None:
        return messages.no_more(session, outdated)
    invitation, twice = batch.invitations.get(key), batch.twice.get(key, ())
    left = switched_from(older.facts, older.person_id, batch.sessions, batch.invitations)
    said = Part(
        older.purpose,
        session,
        older.revision,
        invitation=invitation,
        facts=older.facts,
        twice=twice,
        switched_from=left,
        meanwhile=Meanwhile(
            older.purpose is Purpose.MOVED and key in batch.came_in_vain,
            answered_since(batch.invitations.get(key), older.due_at),
        ),
    )
    return _of_present(batch, older, said, now)


def _of_present(batch: Batch, older: Older, said: Part, now: datetime) -> Screen | None:
    """What a message of the present revision should say."""
    session, invitation, key = said.session, said.invitation, (older.session_id, older.person_id)
    taken_back = key in batch.taken_back
    if not taken_back and (own := _of_its_day(batch, older, now)) is not None:
        return own
    if now >= session.ends_at:
        return _shut(batch, older, said, now)
    if invitation is not None and not taken_back:
        return _answered(said, invitation, now)
    if key in batch.standing_in and not taken_back:
        return None if session.is_of_days else _standing_in(batch, older, session, now)
    # Staff of the office, who are told of what is held for outsiders, were never invited.
    void = "withdrawn" if taken_back else said.void
    return None if void is None else messages.no_more(session, void)


def _answered(said: Part, invitation: InvitationFacts, now: datetime) -> Screen | None:
    """The standing answer, below what was told of it where that is so still."""
    if said.purpose is Purpose.SUBSTITUTE:
        return messages.no_more(said.session, "invited")
    if not said.purpose.traits.shows_answer:
        return None
    return news.still(said.purpose, invitation, said.facts, now) or alone(said, now)


def _concerns_no_more(batch: Batch, older: Older) -> bool:
    """Whether nothing newer was told of it to its reader, who was invited or stood in."""
    key = (older.session_id, older.person_id)
    if key in batch.taken_back:
        return True
    of_office = older.purpose is Purpose.OFFICE_REMINDER or "office" in older.facts
    return not of_office and key not in batch.invitations and key not in batch.standing_in


def _outdated(older: Older, session: SessionFacts) -> Literal["cancelled", "restored", "moved"] | None:
    """Why nothing of what it says need hold; None where it is of the present revision."""
    if session.status is SessionStatus.CANCELLED:
        return "cancelled"
    if older.revision == session.revision:
        return None
    since = {session.terms_at(revision) for revision in range(older.revision, session.revision)}
    # It was called off meanwhile, and nothing else.
    return "restored" if since == {session.terms} else "moved"


def _of_its_day(batch: Batch, older: Older, now: datetime) -> Screen | None:
    """Of several days: the receipt of the day whose door was open there, or that it is shut; None where neither is so."""
    session, number = batch.sessions[older.session_id], batch.doors.get((older.chat_id, older.message_id))
    if not session.is_of_days or number is None or number > len(session.days):
        return None
    key = (older.session_id, older.person_id)
    invitation, stands_for = batch.invitations.get(key), batch.standing_in.get(key)
    if invitation is None and stands_for is None:
        return None
    day, there = session.days[number - 1], batch.there.get(key)
    came_on = invitation.came_on if invitation is not None else there.came_on if there is not None else {}
    came = came_on.get(day.day)
    if came is None:
        expected = invitation is None or wants_reminder(invitation.answer)
        return checkin.shut(session) if expected and now >= session.ends_at else None
    if came.by_substitute is not (invitation is None):
        return None
    name = stands_for.name if stands_for is not None else ""
    return checkin.done(session, came.at, session.punctuality(came.at), name, again=False, day=number)


def _shut(batch: Batch, older: Older, said: Part, now: datetime) -> Screen | None:
    """The door that was open to whoever has not come, wherever it stood.

    Why somebody did not come is asked no more once they are recorded present.
    """
    session = said.session
    if older.purpose is Purpose.ABSENCE:
        asked = batch.invitations.get((older.session_id, older.person_id))
        return afterwards.was_there(asked) if asked is not None and asked.came_at is not None else None
    key = (older.session_id, older.person_id)
    invitation = batch.invitations.get(key)
    if key in batch.taken_back:
        # Thanks may stand there by now.
        return None
    if older.purpose is not Purpose.CHECK_IN:
        if (older.chat_id, older.message_id) in batch.going_on:
            # It says more by now.
            return None
        if invitation is not None:
            return _answered(said, invitation, now)
        # Of several days they may have a receipt there.
        came = session.is_of_days and key in batch.there
        return _standing_in(batch, older, session, now) if key in batch.standing_in and not came else None
    if invitation is not None:
        expected = wants_reminder(invitation.answer) and invitation.came_at is None
    else:
        stands_for = batch.standing_in.get(key)
        seated = stands_for is not None and stands_for.is_seated
        expected = seated and all(part.there is None for part in batch.parts.of([said_in(older)]))
    return checkin.shut(session) if expected else None


def _standing_in(batch: Batch, older: Older, session: SessionFacts, now: datetime) -> Screen:
    """That they stand in, that the check-in is open to them, or that they are there."""
    stands_for = batch.standing_in[older.session_id, older.person_id]
    (part,) = batch.parts.of([said_in(older)])
    if part.there is not None and not part.there.in_person:
        return checkin.done(session, part.there.at, session.punctuality(part.there.at), stands_for.name, again=True)
    opened = messages.checks_in(session, now) and part.there is None and stands_for.is_seated
    if opened:
        return messages.substitute_opened(session, stands_for, now)
    return messages.substitute(session, stands_for, now, there=part.there, restored="restored" in older.facts)
