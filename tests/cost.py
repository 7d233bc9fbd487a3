"""What the tests cost in CPU: `./dev slow`. Wall-clock time says how busy the machine is.

A pytest plugin; each run says the sum, `--cost N` lists the N that cost most. Of each test the CPU seconds of its process, all
threads, and of the programs that it started and waited for; of each fixture the same, without those that it asks for. What the
database server spends is told in sum, for it serves all workers at once.
"""

from __future__ import annotations

import os
import resource
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.postgres import server_process

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

_SPENT = "cpu"
_begun = pytest.StashKey[float]()

_tests: dict[str, float] = {}
_fixtures: dict[str, list[float]] = defaultdict(list)
# Of fixtures that are being made: what those that they asked for have spent.
_inner: list[float] = []
# Fixtures made for the present test, and what each has spent.
_made: list[tuple[str, float]] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--cost", type=int, default=0, metavar="N", help="list the N tests, files and fixtures that cost most CPU"
    )


def _now() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    item.stash[_begun] = _now()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    if not request.config.getoption("cost"):
        return (yield)
    begun = _now()
    _inner.append(0.0)
    try:
        return (yield)
    finally:
        spent = _now() - begun
        own = spent - _inner.pop()
        if _inner:
            _inner[-1] += spent
        _made.append((fixturedef.argname, own))


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    try:
        return (yield)
    finally:
        item.user_properties.append((_SPENT, _now() - item.stash[_begun]))
        item.user_properties.extend((f"{_SPENT} {name}", spent) for name, spent in _made)
        _made.clear()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """In the process that the workers report to."""
    if report.when != "teardown":
        return
    for name, value in report.user_properties:
        if name == _SPENT:
            _tests[report.nodeid] = float(str(value))
        elif name.startswith(_SPENT):
            _fixtures[name.removeprefix(f"{_SPENT} ")].append(float(str(value)))


def _server_spent() -> float:
    """CPU seconds of the database server: of its processes, and of those that are gone."""
    top = server_process()
    if top is None:
        return 0.0
    found, family = 0, {top}
    for stat in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda path: int(path.parent.name)):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid, parent = int(stat.parent.name), int(fields[1])
        if pid in family or parent in family:
            family.add(pid)
            found += sum(int(field) for field in fields[11:15])
    return found / os.sysconf("SC_CLK_TCK")


@pytest.hookimpl(tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    say = terminalreporter.write_line
    if hasattr(config, "workerinput") or not _tests:
        return
    files: dict[str, list[float]] = defaultdict(list)
    for name, spent in _tests.items():
        files[name.partition("::")[0]].append(spent)
    say(f"CPU seconds: tests {sum(_tests.values()):.1f}, database server {_server_spent():.1f}")
    most = config.getoption("cost")
    if not most:
        return
    _table(say, most, "files", ((sum(spent), len(spent), name) for name, spent in files.items()))
    _table(say, most, "fixtures", ((sum(spent), len(spent), name) for name, spent in _fixtures.items()))
    _table(say, most, "tests", ((spent, 1, name) for name, spent in _tests.items()))


def _table(say: Callable[[str], None], most: int, title: str, rows: Iterable[tuple[float, int, str]]) -> None:
    say(f"-- {title}")
    for spent, count, name in sorted(rows, reverse=True)[:most]:
        say(f"{spent:8.2f} {count:5} x {spent / count:.3f}  {name}")
