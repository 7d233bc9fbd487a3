"""Counters, gauges and histograms, and Prometheus' text format for them (version 0.0.4).

https://prometheus.io/docs/instrumenting/exposition_formats/. One event loop, so no locks.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Labels = tuple[str, ...]


class Instrument(Protocol):
    """Something with a name, a kind and samples."""

    name: str
    kind: str
    text: str

    def samples(self) -> Iterator[str]:
        """Lines of the text format."""


class _Valued:
    """One number for each combination of label values; without labels it is there from the start, as 0."""

    kind = ""

    def __init__(self, name: str, text: str, *labels: str) -> None:
        self.name = name
        self.text = text
        self._labels = labels
        self._values: dict[Labels, float] = {} if labels else {(): 0.0}

    def value(self, *of: str) -> float:
        """The number of these label values (0 where nothing was counted)."""
        return self._values.get(of, 0.0)

    def samples(self) -> Iterator[str]:
        for of, value in sorted(self._values.items()):
            yield sample(self.name, zip(self._labels, of, strict=True), value)


class Counter(_Valued):
    """Only rises; its name ends in `_total`."""

    kind = "counter"

    def inc(self, *of: str, by: float = 1) -> None:
        self._values[of] = self._values.get(of, 0.0) + by

    def reach(self, total: float, *of: str) -> None:
        """Take over a count that somebody else keeps."""
        self._values[of] = total


class Gauge(_Valued):
    """Rises and falls."""

    kind = "gauge"

    def set(self, value: float, *of: str) -> None:
        self._values[of] = value

    def forget(self) -> None:
        """Show nothing until the next `set`: a value that is not known is not 0."""
        self._values.clear()


class Histogram:
    """How many observations were up to each bound, their sum and their count."""

    kind = "histogram"

    def __init__(self, name: str, text: str, bounds: tuple[float, ...]) -> None:
        self.name = name
        self.text = text
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0.0

    @property
    def count(self) -> int:
        return sum(self._counts)

    def observe(self, value: float) -> None:
        self._counts[bisect_left(self._bounds, value)] += 1
        self._sum += value

    def samples(self) -> Iterator[str]:
        for bound, count in zip((*self._bounds, float("inf")), accumulate(self._counts), strict=True):
            yield sample(f"{self.name}_bucket", [("le", number(bound))], count)
        yield sample(f"{self.name}_sum", (), self._sum)
        yield sample(f"{self.name}_count", (), self.count)


def render(instruments: Iterable[Instrument]) -> str:
    """The page that Prometheus reads."""
    lines = []
    for one in instruments:
        help_text = one.text.replace("\\", r"\\").replace("\n", r"\n")
        lines += [f"# HELP {one.name} {help_text}", f"# TYPE {one.name} {one.kind}", *one.samples()]
    return "\n".join([*lines, ""])


def sample(name: str, labels: Iterable[tuple[str, str]], value: float) -> str:
    """One line."""
    inside = ",".join(f'{label}="{_escaped(of)}"' for label, of in labels)
    return f"{name}{{{inside}}} {number(value)}" if inside else f"{name} {number(value)}"


def number(value: float) -> str:
    """A number as Prometheus writes it."""
    if value == float("inf"):
        return "+Inf"
    return str(int(value)) if value == int(value) else repr(float(value))


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
