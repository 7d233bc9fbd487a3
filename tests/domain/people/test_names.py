"""Names of one person, however they are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people.names.alike import is_like_name, is_part_of_name, is_same_name
from bot.domain.people.names.keys import name_key
from bot.domain.people.names.written import is_no_name, names_in, shown_name

WORDS = st.sampled_from(
    ["Budi", "Siti", "Ma'ruf", "Nur", "Hayati", "Soeparno", "Sri", "M.", "Ali", "Al-Farizi", "Joko", "Renée", "Wahyuni"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
BEFORE = st.sampled_from(["", "H. ", "Hj. ", "Drs. H. ", "KH. ", "K.H. ", "Dr. Ir. ", "prof. dr. ", "dra. "])
BEHIND = st.sampled_from(["", ", S.H.", ", SH", ",S.Pd.,M.Pd", " S.Sos.", " S.Pd.I., M.H.", ", A.Md.Keb.", " S.E"])
CASES = st.sampled_from([str.upper, str.lower, str.title, str])
APOSTROPHES = st.sampled_from("'`\u2019\u2018\u00b4\u02bc")


@given(NAMES, BEFORE, BEHIND, CASES, APOSTROPHES, st.sampled_from(["", " ", "  "]))
def test_titles_case_signs_and_spaces_make_nobody_else(
    name: str, before: str, behind: str, cased: object, apostrophe: str, space: str
) -> None:
    assert callable(cased)
    spaced = name.replace(" ", f" {space}").replace("'", apostrophe).replace("-", " ").replace("é", "e\u0301")
    written = cased(f" {before}{spaced}{behind} ")
    assert is_same_name(name, written), (name, written)
    assert is_like_name(name, written)
    assert len(names_in(written)) == 1
    assert [name_key(one) for one in names_in(f"{written} / Citra dan Dewi, Eka")] == [
        name_key(name),
        *("citra", "dewi", "eka"),
    ]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Budi, Ma", ("Budi", "Ma")),
        ("Budi, MA", ("Budi, MA",)),
        ("Budi, Lc", ("Budi, Lc",)),
        ("Budi, spd", ("Budi, spd",)),
        ("Budi, S. Pd. I", ("Budi, S. Pd. I",)),
        ("Budi, Q.W.", ("Budi, Q.W.",)),
        ("Budi, A. Siti", ("Budi", "A. Siti")),
    ],
)
def test_what_is_a_degree_behind_a_comma(cell: str, names: tuple[str, ...]) -> None:
    assert names_in(cell) == names


@given(NAMES)
def test_spaces_between_names_tell_nothing(name: str) -> None:
    # Without initials: `M. M.` is a name, `M.M.` is a degree.
    assert is_same_name(name.replace(".", ""), name.replace(".", "").replace(" ", ""))


@given(NAMES, NAMES)
def test_it_is_the_same_whichever_is_asked_first(one: str, other: str) -> None:
    assert is_same_name(one, other) is is_same_name(other, one)
    assert is_like_name(one, other) is is_like_name(other, one)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_have_an_answer_and_the_same_key_is_the_same_name(one: str, other: str) -> None:
    assert is_same_name(one, one)
    assert is_like_name(one, other) is is_like_name(other, one)
    assert is_same_name(one, other) is (name_key(one) == name_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BUDI SANTOSO, S.H., M.H.", "Budi Santoso"),
        ("Drs. H. Agus Uji", "H. Agus Uji"),
        ("Dr.H.Agus Uji", "Agus  Uji"),
        ("H.Agus Uji S.Pd.I", "Agus Uji"),
        ("Agus Uji S. Pd. I", "Agus Uji"),
        ("Agus Uji A. Md.", "AGUS UJI"),
        ("Agus SH", "AGUS"),
        ("AGUS SH, MH", "Agus"),
        ("K. H. Agus", "Agus"),
        ("Ir. Agus MT", "Agus"),
        ("Prof. Dr. Ir. H. Agus, M.Si., Ph.D.", "agus"),
        ("Hj Siti Aminah, A.Md.Keb", "Siti Aminah"),
        ("Haji Agus", "Agus"),
        ("Bpk. Agus", "Agus"),
        ("Dr (c) Agus", "Agus"),
        ("Agus Uji,SE.", "Agus Uji"),
        ("Agus ST", "Agus"),
        ("Agus Uji MA", "Agus Uji"),
        ("Ny. Siti", "Siti"),
        ("AGUS UJI , S.STP", "Agus Uji"),
        ("Ma\u2019ruf", "Maruf"),
        ("Bu\u200bdi Uji", "Budi\u00a0Uji"),
    ],
)
def test_titles_as_offices_write_them_make_nobody_else(one: str, other: str) -> None:
    assert is_same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siti Se", "Siti"),
        ("Budi Mei", "Budi"),
        ("M. Ali", "Ali"),
        ("Irma", "Ma"),
        ("Hari Uji", "Ari Uji"),
        ("S.H.", "M.H."),
        ("I Gede Uji", "Gede Uji"),
        ("Agus Uji Ma", "Agus Uji"),
        ("Drajat", "Jat"),
        ("Prof", "Dr"),
        ("Hendra", "Endra"),
    ],
)
def test_what_only_looks_like_a_title_belongs_to_the_name(one: str, other: str) -> None:
    assert not is_same_name(one, other)


@pytest.mark.parametrize(
    ("part", "name", "found"),
    [
        ("maruf", "Drs. Ma'ruf Hidayat, S.H.", True),
        ("Budi Santoso, M.H.", "BUDI SANTOSO, S.H.", True),
        ("hidayat", "Ma'ruf Hidayat", True),
        ("Siti", "Ma'ruf Hidayat", False),
        ("%", "Budi", False),
        ("", "Budi", False),
        ("s.h", "Budi, S.H.", True),
        ("<b>", "Budi", False),
        ("b", "Budi", False),
        ("<nama>", "Nama Uji", False),
    ],
)
def test_somebody_is_found_by_a_part_of_the_name(part: str, name: str, found: bool) -> None:
    assert is_part_of_name(part, name) is found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budi", "Budi Santoso, S.H."),
        ("M. Ali", "Muhammad Ali"),
        ("Soeparno", "Suparno"),
        ("Soesoeno Djodjon Tjitjik", "Susuno Jojon Cicik"),
        ("Sri Wahyuni", "Sri Wahjuni"),
        ("Dwi Hartanto", "Dwi Hartono"),
        # A word of two letters is no initial.
        ("Al M.", "Al Muhammad"),
        ("Nu", "Budi Nu Santoso"),
    ],
)
def test_what_may_be_a_correction(one: str, other: str) -> None:
    assert not is_same_name(one, other)
    assert is_like_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budi", "Joko"),
        ("Endah Wijaya, S.Sos.", "Orang Lain Sama Sekali"),
        ("Siti", "Rina"),
        ("S.H.", "M.H."),
        ("Hari Maulana", "Hari Basuki"),
        ("M. A.", "Muhammad Ali"),
        ("Nur Aini", "Nur Hayati"),
        ("", "Budi"),
    ],
)
def test_who_is_somebody_else(one: str, other: str) -> None:
    assert not is_like_name(one, other)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Siti  Aminah\n", "Siti Aminah"),
        ("\u202eitiS\u202c", "itiS"),
        ("\u2067Agus\u2069", "Agus"),
        ("\u200b\u200e\ufeff", ""),
        ("\u202e", ""),
        ("\u3164\u2800 \u00ad", ""),
        ("\u0007", ""),
        ("", ""),
        ("A", "A"),
        ("\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u062f"),
        ("Ma\u2019ruf", "Ma\u2019ruf"),
    ],
)
def test_of_a_typed_name_something_is_seen_and_nothing_turns_the_line_around(typed: str, shown: str) -> None:
    assert shown_name(typed) == shown


@pytest.mark.parametrize(
    "written",
    [
        "Prof. Drs. Dra. Drg. Drh. Dr. Ir. Kh. Hj. H. Agus",
        "K.H. Haji Hajjah Apt. Ns. Agus",
        "Ust. Ustadz Ustaz Ustadzah Kyai Kiai Agus",
        "Yth. Bpk. Bapak Pak Ibu Bu Sdr. Sdri. Tn. Ny. Agus",
        "Agus S.H. S.E. S.S. S.T. S.P. S.Sos. S.Sos.I. S.Pd. S.Pd.I. S.Pd.K. S.Pd.SD. S.Pd.AUD. S.Pd.Kor. S.Ag.",
        "Agus S.AP. S.IP. S.Kom. S.Kom.I. S.I.Kom. S.KM. S.Kep. S.Gz. S.Ked. S.Keb. S.Farm. S.Fil. S.Fil.I.",
        "Agus S.Psi. S.Pt. S.PI. S.TP. S.Th. S.Th.I. S.Si. S.Sn. S.HI. S.Hum. S.Hut. S.EI. S.E.Sy. S.Sy. S.STP.",
        "Agus S.ST. S.Ak. S.Akun. S.AB. S.M. S.MS. S.Par. S.DS. S.Tr.I. S.Tr.IP. S.Tr.Ak. S.Tr.Keb. S.Tr.Kep.",
        "Agus S.Tr.Kes. S.Tr.Kom. S.Tr.T. S.Tr.Sos. S.UD. S.US. S.Phil. B.A. B.Sc. L.C. A.Ma. A.Ma.Pd. A.Ma.Pust.",
        "Agus A.Md. A.Md.AK. A.Md.Keb. A.Md.Kep. A.Md.Kom. A.Md.T. A.Md.I. A.MK. A.M.Keb. A.M.KL. M.H. M.M. M.T.",
        "Agus M.P. M.A. M.B.A. M.P.A. M.Pd. M.Pd.I. M.Pd.K. M.Ag. M.AP. M.IP. M.Kom. M.I.Kom. M.Kes. M.Kep. M.Kn.",
        "Agus M.Si. M.Sn. M.Sc. M.Sos. M.Psi. M.HI. M.Hum. M.EI. M.Th. M.Ak. M.Ec. M.Eng. M.Ed. M.SA. M.Farm.",
        "Agus M.Fil. M.PI. M.Tr. M.Tr.IP. M.STP. LL.M. Ph.D. C.PM. C.ME. C.Med. C.LA.",
    ],
)
def test_every_title_is_passed_over_however_many_there_are(written: str) -> None:
    assert name_key(written) == "agus"


_NAMES_TOO = """
    Sos Sap Sag Sei Sm Sms Sab Sak Sus Sud Spi Ba Ma Lc Ama Amd Map Mag Mei Mak Mec Med Meng Mpi Msa Cla Cme Se Ss St
"""


@pytest.mark.parametrize(
    "name",
    _NAMES_TOO.split(),
)
def test_a_title_that_is_a_name_too_is_one_in_small_letters_and_none_in_capitals(name: str) -> None:
    assert name_key(f"Budi {name}") == f"budi{name.lower()}"
    assert name_key(f"Budi {name.upper()}") == "budi"
    # Where all is in capitals these tell nothing.
    assert name_key(f"BUDI {name.upper()}") == f"budi{name.lower()}"
    assert name_key(f"Budi Uji {name}") == ("budiuji" if name in {"Se", "Ss", "St"} else f"budiuji{name.lower()}")


_GONE = """
    alm; almarhum; almarhumah; meninggal; wafat; mengundurkan diri; undur diri; mundur; pindah; diganti; digantikan; diberhentikan
    dinonaktifkan; dimutasi; berhenti; mutasi; non aktif; non-aktif; nonaktif; tidak aktif; purna tugas; pensiun; mantan; eks; calon; cadangan
"""


@pytest.mark.parametrize("remark", [one.strip() for one in re.split(r"[;\n]", _GONE) if one.strip()])
@pytest.mark.parametrize(
    "written", ["Agus Uji ({})", "Agus Uji [Sudah {}]", "Agus Uji, {}", "Agus Uji - telah {}", "Agus/{}"]
)
def test_a_name_with_a_remark_that_says_more_is_none(remark: str, written: str) -> None:
    assert is_no_name(written.format(remark))
    assert not is_no_name(written.format(f"{remark}x"))
    # Without a sign before it the word is a name of somebody.
    assert not is_no_name(f"Agus {remark}")


@pytest.mark.parametrize(("old", "new"), [("Soeoed", "Suud"), ("Djodjo Dja", "Jojo Ja"), ("Tjitji Tjo", "Cici Co")])
def test_each_old_spelling_is_the_new_one(old: str, new: str) -> None:
    assert is_like_name(old, new)


@pytest.mark.parametrize("bullet", " ,-\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u00b7*")
def test_a_bullet_is_no_part_of_a_name(bullet: str) -> None:
    assert names_in(f"{bullet}Siti\n{bullet} Budi") == ("Siti", "Budi")
