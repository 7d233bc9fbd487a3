"""Titles of the plan, shortened for a phone; the stored title stays exact."""

from __future__ import annotations

import re
from functools import lru_cache

_LEAD = re.compile(r"^(?:rencana\s+kegiatan\b\s*:?\s*|kegiatan\s+)+", re.IGNORECASE)
# What every line of the plan repeats and a reader in Blitar knows.
_TAILS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[\s,:;]+$",
        r"\s+oleh\s+bawaslu\s+kabupaten\s+blitar$",
        r"\s+pada\s+penyelenggaraan\s+pemilihan\s+umum\s+tahun\s+2024$",
        r"\s+(?:pada\s+)?pemilu(?:\s+tahun)?\s+2024$",
        r"\s+se\s+kabupaten\s+blitar$",
        r"\s+di\s+lingkungan\s+bawaslu\s+kabupaten\s+blitar$",
        r"\s+bawaslu\s+kabupaten\s+blitar$",
    )
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
_PUNCTUATION = ",;:.-–—(/ "
# Words that promise another: "di Lingkungan …", "dari Unsur …", "Pemantau Pemilu".
_HANGING = _SMALL | {"lingkungan", "unsur", "pemantau", "se", "tentang", "bulan", "tahun", "rangka"}
_FEWEST_WORDS = 3


@lru_cache(maxsize=256)
def short_title(title: str) -> str:
    """The title without the plan's repeated lead and tail; all capitals become title case."""
    text = " ".join(title.split())
    text = _LEAD.sub("", text) or text
    changed = True
    while changed:
        before = text
        for tail in _TAILS:
            shorter = tail.sub("", text)
            text = shorter if _stands_alone(shorter) else text
        changed = text != before
    return _title_case(text) if text.isupper() else text


@lru_cache(maxsize=256)
def list_title(title: str, most: int = 80) -> str:
    """The short title in its short forms (Rakor, Bimtek) and in at most `most` (>= 1) characters.

    It is cut at the end of a word, with "…" where something is missing.

    Only a first word that alone is too long is cut within.
    """
    text = short_title(title)
    for long, short in _SHORT_FORMS:
        text = long.sub(short, text)
    if len(text) <= most:
        return text
    # A space at index most - 1 still leaves room for the ellipsis.
    words = text[: max(text.rfind(" ", 0, most), 0)].split()
    while len(words) > 1 and words[-1].strip(_PUNCTUATION).casefold() in _HANGING | {""}:
        words.pop()
    kept = " ".join(words).rstrip(_PUNCTUATION) or text[: most - 1]
    return f"{kept}…"


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
