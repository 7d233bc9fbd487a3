"""What a template offers to choose from is what an import reads."""

from __future__ import annotations

from bot.domain.importing.calendar import CalendarLine, calendar_line
from bot.domain.importing.choices import choices
from bot.domain.importing.columns import Row
from bot.domain.importing.duty import DutyLine, duty_line
from bot.domain.importing.roster import RosterLine, roster_line
from bot.domain.office.districts import DistrictNames
from bot.domain.vocabulary import ActivityKind

NAMES = DistrictNames(("Wonodadi", "Srengat"))
_ROSTER = {"nama": "Budi", "telepon": "", "kecamatan": "Srengat", "jabatan": "PKD", "divisi": "", "peran": ""}
_PLAN = {"kode": "P2H-1", "divisi": "P2H", "judul": "Rapat", "waktu": "", "jenis": "rapat", "sasaran": ""}
_DUTY = {"tanggal": "2023-10-12", "kecamatan": "Srengat", "shift": "", "nama": "Budi"}


def _read(kind: str, values: dict[str, str]) -> object:
    row = Row(2, values)
    match kind:
        case "roster":
            return roster_line(row, NAMES)
        case "calendar":
            return calendar_line(row, 2023)
    return duty_line(row, NAMES, "harian", "WIB")


def test_every_word_that_is_offered_is_read() -> None:
    kinds = {"roster": (_ROSTER, RosterLine), "calendar": (_PLAN, CalendarLine), "duty": (_DUTY, DutyLine)}
    for kind, (values, line) in kinds.items():
        for column, words in choices(kind, NAMES.names).items():
            for word in words:
                assert isinstance(_read(kind, values | _beside(kind, word) | {column: word}), line), (
                    kind,
                    column,
                    word,
                )


def _beside(kind: str, word: str) -> dict[str, str]:
    """Who is of the office is of its divisions, and of no kecamatan."""
    of_office = word.endswith("Bawaslu") or word in {"HPS", "PPDI", "P2H"}
    return {"kecamatan": "", "jabatan": "Kordiv Bawaslu"} if kind == "roster" and of_office else {}


def test_other_kinds_offer_the_kecamatan_or_nothing() -> None:
    assert choices("attendance", NAMES.names) == {"kecamatan": ("Wonodadi", "Srengat")}
    assert choices("kecamatan", NAMES.names) == {}
    assert choices("duty", ()) == {"shift": ("harian", "pagi", "siang", "sore", "malam", "24 jam")}


def test_a_plan_offers_these_words() -> None:
    assert choices("calendar", ()) == {
        "divisi": ["SDMO", "HPS", "PPDI", "P2H"],
        "jenis": [one.value for one in ActivityKind],
        "sasaran": (
            "komisioner",
            "ketua",
            "kordiv SDMO",
            "kordiv HP2H",
            "kordiv PP-PS",
            "kepala sekretariat",
            "komisioner + kepala sekretariat",
            "staf sekretariat",
            "PKD",
            "luar: tokoh masyarakat",
        ),
    }
