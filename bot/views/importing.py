"""What an import did, or why it was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from bot.domain.rows import RowProblem

_MOST_SHOWN = 15
_MOST_LACKING = 25
_LACKING = ("no-districts", "unknown-district")


class ImportFacts(Protocol):
    """The outcome of an import."""

    @property
    def kind(self) -> str: ...
    @property
    def added(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def same(self) -> int: ...
    @property
    def passed(self) -> int: ...
    @property
    def problems(self) -> tuple[RowProblem, ...]: ...
    @property
    def year(self) -> int | None: ...
    @property
    def notes(self) -> tuple[RowProblem, ...]: ...


def ask_year(name: str, present: int) -> Screen:
    """Of which year a plan is that names none; the present one first."""
    years = [button(str(year), "impy", year) for year in (present, present + 1, present - 1)]
    return Screen(t("import-ask-year", name=name), rows(years))


def outcome(facts: ImportFacts, most: int = _MOST_SHOWN) -> Markup:
    """A few lines for the chat or (unescaped) the shell."""
    kind = plain(f"import-kind-{facts.kind}")
    if facts.year is not None:
        kind = plain("import-kind-calendar-of", year=str(facts.year))
    if not facts.problems:
        return join_lines(
            t("import-done", kind=kind, added=facts.added, changed=facts.changed, same=facts.same),
            t("import-passed", count=facts.passed) if facts.passed else None,
            t("import-notes") if facts.notes else None,
            *_lines(facts.notes, "import-note", most),
        )
    return join_lines(
        t("import-refused", kind=kind, count=len({problem.line for problem in facts.problems})),
        *_lines(facts.problems, "import-problem", most),
    )


def lacking_districts(facts: ImportFacts, how: str) -> Markup | None:
    """Which kecamatan a file names that the office does not have, and (`how`: the text) how to add them."""
    lacking = dict.fromkeys(one.value for one in facts.problems if one.reason in _LACKING)
    if not lacking:
        return None
    names = list(lacking)[:_MOST_LACKING]
    if len(lacking) > len(names):
        names.append(plain("import-lacking-more", count=len(lacking) - len(names)))
    return t(how, names=", ".join(names))


def _lines(problems: tuple[RowProblem, ...], reasons: str, most: int) -> list[Markup]:
    """One line each, and how many more there are."""
    shown = [
        t(
            "import-problem",
            line=problem.line,
            column=problem.column,
            value=problem.value,
            reason=plain(f"{reasons}-{problem.reason}", **problem.values),
        )
        for problem in problems[:most]
    ]
    rest = len(problems) - most
    return [*shown, t("import-problem-more", count=rest)] if rest > 0 else shown
