"""Pictures in words: answers of a session, answers and attendance by kecamatan, the trend, questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.answers import percent
from bot.domain.charts import SCALE, Bar, Bars, Point, Series, Tone, Trend
from bot.domain.titles import short_title
from bot.domain.vocabulary import SessionStatus
from bot.views.format import day_long, moment
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.domain.answers import Tally
    from bot.domain.facts import SessionFacts, SessionRecap

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


def attendance(recap: SessionRecap, came: Mapping[str, int]) -> Bars:
    """Who came by kecamatan (`came` by its name, empty for the office), of those invited."""
    return Bars(
        title=plain("chart-came"),
        subtitle=session_words(recap.session),
        series=(
            Series(plain("chart-series-came"), Tone.GOOD),
            Series(plain("chart-series-not-came"), Tone.OPEN),
        ),
        bars=tuple(
            Bar(
                label=name or plain("row-office"),
                parts=(present := came.get(name, 0), tally.invited - present),
                note=plain("chart-of", count=present, total=tally.invited),
            )
            for name, tally in recap.districts
        ),
        footer=_footer(recap.asked_at, recap.session.zone, "chart-counts-came"),
    )


def trend(period: str, sessions: Sequence[tuple[SessionFacts, Tally]], asked_at: datetime, zone: ZoneInfo) -> Trend:
    """How many of the invited answered and said they would come, session by session; cancelled ones are left out."""
    held = [(facts, tally) for facts, tally in sessions if facts.status is SessionStatus.SCHEDULED and tally.invited]
    return Trend(
        title=plain("chart-trend"),
        subtitle=period,
        series=(
            Series(plain("chart-series-answered"), Tone.INSTEAD),
            Series(plain("chart-series-attending"), Tone.GOOD),
        ),
        points=tuple(
            Point(f"{facts.day:%d/%m}", (tally.response_percent, percent(tally.attending, tally.invited)))
            for facts, tally in held[-MOST_POINTS:]
        ),
        footer=_footer(asked_at, zone, "chart-counts-percent"),
    )


def questionnaire(held: SessionFacts, questions: Sequence[tuple[str, Sequence[int]]], asked_at: datetime) -> Bars:
    """What was answered on the scale of 1 to 5: a bar a question, stacked by score; at its end the mean.

    Each question comes with how many gave 1, 2, 3, 4 and 5.
    """
    return Bars(
        title=plain("chart-questionnaire"),
        subtitle=session_words(held),
        series=tuple(Series(str(score), tone) for score, tone in enumerate(SCALE, 1)),
        bars=tuple(
            Bar(question, tuple(counts), plain("chart-mean", mean=_mean(counts)) if sum(counts) else "")
            for question, counts in questions
        ),
        footer=_footer(asked_at, held.zone, "chart-counts-questionnaire"),
    )


def session_words(held: SessionFacts) -> str:
    """Title, code and day in a line."""
    return plain("chart-session", title=short_title(held.title), code=held.code, day=day_long(held.day))


def answer_series() -> tuple[Series, ...]:
    """The four answers, always in this order and these colours."""
    return tuple(Series(plain(f"column-{key}"), tone) for key, tone in _TONES.items())


def _parts(tally: Tally) -> tuple[int, ...]:
    return (tally.attending, tally.excused, tally.substituted, tally.silent)


def _mean(counts: Sequence[int]) -> str:
    mean = sum(score * count for score, count in enumerate(counts, 1)) / sum(counts)
    return f"{mean:.1f}".replace(".", ",")


def _footer(asked_at: datetime, zone: ZoneInfo, counted: str) -> str:
    return plain("chart-moment", moment=moment(asked_at, zone), counted=plain(counted))
