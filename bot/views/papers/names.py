"""How papers call kinds of meetings, kecamatan, numbers of people and of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people.civil_servants import shown_nip
from bot.views.text import plain

if TYPE_CHECKING:
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts


def nip_line(nip: str | None) -> str:
    """As it stands below a name; empty where there is none."""
    return plain("paper-nip", nip=shown_nip(nip)) if nip else ""


def kind_name(held: SessionFacts) -> str:
    """Rapat Koordinasi, Bimbingan Teknis, ..."""
    return plain(f"paper-kind-{held.kind.value}")


def district_name(person: PersonFacts) -> str:
    """The kecamatan, or that somebody is of the office."""
    return person.district or plain("row-office")


def numbered_pages() -> str:
    """Halaman x dari y, for the template to fill."""
    return plain("paper-page", page="{page}", pages="{pages}")
