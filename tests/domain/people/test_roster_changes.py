"""What a roster file changes: whose number is another, and of whom somebody must agree."""

from __future__ import annotations

from bot.domain.importing.changes import Altered, Field
from bot.domain.people.roster_changes import Doubtful, InChair, Replaced, RosterChanges
from bot.domain.vocabulary import Position

SITI, BUDI = (InChair(name, Position.DISTRICT_MEMBER, "Wonodadi") for name in ("Siti", "Budi"))
CHANGES = RosterChanges(
    altered=(
        Altered("Ani", (Field("jabatan", "Staf", "Kasek"), Field("telepon", "+62811", "+62812"))),
        Altered("Rudi", (Field("jabatan", "Staf", "Kasek"),)),
    ),
    replaced=(Replaced(7, "+62813", SITI, BUDI),),
    doubtful=(Doubtful(9, "Tono"),),
)


def test_whose_number_is_another_or_has_become_somebody_elses() -> None:
    assert CHANGES.renumbered == ("Ani", "Siti → Budi")
    assert RosterChanges().renumbered == ()


def test_who_leaves_or_may_be_another_is_asked_about() -> None:
    assert CHANGES.asked == {7, 9}
    assert RosterChanges().asked == frozenset()
