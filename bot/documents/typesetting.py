"""From a paper to its bytes: an order (template, data, format) and the typst compiler that fills it.

Data goes to the template as JSON in `sys.inputs` and is set as text, so nothing in it can be markup. The compiler sees
the folder of templates and its own fonts, no others: the same paper gives the same bytes on every machine.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from bot.documents.printing import printable
from bot.documents.xlsx import handed_over, workbook
from bot.domain.duty.answer_picture import AnswerPicture
from bot.domain.duty.grid_picture import GridPicture
from bot.domain.meetings.month_picture import MonthPicture
from bot.domain.papers.attendance_lists import AttendanceList
from bot.domain.papers.certificates import Certificates
from bot.domain.papers.guides import Guide
from bot.domain.papers.letters import Letter
from bot.domain.papers.papers import Paper
from bot.domain.papers.reports import Report
from bot.domain.papers.supervision import Supervision
from bot.domain.papers.tasks import TaskLetter
from bot.domain.recap.charts import Bars, Chart, Trend
from bot.domain.workbooks import Workbook

# All that is made into a file.
Printable = Paper | Chart | MonthPicture | GridPicture | AnswerPicture | Workbook
TEMPLATES = Path(__file__).parent / "templates"
_TEMPLATE = {
    Letter: "letter",
    AttendanceList: "attendance_list",
    Certificates: "certificates",
    Report: "report",
    Guide: "guide",
    Supervision: "supervision",
    TaskLetter: "task",
    Bars: "picture",
    Trend: "picture",
    MonthPicture: "month",
    GridPicture: "grid",
    AnswerPicture: "answers",
}
# The width of a picture is given in points: at this resolution a point is a pixel.
_PICTURE_PPI = 72.0


@dataclass(frozen=True, slots=True)
class Order:
    """What the compiler is told; plain, so that it can go to another process. `logo` is a picture in base64, if any."""

    template: str
    data: str
    format: Literal["pdf", "png", "xlsx"]
    logo: str = ""


def order_for(paper: Printable) -> Order:
    """A paper becomes PDF, a picture PNG (1080 pixels wide), a workbook XLSX."""
    if isinstance(paper, Workbook):
        return Order("workbook", handed_over.to_json(paper), "xlsx")
    picture = isinstance(paper, Bars | Trend | MonthPicture | GridPicture | AnswerPicture)
    told = asdict(paper)
    logo = told.get("letterhead", {}).pop("logo", "")
    data = json.dumps(_printed(told), ensure_ascii=False)
    return Order(_TEMPLATE[type(paper)], data, "png" if picture else "pdf", logo)


def compile_order(order: Order) -> bytes:
    """Fill the template; a fault in it raises `typst.TypstError`."""
    if order.format == "xlsx":
        return workbook.workbook_file(handed_over.from_json(order.data))
    output = _compiler().compile(
        TEMPLATES / f"{order.template}.typ",
        format=order.format,
        ppi=_PICTURE_PPI if order.format == "png" else None,
        # The template reads bytes from numbers, not from base64.
        sys_inputs={"data": order.data, "logo": json.dumps(list(base64.b64decode(order.logo))) if order.logo else ""},
    )
    return cast("bytes", output)


def typeset(paper: Printable) -> bytes:
    """The paper's bytes, made here and now: for the shell; the bot asks `Typesetter` (worker.py)."""
    return compile_order(order_for(paper))


def shows(logo: str) -> bool:
    """Whether the compiler can draw a picture in base64."""
    try:
        compile_order(Order("logo", "{}", "pdf", logo))
    except RuntimeError:
        return False
    return True


@cache
def _compiler() -> Any:
    # Loaded by the first paper, not by the start of the bot.
    import typst

    fonts = typst.Fonts(include_system_fonts=False)
    # `pathlib` paths for every file: the compiler takes text as a file's content.
    return typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)


def _printed(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printed(one) for one in value]
    return value
