"""What a clerk enters for somebody, and takes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.domain.door.checkin import OPENS_BEFORE, Arrival, CheckInWay
from bot.domain.door.facts import ArrivalLine
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.door.arrivals import arrivals_of, arrive, leave
from bot.services.door.clerk_list import LINE, arrival_line, day_of
from bot.services.door.sessions import BY_ID_LOCKED, as_clerk
from bot.services.groups.cards import stale_cards
from bot.services.meetings.facts import session_of
from bot.services.owing.saying_again import say_again
from bot.storage.models import Invitation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Marked:
    """What a clerk's tap led to: the line as it stands now, and whether it stood so before."""

    line: ArrivalLine
    again: bool


async def clerk_mark(
    ctx: Context, telegram_id: int, session_id: int, invitation_id: int, *, substitute: bool = False, day: int = 1
) -> Marked:
    """A clerk enters that somebody came on a day, or the `substitute`; who is marked already keeps when and how."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Marked:
        actor, row = as_clerk(BY_ID_LOCKED, connection, telegram_id, session_id, now)
        facts, which = _markable(row, day, now)
        line = _marked_line(connection, facts, which, invitation_id)
        if substitute and not line.substitute:
            # The list may be older than the answer: nobody may stand in any more.
            raise Refusal("refused-stale-button")
        if line.came_at is not None:
            if line.substitute_came != substitute:
                raise Refusal("refused-clerk-other", name=line.came)
            return Marked(line, again=True)
        # When they came, who marks it afterwards does not say: as on paper, in time.
        came = Arrival(which.starts_at if now >= which.ends_at else now, CheckInWay.CLERK, substitute)
        _mark_arrival(connection, actor, facts, which, invitation_id, came, now)
        return Marked(_marked_line(connection, facts, which, invitation_id), again=False)

    return await ctx.db.transact(_unit)


async def clerk_unmark(
    ctx: Context, telegram_id: int, session_id: int, invitation_id: int, *, came_at: int, day: int = 1
) -> Marked | None:
    """A clerk takes back that somebody came at `came_at` (seconds of the epoch), as the question said.

    None where it stands otherwise by now: somebody else has taken it back, or the person has checked in anew.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Marked | None:
        actor, row = as_clerk(BY_ID_LOCKED, connection, telegram_id, session_id, now)
        facts, which = _markable(row, day, now)
        line = _marked_line(connection, facts, which, invitation_id)
        if line.came_at is None or int(line.came_at.timestamp()) != came_at:
            return None
        _mark_arrival(connection, actor, facts, which, invitation_id, None, now)
        return Marked(line, again=False)

    return await ctx.db.transact(_unit)


def _markable(row: Any, number: int, now: datetime) -> tuple[SessionFacts, MeetingDay]:
    """The session and its day, if somebody can be marked there now."""
    facts = session_of(row)
    day = day_of(facts, number)
    if facts.status is SessionStatus.CANCELLED:
        raise Refusal("refused-already-cancelled", code=facts.code)
    if now < day.starts_at - OPENS_BEFORE:
        raise Refusal("refused-check-in-early", code=facts.code)
    return facts, day


def _marked_line(connection: Connection, facts: SessionFacts, day: MeetingDay, invitation_id: int) -> ArrivalLine:
    """The line of an invitation, which nobody else marks meanwhile."""
    held = _INVITATION_LOCKED, {"session": facts.id, "invitation": invitation_id}
    if connection.execute(*held).one_or_none() is None:
        raise Refusal("refused-stale-button")
    came = arrivals_of(connection, facts, invitation_id)
    return arrival_line(connection.execute(LINE, held[1]).one(), facts, day, came)


_INVITATION_LOCKED = (
    select(Invitation.id)
    .where(Invitation.id == bindparam("invitation"), Invitation.session_id == bindparam("session"))
    .with_for_update()
)


def _mark_arrival(
    connection: Connection,
    actor: PersonFacts,
    facts: SessionFacts,
    day: MeetingDay,
    invitation_id: int,
    came: Arrival | None,
    now: datetime,
) -> None:
    """Somebody came on that day, or nobody."""
    if not facts.is_of_days:
        values: dict[str, Any] = {
            "checked_in_at": came.at if came else None,
            "check_in_how": came.way.value if came else "",
            "checked_in_by": actor.id if came else None,
            "substitute_came": came is not None and came.by_substitute,
        }
        connection.execute(update(Invitation).where(Invitation.id == invitation_id).values(**values))
    elif came is None:
        leave(connection, invitation_id, day.day)
    else:
        arrive(connection, invitation_id, day.day, came, actor.id)
    # Their messages say whether they are on the list, and lead there where they are not; so do those of who stands in for them.
    for person_id in connection.execute(_WHOSE, {"invitation": invitation_id}).one():
        if person_id is not None:
            say_again(connection, facts.id, person_id, now)
    stale_cards(connection, facts.id)
    audit.record(
        connection,
        office_id=facts.office_id,
        at=now,
        actor_id=actor.id,
        action="check_in.clerk",
        subject=f"invitation:{invitation_id}",
        came=came is not None,
        substitute=came is not None and came.by_substitute,
        **({"day": day.day.isoformat()} if facts.is_of_days else {}),
    )


_WHOSE = select(Invitation.person_id, Invitation.substitute_id).where(Invitation.id == bindparam("invitation"))
