"""Headings as offices write them, and the column that each means."""

from __future__ import annotations

import pytest

from bot.domain.importing.headings import column_meant


@pytest.mark.parametrize(
    ("kind", "heading", "column"),
    [
        ("calendar", "Divisi", "divisi"),
        ("calendar", "Divisi Penanggung Jawab", "divisi"),
        ("calendar", "Nama Divisi Pelaksana", "divisi"),
        ("calendar", "Uraian Kegiatan", "judul"),
        ("calendar", "Rencana Waktu Pelaksanaan", "waktu"),
        ("calendar", "Suhu", None),
        ("attendance", "Hari", "hari"),
        ("attendance", "Hari ke", "hari"),
        ("attendance", "Jam Hadir", "jam"),
        ("attendance", "Waktu", None),
        ("attendance", "Diwakili oleh", "wakil"),
        ("attendance", "Kode Sesi", "sesi"),
    ],
)
def test_a_heading_means_one_column_or_none(kind: str, heading: str, column: str | None) -> None:
    assert column_meant(kind, heading) == column
