"""Kecamatan by name: exact before nearly so, and never a guess between two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.office.districts import DistrictNames, exact_key

BLITAR = DistrictNames(["Wonodadi", "Gandusari", "Kecapi", "Ma'rang"])
TWINS = DistrictNames(["Kotabaru", "Kota Baru", "Pulau Laut Utara"])
NAMES = st.lists(st.text("ab ' .", min_size=1, max_size=6).filter(str.strip), max_size=6, unique_by=exact_key).map(
    DistrictNames
)


@pytest.mark.parametrize(
    "written", ["Gandusari", "gandu sari", "KECAMATAN GANDUSARI", "Kec. Gandusari", "kec.Gandusari", "Kec  Gandusari"]
)
def test_a_kecamatan_is_known_however_it_is_written(written: str) -> None:
    assert BLITAR.meant(written) == ("Gandusari",)


@pytest.mark.parametrize("written", ["Ma'rang", "Ma’rang", "marang", "MA`RANG"])
def test_an_apostrophe_is_an_apostrophe(written: str) -> None:
    assert BLITAR.meant(written) == ("Ma'rang",)


def test_a_name_that_only_begins_like_the_word_is_kept() -> None:
    assert BLITAR.meant("Kecapi") == ("Kecapi",)
    assert DistrictNames(["Kecamatan Kota", "Kota"]).meant("Kecamatan Kota") == ("Kecamatan Kota",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Kota Baru", ("Kota Baru",)),
        ("KOTABARU", ("Kotabaru",)),
        ("kec. kota  baru", ("Kota Baru",)),
        ("Kota-Baru", ("Kotabaru", "Kota Baru")),
        ("Ko ta baru", ("Kotabaru", "Kota Baru")),
        ("Kota Lama", ()),
    ],
)
def test_names_that_differ_only_in_spaces_stay_two(written: str, meant: tuple[str, ...]) -> None:
    assert TWINS.meant(written) == meant


def test_the_beginning_of_a_name_is_enough_where_it_is_asked_for() -> None:
    assert TWINS.beginning("pulau") == ("Pulau Laut Utara",)
    assert TWINS.beginning("kota") == ("Kotabaru", "Kota Baru")
    assert TWINS.beginning("kota baru") == ("Kota Baru",)
    assert TWINS.beginning("'") == ()


def test_a_slip_is_known_for_what_it_is() -> None:
    assert BLITAR.closest("Wonodady") == "Wonodadi"
    assert BLITAR.closest("Kepanjen") is None
    assert DistrictNames([]).closest("Wonodadi") is None


@given(NAMES)
def test_every_name_means_itself(names: DistrictNames) -> None:
    for name in names.names:
        assert names.meant(name) == (name,)


CODED = DistrictNames(["Garum", "Talun", "Ma'rang"], {"35.05.07": "Garum", "35.05.08": "Talun", "35.05.09": "Ma'rang"})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("35.05.07", ("Garum",)),
        ("350507", ("Garum",)),
        ("Kec. 35.05.07", ("Garum",)),
        ("Kode 35.05.08", ("Talun",)),
        ("35.05.08 Talun", ("Talun",)),
        ("35.05.09 - Kecamatan Ma'rang", ("Ma'rang",)),
        ("Garum (350507)", ("Garum",)),
        # Of another office, of a desa, of another numbering, and of another name.
        ("35.06.07", ()),
        ("35.05.07.2001", ()),
        ("3505070", ()),
        ("35.05.07 Talun", ()),
        ("07", ()),
        ("Garum", ("Garum",)),
    ],
)
def test_a_kecamatan_is_known_by_its_code_too(written: str, meant: tuple[str, ...]) -> None:
    assert CODED.meant(written) == meant


def test_where_no_codes_are_known_a_code_is_no_name() -> None:
    assert BLITAR.meant("35.05.07") == ()


@pytest.mark.parametrize(
    ("written", "key", "values"),
    [
        (" Kepanjen ", "refused-unknown-district", {"name": "Kepanjen"}),
        ("Wonodady", "refused-unknown-district-slip", {"name": "Wonodady", "meant": "Wonodadi"}),
        ("x" * 41, "refused-unknown-district", {"name": "x" * 40}),
    ],
)
def test_what_is_no_kecamatan_is_refused_with_what_it_may_be(written: str, key: str, values: dict[str, str]) -> None:
    refusal = BLITAR.unknown(written)
    assert (refusal.key, refusal.values) == (key, values)


def test_half_of_a_name_is_like_it_where_the_nearest_is_wanted() -> None:
    assert (BLITAR.nearest("Wonorejo"), BLITAR.closest("Wonorejo")) == ("Wonodadi", None)
    assert BLITAR.nearest("Zzz") is None
