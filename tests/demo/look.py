"""Everything people see, as images in one folder: `./dev look [FOLDER]`. Papers, pictures, workbooks as they print, the page, chats.

PDFs become images by pdftoppm (poppler-utils), workbooks are printed by LibreOffice, screens are Chromium's; what is not
installed is named and left out.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

from bot.config.settings import Settings
from bot.demo.scene import Scene
from bot.demo.server import Server, address_of, open_door
from bot.documents.typesetting import typeset
from bot.domain.recap.facts import View
from bot.domain.recap.spans import SpanUnit
from bot.monitoring import logs
from bot.views.duty import overview, pictures, requests
from bot.views.papers import attendance_lists, certificates, letters, tasks
from bot.views.papers.guides import guide
from bot.views.recap import charts, reports, sheets
from tests.demo.browser import CHROMIUM, FLAGS
from tests.documents import duty_samples, samples

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from bot.documents.typesetting import Printable
    from bot.replay.stage import Member

SIZES = {"1440": (1440, 900), "360": (360, 740)}
# Seconds between two presses of the story.
_PACE = 0.3
STEPS = ("begin", "registered", "invited", "answered", "counted", "reminded", "killed", "checked-in", "workbook")
# What people write most, by who writes it; each answer is one picture.
CHATS = {
    "head": """/menu; /bantuan; /jadwal; /kegiatan SDMO-02; /papan; /usul SDMO-09; /rekap SDMO-02/1; /rekap bulan oktober; /rekap kecamatan;
        /rekap piket; /belum SDMO-02/1; /kursi SDMO-02/1 60; /ubah SDMO-02/1; /tetapkan; /batalkan SDMO-02/1 libur; /batal; /pin SDMO-02/1;
        /absen SDMO-02/1; /kejar SDMO-02/1; /surat SDMO-02/1; /status; /belumdaftar; /kuesioner; /materi""",
    "colleague": "/menu; /hadir; /izin; /piket; /kalender; /profil; /sertifikat; selamat pagi",
    "admin": "/impor; /peran; /audit; /ekspor",
}


def main(arguments: list[str] | None = None) -> None:
    """All of it, into the folder that is named."""
    parser = argparse.ArgumentParser(prog="./dev look", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("look"), help="where the images go; without: look")
    folder = parser.parse_args(arguments).folder.resolve()
    logs.configure(Settings(log_level="ERROR"))
    print_papers(folder / "papers")
    if CHROMIUM is None:
        _say("no Chromium: the page and its chats are left out")
    else:
        asyncio.run(photograph(folder))
    _say(f"{sum(1 for _ in folder.rglob('*.png'))} images in {folder}")


def print_papers(folder: Path) -> None:
    """Each paper, picture and workbook of the samples, page by page."""
    folder.mkdir(parents=True, exist_ok=True)
    people, held = samples.commissioners(), samples.session()
    found, recap = samples.invitations(people, held), samples.recap(came=True)
    kept = [(f"{number}/SERT/2023", one) for number, one in enumerate(people[:2], start=1)]
    duty = duty_samples.overview()
    shown = duty_samples.photos(duty)
    made: dict[str, Printable] = {
        "panduan.pdf": guide("https://t.me/panwascam_bot"),
        "surat.pdf": letters.letter(samples.SENDER, samples.letter(held, people)),
        "daftar-hadir.pdf": attendance_lists.attendance_list(samples.SENDER, held, found),
        "sertifikat.pdf": certificates.certificates(samples.SENDER, held, kept, dated=samples.DATED),
        "laporan-sesi.pdf": reports.session(samples.SENDER, recap, signed_on=samples.DATED),
        "laporan-triwulan.pdf": reports.period(samples.SENDER, samples.period(recorded=True), signed_on=samples.DATED),
        "laporan-tahun.pdf": reports.period(
            samples.SENDER, samples.period(View.OFFICE, SpanUnit.YEAR, recorded=True), signed_on=samples.DATED
        ),
        "form-a.pdf": duty_samples.form_a(duty_samples.quiet()),
        "form-a-kejadian.pdf": duty_samples.form_a(duty_samples.incident()),
        "form-a-panjang.pdf": duty_samples.form_a(duty_samples.incident(1, "Kejadian panjang dan rinci. " * 100)),
        "surat-tugas-piket.pdf": tasks.task(duty_samples.task(duty_samples.shift("malam"))),
        "surat-tugas.pdf": tasks.task(duty_samples.task(held, *people)),
        "permintaan.png": requests.picture(duty_samples.request(), duty_samples.REPORTED + timedelta(hours=9)),
        "permintaan-panjang.png": requests.picture(duty_samples.request(wanted=8), duty_samples.REPORTED),
        "gambar-kecamatan.png": charts.districts(recap),
        "gambar-jawaban.png": charts.answers(recap),
        "rekap-piket.pdf": overview.report(samples.SENDER, duty, shown, len(shown) + 12),
        "rekap-piket.png": pictures.completeness(duty, ()),
        "rekap-piket-tabel.xlsx": overview.workbook(duty),
        "jadwal-piket.png": pictures.month(
            duty_samples.rotas(), duty.first, date(2023, 11, 30), (), duty_samples.REPORTED
        ),
        "jadwal-piket-lima.png": pictures.month(
            duty_samples.rotas(5), duty.first, date(2023, 11, 30), (), duty_samples.REPORTED
        ),
        "jadwal-piket-bersama.png": pictures.month(
            duty_samples.watches(), date(2023, 12, 1), date(2023, 12, 31), (), duty_samples.REPORTED
        ),
        "rekap-sesi.xlsx": sheets.session(recap),
        "rekap-triwulan.xlsx": sheets.period(samples.period(recorded=True)),
    }
    for name, paper in made.items():
        (folder / name).write_bytes(typeset(paper))
    if shutil.which("soffice"):
        books = [str(path) for path in folder.glob("*.xlsx")]
        with tempfile.TemporaryDirectory() as home:
            _run(
                "soffice",
                f"-env:UserInstallation=file://{home}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                *books,
            )
    else:
        _say("no LibreOffice: workbooks are left out")
    if not shutil.which("pdftoppm"):
        _say("no pdftoppm (poppler-utils): papers stay PDFs")
        return
    for path in sorted(folder.glob("*.pdf")):
        _run("pdftoppm", "-r", "70", "-png", str(path), str(path.with_suffix("")))


async def photograph(folder: Path) -> None:
    """The page at each step of the story, in both sizes, light and dark; then what people write, and what they read."""
    with tempfile.TemporaryDirectory() as directory:
        door = open_door("127.0.0.1", 0)
        url = address_of(door)
        scene = await Scene.open(f"sqlite+aiosqlite:///{directory}/look.db", seed=7, address=url)
        server = Server(scene)
        scene.begin()
        await server.start(door)
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                await _screens(browser, url, folder / "screens")
                await _chats(browser, url, scene, folder / "chats")
                await browser.close()
        finally:
            await server.stop()
            await scene.end()


async def _screens(browser: Browser, url: str, folder: Path) -> None:
    pages = {}
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            pages[size, scheme] = await _page(browser, url, width, height, scheme)
    story = pages["1440", "light"]
    for step, name in enumerate(STEPS):
        # One press after the other: what plays by itself may be steps ahead by the time that it is seen.
        while int(await story.get_attribute("#story-body", "data-step") or -1) < step:
            # Also while a file is opened over it.
            await story.evaluate("document.querySelector('#story-body button')?.click()")
            await asyncio.sleep(_PACE)
        for (size, scheme), page in pages.items():
            for tab in range(4) if size == "360" else (0,):
                if size == "360":
                    await page.click(f"#tabs button:nth-child({tab + 1})")
                await _keep(page, folder / f"{step}-{name}-{size}-{scheme}{f'-{tab + 1}' if size == '360' else ''}.png")
    for page in pages.values():
        await page.close()


async def _chats(browser: Browser, url: str, scene: Scene, folder: Path) -> None:
    cast = scene.cast
    people: dict[str, Member] = {"head": cast.head, "colleague": cast.colleague, "admin": cast.admin}
    for who, lines in CHATS.items():
        phone = people[who].phone
        page = await _page(browser, f"{url}?phone={phone.id}", 360, 2200, "light")
        for number, line in enumerate(lines.split(";")):
            before = len(phone.room.messages)
            phone.send(line.strip())
            while len(phone.room.messages) < before + 2 or phone.room.messages[-1].from_bot is False:  # noqa: ASYNC110 (a look now and then)
                await asyncio.sleep(0.05)
            # The rest of an answer of several messages.
            await asyncio.sleep(0.7)
            if number % 4 == 3 or number == lines.count(";"):
                await _keep(page, folder / f"{who}-{number // 4}.png")
        await page.close()


async def _page(browser: Browser, url: str, width: int, height: int, scheme: str) -> Page:
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.set_default_timeout(120_000)
    await page.goto(url)
    await page.wait_for_selector("html[data-ready]")
    return page


async def _keep(page: Page, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=str(path))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 (a program that tells)


if __name__ == "__main__":
    main()
