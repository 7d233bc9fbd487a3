"""Cuts the plan's text into its 69 detailed sections, for tests that hold the shipped data against it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

_HEADING = re.compile(r"^(?P<number>\d+)\. (?P<title>[^\n]+?):?\s*\n+(?:I|III)\. Latar Belakang", re.MULTILINE)
_DIVISION = re.compile(r"^DIVISI [^\n]+BAWASLU KABUPATEN BLITAR$", re.MULTILINE)
_LIST = re.compile(
    r"^Daftar Rencana Kegiatan[^\n]*\n+(?P<items>(?:\d+\. [^\n]+\n|\n)+?)(?=1\. )", re.IGNORECASE | re.MULTILINE
)
_ITEM = re.compile(r"^\d+\. (?P<text>[^\n]+?)\s*;?$", re.MULTILINE)
_COUNTED_FROM = re.compile(r"^ *- Jumlah partisipan|^[IV]+\. Indikator", re.MULTILINE)
# Not "22 orang/ 1 orang di tiap kecamatan" twice, nor "22 Kecamatan di Kabupaten Blitar" as people.
_HEADCOUNT = re.compile(
    r"(?P<count>\d+)\s+(?:orang|oarang|Luring|Kecamatan$|terdiri dari kepala desa)(?!\s+di tiap)",
    re.IGNORECASE | re.MULTILINE,
)


def plain(text: str) -> str:
    """Without emphasis and line breaks."""
    return " ".join(text.replace("*", "").split())


@dataclass(frozen=True, slots=True)
class Section:
    """One activity as the plan details it."""

    division: int
    number: int
    title: str
    body: str

    @property
    def execution(self) -> str:
        """The part that says when: from the last heading "Pelaksanaan Kegiatan" on, without the repeated title."""
        found = list(re.finditer(r"^[IV]+\. Pelaksan\w*n Kegiatan", self.body, re.MULTILINE))
        return plain(self.body[found[-1].end() :]).replace(self.title, "")

    @property
    def headcount(self) -> int | None:
        """Sum of the people whom the parts on means and execution count; None where they count nobody."""
        start = _COUNTED_FROM.search(self.body)
        means = self.body[start.start() if start else 0 :].replace("*", "")
        counted = [int(match["count"]) for match in _HEADCOUNT.finditer(means)]
        return sum(counted) if counted else None


@dataclass(frozen=True, slots=True)
class Plan:
    """The sections in order, and the lists that two divisions put before them."""

    text: str
    sections: tuple[Section, ...]
    lists: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, text: str) -> Self:
        divisions = [match.start() for match in _DIVISION.finditer(text)]
        heads = list(_HEADING.finditer(text))
        borders = sorted((*divisions, *(head.start() for head in heads), len(text)))
        ends = [next(border for border in borders if border > head.start()) for head in heads]
        sections = tuple(
            Section(
                sum(start < head.start() for start in divisions),
                int(head["number"]),
                plain(head["title"]),
                text[head.end() : end],
            )
            for head, end in zip(heads, ends, strict=True)
        )
        lists = tuple(
            tuple(plain(item["text"]) for item in _ITEM.finditer(found["items"])) for found in _LIST.finditer(text)
        )
        return cls(plain(text), sections, lists)
