"""The rota of piket: rules, shifts and who stands in for whom."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.duty.rota import Rotation
from bot.domain.duty.swaps import SwapState
from bot.storage.models.base import Base
from bot.storage.types import EnumText


class DutyShift(Base):
    """Who is on duty at which secretariat on which day."""

    __tablename__ = "duty_shifts"
    __table_args__ = (
        UniqueConstraint("district_id", "day", "shift", name="uq_duty_shifts_district_day_shift"),
        # Each step looks at one office's days; by the day alone it would read those of the whole country.
        Index("ix_duty_shifts_office_day", "office_id", "day"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    day: Mapped[date] = mapped_column(index=True)
    shift: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    # The shift of which all of one watch are reported: officers who are on duty together have a shift each and owe one report
    # (`bot.domain.duty.shifts.watch_of`). None: the officer is alone.
    watch_id: Mapped[int | None] = mapped_column(ForeignKey("duty_shifts.id"), index=True)
    # Written down from the rule when its day came, or before for its surat tugas; all others were agreed (imported, set,
    # swapped) and lie over the rule.
    by_rule: Mapped[bool] = mapped_column(default=False, server_default=false())


class DutyRule(Base):
    """What a secretariat's rota is computed from, from `begins` until the next one's (`bot.domain.duty.rota`)."""

    __tablename__ = "duty_rules"
    __table_args__ = (UniqueConstraint("district_id", "begins", name="uq_duty_rules_district_begins"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    begins: Mapped[date]
    rotation: Mapped[Rotation] = mapped_column(EnumText(Rotation))
    days_off: Mapped[bool]
    # One for each officer: of those on duty together "harian" and "harian petugas 2".
    shifts: Mapped[list[str]] = mapped_column(default=list)
    # Ids, in their order.
    people: Mapped[list[int]] = mapped_column(JSON, default=list)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class DutyCritical(Base):
    """Days on which the secretariats of an office keep other shifts."""

    __tablename__ = "duty_critical"
    __table_args__ = (UniqueConstraint("office_id", "first", name="uq_duty_critical_office_first"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    first: Mapped[date]
    last: Mapped[date]
    shifts: Mapped[list[str]] = mapped_column(default=list)


class DutyLeave(Base):
    """Days on which somebody takes no turn."""

    __tablename__ = "duty_leaves"
    __table_args__ = (UniqueConstraint("person_id", "first", name="uq_duty_leaves_person_first"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    first: Mapped[date]
    last: Mapped[date]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class DutySwap(Base):
    """One shift that its officer would give away: to somebody asked, who may give one in return, or to whoever takes it."""

    __tablename__ = "duty_swaps"
    __table_args__ = (Index("ix_duty_swaps_district_day", "district_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    day: Mapped[date]
    shift: Mapped[str] = mapped_column(String(40))
    giver_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    # None: whoever wants it.
    taker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    return_day: Mapped[date | None]
    return_shift: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    state: Mapped[SwapState] = mapped_column(EnumText(SwapState))
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class DutyClimb(Base):
    """How far a shift without a report has climbed (`bot.domain.duty.escalation`), and who sees to it, which ends the climb."""

    __tablename__ = "duty_climbs"
    shift_id: Mapped[int] = mapped_column(ForeignKey("duty_shifts.id"), primary_key=True, autoincrement=False)
    # Steps that were owed; the officer's is the first.
    step: Mapped[int]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime | None]
