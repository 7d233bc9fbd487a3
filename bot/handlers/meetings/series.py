"""/ulangi: a meeting comes again, in a rhythm or once more; what is changed of one may be changed of all after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.series.codes import rhythm_of_code
from bot.domain.refusals import Refusal
from bot.handlers.meetings.dating import beginning
from bot.handlers.questions import Question, question
from bot.services.access import require_manager
from bot.services.meetings import previewing, series
from bot.services.meetings.calendar import office_sessions, plan_activities
from bot.services.meetings.office_days import kept_days_of
from bot.views.meetings import series as views
from bot.views.meetings.presses.series import (
    CancelFollowing,
    MoveFollowing,
    Repeat,
    SayBesideSeries,
    SetAgain,
    SetSeries,
)
from bot.views.meetings.scheduling import picking, prepared
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.domain.meetings.series.rhythms import Rhythm
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.meetings.outcomes import Followed
    from bot.services.meetings.series import Series
    from bot.views.meetings.undoing import What


@question("series", "look")
class LookedAtSeries(Question):
    """The last look at the dates of a series, with a sentence that goes with each."""

    session: int
    rhythm: str
    note: str


@question("series", "note")
class AskedBesideSeries(Question):
    """That sentence."""

    session: int
    rhythm: str


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("ulangi", coded=True)(repeat_command)
    routes.press(Repeat)(repeat)
    routes.press(SetSeries)(set_series)
    routes.press(SetAgain)(set_again)
    routes.press(SayBesideSeries)(ask_beside)
    routes.dialogue(AskedBesideSeries)(said_beside)
    routes.dialogue(LookedAtSeries)(typed_instead)
    routes.press(MoveFollowing)(move_following)
    routes.press(CancelFollowing)(cancel_following)


async def repeat_command(turn: Turn) -> None:
    """/ulangi <sesi> [seberapa sering]; as the plan has it where that is left out."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        sessions = await office_sessions.upcoming(turn.ctx, turn.actor)
        await turn.say(picking.pick_session("repeat", sessions, Repeat))
        return
    code, how_often = turn.cut(1)
    await _look(turn, code, how_often)


async def repeat(turn: Turn, pressed: Repeat) -> None:
    """Ulangi, and how often."""
    turn.require_private()
    await _look(turn, pressed.session, _rhythm(pressed.rhythm) if pressed.rhythm else "")


async def set_series(turn: Turn, pressed: SetSeries) -> None:
    """Ya or Tidak under the dates."""
    turn.require_private()
    looked = LookedAtSeries.of(await turn.standing_in())
    note = ""
    if looked is not None and (looked.session, looked.rhythm) == (pressed.session, pressed.rhythm):
        note = looked.note
        await turn.finish()
    if not pressed.wanted:
        await turn.show(Screen(t("set-cancelled")))
        return
    rhythm = _rhythm(pressed.rhythm)
    found = await series.proposed(turn.ctx, turn.actor, pressed.session, rhythm, note)
    if not found.wanted:
        # Pressed again: the screen says that all of it is set.
        await turn.show(await _shown(turn, found, rhythm))
        return
    await turn.show(_done(turn, await series.set_series(turn.ctx, turn.actor, found), "schedule"))


async def ask_beside(turn: Turn, pressed: SayBesideSeries) -> None:
    """Tambah kalimat: which?"""
    turn.require_private()
    require_manager(turn.actor)
    looked = LookedAtSeries.of(await turn.standing_in())
    asked = AskedBesideSeries(pressed.session, _rhythm(pressed.rhythm).code)
    await turn.ask(prepared.ask_beside(looked.note if looked is not None else ""), asked)


async def said_beside(turn: Turn, asked: AskedBesideSeries) -> None:
    """A sentence that goes with each date of the series."""
    note, rhythm = turn.text.strip(), _rhythm(asked.rhythm)
    found = await series.proposed(turn.ctx, turn.actor, asked.session, rhythm, note)
    await turn.ask(await _shown(turn, found, rhythm), LookedAtSeries(asked.session, asked.rhythm, note))


async def typed_instead(turn: Turn, _asked: LookedAtSeries) -> None:
    """Something written where a press is asked for."""
    await turn.say(Screen(t("set-press")))


async def set_again(turn: Turn, pressed: SetAgain) -> None:
    """Buat sekali lagi: the day is asked for, the rest is offered as it was."""
    turn.require_private()
    require_manager(turn.actor)
    like = await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session)
    await beginning.begin(turn, await plan_activities.activity(turn.ctx, turn.actor, like.activity_code), like=like)


async def move_following(turn: Turn, pressed: MoveFollowing) -> None:
    """Those after one that was moved, along with it."""
    turn.require_private()
    require_manager(turn.actor)
    if pressed.sure:
        done = await series.move_following(turn.ctx, turn.actor, pressed.session, pressed.revision)
        await turn.show(_done(turn, done, "move"))
        return
    moved, wanted = await series.after_move(turn.ctx, turn.actor, pressed.session, pressed.revision)
    kept = await kept_days_of(turn.ctx, turn.actor.office_id)
    await turn.say(views.look_at_moves(moved, wanted, kept))
    await turn.leave_out_pressed()


async def cancel_following(turn: Turn, pressed: CancelFollowing) -> None:
    """Those after one that was called off, too."""
    turn.require_private()
    require_manager(turn.actor)
    if pressed.sure:
        done = await series.cancel_following(turn.ctx, turn.actor, pressed.session)
        await turn.show(_done(turn, done, "cancel"))
        return
    one = await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session)
    await turn.say(views.look_at_cancelling(one, await series.following(turn.ctx, turn.actor, one.id)))
    await turn.leave_out_pressed()


def _done(turn: Turn, found: Followed, what: What) -> Screen:
    return views.done(found, what, turn.ctx.clock.now())


async def _look(turn: Turn, code: str | int, how_often: str | Rhythm) -> None:
    found = await series.proposed(turn.ctx, turn.actor, code, how_often)
    if found.rhythm is None:
        await turn.show(views.ask_rhythm(found.first))
        return
    await turn.show(await _shown(turn, found, found.rhythm))


async def _shown(turn: Turn, found: Series, rhythm: Rhythm) -> Screen:
    wanted = [(found.activity, terms) for terms in found.wanted]
    shown = await previewing.preview_many(turn.ctx, turn.actor, wanted)
    return views.look(found.first, rhythm, shown, found.turns, found.until, turn.ctx.clock.now())


def _rhythm(code: str) -> Rhythm:
    try:
        return rhythm_of_code(code)
    except ValueError:
        raise Refusal("refused-stale-button") from None
