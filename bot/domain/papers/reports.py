"""A report with tables, lists and photos."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.papers.letterheads import Letterhead, Signature
from bot.domain.papers.parts import Pairs, PaperPhoto, ReportList, ReportTable
from bot.domain.recap.charts import Bars, Trend


@dataclass(frozen=True, slots=True)
class Report:
    """A recap on paper: `moment` says as of when, then particulars, pictures, tables and lists in this order."""

    letterhead: Letterhead
    title: str
    subtitle: str
    moment: str
    particulars: Pairs
    charts: tuple[Bars | Trend, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    lists: tuple[ReportList, ...] = ()
    signature: Signature | None = None
    page: str = ""
    photos_title: str = ""
    photos: tuple[PaperPhoto, ...] = ()
