"""The office's own guide holds, line by line, and the members' page comes out of it as one page."""

from __future__ import annotations

import asyncio
import re
import shlex
import threading
from typing import TYPE_CHECKING

import pytest
import segno

from bot.clock import SystemClock
from bot.data import DATA_DIRECTORY
from bot.documents.typesetting import typeset
from bot.simulator import Simulator
from bot.views.papers.guides import guide
from tests.docs.written import ROOT
from tests.documents.pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Run

# It goes on until it is stopped: `tests/cli/test_init.py` starts it in a folder that `init` has made.
GOES_ON = "panwascam run"


@pytest.fixture
def sim() -> Iterator[Simulator]:
    """A Bot API beside this thread, which the commands keep busy."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def wait(work: object) -> None:
        asyncio.run_coroutine_threadsafe(work, loop).result()  # type: ignore[arg-type]

    simulator = Simulator(SystemClock())
    wait(simulator.start())
    yield simulator
    wait(simulator.stop())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def lines_of(page: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    lines = [line.partition("  #")[0].strip() for line in "".join(blocks).splitlines()]
    return [line for line in lines if line.startswith("panwascam ")]


def test_every_line_of_the_admins_guide_runs_in_their_order(run: Run, sim: Simulator, tmp_path: Path) -> None:
    lines = lines_of("docs/panduan/admin.md")
    assert len(lines) >= 10
    for line in lines:
        if line == GOES_ON:
            continue
        words = shlex.split(line.replace("123456:TOKEN-DARI-BOTFATHER", sim.token))[1:]
        assert run(*words, BOT_API_URL=sim.url)[0] == 0, line
        if words[0] == "template":
            # Filled in meanwhile.
            (tmp_path / words[2]).write_bytes((DATA_DIRECTORY / "anggota-contoh.csv").read_bytes())
    made = Pdf((tmp_path / "panduan-anggota.pdf").read_bytes())
    assert (len(made.pages), made.faults()) == (1, [])
    assert "t.me/panwascam_uji_bot" in made.text


def test_the_longest_name_of_a_bot_leaves_it_one_page() -> None:
    link = "https://t.me/" + "panwascam_kabupaten_wwwwwwww_bot"
    made = Pdf(typeset(guide(link, segno.make(link, error="m").svg_inline(border=0, scale=4))))
    assert (len(made.pages), made.faults()) == (1, [])


def test_the_readme_says_what_the_admins_guide_says() -> None:
    assert set(lines_of("README.md")) - set(lines_of("docs/panduan/admin.md")) == {"panwascam init"}


def test_the_members_page_names_its_bot_and_never_takes_anothers_place(run: Run, tmp_path: Path) -> None:
    assert run("guide", "--bot", "@contoh_bot") == (0, "panduan-anggota.pdf: satu halaman, siap diteruskan.\n")
    made = (tmp_path / "panduan-anggota.pdf").read_bytes()
    code, said = run("guide")
    assert (code, said.partition(".")[0]) == (1, "panduan-anggota")
    assert (tmp_path / "panduan-anggota.pdf").read_bytes() == made
    assert run("guide", "panduan.txt")[0] == 1
    assert run("guide", "--force")[1].splitlines()[1:] == [
        "Belum ada tautan bot di dalamnya: sebut botnya dengan --bot nama_bot"
    ]
