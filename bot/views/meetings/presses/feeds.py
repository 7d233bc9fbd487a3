"""What the buttons of calendars that telephones subscribe to say."""

from __future__ import annotations

from typing import Annotated

from bot.domain.vocabulary import Division
from bot.views.press import Codec, Press, press

_OWN = "me"
_DIVISION_OR_OWN = Codec(lambda one: one.value if one else _OWN, lambda word: None if word == _OWN else Division(word))


@press("feed")
class PickFeed(Press):
    """Of what an address to subscribe to is wanted."""


@press("feedo")
class OpenFeed(Press):
    """A new address of a division's sessions; None: of one's own."""

    division: Annotated[Division | None, _DIVISION_OR_OWN]


@press("feedc")
class CloseFeeds(Press):
    """No address holds any more."""
