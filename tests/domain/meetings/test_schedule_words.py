"""What /jadwal reads: days, divisions, kecamatan, one's own, and what is looked for, with slips."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.facts import ActivityFacts
from bot.domain.meetings.schedule_words import Span, Unknown, asked_for, understood
from bot.domain.meetings.titles import short_title
from bot.domain.vocabulary import ActivityKind, Division
from bot.replay.stage import rows_of
from bot.views.meetings.presses import ShowSchedule
from bot.views.press import CALLBACK_LIMIT

if TYPE_CHECKING:
    from bot.domain.meetings.schedule_words import Asked

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


def _days(text: str) -> tuple[date, date]:
    asked = understood(text.split(), TODAY, DISTRICTS)
    assert not asked.search
    return asked.first, asked.last


def _november(first: int, last: int) -> tuple[date, date]:
    return date(2023, 11, first), date(2023, 11, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", (TODAY, date(2023, 12, 14))),
        ("hari ini", _november(15, 15)),
        ("Hari Ini", _november(15, 15)),
        ("sekarang", _november(15, 15)),
        ("besok", _november(16, 16)),
        ("esok", _november(16, 16)),
        ("lusa", _november(17, 17)),
        ("3 hari lagi", _november(18, 18)),
        ("pekan ini", _november(15, 19)),
        ("minggu ini", _november(15, 19)),
        ("pekan", _november(15, 19)),
        ("pekan depan", _november(20, 26)),
        ("minggu depan", _november(20, 26)),
        ("minggu", _november(15, 21)),
        ("7 hari", _november(15, 21)),
        ("7 hari ke depan", _november(15, 21)),
        ("hari minggu ini", _november(19, 19)),
        ("Jumat", _november(17, 17)),
        ("Senin depan", _november(20, 20)),
        ("bulan", _november(15, 30)),
        ("bulan ini", _november(15, 30)),
        ("bulan depan", (date(2023, 12, 1), date(2023, 12, 31))),
        ("desember", (date(2023, 12, 1), date(2023, 12, 31))),
        ("bulan Desember", (date(2023, 12, 1), date(2023, 12, 31))),
        # The nearest of that name: what has just been, and what is next.
        ("oktober", (date(2023, 10, 1), date(2023, 10, 31))),
        ("januari", (date(2024, 1, 1), date(2024, 1, 31))),
        ("nopember", _november(15, 30)),
        ("novmber", _november(15, 30)),
        ("2023-10", (date(2023, 10, 1), date(2023, 10, 31))),
        ("14-16 November 2023", _november(14, 16)),
        ("14 November", _november(14, 14)),
        ("20/11/2023", _november(20, 20)),
        ("semua", (TODAY, date(2023, 12, 31))),
        ("tahun ini", (TODAY, date(2023, 12, 31))),
        ("lewat", (TODAY, TODAY)),
        # The same in other words, and as a button says it.
        ("hariini", _november(15, 15)),
        ("sepekan", _november(15, 19)),
        ("pekandepan", _november(20, 26)),
        ("seminggu", _november(15, 21)),
        ("7 hari lagi", _november(15, 21)),
        ("sebulan", _november(15, 30)),
        ("bulandepan", (date(2023, 12, 1), date(2023, 12, 31))),
        ("30 hari", (TODAY, date(2023, 12, 14))),
        ("30 hari ke depan", (TODAY, date(2023, 12, 14))),
        ("30 hari lagi", (TODAY, date(2023, 12, 14))),
        ("terdekat", (TODAY, date(2023, 12, 14))),
        ("berikutnya", (TODAY, date(2023, 12, 14))),
        ("dekat", (TODAY, date(2023, 12, 14))),
        ("setahun", (TODAY, date(2023, 12, 31))),
        ("semuanya", (TODAY, date(2023, 12, 31))),
        ("lewat periode", (TODAY, TODAY)),
        ("periode lewat", (TODAY, TODAY)),
        ("terlewat", (TODAY, TODAY)),
        ("terlambat", (TODAY, TODAY)),
        ("telat", (TODAY, TODAY)),
        ("lewat waktu", (TODAY, TODAY)),
        ("bulan nopember", _november(15, 30)),
        # Half a year ahead is next, and a day more has been.
        ("16 Mei", (date(2024, 5, 16), date(2024, 5, 16))),
        ("17 Mei", (date(2023, 5, 17), date(2023, 5, 17))),
        # A month of another year, and with its year; neither is a word to look for.
        ("november 2023", _november(15, 30)),
        ("novmber 2023", _november(15, 30)),
        ("desember 2024", (date(2024, 12, 1), date(2024, 12, 31))),
        ("bulan Des 2024", (date(2024, 12, 1), date(2024, 12, 31))),
        ("11/2023", _november(15, 30)),
        # As the plan says it; without a year what is nearest.
        ("minggu kedua november", _november(8, 14)),
        ("minggu ke-4 November 2023", _november(22, 28)),
        ("minggu ke 2 november", _november(8, 14)),
        ("Minggu ke 2 Bulan November", _november(8, 14)),
        ("pekan ke 2 november 2023", _november(8, 14)),
        ("pekan 2 november", _november(8, 14)),
        # The 2nd is no Sunday, the 5th is one.
        ("minggu 2 november", _november(8, 14)),
        ("minggu 5 november", _november(5, 5)),
        ("minggu ke 2", _november(8, 14)),
        ("minggu kedua bulan ini", _november(8, 14)),
        ("pekan ke 1 bulan depan", (date(2023, 12, 1), date(2023, 12, 7))),
        ("awal bulan depan", (date(2023, 12, 1), date(2023, 12, 10))),
        ("akhir bulan", _november(21, 30)),
        ("awal bulan ini", _november(1, 10)),
        ("akhir bulan Desember", (date(2023, 12, 21), date(2023, 12, 31))),
        ("awal januari", (date(2024, 1, 1), date(2024, 1, 10))),
        ("oktober - desember", (date(2023, 10, 1), date(2023, 12, 31))),
        ("triwulan 4", (date(2023, 10, 1), date(2023, 12, 31))),
        ("triwulan 1", (date(2024, 1, 1), date(2024, 3, 31))),
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("tahun 2024", (date(2024, 1, 1), date(2024, 12, 31))),
        # What has been.
        ("kemarin", _november(14, 14)),
        ("minggu lalu", _november(6, 12)),
        ("pekan kemarin", _november(6, 12)),
        ("bulan lalu", (date(2023, 10, 1), date(2023, 10, 31))),
        ("hari Jum'at", _november(17, 17)),
        ("jum'at", _november(17, 17)),
        ("hari minggu", _november(19, 19)),
        ("tanggal 15", _november(15, 15)),
        ("tgl 14", (date(2023, 12, 14), date(2023, 12, 14))),
        ("tanggal 31", (date(2023, 12, 31), date(2023, 12, 31))),
        ("tgl. 31 oktober", (date(2023, 10, 31), date(2023, 10, 31))),
    ],
)
def test_days_are_read_as_they_are_said(text: str, days: tuple[date, date]) -> None:
    assert _days(text) == days
    assert not understood(text.split(), TODAY, DISTRICTS).filtered


@pytest.mark.parametrize(
    ("today", "month", "first"),
    [
        ("2023-03-15", "maret", "2023-03-15"),
        ("2023-03-15", "september", "2023-09-01"),
        ("2023-03-15", "oktober", "2022-10-01"),
        ("2023-03-15", "februari", "2023-02-01"),
        ("2023-11-15", "mei", "2024-05-01"),
        ("2023-11-15", "juni", "2023-06-01"),
    ],
)
def test_of_the_months_of_a_name_the_nearest_is_meant(today: str, month: str, first: str) -> None:
    assert understood([month], date.fromisoformat(today), DISTRICTS).first == date.fromisoformat(first)


@pytest.mark.parametrize(
    ("text", "division", "district", "mine", "span"),
    [
        ("SDMO", Division.SDMO, None, False, Span.ALL),
        ("divisi sdmo", Division.SDMO, None, False, Span.ALL),
        ("pp-ps", Division.PPPS, None, False, Span.ALL),
        ("PP PS", Division.PPPS, None, False, Span.ALL),
        ("divisi penanganan pelanggaran dan penyelesaian sengketa", Division.PPPS, None, False, Span.ALL),
        ("p2h november", Division.P2H, None, False, Span.MONTH),
        ("november divisi p2h", Division.P2H, None, False, Span.MONTH),
        ("wonodadi", None, 3, False, Span.NEAR),
        ("kecamatan Wonodadi", None, 3, False, Span.NEAR),
        ("kec. wonodadi", None, 3, False, Span.NEAR),
        ("kota baru", None, 4, False, Span.NEAR),
        ("kotabaru", None, 5, False, Span.NEAR),
        ("wonodadi besok", None, 3, False, Span.DAY),
        ("saya", None, None, True, Span.NEAR),
        ("yang untuk saya", None, None, True, Span.NEAR),
        ("untuk saya pekan ini", None, None, True, Span.WEEK),
        ("sdmo wonodadi saya", Division.SDMO, 3, True, Span.ALL),
    ],
)
def test_a_division_a_kecamatan_and_the_own_are_read(
    text: str, division: Division | None, district: int | None, mine: bool, span: Span
) -> None:
    asked = understood(text.split(), TODAY, DISTRICTS)
    assert (asked.division, asked.district_id, asked.mine, asked.span, asked.search) == (
        division,
        district,
        mine,
        span,
        (),
    )
    assert asked.filtered


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


@pytest.mark.parametrize("text", ["31 februari", "30 Februari 2024", "32 oktober", "rakor 31 november"])
def test_days_that_no_month_has_are_told(text: str) -> None:
    with pytest.raises(Unknown) as told:
        asked_for(text.split(), TODAY, DISTRICTS, PLAN)
    assert text.casefold().endswith(told.value.given)


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


def _again(asked: Asked) -> Asked:
    return understood(asked.words.split("."), TODAY, DISTRICTS)


_SAID = [
    "hari ini",
    "pekan depan",
    "oktober",
    "14-16 November 2023",
    "SDMO",
    "PP-PS",
    "Sutojayan",
    "saya",
    "logistik",
    "pertanggungjawaban",
    "sengketa",
    "ñandú",
    "semua",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_SAID), max_size=6, unique=True), st.integers(0, 99))
@example(["saya", "pertanggungjawaban", "14-16 November 2023", "sengketa", "PP-PS"], 0)
@example(["pertanggungjawaban", "14-16 November 2023", "ñandú", "SDMO", "PP-PS", "Sutojayan"], 0)
def test_a_button_says_the_same_again_in_what_fits_it(said: list[str], page: int) -> None:
    asked = understood(" ".join(said).split(), TODAY, DISTRICTS)
    assert len(ShowSchedule(asked.words, page).packed.encode()) <= CALLBACK_LIMIT
    again = _again(asked)
    assert (again.span, again.first, again.last) == (asked.span, asked.first, asked.last)
    assert (again.division, again.district_id, again.mine) == (asked.division, asked.district_id, asked.mine)
    assert all(whole.startswith(part) for part, whole in zip(again.search, asked.search, strict=False))


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


@pytest.mark.parametrize(
    "said",
    [
        "saya",
        "yang untuk saya",
        "untuk saya",
        "milik saya",
        "undangan saya",
        "jadwal saya",
        "punya saya",
        "saya sendiri",
        "sendiri",
    ],
)
def test_every_way_to_ask_for_ones_own(said: str) -> None:
    assert understood(said.split(), TODAY, DISTRICTS) == understood(["saya"], TODAY, DISTRICTS)
    assert understood(["saya"], TODAY, DISTRICTS).mine


@pytest.mark.parametrize("lead", ["divisi", "div", "div.", "bidang"])
def test_every_word_that_leads_a_division(lead: str) -> None:
    assert understood([lead, "p2h"], TODAY, DISTRICTS) == understood(["p2h"], TODAY, DISTRICTS)


@pytest.mark.parametrize("lead", ["kecamatan", "kec", "kec."])
def test_every_word_that_leads_a_kecamatan(lead: str) -> None:
    assert understood([lead, "wonodadi"], TODAY, DISTRICTS) == understood(["wonodadi"], TODAY, DISTRICTS)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        # What is looked for is cut where it has no room, between letters, and what comes behind it is left out.
        (["a" * 40, "b" * 40, "c"], f"semua.{'a' * 40}.{'b' * 8}"),
        (["a" * 40, "é" * 40, "c"], f"semua.{'a' * 40}.éééé"),
        (["a" * 40, "b" * 7, "c"], f"semua.{'a' * 40}.{'b' * 7}"),
        (["a" * 40, "b" * 6, "c"], f"semua.{'a' * 40}.{'b' * 6}.c"),
        (
            ["sdmo", "wonodadi", "saya", "2023-11-14_2023-11-16", "a" * 21],
            f"2023-11-14_2023-11-16.saya.SDMO.@3.{'a' * 20}",
        ),
    ],
)
def test_what_a_button_says_of_long_words(said: list[str], words: str) -> None:
    assert understood(said, TODAY, DISTRICTS).words == words
