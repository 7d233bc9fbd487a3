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
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from bot.services.dialogues import Step


@dataclass(frozen=True, slots=True)
class Question:
    """What was gathered until it was asked: values that JSON has; a list comes back as a list."""

    kind: ClassVar[str]
    step: ClassVar[str]

    @property
    def data(self) -> dict[str, Any]:
        """As it is stored."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The question that was stored; what else stands there is passed over."""
        return cls(**{one.name: data[one.name] for one in fields(cls) if one.name in data})

    @classmethod
    def of(cls, step: Step | None) -> Self | None:
        """The question that waits at `step`, if it is of this kind."""
        return cls.read(step.data) if step is not None and (step.kind, step.step) == (cls.kind, cls.step) else None


Q = TypeVar("Q", bound=Question)


@dataclass_transform(frozen_default=True)
def question(kind: str, step: str) -> Callable[[type[Q]], type[Q]]:
    """Make a class of questions that are stored as `step` of dialogues of `kind`."""

    def _made(plain: type[Q]) -> type[Q]:
        made = dataclass(frozen=True, slots=True)(plain)
        made.kind, made.step = kind, step
        return made

    return _made


def kinds_of_questions() -> list[type[Question]]:
    """Every class of questions that has been defined."""
    return [kind for kind in Question.__subclasses__() if hasattr(kind, "step")]
