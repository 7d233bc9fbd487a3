"""Who writes a paper, and who signs it."""

from __future__ import annotations

from dataclasses import dataclass


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
