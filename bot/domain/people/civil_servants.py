"""NIP, the number of a civil servant: 18 figures, the birthday first (Peraturan Kepala BKN 22/2007); NI PPPK are alike."""

from __future__ import annotations

import re
from datetime import date

# `19800101 200501 1 003`: birthday, when they were taken on (of a PPPK the year and 21), sex, the how manieth of these.
_NIP = re.compile(r"(?P<born>\d{8})(?P<year>(?:19|20)\d\d)\d\d(?P<sex>[12])(?P<nth>\d{3})")
_LABEL = re.compile(r"^(?:nip|ni pppk|nippppk|nipppk)\b[\s.:]*", re.IGNORECASE)
_POWER = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_NONE = frozenset(
    {
        "non pns",
        "non asn",
        "bukan pns",
        "bukan asn",
        "ppnpn",
        "honorer",
        "tidak ada",
        "belum ada",
        "nihil",
        "tidak punya",
    }
)
NIP_LENGTH = 18


class NipProblem(ValueError):
    """What was typed is no NIP; `code` names what is wrong, `values` fill it."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_nip(text: str) -> str | None:
    """Its 18 figures; None where the cell says that there is none. Raises `NipProblem`."""
    written = _LABEL.sub("", text.strip())
    if not any(map(str.isalnum, written)) or written.casefold() in _NONE:
        return None
    if _POWER.fullmatch(written):
        raise NipProblem("nip-excel")
    figures = re.sub(r"[\s.'\u2019-]", "", written)
    if not (figures.isascii() and figures.isdigit()):
        raise NipProblem("nip-letters")
    if len(figures) != NIP_LENGTH:
        raise NipProblem("nip-length", count=len(figures))
    found = _NIP.fullmatch(figures)
    if found is not None and found["nth"] == "000":
        # A spreadsheet keeps fifteen figures of a number, and the last three of a NIP are never naught.
        raise NipProblem("nip-excel")
    if found is None or not _is_day(found["born"]):
        raise NipProblem("nip-excel" if figures.endswith("000") else "nip-form")
    return figures


def shown_nip(nip: str) -> str:
    """`19800101 200501 1 003`, as papers have it."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def _is_day(figures: str) -> bool:
    try:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:])).year >= _FIRST_YEAR
    except ValueError:
        return False


_FIRST_YEAR = 1900
