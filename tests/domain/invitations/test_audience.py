"""The little language that says whom an activity invites."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.invitations.audience import UnknownAudience, parse_audience
from bot.domain.vocabulary import DISTRICT_DIVISIONS, OFFICE_DIVISIONS, OFFICE_POSITIONS, Division, Position

TERMS = [
    "komisioner",
    "ketua",
    "kepala sekretariat",
    "staf sekretariat",
    "PKD",
    "kantor",
    "pimpinan",
    *(f"kordiv {division}" for division in DISTRICT_DIVISIONS),
    *(f"kantor {division}" for division in OFFICE_DIVISIONS),
]


@dataclass(frozen=True)
class Someone:
    position: Position
    division: Division | None = None


EVERYBODY = [
    *(Someone(position, division) for position, division in product(Position, (None, *Division))),
]


def invited(rule: str) -> set[Someone]:
    audience = parse_audience(rule)
    return {person for person in EVERYBODY if audience.invites(person)}


@pytest.mark.parametrize(
    ("rule", "positions"),
    [
        ("komisioner", {Position.DISTRICT_CHAIR, Position.DISTRICT_MEMBER}),
        ("ketua", {Position.DISTRICT_CHAIR}),
        ("kepala sekretariat", {Position.SECRETARIAT_HEAD}),
        ("staf sekretariat", {Position.SECRETARIAT_STAFF}),
        ("PKD", {Position.VILLAGE_SUPERVISOR}),
        ("kantor", OFFICE_POSITIONS),
        ("pimpinan", {Position.OFFICE_CHAIR, Position.OFFICE_HEAD}),
    ],
)
def test_a_group_is_invited_whatever_its_division(rule: str, positions: set[Position]) -> None:
    assert invited(rule) == {person for person in EVERYBODY if person.position in positions}


def test_a_kordiv_may_be_the_chair_or_a_member_of_that_division_only() -> None:
    assert invited("kordiv HP2H") == {
        Someone(Position.DISTRICT_CHAIR, Division.HP2H),
        Someone(Position.DISTRICT_MEMBER, Division.HP2H),
    }


def test_sdmo_of_the_kecamatan_is_not_sdmo_of_the_office() -> None:
    assert not invited("kordiv SDMO") & invited("kantor SDMO")


def test_case_spaces_and_the_plans_full_stop_do_not_matter() -> None:
    assert parse_audience("  KORDIV.  pp-ps +Kepala   Sekretariat ") == parse_audience(
        "kordiv PP-PS + kepala sekretariat"
    )


@given(
    st.lists(st.sampled_from(TERMS), max_size=5), st.lists(st.sampled_from(["kepala desa", "KPU, Polres"]), max_size=2)
)
def test_a_joined_rule_invites_whoever_one_of_its_terms_invites(terms: list[str], outsiders: list[str]) -> None:
    rule = " + ".join([*terms, *(f"luar: {who}" for who in outsiders)])
    assert invited(rule) == set().union(*(invited(term) for term in terms))
    assert parse_audience(rule).outsiders == tuple(outsiders)


def test_outsiders_alone_invite_nobody_of_the_roster() -> None:
    audience = parse_audience("luar: partai politik")
    assert (invited("luar: partai politik"), audience.outsiders) == (set(), ("partai politik",))
    assert not audience.invites_panwascam


def test_an_empty_rule_invites_nobody() -> None:
    assert invited("") == set()


@pytest.mark.parametrize("term", TERMS)
def test_only_rules_that_reach_the_kecamatan_invite_panwascam(term: str) -> None:
    assert parse_audience(term).invites_panwascam is any(p.position not in OFFICE_POSITIONS for p in invited(term))


@pytest.mark.parametrize(
    ("rule", "term"),
    [
        ("komisioner + tamu", "tamu"),
        ("kordiv", "kordiv"),
        ("kordiv HP2H SDMO", "kordiv HP2H SDMO"),
        # No commissioner has a division of the office, nor the office one of the kecamatan: it would invite nobody.
        ("kordiv HPS", "kordiv HPS"),
        ("kantor PP-PS", "kantor PP-PS"),
        ("luar:", "luar:"),
        ("komisioner, camat", "camat"),
        ("anggota panwascam", "anggota panwascam"),
        (".", "."),
    ],
)
def test_a_term_outside_the_language_is_named(rule: str, term: str) -> None:
    with pytest.raises(UnknownAudience) as refused:
        parse_audience(rule)
    assert refused.value.term == term


@given(st.text(alphabet="kordivantlups: +.HP2ékepala", max_size=40) | st.text())
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    terms = [term.strip() for term in text.split("+") if term.strip()]
    try:
        audience = parse_audience(text)
    except UnknownAudience as refused:
        named = refused.term
    else:
        assert all(who and who == who.strip() for who in audience.outsiders)
        return
    assert any(named in term for term in terms)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("Panwaslu Kecamatan", "komisioner"),
        ("Ketua dan Anggota Panwascam", "komisioner"),
        ("komisioner, kepala sekretariat", "komisioner + kepala sekretariat"),
        ("Komisioner & Kasek", "komisioner + kepala sekretariat"),
        ("Ketua, Kasek dan Staf", "ketua + kepala sekretariat + staf sekretariat"),
        ("Koordinator Divisi SDMO Panwascam; Kordiv. PP-PS", "kordiv SDMO + kordiv PP-PS"),
        ("Panwaslu Kelurahan/Desa", "PKD"),
        ("komisioner, luar: camat, lurah dan ormas", "komisioner + luar: camat, lurah dan ormas"),
    ],
)
def test_an_audience_as_offices_write_it(written: str, rule: str) -> None:
    assert parse_audience(written) == parse_audience(rule)


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("komisioner", "Panwaslucam"),
        ("komisioner", "Panwascam"),
        ("komisioner", "komisioner panwascam"),
        ("komisioner", "komisioner Panwaslu Kecamatan"),
        ("komisioner", "ketua dan anggota"),
        ("komisioner", "ketua dan anggota Panwaslu Kecamatan"),
        ("komisioner", "ketua anggota Panwascam"),
        ("ketua", "ketua Panwascam"),
        ("ketua", "ketua Panwaslu Kecamatan"),
        ("kepala sekretariat", "kasek"),
        ("kepala sekretariat", "kepala sekretariat Panwascam"),
        ("kepala sekretariat", "kepala sekretariat Panwaslu Kecamatan"),
        ("kepala sekretariat", "kasek Panwascam"),
        ("staf sekretariat", "staf"),
        ("staf sekretariat", "staff"),
        ("staf sekretariat", "staff sekretariat"),
        ("staf sekretariat", "staf sekretariat Panwascam"),
        ("staf sekretariat", "staf Panwascam"),
        ("staf sekretariat", "staf sekretariat Panwaslu Kecamatan"),
        ("PKD", "Panwaslu Desa/Kelurahan"),
        ("PKD", "Panwaslu Desa"),
        ("PKD", "Panwaslu Kelurahan"),
        ("PKD", "Pengawas Kelurahan/Desa"),
        ("PKD", "Pengawas Desa/Kelurahan"),
        ("pimpinan", "pimpinan Bawaslu"),
        ("pimpinan", "pimpinan Bawaslu Kabupaten"),
        ("kordiv SDMO", "koordinator div. SDMO"),
        ("kordiv SDMO", "koord divisi SDMO"),
        ("kordiv SDMO", "kordiv SDMO Panwaslu Kecamatan"),
    ],
)
def test_each_group_as_offices_call_it(rule: str, written: str) -> None:
    assert parse_audience(written) == parse_audience(rule)


def test_a_term_as_long_as_a_sentence_is_no_slip_of_one() -> None:
    slip = "kepala sekretariat panwaslu kecamatam"
    for text, nearest in ((slip, "kepala sekretariat"), (f"{slip} {'x' * 43}", None), ("kordiv HPS", None)):
        assert UnknownAudience(text).nearest == nearest


@pytest.mark.parametrize(
    ("written", "nearest"), [("komisoner", "komisioner"), ("anggota panwascam", "komisioner"), ("bupati", None)]
)
def test_a_term_that_is_not_known_has_a_nearest(written: str, nearest: str | None) -> None:
    with pytest.raises(UnknownAudience) as refused:
        parse_audience(written)
    assert refused.value.nearest == nearest
