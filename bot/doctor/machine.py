"""The machine and the installation: disk, time zones, texts, and whether a bot runs here."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.doctor.findings import Finding, Mark, bad, size_text, warning, well
from bot.domain.recap.charts import Bar, Bars, ChartSeries, Tone
from bot.storage.backup.shelf import newest
from bot.storage.database import sqlite_file
from bot.views.text import MissingText, plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.clock import Clock
    from bot.config.settings import Settings
    from bot.domain.duty.forms import Forms

# One night may fail, two may not.
_BACKUP_OLD = 50
_OF_OTHERS = 0o077
_DISK_LITTLE = 1_000_000_000
_DISK_NONE = 100_000_000
_ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
_PATIENCE = aiohttp.ClientTimeout(total=5)


def examine_disk(settings: Settings) -> list[Finding]:
    """Room where the database and its backups are."""
    file = sqlite_file(settings.database_url)
    places = [file.absolute().parent if file is not None else Path.cwd()]
    if settings.backup_dir and Path(settings.backup_dir).exists():
        places.append(Path(settings.backup_dir).absolute())
    return [disk_finding(place) for place in dict.fromkeys(places)]


def examine_backups(settings: Settings, clock: Clock) -> list[Finding]:
    """Whether the last night's backup is there."""
    if not settings.backup_dir:
        return [warning("backup-off")]
    directory = Path(settings.backup_dir)
    last = newest(directory)
    if last is None:
        return [warning("backup-none", place=directory)]
    hours = int((clock.now() - last.made_at).total_seconds() // 3600)
    values = {"hours": hours, "file": last.file.name, "size": size_text(last.size)}
    return [bad("backup-old", **values) if hours >= _BACKUP_OLD else well("backup-ok", **values)]


def examine_files(settings: Settings) -> list[Finding]:
    """Whether others on this machine may read the token, or what people wrote."""
    file = sqlite_file(settings.database_url)
    kept = [] if file is None else [file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm"))]
    directory = Path(settings.backup_dir) if settings.backup_dir else None
    if directory is not None and (last := newest(directory)) is not None:
        kept.append(last.file)
    # What belongs to others, and is not there, is not for us to judge.
    open_ = [one for one in (Path(".env"), *kept) if one.is_file() and one.stat().st_mode & _OF_OTHERS]
    return [warning("files-open", names=" ".join(map(str, open_)))] if open_ else [well("files-ok")]


def disk_finding(place: Path) -> Finding:
    """How much room a directory has."""
    try:
        free = shutil.disk_usage(place).free
    except OSError as error:
        return bad("disk-unknown", place=place, reason=error.strerror or type(error).__name__)
    return judge_room(place, free)


def judge_room(place: Path, free: int) -> Finding:
    """Whether so many free bytes are enough."""
    values = {"place": place, "free": size_text(free)}
    if free < _DISK_NONE:
        return bad("disk-full", **values)
    return warning("disk-full", **values) if free < _DISK_LITTLE else well("disk-ok", **values)


def examine_zones(settings: Settings) -> list[Finding]:
    """WIB, WITA and WIT are known, and are what they should be."""
    summer = datetime(2023, 10, 1, tzinfo=UTC)
    for name, hours in _ZONES.items():
        try:
            offset = summer.astimezone(ZoneInfo(name)).utcoffset()
        except (ZoneInfoNotFoundError, ValueError):
            offset = None
        if offset != timedelta(hours=hours):
            return [bad("zone-bad", zone=name)]
    return [well("zones-ok", zone=settings.bot_timezone)]


def examine_forms(forms: Forms, offices: Collection[str]) -> list[Finding]:
    """Whether each file of `FORMS_DIR` is a form that somebody sees."""
    strange = [name for name, of_office in forms.of_office.items() if of_office and name not in offices]
    found = [bad("forms-bad", reason=forms.problems[0], count=len(forms.problems))] if forms.problems else []
    return [*found, *(warning("forms-nobody", office=name) for name in strange)] or [well("forms-ok")]


def examine_texts() -> list[Finding]:
    """The sentences that people read are there."""
    try:
        plain("help-title")
    except (MissingText, OSError, ValueError) as error:
        # Even this finding has its words from there.
        return [Finding(Mark.BAD, "texts-bad", f"locales/id: {error}", "pip install --force-reinstall panwascam-bot")]
    return [well("texts-ok")]


def examine_papers() -> list[Finding]:
    """Whether letters and pictures can be made: the typesetter, its fonts and the templates."""
    # Loaded here: nothing else in the shell needs the typesetter.
    from bot.documents.typesetting import typeset  # noqa: PLC0415

    try:
        typeset(Bars("Uji", "", (ChartSeries("Hadir", Tone.GOOD),), (Bar("Uji", (1,)),)))
    except Exception as error:  # noqa: BLE001 (the finding)
        return [bad("papers-bad", reason=str(error).split("\n", 1)[0] or type(error).__name__)]
    return [well("papers-ok")]


async def examine_running(settings: Settings) -> list[Finding]:
    """Whether a bot answers at the address of these settings, and what it says of itself."""
    host = "127.0.0.1" if settings.http_host in ("0.0.0.0", "::") else settings.http_host  # noqa: S104 (read, not bound)
    where = f"http://{host}:{settings.http_port}/readyz"
    try:
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session, session.get(where) as response:
            said = json.loads(await response.read())
            troubles, warnings = ([str(one) for one in said[kind]] for kind in ("troubles", "warnings"))
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError, TypeError):
        return [warning("running-not", where=where)]
    if troubles:
        return [bad("running-ill", where=where, reason="; ".join(troubles))]
    if warnings:
        return [warning("running-warns", where=where, reason="; ".join(warnings))]
    return [well("running-ok", where=where)]
