"""What the office does beside the rota: it imports lines of a rota, asks all kecamatan for figures, and papers are made."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.replay.piket import screens
from bot.replay.piket.crowd import CHAIR, KASEK
from bot.replay.stage import at, duty_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.replay.piket.plans import Plans
    from bot.replay.stage import Member
    from bot.simulator.world import Change, ShownMessage

    # Who does what, one thing after the other.
    Deeds = tuple[Member, tuple[Callable[[], object], ...]]

_DAY = timedelta(days=1)
_MONDAY, _THURSDAY = 0, 3


class Line(NamedTuple):
    """A line of a rota that was imported: whose shift of a day is."""

    district: str
    day: date
    chat: int


class Desk:
    """Plans it, and keeps which lines an import took."""

    def __init__(self, plans: Plans) -> None:
        self.plans, self.crowd, self.stage = plans, plans.crowd, plans.stage
        # Drawn apart, so that the rest of the play goes as without.
        self._seed = random.Random(repr(plans.rng.getstate())).random()  # noqa: S311 (a play, not a secret)
        self.rng = random.Random(self._seed)  # noqa: S311
        self.imported: list[Line] = []
        self._sent: list[Line] = []
        self._answering: set[tuple[int, str]] = set()
        self.stage.sim.world.on_change.append(self._changed)

    @property
    def clerk(self) -> Member:
        return next(one for one in self.stage.members if one.role == "admin")

    def plan_everything(self) -> None:
        """A request on Mondays, a file on Thursdays, a paper or two a day."""
        people = [one for one in self.stage.members if one.district]
        for day in self.plans.days():
            if day.weekday() == _MONDAY:
                self._at(day, 9 + self.rng.random(), self._ask(day))
            if day.weekday() == _THURSDAY:
                self._at(day, 13 + self.rng.random(), self._import(day))
            for member in self.rng.sample(people, max(1, len(people) // 30)):
                self._at(day, self.rng.uniform(6, 20), self._make_task(member))

    def _at(self, day: date, hour: float, what: Deeds) -> None:
        member, acts = what
        self.stage.plan(at(day, hour), lambda: self.crowd.chain(member, *acts))

    def _ask(self, day: date) -> Deeds:
        head = self.plans.head
        words = f"/minta Jumlah pendaftar PTPS pekan {day.isocalendar().week}, paling lambat Kamis 16.00"
        return head, (lambda: head.phone.send(words), lambda: head.phone.press("Kirim ke semua kecamatan"))

    def _import(self, day: date) -> Deeds:
        clerk = self.clerk
        districts = sorted({one.district for one in self.stage.members if one.district})
        drawn = [
            (first + ahead * _DAY, district, self.rng.choice(self.crowd.in_district(district)))
            for district in self.rng.sample(districts, min(2, len(districts)))
            for first in (day + self.rng.randint(1, 5) * _DAY,)
            for ahead in range(2)
        ]
        content = duty_file([(when, district, "harian", who.name) for when, district, who in drawn])

        def _send() -> None:
            self._sent = [Line(district, when, who.phone.id) for when, district, who in drawn]
            clerk.phone.send_document("piket.csv", content)

        return clerk, (_send, lambda: clerk.phone.press("Terapkan"))

    def _make_task(self, member: Member) -> Deeds:
        """Somebody looks for their surat tugas, or the secretariat for all of the week."""
        which = self.rng.random()

        def _press() -> None:
            labels = [label for label in member.phone.messages[-1].buttons if label.startswith("🪪")]
            if labels:
                member.phone.press(labels[int(which * len(labels))], message=member.phone.messages[-1])

        return member, (lambda: member.phone.send("/surat piket"), _press)

    def _changed(self, change: Change) -> None:
        message = change.message
        member = self.crowd.by_chat.get(message.chat_id) if message is not None else None
        if message is None or member is None or change.gone or not message.from_bot:
            return
        if member is self.clerk and message.text.startswith("✅ Jadwal piket diimpor") and self._sent:
            self.imported += self._sent
            self._sent = []
        elif message.text.startswith(screens.RECEIVED):
            self._print(member, message)
        elif message.text.startswith(screens.WANTED) and len(message.versions) == 1:
            self._answer(member, message)

    def _print(self, member: Member, message: ShownMessage) -> None:
        """A report in ten is printed, some of these with the surat tugas first."""
        rng = random.Random(f"{self._seed}/{screens.number_in(message.text)}")  # noqa: S311
        draw, phone = rng.random(), member.phone
        if draw < 0.1:
            first = [lambda: phone.press("Surat tugas", message=message)] if draw < 0.04 else []
            self.crowd.after(rng.uniform(1, 90), member, *first, lambda: phone.press("Form A", message=message))

    def _answer(self, member: Member, message: ShownMessage) -> None:
        """The head of the secretariat answers, mostly; where nobody else would, the chair."""
        title = screens.title_of(message.text) or ""
        rng, phone = random.Random(f"{self._seed}/{title}/{message.id}/{member.phone.id}"), member.phone  # noqa: S311
        if member.position not in (KASEK, CHAIR) or (phone.id, title) in self._answering or rng.random() > 0.6:
            return
        self._answering.add((phone.id, title))
        figure = str(rng.randint(0, 400))
        self.crowd.after(
            rng.uniform(2, 3 * 1440),
            member,
            lambda: phone.press("Jawab", message=message),
            lambda: phone.send(figure),
        )
