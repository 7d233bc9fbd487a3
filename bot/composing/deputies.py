"""What goes to who deputises for a head: said once, with whose it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.composing.messages import message_of
from bot.delivery.messages import Message
from bot.services.office.deputies.deputyships import names_of
from bot.services.office.deputies.owed_anyway import owed_anyway
from bot.views.office.deputies import instead_of
from bot.views.screen import Screen
from bot.views.text import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from bot.delivery.messages import Claimed
    from bot.delivery.outcomes import Refused


@dataclass(frozen=True, slots=True)
class Deputies:
    """Of the rows that go to who deputises: those they read anyway, and for which heads they read the others."""

    told_already: frozenset[int] = frozenset()
    # By row.
    heads: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, connection: Connection, rows: Sequence[Claimed]) -> Deputies:
        """A unit; costs nothing where nobody is told in another's place."""
        instead = [row for row in rows if row.deputy_id is not None]
        if not instead:
            return cls()
        already = owed_anyway(connection, {row.id: row.deputy_id or 0 for row in instead})
        names = names_of(connection, {row.person_id or 0 for row in instead})
        said: dict[tuple[object, ...], list[Claimed]] = defaultdict(list)
        for row in instead:
            if row.id not in already:
                said[row.chat_id, row.purpose, row.session_id, row.shift_id, repr(row.facts)].append(row)
        again = {row.id for alike in said.values() for row in alike[1:]}
        heads = {alike[0].id: tuple(names[row.person_id or 0] for row in alike) for alike in said.values()}
        return cls(already | again, heads)

    def say_for_whom(self, made: dict[int, Message | Refused | None]) -> dict[int, Message | Refused | None]:
        """The messages, those to who deputises with the heads whose they are; what was one message stays one."""
        together: dict[int, list[tuple[int, Message]]] = defaultdict(list)
        for row_id in self.heads.keys() & made.keys():
            said = made[row_id]
            if isinstance(said, Message):
                together[id(said)].append((row_id, said))
        for alike in together.values():
            _, said = alike[0]
            names = sorted({name for row_id, _ in alike for name in self.heads[row_id]})
            new = message_of(Screen(instead_of(names, Markup(said.text)), said.keyboard))
            changed = replace(said, text=new.text, keyboard=new.keyboard)
            made |= {row_id: changed for row_id, one in made.items() if one is said}
        return made
