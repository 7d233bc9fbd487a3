"""Certificates of having taken part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.papers.certificates import Certificate, Certificates
from bot.domain.papers.facts import Recipient
from bot.domain.papers.letterheads import PaperSender
from bot.views.format import dates, day_plain
from bot.views.papers.letterheads import letterhead, signature
from bot.views.papers.names import nip_line
from bot.views.papers.particulars import unbroken
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts


def certificates(
    sender: PaperSender,
    held: SessionFacts,
    people: Sequence[tuple[str, PersonFacts | Recipient]],
    *,
    dated: date,
    invited_by: tuple[str, date] | None = None,
) -> Certificates:
    """A certificate for each (number, recipient), given by what the office says, else by the session's letter."""
    return Certificates(
        letterhead=letterhead(sender),
        title=plain("certificate-title"),
        basis=_basis(sender, invited_by),
        given_to=plain("certificate-given-to"),
        statement=plain("certificate-statement"),
        activity=plain("certificate-activity", title=held.short_title),
        held=(
            plain("certificate-held-by", office=sender.office),
            plain("certificate-held-on", day=dates(held, held.zone), place=held.place),
        ),
        signature=signature(sender, dated),
        certificates=tuple(
            Certificate(
                plain("certificate-number", number=number),
                one.name,
                one.position,
                _institution(one),
                nip_line(one.nip) if isinstance(one, Recipient) else "",
            )
            for number, one in people
        ),
    )


def _basis(sender: PaperSender, invited_by: tuple[str, date] | None) -> str:
    if sender.certificate_basis:
        return plain("certificate-by", basis=sender.certificate_basis)
    if invited_by is not None:
        number, day = invited_by
        return plain("certificate-by-letter", number=number, day=unbroken(day_plain(day)))
    return ""


def _institution(one: PersonFacts | Recipient) -> str:
    return plain("certificate-institution", district=one.district) if one.district else one.office
