"""What an import did, or why it was refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.domain.importing.columns import sheet_and_line
from bot.domain.lengths import shortened
from bot.domain.people.phones import readable_phone
from bot.views.format import day_plain
from bot.views.office.presses import AnswerImport, GetTemplate, ImportAnswer, NameYear
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.domain.importing.changes import Altered, InvitationChange, LeftUndone, LineChanges, Reopened
    from bot.domain.importing.columns import LeftOut, Reading, Row
    from bot.domain.importing.rows import RowProblem
    from bot.domain.people.roster_changes import InChair, Leaving, Replaced, RosterChanges

F = TypeVar("F")

_MOST_SHOWN = 15
_MOST_LACKING = 25
_FEWEST_LACKING = 3
# Of a value: what changed is seen, and fifteen of them fit a phone.
_MOST_LETTERS = 80
_KINDS = ("calendar", "roster", "duty", "kecamatan", "libur", "attendance")
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
    @property
    def roster(self) -> RosterChanges | None: ...
    @property
    def lines(self) -> LineChanges: ...
    @property
    def invitations(self) -> tuple[InvitationChange, ...]: ...
    @property
    def reopened(self) -> tuple[Reopened, ...]: ...
    @property
    def undone(self) -> tuple[LeftUndone, ...]: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def asks(self) -> bool: ...
    @property
    def kept(self) -> bool: ...


def ask_file(*, admin: bool) -> Screen:
    """What may be sent, with a button for an empty one of each kind."""
    kinds = _KINDS if admin else ("attendance",)
    buttons = [
        button(plain("button-import-template", kind=plain(f"import-kind-{kind}")), GetTemplate(kind)) for kind in kinds
    ]
    return Screen(t("import-ask" if admin else "import-ask-list"), rows(*([one] for one in buttons)))


def template_name(kind: str) -> str:
    """`contoh-daftar-anggota.xlsx`."""
    return plain("import-template-name", kind=_in_file_name(kind))


def template_caption(kind: str) -> Markup:
    """How to fill it in."""
    return t("import-template", kind=plain(f"import-kind-{kind}"))


def faulty_name(kind: str) -> str:
    """`daftar-anggota-keliru.xlsx`."""
    return plain("import-faulty-name", kind=_in_file_name(kind))


def sheet_names() -> tuple[str, str]:
    """Of a file that goes back: lines with faults, and others."""
    return (plain("import-sheet-faulty"), plain("import-sheet-others"))


def faults(facts: ImportFacts, rows: Sequence[Row]) -> dict[int, str]:
    """What is wrong with each line, in words, by its number; also what no cell can say again: a formula without a result."""
    found: dict[int, list[str]] = {}
    for problem in facts.problems:
        found.setdefault(problem.line, []).append(_fault(problem, facts.reading.sheets))
    for row in rows:
        for column, why in row.no_values.items():
            if row.line not in found and why != "column-lacking":
                found.setdefault(row.line, []).append(f"{column}: {plain(f'import-problem-{why}')}")
    return {line: "\n".join(words) for line, words in found.items()}


def _fault(problem: RowProblem, sheets: tuple[str, ...]) -> str:
    reason = _reason(problem, "import-problem", sheets)
    value = f" “{problem.value}”" if problem.reason == "surplus" else ""
    return f"{problem.column}{value}: {reason}"


def _in_file_name(kind: str) -> str:
    return plain(f"import-kind-{kind}").lower().replace(" ", "-")


def ask_year(name: str, present: int) -> Screen:
    """Of which year a plan is that names none; the present one first."""
    years = [button(str(year), NameYear(year)) for year in (present, present + 1, present - 1)]
    return Screen(t("import-ask-year", name=name), rows(years))


def outcome(facts: ImportFacts, most: int = _MOST_SHOWN) -> Markup:
    """A few lines for the chat or (unescaped) the shell."""
    kind = plain(f"import-kind-{facts.kind}")
    if facts.year is not None:
        kind = plain("import-kind-calendar-of", year=str(facts.year))
    if not facts.problems:
        return join_lines(
            t(
                "import-done" if facts.kept else "import-trial",
                kind=kind,
                added=facts.added,
                changed=facts.changed,
                same=facts.same,
            ),
            *(_changes(facts.roster, most, kept=facts.kept) if facts.roster is not None else ()),
            *_line_changes(facts.lines, most, kept=facts.kept),
            *_part("import-undone", facts.undone, _undone, most),
            *_part("import-invitations", facts.invitations, _invitations, most),
            *_part("import-reopened", facts.reopened, _reopened, most),
            t("import-passed", count=facts.passed) if facts.passed else None,
            t("import-notes" if facts.kept else "import-notes-before") if facts.notes else None,
            *_lines(facts, facts.notes, "import-note", most),
            *_left_out(facts.reading, most),
        )
    return join_lines(
        t("import-refused", kind=kind, count=len({problem.line for problem in facts.problems})),
        *_lines(facts, facts.problems, "import-problem", most),
        *_left_out(facts.reading, most),
    )


def confirm(facts: ImportFacts, *, left: bool) -> Screen:
    """What would be, with the button that makes it so; `left`: another file waited for that, and does so no more."""
    buttons = [
        button(plain("button-import-keep"), AnswerImport(ImportAnswer.LOOKED)),
        button(plain("button-import-leave"), AnswerImport(ImportAnswer.LEAVE)),
    ]
    return Screen(
        join_lines(outcome(facts), t("import-before-left") if left else None, t("import-ask-confirm")), rows(buttons)
    )


def confirm_roles(roles: Sequence[str]) -> Screen:
    """Roles are rights over everybody's data: named once more, by themselves."""
    shown = [
        *roles[:_MOST_SHOWN],
        *([plain("import-more", count=len(roles) - _MOST_SHOWN)] if roles[_MOST_SHOWN:] else []),
    ]
    buttons = [
        [button(plain("button-import-roles"), AnswerImport(ImportAnswer.ROLES_TOO))],
        [button(plain("button-import-leave"), AnswerImport(ImportAnswer.LEAVE))],
    ]
    return Screen(join_lines(t("import-ask-roles"), *(f"• {one}" for one in shown)), rows(*buttons))


def _changes(roster: RosterChanges, most: int, *, kept: bool) -> list[Markup]:
    """Who takes whose number first: it must not be overlooked."""
    doubtful = ", ".join(one.name for one in roster.doubtful[:most])
    # Once they are in, /belumdaftar lists them.
    new = () if kept else roster.new
    return [
        *_part("import-replaced", roster.replaced, _replaced, most),
        *([t("import-replaced-done" if kept else "import-replaced-means")] if roster.replaced else []),
        *([t("import-doubtful", names=doubtful)] if doubtful and not kept else []),
        *_part("import-new", new, lambda one: t("import-in-chair", who=_in_chair(one)), most),
        *_part("import-altered", roster.altered, _altered, most),
        *_part("import-leaving", roster.leaving, _leaving, most),
    ]


def _line_changes(lines: LineChanges, most: int, *, kept: bool) -> list[Markup]:
    new = () if kept else lines.new
    return [
        *_part("import-new", new, lambda one: t("import-in-chair", who=shortened(one, _MOST_LETTERS)), most),
        *_part("import-altered", lines.altered, _altered, most),
    ]


def _invitations(one: InvitationChange) -> Markup:
    which = "both" if one.added and one.withdrawn else "new" if one.added else "withdrawn"
    return t(f"import-invitations-{which}", code=one.code, added=one.added, withdrawn=one.withdrawn)


def _reopened(one: Reopened) -> Markup:
    return t("import-reopened-one", number=one.number, district=one.district, name=one.taker)


def _undone(one: LeftUndone) -> Markup:
    return t("import-undone-one", name=one.name, count=one.count)


def _part(head: str, facts: Sequence[F], line: Callable[[F], Markup], most: int) -> list[Markup]:
    """Lines of the first of them alone: a roster has thousands."""
    if not facts:
        return []
    rest = len(facts) - most
    return [t(head), *map(line, facts[:most]), *([t("import-more", count=rest)] if rest > 0 else [])]


def _replaced(one: Replaced) -> Markup:
    return t(
        "import-replaced-line",
        phone=readable_phone(one.phone),
        before=_in_chair(one.before),
        after=_in_chair(one.after),
    )


def _leaving(one: Leaving) -> Markup:
    return t("import-leaving-line", name=one.name, day=day_plain(one.last_day))


def _in_chair(one: InChair) -> str:
    return f"{one.name} ({' '.join(filter(None, (one.position.value, one.district)))})"


def _altered(one: Altered) -> Markup:
    fields = [
        plain(
            "import-altered-field",
            column=field.column,
            before=_value(field.column, field.before),
            after=_value(field.column, field.after),
        )
        for field in one.fields
    ]
    return t("import-altered-line", name=one.name, fields="; ".join(fields))


def _value(column: str, value: str | date) -> str:
    if isinstance(value, date):
        return day_plain(value)
    if not value:
        return plain("import-empty")
    return readable_phone(value) if column == "telepon" else shortened(value, _MOST_LETTERS)


def lacking_districts(facts: ImportFacts, how: str) -> Markup | None:
    """Which kecamatan a file names that the office does not have, and (`how`: the text) how to add them.

    One or two beside those that it has are slips rather: the line names the nearest.
    """
    lacking = dict.fromkeys(one.value for one in facts.problems if one.reason in _LACKING)
    if len(lacking) < _FEWEST_LACKING and not any(one.reason == "no-districts" for one in facts.problems):
        return None
    names = list(lacking)[:_MOST_LACKING]
    if len(lacking) > len(names):
        names.append(plain("import-lacking-more", count=len(lacking) - len(names)))
    return t(how, names=", ".join(names))


def _lines(facts: ImportFacts, problems: tuple[RowProblem, ...], reasons: str, most: int) -> list[Markup]:
    """One line each, and how many more there are."""
    sheets = facts.reading.sheets
    shown = [_problem(problem, reasons, sheets) for problem in problems[:most]]
    rest = len(problems) - most
    return [*shown, t("import-problem-more", count=rest)] if rest > 0 else shown


def _problem(problem: RowProblem, reasons: str, sheets: tuple[str, ...]) -> Markup:
    sheet, line = sheet_and_line(problem.line)
    reason = _reason(problem, reasons, sheets)
    said = {"line": line, "column": problem.column, "value": problem.value, "reason": reason}
    return t("import-problem-sheet", sheet=sheets[sheet], **said) if sheets else t("import-problem", **said)


def _reason(problem: RowProblem, reasons: str, sheets: tuple[str, ...]) -> str:
    first = problem.values.get("first")
    if sheets and problem.reason == "duplicate" and isinstance(first, int):
        return plain("import-problem-duplicate-sheet", where=_where(first, sheets))
    return plain(f"{reasons}-{problem.reason}", **problem.values)


def _where(number: int, sheets: tuple[str, ...]) -> str:
    sheet, line = sheet_and_line(number)
    return plain("import-where", line=line, sheet=sheets[sheet])


def _left_out(reading: Reading, most: int) -> list[Markup]:
    """What of the file was read, and what was not, and why."""
    if not reading.left_out:
        return []
    rest = len(reading.left_out) - most
    lines = [_left(one) for one in reading.left_out[:most]]
    return [t("import-how-read"), *lines, *([t("import-left-more", count=rest)] if rest > 0 else [])]


def _left(one: LeftOut) -> Markup:
    values = dict(one.values)
    if "kind" in values:
        values["what"] = plain(f"import-kind-{values['kind']}").lower()
    on_sheet = "-sheet" if values.get("sheet") else ""
    if "first" in values:
        lines = "line" if values["first"] == values["last"] else "lines"
        values["where"] = plain(f"import-left-{lines}{on_sheet}", **values)
        on_sheet = ""
    return t(f"import-left-{one.reason}{on_sheet}", **values)
