"""Forms from files: those that the program is shipped with, and an office's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.data import FORMS_DIRECTORY
from bot.domain.duty.form_files import OF_INCIDENTS, FormProblem, read_form
from bot.domain.duty.forms import Form, Forms
from bot.domain.office.offices import is_code

# The daily report, which every office has and no form of its own can be missing instead.
DAILY = "piket"
_ORDER = (DAILY, OF_INCIDENTS)
# What somebody wrote a form in, and nobody reads.
_OTHERS = (".toml", ".yaml", ".yml", ".json")


def load_forms(directory: str = "") -> Forms:
    """The same as `read_forms`; raises `FormProblem` with all that is wrong in all files."""
    found = read_forms(directory)
    if found.problems:
        raise FormProblem(list(found.problems))
    return found


def read_forms(directory: str) -> Forms:
    """The shipped forms with those of `directory` over them: its files for all offices, its folders (63.10) for one each.

    A file with a fault is left out, and no other: a slip of one office's stops nobody's bot.
    """
    own = Path(directory) if directory else None
    shipped, left_out = _shipped()
    problems = [*left_out]
    if own is not None and not own.is_dir():
        problems.append(f"{own}: folder tidak ada; buat, atau kosongkan FORMS_DIR")
        own = None
    general = shipped | (_read(own, problems) if own is not None else {})
    folders = sorted(one for one in own.iterdir() if one.is_dir()) if own is not None else []
    of_office = {folder.name: _read(folder, problems, f"{folder.name}/") for folder in folders}
    problems += [
        f"{one.name}/: bukan kode kantor; beri nama folder seperti 63.10"
        for one in folders
        if not is_code(one.name) and not one.name.startswith(".")
    ]
    return Forms(general, of_office, tuple(problems))


@cache
def shipped_forms() -> Forms:
    """The forms that the program is shipped with."""
    return load_forms()


@cache
def _shipped() -> tuple[dict[str, Form], tuple[str, ...]]:
    """Those files do not change while the program runs; an office's own may, and are read whenever they are asked for."""
    problems: list[str] = []
    return _read(FORMS_DIRECTORY, problems), tuple(problems)


def _read(directory: Path, problems: list[str], where: str = "") -> dict[str, Form]:
    found: dict[str, Form] = {}
    files = sorted(
        directory.glob("*.toml"), key=lambda file: (file.stem not in _ORDER, file.name != f"{DAILY}.toml", file.name)
    )
    problems += [
        f"{where}{other.name}: tidak dibaca; tulis sebagai TOML, dengan nama yang berakhir .toml"
        for other in sorted(directory.iterdir())
        if other.suffix.casefold() in _OTHERS and other.suffix != ".toml"
    ]
    for file in files:
        try:
            found[file.stem] = read_form(file.name, file.read_text("utf-8-sig"))
        except FormProblem as error:
            problems += [f"{where}{problem}" for problem in error.problems]
        except (OSError, UnicodeDecodeError):
            problems.append(f"{where}{file.name}: tidak dapat dibaca; simpan sebagai teks UTF-8")
    return found
