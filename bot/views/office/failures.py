"""Why sends failed, in words that the office can act on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.views.text import Markup, plain, t

if TYPE_CHECKING:
    from collections.abc import Iterable

# Signs in Telegram's own words, or in the ledger's.
_WORDS = (
    ("gave up after", "failure-gave-up"),
    ("account lost", "failure-account-lost"),
    ("left office", "failure-left-office"),
    ("blocked", "failure-blocked"),
    ("deactivated", "failure-deactivated"),
    ("kicked", "failure-kicked"),
    ("not a member", "failure-kicked"),
    ("chat was deleted", "failure-group-deleted"),
    ("not found", "failure-not-found"),
    ("initiate conversation", "failure-not-found"),
    ("not enough rights", "failure-rights"),
    ("have no rights", "failure-rights"),
    ("need administrator rights", "failure-rights"),
    ("chat_write_forbidden", "failure-rights"),
    ("chat_restricted", "failure-rights"),
    ("chat_admin_required", "failure-rights"),
    ("chat_send_", "failure-rights"),
    ("topic_", "failure-topic"),
)


def failure_words(reason: str) -> str:
    """Telegram's reason in Indonesian; an unknown one as it came."""
    for sign, key in _WORDS:
        if sign in reason.lower():
            return plain(key)
    return plain("failure-other", reason=reason)


def failure_lines(failed: Iterable[tuple[str, int]]) -> list[Markup]:
    """One line a reason, most frequent first: "3 kiriman gagal: ..."."""
    counted: Counter[str] = Counter()
    for reason, count in failed:
        counted[failure_words(reason)] += count
    return [t("digest-failed", count=count, reason=words) for words, count in counted.most_common()]
