"""A date step by step: which day, what hours, where, a last look; for new sessions (/tetapkan) and moved ones (/ubah)."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self, TypeVar

from bot.domain.meetings import appointments
from bot.domain.meetings.appointments import Appointment
from bot.domain.meetings.days import MOST_DAYS, span_of_days
from bot.domain.meetings.online_links import read_link
from bot.domain.refusals import Refusal
from bot.domain.timing import DEFAULT_DURATION, local_instant
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.relative import may_be_another_day
from bot.domain.words.hours.reading import parse_hours
from bot.domain.words.hours.stretch import Hours
from bot.handlers.questions import Question, question
from bot.handlers.typed import read_place
from bot.services.access import require_manager
from bot.services.meetings import calendar, moving, previewing, proposing, scheduling, series
from bot.services.meetings.in_the_way import sessions_in_the_way
from bot.services.meetings.outcomes import ChangedMeanwhile, Scheduled
from bot.views.format import days_long, hours, zone_name
from bot.views.meetings import scheduling as views
from bot.views.meetings.presses import (
    AnswerDate,
    BackToLook,
    Empty,
    KeepAnswers,
    KeepAsItWas,
    PickDay,
    PickHours,
    PickOffice,
    Prepare,
)
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.facts import ActivityFacts, SessionFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.handlers.typed import Days

Q = TypeVar("Q", bound=Question)
_OFFERED_DAYS = 9
_OFFERED_AHEAD = timedelta(days=92)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dating(Question):
    """What is to be dated, by codes; `session` is "" for a new one. What is `old` is offered, and stays if it is kept.

    `seen` is the revision of a session that moves. Texts are those of an earlier session like this one.
    """

    code: str
    session: str
    seen: int | None = None
    old_day: date | None = None
    old_last: date | None = None
    old_start: time | None = None
    old_end: time | None = None
    old_place: str = ""
    agenda: str | None = None
    bring: str | None = None
    link: str | None = None
    # Asked for from the last look: the rest stays as it is there, and the answer leads back to it.
    back: bool = False
    note: str | None = None
    keep: bool = False


@question("set", "date", kw_only=True)
class AskedForDay(_Dating):
    """Which day, or which days?"""


@question("set", "time", kw_only=True)
class AskedForHours(_Dating):
    """From when until when? `doubtful` are words of time that may mean something else."""

    day: date
    last: date | None = None
    doubtful: str = ""


@question("set", "place", kw_only=True)
class AskedForPlace(_Dating):
    """Where? Without an `end` it is open."""

    day: date
    last: date | None = None
    start: time
    end: time | None
    doubtful: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered(Question):
    """What the last look is about; what a dialogue of an older version does not say stays as it is."""

    code: str
    session: str
    seen: int | None = None
    beside: list[int] = field(default_factory=list)
    starts_at: datetime
    ends_at: datetime | None
    open_end: bool = False
    place: str
    agenda: str | None = None
    bring: str | None = None
    link: str | None = None
    note: str | None = None
    keep: bool = False

    @property
    def appointment(self) -> Appointment:
        texts = {what: getattr(self, what) for what in appointments.MOST_OF}
        return Appointment(self.starts_at, self.ends_at, self.place, open_end=self.open_end, **texts)

    def saying(self, text: str) -> Self:
        """With an answer to the question that this is."""
        return self.read(self.data | {self.step: text})


@question("set", "confirm", kw_only=True)
class LastLook(_Gathered):
    """Is it to be so?"""


@question("set", "agenda", kw_only=True)
class AskedForAgenda(_Gathered):
    """What it is about."""


@question("set", "bring", kw_only=True)
class AskedForThings(_Gathered):
    """What to bring."""


@question("set", "link", kw_only=True)
class AskedForLink(_Gathered):
    """Where it is held online."""


@question("set", "note", kw_only=True)
class AskedForNote(_Gathered):
    """A sentence that goes with the message."""


# What of the last look is asked for anew by a button.
_TERMS = frozenset({"day", "hours", "place"})
_PREPARED: dict[str, type[_Gathered]] = {
    one.step: one for one in (AskedForAgenda, AskedForThings, AskedForLink, AskedForNote)
}


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(PickDay)(picked_date)
    routes.press(PickHours)(picked_time)
    routes.press(PickOffice)(picked_place)
    routes.press(KeepAsItWas)(kept)
    routes.press(AnswerDate)(confirmed)
    routes.press(Prepare)(prepare)
    routes.press(Empty)(emptied)
    routes.press(BackToLook)(back)
    routes.press(KeepAnswers)(answers_kept)
    routes.dialogue(AskedForDay)(typed_day)
    routes.dialogue(AskedForHours)(typed_hours)
    routes.dialogue(AskedForPlace)(typed_place)
    routes.dialogue(LastLook)(typed_instead)
    for asked in _PREPARED.values():
        routes.dialogue(asked)(typed_prepared)


async def begin(
    turn: Turn, activity: ActivityFacts, session: SessionFacts | None = None, like: SessionFacts | None = None
) -> None:
    """Ask for the day; with `session`, of one that moves; `like` is an earlier one whose hours, place and texts are offered."""
    days = days_offered(activity, turn.today)
    asked = AskedForDay(code=activity.code, session=session.code if session else "")
    if like is not None:
        asked = _offering(replace(asked, agenda=like.agenda, bring=like.bring, link=like.link), like)
    if session is not None:
        asked = _offering(asked, session)
        asked = replace(asked, seen=session.revision, old_day=session.day, old_last=session.last_day)
    await turn.ask(views.ask_date(activity, session, days), asked)


def _offering(asked: AskedForDay, held: SessionFacts) -> AskedForDay:
    start, end = (at.astimezone(held.zone).time() for at in (held.starts_at, held.ends_at))
    return replace(asked, old_start=start, old_end=None if held.open_end else end, old_place=held.place)


async def picked_date(turn: Turn, pressed: PickDay) -> None:
    """A day by button."""
    await _got_date(turn, await _going_on(turn, AskedForDay), (pressed.day, pressed.day))


async def picked_time(turn: Turn, pressed: PickHours) -> None:
    """Hours by button."""
    asked = await _going_on(turn, AskedForHours)
    try:
        await _got_time(turn, asked, pressed.hours)
    except DateProblem:
        raise Refusal("refused-stale-button") from None


async def picked_place(turn: Turn, _pressed: PickOffice) -> None:
    """The office itself, by button."""
    asked = await _going_on(turn, AskedForPlace)
    await _got_place(turn, asked, plain("set-office-place", office=turn.actor.office))


async def kept(turn: Turn, _pressed: KeepAsItWas) -> None:
    """Tetap: the day, the hours or the place of a session that moves stays as it was."""
    require_manager(turn.actor)
    step = await turn.standing_in()
    if (day := AskedForDay.of(step)) is not None and day.old_day is not None:
        await _got_date(turn, day, (day.old_day, day.old_last or day.old_day))
    elif (hours := AskedForHours.of(step)) is not None and hours.old_start is not None:
        await _got_time(turn, hours, _hours_in_words(hours.old_start, hours.old_end, "selesai"))
    elif (place := AskedForPlace.of(step)) is not None and place.old_start is not None:
        await _got_place(turn, place, place.old_place)
    else:
        raise Refusal("refused-stale-button")


async def typed_day(turn: Turn, asked: AskedForDay) -> None:
    """The day, or the days."""
    text = turn.text.strip()
    try:
        doubtful = text if may_be_another_day(text, turn.today) else ""
        await _got_date(turn, asked, parse_days(text, today=turn.today), doubtful)
    except DateProblem as problem:
        await turn.say(views.date_problem(problem))


async def typed_hours(turn: Turn, asked: AskedForHours) -> None:
    """The hours; of another zone it is asked which they are."""
    try:
        await _got_time(turn, asked, turn.text.strip())
    except DateProblem as problem:
        if problem.code == "other_zone":
            await turn.ask(views.ask_zone(problem), asked)
        else:
            await turn.say(views.date_problem(problem))


async def typed_place(turn: Turn, asked: AskedForPlace) -> None:
    """The place."""
    try:
        await _got_place(turn, asked, turn.text.strip())
    except DateProblem as problem:
        await turn.say(views.date_problem(problem))


async def typed_instead(turn: Turn, _asked: LastLook) -> None:
    """Words under the last look."""
    await turn.say(Screen(t("set-press")))


async def typed_prepared(turn: Turn, asked: _Gathered) -> None:
    """The agenda, what to bring, the link, a sentence."""
    text = turn.text.strip()
    if not text:
        raise Refusal("refused-nothing-written")
    found = read_link(text) if isinstance(asked, AskedForLink) else text
    if found is None:
        await turn.say(Screen(t("set-no-link", given=text[:40])))
        return
    await _look(turn, asked.saying(found))


async def confirm(
    turn: Turn,
    activity: ActivityFacts,
    appointment: Appointment,
    *,
    held: SessionFacts | None = None,
    seen: int | None = None,
    there: SessionFacts | None = None,
    doubtful: str = "",
    keeps: bool = False,
) -> None:
    """A last look; `doubtful` is what was typed and may mean another time.

    `there` is what another head made of the session `held` since its revision `seen`; with `keeps` answers stand whatever changes.
    """
    # Words for an earlier date are none for this one.
    appointment = replace(appointment, note=appointment.note or "")
    period = calendar.period_of(activity)
    outside = None if appointments.allows(period, appointment, turn.actor.zone) else period.text
    terms = appointments.terms_of(appointment, held.terms if held else None)
    shown = await previewing.preview(turn.ctx, turn.actor, activity, terms, held)
    found = await sessions_in_the_way(turn.ctx, turn.actor, activity.code, appointment, held)
    beside = [one.session.id for one in found]
    beside_it = [] if held else calendar.for_the_same(activity, turn.ctx.clock.now())
    await turn.ask(
        views.confirm(
            shown,
            turn.ctx.clock.now(),
            plan=views.InPlan(outside, activity.plan_year, beside_it),
            moves=held is not None,
            there=there,
            doubtful=doubtful,
            keeps=keeps,
            in_the_way=found,
        ),
        _gathered(appointment, activity.code, held, seen=seen, beside=beside, keep=keeps),
    )


async def look(
    turn: Turn,
    code: str,
    appointment: Appointment,
    *,
    held: SessionFacts | None = None,
    seen: int | None = None,
    there: SessionFacts | None = None,
    doubtful: str = "",
    keeps: bool = False,
) -> None:
    """The last look at what was typed whole; `doubtful` are words that may mean another time, `there` as in `confirm`."""
    appointments.check_appointment(appointment, turn.ctx.clock.now(), begun=held.starts_at if held else None)
    found = await calendar.activity(turn.ctx, turn.actor, code)
    await confirm(turn, found, appointment, held=held, seen=seen, there=there, doubtful=doubtful, keeps=keeps)


async def prepare(turn: Turn, pressed: Prepare) -> None:
    """Agenda, what to bring, link, a sentence: from the last look, or alone, of a session that stays when and where it is."""
    require_manager(turn.actor)
    step, what = await turn.standing_in(), pressed.what
    look, day = LastLook.of(step), AskedForDay.of(step)
    if what in _TERMS and look is not None:
        await _ask_term(turn, look, what)
        return
    if what not in _PREPARED:
        raise Refusal("refused-stale-button")
    if look is not None:
        held = await _held(turn, look.session)
    elif day is not None and (held := await _held(turn, day.session)) is not None:
        stays = Appointment(held.starts_at, held.ends_at, held.place, open_end=held.open_end)
        look = _gathered(stays, day.code, held, seen=day.seen, beside=[])
    else:
        raise Refusal("refused-stale-button")
    terms = appointments.terms_of(look.appointment, held.terms if held else None)
    await turn.ask(views.ask_prepared(what, held, getattr(terms, what)), _PREPARED[what].read(look.data))


async def _ask_term(turn: Turn, look: LastLook, what: str) -> None:
    """The day, the hours or the place of what is looked at: asked for anew, with what stands there to be kept."""
    held = await _held(turn, look.session)
    terms = appointments.terms_of(look.appointment, held.terms if held else None)
    zone = turn.actor.zone
    days = terms.days(zone)
    start = terms.starts_at.astimezone(zone).time()
    end = None if terms.open_end else terms.ends_at.astimezone(zone).time()
    asked = AskedForDay(
        code=look.code,
        session=look.session,
        seen=look.seen,
        old_day=days[0].day,
        old_last=days[-1].day,
        old_start=start,
        old_end=end,
        old_place=look.place,
        agenda=look.agenda,
        bring=look.bring,
        link=look.link,
        back=True,
        note=look.note,
        keep=look.keep,
    )
    on = days_long(days[0].day, days[-1].day)
    if what == "day":
        activity = await calendar.activity(turn.ctx, turn.actor, look.code)
        await turn.ask(views.ask_other_day(activity, on, days_offered(activity, turn.today)), asked)
    elif what == "hours":
        following = AskedForHours(**_so_far(asked), day=days[0].day, last=days[-1].day)
        await turn.ask(views.ask_time(on, _old_hours(asked)), following)
    else:
        place = AskedForPlace(**_so_far(asked), day=days[0].day, last=days[-1].day, start=start, end=end)
        await turn.ask(views.ask_place(on, hours(terms, zone), turn.actor.office, look.place), place)


async def emptied(turn: Turn, _pressed: Empty) -> None:
    """Kosongkan."""
    asked = await _preparing(turn)
    await _look(turn, asked.saying(""))


async def back(turn: Turn, _pressed: BackToLook) -> None:
    """Kembali: the last look as it was."""
    await _look(turn, await _preparing(turn))


async def answers_kept(turn: Turn, _pressed: KeepAnswers) -> None:
    """Jawaban tetap berlaku, or the reverse."""
    asked = await _going_on(turn, LastLook)
    await _look(turn, replace(asked, keep=not asked.keep))


async def confirmed(turn: Turn, pressed: AnswerDate) -> None:
    """Ya or Tidak under the last look."""
    asked = await _going_on(turn, LastLook)
    if not pressed.agreed:
        await turn.finish()
        await turn.show(Screen(t("set-cancelled")) if asked.session else views.left_undone(asked.code))
        return
    try:
        done = await (_move if asked.session else _schedule)(turn, asked)
    except Refusal:
        await turn.finish()
        raise
    if done:
        await turn.finish()


async def _schedule(turn: Turn, asked: LastLook) -> bool:
    """Date an activity; asks again where sessions not yet known are in the way. Returns whether it is dated."""
    outcome = await scheduling.schedule(
        turn.ctx,
        turn.actor,
        asked.code,
        asked.appointment,
        confirmed=True,
        beside=asked.beside,
        source_update=turn.update.update_id,
    )
    if isinstance(outcome, Scheduled):
        held = outcome.session
        months = await proposing.wanted_months(turn.ctx, turn.actor, held.day) if turn.actor.division else []
        divisible = bool(await calendar.undivided(turn.ctx, turn.actor, [held.activity_code]))
        month = months[0] if months else None
        await turn.show(views.done(held, outcome.reach, turn.ctx.clock.now(), month=month, divisible=divisible))
        return True
    found = await calendar.activity(turn.ctx, turn.actor, asked.code)
    await confirm(turn, found, asked.appointment)
    return False


async def _move(turn: Turn, asked: LastLook) -> bool:
    """Move a session; asks again where others not yet known are in the way, or it changed since it was seen.

    Returns whether it is moved.
    """
    before = await calendar.session_by_code(turn.ctx, turn.actor, asked.session)
    outcome = await moving.move(
        turn.ctx,
        turn.actor,
        before.code,
        asked.appointment,
        confirmed=True,
        seen=asked.seen,
        beside=asked.beside,
        keep_answers=asked.keep,
    )
    if isinstance(outcome, Scheduled):
        following = len(await series.following(turn.ctx, turn.actor, before.id, since=before.starts_at))
        await turn.show(views.moved(before, outcome.session, turn.ctx.clock.now(), following))
        return True
    found = await calendar.activity(turn.ctx, turn.actor, before.activity_code)
    if isinstance(outcome, ChangedMeanwhile):
        now = outcome.session
        await confirm(turn, found, asked.appointment, held=now, seen=now.revision, there=now)
    else:
        await confirm(turn, found, asked.appointment, held=before, seen=asked.seen or before.revision)
    return False


def appointment_of(days: Days, times: Hours, where: tuple[str, str | None], zone: ZoneInfo) -> Appointment:
    """An office's days (first and last) and the hours of each as instants; `where` is a place and a link (`read_place`)."""
    (first, last), (place, link) = days, where
    start, end = times.start, times.end
    starts_at = local_instant(first, start, zone)
    if end is not None:
        return Appointment(starts_at, span_of_days(first, last, start, end, zone)[1], place, link=link)
    ends_at = local_instant(last, start, zone) + DEFAULT_DURATION
    return Appointment(starts_at, ends_at, place, link=link, open_end=True)


async def _got_date(turn: Turn, asked: AskedForDay, days: Days, doubtful: str = "") -> None:
    first, last = days
    if first < turn.today and first != asked.old_day:
        raise Refusal("refused-date-past")
    if (last - first).days >= MOST_DAYS:
        raise Refusal("refused-days-many", most=MOST_DAYS)
    following = AskedForHours(**_so_far(asked), day=first, last=last, doubtful=doubtful)
    if asked.back and asked.old_start is not None:
        await _got_time(turn, following, _hours_in_words(asked.old_start, asked.old_end, "selesai"))
        return
    await turn.ask(views.ask_time(days_long(first, last), _old_hours(asked)), following)


async def _got_time(turn: Turn, asked: AskedForHours, text: str) -> None:
    times = parse_hours(text, zone_name(turn.actor.zone))
    doubtful = ", ".join(filter(None, (asked.doubtful, "" if times.sure else times.given)))
    days = (asked.day, asked.last or asked.day)
    # Told at once, not after the place has been typed as well.
    appointment = appointment_of(days, times, ("-", None), turn.actor.zone)
    held = await _held(turn, asked.session)
    appointments.check_appointment(appointment, turn.ctx.clock.now(), begun=held.starts_at if held else None)
    following = AskedForPlace(
        **_so_far(asked), day=asked.day, last=asked.last, start=times.start, end=times.end, doubtful=doubtful
    )
    if asked.back:
        await _got_place(turn, following, asked.old_place)
        return
    when = hours(appointments.terms_of(appointment), turn.actor.zone)
    screen = views.ask_place(days_long(*days), when, turn.actor.office, asked.old_place or None)
    await turn.ask(screen, following)


async def _got_place(turn: Turn, asked: AskedForPlace, place: str) -> None:
    held = await _held(turn, asked.session)
    days, times = (asked.day, asked.last or asked.day), Hours(asked.start, asked.end)
    where = (place, None) if asked.back and place == asked.old_place else read_place(place, held)
    appointment = appointment_of(days, times, where, turn.actor.zone)
    if held is None or asked.back:
        said = {what: found for what in ("agenda", "bring", "link") if (found := getattr(asked, what))}
        if appointment.link is not None:
            # With the place another link was said, or that there is none.
            said.pop("link", None)
        appointment = replace(appointment, **said, note=asked.note)
    await look(turn, asked.code, appointment, held=held, seen=asked.seen, doubtful=asked.doubtful, keeps=asked.keep)


async def _look(turn: Turn, asked: _Gathered) -> None:
    held = await _held(turn, asked.session)
    appointments.check_lengths(asked.appointment)
    found = await calendar.activity(turn.ctx, turn.actor, asked.code)
    await confirm(turn, found, asked.appointment, held=held, seen=asked.seen, keeps=asked.keep)


async def _held(turn: Turn, code: str) -> SessionFacts | None:
    """The session that is changed, as it is now; None for a new one."""
    return await calendar.session_by_code(turn.ctx, turn.actor, code) if code else None


def _gathered(
    appointment: Appointment,
    code: str,
    held: SessionFacts | None,
    *,
    seen: int | None,
    beside: list[int],
    keep: bool = False,
) -> LastLook:
    return LastLook(
        code=code,
        session=held.code if held else "",
        seen=seen,
        beside=beside,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        open_end=appointment.open_end,
        place=appointment.place,
        agenda=appointment.agenda,
        bring=appointment.bring,
        link=appointment.link,
        note=appointment.note,
        keep=keep,
    )


def _old_hours(asked: AskedForDay) -> str | None:
    if asked.old_start is None:
        return None
    return _hours_in_words(asked.old_start, asked.old_end, plain("word-open-end")).replace(":", ".")


def _so_far(asked: _Dating) -> dict[str, Any]:
    return {one.name: getattr(asked, one.name) for one in fields(_Dating)}


async def _going_on(turn: Turn, kind: type[Q]) -> Q:
    require_manager(turn.actor)
    return await turn.asked(kind)


async def _preparing(turn: Turn) -> _Gathered:
    """The question for agenda, what to bring, link or a sentence that waits."""
    require_manager(turn.actor)
    step = await turn.standing_in()
    asked = _PREPARED[step.step].of(step) if step is not None and step.step in _PREPARED else None
    if asked is None:
        raise Refusal("refused-stale-button")
    return asked


def _hours_in_words(start: time, end: time | None, open_end: str) -> str:
    until = "24:00" if end == time.min else f"{end:%H:%M}" if end else open_end
    return f"{start:%H:%M}-{until}"


def days_offered(found: ActivityFacts, today: date) -> list[date]:
    """Working days of the planned period, from tomorrow on."""
    period = calendar.period_of(found)
    first = today + timedelta(days=1)
    windows = period.windows(first, first + _OFFERED_AHEAD)
    days = [
        window.first + timedelta(days=offset)
        for window in windows
        for offset in range((window.last - window.first).days + 1)
    ]
    return [day for day in days if day.weekday() < 5][:_OFFERED_DAYS]
