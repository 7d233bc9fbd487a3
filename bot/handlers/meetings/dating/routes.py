"""A date step by step: which day, what hours, where, a last look; for new sessions (/tetapkan) and moved ones (/ubah)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.meetings.dating.by_button import kept, picked_date, picked_place, picked_time
from bot.handlers.meetings.dating.confirming import answers_kept, confirmed, typed_instead
from bot.handlers.meetings.dating.in_words import typed_day, typed_hours, typed_place, typed_prepared
from bot.handlers.meetings.dating.look_questions import PREPARED, LastLook
from bot.handlers.meetings.dating.preparing import back, emptied, prepare
from bot.handlers.meetings.dating.questions import AskedForDay, AskedForHours, AskedForPlace
from bot.views.meetings.presses.dating import KeepAsItWas, PickDay, PickHours, PickOffice
from bot.views.meetings.presses.last_look import AnswerDate, BackToLook, Empty, KeepAnswers, Prepare

if TYPE_CHECKING:
    from bot.handlers.routing import Routes


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(PickDay)(picked_date)
    routes.press(PickHours)(picked_time)
    routes.press(PickOffice)(picked_place)
    routes.press(KeepAsItWas)(kept)
    routes.press(AnswerDate)(confirmed)
    routes.press(Prepare)(prepare)
    routes.press(Empty)(emptied)
    routes.press(BackToLook)(back)
    routes.press(KeepAnswers)(answers_kept)
    routes.dialogue(AskedForDay)(typed_day)
    routes.dialogue(AskedForHours)(typed_hours)
    routes.dialogue(AskedForPlace)(typed_place)
    routes.dialogue(LastLook)(typed_instead)
    for asked in PREPARED.values():
        routes.dialogue(asked)(typed_prepared)
