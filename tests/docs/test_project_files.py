"""What stands around the code: versions agree, and no link between the pages is dead."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

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
