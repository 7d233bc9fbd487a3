"""Figures in words, the same in every recap: answers, the day itself, how long answers took, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.door.survey import mean
from bot.domain.recap.figures import SUCCESS_PERCENT, is_no_show, is_unannounced
from bot.domain.recap.spans import SpanUnit
from bot.domain.vocabulary import Answer
from bot.views.format import month_name
from bot.views.text import Markup, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.invitations.answers import Tally
    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.recap.figures import Counts, Survey
    from bot.domain.recap.plan_figures import PlanCounts
    from bot.domain.recap.spans import Span

_ROMAN = ("I", "II", "III", "IV")


def span_name(span: Span) -> str:
    """`Oktober 2023`, `Triwulan IV 2023`, `Tahun 2023`."""
    if span.unit is SpanUnit.MONTH:
        return month_name(span.first)
    year = str(span.first.year)
    if span.unit is SpanUnit.YEAR:
        return plain("span-year", year=year)
    return plain("span-quarter", quarter=_ROMAN[span.quarter - 1], year=year)


def answers(tally: Tally) -> Markup:
    """The four answers in a line."""
    return t(
        "recap-counts",
        attending=tally.attending,
        excused=tally.excused,
        substituted=tally.substituted,
        silent=tally.silent,
    )


def short_answers(name: str, tally: Tally) -> str:
    """`Wonodadi: 3/0/0/0`: the four answers in their order."""
    return t(
        "recap-district",
        district=name,
        attending=tally.attending,
        excused=tally.excused,
        substituted=tally.substituted,
        silent=tally.silent,
    )


def response(counts: Tally, before: Tally | None = None) -> Markup:
    """How many were invited and answered, and how the share changed."""
    change = _change(counts.response_percent, before.response_percent if before and before.invited else None)
    return t(
        "recap-total",
        invited=counts.invited,
        answered=counts.answered,
        percent=counts.response_percent,
        change=change,
    )


def day(counts: Counts, before: Counts | None = None) -> list[Markup]:
    """The day itself; nothing where attendance was not taken."""
    if not counts.recorded:
        return []
    now = counts.attendance_percent
    lines = [
        t(
            "recap-came",
            came=counts.came,
            expected=counts.expected,
            percent=shown(now),
            change=_change(now, before.attendance_percent if before else None),
        ),
    ]
    if counts.came:
        lines.append(
            t(
                "recap-punctual",
                early=counts.early,
                on_time=counts.on_time,
                late=counts.late,
                percent=shown(counts.punctual_percent),
            )
        )
    if counts.no_show or counts.unannounced:
        lines.append(t("recap-unkept", no_show=counts.no_show, unannounced=counts.unannounced))
    return lines


def wait(minutes: int, before: int | None = None) -> Markup:
    """The answer time, and that of the period before."""
    if before is None:
        return t("recap-wait", time=duration(minutes))
    return t("recap-wait-before", time=duration(minutes), before=duration(before))


def questionnaires(survey: Survey) -> Markup:
    """How many understood, and whether that is what the plan wants."""
    verdict = plain("recap-survey-reached" if survey.success else "recap-survey-missed", target=SUCCESS_PERCENT)
    return t("recap-survey", percent=survey.percent, responses=survey.responses, verdict=verdict)


def mean_words(counted: Sequence[int]) -> str:
    """The mean of a statement's scores, `4,3`; a dash where nobody gave one."""
    found = mean(counted)
    return plain("word-none") if found is None else f"{found:.1f}".replace(".", ",")


def answer_name(answer: Answer | None) -> str:
    """`✅ Menyatakan hadir`: an answer that is told or counted, which "hadir" alone, of the day, is not."""
    if answer is Answer.ATTENDING:
        return plain("said-hadir")
    return plain(f"answer-{answer.value}" if answer else "answer-belum")


def plan(name: str, counts: PlanCounts) -> Markup:
    """What became of planned activities."""
    return t(
        "recap-plan-line",
        name=name,
        timely=counts.timely,
        measured=counts.measured,
        percent=shown(counts.timely_percent),
        rest=_rest_of_plan(counts),
    )


def broke_word(one: InvitationFacts) -> bool:
    """Said to come, or to send somebody, and nobody came."""
    return is_no_show(one.answer, waiting=one.place_in_line is not None, came=one.came_at is not None)


def unannounced(one: InvitationFacts) -> bool:
    """Came without having said so."""
    return is_unannounced(one.answer, came=one.came_at is not None)


def shown(percent: int | None) -> str:
    """A share, or a dash where there is none."""
    return plain("word-none") if percent is None else plain("word-percent", percent=percent)


def _rest_of_plan(counts: PlanCounts) -> str:
    kinds = ("shifted", "short", "not_held", "open", "unstated")
    found = [(kind, getattr(counts, kind)) for kind in kinds]
    words = [plain(f"recap-plan-{kind.replace('_', '-')}", count=count) for kind, count in found if count]
    return "".join(f" · {one}" for one in words)


def _change(now: int | None, before: int | None) -> str:
    """`, naik 4`; nothing where there is nothing to compare."""
    if now is None or before is None:
        return ""
    if now == before:
        return plain("recap-same")
    return plain("recap-up", points=now - before) if now > before else plain("recap-down", points=before - now)


def duration(minutes: int) -> str:
    """`2 hari 3 jam`, `3 jam 20 menit`, `3 jam`, `45 menit`, `kurang dari 1 menit`."""
    days, rest = divmod(minutes, 24 * 60)
    hours, rest = divmod(rest, 60)
    if days:
        return plain("duration-days", days=days, hours=hours)
    return plain("duration-hours", hours=hours, minutes=rest) if hours else plain("duration-minutes", minutes=rest)
