"""Forms of reports: questions, what answers each takes, and when it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.domain.vocabulary import Situation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What answers are, by the key of their question (JSON): of a choice its key, of yes-no a bool, of a number an int or float,
# of a text or a time ("09.30") a string, of photos a list, of a place [latitude, longitude].
Answers = dict[str, Any]


class Kind(StrEnum):
    """What a question takes for an answer, as files of forms name it."""

    CHOICE = "pilihan"
    YES_NO = "ya-tidak"
    NUMBER = "angka"
    TEXT = "teks"
    PHOTO = "foto"
    LOCATION = "lokasi"
    TIME = "waktu"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    `when`: it is asked if each of these earlier questions has one of these answers (keys of choices, "ya", "tidak").
    `least` and `most` are of a number; `longest`, in characters, of a text.
    """

    key: str
    ask: str
    kind: Kind
    required: bool = True
    choices: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    help: str = ""
    label: str = ""
    least: float | None = None
    most: float | None = None
    longest: int = 1000

    @property
    def name(self) -> str:
        """How a report calls it."""
        return self.label or self.key.replace("_", " ").replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked in a report.

    `situation`: what the report says of the day, or the key of the choice that says it. `nothing`: what a report says that is
    sent by one press; empty where there always is something to say. `no_finding`: by question the answers with which an
    incident is no infringement of the election's rules, so that no time limit of the law follows from it; of any other it may.
    """

    key: str
    title: str
    label: str
    questions: tuple[Question, ...]
    situation: str = "aman"
    nothing: str = ""
    # What the laporan hasil pengawasan of such a report says (`bot.domain.duty.supervision`).
    supervision: Mapping[str, str] = field(default_factory=dict)
    no_finding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def question(self, key: str) -> Question | None:
        """The question of that key."""
        return next((one for one in self.questions if one.key == key), None)

    def first(self, kind: Kind, answers: Answers) -> Question | None:
        """The first question of a kind, of those that are asked."""
        return next((one for one in self.asked(answers) if one.kind is kind), None)

    def asked(self, answers: Answers) -> list[Question]:
        """The questions that these answers lead to; what is answered of others does not count."""
        found: list[Question] = []
        counting: Answers = {}
        for question in self.questions:
            if all(_word(counting.get(key)) in wanted for key, wanted in question.when.items()):
                found.append(question)
                if question.key in answers:
                    counting[question.key] = answers[question.key]
        return found

    def may_be_finding(self, answers: Answers) -> bool:
        """Whether an incident that is reported so may be an infringement of the election's rules."""
        asked = {one.key for one in self.asked(answers)}
        return not any(key in asked and _word(answers.get(key)) in no for key, no in self.no_finding.items())

    @property
    def is_of_incident(self) -> bool:
        """Whether something has happened whatever is answered."""
        question = self.question(self.situation)
        return Situation.SAFE not in (question.choices if question is not None else (self.situation,))

    def situation_of(self, answers: Answers) -> str:
        """Which of aman, kejadian, mendesak the report is."""
        question = self.question(self.situation)
        return str(answers.get(question.key, "aman")) if question is not None else self.situation


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms, and those of single offices (by code), which come before those of all where they have the same key."""

    general: Mapping[str, Form]
    of_office: Mapping[str, Mapping[str, Form]] = field(default_factory=dict)
    # What is wrong with files that were left out, one line each.
    problems: tuple[str, ...] = ()

    def of(self, office: str) -> dict[str, Form]:
        """The forms of an office, by key; the daily report first."""
        return {**self.general, **self.of_office.get(office, {})}
