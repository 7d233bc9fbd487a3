"""What is planned beforehand: who registers and leaves, rules, leave, swaps, critical days, and what heads look at."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.duty.shifts import place_of, staffed
from bot.replay.piket import beliefs, screens
from bot.replay.piket.crowd import KASEK, Crowd
from bot.replay.stage import FIRST_DAY, ZONE, at
from bot.simulator import NotOnScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.replay.stage import Member
    from bot.simulator.world import Change

DUTY_FROM = FIRST_DAY + timedelta(days=1)
_DAY = timedelta(days=1)
_USUAL = ("harian",)
CRITICAL = ("pagi", "sore", "malam")
# What the buttons of a rule say, and which shifts that means.
_RULES = {
    "Ganti tiap pekan": _USUAL,
    "Pagi + sore": ("pagi", "sore"),
    "24 jam (2 shift)": ("08.00-20.00", "malam"),
}
# Of some secretariats two are on duty together.
_TWO, _TOGETHER = "2 petugas", staffed(_USUAL, 2)
# When they are set, how that is written, and which days they are.
_CRITICAL_DAYS = (
    (date(2023, 10, 6), "9-10 Oktober 2023", (date(2023, 10, 9), date(2023, 10, 10))),
    (date(2023, 11, 20), "28-30 November 2023", (date(2023, 11, 28), date(2023, 11, 30))),
    (date(2023, 12, 18), "24-26 Desember 2023", (date(2023, 12, 24), date(2023, 12, 26))),
)


class Plans:
    """Plans the play; keeps what was agreed on screen: the rules and critical days that hold, who is away from Telegram."""

    def __init__(self, crowd: Crowd, last: date) -> None:
        self.crowd, self.stage, self.rng, self.last = crowd, crowd.stage, crowd.rng, last
        # By kecamatan: from which day on which shifts.
        self.rules: dict[str, list[tuple[date, tuple[str, ...]]]] = {}
        self.critical: list[tuple[date, date]] = []
        # From when to when somebody cannot be written to.
        self.unreachable: dict[int, list[tuple[datetime, datetime]]] = {}
        # Who knew wrongly when whose shift is next, at some moment.
        self.mistaken: list[str] = []
        # Leave that was noted, and terms that end.
        self.away: dict[int, list[tuple[date, date]]] = {}
        self._choosing: dict[int, tuple[str, ...]] = {}
        self._leaving: dict[int, tuple[int, date, date]] = {}
        self.stage.sim.world.on_change.append(self._note)

    def plan_everything(self) -> None:
        """The whole play."""
        self._registration()
        self._rules()
        for day in self.days():
            self._of_day(day)
        self._departures()

    def days(self) -> Iterator[date]:
        """Every day of duty."""
        for ahead in range((self.last - DUTY_FROM).days + 1):
            yield DUTY_FROM + ahead * _DAY

    @property
    def head(self) -> Member:
        return next(one for one in self.stage.members if one.position == "Kordiv Bawaslu" and one.division == "SDMO")

    def _at(self, day: date, hour: float, act: Callable[[], object]) -> None:
        def _try() -> None:
            try:
                act()
            except NotOnScreen:
                return

        self.stage.plan(at(day, hour), _try)

    def _registration(self) -> None:
        """Two never come; one of them heads a secretariat, for which the chair of the kecamatan stands in."""
        of_districts = [one for one in self.stage.members if one.district]
        absent = self.rng.sample([one for one in of_districts if one.position == "Anggota Panwascam"], 1)
        absent += self.rng.sample([one for one in of_districts if one.position == KASEK], 1)
        for member in self.stage.members:
            if member in absent:
                self.unreachable[member.phone.id] = [(at(FIRST_DAY, 0), at(self.last + 9 * _DAY, 0))]
                continue
            when = 7 + self.rng.random() * (1 if not member.district else 10)
            self._at(FIRST_DAY, when, lambda m=member: m.phone.send("/start"))  # type: ignore[misc]
            self._at(FIRST_DAY, when + 0.02, lambda m=member: m.phone.tap("Bagikan nomor"))  # type: ignore[misc]
            self.unreachable[member.phone.id] = [(at(FIRST_DAY, 0), at(FIRST_DAY, when + 0.1))]

    def _keepers(self) -> list[Member]:
        return [one for one in self.stage.members if one.position == KASEK]

    def _rules(self) -> None:
        """One command for all; some secretariats choose their own, some of them later."""
        self._at(
            FIRST_DAY,
            19.5,
            lambda: self.crowd.chain(
                self.head,
                lambda: self.head.phone.send("/piket susun"),
                lambda: self.head.phone.press("Ya, susun"),
            ),
        )
        chosen = self.rng.sample(self._keepers(), min(7, len(self._keepers()) // 2 + 1))
        for nth, keeper in enumerate(chosen):
            label, shifts = self.rng.choice(sorted(_RULES.items()))
            days = 0 if nth % 2 else self.rng.randint(1, max(2, (self.last - FIRST_DAY).days - 8))
            self._at(
                FIRST_DAY + days * _DAY,
                20 if not days else 10 + self.rng.random() * 6,
                lambda k=keeper, x=label, s=shifts: self._choose(k, x, s),  # type: ignore[misc]
            )
        others = [one for one in self._keepers() if one not in chosen]
        # Drawn apart, so that the rest of the play goes as without.
        apart = random.Random(repr(self.rng.getstate()))  # noqa: S311 (a play, not a secret)
        for keeper in apart.sample(others, min(5, len(others))):
            self._at(FIRST_DAY, 20 + apart.random(), lambda k=keeper: self._choose(k, _TWO, _TOGETHER))  # type: ignore[misc]
        for day, words, _ in _CRITICAL_DAYS:
            self._at(day, 9.5, partial(self._declare, words))

    def _choose(self, keeper: Member, label: str, shifts: tuple[str, ...]) -> None:
        phone = keeper.phone
        self._choosing[phone.id] = shifts
        self.crowd.chain(
            keeper,
            *self._to_rota(keeper),
            lambda: phone.press("Atur giliran"),
            lambda: phone.press(label),
            lambda: phone.press("Simpan giliran"),
            # What was agreed by another pattern is asked about.
            lambda: phone.press("biarkan") if phone.can_press("biarkan") else None,
        )

    def _to_rota(self, member: Member) -> list[Callable[[], object]]:
        """`/piket`; where it leads to a report that is owed, the rota is a press away."""

        def _on() -> None:
            if not member.phone.messages:
                raise NotOnScreen("never registered")
            if "Jadwal piket" in " ".join(member.phone.messages[-1].buttons):
                member.phone.press("Jadwal piket", message=member.phone.messages[-1])

        return [lambda: member.phone.send("/piket"), _on]

    def _note(self, change: Change) -> None:
        """What a screen says has been agreed."""
        message = change.message
        if message is None or not message.from_bot or message.chat_id not in self.crowd.by_chat:
            return
        member, today = self.crowd.by_chat[message.chat_id], self.crowd.now.astimezone(ZONE).date()
        if message.text.startswith("✅ Giliran piket tersimpan") and message.chat_id in self._choosing:
            self._begin(member.district, today + _DAY, self._choosing.pop(message.chat_id))
        elif message.text.startswith("✅ Giliran piket") and "kecamatan dimulai besok" in message.text:
            for district in {one.district for one in self.stage.members if one.district}:
                if district not in self.rules:
                    self._begin(district, today + _DAY, _USUAL)
        elif message.text.startswith("✅ Cuti") and message.chat_id in self._leaving:
            chat, first, last = self._leaving.pop(message.chat_id)
            self.away.setdefault(chat, []).append((first, last))
        elif message.text.startswith("✅ Hari kritis"):
            ends = screens.days_in(message.text)[-1]
            self.critical += [span for _, _, span in _CRITICAL_DAYS if span[1] == ends and span not in self.critical]

    def _declare(self, words: str) -> None:
        phone = self.head.phone
        self.crowd.chain(self.head, lambda: phone.send(f"/piket kritis {words}"), lambda: phone.press("kritis"))

    def _begin(self, district: str, begins: date, shifts: tuple[str, ...]) -> None:
        rules = [one for one in self.rules.get(district, []) if one[0] != begins]
        self.rules[district] = [*rules, (begins, shifts)]

    def shifts(self, district: str, day: date) -> tuple[str, ...]:
        """Which shifts a kecamatan keeps on a day, as was agreed on screens."""
        usual = next((shifts for begins, shifts in reversed(self.rules.get(district, [])) if begins <= day), ())
        if any(first <= day <= last for first, last in self.critical):
            return staffed(CRITICAL, max(map(place_of, usual), default=1))
        return usual

    def is_away(self, chat: int, day: date) -> bool:
        """Whether somebody takes no turn: on leave, or out of office."""
        return any(first <= day <= last for first, last in self.away.get(chat, []))

    def _of_day(self, day: date) -> None:
        rng, people = self.rng, [one for one in self.stage.members if one.district]
        many = max(1, len(people) // 30)
        for _ in range(many):
            member = rng.choice(people)
            self._at(day, rng.uniform(6, 20.5), lambda m=member: self._swap(m))  # type: ignore[misc]
            helper = rng.choice(people)
            self._at(day, rng.uniform(8.5, 15.5), lambda m=helper: self._take_over(m))  # type: ignore[misc]
            taker = rng.choice(people)
            self._at(day, rng.uniform(6, 20), lambda m=taker: self._take_open(m))  # type: ignore[misc]
        if rng.random() < many / 6:
            keeper, ahead, long = rng.choice(self._keepers()), rng.randint(0, 9), rng.randint(0, 5)
            self._at(day, rng.uniform(8, 18), lambda: self._leave(keeper, day + ahead * _DAY, long))
        for member in rng.sample(people, many * 2):
            self._at(day, rng.uniform(6, 21), lambda m=member: self._ask(m))  # type: ignore[misc]
        self.stage.plan(at(day, 12.4), self._ask_what_they_know)
        if day.day % 3 == 0:
            self._at(day, 12.2, lambda: self.head.phone.send("/piket"))

    async def _ask_what_they_know(self) -> None:
        self.mistaken += await beliefs.mistaken(self.stage)

    def _ask(self, member: Member) -> None:
        self.crowd.chain(member, lambda: member.phone.send("/piket"))

    def _swap(self, member: Member) -> None:
        phone = member.phone

        def _offer() -> None:
            labels = [label for label in phone.messages[-1].buttons if "Jadwal" not in label]
            if not labels:
                raise NotOnScreen("nobody to ask")
            phone.press(self.rng.choice(labels), message=phone.messages[-1])

        acts = [*self._to_rota(member), lambda: phone.press("Tukar piket saya"), _offer]
        if self.rng.random() < 0.1:
            acts.append(lambda: phone.press("Batalkan"))
        self.crowd.chain(member, *acts)

    def _take_over(self, member: Member) -> None:
        phone = member.phone
        self.crowd.chain(
            member,
            *self._to_rota(member),
            lambda: phone.press("Ambil alih dari"),
            lambda: phone.press("Ya, saya ambil alih"),
        )

    def _take_open(self, member: Member) -> None:
        self.crowd.chain(member, *self._to_rota(member), lambda: member.phone.press("Ambil piket"))

    def _leave(self, keeper: Member, first: date, more: int) -> None:
        phone, who = keeper.phone, self.rng.choice(self.crowd.in_district(keeper.district))
        last = first + more * _DAY
        self._leaving[phone.id] = (who.phone.id, first, last)
        words = f"{first:%d-%m-%Y}" if not more else f"{first:%d-%m-%Y} sampai {last:%d-%m-%Y}"
        self.crowd.chain(
            keeper,
            *self._to_rota(keeper),
            lambda: phone.press("Catat cuti"),
            lambda: phone.press(who.name),
            lambda: phone.send(words),
        )

    def _departures(self) -> None:
        """Some block the bot, one of two comes back; some leave office."""
        people = [one for one in self.stage.members if one.position == "Anggota Panwascam"]
        span = max(2, (self.last - DUTY_FROM).days - 8)
        gone = self.rng.sample(people, min(6, len(people)))
        for nth, member in enumerate(gone):
            day = DUTY_FROM + self.rng.randint(1, span) * _DAY
            if nth < len(gone) // 2:
                self._at(day, 12, member.phone.block)
                back = day + 6 * _DAY if nth % 2 else self.last + 9 * _DAY
                self.unreachable[member.phone.id].append((at(day, 12), at(back, 12)))
                if nth % 2:
                    self._at(back, 12, member.phone.unblock)
            else:
                until = day + self.rng.randint(0, 8) * _DAY
                self._at(day, 10.5, lambda m=member, u=until: self._end_term(m, u))  # type: ignore[misc]
                self.unreachable[member.phone.id].append((at(until + _DAY, 0), at(self.last + 9 * _DAY, 0)))
                self.away.setdefault(member.phone.id, []).append((until + _DAY, self.last + 9 * _DAY))

    def _end_term(self, member: Member, until: date) -> None:
        clerk = next(one for one in self.stage.members if one.role == "admin")
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer)
        writer.writerow(("nama", "telepon", "kecamatan", "jabatan", "sampai"))
        writer.writerow((member.name, member.phone.user.phone, member.district, member.position, f"{until:%d-%m-%Y}"))
        content = buffer.getvalue().encode()
        self.crowd.chain(
            clerk, lambda: clerk.phone.send_document("anggota.csv", content), lambda: clerk.phone.press("Terapkan")
        )
