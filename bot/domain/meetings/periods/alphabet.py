"""A word of a planned time, and of which kind it is; what none of the kinds is says nothing of time.

A kind is one letter, so that the rules of `rules` can be written as patterns over a line of kinds.

| kind | what it is | value |
| --- | --- | --- |
| `n` `N` `y` | a number of up to two figures, any other figures, a year | the number |
| `q` `o` `r` | a number in words, an ordinal, a Roman number | the number |
| `m` `w` `j` | month, weekday, day of the Javanese week | 1-12, 0-6 |
| `H` `G` `S` `b` `Q` `E` `T` | hari, tanggal, minggu (or a Sunday), bulan, triwulan, semester, tahun | months in it |
| `p` | awal, pertengahan, akhir | `MonthPart` |
| `e` `B` `U` `k` `K` `g` | setiap, sebulan, bulanan, kali, sekali, gelombang | months in it |
| `t` `h` `a` `c` `l` `:` `(` `)` | s/d, hyphen, dan, comma, slash, colon, brackets | |
| `D` `F` `z` `f` `A` `s` | batas akhir, harus selesai, selesai, mulai, antara, selama | |
| `x` `O` | sebelum or setelah, H-3 | -1 or 1, days |
| `I` | a stretch of time that is named, a date in figures to begin with | `Named` |
| `P` `X` | any other word; a word of time or a sign that no rule reads | |

Rules put together of these:

| kind | what it is | value |
| --- | --- | --- |
| `C` `M` `L` | how often, in how many batches, how many days | the number |
| `R` | setiap bulan, tiga bulan sekali | `Recurrence` |
| `v` `V` | weekdays before a day, or behind it | their numbers |
| `u` `i` `I` | week without a month, quarter or half, anything with all that it needs | `Named` |
| `Z` | all that is joined | `PeriodSeries` |
| `W` | s/d selesai | |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PeriodToken:
    """A word, or several that a rule has put together; `glued` has no blank on either side."""

    kind: str
    text: str
    value: Any = None
    glued: bool = False
