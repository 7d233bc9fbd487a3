"""The limits that people meet and other layers go by, a second time: one is changed on purpose, here and in its rule."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain import night, timing
from bot.domain.door import checkin, decisions, hand_ins, survey
from bot.domain.duty import incidents, photos, requests, shifts
from bot.domain.importing import attendance, rows
from bot.domain.invitations import chasing, reminders
from bot.domain.meetings import appointments, days, polls
from bot.domain.meetings.proposals import best, proposal
from bot.domain.meetings.series import rhythms
from bot.domain.office import deputies, offices
from bot.domain.people import accounts, civil_servants
from bot.domain.recap import figures
from bot.domain.vocabulary import MATERIALS, MINUTES

if TYPE_CHECKING:
    from types import ModuleType


@pytest.mark.parametrize(
    ("rules", "name", "limit"),
    [
        (checkin, "OPENS_BEFORE", timedelta(hours=1)),
        (checkin, "GRACE", timedelta(minutes=15)),
        (checkin, "ROTATES_EVERY", timedelta(minutes=5)),
        (checkin, "DEFAULT_RADIUS_M", 200),
        (checkin, "MOST_WRONG_PINS", 5),
        (checkin, "MOST_WRONG_PINS_OF_SESSION", 15),
        (checkin, "MOST_WRONG_PINS_OF_ALL", 15),
        (checkin, "MOST_NAMED_FOR_WRONG_PINS", 3),
        (decisions, "LONGEST", 300),
        (hand_ins, "MOST_ITEMS", 6),
        (hand_ins, "LONGEST_ITEM", 40),
        (hand_ins, "TAKEN_UNTIL", timedelta(days=31)),
        (hand_ins, "LARGEST_FILE", 20_971_520),
        (hand_ins, "LARGEST_ARCHIVE", 50_331_648),
        (attendance, "EARLIEST_BEFORE", timedelta(hours=3)),
        (survey, "LOWEST", 1),
        (survey, "HIGHEST", 5),
        (survey, "OPEN_FOR", timedelta(days=7)),
        (incidents, "CALLED_FOR", timedelta(days=1)),
        (incidents, "MOST_ALARMS", 29),
        (photos, "MOST_PHOTOS", 20),
        (requests, "MOST_WANTED", 10),
        (requests, "MAX_TITLE", 200),
        (shifts, "LATE_FOR", timedelta(days=7)),
        (rows, "MAX_NAME", 160),
        (rows, "MAX_SHIFT", 40),
        (rows, "MAX_DISTRICT", 80),
        (rows, "MAX_TEXT", 1500),
        (rows, "MAX_SHOWN", 80),
        (chasing, "MOST", 3),
        (chasing, "LONGEST", 40),
        (chasing, "APART", timedelta(hours=12)),
        (reminders, "REMINDER_TIME", time(8)),
        (reminders, "DAYS_TO_WAIT", timedelta(days=3)),
        (appointments, "MAX_PLACE", 300),
        (days, "MOST_DAYS", 14),
        (polls, "MOST_SLOTS", 5),
        (proposal, "NOTICE", 5),
        (best, "OFFERED", 3),
        (rhythms, "MOST", 60),
        (night, "NIGHT_FROM", time(21)),
        (night, "NIGHT_TO", time(5)),
        (deputies, "LONGEST", timedelta(days=92)),
        (offices, "MOST_LOGO_BYTES", 200_000),
        (accounts, "TAKE_BACK", timedelta(days=1)),
        (accounts, "MOST_MOVES", 3),
        (civil_servants, "NIP_LENGTH", 18),
        (figures, "UNDERSTOOD_FROM", 4),
        (figures, "SUCCESS_PERCENT", 75),
        (timing, "DIGEST_TIME", time(18)),
        (timing, "DEFAULT_DURATION", timedelta(hours=3)),
        (timing, "TOO_LATE", timedelta(hours=3)),
        (timing, "LATE_CHANGES_WAIT", timedelta(minutes=3)),
        (timing, "ONE_PRESS", timedelta(seconds=20)),
        (timing, "UNDO_WITHIN", timedelta(minutes=10)),
    ],
)
def test_a_limit_is_what_was_said(rules: ModuleType, name: str, limit: int | time | timedelta) -> None:
    assert getattr(rules, name) == limit


def test_files_of_a_session_are_stored_under_these_names() -> None:
    assert (MATERIALS, MINUTES) == ("materi", "notulen")


def test_the_longest_texts_of_a_plan_are_what_was_said() -> None:
    longest = {"judul": 500, "waktu": 200, "sasaran": 500, "tempat": 300, "catatan": 500, "desa_kelurahan": 4000}
    assert longest == rows.MAX_OF
