"""What stands on the pages of a PDF of ours, and where: enough of the format for what the typesetter writes."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from itertools import combinations

Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
# Parentheses that match stand in a string as they are.
_STRING = rb"\((?:\\.|[^\\()])*\)"
for _ in range(4):
    _STRING = rb"\((?:\\.|[^\\()]|" + _STRING + rb")*\)"
_TOKEN = re.compile(_STRING + rb"|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s/\[\]()<>]*|[-+.\d]+|[\[\]]|[A-Za-z'\"*]+", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: left end and baseline in points from the page's lower left, height of the letters, width."""

    text: str
    x: float
    y: float
    size: float
    width: float
    has_missing_letter: bool

    def overlaps(self, other: Run) -> bool:
        """Whether the ink of one may stand in the other's: boxes from the baseline to the height of an x."""
        beside = self.x + self.width <= other.x + 0.5 or other.x + other.width <= self.x + 0.5
        above = self.y + 0.45 * self.size <= other.y or other.y + 0.45 * other.size <= self.y
        return not (beside or above)


@dataclass(frozen=True, slots=True)
class Page:
    """One page, its size in points, its text as it was set."""

    width: float
    height: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Everything in reading order, blanks and line breaks as single spaces."""
        words: list[str] = []
        for before, run in zip((None, *self.runs), self.runs, strict=False):
            # A word goes on where the line goes on, without a gap.
            joined = before and abs(before.y - run.y) < 0.1 and abs(run.x - before.x - before.width) < 0.15 * run.size
            words += ["" if joined else " ", run.text]
        return " ".join("".join(words).replace("\u200b", "").split())

    def faults(self, margin: float = 20) -> list[str]:
        """Texts that leave the page, that stand in one another, or that have signs no font knew."""
        cut = [
            f"cut: {run.text}"
            for run in self.runs
            if run.text.strip()
            and not (
                margin <= run.x and run.x + run.width <= self.width - margin and margin <= run.y <= self.height - margin
            )
        ]
        boxes = [f"missing letter: {run.text}" for run in self.runs if run.has_missing_letter]
        inked = [run for run in self.runs if run.text.strip()]
        clashes = [f"overlap: {one.text} / {two.text}" for one, two in combinations(inked, 2) if one.overlaps(two)]
        return cut + boxes + clashes


@dataclass(frozen=True, slots=True)
class _Font:
    letters: dict[int, str]
    widths: dict[int, float]


class Pdf:
    """A document read from bytes."""

    def __init__(self, content: bytes) -> None:
        self._objects = {
            int(number): body for number, body in re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", content, re.DOTALL)
        }
        self.pages = [self._page(number) for number in self._page_numbers(self._root())]

    @property
    def text(self) -> str:
        return " ".join(page.text for page in self.pages)

    def faults(self) -> list[str]:
        return [fault for page in self.pages for fault in page.faults()]

    def _root(self) -> int:
        catalog = next(body for body in self._objects.values() if b"/Type/Catalog" in body)
        return _reference(catalog, b"Pages")

    def _page_numbers(self, node: int) -> list[int]:
        body = self._objects[node]
        if b"/Kids" not in body:
            return [node]
        kids = re.search(rb"/Kids\[([^\]]*)\]", body)
        assert kids is not None
        return [page for kid in re.findall(rb"(\d+) 0 R", kids[1]) for page in self._page_numbers(int(kid))]

    def _page(self, number: int) -> Page:
        body = self._objects[number]
        box = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", body)
        assert box is not None
        resources = self._objects[_reference(body, b"Resources")]
        fonts = {name: self._font(int(font)) for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", resources)}
        return Page(float(box[1]), float(box[2]), tuple(_runs(self._stream(_reference(body, b"Contents")), fonts)))

    def _font(self, number: int) -> _Font:
        body = self._objects[number]
        cmap = self._stream(_reference(body, b"ToUnicode"))
        letters = {}
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
            for code, letter in re.findall(rb"<([0-9A-F]+)> <([0-9A-F]*)>", block):
                letters[int(code, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
        descendant = re.search(rb"/DescendantFonts\[(\d+) 0 R\]", body)
        assert descendant is not None
        widths: dict[int, float] = {}
        table = re.search(rb"/W\[([^\]]*)\]", self._objects[int(descendant[1])])
        numbers = [float(one) for one in table[1].split()] if table else []
        for first, last, width in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            widths |= dict.fromkeys(range(int(first), int(last) + 1), width)
        return _Font(letters, widths)

    def _stream(self, number: int) -> bytes:
        head, _, rest = self._objects[number].partition(b"stream\n")
        raw = rest.rpartition(b"\nendstream")[0]
        return zlib.decompress(raw) if b"/FlateDecode" in head else raw


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    assert found is not None, key
    return int(found[1])


def _runs(content: bytes, fonts: dict[bytes, _Font]) -> list[Run]:
    runs: list[Run] = []
    stack: list[Matrix] = []
    moved, written, font, size = _UNMOVED, _UNMOVED, _Font({}, {}), 0.0
    operands: list[bytes] = []
    for token in _TOKEN.findall(content):
        match token:
            case b"q":
                stack.append(moved)
            case b"Q":
                moved = stack.pop()
            case b"cm":
                moved = _times(_matrix(operands), moved)
            case b"Tf":
                font, size = fonts[operands[-2][1:]], float(operands[-1])
            case b"Tm":
                written = _matrix(operands)
            case b"TJ" | b"Tj":
                run = _run(operands, _times(written, moved), font, size)
                runs.append(run)
                written = (*written[:4], written[4] + run.width / abs(moved[0]), written[5])
            case _:
                if not re.fullmatch(rb"[A-Za-z'\"*]+", token):
                    operands.append(token)
                    continue
        operands = []
    return runs


def _run(operands: list[bytes], moved: Matrix, font: _Font, size: float) -> Run:
    codes: list[int] = []
    width = 0.0
    for operand in operands:
        if operand[:1] in b"([" and operand != b"[":
            raw = _ESCAPE.sub(_unescaped, operand[1:-1])
            found = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
            codes += found
            width += sum(font.widths.get(code, 0.0) for code in found)
        elif operand not in b"[]":
            width -= float(operand)
    text = "".join(font.letters.get(code, "") for code in codes)
    scale = abs(moved[0])
    return Run(text, moved[4], moved[5], size * scale, width / 1000 * size * scale, 0 in codes)


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8) & 255]) if sign.isdigit() else _NAMED.get(sign, sign)


def _matrix(operands: list[bytes]) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in operands[-6:])
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
