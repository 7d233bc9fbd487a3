"""The wheel: it holds all that the program reads, nothing else, and works where there is no checkout."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tests.programs import PYTHON

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the build tool itself: nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [*PYTHON, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True, timeout=PATIENCE)
    (built,) = folder.glob("*.whl")
    return built


def test_readme_and_container_name_the_pythons_that_were_run_and_no_others() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ran = [
        line.rpartition(" ")[2] for line in project["classifiers"] if line.startswith("Programming Language :: Python")
    ]
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert list(dict.fromkeys(re.findall(r"\b3\.\d+\b", readme))) == ran
    images = re.findall(
        r"^FROM python:([\d.]+)-", (REPOSITORY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(images) == {ran[-1]}


def source_files(folder: str, into: str) -> set[str]:
    root = REPOSITORY / folder
    return {
        f"{into}/{path.relative_to(root).as_posix()}"
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_holds_the_program_its_data_and_its_texts_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entry_points = archive.read(next(name for name in names if name.endswith("entry_points.txt"))).decode()
        metadata = archive.read(next(name for name in names if name.endswith("METADATA"))).decode()
    own = {name for name in names if ".dist-info/" not in name}
    assert own == source_files("bot", "bot") | source_files("locales", "bot/locales")
    assert {"bot/locales/id/importing.ftl", "bot/data/blitar-2023/kegiatan.csv"} <= own
    assert "panwascam = bot.cli:main" in entry_points
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert "\nLicense-Expression: MIT\n" in metadata


def test_an_installed_wheel_finds_its_texts_data_and_migrations(wheel: Path, tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    program = "from bot.cli import main; from bot.views.text import locale_directory; print(locale_directory()); main()"
    done = subprocess.run(
        [*PYTHON, "-c", program, "import", "roster", str(site / "bot/data/blitar-2023/anggota-contoh.csv")],
        cwd=work,
        env={"PYTHONPATH": str(site), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"{site}/bot/locales/id\n✅ Daftar anggota diimpor: 95 baru, 0 berubah, 0 tetap.\n"
        "Cara file dibaca:\n• kolom yang tidak dipakai: catatan\n"
    )
