"""Piket: reminders, the report's steps, the confirmation, the week's rota, and a report as heads read it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from telegram import InlineKeyboardMarkup

from bot.domain.duty.report_facts import Hearer
from bot.domain.duty.shifts import EARLY, incident_due, is_ahead, place_of, shift_begins, watch_of
from bot.domain.ledger import Purpose
from bot.domain.lengths import shortened
from bot.domain.vocabulary import Situation
from bot.views.duty import reviewing
from bot.views.duty.filling import nothing_button, send_button, week_buttons
from bot.views.duty.presses import FillAnother, FillForm, FillReport, PickOfficer, ReportIncident, SaveWeek, ShowReport
from bot.views.duty.rota import has_office_hours, hours_of, post_of, rota, rota_button, when_of
from bot.views.format import day_long, day_short, weekday
from bot.views.press import Mark
from bot.views.screen import Screen, button, red, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from telegram import InlineKeyboardButton

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.rota import Turn
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts

# So much of what happened is told, beside who handles it and until when; the whole report is a press away.
_TOLD = 2800
# The form of the daily report, of which each shift owes one.
_DAILY = "piket"


class Begun(Protocol):
    """A report that is begun and not sent."""

    @property
    def shift(self) -> int: ...
    @property
    def day(self) -> date: ...
    @property
    def form(self) -> str: ...
    @property
    def title(self) -> str: ...


def owed(
    purpose: Purpose, shift: ShiftFacts, now: datetime, *, ready: bool = False, begun_by: str = ""
) -> Screen | None:
    """The reminder of the day or its eve, or the one for a missing report, which may be filled in and `ready`; nothing once the report is in.

    `begun_by`: who has begun to report of it, and is not on duty any more. Of a shift that is hours ahead nothing can be
    reported, so that it has no buttons to report by.
    """
    today = now.astimezone(shift.officer.zone).date()
    if shift.report_number is not None:
        return None
    day = day_long(shift.day)
    if purpose is Purpose.DUTY_MISSING and ready:
        text = join_lines(
            t("duty-missing-title"),
            "",
            t("duty-missing-ready", district=post_of(shift), day=day),
            t("duty-missing-send"),
        )
        going_on = button(plain("button-unsent-go-on"), FillForm(shift.id, _DAILY))
        return Screen(text, rows([send_button(shift, _DAILY)], [going_on]))
    if purpose is Purpose.DUTY_MISSING:
        lines = [
            t("duty-missing-title"),
            "",
            t("duty-missing-body", district=post_of(shift), day=day),
            t("duty-missing-next"),
        ]
    else:
        lines = [
            t("duty-open-title" if shift.day <= today else "duty-open-title-eve"),
            "",
            t("duty-open-body", district=shift.district, day=day, shift=watch_of(shift.shift) or hours_of(shift.shift)),
            *([t("duty-open-together", names=" dan ".join(one.name for one in shift.mates))] if shift.mates else []),
            *([t("duty-open-begins", begins=hours_of(shift.shift)[:5])] if shift.day > today else []),
            *([t("duty-open-begun", name=begun_by)] if begun_by else []),
        ]
        if is_ahead(shift.day, shift.shift, now, shift.officer.zone):
            opens = (shift_begins(shift.day, shift.shift, shift.officer.zone) - EARLY).astimezone(shift.officer.zone)
            lines.append(t("duty-open-later", opens=f"{opens:%H.%M}", until=_until_of(shift, today)))
            return Screen(join_lines(*lines), rows([rota_button()]))
        lines.append(t("duty-open-next", until=_until_of(shift, today)))
    return Screen(join_lines(*lines), rows([nothing_button(shift)], [_report_button(shift)]))


def _until_of(shift: ShiftFacts, today: date) -> str:
    """The hour at which a report is due, and of another day than today which."""
    if shift.due_on == today:
        return shift.until
    is_tomorrow = shift.due_on == today + timedelta(days=1)
    return plain(
        "duty-until-tomorrow" if is_tomorrow else "duty-until-day", until=shift.until, day=weekday(shift.due_on)
    )


def _until(shift: ShiftFacts) -> str:
    """The hour at which a report is due, and the day where that is the one after the shift's."""
    last = shift.due_on
    return shift.until if last == shift.day else plain("duty-until-day", until=shift.until, day=weekday(last))


def confirmed(report: DutyReportFacts, still_open: Sequence[ShiftFacts]) -> Screen:
    """Stored, with its number; another report that is still owed gets its button."""
    return Screen(
        join_lines(
            t("duty-done"),
            t("duty-done-number", number=report.number),
            t(
                "duty-done-body",
                district=report.shift.district,
                day=when_of(report.shift),
                situation=plain(f"situation-{report.situation.value}"),
            ),
            *reviewing.added(report),
            t("duty-done-extras", extras=reviewing.extras(report)) if reviewing.extras(report) else None,
            t("duty-late", until=_until(report.shift)) if report.shift.is_late else None,
            _told(report) if report.situation.is_incident else None,
            "",
            t("duty-done-next"),
        ),
        rows(
            *([_report_button(shift, dated=True)] for shift in still_open),
            [reviewing.rewrite_button(report.shift)],
            reviewing.paper_buttons(report.shift),
        ),
    )


def _told(report: DutyReportFacts) -> Markup:
    """Who hears of an incident, and what can wait at night: when."""
    zone, at = report.shift.officer.zone, report.reported_at
    due = incident_due(at, zone, urgent=report.situation is Situation.URGENT).at
    district = "-".join(one.value for one in (Hearer.CHAIR, Hearer.KEEPER) if one in report.told)
    office = [one.value for one in (Hearer.HEADS, Hearer.ADMINS) if one in report.told]
    who = " serta ".join(plain(f"duty-told-{one}") for one in (*office, *([district] if district else [])))
    if not who:
        return t("duty-done-told-nobody")
    when = {} if due == at else {"at": f"{due.astimezone(zone):%H.%M}"}
    said = t("duty-done-told-later" if when else "duty-done-told", who=who[0].upper() + who[1:], **when)
    return said if office else join_lines(said, t("duty-done-told-no-office"))


def report(
    found: DutyReportFacts,
    viewer: PersonFacts,
    *,
    changed: bool = False,
    mended: bool = False,
    handled: Sequence[Markup] = (),
) -> Screen:
    """A stored report, with what the viewer may do about it; `changed` since they read what they would accept, or `mended` by them.

    `handled`: how its incident stands.
    """
    zone = viewer.zone
    buttons = reviewing.buttons(found, viewer)
    said = [*reviewing.state(found), *reviewing.history(found, zone)]
    since = [t("review-changed"), ""] if changed else [t("mend-sent"), ""] if mended else []
    return Screen(
        join_lines(
            *since,
            t("duty-report-title", number=found.number),
            t(
                "duty-done-body",
                district=found.shift.district,
                day=when_of(found.shift),
                situation=plain(f"situation-{found.situation.value}"),
            ),
            reviewing.sender(found, zone),
            *reviewing.added(found),
            t("duty-late", until=_until(found.shift)) if found.shift.is_late else None,
            "",
            found.text,
            *(["", t("duty-done-extras", extras=reviewing.extras(found))] if reviewing.extras(found) else []),
            *(["", *handled] if handled else []),
            *(["", *said] if said else []),
        ),
        rows(*buttons) if buttons else None,
    )


def what_happened(found: DutyReportFacts, zone: ZoneInfo) -> Screen:
    """What happened, for those who decide what is done about it."""
    return Screen(
        join_lines(
            t(f"incident-title-{found.situation.value}", district=found.shift.district),
            t("incident-number", number=found.number),
            reviewing.sender(found, zone),
            "",
            shortened(found.text, _TOLD),
        ),
        rows([report_button(found.shift)]),
    )


def report_button(shift: ShiftFacts, *, named: bool = False) -> InlineKeyboardButton:
    """Opens the report of a shift, with its photo and place."""
    label = plain("button-duty-read-of", district=shift.district) if named else plain("button-duty-read")
    return button(label, ShowReport(shift.reported_as, shift.nth))


def nothing_due(
    reported: ShiftFacts | None,
    found: RotaFacts | None,
    viewer: PersonFacts,
    now: datetime,
    *,
    weeks: Sequence[int],
    overdue: Sequence[ShiftFacts] = (),
    ahead: Sequence[ShiftFacts] = (),
) -> Screen:
    """No report is owed now: it is in already, or it is not this person's hour; with the rota of their kecamatan."""
    begins = [t("duty-ahead", begins=one.begins) for one in ahead]
    if reported is not None and reported.report_number is not None:
        first = join_lines(t("duty-reported", number=reported.report_number, shift=_named(reported)), *begins)
        own = [[report_button(reported)], [button(plain("button-duty-another"), FillAnother(reported.id))]]
    else:
        first, own = join_lines(*begins) if begins else t("duty-none"), []
        if viewer.district_id is not None:
            own.append([red(button(plain("button-duty-incident"), ReportIncident(mark=Mark.ASIDE)))])
    own += [[_report_button(shift, dated=True, viewer=viewer)] for shift in overdue]
    if found is None or not (found.turns or found.rule or viewer.leads_secretariat):
        return Screen(first, rows(*own) if own else None)
    shown = rota(found, viewer, now)
    buttons = shown.keyboard.inline_keyboard if isinstance(shown.keyboard, InlineKeyboardMarkup) else ()
    return Screen(join_lines(first, "", shown.text), rows(*own, *map(list, buttons), week_buttons(weeks)))


def pick_officer(
    district: str,
    places: Sequence[Turn],
    chosen: Sequence[int | None],
    names: Mapping[int, str],
    able: Sequence[int],
    away: Collection[int] = (),
) -> Screen:
    """One place of the week's rota, with whose it is, for those who are `able`, also who is on leave; those before it are `chosen`."""
    several = {one.day for one in places if place_of(one.shift) > 1}

    def _place(one: Turn) -> str:
        hours = [] if has_office_hours(one.shift) else [hours_of(one.shift)]
        which = [plain("duty-week-officer", number=place_of(one.shift))] if one.day in several else []
        return ", ".join([day_long(one.day), *hours, *which])

    turn = places[len(chosen)]
    done = [
        t("duty-week-line", day=_place(one), name=names[who] if who else plain("duty-week-skipped"))
        for one, who in zip(places, chosen, strict=False)
    ]
    lines = [
        t("duty-week-title", district=district),
        *done,
        "",
        t("duty-week-pick", day=_place(turn)),
        t("duty-week-now", name=names.get(turn.person, "")) if turn.person is not None else None,
    ]
    buttons = [
        [button(plain("duty-week-away", name=names[person]) if person in away else names[person], PickOfficer(person))]
        for person in able
    ]
    ends = [button(plain("button-duty-skip"), PickOfficer(0))]
    if any(chosen):
        ends.append(button(plain("button-duty-enough"), SaveWeek()))
    return Screen(join_lines(*lines), rows(*buttons, ends))


def _named(shift: ShiftFacts) -> str:
    return "" if has_office_hours(shift.shift) else f" {hours_of(shift.shift)}"


def offer_nothing(shift: ShiftFacts) -> Screen:
    """Somebody said that all is well: is that their report?"""
    asked = t("duty-offer-nothing", district=post_of(shift), day=day_long(shift.day))
    return Screen(asked, rows([nothing_button(shift)], [_report_button(shift)]))


def not_understood(shift: ShiftFacts) -> Screen:
    """What was said is no report; the one that is owed is brought to mind."""
    unsent = t("unknown-on-duty", district=post_of(shift), day=day_long(shift.day))
    return Screen(join_lines(t("unknown-input"), "", unsent), rows([_report_button(shift)]))


def in_already(shift: ShiftFacts) -> Screen:
    """The shift's report is there."""
    lines = [[report_button(shift)], [button(plain("button-duty-another"), FillAnother(shift.id))]]
    return Screen(t("duty-reported", number=shift.report_number or "", shift=_named(shift)), rows(*lines))


def with_begun(screen: Screen, begun: Sequence[Begun]) -> Screen:
    """What was begun and not sent is offered above all else."""
    if not begun:
        return screen
    buttons = screen.keyboard.inline_keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else ()
    going_on = [
        [button(plain("button-form-go-on", title=one.title, day=day_short(one.day)), FillForm(one.shift, one.form))]
        for one in begun
    ]
    return Screen(join_lines(screen.text, "", t("form-begun-ones")), rows(*going_on, *map(list, buttons)))


def _report_button(
    shift: ShiftFacts, *, dated: bool = False, viewer: PersonFacts | None = None
) -> InlineKeyboardButton:
    if viewer is not None and viewer.id != shift.officer.id:
        label = plain("button-duty-report-for", day=when_of(shift, short=True), name=shift.officer.name)
    else:
        label = plain("button-duty-report-of", day=when_of(shift, short=True)) if dated else plain("button-duty-report")
    return button(label, FillReport(shift.id))
