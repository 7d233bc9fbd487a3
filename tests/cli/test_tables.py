"""`panwascam import`, `template`, `jobs`, `db` as a clerk meets them: what is said, what is kept, which exit code.

Run in this process: a process each would take ten times as long, and `tests/ops` has some.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from bot.cli.jobs import send_lines
from bot.data import DATA_DIRECTORY
from bot.domain.ledger import Purpose
from bot.services.office.upcoming import next_sends
from tests.cli.shell import newer
from tests.importing.test_sheets import OF_TWO_SHEETS, TWO_SHEETS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.office import Office

ROSTER = DATA_DIRECTORY / "anggota-contoh.csv"
HEAD = "nama,telepon,kecamatan,jabatan,divisi,peran\n"


def rows(directory: Path, table: str) -> int:
    with closing(sqlite3.connect(directory / "panwascam.db")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (a name of this file)


def test_roster_and_rota_go_in_and_a_trial_keeps_nothing(run: Run, tmp_path: Path) -> None:
    code, said = run("import", "roster", str(ROSTER), "--dry-run")
    assert (code, said.count("\n")) == (0, 1 + 1 + 95 + 2)
    assert said.startswith(
        "🔎 Daftar anggota, belum disimpan: 95 baru, 0 berubah, 0 tetap.\nBaru:\n• Endah Wijaya, S.Sos."
    )
    assert rows(tmp_path, "people") == 0
    code, said = run("import", "roster", str(ROSTER))
    assert (code, said) == (
        0,
        "✅ Daftar anggota diimpor: 95 baru, 0 berubah, 0 tetap.\n"
        "Cara file dibaca:\n• kolom yang tidak dipakai: catatan\n",
    )
    (tmp_path / "piket.csv").write_text('tanggal;kecamatan;shift;nama\n12-10-2023;Wonodadi;;"Endah Wijaya, S.Sos."\n')
    code, said = run("import", "duty", "piket.csv")
    assert (code, said) == (0, "✅ Jadwal piket diimpor: 1 baru, 0 berubah, 0 tetap.\n")
    assert (rows(tmp_path, "people"), rows(tmp_path, "duty_shifts")) == (95, 1)
    assert rows(tmp_path, "audit_entries") == 2


def test_a_number_that_is_anothers_by_the_file_is_shown_and_wants_yes(run: Run, tmp_path: Path) -> None:
    assert run("import", "roster", str(ROSTER))[0] == 0
    (tmp_path / "baru.csv").write_text(f"{HEAD}Orang Lain,+62 840 0000 0001,Srengat,PKD,,\n")
    for arguments, code in (((), 1), (("--dry-run",), 0)):
        done, said = run("import", "roster", "baru.csv", *arguments)
        assert (done, rows(tmp_path, "people")) == (code, 95)
        assert "Endah Wijaya, S.Sos. (Ketua Panwascam Wonodadi) → Orang Lain (PKD Srengat)" in said
        assert "ulangi dengan --yes" in said
    code, said = run("import", "roster", "baru.csv", "--yes")
    assert (code, rows(tmp_path, "people")) == (0, 96)
    assert said.startswith("✅ Daftar anggota diimpor: 1 baru, 0 berubah, 0 tetap.")


def test_every_fault_is_told_and_nothing_kept(run: Run, tmp_path: Path) -> None:
    lines = "".join(f"Orang {number},12,Atlantis,PKD,,\n" for number in range(40))
    (tmp_path / "salah.csv").write_text(HEAD + lines)
    code, said = run("import", "roster", "salah.csv")
    assert code == 1
    assert said.startswith("❌ Daftar anggota tidak diimpor: 40 baris keliru, tidak ada yang disimpan.")
    # All of them: a shell scrolls.
    assert said.count("• baris ") == 80
    assert "• baris 41, telepon: “12” – bukan nomor telepon; contoh: 0812-3456-7890\n" in said
    assert rows(tmp_path, "people") == 0


def test_what_is_refused_is_written_back_with_its_faults_and_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "salah.csv").write_text(f"{HEAD}Orang Satu,12,Srengat,PKD,,\nOrang Dua,,Srengat,PKD,,\n")
    code, said = run("import", "roster", "salah.csv", "--errors", "keliru.xlsx")
    assert (code, said.splitlines()[-1]) == (
        1,
        "Baris yang keliru, dengan sebabnya: keliru.xlsx. Perbaiki di sana, lalu impor file itu.",
    )
    assert run("import", "roster", "salah.csv", "--errors", "keliru.xlsx")[0] == 1
    book = load_workbook(tmp_path / "keliru.xlsx")
    assert [sheet.title for sheet in book] == ["Keliru", "Lainnya", "Pilihan"]
    book["Keliru"]["D2"] = ""
    book.save(tmp_path / "keliru.xlsx")
    assert run("import", "roster", "keliru.xlsx")[1].startswith(
        "✅ Daftar anggota diimpor: 2 baru, 0 berubah, 0 tetap."
    )


def test_an_empty_workbook_offers_words_and_the_kecamatan_that_a_database_knows(run: Run, tmp_path: Path) -> None:
    assert run("template", "duty", "kosong.xlsx")[0] == 0
    assert run("import", "roster", str(ROSTER))[0] == 0
    assert run("template", "duty", "isi.xlsx")[0] == 0
    found = [
        [one.formula1 for one in load_workbook(tmp_path / name)["Isian"].data_validations.dataValidation]
        for name in ("kosong.xlsx", "isi.xlsx")
    ]
    assert found == [["Pilihan!$A$1:$A$6"], ["Pilihan!$A$1:$A$22", "Pilihan!$B$1:$B$6"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "File kosong."),
        (b"PK\x03\x04rusak", "File tidak bisa dibaca sebagai CSV atau XLSX."),
        (b"nama,hp\nBudi,0812\n", "Kolom kecamatan, jabatan tidak ada. Kolom yang terbaca: nama, telepon."),
        (b"nama,telepon,kecamatan,jabatan,Nama\n", "Kolom nama, Nama tertulis lebih dari sekali"),
        (b'nama,telepon,kecamatan,jabatan\n"Budi,1,2,3\n', "Tanda kutip yang dibuka di baris 2"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_before_a_database_is_made(
    run: Run, tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "daftar.csv").write_bytes(content)
    code, said = run("import", "roster", "daftar.csv")
    assert (code, said.startswith(reason)) == (1, True), said
    assert not (tmp_path / "panwascam.db").exists()


def test_wrong_use_is_told_from_a_refusal(run: Run, tmp_path: Path) -> None:
    for arguments in (
        ("import", "roster"),
        ("import", "roster", "tiada.csv"),
        ("import", "gaji", str(ROSTER)),
        ("import", "roster", str(tmp_path)),
        ("template", "gaji", "a.csv"),
        ("simulate", "--seed", "sepuluh"),
        ("db",),
        ("db", "hapus"),
    ):
        assert (run(*arguments))[0] == 2, arguments


@pytest.mark.parametrize(("kind", "columns"), [("roster", HEAD.strip()), ("duty", "tanggal,kecamatan,shift,nama")])
def test_a_template_has_the_columns_of_the_import(run: Run, tmp_path: Path, kind: str, columns: str) -> None:
    code, said = run("template", kind, "contoh.csv")
    assert (code, said) == (0, f"contoh.csv: {columns.replace(',', ', ')}\n")
    assert (tmp_path / "contoh.csv").read_text(encoding="utf-8-sig") == f"{columns}\n"


def test_the_schema_is_brought_up_and_checked_on_both_databases(
    run: Run, tmp_path: Path, empty_postgres_database: str
) -> None:
    for url in (f"sqlite+aiosqlite:///{tmp_path}/a.db", empty_postgres_database):
        code, said = run("db", "check", DATABASE_URL=url)
        assert (code, said.startswith(("Belum ada basis data ", "Basis data masih kosong."))) == (1, True)
        for _ in range(2):
            code, said = run("db", "upgrade", DATABASE_URL=url)
            assert (code, said.startswith("Skema 0")) == (0, True)
        code, said = run("db", "check", DATABASE_URL=url)
        assert (code, said.endswith(": sesuai\n")) == (0, True)


def test_jobs_are_listed_with_their_next_run_in_the_offices_time(run: Run, tmp_path: Path) -> None:
    run("import", "roster", str(ROSTER))
    code, said = run("jobs")
    assert code == 0
    listed = {line[:32].strip(): line[32:].strip() for line in said.splitlines()}
    assert {"dispatch", "planning@Asia/Jakarta", "digest@Asia/Jakarta"} <= set(listed)
    assert listed["digest@Asia/Jakarta"].endswith("18:00+07:00")


async def test_what_goes_out_next_is_listed_with_its_meeting_hour_and_people(office: Office, run: Run) -> None:
    head = await office.head()
    await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    sends = await next_sends(office.bot.ctx, 10)
    assert [send.due_at for send in sends] == sorted(send.due_at for send in sends)
    listed = send_lines(sends)
    assert "Pengingat H-1 SDMO-02/1: 5 Okt 08.00 WIB, 1 penerima" in listed
    assert {send.code for send in sends if send.purpose is Purpose.CHECK_IN} == {"SDMO-02/1"}
    assert await next_sends(office.bot.ctx, 1) == sends[:1]
    if office.bot.db.dialect == "sqlite":
        code, said = await asyncio.to_thread(run, "jobs", DATABASE_URL=office.settings.database_url)
        assert code == 0, said
        assert said.splitlines()[: 1 + len(sends)] == ["Yang akan dikirim:", *(f"  {line}" for line in listed)]


def test_output_for_a_pipe_has_no_colours(run: Run, tmp_path: Path) -> None:
    for arguments in (("import", "roster", str(ROSTER)), ("import", "duty", str(ROSTER)), ("jobs",)):
        assert "\x1b" not in (run(*arguments))[1]


def test_a_database_newer_than_the_program_is_refused_by_every_command(run: Run, sqlite_database: str) -> None:
    url = newer(sqlite_database)
    for command in (("db", "check"), ("db", "upgrade"), ("jobs",), ("import", "roster", str(ROSTER))):
        code, said = run(*command, DATABASE_URL=url)
        assert (code, "lebih baru daripada program ini; perbarui panwascam-bot" in said) == (1, True)


def test_a_database_that_cannot_be_reached_is_named(run: Run, tmp_path: Path) -> None:
    for url in (f"sqlite+aiosqlite:///{tmp_path}/tiada/a.db", "postgresql+asyncpg://nobody@127.0.0.1:1/x"):
        code, said = run("import", "roster", str(ROSTER), DATABASE_URL=url)
        assert (code, said.startswith(("Folder ", "PostgreSQL di 127.0.0.1:1 tidak terjangkau"))) == (1, True)


def test_settings_that_cannot_be_meant_are_named(run: Run) -> None:
    wrong = {"DATABASE_URL": "mysql://x", "BOT_TIMEZONE": "WIB", "LOG_LEVEL": "keras", "HTTP_PORT": "abc"}
    code, said = run("jobs", **wrong)
    assert code == 1
    assert [line.partition(": ")[0] for line in said.splitlines()] == [
        "DATABASE_URL",
        "BOT_TIMEZONE",
        "HTTP_PORT",
        "LOG_LEVEL",
    ]
    assert "contoh: Asia/Jakarta" in said


def test_the_shell_says_how_a_file_was_read_as_the_chat_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dua.xlsx").write_bytes(TWO_SHEETS)
    code, said = run("import", "roster", "dua.xlsx")
    assert (code, [part for part in OF_TWO_SHEETS if part not in said]) == (1, [])
    (tmp_path / "surat.pdf").write_bytes(b"%PDF-1.4")
    assert run("import", "roster", "surat.pdf") == (1, "Ini PDF: simpan sebagai XLSX atau CSV, lalu kirim ulang.\n")
