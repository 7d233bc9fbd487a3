"""/jajak: a few slots are put to the audience of an activity, answered by a press each, and one is taken."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.meetings.appointments import Appointment, terms_of
from bot.domain.meetings.polls import MOST_SLOTS, PollFacts, PollSlot
from bot.domain.refusals import Refusal
from bot.domain.words.dates.problem import DateProblem
from bot.handlers.meetings.dating import instants, last_look, offered_days
from bot.handlers.questions import Question, question
from bot.handlers.typed import split_appointment
from bot.services.access import require_manager
from bot.services.meetings import previewing, proposing
from bot.services.meetings.calendar import plan_activities, to_date
from bot.services.meetings.polling import asking, choosing, voting
from bot.views.format import zone_name
from bot.views.meetings import polls as views
from bot.views.meetings.presses.polls import AskSlots, ChooseSlot, SendPoll, ShowPoll, Vote
from bot.views.meetings.scheduling import problems
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_BETWEEN = re.compile(r"\s*[;\n]\s*")


@question("poll", "look")
class PollLook(Question):
    """Slots (begin, end, whether that is open) that are about to be put to the audience of an activity."""

    code: str
    slots: list[list[str | bool]]
    place: str


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("jajak", coded=True)(poll_command)
    routes.dialogue(PollLook)(typed)
    routes.press(AskSlots)(ask_proposed)
    routes.press(SendPoll)(send)
    routes.press(Vote)(vote)
    routes.press(ShowPoll)(show)
    routes.press(ChooseSlot)(choose)


async def poll_command(turn: Turn) -> None:
    """/jajak <kegiatan> and a line for each slot; without slots how the last poll stands."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await turn.say(
            views.usage(_with_a_choice(turn, await to_date.undated(turn.ctx, turn.actor, turn.actor.division)))
        )
        return
    code, lines = turn.cut(1)
    if not lines:
        found = await choosing.latest(turn.ctx, turn.actor, code)
        if found is None:
            await turn.say(
                views.usage(_with_a_choice(turn, [await plan_activities.activity(turn.ctx, turn.actor, code)]))
            )
        else:
            await turn.say(views.outcome(found, turn.ctx.clock.now()))
        return
    activity = await plan_activities.activity(turn.ctx, turn.actor, code)
    try:
        slots = [_slot(turn, line) for line in _BETWEEN.split(lines) if line.strip()]
    except DateProblem as problem:
        await turn.say(problems.date_problem(problem))
        return
    await _look(turn, activity, slots)


async def ask_proposed(turn: Turn, pressed: AskSlots) -> None:
    """Tanyakan dulu ke peserta: the slots that are proposed."""
    turn.require_private()
    found = await proposing.propose(turn.ctx, turn.actor, pressed.activity)
    if len(found.slots) < 2:
        # The plan names a single day: there is nothing to choose between, unless the head says so.
        raise Refusal("refused-poll-no-choice", code=found.activity.code)
    await _look(turn, found.activity, [PollSlot(one.starts_at, one.ends_at) for one in found.slots])


async def send(turn: Turn, pressed: SendPoll) -> None:
    """Ya or Tidak."""
    require_manager(turn.actor)
    look = await turn.asked(PollLook)
    await turn.finish()
    if not pressed.wanted:
        await turn.show(Screen(t("set-cancelled")))
        return
    poll = await asking.ask(turn.ctx, turn.actor, look.code, _slots(look), look.place)
    await turn.show(views.asked(poll))


async def typed(turn: Turn, _look: PollLook) -> None:
    """Something written where a press is asked for."""
    await turn.say(Screen(t("set-press")))


async def vote(turn: Turn, pressed: Vote) -> None:
    """What somebody says of a slot."""
    poll, person_id = await voting.vote(turn.ctx, turn.user.id, pressed.poll, pressed.slot, pressed.choice)
    if poll.is_over:
        await turn.notify(views.over_toast(poll))
        await turn.show(views.over(poll))
        return
    await turn.notify(plain("poll-toast"))
    await turn.show(views.question(poll, person_id, turn.ctx.clock.now()))


async def show(turn: Turn, pressed: ShowPoll) -> None:
    """How it stands."""
    turn.require_private()
    await turn.show(views.outcome(await choosing.poll_of(turn.ctx, turn.actor, pressed.poll), turn.ctx.clock.now()))


async def choose(turn: Turn, pressed: ChooseSlot) -> None:
    """A slot is taken: the last look at it."""
    turn.require_private()
    poll = await choosing.choose(turn.ctx, turn.actor, pressed.poll, pressed.slot)
    if poll.dates:
        await turn.notify(views.over_toast(poll))
        await turn.show(views.outcome(poll, turn.ctx.clock.now()))
        return
    slot = poll.slots[pressed.slot]
    appointment = Appointment(slot.starts_at, slot.ends_at, poll.place, open_end=slot.open_end)
    await last_look.look(turn, poll.activity_code, appointment)


def _with_a_choice(turn: Turn, activities: Sequence[ActivityFacts]) -> list[ActivityFacts]:
    """Those of which the plan leaves more than one day: of the others there is nothing to ask."""
    return [one for one in activities if len(offered_days.days_offered(one, turn.today)) > 1]


async def _look(turn: Turn, activity: ActivityFacts, slots: Sequence[PollSlot]) -> None:
    if not 1 < len(slots) <= MOST_SLOTS:
        raise Refusal("refused-poll-slots", most=MOST_SLOTS)
    place = proposing.place_of(activity, turn.actor)
    terms = [terms_of(Appointment(one.starts_at, one.ends_at, place, open_end=one.open_end)) for one in slots]
    shown = await previewing.preview_many(turn.ctx, turn.actor, [(activity, one) for one in terms])
    first = min(shown, key=lambda one: one.invitation.session.starts_at)
    names = [name for _, people in first.people for name in people]
    if not names:
        raise Refusal("refused-poll-nobody", code=activity.code)
    poll = PollFacts(0, turn.actor.office_id, activity.code, activity.short_title, place, turn.actor.zone, tuple(slots))
    # Who they are is not known by id before they are asked.
    asked = replace(poll, asked=dict(enumerate(names, 1)), reached=frozenset(range(1, first.reached + 1)))
    screen = views.look(asked, shown, turn.ctx.clock.now())
    kept: list[list[str | bool]] = [[one.starts_at.isoformat(), one.ends_at.isoformat(), one.open_end] for one in slots]
    await turn.ask(screen, PollLook(activity.code, kept, place))


def _slot(turn: Turn, line: str) -> PollSlot:
    days, hours, _, _ = split_appointment(line, turn.today, zone_name(turn.actor.zone))
    if hours is None:
        raise DateProblem("not_a_time", given=line)
    when = instants.appointment_of(days, hours, ("-", None), turn.actor.zone)
    terms = terms_of(when)
    return PollSlot(terms.starts_at, terms.ends_at, terms.open_end)


def _slots(look: PollLook) -> list[PollSlot]:
    return [
        PollSlot(datetime.fromisoformat(str(starts)), datetime.fromisoformat(str(ends)), bool(open_end))
        for starts, ends, open_end in look.slots
    ]
