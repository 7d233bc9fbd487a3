"""What a button carries: a small frozen class for each kind of press, which packs and reads itself.

    @press("cl")
    class MarkArrival(Press):
        session: int
        invitation: int
        page: int
        day: int | None = None

`MarkArrival(7, 12, 0).packed` is `cl:7:12:0`, and `MarkArrival.read(["7", "12", "0"])` is that press again. A view makes
presses, a handler gets them. The idea is aiogram's `filters/callback_data.py`.

Buttons stay in chats for years. So a verb and the order of fields never change; a new field goes last and has a default, and
words too many are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import Enum, StrEnum
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    NamedTuple,
    Self,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from bot.domain.refusals import Refusal

# Bytes (https://core.telegram.org/bots/api#inlinekeyboardbutton).
CALLBACK_LIMIT = 64
# Ids are 32-bit columns on PostgreSQL: a larger number is forged, and would break the query.
_LARGEST_ID = 2**31 - 1
_SEPARATOR = ":"


class Mark(StrEnum):
    """The last word of a press: what is to become of the message under which the button stands."""

    NONE = ""
    # Of a message about several sessions: it says all of them again.
    TOGETHER = "b"
    # It is to stay as it is: what comes of the press is a message of its own.
    ASIDE = "n"


class Codec(NamedTuple):
    """How a value is written as one word, and read again; `read` raises `ValueError` or `KeyError` for what is none."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


class _ByName:
    """An enum's member goes by its name, not by its value."""


E = TypeVar("E")
ByName = Annotated[E, _ByName()]


@dataclass(frozen=True, slots=True)
class Press:
    """A press of a button. What it says can be forged: whoever acts on it asks who may."""

    mark: Mark = field(default=Mark.NONE, kw_only=True)

    verb: ClassVar[str]
    # Name, codec and default (or MISSING) of each field, in the order of the words.
    _words: ClassVar[tuple[tuple[str, Codec, Any], ...]]
    _least: ClassVar[int]

    @classmethod
    def lay_out(cls, verb: str) -> None:
        """Say by which words presses of this class go; the decorator does it."""
        hints = get_type_hints(cls, include_extras=True)
        cls.verb = verb
        cls._words = tuple(
            (one.name, _codec_of(hints[one.name]), one.default) for one in fields(cls) if one.name != "mark"
        )
        cls._least = sum(default is MISSING for _, _, default in cls._words)

    @property
    def packed(self) -> str:
        """The callback data; what stands at the end and is as by default is left out. Raises `ValueError` beyond 64 bytes."""
        words = [self.verb]
        needed = 1
        for name, codec, default in self._words:
            value = getattr(self, name)
            words.append(codec.write(value))
            if default is MISSING or value != default:
                needed = len(words)
        del words[needed:]
        if self.mark:
            words.append(self.mark)
        data = _SEPARATOR.join(words)
        if data.count(_SEPARATOR) >= len(words):
            raise ValueError(f"a word of callback data has {_SEPARATOR!r} in it: {data!r}")
        return _fitting(data)

    @classmethod
    def read(cls, words: Sequence[str]) -> Self:
        """The press whose words (without the verb) these are. Raises `Refusal` for what was forged, or made by a bot that is no more."""
        mark = Mark.NONE
        if len(words) > cls._least and words[-1] in _MARKS:
            mark = _MARKS[words[-1]]
            words = words[:-1]
        if len(words) < cls._least:
            raise Refusal("refused-stale-button")
        try:
            return cls(*[codec.read(word) for (_, codec, _), word in zip(cls._words, words, strict=False)], mark=mark)
        except (ValueError, KeyError):
            raise Refusal("refused-stale-button") from None


P = TypeVar("P", bound=Press)
_MARKS = {mark.value: mark for mark in Mark if mark}


@dataclass_transform(frozen_default=True)
def press(verb: str) -> Callable[[type[P]], type[P]]:
    """Make a class of presses that go by `verb`; its fields are whole numbers, words, yes or no, dates and enums."""

    def _made(plain: type[P]) -> type[P]:
        made = dataclass(frozen=True, slots=True)(plain)
        made.lay_out(verb)
        return made

    return _made


def marked(data: str, mark: Mark) -> str:
    """Callback data of the same press with a mark."""
    return _fitting(f"{data}{_SEPARATOR}{mark}")


def kinds_of_presses() -> list[type[Press]]:
    """Every class of presses that has been defined."""
    # A class with slots is made twice (https://docs.python.org/3/library/dataclasses.html): only the second has a verb.
    return [kind for kind in Press.__subclasses__() if hasattr(kind, "verb")]


def number(word: str) -> int:
    """A whole number that may be an id. Raises `ValueError`."""
    if not word.isdecimal() or int(word) > _LARGEST_ID:
        raise ValueError(f"no number of ours: {word!r}")
    return int(word)


def _fitting(data: str) -> str:
    if len(data if data.isascii() else data.encode()) > CALLBACK_LIMIT:
        raise ValueError(f"callback data longer than {CALLBACK_LIMIT} bytes: {data!r}")
    return data


def _codec_of(hint: Any) -> Codec:
    if get_origin(hint) is Annotated:
        kind, *how = get_args(hint)
        return next((one for one in how if isinstance(one, Codec)), None) or _of_enum(kind, by_name=True)
    if isinstance(hint, UnionType):
        (kind,) = [one for one in get_args(hint) if one is not type(None)]
        return _or_none(_codec_of(kind))
    if hint in _CODECS:
        return _CODECS[hint]
    return _of_enum(hint, by_name=False)


def _or_none(codec: Codec) -> Codec:
    """None is an empty word."""
    return Codec(
        lambda value: "" if value is None else codec.write(value), lambda word: codec.read(word) if word else None
    )


def _of_enum(kind: type[Enum], *, by_name: bool) -> Codec:
    words = {one: one.name if by_name else str(one.value) for one in kind}
    return Codec(words.__getitem__, {word: one for one, word in words.items()}.__getitem__)


_CODECS: dict[Any, Codec] = {
    int: Codec(str, number),
    str: Codec(str, str),
    bool: Codec(lambda value: str(int(value)), lambda word: bool(number(word))),
    date: Codec(date.isoformat, date.fromisoformat),
}
