"""The words of a planned time one by one, each of a kind of the `alphabet`; words that say nothing of when are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.figures import DAY_BY_DAY, DMY_TILL, ISO_TILL, YEAR_OF_PLAN, first_and_last
from bot.domain.meetings.periods.hours import without_hours
from bot.domain.meetings.periods.phrases import ELECTION, PEOPLE, PHRASES
from bot.domain.meetings.periods.word_kinds import READERS, date_token
from bot.domain.words.months import SHORT_MONTHS
from bot.domain.words.numbered import numbered
from bot.domain.words.tidy import tidy
from bot.domain.words.years import full_year

_TOKEN = re.compile(
    r"(?P<iso>(?<!\d)(?<!\d[./-])\d{4}([./-])\d{1,2}\2\d{1,2}(?![./-]?\d))"
    rf"|(?P<dmy>(?<!\d)\d{{1,2}} ?(?P<sep>[./-]) ?\d{{1,2}} ?(?P=sep) ?\d{{4}}(?![./-]?\d)|(?<!\d)(?<!\d[./-])\d{{1,2}}(?P<short>[./-])\d{{1,2}}(?P=short)\d{{2}}(?![./-]?\d)(?! ?(?:bulan )?(?:{SHORT_MONTHS})))"
    r"|(?P<offset>(?<!\w)h ?[-+] ?\d{1,3}(?!\d))"
    r"|(?P<quarter>(?<!\w)q ?[1-4](?!\d))"
    r"|(?P<ke>(?<![^\W\d_])ke (?:\d{1,2}|[a-z]+)(?!\w))"
    r"|(?P<apostrophe>(?<!\d)'\d\d(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<until>s/d)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)


def tokens(text: str, plan_year: int) -> list[PeriodToken]:
    """The kinds of a text's words in order; words that say nothing of when are left out."""
    words = f" {numbered(tidy(text))} "
    for pattern in (ELECTION, PEOPLE):
        words = pattern.sub(" rencana ", words)
    words, _ = without_hours(words)
    words = re.sub(YEAR_OF_PLAN % (plan_year % 100), r"\1 ", DAY_BY_DAY.sub(first_and_last, words))
    words = DMY_TILL.sub(r"\1 s/d ", ISO_TILL.sub(r"\1 s/d ", words))
    for pattern, spelling in PHRASES:
        words = pattern.sub(spelling, words)
    return list(_joined(_tokens(f" {words} ", plan_year)))


def _tokens(words: str, plan_year: int) -> Iterator[PeriodToken]:
    for match in _TOKEN.finditer(words):
        text, group = match[0], match.lastgroup
        if group == "sign":
            around = words[match.start() - 1], words[match.end()]
            yield from _sign_token(text, around)
        elif group == "quarter":
            yield from (PeriodToken("Q", "q", 3), PeriodToken("n", text, int(text[-1])))
        elif group in {"iso", "dmy"}:
            yield date_token(text, plan_year, iso=group == "iso")
        elif group == "apostrophe":
            year = full_year(text[1:], plan_year)
            yield PeriodToken("N" if year is None else "y", text, year)
        else:
            yield READERS[group or ""](text)


def _joined(found: Iterator[PeriodToken]) -> Iterator[PeriodToken]:
    """Without words that say nothing, and with words of several parts (`ad-hoc`) as one."""
    kept: list[PeriodToken] = []
    for token in found:
        if token.kind == "-":
            continue
        if token.kind == "P" and len(kept) > 1 and kept[-1].kind in "hl" and kept[-1].glued and kept[-2].kind == "P":
            kept.pop()
            continue
        kept.append(token)
    return iter(kept)


_SIGNS = {"-": "h", "&": "a", ",": "c", ";": "c", "/": "l", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")"}
# Signs that part words or stress them.
_SILENT = frozenset(".\"'!*_|")


def _sign_token(text: str, around: tuple[str, str]) -> Iterator[PeriodToken]:
    """The token of a sign, which may stand between blanks; none of one that is silent."""
    if text in _SIGNS:
        yield PeriodToken(_SIGNS[text], text, glued=not any(map(str.isspace, around)))
    elif text not in _SILENT or all(map(str.isdigit, around)):
        yield PeriodToken("X", text)
