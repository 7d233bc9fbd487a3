"""Who is in the demo, and what they do by themselves: register at the beginning, answer when told to."""

from __future__ import annotations

import math
import random
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.leading.seed import shipped_office
from bot.replay.stage import told_in
from bot.simulator import NotOnScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.replay.stage import Member, Stage
    from bot.simulator import Group

# Kecamatan that have a group of their own, beside the one of all.
DISTRICTS = ("Wonodadi", "Udanawu")
ALL = "Semua Panwascam"
_TITLE = "Panwascam "
# Everybody answers within so many seconds.
_WITHIN = 20
_SAY_YES = 0.8
_SAY_NO = 0.93
# Of those who said that they come.
_COME = 0.94
_REASONS = ("Sakit", "Dinas lain", "Lainnya")
_IN_WORDS = ("Mengantar orang tua berobat", "Ada acara keluarga di luar kota", "Bertugas di TPS pemilihan kades")
# How many messages up somebody looks for what they are asked.
_LOOKS_BACK = 6
# How somebody on duty reports that nothing happened.
_ALL_QUIET = "Aman, nihil"
# Seconds, and how often, until the greeting of everybody has gone out.
_LOOK_AGAIN = 0.5
_PATIENCE = 60
# Without the beginnings there is no demo, however slow the machine and whatever was made to go wrong meanwhile.
_UNTIL_THEY_CAN = math.inf
# What the bot says to whoever has registered, and in a group that has its place.
_HAS_REGISTERED = "Anda terdaftar"
_IS_LINKED = "ditautkan ke"


class Cast:
    """Plans what people do on the stage; the first phone's owner does nothing by themselves."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self._rng = random.Random(seed)  # noqa: S311 (a play, not a secret)
        self.by_id = {member.phone.id: member for member in stage.members}
        self.ready = False

    @property
    def commissioner(self) -> Member:
        """Who registers before your eyes."""
        return self._first("Ketua Panwascam", district=DISTRICTS[0])

    @property
    def colleague(self) -> Member:
        """On whose phone the group is seen."""
        return self._first("Ketua Panwascam", district=DISTRICTS[1])

    @property
    def head(self) -> Member:
        """The division head."""
        return self._first("Kordiv Bawaslu", division="SDMO")

    @property
    def admin(self) -> Member:
        """Who links groups."""
        return next(member for member in self.stage.members if member.role == "admin")

    def group(self, chat_id: int) -> Group | None:
        """A group by its chat's id."""
        return next((group for group in self.stage.groups.values() if group.id == chat_id), None)

    def plan_beginnings(self) -> None:
        """Everybody but the first phone's owner registers, and the admin links the groups: within seconds."""
        others = [member for member in self.stage.members if member is not self.commissioner]
        # The phones shown first, so that they can be used at once; all the others in one breath.
        shown = [self.head, self.colleague, self.admin]
        for after, people in ((0.1, shown), (1.0, [member for member in others if member not in shown])):
            for member in people:
                self._soon(after, lambda m=member: m.phone.send("/start"))  # type: ignore[misc]
                self._soon(after + 0.5, lambda m=member: m.phone.tap("Bagikan nomor"), tries=_UNTIL_THEY_CAN)  # type: ignore[misc]
        for number, district in enumerate(("", *DISTRICTS)):
            self._plan_group(2.0 + 0.2 * number, district)
        self._soon(4.0, self._look_around)

    def take_up_groups(self) -> None:
        """The groups that were made the last time, by whom they are for."""
        for room in self.stage.sim.world.rooms.values():
            if room.user is None:
                district = room.title.removeprefix(_TITLE)
                self.stage.groups["" if district == _whole() else district] = self.stage.sim.group_of(room)

    def answer_all(self, left_out: Collection[int]) -> int:
        """Whoever is asked something, or soon will be, and holds none of the phones shown answers.

        Returns how many are asked now.
        """
        willing = [
            member for member in self.stage.members if member.phone.id not in left_out and not member.phone.room.blocked
        ]
        for member in willing:
            after = self._rng.uniform(0.5, _WITHIN)
            # What is on its way to everybody may not have reached them yet.
            self._soon(after, lambda m=member: self._answer(m), tries=_PATIENCE)  # type: ignore[misc]
        return sum(self._is_asked(member) for member in willing)

    def _plan_group(self, after: float, district: str) -> None:
        admin = self.admin
        people = [m for m in self.stage.members if m.district and (not district or m.district == district)]
        office = [m for m in self.stage.members if not m.district] if not district else [self.admin, self.head]
        group = self.stage.sim.group(
            _TITLE + (district or _whole()), [m.phone for m in (*people, *office)], supergroup=not district
        )
        self.stage.groups[district] = group
        self._soon(after, lambda: group.add_bot(by=admin.phone))
        self._soon(after + 0.5, lambda: self._link(group), tries=_UNTIL_THEY_CAN)
        self._soon(after + 1.2, lambda: admin.phone.press(district or ALL, group), tries=_UNTIL_THEY_CAN)
        # Who writes is said beside the name.
        self._soon(after + 1.5, lambda: group.promote_bot(admin.phone, "can_manage_tags"))

    def _look_around(self) -> None:
        """Ready is when everybody has been greeted by name, and each group has its place."""
        registered = all(
            _HAS_REGISTERED in member.phone.screen for member in self.stage.members if self._acts_alone(member)
        )
        if registered and all(_IS_LINKED in group.screen for group in self.stage.groups.values()):
            self.ready = True
        else:
            self._soon(_LOOK_AGAIN, self._look_around)

    def _acts_alone(self, member: Member) -> bool:
        return member is not self.commissioner and member is not self.admin

    def _is_asked(self, member: Member) -> bool:
        return any(self._question(member, label) is not None for label in ("Hadir", "Saya sudah")) or self._is_on_duty(
            member
        )

    def _is_on_duty(self, member: Member) -> bool:
        """Whether the newest message asks for a report of piket."""
        messages = member.phone.messages
        return bool(messages) and any(_ALL_QUIET in label for label in messages[-1].buttons)

    def _question(self, member: Member, label: str) -> tuple[int, str] | None:
        """The newest message with such a button that is not answered yet, by its place, and the whole label."""
        messages = member.phone.messages
        for place in range(len(messages) - 1, max(-1, len(messages) - 1 - _LOOKS_BACK), -1):
            for told in told_in(messages[place]).values():
                found = told.button(label)
                open_still = "Jawaban Anda: belum ada" in told.text or label != "Hadir"
                if found is not None and open_still:
                    return place, found
        return None

    def _answer(self, member: Member) -> None:
        """One press, by what stands on the screen then."""
        arrived = self._question(member, "Saya sudah")
        if arrived is not None:
            if self._rng.random() < _COME:
                member.phone.press(arrived[1], message=member.phone.messages[arrived[0]])
            return
        if self._is_on_duty(member):
            member.phone.press(_ALL_QUIET, message=member.phone.messages[-1])
            return
        asked = self._question(member, "Hadir")
        if asked is None:
            raise NotOnScreen
        draw = self._rng.random()
        if draw > _SAY_NO:
            return
        message = member.phone.messages[asked[0]]
        if draw < _SAY_YES:
            member.phone.press(asked[1], message=message)
            return
        member.phone.press(asked[1].replace("✅ Hadir", "🚫 Berhalangan"), message=message)
        reason, words = self._rng.choice(_REASONS), self._rng.choice(_IN_WORDS)
        self._soon(1.0, lambda: member.phone.press(reason, message=message))
        if reason == _REASONS[-1]:
            self._soon(2.0, lambda: member.phone.send(words))

    def _first(self, position: str, *, district: str = "", division: str = "") -> Member:
        return next(
            member
            for member in self.stage.members
            if member.position == position and district in ("", member.district) and division in ("", member.division)
        )

    def _link(self, group: Group) -> None:
        """An admin can do it, so they must have been greeted, and the bot says first what it needs."""
        if _HAS_REGISTERED not in self.admin.phone.screen or not group.messages:
            raise NotOnScreen
        self.admin.phone.send("/grup", group)

    def _soon(self, seconds: float, act: Callable[[], object], *, tries: float = 1) -> None:
        """What the screen does not offer is looked for again as often as `tries` says, then let be."""

        def _try() -> None:
            try:
                act()
            except NotOnScreen:
                if tries > 1:
                    self._soon(_LOOK_AGAIN, act, tries=tries - 1)

        self.stage.plan(self.stage.clock.now() + timedelta(seconds=seconds), _try)


def _whole() -> str:
    """What the group of all is named after: the office, without "Bawaslu"."""
    return shipped_office()[0]["name"].removeprefix("Bawaslu ")
