"""Recaps of a month, quarter or year in texts that fit a phone, with buttons to everything else they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.titles import list_title
from bot.domain.recap.facts import DistrictFigures, View, plan_total
from bot.domain.recap.figures import ranking
from bot.domain.recap.spans import Span, SpanUnit
from bot.domain.vocabulary import OFFICE_DIVISIONS
from bot.views.format import clock_time, dates_short, moment
from bot.views.recap import ranks, words
from bot.views.recap.presses import FileKind, MakeFile, ShowDutyRecap, ShowPeriod
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, folded, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineKeyboardButton

    from bot.domain.recap.facts import OwnLine, PersonFigures, Recap, SessionLine
    from bot.domain.recap.figures import Counts

_TITLE = 56
_MOST_SESSIONS = 30


def recap(found: Recap, *, whole: bool) -> Screen:
    """The text of a period; `whole`: the reader may see all of the office, so buttons lead there."""
    body = {
        View.OFFICE: _office,
        View.DIVISION: _office,
        View.DIVISIONS: _divisions,
        View.DISTRICTS: _districts,
        View.DISTRICT: _district,
        View.PERSON: _person,
    }[found.query.view]
    lines = [title(found), "", *_figures(found), *body(found), "", *_footing(found)]
    return Screen(join_lines(*lines), rows(*_buttons(found, whole=whole)))


def pick_person(found: Sequence[tuple[int, str, str]], span: Span, name: str) -> Screen:
    """Which of the people of that name?"""
    if not found:
        return Screen(t("recap-no-person", name=name))
    lines = [
        [button(_with_district(person, district), ShowPeriod(View.PERSON, str(person_id), span))]
        for person_id, person, district in found
    ]
    return Screen(t("recap-which-person"), rows(*lines))


def title(found: Recap) -> Markup:
    """What it is of, and of when."""
    key = {
        View.OFFICE: "recap-period-title",
        View.DIVISION: "recap-division-title",
        View.DIVISIONS: "recap-divisions-title",
        View.DISTRICTS: "districts-title",
        View.DISTRICT: "district-title",
        View.PERSON: "recap-person-title",
    }[found.query.view]
    period = words.span_name(found.span)
    return t(key, period=period, name=found.name) if found.name else t(key, period=period)


def district_name(line: DistrictFigures) -> str:
    """The kecamatan's name; the office's own people have one too."""
    return line.name or plain("recap-district-office")


def _figures(found: Recap) -> list[str]:
    """What is counted of the whole, and how it was before."""
    counts = found.total
    lines: list[str] = [
        t("recap-sessions", sessions=found.scheduled, over=found.over),
        *([t("recap-sessions-cancelled", count=found.cancelled)] if found.cancelled else []),
    ]
    if counts.invited:
        lines += [words.answers(counts), words.response(counts, found.before)]
        lines += words.day(counts, found.before)
    if found.minutes is not None:
        lines.append(words.wait(found.minutes, found.minutes_before))
    if found.survey.responses:
        lines.append(words.questionnaires(found.survey))
    if found.plan:
        lines.append(words.plan(plain("recap-plan"), plan_total(found.plan)))
    return lines


def _office(found: Recap) -> list[str]:
    lines: list[str] = []
    if found.span.unit is SpanUnit.MONTH:
        listed = [_session(one) for one in found.sessions[:_MOST_SESSIONS]] or [t("month-none")]
        if len(found.sessions) > _MOST_SESSIONS:
            listed.append(t("recap-more-sessions", count=len(found.sessions) - _MOST_SESSIONS))
        lines += ["", *folded(listed)]
    else:
        lines += ["", t("recap-by-month")] if found.months else ["", t("recap-none-in-period")]
        lines += [_shares(words.span_name(span), counts) for span, counts in found.months]
        if found.query.view is View.OFFICE:
            lines += _by_division(found)
    if found.plan and found.query.view is View.OFFICE:
        lines += ["", t("recap-plan-title"), *(words.plan(division, counts) for division, counts in found.plan)]
    return lines + ranks.best_and_worst(_ranked(found), "districts", meetings=found.over)


def _divisions(found: Recap) -> list[str]:
    lines = _by_division(found) or ["", t("recap-none-in-period")]
    if found.plan:
        lines += ["", t("recap-plan-title"), *(words.plan(division, counts) for division, counts in found.plan)]
    return lines


def _by_division(found: Recap) -> list[str]:
    if not found.divisions:
        return []
    return ["", t("recap-by-division"), *(_shares(division, counts) for division, counts in found.divisions)]


def _districts(found: Recap) -> list[str]:
    if not found.districts:
        return ["", t("recap-none-in-period")]
    lines: list[str] = ["", t("recap-ranking-legend")]
    lines += [ranks.line(place, line, counts, full=True) for place, line, counts in _ranked(found)]
    own = [line for line in found.districts if line.id is None]
    return lines + [words.short_answers(district_name(line), line.counts) for line in own]


def _district(found: Recap) -> list[str]:
    shifts, reports = found.duty
    lines: list[str] = ["", t("district-people"), *map(_person_line, found.people)] if found.people else []
    if not found.people:
        lines += ["", t("recap-none-in-period")]
    return [*lines, "", t("district-duty", shifts=shifts, reports=reports)] if shifts else lines


def _person(found: Recap) -> list[str]:
    if not found.sessions:
        return ["", t("recap-none-in-period")]
    pairs = list(zip(found.sessions, found.own, strict=True))[-_MOST_SESSIONS:]
    left_out = len(found.sessions) - len(pairs)
    lines: list[str] = ["", *(_own_line(line, own) for line, own in pairs)]
    return [*lines, t("recap-more-sessions", count=left_out)] if left_out else lines


def _own_line(line: SessionLine, own: OwnLine) -> Markup:
    held = line.session
    head = t("month-session", day=dates_short(held), title=list_title(held.short_title, _TITLE), code=held.code)
    if own.came_at is not None:
        came = t("recap-own-came", answer=words.answer_name(own.answer), time=clock_time(own.came_at, held.zone))
        return join_lines(head, came)
    return join_lines(head, t("recap-own-away" if line.recorded else "recap-own", answer=words.answer_name(own.answer)))


def _person_line(line: PersonFigures) -> Markup:
    short = words.short_answers(line.name, line.counts)
    if not line.counts.expected:
        return Markup(short)
    return t("recap-person-came", line=Markup(short), came=line.counts.came, expected=line.counts.expected)


def _session(line: SessionLine) -> Markup:
    held, counts = line.session, line.counts
    head = t("month-session", day=dates_short(held), title=list_title(held.short_title, _TITLE), code=held.code)
    if line.cancelled:
        return join_lines(head, t("month-cancelled"))
    if not counts.invited:
        count = held.outsiders_present
        return join_lines(head, t("month-outsiders", count=plain("word-none") if count is None else count))
    values = {"attending": counts.attending, "invited": counts.invited, "percent": counts.response_percent}
    if line.recorded:
        return join_lines(
            head, t("month-came", **values, came=counts.came, attendance=words.shown(counts.attendance_percent))
        )
    return join_lines(head, t("month-attended", **values))


def _shares(name: str, counts: Counts) -> Markup:
    key = "recap-shares-came" if counts.recorded else "recap-shares"
    values = {"came": counts.came, "attendance": words.shown(counts.attendance_percent)} if counts.recorded else {}
    return t(
        key, name=name, invited=counts.invited, answered=counts.answered, response=counts.response_percent, **values
    )


def _ranked(found: Recap) -> list[tuple[int, DistrictFigures, Counts]]:
    """Kecamatan with their places; the office's own people are not ranked."""
    return ranking([(line, line.counts) for line in found.districts if line.id is not None])


def _footing(found: Recap) -> list[str]:
    """As of when, and what is counted."""
    counted = t("recap-counted", recorded=found.recorded) if found.recorded else t("recap-counted-answers")
    return [t("recap-moment", moment=moment(found.asked_at, found.zone)), counted]


def _buttons(found: Recap, *, whole: bool) -> list[list[InlineKeyboardButton]]:
    query, span = found.query, found.span
    lines = [_around(found), _units(found)]
    if query.view is View.DISTRICTS:
        ranked = [
            button(line.name, ShowPeriod(View.DISTRICT, str(line.id), span)) for _, line, _ in _ranked(found) if line.id
        ]
        lines += [ranked[start : start + 3] for start in range(0, len(ranked), 3)]
    if query.view is View.DIVISIONS:
        lines.append([button(one, ShowPeriod(View.DIVISION, one, span)) for one in OFFICE_DIVISIONS])
    if whole:
        others = {
            View.OFFICE: "button-recap-whole",
            View.DISTRICTS: "button-recap-districts",
            View.DIVISIONS: "button-recap-divisions",
        }
        views = [
            button(plain(key), ShowPeriod(view, "", span)) for view, key in others.items() if view is not query.view
        ]
        if span.unit is SpanUnit.MONTH:
            views.append(button(plain("button-recap-duty"), ShowDutyRecap(span)))
        lines.append(views[:2])
        lines.append(views[2:])
    if found.sessions:
        lines.append(files(query.view, query.subject, span))
    return lines


def files(view: View | None, subject: str, span: Span | None) -> list[InlineKeyboardButton]:
    """The same figures as picture, workbook and PDF; without a view and a period of the session whose id is the subject."""
    return [button(plain(f"button-{kind}"), MakeFile(kind, view, subject, span)) for kind in FileKind]


def _around(found: Recap) -> list[InlineKeyboardButton]:
    """The period before and, unless it is yet to come, the one after."""
    query, span = found.query, found.span
    today = found.asked_at.astimezone(found.zone).date()
    buttons = [button(f"« {words.span_name(span.before)}", ShowPeriod(query.view, query.subject, span.before))]
    # Recaps of the coming month are of use: its answers are coming in.
    if span.after.first <= Span.of(span.unit, today).after.first:
        buttons.append(button(f"{words.span_name(span.after)} »", ShowPeriod(query.view, query.subject, span.after)))
    return buttons


def _units(found: Recap) -> list[InlineKeyboardButton]:
    """The same of a longer or shorter period: that which holds this one, or its part nearest to today."""
    query, span = found.query, found.span
    today = found.asked_at.astimezone(found.zone).date()
    within = min(max(today, span.first), span.last)
    spans = [Span.of(unit, within) for unit in SpanUnit if unit is not span.unit]
    return [button(words.span_name(one), ShowPeriod(query.view, query.subject, one)) for one in spans]


def _with_district(name: str, district: str) -> str:
    return plain("recap-person-choice", name=name, district=district or plain("recap-district-office"))
