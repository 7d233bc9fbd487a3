"""What is in the way of a session, in a few lines: which other one, how many people, whose, the room, the head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.domain.meetings.titles import list_title
from bot.views.format import clipped, dates_short, hours
from bot.views.text import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.views.text import Markup

# So many kecamatan are named with their people; the rest is counted.
_DISTRICTS = 4
_NAMES = 90
_SESSIONS = 4
_TITLE = 50


class InTheWay(Protocol):
    """A session that is in the way, and what of; people by kecamatan ("" for the office's own)."""

    @property
    def session(self) -> SessionFacts: ...
    @property
    def people(self) -> tuple[tuple[str, tuple[str, ...]], ...]: ...
    @property
    def room(self) -> bool: ...
    @property
    def head(self) -> bool: ...
    @property
    def count(self) -> int: ...


class Chosen(Protocol):
    """What those chose who are invited to an `other` session at the same time: their names."""

    @property
    def other(self) -> SessionFacts: ...
    @property
    def here(self) -> tuple[str, ...]: ...
    @property
    def there(self) -> tuple[str, ...]: ...
    @property
    def both(self) -> tuple[str, ...]: ...
    @property
    def silent(self) -> tuple[str, ...]: ...


def chosen(found: Sequence[Chosen]) -> list[Markup]:
    """For heads: how many are wanted twice, and which they chose; by name who says to come to both, or nothing."""
    return [
        line
        for one in found[:_SESSIONS]
        for line in (
            t(
                "clash-chosen",
                code=one.other.code,
                count=len(one.here) + len(one.there) + len(one.both) + len(one.silent),
                here=len(one.here),
                there=len(one.there),
                both=len(one.both),
                silent=len(one.silent),
            ),
            *([t("clash-chosen-both", names=clipped(", ".join(one.both), _NAMES))] if one.both else []),
            *([t("clash-chosen-silent", names=clipped(", ".join(one.silent), _NAMES))] if one.silent else []),
        )
    ]


def lines(found: Sequence[InTheWay], activity_code: str) -> list[Markup]:
    """All of it, and what a yes means; nothing where nothing is in the way. Others of the activity itself are batches."""
    if not found:
        return []
    listed = [line for one in found[:_SESSIONS] for line in _lines(one, activity_code)]
    more = [t("clash-more", count=len(found) - _SESSIONS)] if len(found) > _SESSIONS else []
    anybody = any(one.count for one in found)
    return [t("clash-title"), *listed, *more, t("clash-next" if anybody else "clash-next-nobody")]


def twice(others: Sequence[SessionFacts]) -> list[Markup]:
    """For whoever is invited: where else they are expected at the same time."""
    return [
        t(
            "clash-twice",
            title=list_title(one.short_title, _TITLE),
            code=one.code,
            day=dates_short(one),
            hours=hours(one, one.zone),
        )
        for one in others[:_SESSIONS]
    ] + ([t("clash-twice-next")] if others else [])


def _lines(one: InTheWay, activity_code: str) -> list[Markup]:
    held = one.session
    head = t("clash-session", code=held.code, day=dates_short(held), hours=hours(held, held.zone), place=held.place)
    what = [
        *([t("clash-batch")] if held.activity_code == activity_code else []),
        *([t("clash-people", count=one.count)] if one.count else []),
        *_districts(one.people),
        *([t("clash-room", place=clipped(held.place, _NAMES))] if one.room else []),
        *([t("clash-head", division=held.division.value)] if one.head else []),
    ]
    return [head, *what]


def _districts(people: Sequence[tuple[str, tuple[str, ...]]]) -> list[Markup]:
    shown = [
        t("clash-district", district=district, names=clipped(", ".join(names), _NAMES))
        if district
        else t("clash-office", names=clipped(", ".join(names), _NAMES))
        for district, names in people[:_DISTRICTS]
    ]
    more = len(people) - _DISTRICTS
    return [*shown, *([t("clash-districts-more", count=more)] if more > 0 else [])]
