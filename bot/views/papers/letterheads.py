"""The office as its papers name it: kop and signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.papers.letterheads import Letterhead, PaperSender, Signature
from bot.domain.vocabulary import Position
from bot.views.format import day_plain
from bot.views.text import plain

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.papers.facts import Issuer, Stationery


_REGION = re.compile(r"^(?:Kabupaten|Kota)\s+", re.IGNORECASE)
_SHORT_NAME = re.compile(r"^Bawaslu\s+", re.IGNORECASE)


def sender_of(issuer: Issuer) -> PaperSender:
    """The office as its papers name it; where nobody can sign, the name is left to be written by hand."""
    found, stationery = issuer.signer, issuer.stationery
    if found is not None and found.position is Position.OFFICE_HEAD and found.division is not None:
        signs_as = plain("paper-signs-as-head", division=plain(f"paper-division-{found.division.value}"))
    else:
        signs_as = plain("paper-signs-as-chair")
    return PaperSender(
        office=issuer.office,
        seat=stationery.seat or _REGION.sub("", _SHORT_NAME.sub("", issuer.office)),
        signer=found.name if found is not None else plain("paper-signer-unknown"),
        signs_as=signs_as,
        address=stationery.address,
        contact=_contact(stationery),
        logo=stationery.logo,
        certificate_basis=stationery.certificate_basis,
    )


def _contact(stationery: Stationery) -> str:
    """How to reach the office, in one line of the kop."""
    email = plain("paper-email", email=stationery.email) if stationery.email else ""
    website = plain("paper-website", website=stationery.website) if stationery.website else ""
    return " · ".join(filter(None, (stationery.contact, email, website)))


def letterhead(sender: PaperSender) -> Letterhead:
    """The kop surat; "Bawaslu Kabupaten X" is written out in two lines."""
    if _SHORT_NAME.match(sender.office):
        names: tuple[str, ...] = (plain("paper-office-full"), _SHORT_NAME.sub("", sender.office))
    else:
        names = (sender.office,)
    return Letterhead(names, sender.address, sender.contact, sender.logo)


def signature(sender: PaperSender, dated: date | None = None) -> Signature:
    """Who signs, with place and day where the paper has them nowhere else."""
    return Signature(
        position=plain("paper-position", position=sender.signs_as),
        name=sender.signer,
        place_and_day=plain("paper-place-and-day", place=sender.seat, day=day_plain(dated)) if dated else "",
    )
