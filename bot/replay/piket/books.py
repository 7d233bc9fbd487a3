"""The books of piket: what phones showed must agree with what was agreed, due and stored; every line says what does not."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from bot.domain.duty.escalation import STEPS, step_due
from bot.domain.duty.incidents import ALARMS
from bot.domain.duty.shifts import (
    covers_most,
    missing_due,
    opening_due,
    place_of,
    shift_begins,
    shift_ends,
    told_by,
    watch_of,
)
from bot.domain.night import is_night, not_at_night
from bot.replay.piket import beliefs, screens
from bot.replay.piket.crowd import CHAIR, KASEK
from bot.replay.stage import ZONE
from bot.storage.models import District, DutyReport, DutyShift, Person
from bot.views.duty.rota import hours_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from bot.replay.piket.crowd import Crowd
    from bot.replay.piket.plans import Plans
    from bot.replay.piket.screens import Seen
    from bot.replay.stage import Member, Stage

# What is sent on the minute is on the phone within this; longer where Telegram said 429.
_SLACK = timedelta(minutes=4)
# How long one copy waits for another on its way out.
_PACE = timedelta(seconds=5)
_DAY = timedelta(days=1)
_HOURS = re.compile(r" \d\d\.\d\d–\d\d\.\d\d$")


class Shift(NamedTuple):
    """A shift as the bot keeps it; `officer` is a chat (0: nobody on Telegram).

    Officers who are on duty together have a shift each, and `watch` is the one of which all of them report.
    """

    id: int
    district: str
    day: date
    shift: str
    officer: int
    by_rule: bool
    number: str | None
    reported_at: datetime | None
    watch: int

    @property
    def owes(self) -> bool:
        """Whether it is of this one that a report is owed."""
        return self.watch == self.id

    @property
    def ends(self) -> datetime:
        return shift_ends(self.day, self.shift, ZONE)

    @property
    def name(self) -> str:
        return f"{self.district} {self.day:%d-%m} {self.shift}"


@dataclass
class Books:
    """Looks at everything once, at `now`."""

    stage: Stage
    crowd: Crowd
    plans: Plans
    now: datetime
    shifts: list[Shift]
    # Reports beside the first of a shift.
    further: list[str]
    # Shifts whose officer has a surat tugas.
    with_paper: set[int] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    # Messages that came once more than they should.
    again: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    shown: dict[int, list[Seen]] = field(default_factory=dict)

    # By kecamatan, day and name of the watch: who is on duty together.
    together: dict[tuple[str, date, str], list[Shift]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.shown = {one.phone.id: list(screens.seen_by(one)) for one in self.stage.members}
        for one in self.shifts:
            self.together[one.district, one.day, watch_of(one.shift)].append(one)
        self.counts["bersama"] = sum(len(watch) > 1 for watch in self.together.values())

    def _officers(self, shift: Shift) -> set[int]:
        return {one.officer for one in self.together[shift.district, shift.day, watch_of(shift.shift)]}

    def check(self) -> list[str]:
        """Every disagreement, in words."""
        self._rota()
        self._numbers()
        for shift in self.shifts:
            self._morning(shift)
            self._climb(shift)
        self._divisions()
        self._alarms()
        self._digests()
        self._now_on_duty()
        self._limits()
        self._corrections()
        self.found += self.plans.mistaken
        for member in self.stage.members:
            for one in beliefs.needless(self.shown[member.phone.id]):
                self.found.append(f"{member.name}: {one.at:%d-%m %H.%M} diberi tahu perubahan yang sudah diketahui")
        return self.found

    def up_at(self, when: datetime) -> datetime:
        """The first moment from `when` on at which the bot served."""
        for begun, ended in self.stage.away:
            if begun <= when < (ended or self.now):
                return ended or self.now
        return when

    def goes_at(self, due: datetime) -> datetime:
        """When what is due and wakes nobody goes out: as soon as the bot serves, in the morning where that is at night."""
        return not_at_night(self.up_at(due), ZONE)

    def reached(self, chat: int, when: datetime) -> bool:
        """Whether somebody can be written to at a moment."""
        spans = self.plans.unreachable.get(chat, [])
        return chat in self.shown and not any(begins <= when < ends for begins, ends in spans)

    def _new(self, chat: int, head: str | tuple[str, ...]) -> Iterator[Seen]:
        return (one for one in self.shown.get(chat, ()) if one.new and one.text.startswith(head))

    def _rota(self) -> None:
        """Every shift that was agreed has one officer, and nobody has another."""
        wanted = {
            (district, day, shift)
            for district in {one.district for one in self.stage.members if one.district}
            for day in self.plans.days()
            for shift in self.plans.shifts(district, day)
        }
        kept = Counter((one.district, one.day, one.shift) for one in self.shifts)
        self.counts["shifts"] = kept.total()
        self.found += [f"piket {key[0]} {key[1]} {key[2]}: {many} petugas" for key, many in kept.items() if many != 1]
        for district, day, shift in wanted - kept.keys():
            of_day = [one for one in self.shifts if (one.district, one.day) == (district, day)]
            # What was swapped before the hours of that day were changed holds.
            others = [one.shift for one in of_day if watch_of(one.shift) != watch_of(shift)]
            if place_of(shift) > 1 and self._may_lack(district, day, shift, of_day):
                self.counts["kurang"] += 1
            elif not covers_most(others if place_of(shift) > 1 else [one.shift for one in of_day], shift):
                self.found.append(f"piket {district} {day} {shift}: tidak ada petugas")
        for one in self.shifts:
            # A turn that has a surat tugas holds, whatever hours came later.
            is_of_rule = one.by_rule and not {one.id, one.watch} & self.with_paper
            if is_of_rule and (one.district, one.day, one.shift) not in wanted:
                self.found.append(f"piket {one.name}: tidak pernah diatur")

    def _may_lack(self, district: str, day: date, shift: str, of_day: list[Shift]) -> bool:
        """Whether somebody may be without a second: the first is there, and all others serve that day or are away.

        What was agreed otherwise, or holds for its surat tugas, leaves a place beside somebody to nobody, too.
        """
        first = self.together.get((district, day, watch_of(shift)))
        serving = {one.officer for one in of_day}
        here = {one.phone.id for one in self.crowd.in_district(district)} - serving
        noon = datetime.combine(day, datetime.min.time(), ZONE) + _DAY / 2
        # Whoever is on duty and not on Telegram is nobody's chat.
        free = {chat for chat in here if self.reached(chat, noon) and not self.plans.is_away(chat, day)}
        agreed = any(not one.by_rule or {one.id, one.watch} & self.with_paper for one in of_day)
        return bool(first) and (not free or agreed)

    def _numbers(self) -> None:
        """Numbers on phones are those stored, and none is left out."""
        stored = {*self.further, *(one.number for one in self.shifts if one.number)}
        self.counts["reports"] = len(stored)
        for number in stored - self.crowd.received.keys():
            self.found.append(f"{number}: tersimpan, tetapi pengirim tidak pernah melihat tanda terima")
        for number in self.crowd.received.keys() - stored:
            self.found.append(f"{number}: diterima di layar, tetapi tidak tersimpan")
        for one in self.shifts:
            told = self.crowd.received.get(one.number or "")
            if told is not None and told[1:3] != (one.district, one.day):
                self.found.append(f"{one.number}: di layar {told[1]} {told[2]}, tersimpan {one.name}")
        counted: defaultdict[str, list[int]] = defaultdict(list)
        for number in stored:
            kept, _, nth = number.rpartition("/")
            counted[kept].append(int(nth))
        for kept, numbers in counted.items():
            if sorted(numbers) != list(range(1, len(numbers) + 1)):
                self.found.append(f"{kept}: bernomor {sorted(numbers)}")

    def _morning(self, shift: Shift) -> None:
        """Its officer had the day's message once; whoever else had it was told that the shift is another's."""
        due = opening_due(shift.day, shift.shift, datetime.combine(shift.day, datetime.min.time(), ZONE), ZONE)
        word = f"Kecamatan {shift.district}, "
        holders: Counter[int] = Counter()
        for chat in self.shown:
            for one in self._new(chat, screens.OPENS):
                if (
                    word in one.text
                    and screens.days_in(one.text)[0] == shift.day
                    and f"(shift {watch_of(shift.shift)})" in one.text
                ):
                    holders[chat] += 1
        at, first = self.up_at(due.at), self.together[shift.district, shift.day, watch_of(shift.shift)][0]
        if shift is first:
            self._once(f"{shift.name}: pesan pagi", holders)
        for chat in holders.keys() - self._officers(shift) if shift is first else ():
            if not self.was_relieved(chat, shift):
                self.found.append(f"{shift.name}: pesan pagi kepada {chat}, petugasnya {shift.officer}")
        early = shift.reported_at is not None and shift.reported_at <= at + _SLACK
        wanted = not early and at + _SLACK < due.until and self.reached(shift.officer, at)
        if wanted and shift.officer not in holders and not self._has_taken(shift):
            self.found.append(f"{shift.name}: {shift.officer} tidak mendapat pesan pagi")

    def was_relieved(self, chat: int, shift: Shift) -> bool:
        """Whether somebody read that the shift is not theirs, or could not."""
        heads = ("🆘", "✅ Tukar piket jadi", "🔄 Piket Anda berubah")
        told = (one for one in self.shown[chat] if one.text.startswith(heads))
        return any(shift.day in screens.days_in(one.text) for one in told) or not self.reached(chat, shift.ends)

    def _has_taken(self, shift: Shift) -> bool:
        """Took it over so late that the screen after the press was all."""
        return any(
            one.text.startswith(("✅ Anda sekarang bertugas", "✅ Tukar piket jadi"))
            and one.at.astimezone(ZONE).date() in (shift.day, shift.day + _DAY)
            for one in self.shown[shift.officer]
        )

    def _once(self, what: str, came: Counter[int]) -> None:
        for chat, many in came.items():
            self.again += many - 1
            if many > 2:
                self.found.append(f"{what}: {many} kali kepada {chat}")

    def _asked(self, chat: int, head: str, shift: Shift, *, hours: bool = False) -> list[datetime]:
        return [
            one.at
            for one in self._new(chat, head)
            if shift.district in one.text
            and shift.day in screens.days_in(one.text)
            and (not hours or f"shift {hours_of(shift.shift)}" in one.text)
        ]

    def _climb(self, shift: Shift) -> None:
        """Question, head of secretariat: each once where it was due, and never where it was not."""
        if shift.ends + 30 * timedelta(hours=1) > self.now:
            return
        same = [
            one
            for one in self.shifts
            if (one.district, one.day, one.officer) == (shift.district, shift.day, shift.officer)
        ]
        if len(same) > 1:
            return
        due = missing_due(shift.day, shift.shift, shift.ends - _DAY, ZONE)
        asked = self._asked(shift.officer, screens.MISSING, shift)
        self._step(shift, "pertanyaan", shift.officer, asked, due.at, due.until)
        # Of a watch each is asked, and one report is missing.
        for keeper in self._keepers(shift) if shift.owes else ():
            told = self._asked(keeper, screens.UNREPORTED, shift, hours=True)
            # Who could be written to only later is asked when the others know already.
            before = [one for one in asked if not told or one <= told[0]]
            step = step_due(STEPS[1], shift.day, shift.shift, before[0] if before else None, ZONE)
            if keeper in self._officers(shift):
                self.found += [f"{shift.name}: petugas ditanya tentang dirinya" for _ in told]
            else:
                self._step(shift, "kepala sekretariat", keeper, told, step.at, step.until)

    def _keepers(self, shift: Shift) -> list[int]:
        def _of(position: str) -> list[int]:
            return [
                one.phone.id
                for one in self.crowd.in_district(shift.district, position)
                if self.reached(one.phone.id, shift.ends + timedelta(hours=1))
            ]

        return _of(KASEK) or _of(CHAIR)

    def _step(self, shift: Shift, what: str, chat: int, came: list[datetime], due: datetime, until: datetime) -> None:
        """One step of a climb to one phone."""
        at = self.goes_at(due)
        self.counts[what] += bool(came)
        if len(came) > 1:
            self._once(f"{shift.name}: {what}", Counter({chat: len(came)}))
        # What was said while the bot was away it knows when it is back.
        reported = None if shift.reported_at is None else self.up_at(shift.reported_at)
        if came and (came[0] < due or (reported is not None and reported < came[0] - _SLACK)):
            self.found.append(
                f"{shift.name}: {what} {came[0]:%d %H.%M}, jatuh tempo {due:%d %H.%M}, laporan {reported}"
            )
        if came and is_night(came[0], ZONE):
            self.found.append(f"{shift.name}: {what} malam hari ({came[0]:%d %H.%M})")
        wanted = (reported is None or reported > at + _SLACK) and at + _SLACK < until and not self._back_soon(at)
        if wanted and not came and self.reached(chat, at) and self.reached(chat, due):
            self.found.append(f"{shift.name}: {what} tidak sampai kepada {chat}, jatuh tempo {due:%d %H.%M}")

    def _back_soon(self, at: datetime) -> bool:
        """Whether the bot went again before what was due could be sent."""
        return any(at <= begun <= at + _SLACK for begun, _ in self.stage.away)

    def _divisions(self) -> None:
        """The division hears of each once, in lines, and of all that nobody saw to."""
        lines: Counter[tuple[str, date, str]] = Counter()
        head = self.plans.head.phone.id
        first: dict[tuple[str, date], datetime] = {}
        # Of a watch one report is missing, whoever is named.
        said: defaultdict[str, set[str]] = defaultdict(set)
        for one in self.shown[head]:
            if not one.new or not screens.SILENT.match(one.text):
                continue
            for line in one.text.splitlines():
                day = screens.short_day(line, one.at.astimezone(ZONE).date())
                if line.startswith("• ") and day is not None:
                    district = _HOURS.sub("", line.split(" · ")[0].split(" ", 4)[4])
                    lines[district, day, line] += 1
                    said[line.split(" · ")[0]].add(line)
                    first.setdefault((district, day), one.at)
        self.counts["divisi"] = len(lines)
        self.found += [f"divisi: {sorted(ways)}" for ways in said.values() if len(ways) > 1]
        self._once("divisi", Counter({head: max(lines.values(), default=1)}))
        self.again += sum(many - 1 for many in lines.values()) - max(0, max(lines.values(), default=1) - 1)
        for shift in self.shifts:
            self._told_division(shift, first.get((shift.district, shift.day)))

    def _told_division(self, shift: Shift, told: datetime | None) -> None:
        if shift.ends + 30 * timedelta(hours=1) > self.now or not shift.owes:
            return
        asked = self._asked(shift.officer, screens.MISSING, shift)
        keepers = [self._asked(one, screens.UNREPORTED, shift, hours=True) for one in self._keepers(shift)]
        before = max((came[0] for came in keepers if came), default=None)
        step = step_due(STEPS[2], shift.day, shift.shift, asked[0] if asked else None, ZONE, before)
        at = self.goes_at(step.at)
        if told is None and (shift.reported_at is None or shift.reported_at > at + _SLACK):
            taken = any(
                one.text.startswith("✅ Anda mengurus laporan ini") and one.at <= at + _SLACK
                for keeper in self._keepers(shift)
                for one in self.shown[keeper]
                if one.at >= shift.ends
            )
            if not taken and at + _SLACK < step.until and not self._back_soon(at):
                self.found.append(f"{shift.name}: divisi tidak diberi tahu, jatuh tempo {step.at:%d %H.%M}")

    def _alarms(self) -> None:
        """What is urgent was told at once, and again as the table says until somebody took it on; then to nobody."""
        heads = [one for one in self.stage.members if one.position == "Kordiv Bawaslu"]
        chair = next(one for one in self.stage.members if one.position == "Ketua Bawaslu").phone.id
        taken = self._first_takes([*(one.phone.id for one in heads), chair])
        called: defaultdict[str, defaultdict[int, list[datetime]]] = defaultdict(lambda: defaultdict(list))
        for chat in [*(one.phone.id for one in heads), chair]:
            for one in self._new(chat, screens.URGENT):
                called[screens.number_in(one.text) or ""][chat].append(one.at)
        for number, (at, _, _, urgent) in self.crowd.received.items():
            if urgent:
                self.counts["mendesak"] += 1
                self._apart(number, [came for member in heads for came in called[number][member.phone.id]])
                for member in heads:
                    self._calls(number, called[number][member.phone.id], at, taken.get(number))
                self._chair(number, called[number], chair, taken.get(number))

    def _first_takes(self, chats: list[int]) -> dict[str, datetime]:
        first: dict[str, datetime] = {}
        for chat in chats:
            for one in self.shown[chat]:
                number = screens.number_in(one.text)
                if number and screens.TAKEN in one.text:
                    first[number] = min(one.at, first.get(number, one.at))
        return first

    def _apart(self, number: str, came: list[datetime]) -> None:
        """From the first copy of a call to the first of the next it is as long as the table says."""
        came = sorted(came)
        firsts = [one for nth, one in enumerate(came) if not nth or one - came[nth - 1] > timedelta(minutes=5)]
        for sooner, later in itertools.pairwise(firsts):
            if later - sooner < ALARMS[1].after - _PACE:
                self.found.append(f"{number}: dipanggil {sooner:%d %H.%M} dan lagi {later:%d %H.%M}")

    def _calls(self, number: str, came: list[datetime], at: datetime, taken: datetime | None) -> None:
        calls = [one for nth, one in enumerate(came) if not nth or one - came[nth - 1] > timedelta(minutes=5)]
        self.again += len(came) - len(calls)
        if not calls or calls[0] > self.up_at(at) + _SLACK:
            self.found.append(f"{number}: mendesak, tetapi baru diberitahukan {calls[:1]}")
            return
        for sooner, later in itertools.pairwise(calls):
            # The copies of one call arrive one after the other.
            if later - sooner < ALARMS[1].after - _SLACK:
                self.found.append(f"{number}: panggilan {sooner:%d %H.%M} dan {later:%d %H.%M}")
        if taken is not None and calls[-1] > taken + _SLACK:
            self.found.append(f"{number}: dipanggil {calls[-1]:%d %H.%M}, ditangani {taken:%d %H.%M}")
        most = sum(one.to.value == "heads" for one in ALARMS)
        following = self.up_at(calls[-1] + ALARMS[1].after)
        if len(calls) > most or (
            len(calls) < most
            and (taken is None or taken > following + 2 * _SLACK)
            and following + 2 * _SLACK < self.now
        ):
            self.found.append(f"{number}: {len(calls)} panggilan, ditangani {taken}, terakhir {calls[-1]:%d %H.%M}")

    def _chair(self, number: str, called: dict[int, list[datetime]], chair: int, taken: datetime | None) -> None:
        last = max((one for calls in called.values() for one in calls), default=self.now)
        if called.get(chair):
            if taken is not None and called[chair][0] > taken + _SLACK:
                self.found.append(f"{number}: ketua dipanggil sesudah ditangani")
        elif taken is None and last + 3 * _SLACK + ALARMS[-1].after < self.now:
            self.found.append(f"{number}: tidak ada yang menangani, ketua tidak dipanggil")

    def _digests(self) -> None:
        """Each Monday's figures are what phones showed by then."""
        for one in self._new(self.plans.head.phone.id, screens.DIGEST):
            total = re.search(r"Jumlah: (\d+) dari (\d+) laporan", one.text)
            monday = one.at.astimezone(ZONE).date()
            monday -= timedelta(days=monday.weekday())
            began, ended = told_by(monday - 7 * _DAY, ZONE), told_by(monday, ZONE)
            over = [shift for shift in self.shifts if shift.owes and began < shift.ends <= ended]
            reported = [
                shift
                for shift in over
                if shift.number in self.crowd.received and self.crowd.received[shift.number][0] <= one.at
            ]
            wanted = (len(reported), len(over))
            self.counts["ringkasan"] += 1
            if total is None or (int(total[1]), int(total[2])) != wanted:
                self.found.append(f"ringkasan {monday}: {total and total[0]}, seharusnya {wanted[0]} dari {wanted[1]}")

    def _limits(self) -> None:
        """Of what is to be done by when is spoken on its days, of each report once a day."""
        head = next(one for one in self.stage.members if one.position == "Kordiv Bawaslu" and one.division == "PPDI")
        told: Counter[tuple[str, date]] = Counter()
        for one in self._new(head.phone.id, screens.LIMITS):
            today = one.at.astimezone(ZONE).date()
            for line in one.text.splitlines():
                number = screens.number_in(line)
                if number is None or not line.startswith("• "):
                    continue
                told[number, today] += 1
                end = next(
                    (
                        today + ahead * _DAY
                        for ahead in (3, 1, 0, *range(-1, -8, -1))
                        if screens.short_day(line.partition("paling lambat")[2], today + 3 * _DAY)
                        == today + ahead * _DAY
                    ),
                    None,
                )
                if end is None:
                    self.found.append(f"tenggat {today}: {line}")
        self.counts["tenggat"] = len(told)
        self._once("tenggat", Counter({head.phone.id: max(told.values(), default=1)}))

    def _corrections(self) -> None:
        """Whoever reads a report that was put right reads what it said first."""
        head = self.plans.head.phone
        for number, versions in self.crowd.said.items():
            if len(versions) == 1 or number not in self.crowd.received:
                continue
            self.counts["diperbaiki"] += 1
            read = next(
                (one.text for one in self.shown[head.id] if one.text.startswith(f"🛡 Laporan piket {number}")), ""
            )
            # Words whose answer a kill swallowed are typed again: the first report says both.
            first = f"Diperbaiki {len(versions) - 1}×. Laporan pertama: "
            if f"\n\n{versions[-1]}\n" not in read or first not in read or not read.endswith(versions[0]):
                self.found.append(f"{number}: dikirim {versions}, terbaca {read!r}")

    def _now_on_duty(self) -> None:
        """Whenever somebody looked, one was on duty in each shift that was on."""
        for member in self.stage.members:
            for one in self.shown[member.phone.id]:
                if member.district and "🛡 Piket " + member.district in one.text and "Pekan ini" in one.text:
                    self._look(member, one)

    def _look(self, member: Member, one: Seen) -> None:
        named = one.text.count("Bertugas sekarang: ")
        days = [one.at.astimezone(ZONE).date() - ahead * _DAY for ahead in (1, 0)]
        # Those who are on duty together stand in one line.
        planned = {(day, watch_of(shift)) for day in days for shift in self.plans.shifts(member.district, day)}
        # What was agreed (a swap, an imported line, a turn with its paper) may stand beside hours that were set later.
        kept = {(day, watch) for district, day, watch in self.together if district == member.district and day in days}
        on, agreed = (
            sum(shift_begins(day, shift, ZONE) <= one.at < shift_ends(day, shift, ZONE) for day, shift in shifts)
            for shifts in (planned, kept)
        )
        self.counts["lihat"] += 1
        if named not in {on, agreed}:
            self.found.append(f"{member.district} {one.at:%d-%m %H.%M}: {named} bertugas di layar, seharusnya {on}")


_WATCH = func.coalesce(DutyShift.watch_id, DutyShift.id)


def shifts_kept(connection: Connection, last: date) -> list[Shift]:
    """Every shift that the bot keeps until `last`, with its first report."""
    query = (
        select(
            DutyShift.id,
            District.name,
            DutyShift.day,
            DutyShift.shift,
            Person.telegram_id,
            DutyShift.by_rule,
            DutyReport.number,
            DutyReport.reported_at,
            _WATCH,
        )
        .join(District, District.id == DutyShift.district_id)
        .join(Person, Person.id == DutyShift.person_id)
        .outerjoin(DutyReport, (DutyReport.shift_id == _WATCH) & (DutyReport.nth == 1))
        .where(DutyShift.day <= last)
        .order_by(DutyShift.day, DutyShift.id)
    )
    return [Shift(row[0], row[1], row[2], row[3], row[4] or 0, *row[5:]) for row in connection.execute(query)]


def further_reports(connection: Connection, last: date) -> list[str]:
    """The numbers of reports beside the first of each shift."""
    query = select(DutyReport.number).join(DutyShift, DutyShift.id == DutyReport.shift_id)
    return list(connection.scalars(query.where(DutyShift.day <= last, DutyReport.nth > 1)))
