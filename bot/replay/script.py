"""What everybody does from October to December 2023: deterministic for a seed, told by what is on their screens."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.invitations.audience import parse_audience
from bot.domain.meetings.periods.parser import parse_period
from bot.replay.day import BY_LOCATION, Days
from bot.replay.stage import FIRST_DAY, LAST_DAY, Member, Stage, at, code_in, duty_file, rows_of, told_in
from bot.simulator import NotOnScreen

if TYPE_CHECKING:
    from bot.simulator.world import ShownMessage

# The rakor on the piket rota is on 14 November (SDMO-06); the rota runs from the day after.
DUTY_FROM = date(2023, 11, 15)
DUTY_TO = date(2023, 12, 1)
_TIMES = ("08:30-12:00", "09:00-12:00", "13:00-15:30")
_PLACES = ("Aula Bawaslu", "Hotel Puri Perdana", "Pendopo Kabupaten")
_EXCUSES = ("mengantar anak ke rumah sakit", "ada hajatan keluarga 🙏", "motor mogok di Wates & belum selesai")
_GUESTS = ("Sutrisno", "Hj. Siti Aminah, S.Pd.", "Bambang <Pak Carik>")
# Activities for outsiders that are dated as well, so that this way is walked too.
_OUTSIDERS = ("P2H-05", "PPDI-05")
# While the bot is down, people look this often whether what they pressed has come through.
_LOOK_AGAIN = timedelta(minutes=15)


class Script:
    """Plans events on a stage; keeps what people believe they answered, for the books."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self.rng = random.Random(seed)  # noqa: S311 (a play, not a secret)
        # (person's Telegram id, session code) -> the answer that person last gave and was thanked for.
        self.answers: dict[tuple[int, str], str] = {}
        self.reported: set[tuple[int, date]] = set()
        self.moved: list[str] = []
        self.cancelled: list[str] = []
        self.dated: dict[str, date] = {}
        self.days = Days(self)
        self._hours: dict[str, str] = {}
        self._decided: set[tuple[int, str]] = set()
        self._seen: dict[int, int] = {}
        self.leavers = self.rng.sample([m for m in stage.members if m.role == "anggota"], 4)

    def plan_everything(self) -> None:
        """The whole play."""
        self._registration()
        self._groups()
        self._sessions()
        self.days.plan()
        self._duty()
        self._inboxes()
        self._heads()
        self._departures()

    def _registration(self) -> None:
        members = list(self.stage.members)
        # Whoever is to leave has come before that.
        late = self.rng.sample([m for m in members if m.role == "anggota" and m not in self.leavers], 7)
        for member in members:
            if member in late[:2]:
                continue
            if member.role != "anggota":
                when = at(FIRST_DAY, 7 + self.rng.random())
            elif member in late:
                when = at(FIRST_DAY + timedelta(days=self.rng.randint(8, 45)), 9 + self.rng.random() * 8)
            else:
                when = at(FIRST_DAY, 8 + self.rng.random() * 11)
            self.stage.plan(when, lambda m=member: m.phone.send("/start"))  # type: ignore[misc]
            self.stage.plan(when + timedelta(minutes=1), lambda m=member: m.phone.tap("Bagikan nomor"))  # type: ignore[misc]

    def _groups(self) -> None:
        stage = self.stage
        admin = self.admin
        districts = sorted({m.district for m in stage.members if m.district})
        names = ["", *self.rng.sample(districts, 4)]
        for number, district in enumerate(names):
            people = [m for m in stage.members if m.district and (not district or m.district == district)]
            title = f"Panwascam {district or 'Kabupaten'}"
            group = stage.sim.group(title, [m.phone for m in people], supergroup=not district)
            stage.groups[district] = group
            when = at(FIRST_DAY + timedelta(days=1), 6 + number * 0.05)
            stage.plan(when, lambda g=group: g.add_bot(by=admin.phone))  # type: ignore[misc]
            stage.plan(when + timedelta(seconds=20), lambda g=group: admin.phone.send("/grup", g))  # type: ignore[misc]
            label = district or "Semua Panwascam"
            stage.plan(when + timedelta(seconds=40), lambda g=group, x=label: admin.phone.press(x, g))  # type: ignore[misc]
            for _ in range(4 if not district else 2):
                day = FIRST_DAY + timedelta(days=self.rng.randint(4, 85))
                member = self.rng.choice(people)
                for minute, command in enumerate(("/jadwal", "/hadir")):
                    self.stage.plan(
                        at(day, 10 + self.rng.random() * 6) + timedelta(minutes=minute),
                        lambda g=group, m=member, c=command: m.phone.send(c, g),  # type: ignore[misc]
                    )
        # One evening everybody in the big group presses the same card within a minute.
        crowd_day = date(2023, 11, 19)
        big = stage.groups[""]
        stage.plan(at(crowd_day, 19), lambda: self.head("SDMO").phone.send("/hadir SDMO-07", big))
        for member in [m for m in stage.members if "Panwascam" in m.position][:40]:
            when = at(crowd_day, 19) + timedelta(seconds=30 + self.rng.random() * 20)
            stage.plan(when, lambda m=member: self._press_card(m, big.messages, "SDMO-07/1"))  # type: ignore[misc]

    def _press_card(self, member: Member, messages: list[ShownMessage], code: str) -> None:
        card = next((one for one in reversed(messages) if code_in(one) == code and one.buttons), None)
        if card is None or member in self.leavers or not self._is_invited(member, code):
            return
        member.phone.press("Hadir", self.stage.groups[""], card)
        self._decided.add((member.phone.id, code))
        self._later(member, code, "hadir", in_group=True)

    def _sessions(self) -> None:
        plans = []
        for row in rows_of("kegiatan.csv"):
            values = row.values
            audience = parse_audience(values["sasaran"])
            if not audience.invites_panwascam and values["kode"] not in _OUTSIDERS:
                continue
            period = parse_period(values["waktu"], plan_year=2023)
            windows = period.meetings(FIRST_DAY + timedelta(days=3), LAST_DAY - timedelta(days=1))
            if not windows:
                windows = parse_period("November 2023", plan_year=2023).windows(FIRST_DAY, LAST_DAY)
            for window in windows:
                days = [window.first + timedelta(days=n) for n in range((window.last - window.first).days + 1)]
                working = [day for day in days if day.weekday() < 5] or days
                plans.append((values["kode"], values["divisi"], self.rng.choice(working)))
        counted: dict[str, int] = {}
        for code, division, day in sorted(plans, key=lambda plan: (plan[2], plan[0])):
            counted[code] = counted.get(code, 0) + 1
            full = f"{code}/{counted[code]}"
            self.dated[full] = day
            told = max(FIRST_DAY + timedelta(days=1), day - timedelta(days=self.rng.randint(5, 9)))
            when = at(told, 9 + self.rng.random() * 5)
            self._hours[full] = self.rng.choice(_TIMES)
            line = f"/tetapkan {code} {day.isoformat()} {self._hours[full]} {self.rng.choice(_PLACES)}"
            head = self.head(division)
            self.stage.plan(when, lambda h=head, x=line: self._say_and_confirm(h, x))  # type: ignore[misc]
        self._changes()

    def _changes(self) -> None:
        """Two sessions move and one is cancelled, two or three days before they would have been."""
        codes = [code for code, day in self.dated.items() if date(2023, 10, 12) <= day <= date(2023, 12, 15)]
        kept = {"SDMO-07/1", BY_LOCATION}
        codes = [code for code in codes if not code.startswith(_OUTSIDERS) and code.endswith("/1") and code not in kept]
        first, second, called_off = self.rng.sample(codes, 3)
        for code in (first, second):
            day = self.dated[code] + timedelta(days=1 if self.dated[code].weekday() < 4 else 3)
            line = f"/ubah {code} {day.isoformat()} 10:00-13:00 Gedung PKK"
            when = at(self.dated[code] - timedelta(days=3), 11.2)
            head = self.head(code.split("-")[0])
            self.stage.plan(when, lambda h=head, x=line: self._say_and_confirm(h, x))  # type: ignore[misc]
            self.stage.plan(when + timedelta(seconds=62), lambda c=code: self._ask_again(c))  # type: ignore[misc]
            self.moved.append(code)
            self.dated[code] = day
            self._hours[code] = "10:00-13:00"
        head = self.head(called_off.split("-")[0])
        line = f"/batalkan {called_off} bertepatan dengan agenda Bawaslu Provinsi"
        when = at(self.dated[called_off] - timedelta(days=2), 13.4)
        self.stage.plan(when, lambda: self._say_and_confirm(head, line))
        self.cancelled.append(called_off)

    def _ask_again(self, code: str) -> None:
        """Another day asks for answers anew; who sends somebody has that arranged."""
        asked = {key for key, answer in self.answers.items() if key[1] == code and answer != "diwakilkan"}
        self._decided -= asked
        for key in asked:
            del self.answers[key]

    def _say_and_confirm(self, head: Member, line: str) -> None:
        """A command, and "Ya" a minute later where the bot asks back."""
        head.phone.send(line)
        before = len(head.phone.messages)
        self.stage.plan(self.stage.clock.now() + timedelta(minutes=1), lambda: self._confirm(head, before))

    def _confirm(self, head: Member, before: int) -> None:
        for message in head.phone.messages[before:]:
            if any("Ya, " in label for label in message.buttons):
                head.phone.press("Ya, ", message=message)
                return

    def _duty(self) -> None:
        lines = []
        for district in sorted({m.district for m in self.stage.members if m.district}):
            people = [m for m in self.stage.members if m.district == district]
            day, turn = DUTY_FROM, 0
            while day <= DUTY_TO:
                if day.weekday() < 5:
                    lines.append((day, district, "harian", people[turn % len(people)].name))
                    turn += 1
                day += timedelta(days=1)
        content = duty_file(lines)
        when = at(DUTY_FROM - timedelta(days=1), 14)
        self.stage.plan(when, lambda: self.admin.phone.send_document("piket.csv", content))
        self.stage.plan(when + timedelta(minutes=2), lambda: self.admin.phone.press("Terapkan"))

    def _inboxes(self) -> None:
        """Everybody looks at the phone twice a day, at their own times."""
        day = FIRST_DAY + timedelta(days=1)
        while day <= LAST_DAY:
            for member in self.stage.members:
                for base in (7.2, 17.0):
                    when = at(day, base + self.rng.random() * 3)
                    self.stage.plan(when, lambda m=member: self._read(m))  # type: ignore[misc]
            day += timedelta(days=1)

    def _read(self, member: Member) -> bool:
        """Look at what is new, and act on it; says whether there was anything to look at."""
        messages = member.phone.messages
        new = messages[self._seen.get(member.phone.id, 0) :]
        self._seen[member.phone.id] = len(messages)
        if member.phone.room.blocked or not new:
            return False
        for message in new:
            if any("Buat laporan" in label for label in message.buttons):
                self._consider_report(member, message)
            else:
                asked = [code for code, told in told_in(message).items() if told.button("Hadir")]
                for number, code in enumerate(asked):
                    # One after the other, as each changes the message.
                    self.stage.plan(
                        self.stage.clock.now() + timedelta(minutes=2 * number),
                        lambda c=code, m=message: self._consider_answer(member, m, c),  # type: ignore[misc]
                    )
        return True

    def _consider_answer(self, member: Member, message: ShownMessage, code: str) -> None:
        told = told_in(message).get(code)
        key = (member.phone.id, code)
        if told is None or not told.button("Hadir") or (key in self._decided and self.rng.random() > 0.04):
            return
        draw = self.rng.random()
        if draw < 0.12:
            # Silent now; the H-1 reminder may move them, or nothing does.
            return
        self._decided.add(key)
        now = self.stage.clock.now()
        if draw < 0.80:
            member.phone.press(told.button("Hadir") or "", message=message)
            self._later(member, code, "hadir")
        elif draw < 0.92:
            member.phone.press(told.button("Berhalangan") or "", message=message)
            self.stage.plan(now + timedelta(seconds=20), lambda: self._give_excuse(member, message, code))
        else:
            member.phone.press(told.button("Diwakilkan") or "", message=message)
            self.stage.plan(now + timedelta(seconds=25), lambda: self._choose_substitute(member, message, code))

    def _give_excuse(self, member: Member, message: ShownMessage, code: str) -> None:
        kind = self.rng.choice(("Sakit", "Dinas lain", "Lainnya"))
        if not any(kind in label for label in message.buttons):
            return
        member.phone.press(kind, message=message)
        if kind != "Lainnya":
            self._later(member, code, "berhalangan")
            return
        words = self.rng.choice(_EXCUSES)
        self.stage.plan(self.stage.clock.now() + timedelta(seconds=40), lambda: member.phone.send(words))
        self._later(member, code, "berhalangan", seconds=60)

    def _choose_substitute(self, member: Member, message: ShownMessage, code: str) -> None:
        people = [label for label in message.buttons if " · " in label]
        if not any("Orang lain" in label for label in message.buttons):
            # The press was refused: what stands, stands.
            return
        if not people:
            # Nobody of the kecamatan is left: somebody else then, by name and position.
            member.phone.press("Orang lain", message=message)
            guest = f"{self.rng.choice(_GUESTS)}, Staf Kecamatan {member.district}"
            self.stage.plan(self.stage.clock.now() + timedelta(seconds=30), lambda: member.phone.send(guest))
            self._later(member, code, "diwakilkan", seconds=45)
            return
        member.phone.press(self.rng.choice(people), message=message)
        self._later(member, code, "diwakilkan")

    def _later(self, member: Member, code: str, answer: str, seconds: float = 20, *, in_group: bool = False) -> None:
        """Believe the answer once the screen shows it; in a group the note that answers the press is all there is."""
        noted = len(member.phone.notes)
        labels = {"hadir": "✅ Hadir", "berhalangan": "🚫 Berhalangan", "diwakilkan": "👥 Diwakilkan"}

        def _check() -> None:
            if self.stage.bot is None:
                # Nobody is there to answer: what was pressed waits, and so do we.
                self.stage.plan(self.stage.clock.now() + _LOOK_AGAIN, _check)
                return
            thanked = in_group and any(text.startswith("Tercatat") for text, _ in member.phone.notes[noted:])
            told = (told_in(one).get(code) for one in member.phone.messages[-40:])
            shown = any(one is not None and f"Jawaban Anda: {labels[answer]}" in one.text for one in told)
            if thanked or shown:
                self.answers[member.phone.id, code] = answer

        self.stage.plan(self.stage.clock.now() + timedelta(seconds=seconds), _check)

    def _consider_report(self, member: Member, message: ShownMessage) -> None:
        draw = self.rng.random()
        if draw < 0.08:
            return
        wait = timedelta(minutes=self.rng.randint(1, 200))
        self.stage.plan(self.stage.clock.now() + wait, lambda: self._report(member, message))

    def _report(self, member: Member, message: ShownMessage) -> None:
        phone = member.phone
        incident = self.rng.random() < 0.07
        with_photo = self.rng.random() < 0.15
        steps: list[object] = [
            lambda: phone.press("Buat laporan", message=message),
            lambda: phone.press("Ada kejadian" if incident else "Aman, ada catatan"),
            lambda: (
                phone.send_photo(
                    "Baliho di luar zona, depan balai desa." if incident else "Suasana piket, nihil laporan."
                )
                if with_photo
                else phone.send(
                    "Baliho di luar zona, sudah difoto." if incident else "Pelayanan berjalan normal, nihil laporan."
                )
            ),
            lambda: phone.press("Kirim laporan"),
        ]
        now = self.stage.clock.now()
        for number, step in enumerate(steps):
            self.stage.plan(now + timedelta(seconds=20 * number), lambda s=step: self._try(s))  # type: ignore[misc]
        before = _receipts(member)
        self.stage.plan(now + timedelta(seconds=90), lambda: self._note_report(member, before))

    def _try(self, step: object) -> None:
        """A person stops where the screen does not offer the next step (the report was too late)."""
        try:
            step()  # type: ignore[operator]
        except NotOnScreen:
            return

    def _note_report(self, member: Member, before: int) -> None:
        if _receipts(member) > before:
            self.reported.add((member.phone.id, self.stage.clock.now().date()))

    def _heads(self) -> None:
        for code, day in self.dated.items():
            head = self.head(code.split("-")[0])
            self.stage.plan(at(day, 16.5), lambda h=head, c=code: h.phone.send(f"/rekap {c}"))  # type: ignore[misc]
            if code.startswith(_OUTSIDERS):
                self.stage.plan(at(day, 16.7), lambda h=head, c=code: h.phone.send(f"/peserta {c} 17"))  # type: ignore[misc]
        chair = self.chair
        for month_end in (date(2023, 10, 31), date(2023, 11, 30), date(2023, 12, 30)):
            self.stage.plan(at(month_end, 17.1), lambda: chair.phone.send("/rekap bulan"))
            self.stage.plan(at(month_end, 17.2), lambda: chair.phone.send("/rekap piket"))
        self.stage.plan(at(FIRST_DAY, 20), lambda: chair.phone.send("/belumdaftar"))
        self.stage.plan(at(FIRST_DAY + timedelta(days=1), 5.5), lambda: chair.phone.send("/jadwal"))
        self.stage.plan(at(date(2023, 12, 30), 17.4), lambda: self.head("SDMO").phone.send("/rekap SDMO-11"))
        self.stage.plan(at(date(2023, 12, 30), 17.5), lambda: self.head("SDMO").phone.press("Unduh XLSX"))
        self.stage.plan(at(date(2023, 12, 30), 17.6), lambda: chair.phone.send("/status"))

    def _departures(self) -> None:
        """Some block the bot; one of them comes back."""
        for number, member in enumerate(self.leavers):
            day = date(2023, 10, 20) + timedelta(days=self.rng.randint(0, 40))
            self.stage.plan(at(day, 12), member.phone.block)
            if number == 0:
                self.stage.plan(at(day + timedelta(days=6), 12), member.phone.unblock)

    def starts_at(self, code: str) -> datetime:
        """When a session that is steady starts."""
        hour, _, minute = self._hours[code].partition("-")[0].partition(":")
        return at(self.dated[code], int(hour) + int(minute) / 60)

    def is_steady(self, code: str) -> bool:
        """Whether a session is for Panwascam, the only one of its activity, and stays as it was first dated.

        Of several, the numbers follow the order in which heads date them, not that of their days.
        """
        alone = f"{code.partition('/')[0]}/2" not in self.dated
        return alone and code not in {*self.moved, *self.cancelled} and not code.startswith(_OUTSIDERS)

    @property
    def admin(self) -> Member:
        return next(m for m in self.stage.members if m.role == "admin")

    @property
    def chair(self) -> Member:
        return next(m for m in self.stage.members if m.position == "Ketua Bawaslu")

    def head(self, division: str) -> Member:
        """The office's head of a division."""
        return next(m for m in self.stage.members if m.position == "Kordiv Bawaslu" and m.division == division)

    def _is_invited(self, member: Member, code: str) -> bool:
        return any(code in told_in(message) for message in member.phone.messages)

    def kill_times(self) -> tuple[datetime, datetime]:
        """Once in the middle of a broadcast, once for a whole night and morning over an H-1."""
        blast = at(FIRST_DAY + timedelta(days=1), 14.5)
        return blast, at(date(2023, 11, 19), 22)


def _receipts(member: Member) -> int:
    """How many duty reports the screen says were received."""
    return sum("Laporan piket diterima" in message.text for message in member.phone.messages)
