"""Titles of the plan, shortened for a phone; the stored title stays exact."""

from __future__ import annotations

import re

_LEAD = re.compile(r"^(?:rencana\s+kegiatan\s*:?\s*|kegiatan\s+)+", re.IGNORECASE)
# What every line of the plan repeats and a reader in Blitar knows.
_TAILS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[\s,:;]+$",
        r"\s+oleh\s+bawaslu\s+kabupaten\s+blitar$",
        r"\s+pada\s+penyelenggaraan\s+pemilihan\s+umum\s+tahun\s+2024$",
        r"\s+(?:pada\s+)?pemilu(?:\s+tahun)?\s+2024$",
        r"\s+se\s+kabupaten\s+blitar$",
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


def short_title(title: str) -> str:
    """The title without the plan's repeated lead and tail; all capitals become title case."""
    text = " ".join(title.split())
    text = _LEAD.sub("", text)
    changed = True
    while changed:
        before = text
        for tail in _TAILS:
            shorter = tail.sub("", text)
            # Never cut down to a stump such as "Maintenance".
            text = shorter if len(shorter.split()) >= 3 else text
        changed = text != before
    return _title_case(text) if text.isupper() else text


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
