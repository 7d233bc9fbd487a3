"""Positions as offices write them, and the nearest of what is not known."""

from __future__ import annotations

import re

import pytest

from bot.domain.office.districts import DistrictNames
from bot.domain.vocabulary import Division, Position
from bot.domain.words.positions import PositionRead, read_position
from bot.domain.words.unknown import UnknownWord

CHAIR, MEMBER, HEAD, STAFF, VILLAGE = (
    Position.DISTRICT_CHAIR,
    Position.DISTRICT_MEMBER,
    Position.SECRETARIAT_HEAD,
    Position.SECRETARIAT_STAFF,
    Position.VILLAGE_SUPERVISOR,
)


@pytest.mark.parametrize(
    ("written", "position", "division", "place"),
    [
        ("Ketua", CHAIR, None, ""),
        ("KETUA PANWASLUCAM", CHAIR, None, ""),
        ("Ketua Panwaslu Kecamatan Wonodadi", CHAIR, None, "wonodadi"),
        ("Ketua Panwaslu Kec. Wonodadi Kab. Blitar", CHAIR, None, "wonodadi"),
        ("Ketua Panwascam Kecamatan Wonodadi", CHAIR, None, "wonodadi"),
        ("Ketua merangkap Anggota", CHAIR, None, ""),
        ("Ketua/Kordiv SDMO", CHAIR, Division.SDMO, ""),
        ("Anggota", MEMBER, None, ""),
        ("Anggota Panwaslu Kecamatan", MEMBER, None, ""),
        ("Anggota / Kordiv. PP-PS", MEMBER, Division.PPPS, ""),
        ("Koordinator Divisi Hukum, Pencegahan, Parmas dan Humas", MEMBER, Division.HP2H, ""),
        ("Kepala Sekretariat Panwascam", HEAD, None, ""),
        ("Kasek", HEAD, None, ""),
        ("Ka. Sekretariat", HEAD, None, ""),
        ("Staff Sekretariat Panwascam", STAFF, None, ""),
        ("Staf", STAFF, None, ""),
        ("Staf Pelaksana Teknis", STAFF, None, ""),
        ("Pelaksana Teknis (Non PNS)", STAFF, None, ""),
        ("Staf Pendukung", STAFF, None, ""),
        ("Staff PNS", STAFF, None, ""),
        ("Staf Pelaksana Bawaslu", Position.OFFICE_STAFF, None, ""),
        ("PKD Desa Pikatan", VILLAGE, None, ""),
        ("Panwaslu Kelurahan/Desa", VILLAGE, None, ""),
        ("Pengawas Kelurahan / Desa Pikatan", VILLAGE, None, ""),
        ("Ketua Bawaslu Kabupaten Blitar", Position.OFFICE_CHAIR, None, ""),
        ("Kordiv SDMO Bawaslu", Position.OFFICE_HEAD, Division.SDMO, ""),
        ("Staf Sekretariat Bawaslu", Position.OFFICE_STAFF, None, ""),
    ],
)
def test_positions(written: str, position: Position, division: Division | None, place: str) -> None:
    read = read_position(written, in_district=True)
    assert (read.position, read.division, read.place) == (position, division, place)


@pytest.mark.parametrize(
    ("written", "in_district", "in_office"),
    [
        # Who says whose they are is that wherever they are written.
        ("Kordiv SDMO Bawaslu", *[PositionRead(Position.OFFICE_HEAD, Division.SDMO)] * 2),
        ("Ketua merangkap Kordiv SDMO", *[PositionRead(CHAIR, Division.SDMO)] * 2),
        ("Anggota Panwascam / Kordiv PP-PS", *[PositionRead(MEMBER, Division.PPPS)] * 2),
        ("Ketua Panwascam", *[PositionRead(CHAIR)] * 2),
        ("Anggota Panwascam", *[PositionRead(MEMBER)] * 2),
        ("Staf Sekretariat", *[PositionRead(STAFF)] * 2),
        ("Staf Panwascam", *[PositionRead(STAFF)] * 2),
        ("Kasek", *[PositionRead(HEAD)] * 2),
        ("PKD", *[PositionRead(VILLAGE)] * 2),
        ("Ketua Bawaslu", *[PositionRead(Position.OFFICE_CHAIR)] * 2),
        # These may be of either: in a kecamatan they are its own, of the office they are not read.
        ("Kordiv SDMO", PositionRead(MEMBER, Division.SDMO), None),
        ("Ketua", PositionRead(CHAIR), None),
        ("Anggota", PositionRead(MEMBER), None),
        ("Staf", PositionRead(STAFF), None),
        # Divisions that only the office has, and such as nobody has.
        ("Kordiv HPS Bawaslu", *[PositionRead(Position.OFFICE_HEAD, Division.HPS)] * 2),
        ("Kordiv HPS", None, None),
        ("Anggota / Kordiv HPS", None, None),
        ("Kordiv Parkir", None, None),
    ],
)
def test_whose_a_position_is(written: str, in_district: PositionRead | None, in_office: PositionRead | None) -> None:
    for place, expected in ((True, in_district), (False, in_office)):
        try:
            found = read_position(written, in_district=place)
        except UnknownWord:
            found = None
        assert found == expected


@pytest.mark.parametrize("position", Position)
@pytest.mark.parametrize("in_district", [True, False])
def test_every_position_is_read_as_it_is_written(position: Position, in_district: bool) -> None:
    assert read_position(position.value, in_district=in_district).position is position


@pytest.mark.parametrize(
    ("written", "in_district", "nearest"),
    [
        ("Ketua", False, "Ketua Bawaslu"),
        ("Ketuaa Panwascam", True, "Ketua Panwascam"),
        ("Kasekk", True, "Kasek"),
        ("Koordinator Sekretariat", True, "Kepala Sekretariat"),
        ("Juru Kunci", True, None),
        ("PKD cadangan", True, None),
        ("PKD Desa Pikatan (mengundurkan diri)", True, None),
        ("Panwaslu Kelurahan/Desa non aktif", True, None),
        ("Kordiv HPS", True, "Kordiv Bawaslu"),
        ("x" * 5_000, True, None),
    ],
)
def test_a_position_that_is_not_known_has_a_nearest(written: str, in_district: bool, nearest: str | None) -> None:
    with pytest.raises(UnknownWord) as unknown:
        read_position(written, in_district=in_district)
    assert unknown.value.nearest == nearest


@pytest.mark.parametrize(
    "written",
    [
        "Kec. Kesamben",
        "KEC.KESAMBEN",
        "Panwaslu Kecamatan Kesamben",
        "01. Kesamben",
        "1) Kec Kesamben",
        "(3) Kesamben",
        "Panwascam Kesamben",
        "Panwaslucam Kesamben",
        "Kesamben, Kab. Blitar",
        "Kecamatan: Kesamben",
        "Kecamatan Kesamben Kabupaten Blitar",
    ],
)
def test_kecamatan_with_what_stands_before_and_behind(written: str) -> None:
    assert DistrictNames(["Kota Baru", "Kesamben", "Kotabaru"]).meant(written) == ("Kesamben",)


@pytest.mark.parametrize(
    "written",
    [
        "Panwaslu Kelurahan Desa",
        "Pengawas Desa/Kelurahan",
        "Panwas Kel/Desa",
        "Pengawas Pemilu Desa/Kel",
        "Panwas Desa",
        "Panwaslu Kelurahan",
        "Pengawas Kel",
    ],
)
def test_every_way_to_write_a_supervisor_of_a_village(written: str) -> None:
    assert read_position(written, in_district=True) == PositionRead(VILLAGE)


@pytest.mark.parametrize(
    "body",
    ["Panwaslu Kecamatan", "Panwas Kecamatan", "Panwaslu Kec", "Panwas Kec", "Panwaslucam", "Panwaslih Kecamatan"],
)
def test_every_name_of_the_body_in_a_kecamatan(body: str) -> None:
    assert read_position(f"Ketua {body} Kesamben Kota Blitar", in_district=False) == PositionRead(
        CHAIR, None, "kesamben"
    )


@pytest.mark.parametrize(
    ("ways", "read"),
    [
        (
            "Kasek; Ka. Sekretariat; Kep. Sekretariat; Kasekretariat; Kepala Sekertariat; Kepala Sekretariat",
            PositionRead(HEAD),
        ),
        ("Staf; Staff; Staf Sekretariat; Staff Sekertariat", PositionRead(STAFF)),
        ("Komisioner; Anggota; Anggota Panwascam", PositionRead(MEMBER)),
        (
            "Kordiv HP2H; Koordinator Divisi HP2H; Koord. Divisi HP2H; Koordinator Div. HP2H; Koord. Div. HP2H",
            PositionRead(MEMBER, Division.HP2H),
        ),
        ("Koordiv HP2H; Kor. Div. HP2H; Kordivisi HP2H", PositionRead(MEMBER, Division.HP2H)),
    ],
)
def test_every_way_to_write_a_position(ways: str, read: PositionRead) -> None:
    assert {one: read_position(one, in_district=True) for one in ways.split("; ")} == dict.fromkeys(
        ways.split("; "), read
    )


@pytest.mark.parametrize(
    "written", ["Ketua Anggota", "Staf Komisioner", "Kasek PKD", "Ketua kordiv", "Anggota Bawaslu", "PKD Panwascam"]
)
def test_two_positions_are_none(written: str) -> None:
    with pytest.raises(UnknownWord):
        read_position(written, in_district=True)


@pytest.mark.parametrize(
    "words",
    [
        "Bendahara",
        "Bendahara Pengeluaran Pembantu",
        "BPP",
        "Staf Teknis",
        "Staf Teknis Non ASN",
        "Pengemudi",
        "Sopir",
        "Operator",
        "Operator Siwaslu",
        "Staf Keuangan",
        "Tenaga Keamanan",
        "Pramubakti",
        "Staf PPNPN",
    ],
)
def test_who_works_in_a_secretariat_is_of_its_staff(words: str) -> None:
    assert read_position(words, in_district=True) == PositionRead(Position.SECRETARIAT_STAFF)
    assert read_position(f"{words} Bawaslu", in_district=False) == PositionRead(Position.OFFICE_STAFF)
    assert read_position(f"{words} Kecamatan Garum", in_district=True).place == "garum"
    for no_more in ("Mantan", "Calon"):
        with pytest.raises(UnknownWord):
            read_position(f"{no_more} {words}", in_district=True)


@pytest.mark.parametrize("words", ["Kepala Sekretariat merangkap Bendahara", "Ketua Bendahara", "Bendahara Ketua"])
def test_two_positions_in_one_cell_are_none(words: str) -> None:
    with pytest.raises(UnknownWord):
        read_position(words, in_district=True)


_NO_MORE = """
    cadangan calon mantan eks bekas purna non nonaktif mundur mengundurkan berhenti diberhentikan diganti alm almarhum almarhumah wafat
    meninggal pensiun kosong bukan tidak belum
"""


@pytest.mark.parametrize("word", _NO_MORE.split())
def test_who_is_not_in_a_position_or_no_more_has_none(word: str) -> None:
    with pytest.raises(UnknownWord):
        read_position(f"PKD {word}", in_district=True)
    assert read_position(f"PKD {word}x", in_district=True) == PositionRead(VILLAGE)


_OF_SECRETARIAT = """
    pelaksana; staf pelaksana; pegawai pelaksana teknis; tenaga teknis; tenaga pendukung; administrasi; teknis non PNS; pendukung PPNPN
    staf PNS; staf non ASN; bendahara; bendahara pengeluaran; bendahara penerimaan; bendahara pembantu; BPP; juru bayar; operator
    operator komputer; operator data; operator siwaslu; operator IT; petugas operator; pengemudi; sopir; somir; supir; driver; pramubakti
    pramu bakti; pramukantor; pramu kantor; satpam; keamanan; kebersihan; petugas kebersihan; cleaning service; office boy
    pengadministrasi; pengadministrasi umum; pengadministrasi keuangan; administrator; staf umum dan keuangan; staf keuangan dan umum
    staf keuangan; staf umum; staf hukum; staf IT; staf pengawasan; staf humas; staf PPNPN; tenaga honorer; pegawai honorer
    staf sekretariat PNS; staf sekretariat PPNPN; staf sekretariat PPPK; staf sekretariat non ASN; staf sekretariat non PNS
    staf sekretariat sekretariat; staf sekertariat
"""


@pytest.mark.parametrize("words", [one.strip() for one in re.split(r"[;\n]", _OF_SECRETARIAT) if one.strip()])
def test_every_work_in_a_secretariat_is_of_its_staff(words: str) -> None:
    assert read_position(words.title(), in_district=True) == PositionRead(STAFF)


@pytest.mark.parametrize("who", ["Panwaslu", "Pengawas", "Panwas", "Pengawas Pemilu"])
@pytest.mark.parametrize(
    "where", ["Kelurahan/Desa", "Desa/Kelurahan", "Kel/Desa", "Desa/Kel", "Desa", "Kelurahan", "Kel."]
)
def test_whoever_watches_a_village_is_its_supervisor(who: str, where: str) -> None:
    assert read_position(f"{who} {where}", in_district=True) == PositionRead(VILLAGE)
