"""Each part of the day has its hours."""

from __future__ import annotations

import pytest

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.reading import parse_time

# Of each part of the day the hours that figures from 00.30 to 23.30 are in it: "-" where it has none.
OF_PARTS = """
pagi         |  0  1  2  3  4  5  6  7  8  9 10 11  -  -  -  -  -  -  -  -  -  -  -  -
am           |  0  1  2  3  4  5  6  7  8  9 10 11  -  -  -  -  -  -  -  -  -  -  -  -
a.m.         |  0  1  2  3  4  5  6  7  8  9 10 11  -  -  -  -  -  -  -  -  -  -  -  -
dini hari    |  0  1  2  3  4  5  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
dinihari     |  0  1  2  3  4  5  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
subuh        |  -  -  2  3  4  5  6  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
siang        | 12 13 14 15 16  -  -  -  -  9 10 11 12 13 14 15 16  -  -  -  -  -  -  -
tengah hari  | 12 13  -  -  -  -  -  -  -  -  - 11 12 13  -  -  -  -  -  -  -  -  -  -
sore         |  - 13 14 15 16 17 18 19  -  -  -  -  - 13 14 15 16 17 18 19  -  -  -  -
petang       |  -  -  - 15 16 17 18 19  -  -  -  -  -  -  - 15 16 17 18 19  -  -  -  -
malam        |  0  1  2  3  4  - 18 19 20 21 22 23  -  -  -  -  -  - 18 19 20 21 22 23
mlm          |  0  1  2  3  4  - 18 19 20 21 22 23  -  -  -  -  -  - 18 19 20 21 22 23
tengah malam |  0  1  -  -  -  -  -  -  -  -  - 23  -  -  -  -  -  -  -  -  -  -  - 23
pm           | 12 13 14 15 16 17 18 19 20 21 22 23 12 13 14 15 16 17 18 19 20 21 22 23
p.m.         | 12 13 14 15 16 17 18 19 20 21 22 23 12 13 14 15 16 17 18 19 20 21 22 23
"""


def _hour_of(part: str, figure: int) -> str:
    try:
        return str(parse_time(f"{figure:02}.30 {part}").hour)
    except DateProblem:
        return "-"


@pytest.mark.parametrize("line", OF_PARTS.strip().splitlines(), ids=lambda line: line.split("|")[0].strip())
def test_each_part_of_the_day_has_its_hours(line: str) -> None:
    part, _, hours = line.partition("|")
    assert [_hour_of(part.strip(), figure) for figure in range(24)] == hours.split()
