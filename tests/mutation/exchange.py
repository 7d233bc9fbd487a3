"""A mutant whose fault lies within functions, put into a process that has loaded everything already.

Its functions get other code. What was worked out when modules were loaded stays as it was, so this is for functions that nobody
calls then.
"""

from __future__ import annotations

import gc
from collections import Counter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.mutation.mutants import Mutant

Key: TypeAlias = tuple[str, int]
# Set in the code of functions, and not of modules and classes.
_IS_FUNCTION = 1


def faulty_functions(mutant: Mutant) -> dict[Key, CodeType] | None:
    """The code of its functions that differ, by name and first line; None where the fault is not within functions alone."""
    whole = compile(mutant.file.read_text("utf-8"), str(mutant.file), "exec", dont_inherit=True)
    faulty = compile(mutant.module(), str(mutant.file), "exec", dont_inherit=True)
    found = {_key(after): after for before, after in _differing(whole, faulty)}
    alike = Counter(_key(code) for code in _all(whole))
    if None in found or any(alike[key] > 1 for key in found) or any(not _is_function(code) for code in found.values()):
        return None
    return found


def put_in(file: str, functions: dict[Key, CodeType]) -> None:
    """Give all functions of the file that are alive this code."""
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename.endswith(file):
            one.__code__ = functions.get(_key(one.__code__), one.__code__)


def _key(code: CodeType) -> Key:
    return code.co_qualname, code.co_firstlineno


def _is_function(code: CodeType) -> bool:
    return bool(code.co_flags & _IS_FUNCTION)


def _inner(code: CodeType) -> list[CodeType]:
    return [const for const in code.co_consts if isinstance(const, CodeType)]


def _all(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in _inner(code):
        yield from _all(inner)


def _differing(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Pairs that differ; of a module or class only if it differs itself, apart from the functions in it."""
    inner = list(zip(_inner(before), _inner(after), strict=True))
    if before != after and (_is_function(before) or _without_inner(before) != _without_inner(after)):
        yield before, after
    for pair in inner:
        yield from _differing(*pair)


def _without_inner(code: CodeType) -> CodeType:
    return code.replace(co_consts=tuple(const for const in code.co_consts if not isinstance(const, CodeType)))
