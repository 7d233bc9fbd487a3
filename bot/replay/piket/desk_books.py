"""The books of the desk: lines imported are held, what was asked is asked and counted once, and papers have one number each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from bot.replay.piket import screens
from bot.storage.models import DataAnswer, DataRequest, District, DutyReport, DutyShift, PaperNumber

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from bot.replay.piket.books import Books
    from bot.replay.piket.desk import Desk

_FORM_A = re.compile(r"Formulir Model A untuk laporan (\S+)\nNomor (\d+)/LHP/")
_TASK = re.compile(r"Surat tugas piket ([^,\n]+), \w+, (\d+ \w+ \d{4})\nNomor (\d+)/SDMO/")
_OVER = re.compile(r"batas waktu lewat, (\d+) dari \d+ kecamatan menjawab")
_SLACK = timedelta(minutes=4)
# The question, the morning before, three hours before, an hour after.
_MOST_CHASED = 3


class Asked(NamedTuple):
    """A request as the bot keeps it, with its answers: by kecamatan the figure, and when."""

    title: str
    made: datetime
    due: datetime
    answers: dict[str, tuple[int, datetime]]
    # How many kecamatan are asked, also where nobody plays.
    of: int


class Paper(NamedTuple):
    """A number as the bot keeps it: of which report, or of which shift."""

    kind: str
    series: tuple[int, str]
    number: int
    about: str
    shift: int


def requests_kept(connection: Connection) -> list[Asked]:
    """Every request with its answers."""
    answers: defaultdict[int, dict[str, tuple[int, datetime]]] = defaultdict(dict)
    query = select(DataAnswer.request_id, District.name, DataAnswer.answers, DataAnswer.answered_at)
    for row in connection.execute(query.join(District, District.id == DataAnswer.district_id)):
        answers[row.request_id][row.name] = (int(row.answers[0]), row.answered_at)
    rows = connection.execute(
        select(DataRequest.id, DataRequest.title, DataRequest.created_at, DataRequest.due_at).order_by(DataRequest.id)
    )
    of = connection.execute(select(func.count(District.id))).scalar_one()
    return [Asked(row.title, row.created_at, row.due_at, answers[row.id], of) for row in rows]


def papers_kept(connection: Connection) -> list[Paper]:
    """Every number of a paper about a shift."""
    query = (
        select(PaperNumber, District.name.label("district"), DutyShift.day, DutyReport.number.label("report"))
        .join(DutyShift, DutyShift.id == PaperNumber.shift_id)
        .join(District, District.id == DutyShift.district_id)
        .outerjoin(DutyReport, (DutyReport.shift_id == DutyShift.id) & (DutyReport.nth == PaperNumber.recipient))
    )
    columns = query.with_only_columns(
        PaperNumber.kind,
        PaperNumber.year,
        PaperNumber.series,
        PaperNumber.number,
        District.name.label("district"),
        DutyShift.day,
        DutyShift.id.label("shift_id"),
        DutyReport.number.label("report"),
    )
    return [_paper(row) for row in connection.execute(columns)]


def _paper(row: Any) -> Paper:
    about = row.report if row.kind == "lhp" else _of_shift(row.district, row.day)
    return Paper(row.kind, (row.year, row.series), row.number, about or "", row.shift_id)


def _of_shift(district: str, day: date) -> str:
    return f"{district} {day:%Y%m%d}"


def check_desk(books: Books, desk: Desk, asked: list[Asked], papers: list[Paper]) -> None:
    """Every disagreement goes to the books."""
    _imported(books, desk)
    books.with_paper = {paper.shift for paper in papers if paper.kind == "tugas"}
    for one in asked:
        _request(books, one)
    _papers(books, papers)


def _imported(books: Books, desk: Desk) -> None:
    """Whoever a file named holds the shift, or was told otherwise."""
    held = {(one.district, one.day): one for one in books.shifts if one.shift == "harian"}
    last = {(line.district, line.day): line for line in desk.imported}
    for line in desk.imported:
        shift = held.get((line.district, line.day))
        books.counts["impor"] += 1
        if line.day > desk.plans.last:
            continue
        if shift is None:
            books.found.append(f"impor {line.district} {line.day}: tidak ada shift")
        elif (
            last[line.district, line.day] is line
            and shift.officer != line.chat
            and not books.was_relieved(line.chat, shift)
        ):
            books.found.append(f"impor {shift.name}: {line.chat} diganti {shift.officer} tanpa diberi tahu")


def _request(books: Books, one: Asked) -> None:
    """Asked once, chased while silent and never after, counted as phones show."""
    books.counts["minta"] += 1
    receipts: dict[str, tuple[int, datetime]] = {}
    for member in books.stage.members:
        mine = [seen for seen in books.shown[member.phone.id] if screens.title_of(seen.text) == one.title]
        _chased(books, member.phone.id, one, one.answers.get(member.district), [seen for seen in mine if seen.new])
        for seen in mine:
            if seen.text.startswith(screens.ANSWERED):
                figure = int(re.findall(r": ([\d.]+)$", seen.text, re.MULTILINE)[0].replace(".", ""))
                receipts[member.district] = (figure, seen.at)
    books.counts["jawaban"] += len(receipts)
    told, kept = ({of: found[0] for of, found in some.items()} for some in (receipts, one.answers))
    if told != kept:
        books.found.append(f"{one.title}: di layar {told}, tersimpan {kept}")
    _said_to_head(books, one)


def _chased(books: Books, chat: int, one: Asked, answer: tuple[int, datetime] | None, mine: list[screens.Seen]) -> None:
    first, again = ([seen for seen in mine if seen.text.startswith(head)] for head in screens.WANTED)
    books.again += max(0, len(first) - 1)
    if len(again) > _MOST_CHASED:
        books.found.append(f"{one.title}: {chat} diingatkan {len(again)} kali")
    for seen in [*first, *again]:
        if answer is not None and seen.at > answer[1] + _SLACK:
            books.found.append(f"{one.title}: {chat} ditanya {seen.at:%d %H.%M}, dijawab {answer[1]:%d %H.%M}")


def _said_to_head(books: Books, one: Asked) -> None:
    """Once that all have answered, or that the deadline is over and how many had by then."""
    shown = [seen for seen in books.shown[books.plans.head.phone.id] if seen.new and f"{one.title}: " in seen.text]
    over = [seen for seen in shown if "batas waktu lewat" in seen.text]
    whole = [seen for seen in shown if ": semua " in seen.text]
    books.again += max(0, len(over) - 1) + max(0, len(whole) - 1)
    for seen in over:
        said = _OVER.search(seen.text)
        by_then = [sum(at <= seen.at - slack for _, at in one.answers.values()) for slack in (_SLACK, timedelta())]
        if said is None or not by_then[0] <= int(said[1]) <= by_then[1]:
            books.found.append(f"{one.title}: {said and said[0]}, seharusnya {by_then[1]}")
    complete = len(one.answers) == one.of
    if complete and not whole:
        books.found.append(f"{one.title}: semua menjawab, kordiv tidak diberi tahu")
    in_time = complete and all(at <= one.due for _, at in one.answers.values())
    if not in_time and not over and books.goes_at(one.due) + 2 * _SLACK < books.now:
        late = sorted(at for _, at in one.answers.values())[-1:] if complete else []
        # The bot was away until all had answered.
        if not late or late[0] > books.goes_at(one.due) + _SLACK:
            books.found.append(f"{one.title}: batas waktu lewat, kordiv tidak diberi tahu")


def _papers(books: Books, papers: list[Paper]) -> None:
    """A number is one paper's, a paper has one number, none is left out, and phones show what is kept."""
    series: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for paper in papers:
        series[paper.series].append(paper.number)
        books.counts["form a" if paper.kind == "lhp" else "surat tugas"] += 1
    for name, numbers in series.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            books.found.append(f"{name}: bernomor {sorted(numbers)}")
    kept = {(paper.kind, paper.number, paper.series[0]): paper.about for paper in papers}
    of_report = Counter(paper.about for paper in papers if paper.kind == "lhp")
    books.found += [f"Form A {report}: {many} nomor" for report, many in of_report.items() if many > 1]
    for chat in books.shown.values():
        for seen in chat:
            shown = _shown(seen.text)
            if shown is not None and kept.get(shown[0]) != shown[1]:
                books.found.append(f"{shown[0]}: di layar {shown[1]}, tersimpan {kept.get(shown[0])}")


def _shown(text: str) -> tuple[tuple[str, int, int], str] | None:
    """Kind, number and year of the paper that a text speaks of, and what it is about."""
    form, task = _FORM_A.search(text), _TASK.search(text)
    dated = screens.days_in(text)
    if form is not None:
        return ("lhp", int(form[2]), dated[-1].year), form[1]
    if task is not None:
        return ("tugas", int(task[3]), dated[-1].year), _of_shift(task[1], dated[0])
    return None
