"""Every statement that reads people's chats asks who may be written to: `bot/services/owing/recipients.py`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SERVICES = Path(__file__).parents[3] / "bot" / "services"
ASKING = {"recipients", "registered_on", "reachable_on", "unregistered_on"}
# What is no query of recipients: where somebody's account is looked up, shown, bound, or merely counted.
OTHERS = {
    ("access.py", "_ACTOR"): "who acts, by account",
    ("people/account_news.py", "_HELD"): "whether an account is somebody's",
    ("office/offices.py", "counts"): "a count",
    ("people/roles.py", "_REGISTERED_MANAGERS"): "menus",
    ("people/roles.py", "_CLERKS"): "menus",
    ("groups/tags.py", "_WEARERS"): "tags in groups",
    ("people/facts.py", "PERSON_COLUMNS"): "a person as shown",
    ("people/registration.py", "(_BY_PHONE, _BY_ID, _BY_ACCOUNT)"): "who acts, by account",
    ("people/registration.py", "_LEAVE"): "the account is given up",
    ("office/status.py", "people"): "a count",
    ("office/digest.py", "_OTHER_FAILURES"): "failures of those who are not named as out of reach",
    ("people/former.py", "_WHO"): "who asks, by account",
    ("duty/escalating.py", "_UNHEARD"): "what was for somebody who has left the bot: others hear it",
    ("owing/withdrawing.py", "_NO_MORE"): "which chats are somebody else's by now: nothing there is changed",
}


def reading_chats(source: str) -> list[str]:
    """The names of statements that read an account or whether it can be reached, and ask of nobody who may be told."""
    tree = ast.parse(source)
    models = {"Person"} | {
        target.id
        for one in ast.walk(tree)
        if isinstance(one, ast.Assign) and ast.unparse(one.value).startswith(("aliased(Person", "Person.__table__"))
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    found = []
    for statement in ast.walk(tree):
        if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.Return | ast.Expr):
            continue
        reads = any(
            isinstance(one, ast.Attribute)
            and one.attr in ("telegram_id", "unreachable_since")
            and ast.unparse(one.value).removesuffix(".c") in models
            for one in ast.walk(statement)
        )
        names = {one.id for one in ast.walk(statement) if isinstance(one, ast.Name)}
        if reads and not names & (ASKING | {"active_on"}):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement
            found.append(ast.unparse(target))
    return found


def test_every_statement_that_reads_chats_asks_who_may_be_told() -> None:
    found = {
        (str(file.relative_to(SERVICES)), name)
        for file in SERVICES.rglob("*.py")
        if file.name != "recipients.py"
        for name in reading_chats(file.read_text())
    }
    assert found - OTHERS.keys() == set()


@pytest.mark.parametrize(
    "source",
    [
        "_HEADS = select(Person.id, Person.telegram_id).where(Person.role == Role.HEAD, Person.telegram_id.is_not(None))",
        "_TO = aliased(Person)\n_ROWS = select(_TO.telegram_id)",
        "def _f():\n    return select(Person.id).where(Person.unreachable_since.is_(None))",
    ],
)
def test_one_that_does_not_is_found(source: str) -> None:
    assert len(reading_chats(source)) == 1


def test_one_that_does_is_not() -> None:
    assert reading_chats("_HEADS = recipients(reachable_on(day)).where(Person.role == Role.HEAD)") == []
