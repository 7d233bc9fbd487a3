"""/usul: proposed dates, for one activity or a month at once; one press leads to the last look, or sets all."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.meetings import appointments
from bot.domain.meetings.appointments import Appointment
from bot.domain.meetings.periods.window import month_end
from bot.domain.recap.spans import SpanUnit, span_of_code
from bot.domain.refusals import Refusal
from bot.domain.words.hours.stretch import Hours
from bot.domain.words.months import month_number
from bot.handlers.meetings.dating import instants, last_look
from bot.handlers.questions import Question, question
from bot.services.access import require_manager
from bot.services.meetings import previewing, proposing, scheduling
from bot.services.meetings.calendar import batched, plan_activities, to_date
from bot.services.meetings.outcomes import Followed, Scheduled
from bot.services.meetings.undoing import sending, taking_back, together
from bot.views.meetings import proposals as views
from bot.views.meetings import series as series_views
from bot.views.meetings import undoing as undo_views
from bot.views.meetings.presses.months import AnswerAll, LookAtAll, ProposeMonth, SayBesideMonth, SendMonth, UndoMonth
from bot.views.meetings.presses.proposals import PickSlot, Propose, TurnProposals
from bot.views.meetings.scheduling import prepared
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


@question("month", "shown")
class ShownMonth(Question):
    """Dates of a month as they were proposed: code, begin and end (ISO 8601), and place of each."""

    lines: list[list[str]]


@question("month", "look")
class LookedAtMonth(Question):
    """The last look at them."""

    lines: list[list[str]]
    # A sentence that goes with each.
    note: str = ""


@question("month", "note")
class AskedBesideMonth(Question):
    """That sentence."""

    lines: list[list[str]]


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("usul", coded=True)(propose_command)
    routes.press(TurnProposals)(pick_page)
    routes.press(Propose)(picked_activity)
    routes.press(ProposeMonth)(picked_month)
    routes.press(UndoMonth)(undo_all)
    routes.press(SendMonth)(send_all)
    routes.press(PickSlot)(picked_slot)
    routes.press(LookAtAll)(look_at_all)
    routes.press(AnswerAll)(apply_all)
    routes.press(SayBesideMonth)(ask_beside)
    routes.dialogue(AskedBesideMonth)(said_beside)


async def propose_command(turn: Turn) -> None:
    """/usul <kode> or /usul <bulan>; without one, asks for which activity."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await _pick(turn, 0)
    elif (month := _month(turn.rest.split(), turn.today)) is not None:
        await _show_month(turn, month)
    else:
        code, more = turn.cut(1)
        if more:
            await plan_activities.activity(turn.ctx, turn.actor, code)
            raise Refusal("propose-unread", given=more[:60], code=code[:20])
        await _show(turn, code)


async def pick_page(turn: Turn, pressed: TurnProposals) -> None:
    """Another page of activities."""
    turn.require_private()
    await _pick(turn, pressed.page)


async def picked_activity(turn: Turn, pressed: Propose) -> None:
    """An activity by button."""
    turn.require_private()
    await _show(turn, pressed.code)


async def picked_month(turn: Turn, pressed: ProposeMonth) -> None:
    """A month by button."""
    turn.require_private()
    require_manager(turn.actor)
    await _show_month(turn, pressed.first.replace(day=1))


async def picked_slot(turn: Turn, pressed: PickSlot) -> None:
    """A slot by button: the last look at it."""
    turn.require_private()
    require_manager(turn.actor)
    found = await plan_activities.activity(turn.ctx, turn.actor, pressed.code)
    place = proposing.place_of(found, turn.actor)
    days, hours = (pressed.day, pressed.day), Hours(*pressed.hours)
    appointment = instants.appointment_of(days, hours, (place, None), turn.actor.zone)
    await last_look.look(turn, found.code, appointment)


async def look_at_all(turn: Turn, _pressed: LookAtAll) -> None:
    """Tetapkan semua: a last look at what would be sent, and to whom."""
    require_manager(turn.actor)
    await _look(turn, (await turn.asked(ShownMonth)).lines, "")


async def ask_beside(turn: Turn, _pressed: SayBesideMonth) -> None:
    """Tambah kalimat: which?"""
    require_manager(turn.actor)
    asked = await turn.asked(LookedAtMonth)
    await turn.ask(prepared.ask_beside(asked.note), AskedBesideMonth(asked.lines))


async def said_beside(turn: Turn, asked: AskedBesideMonth) -> None:
    """A sentence that goes with each date of the month."""
    await _look(turn, asked.lines, turn.text.strip())


async def _look(turn: Turn, lines: list[list[str]], note: str) -> None:
    wanted = [
        (
            await plan_activities.activity(turn.ctx, turn.actor, code),
            appointments.terms_of(_appointment(starts, ends, place, note)),
        )
        for code, starts, ends, place in lines
    ]
    found = await previewing.preview_many(turn.ctx, turn.actor, wanted)
    await turn.ask(views.last_look(found, turn.ctx.clock.now()), LookedAtMonth(lines, note))


async def apply_all(turn: Turn, pressed: AnswerAll) -> None:
    """Ya: what was shown, as it was shown; whatever is in the way by now is left for a look of its own."""
    asked = await turn.asked(LookedAtMonth)
    if not pressed.agreed:
        await turn.finish()
        await turn.show(Screen(t("set-cancelled")))
        return
    done: list[Scheduled] = []
    left: list[str] = []
    for code, starts, ends, place in asked.lines:
        outcome = None
        with suppress(Refusal):
            outcome = await scheduling.schedule(
                turn.ctx, turn.actor, code, _appointment(starts, ends, place, asked.note)
            )
        if isinstance(outcome, Scheduled):
            done.append(outcome)
        else:
            left.append(code)
    await turn.finish()
    await _applied(turn, Followed.of(done, left))


async def _applied(turn: Turn, found: Followed, until: datetime | None = None) -> None:
    divisible = await batched.undivided(turn.ctx, turn.actor, dict.fromkeys(one.activity_code for one in found.done))
    await turn.show(views.applied(found, divisible, turn.ctx.clock.now(), until))


async def undo_all(turn: Turn, pressed: UndoMonth) -> None:
    """All that was done together is undone; where somebody has read of it, after a question."""
    turn.require_private()
    found = await together.done_together(turn.ctx, turn.actor, pressed.what, pressed.first, pressed.last)
    if not found:
        raise Refusal("refused-undo-all-late")
    if not pressed.sure and any(one.told or one.groups for one in found):
        await turn.show(undo_views.ask_all(found, found[0].what, pressed.first, pressed.last))
        return
    done = await taking_back.undo_together(turn.ctx, turn.actor, found)
    await turn.show(undo_views.undone_all(done, found[0].what))


async def send_all(turn: Turn, pressed: SendMonth) -> None:
    """What waits of it goes out at once."""
    turn.require_private()
    found = await together.done_together(turn.ctx, turn.actor, pressed.what, pressed.first, pressed.last)
    sent, until = await sending.send_together(turn.ctx, turn.actor, found)
    if not sent:
        raise Refusal("refused-undo-all-late")
    if found[0].what == "schedule":
        await _applied(turn, Followed(tuple(sent)), until)
    else:
        await turn.show(series_views.done(Followed(tuple(sent)), found[0].what, turn.ctx.clock.now(), until))


def _appointment(starts: str, ends: str, place: str, note: str) -> Appointment:
    return Appointment(datetime.fromisoformat(starts), datetime.fromisoformat(ends), place, note=note or None)


async def _pick(turn: Turn, page: int) -> None:
    require_manager(turn.actor)
    activities = await to_date.undated(turn.ctx, turn.actor, turn.actor.division)
    await turn.show(views.pick(activities, page, await proposing.wanted_months(turn.ctx, turn.actor)))


async def _show(turn: Turn, code: str) -> None:
    found = await proposing.propose(turn.ctx, turn.actor, code)
    screen = views.proposed(
        found.activity,
        found.slots,
        found.invited,
        found.place,
        found.closed,
        turn.actor.zone,
        outside=found.outside,
        unknown=found.unknown,
    )
    await turn.show(screen)


async def _show_month(turn: Turn, month: date) -> None:
    found = await proposing.propose_month(turn.ctx, turn.actor, month, turn.actor.division)
    screen = views.month(found.first, found.plan, found.closed, turn.actor.zone, found.unknown)
    lines = [
        [one.wish.code, one.starts_at.isoformat(), one.ends_at.isoformat(), one.wish.place] for one in found.plan.solved
    ]
    if lines:
        await turn.ask(screen, ShownMonth(lines))
    else:
        await turn.show(screen)


def _month(words: list[str], today: date) -> date | None:
    """`2023-11`, `november`, `bulan november 2023`, `bulan ini`, `bulan depan`; a month without a year that is over is next year's."""
    said = " ".join(words).casefold()
    if said in ("bulan", "bulan ini"):
        return today.replace(day=1)
    if said == "bulan depan":
        return month_end(today.year, today.month) + timedelta(days=1)
    words = words[1:] if len(words) > 1 and words[0].casefold() == "bulan" else words
    span = span_of_code(said)
    if span is not None:
        return span.first if span.unit is SpanUnit.MONTH else None
    number = month_number(words[0])
    if number is None or len(words) > 2 or "-" in words[0] or (len(words) == 2 and not _is_year(words[1])):
        return None
    year = int(words[1]) if len(words) == 2 else today.year + (number < today.month)
    return date(year, number, 1)


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4 and word.startswith("20")
