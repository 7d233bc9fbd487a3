"""/undang, /keluarkan, /gelombang: whom a session invites of its activity's audience, and whom besides."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.handlers.questions import Question, question
from bot.services.access import require_manager
from bot.services.meetings import attendees
from bot.services.meetings.calendar import batched, office_sessions
from bot.views.meetings import attendees as views
from bot.views.meetings.presses.attendees import ChangeAttendee, Divide, DivideAsListed, LookAtBatches, PickAttended
from bot.views.meetings.scheduling import picking
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


@question("attendee", "name")
class AskedForAttendee(Question):
    """Who is to be invited to a session, or no more."""

    session: int
    invited: bool


@question("batches", "look")
class AskedForBatches(Question):
    """Whether an activity's kecamatan are divided with these in one of its sessions."""

    code: str
    session: str
    districts: list[str]


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("undang", coded=True)(partial(attendee_command, "undang"))
    routes.command("keluarkan", coded=True)(partial(attendee_command, "keluarkan"))
    routes.command("gelombang", coded=True)(batches_command)
    routes.press(PickAttended)(picked_session)
    routes.press(ChangeAttendee)(picked_person)
    routes.press(LookAtBatches)(look_at_batches)
    routes.press(Divide)(divide)
    routes.press(DivideAsListed)(divide_as_listed)
    routes.dialogue(AskedForBatches)(typed_instead)
    routes.dialogue(AskedForAttendee)(typed_name)


async def attendee_command(what: str, turn: Turn) -> None:
    """/undang <sesi> <nama>, /keluarkan <sesi> <nama>; what is left out is asked for."""
    turn.require_private()
    require_manager(turn.actor)
    invited = what == "undang"
    if not turn.args:
        sessions = await office_sessions.upcoming(turn.ctx, turn.actor)
        await turn.say(picking.pick_session(what, sessions, partial(PickAttended, invited)))
        return
    code, name = turn.cut(1)
    found = await office_sessions.session_by_code(turn.ctx, turn.actor, code)
    if name:
        await _find(turn, found.id, name, invited=invited)
    else:
        await turn.ask(views.ask_name(found), AskedForAttendee(found.id, invited))


async def picked_session(turn: Turn, pressed: PickAttended) -> None:
    """A session by button."""
    turn.require_private()
    require_manager(turn.actor)
    found = await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session)
    await turn.ask(views.ask_name(found), AskedForAttendee(found.id, pressed.invited))


async def typed_name(turn: Turn, asked: AskedForAttendee) -> None:
    """A name, or a part of one."""
    await _find(turn, asked.session, turn.text.strip(), invited=asked.invited)


async def picked_person(turn: Turn, pressed: ChangeAttendee) -> None:
    """Somebody by button."""
    turn.require_private()
    await _change(turn, pressed.session, pressed.person, invited=pressed.invited, sure=pressed.sure)


async def batches_command(turn: Turn) -> None:
    """/gelombang <kegiatan>: how its kecamatan would be divided; /gelombang <sesi> <kecamatan, ...>: with these in that batch."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await turn.say(views.pick_batches(await batched.together(turn.ctx, turn.actor)))
        return
    session, listed = turn.cut(1)
    if not any(map(str.isdecimal, session)):
        # "kedua", "dua": no code, of whichever activity it would be.
        raise Refusal("refused-no-batch", given=turn.rest[:40])
    code = session.upper().partition("/")[0]
    if listed:
        districts = [name.strip() for name in re.split(r"[,;\n]", listed) if name.strip()]
        found = await attendees.batches(turn.ctx, turn.actor, code, (session, districts))
        code = found[0].session.activity_code
        await turn.ask(views.proposed(code, found, listed=True), AskedForBatches(code, session, districts))
        return
    found = await attendees.batches(turn.ctx, turn.actor, code)
    await turn.say(views.proposed(found[0].session.activity_code, found))


async def look_at_batches(turn: Turn, pressed: LookAtBatches) -> None:
    """How an activity's kecamatan would be divided, by button."""
    turn.require_private()
    found = await attendees.batches(turn.ctx, turn.actor, pressed.code)
    # Below what was just set, which can yet be taken back there.
    await turn.say(views.proposed(found[0].session.activity_code, found))


async def divide(turn: Turn, pressed: Divide) -> None:
    """Bagi begini."""
    turn.require_private()
    done = await attendees.divide(turn.ctx, turn.actor, pressed.code)
    await turn.show(views.divided(pressed.code, done))


async def divide_as_listed(turn: Turn, _pressed: DivideAsListed) -> None:
    """Bagi begini, with a list."""
    turn.require_private()
    asked = await turn.asked(AskedForBatches)
    await turn.finish()
    done = await attendees.divide(turn.ctx, turn.actor, asked.code, (asked.session, asked.districts))
    await turn.show(views.divided(asked.code, done))


async def typed_instead(turn: Turn, _asked: AskedForBatches) -> None:
    """Something written where a press is asked for."""
    await turn.say(Screen(t("batches-usage")))


async def _find(turn: Turn, session_id: int, name: str, *, invited: bool) -> None:
    found = await office_sessions.session_by_code(turn.ctx, turn.actor, session_id)
    people = await attendees.named(turn.ctx, turn.actor, name, found.day)
    if len(people) == 1:
        await _change(turn, session_id, people[0].id, invited=invited)
        return
    await turn.say(views.which(found, people, name, invited=invited))


async def _change(turn: Turn, session_id: int, person_id: int, *, invited: bool, sure: bool = False) -> None:
    if not invited and not sure:
        reached = await attendees.reached(turn.ctx, turn.actor, session_id, person_id)
        if reached is not None:
            await turn.finish()
            await turn.show(views.confirm_left_out(reached))
            return
    facts, person, reach = await attendees.change(turn.ctx, turn.actor, session_id, person_id, invited=invited)
    await turn.finish()
    await turn.show(views.changed(facts, person.name, reach.invited, invited=invited))
