"""The recap of a country as a text that fits a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.recap.figures import ranking
from bot.views.format import moment, zone_name
from bot.views.recap import ranks, words
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from bot.domain.recap.facts import NationalRecap
    from bot.views.text import Markup


def national(recap: NationalRecap) -> Markup:
    """All offices together, those that do best and worst, as of when, and what is counted."""
    idle = sum(not line.sessions for line in recap.offices)
    return join_lines(
        t("national-title", period=words.span_name(recap.span)),
        t("national-offices", offices=len(recap.offices), idle=idle, sessions=recap.sessions),
        *_figures(recap),
        *ranks.best_and_worst(
            ranking([(line, line.counts) for line in recap.offices]), "offices", meetings=recap.sessions
        ),
        "",
        t("recap-moment", moment=moment(recap.asked_at, recap.zone)),
        plain("sheet-counted"),
        days(recap),
    )


def days(recap: NationalRecap) -> str:
    """By whose days the period is reckoned."""
    return plain("national-days", zone=zone_name(recap.zone))


def _figures(recap: NationalRecap) -> list[str]:
    counts = recap.total
    if not counts.invited:
        return [t("recap-none-in-period")] if not recap.sessions else []
    lines: list[str] = [words.answers(counts), words.response(counts), *words.day(counts)]
    return lines if recap.minutes is None else [*lines, words.wait(recap.minutes)]
