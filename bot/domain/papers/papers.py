"""Official papers as plain values: every word in them is finished (made by `bot/views/papers/wording.py`), ready to be set.

A string may hold anything a person typed: templates set it as text, never as markup. `page` says how a page is
numbered; `{page}` and `{pages}` in it are filled while typesetting. Their parts are those of tata naskah dinas
(Peraturan Bawaslu 13/2020; sources in docs/documents.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.recap.charts import Bars, Trend

# A label and what stands behind the colon; several lines are numbered.
Pairs = tuple[tuple[str, tuple[str, ...]], ...]


class Nature(StrEnum):
    """A letter's sifat: how soon it wants to be dealt with."""

    ORDINARY = "biasa"
    IMPORTANT = "penting"
    URGENT = "segera"


@dataclass(frozen=True, slots=True)
class PaperSender:
    """The office as its papers name it, and who signs for it: a commissioner, so there is no NIP."""

    office: str
    seat: str
    signer: str
    signs_as: str
    address: str = ""
    contact: str = ""
    logo: str = ""
    certificate_basis: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop surat: the office's name in one line or several, then where and how to reach it; `logo` is base64."""

    names: tuple[str, ...]
    address: str = ""
    contact: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs; `position` ends with its comma."""

    position: str
    name: str
    place_and_day: str = ""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Columns and rows of words; from column `numbers_from` on they are figures and stand to the right.

    Column `stretch` takes the room that the others leave.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    numbers_from: int = 99
    stretch: int = 1


@dataclass(frozen=True, slots=True)
class Annex:
    """A letter's lampiran: which letter it belongs to, and a table that numbers its rows."""

    references: Pairs
    table: ReportTable


@dataclass(frozen=True, slots=True)
class Letter:
    """A surat undangan."""

    letterhead: Letterhead
    place_and_day: str
    references: Pairs
    salutation: str
    addressees: tuple[str, ...]
    addressed_at: str
    opening: str
    particulars: Pairs
    closing: str
    signature: Signature
    copies_title: str = ""
    copies: tuple[str, ...] = ()
    annex: Annex | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """A line of an attendance list; `mark` is printed in place of a signature, empty leaves room to sign."""

    name: str
    position: str
    district: str
    mark: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """A daftar hadir: columns are number, name, position, kecamatan and signature; `blanks` lines follow for guests.

    Of several days each has a list: the others are `more`, and begin on pages of their own.
    """

    letterhead: Letterhead
    title: str
    activity: str
    particulars: Pairs
    columns: tuple[str, str, str, str, str]
    attendees: tuple[Attendee, ...]
    blanks: int
    note: str = ""
    signature: Signature | None = None
    page: str = ""
    more: tuple[AttendanceList, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What differs from one certificate to the next."""

    number: str
    name: str
    position: str
    institution: str
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Sertifikat of one session, a page for each person: title, number, `basis`, `given_to`, name, position, `statement`.

    What it is given by, and where somebody is from, may be empty.
    """

    letterhead: Letterhead
    title: str
    basis: str
    given_to: str
    statement: str
    activity: str
    held: tuple[str, ...]
    signature: Signature
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class PaperPhoto:
    """A photo as an SVG that holds its bytes, and the line below it."""

    drawing: str
    caption: str


@dataclass(frozen=True, slots=True)
class ReportList:
    """A titled list of a report."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A recap on paper: `moment` says as of when, then particulars, pictures, tables and lists in this order."""

    letterhead: Letterhead
    title: str
    subtitle: str
    moment: str
    particulars: Pairs
    charts: tuple[Bars | Trend, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    lists: tuple[ReportList, ...] = ()
    signature: Signature | None = None
    page: str = ""
    photos_title: str = ""
    photos: tuple[PaperPhoto, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideButton:
    """A button as it looks in the chat; `style` is Telegram's: success, danger, primary, or empty."""

    label: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class GuideBubble:
    """A message as it looks in the chat: its lines, the first of them bold, and rows of buttons below."""

    lines: tuple[str, ...]
    buttons: tuple[tuple[GuideButton, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The page that members are given: numbered `steps` in titled parts, what a chat looks like, words to type.

    `link` leads to the bot and `qr` is its code as SVG; both are empty where nobody said which bot it is.
    """

    title: str
    lead: str
    parts: tuple[ReportList, ...]
    example: str
    bubbles: tuple[GuideBubble, ...]
    words_title: str
    words: tuple[tuple[str, str], ...]
    closing: str
    link: str = ""
    qr: str = ""


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


@dataclass(frozen=True, slots=True)
class TaskLetter:
    """A surat tugas: who is sent (many stand on the annex, and `purpose` says so), what for, when and where."""

    letterhead: Letterhead
    title: str
    number: str
    opening: str
    people: tuple[Pairs, ...]
    purpose: str
    particulars: Pairs
    closing: str
    signature: Signature
    annex: Annex | None = None
    page: str = ""


Paper = Letter | AttendanceList | Certificates | Report | Guide | Supervision | TaskLetter
