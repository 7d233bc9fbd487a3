"""The surat undangan of a session, or the letter that changes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.papers.letterheads import PaperSender
from bot.domain.papers.letters import Letter, Nature
from bot.domain.papers.parts import Annex, Pairs, ReportTable
from bot.views.format import dates, day_plain
from bot.views.papers.letterheads import letterhead, signature
from bot.views.papers.names import district_name, kind_name
from bot.views.papers.particulars import as_pairs, hours_of, items, particulars, unbroken
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.papers.facts import EarlierLetter, LetterFacts
    from bot.domain.people.facts import PersonFacts


# So many are named on the letter itself; more are listed on its lampiran.
MOST_ADDRESSED = 5


def letter(
    sender: PaperSender, facts: LetterFacts, *, nature: Nature = Nature.ORDINARY, copies: Sequence[str] = ()
) -> Letter:
    """The surat undangan of a session, or the letter that changes one; `copies` are the tembusan."""
    held = facts.session
    listed = len(facts.invited) > MOST_ADDRESSED
    usual = plain("letter-subject-change" if facts.earlier else "letter-subject", kind=kind_name(held))
    references = (
        (plain("paper-label-number"), facts.number),
        (plain("paper-label-nature"), plain(f"letter-nature-{nature.value}")),
        (plain("paper-label-annex"), plain("letter-annex-one" if listed else "letter-annex-none")),
        (plain("paper-label-subject"), facts.subject or usual),
    )
    people = (plain("letter-addressed-all"),) if listed else tuple(map(_addressee, facts.invited))
    return Letter(
        letterhead=letterhead(sender),
        place_and_day=plain("paper-place-and-day", place=sender.seat, day=day_plain(facts.dated)),
        references=as_pairs(references),
        salutation=plain("letter-salutation"),
        addressees=(*people, *(f"{one[:1].upper()}{one[1:]}" for one in facts.outsiders)),
        addressed_at=plain("letter-addressed-at"),
        opening=_opening(sender, held, facts.earlier),
        particulars=(
            *particulars(held),
            *_optional("paper-label-link", (held.link,) if held.link else ()),
            *_optional("paper-label-agenda", items(held.agenda)),
            *_optional("paper-label-bring", items(held.bring)),
        ),
        closing=plain("letter-closing"),
        signature=signature(sender),
        copies_title=plain("letter-copies") if copies else "",
        copies=tuple(copies),
        annex=_annex(facts) if listed else None,
        page=plain("paper-page-letter", page="{page}"),
    )


def _optional(label: str, lines: tuple[str, ...]) -> Pairs:
    return ((plain(label), lines),) if lines else ()


def _addressee(person: PersonFacts) -> str:
    return plain("paper-person", name=person.name, position=person.position.value, district=person.district).rstrip()


def _opening(sender: PaperSender, held: SessionFacts, earlier: EarlierLetter | None) -> str:
    title = held.short_title
    if earlier is None:
        return plain("letter-opening", title=title, office=sender.office)
    terms = earlier.terms
    return plain(
        "letter-opening-change",
        number=earlier.number,
        day=unbroken(day_plain(earlier.dated)),
        title=title,
        old_day=unbroken(dates(terms, held.zone)),
        old_time=hours_of(terms, held.zone),
        old_place=terms.place,
    )


def _annex(facts: LetterFacts) -> Annex:
    of = "letter-annex-of-change" if facts.earlier else "letter-annex-of"
    references = (
        (plain("paper-label-annex"), plain(of, kind=kind_name(facts.session))),
        (plain("paper-label-number"), facts.number),
        (plain("paper-label-date"), day_plain(facts.dated)),
    )
    columns = tuple(plain(f"column-{key}") for key in ("number", "name", "position", "district"))
    rows = tuple(
        (f"{index}.", one.name, one.position.value, district_name(one)) for index, one in enumerate(facts.invited, 1)
    )
    return Annex(as_pairs(references), ReportTable(plain("letter-annex-title"), columns, rows))
