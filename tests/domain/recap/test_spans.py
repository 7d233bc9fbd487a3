"""Months, quarters and years as people and buttons name them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recap.spans import Span, SpanUnit, span_of_code, span_of_words

TODAY = date(2023, 11, 15)
SPANS = st.builds(Span.of, st.sampled_from(SpanUnit), st.dates(date(2001, 1, 1), date(2098, 12, 31)))


@given(SPANS)
def test_a_span_is_found_again_by_its_code_and_touches_its_neighbours(span: Span) -> None:
    assert span_of_code(span.code) == span
    assert span.before.last + timedelta(days=1) == span.first
    assert span.after.first == span.last + timedelta(days=1)
    assert (span.before.after, span.after.before) == (span, span)
    months = span.months()
    assert (months[0].first, months[-1].last) == (span.first, span.last)
    assert all(Span.of(span.unit, month.last) == span for month in months)


@pytest.mark.parametrize(
    ("words", "code", "taken"),
    [
        ("november", "2023-11", 1),
        ("desember", "2022-12", 1),
        ("Okt 2022", "2022-10", 2),
        ("triwulan 3", "2023-Q3", 2),
        ("tw4", "2023-Q4", 1),
        ("triwulan IV 2022", "2022-Q4", 3),
        ("tahun 2022", "2022", 2),
        ("2023", "2023", 1),
        ("Wonodadi oktober", "2023-10", 1),
        ("SDMO tw 2", "2023-Q2", 2),
    ],
)
def test_words_name_a_span(words: str, code: str, taken: int) -> None:
    found, count = span_of_words(words.split(), TODAY)
    assert (found, count) == (span_of_code(code), taken)
    assert found is None or found.code == code


@pytest.mark.parametrize(("number", "written"), [(1, "1 I i"), (2, "2 II ii"), (3, "3 III iii"), (4, "4 IV iv")])
def test_every_way_to_count_quarters(number: int, written: str) -> None:
    for one in written.split():
        for words in (["triwulan", one], ["tw", one], [f"tw{one}"]):
            assert span_of_words(words, TODAY) == (span_of_code(f"2023-Q{number}"), len(words)), words


@pytest.mark.parametrize("words", ["", "Wonodadi", "triwulan 5", "3", "tahun", "IV"])
def test_other_words_name_none(words: str) -> None:
    assert span_of_words(words.split(), TODAY) == (None, 0)


@pytest.mark.parametrize("code", ["", "2023-13", "2023-00", "2023-Q5", "1999", "2023-1", "2023-10-01", "٢٠٢٣"])
def test_forged_codes_name_none(code: str) -> None:
    assert span_of_code(code) is None
