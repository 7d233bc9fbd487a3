"""What a number or a switch of a value is where it is left out: nothing and off, but for those that are named here."""

from __future__ import annotations

from inspect import signature

import pytest

from bot.domain.duty.forms import Question
from bot.domain.duty.incidents import IncidentFacts
from bot.domain.duty.overview import DistrictLine, IncidentLine, Overview
from bot.domain.duty.report_facts import DutyReportFacts
from bot.domain.duty.rota import Rule
from bot.domain.invitations.answers import Tally
from bot.domain.invitations.facts import InvitationFacts
from bot.domain.invitations.gathered import Part
from bot.domain.ledger import Traits
from bot.domain.meetings.appointments import Appointment
from bot.domain.meetings.clashes import Clash
from bot.domain.meetings.periods.alphabet import PeriodToken
from bot.domain.meetings.periods.names import Named
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.polls import PollSlot
from bot.domain.meetings.proposals.slots import Wish
from bot.domain.meetings.schedule_words.asked import Asked
from bot.domain.meetings.series.rhythms import Rhythm
from bot.domain.meetings.series.turn import SeriesTurn
from bot.domain.papers.facts import SupervisionFacts
from bot.domain.papers.supervision import FormPart
from bot.domain.people.facts import PersonFacts
from bot.domain.people.roster_match import KnownPerson
from bot.domain.recap.charts import Bars
from bot.domain.recap.figures import Counts, Survey
from bot.domain.recap.plan_figures import PlanCounts
from bot.domain.words.hours.stretch import Hours
from bot.domain.workbooks import Column

# What is assumed of a value of these where nobody says it.
SAID = {
    Question: {"required": True, "longest": 1000},
    IncidentFacts: {"finding": True},
    IncidentLine: {"finding": True},
    Rule: {"days_off": True},
    InvitationFacts: {"substitute_reached": True},
    Part: {"number": 1},
    Traits: {"comes_back": True},
    Period: {"batches": 1},
    Wish: {"turn": 1},
    Rhythm: {"times": 60},
    PersonFacts: {"reachable": True},
    KnownPerson: {"active": True},
    Bars: {"legend": True},
    Hours: {"sure": True},
}
PLAIN = (
    DistrictLine,
    Overview,
    DutyReportFacts,
    Tally,
    Appointment,
    Clash,
    PeriodToken,
    Named,
    PollSlot,
    Asked,
    SeriesTurn,
    SupervisionFacts,
    FormPart,
    Counts,
    Survey,
    PlanCounts,
    Column,
)


@pytest.mark.parametrize("kind", [*SAID, *PLAIN], ids=lambda kind: kind.__name__)
def test_what_is_left_out_is_nothing_unless_it_is_named(kind: type) -> None:
    left_out = {
        one.name: one.default for one in signature(kind).parameters.values() if type(one.default) in (int, bool)
    }
    assert left_out
    assert {name: default for name, default in left_out.items() if default} == SAID.get(kind, {})
