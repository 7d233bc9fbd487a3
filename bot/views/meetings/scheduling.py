"""Setting, moving and cancelling a date: questions with buttons, a last look, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup

from bot.domain.meetings.online_links import sounds_online
from bot.domain.meetings.titles import list_title
from bot.domain.words.hours.words_of_time import words_of_time
from bot.views.format import clipped, dates, dates_short, day_plain, day_short, hours
from bot.views.invitations.messages import changes, prepared, session_block, session_line
from bot.views.meetings import clashes, previewing, series, undoing
from bot.views.meetings.next_steps import month_buttons, propose_button
from bot.views.meetings.presses.calendar import TurnActivities
from bot.views.meetings.presses.dating import DateActivity, KeepAsItWas, MoveSession, PickDay, PickHours, PickOffice
from bot.views.meetings.presses.last_look import AnswerDate, BackToLook, Empty, KeepAnswers, Prepare
from bot.views.meetings.presses.scheduling import AnswerCallOff, CallOff
from bot.views.meetings.presses.series import Repeat, SetAgain
from bot.views.papers.presses import MakeLetter
from bot.views.press import Mark
from bot.views.recap.presses import ShowRecap
from bot.views.screen import Screen, button, red, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from telegram import InlineKeyboardButton

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms
    from bot.domain.words.dates.problem import DateProblem
    from bot.domain.words.unread import Unread
    from bot.views.meetings.clashes import InTheWay
    from bot.views.meetings.previewing import Previewed
    from bot.views.meetings.undoing import Reached
    from bot.views.press import Press

_PER_PAGE = 8
_LABEL = 40
# So much is quoted of what was typed.
_GIVEN = 80
_EXAMPLE, _EXAMPLE_HOURS = 200, "09.00-12.00"
_TIMES = ("08.00-12.00", "09.00-12.00", "13.00-16.00")


def date_problem(problem: DateProblem) -> Screen:
    """What was typed is no date or time."""
    values = {name: clipped(value, _GIVEN) for name, value in problem.values.items()}
    return Screen(t(f"date-{problem.code}", **values))


def not_read(command: str, unread: Unread) -> Screen:
    """Which words were not read, or what is missing; `command` is the line up to its date, as it is right."""
    said = f"{unread.hours or _EXAMPLE_HOURS} {unread.place or plain('set-example-place')}"
    example = clipped(f"{command} {said}", _EXAMPLE)
    return Screen(t(f"set-{unread.amiss}", words=clipped(unread.words, _GIVEN), example=example))


def pick_activity(activities: Sequence[ActivityFacts], page: int) -> Screen:
    """Which activity?"""
    if not activities:
        return Screen(t("set-pick-none"))
    shown = activities[page * _PER_PAGE : (page + 1) * _PER_PAGE]
    buttons = [
        [button(f"{one.code} · {list_title(one.short_title, _LABEL)}", DateActivity(one.id, one.code))] for one in shown
    ]
    around = []
    if page:
        around.append(button(plain("button-previous"), TurnActivities(page - 1)))
    if (page + 1) * _PER_PAGE < len(activities):
        around.append(button(plain("button-next"), TurnActivities(page + 1)))
    return Screen(join_lines(t("set-pick-activity"), "", t("set-usage")), rows(*buttons, around))


def pick_session(what: str, sessions: Sequence[SessionFacts], pressed: Callable[[int], Press]) -> Screen:
    """Which session is to be moved, cancelled, ...? `what` names the texts `pick-<what>` and `pick-<what>-none`.

    `pressed` is what the button of a session says, by the session's id.
    """
    if not sessions:
        return Screen(t(f"pick-{what}-none"))
    buttons = [
        [button(f"{dates_short(held)} · {list_title(held.short_title, _LABEL)}", pressed(held.id))]
        for held in sessions[:_PER_PAGE]
    ]
    return Screen(join_lines(t(f"pick-{what}"), "", t(f"pick-{what}-usage")), rows(*buttons))


def ask_date(activity: ActivityFacts, session: SessionFacts | None, days: Sequence[date]) -> Screen:
    """Which day? Buttons offer days of the planned period; for a `session` that moves, also the day it has."""
    code = session.code if session else activity.code
    text = join_lines(
        t("set-ask-title", title=activity.short_title),
        t("set-ask-plan", code=code, period=activity.period_text or plain("period-none")),
        t("set-ask-now", day=dates(session, session.zone)) if session else None,
        "",
        t("set-ask-date"),
    )
    buttons = [
        button(day_short(day), PickDay(day))
        for day in days
        if not session or (day, day) != (session.day, session.last_day)
    ]
    kept = [_keep(dates_short(session))] if session else []
    following = _prepare(session.terms) if session else [propose_button(activity.code)]
    return Screen(text, rows(kept, *(buttons[start : start + 3] for start in range(0, len(buttons), 3)), following))


def ask_other_day(activity: ActivityFacts, now: str, days: Sequence[date]) -> Screen:
    """Which day instead of what the last look has?"""
    text = join_lines(
        t("set-ask-title", title=activity.short_title),
        t("set-ask-plan", code=activity.code, period=activity.period_text or plain("period-none")),
        t("set-ask-now", day=now),
        "",
        t("set-ask-date"),
    )
    buttons = [button(day_short(day), PickDay(day)) for day in days]
    return Screen(text, rows([_keep(now)], *(buttons[start : start + 3] for start in range(0, len(buttons), 3))))


def ask_prepared(what: str, session: SessionFacts | None, standing: str) -> Screen:
    """The agenda, what to bring, or the link, in one message; `standing` is what is there."""
    text = join_lines(
        session_line(session) if session else None,
        t(f"session-{what}", **{what: standing}) if standing else None,
        "" if session or standing else None,
        t(f"set-ask-{what}"),
    )
    gone = [button(plain("button-empty"), Empty(what))] if standing else []
    return Screen(text, rows(gone, [button(plain("button-back"), BackToLook())]))


def ask_beside(standing: str) -> Screen:
    """A sentence beside several dates at once; `standing` is what goes with them so far."""
    said = t("session-note", note=standing) if standing else None
    return Screen(join_lines(said, "" if standing else None, t("set-ask-note"), "", t("set-ask-note-many")))


def ask_time(days: str, old_hours: str | None) -> Screen:
    """What time?"""
    buttons = [button(text, PickHours(text)) for text in _TIMES]
    kept = [_keep(old_hours)] if old_hours else []
    return Screen(join_lines(t("session-day", day=days), "", t("set-ask-time")), rows(kept, buttons))


def ask_zone(problem: DateProblem) -> Screen:
    """Hours in another zone than the office's: which are they here?"""
    own = problem.values["own"]
    choices = [problem.values["here"], problem.values["written"]]
    return Screen(date_problem(problem).text, rows([button(f"{one} {own}", PickHours(one)) for one in choices]))


def ask_place(days: str, hours: str, office: str, old_place: str | None) -> Screen:
    """Where?"""
    text = join_lines(
        t("session-day", day=days), t("session-hours", hours=hours), "", t("set-ask-place", office=office)
    )
    kept = [_keep(old_place)] if old_place else []
    return Screen(text, rows(kept, [button(plain("set-office-place", office=office), PickOffice())]))


@dataclass(frozen=True, slots=True)
class InPlan:
    """How a date stands to its activity's plan: the plan's words where it is `outside` of them, and the plan's year.

    `beside` are sessions to come that the same people are invited to, where the plan has no more of them.
    """

    outside: str | None
    year: int
    beside: Sequence[SessionFacts] = ()


def confirm(
    shown: Previewed,
    now: datetime,
    *,
    plan: InPlan,
    moves: bool,
    there: SessionFacts | None = None,
    doubtful: str = "",
    keeps: bool = False,
    in_the_way: Sequence[InTheWay] = (),
) -> Screen:
    """A last look before notices go out: the message, to whom, and what may be wrong with it.

    `doubtful` are words of time as they were typed, where others may be meant; `there` is the session that moves as another head
    has just made it; with `keeps` answers stand although the day changes.
    """
    session = shown.invitation.session
    place = session.place
    of_time = words_of_time(place)
    warnings = [
        t("set-hours-read", given=clipped(doubtful, _GIVEN)) if doubtful else None,
        t("set-place-of-time", words=clipped(of_time, _GIVEN)) if of_time else None,
        t("set-link-missing") if sounds_online(place) and not session.link else None,
        t("set-fewer-days", count=len(session.days)) if _fewer_days(shown) else None,
        _next_year(session, now, plan.year),
        t("set-outside", period=plan.outside) if plan.outside else None,
        *_again(session, plan.beside),
        *previewing.on_days([shown]),
        t("set-answers-kept" if keeps else "set-answers-again", count=shown.answered) if shown.answered else None,
        *clashes.lines(in_the_way, session.activity_code),
    ]
    following = t("set-confirm-move" if moves else "set-confirm-next")
    head = join_lines(*([*_changed_meanwhile(there), ""] if there else []), *previewing.message(shown, now), "")
    foot = join_lines(*warnings, following)
    text = join_lines(head, *previewing.recipients(shown, head, foot), foot)
    answers = (
        [button(plain("button-ask-again" if keeps else "button-keep-answers"), KeepAnswers())] if shown.answered else []
    )
    said = button(plain("button-said" if session.note else "button-say"), Prepare("note"))
    return Screen(
        text,
        InlineKeyboardMarkup(
            [
                *yes_no(AnswerDate).inline_keyboard,
                [button(plain(f"button-other-{what}"), Prepare(what)) for what in ("day", "hours", "place")],
                _prepare(session.terms),
                [said],
                *filter(None, [answers]),
                *([button(plain("button-change", code=one.code), MoveSession(one.id))] for one in plan.beside[:1]),
            ]
        ),
    )


def _next_year(session: SessionFacts, now: datetime, plan_year: int) -> Markup | None:
    """A date without a year that is over is the next one: perhaps the one that is over was meant."""
    if session.day.year <= now.astimezone(session.zone).year:
        return None
    day = day_plain(session.day)
    beyond = session.day.year != plan_year
    return t("set-next-year-beyond", day=day, year=str(plan_year)) if beyond else t("set-next-year", day=day)


def _again(session: SessionFacts, beside: Sequence[SessionFacts]) -> list[Markup]:
    """The same people are invited to another session already: perhaps that one was to move, or they are to be divided."""
    if not beside:
        return []
    held = ", ".join(f"{one.code} ({dates_short(one)})" for one in beside)
    return [t("set-again", held=held, code=beside[0].code, activity=session.activity_code)]


def _fewer_days(shown: Previewed) -> bool:
    """Perhaps its first day alone was meant, of several."""
    session, known = shown.invitation.session, shown.known
    return known is not None and len(session.days) < len(known.days(session.zone))


def yes_no(pressed: Callable[[bool], Press]) -> InlineKeyboardMarkup:
    """Ya / Tidak."""
    return rows([button(plain("button-yes"), pressed(True)), button(plain("button-no"), pressed(False))])


def done(
    session: SessionFacts,
    reach: Reached,
    now: datetime,
    *,
    month: tuple[date, int] | None = None,
    divisible: bool = False,
) -> Screen:
    """Dated, and whom it reaches; `month` has so many meetings yet to be dated, `divisible`: its batches invite everybody."""
    following = [] if month is None else [month_buttons([month])]
    before = join_lines(
        t("set-done"),
        "",
        session_block(session),
        "",
        t("set-reach", invited=reach.invited),
        t("set-unregistered", count=reach.invited - reach.reachable) if reach.invited > reach.reachable else None,
        undoing.joined_line([reach], session, now),
        t("set-reach-groups", groups=reach.groups) if reach.groups else None,
    )
    below = [*following, *_following(session)]
    later, silent = undoing.waiting([reach])
    codes = [session.activity_code] if divisible else []
    return undoing.card(undoing.Card(before, codes, below=below, later=later, silent=silent), [session], now)


def moved(before: SessionFacts, session: SessionFacts, now: datetime, following: int = 0) -> Screen:
    """Moved, or the same as it was; `following` are so many meetings of its series."""
    if before.terms == session.terms:
        return Screen(join_lines(t("move-same"), "", session_block(session)), rows(*_following(session)))
    said = join_lines(
        t("move-done"),
        "",
        session_block(session),
        "",
        *changes(before.terms, session),
        "",
        t("move-done-next"),
    )
    above = series.buttons_after_move(session, following)
    return undoing.card(undoing.Card(said, above=above, below=_following(session)), [session], now)


def left_undone(code: str) -> Screen:
    """Nothing was set: what else there is to do."""
    return Screen(
        t("set-cancelled"),
        rows([propose_button(code), button(plain("button-date"), DateActivity(0, code))]),
    )


def ask_cancel_reason(session: SessionFacts) -> Screen:
    """Why is it called off?"""
    return Screen(join_lines(t("cancel-ask"), session_line(session), "", t("cancel-ask-reason")))


def confirm_cancel(session: SessionFacts, reason: str, *, changed: bool = False) -> Screen:
    """A last look before the session is called off; `changed`: another head has just moved it."""
    meanwhile = [*_changed_meanwhile(session), ""] if changed else []
    text = join_lines(
        *meanwhile,
        t("cancel-confirm", code=session.code),
        session_line(session),
        t("cancel-confirm-reason", reason=reason) if reason else None,
        "",
        t("cancel-confirm-next"),
    )
    yes, no = (
        red(button(plain("button-call-off-yes"), AnswerCallOff(agreed=True))),
        button(plain("button-leave"), AnswerCallOff(agreed=False)),
    )
    return Screen(text, rows([yes], [no]))


def _changed_meanwhile(session: SessionFacts) -> list[Markup]:
    return [
        t("set-changed", code=session.code),
        t("session-day", day=dates(session, session.zone)),
        t("session-hours", hours=hours(session, session.zone)),
        t("session-place", place=session.place),
        *prepared(session.agenda, session.bring, session.link),
    ]


def cancelled(
    session: SessionFacts, reach: Reached, now: datetime, following: int = 0, left: Sequence[str] = ()
) -> Screen:
    """Called off, and who is told; `following` are so many meetings of its series, `left` kecamatan of no batch any more."""
    done = t("cancel-done", code=session.code, people=reach.invited, groups=reach.groups)
    return undoing.card(
        undoing.Card(
            join_lines(done, *undoing.left_lines(left)),
            above=[*undoing.left_buttons(session, left), *series.buttons_after_cancelling(session, following)],
            below=[[button(plain("button-set-instead"), SetAgain(session.id, mark=Mark.ASIDE))]],
        ),
        [session],
        now,
    )


def ask_outsiders(session: SessionFacts) -> Screen:
    """How many came from outside the roster?"""
    return Screen(join_lines(t("outsiders-ask"), session_line(session), "", t("outsiders-ask-next")))


def _prepare(terms: Terms) -> list[InlineKeyboardButton]:
    """Agenda, what to bring, link: a press and a message each; ticked where there is one."""
    standing = {"agenda": terms.agenda, "bring": terms.bring, "link": terms.link}
    return [
        button(plain("button-chosen", label=label) if there else label, Prepare(what))
        for what, there in standing.items()
        for label in [plain(f"button-prepare-{what}")]
    ]


def _keep(what: str) -> InlineKeyboardButton:
    return button(plain("button-keep", what=what if len(what) <= _LABEL else f"{what[: _LABEL - 1]}…"), KeepAsItWas())


def _following(session: SessionFacts) -> list[list[InlineKeyboardButton]]:
    """What a head may want next."""
    return [
        [button(plain("button-recap"), ShowRecap(session.id)), button(plain("button-move"), MoveSession(session.id))],
        [
            button(plain("button-letter"), MakeLetter(session.id)),
            red(button(plain("button-call-off"), CallOff(session.id))),
        ],
        [button(plain("button-repeat"), Repeat(session.id))],
    ]
