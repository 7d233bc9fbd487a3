"""The digest is a head's own: their division comes first, and what of it is overdue is no news but on Mondays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.vocabulary import Division
from bot.services.office.digest import DigestFacts, Undated
from bot.views.office.digest import digest

SOON = (
    Undated(1, "SDMO-01", Division.SDMO, "Pembinaan Aparatur", "12 Oktober 2023"),
    Undated(2, "HPS-02", Division.HPS, "Supervisi", "12 Oktober 2023"),
)
LATE = tuple(Undated(n, f"HPS-0{n}", Division.HPS, "Supervisi", "September 2023") for n in range(3, 10))
TUESDAY = DigestFacts(
    date(2023, 10, 10), datetime(2023, 10, 10, 11, tzinfo=UTC), (), 0, (), (), (), (), (), 0, SOON, LATE
)


def test_the_own_division_comes_first_and_what_is_overdue_of_it_is_counted() -> None:
    shown = digest(TUESDAY, Division.HPS)
    assert shown is not None
    assert shown.text == (
        "🗒 <b>Ringkasan Selasa, 10 Oktober 2023</b>\n\n<b>Belum ada tanggal, waktunya segera tiba</b>\n"
        "• HPS-02 · Supervisi — 12 Oktober 2023\n• SDMO-01 · Pembinaan Aparatur — 12 Oktober 2023\n\n"
        "⏰ <b>Periode lewat, belum ditetapkan (7):</b> HPS-03, HPS-04, HPS-05, HPS-06, HPS-07, +2"
    )
    other = digest(TUESDAY, Division.SDMO)
    assert other is not None
    assert "Periode lewat" not in other.text
    everything = digest(TUESDAY, None)
    assert everything is not None
    assert everything.text.endswith("+2")


def test_what_is_overdue_alone_is_told_on_mondays() -> None:
    nothing_else = replace(TUESDAY, undated=())
    assert digest(nothing_else, Division.HPS) is None
    monday = replace(nothing_else, day=date(2023, 10, 9))
    assert digest(monday, Division.HPS) is not None
    assert digest(monday, Division.SDMO) is None
