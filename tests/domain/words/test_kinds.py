"""Kinds of activities as offices write them."""

from __future__ import annotations

import pytest

from bot.domain.vocabulary import ActivityKind
from bot.domain.words.kinds import read_kind
from bot.domain.words.unknown import UnknownWord


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Rapat Koordinasi", ActivityKind.RAKOR),
        ("RAKOR", ActivityKind.RAKOR),
        ("Rakor (Rapat Koordinasi)", ActivityKind.RAKOR),
        ("Bimbingan Teknis", ActivityKind.BIMTEK),
        ("Rapat Evaluasi", ActivityKind.RAPAT),
        ("Lain-lain", ActivityKind.LAINNYA),
    ],
)
def test_kinds(written: str, kind: ActivityKind) -> None:
    assert read_kind(written) is kind


@pytest.mark.parametrize(
    ("written", "nearest"), [("rapat koordinas", "rapat koordinasi"), ("Rakor & Seminar", None), ("FGD", None)]
)
def test_a_kind_that_is_not_known_has_a_nearest(written: str, nearest: str | None) -> None:
    with pytest.raises(UnknownWord) as unknown:
        read_kind(written)
    assert unknown.value.nearest == nearest


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Pelaporan", ActivityKind.LAPORAN),
        ("Penyusunan Laporan", ActivityKind.LAPORAN),
        ("Pembuatan Laporan", ActivityKind.LAPORAN),
        ("Monitoring dan Supervisi", ActivityKind.SUPERVISI),
        ("Supervisi Monitoring", ActivityKind.SUPERVISI),
        ("Kegiatan Sosialisasi", ActivityKind.SOSIALISASI),
        ("Lain-lain", ActivityKind.LAINNYA),
        ("dll", ActivityKind.LAINNYA),
    ],
)
def test_a_kind_has_many_names(written: str, kind: ActivityKind) -> None:
    assert read_kind(written) is kind


@pytest.mark.parametrize(
    ("kind", "ways"),
    [
        (ActivityKind.RAKOR, "Rakor, Rapat Koordinasi, Rapat Kordinasi, koordinasi, rakoor, Rapat Rakor"),
        (ActivityKind.BIMTEK, "Bimtek, Bimbingan Teknis, bintek, Bimtek Teknis"),
        (ActivityKind.RAPAT, "Rapat, Rapat Kerja, raker, Rapat Evaluasi, Rapat Internal, Rapat Pleno"),
        (ActivityKind.RAPAT, "Rapat Persiapan, Rapat Kerja Teknis"),
        (ActivityKind.SOSIALISASI, "Sosialisasi, Sosialisasi Kegiatan, Kegiatan Sosialisasi"),
        (ActivityKind.SUPERVISI, "Supervisi, Supervisi & Monitoring, Supervisi dan Monitoring"),
        (ActivityKind.SUPERVISI, "Monitoring & Supervisi, Monitoring dan Supervisi"),
        (ActivityKind.LAPORAN, "Laporan, Pelaporan, Penyusunan Laporan, Pembuatan Laporan"),
        (ActivityKind.LAINNYA, "Lainnya, Lain-lain, lain, dan lain-lain, dll."),
    ],
)
def test_every_way_to_write_a_kind(kind: ActivityKind, ways: str) -> None:
    assert {one: read_kind(one) for one in ways.split(", ")} == dict.fromkeys(ways.split(", "), kind)
