"""An office's fields: kept as they are meant, or refused by name; no two series of papers print one number."""

from __future__ import annotations

import base64
from itertools import product

import pytest

from bot.domain.office.offices import BadOffice, check_code, check_office, kept_logo, read_classifications
from bot.domain.papers.facts import Stationery
from bot.domain.papers.numbers import DEFAULT_PATTERN
from bot.domain.vocabulary import OFFICE_DIVISIONS, Division
from tests.documents.samples import DATED


def stationery(pattern: str = "", codes: str = "", code: str = "") -> Stationery:
    kept = check_office({"letter_pattern": pattern, "classifications": codes, "letter_code": code})
    return Stationery(
        code=kept["letter_code"],
        classifications=read_classifications(kept["classifications"]),
        pattern=kept["letter_pattern"] or DEFAULT_PATTERN,
    )


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("name", " ", "name"),
        ("name", "x" * 121, "long"),
        ("timezone", "WIBB", "zone"),
        ("timezone", "", "zone"),
        ("timezone", "GMT", "zone"),
        ("timezone", "UTC", "zone"),
        ("timezone", "WIT A", "zone"),
        ("timezone", "../etc/passwd", "zone"),
        ("address", "x" * 301, "long"),
        ("letter_pattern", "{urut}/{bulan}", "pattern"),
        ("letter_pattern", "{urut}/{tahun}/{0}", "pattern"),
        ("classifications", "SDMO", "classification"),
        ("classifications", "SDMO=KP, XYZ=1", "classification"),
        ("classifications", f"SDMO={'9' * 31}", "classification"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(field: str, value: str, reason: str) -> None:
    with pytest.raises(BadOffice) as refused:
        check_office({field: value})
    assert (refused.value.field, refused.value.reason) == (field, reason)


@pytest.mark.parametrize("code", ["", "63", "63.1", "63.100", "63.10.01", "ab.cd"])
def test_a_code_is_one_of_a_kabupaten_or_kota(code: str) -> None:
    assert check_code("63.10") == "63.10"
    with pytest.raises(BadOffice):
        check_code(code)


def test_what_is_meant_is_kept() -> None:
    given = {"name": " Bawaslu  Kota X ", "timezone": "wita", "classifications": " HPS = HK.02,SDMO=KP ", "seat": ""}
    assert check_office(given) == {
        "name": "Bawaslu Kota X",
        "timezone": "Asia/Makassar",
        "classifications": "HPS=HK.02, SDMO=KP",
        "seat": "",
    }


@pytest.mark.parametrize("pattern", ["", "{urut}/{tahun}", "{urut:03d}-{klasifikasi}-{bulan_romawi}-{tahun}"])
@pytest.mark.parametrize("codes", ["", "SDMO=KP.04, HPS=KP.04", "PPDI=PP.00", "SDMO=PM.01, LHP=PM.01/JI-05"])
def test_papers_of_different_series_never_print_the_same_number(pattern: str, codes: str) -> None:
    office = stationery(pattern, codes)
    series = [of(division) for division in OFFICE_DIVISIONS for of in (office.letter_series, office.certificate_series)]
    series.append(office.supervision_series())
    printed = {name: office.number(7, name, DATED) for name in series}
    for one, two in product(series, repeat=2):
        assert (one == two) == (printed[one] == printed[two])


def test_a_code_of_the_archive_stands_for_the_division() -> None:
    office = stationery(codes=" HPS = HK.02 ", code="K.JI-05")
    assert office.number(5, office.letter_series(Division.HPS), DATED) == "005/HK.02/K.JI-05/10/2023"
    assert office.number(5, office.letter_series(Division.SDMO), DATED) == "005/SDMO/K.JI-05/10/2023"
    assert office.number(5, office.certificate_series(Division.HPS), DATED) == "005/SERT/HK.02/K.JI-05/10/2023"


@pytest.mark.parametrize(
    ("codes", "code", "pattern", "number"),
    [
        ("", "", "", "012/LHP/PM.01.02/10/2023"),
        ("", "K.JI-05", "", "012/LHP/PM.01.02/K.JI-05/10/2023"),
        ("LHP=PM.01.03", "K.JI-05", "", "012/LHP/PM.01.03/K.JI-05/10/2023"),
        ("LHP=PM.01.03/JI-05", "K.JI-05", "", "012/LHP/PM.01.03/JI-05/10/2023"),
        ("LHP=PM.01.03/", "K.JI-05", "", "012/LHP/PM.01.03/10/2023"),
        ("LHP=PM.01.03/JI-05", "K.JI-05", "{urut}/{klasifikasi}/{kantor}/{tahun}", "12/LHP/PM.01.03/JI-05/2023"),
        ("LHP=PM.01.03/JI-05", "K.JI-05", "{urut}/{kantor}/{tahun}", "12/K.JI-05/2023"),
    ],
)
def test_a_laporan_hasil_pengawasan_has_the_offices_classification_and_code(
    codes: str, code: str, pattern: str, number: str
) -> None:
    office = stationery(pattern, codes, code)
    assert office.number(12, office.supervision_series(), DATED) == number
    # Another code of the office is no other series: what was counted goes on.
    assert office.supervision_series() == stationery(pattern, codes.partition("/")[0], "K.JI-06").supervision_series()
    # Letters keep theirs.
    of_letter = office.number(5, office.letter_series(Division.HPS), DATED)
    assert of_letter == stationery(pattern, "", code).number(5, office.letter_series(Division.HPS), DATED)


@pytest.mark.parametrize(
    ("said", "zone"), [("WIB", "Asia/Jakarta"), ("wita", "Asia/Makassar"), ("WIT", "Asia/Jayapura")]
)
def test_a_zone_is_said_as_people_say_it(said: str, zone: str) -> None:
    assert check_office({"timezone": said})["timezone"] == zone


@pytest.mark.parametrize(("field", "most"), [("name", 120), ("seat", 80), ("letter_code", 30), ("address", 300)])
def test_a_field_takes_so_much_and_no_more(field: str, most: int) -> None:
    assert check_office({field: "x" * most})[field] == "x" * most
    with pytest.raises(BadOffice):
        check_office({field: "x" * (most + 1)})


def test_classifications_are_of_one_letter_to_thirty() -> None:
    assert read_classifications(f"SDMO=K, HPS={'9' * 30},") == {Division.SDMO: "K", Division.HPS: "9" * 30}
    with pytest.raises(BadOffice):
        read_classifications("SDMO=")


@pytest.mark.parametrize("begins", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"])
def test_a_logo_is_a_picture_of_at_most_two_hundred_kilobytes(begins: bytes) -> None:
    file = begins.ljust(200_000, b"x")
    assert kept_logo(file) == base64.b64encode(file).decode()
    with pytest.raises(BadOffice) as refused:
        kept_logo(file + b"x")
    assert (refused.value.field, refused.value.reason, refused.value.values) == (
        "logo",
        "logo-large",
        {"given": "", "size": 201, "most": 200},
    )
    with pytest.raises(BadOffice) as refused:
        kept_logo(b"x" + file[1:])
    assert (refused.value.field, refused.value.reason) == ("logo", "logo")
