"""What the office asks of all its kecamatan: figures, words or files, by a deadline; read from how somebody writes it."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.domain.duty.filling import Unreadable, read_answer, said
from bot.domain.duty.forms import Kind, Question
from bot.domain.words.dates.one_day import parse_deadline
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.reading import parse_time

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

MOST_WANTED = 10
# Of one answer: two albums.
MOST_FILES = 20
MAX_TITLE = 200
_NAME = 60
_USUAL_HOUR = time(16)
_BY = re.compile(r"[,;.\s]*\b(?:paling lambat|selambat(?:[- ]?lambat)?nya|batas(?: waktu)?)\b[\s:]*(.*)", re.IGNORECASE)
# As people say it where they say none of these; also of what is asked ("data sebelum kampanye"), so it counts before a day alone.
_TILL = re.compile(r"[,;.\s]*\b(?:sebelum|sampai(?: dengan)?|hingga|s\.?/?d\.?)\s+(?=(.*))", re.IGNORECASE)
_HOUR = re.compile(
    r"(?:^|[\s,]+)(?:(?:(?:pukul|jam|pkl\.?)\s*)?(\d{1,2}[.:]\d{2})|(?:pukul|jam|pkl\.?)\s*(\d{1,2}))(?:\s*wi(?:b|ta|t))?\s*$",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(jumlah|berapa|banyaknya|total)\b", re.IGNORECASE)
# What is asked for begins with it, as in "file berita acara": behind other words it may be what they are about.
_FILES = re.compile(
    r"(?:(?:kirim|kirimkan|unggah|lampirkan|upload)\s+)?(?:file|berkas|dokumen|foto|pdf|scan|pindaian|soft\s?(?:copy|file))\b",
    re.IGNORECASE,
)


class WantedKind(StrEnum):
    """What an answer is, as it is written behind the name of what is wanted."""

    NUMBER = "angka"
    TEXT = "teks"
    YES_NO = "ya-tidak"
    FILE = "file"


# What people write instead.
_CALLED = {one.value: one for one in WantedKind} | dict.fromkeys(("foto", "berkas", "dokumen", "pdf"), WantedKind.FILE)
_KIND = re.compile(r"(.*[^\s:].*?)\s*(?::\s*({0})|\(({0})\))".format("|".join(_CALLED)), re.IGNORECASE)
# As people write it into a question: "Sudah pleno (ya/tidak)?", "Sudah pleno: ya / tidak".
_YES_OR_NO = re.compile(
    r"\s*[:,]?\s*(?:\(\s*(?:ya|y)\s*(?:/|-|atau)\s*(?:tidak|tdk|t)\s*\)|\b(?:ya\s*(?:/|-|\batau\b)\s*(?:tidak|tdk)|y\s*/\s*t)\b)",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?:(?:masih|akan|nanti|data(?:nya)?|file(?:nya)?)\s+)*menyusul(?:\s+(?:ya|nanti|pak|bu))*", re.IGNORECASE
)
# No figure and no file, but words that may be meant as they are.
_NOT_YET = re.compile(r"(?:nanti|belum|belum ada)(?:\s+(?:ya|dulu|data(?:nya)?|file(?:nya)?|pak|bu))*", re.IGNORECASE)
_KINDS = {WantedKind.NUMBER: Kind.NUMBER, WantedKind.TEXT: Kind.TEXT, WantedKind.YES_NO: Kind.YES_NO}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that is wanted of each kecamatan; of a file the answer is {"file": Telegram's id, "document": bool, "words": str}.

    `words` are those under the file; of old answers they are not known. Of several files the others stand in "more", each as one alone.
    """

    name: str
    kind: WantedKind

    def read(self, text: str) -> Any:
        """What words answer; raises `Unreadable`. A file is sent, not written."""
        if is_later(text, exact=self.kind in (WantedKind.NUMBER, WantedKind.FILE)):
            raise Unreadable("request-later")
        if self.kind is WantedKind.FILE:
            raise Unreadable("request-not-a-file")
        return read_answer(self._question, text)

    def said(self, value: Any) -> str:
        """An answer in words."""
        if self.kind is WantedKind.FILE:
            sent = files_of(value)
            words = ", ".join(filter(None, (one.get("words", "") for one in sent)))
            return f"📎 {f'{len(sent)} file ' if len(sent) > 1 else ''}{words}".rstrip()
        return said(self._question, value)

    @property
    def _question(self) -> Question:
        least = 0 if self.kind is WantedKind.NUMBER else None
        return Question("jawaban", self.name, _KINDS[self.kind], least=least, longest=500)


def is_later(text: str, *, exact: bool) -> bool:
    """Whether words say that the answer is still to come; `exact`: what is wanted is no words, so "belum" says so too."""
    words = text.strip(" .,!")
    return _LATER.fullmatch(words) is not None or (exact and _NOT_YET.fullmatch(words) is not None)


def files_of(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The files of an answer, as they came."""
    return [value, *value.get("more", ())]


def of_files(files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The answer that files are, at least one: the reverse of `files_of`; what was sent twice counts once."""
    known = {one["file"]: {key: value for key, value in one.items() if key != "more"} for one in files}
    first, *more = known.values()
    return first | ({"more": more} if more else {})


@dataclass(frozen=True, slots=True)
class RequestText:
    """A request as it was written: what it is about, what is wanted, till when (office-local)."""

    title: str
    wanted: tuple[Wanted, ...]
    day: date
    at: time


class RequestProblem(ValueError):
    """Words that are no request; `key` is the text that says what is missing."""

    def __init__(self, key: str, **values: Any) -> None:
        self.key, self.values = key, values
        super().__init__(key)


def read_request(text: str, today: date, at: time = time.min, free: Container[date] = ()) -> RequestText:
    """`Jumlah pendaftar PTPS, paling lambat Jumat 16.00`, with a line for each thing that is wanted where there are several.

    It is `at` that hour: of a weekday alone, today is meant only where its hour is ahead; of a week the last day that is not
    `free`. A line is `Jumlah pendaftar: angka`, or
    `Jumlah pendaftar (angka)` as it is shown; without a kind, what begins with "file" or "foto" is one, what asks how many is a
    figure, and all else words. Raises `RequestProblem`.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = next((match for line in lines if (match := _BY.search(line))), None) or _till(lines, today, at, free)
    if found is None or not found[1].strip():
        raise RequestProblem("request-no-deadline")
    day, until = _deadline(found[1].strip(), today, at, free)
    cut = [line[: found.start()].strip() if line == found.string else line for line in lines]
    title, *rest = [line for line in cut if line] or [""]
    title = title.strip(" ,.;:")
    if not title or len(title) > MAX_TITLE:
        raise RequestProblem("request-no-title", most=MAX_TITLE)
    wanted = tuple(_wanted(line) for line in rest) or (_wanted(title),)
    if len(wanted) > MOST_WANTED:
        raise RequestProblem("request-too-much", most=MOST_WANTED)
    return RequestText(title, wanted, day, until)


def _till(lines: list[str], today: date, at: time, free: Container[date]) -> re.Match[str] | None:
    """The words behind which a day ends a line."""
    for line in lines:
        for match in _TILL.finditer(line):
            with contextlib.suppress(RequestProblem):
                _deadline(match[1].strip(), today, at, free)
                return match
    return None


def _deadline(words: str, today: date, now: time, free: Container[date]) -> tuple[date, time]:
    hour = _HOUR.search(words)
    try:
        at = parse_time(hour[1] or f"{hour[2]}.00") if hour is not None else _USUAL_HOUR
        day_words = words[: hour.start()] if hour is not None else words
        day = parse_deadline(day_words.strip(" .,"), today=today, is_over=at <= now, free=free)
    except DateProblem:
        raise RequestProblem("request-bad-deadline", given=words[:40]) from None
    return day, at


def _wanted(line: str) -> Wanted:
    line = line.lstrip("-*• ").strip()
    said_so = _KIND.fullmatch(line)
    if said_so is not None:
        return Wanted(said_so[1].strip(" :")[:_NAME], _CALLED[(said_so[2] or said_so[3]).casefold()])
    if _YES_OR_NO.search(line) is not None and (name := _YES_OR_NO.sub("", line).strip(" :,")):
        return Wanted(name[:_NAME], WantedKind.YES_NO)
    kind = WantedKind.FILE if _FILES.match(line) else WantedKind.NUMBER if _FIGURES.search(line) else WantedKind.TEXT
    return Wanted(line.strip(" :")[:_NAME], kind)


def total(wanted: Wanted, values: list[Any]) -> float | None:
    """What figures come to; None of what is no figure."""
    return sum(values) if wanted.kind is WantedKind.NUMBER else None
