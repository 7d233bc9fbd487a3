"""Polls about a date: asked of the audience, answered slot by slot, the silent asked once more, and one slot taken."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, exists, insert, select, update

from bot.domain.invitations.audience import parse_audience
from bot.domain.ledger import Purpose, State, delivery_key
from bot.domain.meetings.codes import write_code
from bot.domain.meetings.polls import MOST_SLOTS, Choice, PollFacts, PollSlot
from bot.domain.night import not_at_night
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, local_instant
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_actor, require_manager, still_manages
from bot.services.meetings.clashing import in_office
from bot.services.meetings.facts import find_activity
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.storage.models import Activity, DatePoll, Delivery, Office, Person, PollVote, Session
from bot.storage.prepared import Prepared
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import BindParameter, Connection

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

# The silent are asked once more, on the morning of the second day.
_CHASED = time(9)
_CHASED_AFTER = timedelta(days=2)
_BETWEEN = timedelta(days=1)


async def ask(ctx: Context, actor: PersonFacts, activity_code: str, slots: Sequence[PollSlot], place: str) -> PollFacts:
    """Ask the audience of an activity about slots to come; refuses none, too many, and what is past."""
    require_manager(actor)
    now = ctx.clock.now()
    if not 1 < len(slots) <= MOST_SLOTS:
        raise Refusal("refused-poll-slots", most=MOST_SLOTS)
    if any(one.starts_at <= now for one in slots):
        raise Refusal("refused-date-past")

    def _unit(connection: Connection) -> PollFacts:
        still_manages(connection, actor, now)
        activity = find_activity(connection, actor.office_id, activity_code)
        return _ask(connection, actor, activity, slots, place, now)

    return await ctx.db.transact(_unit)


def _ask(
    connection: Connection, actor: PersonFacts, activity: Any, slots: Sequence[PollSlot], place: str, now: datetime
) -> PollFacts:
    rule = parse_audience(activity.audience)
    # Whoever will have left by then has no say, and was not counted in the last look.
    first = min(one.day(actor.zone) for one in slots)
    people = [row.id for row in in_office(connection, actor.office_id, first) if rule.invites(row)]
    values = {
        "office_id": actor.office_id,
        "activity_id": activity.id,
        "slots": [[one.starts_at.isoformat(), one.ends_at.isoformat(), one.open_end] for one in slots],
        "place": place,
        "people": people,
        "asked_by": actor.id,
        "asked_at": now,
    }
    poll_id = connection.execute(insert(DatePoll).values(values).returning(DatePoll.id)).scalar_one()
    asked = polls_of(connection, [poll_id])[poll_id]
    _owe(connection, asked, people, now, now)
    audit.record_act(connection, actor, now, "poll.ask", f"poll:{poll_id}", code=activity.code, people=len(people))
    return asked


def _owe(connection: Connection, poll: PollFacts, people: Sequence[int], asked_at: datetime, now: datetime) -> None:
    """The question, and the one to the silent where a day or more lies between them; whoever was asked is not asked anew."""
    today = now.astimezone(poll.zone).date()
    chased = local_instant(asked_at.astimezone(poll.zone).date() + _CHASED_AFTER, _CHASED, poll.zone)
    until = max(one.starts_at for one in poll.slots)
    dues = [("", Due(not_at_night(now, poll.zone), until))]
    if now + _BETWEEN <= chased < until:
        dues.append(("c", Due(chased, until)))
    chats = connection.execute(_TOLD, {"day": today, "people": people}).all() if people else []
    owe(
        connection,
        [
            Owed(
                Purpose.DATE_POLL,
                row.chat_id,
                due,
                poll.office_id,
                row.id,
                occurrence=f"p{poll.id}{again}",
                facts={"poll": poll.id, **({"again": 1} if again else {})},
            )
            for again, due in dues
            for row in chats
        ],
        now,
    )


def owe_polls(connection: Connection, person: PersonFacts, now: datetime) -> None:
    """Somebody can be written to from now on: polls that go on ask them too, also whoever came to the roster since."""
    rows = _GOING_ON.all(connection, {"office": person.office_id})
    polls = polls_of(connection, [row.id for row in rows])
    for row in rows:
        poll = polls[row.id]
        if poll.is_over or max(one.starts_at for one in poll.slots) <= now:
            continue
        if person.id not in poll.asked and not _joins(connection, row, poll, person.id):
            continue
        _owe(connection, poll, [person.id], row.asked_at, now)


def follow_audience(connection: Connection, office_id: int, now: datetime) -> None:
    """People, or whom the plan wants, are others by now: polls that go on ask whoever has come into the audience.

    Whoever has left it is asked no more, and what they said does not count while they are out.
    """
    rows = _GOING_ON.all(connection, {"office": office_id})
    polls = polls_of(connection, [row.id for row in rows])
    for row in rows:
        poll = polls[row.id]
        if max(one.starts_at for one in poll.slots) <= now:
            continue
        rule, first = parse_audience(row.audience), min(one.day(poll.zone) for one in poll.slots)
        audience = [one.id for one in in_office(connection, office_id, first) if rule.invites(one)]
        # Two who register at the same moment are both kept.
        people = connection.execute(_LOCKED_PEOPLE, {"poll": poll.id}).scalar_one()
        joined, left = [one for one in audience if one not in people], set(people).difference(audience)
        kept = [*(one for one in people if one not in left), *joined]
        if joined or left:
            connection.execute(update(DatePoll).where(DatePoll.id == poll.id).values(people=kept))
            _forget_unread(connection, poll, left)
        if not poll.is_over:
            # All of them: who was out of office when they came into the audience may be back by now.
            _owe(connection, poll, kept, row.asked_at, now)


def _forget_unread(connection: Connection, poll: PollFacts, people: Collection[int]) -> None:
    """Questions that have not gone out leave no trace: whoever comes back is asked then."""
    first, again = (
        {delivery_key(Purpose.DATE_POLL, f"o{poll.office_id}", 0, one, f"p{poll.id}{which}"): one for one in people}
        for which in ("", "c")
    )
    unread = {first[key] for key in connection.execute(_UNREAD, {"keys": list(first)}).scalars()} if first else set()
    if unread:
        keys = [key for kind in (first, again) for key, one in kind.items() if one in unread]
        connection.execute(_FORGET, {"keys": keys})


def _joins(connection: Connection, row: Any, poll: PollFacts, person_id: int) -> bool:
    """Whether somebody who was not counted is of the audience by now, and is counted from now on."""
    first = min(one.day(poll.zone) for one in poll.slots)
    rule = parse_audience(row.audience)
    if not any(one.id == person_id and rule.invites(one) for one in in_office(connection, poll.office_id, first)):
        return False
    # Two who register at the same moment are both kept.
    people = connection.execute(_LOCKED_PEOPLE, {"poll": poll.id}).scalar_one()
    connection.execute(update(DatePoll).where(DatePoll.id == poll.id).values(people=[*people, person_id]))
    return True


async def vote(ctx: Context, telegram_id: int, poll_id: int, slot: int | None, choice: Choice) -> tuple[PollFacts, int]:
    """What somebody says of a slot (None: of all); again it changes nothing. Refuses who was not asked, and what is closed."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[PollFacts, int]:
        actor = require_actor(connection, telegram_id, now)
        found = polls_of(connection, [poll_id]).get(poll_id)
        if found is None or actor.id not in found.asked:
            raise Refusal("refused-poll-other")
        if found.chosen is not None:
            raise Refusal("refused-poll-closed", code=found.activity_code)
        if slot is not None and slot >= len(found.slots):
            raise Refusal("refused-stale-button")
        for one in range(len(found.slots)) if slot is None else (slot,):
            if found.said.get(actor.id, {}).get(one) is not choice:
                upsert(
                    connection,
                    PollVote,
                    {"poll_id": poll_id, "person_id": actor.id, "slot": one},
                    {"choice": choice, "at": now},
                )
        return polls_of(connection, [poll_id])[poll_id], actor.id

    return await ctx.db.transact(_unit)


async def poll_of(ctx: Context, actor: PersonFacts, poll_id: int) -> PollFacts:
    """A poll of the actor's office as it stands."""
    require_manager(actor)
    found = (await ctx.db.query(lambda connection: polls_of(connection, [poll_id]))).get(poll_id)
    if found is None or found.office_id != actor.office_id:
        raise Refusal("refused-stale-button")
    return found


async def latest(ctx: Context, actor: PersonFacts, activity_code: str) -> PollFacts | None:
    """The last poll about an activity, if there was one."""
    require_manager(actor)

    def _unit(connection: Connection) -> PollFacts | None:
        activity = find_activity(connection, actor.office_id, activity_code)
        poll_id = connection.execute(_LATEST, {"activity": activity.id}).scalar_one_or_none()
        return None if poll_id is None else polls_of(connection, [poll_id])[poll_id]

    return await ctx.db.query(_unit)


async def choose(ctx: Context, actor: PersonFacts, poll_id: int, slot: int) -> PollFacts:
    """Take a slot: nobody is asked any more. Another one may be taken until a date is set."""
    found = await poll_of(ctx, actor, poll_id)
    if slot >= len(found.slots):
        raise Refusal("refused-stale-button")
    now = ctx.clock.now()

    def _unit(connection: Connection) -> PollFacts:
        still_manages(connection, actor, now)
        if found.chosen != slot:
            connection.execute(update(DatePoll).where(DatePoll.id == poll_id).values(chosen=slot))
            audit.record_act(connection, actor, now, "poll.choose", f"poll:{poll_id}", code=found.activity_code)
        return polls_of(connection, [poll_id])[poll_id]

    return await ctx.db.transact(_unit)


def polls_of(connection: Connection, ids: Collection[int]) -> dict[int, PollFacts]:
    """Polls by id, with what was said."""
    if not ids:
        return {}
    said: dict[int, dict[int, dict[int, Choice]]] = defaultdict(lambda: defaultdict(dict))
    for row in connection.execute(_VOTES, {"ids": list(ids)}):
        said[row.poll_id][row.person_id][row.slot] = row.choice
    rows = connection.execute(_POLLS, {"ids": list(ids)}).all()
    everybody = sorted({one for row in rows for one in row.people})
    names: dict[int, str] = (
        {row.id: row.name for row in connection.execute(_NAMES, {"people": everybody})} if everybody else {}
    )
    return {row.id: _facts(row, names, said[row.id]) for row in rows}


def _facts(row: Any, names: dict[int, str], said: dict[int, dict[int, Choice]]) -> PollFacts:
    return PollFacts(
        row.id,
        row.office_id,
        write_code(row.code, row.plan_year, in_force=row.in_force),
        row.short_title,
        row.place,
        ZoneInfo(row.timezone),
        tuple(
            PollSlot(datetime.fromisoformat(starts), datetime.fromisoformat(ends), open_end)
            for starts, ends, open_end in row.slots
        ),
        {one: names[one] for one in row.people if one in names},
        # What those said who are asked no more is kept, should they be again.
        {one: choices for one, choices in said.items() if one in set(row.people)},
        row.chosen,
        is_dated=bool(row.is_dated),
    )


_POLLS = (
    select(
        DatePoll.id,
        DatePoll.office_id,
        DatePoll.slots,
        DatePoll.place,
        DatePoll.people,
        DatePoll.chosen,
        exists()
        .where(
            Session.activity_id == DatePoll.activity_id,
            Session.status == SessionStatus.SCHEDULED,
            Session.created_at >= DatePoll.asked_at,
        )
        .label("is_dated"),
        Activity.code,
        Activity.plan_year,
        Activity.in_force,
        Activity.short_title,
        Office.timezone,
    )
    .join(Activity, Activity.id == DatePoll.activity_id)
    .join(Office, Office.id == DatePoll.office_id)
    .where(DatePoll.id.in_(bindparam("ids", expanding=True)))
)
_LATEST = select(DatePoll.id).where(DatePoll.activity_id == bindparam("activity")).order_by(DatePoll.id.desc()).limit(1)
_GOING_ON = Prepared(
    select(DatePoll.id, DatePoll.asked_at, Activity.audience)
    .join(Activity, Activity.id == DatePoll.activity_id)
    .where(DatePoll.office_id == bindparam("office"), DatePoll.chosen.is_(None))
    .order_by(DatePoll.id)
)
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_UNREAD = select(Delivery.key).where(
    Delivery.key.in_(_KEYS), Delivery.state == State.PENDING, Delivery.perhaps_told.is_(None)
)
_FORGET = delete(Delivery).where(
    Delivery.key.in_(_KEYS), Delivery.state == State.PENDING, Delivery.perhaps_told.is_(None)
)
_LOCKED_PEOPLE = select(DatePoll.people).where(DatePoll.id == bindparam("poll")).with_for_update()
_VOTES = select(PollVote.poll_id, PollVote.person_id, PollVote.slot, PollVote.choice).where(
    PollVote.poll_id.in_(bindparam("ids", expanding=True))
)
_NAMES = select(Person.id, Person.name).where(Person.id.in_(bindparam("people", expanding=True)))
_TOLD = recipients(registered_on(bindparam("day"))).where(Person.id.in_(bindparam("people", expanding=True)))
