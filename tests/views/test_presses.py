"""Buttons that stand in chats are understood for years: what each kind of press looks like on the wire, who makes and who takes it."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.domain.vocabulary import ExcuseKind
from bot.handlers.all_routes import all_routes
from bot.handlers.questions import kinds_of_questions
from bot.views.door import presses as door
from bot.views.duty import presses as duty
from bot.views.meetings import presses as meetings
from bot.views.press import Press, kinds_of_presses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BOT = Path(__file__).parents[2] / "bot"
ROUTES = all_routes()
# Never change a line: the button hangs in somebody's chat.
WIRE: dict[str, Press] = {
    "ci:7": door.CheckIn(7),
    "pin:7": door.ShowPin(7),
    "loc:7": door.SetPlace(7),
    "absn:7": door.ShowArrivals(7),
    "clp:7:0": door.TurnArrivals(7, 0),
    "clp:7:1:2": door.TurnArrivals(7, 1, 2),
    "cl:7:12:0:0:1": door.MarkArrival(7, 12, 0, substitute=False, wanted=True),
    "cl:7:12:1:1:0:2": door.MarkArrival(7, 12, 1, substitute=True, wanted=False, day=2),
    "clx:7:12:0:1699491600": door.UnmarkArrival(7, 12, 0, 1699491600),
    "clx:7:12:0:1699491600:2": door.UnmarkArrival(7, 12, 0, 1699491600, 2),
    "sv:7": door.FillSurvey(7),
    "svr:7": door.FillSurveyAgain(7),
    "svs:7:0:5": door.GiveScore(7, 0, 5),
    "svt:7": door.AddWords(7),
    "svk:7": door.ShowResults(7),
    "svp:7": door.PictureResults(7),
    "mat:0:7": door.SendFiles(minutes=False, session=7),
    "mat:1:7": door.SendFiles(minutes=True, session=7),
    "filok": door.FilesDone(),
    "file:3": door.Download(3),
    "sra:7": meetings.Repeat(7),
    "sra:7:0w1mk2": meetings.Repeat(7, "0w1mk2"),
    "srok:7:0w1m:1": meetings.SetSeries(7, "0w1m", wanted=True),
    "srl:7": meetings.SetAgain(7),
    "srm:7:2": meetings.MoveFollowing(7, 2),
    "srm:7:2:1": meetings.MoveFollowing(7, 2, sure=True),
    "src:7": meetings.CancelFollowing(7),
    "src:7:1": meetings.CancelFollowing(7, sure=True),
    "abs:7:SICK": door.ExplainAbsence(7, ExcuseKind.SICK),
    "dutyq:7": duty.AcceptReport(7),
    "dutyq:7:2": duty.AcceptReport(7, 2),
    "dutyi:7:2": duty.ReturnReport(7, 2),
    "dutye:7:2": duty.RewriteReport(7, 2),
}


@pytest.mark.parametrize(("data", "pressed"), WIRE.items(), ids=WIRE)
def test_a_press_looks_as_it_always_did(data: str, pressed: Press) -> None:
    verb, *words = data.split(":")
    assert pressed.packed == data
    assert (pressed.verb, type(pressed).read(words)) == (verb, pressed)


def test_every_kind_of_press_is_held_to_its_looks() -> None:
    assert {type(pressed) for pressed in WIRE.values()} == set(_kinds())


def test_no_two_kinds_of_presses_go_by_the_same_verb() -> None:
    assert [verb for verb, times in Counter(kind.verb for kind in _kinds()).items() if times > 1] == []


def test_every_kind_of_press_is_taken_by_a_handler() -> None:
    assert {kind.__name__ for kind in _kinds() if kind.verb not in ROUTES.presses} == set()


def test_every_kind_of_press_is_made_by_a_view() -> None:
    assert {kind.__name__ for kind in _kinds()} - _made() == set()


def test_every_question_is_put_and_its_answer_taken() -> None:
    kinds = kinds_of_questions()
    assert {kind.__name__ for kind in kinds} - _made() == set()
    assert {(kind.kind, kind.step) for kind in kinds} == ROUTES.questions.keys()


def _kinds() -> list[type[Press]]:
    # Tests make some of their own.
    return [kind for kind in kinds_of_presses() if kind.__module__.startswith("bot.")]


def _made() -> set[str]:
    """Names that are called, or handed on to be called, anywhere but where routes are registered."""
    trees = [
        ast.parse(file.read_text("utf-8")) for floor in ("views", "handlers") for file in (BOT / floor).rglob("*.py")
    ]
    return {name for tree in trees for node in ast.walk(tree) for name in _names(_handed_on(node))}


def _handed_on(node: ast.AST) -> Iterable[ast.expr]:
    if not isinstance(node, ast.Call):
        return ()
    registers = isinstance(node.func, ast.Attribute) and node.func.attr in ("press", "dialogue", "asked", "of", "read")
    return () if registers else (node.func, *node.args)


def _names(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
