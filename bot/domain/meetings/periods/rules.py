"""The rules by which the words of a planned time are put together: days, weeks, months and what joins them, how often.

A rule is a pattern over the kinds of the words (`alphabet`, which has what rules make too) and what becomes of the words
that it matches; it may leave them as they are. They are applied one after the other; `sentence` judges what is left.
"""

from __future__ import annotations

import re

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.building import Build, as_kind, without
from bot.domain.meetings.periods.days import (
    bare_name,
    day_and_month,
    day_behind,
    day_behind_alone,
    day_behind_iso,
    day_of_month,
    days_behind,
)
from bot.domain.meetings.periods.months import end_of, numbered_month, whole_month, with_year, year_alone
from bot.domain.meetings.periods.names import Unit
from bot.domain.meetings.periods.recurrence import count, recurrence
from bot.domain.meetings.periods.series import between_two, series_of, till_before
from bot.domain.meetings.periods.shifts import shifted
from bot.domain.meetings.periods.weekdays import sunday_or_week, weekday, weekday_behind, weekdays
from bot.domain.meetings.periods.weeks import numbered_stretches, parts_of, weeks_close

# What stands between two days: s/d, hyphen, dan, comma, slash.
_J = "(?:ca|[thacl])"
# A year of four figures behind a month; one of two, unless it begins what follows.
_Y = "(?:c?T?y|[hl]y)"
_YY = f"[hl]?n(?!(?:{_J}n)*b?m)"
# Weeks by bare figures: what follows a comma may be a day ("minggu 1, 5 November"), unless the list goes on.
_WEEKS = "(?:(?:cS?[nr])*c?aS?[nr]|[thl]S?[nr])*"
_ONE_UNIT = "(?:b(?![no])|[QE](?![nrqo])|T(?!y))"
_BESIDE = "(?:v[cl]?)?G?"
_RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        # "Hari/Tanggal: Senin/13 November", "mulai dari tanggal", "selesai paling lambat", "paling lambat s/d".
        ("(?<=P)f(?=P)", as_kind("P")),
        ("(?<![nq])H[lc]G:?", without("HlcG:")),
        ("(?<![nq])HG", as_kind("G")),
        ("GG+", as_kind("G")),
        ("ff+", as_kind("f")),
        ("zD|Dt|tD", as_kind("D")),
        ("[th]z", as_kind("W")),
        # How often, in how many batches, how long.
        ("[nq]k|K", count("C")),
        (f"C?(?:ep?[nq]?|pe){_ONE_UNIT}C?", recurrence),
        ("[nq][bQET]C|BC|CB|C[nq][bQET](?!m)|C[QET](?![nrqoy])|[nq]?U", recurrence),
        ("[nq]g", count("M")),
        (f"g(?:o(?:{_J}o)*|r(?:{_J}r)*|n(?=[:(]|$))[:c]?", without("gornthacl:")),
        (":", without(":")),
        ("[nq]H(?![wS])", count("L")),
        # Weekdays, among them the Sunday that is called as a week is.
        ("H?wj?|HSj?(?!o)|Sj|S(?=[cl]G?[nI]|[thacl]w|GI|I)|(?<=[(])S(?=[)])|(?<=w[thacl])S(?!o)", weekday),
        (f"S(?:n{_J})*n(?:b?m{_Y}?)?", sunday_or_week),
        (f"w(?:{_J}w)*", weekdays),
        # Weeks of a month, quarters, halves of a year.
        ("Sh?o[hl][nr](?=b?m)", weeks_close),
        (f"Sh?o(?:{_J}S?o|{_J}S?[nr](?!b?m))*", numbered_stretches("u", Unit.WEEK, 5)),
        (f"Sh?[nr]{_WEEKS}|Sq", numbered_stretches("u", Unit.WEEK, 5)),
        (f"Qh?[onrq](?:{_J}Q?[onrq](?!b?m))*", numbered_stretches("i", Unit.QUARTER, 4)),
        (f"Eh?[onrq](?:{_J}E?[onrq](?!b?m))*", numbered_stretches("i", Unit.HALF, 2)),
        ("(?<=[nmyI])[(]v[)]|(?<=[myI])c?v(?![cl]?G?[nI])", weekday_behind),
        # Days and the month that stands before or behind them.
        (f"b?m{_Y}?[c(]?Gn(?:{_J}G?n)*(?!V?[hl]?b?m)", day_behind),
        (f"(?:mn{_J})+mn(?:c?y)?(?=$|[)V])", days_behind),
        (f"G?nV?[hl]?b?m(?:{_Y}|{_YY})?", day_of_month),
        (f"m(?:n{_J})*nc?y", day_behind),
        (f"m(?:n{_J})*n(?=$|[)V])", day_behind_alone),
        # Weeks and parts of a month: close to it, then farther off.
        (f"b?m{_Y}?[up](?:{_J}[up](?!b?m))*(?!b?m)(?:Ty)?|[up]b?m(?:{_Y}|[hl]n)?", parts_of),
        (f"b?m{_Y}?[cl(][up](?:{_J}[up](?![cl]?b?m))*(?![cl]?b?m)|[up][cl(]b?m{_Y}?", parts_of),
        # Months, quarters, halves, years.
        (f"b?m(?:{_Y}|[hl]n)?", whole_month),
        ("b[on](?:c?T?y)?|n[lh]y|y[lh]n", numbered_month),
        (f"nln(?!(?:{_J}n)*b?m|(?:ln)*lI)", day_and_month),
        (f"i{_Y}?|Tyc?I", with_year),
        ("p?Ty|pT|^y$", year_alone),
        ("pI", end_of),
        (f"I[thacl]n(?![nH]|{_J}n)", day_behind_iso),
        # What takes its month from what follows; days counted from another.
        (f"(?:G?nV?|[up])(?=(?:{_J}{_BESIDE}(?:nV?|[up]))*{_J}{_BESIDE}I)", bare_name),
        (f"O(?:[th]O)?[xfHP]+[(]?{_BESIDE}I(?!V?{_J}{_BESIDE}I)", shifted),
        # Behind one day alone, "H-1 (14 Februari 2024)", it may be what that day is.
        (f"O[th]O[(]{_BESIDE}I(?!V?{_J}{_BESIDE}I)", shifted),
        # "Rabu (15 November 2023)".
        ("v[(]I[)]", without("()")),
        (f"A{_BESIDE}IV?a{_BESIDE}I", between_two),
        (f"{_BESIDE}IV?(?:{_J}{_BESIDE}IV?)*", series_of),
        ("(?<![uL])xZ", till_before),
    )
)


def put_together(found: list[PeriodToken], plan_year: int) -> list[PeriodToken]:
    """The words with everything put together that a rule knows; `plan_year` tells Sundays from weeks."""
    for pattern, build in _RULES:
        found = _applied(pattern, build, found, plan_year)
    return found


def _applied(pattern: re.Pattern[str], build: Build, found: list[PeriodToken], plan_year: int) -> list[PeriodToken]:
    made: list[PeriodToken] = []
    place = 0
    for match in pattern.finditer("".join(token.kind for token in found)):
        becomes = build(found[match.start() : match.end()], plan_year)
        if becomes is not None:
            made += [*found[place : match.start()], *becomes]
            place = match.end()
    return [*made, *found[place:]]
