"""Two weeks of piket in three secretariats, with all that goes wrong: the books, kept from the phones, balance."""

from __future__ import annotations

from bot.replay.piket.run import days_of_months, replay_piket


async def test_two_weeks_of_piket_balance() -> None:
    told = await replay_piket(5, 14, 3)
    assert told.violations == []
    # All of it happened.
    happened = (
        "shifts",
        "bersama",
        "reports",
        "pertanyaan",
        "kepala sekretariat",
        "divisi",
        "ringkasan",
        "mendesak",
        "tenggat",
        "diperbaiki",
        "restarts",
        "impor",
        "minta",
        "jawaban",
        "surat tugas",
        "form a",
    )
    assert [what for what in happened if not told.counts.get(what)] == []


async def test_three_days_of_piket_are_summed_up_too() -> None:
    told = await replay_piket(5, 3, 1)
    assert (told.violations, told.counts["ringkasan"]) == ([], 0)
    first, *_, last = told.as_text().splitlines()
    assert first.startswith("Piket 1 kecamatan, 3 hari, diputar ulang dalam ")
    assert last == "Pembukuan cocok."


def test_months_are_whole_ones_from_the_second_of_october() -> None:
    assert [days_of_months(months) for months in (1, 2, 3)] == [30, 60, 91]
