"""Titles of the plan, shortened for a phone; the stored title stays exact."""

from __future__ import annotations

import re
from functools import lru_cache

_LEAD = re.compile(r"^(?:rencana\s+kegiatan\b\s*:?\s*|kegiatan\s+)+", re.IGNORECASE)
_OFFICE_LEAD = re.compile(r"^bawaslu\s+", re.IGNORECASE)
# What every line of a plan repeats and its readers know: which election it is, and (below) whose plan.
_ELECTION = (
    r"\s+pada\s+penyelenggaraan\s+pemilihan\s+umum\s+tahun\s+\d{4}",
    r"\s+(?:pada\s+)?pemilu(?:\s+tahun)?\s+\d{4}",
)
_ACRONYMS = frozenset(
    [
        "ASN",
        "BPD",
        "TPS",
        "KPPS",
        "PTPS",
        "DCT",
        "DCS",
        "DPD",
        "DPRD",
        "KPU",
        "PPID",
        "JDIH",
        "PSAP",
        "APS",
        "SDM",
        "SDMO",
        "PKD",
        "TNI",
        "POLRI",
        "II",
        "III",
        "IV",
    ]
)
_SMALL = frozenset(
    ["dan", "di", "ke", "dari", "untuk", "pada", "dengan", "oleh", "dalam", "bagi", "yang", "terhadap", "bersama"]
)
# How everybody of the field says it; in a list the room is worth more than the full form.
_SHORT_FORMS = tuple(
    (re.compile(rf"\b{long}\b", re.IGNORECASE), short)
    for long, short in (
        ("rapat koordinasi", "Rakor"),
        ("bimbingan teknis", "Bimtek"),
        ("panwaslu kecamatan", "Panwascam"),
        ("pengawas pemilu kelurahan/desa", "PKD"),
    )
)
_PUNCTUATION = ",;:.-–—(/"
# Words that promise another: "di Lingkungan …", "dari Unsur …", "Pemantau Pemilu".
_HANGING = _SMALL | {"lingkungan", "unsur", "pemantau", "se", "tentang", "bulan", "tahun", "rangka"}
_FEWEST_WORDS = 3


def short_title(title: str, office: str) -> str:
    """The title without the plan's repeated lead and tail, among them the office's name; all capitals become title case."""
    text = " ".join(title.split())
    text = _LEAD.sub("", text) or text
    tails = _tails(office)
    changed = True
    while changed:
        before = text
        for tail in tails:
            shorter = tail.sub("", text)
            text = shorter if _stands_alone(shorter) else text
        changed = text != before
    return _title_case(text) if text.isupper() else text


@lru_cache(maxsize=256)
def list_title(short: str, most: int = 80) -> str:
    """A short title in its short forms (Rakor, Bimtek) and in at most `most` (>= 1) characters.

    It is cut at the end of a word, with "…" where something is missing.

    Only a first word that alone is too long is cut within.
    """
    text = short
    for long, form in _SHORT_FORMS:
        text = long.sub(form, text)
    if len(text) <= most:
        return text
    # A space at index most - 1 still leaves room for the ellipsis.
    words = text[:most].rpartition(" ")[0].split()
    while len(words) > 1 and words[-1].strip(_PUNCTUATION).casefold() in _HANGING | {""}:
        words.pop()
    kept = " ".join(words).rstrip(_PUNCTUATION) or text[: most - 1]
    return f"{kept}…"


@lru_cache(maxsize=1024)
def _tails(office: str) -> tuple[re.Pattern[str], ...]:
    """What may be left out at the end of an office's titles: "Bawaslu Kabupaten X" is named, its area is Kabupaten X."""
    named = _words(office)
    area = _words(_OFFICE_LEAD.sub("", office))
    own = (
        rf"\s+oleh\s+{named}",
        rf"\s+se[\s-]+{area}",
        rf"\s+di\s+lingkungan\s+{named}",
        rf"\s+{named}",
    )
    tails = (r"[\s,:;]+", *_ELECTION, *(own if office.strip() else ()))
    return tuple(re.compile(f"{tail}$", re.IGNORECASE) for tail in tails)


def _words(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))


def _stands_alone(text: str) -> bool:
    """Neither a stump such as "Maintenance" nor a phrase that waits for its last word."""
    words = text.split()
    return len(words) >= _FEWEST_WORDS and words[-1].casefold() not in _HANGING


def _title_case(text: str) -> str:
    words = []
    for index, word in enumerate(text.split(" ")):
        if word in _ACRONYMS:
            words.append(word)
        elif index and word.lower() in _SMALL:
            words.append(word.lower())
        else:
            words.append(word.capitalize())
    return " ".join(words)
