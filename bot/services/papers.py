"""Official papers of a session, for those of the office who issue them: letter, attendance list, certificates.

What is printed is decided here; how it is worded is `bot.views.papers`', how it looks `bot.documents`'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.audience import parse_audience
from bot.domain.issuing import EarlierLetter, LetterFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_clerk
from bot.services.issuing import issuer_of, stationery_of
from bot.services.paper_numbers import Given, PaperKind, Series, give, given, lock_numbers
from bot.services.reading import find_session, load_invitations, office_zone, session_facts
from bot.storage.database import within

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import PersonFacts, SessionFacts
    from bot.domain.issuing import Stationery
    from bot.services.context import Context

MAX_SUBJECT = 200


async def letter(ctx: Context, actor: PersonFacts, code: str | int, subject: str = "") -> LetterFacts:
    """The letter of a session as it stands now; asked for again, it has the same number and date.

    A session that moved after a letter about it was issued gets a letter of its own, which names the one it changes.
    Refuses cancelled sessions, and those that have begun without a letter: it would be dated after the event.
    """
    require_clerk(actor)
    subject = " ".join(subject.split())
    if len(subject) > MAX_SUBJECT:
        raise Refusal("refused-subject-long", length=len(subject), most=MAX_SUBJECT)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        facts = await _standing(session, actor, code, now)
        stationery = await stationery_of(ctx, session, facts.office_id)
        numbers = await within(session, lambda connection: _letters(connection, stationery, facts, actor, now))
        # The last speaks of the session as it stands; the one before it is changed by it.
        *earlier, revision = sorted(numbers)
        number, dated = _printed(stationery, facts, numbers[revision])
        before = [EarlierLetter(*_printed(stationery, facts, numbers[one]), facts.terms_at(one)) for one in earlier]
        invited = await load_invitations(session, facts)
        audit.record(
            session, office_id=facts.office_id, at=now, actor_id=actor.id, action="paper.letter",
            subject=f"session:{facts.id}", number=number, perihal=subject,
        )  # fmt: skip
        return LetterFacts(
            issuer=await issuer_of(ctx, session, facts.office_id, facts.division, dated),
            session=facts,
            invited=tuple(one.person for one in invited),
            outsiders=parse_audience(facts.audience).outsiders,
            number=number,
            dated=dated,
            subject=subject,
            earlier=before[-1] if before else None,
        )


async def _standing(session: AsyncSession, actor: PersonFacts, code: str | int, now: datetime) -> SessionFacts:
    """A session of the actor's office that was not called off."""
    row = await find_session(session, actor.office_id, code, now)
    facts = session_facts(row, await office_zone(session, row.office_id))
    if facts.status is SessionStatus.CANCELLED:
        raise Refusal("refused-already-cancelled", code=facts.code)
    return facts


def _letters(
    connection: Connection, stationery: Stationery, facts: SessionFacts, actor: PersonFacts, now: datetime
) -> dict[int, Given]:
    """Numbers of the session's letters by revision, the last of them for the session as it stands."""
    lock_numbers(connection, facts.office_id)
    numbers = given(connection, facts.id, PaperKind.LETTER)
    if numbers and facts.terms_at(max(numbers)) == facts.terms:
        # What the last letter says is true (again): the session may have moved away and back.
        return numbers
    if now >= facts.starts_at:
        raise Refusal("refused-letter-late", code=facts.code)
    year = now.astimezone(facts.zone).year
    series = Series(facts.office_id, year, stationery.letter_series(facts.division))
    new = give(connection, series, facts.id, PaperKind.LETTER, [facts.revision], issued_by=actor.id, now=now)
    return numbers | new


def _printed(stationery: Stationery, facts: SessionFacts, found: Given) -> tuple[str, date]:
    """A letter's number as it is printed, and its date."""
    dated = found.issued_at.astimezone(facts.zone).date()
    return stationery.number(found.number, found.series.name, dated), dated
