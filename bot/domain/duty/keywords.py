"""A whole report in one message, by lines of keyword and answer: for a signal that carries one message and no more."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from bot.domain.duty.filling import END, Draft, Unreadable, begun, missing, read_answer
from bot.domain.duty.forms import Form, Kind, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WRITTEN = frozenset(Kind) - {Kind.PHOTO, Kind.LOCATION}
# "situas" is meant for "situasi", "tamu" for nothing.
_SLIP = 0.75
_LINE = re.compile(r"\s*[-*•]?\s*([^:=]{1,60}?)\s*[:=]\s*(.*)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no answer: what was written, and the text that says why (with its values)."""

    line: str
    key: str
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What a message says: everything that was read is in the draft, and what was not is too (`Draft.unread`)."""

    draft: Draft
    faults: tuple[Fault, ...]

    @property
    def is_plain(self) -> bool:
        """Whether it has no keyword at all: words as they would be written under the question."""
        return not self.draft.answers and all(one.key == "form-line-bare" for one in self.faults)


def template(form: Form) -> str:
    """Lines to copy, one for each question that can be answered in words."""
    return "\n".join(f"{one.key}:" for one in form if one.kind in _WRITTEN)


def read_lines(form: Form, text: str) -> Read:
    """Read a message line by line; a line without a keyword goes on with the text before it."""
    answers: dict[str, Any] = {}
    unread: list[str] = []
    faults: list[Fault] = []
    for key, words, line in _parts(form, text.splitlines()):
        question = form.question(key) if key else None
        if question is None:
            unread.append(line)
            faults.append(Fault(line, "form-line-unknown" if _LINE.match(line) else "form-line-bare"))
            continue
        if not words:
            continue
        try:
            answers[question.key] = read_answer(question, words)
        except Unreadable as problem:
            unread.append(line)
            faults.append(Fault(line, problem.key, tuple(problem.values.items())))
    draft = replace(begun(form), answers=answers, unread=tuple(unread))
    idle = form.asked(answers)
    stray = [form.question(key) for key in answers if key not in {one.key for one in idle}]
    faults += [Fault(f"{one.key}: {answers[one.key]}", "form-line-idle") for one in stray if one is not None]
    optional = tuple(one.key for one in idle if not one.required and one.key not in answers)
    draft = replace(draft, skipped=optional)
    opened = missing(form, draft)
    return Read(replace(draft, at=opened[0] if opened else END), tuple(faults))


def _parts(form: Form, lines: Iterable[str]) -> list[tuple[str, str, str]]:
    """(key or "", words, the line or lines as written) of each keyword and of each line before the first one."""
    found: list[tuple[str, str, str]] = []
    named = {
        _key(name): one for one in reversed(form.questions) for name in (one.name, one.key) if one.kind in _WRITTEN
    }
    for line in lines:
        if not line.strip():
            continue
        matched = _LINE.fullmatch(line)
        question = named.get(_key(matched[1])) if matched is not None else None
        if question is not None and matched is not None:
            found.append((question.key, matched[2].strip(), line.strip()))
        elif found and _goes_on(form.question(found[-1][0])) and not _nearly(matched, named):
            key, words, before = found[-1]
            found[-1] = (key, f"{words}\n{line.strip()}".strip(), f"{before}\n{line.strip()}")
        else:
            found.append(("", "", line.strip()))
    return found


def _goes_on(question: Question | None) -> bool:
    return question is not None and question.kind is Kind.TEXT


def _nearly(matched: re.Match[str] | None, named: Mapping[str, object]) -> bool:
    """Whether a line was to begin with a keyword, and does but for a slip of the finger."""
    return matched is not None and bool(get_close_matches(_key(matched[1]), named, cutoff=_SLIP))


def _key(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", words.casefold())
