"""Recaps as workbooks: a sheet for each way of looking at the same figures; shares and totals are formulas of the counts."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from bot.domain.recap.facts import plan_total
from bot.domain.recap.figures import total
from bot.domain.recap.plan_figures import PlanCounts
from bot.domain.vocabulary import Answer
from bot.domain.workbooks import CellKind, Column, Sheet, Workbook
from bot.views.format import clock_time, dates, day_short, moment, moment_short
from bot.views.invitations.messages import excuse_words
from bot.views.recap import words
from bot.views.recap.national import days
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.recap.facts import NationalRecap, Recap
    from bot.domain.recap.figures import Counts
    from bot.domain.recap.session import SessionRecap
    from bot.domain.workbooks import Value

# Characters of a column of figures: the least, and what it has beside the figures of its sum.
_NARROWEST, _BESIDE = 6, 3
# Figures in the order of their columns; a formula is of the columns before it, or beside it.
_FIGURES = (
    ("attending", ""),
    ("excused", ""),
    ("substituted", ""),
    ("silent", ""),
    ("invited", "SUM({attending}:{silent})"),
    ("answered", "{invited}-{silent}"),
    ("response_percent", "answered/invited"),
    ("early", ""),
    ("on_time", ""),
    ("late", ""),
    ("came", "SUM({early}:{late})"),
    ("no_show", ""),
    ("silent_away", ""),
    ("expected", "{came}+{no_show}+{silent_away}"),
    ("attendance_percent", "came/expected"),
    ("excused_away", ""),
    ("waiting_away", ""),
    ("unannounced", ""),
)
_KEYS = tuple(key for key, _ in _FIGURES)
# Who comes is known before the day, who stayed away after it.
_OF_ANSWERS = _KEYS[: _KEYS.index("early")]
# What stands before the figures and is a count all the same.
_LEADING_COUNTS = frozenset({"number", "sessions", "arrived"})
_SHARES = tuple((key, formula.partition("/")[2]) for key, formula in _FIGURES if key.endswith("_percent"))
_values_of = attrgetter(*_KEYS)
_PLAN = (
    ("timely", ""),
    ("shifted", ""),
    ("short", ""),
    ("not_held", ""),
    ("measured", "SUM({timely}:{not_held})"),
    ("timely_percent", "timely/measured"),
    ("open", ""),
    ("unstated", ""),
)


def period(recap: Recap) -> Workbook:
    """Sessions, months, divisions, kecamatan, people and, for a year, the plan; sheets without a row are left out."""
    lines = _lines(words.span_name(recap.span), recap.office, recap)
    title = plain("sheet-title", name=recap.name) if recap.name else plain("sheet-title-all")
    months = [((words.span_name(span),), counts) for span, counts in recap.months]
    divisions = [((division.value,), counts) for division, counts in recap.divisions]
    districts = [((line.name or plain("row-office"),), line.counts) for line in recap.districts]
    people = [
        ((number, line.name, line.position.value, line.district or plain("row-office")), line.counts)
        for number, line in enumerate(recap.people, 1)
    ]
    sheets = [
        _sessions(title, lines, recap),
        _counted("months", title, lines, (("month", 20),), months),
        _counted("divisions", title, lines, (("division", 12),), divisions),
        _counted("districts", title, lines, (("district", 22),), districts),
        _counted("people", title, lines, (("number", 6), ("name", 32), ("position", 20), ("district", 16)), people),
        _plan(title, lines, recap),
    ]
    return Workbook(tuple(sheet for number, sheet in enumerate(sheets) if sheet.rows or number == 0))


def session(recap: SessionRecap) -> Workbook:
    """Everybody invited with answer and arrival, and the counts by kecamatan."""
    held = recap.session
    counted = plain("recap-counted-session" if recap.recorded else "sheet-not-judged")
    lines = (
        plain("sheet-session", code=held.code, day=dates(held, held.zone), place=held.place),
        f"{plain('recap-moment', moment=moment(recap.asked_at, held.zone))}. {counted}",
    )
    title = held.short_title
    keys = (
        ("number", 6),
        ("name", 38),
        ("position", 24),
        ("division", 10),
        ("district", 18),
        ("answer", 14),
        ("reason", 40),
        ("answered-yes", 12),
        ("came", 10),
        ("punctuality", 14),
        ("absence", 30),
    )
    of_days = tuple(
        Column(f"day{day.number}", plain("column-of-day", number=day.number, day=day_short(day.day)), 12, CellKind.TEXT)
        for day, _ in recap.days
    )
    people = Sheet(
        plain("sheet-attendance"),
        title,
        lines,
        tuple(
            Column(key, plain(f"column-{key}"), width, CellKind.COUNT if key == "number" else CellKind.TEXT)
            for key, width in keys
        )
        + of_days,
        tuple((*_person(number, one), *_of_days(recap, one)) for number, one in enumerate(recap.invitations, 1)),
    )
    return Workbook((people, _by_district(recap, title, lines)))


def _by_district(recap: SessionRecap, title: str, lines: tuple[str, ...]) -> Sheet:
    """Until attendance may be judged: the answers, and who has come so far."""
    came = () if recap.recorded else (one for one in recap.invitations if one.came_at is not None)
    arrived = Counter(one.person.district for one in came)
    leads = (("district", 22), *([("arrived", 12)] if arrived else []))
    rows: list[tuple[tuple[Value, ...], Counts]] = [
        ((name or plain("row-office"), *([arrived[name]] if arrived else [])), counts)
        for name, counts in recap.districts
    ]
    return _counted("districts", title, lines, leads, rows, _KEYS if recap.recorded else _OF_ANSWERS)


def national(recap: NationalRecap) -> Workbook:
    """A line an office."""
    asked = plain("recap-moment", moment=moment(recap.asked_at, recap.zone))
    lines = (f"{asked}. {plain('sheet-counted')}", days(recap))
    title = plain("national-sheet-title", period=words.span_name(recap.span))
    offices = [((line.name, line.sessions), line.counts) for line in recap.offices]
    return Workbook((_counted("offices", title, lines, (("office", 40), ("sessions", 8)), offices),))


def figure_columns(whole: Counts, keys: Collection[str] = _KEYS) -> tuple[Column, ...]:
    """The columns of counts and shares, the same on every sheet, as wide as the figures of the `whole`."""
    return tuple(_column(key, formula, getattr(whole, key)) for key, formula in _FIGURES if key in keys)


def figure_values(counts: Counts, keys: Collection[str] = _KEYS) -> tuple[Value, ...]:
    """A row of `figure_columns`."""
    values = dict(zip(_KEYS, _values_of(counts), strict=True))
    for share, whole in _SHARES:
        if not values[whole]:
            values[share] = plain("word-none")
    return tuple(value for key, value in values.items() if key in keys)


def _column(key: str, formula: str, most: int | None) -> Column:
    title = plain(f"column-{key.replace('_', '-')}")
    if not key.endswith("_percent"):
        width = max(_NARROWEST, len(f"{most or 0:,}") + _BESIDE)
        return Column(key, title, width, CellKind.COUNT, formula, upright=True)
    part, _, whole = formula.partition("/")
    share = _share(f"{{{part}}}", f"{{{whole}}}")
    return Column(key, title, _NARROWEST + 1, CellKind.PERCENT, share, upright=True)


def _share(part: str, whole: str) -> str:
    """`bot.domain.invitations.answers.percent` as a formula; a dash where there is no whole."""
    rounded = f"MIN(MAX(INT((200*{part}+{whole})/(2*{whole}))/100,0.01),0.99)"
    return f'IF({whole}=0,"{plain("word-none")}",IF({part}=0,0,IF({part}={whole},1,{rounded})))'


def _counted(
    name: str,
    title: str,
    lines: tuple[str, ...],
    leads: Sequence[tuple[str, int]],
    rows: Iterable[tuple[tuple[Value, ...], Counts]],
    keys: Collection[str] = _KEYS,
) -> Sheet:
    """A sheet of figures: columns that say whose (`leads`: key and width), then the figures, and their total."""
    found = list(rows)
    whole = total(counts for _, counts in found)
    whose = tuple(
        Column(key, plain(f"column-{key}"), width, CellKind.COUNT if key in _LEADING_COUNTS else CellKind.TEXT)
        for key, width in leads
    )
    label: tuple[Value, ...] = (plain("row-total"), *[None] * (len(leads) - 1))
    if leads[0][0] == "number":
        label = (None, plain("row-total"), *[None] * (len(leads) - 2))
    if leads[-1][0] in ("sessions", "arrived"):
        label = (*label[:-1], sum(int(lead[-1] or 0) for lead, _ in found))
    return Sheet(
        plain(f"sheet-{name}"),
        title,
        lines,
        (*whose, *figure_columns(whole, keys)),
        tuple((*lead, *figure_values(counts, keys)) for lead, counts in found),
        (*label, *figure_values(whole, keys)) if found else (),
    )


def _sessions(title: str, lines: tuple[str, ...], recap: Recap) -> Sheet:
    rows = []
    for line in recap.sessions:
        held = line.session
        state = "cancelled" if line.cancelled else "recorded" if line.recorded else "over"
        if state == "over" and held.ends_at > recap.asked_at:
            state = "coming"
        lead = (f"{held.day:%d-%m-%Y}", held.code, held.short_title, plain(f"session-state-{state}"))
        rows.append((lead, line.counts))
    leads = (("day", 12), ("code", 12), ("session", 44), ("state", 12))
    return _counted("sessions", title, lines, leads, rows)


def _plan(title: str, lines: tuple[str, ...], recap: Recap) -> Sheet:
    whole = plan_total(recap.plan)
    columns = tuple(_column(key, formula, getattr(whole, key)) for key, formula in _PLAN)
    return Sheet(
        plain("sheet-plan"),
        title,
        lines,
        (Column("division", plain("column-division"), 12), *columns),
        tuple((division.value, *_plan_values(counts)) for division, counts in recap.plan),
        (plain("row-total"), *_plan_values(whole)) if recap.plan else (),
    )


def _plan_values(counts: PlanCounts) -> tuple[Value, ...]:
    found: list[Value] = [getattr(counts, key) for key, _ in _PLAN]
    return tuple(plain("word-none") if value is None else value for value in found)


def _lines(period_words: str, office: str, recap: Recap) -> tuple[str, ...]:
    asked = plain("recap-moment", moment=moment(recap.asked_at, recap.zone))
    return (f"{office}, {period_words}", f"{asked}. {plain('sheet-counted')}")


def _of_days(recap: SessionRecap, one: InvitationFacts) -> tuple[Value, ...]:
    """When they came on each day, where there are several."""
    came = recap.arrivals.get(one.id, {})
    return tuple(clock_time(came[day.day].at, one.session.zone) if day.day in came else "" for day, _ in recap.days)


def _person(number: int, one: InvitationFacts) -> tuple[Value, ...]:
    person, held = one.person, one.session
    extra = excuse_words(one) if one.answer is Answer.EXCUSED else one.substitute
    shown = moment_short if held.is_of_days else clock_time
    came = shown(one.came_at, held.zone) if one.came_at is not None else ""
    when = plain(f"arrival-{held.punctuality(one.came_at)}") if one.came_at is not None else ""
    return (
        number,
        person.name,
        person.position.value,
        person.division.value if person.division else "",
        person.district or plain("row-office"),
        one.answer.value if one.answer else plain("word-silent"),
        extra,
        plain("word-yes") if one.answer else "",
        came,
        when,
        one.absence_reason,
    )
