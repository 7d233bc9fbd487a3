"""What each kecamatan hands in before a session (DIM, laporan, timeline): a short list of names, and files by kecamatan."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.lengths import shortened, units
from bot.domain.timing import Due, local_instant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime, time
    from zoneinfo import ZoneInfo

MOST_ITEMS, LONGEST_ITEM = 6, 40
# Days before the session's day on which those are reminded who have not.
REMINDED = (3, 1)
# A file so long after it is still taken.
TAKEN_UNTIL = timedelta(days=31)
# What Telegram lets a bot fetch, and what it lets it send, with room for the directory of the archive
# (https://core.telegram.org/bots/api#getfile, #senddocument).
LARGEST_FILE, LARGEST_ARCHIVE = 20 * 1024 * 1024, 48 * 1024 * 1024
_LONGEST_PART = 60
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
# Windows takes no file of such a name, with whatever extension.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)


class TooMany(ValueError):
    """More items than a message has room for, or one that is too long."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that stands for an item of a kecamatan; the last one sent counts."""

    id: int
    item: str
    district_id: int
    district: str
    file_id: str
    name: str
    size: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file that was sent: which item it is, what the kecamatan still lacks, and which file it takes the place of."""

    item: str
    lacking: tuple[str, ...]
    replaces: HandedIn | None


@dataclass(frozen=True, slots=True)
class Collected:
    """How it stands: `districts` are the kecamatan that are to hand in (id and name), in their order."""

    items: tuple[str, ...]
    districts: tuple[tuple[int, str], ...]
    files: tuple[HandedIn, ...]

    def lacking(self, item: str) -> tuple[str, ...]:
        """The kecamatan of which there is no such file."""
        there = {file.district_id for file in self.files if file.item == item}
        return tuple(name for district_id, name in self.districts if district_id not in there)

    def of(self, item: str, district_id: int) -> HandedIn | None:
        """The file that stands for an item of a kecamatan."""
        return next((file for file in self.files if (file.item, file.district_id) == (item, district_id)), None)

    @property
    def latest(self) -> HandedIn | None:
        """The file that came last."""
        return max(self.files, key=lambda file: file.at, default=None)

    @property
    def complete(self) -> bool:
        return not any(self.lacking(item) for item in self.items)


def read_items(text: str) -> tuple[str, ...]:
    """`DIM; laporan pengawasan; timeline`, one to a line or with semicolons or commas; raises `TooMany`."""
    parts = [" ".join(part.split()) for part in re.split(r"[;,\n]", text)]
    items = tuple({part.casefold(): part for part in parts if part}.values())
    if len(items) > MOST_ITEMS or any(units(item) > LONGEST_ITEM for item in items):
        raise TooMany
    return items


def lacking_of(items: Sequence[str], handed: Collection[tuple[str, int]], district_id: int) -> tuple[str, ...]:
    """What a kecamatan has not handed in, `handed` being what is there by item and kecamatan."""
    return tuple(item for item in items if (item, district_id) not in handed)


def reminders(starts_at: datetime, now: datetime, at: time, zone: ZoneInfo) -> list[tuple[int, Due]]:
    """When those are reminded who have not, by days before; what is past is left out."""
    day = starts_at.astimezone(zone).date()
    found = [(days, local_instant(day - timedelta(days=days), at, zone)) for days in REMINDED]
    return [(days, Due(moment, starts_at)) for days, moment in found if now < moment < starts_at]


def archive_names(files: Iterable[HandedIn]) -> dict[int, str]:
    """Where each file lies in the archive, `Wonodadi/DIM - dim akhir.xlsx`: names that any system takes, no two alike."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for file in files:
        extension = _EXTENSION.search(file.name)
        stem = file.name[: extension.start()] if extension else file.name
        tail = extension[0].lower() if extension else ""
        folder = _safe(file.district)
        base = f"{_safe(file.item)} - {_safe(stem)}"
        name, number = f"{folder}/{base}{tail}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{folder}/{base} ({number}){tail}"
        taken.add(name.casefold())
        names[file.id] = name
    return names


def fitting(files: Sequence[HandedIn], room: int = LARGEST_ARCHIVE) -> tuple[list[HandedIn], list[HandedIn]]:
    """Those that go into an archive together, and those for which there is no room."""
    inside: list[HandedIn] = []
    outside: list[HandedIn] = []
    for file in files:
        room -= file.size
        if room < 0:
            room += file.size
            outside.append(file)
        else:
            inside.append(file)
    return inside, outside


def _safe(text: str) -> str:
    """A part of a path: letters, figures and a few signs; it neither begins with a point nor ends with one or a blank."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(sign if sign.isalnum() or sign in " -_()&+'" or sign == "." else " " for sign in plain)
    name = shortened(" ".join(kept.split()), _LONGEST_PART).replace("…", "").strip(" .")
    return f"_{name}" if not name or _DEVICES.match(name.partition(".")[0].strip()) else name
