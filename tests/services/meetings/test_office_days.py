"""Days that are kept free: the shipped tables against the decrees they come from."""

from __future__ import annotations

import csv
from datetime import date, timedelta

from bot.data import CALENDAR_DIRECTORY
from bot.domain.meetings.office_days import DayKind
from bot.services.meetings.office_days import known_years, office_days

# Keputusan Bersama Menag, Menaker, Menpan RB 1066/2022, 3/2022, 3/2022, as changed by 327/2023 (Idulfitri: from 19 April) and
# 624/2023 (Iduladha: 28 and 30 June).
HOLIDAYS_2023 = "01-01 01-22 02-18 03-22 04-07 04-22 04-23 05-01 05-18 06-01 06-04 06-29 07-19 08-17 09-28 12-25"
LEAVE_2023 = "01-23 03-23 04-19 04-20 04-21 04-24 04-25 06-02 06-28 06-30 12-26"


def test_2023_is_as_the_ministers_decided() -> None:
    def _of(kind: DayKind) -> list[str]:
        return sorted(f"{day:%m-%d}" for day, one in office_days().items() if day.year == 2023 and one.kind is kind)

    assert _of(DayKind.HOLIDAY) == HOLIDAYS_2023.split()
    assert _of(DayKind.LEAVE) == LEAVE_2023.split()


def test_days_have_names_and_stages_of_several_days_have_all_of_them() -> None:
    assert office_days()[date(2023, 12, 25)].name == "Hari Raya Natal"
    assert office_days()[date(2023, 11, 28)].kind is DayKind.STAGE
    # A Sunday: a stage all the same.
    assert [office_days()[date(2024, 2, day)].name for day in (11, 12, 13)] == ["Masa tenang"] * 3
    # A holiday by law.
    assert office_days()[date(2024, 2, 14)].kind is DayKind.HOLIDAY
    assert {2023, 2024} <= known_years()
    assert 2040 not in known_years()


# PKPU 10/2023 and PKPU 3/2022, each in its Lampiran I: by name, from when to when. 4 November 2023 is a Saturday.
STAGES = {
    "Penetapan DCT": (date(2023, 11, 3), date(2023, 11, 3)),
    "Pengumuman DCT": (date(2023, 11, 4), date(2023, 11, 4)),
    "Hari pertama kampanye": (date(2023, 11, 28), date(2023, 11, 28)),
    "Masa tenang": (date(2024, 2, 11), date(2024, 2, 13)),
    "Pemungutan suara": (date(2024, 2, 14), date(2024, 2, 14)),
}
# Of the campaign (to 10 February 2024), by the same.
CAMPAIGN_DAYS = 75


def test_stages_are_as_the_commission_decided() -> None:
    with (CALENDAR_DIRECTORY / "tahapan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["nama"]: (date.fromisoformat(row["tanggal"]), date.fromisoformat(row["sampai"])) for row in rows}
    assert found == STAGES
    assert all(row["sumber"] for row in rows)
    campaign, silence = found["Hari pertama kampanye"][0], found["Masa tenang"]
    assert silence[0] - campaign == timedelta(days=CAMPAIGN_DAYS)
    assert found["Pemungutan suara"][0] - silence[1] == timedelta(days=1)
