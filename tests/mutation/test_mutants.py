"""What `./dev mutate` puts in is a fault, and one that could be seen."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

from tests.mutation.__main__ import equivalent, may_load, stages
from tests.mutation.exchange import faulty_functions, put_in
from tests.mutation.mutants import mutants
from tests.mutation.reach import RULES

CASES = {
    "a < b": ["a <= b"],
    "a in b": ["a not in b"],
    "a and b": ["a or b"],
    "a - 1": ["a + 1", "a - 2"],
    "not a": ["a"],
    "a if b else c": ["c if b else a"],
    "f(key=True)": ["f(key=False)"],
    "f('text')": [],
    "roman = 'I II'.split()": ["roman = 'I IIx'.split()"],
    "signs = '.,;'": ["signs = '.,'"],
    "limit: Literal[1] = 5": ["limit: Literal[1] = 6"],
    "Kind = Literal['one', 'two']": [],
    "assert a < b": [],
    "raise AssertionError(a < b)": [],
    "'words'": [],
    "if a < b:\n    pass": ["if not a < b:\n    pass", "if a <= b:\n    pass"],
}


@pytest.mark.parametrize("source", CASES)
def test_each_place_has_one_fault(source: str, tmp_path: Path) -> None:
    file = tmp_path / "rules.py"
    file.write_text(source, "utf-8")
    assert [ast.unparse(mutant.module()) for mutant in mutants(file)] == CASES[source]


def test_those_tests_run_first_that_are_likeliest_to_notice() -> None:
    files = {
        "tests/views/test_texts.py",
        "tests/domain/duty/test_mending.py",
        "tests/domain/duty/test_filling.py",
        "tests/domain/duty/test_rota.py",
    }
    assert stages(RULES / "duty" / "filling.py", files) == [
        ["tests/domain/duty/test_filling.py"],
        ["tests/domain/duty/test_mending.py"],
        ["tests/domain/duty/test_rota.py", "tests/views/test_texts.py"],
    ]


@pytest.mark.parametrize(
    ("tests", "loads"),
    [
        ("tests/domain/words/test_months.py", {"words/months.py"}),
        ("tests/domain/words/hours/test_reading.py", {"words/months.py", "words/hours/numbers.py"}),
        ("tests/domain/test_lengths.py", set()),
        ("tests/views/test_texts.py", {"words/months.py", "words/hours/numbers.py", "importing/columns.py"}),
    ],
)
def test_tables_of_a_module_are_tried_by_whoever_may_load_it(tests: str, loads: set[str]) -> None:
    rules = ("words/months.py", "words/hours/numbers.py", "importing/columns.py")
    assert {name for name in rules if may_load(tests, RULES / name)} == loads


def test_faults_within_functions_are_put_into_those_that_are_loaded(tmp_path: Path) -> None:
    file = tmp_path / "rules.py"
    file.write_text(
        "MOST = 5\n"
        "class Rule:\n"
        "    least = 4\n"
        "    def holds(self, a, most=3):\n"
        "        return a < 2\n"
        "def above(b):\n"
        "    return lambda a: a > b\n"
        "made = above(2)\n",
        "utf-8",
    )
    spec = importlib.util.spec_from_file_location("rules", file)
    assert spec is not None
    assert spec.loader is not None
    found = []
    for mutant in mutants(file):
        rules = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(rules)
        functions = faulty_functions(mutant)
        put_in(str(file), functions or {})
        said = (rules.Rule().holds(2), rules.above(2)(2), rules.made(2))
        found.append((mutant.change.partition(" in:")[0], None if functions is None else said))
    assert found == [
        ("5 -> 6", None),
        ("4 -> 5", None),
        ("2 -> 3", None),
        ("3 -> 4", None),
        ("a < 2 -> a <= 2", (True, False, False)),
        ("a > b -> a >= b", (False, True, True)),
        ("2 -> 3", (True, False, False)),
    ]


def test_what_is_said_to_be_no_fault_can_still_be_put_in() -> None:
    """A line whose rule has gone goes too."""
    for file, changes in equivalent().items():
        assert file.is_relative_to(RULES)
        assert changes - {mutant.change for mutant in mutants(file)} == set()
