"""/tetapkan, /ubah, /batalkan, /peserta: in one line; what is left out is asked for by buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.lengths import shortened
from bot.domain.meetings import appointments
from bot.domain.meetings.appointments import Appointment
from bot.domain.meetings.online_links import read_link
from bot.domain.refusals import Refusal
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.reading import parse_hours
from bot.domain.words.hours.stretch import Hours
from bot.domain.words.unread import Amiss
from bot.handlers import typed_command
from bot.handlers.meetings.dating import beginning, last_look, preparing
from bot.handlers.meetings.dating.instants import appointment_of
from bot.handlers.questions import Question, question
from bot.handlers.typed import misread, read_place, split_appointment
from bot.services.access import require_manager
from bot.services.meetings import attendees, cancelling, moving, outsiders, series
from bot.services.meetings.calendar import office_sessions, plan_activities, to_date
from bot.services.meetings.changeable import changeable
from bot.services.meetings.outcomes import ChangedMeanwhile
from bot.views.format import zone_name
from bot.views.meetings.presses.calendar import TurnActivities
from bot.views.meetings.presses.cancelling import AnswerCallOff, CallOff
from bot.views.meetings.presses.dating import DateActivity, MoveSession
from bot.views.meetings.presses.outsiders import CountOutsiders
from bot.views.meetings.scheduling import picking, problems, results
from bot.views.meetings.scheduling.cancelling import ask_cancel_reason, cancelled, confirm_cancel
from bot.views.meetings.scheduling.picking import ask_outsiders
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.handlers.typed import Typed
    from bot.views.press import Press

_FIELDS = {
    "tempat": "place",
    "lokasi": "place",
    "jam": "hours",
    "pukul": "hours",
    "mulai": "begin",
    "selesai": "end",
    "agenda": "agenda",
    "bawa": "bring",
    "bawaan": "bring",
    "tautan": "link",
    "link": "link",
    "judul": "title",
    "nama": "title",
}
# What is asked for where such a word stands alone.
_ASKED_ALONE = {"begin": "hours", "end": "hours", "day": "day"} | {
    one: one for one in ("place", "hours", "agenda", "bring", "link")
}
_DAY_WORDS = {"tanggal": "day", "tgl": "day", "hari": "day"}


@question("cancel", "reason")
class AskedForReason(Question):
    """Why a session (by its code) is called off; `seen` is its revision at the time."""

    session: str
    seen: int | None = None


@question("cancel", "confirm")
class AskedToCallOff(Question):
    """Whether it is, for that reason."""

    session: str
    reason: str
    seen: int | None = None


@question("outsiders", "count")
class AskedForOutsiders(Question):
    """How many came to a session (by its code) from outside the roster."""

    session: str


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("tetapkan", coded=True)(set_command)
    routes.command("ubah", coded=True)(move_command)
    routes.command("batalkan", coded=True)(cancel_command)
    routes.command("peserta", coded=True)(outsiders_command)
    routes.press(TurnActivities)(pick_page)
    routes.press(DateActivity)(picked_activity)
    routes.press(MoveSession)(picked_move)
    routes.press(CallOff)(picked_cancel)
    routes.press(AnswerCallOff)(cancel_confirmed)
    routes.press(CountOutsiders)(picked_outsiders)
    routes.dialogue(AskedForReason)(cancel_step)
    routes.dialogue(AskedToCallOff)(cancel_step)
    routes.dialogue(AskedForOutsiders)(outsiders_step)


async def set_command(turn: Turn) -> None:
    """/tetapkan <kode> <tanggal> <jam> <tempat>; with less, asks for the rest by buttons."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await _show_activities(turn, 0)
        return
    found = await plan_activities.activity(turn.ctx, turn.actor, turn.args[0])
    if len(turn.args) == 1:
        await beginning.begin(turn, found)
        return
    try:
        days, hours, place, doubtful = _split(turn)
    except DateProblem as problem:
        await turn.say(_not_read(turn, problem))
        return
    if hours is None or not place:
        await turn.say(_not_read(turn))
        return
    appointment = appointment_of(days, hours, read_place(place), turn.actor.zone)
    await last_look.look(turn, turn.args[0], appointment, doubtful=doubtful)


async def pick_page(turn: Turn, pressed: TurnActivities) -> None:
    """Another page of activities."""
    turn.require_private()
    await _show_activities(turn, pressed.page)


async def picked_activity(turn: Turn, pressed: DateActivity) -> None:
    """An activity by button."""
    turn.require_private()
    require_manager(turn.actor)
    await beginning.begin(turn, await plan_activities.activity(turn.ctx, turn.actor, pressed.code))


async def move_command(turn: Turn) -> None:
    """/ubah <sesi> <tanggal> [jam] [tempat], or one field by its name; what is left out stays, without more it is asked for."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await _show_sessions(turn, "move", MoveSession)
        return
    found = await changeable(turn.ctx, turn.actor, turn.args[0])
    if len(turn.args) == 1:
        await _begin_move(turn, found.id)
        return
    if (alone := _named_alone(turn)) is not None:
        await preparing.ask_alone(turn, found, alone, found.revision)
        return
    try:
        if (appointment := _of_one_field(turn, found)) is not None:
            await _look_at_change(turn, found, appointment)
            return
        days, hours, place, doubtful = _split(turn)
    except DateProblem as problem:
        if problem.code == "not_a_date" and not any(map(str.isdecimal, problem.values["given"])):
            raise Refusal("refused-no-field", given=problem.values["given"][:40], code=found.code) from None
        await turn.say(_not_read(turn, problem))
        return
    if hours is None:
        hours = _hours_of(found)
    appointment = appointment_of(days, hours, read_place(place or found.place, found), found.zone)
    await _look_at_change(turn, found, appointment, doubtful)


def _named_alone(turn: Turn) -> str | None:
    """`/ubah <sesi> tempat`: what is to be another, but not yet what; None: something else was written."""
    _, word, said = turn.cut(2)
    field = None if said else (_FIELDS | _DAY_WORDS).get(word.casefold().rstrip(":"))
    return None if field is None else _ASKED_ALONE.get(field)


def _of_one_field(turn: Turn, held: SessionFacts) -> Appointment | None:
    """`/ubah <sesi> tempat Hotel Puri`, and so the hours, the agenda, what to bring, the link; None: no field is named."""
    _, word, said = turn.cut(2)
    field = _FIELDS.get(word.casefold().rstrip(":"))
    if field == "title":
        # It is the plan's, of all sessions of the activity.
        raise Refusal("refused-title", code=held.code)
    if field is None or not said:
        return None
    stays = Appointment(held.starts_at, held.ends_at, held.place, open_end=held.open_end)
    match field:
        case "hours" | "begin" | "end":
            hours, known = parse_hours(said, zone_name(held.zone)), _hours_of(held)
            if field != "hours":
                hours = Hours(hours.start, known.end) if field == "begin" else Hours(known.start, hours.start)
            return appointment_of((held.day, held.last_day), hours, (held.place, None), held.zone)
        case "place":
            place, link = read_place(said, held)
            return replace(stays, place=place, link=link)
        case "link":
            link = read_link(said)
            if link is None:
                raise Refusal("refused-no-link", given=said[:40])
            return replace(stays, link=link)
        case "agenda":
            return replace(stays, agenda=said)
        case _:
            return replace(stays, bring=said)


def _hours_of(held: SessionFacts) -> Hours:
    start, end = (instant.astimezone(held.zone).time() for instant in (held.starts_at, held.ends_at))
    return Hours(start, None if held.open_end else end)


async def _look_at_change(turn: Turn, found: SessionFacts, appointment: Appointment, doubtful: str = "") -> None:
    appointments.check_lengths(appointment)
    if not appointments.changes(found, appointment):
        await turn.say(results.moved(found, found, turn.ctx.clock.now()))
        return
    there = found if await moving.changed_lately(turn.ctx, turn.actor, found) else None
    await last_look.look(
        turn, found.activity_code, appointment, held=found, seen=found.revision, there=there, doubtful=doubtful
    )


async def picked_move(turn: Turn, pressed: MoveSession) -> None:
    """A session to move, by button."""
    turn.require_private()
    await _begin_move(turn, pressed.session)


async def cancel_command(turn: Turn) -> None:
    """/batalkan <sesi> <alasan>: asks once more; what is left out is asked for."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await _show_sessions(turn, "cancel", CallOff)
        return
    code, reason = turn.cut(1)
    found = await changeable(turn.ctx, turn.actor, code)
    if reason:
        await _ask_to_cancel(turn, found, reason)
    else:
        await _ask_reason(turn, found)


async def picked_cancel(turn: Turn, pressed: CallOff) -> None:
    """A session to cancel, by button."""
    turn.require_private()
    found = await changeable(turn.ctx, turn.actor, pressed.session)
    await _ask_reason(turn, found)


async def cancel_step(turn: Turn, asked: AskedForReason | AskedToCallOff) -> None:
    """The reason; or, typed instead of Ya or Tidak, a better one."""
    text = turn.text.strip()
    if not text:
        raise Refusal("refused-no-reason")
    found = await changeable(turn.ctx, turn.actor, asked.session)
    await _ask_to_cancel(turn, found, text, seen=asked.seen)


async def cancel_confirmed(turn: Turn, pressed: AnswerCallOff) -> None:
    """Ya or Tidak."""
    asked = await turn.asked(AskedToCallOff)
    if not pressed.agreed:
        await turn.finish()
        await turn.show(Screen(t("kept-schedule")))
        return
    try:
        done = await cancelling.cancel(turn.ctx, turn.actor, asked.session, asked.reason, seen=asked.seen)
    except Refusal:
        await turn.finish()
        raise
    if isinstance(done, ChangedMeanwhile):
        await _ask_to_cancel(turn, done.session, asked.reason, changed=True)
        return
    await turn.finish()
    following = len(await series.following(turn.ctx, turn.actor, done.session.id))
    left = await attendees.left_without(turn.ctx, turn.actor, done.session)
    await turn.show(cancelled(done.session, done.reach, turn.ctx.clock.now(), following, left))


async def outsiders_command(turn: Turn) -> None:
    """/peserta <sesi> <jumlah>; without them, asks."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        sessions = await office_sessions.without_outsiders(turn.ctx, turn.actor)
        await turn.say(picking.pick_session("outsiders", sessions, CountOutsiders))
    elif len(turn.args) == 2 and turn.args[1].isdecimal():
        await _record_outsiders(turn, turn.args[0], turn.args[1])
    else:
        await turn.say(Screen(t("outsiders-usage")))


async def picked_outsiders(turn: Turn, pressed: CountOutsiders) -> None:
    """A session for outsiders by button: how many came?"""
    turn.require_private()
    require_manager(turn.actor)
    found = await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session)
    await turn.ask(ask_outsiders(found), AskedForOutsiders(found.code))


async def outsiders_step(turn: Turn, asked: AskedForOutsiders) -> None:
    """The number, typed."""
    text = turn.text.strip()
    if not text.isdecimal():
        raise Refusal("refused-outsiders-count", given=text[:20])
    await _record_outsiders(turn, asked.session, text)
    await turn.finish()


async def _begin_move(turn: Turn, session_id: int) -> None:
    found = await changeable(turn.ctx, turn.actor, session_id)
    await beginning.begin(turn, await plan_activities.activity(turn.ctx, turn.actor, found.activity_code), found)


async def _ask_reason(turn: Turn, found: SessionFacts) -> None:
    await turn.ask(ask_cancel_reason(found), AskedForReason(found.code, found.revision))


async def _ask_to_cancel(
    turn: Turn, found: SessionFacts, reason: str, *, seen: int | None = None, changed: bool = False
) -> None:
    reason = shortened(reason.strip(), cancelling.MAX_REASON)
    screen = confirm_cancel(found, reason, changed=changed)
    revision = found.revision if seen is None else seen
    await turn.ask(screen, AskedToCallOff(found.code, reason, revision))


async def _record_outsiders(turn: Turn, code: str, count: str) -> None:
    found = await outsiders.record_outsiders(turn.ctx, turn.actor, code, int(count[:9]))
    await turn.say(Screen(t("outsiders-done", count=found.outsiders_present or 0, code=found.code)))


async def _show_activities(turn: Turn, page: int) -> None:
    require_manager(turn.actor)
    activities = await to_date.undated(turn.ctx, turn.actor, turn.actor.division)
    await turn.show(picking.pick_activity(activities, page))


async def _show_sessions(turn: Turn, what: str, pressed: Callable[[int], Press]) -> None:
    await turn.say(picking.pick_session(what, await office_sessions.upcoming(turn.ctx, turn.actor), pressed))


def _not_read(turn: Turn, problem: DateProblem | None = None) -> Screen:
    """Which words of the line were not read, and how it is written."""
    code, text = turn.cut(1)
    command = typed_command.said_in(turn.message)
    found = misread(text, turn.today) if problem is None or problem.code == "not_a_date" else None
    if found is None or command is None or (problem is not None and found[0].amiss is not Amiss.ORDER):
        return problems.date_problem(problem) if problem is not None else Screen(t("set-usage"))
    return problems.not_read(f"/{command.name} {code} {found[1]}", found[0])


def _split(turn: Turn) -> Typed:
    _, text = turn.cut(1)
    return split_appointment(text, turn.today, zone_name(turn.actor.zone))
