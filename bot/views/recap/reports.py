"""Recaps as reports in words: one session, or a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.papers.letterheads import PaperSender
from bot.domain.papers.parts import Pairs, ReportList, ReportTable
from bot.domain.papers.reports import Report
from bot.domain.recap.charts import Trend
from bot.domain.recap.facts import View, plan_total
from bot.domain.recap.figures import total
from bot.domain.recap.spans import SpanUnit
from bot.domain.vocabulary import Answer
from bot.views.format import dates_short, day_short, figure, moment
from bot.views.invitations.messages import excuse_words
from bot.views.papers.letterheads import letterhead, signature
from bot.views.papers.names import district_name, numbered_pages
from bot.views.papers.particulars import particulars
from bot.views.recap import charts, words
from bot.views.recap.words import broke_word, unannounced
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.recap.facts import Recap, SessionLine
    from bot.domain.recap.figures import Counts, Survey
    from bot.domain.recap.plan_figures import PlanCounts
    from bot.domain.recap.session import SessionRecap

_SHARES = ("invited", "answered", "response_percent", "came", "attendance_percent")
_PLAN = ("timely", "shifted", "short", "not_held", "open", "unstated", "timely_percent")
_COUNTED = ("invited", "attending", "excused", "substituted", "silent")
# All that stand in columns of a report.
FIGURES = frozenset({*_SHARES, *_PLAN, *_COUNTED})


def session(sender: PaperSender, recap: SessionRecap, *, signed_on: date | None = None) -> Report:
    """The report of a session: figures, picture and table by kecamatan, who declined, who sent whom, who is silent.

    Once attendance was taken, it also says who came and who broke their word, and is ready to sign.
    """
    held, tally = recap.session, recap.tally
    figures = [("report-label-invited", plain("report-people", count=tally.invited))]
    figures += [_share("report-label-answered", tally.answered, tally.response_percent)]
    figures += [_share("report-label-attending", tally.attending, tally.attending_percent)]
    figures += _day(tally)
    if recap.arrived and not recap.recorded:
        figures.append(("report-label-came", plain("report-arrived", count=recap.arrived)))
    each_day = [
        (
            plain("report-label-of-day", number=day.number, day=day_short(day.day)),
            (plain("report-people", count=count),),
        )
        for day, count in recap.days
    ]
    figures += _said(recap.minutes, recap.survey)
    if held.outsiders_present is not None:
        figures += [("report-label-outsiders", plain("report-people", count=held.outsiders_present))]
    keys = (*_COUNTED, *(["came"] if recap.recorded else []))
    districts = [((name or plain("row-office"),), counts) for name, counts in recap.districts]
    return Report(
        letterhead=letterhead(sender),
        title=plain("report-session-title"),
        subtitle=held.short_title,
        moment=_moment(recap.asked_at, held.zone, "recap-counted-session"),
        particulars=(*particulars(held), *_pairs(figures), *each_day),
        charts=(charts.districts(recap), *([charts.attendance(recap)] if recap.recorded else [])),
        tables=(_table("report-districts", ("district",), keys, districts),),
        lists=_lists(recap),
        signature=signature(sender, signed_on) if signed_on and recap.recorded else None,
        page=numbered_pages(),
    )


def period(sender: PaperSender, recap: Recap, *, signed_on: date | None = None) -> Report:
    """The report of a period: figures beside those before, picture, what was held, and by whom it was attended.

    Cancelled sessions are listed and not counted.
    """
    tables = [
        _table("report-sessions-title", ("day", "session"), _SHARES, list(map(_session_row, recap.sessions)))
        if recap.span.unit is not SpanUnit.YEAR
        else None,
        _table("sheet-months", ("month",), _SHARES, [((words.span_name(one),), counts) for one, counts in recap.months])
        if recap.span.unit is not SpanUnit.MONTH
        else None,
        _table("sheet-divisions", ("division",), _SHARES, [((one.value,), counts) for one, counts in recap.divisions])
        if recap.query.view in (View.OFFICE, View.DIVISIONS)
        else None,
        _table(
            "sheet-districts",
            ("district",),
            _SHARES,
            [((line.name or plain("row-office"),), line.counts) for line in recap.districts],
        )
        if recap.query.view in (View.OFFICE, View.DIVISION, View.DISTRICTS)
        else None,
        _table("sheet-people", ("name",), _SHARES, [((line.name,), line.counts) for line in recap.people])
        if recap.query.view is View.DISTRICT
        else None,
        _plan_table(recap) if recap.plan else None,
    ]
    chart = charts.period(recap)
    shown = chart.points if isinstance(chart, Trend) else chart.bars
    return Report(
        letterhead=letterhead(sender),
        title=plain("report-period-title"),
        subtitle=charts.period_words(recap),
        moment=_moment(recap.asked_at, recap.zone, "sheet-counted"),
        particulars=_pairs(_period_figures(recap)),
        charts=(chart,) if shown else (),
        tables=tuple(table for table in tables if table is not None),
        signature=signature(sender, signed_on) if signed_on else None,
        page=numbered_pages(),
    )


def _period_figures(recap: Recap) -> list[tuple[str, str]]:
    counts = recap.total
    figures = [("report-label-sessions", plain("report-sessions", count=recap.scheduled))]
    if recap.cancelled:
        figures += [("report-label-cancelled", plain("report-sessions", count=recap.cancelled))]
    figures += [("report-label-invited", plain("report-people", count=counts.invited))]
    figures += [_share("report-label-answered", counts.answered, counts.response_percent)]
    figures += _day(counts)
    figures += _said(recap.minutes, recap.survey)
    before = recap.before
    if before.invited:
        figures += [
            (
                "report-label-before",
                plain(
                    "report-before",
                    period=words.span_name(recap.span.before),
                    response=before.response_percent,
                    attendance=words.shown(before.attendance_percent),
                ),
            )
        ]
    return figures


def _said(minutes: int | None, survey: Survey) -> list[tuple[str, str]]:
    """How long answers took, and what the questionnaires say."""
    figures = [] if minutes is None else [("report-label-wait", words.duration(minutes))]
    if survey.responses:
        said = plain("report-survey", percent=survey.percent, count=survey.responses)
        figures.append(("report-label-survey", said))
    return figures


def _day(counts: Counts) -> list[tuple[str, str]]:
    """Figures of the day, where attendance was taken."""
    if not counts.recorded:
        return []
    share = plain(
        "report-came", count=counts.came, expected=counts.expected, percent=words.shown(counts.attendance_percent)
    )
    return [
        ("report-label-came", share),
        ("report-label-late", plain("report-people", count=counts.late)),
        ("report-label-no-show", plain("report-people", count=counts.no_show)),
        ("report-label-unannounced", plain("report-people", count=counts.unannounced)),
    ]


def _table(
    title: str, leads: Sequence[str], keys: Sequence[str], rows: Sequence[tuple[tuple[str, ...], Counts | None]]
) -> ReportTable:
    """Figures in columns, with a total; a row without counts shows dashes."""
    whole = total(counts for _, counts in rows if counts is not None)
    return ReportTable(
        title=plain(title),
        columns=tuple(plain(f"column-{key.replace('_', '-')}") for key in (*leads, *keys)),
        rows=tuple((*lead, *(_figure(counts, key) for key in keys)) for lead, counts in rows),
        total=(*[""] * (len(leads) - 1), plain("row-total"), *(_figure(whole, key) for key in keys)),
        numbers_from=len(leads),
        stretch=len(leads) - 1,
    )


def _plan_table(recap: Recap) -> ReportTable:
    rows = [(division.value, counts) for division, counts in recap.plan]
    everything = (plain("row-total"), plan_total(recap.plan))
    return ReportTable(
        title=plain("sheet-plan"),
        columns=tuple(plain(f"column-{key.replace('_', '-')}") for key in ("division", *_PLAN)),
        rows=tuple(_plan_row(*row) for row in rows),
        total=_plan_row(*everything),
        numbers_from=1,
        stretch=0,
    )


def _plan_row(name: str, counts: PlanCounts) -> tuple[str, ...]:
    values = (getattr(counts, key) for key in _PLAN[:-1])
    return (name, *map(figure, values), words.shown(counts.timely_percent))


def _figure(counts: Counts | None, key: str) -> str:
    if counts is None:
        return plain("word-none")
    value: int | None = getattr(counts, key)
    if not key.endswith("_percent"):
        return plain("word-none") if value is None else figure(value)
    return words.shown(value if counts.invited else None)


def _lists(recap: SessionRecap) -> tuple[ReportList, ...]:
    found = recap.invitations
    lists: list[tuple[str, Callable[[InvitationFacts], bool]]] = [
        ("report-excused", lambda one: one.answer is Answer.EXCUSED),
        ("report-substituted", lambda one: one.answer is Answer.SUBSTITUTED),
        ("report-silent", lambda one: one.answer is None),
    ]
    if recap.recorded:
        lists += [("report-no-show", broke_word), ("report-unannounced", unannounced)]
    return tuple(
        ReportList(plain(key), tuple(_line(key, one) for one in chosen))
        for key, belongs in lists
        if (chosen := [one for one in found if belongs(one)])
    )


def _line(key: str, one: InvitationFacts) -> str:
    values = {"name": one.person.name, "district": district_name(one.person)}
    if key == "report-excused":
        return plain(f"{key}-line", **values, reason=excuse_words(one))
    if key == "report-substituted":
        return plain(f"{key}-line", **values, substitute=one.substitute)
    if key == "report-no-show" and one.absence_reason:
        return plain("report-excused-line", **values, reason=one.absence_reason)
    return plain("report-silent-line", **values)


def _session_row(line: SessionLine) -> tuple[tuple[str, str], Counts | None]:
    held = line.session
    day, title = dates_short(held), held.short_title
    if line.cancelled:
        return (day, plain("report-session-cancelled", title=title, code=held.code)), None
    return (day, plain("report-session-line", title=title, code=held.code)), line.counts


def _share(label: str, count: int, percent: int) -> tuple[str, str]:
    return label, plain("report-share", count=count, percent=percent)


def _pairs(figures: Sequence[tuple[str, str]]) -> Pairs:
    return tuple((plain(label), (value,)) for label, value in figures)


def _moment(asked_at: datetime, zone: ZoneInfo, counted: str) -> str:
    """As of when, and what is counted."""
    return f"{plain('report-moment', moment=moment(asked_at, zone))} {plain(counted)}"
