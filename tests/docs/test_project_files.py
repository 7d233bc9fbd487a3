"""What stands around the code: versions agree, and no page names a file, a test or a page that there is not."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from shutil import copy
from subprocess import run

import pytest

from bot.domain.importing.columns import EXTRA, ROSTER_COLUMNS
from bot.services.importing.roster_plan import FIELDS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
# https://keepachangelog.com/en/1.1.0/
SECTIONS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]


def _project() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def test_the_changelog_begins_with_the_version_of_the_program_and_goes_back_in_order() -> None:
    headings = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    dated = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)", heading) for heading in headings[1:]]
    assert None not in dated, headings
    versions = [(tuple(int(one[n]) for n in (1, 2, 3)), one[4]) for one in dated if one]
    assert versions == sorted(versions, reverse=True)
    assert ".".join(str(part) for part in versions[0][0]) == _project()["version"]


def test_the_changelog_has_the_sections_that_it_should_have_in_their_order() -> None:
    for version in CHANGELOG.split("\n## ")[1:]:
        found = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert found == [name for name in SECTIONS if name in found], version.partition("\n")[0]


def test_upgrading_tells_of_the_step_to_this_version() -> None:
    versions = re.findall(r"^## \[(\d+\.\d+)\.\d+\]", CHANGELOG, re.MULTILINE)
    minors = list(dict.fromkeys(versions))
    told = re.findall(r"^## From (\S+) to (\S+)$", (ROOT / "UPGRADING.md").read_text("utf-8"), re.MULTILINE)
    assert told == [(old, new) for new, old in pairwise(minors)]


def test_the_floor_of_each_library_is_the_version_that_the_tests_have_run_with() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["postgres"]
    wanted += project["dependency-groups"]["dev"]
    locked = dict(re.findall(r"^([\w.-]+)==([^ ;]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    found = [re.match(r"([\w.-]+)(?:\[\w+\])?>=([^,]+)", one) for one in wanted]
    assert None not in found
    floors = {re.sub(r"[._]", "-", one[1]): one[2] for one in found if one}
    assert floors == {name: locked[name] for name in floors}


def test_no_lock_names_where_packages_come_from() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"://|--(extra-)?index-url|--find-links", lock.read_text("utf-8")), lock.name


def test_the_licence_is_the_one_that_is_named() -> None:
    assert (ROOT / "LICENSE").read_text("utf-8").startswith(f"{_project()['license']} License\n")


def _anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"(?ms)^```.*?^```$", "", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_page_and_a_heading_that_exist(page: Path) -> None:
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            dead.append(link)
    assert dead == []


# What a page says once more for what happened long ago is not held to today's names.
_OF_NOW = [page for page in PAGES if page.name != "CHANGELOG.md"]


@pytest.mark.parametrize("page", _OF_NOW, ids=lambda page: page.name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`((?:bot|tests|locales|docs|deploy|bench)/[\w/.-]*)`", page.read_text("utf-8"))
    assert [path for path in sorted(set(named)) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", _OF_NOW, ids=lambda page: page.name)
def test_every_test_that_a_page_names_exists(page: Path) -> None:
    assert set(re.findall(r"`(test_\w+)`", page.read_text("utf-8"))) <= _tests()


@cache
def _tests() -> set[str]:
    texts = [file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py")]
    return {name for text in texts for name in re.findall(r"^(?:async )?def (test_\w+)", text, re.MULTILINE)}


def test_every_row_of_the_failure_table_names_a_test() -> None:
    page = (ROOT / "docs" / "delivery.md").read_text("utf-8")
    table = page.partition("## When it fails")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith(("| what", "| ---"))]
    assert len(rows) >= 25
    assert [row for row in rows if not re.search(r"`test_\w+`", row.split("|")[3])] == []


def test_every_decision_stands_in_the_list_of_decisions() -> None:
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (ROOT / "docs" / "adr" / "README.md").read_text("utf-8"))
    assert listed == sorted(page.name for page in (ROOT / "docs" / "adr").glob("0*.md"))


def test_every_private_part_of_a_library_is_written_down() -> None:
    """Of those that can be seen in the text: an import of a private module, and what the linter was told to let pass."""
    written = (ROOT / "docs" / "dependencies.md").read_text("utf-8").partition("## Private parts of libraries")[2]
    missing = []
    for file in sorted((ROOT / "bot").rglob("*.py")):
        text = file.read_text("utf-8")
        private = re.findall(r"from ((?!bot\b)[a-z]\w*(?:\.\w+)*\._\w+\S*) import", text)
        private += re.findall(r"\.(_\w+)\b[^\n]*# noqa: SLF001", text)
        missing += [f"{file.relative_to(ROOT)}: {name}" for name in private if name not in written]
        if private and f"`{file.relative_to(ROOT)}`" not in written:
            missing.append(str(file.relative_to(ROOT)))
    assert missing == []


def test_what_contributing_says_of_a_file_stands_there() -> None:
    """Names in the second column of a recipe are looked for in the files of the first."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    missing = []
    for row in re.findall(r"^\| (.*`.*) \| (.*) \|$", text, re.MULTILINE):
        files = [ROOT / path for path in re.findall(r"`([\w/.]+\.(?:py|ftl))`", row[0])]
        names = re.findall(r"`([A-Za-z]\w*|_[A-Z]+)`", row[1])
        said = "".join(file.read_text("utf-8") for file in files)
        missing += [f"{row[0]}: {name}" for name in names if files and not re.search(rf"\b{name}\b", said)]
    assert missing == []


def test_each_column_of_a_roster_stands_in_the_row_that_tells_of_it() -> None:
    text = (ROOT / "docs" / "imports.md").read_text("utf-8")
    row = re.search(r"^\| roster \| .*$", text, re.MULTILINE)
    assert row is not None
    known = {*ROSTER_COLUMNS, *EXTRA["roster"]}
    assert set(re.findall(r"`(\w+)`", row[0])) == known == set(FIELDS.values())


def test_lint_ends_with_what_failed_and_what_helps(tmp_path: Path) -> None:
    """With tools that fail at once, for these alone are another's: what is tried is what `./dev` makes of them."""
    for name in ("dev", "pyproject.toml", "requirements.lock"):
        copy(ROOT / name, tmp_path)
    tools = tmp_path / ".venv" / "bin"
    tools.mkdir(parents=True)
    for folder in ("bot", "tests", "bench"):
        (tmp_path / folder).mkdir()
    sums = run(("cksum", "requirements.lock"), cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    version = re.findall(r"^version = .*$", (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    (tmp_path / ".venv" / "stamp").write_text("\n".join((sums.strip(), *version, str(tmp_path.resolve()), "")), "utf-8")
    scripts = {"python": "true", "ruff": '[ "$1" != format ]', "mypy": "true", "lint-imports": "echo 13 kept; false"}
    for name, script in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (tools / name).chmod(0o755)
    env = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    done = run(("./dev", "lint"), cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    said = "dev: failed: format, run ./dev fmt; import rules, the contracts in pyproject.toml\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "13 kept\n", said)


@pytest.mark.parametrize(("given", "chosen"), [("", "fast"), ("slow", "slow")])
def test_the_environment_is_made_with_a_python_that_was_built_for_speed(
    tmp_path: Path, given: str, chosen: str
) -> None:
    """With interpreters that answer what `./dev` asks them and refuse to make an environment."""
    for name in ("dev", "pyproject.toml", "requirements.lock"):
        copy(ROOT / name, tmp_path)
    for name in ("slow", "fast"):
        interpreter = tmp_path / name / "python3"
        interpreter.parent.mkdir()
        interpreter.write_text(
            f"""#!/bin/sh
case "$*" in
*sysconfig*) [ {name} = fast ] ;;
*_base_executable*) echo "$0" ;;
*version*) echo "Python {name}" ;;
*" venv "*) exit 3 ;;
esac
""",
            "utf-8",
        )
        interpreter.chmod(0o755)
    env = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    env |= {"PATH": f"{tmp_path}/slow:{tmp_path}/fast:{os.environ['PATH']}"}
    env |= {"PYTHON": f"{tmp_path}/{given}/python3"} if given else {}
    done = run(("./dev", "prepare"), cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, f"dev: making .venv from requirements.lock (Python {chosen})\n")


def test_what_the_library_does_not_know_is_called_in_one_place() -> None:
    past = []
    for file in sorted((ROOT / "bot").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and (
                ast.unparse(call.func).endswith(".do_api_request") or "api_kwargs" in {one.arg for one in call.keywords}
            ):
                past.append(f"{file.relative_to(ROOT)}: {ast.unparse(call.func)}")
    allowed = {"bot/telegram/reading.py: InaccessibleMessage"}
    assert [one for one in past if not one.startswith("bot/telegram/newer.py:")] == sorted(allowed)
