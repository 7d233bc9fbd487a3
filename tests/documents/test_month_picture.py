"""A month as a picture: each day has what is held on it, in its division's colour, and says why it is kept free."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.documents.typesetting import compile_order, order_for, typeset
from bot.domain.meetings.month_picture import DayTone
from bot.domain.meetings.office_days import DayKind, OfficeDay
from bot.domain.vocabulary import Division
from bot.views.meetings.month_picture import month_picture
from tests.documents import samples
from tests.documents.pdf import Pdf
from tests.documents.test_charts import colours

SDMO, PPDI, HOLIDAY = (0x1F, 0x7A, 0x5C), (0xB3, 0x64, 0x0C), (0xFB, 0xE3, 0xE1)


def test_a_month_has_its_sessions_by_division_and_its_holidays() -> None:
    start = datetime(2023, 12, 6, 2, tzinfo=UTC)
    held = samples.session(division=Division.SDMO, starts_at=start, ends_at=start + timedelta(hours=3))
    other = replace(
        held,
        id=held.id + 1,
        division=Division.PPDI,
        starts_at=start + timedelta(days=7),
        ends_at=start + timedelta(days=9),
    )
    christmas = date(2023, 12, 25)
    picture = month_picture(
        christmas,
        [held, other],
        {christmas: OfficeDay(christmas, DayKind.HOLIDAY, "Hari Raya Natal")},
        today=date(2023, 12, 5),
        undated=12,
    )
    days = {day.number: day for week in picture.weeks for day in week if day.number}
    assert [number for number, day in days.items() if day.marks] == ["6", "13", "14"]
    assert [number for number, day in days.items() if day.today] == ["5"]
    assert (days["25"].tone, days["24"].tone, days["26"].tone) == (DayTone.HOLIDAY, DayTone.WEEKEND, DayTone.WORK)
    assert len(days) == 31
    assert picture.notes == ("Sen 25 Des: Hari Raya Natal",)
    width, _, found = colours(typeset(picture))
    assert width == 1080
    assert min(found[SDMO], found[PPDI], found[HOLIDAY]) > 2000
    text = Pdf(compile_order(replace(order_for(picture), format="pdf"))).text
    assert "12 kegiatan lain direncanakan bulan ini" in text
