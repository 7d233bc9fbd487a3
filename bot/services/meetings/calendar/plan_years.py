"""The years for which there is a plan, and the one that is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.codes import plan_in_force

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The years for which there is a plan, and the one that is in force."""

    years: frozenset[int]
    in_force: int

    @classmethod
    def of(cls, activities: Sequence[ActivityFacts], today: date) -> PlanYears:
        years = frozenset(found.plan_year for found in activities)
        return cls(years, plan_in_force(years or {today.year}, today.year))

    def days(self, plan_year: int, first: date, last: date) -> tuple[date, date]:
        """The part of `first .. last` in which what a plan leaves open may fall: till the next plan begins, if there is one."""
        begins = min((year for year in self.years if year > plan_year), default=None)
        ends = last if begins is None else min(last, date(begins, 1, 1) - timedelta(days=1))
        return max(first, date(plan_year, 1, 1)), ends
