"""What is said of a person: greeting, profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from bot.domain.facts import PersonFacts


def consent(office: str) -> Markup:
    """The first thing anyone reads: what the bot does with the number."""
    return join_lines(t("start-welcome", office=office), "", t("start-consent"), "", t("start-next"))


def standing(person: PersonFacts) -> Markup:
    """Position, kecamatan, division."""
    return join_lines(
        t("profile-position", position=person.position.value),
        t("profile-district", district=person.district) if person.district else None,
        t("profile-division", division=plain(f"division-{person.division.value}")) if person.division else None,
    )


def profile(person: PersonFacts) -> Markup:
    """The roster's line, for the person's own eyes."""
    return join_lines(
        t("profile-title", name=person.name),
        standing(person),
        t("profile-role", role=plain(f"role-{person.role.value}")),
        t("profile-phone", phone=person.phone) if person.phone else None,
        "",
        t("profile-wrong"),
    )
