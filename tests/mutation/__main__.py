"""Which small faults in the rules the tests do not notice: `./dev mutate [--sample 200] [--seed 1] [--only bot/domain/duty]`.

All tests run once, and what each reaches is counted and kept (`reach`). Then each mutant is a process of its own, in which the tests that reach the
mutated lines run until one fails: those of the file that is named after the module first, then those that import it, then all others.
Where the fault is within a function, that process is forked from one that has loaded all tests, and the function is exchanged. What is
worked out while modules are loaded (tables, patterns) takes a process that loads them with the fault in them. Nothing is written.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib.machinery
import itertools
import json
import os
import random
import resource
import sys
import tempfile
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.mutation.exchange import Key, faulty_functions, put_in
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.reach import ANY, AT_IMPORT, PLAIN, RULES, TESTS, Reached, fork, reached

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec
    from types import CodeType

EQUIVALENT = Path(__file__).with_name("equivalent.txt")
# A mutant that runs in circles is noticed: CPU seconds that one test may take, and bytes of memory. Not of all its tests
# together: who survives has run all of them, which takes long.
_SECONDS, _MEMORY = 60, 4 << 30
# A second standard error, which no child closes.
_TERMINAL = os.dup(2)


def main() -> None:
    """Draw, run, and say what survived; the exit code is 1 where less than `--floor` percent were noticed."""
    arguments = argparse.ArgumentParser(prog="./dev mutate", description=__doc__)
    arguments.add_argument("--sample", type=int, default=200, help="how many mutants are drawn; 0 is all of them")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", type=Path, default=RULES, help="a file or folder of the rules")
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--floor", type=float, default=95, help="percent that must be noticed")
    options = arguments.parse_args()
    files = [options.only] if options.only.is_file() else sorted(options.only.rglob("*.py"))
    known = equivalent()
    every = [mutant for file in files for mutant in mutants(file) if mutant.change not in known.get(mutant.file, ())]
    drawn = random.Random(options.seed).sample(every, options.sample or len(every))
    reach, modules = reached()
    for name in modules:
        with suppress(Exception):
            importlib.import_module(name)
    survived = _survivors(drawn, reach, options.jobs)
    for mutant in survived:
        _say(f"survived {mutant}")
    noticed = 100 * (1 - len(survived) / len(drawn))
    _say(
        f"{len(drawn) - len(survived)} of {len(drawn)} noticed ({noticed:.1f} %), of {len(every)}, by seed {options.seed}"
    )
    sys.exit(noticed < options.floor)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def equivalent() -> dict[Path, set[str]]:
    """Mutants that are no faults, by file: lines `bot/domain/x.py: before -> after in: line`, below a `#` that says why."""
    found: dict[Path, set[str]] = {}
    for line in EQUIVALENT.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            file, _, change = line.partition(": ")
            found.setdefault(Path(file), set()).add(change)
    return found


class _Chosen:
    """A pytest plugin that leaves out all other tests."""

    def __init__(self, names: set[str]) -> None:
        self._names = names

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._names]

    def pytest_runtest_setup(self) -> None:
        _limit()


def _is_reached_at_import(mutant: Mutant, reached: Reached) -> bool:
    lines = reached.get(str(mutant.file), {})
    return any(AT_IMPORT in lines.get(line, ()) for line in mutant.lines)


def _tests_of(mutant: Mutant, reached: Reached) -> set[str]:
    lines = reached.get(str(mutant.file), {})
    names = {name for line in mutant.lines for name in lines.get(line, ())}
    # What is made when a module is loaded may be seen by whoever loads that module.
    if not names or _is_reached_at_import(mutant, reached):
        names |= {name for name in reached[ANY][0] if may_load(_file(name), mutant.file)}
    return names - {AT_IMPORT}


@cache
def may_load(tests: str, rules: Path) -> bool:
    """Whether a file of tests loads a module, itself or by another that it loads; with the bot's fixtures it may be any."""
    if not Path(tests).is_relative_to(TESTS[0]):
        return True
    waiting, seen = [Path(tests)], {Path(tests)}
    while waiting:
        for name in _imported(waiting.pop()):
            place = Path(*name.split("."))
            found = {file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()}
            waiting += found - seen
            seen |= found
    return rules in seen


def _survivors(drawn: list[Mutant], reached: Reached, jobs: int) -> list[Mutant]:
    functions, rest = {}, []
    for mutant in drawn:
        faulty = None if _is_reached_at_import(mutant, reached) else faulty_functions(mutant)
        if faulty is None:
            rest.append(mutant)
        else:
            functions[mutant] = faulty
    # Those first that tell most in a minute.
    survived = _with_all_loaded(functions, reached, jobs)
    return survived + _tried(rest, jobs, lambda mutant: partial(_try, mutant, _tests_of(mutant, reached)))


def _with_all_loaded(functions: dict[Mutant, dict[Key, CodeType]], reached: Reached, jobs: int) -> list[Mutant]:
    """Those that survive, tried in forks of a process that has collected all tests."""
    with tempfile.NamedTemporaryFile("w+", suffix=".json") as answer:

        def run() -> int:
            plugin = _ExchangeAll(functions, reached, jobs)
            ended = pytest.main([*PLAIN, *TESTS], plugins=[plugin])
            json.dump([number for number, mutant in enumerate(functions) if mutant in plugin.survived], answer)
            answer.flush()
            return int(ended)

        if os.waitpid(fork(run), 0)[1]:
            sys.exit("the tests cannot be loaded")
        answer.seek(0)
        numbers = json.load(answer)
    return [mutant for number, mutant in enumerate(functions) if number in numbers]


class _ExchangeAll:
    """A pytest plugin that runs the tests collected against one mutant after the other."""

    def __init__(self, functions: dict[Mutant, dict[Key, CodeType]], reached: Reached, jobs: int) -> None:
        self._functions, self._reached, self._jobs = functions, reached, jobs
        self.survived: list[Mutant] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        by_name = {item.nodeid: item for item in session.items}

        def work(mutant: Mutant) -> Callable[[], int]:
            names = _tests_of(mutant, self._reached)
            files = stages(mutant.file, {_file(name) for name in names})
            place = {file: number for number, file in enumerate(itertools.chain(*files))}
            items = [by_name[name] for name in sorted(names & by_name.keys(), key=lambda name: place[_file(name)])]
            return partial(self._run, session, mutant, items)

        self.survived = _tried(list(self._functions), self._jobs, work)
        return True

    def _run(self, session: pytest.Session, mutant: Mutant, items: list[pytest.Item]) -> int:
        # The collector does not show what it was told to leave alone.
        gc.unfreeze()
        put_in(str(mutant.file), self._functions[mutant])
        for item, following in itertools.zip_longest(items, items[1:]):
            _limit()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return int(pytest.ExitCode.TESTS_FAILED)
        return 0


def _file(name: str) -> str:
    return name.partition("::")[0]


def _tried(drawn: list[Mutant], jobs: int, work: Callable[[Mutant], Callable[[], int]]) -> list[Mutant]:
    """Those that survive what is done for each in a process of its own."""
    waiting, survived = list(reversed(drawn)), []
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[fork(work(mutant))] = mutant
        child, ended = os.wait()
        mutant = running.pop(child)
        if ended == 0:
            survived.append(mutant)
        # A test failed, the module could not be loaded, or it ran in circles; all else is a fault of this program.
        elif os.waitstatus_to_exitcode(ended) > pytest.ExitCode.INTERRUPTED:
            sys.exit(f"no test was run against {mutant}")
        done = len(drawn) - len(waiting) - len(running)
        os.write(_TERMINAL, f"{done}/{len(drawn)} {'SURVIVED' if ended == 0 else 'noticed'} {mutant}\n".encode())
    return survived


def _limit() -> None:
    """From here on."""
    taken = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(taken.ru_utime + taken.ru_stime) + _SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _try(mutant: Mutant, tests: set[str]) -> int:
    _limit()
    sys.meta_path.insert(0, _Finder(mutant))
    for files in stages(mutant.file, {_file(name) for name in tests}):
        # Tests of rules alone need not load the bot, which the fixtures of all others do.
        are_of_rules = all(Path(file).is_relative_to(TESTS[0]) for file in files)
        options = (*PLAIN, f"--confcutdir={TESTS[0]}") if are_of_rules else PLAIN
        ended = pytest.main([*options, *files], plugins=[_Chosen(tests)])
        if ended != pytest.ExitCode.OK:
            return int(ended)
    return 0


def stages(rules: Path, files: set[str]) -> list[list[str]]:
    """These files of tests, those first that are likeliest to notice a fault in a module: a stage without a failure is followed by the next."""

    def stage(file: str) -> int:
        name = Path(file).stem.removeprefix("test_")
        if name == rules.stem and Path(file).parent.name in ("domain", "data", rules.parent.name):
            return 0
        return 1 if _module(rules) in _imported(Path(file)) else 2

    ordered = sorted(files, key=lambda file: (stage(file), file))
    return [list(group) for _, group in itertools.groupby(ordered, stage)]


def _module(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


@cache
def _imported(file: Path) -> frozenset[str]:
    """What it names in its imports: a module, or what may be one in a package."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return frozenset(found)


class _Finder:
    """Finds the mutated module, and no other."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = _module(mutant.file)
        self._code = compile(mutant.module(), str(mutant.file), "exec", dont_inherit=True)

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)  # type: ignore[arg-type]
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Loader(name, spec.origin, self._code)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, _: str) -> CodeType:
        return self._code


if __name__ == "__main__":
    main()
