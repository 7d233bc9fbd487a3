"""A stored report that is put right answer by answer: the draft that it came from, under a form of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.duty.filling import END, Draft, has_answer, missing, report_text
from bot.domain.duty.forms import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.duty.forms import Answers, Form, Question

# No name of a form holds it.
_MARK = "~"


def mended_key(form: str, nth: int) -> str:
    """The key under which the `nth` report of a shift is put right by its form."""
    return f"{form}{_MARK}{nth}"


def split_key(key: str) -> tuple[str, int | None]:
    """A form's key, and which report is put right; None where a new one is filled in."""
    form, mark, nth = key.partition(_MARK)
    return (form, int(nth)) if mark and nth.isascii() and nth.isdigit() else (key, None)


def mended(form: Form, nth: int) -> Form:
    """The form as the `nth` report is put right by it."""
    return replace(form, key=mended_key(form.key, nth))


def reopened(form: Form, stored: Iterable[Mapping[str, Any]], text: str, situation: str, came: Draft) -> Draft:
    """The draft of a stored report, at its end or at what the form asks by now and it does not answer.

    `came`: photos and place. Words that do not come of the answers (one press, an older form) answer the first question for words.
    """
    known = {one["key"]: one["value"] for one in stored}
    answers = {one.key: known[one.key] for one in form if one.key in known and _fits(one, known[one.key])}
    draft = replace(came, at=END, answers=answers, unread=())
    # What was sent with one press answers the question for words, too.
    base = report_text(replace(form, nothing=""), draft)
    if text.startswith(f"{base}\n"):
        draft = replace(draft, unread=tuple(text[len(base) + 1 :].split("\n")))
    elif text != base:
        draft = _of_words(form, draft, text, situation)
    passed = tuple(one.key for one in form.asked(draft.answers) if not one.required and not has_answer(draft, one))
    return to_end(form, replace(draft, skipped=passed))


def at_question(draft: Draft, key: str) -> Draft:
    """The question is asked anew; its answer stands until there is another."""
    return replace(draft, at=key)


def to_end(form: Form, draft: Draft) -> Draft:
    """Back to what is to be saved, or to what must be answered before."""
    return replace(draft, at=next(iter(missing(form, draft)), END))


def _of_words(form: Form, draft: Draft, text: str, situation: str) -> Draft:
    said = form.question(form.situation)
    answers: Answers = {said.key: situation} if said is not None and situation in said.choices else {}
    words = form.first(Kind.TEXT, answers)
    if words is None:
        return replace(draft, answers=answers, unread=tuple(text.split("\n")))
    return replace(draft, answers={**answers, words.key: text})


def _fits(question: Question, value: object) -> bool:
    """Whether what was answered then is an answer now."""
    match question.kind:
        case Kind.CHOICE:
            return value in question.choices
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return isinstance(value, str)
