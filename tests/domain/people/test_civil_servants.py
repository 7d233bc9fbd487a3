"""NIP as offices type them: 18 figures, or what a spreadsheet has left of these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people.civil_servants import NipProblem, read_nip, shown_nip

NIP = "198001012005011003"


@pytest.mark.parametrize(
    "written",
    [
        NIP,
        "19800101 200501 1 003",
        "NIP. 19800101 200501 1 003",
        "'198001012005011003",
        "19800101.200501.1.003",
        "nip:198001012005011003",
        "NI PPPK 198001012005011003",
        "NIPPPK: 198001012005011003",
        "NIPPPPK 198001012005011003",
    ],
)
def test_a_nip_is_read_however_it_is_parted(written: str) -> None:
    assert read_nip(written) == NIP
    assert shown_nip(NIP) == "19800101 200501 1 003"


def test_nobody_who_serves_was_born_before_1900() -> None:
    assert read_nip("190001012005011003") == "190001012005011003"


def test_of_a_pppk_21_stands_for_the_month() -> None:
    assert read_nip("19850505 202321 2 001") == "198505052023212001"


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "-",
            "–",
            "Non PNS",
            "non ASN",
            "bukan PNS",
            "Bukan ASN",
            "PPNPN",
            "honorer",
            "tidak ada",
            "Belum ada",
            "Nihil",
        ),
        *("tidak punya", "NIP. -"),
    ],
)
def test_who_has_none_has_none(written: str) -> None:
    assert read_nip(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.98E+17", "nip-excel"),
        ("1,98001E+17", "nip-excel"),
        ("198001012005011000", "nip-excel"),
        ("19800101200501100", "nip-length"),
        ("1980010120050110031", "nip-length"),
        ("3505070101800001", "nip-length"),
        ("198013012005011003", "nip-form"),
        ("198002302005011003", "nip-form"),
        ("198002312005011003", "nip-form"),
        ("198004312005011003", "nip-form"),
        ("189912312005011003", "nip-form"),
        ("198001012005013003", "nip-form"),
        ("198001010005011003", "nip-form"),
        ("19800101 200501 1 OO3", "nip-letters"),
        ("Budi", "nip-letters"),
    ],
)
def test_what_is_no_nip_is_named(written: str, code: str) -> None:
    with pytest.raises(NipProblem) as found:
        read_nip(written)
    assert found.value.code == code


@given(st.text(max_size=30) | st.integers(0, 10**19).map(str))
def test_what_is_read_is_eighteen_figures_of_the_text(written: str) -> None:
    try:
        found = read_nip(written)
    except NipProblem:
        return
    assert found is None or (len(found) == 18 and found.isdecimal())
