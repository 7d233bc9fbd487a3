"""Draws the arguments of any view by their types: facts whose texts are as long and as odd as whoever writes them can make them."""

from __future__ import annotations

import ast
import collections.abc
import dataclasses
import importlib
import inspect
import pkgutil
import sys
import types
import typing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import bot.views
from bot.domain.door import hand_ins
from bot.domain.door.survey import HIGHEST, QUESTIONS
from bot.domain.importing import rows
from bot.domain.lengths import units
from bot.domain.meetings import appointments
from bot.domain.papers.facts import Recipient
from bot.domain.people.facts import PersonFacts
from bot.domain.recap.facts import OwnLine
from bot.domain.vocabulary import Answer
from bot.services.door import survey
from bot.services.duty import submitting
from bot.services.invitations import answering
from bot.services.meetings import cancelling
from bot.views.text import Markup

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

# These are what views are made with.
_TOOLS = frozenset({"bot.views.text", "bot.views.press", "bot.views.screen", "bot.views.format"})
STYLES = {
    "words": "Rapat koordinasi ",
    "and": "&",
    "less": "<",
    "tags": "</b><a href='x'>",
    "emoji": "👩🏽‍🚒",
    "right to left": "\u202e\u0645\u0631\u062d\u0628\u0627 ",
    "invisible": "\u200b",
    "one word": "x",
    "accents": "Z̷̢͖a̴",
    "braces": '{ $name } "%s" ',
}
# What may be written, in UTF-16 units; beside these a name's.
_LIMITS = {
    "title": rows.MAX_OF["judul"],
    "short_title": rows.MAX_OF["judul"],
    "period_text": rows.MAX_OF["waktu"],
    "period": rows.MAX_OF["waktu"],
    "audience": rows.MAX_OF["sasaran"],
    "place": appointments.MAX_PLACE,
    "aims": rows.MAX_TEXT,
    "outputs": rows.MAX_TEXT,
    "note": rows.MAX_OF["catatan"],
    "district": rows.MAX_DISTRICT,
    "scope": rows.MAX_DISTRICT,
    "shift": rows.MAX_SHIFT,
    "excuse_text": answering.MAX_EXCUSE,
    "reason": cancelling.MAX_REASON,
    "cancel_reason": cancelling.MAX_REASON,
    "absence_reason": cancelling.MAX_REASON,
    "substitute": answering.MAX_GUEST,
    "guest_position": answering.MAX_GUEST,
    "text": submitting.MAX_REPORT,
    "texts": survey.MAX_TEXT,
    "office": 120,
    "value": rows.MAX_SHOWN,
    "file": 255,
    "hand_in": hand_ins.LONGEST_ITEM,
    "items": hand_ins.LONGEST_ITEM,
    "item": hand_ins.LONGEST_ITEM,
    "lacking": hand_ins.LONGEST_ITEM,
    "who": rows.MAX_NAME,
    "column": 20,
    **appointments.MOST_OF,
}
# Codes, numbers and keys, which nobody words.
_PLAIN = {
    "code": "SDMO-02/1",
    "activity_code": "SDMO-02",
    "phone": "+6281234567890",
    "number": "B-001/K.JI-05/XI/2023",
    "letter_code": "K.JI-05",
    "digits": "123456",
    "bot_username": "panwascam_bot",
    "link_": "https://t.me/x",
    "kind": "roster",
    "chase_rule": "1d 3h",
    "reason_": "duplicate",
    "shift": "pagi",
    "hours": "09.00-12.00",
    "days": "Kamis",
    "email": "a@b.id",
    "website": "b.id",
    "token": "abc",
    "old_hours": "09.00",
    "action": "session.cancel",
    "subject": "SDMO-02/1",
}
_NOW = datetime(2023, 11, 13, 3, 0, tzinfo=UTC)


def views() -> dict[str, Callable[..., Any]]:
    """Every public function of `bot.views`, by its name with that of its module."""
    found: dict[str, Callable[..., Any]] = {}
    for info in pkgutil.walk_packages(bot.views.__path__, "bot.views."):
        if info.name not in _TOOLS and not info.name.endswith(".presses"):
            module = importlib.import_module(info.name)
            for name, one in vars(module).items():
                if inspect.isfunction(one) and one.__module__ == info.name and not name.startswith("_"):
                    found[f"{info.name.removeprefix('bot.views.')}.{name}"] = one
    return found


@dataclasses.dataclass(slots=True)
class Drawer:
    """`given` are arguments of the call that a type alone does not tell; texts are at their limits, or `long` beyond them."""

    dice: random.Random
    long: bool = False
    depth: int = 0

    def call(self, view: Callable[..., Any], /, **given: Any) -> Any:
        hints = hints_of(view)
        arguments = dict(given)
        for name, parameter in inspect.signature(view).parameters.items():
            if name in arguments:
                continue
            if parameter.kind is parameter.VAR_POSITIONAL or (
                parameter.default is not parameter.empty and self.dice.random() < 0.5
            ):
                continue
            arguments[name] = self.value(hints[name], name)
        return view(**arguments)

    def text(self, name: str) -> str:
        if name in _PLAIN:
            return _PLAIN[name]
        most = 2600 if self.long else _LIMITS.get(name, rows.MAX_NAME)
        style = self.dice.choice(list(STYLES.values()))
        return (style * (most // units(style) + 1))[: most if style.isascii() else most * len(style) // units(style)]

    def value(self, hint: Any, name: str) -> Any:  # noqa: PLR0911 (one line a kind)
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):
            kinds = [one for one in arguments if one is not type(None)]
            if len(kinds) < len(arguments) and self.dice.random() < 0.3:
                return None
            return self.value(self.dice.choice(kinds), name)
        if origin is typing.Literal:
            return self.dice.choice(arguments)
        if origin in (tuple, list, collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection):
            if origin is tuple and arguments[-1:] != (...,):
                return tuple(self.value(one, name) for one in arguments)
            many = self.dice.choice((0, 1, 8)) if self.depth < 3 else self.dice.choice((0, 1))
            return tuple(self.value(arguments[0], name) for _ in range(many))
        if origin in (frozenset, set):
            return frozenset(self.value(arguments[0], name) for _ in range(2))
        if origin in (dict, collections.abc.Mapping):
            if isinstance(arguments[0], type) and issubclass(arguments[0], Enum):
                return {key: self.value(arguments[1], name) for key in arguments[0]}
            keys = list(typing.get_args(arguments[0])) or [arguments[0]]
            return {self.value(key, name): self.value(arguments[1], name) for key in keys for _ in range(2)}
        return self._plain(hint, name)

    def _plain(self, hint: Any, name: str) -> Any:  # noqa: C901, PLR0911, PLR0912 (one line a kind)
        if hint is type(None):
            return None
        if hint is bool:
            return self.dice.random() < 0.5
        if hint is int:
            return (
                self.dice.choice((0, 1, 2, 7, 2**31 - 1))
                if name == "id" or name.endswith("_id")
                else self.dice.choice((0, 1, 2, 5))
            )
        if hint is float:
            return 0.5
        if hint is str:
            return self.text(name)
        if hint is Markup:
            return Markup("Judul")
        if hint is datetime:
            return _NOW + timedelta(hours=self.dice.choice((0, 5, 30)))
        if hint is time:
            return time(self.dice.choice((9, 13)))
        if hint is date:
            return _NOW.date() + timedelta(days=self.dice.choice((0, 1)))
        if hint is ZoneInfo:
            return ZoneInfo("Asia/Jakarta")
        if hint is Any:
            return self.text(name)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self.dice.choice(list(hint))
        self.depth += 1
        try:
            return self._made(hint, name)
        finally:
            self.depth -= 1

    def _made(self, hint: Any, name: str) -> Any:
        hints = hints_of(hint)
        if getattr(hint, "_is_protocol", False):
            members = {key for key in dir(hint) if not key.startswith("_")}
            made = {key: self.value(returned_by(hint, key), key) for key in sorted(members)}
            return SimpleNamespace(**self._fitting(hint, made))
        if hasattr(hint, "_fields"):
            return hint(**{key: self.value(hints[key], key) for key in hint._fields})
        if not dataclasses.is_dataclass(hint):
            raise TypeError(f"how is {hint} drawn ({name})?")
        made = {
            field.name: self.value(hints[field.name], field.name) for field in dataclasses.fields(hint) if field.init
        }
        kind: Any = hint
        return kind(**self._fitting(kind, made))

    def _fitting(self, hint: Any, made: dict[str, Any]) -> dict[str, Any]:
        fit = FITTING.get(hint.__name__)
        return made if fit is None else fit(made, self)


def _session(made: dict[str, Any], draw: Drawer) -> dict[str, Any]:
    starts = _NOW + timedelta(hours=draw.dice.choice((-30, -1, 2, 40)))
    return made | {"starts_at": starts, "ends_at": starts + timedelta(hours=draw.dice.choice((3, 27)))}


def _terms(made: dict[str, Any], _draw: Drawer) -> dict[str, Any]:
    return made | {"ends_at": made["starts_at"] + timedelta(hours=3)}


def _card(made: dict[str, Any], _draw: Drawer) -> dict[str, Any]:
    names = next(iter(made["names"].values()))
    return made | {"names": dict.fromkeys((*Answer, None), names)}


def _results(made: dict[str, Any], draw: Drawer) -> dict[str, Any]:
    counts = [tuple(draw.dice.choice((0, 3, 20)) for _ in range(HIGHEST)) for _ in QUESTIONS]
    return made | {"counts": tuple(counts)}


def _certificates(made: dict[str, Any], draw: Drawer) -> dict[str, Any]:
    return made | {"recipients": made["recipients"] or (("B-001", draw.value(Recipient, "recipient")),)}


def _recap(made: dict[str, Any], _draw: Drawer) -> dict[str, Any]:
    return made | {"own": tuple(OwnLine(None, None) for _ in made["sessions"])}


def _imported(made: dict[str, Any], _draw: Drawer) -> dict[str, Any]:
    return made | {"notes": tuple(replace(one, reason="no_such_day") for one in made["notes"])}


# What is so of facts beyond their types.
FITTING: dict[str, Callable[[dict[str, Any], Drawer], dict[str, Any]]] = {
    "SessionFacts": _session,
    "Terms": _terms,
    "CardFacts": _card,
    "SurveyResults": _results,
    "CertificateFacts": _certificates,
    "Recap": _recap,
    "RotaFacts": lambda made, draw: made | {"people": {one: draw.value(PersonFacts, "person") for one in (0, 1, 2, 5)}},
    "ImportFacts": _imported,
    "PeriodWindow": lambda made, _draw: made | {"last": made["first"]},
    "Span": lambda made, _draw: made | {"first": date(2023, 10, 1) if made["unit"] != "year" else date(2023, 1, 1)},
    "Query": lambda made, _draw: made | {"subject": "7277"},
    "Asked": lambda made, draw: (
        made
        | {"span_token": "2023-11-14_2023-11-16", "search": (draw.dice.choice(["logistik", "x" * 40, "ñ" * 40]),) * 3}
    ),
    "LeftOut": lambda made, draw: made | {"reason": "sheet-hidden", "values": {"name": draw.text("column")}},
    "RowProblem": lambda made, _draw: made | {"reason": "required"},
}


@cache
def hints_of(one: Any) -> dict[str, Any]:
    return typing.get_type_hints(one, globalns=_names(one.__module__))


@cache
def returned_by(protocol: Any, name: str) -> Any:
    member = inspect.getattr_static(protocol, name)
    getter = member.fget if isinstance(member, property) else member
    return typing.get_type_hints(getter, globalns=_names(protocol.__module__))["return"]


@cache
def _names(module: str) -> dict[str, Any]:
    """The names of a module with those that it imports for types alone."""
    source = inspect.getsource(sys.modules[module])
    names = dict(vars(sys.modules[module]))
    for node in ast.parse(source).body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            exec(compile(ast.Module(node.body, []), module, "exec"), names)  # noqa: S102 (imports of our own modules)
    return names
