"""What the kecamatan answered to a request as a picture, as plain values: a row each, figures darker where they are larger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.duty.grid_picture import Tone


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """An answer in words; `share` of the largest figure of its column (0 to 1), None of what is no figure."""

    text: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A kecamatan: whether it answered (in time, late, not yet, not at all) and what; who is silent has one cell for all columns."""

    name: str
    tone: Tone
    cells: tuple[AnswerCell, ...]


@dataclass(frozen=True, slots=True)
class AnswerPicture:
    """Columns are what was wanted, `total` what figures come to; `legend` says what tones mean."""

    title: str
    subtitle: str
    columns: tuple[str, ...]
    rows: tuple[AnswerRow, ...]
    total: tuple[str, ...]
    legend: tuple[tuple[str, Tone], ...]
    footer: str
