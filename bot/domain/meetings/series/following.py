"""What a change of one meeting of a series means for those after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.domain.timing import local_instant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import TypeVar
    from zoneinfo import ZoneInfo

    from bot.domain.meetings.terms import Terms


class Dated(Protocol):
    """A session, as far as its place in a series goes."""

    @property
    def starts_at(self) -> datetime: ...


if TYPE_CHECKING:
    D = TypeVar("D", bound=Dated)


def from_here_on(series: Sequence[D], after: datetime, now: datetime) -> list[D]:
    """Those that a change of one at `after` may take along: they come later, and have not begun. What is past stays."""
    return [one for one in series if one.starts_at > max(after, now)]


def moved_along(terms: Terms, before: Terms, after: Terms, zone: ZoneInfo) -> Terms:
    """One that comes later, moved as the one was: by as many days, to its hours and its place where these changed."""
    was, is_ = before.starts_at.astimezone(zone), after.starts_at.astimezone(zone)
    own = terms.starts_at.astimezone(zone)
    same_hours = (was.time(), before.ends_at - before.starts_at) == (is_.time(), after.ends_at - after.starts_at)
    at, length = (
        (own.time(), terms.ends_at - terms.starts_at) if same_hours else (is_.time(), after.ends_at - after.starts_at)
    )
    starts = local_instant(own.date() + (is_.date() - was.date()), at, zone)
    return replace(
        terms,
        starts_at=starts,
        ends_at=starts + length,
        open_end=terms.open_end if same_hours else after.open_end,
        place=terms.place if before.place == after.place else after.place,
    )
