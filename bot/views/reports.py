"""Recaps as reports in words: one session, or the sessions of a period."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.domain.answers import percent
from bot.domain.papers import Listed, Pairs, Report, Sender, Table
from bot.domain.titles import short_title
from bot.domain.vocabulary import Answer, SessionStatus
from bot.views import charts
from bot.views.format import day_short, moment
from bot.views.papers import district_name, letterhead, numbered_pages, particulars, signature
from bot.views.sessions import excuse_words
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.domain.answers import Tally
    from bot.domain.facts import InvitationFacts, SessionFacts, SessionRecap
    from bot.views.papers import Arrivals

_COUNTED = ("invited", "attending", "excused", "substituted", "silent")


def session(sender: Sender, recap: SessionRecap, *, arrivals: Arrivals | None = None) -> Report:
    """The report of a session: figures, picture and table by kecamatan, who declined, who sent whom, who is silent.

    Given `arrivals` (after check-in), it also says who came.
    """
    held, tally = recap.session, recap.tally
    found = recap.invitations
    came = Counter(one.person.district for one in found if one.person.id in arrivals) if arrivals is not None else None
    figures = [("report-label-invited", plain("report-people", count=tally.invited))]
    figures += [_share("report-label-answered", tally.answered, tally.invited)]
    figures += [_share("report-label-attending", tally.attending, tally.invited)]
    if came is not None:
        figures += [_share("report-label-came", came.total(), tally.invited)]
    if held.outsiders_present is not None:
        figures += [("report-label-outsiders", plain("report-people", count=held.outsiders_present))]
    return Report(
        letterhead=letterhead(sender),
        title=plain("report-session-title"),
        subtitle=short_title(held.title),
        moment=_moment(recap.asked_at, held.zone),
        particulars=(*particulars(held), *_pairs(figures)),
        charts=(charts.districts(recap), *([charts.attendance(recap, came)] if came is not None else [])),
        tables=(_districts(recap.districts, came),),
        lists=_lists(found),
        page=numbered_pages(),
    )


def period(
    sender: Sender,
    words: str,
    sessions: Sequence[tuple[SessionFacts, Tally]],
    asked_at: datetime,
    zone: ZoneInfo,
    *,
    districts: Sequence[tuple[str, Tally]] = (),
    signed_on: date | None = None,
) -> Report:
    """The report of some days: the trend and a line a session, and where given the answers by kecamatan.

    Cancelled sessions are listed and not counted.
    """
    held = [tally for facts, tally in sessions if facts.status is SessionStatus.SCHEDULED]
    cancelled = len(sessions) - len(held)
    totals = [sum(_count(tally, key) for tally in held) for key in _COUNTED]
    figures = [("report-label-sessions", plain("report-sessions", count=len(held)))]
    if cancelled:
        figures += [("report-label-cancelled", plain("report-sessions", count=cancelled))]
    figures += [("report-label-invited", plain("report-people", count=totals[0]))]
    figures += [_share("report-label-answered", totals[0] - totals[-1], totals[0])]
    columns = ("day", "session", *_COUNTED)
    chart = charts.trend(words, sessions, asked_at, zone)
    return Report(
        letterhead=letterhead(sender),
        title=plain("report-period-title"),
        subtitle=words,
        moment=_moment(asked_at, zone),
        particulars=_pairs(figures),
        charts=(chart,) if chart.points else (),
        tables=(
            Table(
                title=plain("report-sessions-title"),
                columns=tuple(plain(f"column-{key}") for key in columns),
                rows=tuple(_session_row(facts, tally) for facts, tally in sessions),
                total=("", plain("row-total"), *map(str, totals)),
                numbers_from=2,
            ),
            *([_districts(districts)] if districts else []),
        ),
        signature=signature(sender, signed_on) if signed_on else None,
        page=numbered_pages(),
    )


def _districts(counted: Sequence[tuple[str, Tally]], came: Counter[str] | None = None) -> Table:
    keys = (*_COUNTED, *(["came"] if came is not None else []))
    rows = [
        (
            name or plain("row-office"),
            *(str(_count(tally, key)) for key in _COUNTED),
            *([str(came[name])] if came is not None else []),
        )
        for name, tally in counted
    ]
    total = (
        plain("row-total"),
        *(str(sum(_count(tally, key) for _, tally in counted)) for key in _COUNTED),
        *([str(came.total())] if came is not None else []),
    )
    return Table(
        title=plain("report-districts"),
        columns=(plain("column-district"), *(plain(f"column-{key}") for key in keys)),
        rows=tuple(rows),
        total=total,
        numbers_from=1,
        stretch=0,
    )


def _lists(found: Sequence[InvitationFacts]) -> tuple[Listed, ...]:
    lists = (
        (Answer.EXCUSED, "report-excused"),
        (Answer.SUBSTITUTED, "report-substituted"),
        (None, "report-silent"),
    )
    return tuple(
        Listed(plain(key), tuple(_line(key, one) for one in given))
        for answer, key in lists
        if (given := [one for one in found if one.answer is answer])
    )


def _line(key: str, one: InvitationFacts) -> str:
    values = {"name": one.person.name, "district": district_name(one.person)}
    if one.answer is Answer.EXCUSED:
        values["reason"] = excuse_words(one)
    if one.answer is Answer.SUBSTITUTED:
        values["substitute"] = one.substitute
    return plain(f"{key}-line", **values)


def _session_row(facts: SessionFacts, tally: Tally) -> tuple[str, ...]:
    day, title = day_short(facts.day), short_title(facts.title)
    if facts.status is SessionStatus.CANCELLED:
        nothing = [plain("word-none")] * len(_COUNTED)
        return (day, plain("report-session-cancelled", title=title, code=facts.code), *nothing)
    counts = (str(_count(tally, key)) for key in _COUNTED)
    return (day, plain("report-session-line", title=title, code=facts.code), *counts)


def _count(tally: Tally, key: str) -> int:
    count: int = getattr(tally, key)
    return count


def _share(label: str, count: int, total: int) -> tuple[str, str]:
    return label, plain("report-share", count=count, percent=percent(count, total))


def _pairs(figures: Sequence[tuple[str, str]]) -> Pairs:
    return tuple((plain(label), (value,)) for label, value in figures)


def _moment(asked_at: datetime, zone: ZoneInfo) -> str:
    return plain("report-moment", moment=moment(asked_at, zone))
