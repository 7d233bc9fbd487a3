"""The short questionnaire after a session: five statements, from 1 (not at all) to 5 (fully), and words.

The plan measures understanding by questionnaires (P2H: "mengukur tingkat pemahaman peserta melalui kuesioner evaluasi").
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

# Keys of the statements' words; the first is the one that success is judged by.
QUESTIONS = ("understanding", "relevance", "delivery", "usefulness", "organisation")
LOWEST, HIGHEST = 1, 5
OPEN_FOR = timedelta(days=7)


def is_open(ends_at: datetime, now: datetime) -> bool:
    """From the end of the session, for a week; until then an answer may be given again."""
    return ends_at <= now < ends_at + OPEN_FOR


def with_score(scores: Sequence[int], question: int, score: int) -> list[int]:
    """The scores with one more; 0 stands for what was not answered. Raises `ValueError` for what is none."""
    if not 0 <= question < len(QUESTIONS) or not LOWEST <= score <= HIGHEST:
        raise ValueError(f"no such answer: {question}, {score}")
    padded = [*scores, *[0] * len(QUESTIONS)][: len(QUESTIONS)]
    padded[question] = score
    return padded


def next_question(scores: Sequence[int]) -> int | None:
    """The first statement without a score; None where all have one."""
    for question in range(len(QUESTIONS)):
        if question >= len(scores) or not scores[question]:
            return question
    return None


def mean(counted: Sequence[int]) -> float | None:
    """The mean score of a statement, given how many gave 1, 2, 3, 4 and 5; None where nobody did."""
    given = sum(counted)
    return sum(score * many for score, many in enumerate(counted, LOWEST)) / given if given else None


def counts(responses: Iterable[Sequence[int]]) -> list[list[int]]:
    """For each statement how many gave 1, 2, 3, 4 and 5."""
    found = [[0] * HIGHEST for _ in QUESTIONS]
    for scores in responses:
        for question, score in zip(range(len(QUESTIONS)), scores, strict=False):
            if LOWEST <= score <= HIGHEST:
                found[question][score - 1] += 1
    return found
