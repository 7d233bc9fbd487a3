"""Certificates of those who came: all for the office, one's own for everybody, once the session is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, or_

from bot.domain.papers.facts import CertificateFacts, Recipient
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import may_clerk
from bot.services.door.presence import presence_at
from bot.services.meetings.facts import SESSIONS, session_of
from bot.services.papers.issuer import issuer_of, stationery_of
from bot.services.papers.letters_and_lists import nips_of, uncancelled
from bot.services.papers.numbers import About, NumberSeries, PaperKind, give, given, lock_numbers
from bot.storage.models import Invitation, Session

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

_MOST_LISTED = 8


async def certificates(ctx: Context, actor: PersonFacts, code: str | int) -> CertificateFacts:
    """Everybody's, for those of the office; for anybody else the own one.

    The first who asks has all who came numbered, in roster order; whoever is entered later gets the next number.
    They are dated on the session's last day.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> CertificateFacts:
        facts = uncancelled(connection, actor, code, now)
        if now < facts.ends_at:
            raise Refusal("refused-certificate-early", code=facts.code)
        came = _recipients(connection, facts)
        if not may_clerk(actor) and actor.id not in came:
            raise Refusal("refused-certificate-absent", code=facts.code)
        if not came:
            raise Refusal("refused-certificate-nobody", code=facts.code)
        dated = facts.last_day if facts.open_end else facts.ends_at.astimezone(facts.zone).date()
        stationery = stationery_of(connection, facts.office_id)
        series = NumberSeries(facts.office_id, dated.year, stationery.certificate_series(facts.division))
        lock_numbers(connection, facts.office_id)
        numbers = give(
            connection,
            series,
            About(session_id=facts.id),
            PaperKind.CERTIFICATE,
            list(came),
            issued_by=actor.id,
            now=now,
        )
        shown = list(came) if may_clerk(actor) else [actor.id]
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=actor.id,
            action="paper.certificates",
            subject=f"session:{facts.id}",
            people=len(shown),
        )
        letters = given(connection, About(session_id=facts.id), PaperKind.LETTER)
        return CertificateFacts(
            issuer=issuer_of(connection, facts.office_id, facts.division, dated),
            session=facts,
            dated=dated,
            recipients=tuple(
                (stationery.number(numbers[key].number, numbers[key].series.name, dated), came[key]) for key in shown
            ),
            invited_by=letters[max(letters)].printed(stationery, facts.zone) if letters else None,
        )

    return await ctx.db.transact(_unit)


async def certified_sessions(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions that are over and have certificates for the actor, the latest first."""
    own = or_(
        and_(Invitation.person_id == actor.id, Invitation.substitute_came.is_(False)),
        and_(Invitation.substitute_id == actor.id, Invitation.substitute_came.is_(True)),
    )
    came = exists().where(Invitation.session_id == Session.id, Invitation.checked_in_at.is_not(None))
    query = SESSIONS.where(
        Session.office_id == actor.office_id,
        Session.status == SessionStatus.SCHEDULED,
        Session.ends_at <= ctx.clock.now(),
        came if may_clerk(actor) else came.where(own),
    )
    query = query.order_by(Session.starts_at.desc(), Session.id).limit(_MOST_LISTED)
    return await ctx.db.query(lambda connection: [session_of(row) for row in connection.execute(query)])


def _recipients(connection: Connection, facts: SessionFacts) -> dict[int, Recipient]:
    """Who came, by the key under which they are numbered: the person's id; for a guest, the invitation's, negative."""
    found: dict[int, Recipient] = {}
    nips = nips_of(connection, facts.office_id)
    for one in presence_at(connection, facts):
        if one.check_in is None:
            continue
        person = one.substitute if one.stood_in else one.invitation.person
        if person is not None:
            found.setdefault(
                person.id,
                Recipient(person.name, person.position.value, person.district, person.office, nips.get(person.id)),
            )
        else:
            guest = one.invitation
            found[-guest.id] = Recipient(guest.substitute, guest.guest_position, "")
    return found
