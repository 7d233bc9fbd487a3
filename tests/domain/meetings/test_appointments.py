"""When a meeting is to be, as a head has said it, beside what its session has so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.meetings.appointments import Appointment, allows, changes, check_appointment, check_days_held, terms_of
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.terms import Terms
from bot.domain.refusals import Refusal
from bot.domain.timing import DEFAULT_DURATION
from tests.documents import samples

STARTS = samples.STARTS
MOST_LETTERS = {"agenda": 1000, "bring": 500, "link": 500, "note": 300}
HELD = samples.session(note="Bawa KTP")
SAME = Appointment.of(HELD.terms)
MOMENT = timedelta(microseconds=1)


def test_an_appointment_is_its_terms_and_back() -> None:
    assert terms_of(SAME) == HELD.terms
    assert terms_of(SAME).note == HELD.note


def test_what_is_not_said_stays_and_a_dash_says_that_there_is_none() -> None:
    said = Appointment(STARTS, None, " Aula ", agenda=" - ", link=" https://a.id ")
    assert terms_of(said, HELD.terms) == Terms(
        STARTS, STARTS + DEFAULT_DURATION, True, "Aula", "", HELD.bring, "https://a.id"
    )
    assert terms_of(said, HELD.terms).note == "Bawa KTP"
    assert terms_of(said) == Terms(STARTS, STARTS + DEFAULT_DURATION, True, "Aula", "", "", "https://a.id")


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        (SAME, False),
        (replace(SAME, note=None), False),
        # That it is not said again is no news.
        (replace(SAME, note="-"), False),
        (replace(SAME, note="Bawa laptop"), True),
        (replace(SAME, place="Pendopo"), True),
        (replace(SAME, ends_at=None), True),
        (replace(SAME, starts_at=STARTS + timedelta(minutes=1)), True),
        (replace(SAME, link="https://a.id"), True),
    ],
)
def test_other_terms_change_a_session_and_so_does_another_note(said: Appointment, changed: bool) -> None:
    assert changes(HELD, said) is changed


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (replace(SAME, starts_at=STARTS + timedelta(days=400)), None),
        (replace(SAME, starts_at=STARTS + timedelta(days=400, microseconds=1)), "refused-date-far"),
        (replace(SAME, ends_at=STARTS), "refused-end-before-start"),
        (replace(SAME, ends_at=STARTS + MOMENT), None),
        (replace(SAME, ends_at=STARTS + timedelta(days=14)), None),
        (replace(SAME, ends_at=STARTS + timedelta(days=14) + MOMENT), "refused-days-many"),
        (replace(SAME, place=" "), "refused-no-place"),
        (replace(SAME, place="x" * 300), None),
        (replace(SAME, place="x" * 301), "refused-place-long"),
        *((replace(SAME, **{what: "x" * most}), None) for what, most in MOST_LETTERS.items()),  # type: ignore[arg-type]
        *(
            (replace(SAME, **{what: "x" * (most + 1)}), f"refused-{what}-long")  # type: ignore[arg-type]
            for what, most in MOST_LETTERS.items()
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(said: Appointment, refusal: str | None) -> None:
    # Far dates are counted from now, all others are ahead of it.
    now = STARTS if refusal == "refused-date-far" or said.starts_at > STARTS else STARTS - MOMENT
    found = None
    try:
        check_appointment(replace(said, ends_at=None) if said.starts_at > STARTS else said, now)
    except Refusal as refused:
        found = refused.key
    assert found == refusal


def test_the_past_is_refused_but_what_has_begun_may_keep_its_beginning() -> None:
    check_appointment(SAME, STARTS - MOMENT)
    check_appointment(SAME, STARTS, begun=STARTS)
    with pytest.raises(Refusal, match="refused-date-past"):
        check_appointment(SAME, STARTS)
    with pytest.raises(Refusal, match="refused-date-past"):
        check_appointment(SAME, STARTS, begun=STARTS - MOMENT)


_THREE_DAYS = samples.session(ends_at=STARTS + timedelta(days=2, hours=3))


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("passed", range(4))
def test_a_day_that_is_over_cannot_be_taken_away(first: int, passed: int) -> None:
    """From the day `first` on, once `passed` days are over, the last of them just now."""
    said = replace(Appointment.of(_THREE_DAYS.terms), starts_at=STARTS + timedelta(days=first))
    said = replace(said, ends_at=STARTS + timedelta(days=max(first, 2), hours=3))
    now = STARTS + timedelta(days=passed - 1, hours=3)
    check_days_held(said, _THREE_DAYS, now - timedelta(days=passed))
    if first and passed:
        with pytest.raises(Refusal) as refused:
            check_days_held(said, _THREE_DAYS, now)
        assert (refused.value.key, refused.value.values) == ("refused-days-held", {"day": "6/10", "code": "SDMO-02"})
    else:
        check_days_held(said, _THREE_DAYS, now)


def test_what_has_one_day_may_be_moved_when_it_is_over() -> None:
    check_days_held(replace(SAME, starts_at=STARTS + timedelta(days=3), ends_at=None), HELD, HELD.ends_at)


def test_the_plan_allows_what_is_on_its_days_alone() -> None:
    three_days = Appointment.of(_THREE_DAYS.terms)
    assert [one.day.day for one in three_days.days(samples.WIB)] == [6, 7, 8]
    allowed = {
        words: allows(parse_period(words, plan_year=2023), three_days, samples.WIB)
        for words in ("6-8 Oktober", "6-7 Oktober", "7-8 Oktober", "Oktober", "6 dan 8 Oktober", "")
    }
    assert [words for words, found in allowed.items() if found] == ["6-8 Oktober", "Oktober", ""]
