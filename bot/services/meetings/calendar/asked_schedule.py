"""The calendar as people ask for it by words: what is dated, what is planned, what is past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, or_, select

from bot.domain.invitations.audience import parse_audience
from bot.domain.meetings.schedule_words.asked import Span, Unknown
from bot.domain.meetings.schedule_words.asking import asked_for
from bot.domain.meetings.schedule_words.understood import understood
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.meetings.to_date import room
from bot.domain.people.facts import PersonFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services.meetings.calendar.asked_days import (
    Schedule,
    goes_on,
    in_question,
    is_of_division,
    looked_back_at,
    overdue_window,
)
from bot.services.meetings.calendar.periods import month_of, period_of
from bot.services.meetings.calendar.plan_activities import load_activities
from bot.services.meetings.calendar.plan_years import PlanYears
from bot.services.meetings.calendar.to_date import still_to_date
from bot.services.owing.showing import showing
from bot.services.owing.withdrawing import not_ahead
from bot.storage.models import District, Invitation, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.services.context import Context


async def schedule(
    ctx: Context,
    actor: PersonFacts,
    words: Sequence[str],
    *,
    chat_id: int | None = None,
    shows: Callable[[Schedule], Iterable[SessionFacts]] = lambda _: (),
) -> Schedule:
    """The schedule that some words ask for, in the actor's office; refuses words that mean nothing.

    `chat_id` is the chat that is about to be shown of it what `shows` says; None: nobody is shown when anything is.
    """
    unit = partial(_schedule, actor=actor, words=words, today=ctx.today(actor.zone), now=ctx.clock.now())
    return await showing(ctx, chat_id, unit, shows, place=False)


def _schedule(connection: Connection, actor: PersonFacts, words: Sequence[str], today: date, now: datetime) -> Schedule:
    activities = load_activities(connection, actor.office_id)
    mine = frozenset(connection.execute(_INVITED, {"person": actor.id}).scalars())
    districts = {name: id_ for name, id_ in connection.execute(_DISTRICTS, {"office": actor.office_id})}
    try:
        wanted = understood(words, today, districts).district_id
        asked, found, read = asked_for(words, today, districts, activities)
    except Unknown as unknown:
        raise Refusal("schedule-usage", given=unknown.given[:40]) from None
    of_district = frozenset(
        connection.execute(_OF_DISTRICT, {"office": actor.office_id, "district": wanted}).scalars() if wanted else ()
    )
    years = PlanYears.of(activities, today)
    found = tuple(one for one in found if is_of_division(one, asked.division))
    invited = {one.id: parse_audience(one.audience) for one in found}
    mine_planned = frozenset(one.id for one in found if invited[one.id].invites(actor))
    shown = found
    if asked.mine:
        shown = tuple(one for one in shown if one.id in mine_planned)
    if asked.district_id:
        shown = tuple(one for one in shown if invited[one.id].invites_panwascam)
    theirs = (one for activity in found for one in activity.sessions if one.id in mine and one.ends_at > now)
    mine -= {one.id for one in theirs if actor.id in not_ahead(connection, one, now)}
    held = [
        one
        for activity in found
        for one in activity.sessions
        if one.status is SessionStatus.SCHEDULED
        and (not asked.mine or one.id in mine)
        and (not asked.district_id or one.id in of_district)
    ]
    held.sort(key=lambda one: (one.starts_at, one.code))
    late = [one for one in shown if one.plan_year == years.in_force and overdue_window(one, today) is not None]
    district = next((name for name, id_ in districts.items() if id_ == asked.district_id), "")
    whole = Schedule(asked, mine=mine, mine_planned=mine_planned, district=district, read=read)
    if asked.span is Span.LATE:
        return replace(whole, overdue=tuple(late))
    begin, end = month_of(asked.first)
    coming = [one for one in held if one.ends_at > now]
    # What began yesterday evening and is on past midnight is of today too.
    running = frozenset(one.id for one in coming if one.starts_at <= now and asked.first <= today <= asked.last)
    sessions = tuple(
        one for one in coming if one.id in running or (asked.first <= one.last_day and one.day <= asked.last)
    )
    planned = tuple(still_to_date(shown, asked.first, asked.last, years, everything=asked.span is Span.ALL))
    most = max(_ROOM[asked.span], (asked.last - asked.first).days + 1) if asked.span in _ROOM else None
    near = planned if most is None else tuple(one for one in planned if (room(period_of(one)) or 999) <= most)
    if asked.last < today:
        planned = near = tuple(one for one in near if asked.span is Span.MONTH and goes_on(one, late))
    return replace(
        whole,
        sessions=sessions,
        planned=near,
        of_month=tuple(one for one in held if begin <= one.last_day and one.day <= end),
        elsewhere=len(planned) - len(near),
        overdue=tuple(one for one in late if one not in planned and in_question(one, asked, today)),
        done=tuple(one for one in held if one.ends_at <= now and looked_back_at(one, asked, today)),
        following=None if sessions else next((one for one in coming if one.day > asked.last), None),
    )


# Of few days: what has so many days to choose from that it says little of these is only counted.
_ROOM = {Span.DAY: 7, Span.WEEK: 14, Span.NEXT_WEEK: 14, Span.SEVEN: 14, Span.DAYS: 14}
# Or stands in.
_INVITED = select(Invitation.session_id).where(
    or_(Invitation.person_id == bindparam("person"), Invitation.substitute_id == bindparam("person"))
)
_DISTRICTS = select(District.name, District.id).where(District.office_id == bindparam("office")).order_by(District.id)
_OF_DISTRICT = select(Session.id).where(
    Session.office_id == bindparam("office"),
    exists().where(Invitation.session_id == Session.id, Invitation.district_id == bindparam("district")),
)
