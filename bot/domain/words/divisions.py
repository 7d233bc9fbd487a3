"""Divisions by their letters or names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.vocabulary import Division
from bot.domain.words.unknown import UnknownWord, words_alone

if TYPE_CHECKING:
    from collections.abc import Collection


_DIVISIONS: dict[Division, tuple[str, ...]] = {
    Division.SDMO: (
        "sdmo",
        "sdmo diklat",
        "sdm organisasi",
        "sdm organisasi diklat",
        "sdm organisasi pendidikan pelatihan",
        "sumber daya manusia organisasi",
        "sumber daya manusia organisasi diklat",
        "sumber daya manusia organisasi pendidikan pelatihan",
    ),
    Division.HPS: ("hps", "hukum penyelesaian sengketa"),
    Division.PPDI: (
        "ppdi",
        "penanganan pelanggaran data informasi",
        "penanganan pelanggaran datin",
    ),
    Division.P2H: (
        "p2h",
        "pencegahan parmas humas",
        "pencegahan partisipasi masyarakat humas",
        "pencegahan partisipasi masyarakat hubungan masyarakat",
    ),
    Division.HP2H: (
        "hp2h",
        "hukum pencegahan parmas humas",
        "hukum pencegahan partisipasi masyarakat humas",
        "hukum pencegahan partisipasi masyarakat hubungan masyarakat",
    ),
    Division.PPPS: ("ppps", "penanganan pelanggaran penyelesaian sengketa"),
}
_BY_NAME = {name.replace(" ", ""): division for division, names in _DIVISIONS.items() for name in names}
_AROUND_DIVISION = frozenset({"divisi", "div", "dan", "kordiv", "bidang"})


def read_division(written: str, among: Collection[Division]) -> Division:
    """A division by its letters, whatever stands between them, or by its name; raises `UnknownWord`."""
    found = division_named(words_alone(written), among)
    if found is None:
        raise UnknownWord(written, [division.value for division in among])
    return found


def division_named(plain: str, among: Collection[Division]) -> Division | None:
    """The division among these that is called so, else None."""
    found = _BY_NAME.get("".join(word for word in plain.split() if word not in _AROUND_DIVISION))
    return found if found in among else None
