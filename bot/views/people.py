"""What is said of a person: greeting, profile, role."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.meetings.titles import list_title
from bot.domain.people.accounts import AccountNews
from bot.domain.vocabulary import Role
from bot.views.format import dates_short, moment_short
from bot.views.press import Press, press
from bot.views.screen import Screen, button, rows
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.invitations.facts import InvitationFacts, StandIn
    from bot.domain.people.facts import PersonFacts

_TITLE = 56


@press("lnk")
class TakeLink(Press):
    """Ya, saya ... or Tidak, under a link that is for somebody else than whoever opened it."""

    agreed: bool


@press("acb")
class GiveBack(Press):
    """An account that was taken goes back; `entry` is where the move was noted. An admin is asked first, then `sure`."""

    entry: int
    sure: bool = False


@press("rol")
class ShowRole(Press):
    """Somebody's role, and the others to choose."""

    person: int


@press("rolc")
class PickRole(Press):
    """That role: sure?"""

    person: int
    role: Role


@press("rolok")
class GiveRole(Press):
    """Ya."""

    person: int
    role: Role


@press("rolx")
class LeaveRole(Press):
    """Tidak."""


def consent(office: str | None) -> Markup:
    """The first thing anyone reads: whose bot it is (None: of several offices), and what it does with the number."""
    return join_lines(
        t("start-welcome", office=office or plain("office-any")), "", t("start-consent"), "", t("start-next")
    )


def stranger(office: str | None) -> Markup:
    """What there is to know for who is not registered."""
    return t("help-stranger", office=office or plain("office-any"))


def greeting(
    person: PersonFacts, coming: Sequence[InvitationFacts], standing_in: Sequence[StandIn], *, again: bool
) -> Markup:
    """Registered, as whom, and what comes next, invited and standing in."""
    waiting = sum(found.answer is None for found in coming)
    nearest = coming[0].session if coming else None
    chosen = standing_in[0] if standing_in else None
    return join_lines(
        t("registered-again" if again else "registered"),
        "",
        t("registered-name", name=person.name),
        standing(person),
        "",
        t("registered-open", count=waiting),
        t("registered-nearest", day=dates_short(nearest), title=list_title(nearest.short_title, _TITLE))
        if nearest
        else None,
        t(
            "registered-stands-in",
            name=chosen.stands_for.name,
            day=dates_short(chosen.session),
            title=list_title(chosen.session.short_title, _TITLE),
        )
        if chosen
        else None,
        t("registered-next-head" if person.manages else "registered-next"),
    )


def other_link(person: PersonFacts, present: PersonFacts) -> Screen:
    """A link for `person` in the account of `present`: is it meant?"""
    text = join_lines(
        t("link-other", name=person.name),
        standing(person),
        "",
        t("link-present", name=present.name),
        standing(present),
        "",
        t("link-means"),
    )
    yes = button(plain("button-link-yes", name=person.name), TakeLink(agreed=True))
    no = button(plain("button-link-no"), TakeLink(agreed=False))
    return Screen(text, rows([yes], [no]))


def standing(person: PersonFacts) -> Markup:
    """Position, kecamatan, division."""
    return join_lines(
        t("profile-position", position=person.position.value),
        t("profile-district", district=person.district)
        if person.district
        else t("profile-office", office=person.office),
        t("profile-division", division=plain(f"division-{person.division.value}")) if person.division else None,
    )


def profile(person: PersonFacts) -> Markup:
    """The roster's line, for the person's own eyes."""
    return join_lines(
        t("registered-name", name=person.name),
        standing(person),
        t("profile-role", role=_role(person.role)),
        t("profile-phone", phone=person.phone) if person.phone else None,
        "",
        t("profile-wrong"),
    )


def managers(people: Sequence[PersonFacts]) -> Screen:
    """Who holds which role."""
    return Screen(join_lines(t("role-title"), "", *map(_line, people), "", t("role-usage")))


def pick_person(people: Sequence[PersonFacts], role: Role | None) -> Screen:
    """Several of that name: which?"""
    buttons = [
        [
            button(
                f"{one.name} ({one.district or one.position.value})",
                ShowRole(one.id) if role is None else PickRole(one.id, role),
            )
        ]
        for one in people
    ]
    return Screen(t("role-pick"), rows(*buttons))


def role_of(person: PersonFacts) -> Screen:
    """Somebody's role, and the others to choose."""
    others = [
        button(plain("button-role", role=_role(role)), PickRole(person.id, role))
        for role in Role
        if role is not person.role
    ]
    return Screen(_line(person), rows(others))


def confirm_role(person: PersonFacts, role: Role) -> Screen:
    """Sure?"""
    if person.role is role:
        return Screen(join_lines(_line(person), t("role-same")))
    yes = button(plain("button-yes"), GiveRole(person.id, role))
    return Screen(
        join_lines(
            t("role-confirm", old=_role(person.role), new=_role(role)), _line(person), t(f"role-may-{role.value}")
        ),
        rows([yes, button(plain("button-no"), LeaveRole())]),
    )


def role_changed(person: PersonFacts) -> Screen:
    """Done."""
    return Screen(join_lines(t("role-done"), _line(person)))


def role_lost(before: Role, after: Role) -> Screen:
    """To somebody who may do less than before."""
    return Screen(join_lines(t("role-lost", before=_role(before), after=_role(after)), t(f"role-may-{after.value}")))


def account_news(facts: dict[str, Any]) -> Screen:
    """What a move to another account, or taking it back, means to whoever reads it."""
    news, name = AccountNews(facts["news"]), facts["name"]
    match news:
        case AccountNews.TAKEN | AccountNews.MOVED:
            at = moment_short(datetime.fromisoformat(facts["at"]), ZoneInfo(facts["zone"]))
            text = t(f"account-{news}", name=name, at=at, how=plain(f"account-by-{facts['how']}"))
            undo = button(plain(f"button-account-{news}"), GiveBack(facts["entry"]))
            return Screen(join_lines(text, "", t(f"account-{news}-next")), rows([undo]))
        case AccountNews.HANDED:
            at = moment_short(datetime.fromisoformat(facts["at"]), ZoneInfo(facts["zone"]))
            how = plain(f"account-by-{facts['how']}")
            return Screen(
                join_lines(t("account-handed", name=name, by=facts["by"], at=at, how=how), "", t("account-handed-next"))
            )
        case AccountNews.RELEASED:
            return Screen(t("account-released", name=name, by=facts["by"], admins=facts["ask"]))
        case AccountNews.UNDONE:
            return Screen(t("account-undone", name=name, admins=facts["ask"]))
        case AccountNews.RETURNED:
            return Screen(t("account-returned", name=name, by=facts["by"] or plain("account-itself")))
        case AccountNews.YOURS:
            return Screen(t("account-yours", name=name))


def ask_give_back(person: PersonFacts, entry: int) -> Screen:
    """To an admin: is it?"""
    yes = button(plain("button-account-back"), GiveBack(entry, sure=True))
    return Screen(
        join_lines(t("account-back-ask", name=person.name), standing(person), "", t("account-back-means")), rows([yes])
    )


def _line(person: PersonFacts) -> Markup:
    return t("role-line", name=person.name, place=person.district or person.position.value, role=_role(person.role))


def _role(role: Role) -> str:
    return plain(f"role-{role.value}")
