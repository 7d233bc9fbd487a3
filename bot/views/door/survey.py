"""The questionnaire: one message edited from statement to statement; its results for heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.domain.door.survey import HIGHEST, LOWEST, QUESTIONS
from bot.domain.recap.figures import SUCCESS_PERCENT, Survey
from bot.views.door.presses import AddWords, FillSurveyAgain, GiveScore, PictureResults
from bot.views.format import moment
from bot.views.invitations.messages import session_block, session_line
from bot.views.recap.words import mean_words
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.meetings.session_facts import SessionFacts

_MOST_TEXTS = 15


class SurveyResults(Protocol):
    """What all answered."""

    @property
    def session(self) -> SessionFacts: ...
    @property
    def sheets(self) -> int: ...
    @property
    def survey(self) -> Survey: ...
    @property
    def counts(self) -> tuple[tuple[int, ...], ...]: ...
    @property
    def texts(self) -> tuple[str, ...]: ...
    @property
    def asked_at(self) -> datetime: ...


def ask(session: SessionFacts, question: int) -> Screen:
    """One statement with its five buttons."""
    scores = [button(str(score), GiveScore(session.id, question, score)) for score in range(LOWEST, HIGHEST + 1)]
    return Screen(
        join_lines(
            t("survey-title"),
            session_line(session),
            "",
            t("survey-progress", number=question + 1, of=len(QUESTIONS)),
            t(f"survey-{QUESTIONS[question]}"),
            "",
            t("survey-scale"),
        ),
        rows(scores),
    )


def done(session: SessionFacts, key: str = "survey-done") -> Screen:
    """All five are given, or the words besides."""
    text = button(plain("button-survey-text"), AddWords(session.id))
    again = button(plain("button-survey-again"), FillSurveyAgain(session.id))
    return Screen(join_lines(t(key), session_line(session)), rows([text, again]))


def results(found: SurveyResults) -> Screen:
    """Means, whether the plan's aim is reached, and the words."""
    lines: list[str] = [t("results-title"), session_block(found.session), ""]
    if not found.sheets:
        return Screen(join_lines(*lines, t("results-none")))
    lines += [t("results-sheets", count=found.sheets), *_success(found.survey), ""]
    lines += [
        t("results-line", mean=mean_words(counts), question=plain(f"survey-{name}"))
        for name, counts in zip(QUESTIONS, found.counts, strict=True)
    ]
    if found.texts:
        lines += ["", t("results-texts"), *(t("results-text", text=text) for text in found.texts[:_MOST_TEXTS])]
    if len(found.texts) > _MOST_TEXTS:
        lines.append(t("results-more", count=len(found.texts) - _MOST_TEXTS))
    lines += ["", t("recap-moment", moment=moment(found.asked_at, found.session.zone))]
    return Screen(join_lines(*lines), rows([button(plain("button-results-picture"), PictureResults(found.session.id))]))


def picture_caption(found: SurveyResults) -> Markup:
    """Under the picture: a caption holds less than the results with everybody's words do."""
    return join_lines(
        t("results-title"),
        session_line(found.session),
        t("results-sheets", count=found.sheets),
        *_success(found.survey),
    )


def questions_with_counts(found: SurveyResults) -> list[tuple[str, Sequence[int]]]:
    """Each statement in words with how many gave 1 to 5, for the picture."""
    return [(plain(f"survey-{name}"), counts) for name, counts in zip(QUESTIONS, found.counts, strict=True)]


def _success(found: Survey) -> list[Markup]:
    if not found.responses:
        return []
    key = "results-success" if found.success else "results-failure"
    return [t(key, percent=found.percent, responses=found.responses, target=SUCCESS_PERCENT)]
