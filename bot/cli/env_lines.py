"""`.env` with some of its settings changed, all other lines as they are."""

import re
from collections.abc import Mapping

# What needs no quotes, whatever reads the file: a shell, compose, or the program.
_PLAIN = re.compile(r"[\w./:@+?=&%,-]*")


def with_settings(text: str, settings: Mapping[str, str]) -> str:
    """Each setting in the place where it stood, else at the end; of one that stands twice the last counts."""
    lines = text.splitlines()
    left = dict(settings)
    for number in range(len(lines) - 1, -1, -1):
        found = re.match(r"\s*(?:export\s+)?(\w+)\s*=", lines[number])
        name = found[1].upper() if found else ""
        if name in left:
            lines[number] = _line(name, left.pop(name))
    lines += [_line(name, value) for name, value in left.items()]
    return "".join(f"{line}\n" for line in lines)


def _line(name: str, value: str) -> str:
    if _PLAIN.fullmatch(value):
        return f"{name}={value}"
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"{name}='{quoted}'"
