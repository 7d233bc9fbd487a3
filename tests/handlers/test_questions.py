"""Questions that wait in the database are answered after an update, too: what was stored of each is read as it always was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from bot.handlers.all_routes import all_routes
from bot.handlers.door.afterwards import AskedForFiles, AskedWhyAbsent
from bot.handlers.door.checkin import AskedForProof
from bot.handlers.door.clerk import AskedForPlace
from bot.handlers.door.decisions import AskedUntilWhen, AskedWhatDecided, AskedWhoSeesToIt
from bot.handlers.door.handing_in import AskedForItems
from bot.handlers.door.survey import AskedForWords
from bot.handlers.duty.filling import AskedByForm
from bot.handlers.duty.leave import AskedForLeave
from bot.handlers.duty.week import AskedForOfficer
from bot.handlers.importing import AskedForYear, AskedToImport
from bot.handlers.invitations.answering import AskedWhich, AskedWhyNot
from bot.handlers.invitations.seats_and_chasing import AskedForSeats
from bot.handlers.invitations.standing_in import AskedForGuest
from bot.handlers.meetings.attendees import AskedForAttendee
from bot.handlers.meetings.dating import look_questions, questions
from bot.handlers.meetings.proposing import AskedBesideMonth, LookedAtMonth, ShownMonth
from bot.handlers.meetings.scheduling import AskedForOutsiders, AskedForReason, AskedToCallOff
from bot.handlers.meetings.series import AskedBesideSeries, LookedAtSeries
from bot.handlers.office.deputies import AskedUntil
from bot.handlers.people.registration import AskedToTakeLink
from bot.services.dialogues import Step

if TYPE_CHECKING:
    from bot.handlers.questions import Question

NEW = {"code": "SDMO-02", "title": "Bimtek", "session": ""}
MOVED = {
    **NEW,
    "session": "SDMO-02/1",
    "seen": 2,
    "old_day": "2023-10-06",
    "old_last": "2023-10-07",
    "old_start": "09:00",
    "old_end": "",
    "old_place": "Aula",
}
LOOK = {
    "code": "SDMO-02",
    "session": "",
    "seen": None,
    "beside": [7],
    "starts_at": "2023-10-06T02:00:00+00:00",
    "ends_at": "",
    "open_end": True,
    "place": "Aula",
    "agenda": None,
    "bring": "Laptop",
    "link": "",
}
# What an earlier version stored, also what it put beside the answers, and what it means.
STORED: list[tuple[str, str, dict[str, Any], Question]] = [
    ("place", "location", {"session": 7, "amid": True}, AskedForPlace(7)),
    ("checkin", "proof", {"session": 7}, AskedForProof(7)),
    ("survey", "text", {"session": 7}, AskedForWords(7)),
    ("absence", "text", {"session": 7}, AskedWhyAbsent(7)),
    ("files", "file", {"files": "materi", "session": 7}, AskedForFiles("materi", 7)),
    ("excuse", "text", {"session": 7, "was": "hadir"}, AskedWhyNot(7, "hadir")),
    ("excuse", "text", {"session": 7, "was": "hadir", "revision": 2}, AskedWhyNot(7, "hadir", 2)),
    ("izin", "which", {"reason": ""}, AskedWhich("")),
    ("guest", "name", {"session": 7}, AskedForGuest(7)),
    ("seats", "count", {"session": "SDMO-02/1"}, AskedForSeats("SDMO-02/1")),
    ("plan", "year", {"file": "x"}, AskedForYear("x")),
    (
        "import",
        "confirm",
        {"file": "x", "year": None, "agreed": [3], "roles": ["a"]},
        AskedToImport("x", None, [3], ["a"]),
    ),
    ("import", "confirm", {"file": "x", "year": 2023, "agreed": []}, AskedToImport("x", 2023, [])),
    ("link", "confirm", {"token": "abc"}, AskedToTakeLink("abc")),
    ("handin", "items", {"session": 7}, AskedForItems(7)),
    ("decision", "what", {"session": 7}, AskedWhatDecided(7)),
    ("decision", "who", {"session": 7, "text": "x"}, AskedWhoSeesToIt(7, "x")),
    ("decision", "until", {"session": 7, "text": "x", "person": 12}, AskedUntilWhen(7, "x", 12)),
    ("attendee", "name", {"session": 7, "invited": False}, AskedForAttendee(7, invited=False)),
    ("month", "shown", {"lines": [["a", "b", "c", "d"]]}, ShownMonth([["a", "b", "c", "d"]])),
    ("month", "note", {"lines": [["a", "b", "c", "d"]]}, AskedBesideMonth([["a", "b", "c", "d"]])),
    ("series", "look", {"session": 7, "rhythm": "m1", "note": "x"}, LookedAtSeries(7, "m1", "x")),
    ("series", "note", {"session": 7, "rhythm": "m1"}, AskedBesideSeries(7, "m1")),
    ("deputy", "until", {"person": 7, "name": "Endah"}, AskedUntil(7, "Endah")),
    ("month", "look", {"lines": [["a", "b", "c", "d"]]}, LookedAtMonth([["a", "b", "c", "d"]])),
    ("cancel", "reason", {"session": "SDMO-02/1"}, AskedForReason("SDMO-02/1")),
    (
        "cancel",
        "confirm",
        {"session": "SDMO-02/1", "reason": "Banjir", "seen": 2},
        AskedToCallOff("SDMO-02/1", "Banjir", 2),
    ),
    ("outsiders", "count", {"session": "SDMO-02/1"}, AskedForOutsiders("SDMO-02/1")),
    ("duty", "question", {"shift": 7, "form": "harian", "album": "9"}, AskedByForm(7, "harian")),
    ("duty", "question", {"shift": 7, "form": "harian", "wrong": "12 orang"}, AskedByForm(7, "harian", "12 orang")),
    ("dutyleave", "days", {"person": 12}, AskedForLeave(12)),
    (
        "dutyweek",
        "pick",
        {"days": ["2023-10-02", "2023-10-03"], "people": [12]},
        AskedForOfficer(["2023-10-02", "2023-10-03"], [12]),
    ),
    (
        "dutyweek",
        "pick",
        {"days": ["2023-10-02"], "people": [], "shifts": ["pagi petugas 2"]},
        AskedForOfficer(["2023-10-02"], [], ["pagi petugas 2"]),
    ),
    ("set", "date", NEW, questions.AskedForDay(code="SDMO-02", session="")),
    (
        "set",
        "date",
        MOVED,
        questions.AskedForDay(
            code="SDMO-02",
            session="SDMO-02/1",
            seen=2,
            old_day=date(2023, 10, 6),
            old_last=date(2023, 10, 7),
            old_start=time(9),
            old_place="Aula",
        ),
    ),
    (
        "set",
        "time",
        {**NEW, "day": "2023-10-06", "doubtful": "x"},
        questions.AskedForHours(code="SDMO-02", session="", day=date(2023, 10, 6), doubtful="x"),
    ),
    (
        "set",
        "place",
        {**NEW, "day": "2023-10-06", "last": "2023-10-06", "doubtful": "", "start": "09:00:00", "end": ""},
        questions.AskedForPlace(
            code="SDMO-02",
            session="",
            day=date(2023, 10, 6),
            last=date(2023, 10, 6),
            start=time(9),
            end=None,
        ),
    ),
    *[
        (
            "set",
            kind.step,
            {**LOOK, "outside": None},
            kind(
                code="SDMO-02",
                session="",
                beside=[7],
                starts_at=datetime(2023, 10, 6, 2, tzinfo=UTC),
                ends_at=None,
                open_end=True,
                place="Aula",
                bring="Laptop",
                link="",
            ),
        )
        for kind in (
            look_questions.LastLook,
            look_questions.AskedForAgenda,
            look_questions.AskedForThings,
            look_questions.AskedForLink,
            look_questions.AskedForNote,
        )
    ],
]


@pytest.mark.parametrize(
    ("kind", "step", "stored", "asked"), STORED, ids=[f"{kind}-{step}" for kind, step, _, _ in STORED]
)
def test_a_question_that_was_stored_is_read(kind: str, step: str, stored: dict[str, Any], asked: Question) -> None:
    assert type(asked).of(Step(kind, step, stored)) == asked
    assert type(asked).of(Step(kind, "another", stored)) is None


@pytest.mark.parametrize("asked", [asked for _, _, _, asked in STORED], ids=lambda asked: type(asked).__name__)
def test_a_question_is_stored_as_json_and_read_again(asked: Question) -> None:
    stored = json.loads(json.dumps(asked.data))
    assert type(asked).of(Step(asked.kind, asked.step, stored)) == asked


def test_no_question_that_an_earlier_version_put_is_forgotten() -> None:
    known = {(kind, step) for kind, step, _, _ in STORED}
    assert {(kind, step) for kind, step in known if kind != "month"} - all_routes().questions.keys() == set()
