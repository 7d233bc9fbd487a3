"""The rule of a rota: what it is computed from, whose turns it is, what does not go with it, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.duty.rota import HARIAN, Rotation
from bot.domain.duty.shifts import staffed, watch_of
from bot.domain.refusals import Refusal
from bot.views.duty.presses import ChooseRule, ChooseWho, Clashing, EndRule, SaveRule, SetAllRules
from bot.views.duty.rota import hours_of, rota_button, rule_line
from bot.views.format import day_long, day_short
from bot.views.screen import Screen, button, red, rows
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from telegram import InlineKeyboardButton

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.duty.rota import Rule, Turn
    from bot.domain.people.facts import PersonFacts

# What the buttons of a rule choose from, by the letter in their data.
SHIFTS = {"o": (HARIAN,), "t": ("pagi", "sore"), "r": ("08.00-20.00", "malam")}
# How many may be on duty together.
OFFICERS = (1, 2, 3)
_ROTATIONS = (("daily", Rotation.DAILY), ("weekly", Rotation.WEEKLY))
_DAYS = (("all-days", True), ("workdays", False))
_HOURS = (("office", "o"), ("two", "t"), ("round", "r"))
# More lines would not be read.
_MOST_CLASHES = 10
_MOST_NAMED = 20


class Chosen(NamedTuple):
    """What the buttons of a rule say: which shifts, whose turn, days off too or not, and how many together (`oda`, `twa2`)."""

    shifts: str = "o"
    rotation: Rotation = Rotation.DAILY
    days_off: bool = True
    officers: int = 1

    @property
    def code(self) -> str:
        letters = f"{self.shifts}{'d' if self.rotation is Rotation.DAILY else 'w'}{'a' if self.days_off else 'w'}"
        return letters if self.officers == 1 else f"{letters}{self.officers}"

    @property
    def places(self) -> tuple[str, ...]:
        """Each officer's shift."""
        return staffed(SHIFTS[self.shifts], self.officers)


CHOICES = {
    one.code: one
    for one in (
        Chosen(shifts, rotation, days_off, officers)
        for shifts in SHIFTS
        for rotation in Rotation
        for days_off in (True, False)
        for officers in OFFICERS
    )
}


def chosen_of(rule: Rule | None) -> Chosen:
    """What the buttons say of a rule; the usual where there is none, or they cannot say it."""
    if rule is None or not rule.runs:
        return Chosen()
    shifts = tuple(dict.fromkeys(watch_of(shift) for shift in rule.shifts))
    letter = next((letter for letter, named in SHIFTS.items() if named == shifts), "")
    found = Chosen(letter, rule.rotation, rule.days_off, rule.officers)
    return found if found in CHOICES.values() else Chosen()


def joined(found: RotaFacts, people: Mapping[int, str]) -> Screen | None:
    """Who came into a secretariat and takes no turns yet; None where they do by now, or nobody does."""
    names = [name for one, name in people.items() if found.rule is not None and one not in found.rule.people]
    if not names or not found.runs:
        return None
    text = join_lines(t("rule-joined", district=found.district, names=", ".join(names)), "", t("rule-joined-next"))
    return Screen(text, rows([button(plain("button-rota-rule"), ChooseRule(found.district_id))]))


def who_of(people: Collection[int], pool: Sequence[PersonFacts]) -> str:
    """Whose turns it is as one word: a bit each in their order, and one before them, by which their number is known again."""
    return f"{1 << len(pool) | sum(1 << place for place, one in enumerate(pool) if one.id in people):x}"


def people_of(who: str, pool: Sequence[PersonFacts]) -> tuple[int, ...]:
    """The reverse; refuses a word of when others could take turns."""
    try:
        bits = int(who, 16)
    except ValueError:
        raise Refusal("refused-stale-button") from None
    if bits >> len(pool) != 1:
        raise Refusal("refused-stale-button")
    return tuple(one.id for place, one in enumerate(pool) if bits >> place & 1)


def rule(
    found: RotaFacts, chosen: Chosen, begins: date, pool: Sequence[PersonFacts], people: Collection[int], who: str
) -> Screen:
    """What the rota is computed from: each press chooses, the last one saves. `who`: as pressed, "" where nobody has."""
    district_id = found.district_id

    def _choice(label: str, to: Chosen) -> InlineKeyboardButton:
        return button(("● " if to == chosen else "○ ") + label, ChooseRule(district_id, to.code, who))

    ends = [[button(plain("button-rule-end"), EndRule(district_id))]] if found.runs else []
    lines = [
        [_choice(plain(f"button-rule-{name}"), chosen._replace(rotation=to)) for name, to in _ROTATIONS],
        [_choice(plain(f"button-rule-{name}"), chosen._replace(days_off=to)) for name, to in _DAYS],
        [_choice(plain(f"button-rule-{name}"), chosen._replace(shifts=to)) for name, to in _HOURS],
        [_choice(plain("button-rule-officers", count=many), chosen._replace(officers=many)) for many in OFFICERS],
        [
            button(
                plain("button-rule-who", count=len(people)), ChooseWho(district_id, chosen.code, who_of(people, pool))
            )
        ],
        [button(plain("button-rule-save"), SaveRule(district_id, chosen.code, who))],
        *ends,
    ]
    left_out = [one.name for one in pool if one.id not in people]
    # Nobody is free for a day, so whoever changed from nights to days would have no rest between them.
    is_tight = len(SHIFTS[chosen.shifts]) > 1 and 0 < len(people) <= len(chosen.places)
    text = join_lines(
        t("rule-title", district=found.district),
        t("rule-now", rule=rule_line(found.rule)) if found.runs else None,
        "",
        t(f"rule-body-{chosen.rotation.value}"),
        t("rule-who", names=_names([one.name for one in pool if one.id in people])),
        t("rule-left-out", names=_names(left_out)) if left_out else None,
        t("rule-tight", people=len(people), places=len(chosen.places)) if is_tight else None,
        "",
        t("rule-begins", day=day_long(begins)),
    )
    return Screen(text, rows(*lines))


def _names(names: Sequence[str]) -> str:
    more = [plain("grid-more", count=len(names) - _MOST_NAMED)] if len(names) > _MOST_NAMED else []
    return " · ".join([*names[:_MOST_NAMED], *more]) or plain("rule-nobody")


def who(district_id: int, chosen: Chosen, pool: Sequence[PersonFacts], people: Collection[int]) -> Screen:
    """Whose turns it is: each press puts somebody in or leaves them out."""

    def _toggled(one: PersonFacts) -> InlineKeyboardButton:
        to = who_of({*people} ^ {one.id}, pool)
        return button(("☑️ " if one.id in people else "▫️ ") + one.name, ChooseWho(district_id, chosen.code, to))

    back = button(plain("button-rule-back"), ChooseRule(district_id, chosen.code, who_of(people, pool)))
    return Screen(t("rule-who-ask"), rows(*([_toggled(one)] for one in pool), [back]))


def clashing(found: RotaFacts, chosen: Chosen, who: str, turns: Sequence[Turn]) -> Screen:
    """What was agreed does not go with the rule that is about to be saved: what is to become of it?"""

    def _save(label: str, what: Clashing) -> list[InlineKeyboardButton]:
        return [button(plain(label, count=len(turns)), SaveRule(found.district_id, chosen.code, who, what))]

    more = len(turns) - _MOST_CLASHES
    text = join_lines(
        t("rule-clash-title"),
        "",
        *(
            t("rota-line-hours", day=day_short(one.day), hours=hours_of(one.shift), name=found.name(one.person))
            for one in turns[:_MOST_CLASHES]
        ),
        t("rule-clash-more", count=more) if more > 0 else None,
        "",
        t("rule-clash-next"),
    )
    back = [button(plain("button-rule-back"), ChooseRule(found.district_id, chosen.code, who))]
    return Screen(
        text, rows(_save("button-rule-clash-drop", Clashing.DROP), _save("button-rule-clash-keep", Clashing.KEEP), back)
    )


def ask_end(found: RotaFacts, begins: date) -> Screen:
    """Are there to be no more turns?"""
    yes = red(button(plain("button-rule-end-yes"), EndRule(found.district_id, sure=True)))
    back = button(plain("button-rule-back"), ChooseRule(found.district_id))
    text = t("rule-end-ask", district=found.district, day=day_long(begins))
    return Screen(text, rows([yes], [back]))


def ended(found: RotaFacts, begins: date) -> Screen:
    """There are none."""
    return Screen(t("rule-ended", district=found.district, day=day_long(begins)), rows([rota_button()]))


def ask_all(count: int, officers: int) -> Screen:
    """Is every kecamatan without a rule to get one?"""
    yes = button(plain("button-rota-all-yes", count=count), SetAllRules(officers))
    return Screen(t("rules-ask", count=count, officers=officers), rows([yes]))
