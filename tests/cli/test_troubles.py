"""What goes wrong in a shell is one line that names it and says what to do: never a traceback, never the wrong advice."""

from __future__ import annotations

import codecs
import errno
import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.cli.troubles import trouble
from bot.data import DATA_DIRECTORY
from bot.storage import migrate
from tests.postgres import postgres_url

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ROSTER = str(DATA_DIRECTORY / "anggota-contoh.csv")
READERS = (
    "jobs",
    "status",
    "db check",
    "export a.csv",
    "link Endah",
    "recap national",
    "office list",
    "office show 35.05",
)
SQLITE, SERVER = "sqlite+aiosqlite:///panwascam.db", "postgresql+asyncpg://ani:rahasia@db.example:5432/panwascam"


def one_line(done: tuple[int, str], begin: str) -> str:
    """A refusal in one line that begins so; returns it."""
    code, said = done
    assert (code, said.count("\n"), said[: len(begin)]) == (1, 1, begin), said
    return said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite+aiosqlite:///bukan.db", "bukan.db bukan basis data SQLite."),
        ("sqlite+aiosqlite:///lain.db", "basis data ini berisi tabel program lain; tidak ada yang diubah."),
        ("sqlite+aiosqlite:///tiada/x.db", "Folder tiada tidak ada, jadi tiada/x.db"),
        ("sqlite+aiosqlite:////tmp", "/tmp adalah folder, bukan berkas."),
        ("sqlite+aiosqlite:////dev/full", "Disk penuh: /dev/full tidak tersimpan."),
        ("sqlite+aiosqlite://x.db", "DATABASE_URL: nama berkas ditulis sesudah tiga garis miring"),
        ("sqlite:///x.db", "DATABASE_URL: harus diawali sqlite+aiosqlite:///"),
        ("mysql://u@h/d", "DATABASE_URL: harus diawali sqlite+aiosqlite:///"),
        ("postgresql+asyncpg://u@127.0.0.1:porta/d", "DATABASE_URL: tidak dapat dibaca"),
        ("postgresql+asyncpg://u@h/d?sslmode=require", "DATABASE_URL: tulis ?ssl=require"),
        ("postgresql+asyncpg://u@127.0.0.1:9/d?foo=1", "DATABASE_URL memuat pilihan yang tidak dikenal: foo."),
        ("postgresql+asyncpg://u:p@127.0.0.1:9/d", "PostgreSQL di 127.0.0.1:9 tidak terjangkau (Connection refused)."),
        ("postgresql+asyncpg://u:p@tiada.invalid/d", "PostgreSQL di tiada.invalid tidak terjangkau ("),
        ("postgresql+asyncpg:///d?host=/tiada", "PostgreSQL di /tiada tidak terjangkau ("),
    ],
)
def test_a_database_that_cannot_be_used_is_named(run: Run, tmp_path: Path, url: str, said: str) -> None:
    (tmp_path / "bukan.db").write_text("kode,judul\n" * 500)
    with closing(sqlite3.connect(tmp_path / "lain.db")) as other:
        other.execute("CREATE TABLE bookmarks (id)")
    found = one_line(run("db", "upgrade", DATABASE_URL=url), said)
    assert ":p@" not in found
    if ":p@" not in url:
        one_line(run("run", DATABASE_URL=url, BOT_TOKEN="123456:a", HTTP_PORT="0"), said)


def test_a_server_without_the_database_or_the_user_says_which_to_make(run: Run) -> None:
    known = postgres_url()
    if known is None:
        pytest.skip("no PostgreSQL server")
    url = make_url(known)
    lacking = url.set(database="belum_ada").render_as_string(hide_password=False)
    for arguments in (("db", "upgrade"), ("jobs",), ("import", "roster", ROSTER), ("db", "backup", "a.jsonl.gz")):
        found = one_line(run(*arguments, DATABASE_URL=lacking), "Basis data “belum_ada” belum ada di ")
        assert "createdb belum_ada" in found
    stranger = url.set(username="orang_lain").render_as_string(hide_password=False)
    assert "menolak pengguna" in one_line(run("db", "check", DATABASE_URL=stranger), "PostgreSQL di ")


def test_a_missing_driver_is_named_with_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "asyncpg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    for arguments in (("jobs",), ("db", "upgrade"), ("doctor",)):
        said = run(*arguments, DATABASE_URL="postgresql+asyncpg://u@127.0.0.1:9/d")
        wanted = f"Untuk PostgreSQL perlu satu paket lagi: {sys.executable} -m pip install asyncpg\n"
        assert one_line(said, wanted) == wanted


def _wrapped(error: Exception) -> Exception:
    return DBAPIError.instance("SELECT 1", None, error, Exception)


def _sqlite(name: str) -> Exception:
    error = sqlite3.OperationalError("said by sqlite")
    # Extended codes have more above the low byte.
    error.sqlite_errorcode = getattr(sqlite3, name) | 0x300
    return _wrapped(error)


def _server(state: str) -> Exception:
    error = RuntimeError("said by the server\nDETAIL: more")
    error.sqlstate = state  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "url", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), SQLITE, "Disk penuh: berkas tidak tersimpan."),
        (OSError(errno.EDQUOT, "Disk quota exceeded", "a.xlsx"), SERVER, "Disk penuh: a.xlsx tidak tersimpan."),
        (
            PermissionError(errno.EACCES, "Permission denied", "/data/a.db.lock"),
            SQLITE,
            "/data/a.db.lock tidak boleh dibuka",
        ),
        (OSError(errno.EROFS, "Read-only file system", "a.csv.part"), SERVER, "a.csv.part tidak boleh dibuka"),
        (OSError(errno.EADDRINUSE, "Address already in use"), SQLITE, "Porta sudah dipakai program lain."),
        (FileNotFoundError(errno.ENOENT, "No such file", "tiada/a.csv"), SQLITE, "Folder tiada tidak ada"),
        (FileNotFoundError(errno.ENOENT, "No such file", "a.csv"), SERVER, "a.csv tidak ada."),
        (
            OSError(errno.ENAMETOOLONG, "File name too long", "a.csv"),
            SQLITE,
            "a.csv tidak dapat dipakai (File name too long).",
        ),
        (_sqlite("SQLITE_FULL"), SQLITE, "Disk penuh: panwascam.db tidak tersimpan."),
        (_sqlite("SQLITE_READONLY"), SQLITE, "panwascam.db tidak boleh dibuka atau ditulis"),
        (_sqlite("SQLITE_CANTOPEN"), SQLITE, "panwascam.db tidak boleh dibuka atau ditulis"),
        (_sqlite("SQLITE_BUSY"), SQLITE, "Basis data panwascam.db sedang dipakai program lain."),
        (_sqlite("SQLITE_CORRUPT"), SQLITE, "Basis data panwascam.db rusak"),
        (_sqlite("SQLITE_IOERR"), SQLITE, "Basis data panwascam.db tidak dapat dibaca atau ditulis"),
        (_server("28P01"), SERVER, "PostgreSQL di db.example:5432 menolak pengguna atau sandi (said by the server)."),
        (_server("28000"), SERVER, "PostgreSQL di db.example:5432 menolak pengguna"),
        (_server("3D000"), SERVER, "Basis data “panwascam” belum ada di db.example:5432."),
        (_server("42501"), SERVER, "Pengguna “ani” tidak berwenang di basis data “panwascam”"),
        (_server("25006"), SERVER, "PostgreSQL di db.example:5432 hanya bisa dibaca"),
        (_server("53100"), SERVER, "Disk server PostgreSQL di db.example:5432 penuh."),
        (_server("53300"), SERVER, "Koneksi PostgreSQL di db.example:5432 habis."),
        (_server("57P03"), SERVER, "PostgreSQL di db.example:5432 sedang dinyalakan"),
        (_server("08006"), SERVER, "PostgreSQL di db.example:5432 tidak terjangkau (said by the server)."),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), SERVER, "PostgreSQL di db.example:5432 tidak terjangkau ("),
        (TimeoutError(), SERVER, "PostgreSQL di db.example:5432 tidak terjangkau (TimeoutError)."),
        (
            OSError("Multiple exceptions: [Errno 111], [Errno 99]"),
            SERVER,
            "PostgreSQL di db.example:5432 tidak terjangkau (",
        ),
        (_server("23505"), SERVER, None),
        (_sqlite("SQLITE_CONSTRAINT"), SQLITE, None),
        (KeyError("x"), SQLITE, None),
    ],
)
def test_each_fault_has_its_own_advice_and_a_bug_none(error: Exception, url: str, said: str | None) -> None:
    found = trouble(error, url)
    assert found is None if said is None else found is not None and found.startswith(said), found
    assert "rahasia" not in (found or "")


@pytest.mark.parametrize("command", READERS)
def test_what_only_reads_makes_no_database_and_migrates_none(run: Run, tmp_path: Path, command: str) -> None:
    one_line(run(*command.split()), f"Belum ada basis data panwascam.db (folder ini: {tmp_path}).")
    assert list(tmp_path.iterdir()) == []
    engine = create_engine(f"sqlite:///{tmp_path}/panwascam.db")
    with engine.begin() as connection:
        migrate.bring(connection, migrate.REVISIONS[-2])
    said = one_line(run(*command.split()), f"Skema basis data {migrate.REVISIONS[-2]}, program memerlukan ")
    assert "panwascam db upgrade" in said
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == migrate.REVISIONS[-2]
    engine.dispose()


def test_a_file_that_somebody_filled_in_is_not_written_over(run: Run, tmp_path: Path) -> None:
    assert run("import", "roster", ROSTER)[0] == 0
    for name, *arguments in (
        ("isi.csv", "template", "roster", "isi.csv"),
        ("isi.xlsx", "template", "duty", "isi.xlsx"),
        ("isi.csv", "export", "isi.csv"),
        ("isi.svg", "link", "Endah Wijaya", "--bot", "x", "--qr", "isi.svg"),
        ("isi.xlsx", "recap", "national", "--out", "isi.xlsx"),
    ):
        (tmp_path / name).write_text("diisi susah payah")
        assert "--force" in one_line(run(*arguments), f"{name} sudah ada dan tidak ditimpa.")
        assert (tmp_path / name).read_text() == "diisi susah payah"
        assert run(*arguments, "--force")[0] == 0
        assert (tmp_path / name).read_bytes() != b"diisi susah payah"
    (tmp_path / "folder").mkdir()
    one_line(run("template", "roster", "folder", "--force"), "folder adalah folder, bukan berkas.")
    one_line(run("template", "roster", "/dev/full"), "Disk penuh: berkas tidak tersimpan.")
    one_line(run("export", "/proc/kalender.csv"), "/proc/kalender.csv.part ")
    one_line(run("export", "tiada/kalender.csv"), "Folder tiada tidak ada, jadi tiada/kalender.csv tidak dapat dibuka.")
    assert run("template", "roster", "/dev/null")[0] == 0
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".part")]


def test_a_backup_never_goes_over_the_database_and_a_ruin_can_be_replaced(run: Run, tmp_path: Path) -> None:
    assert run("import", "roster", ROSTER)[0] == 0
    one_line(run("db", "backup", "./panwascam.db"), "panwascam.db adalah basis data itu sendiri.")
    assert run("db", "backup", "a.db")[0] == 0
    (tmp_path / "panwascam.db").write_text("rusak sama sekali")
    one_line(run("db", "check"), "panwascam.db bukan basis data SQLite.")
    assert run("db", "restore", "a.db")[0] == 1
    assert run("db", "restore", "a.db", "--force")[0] == 0
    assert run("db", "check")[0] == 0
    kept = [one for one in tmp_path.glob("sebelum-*.db")]
    assert [one.read_text() for one in kept] == ["rusak sama sekali"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("OFFICE_NAME=“Satu”\nBACKUP_KEEP=0\n".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "OFFICE_NAME=“Satu”\nBACKUP_KEEP=0\n".encode(), "utf-8 with a mark"),
        ("OFFICE_NAME=“Satu”\r\nBACKUP_KEEP=0\r\n".encode("utf-16"), "utf-16 with a mark"),
        ("OFFICE_NAME=Satu\nBACKUP_KEEP=0\n".encode("utf-16-le"), "utf-16-le"),
        ("OFFICE_NAME=Satu\nBACKUP_KEEP=0\n".encode("utf-16-be"), "utf-16-be"),
        ("OFFICE_NAME=Satu\nBACKUP_KEEP=0\n".encode("utf-32"), "utf-32"),
        ("OFFICE_NAME=“Satu”\nBACKUP_KEEP=0\n".encode("cp1252"), "ANSI of Windows"),
    ],
)
def test_settings_are_read_in_whatever_encoding_windows_wrote_them(
    run: Run, tmp_path: Path, content: bytes, name: str
) -> None:
    (tmp_path / ".env").write_bytes(content)
    one_line(run("jobs"), "BACKUP_KEEP: paling sedikit 1, bukan “0”")


@pytest.mark.parametrize("content", [b"PK\x03\x04\0\0\x08\0\xff\xfe\x81", b"\xff\xfe\0\xd8\0\xd8", b"\0\0\0\0"])
def test_settings_that_are_no_text_are_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".env").write_bytes(content)
    one_line(run("jobs"), ".env bukan berkas teks.")


def test_every_wrong_setting_is_said_in_the_users_language(run: Run) -> None:
    code, said = run(
        "jobs",
        HTTP_PORT="delapan",
        STUCK_AFTER_SECONDS="0",
        LOG_LEVEL="keras",
        ALLOW_PAID_BROADCAST="mungkin",
        LIMIT_PRIVATE_PER_SECOND="0",
        WEBHOOK_MAX_CONNECTIONS="101",
        BOT_API_URL="telegram.local",
        WEBHOOK_URL="https://",
    )
    assert (code, said.splitlines()) == (
        1,
        [
            "BOT_API_URL: bukan alamat web; contoh: https://api.telegram.org, atau http://127.0.0.1:8081 untuk server sendiri",
            "WEBHOOK_URL: harus alamat publik, misalnya https://bot.example.go.id",
            "HTTP_PORT: “delapan” bukan angka bulat",
            "LOG_LEVEL: “keras” tidak dikenal; pilih 'DEBUG', 'INFO', 'WARNING' or 'ERROR'",
            "LIMIT_PRIVATE_PER_SECOND: harus lebih dari 0.0, bukan “0”",
            "STUCK_AFTER_SECONDS: paling sedikit 1, bukan “0”",
            "ALLOW_PAID_BROADCAST: “mungkin” bukan ya atau tidak; tulis true atau false",
            "WEBHOOK_MAX_CONNECTIONS: paling banyak 100, bukan “101”",
        ],
    )


@pytest.mark.parametrize(
    "url", ["", "telegram.local", "localhost:8081", "ftp://x", "https://", "http://a b", "//x", "http://h:x"]
)
def test_an_address_of_the_bot_api_that_is_none_is_refused_at_once(run: Run, url: str) -> None:
    one_line(run("run", BOT_TOKEN="123456:a", BOT_API_URL=url), "BOT_API_URL: bukan alamat web;")


def test_a_demo_whose_port_is_taken_names_another(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = one_line(run("demo", "--no-browser", "--port", str(port)), "Port ")
    assert said == f"Port {port} tidak dapat dipakai (Address already in use). Pilih lain: --port {port + 1}\n"
