from __future__ import annotations

from bot.monitoring.instruments import Counter, Gauge, Histogram, number, render


def test_the_page_is_prometheus_text_format() -> None:
    sent = Counter("sent_total", 'A "text" with\na break and a \\.', "purpose", "chat")
    sent.inc("h1", 'say "hi"\n\\')
    sent.inc("h1", 'say "hi"\n\\', by=2)
    waiting = Gauge("waiting", "Waiting.")
    seconds = Histogram("seconds", "Seconds.", (0.1, 1.0))
    for value in (0.1, 0.2, 5.0):
        seconds.observe(value)
    assert render([sent, waiting, seconds]).splitlines() == [
        r'# HELP sent_total A "text" with\na break and a \\.',
        "# TYPE sent_total counter",
        r'sent_total{purpose="h1",chat="say \"hi\"\n\\"} 3',
        "# HELP waiting Waiting.",
        "# TYPE waiting gauge",
        "waiting 0",
        "# HELP seconds Seconds.",
        "# TYPE seconds histogram",
        'seconds_bucket{le="0.1"} 1',
        'seconds_bucket{le="1"} 2',
        'seconds_bucket{le="+Inf"} 3',
        "seconds_sum 5.3",
        "seconds_count 3",
    ]


def test_what_is_not_known_is_not_shown_as_zero() -> None:
    age = Gauge("age", "Age.")
    age.forget()
    assert "\nage" not in render([age])


def test_numbers_are_written_in_full() -> None:
    assert [number(value) for value in (0, 3.0, 1696208400.25, 1e22, float("inf"))] == [
        "0", "3", "1696208400.25", "10000000000000000000000", "+Inf",
    ]  # fmt: skip
