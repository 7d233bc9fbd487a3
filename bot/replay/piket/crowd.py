"""What people do about piket: they act on what comes up on their phones, as likely as people do; drawn from a seed."""

from __future__ import annotations

import itertools
import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.duty.shifts import EARLY, shift_begins
from bot.replay.piket import screens
from bot.replay.stage import ZONE
from bot.simulator import NotOnScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.replay.stage import Member, Stage
    from bot.simulator.world import Change, ShownMessage

_GAP = timedelta(seconds=25)
KASEK, CHAIR = "Kepala Sekretariat", "Ketua Panwascam"


class Crowd:
    """Listens to every phone; keeps what people know and the books need: words of reports, who takes what on."""

    def __init__(self, stage: Stage, rng: random.Random) -> None:
        self.stage = stage
        self.rng = rng
        self._seed = rng.random()
        self.by_chat = {member.phone.id: member for member in stage.members}
        # By number: what its writer sent, the first version first.
        self.said: dict[str, list[str]] = {}
        # By number, where the receipt came: when, of which kecamatan and day, whether urgent.
        self.received: dict[str, tuple[datetime, str, date, bool]] = {}
        # By phone and day of duty: a report that was left unsent may go out days after others.
        self._words: dict[int, dict[date, str]] = {}
        self._rewriting: dict[int, tuple[str, str]] = {}
        self._count = itertools.count(1)
        self._fates: dict[str, Member | None] = {}
        stage.sim.world.on_change.append(self._changed)

    @property
    def now(self) -> datetime:
        return self.stage.clock.now()

    def after(self, minutes: float, member: Member, *acts: Callable[[], object]) -> None:
        """Do something later, one thing after the other."""
        self.stage.clock.call_at(self.now + timedelta(minutes=minutes), lambda: self.chain(member, *acts))

    def chain(self, member: Member, *acts: Callable[[], object]) -> None:
        """One thing after the other, as far as the screen offers it; whoever has blocked the bot does nothing."""
        if member.phone.room.blocked:
            return
        try:
            acts[0]()
        except NotOnScreen:
            return
        if acts[1:]:
            self.stage.clock.call_at(self.now + _GAP, lambda: self.chain(member, *acts[1:]))

    def words(self, kind: str = "Pelayanan normal") -> str:
        """A report that no other says."""
        return f"{kind}, catatan ke-{next(self._count)}."

    def forget_after(self, last: date) -> None:
        """What was reported of later days is of no interest."""
        self.received = {number: told for number, told in self.received.items() if told[2] <= last}

    def in_district(self, district: str, position: str = "") -> list[Member]:
        """The people of a kecamatan."""
        return [one for one in self.stage.members if one.district == district and position in ("", one.position)]

    def _changed(self, change: Change) -> None:
        message = change.message
        member = self.by_chat.get(message.chat_id) if message is not None else None
        if message is None or member is None or change.gone or not message.from_bot:
            return
        if message.text.startswith(screens.RECEIVED):
            self._note_receipt(member, message)
        elif message.text.startswith(screens.MENDED) and member.phone.id in self._rewriting:
            number, new = self._rewriting[member.phone.id]
            if new in message.text:
                self.said[number].append(new)
                del self._rewriting[member.phone.id]
        if len(message.versions) == 1:
            for head, react in self._reactions:
                if message.text.startswith(head):
                    self._draw_for(member, message)
                    react(member, message)

    def _draw_for(self, member: Member, message: ShownMessage) -> None:
        """What somebody does about a message is theirs, whichever phone it came to first."""
        about, _, _ = message.text.partition("\n\n")
        self.rng = random.Random(f"{self._seed}/{member.phone.id}/{about}/{self.now:%Y%m%d%H}")  # noqa: S311 (a play)

    @property
    def _reactions(self) -> tuple[tuple[str | tuple[str, ...], Callable[[Member, ShownMessage], None]], ...]:
        return (
            (screens.OPENS, self._on_duty),
            (screens.MISSING, self._late),
            (screens.UNREPORTED, self._see_to),
            (screens.FILED, self._look_at),
            (screens.RETURNED, self._put_right),
            ((*screens.URGENT, screens.INCIDENT), self._incident),
            (screens.ASKED, self._answer_swap),
        )

    def _note_receipt(self, member: Member, message: ShownMessage) -> None:
        number, days = screens.number_in(message.text), screens.days_in(message.text)
        if number is None or number in self.received:
            return
        district = message.text.splitlines()[2].partition(" · ")[0]
        self.received[number] = (self.now, district, days[0], "🚨" in message.text)
        # Of words that were meant for the report of another day, which was not owed any more, nothing is known here.
        self.said[number] = [self._words.get(member.phone.id, {}).pop(days[0], "")]

    def _on_duty(self, member: Member, message: ShownMessage) -> None:
        draw = self.rng.random()
        if draw < 0.10:
            return
        if draw < 0.14:
            # Comes just when the report is asked for.
            local = self.now.astimezone(ZONE)
            wait = max(5.0, (16 - local.hour) * 60 - local.minute + self.rng.uniform(-1, 1))
        else:
            # Of a shift that is ahead there is nothing to report.
            begins = shift_begins(screens.days_in(message.text)[0], screens.shift_in(message.text), ZONE)
            ahead = (begins - EARLY - self.now).total_seconds() / 60
            wait = max(0.0, ahead) + self.rng.uniform(10, 8 * 60)
        self.after(wait, member, lambda: self.report(member, message))

    def report(self, member: Member, message: ShownMessage) -> None:
        """In one of the ways there are; some send no more than the first half."""
        self._draw_for(member, message)
        phone, draw = member.phone, self.rng.random()
        if any("Kirim laporan" in label for label in message.buttons):
            # It was filled in before, and only forgotten.
            phone.press("Kirim laporan", message=message)
        elif draw < 0.35:
            # What was written before, and refused, is not what is sent.
            self._words.get(phone.id, {}).pop(screens.days_in(message.text)[0], None)
            if any("Aman, nihil" in label for label in message.buttons):
                phone.press("Aman, nihil", message=message)
            else:
                self.chain(member, lambda: phone.send("/piket"), lambda: phone.press("Aman, nihil"))
        elif draw < 0.55:
            said = self._tell(member, message)
            phone.send(f"/piket lapor\nsituasi: aman\nisi: {said}")
        elif draw < 0.62:
            said = self._tell(member, message)
            phone.send_photo(f"/piket lapor\nsituasi: aman\nisi: {said}", content=said.encode())
        else:
            kind = "Aman, ada catatan" if draw < 0.90 else "Ada kejadian" if draw < 0.96 else "Kejadian mendesak"
            self._by_taps(member, message, kind)

    def _tell(self, member: Member, about: ShownMessage, kind: str = "Pelayanan normal") -> str:
        said = self.words(kind)
        self._words.setdefault(member.phone.id, {})[screens.days_in(about.text)[0]] = said
        return said

    def _by_taps(self, member: Member, message: ShownMessage, kind: str) -> None:
        phone, said = member.phone, self._tell(member, message, kind)
        photos = [f"{said}{nth}".encode() for nth in range(self.rng.choice((0, 0, 1, 3)))]
        has_button = any("Buat laporan" in label for label in message.buttons)
        steps: list[Callable[[], object]] = [
            # Of a shift that was hours ahead the message had none.
            lambda: phone.press("Buat laporan", message=message) if has_button else phone.send("/piket"),
            lambda: phone.press(kind),
            lambda: phone.send(said),
        ]
        if photos:
            steps.append(lambda: phone.send_album(photos))
        if kind != "Aman, ada catatan" and self.rng.random() < 0.5:
            steps.append(lambda: phone.send_location(-8.1 + self.rng.uniform(-0.02, 0.02), 112.2))
        if self.rng.random() < 0.95:
            steps.append(lambda: phone.press("Kirim laporan"))
        self.chain(member, *steps)

    def _late(self, member: Member, message: ShownMessage) -> None:
        draw = self.rng.random()
        if draw < 0.45:
            self.after(self.rng.uniform(1, 59), member, lambda: self.report(member, message))
        elif draw < 0.65:
            self.after(self.rng.uniform(59, 26 * 60), member, lambda: self.report(member, message))

    def _see_to(self, member: Member, message: ShownMessage) -> None:
        draw = self.rng.random()
        if draw < 0.35:
            self.after(self.rng.uniform(1, 90), member, lambda: member.phone.press("Saya urus", message=message))
        elif draw < 0.55:
            phone = member.phone
            self.after(
                self.rng.uniform(1, 300),
                member,
                lambda: phone.send("/piket"),
                lambda: phone.press("Lapor untuk"),
                lambda: phone.press("Aman, nihil"),
            )

    def _look_at(self, member: Member, message: ShownMessage) -> None:
        draw, wait = self.rng.random(), self.rng.uniform(3, 600)
        if draw < 0.70:
            self.after(wait, member, lambda: member.phone.press("Diterima", message=message))
        elif draw < 0.85:
            note = self.words("Mohon dilengkapi")
            self.after(
                wait,
                member,
                lambda: member.phone.press("Perlu diperbaiki", message=message),
                lambda: member.phone.send(note),
            )

    def _put_right(self, member: Member, message: ShownMessage) -> None:
        draw, wait, number = self.rng.random(), self.rng.uniform(3, 900), screens.number_in(message.text) or ""
        phone, new = member.phone, self.words("Sudah dilengkapi")
        if draw < 0.35:
            self.after(wait, member, lambda: phone.send(new, answering=message))
        elif draw < 0.80:

            def _send() -> None:
                self._rewriting[phone.id] = (number, new)
                phone.press("Kirim perbaikan")

            self.after(
                wait,
                member,
                lambda: phone.press("Perbaiki laporan", message=message),
                lambda: phone.press("✏️ Laporan"),
                lambda: phone.send(new),
                _send,
            )

    def _incident(self, member: Member, message: ShownMessage) -> None:
        """The first who hears draws who will take it on; that person then does, whichever copy they have."""
        number = screens.number_in(message.text) or ""
        if number not in self._fates:
            self.rng = random.Random(f"{self._seed}/{number}")  # noqa: S311 (a play)
            draw, heads = self.rng.random(), [one for one in self.stage.members if one.position == "Kordiv Bawaslu"]
            chair = next(one for one in self.stage.members if one.position == "Ketua Bawaslu")
            self._fates[number] = self.rng.choice(heads) if draw < 0.6 else chair if draw < 0.8 else None
        if self._fates[number] is not member:
            return
        self._fates[number] = None
        phone = member.phone
        self.after(self.rng.uniform(0.5, 38), member, lambda: phone.press("Saya tangani", message=message))
        if self.rng.random() < 0.6:
            self.after(
                self.rng.uniform(100, 6 * 1440), member, lambda: phone.press("Sudah diregistrasi", message=message)
            )
        if self.rng.random() < 0.6:
            self.after(self.rng.uniform(7, 14) * 1440, member, lambda: phone.press("Selesai", message=message))

    def _answer_swap(self, member: Member, message: ShownMessage) -> None:
        draw = self.rng.random()
        if member.position == KASEK and "Anda boleh menjawab" in message.text and draw < 0.8:
            return
        label = "Terima" if draw < 0.65 else "Tolak"
        if draw < 0.85:
            self.after(self.rng.uniform(2, 400), member, lambda: member.phone.press(label, message=message))
