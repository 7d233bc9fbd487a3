"""What people may do in a history: each action calls the service, and tells the model what must come of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.door.checkin import OPENS_BEFORE
from bot.domain.meetings.appointments import Appointment
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services.door import checking_in, clerk_list, clerk_marks, venue_code
from bot.services.door.proofs import Proof
from bot.services.invitations import answering, reminding, seats_and_chasing, standing_in
from bot.services.invitations.answering import Reply
from bot.services.meetings import cancelling, moving, scheduling
from bot.services.meetings.outcomes import Scheduled
from bot.services.owing.nightly import plan
from tests.histories.world import WIB, Held, Stands

if TYPE_CHECKING:
    from datetime import time

    from tests.histories.world import Who, World


def appointment(world: World, days: int, at: time, hours: int | None, place: str) -> Appointment:
    """So many days from now; without hours the end is open, three hours on."""
    day = world.now.astimezone(WIB).date() + timedelta(days=days)
    starts = datetime.combine(day, at, WIB).astimezone(world.now.tzinfo)
    return Appointment(starts, None if hours is None else starts + timedelta(hours=hours), place)


def ends_of(given: Appointment) -> datetime:
    return given.ends_at or given.starts_at + timedelta(hours=3)


def at_that_hour(world: World, activity: str, given: Appointment) -> list[Held]:
    return [
        one
        for one in world.sessions.values()
        if one.activity == activity and one.starts == given.starts_at and not one.cancelled
    ]


def schedule(world: World, activity: str, given: Appointment) -> None:
    beside = at_that_hour(world, activity, given)
    doing = scheduling.schedule(world.ctx, world.heads[0], activity, given, confirmed=True, beside=[*world.sessions])
    accepted = given.starts_at > world.now and all(one.place != given.place for one in beside)
    done = world.attempt(doing, accepted=accepted)
    if done is None:
        return
    assert isinstance(done, Scheduled)
    held = Held(done.session.id, done.session.code, activity, given.starts_at, ends_of(given), given.place)
    held.most_days = len(held.days())
    world.sessions[held.id] = held
    world.invitations |= {(held.id, one.id): Stands() for one in world.invited(held)}


def move(world: World, held: Held, given: Appointment) -> None:
    """Whoever was there on a day that it keeps is there; of another day they are not, until it is on that day again."""
    there = [one for one in at_that_hour(world, held.activity, given) if one.place == given.place and one is not held]
    # What has begun may keep its beginning: its end and its place are still changed.
    ahead = given.starts_at > world.now or given.starts_at == held.starts
    days, dates = held.days(), replace(held, starts=given.starts_at, ends=ends_of(given)).dates()
    # A day of several that is over was held, and stays.
    over = [begin.astimezone(WIB).date() for begin, end in days if end <= world.now and len(days) > 1]
    accepted = not held.cancelled and held.ends > world.now and ahead and not there and {*over} <= {*dates}
    doing = moving.move(world.ctx, world.heads[1], held.code, given, confirmed=True, beside=[*world.sessions])
    if world.attempt(doing, accepted=accepted) is None:
        return
    before = held.starts, held.ends
    held.starts, held.ends, held.place = given.starts_at, ends_of(given), given.place
    held.most_days = max(held.most_days, len(held.days()))
    for one in world.of_session(held).values():
        lost = {day: (came, one.instead) for day, came in one.on.items() if day not in held.dates()}
        back = {day: of for day, of in one.lost.items() if day in held.dates()}
        again = {day: came for day, (came, whom) in back.items() if not came[2] or one.instead == whom}
        one.on = again | {day: came for day, came in one.on.items() if day not in lost}
        one.lost = {day: of for day, of in one.lost.items() if day not in back} | lost
    _ask_again(world, held, *before)


def _ask_again(world: World, held: Held, starts: datetime, ends: datetime) -> None:
    """Another day or hour asks for another answer; what was answered stands again where it is what holds again."""
    now_holds = (held.starts, held.ends)
    if held.laid_aside is not None and held.laid_aside[:2] == now_holds:
        for person_id, (said, by) in held.laid_aside[2].items():
            stands = world.invitations[held.id, person_id]
            if stands.answer is None:
                stands.answer, stands.behalf = said, by
        held.laid_aside = None
    elif starts > world.now and (starts, ends) != now_holds:
        asked = {
            key[1]: one
            for key, one in world.invitations.items()
            if key[0] == held.id and one.answer in (Answer.ATTENDING, Answer.EXCUSED) and not one.on
        }
        if asked:
            said_by = {person_id: (one.answer, one.behalf) for person_id, one in asked.items() if one.answer}
            held.laid_aside = (starts, ends, said_by)
        for one in asked.values():
            one.answer = one.behalf = None


def prepare(world: World, held: Held, what: str, text: str) -> None:
    """Agenda or link alone: the session stays when and where it is."""
    accepted = not held.cancelled and held.ends > world.now
    said = {what: text}
    given = Appointment(held.starts, held.ends, held.place, said.get("agenda"), said.get("bring"), said.get("link"))
    doing = moving.move(world.ctx, world.heads[1], held.code, given, confirmed=True, beside=[*world.sessions])
    world.attempt(doing, accepted=accepted)


def cancel(world: World, held: Held) -> None:
    accepted = not held.cancelled and held.ends > world.now
    doing = cancelling.cancel(world.ctx, world.heads[0], held.code, "hari libur")
    if world.attempt(doing, accepted=accepted) is not None:
        held.cancelled = True


def set_seats(world: World, held: Held, seats: int | None) -> None:
    accepted = not held.cancelled and held.ends > world.now
    doing = seats_and_chasing.set_seats(world.ctx, world.heads[0], held.code, seats)
    if world.attempt(doing, accepted=accepted) is not None:
        held.seats = seats


def answer(world: World, held: Held, person: Who, reply: Reply, behalf: Who | None = None) -> None:
    """One's own answer, or (by `behalf`) that of somebody of the same kecamatan."""
    speaker = behalf or person
    assert speaker.telegram_id is not None
    accepted = world.takes_answers(held, person)
    stands = world.invitations.get((held.id, person.id), Stands())
    wanted = (reply.answer, reply.substitute_id, reply.guest_name)
    same = (stands.answer, stands.substitute, stands.guest) == wanted
    if stands.came is not None and not same:
        accepted = False
    if reply.answer is Answer.SUBSTITUTED and not reply.guest_name:
        accepted &= reply.substitute_id in world.may_stand_in(held, person)
    if behalf is None:
        world.attempt(answering.answer(world.ctx, speaker.telegram_id, held.id, reply), accepted=accepted)
    else:
        accepted &= behalf.district_id == person.district_id
        # Only the silent are spoken for, by others.
        accepted &= same or stands.answer is None or behalf.id == person.id
        doing = answering.answer_for(world.ctx, speaker.telegram_id, held.id, person.id, reply)
        world.attempt(doing, accepted=accepted)
    if accepted and not same:
        by = None if speaker.id == person.id else speaker.id
        world.invitations[held.id, person.id] = Stands(*wanted, by, stands.on, stands.lost)


def reply_of(choice: Answer, substitute_id: int | None) -> Reply:
    """Berhalangan has a reason; without somebody of the roster a guest stands in."""
    if choice is Answer.EXCUSED:
        return Reply(choice, ExcuseKind.SICK)
    if choice is Answer.SUBSTITUTED:
        return Reply(choice, substitute_id=substitute_id, guest_name="" if substitute_id else "Bapak Tamu")
    return Reply(choice)


def decline(world: World, held: Held, person: Who) -> None:
    assert person.telegram_id is not None
    of_whom = [one for one in world.of_session(held).values() if one.substitute == person.id]
    accepted = bool(of_whom) and not held.cancelled and world.now < held.starts
    accepted &= not any(one.came for one in of_whom)
    doing = standing_in.decline(world.ctx, person.telegram_id, held.id)
    if world.attempt(doing, accepted=accepted) is not None:
        for one in of_whom:
            one.answer = one.substitute = one.behalf = None


def show_pin(world: World, held: Held) -> None:
    assert world.clerk.telegram_id is not None
    world.attempt(venue_code.show_pin(world.ctx, world.clerk.telegram_id, held.id), accepted=True)
    held.has_pin = True


def check_in(world: World, held: Held, person: Who, *, pin: bool, right: bool) -> None:
    """By the digits shown at the venue (right or wrong), or by the press alone."""
    assert person.telegram_id is not None
    own = world.invitations.get((held.id, person.id))
    instead = [one for one in world.of_session(held).values() if one.substitute == person.id]
    stands = own or (instead[0] if instead else None)
    digits = ""
    if pin:
        shown = ""
        if held.has_pin:
            assert world.clerk.telegram_id is not None
            shown = world.run(venue_code.show_pin(world.ctx, world.clerk.telegram_id, held.id)).pin
        digits = shown if right and shown else f"{(int(shown or 0) + 5_000) % 10_000:04d}"
    proven = (not held.has_pin) if not pin else held.has_pin and right and not world.tried_too_often(person)
    begins, ends = held.days()[held.day_at(world.now)]
    day = held.dates()[held.day_at(world.now)]
    open_ = not held.cancelled and begins - OPENS_BEFORE <= world.now < ends
    there = stands.on.get(day) if stands is not None else None
    # One of the two is there: the other is told so.
    again = there is not None and there[2] == (own is None)
    doing = checking_in.check_in(world.ctx, person.telegram_id, held.id, Proof(pin=digits))
    comes = stands is not None and there is None and open_
    done = world.attempt(doing, accepted=again or (comes and proven))
    if pin and comes and not proven and not world.tried_too_often(person):
        world.wrong_pins.append((person.id, world.now))
    if done is None or stands is None:
        return
    assert done.again == again
    if not again:
        stands.on[day] = (world.now, "pin" if pin else "tombol", own is None)
    assert done.at == stands.on[day][0]


def clerk_mark(world: World, held: Held, person: Who, *, came: bool, substitute: bool) -> None:
    """The clerk's list: who has somebody to stand in may be marked so."""
    clerk = world.clerk.telegram_id
    assert clerk is not None
    stands = world.invitations[held.id, person.id]
    which = held.day_at(world.now)
    day, (begins, ends) = held.dates()[which], held.days()[which]
    found = world.run(clerk_list.clerk_list(world.ctx, clerk, held.id))
    assert (found.day.day, found.day.number) == (day, which + 1)
    line = next(one for one in found.lines if one.name == person.name)
    accepted = not held.cancelled and world.now >= begins - OPENS_BEFORE
    there = stands.on.get(day)
    if not came:
        told = int(line.came_at.timestamp()) if line.came_at is not None else 0
        world.attempt(
            clerk_marks.clerk_unmark(world.ctx, clerk, held.id, line.invitation_id, came_at=told, day=which + 1),
            accepted=accepted,
        )
        if accepted:
            stands.on.pop(day, None)
        return
    accepted &= not substitute or bool(stands.substitute or stands.guest)
    # Who is marked stays marked as they are; the other of the two is refused.
    accepted &= there is None or there[2] == substitute
    doing = clerk_marks.clerk_mark(world.ctx, clerk, held.id, line.invitation_id, substitute=substitute, day=which + 1)
    world.attempt(doing, accepted=accepted)
    if accepted and there is None:
        stands.on[day] = (begins if world.now >= ends else world.now, "petugas", substitute)


def nudge(world: World, held: Held) -> None:
    """A head asks now; how often that may be is another test's matter."""
    world.try_out(reminding.nudge(world.ctx, world.heads[0], held.id))


def nightly(world: World) -> None:
    """The planning of every night."""
    world.run(plan(world.ctx, WIB))
