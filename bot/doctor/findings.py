"""What an examination found: a mark, one line, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.views.text import plain


class Mark(StrEnum):
    """How a finding stands."""

    WELL = "✅"
    WARNING = "⚠️"
    BAD = "❌"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `advice` is empty where all is well."""

    mark: Mark
    key: str
    text: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.mark} {self.text}" + (f"\n     → {self.advice}" if self.advice else "")


def well(key: str, **values: object) -> Finding:
    """Nothing to do."""
    return _finding(Mark.WELL, key, values)


def warning(key: str, **values: object) -> Finding:
    """The bot works, but not as well as it should, or not for long."""
    return _finding(Mark.WARNING, key, values)


def bad(key: str, **values: object) -> Finding:
    """The bot cannot work like this."""
    return _finding(Mark.BAD, key, values)


def _finding(mark: Mark, key: str, values: dict[str, object]) -> Finding:
    shown = {name: value if isinstance(value, int) else str(value) for name, value in values.items()}
    advice = "" if mark is Mark.WELL else plain(f"doctor-{key}.advice", **shown)
    return Finding(mark, key, plain(f"doctor-{key}", **shown), advice)


def size_text(count: int) -> str:
    """Bytes as people read them."""
    size = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit in ("B", "kB") else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"
