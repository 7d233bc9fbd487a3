"""A question of a dialogue, which waits for its answer: a small frozen class that holds what was gathered until then.

    @question("place", "location")
    class WhereIsIt(Question):
        session: int

`turn.ask(screen, WhereIsIt(7))` puts it; `routes.dialogue(WhereIsIt)(handle)` says who takes what is sent then, and
`await turn.asked(WhereIsIt)` is the one that waits, for buttons under it. It is stored as JSON (`bot/services/dialogues.py`):
names of fields do not change while one may be waiting, and a new field has a default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from types import UnionType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, dataclass_transform, get_args, get_type_hints

if TYPE_CHECKING:
    from bot.services.dialogues import Step


@dataclass(frozen=True, slots=True)
class Question:
    """What was gathered until it was asked: values that JSON has, dates and times; a list comes back as a list."""

    kind: ClassVar[str]
    step: ClassVar[str]
    # How to read the fields that JSON has no value for: as ISO 8601, "" for None.
    _read: ClassVar[Mapping[str, Callable[[str], Any]]]

    @property
    def data(self) -> dict[str, Any]:
        """As it is stored."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return found | {name: found[name].isoformat() if found[name] is not None else "" for name in self._read}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The question that was stored; what else stands there is passed over."""
        found = {one.name: data[one.name] for one in fields(cls) if one.name in data}
        return cls(
            **found
            | {name: read(found[name]) if found[name] else None for name, read in cls._read.items() if name in found}
        )

    @classmethod
    def lay_out(cls, kind: str, step: str) -> None:
        """Say as what questions of this class are stored; the decorator does it."""
        hints = get_type_hints(cls)
        cls.kind, cls.step = kind, step
        kinds = {one.name: _without_none(hints[one.name]) for one in fields(cls)}
        cls._read = {name: found.fromisoformat for name, found in kinds.items() if found in (date, datetime, time)}

    @classmethod
    def of(cls, step: Step | None) -> Self | None:
        """The question that waits at `step`, if it is of this kind."""
        return cls.read(step.data) if step is not None and (step.kind, step.step) == (cls.kind, cls.step) else None


Q = TypeVar("Q", bound=Question)


@dataclass_transform(frozen_default=True)
def question(kind: str, step: str, *, kw_only: bool = False) -> Callable[[type[Q]], type[Q]]:
    """Make a class of questions that are stored as `step` of dialogues of `kind`."""

    def _made(plain: type[Q]) -> type[Q]:
        made = dataclass(frozen=True, slots=True, kw_only=kw_only)(plain)
        made.lay_out(kind, step)
        return made

    return _made


def kinds_of_questions() -> list[type[Question]]:
    """Every class of questions that has been defined."""
    return [kind for kind in _below(Question) if hasattr(kind, "step")]


def _below(kind: type[Question]) -> list[type[Question]]:
    return [found for one in kind.__subclasses__() for found in (one, *_below(one))]


def _without_none(hint: Any) -> Any:
    return next(one for one in get_args(hint) if one is not type(None)) if isinstance(hint, UnionType) else hint
