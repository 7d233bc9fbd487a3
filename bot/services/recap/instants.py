"""What recaps ask databases to compute of instants, each in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, case, cast
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from bot.domain.door.checkin import GRACE
from bot.storage.models import Invitation
from bot.storage.types import UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler


class GraceEnds(FunctionElement[Any]):
    """The last moment at which somebody who comes to a session that starts at the argument is not late."""

    type = UtcDateTime()
    inherit_cache = True


@compiles(GraceEnds, "sqlite")
def _grace_on_sqlite(element: GraceEnds, compiler: SQLCompiler, **words: Any) -> str:
    starts = compiler.process(element.clauses, **words)
    # As SQLAlchemy stores instants, so that they compare as text.
    return f"strftime('%Y-%m-%d %H:%M:%f', {starts}, '+{int(GRACE.total_seconds())} seconds') || '000'"


@compiles(GraceEnds, "postgresql")
def _grace_on_postgresql(element: GraceEnds, compiler: SQLCompiler, **words: Any) -> str:
    return f"({compiler.process(element.clauses, **words)} + interval '{int(GRACE.total_seconds())} seconds')"


class _Seconds(FunctionElement[int]):
    """Whole seconds since 1970."""

    type = Integer()
    inherit_cache = True


@compiles(_Seconds, "sqlite")
def _seconds_on_sqlite(element: _Seconds, compiler: SQLCompiler, **words: Any) -> str:
    # Half the time of `strftime('%s')`. SQLite knows instants to a millisecond; a day as a double is exact to 0.05 of one.
    return f"CAST(julianday({compiler.process(element.clauses, **words)}) * 86400.0 + 0.0002 AS INTEGER)"


@compiles(_Seconds, "postgresql")
def _seconds_on_postgresql(element: _Seconds, compiler: SQLCompiler, **words: Any) -> str:
    # A double (exact to a microsecond): `extract` computes with decimals, which takes three times as long.
    return f"CAST(floor(date_part('epoch', {compiler.process(element.clauses, **words)})) AS bigint)"


# An invitation that was answered, and when first.
ANSWERED = and_(Invitation.answer.is_not(None), Invitation.first_answered_at.is_not(None))
_SECONDS = _Seconds(Invitation.first_answered_at) - _Seconds(Invitation.created_at)
# How long its answer took: `bot.domain.recap.figures.answer_minutes`. Compared as they are stored: taking instants apart is what costs.
MINUTES = cast(case((Invitation.first_answered_at > Invitation.created_at, _SECONDS), else_=0) // 60, Integer)
