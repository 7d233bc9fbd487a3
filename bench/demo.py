"""The demo's figures, seen in Chromium: start, press, size, what two hours of the clock leave: `./dev bench demo [--quick]`."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from machine import machine
from measured import Row, say, table
from office import sqlite_url
from playwright.sync_api import Error, Page, sync_playwright
from processes import OURS, ROOT, Program, free_port

from tests.demo.browser import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

USABLE_WITHIN, SEEN_WITHIN, LARGEST, MOST_LEFT = 5.0, 0.3, 150_000, 20.0
# Seconds between two presses: Telegram takes one message or change a second in a chat, and so does the demo.
BREATH = 1.5
# Milliseconds.
PATIENCE = 60_000
# Presses on the commissioner's invitation, one after the other, and how long until another text stands painted.
PRESS = """async (wanted) => {
  const keys = [...document.querySelectorAll('.phone:first-child .keys button')];
  const key = keys.reverse().find((one) => one.textContent.includes(wanted));
  const message = key.closest('.message');
  const [id, before] = [message.dataset.id, message.querySelector('.bubble').textContent];
  const now = () => document.querySelector(`.phone:first-child [data-id="${id}"] .bubble`)?.textContent ?? before;
  const begun = performance.now();
  await new Promise((done) => {
    new MutationObserver((_, observer) => {
      if (now() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(done));
    }).observe(document.querySelector('.phone:first-child .messages'), { childList: true, subtree: true });
    key.click();
  });
  return (performance.now() - begun) / 1000;
}"""


# An officer of piket on a handset: presses one thing and waits until the words that follow stand painted.
STEP = """async ([press, line, wanted]) => {
  const messages = document.querySelector('.messages');
  const painted = new Promise((done) => {
    const look = (_, observer) => {
      // Not the last one: the morning has other news as well.
      if (![...messages.querySelectorAll('.message:not(.mine)')].some((one) => one.textContent.includes(wanted))) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(done));
    };
    new MutationObserver(look).observe(messages, { childList: true, subtree: true, characterData: true });
  });
  const found = [...document.querySelectorAll('.keys button, .sheet button, .composer button')].reverse();
  const key = found.find((one) => (one.getAttribute('aria-label') ?? one.textContent).includes(press));
  if (line) document.querySelector('textarea').value = line;
  const begun = performance.now();
  key.click();
  if (wanted) await painted;
  return (performance.now() - begun) / 1000;
}"""
LINE = "Baliho roboh di Desa Pikatan pukul 09.30, sudah difoto."
# What is pressed, what is written first, and what is to be read then; a photo takes two presses.
NOTHING = (("Aman, nihil", "", "Laporan piket diterima"),)
INCIDENT = (
    ("Buat laporan", "", "1/3"),
    ("Ada kejadian", "", "2/4"),
    ("Kirim", LINE, "3/4"),
    ("Lampirkan", "", ""),
    ("Foto contoh", "", "4/4"),
    ("Kirim laporan", "", "Laporan piket diterima"),
)
# One thumb: seconds a press, to find it and to reach it, and letters a second.
A_PRESS, LETTERS = 1.5, 2.5


def measure(directory: Path, *, quick: bool) -> list[Row]:
    """All rows."""
    starts, presses = (2, 12) if quick else (7, 60)
    usable, own, seen = list[float](), list[float](), list[float]()
    reports = list[Row]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for number in range(starts):
            say(f"start {number + 1} of {starts}")
            with started() as (program, url, begun):
                page = opened(browser, url)
                usable.append(time.perf_counter() - begun)
                own.append(program.cpu)
                if number == starts - 1:
                    seen = reactions(page, presses)
                    reports = reported(browser, page, url)
                page.close()
        browser.close()
    size = sum(path.stat().st_size for path in (ROOT / "bot" / "demo" / "web").rglob("*") if path.is_file())
    left, before = asyncio.run(stepped(directory, 600 if quick else 7200))
    p95 = sorted(seen)[int(len(seen) * 0.95)]
    middle, slowest = statistics.median(usable), max(usable)
    return [
        _row(
            "command to a page that can be used",
            "s",
            middle,
            USABLE_WITHIN,
            f"{starts} starts, slowest {slowest:.1f} s; CPU until then {statistics.median(own):.1f} s",
        ),
        _row(
            "p95 of a press to what is seen of it",
            "s",
            p95,
            SEEN_WITHIN,
            f"{presses} answers; p50 {1000 * statistics.median(seen):.0f} ms, slowest {1000 * max(seen):.0f} ms",
        ),
        *reports,
        _row("page with all its parts", "kB", size / 1000, LARGEST / 1000, "as it is sent, not packed"),
        _row("memory that two hours of the clock leave", "MiB more", left, MOST_LEFT, f"RSS before {before:.0f} MiB"),
    ]


def _row(name: str, unit: str, ours: float, most: float, notes: str) -> Row:
    return Row(name, "-", unit, ours, None, None, f"<= {most:g} {unit}", ours <= most, notes)


@contextmanager
def started() -> Iterator[tuple[Program, str, float]]:
    """`./dev demo`, its page's address, and when the command was given."""
    port = free_port()
    begun = time.perf_counter()
    process = subprocess.Popen([ROOT / "dev", "demo", "--no-browser", "--port", str(port)], stdout=subprocess.DEVNULL)  # noqa: S603 (our own program)
    program = Program(process)
    try:
        yield program, f"http://127.0.0.1:{port}/", begun
    finally:
        program.stop()


def opened(browser: Browser, url: str) -> Page:
    """The page as soon as it is there and drawn."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE)
    while True:
        try:
            page.goto(url)
            break
        except Error:
            time.sleep(0.05)
    page.wait_for_selector("html[data-ready]")
    page.wait_for_selector(".phone:first-child .start")
    return page


def reactions(page: Page, count: int) -> list[float]:
    """Seconds of presses, each on an invitation that then reads otherwise; the story leads there."""
    page.click("#story-body button:nth-child(2)")
    page.wait_for_selector('#story-body[data-step="2"]')
    page.click("#story-body button:nth-child(2)")
    page.wait_for_selector(".phone:first-child .keys button")
    seen = []
    for number in range(count):
        time.sleep(BREATH)
        seen.append(page.evaluate(PRESS, ("Hadir", "Berhalangan", "Sakit")[number % 3]))
    return seen


def reported(browser: Browser, page: Page, url: str) -> list[Row]:
    """Two officers of piket on their handsets, from the morning's message to the receipt."""
    say("reports of piket")
    page.fill(".phone:nth-child(3) textarea", "/piket")
    page.click(".phone:nth-child(3) .composer .send")
    page.click(".phone:nth-child(3) .keys button:has-text('Susun giliran 22 kecamatan')")
    page.click(".phone:nth-child(3) .keys button:has-text('Ya, susun 22 kecamatan')")
    page.wait_for_selector(".phone:nth-child(3) .message:has-text('Giliran piket 22 kecamatan dimulai besok')")
    page.click("[data-to='tomorrow']")
    people = page.evaluate("async () => (await (await fetch('api/start')).json()).people")
    chairs = {one["district"]: one["id"] for one in people if one["position"] == "Ketua Panwascam"}
    rows = []
    for name, district, steps, within in (
        ("“nihil”: the page's own time from message to receipt", "Bakung", NOTHING, 5),
        ("an incident with words and a photo: the same", "Srengat", INCIDENT, 60),
    ):
        handset = browser.new_page(viewport={"width": 360, "height": 740})
        handset.set_default_timeout(PATIENCE)
        handset.goto(f"{url}?phone={chairs[district]}")
        handset.wait_for_selector(".message:has-text('Piket hari ini')")
        own = 0.0
        for step in steps:
            time.sleep(BREATH)
            own += handset.evaluate(STEP, list(step))
        handset.close()
        letters = sum(len(line) for _, line, _ in steps)
        thumb = own + len(steps) * A_PRESS + letters / LETTERS
        notes = f"presses: {len(steps)}, letters: {letters}; with one thumb {thumb:.0f} s"
        rows.append(Row(name, "-", "s", own, None, None, f"with the thumb <= {within} s", thumb <= within, notes))
    return rows


async def stepped(directory: Path, seconds: int) -> tuple[float, float]:
    """MiB that this many seconds of the flowing clock add, and how many there were: in a process of its own."""
    say(f"clock, {seconds} s in steps")
    script = str(ROOT / "bench" / "run_demo_clock.py")
    process = await asyncio.create_subprocess_exec(
        OURS, script, sqlite_url(directory / "clock.db"), str(seconds), stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    said, _ = await process.communicate()
    before, after = map(float, said.split())
    return after - before, before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer starts and presses, ten minutes of the clock")
    args = parser.parse_args()
    if CHROMIUM is None:
        sys.exit("needs Chromium (on Debian: apt install chromium)")
    with tempfile.TemporaryDirectory(prefix="panwascam-bench-") as directory:
        rows = measure(Path(directory), quick=args.quick)
    print(table(rows))
    print("\n" + "\n".join(f"{key}: {value}" for key, value in machine().items()))
    sys.exit(not all(row.met for row in rows))


if __name__ == "__main__":
    main()
