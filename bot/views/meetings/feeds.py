"""Sessions in somebody's own calendar: files, and addresses to subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.vocabulary import OFFICE_DIVISIONS, Division
from bot.views.meetings.presses.feeds import CloseFeeds, OpenFeed, PickFeed
from bot.views.screen import Screen, button, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineKeyboardMarkup

    from bot.domain.meetings.session_facts import SessionFacts

# At which the bot answers; the rest of an address is its secret.
PATH = "/kalender/"


def nothing(*, served: bool) -> Screen:
    """Nothing is dated for them; they may subscribe all the same."""
    return Screen(t("calendar-empty"), subscribe(served=served))


def subscribe(*, served: bool) -> InlineKeyboardMarkup | None:
    """The way to an address, where calendars reach this bot."""
    return rows([button(plain("button-feed"), PickFeed())]) if served else None


def file_name(session: SessionFacts) -> str:
    """`SDMO-02-1.ics`."""
    return f"{session.code.replace('/', '-')}.ics"


def choices(opened: Sequence[Division | None], *, of_office: bool) -> Screen:
    """Of what an address is wanted; `opened` are those that there are."""
    divisions = [button(plain("button-feed-division", division=one.value), OpenFeed(one)) for one in OFFICE_DIVISIONS]
    names = ", ".join(what(one) for one in opened)
    return Screen(
        join_lines(t("feed-title"), "", t("feed-what"), *(["", t("feed-open", names=names)] if opened else [])),
        rows(
            [button(plain("button-feed-own"), OpenFeed(None))],
            *((divisions[:2], divisions[2:]) if of_office else ()),
            [button(plain("button-feed-close"), CloseFeeds())] if opened else [],
        ),
    )


def address(base: str, secret: str, division: Division | None) -> Screen:
    """The address itself, which is said this once, and how calendars take it."""
    url = f"{base}{PATH}{secret}.ics"
    text = join_lines(
        t("feed-address", what=what(division)),
        t("feed-url", url=url),
        "",
        t("feed-how"),
        "",
        t("feed-secret"),
    )
    return Screen(text, rows([button(plain("button-feed-close"), CloseFeeds())]))


def closed(count: int) -> Screen:
    """They hold no more."""
    return Screen(t("feed-closed", count=count))


def what(division: Division | None) -> str:
    """Whose sessions, in words."""
    return plain("feed-own") if division is None else plain("feed-division", division=division.value)


def calendar_name(office: str, division: Division | None) -> str:
    """What a calendar calls it."""
    if division is None:
        return plain("calendar-name-own", office=office)
    return plain("calendar-name-division", division=division.value, office=office)
