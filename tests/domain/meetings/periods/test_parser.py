"""The plan's words for a time: every phrase of the plan, the ways people write, and that nothing is ever guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.meetings.periods.anomaly import AnomalyKind
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.precision import Frequency, Precision
from bot.domain.meetings.periods.window import month_end, week_of_month
from bot.domain.words.months import MONTHS
from bot.domain.words.weekdays import WEEKDAYS

DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))
YEARS = st.integers(2000, 2099)
WEEK_WORDS = {
    1: ["pertama", "kesatu", "ke-1", "ke 1", "I", "ke satu"],
    2: ["kedua", "ke-2", "ke 2", "II", "ke-dua"],
    3: ["ketiga", "ke-3", "III", "ke tiga"],
    4: ["keempat", "ke-empat", "ke-4", "IV"],
    5: ["kelima", "ke-5", "V"],
}
EACH = {
    "bulan": Frequency.MONTHLY,
    "triwulan": Frequency.QUARTERLY,
    "semester": Frequency.HALF_YEARLY,
    "tahun": Frequency.YEARLY,
}


def read(text: str) -> Period:
    return parse_period(text, plan_year=2023)


def week(text: str, month: int, number: int, **more: object) -> Period:
    first = date(2023, month, 7 * number - 6)
    return Period(text, Precision.WEEK, first, first + timedelta(days=6), week=number, **more)  # type: ignore[arg-type]


def day(text: str, month: int, number: int) -> Period:
    return Period(text, Precision.DAY, date(2023, month, number), date(2023, month, number))


def months(text: str, first: int, last: int) -> Period:
    precision = Precision.MONTH if first == last else Precision.SPAN
    return Period(text, precision, date(2023, first, 1), month_end(2023, last))


# Every phrase of the plan, in its order (tests/data holds them against its text), and what it means.
PLAN = [
    day("12 Oktober 2023 (Minggu ke 2 Bulan Oktober)", 10, 12),
    day("6 Oktober 2023 (Minggu pertama bulan Oktober)", 10, 6),
    day("18 Oktober 2023 (minggu ketiga bulan Oktober)", 10, 18),
    day("26 Oktober 2023 (Minggu keempat bulan Oktober)", 10, 26),
    day("6 November 2023 (minggu pertama bulan Nopember)", 11, 6),
    day("14 November 2023 (Minggu kedua bulan Nopember)", 11, 14),
    day("20 November 2023 (minggu ketiga bulan Nopember)", 11, 20),
    day("22 November 2023 (minggu keempat bulan Nopember)", 11, 22),
    week("minggu pertama bulan Desember tahun 2023", 12, 1),
    week("minggu kedua bulan Desember tahun 2023", 12, 2),
    week("minggu ketiga bulan Desember tahun 2023", 12, 3),
    week("minggu keempat bulan Desember tahun 2023", 12, 4),
    Period(
        "mulai hari Minggu tanggal 24 September 2023 s/d hari Selasa 3 Oktober 2023",
        Precision.RANGE,
        date(2023, 9, 24),
        date(2023, 10, 3),
    ),
    Period(
        "mulai hari Rabu tanggal 4 Oketober 2023 s/d hari Rabu 18 Oktober 2023",
        Precision.RANGE,
        date(2023, 10, 4),
        date(2023, 10, 18),
    ),
    week("minggu kedua bulan November 2023", 11, 2),
    week("minggu ketiga bulan November 2023", 11, 3),
    week("minggu pertama bulan November 2023", 11, 1),
    week("minggu keempat bulan November 2023", 11, 4),
    week(
        "dua gelombang. Gelombang pertama dan kedua dilaksanakan pada minggu keempat bulan November 2023",
        11,
        4,
        batches=2,
    ),
    week("harus selesai dilaksanakan pada minggu keempat bulan November 2023", 11, 4, deadline=True),
    week("minggu pertama bulan Desemberr 2023", 12, 1),
    week("minggu kedua bulan Desember 2023", 12, 2),
    week("minggu ketiga bulan Desember 2023", 12, 3),
    week("minggu keempat bulan Desember 2023", 12, 4),
    day("5 Oktober 2023", 10, 5),
    months("bulan Oktober tahun 2023", 10, 10),
    months("bulan Oktober 2023", 10, 10),
    months("bulan November 2023", 11, 11),
    months("bulan September dan Oktober 2023", 9, 10),
    Period("", Precision.UNSTATED),
    months("bulan September – Desember 2023", 9, 12),
    months("bulan September-Oktober 2023", 9, 10),
    Period(
        "secara rutin 1 bulan sekali, dan menjelang pengisian kuisioner dari Komisi Informasi volume kegiatan ditingkatkan",
        Precision.RECURRING,
        frequency=Frequency.MONTHLY,
    ),
    Period("secara rutin tiga bulan sekali", Precision.RECURRING, frequency=Frequency.QUARTERLY),
    Period("minimal sebulan sekali", Precision.RECURRING, frequency=Frequency.MONTHLY),
    Period("secara rutin 1 bulan sekali", Precision.RECURRING, frequency=Frequency.MONTHLY),
    Period("setiap awal tahun usai habis tahun anggaran", Precision.RECURRING, frequency=Frequency.YEARLY),
    week("minggu pertama bulan Oktober", 10, 1),
    week("oktober minggu pertama", 10, 1),
    week("November Minggu pertama", 11, 1),
    week("bulan November minggu pertama", 11, 1),
    week("November minggu kedua", 11, 2),
    week("November minggu ketiga", 11, 3),
    Period("1 bulan satu kali", Precision.RECURRING, frequency=Frequency.MONTHLY),
    week("November minggu pertama", 11, 1),
    week("Desember minggu ketiga", 12, 3),
    week("desember minggu ketiga", 12, 3),
    Period("setiap bulannya di minggu kedua", Precision.RECURRING, frequency=Frequency.MONTHLY, week=2),
    week("November Minggu ke-empat", 11, 4),
    week("bulan desember minggu pertama", 12, 1),
    months("bulan November", 11, 11),
    months("desember", 12, 12),
    months("bulan desember", 12, 12),
]
IMPOSSIBLE = ["bulan Oktober-September 2023", "bulan September sampai dengan Januari 2023"]


@pytest.mark.parametrize("period", PLAN, ids=lambda period: period.text[:60] or "nothing")
def test_every_phrase_of_the_plan_means_what_it_says(period: Period) -> None:
    assert read(period.text) == period


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_the_impossible_spans_of_the_plan_stay_without_dates(text: str) -> None:
    period = read(text)
    assert (period.text, period.precision, period.earliest, period.latest) == (text, Precision.SPAN, None, None)
    assert period.anomaly is not None
    assert (period.anomaly.kind, period.anomaly.detail) == (AnomalyKind.IMPOSSIBLE_ORDER, text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12/10/2023", (10, 12), (10, 12)),
        ("2023-10-12", (10, 12), (10, 12)),
        ("2023-10-12 s/d 2023-10-14", (10, 12), (10, 14)),
        ("12-10-2023 sampai dengan 14-10-2023", (10, 12), (10, 14)),
        ("Kamis, 12 Okt. 2023 pukul 09.00-12.00 WIB", (10, 12), (10, 12)),
        ("4 s/d 18 Oktober 2023", (10, 4), (10, 18)),
        ("4 sd 18 Oktober", (10, 4), (10, 18)),
        ("4—18 Oktober 2023", (10, 4), (10, 18)),
        ("28 Oktober hingga 3 November 2023", (10, 28), (11, 3)),
        ("Kamis-Jumat, 5-6 Oktober 2023", (10, 5), (10, 6)),
        ("Kamis s/d Jum'at tanggal 5 s/d 6 Oktober 2023", (10, 5), (10, 6)),
        # Several days are one stretch: none of them is dropped.
        ("5 dan 6 Oktober 2023", (10, 5), (10, 6)),
        ("5, 6, dan 9 Oktober 2023", (10, 5), (10, 9)),
        ("5, 6 dan 9 Oktober 2023", (10, 5), (10, 9)),
        ("5 Oktober 2023 dan 7 November 2023", (10, 5), (11, 7)),
        ("5-6 Oktober dan 9-10 November 2023", (10, 5), (11, 10)),
        ("tanggal 4 s/d 6 Oktober 2023, pelaksanaan 4 s/d 18 Oktober 2023", (10, 4), (10, 18)),
        # "Minggu" is a Sunday here, a week there.
        ("Minggu 5 November 2023", (11, 5), (11, 5)),
        ("Minggu, 5 November 2023", (11, 5), (11, 5)),
        ("hari Minggu 5 November 2023", (11, 5), (11, 5)),
        ("Minggu 2 November 2023", (11, 8), (11, 14)),
        ("minggu ke 2 November 2023", (11, 8), (11, 14)),
        ("minggu ke-5 November 2023", (11, 29), (11, 30)),
        ("minggu kedua dan ketiga bulan November 2023", (11, 8), (11, 21)),
        ("minggu 2 dan 3 November 2023", (11, 8), (11, 21)),
        ("minggu ke-2 s/d minggu ke-4 November 2023", (11, 8), (11, 28)),
        ("minggu pertama, kedua, dan ketiga November", (11, 1), (11, 21)),
        ("minggu kedua, Kamis 9 November 2023", (11, 9), (11, 9)),
        ("Kamis 9 November 2023, minggu kedua", (11, 9), (11, 9)),
        ("minggu keempat November s/d minggu pertama Desember 2023", (11, 22), (12, 7)),
        ("minggu pertama bulan Oktober dan November 2023", (10, 1), (11, 7)),
        ("Oktober, November, dan Desember 2023", (10, 1), (12, 31)),
        ("Okt-Des 2023", (10, 1), (12, 31)),
        ("tahun 2023 bulan November", (11, 1), (11, 30)),
        ("November minggu pertama menjelang kampanye Pemilu 2024", (11, 1), (11, 7)),
        ("akhir November 2023", (11, 21), (11, 30)),
        ("awal s/d pertengahan November 2023", (11, 1), (11, 20)),
        ("1 s/d akhir November 2023", (11, 1), (11, 30)),
        ("antara 5 dan 10 November 2023", (11, 5), (11, 10)),
        ("Sabtu dan Minggu, 4-5 November 2023", (11, 4), (11, 5)),
        ("Senin s/d Rabu, 13, 14 dan 15 November 2023", (11, 13), (11, 15)),
        ("hari/tanggal: Senin/13 November 2023", (11, 13), (11, 13)),
        ("tanggal tanggal 6 November 2023", (11, 6), (11, 6)),
        ("6 Oktober 2023 (6 Oktober 2023)", (10, 6), (10, 6)),
        ("minggu ke 3-4 November 2023", (11, 15), (11, 28)),
        ("minggu 1, 2, dan 3 November", (11, 1), (11, 21)),
        ("bulan ke-12 tahun 2023", (12, 1), (12, 31)),
        ("bulan ke-1 tahun 2023", (1, 1), (1, 31)),
        ("31/12", (12, 31), (12, 31)),
        ("1/1", (1, 1), (1, 1)),
        ("2023-10-11 s/d 31", (10, 11), (10, 31)),
        ("tanggal 1 bulan November", (11, 1), (11, 1)),
        ("2 bulan November", (11, 2), (11, 2)),
        ("triwulan 4", (10, 1), (12, 31)),
        ("semester 2", (7, 1), (12, 31)),
        ("selama 3 hari, 6 November 2023", (11, 6), (11, 8)),
        ("13 November 2023 selama 1 hari", (11, 13), (11, 13)),
        ("13 s/d 15 November 2023 selama 3 hari", (11, 13), (11, 15)),
    ],
)
def test_other_ways_of_saying_it(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    period = read(text)
    assert (period.earliest, period.latest) == (date(2023, *first), date(2023, *last))
    assert period.anomaly is None


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("Nov 28 - Dec 2, 2024", Precision.RANGE, date(2024, 11, 28), date(2024, 12, 2)),
        ("Nov 1 - Dec 31, 2024", Precision.RANGE, date(2024, 11, 1), date(2024, 12, 31)),
        ("Nov 28 - Dec 2 2024", Precision.RANGE, date(2024, 11, 28), date(2024, 12, 2)),
        ("Nov 13-15, 2024", Precision.RANGE, date(2024, 11, 13), date(2024, 11, 15)),
        ("bulan November 2024, tanggal 13-15", Precision.RANGE, date(2024, 11, 13), date(2024, 11, 15)),
        ("minggu pertama bulan Oktober dan November 2024", Precision.SEVERAL, date(2024, 10, 1), date(2024, 11, 7)),
        ("minggu kedua November 2024", Precision.WEEK, date(2024, 11, 8), date(2024, 11, 14)),
        ("awal November 2024", Precision.PART, date(2024, 11, 1), date(2024, 11, 10)),
        ("November 2024", Precision.MONTH, date(2024, 11, 1), date(2024, 11, 30)),
        ("bulan ke-11 tahun 2024", Precision.MONTH, date(2024, 11, 1), date(2024, 11, 30)),
        ("triwulan IV tahun 2024", Precision.SPAN, date(2024, 10, 1), date(2024, 12, 31)),
        ("semester 1 tahun 2024", Precision.SPAN, date(2024, 1, 1), date(2024, 6, 30)),
        ("2024", Precision.SPAN, date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-10-11 s/d 12", Precision.RANGE, date(2024, 10, 11), date(2024, 10, 12)),
        (
            "Rabu (15 November 2023) s/d Jumat (17 November 2023)",
            Precision.RANGE,
            date(2023, 11, 15),
            date(2023, 11, 17),
        ),
        (
            "Rabu (15 November 2023), Jumat (17 November 2023)",
            Precision.SEVERAL,
            date(2023, 11, 15),
            date(2023, 11, 17),
        ),
        ("Desember - Januari 2024", Precision.SPAN, date(2023, 12, 1), date(2024, 1, 31)),
        ("13 dan 15 November 2024", Precision.SEVERAL, date(2024, 11, 13), date(2024, 11, 15)),
        ("Rabu, H-7 s/d H-1 pemungutan suara (14 Februari 2024)", Precision.RANGE, date(2024, 2, 7), date(2024, 2, 13)),
        (
            "H-3 s/d H-1 pemungutan suara (Rabu, 14 Februari 2024)",
            Precision.RANGE,
            date(2024, 2, 11),
            date(2024, 2, 13),
        ),
        ("H-3 s/d H-1 pemungutan suara (14 Februari 2024)", Precision.RANGE, date(2024, 2, 11), date(2024, 2, 13)),
    ],
)
def test_a_year_that_is_said_is_no_year_of_the_plan(text: str, precision: Precision, first: date, last: date) -> None:
    period = read(text)
    assert (period.precision, period.earliest, period.latest, period.anomaly) == (precision, first, last, None)


@pytest.mark.parametrize(
    ("text", "precision", "kind", "detail"),
    [
        ("18-12 Oktober 2023", Precision.RANGE, AnomalyKind.IMPOSSIBLE_ORDER, "18-12 Oktober 2023"),
        (
            "20-25 Oktober dan 1-3 Oktober 2023",
            Precision.RANGE,
            AnomalyKind.IMPOSSIBLE_ORDER,
            "20-25 Oktober dan 1-3 Oktober 2023",
        ),
        (
            "minggu ketiga s/d pertama November 2023",
            Precision.SPAN,
            AnomalyKind.IMPOSSIBLE_ORDER,
            "minggu ketiga s/d pertama November 2023",
        ),
        ("minggu ke 3-6 November 2023", Precision.UNSTATED, AnomalyKind.NOT_UNDERSTOOD, "minggu ke 3-6 November 2023"),
        (
            "12 Oktober 2023 (minggu ketiga bulan Oktober)",
            Precision.UNSTATED,
            AnomalyKind.WEEK_MISMATCH,
            "minggu ke-3 ≠ minggu ke-2 2023-10-12",
        ),
        ("Senin, 12 Oktober 2023", Precision.UNSTATED, AnomalyKind.WEEKDAY_MISMATCH, "senin ≠ kamis 2023-10-12"),
    ],
)
def test_an_anomaly_says_what_cannot_be(text: str, precision: Precision, kind: AnomalyKind, detail: str) -> None:
    period = read(text)
    assert period.anomaly is not None
    assert (period.precision, period.anomaly.kind, period.anomaly.detail) == (precision, kind, detail)


@pytest.mark.parametrize("text", ["15 Nov 23 malam", "15 November '23 (malam)", "15 November tahun 2023 malam"])
def test_a_part_of_the_day_stands_behind_a_date_of_any_year(text: str) -> None:
    assert read(text) == Period(text, Precision.DAY, date(2023, 11, 15), date(2023, 11, 15), hours="malam")


def test_a_span_may_lead_into_the_next_year_if_it_says_so() -> None:
    period = read("September 2023 sampai dengan Januari 2024")
    assert (period.earliest, period.latest) == (date(2023, 9, 1), date(2024, 1, 31))
    period = read("28 Desember 2023 - 3 Januari 2024")
    assert (period.earliest, period.latest) == (date(2023, 12, 28), date(2024, 1, 3))


@pytest.mark.parametrize(
    ("text", "frequency", "bounds"),
    [
        ("setiap bulan", Frequency.MONTHLY, None),
        ("setiap triwulan", Frequency.QUARTERLY, None),
        ("dua bulan sekali", Frequency.TWO_MONTHLY, None),
        ("setiap 2 bulan", Frequency.TWO_MONTHLY, None),
        ("setiap 3 bulan", Frequency.QUARTERLY, None),
        ("setahun sekali", Frequency.YEARLY, None),
        ("6 bulan sekali", Frequency.HALF_YEARLY, None),
        ("12 bulan sekali", Frequency.YEARLY, None),
        ("setiap bulan, Oktober dan November 2023", Frequency.MONTHLY, (date(2023, 10, 1), date(2023, 11, 30))),
        (
            "minggu kedua setiap bulan, Oktober s/d Desember 2023",
            Frequency.MONTHLY,
            (date(2023, 10, 1), date(2023, 12, 31)),
        ),
        ("1 bulan sekali, Oktober s/d Desember 2023", Frequency.MONTHLY, (date(2023, 10, 1), date(2023, 12, 31))),
        (
            "sebulan sekali mulai 16 Oktober s/d 20 Desember 2023",
            Frequency.MONTHLY,
            (date(2023, 10, 16), date(2023, 12, 20)),
        ),
    ],
)
def test_recurrence_with_and_without_bounds(text: str, frequency: Frequency, bounds: tuple[date, date] | None) -> None:
    period = read(text)
    assert (period.precision, period.frequency) == (Precision.RECURRING, frequency)
    assert (period.earliest, period.latest) == (bounds or (None, None))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31 November 2023", AnomalyKind.NO_SUCH_DAY),
        ("28 s/d 31 November 2023", AnomalyKind.NO_SUCH_DAY),
        ("29 Februari 2023", AnomalyKind.NO_SUCH_DAY),
        ("2023-11-31", AnomalyKind.NO_SUCH_DAY),
        ("minggu kelima bulan Februari 2023", AnomalyKind.NO_SUCH_DAY),
        ("18 s/d 4 Oktober 2023", AnomalyKind.IMPOSSIBLE_ORDER),
        ("28 Desember s/d 3 Januari 2023", AnomalyKind.IMPOSSIBLE_ORDER),
        ("minggu ketiga s/d pertama November 2023", AnomalyKind.IMPOSSIBLE_ORDER),
        ("Senin, 12 Oktober 2023", AnomalyKind.WEEKDAY_MISMATCH),
        ("hari Senin 4 s/d hari Rabu 18 Oktober 2023", AnomalyKind.WEEKDAY_MISMATCH),
        ("12 Oktober 2023 (minggu ketiga bulan Oktober)", AnomalyKind.WEEK_MISMATCH),
        ("12 Oktober 2023 (minggu kedua bulan November)", AnomalyKind.WEEK_MISMATCH),
        # These speak of a day or a week that is not theirs.
        ("setelah minggu pertama November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("menjelang Desember 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("minggu ke-6 bulan November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("pekan VI November 2023", AnomalyKind.NOT_UNDERSTOOD),
        # Weeks are of months, and a turn has no week beside its part, nor a length.
        ("minggu kedua setiap triwulan", AnomalyKind.NOT_UNDERSTOOD),
        ("setiap awal bulan minggu kedua", AnomalyKind.NOT_UNDERSTOOD),
        ("setiap bulan selama 3 hari", AnomalyKind.NOT_UNDERSTOOD),
        ("setiap bulan paling lambat", AnomalyKind.NOT_UNDERSTOOD),
        ("setiap bulan, November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("setiap bulan harus selesai Desember 2023", AnomalyKind.NOT_UNDERSTOOD),
        # Days counted from two ends have no weekday of their own: it must be the date's.
        ("H-3 s/d H-1 pemungutan suara (Selasa, 14 Februari 2024)", AnomalyKind.NOT_UNDERSTOOD),
        ("H-3 s/d H-1 pemungutan suara (Rabu, 31 Februari 2024)", AnomalyKind.NOT_UNDERSTOOD),
        ("H-3 pemungutan suara (Selasa, 14 Februari 2024)", AnomalyKind.WEEKDAY_MISMATCH),
        ("Minggu 31 November 2023", AnomalyKind.NO_SUCH_DAY),
        ("minggu kedua November - 24", AnomalyKind.NOT_UNDERSTOOD),
        ("awal Nov - 24", AnomalyKind.NOT_UNDERSTOOD),
        ("13/2023", AnomalyKind.NOT_UNDERSTOOD),
        ("2023-13", AnomalyKind.NOT_UNDERSTOOD),
        ("awal tahun 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("awal triwulan IV", AnomalyKind.NOT_UNDERSTOOD),
        ("2024 triwulan IV 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("13 dan 15 November 2023 selama 1 hari", AnomalyKind.NOT_UNDERSTOOD),
        ("13 November 2023 selama 0 hari", AnomalyKind.NOT_UNDERSTOOD),
        ("13 s/d 15 November 2023 selama 2 hari", AnomalyKind.NOT_UNDERSTOOD),
        # Which of its days?
        ("minggu kedua November 2023 selama 3 hari", AnomalyKind.NOT_UNDERSTOOD),
        ("minggu kedua November 2023 selama 7 hari", AnomalyKind.NOT_UNDERSTOOD),
        # An end beside a begin or another end; two ends; two begins.
        ("mulai 13 November 2023 harus selesai", AnomalyKind.NOT_UNDERSTOOD),
        ("harus selesai 13 November 2023 paling lambat", AnomalyKind.NOT_UNDERSTOOD),
        ("harus selesai 13 dan 15 November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("mulai 13 dan 15 November 2023", AnomalyKind.NOT_UNDERSTOOD),
        # A Sunday, and the fourth week.
        ("Minggu 4 Juni 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("H-3 pemungutan suara November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("Minggu 5 2023", AnomalyKind.NO_MONTH),
        *(
            (words, AnomalyKind.NO_MONTH)
            for words in (
                "minggu pertama",
                "minggu ke 3-4",
                "minggu ke-3 dan ke-4",
                "minggu III-IV",
                "Pekan ke-2 2023",
                "awal bulan",
                "pertengahan",
                "setiap minggu kedua",
            )
        ),
        *(
            (words, AnomalyKind.WEEKLY)
            for words in (
                "setiap minggu",
                "tiap pekan",
                "per minggu",
                "seminggu sekali",
                "2 minggu sekali",
                "dua pekan sekali",
                "tiap dua minggu",
                "1x/minggu",
                "2 kali sepekan",
                "mingguan",
                "dwimingguan",
                "setiap hari Senin",
                "tiap Jum'at",
                "setiap minggu selama November 2023",
                "setiap akhir pekan",
                "dua kali dalam seminggu",
                "1 x dalam 2 minggu",
            )
        ),
        ("sepekan", AnomalyKind.NOT_UNDERSTOOD),
        # Five months, or its fifth.
        ("selama 5 bulan November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("seminggu sebelum hari H", AnomalyKind.NOT_UNDERSTOOD),
        ("akhir pekan", AnomalyKind.NOT_UNDERSTOOD),
        ("minggu terakhir", AnomalyKind.NOT_UNDERSTOOD),
        ("setiap minggu ke-2 bulan November", AnomalyKind.NOT_UNDERSTOOD),
        ("5 Oktober 0203", AnomalyKind.NOT_UNDERSTOOD),
        ("12/13/2023", AnomalyKind.NOT_UNDERSTOOD),
        ("secepatnya", AnomalyKind.NOT_UNDERSTOOD),
        # The first and the last of the days have the weekdays that are said.
        ("Senin s/d Kamis, 13, 14 dan 15 November 2023", AnomalyKind.WEEKDAY_MISMATCH),
        ("Selasa s/d Rabu, 13, 14 dan 15 November 2023", AnomalyKind.WEEKDAY_MISMATCH),
        ("Minggu 6 November 2023", AnomalyKind.WEEKDAY_MISMATCH),
        ("minggu kedua, Rabu 9 November 2023", AnomalyKind.WEEKDAY_MISMATCH),
        ("Rabu 9 November 2023, minggu kedua", AnomalyKind.WEEKDAY_MISMATCH),
        # Two times that are not one; turns with a gap between them.
        ("6 Oktober 2023 (14 November 2023)", AnomalyKind.NOT_UNDERSTOOD),
        ("setiap bulan, Oktober dan Desember 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("minggu kedua November setiap bulan, Oktober s/d Desember 2023", AnomalyKind.NOT_UNDERSTOOD),
        # A week, and days of the month behind it; or the 1st, or the first week.
        ("minggu ke 3 - 4 November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("minggu ke 4-3 November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("minggu ke 3-3 November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("Minggu 1 Oktober 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("1 bulan November", AnomalyKind.NOT_UNDERSTOOD),
        ("2 bulan November s/d Desember 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("bulan ke-13 tahun 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("bulan ke-0 tahun 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("11 - 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("32/12", AnomalyKind.NOT_UNDERSTOOD),
        ("0/12", AnomalyKind.NOT_UNDERSTOOD),
        ("13/0", AnomalyKind.NOT_UNDERSTOOD),
        ("13/13", AnomalyKind.NOT_UNDERSTOOD),
        ("2023-10-11 s/d 32", AnomalyKind.NOT_UNDERSTOOD),
        ("2023-10-11 s/d 0", AnomalyKind.NOT_UNDERSTOOD),
        ("triwulan 5", AnomalyKind.NOT_UNDERSTOOD),
        ("semester 3", AnomalyKind.NOT_UNDERSTOOD),
        ("7 bulan sekali", AnomalyKind.NOT_UNDERSTOOD),
        ("0 kali setahun", AnomalyKind.NOT_UNDERSTOOD),
        ("2 kali 3 kali setahun", AnomalyKind.NOT_UNDERSTOOD),
        ("setiap awal triwulan", AnomalyKind.NOT_UNDERSTOOD),
        ("3 hari, 6-9 November 2023", AnomalyKind.NOT_UNDERSTOOD),
        ("1 November-24", AnomalyKind.NOT_UNDERSTOOD),
        ("sebelum 5 s/d 7 November 2023", AnomalyKind.NOT_UNDERSTOOD),
    ],
)
def test_what_cannot_be_or_is_not_understood_is_an_anomaly_without_dates(text: str, kind: AnomalyKind) -> None:
    period = read(text)
    assert period.anomaly is not None, period
    assert period.anomaly.kind is kind
    assert period.anomaly.detail
    assert (period.earliest, period.latest, period.text) == (None, None, text)


@pytest.mark.parametrize("text", ["", "  ", "-", "--", "–", "Menyesuaikan", "belum ditentukan."])
def test_nothing_stated_is_no_anomaly(text: str) -> None:
    assert read(text) == Period(text.strip(), Precision.UNSTATED)


@pytest.mark.parametrize(
    ("text", "batches"),
    [
        ("3 gelombang, Oktober 2023", 3),
        ("12 gelombang Oktober 2023", 12),
        ("2 (dua) gelombang pada Oktober 2023", 2),
        ("0 gelombang Oktober 2023", 1),
        ("gelombang kedua Oktober 2023", 1),
        ("Oktober 2023", 1),
    ],
)
def test_batches(text: str, batches: int) -> None:
    period = read(text)
    assert (period.batches, period.earliest) == (batches, date(2023, 10, 1))


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("selesai paling lambat 20 November 2023", date(2023, 11, 20)),
        ("paling lambat s/d 20 November 2023", date(2023, 11, 20)),
        ("s/d paling lambat 20 November 2023", date(2023, 11, 20)),
        ("sebelum 5 November 2023", date(2023, 11, 4)),
        ("paling lambat akhir tahun 2023", date(2023, 12, 31)),
        ("paling lambat akhir triwulan III", date(2023, 9, 30)),
        ("paling lambat awal tahun 2023", None),
        ("paling lambat awal triwulan IV", None),
    ],
)
def test_a_deadline_is_a_last_day(words: str, last: date | None) -> None:
    period = read(words)
    assert (period.earliest, period.latest, period.deadline) == (None, last, last is not None)


@pytest.mark.parametrize(
    "words", ["mulai dari tanggal 6 November 2023", "dari mulai 6 November", "6 November - selesai"]
)
def test_what_has_no_end_has_a_first_day(words: str) -> None:
    period = read(words)
    assert (period.precision, period.earliest, period.latest) == (Precision.OPEN, date(2023, 11, 6), None)


@pytest.mark.parametrize("words", ["paling lambat 5 November 2023", "selambat-lambatnya tanggal 5 November 2023"])
def test_a_deadline_allows_what_is_earlier(words: str) -> None:
    period = read(words)
    assert period.deadline
    assert period.allows(date(2023, 10, 1))
    assert not period.allows(date(2023, 11, 6))


@given(
    DATES,
    st.sampled_from(
        [
            "{d} {B} {y}",
            "{A}, {d} {b} {y}",
            "hari {A} tanggal {d} {B} tahun {y}",
            "{d:02}/{m:02}/{y}",
            "{y}-{m:02}-{d:02}",
            "{d} {B} {y} (minggu ke-{w} bulan {B})",
        ]
    ),
)
def test_a_day_comes_back_from_every_way_of_writing_it(when: date, pattern: str) -> None:
    month = MONTHS[when.month - 1]
    text = pattern.format(
        d=when.day,
        m=when.month,
        y=when.year,
        B=month.capitalize(),
        b=month[:3],
        A=WEEKDAYS[when.weekday()],
        w=(when.day - 1) // 7 + 1,
    )
    assert read(text) == Period(text, Precision.DAY, when, when)


@given(DATES, DATES, st.sampled_from([" s/d ", "-", " – ", " sampai dengan ", " hingga "]), st.booleans())
def test_a_stretch_comes_back_or_is_impossible(first: date, last: date, to: str, named: bool) -> None:
    ends = [
        f"hari {WEEKDAYS[one.weekday()]} " * named + f"{one.day} {MONTHS[one.month - 1]} {one.year}"
        for one in (first, last)
    ]
    period = read(to.join(ends))
    if first > last:
        assert (period.earliest, period.latest) == (None, None)
        assert period.anomaly is not None
        assert period.anomaly.kind is AnomalyKind.IMPOSSIBLE_ORDER
    else:
        precision = Precision.DAY if first == last else Precision.RANGE
        assert period == Period(period.text, precision, first, last)


@given(YEARS, st.integers(1, 12), st.integers(1, 5), st.data())
def test_a_week_of_a_month_is_its_seven_days(year: int, month: int, number: int, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(WEEK_WORDS[number]))
    name = MONTHS[month - 1]
    text = data.draw(
        st.sampled_from([f"minggu {word} bulan {name} {year}", f"{name.upper()} Minggu {word} tahun {year}"])
    )
    period, window = read(text), week_of_month(year, month, number)
    if window is None:
        assert period.anomaly is not None
        assert period.anomaly.kind is AnomalyKind.NO_SUCH_DAY
    else:
        assert period == Period(text, Precision.WEEK, window.first, window.last, week=number)


@example(2024, 12, 1, "-")
@given(
    YEARS, st.integers(1, 12), st.integers(1, 12), st.sampled_from(["-", " – ", " s/d ", " sampai dengan ", " dan "])
)
def test_a_span_of_months_comes_back_or_is_impossible(year: int, first: int, last: int, to: str) -> None:
    period = read(f"bulan {MONTHS[first - 1]}{to}{MONTHS[last - 1].capitalize()} {year}")
    if first >= 10 and last <= 3 and year == 2024:
        # The new year after the plan's.
        assert (period.earliest, period.latest) == (date(2023, first, 1), month_end(2024, last))
        assert period.anomaly is None
    elif first > last:
        assert (period.earliest, period.latest, period.anomaly is not None) == (None, None, True)
    else:
        assert (period.earliest, period.latest) == (date(year, first, 1), month_end(year, last))
        assert period.anomaly is None


WORDS = st.lists(
    st.sampled_from(
        [
            "minggu",
            "pertama",
            "kedua",
            "ke-3",
            "5",
            "31",
            "12",
            "november",
            "Desemberr",
            "2023",
            "2024",
            "s/d",
            "-",
            "dan",
            "bulan",
            "setiap",
            "sekali",
            "tiga",
            "gelombang",
            "sebelum",
            "mulai",
            "hari",
            "Senin",
            ",",
            "tanggal",
            "0000",
            "paling lambat",
            "februari",
            "tahun",
            "(",
            ")",
            "9999-12-31",
            "1/1/2023",
            "~",
        ],
    ),
    max_size=12,
).map(" ".join)


@given(WORDS | st.text())
def test_any_words_are_read_without_a_crash_and_never_guessed(text: str) -> None:
    period = read(text)
    assert period.text == text.strip()
    alone = period.precision in (Precision.DEADLINE, Precision.OPEN, Precision.RECURRING)
    assert alone or (period.earliest is None) is (period.latest is None)
    if period.earliest is not None and period.latest is not None:
        assert period.earliest <= period.latest
        assert period.anomaly is None
        assert period.precision is not Precision.UNSTATED
    assert not period.deadline or period.latest is not None
    assert period.batches >= 1
    assert (period.frequency is not None) is (period.precision is Precision.RECURRING)
    # What is kept is read the same way again.
    assert read(period.text) == period


@given(WORDS, st.integers(1990, 2110))
def test_any_plan_year_is_taken(text: str, plan_year: int) -> None:
    assert parse_period(text, plan_year=plan_year).text == text.strip()


@pytest.mark.parametrize(
    "short",
    ["Jan", "Feb", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Ags", "Agt", "Sep", "Okt", "Nov", "Nop", "Des"],
)
def test_a_date_in_figures_beside_a_day_of_a_month_is_not_guessed(short: str) -> None:
    kept = read(f"3/4 dan 5 {short}")
    assert kept.anomaly is not None
    assert kept.anomaly.kind is AnomalyKind.NOT_UNDERSTOOD
    assert not kept.is_bounded


@pytest.mark.parametrize("label", ["tanggal tgl", "tgl. tanggal:", "Hari/Tanggal: tanggal", "hari tanggal"])
def test_a_label_may_be_said_twice(label: str) -> None:
    text = f"{label} 13 November 2023"
    assert read(text) == day(text, 11, 13)


@pytest.mark.parametrize(
    ("words", "batches"), [("1 kali", 1), ("satu kali", 1), ("sekali", 1), ("2 kali", 2), ("dua kali", 2)]
)
def test_what_takes_place_so_many_times_in_a_month_has_so_many_meetings(words: str, batches: int) -> None:
    period = read(f"{words} pada bulan November 2023")
    assert (period.precision, period.batches, period.anomaly) == (Precision.MONTH, batches, None)
    nothing = read("0 kali pada bulan November 2023").anomaly
    assert nothing is not None
    assert nothing.kind is AnomalyKind.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "text",
    [
        "mingguan",
        "dwimingguan",
        "bimingguan",
        "dwi minggu",
        "dwipekan",
        "pekanan",
        *[
            f"{each} {week}"
            for each in ("setiap", "tiap", "saban", "per")
            for week in ("minggu", "2 pekan", "awal minggunya")
        ],
        *[f"se{week} {often}" for week in ("minggu", "pekan") for often in ("sekali", "dua kali", "3x")],
        "sekali seminggu",
        "dua kali dalam sepekan",
        "2x seminggu",
        *[f"{some} minggu sekali" for some in ("2", "satu", "dua", "tiga", "empat")],
        "1 minggu, 2 kali",
        *[f"1 kali {per} minggu" for per in ("/", "per", "dalam", "setiap", "tiap")],
        *[f"{each} {day}" for each in ("setiap", "tiap", "saban hari") for day in (*WEEKDAYS, "ahad", "jum'at")],
    ],
)
def test_what_comes_each_week_is_said_to_be_weekly(text: str) -> None:
    anomaly = read(text).anomaly
    assert anomaly is not None
    assert anomaly.kind is AnomalyKind.WEEKLY


@pytest.mark.parametrize(
    "text", [f"setiap minggu {which}" for which in ("ke 2", "kedua", "pertama", "2", "ii", "ix", "akhir", "terakhir")]
)
def test_a_week_of_each_month_is_not_weekly(text: str) -> None:
    anomaly = read(text).anomaly
    assert anomaly is None or anomaly.kind is not AnomalyKind.WEEKLY


@pytest.mark.parametrize("election", ["pemilu", "pilkada", "pilpres", "pileg", "pemilihan", "pemilihan_umum"])
@pytest.mark.parametrize("behind", ["2024", "serentak 2024", "tahun 2024", "serentak tahun 2024"])
def test_the_year_of_an_election_is_none_of_a_plan(election: str, behind: str) -> None:
    text = f"{election.replace('_', ' ')} {behind}, 13 November 2023"
    assert read(text) == day(text, 11, 13)


@pytest.mark.parametrize(
    "words",
    """paling lambat; paling lama; paling akhir; selambatnya; selambat-lambatnya; selambat lambatnya; terakhir tanggal; batas; batas akhir; batas waktu
    batas terakhir; batas akhir waktu; tenggat; tenggat waktu; deadline; jatuh tempo; maks; maksimal; maksimum""".replace(
        "\n", ";"
    ).split(";"),
)
def test_every_way_to_say_a_deadline(words: str) -> None:
    text = f"{words.strip()} 13 November 2023"
    assert read(text) == Period(text, Precision.DEADLINE, None, date(2023, 11, 13), deadline=True)


@pytest.mark.parametrize(
    "words",
    ["mulai", "sejak", "dari", "terhitung", "terhitung mulai", "terhitung mulai tanggal", "tmt", "t.m.t", "dimulai"],
)
def test_every_way_to_say_from_when(words: str) -> None:
    text = f"{words} 13 November 2023 s/d 15 November 2023"
    assert read(text) == Period(text, Precision.RANGE, date(2023, 11, 13), date(2023, 11, 15))


@pytest.mark.parametrize("before", ["non", "semi", "bi", "multi", "bukan"])
@pytest.mark.parametrize("how", ["bulanan", "triwulanan", "kuartalan", "semesteran", "tahunan"])
@pytest.mark.parametrize("between", ["", " ", "-", " - "])
def test_what_is_not_just_so_often_is_not_understood(before: str, how: str, between: str) -> None:
    assert read(how).anomaly is None
    anomaly = read(f"{before}{between}{how}").anomaly
    assert anomaly is not None
    assert anomaly.kind is AnomalyKind.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        *[
            (f"{each} {unit}", one)
            for each in ("setiap", "tiap", "saban", "tiap-tiap", "per")
            for unit, one in EACH.items()
        ],
        *[(f"{each}{unit}", one) for each in ("setiap", "tiap", "per") for unit, one in EACH.items()],
        *[(f"{often} / {unit}", one) for often in ("1x", "satu kali", "1 kali") for unit, one in EACH.items()],
        ("setiap tri wulan", Frequency.QUARTERLY),
        ("tribulanan", Frequency.QUARTERLY),
        ("tri-bulanan", Frequency.QUARTERLY),
    ],
)
def test_every_way_to_say_how_often(text: str, frequency: Frequency) -> None:
    assert read(text) == Period(text, Precision.RECURRING, frequency=frequency)


@pytest.mark.parametrize("day", ["hari kerja", "hari ini", "hari libur", "hari besar", "hari raya", "hari berikutnya"])
def test_days_that_are_no_number_of_days_are_not_understood(day: str) -> None:
    anomaly = read(f"3 {day} November 2023").anomaly
    assert anomaly is not None
    assert anomaly.kind is AnomalyKind.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "text",
    [
        "Nov 28 - Dec {}",
        "Nov {} - Dec 31",
        "Nov 28-{}",
        "Nov {}-31",
        "November 28, {}",
        "{} November",
        "November {}",
        "2023-10-05 s/d {}",
        "2023-10-05, {}",
        "{} dan 9 November",
        "5, {} dan 9 November",
    ],
)
@pytest.mark.parametrize("number", [0, 32])
def test_what_no_month_has_is_not_understood(text: str, number: int) -> None:
    anomaly = read(text.format(number)).anomaly
    assert anomaly is not None
    assert anomaly.kind is AnomalyKind.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("Senin pertama November 2023", Precision.DAY, date(2023, 11, 6), date(2023, 11, 6)),
        ("minggu terakhir November", Precision.RANGE, date(2023, 11, 24), date(2023, 11, 30)),
        ("Senin kedua bulan Desember", Precision.DAY, date(2023, 12, 11), date(2023, 12, 11)),
    ],
)
def test_a_day_of_one_month_is_that_and_no_more(text: str, precision: Precision, first: date, last: date) -> None:
    assert read(text) == Period(text, precision, first, last)


@pytest.mark.parametrize(
    ("text", "joins_words"),
    [
        ("13 November 2023 rapat dan bimtek", True),
        ("13 November 2023, rapat & bimtek", True),
        ("13 November 2023 dan rapat", False),
        ("13 November 2023 rapat dan", False),
        ("dan rapat 13 November 2023", False),
        ("rapat dan 13 November 2023", False),
    ],
)
def test_what_joins_no_times_joins_two_words(text: str, joins_words: bool) -> None:
    assert (read(text) == day(text, 11, 13)) is joins_words
    assert (read(text).anomaly is None) is joins_words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-10-01, 1", (10, 1), (10, 1)),
        ("2023-10-01, 2", (10, 1), (10, 2)),
        ("2023-10-05 s/d 31", (10, 5), (10, 31)),
        ("Okt 1-31", (10, 1), (10, 31)),
        ("Okt 1 - Des 31", (10, 1), (12, 31)),
        ("1-31 Oktober", (10, 1), (10, 31)),
        ("1 s/d 31 Oktober", (10, 1), (10, 31)),
        ("31 Oktober - 1 November", (10, 31), (11, 1)),
        ("30, 31 Oktober", (10, 30), (10, 31)),
    ],
)
def test_a_month_has_days_from_the_first_to_the_31st(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    found = read(text)
    assert (found.earliest, found.latest, found.anomaly) == (date(2023, *first), date(2023, *last), None)
