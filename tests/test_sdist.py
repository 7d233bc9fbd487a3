"""The source archive: all that builds the wheel, and whoever has it may run the tests; what is built from it works as it is."""

from __future__ import annotations

import os
import signal
import subprocess
import tarfile
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tests.programs import PYTHON

REPOSITORY = Path(__file__).parents[1]


def built(target: str, of: Path, into: Path) -> Path:
    """By the build tool itself: nothing is fetched."""
    build = [*PYTHON, "-m", "hatchling", "build", "--target", target, "--directory", str(into)]
    subprocess.run(build, cwd=of, check=True, capture_output=True, timeout=PATIENCE)
    (found,) = into.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is installed from the source archive's wheel, far from the checkout."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(built("sdist", REPOSITORY, folder)) as archive:
        if hasattr(tarfile, "data_filter"):
            archive.extractall(folder, filter="data")
        else:
            # Older patches of 3.11 know no filters.
            archive.extractall(folder)  # noqa: S202 (made a moment ago)
    (unpacked,) = (one for one in folder.iterdir() if one.is_dir())
    assert {"bot", "locales", "tests", "docs", "dev", "requirements.lock", "LICENSE", "README.md"} <= {
        one.name for one in unpacked.iterdir()
    }
    with zipfile.ZipFile(built("wheel", unpacked, folder)) as archive:
        archive.extractall(folder / "site")  # noqa: S202 (no links, made a moment ago)
    return folder / "site"


def command(site: Path, *words: str) -> list[str]:
    program = f"import bot; assert bot.__file__.startswith({str(site)!r}); from bot.cli import main; main()"
    return [*PYTHON, "-c", program, *words]


def environment(site: Path) -> dict[str, str]:
    return {"PYTHONPATH": str(site), "PATH": os.environ["PATH"]}


def test_it_writes_the_guide_where_there_is_no_checkout(site: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        command(site, "guide", "--bot", "contoh_bot"),
        cwd=tmp_path,
        env=environment(site),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "panduan-anggota.pdf").read_bytes().startswith(b"%PDF-")


def test_it_shows_the_demo_where_there_is_no_checkout(site: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        command(site, "demo", "--no-browser", "--port", "0"),
        cwd=tmp_path,
        env=environment(site) | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as demo:
        assert demo.stdout is not None
        url = demo.stdout.readline().split()[1]
        for name in ("", "web/js/app.js", "web/phone.css", "api/start"):
            with urllib.request.urlopen(url + name, timeout=PATIENCE) as answer:  # noqa: S310 (our own server)
                assert answer.status == 200
        demo.send_signal(signal.SIGINT)
        assert demo.wait(PATIENCE) == 0
