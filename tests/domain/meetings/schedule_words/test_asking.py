"""What somebody wants to see of the calendar, by words, and what slips are read as."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.schedule_words.asked import Span, Unknown
from bot.domain.meetings.schedule_words.asking import asked_for
from bot.domain.meetings.schedule_words.understood import understood
from bot.domain.meetings.titles import short_title
from bot.domain.vocabulary import ActivityKind, Division
from bot.replay.stage import rows_of

# A Wednesday.
TODAY = date(2023, 11, 15)
DISTRICTS = {"Wonodadi": 3, "Kota Baru": 4, "Kotabaru": 5, "Sutojayan": 123456}


def _plan() -> list[ActivityFacts]:
    return [
        ActivityFacts(
            number,
            row.values["kode"],
            Division(row.values["divisi"]),
            row.values["judul"],
            short_title(row.values["judul"], "Bawaslu Kabupaten Blitar"),
            ActivityKind(row.values["jenis"]),
            row.values["sasaran"],
            None,
            "",
            row.values["tujuan"],
            row.values["keluaran"],
            "",
            row.values["waktu"],
            None,
            None,
            2023,
        )
        for number, row in enumerate(rows_of("kegiatan.csv"), 1)
    ]


PLAN = _plan()


@pytest.mark.parametrize(
    ("text", "codes", "read"),
    [
        ("logistik", {"SDMO-10"}, ()),
        ("Logistik?", {"SDMO-10"}, ()),
        ("logis", {"SDMO-10"}, ()),
        ("pengadaan logistik", {"SDMO-10"}, ()),
        ("logistk", {"SDMO-10"}, (("logistk", "logistik"),)),
        ("lojistik", {"SDMO-10"}, (("lojistik", "logistik"),)),
        ("logsitik pemilu", {"SDMO-10"}, (("logsitik", "logistik"),)),
        ("kpps", {"SDMO-11"}, ()),
        ("kode etik", {"SDMO-07"}, ()),
        ("yang kode etik", {"SDMO-07"}, ()),
        ("sdmo-10", {"SDMO-10"}, ()),
    ],
)
def test_what_has_a_name_is_found_by_a_part_of_it_and_in_spite_of_slips(
    text: str, codes: set[str], read: tuple[tuple[str, str], ...]
) -> None:
    asked, found, slips = asked_for(text.split(), TODAY, DISTRICTS, PLAN)
    assert ({one.code for one in found}, slips) == (codes, read)
    assert asked.span is Span.ALL


@pytest.mark.parametrize(
    ("text", "said"),
    [("besko", "besok"), ("desmber", None), ("wonodai", "wonodadi"), ("semuaa", "semua"), ("lewatt", "lewat")],
)
def test_slips_of_the_calendars_own_words_are_read_too(text: str, said: str | None) -> None:
    asked, _, read = asked_for(text.split(), TODAY, DISTRICTS, PLAN)
    assert not asked.search
    assert read == (((text, said),) if said else ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pemilu 2024", ("pemilu", "2024")),
        ("rakor november", ("rakor",)),
        ("rakor november 2023", ("rakor",)),
        ("november rakor", ("rakor",)),
        ("bulan november hukum", ("hukum",)),
        ("november 2023 hukum", ("hukum",)),
        ("minggu ke 2 november hukum", ("hukum",)),
        # No month has such a day.
        ("tanggal 32", ("tanggal", "32")),
    ],
)
def test_what_is_looked_for_beside_days(text: str, words: tuple[str, ...]) -> None:
    asked = understood(text.split(), TODAY, DISTRICTS)
    assert (asked.search, asked.filtered) == (words, True)


@pytest.mark.parametrize("text", ["kapan", "&&&&", "xyzzy", "apa saja", "logistik xyzzy", "logistk xyzzy", "🙂", "<b>"])
def test_words_that_mean_nothing_are_told(text: str) -> None:
    with pytest.raises(Unknown):
        asked_for(text.split(), TODAY, DISTRICTS, PLAN)


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("dekaat", "dekat"),
        ("hariinii", "hariini"),
        ("besokk", "besok"),
        ("pekkan", "pekan"),
        ("pekandepn", "pekandepan"),
        ("mingggu", "minggu"),
        ("bulaan", "bulan"),
        ("bulandepn", "bulandepan"),
        ("semuaa", "semua"),
        ("lewaat", "lewat"),
    ],
)
def test_a_slip_of_each_of_the_calendars_own_words(slip: str, word: str) -> None:
    # Also where no title has the word.
    for plan in (PLAN, [one for one in PLAN if one.code == "SDMO-10"]):
        asked, found, read = asked_for([slip], TODAY, DISTRICTS, plan)
        assert (asked, found, read) == (understood([word], TODAY, DISTRICTS), tuple(plan), ((slip, word),))
