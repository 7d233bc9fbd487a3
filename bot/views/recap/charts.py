"""Pictures in words: answers of a session, answers and attendance by kecamatan, the trend, questionnaires."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.invitations.answers import percent
from bot.domain.recap.charts import SCALE, Bar, Bars, ChartSeries, Point, Tone, Trend
from bot.domain.recap.facts import View
from bot.domain.recap.spans import SpanUnit
from bot.views.format import dates, moment, month_short
from bot.views.recap import words
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.domain.invitations.answers import Tally
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.recap.charts import Chart
    from bot.domain.recap.facts import Recap
    from bot.domain.recap.figures import Counts
    from bot.domain.recap.session import SessionRecap

# The newest of more sessions: a phone shows no more points apart.
MOST_POINTS = 24
_TONES = {"attending": Tone.GOOD, "excused": Tone.EXCUSED, "substituted": Tone.INSTEAD, "silent": Tone.OPEN}


def answers(recap: SessionRecap) -> Bars:
    """The four answers of a session, a bar each."""
    counts = _parts(recap.tally)
    invited = recap.tally.invited
    return Bars(
        title=plain("chart-answers"),
        subtitle=session_words(recap.session),
        series=answer_series(),
        bars=tuple(
            Bar(
                label=plain(f"column-{key}"),
                parts=tuple(count if at == index else 0 for at in range(len(counts))),
                note=plain("chart-share", count=count, percent=percent(count, invited)),
            )
            for index, (key, count) in enumerate(zip(_TONES, counts, strict=True))
        ),
        footer=_footer(recap.asked_at, recap.session.zone, "chart-counts-people"),
        legend=False,
    )


def districts(recap: SessionRecap) -> Bars:
    """The answers to a session by kecamatan."""
    return by_district(session_words(recap.session), recap.districts, recap.asked_at, recap.session.zone)


def by_district(subtitle: str, counted: Sequence[tuple[str, Tally]], asked_at: datetime, zone: ZoneInfo) -> Bars:
    """Answers by kecamatan, stacked; at the end of a bar who comes of how many."""
    return Bars(
        title=plain("chart-districts"),
        subtitle=subtitle,
        series=answer_series(),
        bars=tuple(
            Bar(
                label=name or plain("row-office"),
                parts=_parts(tally),
                note=plain("chart-of", count=tally.attending, total=tally.invited),
            )
            for name, tally in counted
        ),
        footer=_footer(asked_at, zone, "chart-counts-answers"),
    )


def attendance(recap: SessionRecap) -> Bars:
    """Who came by kecamatan, of those who were expected: who was excused is not absent."""
    return came_by(session_words(recap.session), recap.districts, recap.asked_at, recap.session.zone)


def came_by(subtitle: str, counted: Sequence[tuple[str, Counts]], asked_at: datetime, zone: ZoneInfo) -> Bars:
    """Who came, a bar each; at its end of how many who were expected."""
    return Bars(
        title=plain("chart-came"),
        subtitle=subtitle,
        series=(
            ChartSeries(plain("chart-series-came"), Tone.GOOD),
            ChartSeries(plain("chart-series-not-came"), Tone.OPEN),
        ),
        bars=tuple(
            Bar(
                label=name or plain("row-office"),
                parts=(counts.came, counts.expected - counts.came),
                note=plain("chart-of", count=counts.came, total=counts.expected),
            )
            for name, counts in counted
        ),
        footer=_footer(asked_at, zone, "chart-counts-came"),
    )


def trend(recap: Recap) -> Trend:
    """How many answered, and how many came (or, before any attendance is taken, say they come).

    Of a month session by session, of longer periods month by month; what nobody was invited to is left out.
    """
    by = "month" if recap.span.unit is SpanUnit.MONTH else "longer"
    if by == "month":
        counted = [(f"{line.session.day:%d/%m}", line.counts) for line in recap.sessions]
    else:
        counted = [(month_short(span.first), counts) for span, counts in recap.months]
    counted = [(label, counts) for label, counts in counted if counts.invited][-MOST_POINTS:]
    came = any(counts.recorded for _, counts in counted)
    return Trend(
        title=plain("chart-trend-came" if came else "chart-trend", by=by),
        subtitle=period_words(recap),
        series=(
            ChartSeries(plain("chart-series-answered"), Tone.INSTEAD),
            ChartSeries(plain("chart-series-came-share" if came else "chart-series-attending"), Tone.GOOD),
        ),
        points=tuple(
            Point(label, (counts.response_percent, counts.attendance_percent if came else counts.attending_percent))
            for label, counts in counted
        ),
        footer=_footer(recap.asked_at, recap.zone, "chart-counts-percent-came" if came else "chart-counts-percent"),
    )


def period(recap: Recap) -> Chart:
    """The picture of a period: what its view compares, or how it went in time."""
    compared: dict[View, Sequence[tuple[str, Counts]]] = {
        View.DISTRICTS: [(line.name, line.counts) for line in recap.districts],
        View.DIVISIONS: [(division.value, counts) for division, counts in recap.divisions],
        View.DISTRICT: [(line.name, line.counts) for line in recap.people],
    }
    if recap.query.view not in compared:
        return trend(recap)
    counted = compared[recap.query.view]
    title, words_ = plain(f"chart-by-{recap.query.view.name.lower()}"), period_words(recap)
    if any(counts.recorded for _, counts in counted):
        return replace(came_by(words_, counted, recap.asked_at, recap.zone), title=plain("chart-came-by", whose=title))
    return replace(
        by_district(words_, counted, recap.asked_at, recap.zone), title=plain("chart-answers-by", whose=title)
    )


def period_words(recap: Recap) -> str:
    """Whose, and when."""
    period_ = words.span_name(recap.span)
    return plain("chart-period", name=recap.name, period=period_) if recap.name else period_


def questionnaire(held: SessionFacts, questions: Sequence[tuple[str, Sequence[int]]], asked_at: datetime) -> Bars:
    """What was answered on the scale of 1 to 5: a bar a question, stacked by score; at its end the mean.

    Each question comes with how many gave 1, 2, 3, 4 and 5.
    """
    return Bars(
        title=plain("chart-questionnaire"),
        subtitle=session_words(held),
        series=tuple(ChartSeries(str(score), tone) for score, tone in enumerate(SCALE, 1)),
        bars=tuple(
            Bar(question, tuple(counts), plain("chart-mean", mean=words.mean_words(counts)) if sum(counts) else "")
            for question, counts in questions
        ),
        footer=_footer(asked_at, held.zone, "chart-counts-questionnaire"),
    )


def session_words(held: SessionFacts) -> str:
    """Title, code and day in a line."""
    return plain("chart-session", title=held.short_title, code=held.code, day=dates(held, held.zone))


def answer_series() -> tuple[ChartSeries, ...]:
    """The four answers, always in this order and these colours."""
    return tuple(ChartSeries(plain(f"column-{key}"), tone) for key, tone in _TONES.items())


def _parts(tally: Tally) -> tuple[int, ...]:
    return (tally.attending, tally.excused, tally.substituted, tally.silent)


def _footer(asked_at: datetime, zone: ZoneInfo, counted: str) -> str:
    return plain("chart-moment", moment=moment(asked_at, zone), counted=plain(counted))
