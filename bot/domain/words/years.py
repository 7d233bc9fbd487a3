"""Years of two figures."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR

# A year of two figures is one of the office's time.
_NEAR = 5


def full_year(figures: str, near: int) -> int | None:
    """The year that four or two figures mean; of two the one within five years of `near`, else None."""
    year = int(figures)
    if len(figures) == len("2023"):
        return year if MINYEAR <= year <= MAXYEAR else None
    if len(figures) != len("23"):
        return None
    return next((one for one in range(near - _NEAR, near + _NEAR + 1) if one % 100 == year), None)
