"""Papers in the chat: which session, what a file is and what to do with it, the buttons that ask for papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.papers import Nature
from bot.domain.vocabulary import SessionStatus
from bot.views import papers
from bot.views.format import day_plain
from bot.views.screen import button
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import InlineKeyboardButton

    from bot.domain.facts import SessionFacts
    from bot.domain.issuing import Issuer, LetterFacts
    from bot.domain.papers import Letter


def letter(facts: LetterFacts) -> Letter:
    """The letter itself; one that changes another is more than ordinary."""
    nature = Nature.IMPORTANT if facts.earlier else Nature.ORDINARY
    return papers.letter(papers.sender_of(facts.issuer), facts, nature=nature)


def letter_caption(facts: LetterFacts) -> Markup:
    """What the file is, and what is left to do by hand."""
    return join_lines(
        t("paper-letter", code=facts.session.code, number=facts.number, day=day_plain(facts.dated)),
        t("paper-letter-changes", number=facts.earlier.number) if facts.earlier else None,
        t("paper-letter-next"),
        *_lacking(facts.issuer),
    )


def file_name(what: str, session: SessionFacts) -> str:
    """`surat-undangan-SDMO-02-1.pdf`."""
    return f"{what}-{session.code.replace('/', '-')}.pdf"


def buttons(session: SessionFacts, now: datetime) -> list[InlineKeyboardButton]:
    """What can be issued about a session now."""
    if session.status is SessionStatus.CANCELLED:
        return []
    return [button(plain("button-letter"), "ltr", session.id)] if now < session.starts_at else []


def _lacking(issuer: Issuer) -> list[Markup]:
    """What the office has to fill in once."""
    address = [] if issuer.stationery.address else [t("paper-no-address")]
    signer = [] if issuer.signer else [t("paper-no-signer")]
    return address + signer
