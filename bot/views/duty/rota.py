"""The rota: who is on duty now and this week, swaps, the rule, leave; and what is told of changes."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.duty.facts import TAKES_TURNS
from bot.domain.duty.rota import HARIAN, Flaw, Rotation, Rule, Turn, watches
from bot.domain.duty.shifts import is_outside_rota, shift_ends, shift_hours, watch_of
from bot.domain.duty.swaps import SwapState
from bot.views.duty.presses import (
    AcceptSwap,
    AskTakeOver,
    ChooseRule,
    DeclineSwap,
    KeepShift,
    OfferSwap,
    PickLeave,
    PickSwap,
    PickSwapOn,
    RecordLeave,
    SetAllRules,
    ShowCritical,
    ShowMonth,
    ShowRota,
    TakeOver,
)
from bot.views.format import day_long, day_short, days_long, days_short, month_long
from bot.views.press import Mark
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from telegram import InlineKeyboardButton

    from bot.domain.duty.facts import Offer, RotaFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts

_MOST_FLAWS = 7
_SIX = timedelta(days=6)


def has_office_hours(shift: str) -> bool:
    """Whether a shift is of the usual hours; of officers in columns beside each other it has no name."""
    return watch_of(shift) in ("", HARIAN) or is_outside_rota(shift)


def hours_of(shift: str) -> str:
    """`08.00–16.00`."""
    begins, ends = shift_hours(shift)
    return f"{begins:%H.%M}–{ends:%H.%M}"


def short_of(turn: Turn) -> str:
    """`Rab 4 Okt`, with its hours where they are not the usual ones: a day may have several shifts."""
    day = day_short(turn.day)
    return day if has_office_hours(turn.shift) else f"{day} {hours_of(turn.shift)}"


def _long_of(turn: Turn) -> str:
    """The same as `Rabu, 4 Oktober 2023`."""
    day = day_long(turn.day)
    return day if has_office_hours(turn.shift) else f"{day} ({hours_of(turn.shift)})"


def post_of(shift: ShiftFacts) -> str:
    """The kecamatan, and the hours where a day may have other shifts beside this one."""
    return shift.district if has_office_hours(shift.shift) else f"{shift.district} {hours_of(shift.shift)}"


def when_of(shift: ShiftFacts, *, short: bool = False) -> str:
    """The day, and the hours where whoever is on duty may have other shifts of that day."""
    day = day_short(shift.day) if short else day_long(shift.day)
    return day if has_office_hours(shift.shift) else f"{day}, {hours_of(shift.shift)}"


def rota(found: RotaFacts, viewer: PersonFacts, now: datetime, *, phones: bool = False) -> Screen:
    """The rota of a kecamatan: now, the viewer's next, this week and what is left of it for those who keep it."""
    own = viewer.district_id == found.district_id
    lines = [t("rota-title", district=found.district), "", *_now(found, now)]
    if own:
        lines += _mine(found, viewer, now)
    lines += ["", *_week(found, viewer, now)]
    ahead = found.offers_ahead(now)
    offers = [offer for offer in ahead if own and offer.taker is None and _may_take(found, viewer, offer)]
    if offers:
        lines += ["", t("rota-offered"), *(_offer_line(found, offer) for offer in offers)]
    keeps = viewer.manages or (own and viewer.leads_secretariat)
    asked = [one for one in ahead if one.taker is not None and (keeps or one.taker == viewer.id)]
    if asked:
        lines += ["", t("rota-asked"), *(_asked_line(found, one) for one in asked)]
    if keeps:
        lines += _wrong(found, now.astimezone(found.zone).date())
        lines += ["", rule_line(found.rule)]
    if phones:
        lines += _contacts(found, now.astimezone(found.zone).date())
    buttons = [
        *(_own_buttons(found, viewer, now, offers) if own else []),
        *(_answer_buttons(found, viewer, asked) if own else []),
        *(_keeper_buttons(found, own=own) if keeps else []),
    ]
    return Screen(join_lines(*lines), rows(*([one] for one in buttons)) if buttons else None)


def brief(found: RotaFacts, viewer: PersonFacts, now: datetime) -> list[str]:
    """Who is on duty and the viewer's next turn, in a few lines."""
    return [*_now(found, now), *_mine(found, viewer, now)]


def beside_form(found: RotaFacts, viewer: PersonFacts, now: datetime) -> list[str]:
    """Below the form of a report: who else is on duty, and what waits to be answered in the rota."""
    serving = {turn.person for turn in found.on_duty(now)} - {None}
    waiting = [one for one in found.offers_ahead(now) if one.giver != viewer.id and _may_answer(found, viewer, one)]
    lines = [*(_now(found, now) if serving != {viewer.id} else [])]
    return [*lines, *([t("rota-waiting", count=len(waiting))] if waiting else [])]


def _may_answer(found: RotaFacts, viewer: PersonFacts, offer: Offer) -> bool:
    if offer.taker is not None:
        return offer.taker == viewer.id or viewer.leads_secretariat
    return _may_take(found, viewer, offer)


def _may_take(found: RotaFacts, viewer: PersonFacts, offer: Offer) -> bool:
    """Whether somebody may have a shift that is offered to all."""
    return (
        viewer.position in TAKES_TURNS
        and offer.giver != viewer.id
        and not found.is_busy(viewer.id, offer.turn)
        and not found.is_away(viewer.id, offer.turn.day)
    )


def rota_button() -> InlineKeyboardButton:
    """Opens the rota of the own kecamatan, in a message of its own."""
    return button(plain("button-rota"), ShowRota(mark=Mark.ASIDE))


def of_days(found: RotaFacts, viewer: PersonFacts, first: date, last: date) -> Screen:
    """Who is on duty in a kecamatan on some days."""
    days = days_long(first, last)
    lines = _lines(found, viewer, first, last) or [t("rota-none-then", days=days)]
    own = rows([rota_button()]) if viewer.district_id == found.district_id else None
    return Screen(join_lines(t("rota-title-of", district=found.district, days=days), "", *lines), own)


def office(
    day: date,
    now: datetime,
    districts: Sequence[RotaFacts],
    shifts: Sequence[ShiftFacts],
    without_rule: int,
    *,
    keeps: bool,
) -> Screen:
    """Who is on duty on a day in each kecamatan, for the office; a tick where the report is in.

    Where nobody is, the next day on which somebody is. Of several shifts each has its hours, and first is the one that is on.
    """
    reported = {(one.district_id, one.shift) for one in shifts if one.report_number is not None}
    is_today = bool(districts) and day == now.astimezone(districts[0].zone).date()
    serving = (turn.day for found in districts for turn in found.turns if turn.day >= day)
    shown = min(serving, default=day)
    lines = [_office_line(found, shown, now, reported) for found in districts if found.between(shown, shown)]
    if lines and shown > day:
        lines = [t("today-nobody", next=day_long(shown)), "", *lines]
    text = join_lines(
        t("today-title" if is_today else "day-title", day=day_long(day)),
        "",
        *(lines or [t("today-none")]),
        "",
        t("today-next", district=districts[0].district) if districts else None,
    )
    ask_all = SetAllRules(mark=Mark.ASIDE)
    everywhere = [button(plain("button-rota-all", count=without_rule), ask_all)] if without_rule and keeps else []
    pictured = [button(plain("button-rota-picture"), ShowMonth(0, mark=Mark.ASIDE))] if lines else []
    critical = [button(plain("button-critical"), ShowCritical(mark=Mark.ASIDE))] if keeps else []
    return Screen(text, rows(everywhere, pictured, critical) if everywhere or pictured or critical else None)


def week(found: RotaFacts, monday: date, new: Collection[str] = ()) -> Screen:
    """Monday's summary for the head of the secretariat, with what is wrong that week, and what is `new` of what is wrong later."""
    lines = [t("week-title", district=found.district), "", *_lines(found, None, monday, monday + _SIX)]
    wrong = _said(found, [flaw for flaw in found.flaws if flaw.key in new or flaw in _flaws(found, monday)])
    return Screen(join_lines(*lines, *(["", t("rota-flaws"), *wrong] if wrong else [])), rows([rota_button()]))


def flawed(found: RotaFacts, today: date, new: Collection[str] | None = None) -> Screen | None:
    """What of the coming week is `new` of what is wrong (None: all of it); None where it was put right."""
    wrong = _said(found, _flaws(found, today) if new is None else [one for one in found.flaws if one.key in new])
    if not wrong:
        return None
    text = join_lines(t("flaw-title", district=found.district), "", *wrong, "", t("flaw-next"))
    return Screen(text, rows([rota_button()]))


def unreached(found: RotaFacts, today: date, new: Collection[str]) -> Screen | None:
    """Who is on duty and cannot be written to: somebody rings them. None where they can by now."""
    people = {int(key.rsplit(":", 1)[-1]) for key in new}
    lines: list[Markup] = []
    left, missing = False, False
    for turn in found.unreached(today, today + timedelta(days=7)):
        if turn.person in people:
            who = found.people[turn.person]
            day = plain("unreached-today") if turn.day == today else day_short(turn.day)
            phone = who.phone or plain("unreached-no-phone")
            line = t("unreached-line", day=day, hours=hours_of(turn.shift), name=who.name, phone=phone)
            has_left = who.telegram_id is not None
            lines.append(t("unreported-unreached", officer=line, why=why_unreached(who)) if has_left else line)
            left, missing = left or has_left, missing or not has_left
    if not lines:
        return None
    said = [
        t("unreached-next"),
        *([t("unreached-missing")] if missing else []),
        *([t("unreached-left")] if left else []),
        t("unreached-report"),
    ]
    title = "unreached-title-left" if left else "unreached-title"
    return Screen(join_lines(t(title, district=found.district), "", *lines, "", Markup(" ".join(said))))


def is_reached(who: PersonFacts) -> bool:
    """Whether what the bot says to somebody is read by them."""
    return who.telegram_id is not None and who.reachable


def why_unreached(who: PersonFacts) -> str:
    """Why it is not: they never came, or left."""
    return plain("unreached-never" if who.telegram_id is None else "unreached-gone")


def changed(facts: Mapping[str, Any]) -> Screen:
    """The next shift is another than it was."""
    before, after, district = facts["before"], facts["after"], facts["district"]
    head = t("changed-title") if before else t("changed-first")
    lines = next_lines(district, _turn(before) if before else None, _turn(after) if after else None)
    return Screen(join_lines(head, "", *lines, "", t("changed-next")))


def next_lines(district: str, before: Turn | None, after: Turn | None) -> list[Markup]:
    """What the next shift is, and what it was before."""
    if after is None:
        now_is = t("changed-none", district=district)
    else:
        now_is = t("changed-now", district=district, day=day_long(after.day), hours=hours_of(after.shift))
    return [now_is, _was(before, after)] if before else [now_is]


def _was(before: Turn, after: Turn | None) -> Markup:
    """What the shift was: its day, and its hours where these are others now."""
    day = day_long(before.day)
    if after is None or shift_hours(before.shift) == shift_hours(after.shift):
        return t("changed-was", day=day)
    return t("changed-was-hours", day=day, hours=hours_of(before.shift))


def asked(facts: Mapping[str, Any], person_id: int | None) -> Screen:
    """What happened to a swap, or that a shift was taken over."""
    if facts["what"] in _OF_NO_SWAP:
        return _OF_NO_SWAP[facts["what"]](facts)
    turn = _turn(facts["turn"])
    if facts["what"] == "taken":
        return Screen(
            t("swap-taken-from", who=facts["who"], district=facts["district"], day=day_long(turn.day)),
        )
    if facts["what"] == "declined":
        return Screen(join_lines(t("swap-declined", name=facts["taker"], day=_long_of(turn)), _by(facts, "declined")))
    if facts["what"] == "accepted":
        return Screen(join_lines(t("swap-accepted"), *_swapped(facts), _by(facts, "accepted")))
    return _request(facts, turn, for_keeper=person_id != facts["for"])


def left(facts: Mapping[str, Any], *, own: bool = False) -> Screen:
    """What becomes of shifts whose officer is of another kecamatan by now, or in office no more: for the head there, or them."""
    titles = {
        (True, False): "left-moved",
        (False, False): "left-gone",
        (True, True): "left-moved-own",
        (False, True): "left-gone-own",
    }
    lines = []
    for one in facts["left"]:
        what = "left-line-given" if one["instead"] else "left-line-open" if one["open"] else "left-line-theirs"
        turn = _turn(one)
        lines.append(t(what, day=day_short(turn.day), hours=hours_of(turn.shift), name=one["instead"]))
    head = t(titles[facts["moved"], own], name=facts["name"], district=facts["district"])
    return Screen(join_lines(head, "", *lines), None if own else rows([rota_button()]))


def asked_in_vain(facts: Mapping[str, Any], person_id: int | None, state: SwapState) -> Screen:
    """What asked for a swap, once nobody need answer: how it ended, and no buttons; of one that is open a shift has begun."""
    mine = "message" in facts
    text = _made(facts) if mine else _request(facts, _turn(facts["turn"]), for_keeper=person_id != facts["for"]).text
    over = "swap-over-mine" if mine and state is SwapState.OPEN else f"swap-over-{state.value}"
    ended = _by(facts, state.value) or t(over, giver=facts["giver"], taker=facts["taker"])
    return Screen(join_lines(text, "", ended))


def _made(facts: Mapping[str, Any]) -> Markup:
    """What whoever offered a shift read of it."""
    day = _long_of(_turn(facts["turn"]))
    return t("swap-made-to", name=facts["taker"], day=day) if facts["for"] else t("swap-made", day=day)


def answered(offer: Offer, state: SwapState, found: RotaFacts, viewer: PersonFacts, by: str = "") -> Screen:
    """What became of an offer, for whoever answered it; `by`: the same, who has answered for somebody else."""
    if state is SwapState.ACCEPTED:
        taker = offer.taker or viewer.id
        if viewer.id not in (taker, offer.giver) and not viewer.leads_secretariat:
            return Screen(t("swap-taken", day=_long_of(offer.turn), name=found.name(taker)), rows([rota_button()]))
        lines = [t("swap-now-is", day=_long_of(offer.turn), name=found.name(taker) or viewer.name)]
        if offer.in_return is not None:
            lines.append(t("swap-now-is", day=_long_of(offer.in_return), name=found.name(offer.giver)))
        if by:
            lines.append(t("swap-by-accepted", name=by, taker=found.name(taker)))
        return Screen(join_lines(t("swap-accepted"), *lines), rows([rota_button()]))
    if state is SwapState.DECLINED:
        return Screen(t("swap-declined-done", name=found.name(offer.giver)))
    if state in (SwapState.WITHDRAWN, SwapState.REPLACED):
        return Screen(t(f"swap-over-{state.value}", giver=found.name(offer.giver)), rows([rota_button()]))
    return Screen(t("swap-void"), rows([rota_button()]))


def swap_whom(
    found: RotaFacts,
    viewer: PersonFacts,
    mine: Turn,
    theirs: Sequence[tuple[PersonFacts, Turn | None]],
    later: Turn | None = None,
) -> Screen:
    """Whom to ask for a swap of a shift of the viewer's; `later`: another of theirs."""
    others = [(one, turn) for one, turn in theirs if one.id != viewer.id]
    tiring = {one.id for one, turn in others if found.tired_by(mine, one.id, turn)}
    buttons = []
    for one, turn in others:
        label = (
            plain("button-swap-with", name=one.name, day=short_of(turn))
            if turn
            else plain("button-swap-give", name=one.name)
        )
        label = plain("button-swap-tiring", label=label) if one.id in tiring else label
        buttons.append([button(label, OfferSwap(mine.day, one.id))])
    text = join_lines(
        t("swap-ask", day=_long_of(mine)),
        t("rota-title", district=found.district),
        t("swap-ask-next"),
        t("swap-ask-tiring") if tiring else None,
        t("swap-ask-other", day=f"{later.day.day} {month_long(later.day).casefold()}") if later is not None else None,
    )
    return Screen(
        text,
        rows(
            *buttons,
            [button(plain("button-swap-open"), OfferSwap(mine.day, 0))],
            [button(plain("button-rota-back"), ShowRota())],
        ),
    )


def nothing_to_swap() -> Screen:
    """The viewer has no shift ahead."""
    return Screen(t("swap-none"), rows([button(plain("button-rota-back"), ShowRota())]))


def offered(offer: Offer, taker: PersonFacts | None) -> Screen:
    """The offer is made."""
    day = _long_of(offer.turn)
    if taker is None:
        text = t("swap-offered", day=day)
    else:
        known = is_reached(taker)
        why = None if known else why_unreached(taker)
        text = (
            t("swap-asked", name=taker.name, day=day) if known else t("swap-asked-unreached", name=taker.name, why=why)
        )
    return Screen(text, rows([_keep(offer)], [rota_button()]))


def _keep(offer: Offer) -> InlineKeyboardButton:
    """An offer to all is taken back, and what one person was asked."""
    label = "button-rota-keep" if offer.taker is None else "button-rota-keep-asked"
    return button(plain(label, day=short_of(offer.turn)), KeepShift(offer.id))


def take_over(name: str, officer_id: int) -> Screen:
    """Is it meant?"""
    yes = button(plain("button-rota-takeover-yes"), TakeOver(officer_id))
    return Screen(t("rota-takeover-ask", name=name), rows([yes], [button(plain("button-rota-back"), ShowRota())]))


def _now(found: RotaFacts, now: datetime) -> list[str]:
    on = watches(turn for turn in found.on_duty(now) if turn.person is not None)
    if not on:
        return [t("rota-now-nobody")]
    return [t("rota-now", name=found.names(watch), until=_until(found, watch[0], now)) for watch in on]


def _until(found: RotaFacts, turn: Turn, now: datetime) -> str:
    """The hour at which a shift that has begun ends, and that it is tomorrow's."""
    ends = shift_ends(turn.day, turn.shift, found.zone).astimezone(found.zone)
    at, tomorrow = f"{ends:%H.%M}", ends.date() > now.astimezone(found.zone).date()
    return plain("rota-until-tomorrow", at=at) if tomorrow else at


def _mine(found: RotaFacts, viewer: PersonFacts, now: datetime) -> list[str]:
    turn = found.next_turns(now).get(viewer.id)
    if turn is None:
        return []
    if turn in found.on_duty(now):
        return [t("rota-mine-now", until=_until(found, turn, now))]
    return [t("rota-mine", day=day_long(turn.day), hours=hours_of(turn.shift))]


def _week(found: RotaFacts, viewer: PersonFacts, now: datetime) -> list[str]:
    today = now.astimezone(found.zone).date()
    monday = today - timedelta(days=today.weekday())
    this = _lines(found, viewer, today, monday + _SIX)
    following = _lines(found, viewer, monday + timedelta(days=7), monday + timedelta(days=13))
    none = t("rota-none-after" if found.on_duty(now) else "rota-none")
    lines = [t("rota-week"), *(this or [none])]
    return [*lines, "", t("rota-next-week"), *following] if following else lines


def _lines(found: RotaFacts, viewer: PersonFacts | None, first: date, last: date) -> Sequence[str]:
    of_days = watches(found.between(first, last))
    several = {watch[0].day for watch in of_days if not has_office_hours(watch[0].shift)}
    lines = []
    for watch in of_days:
        day, shift, _ = watch[0]
        names = _names(found, watch, viewer)
        if day in several:
            lines.append(t("rota-line-hours", day=day_short(day), hours=hours_of(shift), name=names))
        else:
            lines.append(t("rota-line", day=day_short(day), name=names))
    return lines


def _names(found: RotaFacts, watch: Sequence[Turn], viewer: PersonFacts | None = None) -> str:
    """Who is on duty together, the viewer marked, and how many are lacking."""
    names = [
        plain("rota-you", name=found.name(turn.person))
        if viewer is not None and turn.person == viewer.id
        else found.name(turn.person)
        for turn in watch
        if turn.person is not None
    ]
    if not names:
        return plain("rota-gap")
    lacking = len(watch) - len(names)
    return " · ".join([" dan ".join(names), *([plain("rota-short", count=lacking)] if lacking else [])])


def _offer_line(found: RotaFacts, offer: Offer) -> str:
    return t("rota-offer", day=short_of(offer.turn), name=found.name(offer.giver))


def _asked_line(found: RotaFacts, offer: Offer) -> str:
    """Who asked whom, and what for."""
    giver, taker = found.name(offer.giver), found.name(offer.taker)
    if offer.in_return is None:
        return t("rota-asked-line", day=short_of(offer.turn), giver=giver, taker=taker)
    return t("rota-asked-back", day=short_of(offer.turn), giver=giver, taker=taker, back=short_of(offer.in_return))


def _answer_buttons(found: RotaFacts, viewer: PersonFacts, asked: Sequence[Offer]) -> list[InlineKeyboardButton]:
    """Yes, of whoever was asked or of the head of their secretariat for them; and no, of whoever was asked."""
    buttons = []
    for offer in asked:
        day = short_of(offer.turn)
        if offer.taker == viewer.id:
            buttons.append(button(plain("button-rota-accept", day=day), AcceptSwap(offer.id)))
            buttons.append(button(plain("button-rota-decline", day=day), DeclineSwap(offer.id)))
        elif viewer.leads_secretariat:
            label = plain("button-rota-accept-for", name=found.name(offer.taker), day=day)
            buttons.append(button(label, AcceptSwap(offer.id)))
    return buttons


def _wrong(found: RotaFacts, today: date) -> list[str]:
    lines = _flaw_lines(found, today)
    return ["", t("rota-flaws"), *lines] if lines else []


def _flaw_lines(found: RotaFacts, today: date) -> list[str]:
    return _said(found, _flaws(found, today))[:_MOST_FLAWS]


def _flaws(found: RotaFacts, today: date) -> list[Flaw]:
    return [flaw for flaw in found.flaws if today <= flaw.day <= today + timedelta(days=7)]


def wrong_in(found: RotaFacts, days: Collection[date]) -> list[str]:
    """What is wrong with some days, a line each."""
    return _said(found, [flaw for flaw in found.flaws if flaw.day in days and flaw.kind != "gap"])


def _said(found: RotaFacts, wrong: Sequence[Flaw]) -> list[str]:
    """A line each; of those who are lacking in one watch one, and of days one after the other without anybody."""
    there = {(turn.day, watch_of(turn.shift)) for turn in found.turns if turn.person is not None}
    lacking = Counter((flaw.day, watch_of(flaw.shift)) for flaw in wrong if flaw.kind == "gap")
    said, runs = list[Flaw | list[Flaw]](), dict[str, list[Flaw]]()
    for flaw in wrong:
        if flaw.kind != "gap" or (flaw.day, watch_of(flaw.shift)) in there:
            said.append(flaw)
            continue
        run = runs.get(hours_of(flaw.shift))
        if run is not None and flaw.day - run[-1].day <= timedelta(days=1):
            run.append(flaw)
        else:
            runs[hours_of(flaw.shift)] = run = [flaw]
            said.append(run)
    return list(
        dict.fromkeys(_gap(one) if isinstance(one, list) else _flaw(found, one, there, lacking) for one in said)
    )


def _gap(run: Sequence[Flaw]) -> Markup:
    """Days one after the other on which nobody serves in the same hours."""
    return t("rota-flaw-gap", day=days_short(run[0].day, run[-1].day), hours=hours_of(run[0].shift))


def emptied(found: RotaFacts, gaps: Sequence[Turn]) -> list[str]:
    """Shifts that nobody has, a line each."""
    return _said(found, [Flaw("gap", turn.day, turn.shift, None) for turn in gaps])


def _flaw(
    found: RotaFacts,
    flaw: Flaw,
    there: Collection[tuple[date, str]],
    lacking: Mapping[tuple[date, str], int],
) -> str:
    values = {"day": day_short(flaw.day), "hours": hours_of(flaw.shift)}
    if flaw.kind != "gap":
        return t(f"rota-flaw-{flaw.kind}", **values, name=found.name(flaw.person))
    watch = (flaw.day, watch_of(flaw.shift))
    return t("rota-flaw-short", **values, count=lacking[watch]) if watch in there else t("rota-flaw-gap", **values)


def rule_line(found: Rule | None) -> Markup:
    """What a rota is computed from."""
    if found is None or not found.runs:
        return t("rota-no-rule")
    return t(
        "rota-rule",
        rotation=plain(f"rotation-{found.rotation.value}"),
        days=plain("rota-days-all" if found.days_off else "rota-days-work"),
        shifts=", ".join(dict.fromkeys(hours_of(shift) for shift in found.shifts)),
        officers=found.officers,
    )


def _contacts(found: RotaFacts, today: date) -> list[str]:
    soon = dict.fromkeys(turn.person for turn in found.between(today, today + _SIX) if turn.person is not None)
    if not soon:
        return []
    people = [found.people[one] for one in soon if one in found.people]
    return [
        "",
        t("rota-contacts"),
        *(
            t("rota-contact", name=one.name, phone=one.phone) if one.phone else t("rota-no-phone", name=one.name)
            for one in people
        ),
    ]


def _own_buttons(
    found: RotaFacts, viewer: PersonFacts, now: datetime, offers: Sequence[Offer]
) -> list[InlineKeyboardButton]:
    buttons = []
    mine = found.next_turns(now)
    if viewer.id in mine:
        buttons.append(button(plain("button-rota-swap"), PickSwap()))
    buttons += [_keep(offer) for offer in found.offers_ahead(now) if offer.giver == viewer.id]
    buttons += [button(plain("button-rota-take", day=short_of(offer.turn)), AcceptSwap(offer.id)) for offer in offers]
    today = now.astimezone(found.zone).date()
    buttons += [
        button(plain("button-rota-takeover", name=found.name(turn.person)), AskTakeOver(turn.person))
        for turn in (found.on_duty(now) or found.between(today, today)[:1])
        if viewer.position in TAKES_TURNS
        and turn.person not in (None, viewer.id)
        and mine.get(turn.person) == turn
        and not found.is_busy(viewer.id, turn)
    ]
    return buttons


def _keeper_buttons(found: RotaFacts, *, own: bool) -> list[InlineKeyboardButton]:
    month = [button(plain("button-rota-picture"), ShowMonth(0, mark=Mark.ASIDE))] if own and found.turns else []
    return [
        *month,
        button(plain("button-rota-rule"), ChooseRule(found.district_id)),
        button(plain("button-rota-leave"), PickLeave(found.district_id)),
    ]


def _office_line(found: RotaFacts, day: date, now: datetime, reported: set[tuple[int, str]]) -> str:
    turns = found.between(day, day)
    staffed = [watch for watch in watches(turns) if found.names(watch)]
    if not staffed:
        return t("today-line-gap", district=found.district)
    on = set(found.on_duty(now))
    if len(staffed) == 1 and has_office_hours(staffed[0][0].shift):
        said = found.names(staffed[0])
    else:
        first = sorted(staffed, key=on.isdisjoint)
        said = ", ".join(_office_watch(found, watch, now, is_on=not on.isdisjoint(watch)) for watch in first)
    done = all(any((found.district_id, turn.shift) in reported for turn in watch) for watch in watches(turns))
    return t("today-line-reported" if done else "today-line", district=found.district, names=said)


def _office_watch(found: RotaFacts, watch: Sequence[Turn], now: datetime, *, is_on: bool) -> str:
    if is_on:
        return plain("today-now", names=found.names(watch), until=_until(found, watch[0], now))
    return plain("today-then", names=found.names(watch), hours=hours_of(watch[0].shift))


def _leave(facts: Mapping[str, Any]) -> Screen:
    """A leave that is asked for, with the press that records it, or that was recorded."""
    first, last = date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"])
    days = days_long(first, last)
    if facts["what"] == "leave-noted":
        return _leave_noted(days, [_turn(one) for one in facts.get("left", ())])
    if facts["what"] == "leave-dropped":
        return Screen(t("leave-ends-own") if facts["ends"] else t("leave-dropped-own", days=days))
    record = button(plain("button-leave-record"), RecordLeave(facts["person"], first, last))
    return Screen(t("leave-asked", name=facts["name"], days=days), rows([record]))


def _leave_noted(days: str, left: Sequence[Turn]) -> Screen:
    """With what of these days is theirs all the same, because it was agreed, and how they give it away."""
    shown = left[:_MOST_FLAWS]
    lines = [t("leave-left-line", day=day_short(one.day), hours=hours_of(one.shift)) for one in left]
    text = join_lines(t("leave-noted", days=days), *(["", t("leave-left-own"), *lines] if left else []))
    buttons = [[button(plain("button-leave-swap", day=short_of(one)), PickSwapOn(one.day))] for one in shown]
    return Screen(text, rows(*buttons) if buttons else None)


def _ruled(facts: Mapping[str, Any]) -> Screen:
    """That somebody else has set the rule of a secretariat, or ended it."""
    day = day_long(date.fromisoformat(facts["begins"]))
    values = {"district": facts["district"], "by": facts["by"], "day": day}
    if not facts["shifts"]:
        return Screen(t("ruled-ended", **values), rows([rota_button()]))
    begins = date.fromisoformat(facts["begins"])
    made = Rule(begins, (), tuple(facts["shifts"]), Rotation(facts["rotation"]), facts["days_off"])
    who = t("rule-who", names=", ".join(facts["people"]))
    return Screen(join_lines(t("ruled", **values), "", rule_line(made), who), rows([rota_button()]))


def _dropped(facts: Mapping[str, Any]) -> Screen:
    following = _turn(facts["next"]) if facts["next"] else None
    return Screen(
        join_lines(
            t("dropped-title", district=facts["district"]),
            "",
            *(
                t("dropped-line", day=day_long(one.day), hours=hours_of(one.shift))
                for one in map(_turn, facts["turns"])
            ),
            "",
            t("changed-now", district=facts["district"], day=day_long(following.day), hours=hours_of(following.shift))
            if following
            else t("changed-none", district=facts["district"]),
            t("changed-next"),
        )
    )


def _request(facts: Mapping[str, Any], turn: Turn, *, for_keeper: bool) -> Screen:
    values = {
        "giver": facts["giver"],
        "district": facts["district"],
        "day": day_long(turn.day),
        "hours": hours_of(turn.shift),
    }
    back = _turn(facts["back"]) if facts["back"] else None
    body = t("swap-request-body", taker=facts["taker"], **values) if for_keeper else t("swap-request-you", **values)
    in_return = (
        t("swap-request-back", giver=facts["giver"], day=day_long(back.day), hours=hours_of(back.shift))
        if back
        else None
    )
    text = join_lines(
        t("swap-request"),
        "",
        body,
        in_return,
        t("swap-request-tiring", names=" dan ".join(facts["tired"])) if facts.get("tired") else None,
        t("swap-request-keeper", taker=facts["taker"]) if for_keeper else None,
    )
    if for_keeper:
        return Screen(
            text, rows([button(plain("button-swap-yes-for", name=facts["taker"]), AcceptSwap(facts["swap"]))])
        )
    yes = button(plain("button-swap-yes"), AcceptSwap(facts["swap"]))
    no = button(plain("button-swap-no"), DeclineSwap(facts["swap"]))
    return Screen(text, rows([yes, no]))


def _by(facts: Mapping[str, Any], what: str) -> Markup | None:
    """Who answered for somebody else; None where whoever was asked did so."""
    by = facts.get("by")
    return t(f"swap-by-{what}", name=by, taker=facts["taker"]) if by else None


def _swapped(facts: Mapping[str, Any]) -> Sequence[str]:
    lines = [t("swap-now-is", day=_long_of(_turn(facts["turn"])), name=facts["taker"])]
    if facts["back"]:
        lines.append(t("swap-now-is", day=_long_of(_turn(facts["back"])), name=facts["giver"]))
    return lines


def _turn(facts: Mapping[str, str]) -> Turn:
    return Turn(date.fromisoformat(facts["day"]), facts["shift"], None)


_OF_NO_SWAP: Mapping[str, Callable[[Mapping[str, Any]], Screen]] = {
    "dropped": _dropped,
    "leave": _leave,
    "leave-noted": _leave,
    "leave-dropped": _leave,
    "ruled": _ruled,
    "left": lambda facts: left(facts, own=True),
}
