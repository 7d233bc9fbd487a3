"""The day itself and what comes after: people check in where they are, the clerk sends signed lists, a few answer questions."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.replay.stage import at, told_in
from bot.simulator import NotOnScreen

if TYPE_CHECKING:
    from datetime import date, datetime
    from random import Random

    from bot.replay.stage import Member, Stage
    from bot.simulator.world import ShownMessage

# The rakor whose venue is known to the bot, and where it is.
BY_LOCATION = "SDMO-06/1"
_VENUE = (-8.1265, 112.2243)
# Whoever is asked to come and says so comes, but for these shares.
_STAYS_AWAY = 0.1
_ASKED_AND_SILENT = 0.5
# Lists of so many sessions are typed off paper; at so large a share of the others attendance is not taken.
_LISTS = 3
_NOT_TAKEN = 0.15
# How many messages up somebody scrolls.
_LOOKS_BACK = 12
_COLUMNS = ("sesi", "kecamatan", "nama", "jam", "wakil")


class Plot(Protocol):
    """What the play has laid down before the days themselves."""

    stage: Stage
    rng: Random
    # (person's Telegram id, session code) -> the answer that person last gave and was thanked for.
    answers: dict[tuple[int, str], str]
    dated: dict[str, date]

    @property
    def admin(self) -> Member:
        """Who runs the office."""

    def head(self, division: str) -> Member:
        """Who leads a division."""

    def starts_at(self, code: str) -> datetime:
        """When a session begins."""

    def is_steady(self, code: str) -> bool:
        """Whether a session is neither moved nor called off."""


class Days:
    """Plans arrivals on a stage; keeps who came by their own account, for the books."""

    def __init__(self, script: Plot) -> None:
        self._script = script
        self._stage = script.stage
        self._rng = script.rng
        # (person's Telegram id, session code) of whoever was shown that they are checked in, or stood on a list.
        self.came: set[tuple[int, str]] = set()

    def plan(self) -> None:
        """Everything that depends on the dates, which are known."""
        script = self._script
        starts = script.starts_at(BY_LOCATION)
        head = script.head("SDMO").phone
        self._stage.plan(starts - timedelta(days=1), lambda: head.send(f"/lokasi {BY_LOCATION}"))
        self._stage.plan(starts - timedelta(days=1) + timedelta(minutes=1), lambda: head.send_location(*_VENUE))
        on_paper = self._plan_lists()
        for code in script.dated:
            if code == BY_LOCATION or (code not in on_paper and self._rng.random() >= _NOT_TAKEN):
                self._plan_arrivals(code, script.starts_at(code))
        evening = at(starts.date() + timedelta(days=1), 20)
        for member in self._stage.members:
            when = evening + timedelta(seconds=self._rng.randint(0, 3600))
            self._stage.plan(when, lambda m=member: self._look_back(m))  # type: ignore[misc]
        self._stage.plan(evening + timedelta(hours=13), lambda: head.send(f"/kuesioner {BY_LOCATION}"))

    def _plan_arrivals(self, code: str, starts: datetime) -> None:
        for member in self._stage.members:
            wait = timedelta(minutes=self._rng.randint(-30, 20))
            self._stage.plan(starts + wait, lambda m=member: self._arrive(m, code))  # type: ignore[misc]

    def _plan_lists(self) -> set[str]:
        script = self._script
        steady = [
            code
            for code, day in script.dated.items()
            if day.month in (10, 11) and code != BY_LOCATION and script.is_steady(code)
        ]
        on_paper = set(self._rng.sample(steady, _LISTS))
        for number, code in enumerate(sorted(on_paper)):
            # One list after the other, as a clerk does.
            when = at(script.dated[code], 18) + timedelta(minutes=5 * number)
            self._stage.plan(when, lambda c=code: self._type_off(c))  # type: ignore[misc]
        return on_paper

    def _arrive(self, member: Member, code: str) -> None:
        """At the venue: the button of the newest message that opens the check-in; where the venue is known, the location."""
        phone = member.phone
        message, label = _offered(member, code, "Saya sudah")
        if message is None or not self._said_hadir(member, code) or self._rng.random() < _STAYS_AWAY:
            return
        phone.press(label, message=message)
        now = self._stage.clock.now()
        if code == BY_LOCATION:
            latitude, longitude = (self._rng.gauss(one, 0.0003) for one in _VENUE)
            self._stage.plan(now + timedelta(seconds=20), lambda: phone.send_location(latitude, longitude))
        self._stage.plan(now + timedelta(seconds=40), lambda: self._note(member, code))

    def _note(self, member: Member, code: str) -> None:
        told = (told_in(one).get(code) for one in member.phone.messages[-_LOOKS_BACK:])
        if any(one is not None and "Check-in tercatat" in one.text for one in told):
            self.came.add((member.phone.id, code))

    def _look_back(self, member: Member) -> None:
        """The day after: some fill in the questionnaire, some of those who stayed away say why."""
        if self._rng.random() < _ASKED_AND_SILENT:
            return
        thanked, label = _offered(member, BY_LOCATION, "Isi kuesioner")
        if thanked is not None:
            member.phone.press(label, message=thanked)
            self._grade(member, self._stage.clock.now())
        asked, label = _offered(member, BY_LOCATION, "Sakit")
        if asked is not None:
            member.phone.press(label, message=asked)

    def _grade(self, member: Member, now: datetime) -> None:
        for number in range(1, 6):
            grade = str(self._rng.choice((3, 4, 4, 5)))
            self._stage.plan(now + timedelta(seconds=15 * number), lambda g=grade: _press_if_there(member, g))  # type: ignore[misc]

    def _type_off(self, code: str) -> None:
        """The clerk sends the signed list: most of those who said so signed, at the hour they came."""
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=";")
        writer.writerow(_COLUMNS)
        signed = 0
        for member in self._stage.members:
            if self._said_hadir(member, code) and self._rng.random() >= _STAYS_AWAY:
                writer.writerow((code, member.district, member.name, "ya", ""))
                self.came.add((member.phone.id, code))
                signed += 1
        if signed:
            phone = self._script.admin.phone
            phone.send_document("daftar-hadir.csv", buffer.getvalue().encode())
            self._stage.plan(self._stage.clock.now() + timedelta(minutes=2), lambda: phone.press("Terapkan"))

    def _said_hadir(self, member: Member, code: str) -> bool:
        return self._script.answers.get((member.phone.id, code)) == "hadir"


def _offered(member: Member, code: str, label: str) -> tuple[ShownMessage | None, str]:
    """The newest message that has such a button for a session, and what the button says."""
    for message in reversed(member.phone.messages[-_LOOKS_BACK:]):
        told = told_in(message).get(code)
        found = told.button(label) if told is not None else None
        if found is not None:
            return message, found
    return None, ""


def _press_if_there(member: Member, label: str) -> None:
    """A person stops where the screen does not offer the next step."""
    try:
        member.phone.press(label)
    except NotOnScreen:
        return
