from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr
from sqlalchemy import insert, text, update
from sqlalchemy.engine import make_url

from bot.clock import SystemClock, VirtualClock
from bot.doctor.examine import examine
from bot.doctor.findings import Mark, size_text
from bot.doctor.machine import disk_finding, judge_room
from bot.domain.importing.columns import Row
from bot.monitoring.web import serve_http
from bot.services.importing import import_rows
from bot.services.office.backups import Shelf, back_up
from bot.services.office.offices import add_office, office_codes
from bot.simulator import Fault, Simulator
from bot.storage.backup.shelf import newest
from bot.storage.database import sqlite_file
from bot.storage.models import Delivery, InboxUpdate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import Clock
    from bot.doctor.findings import Finding
    from tests.inside import Inside
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

REPOSITORY = Path(__file__).parents[2]
SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
HOOK = "https://bot.example.go.id"


async def _findings(office: Office, clock: VirtualClock | None = None, **changed: object) -> dict[str, Finding]:
    """What the doctor finds, by key."""
    settings = office.settings.model_copy(update=changed)
    parts = [found async for _, found in examine(settings, clock or office.clock)]
    return {finding.key: finding for found in parts for finding in found}


def _marks(findings: dict[str, Finding], mark: Mark) -> set[str]:
    return {key for key, finding in findings.items() if finding.mark is mark}


async def test_a_bot_in_order_has_nothing_to_mend(office: Office, tmp_path: Path) -> None:
    await office.head()
    shelf = Shelf(tmp_path / "cadangan", keep=2)
    await back_up(office.bot.ctx, shelf)
    await office.clock.advance(timedelta(hours=9))
    for name in _files(office):
        name.chmod(0o600)
    face = await serve_http(office.bot, office.settings.model_copy(update={"http_port": 0}))
    try:
        found = await _findings(office, http_port=face.addresses[0][1], backup_dir=str(shelf.directory))
    finally:
        await face.cleanup()
    assert set(found) == {
        "token-ok",
        "privacy-ok",
        "polling-ok",
        "clock-ok",
        "database-ok",
        "schema-ok",
        "integrity-ok",
        "people-ok",
        "offices-ok",
        "ledger-ok",
        "disk-ok",
        "files-ok",
        "backup-ok",
        "zones-ok",
        "texts-ok",
        "papers-ok",
        "running-ok",
    }
    assert _marks(found, Mark.WELL) == set(found)
    kind = {"sqlite": "SQLite ", "postgresql": "PostgreSQL "}[office.bot.db.dialect]
    assert found["database-ok"].text.startswith(kind)
    assert found["backup-ok"].text.startswith("Cadangan terakhir 9 jam lalu: panwascam-20231002-0")
    assert found["people-ok"].text == "95 anggota, 1 terdaftar di bot"


def _modes(directory: Path) -> list[str]:
    return [oct(one.stat().st_mode & 0o777) for one in directory.glob("*.db")]


def _files(office: Office) -> list[Path]:
    file = sqlite_file(office.settings.database_url)
    return [] if file is None else [one for one in file.parent.glob(f"{file.name}*") if one.is_file()]


async def test_files_that_others_may_read_are_told(office: Office, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "cadangan", keep=2)
    await back_up(office.bot.ctx, shelf)
    last = newest(shelf.directory)
    assert last is not None
    files = [one for one in (*_files(office), last.file) if one.suffix != ".lock"]
    for one in files:
        one.chmod(0o640)
    found = await _findings(office, backup_dir=str(shelf.directory))
    told = found["files-open"]
    assert told.mark is Mark.WARNING
    assert all(str(one) in told.advice for one in files)


async def test_each_trouble_with_the_token_is_told_apart_and_never_shows_it(office: Office) -> None:
    assert _marks(await _findings(office, bot_token=SecretStr("")), Mark.BAD) == {"token-missing"}
    office.sim.unauthorized = True
    assert _marks(await _findings(office), Mark.BAD) == {"token-refused"}
    office.sim.unauthorized = False
    office.sim.faults.add(Fault.http(502), method="getMe")
    assert _marks(await _findings(office), Mark.BAD) == {"telegram-odd"}
    away = await _findings(office, bot_api_url="http://127.0.0.1:9")
    assert _marks(away, Mark.BAD) == {"telegram-away"}
    assert office.sim.token not in str(away)


async def test_settings_at_botfather_are_looked_at(office: Office) -> None:
    office.sim.privacy_mode = False
    office.sim.world.bot["can_join_groups"] = False
    found = await _findings(office)
    assert {"privacy-off", "groups-closed"} <= _marks(found, Mark.WARNING)
    assert not _marks(found, Mark.BAD)
    assert "/setprivacy" in found["privacy-off"].advice


@pytest.mark.parametrize(
    ("wanted", "there", "mark", "key"),
    [
        ("", "", Mark.WELL, "polling-ok"),
        ("", f"{HOOK}/telegram/x", Mark.BAD, "webhook-left"),
        (HOOK, "", Mark.WARNING, "webhook-missing"),
        (HOOK, f"{HOOK}/telegram/x", Mark.WELL, "webhook-ok"),
        (f"{HOOK}/", f"{HOOK}/telegram/x", Mark.WELL, "webhook-ok"),
        (HOOK, "https://other.example/x", Mark.BAD, "webhook-other"),
        ("http://bot.example.go.id", f"{HOOK}/x", Mark.BAD, "webhook-insecure"),
    ],
)
async def test_the_webhook_is_held_against_the_settings(
    office: Office, wanted: str, there: str, mark: Mark, key: str
) -> None:
    office.sim.methods.webhook = {"url": there, "max_connections": "40"} if there else {}
    found = await _findings(office, webhook_url=wanted)
    assert found[key].mark is mark
    assert [one for one in found if one.startswith(("webhook", "polling"))] == [key]
    # What stands behind the host is as good as a password.
    assert "telegram/x" not in str(found)


async def test_a_webhook_that_telegram_cannot_reach_is_told_until_it_is_history(office: Office) -> None:
    office.sim.methods.webhook = {"url": f"{HOOK}/telegram/x", "max_connections": "40"}
    office.sim.methods.webhook_error = (office.clock.now(), "Wrong response from the webhook: 502 Bad Gateway")
    await office.clock.advance(timedelta(minutes=9))
    found = await _findings(office, webhook_url=HOOK)
    assert found["webhook-failing"].mark is Mark.BAD
    assert "9 menit lalu: Wrong response from the webhook: 502" in found["webhook-failing"].text
    await office.clock.advance(timedelta(minutes=2))
    assert "webhook-ok" in await _findings(office, webhook_url=HOOK)


async def test_a_clock_that_is_off_is_told(office: Office) -> None:
    for minutes, mark in ((-10, Mark.BAD), (10, Mark.BAD), (0.2, Mark.WARNING)):
        found = await _findings(office, VirtualClock(office.clock.now() + timedelta(minutes=minutes)))
        assert found["clock-off"].mark is mark
        assert f"berbeda {abs(minutes) * 60:.0f} detik" in found["clock-off"].text


async def test_a_database_away_newer_or_empty_is_told(office: Office, tmp_path: Path) -> None:
    # A password is not for reports.
    gone = await _findings(office, database_url="postgresql+asyncpg://u:rahasia@127.0.0.1:9/panwascam")
    assert _marks(gone, Mark.BAD) == {"database-away"}
    assert "rahasia" not in str(gone)
    empty = await _findings(office, database_url=f"sqlite+aiosqlite:///{tmp_path}/baru.db")
    assert "schema-empty" in _marks(empty, Mark.WARNING)
    assert not (tmp_path / "baru.db").exists()
    async with office.bot.db.write() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = await _findings(office)
    assert _marks(newer, Mark.BAD) == {"database-newer"}


async def test_a_damaged_sqlite_file_is_told(office: Office, tmp_path: Path) -> None:
    if office.bot.db.dialect != "sqlite":
        pytest.skip("a server's files are not ours to damage")
    copy = tmp_path / "copy.db"
    file = make_url(office.settings.database_url).database
    assert file is not None
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    content = bytearray(copy.read_bytes())
    # Somewhere behind the schema, as a bad disk would.
    for place in range(len(content) // 2, len(content), 4096):
        content[place : place + 64] = b"\xff" * 64
    copy.write_bytes(content)
    found = await _findings(office, database_url=f"sqlite+aiosqlite:///{copy}")
    assert _marks(found, Mark.BAD) & {"integrity-bad", "database-away"}


async def test_deliveries_that_are_late_or_failed_are_told(office: Office) -> None:
    head = await office.head()
    await office.chair_of()
    await office.say(head, SET)
    assert office.bot.jobs is not None
    office.bot.jobs.scheduler.pause()
    async with office.bot.db.write() as session:
        due = {"state": "pending", "due_at": office.clock.now()}
        await session.execute(update(Delivery).where(Delivery.id == 1).values(**due))
        await session.execute(update(Delivery).where(Delivery.id == 2).values(state="failed"))
    await office.clock.advance(timedelta(minutes=7))
    found = await _findings(office)
    assert {"due-old", "failed"} <= _marks(found, Mark.WARNING)
    assert found["due-old"].text == "1 kiriman sudah waktunya, tertua 7 menit"


async def test_updates_that_are_not_finished_or_set_aside_are_told(office: Office) -> None:
    now = office.clock.now()
    async with office.bot.db.write() as session:
        for number, at in ((1, None), (2, now)):
            row = {"update_id": number, "body": {}, "lane": 0, "begun": 0, "effective": False, "owner": "x"}
            await session.execute(insert(InboxUpdate).values(**row, received_at=now, set_aside_at=at))
    assert "inbox-old" not in await _findings(office)
    await office.clock.advance(timedelta(minutes=7))
    found = await _findings(office)
    assert {"inbox-old", "inbox-aside"} <= _marks(found, Mark.WARNING)
    assert found["inbox-old"].text == "1 pesan atau tekanan tombol belum selesai dilayani, tertua 7 menit"


async def test_backups_that_are_not_made_are_told(office: Office, tmp_path: Path) -> None:
    assert (await _findings(office))["backup-off"].mark is Mark.WARNING
    shelf = Shelf(tmp_path / "cadangan", keep=2)
    assert (await _findings(office, backup_dir=str(shelf.directory)))["backup-none"].mark is Mark.WARNING
    await back_up(office.bot.ctx, shelf)
    await office.clock.advance(timedelta(hours=49))
    assert "backup-ok" in await _findings(office, backup_dir=str(shelf.directory))
    await office.clock.advance(timedelta(hours=1))
    assert (await _findings(office, backup_dir=str(shelf.directory)))["backup-old"].mark is Mark.BAD


@pytest.mark.safety_tick
async def test_a_bot_that_runs_but_is_ill_is_told_with_its_words(office: Office) -> None:
    assert office.bot.jobs is not None
    office.bot.jobs.scheduler.pause()
    await office.clock.advance(timedelta(days=1))
    face = await serve_http(office.bot, office.settings.model_copy(update={"http_port": 0}))
    try:
        found = await _findings(office, http_port=face.addresses[0][1])
    finally:
        await face.cleanup()
    assert found["running-ill"].mark is Mark.BAD
    assert "no scheduled job has run" in found["running-ill"].text


def test_room_on_the_disk_is_judged() -> None:
    place = Path("/data")
    marks = [judge_room(place, free).mark for free in (99_999_999, 999_999_999, 1_000_000_000)]
    assert marks == [Mark.BAD, Mark.WARNING, Mark.WELL]
    assert disk_finding(Path("/tiada/di/sini")).key == "disk-unknown"
    assert [size_text(count) for count in (999, 12_345, 1_500_000, 84_400_000_000)] == [
        "999 B",
        "12 kB",
        "1.5 MB",
        "84.4 GB",
    ]


@asynccontextmanager
async def _telegram(clock: Clock) -> AsyncIterator[Simulator]:
    sim = Simulator(clock)
    await sim.start()
    yield sim
    await sim.stop()


async def test_the_command_says_what_to_do_and_fails_only_where_something_is_wrong(
    inside: Inside, tmp_path: Path
) -> None:
    async def _command(sim: Simulator, *arguments: str) -> tuple[int, str, str]:
        settings = {"BOT_TOKEN": sim.token, "BOT_API_URL": sim.url, "HTTP_PORT": "9"}
        done = await asyncio.to_thread(inside, *arguments, cwd=tmp_path, **settings)
        assert sim.token not in done.stdout + done.stderr
        return done.returncode, done.stdout, done.stderr

    async with _telegram(SystemClock()) as sim:
        assert (await _command(sim, "db", "upgrade"))[0] == 0
        # What the program makes is its owner's alone, whatever the shell's umask.
        assert _modes(tmp_path) == ["0o600"]
        code, out, err = await _command(sim, "doctor")
        assert (code, err) == (0, "")
        assert "  ✅ Token diterima: @panwascam_uji_bot\n" in out
        assert "  ⚠️ Belum ada anggota\n     → panwascam import roster FILE" in out
        assert out.endswith("Siap dijalankan, 3 hal perlu diperhatikan.\n")
        # Where there are several offices a file needs one.
        for other in ("63.10", "63.11"):
            assert (await _command(sim, "office", "add", other, f"Bawaslu {other}", "--zona", "WITA"))[0] == 0
        out = (await _command(sim, "doctor"))[1]
        assert "Belum ada kecamatan di 63.10 Bawaslu 63.10, 63.11 Bawaslu 63.11" in out
        assert all("--kantor" in line for line in out.splitlines() if "→ panwascam import" in line)
    async with _telegram(VirtualClock(datetime(2023, 10, 2, tzinfo=UTC))) as sim:
        code, out, err = await _command(sim, "doctor")
        assert (code, err) == (1, "1 masalah perlu diselesaikan.\n")
        assert "  ❌ Jam mesin berbeda " in out
        assert "     → Aktifkan penyelarasan jam" in out


async def test_an_office_that_cannot_work_yet_is_named_with_what_it_lacks(office: Office) -> None:
    await add_office(office.bot.ctx, "63.10", {"name": "Bawaslu Kabupaten Tanah Bumbu", "timezone": "WITA"})
    found = await _findings(office)
    assert {"districts-none", "plan-none"} <= _marks(found, Mark.WARNING)
    assert found["districts-none"].text == "Belum ada kecamatan di 63.10 Bawaslu Kabupaten Tanah Bumbu"
    assert "panwascam import kecamatan FILE --kantor 63.10" in found["districts-none"].advice
    rows = [Row(2, {"kode": "63.10.01", "kecamatan": "Kusan Hilir"})]
    office_id = (await office_codes(office.bot.ctx))["63.10"][0]
    await import_rows(office.bot.ctx, office_id, "kecamatan", rows)
    assert "districts-none" not in (now := await _findings(office))
    assert now["office-people-none"].mark is Mark.WARNING


async def test_a_form_with_a_fault_and_one_of_no_office_are_named_and_the_bot_starts_without(
    office: Office, tmp_path: Path
) -> None:
    for folder in ("35.05", "35.5"):
        (tmp_path / folder).mkdir()
    (tmp_path / "35.05" / "rusak.toml").write_text("judul = ", "utf-8")
    shipped = (REPOSITORY / "bot/data/forms/logistik.toml").read_text("utf-8")
    (tmp_path / "35.5" / "gudang.toml").write_text(shipped, "utf-8")
    assert "forms-ok" not in await _findings(office)
    found = await _findings(office, forms_dir=str(tmp_path))
    assert found["forms-bad"].mark is Mark.BAD
    assert "35.05/rusak.toml: bukan TOML yang benar" in found["forms-bad"].text
    assert "folder 35.5 tidak tampil" in found["forms-nobody"].text
    (tmp_path / "35.05" / "rusak.toml").unlink()
    (tmp_path / "35.5").rename(tmp_path / "35.05" / "lama")
    assert (await _findings(office, forms_dir=str(tmp_path)))["forms-ok"].mark is Mark.WELL
    (tmp_path / "rusak.toml").write_text("judul = ", "utf-8")
    office.settings = office.settings.model_copy(update={"forms_dir": str(tmp_path)})
    await office.restart(kill=False)
    assert "Anda tidak bertugas piket hari ini." in await office.say(await office.chair_of(), "/piket")
