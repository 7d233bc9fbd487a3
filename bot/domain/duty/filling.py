"""Filling in a form: which question is next, what words answer it, and what the report then says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from bot.domain.duty.forms import Answers, Form, Kind, Question
from bot.domain.duty.photos import MOST_PHOTOS
from bot.domain.vocabulary import Situation
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.reading import parse_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_YES = frozenset({"ya", "y", "iya", "ada", "sudah", "benar", "yes"})
_NO = frozenset({"tidak", "tdk", "t", "tak", "belum", "nihil", "no", "tidak ada"})
# Said of a day on which nothing happened.
_ALL_WELL = frozenset(
    [
        "aman",
        "nihil",
        "situasi",
        "kondisi",
        "keadaan",
        "kejadian",
        "laporan",
        "piket",
        "terkendali",
        "kondusif",
        "lancar",
        "tertib",
        "dan",
    ]
)
# Where somebody stands who has answered everything: it is only to be sent.
END = ""
# What is said of a photo beyond the most that are kept.
PHOTOS_FULL = "form-photos-full"
# A keyword and its answer: "isi: dua tamu", "jumlah = 3".
LINE = re.compile(r"\s*[-*•]?\s*([^:=]{1,60}?)\s*[:=]\s*(.*)")
# "situas" is meant for "situasi", "tamu" for nothing.
_SLIP = 0.75
_EXACT = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.NUMBER, Kind.TIME})


class Unreadable(ValueError):
    """Words that are no answer; `key` is the text that says what is."""

    def __init__(self, key: str, **values: Any) -> None:
        self.key, self.values = key, values
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is being filled in; `at` is the question that is asked, `END` where there is none left.

    `photos` are (Telegram's id, id of the content, when it was sent); `unread` is what was written and is no answer.
    """

    at: str
    answers: Answers = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    photos: tuple[tuple[str, str, str], ...] = ()
    location: tuple[float, float] | None = None
    unread: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.answers or self.photos or self.location or self.unread)


def tells(form: Form, draft: Draft) -> bool:
    """Whether something is filled in beyond how the day is."""
    known = {key: value for key, value in draft.answers.items() if key != form.situation}
    return not replace(draft, answers=known).empty


def taken_over(form: Form, draft: Draft, data: Mapping[str, Any]) -> Draft:
    """The draft with what was filled in by another form, which is there no more: `data` are the fields of that draft."""
    words = [*(f"{key}: {_plainly(value)}" for key, value in data["answers"].items()), *data["unread"]]
    photos = {photo[1]: (photo[0], photo[1], photo[2]) for photo in (*draft.photos, *data["photos"])}
    location = draft.location if data["location"] is None else (data["location"][0], data["location"][1])
    together = replace(draft, photos=tuple(photos.values())[:MOST_PHOTOS], location=location)
    try:
        return _with_more(form, together, "\n".join(words)) if words else together
    except Unreadable:
        return replace(together, unread=(*together.unread, *words))


def _plainly(value: Any) -> str:
    """An answer whose question is not known any more."""
    return ("Ya" if value else "Tidak") if isinstance(value, bool) else str(value)


def beyond(form: Form, draft: Draft, told: Answers, photos: Collection[str]) -> Draft:
    """The draft without what another report says already: its words, also where they were gone on with, and photos (by content)."""
    answers = dict(draft.answers)
    for one in form:
        said, before = answers.get(one.key), told.get(one.key)
        if one.kind is Kind.TEXT and isinstance(said, str) and isinstance(before, str):
            more = said.removeprefix(before) if said == before or said.startswith(f"{before}\n") else said
            answers[one.key] = more.strip()
    known = {key: value for key, value in answers.items() if value != ""}
    left = replace(draft, answers=known, photos=tuple(one for one in draft.photos if one[1] not in photos))
    return left if draft.at else replace(left, at=next(iter(missing(form, left)), END))


def begun(form: Form) -> Draft:
    """A draft at the form's first question."""
    return Draft(form.questions[0].key)


def with_answer(form: Form, draft: Draft, key: str, value: Any) -> Draft:
    """The draft with an answer; the next question is asked. What was written for it and was none is of no use any more.

    Where something happened after all what begins with the words for "nothing happened" is none: what did happen is asked.
    """
    known, question = draft.answers, form.question(key)
    if key == form.situation and value != Situation.SAFE and form.nothing:
        known = {one: said for one, said in known.items() if form.nothing not in str(said).split("\n")}
    answered = replace(
        draft,
        answers={**known, key: value},
        skipped=tuple(one for one in draft.skipped if one != key),
        unread=tuple(line for line in draft.unread if question is None or not is_meant_for(question, line)),
    )
    return replace(answered, at=_after(form, answered, key))


def line_key(words: str) -> str:
    """A keyword as it is compared: letters and digits alone."""
    return re.sub(r"[^a-z0-9]+", "", words.casefold())


def is_nearly(head: str, keywords: Iterable[str]) -> bool:
    """Whether something was to be one of these keywords, and is but for a slip of the finger."""
    return bool(get_close_matches(line_key(head), keywords, cutoff=_SLIP))


def is_meant_for(question: Question, line: str) -> bool:
    """Whether a line that was not read begins with the question's keyword, or nearly so."""
    matched = LINE.match(line)
    return matched is not None and is_nearly(matched[1], [line_key(question.key), line_key(question.name)])


def without(form: Form, draft: Draft, key: str) -> Draft:
    """The question is passed over: its answer, if it had one, is taken away."""
    kept = {name: value for name, value in draft.answers.items() if name != key}
    passed = replace(draft, answers=kept, skipped=(*(one for one in draft.skipped if one != key), key))
    return replace(passed, at=_after(form, passed, key))


def back(form: Form, draft: Draft) -> Draft:
    """The question before the one that is asked; at the first one it stays."""
    keys = [question.key for question in form.asked(draft.answers)]
    here = keys.index(draft.at) if draft.at in keys else len(keys)
    return replace(draft, at=keys[max(0, here - 1)])


def _after(form: Form, draft: Draft, key: str) -> str:
    """The first open question after `key`; else the first open one before it that must be answered; else the end."""
    asked = form.asked(draft.answers)
    keys = [question.key for question in asked]
    behind = asked[keys.index(key) + 1 :] if key in keys else asked
    opened = [one.key for one in behind if is_open(draft, one)] + missing(form, draft)
    return opened[0] if opened else END


def is_open(draft: Draft, question: Question) -> bool:
    """Whether a question waits for its answer."""
    return question.key not in draft.skipped and not has_answer(draft, question)


def has_answer(draft: Draft, question: Question) -> bool:
    """Whether a question is answered; any photo is the answer to one that asks for photos."""
    if question.kind is Kind.PHOTO:
        return bool(draft.photos)
    return draft.location is not None if question.kind is Kind.LOCATION else question.key in draft.answers


def missing(form: Form, draft: Draft) -> list[str]:
    """Keys of the questions that must be answered and are not."""
    return [one.key for one in form.asked(draft.answers) if one.required and not has_answer(draft, one)]


def may_be_sent(form: Form, draft: Draft) -> bool:
    """Whether nothing that must be answered lacks; what is urgent does not wait for it once something is told."""
    return not missing(form, draft) or is_told_urgently(form, draft)


def is_told_urgently(form: Form, draft: Draft) -> bool:
    """Whether a report calls for somebody at once and says what for, be it in words that were not read."""
    told = draft.unread or any(draft.answers.get(one.key) for one in form if one.kind is Kind.TEXT)
    return bool(told) and is_urgent(form, draft)


def is_urgent(form: Form, draft: Draft) -> bool:
    """Whether a report calls for somebody at once."""
    return form.situation_of(draft.answers) == Situation.URGENT


def is_played_down(form: Form, before: Draft, after: Draft) -> bool:
    """Whether what was told, and not as of a quiet day, goes along with a report of one by now."""
    going_along = replace(before, unread=tuple(line for line in before.unread if line in after.unread))
    told = tells(form, going_along) and before.answers.get(form.situation) != Situation.SAFE
    return told and after.answers.get(form.situation) == Situation.SAFE


def with_photo(form: Form, draft: Draft, photo: tuple[str, str, str]) -> Draft:
    """A photo came, whatever was asked; the same one counts once. Raises `Unreadable` where no more are kept."""
    if any(photo[1] == one[1] for one in draft.photos):
        return draft
    if len(draft.photos) >= MOST_PHOTOS:
        raise Unreadable(PHOTOS_FULL, most=MOST_PHOTOS)
    return _gone_on(form, replace(draft, photos=(*draft.photos, photo)), Kind.PHOTO)


def without_photos(draft: Draft, key: str) -> Draft:
    """The photos are taken away, and the question for them is asked anew."""
    return replace(draft, photos=(), at=key)


def as_nothing(form: Form, draft: Draft) -> Draft:
    """Nothing to report beyond what was written already."""
    filled = with_answer(form, draft, form.situation, Situation.SAFE.value)
    for question in form.asked(filled.answers):
        if question.required and question.kind is Kind.TEXT and question.key not in draft.answers:
            filled = with_answer(form, filled, question.key, form.nothing)
    return replace(filled, at=next(iter(missing(form, filled)), END))


def with_location(form: Form, draft: Draft, place: tuple[float, float]) -> Draft:
    """A place came, whatever was asked; the last one counts."""
    return _gone_on(form, replace(draft, location=place), Kind.LOCATION)


def _gone_on(form: Form, draft: Draft, kind: Kind) -> Draft:
    question = form.question(draft.at)
    return replace(draft, at=_after(form, draft, draft.at)) if question is not None and question.kind is kind else draft


def with_words(form: Form, draft: Draft, text: str) -> Draft:
    """Something was written: the answer to what is asked, or else more of the report's own words.

    Raises `Unreadable` where only an answer to the question can be meant.
    """
    question = form.question(draft.at)
    if question is not None and question.kind in _EXACT | {Kind.TEXT}:
        try:
            return with_answer(form, draft, question.key, read_answer(question, text))
        except Unreadable:
            if question.kind is not Kind.CHOICE:
                raise
    return _with_more(form, draft, text.strip())


def _with_more(form: Form, draft: Draft, text: str) -> Draft:
    """People write a report in several messages, as they do elsewhere: each adds to the last text, or begins the first."""
    texts = [one for one in form.asked(draft.answers) if one.kind is Kind.TEXT]
    texts = texts or [one for one in form if one.kind is Kind.TEXT]
    if not texts:
        return replace(draft, unread=(*draft.unread, text))
    target = ([one for one in texts if one.key in draft.answers] or texts[:1])[-1]
    known = draft.answers.get(target.key)
    words = read_answer(target, text if known is None else f"{known}\n{text}")
    return replace(draft, answers={**draft.answers, target.key: words})


def step_of(form: Form, draft: Draft) -> tuple[int, int]:
    """(which question this is, of how many these answers lead to)."""
    keys = [question.key for question in form.asked(draft.answers)]
    return (keys.index(draft.at) + 1 if draft.at in keys else len(keys)), len(keys)


def read_answer(question: Question, text: str) -> Any:
    """What words answer; raises `Unreadable`. Photos and places are not written."""
    words = text.strip()
    if not words:
        raise Unreadable("form-empty")
    if question.kind is Kind.CHOICE:
        return _choice(question, words)
    if question.kind is Kind.YES_NO:
        return _yes_no(words)
    if question.kind is Kind.NUMBER:
        return _number(question, words)
    if question.kind is Kind.TIME:
        return _time(words)
    if question.kind is Kind.TEXT:
        if len(words) > question.longest:
            raise Unreadable("form-long", length=len(words), most=question.longest)
        return words
    raise Unreadable("form-not-written")


def _choice(question: Question, words: str) -> str:
    wanted = _plain(words)
    if Situation.SAFE in question.choices and says_safe(wanted):
        return Situation.SAFE.value
    found = [key for key, label in question.choices.items() if wanted in (_plain(key), _plain(label))]
    if not found:
        found = [key for key, label in question.choices.items() if _plain(label).startswith(wanted)]
    if not found:
        found = _agreed(question, wanted)
    if len(found) != 1 or not wanted:
        raise Unreadable("form-choice", choices=", ".join(question.choices))
    return found[0]


def _agreed(question: Question, wanted: str) -> list[str]:
    """Yes or no to a question of two answers, one of which is "yes, ..."."""
    agreeing = [key for key, label in question.choices.items() if _plain(label).split()[:1] == ["ya"]]
    others = [key for key in question.choices if key not in agreeing]
    if len(agreeing) != 1 or len(others) != 1:
        return []
    # "tidak mendesak" is no, and "iya, mendesak" is yes.
    word = " ".join(one for one in wanted.split() if one not in _plain(question.choices[agreeing[0]]).split()[1:])
    return agreeing if word in _YES else others if word in _NO else []


def is_nothing(text: str) -> bool:
    """Whether a message says that there is nothing to report: `nihil`, `aman, nihil`, `situasi: aman nihil`."""
    return "nihil" in _said(text) and says_safe(text)


def is_quiet(form: Form, draft: Draft, text: str) -> bool:
    """Whether words that answer the question say that the day was quiet, and nothing else is said: nihil, or "aman" for what there is to report."""
    if draft.at == form.situation:
        return not draft.answers and is_nothing(text)
    question = form.question(draft.at)
    asks_what = question is not None and question.kind is Kind.TEXT and question.required
    return asks_what and draft.answers == {form.situation: Situation.SAFE} and says_safe(text)


def says_safe(text: str) -> bool:
    """Whether a message says that all is well, and no more than that: `aman terkendali`, `nihil kejadian`."""
    words = _said(text)
    # "aman, kejadian" may say either.
    telling = {"nihil"} if "kejadian" in words else {"aman", "nihil"}
    return bool(words & telling) and not words - _ALL_WELL


def _said(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold().replace("tidak ada", "nihil")))


def _yes_no(words: str) -> bool:
    wanted = _plain(words)
    if wanted in _YES:
        return True
    if wanted in _NO:
        return False
    raise Unreadable("form-yes-no")


# 12, 1.250, 1 250, 3,5: as Indonesians write them.
_NUMBER = re.compile(r"(-?)(\d{1,3}(?:[. ]\d{3})+|\d{1,12})(?:,(\d{1,4}))?", re.ASCII)


# 1,250 is one and a quarter, and a thousand and more to whoever writes as the English do.
_EITHER = re.compile(r"-?[1-9]\d{0,2},\d{3}", re.ASCII)


def _number(question: Question, words: str) -> int | float:
    found = _NUMBER.fullmatch(words)
    if found is None:
        raise Unreadable("form-number")
    if _EITHER.fullmatch(words):
        part = words.rstrip("0").rstrip(",") if words.endswith("0") else f"{words}0"
        raise Unreadable("form-number-either", given=words, whole=words.replace(",", "."), part=part)
    whole = found[1] + found[2].replace(".", "").replace(" ", "")
    value: int | float = float(f"{whole}.{found[3]}") if found[3] else int(whole)
    least, most = question.least, question.most
    if (least is not None and value < least) or (most is not None and value > most):
        limits = "least" if most is None else "most" if least is None else "both"
        raise Unreadable("form-number-range", limits=limits, least=_shown(least), most=_shown(most))
    return value


def _time(words: str) -> str:
    try:
        return f"{parse_time(words):%H.%M}"
    except DateProblem:
        raise Unreadable("form-time") from None


def _plain(words: str) -> str:
    """Letters and digits alone: "🟢 Aman" is "aman"."""
    return " ".join(re.sub(r"[^\w]+", " ", words.casefold().replace("_", " ")).split())


def said(question: Question, value: Any) -> str:
    """An answer in words."""
    if question.kind is Kind.CHOICE:
        return question.choices.get(str(value), str(value))
    if question.kind is Kind.YES_NO:
        return "Ya" if value else "Tidak"
    return _shown(value) if question.kind is Kind.NUMBER else str(value)


def _shown(value: float | None) -> str:
    """1250 as "1.250", 3.5 as "3,5"."""
    if value is None:
        return ""
    shown = f"{int(value):,}" if value == int(value) else f"{value:,.4f}".rstrip("0")
    return shown.translate(str.maketrans(",.", ".,"))


def answered(form: Form, draft: Draft) -> list[tuple[Question, str]]:
    """Questions that count, with what was answered in words; not photos and places, which come along."""
    return [(one, said(one, draft.answers[one.key])) for one in form.asked(draft.answers) if one.key in draft.answers]


def kept_answers(form: Form, draft: Draft) -> tuple[dict[str, Any], ...]:
    """What is kept with the report: key, question as it read, kind, value, and the answer in words."""
    return tuple(
        {"key": one.key, "ask": one.ask, "kind": one.kind.value, "value": draft.answers[one.key], "answer": words}
        for one, words in answered(form, draft)
    )


def report_text(form: Form, draft: Draft) -> str:
    """What the report says: of one text its words, else each answer after the name of its question."""
    told = [(one, words) for one, words in answered(form, draft) if one.key != form.situation]
    lines = [told[0][1]] if len(told) == 1 and told[0][0].kind is Kind.TEXT else _named(told)
    known = {idle_line(one.key, draft.answers[one.key]) for one, _ in answered(form, draft)}
    return "\n".join([*lines, *(line for line in draft.unread if line not in known)]) or form.nothing or form.title


def idle_line(key: str, value: Any) -> str:
    """What was written in answer to a question that is not asked."""
    return f"{key}: {value}"


def _named(told: Sequence[tuple[Question, str]]) -> list[str]:
    return [f"{one.name}: {words}" for one, words in told]
