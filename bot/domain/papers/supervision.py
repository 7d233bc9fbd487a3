"""Form A, a report of supervision."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.papers.letterheads import Signature
from bot.domain.papers.parts import Pairs, PaperPhoto


@dataclass(frozen=True, slots=True)
class FormPart:
    """Part of a form: labelled lines, of which those without a value are dotted, paragraphs, and `blank` dotted lines."""

    title: str = ""
    pairs: Pairs = ()
    text: tuple[str, ...] = ()
    blank: int = 0


@dataclass(frozen=True, slots=True)
class FormSection:
    """A numbered section of a form; `answer` stands behind its title where there is nothing to say in its parts."""

    title: str
    answer: str = ""
    parts: tuple[FormPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Supervision:
    """A laporan hasil pengawasan (Formulir Model A); photos follow on pages of their own."""

    titles: tuple[str, ...]
    number: str
    sections: tuple[FormSection, ...]
    signature: Signature
    photos_title: str = ""
    photos: tuple[PaperPhoto, ...] = ()
    page: str = ""
