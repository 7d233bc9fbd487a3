"""Which lines of the rules each test reaches. It is kept beside the program, and counted anew for those files of tests alone that have changed;
for all of them where the bot, its texts or what tests share has."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypedDict

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

RULES = Path("bot/domain")
TESTS = ("tests/domain", "tests/views", "tests/data")
PLAIN = ("-q", "-x", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:tests.postgres", "--hypothesis-seed=0")
_KEPT = Path(__file__).with_name(".reach.json")
# pytest wants to be the first to load these.
_PLUGINS = ("hypothesis", "_hypothesis", "pytest", "_pytest", "anyio", "xdist")

# Tests by file and line of the rules; the lines reached while modules are loaded have the name "".
Reached: TypeAlias = dict[str, dict[int, set[str]]]
AT_IMPORT = ""
# In place of a file, all tests that there are.
ANY = "*"


class _Kept(TypedDict):
    """Lines by file of the rules: at import, and by file of tests and test; `shared` and `contents` say what it was counted of."""

    shared: str
    libraries: list[str]
    at_import: dict[str, list[int]]
    contents: dict[str, str]
    lines: dict[str, dict[str, dict[str, list[int]]]]


def fork(work: Callable[[], int]) -> int:
    """A child that does this without a word, but for what it writes to the terminal itself, and ends with the number it gives."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    ended = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        ended = work()
    finally:
        os._exit(ended)


def reached() -> tuple[Reached, list[str]]:
    """Tests by file and line that they reach, and the libraries that they load."""
    kept, files = _kept(), {str(file): _digest([file]) for folder in TESTS for file in Path(folder).rglob("test_*.py")}
    changed = sorted(file for file, content in files.items() if kept["contents"].get(file) != content)
    if changed:
        counted = _counted(changed)
        kept = {
            "shared": kept["shared"],
            "libraries": sorted({*kept["libraries"], *counted["libraries"]}),
            "at_import": {**kept["at_import"], **counted["at_import"]},
            "contents": files,
            "lines": {file: {**kept["lines"], **counted["lines"]}.get(file, {}) for file in files},
        }
        _KEPT.write_text(json.dumps(kept), "utf-8")
    found: Reached = defaultdict(lambda: defaultdict(set))
    for name, lines in [
        (AT_IMPORT, kept["at_import"]),
        *(one for tests in kept["lines"].values() for one in tests.items()),
    ]:
        # Who compares a limit or a name of a table alone reaches no line of a function.
        found[ANY][0].add(name)
        for file, numbers in lines.items():
            for number in numbers:
                found[file][number].add(name)
    found[ANY][0].discard(AT_IMPORT)
    return found, kept["libraries"]


def _kept() -> _Kept:
    shared = _digest(
        file
        for folder in ("bot", "locales", "tests")
        for file in sorted(Path(folder).rglob("*"))
        if file.is_file() and file.suffix != ".pyc" and not file.name.startswith(("test_", "."))
    )
    if _KEPT.exists():
        kept: _Kept = json.loads(_KEPT.read_text("utf-8"))
        if kept["shared"] == shared:
            return kept
    return {"shared": shared, "libraries": [], "at_import": {}, "contents": {}, "lines": {}}


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(str(file).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


class _Contexts:
    """A pytest plugin that has the lines which each test reaches counted as that test's."""

    def __init__(self, counted: coverage.Coverage) -> None:
        self._counted = counted
        self.tests: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> object:
        self.tests.append(item.nodeid)
        self._counted.switch_context(item.nodeid)
        return (yield)


def _counted(files: list[str]) -> _Kept:
    with tempfile.NamedTemporaryFile("w+", suffix=".json") as answer:

        def run() -> int:
            counted = coverage.Coverage(data_file=None, source=[str(RULES)], config_file=False)
            counted.start()
            plugin = _Contexts(counted)
            ended = pytest.main([*PLAIN, *files], plugins=[plugin])
            counted.stop()
            data = counted.get_data()
            by_name: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in (AT_IMPORT, *plugin.tests)}
            for file in data.measured_files():
                for line, names in data.contexts_by_lineno(file).items():
                    for name in names:
                        by_name[name][os.path.relpath(file)].append(line)
            at_import = by_name.pop(AT_IMPORT)
            lines: dict[str, dict[str, dict[str, list[int]]]] = defaultdict(dict)
            for name, reach in by_name.items():
                lines[name.partition("::")[0]][name] = reach
            libraries = [
                name for name in sys.modules if name.partition(".")[0] not in ("bot", "tests", "__main__", *_PLUGINS)
            ]
            json.dump({"libraries": libraries, "at_import": at_import, "lines": lines}, answer)
            answer.flush()
            return int(ended)

        if os.waitpid(fork(run), 0)[1]:
            sys.exit("the tests fail without any fault put in: ./dev test " + " ".join(TESTS))
        answer.seek(0)
        found: _Kept = json.load(answer)
    return found
