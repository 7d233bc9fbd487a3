"""The schedule, one activity in full, in texts that fit a phone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from bot.domain.meetings.former_terms import former
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.schedule_words.asked import Asked, Span
from bot.domain.meetings.schedule_words.button_words import button_words
from bot.domain.meetings.titles import list_title
from bot.domain.vocabulary import OFFICE_DIVISIONS, SessionStatus
from bot.views.format import clipped, dates, dates_short, day_long, days_long, hours, month_long, month_name
from bot.views.invitations.presses import AskSwitch
from bot.views.meetings import clashes
from bot.views.meetings.next_steps import divide_button
from bot.views.meetings.periods import meaning
from bot.views.meetings.presses.board import ShowBoard
from bot.views.meetings.presses.calendar import PickDistrict, PickDivision, PictureMonth, ShowActivity, ShowSchedule
from bot.views.meetings.presses.dating import DateActivity, MoveSession
from bot.views.meetings.presses.scheduling import CallOff
from bot.views.recap.presses import ShowRecap
from bot.views.screen import Screen, button, red, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    from bot.domain.facts import ActivityFacts, SessionFacts
    from bot.domain.invitations.answers import Tally
    from bot.domain.meetings.schedule_words.asking import Read

PER_PAGE = 8
_TITLE = 60
_PERIOD = 56

# What a group reads of a schedule, and how many that are late stand before the rest.
_IN_GROUP, _FEW_LATE = 5, 3
_LONG_SPANS = frozenset({Span.NEAR, Span.MONTH, Span.ALL})
_NAMED_SPANS = {
    "dekat": "near",
    "hariini": "today",
    "besok": "tomorrow",
    "pekan": "week",
    "pekandepan": "next-week",
    "minggu": "seven",
    "semua": "all",
    "lewat": "late",
}
# Of the activities offered by button.
_LABEL, _CHOICES, _FOUND = 40, 8, 12


class Schedule(Protocol):
    """What was asked for, and what there is of it."""

    @property
    def asked(self) -> Asked: ...
    @property
    def sessions(self) -> tuple[SessionFacts, ...]: ...
    @property
    def planned(self) -> tuple[ActivityFacts, ...]: ...
    @property
    def overdue(self) -> tuple[ActivityFacts, ...]: ...
    @property
    def done(self) -> tuple[SessionFacts, ...]: ...
    @property
    def mine(self) -> frozenset[int]: ...
    @property
    def mine_planned(self) -> frozenset[int]: ...
    @property
    def district(self) -> str: ...
    @property
    def read(self) -> Read: ...
    @property
    def elsewhere(self) -> int: ...
    @property
    def following(self) -> SessionFacts | None: ...


@dataclass(frozen=True, slots=True)
class _Entry:
    group: str
    mine: bool
    # Only those of a page are worded.
    text: Callable[[], Markup]


def schedule(found: Schedule, page: int, today: date, *, manages: bool = False) -> Screen:
    """One page of the schedule, for one reader."""
    entries = _entries(found, personal=True)
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = entries[page * PER_PAGE : (page + 1) * PER_PAGE]
    lines = [
        *_head(found, today),
        *_listed(shown),
        "",
        *([] if entries else _empty(found)),
        t("schedule-undated-count", count=found.elsewhere) if found.elsewhere else None,
        _late_count(found),
        t("schedule-mine") if any(entry.mine for entry in shown) else None,
        _hint(found),
        t("schedule-page", page=page + 1, pages=pages) if pages > 1 else None,
    ]
    around = [
        *([button(plain("button-previous"), ShowSchedule(button_words(found.asked), page - 1))] if page else []),
        *(
            [button(plain("button-next"), ShowSchedule(button_words(found.asked), page + 1))]
            if page < pages - 1
            else []
        ),
    ]
    return Screen(join_lines(*lines), rows(around, *_buttons(found, today, manages=manages)))


def group_schedule(found: Schedule, today: date) -> Screen:
    """The schedule in a group: what is dated, in short; it is read by many between two other things."""
    sought = found.asked.search or found.asked.span is Span.LATE
    entries = [entry for entry in _entries(found, personal=False) if sought or entry.group in ("sessions", "done")]
    shown = entries[:_IN_GROUP]
    undated = 0 if sought else len(found.planned) + found.elsewhere
    lines = [
        *_head(found, today),
        *_listed(shown),
        "",
        *([] if entries else _empty(found)),
        t("schedule-more", count=len(entries) - len(shown)) if len(entries) > len(shown) else None,
        t("schedule-undated-count", count=undated) if undated else None,
        _hint(found),
    ]
    spans = [
        _span_button(plain(f"button-{name}"), replace(found.asked, search=()), token)
        for name, token in (("today", "hariini"), ("week", "pekan"), ("month", "bulan"))
        if token != found.asked.span_token
    ]
    return Screen(join_lines(*lines), rows(spans))


def _entries(found: Schedule, *, personal: bool) -> list[_Entry]:
    late = found.overdue
    if not (found.asked.search or found.asked.span is Span.LATE):
        late = late[:_FEW_LATE] if found.asked.span in _LONG_SPANS else ()
    entries = []
    for group, sessions in (("done", found.done), ("sessions", found.sessions)):
        for held in sessions:
            mine = personal and held.id in found.mine
            entries.append(_Entry(group, mine, partial(session_entry, held, mine=mine)))
    for group, activities in (("overdue", late), ("planned", found.planned)):
        for one in activities:
            mine = personal and one.id in found.mine_planned
            entries.append(_Entry(group, mine, partial(plan_entry, one, mine=mine)))
    return entries


def _listed(entries: Sequence[_Entry]) -> list[str]:
    lines: list[str] = []
    for group in ("done", "sessions", "overdue", "planned"):
        listed = [entry.text() for entry in entries if entry.group == group]
        if listed:
            lines += ["", t(f"schedule-{group}"), *listed]
    return lines


def _head(found: Schedule, today: date) -> list[str | None]:
    return [
        t("schedule-title", scope=scope(found)),
        t("schedule-today", day=day_long(today)) if found.asked.span is Span.NEAR else None,
        *(t("schedule-read", given=given, read=read) for given, read in found.read),
    ]


def _empty(found: Schedule) -> list[Markup]:
    if found.asked.span is Span.LATE:
        return [t("schedule-none-late")]
    following = found.following
    if following is None:
        return [t("schedule-empty")]
    title = list_title(following.short_title, _TITLE)
    return [
        t(
            "schedule-empty-next",
            day=dates_short(following),
            hours=hours(following, following.zone),
            title=title,
            code=following.code,
        )
    ]


def _late_count(found: Schedule) -> Markup | None:
    """How much more than is listed should have been dated."""
    count = len(found.overdue)
    if found.asked.search or found.asked.span is Span.LATE:
        return None
    if found.asked.span not in _LONG_SPANS:
        return t("schedule-late", count=count) if count else None
    return t("schedule-late-more", count=count - _FEW_LATE) if count > _FEW_LATE else None


def _hint(found: Schedule) -> Markup | None:
    held, activities = (*found.sessions, *found.done), (*found.overdue, *found.planned)
    if not held and not activities:
        return None
    return t("schedule-hint", code=held[0].activity_code if held else activities[0].code)


def scope(found: Schedule) -> str:
    """What was asked for, in words."""
    return " · ".join((_days_words(found.asked), *filters(found)))


def filters(found: Schedule) -> list[str]:
    """What alone is shown of these days."""
    asked = found.asked
    named = (
        plain("scope-division", division=plain(f"division-{asked.division}")) if asked.division else "",
        plain("scope-district", district=found.district) if found.district else "",
        plain("scope-mine") if asked.mine else "",
        plain("scope-search", words=" ".join(asked.search)) if asked.search else "",
    )
    return [name for name in named if name]


def _days_words(asked: Asked) -> str:
    days = days_long(asked.first, asked.last)
    if asked.span_token in _NAMED_SPANS:
        return plain(f"scope-{_NAMED_SPANS[asked.span_token]}", days=days)
    return month_name(asked.first) if asked.span is Span.MONTH else days


def _buttons(found: Schedule, today: date, *, manages: bool) -> list[list[InlineKeyboardButton]]:
    asked = found.asked
    month = asked.first.replace(day=1)
    after = (month + timedelta(days=31)).replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    lines = [
        [("today", "hariini"), ("tomorrow", "besok"), ("week", "pekan")],
        [("month", "bulan"), (month_long(after), f"{after:%Y-%m}"), ("all", "semua")],
    ]
    if asked.span is Span.MONTH:
        lines[1].insert(0, (month_long(before), f"{before:%Y-%m}"))
    # The present month is said in two ways.
    present = f"{today:%Y-%m}"
    standing = {asked.span_token, *({"bulan", present} if asked.span_token in ("bulan", present) else ()), present}
    shown = [
        [
            _span_button(plain(f"button-{name}") if name.islower() else name, asked, said)
            for name, said in line
            if said not in standing
        ]
        for line in lines
    ]
    filters = [
        button(
            plain("button-not-mine" if asked.mine else "button-mine"),
            ShowSchedule(button_words(replace(asked, mine=not asked.mine)), 0),
        ),
        button(plain("button-division"), PickDivision(button_words(asked))),
        button(plain("button-district"), PickDistrict(button_words(asked))),
    ]
    late = len(found.overdue)
    last = [
        button(
            plain("button-picture", month=month_long(month)),
            PictureMonth(button_words(replace(asked, span_token=f"{month:%Y-%m}"))),
        ),
        *(
            [_span_button(plain("button-late", count=late), asked, Span.LATE.value)]
            if late and asked.span is not Span.LATE
            else []
        ),
    ]
    last += [button(plain("button-board"), ShowBoard())] if manages else []
    unfiltered = replace(asked, division=None, district_id=None, mine=False, search=())
    clear = [button(plain("button-unfiltered"), ShowSchedule(button_words(unfiltered), 0))] if asked.filtered else []
    return [*shown, filters, last, clear]


def _span_button(label: str, asked: Asked, token: str) -> InlineKeyboardButton:
    return button(label, ShowSchedule(button_words(replace(asked, span_token=token)), 0))


def picture_caption(found: Schedule) -> Screen:
    """Below a month's picture: whose it is, the months around it, and the same in words."""
    asked = found.asked
    month = asked.first.replace(day=1)
    before, after = (month - timedelta(days=1)).replace(day=1), (month + timedelta(days=31)).replace(day=1)
    around = [
        button(mark.format(month_long(one)), PictureMonth(button_words(replace(asked, span_token=f"{one:%Y-%m}"))))
        for mark, one in (("« {}", before), ("{} »", after))
    ]
    return Screen(t("month-caption", scope=scope(found)), rows(around))


def pick_division(asked: Asked) -> Screen:
    """Of which division?"""
    whole = replace(asked, span_token="semua")  # noqa: S106 (the word for all of the plan)
    among = [
        [button(plain(f"division-{one}"), ShowSchedule(button_words(replace(whole, division=one)), 0))]
        for one in OFFICE_DIVISIONS
    ]
    return Screen(t("schedule-pick-division"), rows(*among, [_back(asked)]))


def pick_district(asked: Asked, districts: Sequence[tuple[int, str]]) -> Screen:
    """Of which kecamatan?"""
    among = [button(name, ShowSchedule(button_words(replace(asked, district_id=id_)), 0)) for id_, name in districts]
    return Screen(
        t("schedule-pick-district"), rows(*(among[at : at + 3] for at in range(0, len(among), 3)), [_back(asked)])
    )


def _back(asked: Asked) -> InlineKeyboardButton:
    return button(plain("button-back"), ShowSchedule(button_words(asked), 0))


def session_entry(held: SessionFacts, *, mine: bool) -> Markup:
    """A dated session: when, and what."""
    return join_lines(
        t("schedule-session", mark=_mark(mine=mine), day=dates_short(held), hours=hours(held, held.zone)),
        t("schedule-name", title=list_title(held.short_title, _TITLE), code=held.code),
    )


def plan_entry(activity: ActivityFacts, *, mine: bool) -> Markup:
    """A planned activity: what, and the plan's own words for the time."""
    title = list_title(activity.short_title, _TITLE)
    return join_lines(
        t("schedule-plan", mark=_mark(mine=mine), title=title, code=activity.code),
        t("schedule-period", period=clipped(period_words(activity), _PERIOD)),
    )


def _mark(*, mine: bool) -> str:
    return plain("schedule-mark-mine" if mine else "schedule-mark")


def period_words(activity: ActivityFacts) -> str:
    """The plan's words for the time."""
    return activity.period_text or plain("period-none")


class Sheet(Protocol):
    """One activity, and by session the answers and how many came."""

    @property
    def activity(self) -> ActivityFacts: ...
    @property
    def answers(self) -> Mapping[int, Tally]: ...
    @property
    def came(self) -> Mapping[int, int]: ...
    @property
    def undated(self) -> bool: ...
    @property
    def twice(self) -> Mapping[int, Sequence[clashes.Chosen]]: ...


def activity(sheet: Sheet, now: datetime, *, manages: bool = False, member: bool = False) -> Screen:
    """Everything the plan says of one activity, and its sessions: how they moved, the answers so far; with `manages` the next steps."""
    facts = sheet.activity
    count = facts.stated_participants
    audience = facts.audience or plain("word-none")
    period = parse_period(facts.period_text, plan_year=facts.plan_year)
    days = meaning(period)
    return Screen(
        join_lines(
            t("activity-title", title=facts.title),
            t(
                "activity-code",
                kind=plain(f"kind-{facts.kind.value}"),
                code=facts.code,
                division=plain(f"division-{facts.division.value}"),
            ),
            "",
            t("activity-period", period=period_words(facts)),
            t("activity-meaning", days=days) if days is not None else None,
            t("activity-hours", hours=period.hours) if period.hours else None,
            t("activity-participants", audience=audience, count=count)
            if count
            else t("activity-audience", audience=audience),
            t("activity-place", place=facts.place) if facts.place else None,
            t("activity-aims", aims=facts.aims) if facts.aims else None,
            t("activity-outputs", outputs=facts.outputs) if facts.outputs else None,
            t("activity-note", note=facts.note) if facts.note else None,
            "",
            t("activity-sessions"),
            *([_held(held, sheet, now) for held in facts.sessions] or [t("activity-none")]),
        ),
        _next_steps(sheet, now) if manages else _to_switch(sheet, now) if member else None,
    )


def _to_switch(sheet: Sheet, now: datetime) -> InlineKeyboardMarkup | None:
    """Where its kecamatan are divided among batches, a member may ask for another."""
    held = [one for one in sheet.activity.sessions if one.selection.districts is not None and one.starts_at > now]
    coming = [one for one in held if one.status is SessionStatus.SCHEDULED]
    return rows([button(plain("button-switch"), AskSwitch(coming[0].id))]) if len(coming) > 1 else None


def _held(held: SessionFacts, sheet: Sheet, now: datetime) -> Markup:
    """A session: when and where, as it was before, and who comes."""
    if held.status is SessionStatus.CANCELLED:
        line = t("activity-session-cancelled", code=held.code, day=dates(held, held.zone))
        reason = t("activity-session-reason", reason=held.cancel_reason) if held.cancel_reason else None
        return join_lines(line, *_moves(held), reason)
    line = t(
        "activity-session", code=held.code, day=dates(held, held.zone), hours=hours(held, held.zone), place=held.place
    )
    return join_lines(line, *_moves(held), *_answers(held, sheet, now), *clashes.chosen(sheet.twice.get(held.id, ())))


def _moves(held: SessionFacts) -> list[Markup]:
    """When and where it was to be before, the oldest first; then what it was changed to and back from."""
    found = former([*(held.history[revision] for revision in sorted(held.history)), held.terms])
    return [
        t(which, day=dates(one, held.zone), hours=hours(one, held.zone), place=one.place)
        for which, terms in (("activity-session-was", found.before), ("activity-session-back", found.between))
        for one in terms
    ]


def _answers(held: SessionFacts, sheet: Sheet, now: datetime) -> list[Markup]:
    counts = sheet.answers.get(held.id)
    if counts is None:
        return []
    said = t(
        "activity-session-answers",
        invited=counts.invited,
        attending=counts.attending,
        substituted=counts.substituted,
        excused=counts.excused,
        silent=counts.silent,
    )
    came = sheet.came.get(held.id, 0)
    return [said, *([t("activity-session-came", count=came)] if came and held.starts_at <= now else [])]


def _next_steps(sheet: Sheet, now: datetime) -> InlineKeyboardMarkup:
    facts = sheet.activity
    coming = [one for one in facts.sessions if one.status is SessionStatus.SCHEDULED and one.ends_at > now]
    held = [one for one in facts.sessions if one.status is SessionStatus.SCHEDULED and one not in coming]
    shown = (*coming, *held[-1:])[:_CHOICES]
    return rows(
        [button(plain("button-date"), DateActivity(facts.id, facts.code))] if sheet.undated else [],
        *(
            [
                *([button(plain("button-change", code=one.code), MoveSession(one.id))] if one in coming else []),
                button(plain("button-recap-of", code=one.code), ShowRecap(one.id)),
            ]
            for one in shown
        ),
        [divide_button(facts.code)] if len(coming) > 1 else [],
        [red(button(plain("button-call-off-of", code=coming[0].code), CallOff(coming[0].id)))]
        if len(coming) == 1
        else [],
    )


def pick_found(found: Sequence[ActivityFacts]) -> Screen:
    """Which of several that words mean?"""
    buttons = [
        [button(f"{one.code} · {list_title(one.short_title, _LABEL)}", ShowActivity(one.code))]
        for one in found[:_FOUND]
    ]
    more = t("pick-activity-more", count=len(found) - _FOUND) if len(found) > _FOUND else None
    return Screen(join_lines(t("pick-activity"), more), rows(*buttons))


def pick_activity(found: Schedule) -> Screen:
    """Which activity of the coming weeks?"""
    titles = {held.activity_code: held.short_title for held in found.sessions}
    titles |= {planned.code: planned.short_title for planned in found.planned}
    buttons = [
        [button(f"{code} · {list_title(title, _LABEL)}", ShowActivity(code))]
        for code, title in list(titles.items())[:_CHOICES]
    ]
    return Screen(join_lines(t("pick-activity"), "", t("activity-usage")), rows(*buttons) if buttons else None)
