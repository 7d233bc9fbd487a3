"""Contact cards: what an address book gets, whatever a name holds."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import Position, Role
from bot.views.invitations.contacts import card_name, vcard


def person(name: str) -> PersonFacts:
    return PersonFacts(
        1,
        1,
        "Bawaslu Kabupaten Blitar",
        ZoneInfo("Asia/Jakarta"),
        name,
        Position.DISTRICT_CHAIR,
        None,
        Role.MEMBER,
        1,
        "Wonodadi",
        "+6284000000001",
        None,
    )


def test_a_card_says_who_where_and_the_number() -> None:
    assert vcard(person("Endah Wijaya, S.Sos.")).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Endah Wijaya\\, S.Sos.",
        "N:Endah Wijaya\\, S.Sos.;;;;",
        "TITLE:Ketua Panwascam",
        "ORG:Wonodadi",
        "TEL;TYPE=CELL:+6284000000001",
        "END:VCARD",
    ]


@given(st.text(min_size=1, max_size=160))
def test_no_name_adds_a_line_or_makes_a_card_too_big(name: str) -> None:
    card = vcard(person(name))
    assert len(card.split("\r\n")) == 8
    assert "\n" not in card.replace("\r\n", "")
    assert len(card.encode()) <= 2048
    assert len(card_name(person(name))) <= 64
