"""Certificates of having taken part."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.papers.letterheads import Letterhead, Signature


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
