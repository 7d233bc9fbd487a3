"""A whole report in one message, by lines of keyword and answer: for a signal that carries one message and no more."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.domain.duty.filling import (
    END,
    LINE,
    Draft,
    Unreadable,
    begun,
    has_answer,
    idle_line,
    is_meant_for,
    is_nearly,
    line_key,
    missing,
    read_answer,
    said,
)
from bot.domain.duty.forms import Answers, Form, Kind, Question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_WRITTEN = frozenset(Kind) - {Kind.PHOTO, Kind.LOCATION}
# Names and places are shorter.
_ANY_WORDS = 500
_COMMAND = re.compile(r"^[ \t]*/piket(?:@\w+)?[ \t]+(?=(\w+))", re.IGNORECASE | re.MULTILINE)
# What the command reads like without its slash.
_UNSLASHED = frozenset({"piket", "lapor", "laporan"})


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


def has_lines(form: Form, text: str) -> bool:
    """Whether a line of a message begins with a keyword."""
    return any(key for key, _, _ in _parts(form, text.splitlines()))


def begins_with_line(form: Form, text: str) -> bool:
    """Whether a message is lines: the first one begins with a keyword."""
    return any(key for key, _, _ in _parts(form, text.splitlines())[:1])


def apart(text: str, words: Collection[str]) -> list[str]:
    """The reports that one message tells: each after the first begins with the command and one of `words`."""
    cuts = [match.span() for match in _COMMAND.finditer(text) if match[1].casefold() in words]
    begins, ends = [0, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), len(text)]
    return [text[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]


def form_of_lines(forms: Mapping[str, Form], text: str) -> tuple[str, str] | None:
    """By which form a message is written that has no command, and its lines.

    A line of the first form is enough; of any other its name above them, or a second. None where there are not so many.
    """
    head, _, rest = text.partition("\n")
    named = [word for word in re.findall(r"\w+", head.casefold()) if word not in _UNSLASHED]
    if len(named) == 1 and named[0] in forms and has_lines(forms[named[0]], rest):
        return named[0], rest
    lines = text.splitlines()
    counts = {key: sum(bool(one) for one, _, _ in _parts(form, lines)) for key, form in forms.items()}
    first, most = next(iter(forms)), max(counts, key=counts.__getitem__)
    return (most, text if named or not rest else rest) if counts[most] > (most != first) else None


def template(form: Form) -> str:
    """Lines to copy, one for each question that can be answered in words."""
    return "\n".join(f"{one.key}:" for one in form if one.kind in _WRITTEN)


def read_lines(form: Form, text: str) -> Read:
    """Read a message line by line; a line without a keyword goes on with the text before it.

    Of lines that belong to no keyword the report's own words are made, where it has none: "tamu: 3" is what somebody reports.
    """
    answers: dict[str, Any] = {}
    unread: list[str] = []
    faults: list[Fault] = []
    loose: list[Fault] = []
    named = _named(form)
    for key, words, line in _parts(form, text.splitlines()):
        question = form.question(key) if key else None
        if question is None:
            matched = LINE.match(line)
            faults.append(Fault(line, "form-line-unknown" if matched else "form-line-bare"))
            unread.append(line)
            # "situas: aman" is meant for a question.
            loose += [] if _nearly(matched, named) else faults[-1:]
            continue
        if not words:
            continue
        try:
            answers[question.key] = _with_earlier(question, answers.get(question.key), words)
        except Unreadable as problem:
            unread.append(line)
            faults.append(Fault(line, problem.key, tuple(problem.values.items())))
    told = _own_words(form, answers)
    if told is not None and loose and (answers or any(one.key == "form-line-unknown" for one in loose)):
        with suppress(Unreadable):
            answers[told.key] = read_answer(told, "\n".join(one.line for one in loose))
            faults = [one for one in faults if one not in loose]
            unread = [one for one in unread if one not in {other.line for other in loose}]
    idle = form.asked(answers)
    stray = [form.question(key) for key in answers if key not in {one.key for one in idle}]
    # It is said all the same, until the question is asked after all.
    strays = [idle_line(one.key, answers[one.key]) for one in stray if one is not None]
    faults += [Fault(line, "form-line-idle") for line in strays]
    draft = replace(begun(form), answers=answers, unread=(*unread, *strays))
    return Read(_gone_through(form, draft), tuple(faults))


def _with_earlier(question: Question, known: Any, words: str) -> Any:
    """The answer of a line; where an earlier one has the same keyword, both in words, and else what that said."""
    if known is None or question.kind is Kind.TEXT:
        return read_answer(question, words if known is None else f"{known}\n{words}")
    if read_answer(question, words) != known:
        raise Unreadable("form-line-twice", answer=said(question, known))
    return known


def added(form: Form, known: Draft, read: Draft) -> Draft:
    """What a message says, added to what was filled in before: its answers take the place of earlier ones, the rest stays.

    A message that is a whole report says by itself what lines of an earlier one failed to say.
    """
    answered = [question for question in form if question.key in read.answers]
    whole = not (read.unread or missing(form, read))
    kept = [line for line in known.unread if not whole and not any(is_meant_for(one, line) for one in answered)]
    together = replace(
        known,
        answers={**known.answers, **read.answers},
        unread=tuple(dict.fromkeys([*kept, *read.unread])),
    )
    return _gone_through(form, together)


def displaced(form: Form, known: Draft, read: Draft) -> tuple[str, ...]:
    """Words that were filled in before and that a message has others for: they would be gone."""
    return tuple(
        str(known.answers[one.key])
        for one in form
        if one.kind is Kind.TEXT
        and one.key in known.answers
        and one.key in read.answers
        and str(known.answers[one.key]).casefold() not in str(read.answers[one.key]).casefold()
    )


def _gone_through(form: Form, draft: Draft) -> Draft:
    """At what must still be answered; what need not be is passed over."""
    passed = tuple(one.key for one in form.asked(draft.answers) if not one.required and not has_answer(draft, one))
    opened = missing(form, draft)
    return replace(draft, skipped=passed, at=opened[0] if opened else END)


def _parts(form: Form, lines: Iterable[str]) -> list[tuple[str, str, str]]:
    """(key or "", words, the line or lines as written) of each keyword and of each line before the first one."""
    found: list[tuple[str, str, str]] = []
    named = _named(form)
    for line in lines:
        if not line.strip():
            continue
        matched = LINE.fullmatch(line)
        question = named.get(line_key(matched[1])) if matched is not None else None
        if question is not None and matched is not None:
            found.append((question.key, matched[2].strip(), line.strip()))
        elif found and _goes_on(form.question(found[-1][0])) and not _nearly(matched, named):
            key, words, before = found[-1]
            found[-1] = (key, f"{words}\n{line.strip()}".strip(), f"{before}\n{line.strip()}")
        else:
            found.append(("", "", line.strip()))
    return found


def _named(form: Form) -> dict[str, Question]:
    """The questions that are answered in words, by how they may be called."""
    asked = [one for one in reversed(form.questions) if one.kind in _WRITTEN]
    # "isi laporan" is "isi" as well as "laporan".
    return {line_key(name): one for one in asked for name in (f"{one.key} {one.name}", one.name, one.key)}


def _own_words(form: Form, answers: Answers) -> Question | None:
    """The question that any words may answer, where it still waits: one for words in any report, and not for a name or a place."""
    questions = (one for one in form if one.kind is Kind.TEXT and one.required and not one.when)
    return next((one for one in questions if one.longest >= _ANY_WORDS and one.key not in answers), None)


def _goes_on(question: Question | None) -> bool:
    return question is not None and question.kind is Kind.TEXT


def _nearly(matched: re.Match[str] | None, named: Mapping[str, object]) -> bool:
    """Whether a line was to begin with a keyword, and does but for a slip of the finger."""
    return matched is not None and is_nearly(matched[1], named)
