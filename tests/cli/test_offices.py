"""`panwascam office`: what an operator types, what is said, and what is refused by the name under which it was given."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from bot.data import DATA_DIRECTORY
from tests.documents import samples

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

NAME = "Bawaslu Kabupaten Tanah Bumbu"
ADD = ("office", "add", "63.10", NAME, "--zona", "wita")


def test_a_deployment_of_another_office_alone_never_hears_of_the_shipped_one(run: Run) -> None:
    assert run("db", "upgrade")[0] == 0
    assert run("office", "list") == (0, "Belum ada kantor. Tambahkan: panwascam office add KODE NAMA --zona WIB\n")
    code, said = run(*ADD, "--surel", "set.tanahbumbu@bawaslu.go.id")
    assert (code, said.splitlines()[0]) == (0, f"63.10 {NAME} ditambahkan.")
    assert run(*ADD) == (0, f"63.10 {NAME} sudah ada, tidak ada yang berubah.\n")
    # The only office needs no --kantor.
    code, said = run("import", "calendar", str(DATA_DIRECTORY / "kegiatan.csv"))
    assert (code, said.splitlines()[0]) == (0, "✅ Kalender 2023 diimpor: 69 baru, 0 berubah, 0 tetap.")
    assert run("office", "list") == (
        0,
        f"63.10 {NAME}: zona Asia/Makassar, 0 kecamatan, 0 anggota (0 terdaftar), rencana 2023\n",
    )


def test_a_kop_is_set_shown_and_emptied(run: Run) -> None:
    run(*ADD)
    code, said = run("office", "set", "63.10", "--alamat", "Jl. Raya 1", "--klasifikasi", "SDMO=KP.04,HPS=HK.02")
    assert (code, said) == (0, "63.10: --alamat, --klasifikasi diubah.\n")
    assert run("office", "set", "63.10", "--alamat", "Jl. Raya 1") == (0, "63.10: tidak ada yang berubah.\n")
    said = run("office", "show", "63.10")[1]
    assert "--alamat       Jl. Raya 1\n" in said
    assert "--klasifikasi  SDMO=KP.04, HPS=HK.02\n" in said
    run("office", "set", "63.10", "--alamat", "")
    assert "--alamat       –\n" in run("office", "show", "63.10")[1]


def test_a_logo_is_kept_as_it_is_drawn_and_what_is_no_picture_is_refused(run: Run, tmp_path: Path) -> None:
    run(*ADD)
    picture = base64.b64decode(samples.LOGO)
    files = {"logo.png": picture, "broken.png": picture[:40], "no.txt": b"x", "large.png": picture + bytes(200_000)}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    given = [run("office", "set", "63.10", "--logo", str(tmp_path / name)) for name in (*files, "none.png")]
    assert given == [
        (0, "63.10: --logo diubah.\n"),
        (1, "--logo: gambarnya rusak. Buka, lalu simpan ulang sebagai PNG\n"),
        (1, "--logo: logo bukan gambar PNG atau JPEG; simpan ulang gambarnya sebagai PNG\n"),
        (1, "--logo: logo 201 KB, paling besar 200 KB; perkecil gambarnya\n"),
        (1, f"--logo: berkas {tmp_path / 'none.png'} tidak bisa dibaca. Sebut berkas PNG atau JPEG\n"),
    ]
    assert "--logo         ada\n" in run("office", "show", "63.10")[1]
    run("office", "set", "63.10", "--logo", "")
    assert "--logo         –\n" in run("office", "show", "63.10")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "6310", "X", "--zona", "WIB"), "KODE: “6310” bukan kode kabupaten/kota; contoh: 63.10"),
        (
            ("add", "63.10", "X", "--zona", "WIBB"),
            "--zona: zona waktu tidak dikenal: “WIBB”; pilih WIB, WITA, atau WIT",
        ),
        (
            ("set", "63.10", "--pola-surat", "{urut}"),
            "--pola-surat: “{urut}” harus memuat {urut} dan {tahun}; contoh: ",
        ),
        (
            ("set", "63.10", "--klasifikasi", "XYZ=1"),
            "--klasifikasi: “XYZ=1” bukan divisi atau jenis (SDMO, HPS, PPDI, P2H, LHP)",
        ),
        (("set", "63.11", "--surel", "a@b"), "Tidak ada kantor berkode 63.11. Yang ada: 63.10"),
        (("show", "63.11"), "Tidak ada kantor berkode 63.11. Yang ada: 63.10"),
        (("add", "63.10", "Lain", "--zona", "WITA"), f"Kode 63.10 sudah dipakai {NAME} dengan isi lain"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(run: Run, arguments: tuple[str, ...], said: str) -> None:
    run(*ADD)
    code, found = run("office", *arguments)
    assert (code, found.startswith(said)) == (1, True), found


def test_what_a_setting_states_is_changed_there(run: Run) -> None:
    code, said = run(*ADD, BOT_TIMEZONE="Asia/Jakarta")
    assert (code, said.startswith("--zona: ditentukan BOT_TIMEZONE")) == (1, True)
    run(*ADD)
    code, said = run("office", "set", "63.10", "--zona", "WIB", BOT_TIMEZONE="Asia/Makassar")
    assert (code, said) == (
        1,
        "--zona: ditentukan BOT_TIMEZONE di .env atau lingkungan; ubah atau hapus di sana\n",
    )
    assert run("office", "set", "63.10", "--zona", "WIB", BOT_TIMEZONE="Asia/Makassar", OFFICE_CODE="35.05")[0] == 0
    code, said = run("office", "list", LETTER_PATTERN="{urut}")
    assert (code, said.startswith("LETTER_PATTERN: ")) == (1, True)


def test_an_office_that_nobody_added_is_not_made_up(run: Run) -> None:
    plan = ("import", "calendar", str(DATA_DIRECTORY / "kegiatan.csv"))
    code, said = run(*plan, OFFICE_CODE="63.10")
    assert code == 1
    assert "panwascam office add 63.10 NAMA --zona WIB" in said
    assert run("export", "kalender.csv") == (
        1,
        "Belum ada kantor di basis data ini. Tambahkan: panwascam office add KODE NAMA --zona WIB, atau jalankan panwascam init\n",
    )
    assert run(*plan, OFFICE_CODE="63.10", OFFICE_NAME=NAME)[0] == 0
    assert run("link", "Budi", "--kantor", "63.11") == (1, "Tidak ada kantor berkode 63.11. Yang ada: 63.10\n")


def test_an_import_says_which_of_several_offices_it_went_into(run: Run) -> None:
    plan = ("import", "calendar", str(DATA_DIRECTORY / "kegiatan.csv"))
    assert "Kantor:" not in run(*plan)[1]
    run(*ADD)
    code, said = run(*plan, OFFICE_CODE="35.05")
    assert (code, said.split("\n")[0]) == (0, "Kantor: 35.05 Bawaslu Kabupaten Blitar")
    assert run(*plan, "--kantor", "63.10")[1].startswith("Kantor: 63.10 ")


def test_what_concerns_all_offices_needs_none_to_be_named(run: Run) -> None:
    run("import", "calendar", str(DATA_DIRECTORY / "kegiatan.csv"))
    run(*ADD)
    code, said = run("jobs")
    assert (code, "planning@Asia/Jakarta" in said, "planning@Asia/Makassar" in said) == (0, True, True)
    code, said = run("export", "kalender.csv")
    assert (code, "35.05 Bawaslu Kabupaten Blitar, 63.10" in said) == (1, True)
    assert run("export", "kalender.csv", "--kantor", "63.10")[0] == 0
    assert run("export", "lain.csv", OFFICE_CODE="35.05")[0] == 0
