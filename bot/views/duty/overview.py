"""`/rekap piket`: how complete the reports are, who is missing, incidents, hints; in words, as a workbook and on paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.duty.incidents import IncidentState
from bot.domain.papers.letterheads import PaperSender
from bot.domain.papers.parts import PaperPhoto, ReportList, ReportTable
from bot.domain.papers.reports import Report
from bot.domain.workbooks import CellKind, Column, Sheet, Workbook
from bot.views.duty.presses import Days, FileKind, MakeOverview, ShowOverview
from bot.views.duty.rota import post_of
from bot.views.format import day_short, days_long, figure, moment, month_name
from bot.views.papers.letterheads import letterhead
from bot.views.papers.names import numbered_pages
from bot.views.press import Mark
from bot.views.screen import Screen, button, rows
from bot.views.text import folded, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from telegram import InlineKeyboardButton

    from bot.domain.duty.overview import DistrictLine, Hint, IncidentLine, Overview, PhotoLine
    from bot.domain.duty.shift_facts import ShiftFacts

_MOST_MISSING = 30
_WEEK = 7


def overview(found: Overview, *, whole: bool) -> Screen:
    """In words, with buttons for picture and files; `whole`: the viewer may look at all of the office."""
    title = t("duty-recap-title", month=span_words(found))
    if not found.districts:
        return Screen(join_lines(title, "", _nothing(found)), rows(*_around(found)))
    lines = [title, "", *(_district(line) for line in found.districts)]
    if len(found.districts) > 1:
        lines += ["", _total(found)]
    if found.missing:
        shown = found.missing[-_MOST_MISSING:]
        names = [_missing(shift) for shift in shown]
        if len(found.missing) > len(shown):
            names.append(t("duty-recap-more", count=len(found.missing) - len(shown)))
        lines += ["", t("duty-recap-missing"), *folded(names, most=10)]
    if found.incidents:
        lines += ["", t("overview-incidents"), *_by_state(found)]
    if found.hints and whole:
        lines += ["", t("overview-hints"), *folded([_hint(one) for one in found.hints])]
    lines += ["", t("recap-moment", moment=moment(found.asked_at, found.zone))]
    days = Days(found.monthly, found.first)
    files = [
        button(plain(f"button-overview-{kind.value}"), MakeOverview(kind, days, found.district_id)) for kind in FileKind
    ]
    return Screen(join_lines(*lines), rows(files, *_around(found)))


def digest(found: Overview) -> Screen | None:
    """The week that is over, on Monday: who is not whole, incidents, hints; None where there was no duty."""
    if not found.districts:
        return None
    shifts, _, _ = _sums(found)
    lacking = [line for line in found.districts if line.missing or line.alone]
    lines = [t("weekly-title", days=span_words(found)), ""]
    # Of kecamatan without a rota there may be incidents alone.
    lines.append(_total(found) if shifts or lacking else t("weekly-no-rota"))
    late = [plain("weekly-late-of", district=line.name, count=line.late) for line in found.districts if line.late]
    if late:
        lines.append(t("weekly-late", names=", ".join(late)))
    if lacking:
        lines += [t("weekly-lacking"), *folded([_district(line) for line in lacking], most=10)]
    elif shifts:
        lines.append(t("weekly-whole"))
    if found.incidents:
        lines += ["", t("overview-incidents"), *_by_state(found)]
    if found.hints:
        lines += ["", t("overview-hints"), *folded([_hint(one) for one in found.hints])]
    days = Days(found.monthly, found.first)
    return Screen(
        join_lines(*lines),
        rows(
            [button(plain("button-overview-png"), MakeOverview(FileKind.PICTURE, days))],
            [button(plain("button-overview-names"), ShowOverview(days, mark=Mark.ASIDE))],
        ),
    )


def span_words(found: Overview) -> str:
    """`Oktober 2023`, or the days of a week; of a kecamatan with its name."""
    when = month_name(found.first) if found.monthly else days_long(found.first, _end(found))
    if found.district_id and found.districts:
        return plain("overview-of", district=found.districts[0].name, days=when)
    return when


def workbook(found: Overview) -> Workbook:
    """A sheet by kecamatan and day, who is missing, and incidents."""
    lines = (plain("recap-moment", moment=moment(found.asked_at, found.zone)),)
    title = plain("overview-title", days=span_words(found))
    days = [found.first + timedelta(days=ahead) for ahead in range((found.last - found.first).days + 1)]
    by_day = Sheet(
        plain("overview-sheet-days"),
        title,
        lines,
        (
            Column("district", plain("column-district"), 22),
            *(Column(f"d{day:%m%d}", str(day.day), 5) for day in days),
            Column("shifts", plain("overview-column-shifts"), 9, CellKind.COUNT),
            Column("reports", plain("overview-column-reports"), 9, CellKind.COUNT),
            Column("late", plain("overview-column-late"), 11, CellKind.COUNT),
        ),
        tuple(
            (line.name, *(plain(f"overview-cell-{line.tone(day).value}") for day in days), *_counts(line), line.late)
            for line in found.districts
        ),
        (plain("row-total"), *(None for _ in days), *_sums(found)) if found.districts else (),
    )
    missing = Sheet(
        plain("overview-sheet-missing"),
        title,
        lines,
        tuple(
            Column(key, plain(f"column-{key}"), width) for key, width in (("day", 14), ("district", 22), ("name", 36))
        ),
        tuple((day_short(one.day), post_of(one), one.names) for one in found.missing),
    )
    incidents = Sheet(
        plain("overview-sheet-incidents"),
        title,
        lines,
        (
            Column("number", plain("overview-column-number"), 28),
            Column("day", plain("column-day"), 14),
            Column("district", plain("column-district"), 22),
            Column("kind", plain("overview-column-kind"), 24),
            Column("state", plain("overview-column-state"), 20),
            Column("taker", plain("overview-column-taker"), 36),
        ),
        tuple(
            (one.number, day_short(one.day), one.district, _kind(one), _state(one), one.taker)
            for one in found.incidents
        ),
    )
    return Workbook(tuple(sheet for at, sheet in enumerate((by_day, missing, incidents)) if sheet.rows or at == 0))


def photo_lines(photos: Sequence[PhotoLine], zone: ZoneInfo) -> list[tuple[str, str]]:
    """The file of each photo, and the line below it."""
    return [
        (one.file, plain("overview-photo", number=one.number, district=one.district, at=moment(one.sent_at, zone)))
        for one in photos
    ]


def report(sender: PaperSender, found: Overview, photos: Sequence[PaperPhoto] = (), of: int = 0) -> Report:
    """On paper: by kecamatan, who is missing, incidents, and photos, of so many."""
    table = ReportTable(
        plain("sheet-districts"),
        tuple(
            plain(key)
            for key in ("column-district", "overview-column-shifts", "overview-column-reports", "overview-column-late")
        ),
        tuple((line.name, *map(figure, (*_counts(line), line.late))) for line in found.districts),
        (plain("row-total"), *map(figure, _sums(found))),
        numbers_from=1,
        stretch=0,
    )
    lists = [
        ReportList(
            plain("overview-sheet-missing"),
            tuple(
                plain("overview-paper-missing", day=day_short(one.day), district=post_of(one), name=one.names)
                for one in found.missing
            ),
        ),
        ReportList(
            plain("overview-sheet-incidents"),
            tuple(
                plain(
                    "overview-paper-incident",
                    number=one.number,
                    day=day_short(one.day),
                    district=one.district,
                    kind=_kind(one),
                    state=_state(one),
                )
                for one in found.incidents
            ),
        ),
    ]
    shifts, reports, _ = _sums(found)
    return Report(
        letterhead=letterhead(sender),
        title=plain("overview-paper-title"),
        subtitle=span_words(found),
        moment=plain("recap-moment", moment=moment(found.asked_at, found.zone)),
        particulars=(
            (plain("overview-column-reports"), (plain("overview-paper-of", reports=reports, shifts=shifts),)),
            (plain("overview-sheet-incidents"), (str(len(found.incidents)),)),
        ),
        tables=(table,) if found.districts else (),
        lists=tuple(one for one in lists if one.items),
        page=numbered_pages(),
        photos_title=plain("overview-photos", count=len(photos), of=of),
        photos=tuple(photos),
    )


def _end(found: Overview) -> date:
    """The last day that was asked for, which may be yet to come."""
    if found.monthly:
        return (found.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return found.first + timedelta(days=_WEEK - 1)


def _sums(found: Overview) -> tuple[int, int, int]:
    """Shifts that are over, reports, late ones among them, of all kecamatan."""
    counts = list(map(_counts, found.districts))
    return sum(one for one, _ in counts), sum(one for _, one in counts), sum(line.late for line in found.districts)


def _counts(line: DistrictLine) -> tuple[int, int]:
    return len(line.over), line.reported


def _district(line: DistrictLine) -> str:
    shifts, reports = _counts(line)
    said = t(
        "duty-recap-line",
        district=line.name,
        shifts=shifts,
        reports=reports,
        late=line.late,
        incidents=line.happened,
    )
    return t("duty-recap-line-alone", line=said, days=len(line.alone)) if line.alone else said


def _total(found: Overview) -> str:
    shifts, reports, late = _sums(found)
    return t("duty-recap-total", shifts=shifts, reports=reports, late=late)


def _nothing(found: Overview) -> str:
    """Of a month that is ahead there is a rota at most."""
    if found.first <= found.asked_at.astimezone(found.zone).date():
        return t("duty-recap-none")
    month = month_name(found.first)
    return t("duty-recap-ahead", month=month, asked=month.casefold())


def _missing(shift: ShiftFacts) -> str:
    return t("duty-recap-missing-line", day=day_short(shift.day), district=post_of(shift), name=shift.names)


def _by_state(found: Overview) -> list[str]:
    return [
        t(
            "overview-incident-line",
            kind=plain(f"situation-{kind.value}"),
            state=_state_words(state, finding=finding),
            count=count,
        )
        for (kind, state, finding), count in found.by_state.items()
    ]


def _hint(hint: Hint) -> str:
    return t(f"hint-{hint.kind.replace('_', '-')}", district=hint.district, name=hint.officer, count=hint.times)


def _kind(one: IncidentLine) -> str:
    return plain(f"situation-{one.situation.value}")


def _state(one: IncidentLine) -> str:
    return _state_words(one.state, finding=one.finding)


def _state_words(state: IncidentState | None, *, finding: bool) -> str:
    """What is no finding waits for no registration."""
    if state in (None, IncidentState.NEW) and not finding:
        return plain("state-open")
    return plain(f"state-{(state or IncidentState.NEW).name.lower()}")


def _around(found: Overview) -> Sequence[list[InlineKeyboardButton]]:
    """What lies before and after, and the other length."""

    def _to(label: str, first: date, *, monthly: bool) -> InlineKeyboardButton:
        return button(label, ShowOverview(Days(monthly, first), found.district_id))

    today = found.asked_at.astimezone(found.zone).date()
    after = _end(found) + timedelta(days=1)
    if found.monthly:
        before = (found.first - timedelta(days=1)).replace(day=1)
        names = (f"« {month_name(before)}", f"{month_name(after)} »")
        monday = min(today, _end(found)) - timedelta(days=min(today, _end(found)).weekday())
        other = _to(plain("button-overview-week"), monday, monthly=False)
    else:
        before = found.first - timedelta(days=_WEEK)
        names = (plain("button-overview-before"), plain("button-overview-after"))
        other = _to(plain("button-overview-month"), found.first.replace(day=1), monthly=True)
    steps = [_to(names[0], before, monthly=found.monthly)]
    if after <= today:
        steps.append(_to(names[1], after, monthly=found.monthly))
    return [steps, [other]]
