"""How to reach those who are silent, a kecamatan at a time: WhatsApp links and contact cards; for heads, never for groups."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.domain.lengths import shortened
from bot.domain.meetings.titles import list_title
from bot.views.format import dates_short, hours
from bot.views.recap.presses import ShowContacts
from bot.views.screen import Screen, button
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineKeyboardButton

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts

# One card takes a second (Telegram's limit for a chat), and the head's next press waits for the last.
MOST_CARDS = 8
# Telegram cuts longer names.
MOST_NAME = 64
_TITLE = 200
_PER_ROW = 3
# What has a meaning of its own in a vCard (RFC 2426).
_SPECIAL = re.compile(r"([\\,;])")


def district_buttons(session: SessionFacts, silent: Sequence[InvitationFacts]) -> list[list[InlineKeyboardButton]]:
    """A button for each kecamatan of which somebody silent has a number."""
    found = [
        button(f"📇 {district or plain('recap-district-office')}", ShowContacts(session.id, district_id or 0))
        for (district_id, district), people in groupby(
            silent, key=lambda one: (one.person.district_id, one.person.district)
        )
        if any(one.person.phone for one in people)
    ]
    return [found[start : start + _PER_ROW] for start in range(0, len(found), _PER_ROW)]


def links(session: SessionFacts, silent: Sequence[InvitationFacts], link: str) -> Screen:
    """Everybody silent of a kecamatan: number and a WhatsApp link that has the question written already."""
    people = [one.person for one in silent]
    if not people:
        return Screen(t("belum-none-here", code=session.code))
    lines = [_line(person, session, link) for person in people]
    head = t(
        "belum-contacts",
        code=session.code,
        district=people[0].district or plain("recap-district-office"),
        count=len(people),
    )
    more = len([person for person in people if person.phone]) - MOST_CARDS
    return Screen(join_lines(head, "", *lines, *(["", t("belum-contacts-more", count=more)] if more > 0 else [])))


def card_name(person: PersonFacts) -> str:
    """The name on a contact card."""
    return shortened(person.name, MOST_NAME)


def vcard(person: PersonFacts) -> str:
    """The contact with position and kecamatan, as address books keep it."""
    where = person.district or person.office
    fields = [
        ("FN", person.name),
        ("N", f"{_escaped(person.name)};;;;"),
        ("TITLE", person.position.value),
        ("ORG", where),
        ("TEL;TYPE=CELL", person.phone or ""),
    ]
    lines = [f"{key}:{value if key == 'N' else _escaped(value)}" for key, value in fields]
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])


def _line(person: PersonFacts, session: SessionFacts, link: str) -> Markup:
    if not person.phone:
        return t("belum-no-phone", name=person.name)
    text = plain(
        "belum-whatsapp-text",
        # It is in each link.
        title=list_title(session.title, _TITLE),
        day=dates_short(session),
        hours=hours(session, session.zone),
        link=link,
    )
    url = Markup(f"https://wa.me/{person.phone.lstrip('+')}?text={quote(text)}")
    return t("belum-whatsapp", name=person.name, phone=person.phone, url=url)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
