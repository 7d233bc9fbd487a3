"""Begin and end as an office means them: of what was said of each, those hours that go together."""

from __future__ import annotations

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.moment import MIDNIGHT, NOON, SAID_OF_EVENING, Moment, is_one, time_of
from bot.domain.words.hours.parts_of_day import OF_ITS_OWN_DAY
from bot.domain.words.hours.stretch import Hours, ends_next_day

# When one is asleep.
_NIGHT = range(6)


def resolved(start: Moment, end: Moment | None, given: str, *, is_open: bool, any_end: bool = False) -> Hours:
    """Begin and end that go together. Raises `DateProblem` not_a_time, end_before_start."""
    # "12 malam" is of which day?
    is_midnight = start.part and start.hour == 12 and start.of_part(start.part) in range(NOON)
    if not (is_one(start, 23) and (end is None or is_one(end, 24))) or is_midnight:
        raise DateProblem("not_a_time", given=given)
    if end is None:
        begin = start.readings()[0]
        doubt = _is_of_some_night(start, begin) or start.of_either or (start.lone and not is_open)
        return Hours(time_of(begin), None, sure=not doubt)
    begins = _begins(start, end)
    ends = _ends(start, end)
    pairs = [(begin, one) for begin in begins for one in ends if begin < one]
    if pairs:
        begin, last = pairs[0]
        others = [pair for pair in pairs if pair[0] != begin and pair[1] < MIDNIGHT]
        is_spoken = start.part or end.part
        is_night = _is_of_some_night(start, begin) and end.part not in OF_ITS_OWN_DAY
        # "9-8", "13-9".
        is_late = not is_spoken and end.of_twelve and (last - NOON) // 60 in SAID_OF_EVENING
        is_whole_day = (begin, last) == (0, MIDNIGHT)
        doubt = bool(others and start.of_either) or (is_night and not is_whole_day) or is_late
        return Hours(time_of(begin), time_of(last % MIDNIGHT), sure=not doubt)
    for begin in begins:
        for last in ends:
            if any_end or _follows(begin, last % MIDNIGHT):
                # "09.00-00.00" may be a slip; "09.00-24.00" is not.
                is_slip = not last and begin < SAID_OF_EVENING[0] * 60 + NOON
                return Hours(time_of(begin), time_of(last % MIDNIGHT), sure=len(begins) == 1 and not is_slip)
    raise DateProblem("end_before_start", given=given)


def _is_of_some_night(start: Moment, begin: int) -> bool:
    """Whether it begins when one is asleep, and of which night is not said: "01.00", "jam 2 malam"."""
    return begin // 60 in _NIGHT and start.part not in OF_ITS_OWN_DAY


def _begins(start: Moment, end: Moment) -> list[int]:
    """When it may begin: "7-9 malam" says the part of the day once for both, "10-1 siang" for its end alone."""
    own = start.readings()
    if start.part or not end.part or not start.of_twelve:
        return own
    shared = start.of_part(end.part)
    ends = end.readings()
    return [shared] if shared is not None and ends and _follows(shared, ends[0]) else own


def _follows(begin: int, end: int) -> bool:
    """Whether these are hours of a day, or of an evening and its night."""
    return begin < end or ends_next_day(time_of(begin), time_of(end))


def _ends(start: Moment, end: Moment) -> list[int]:
    """When it may end, the earliest first."""
    at = end.hour * 60 + end.minute
    if end.part:
        found = end.readings()
        return [found[0] + MIDNIGHT, *found] if end.hour == 12 and found[0] < NOON else found
    if not end.of_twelve or (end.exact and not start.of_twelve):
        return [at]
    return [at, at + NOON]
