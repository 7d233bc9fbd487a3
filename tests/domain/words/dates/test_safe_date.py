"""A day that there is."""

from __future__ import annotations

import pytest

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.dates.safe_date import safe_date


def test_the_problem_says_how_long_the_month_is() -> None:
    with pytest.raises(DateProblem) as problem:
        safe_date(2024, 2, 30, " 30 Februari 2024 ")
    assert problem.value.values == {"given": "30 Februari 2024", "month": "Februari", "last": "29"}
