"""Judges from signs of life whether the bot does what it is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vitals:
    """Signs of life; ages are in seconds, None where there is nothing to measure (not here, or not yet)."""

    # "starting", "serving", or why it ended.
    stage: str = "serving"
    token_refused: bool = False
    webhook_trouble: str = ""
    # What somebody should look at, though people are served.
    warnings: tuple[str, ...] = ()
    # Since a poll last began or ended, and since Telegram last answered one.
    poll_age: float | None = None
    answer_age: float | None = None
    # Since a scheduled job last ended.
    tick_age: float | None = None
    # Of the message that has been due for longest, and since any message was looked for or settled.
    due_age: float | None = None
    progress_age: float | None = None
    # What the database said when it did not answer.
    database: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds each sign may be old."""

    due: float
    tick: float
    poll: float


def ailments(vitals: Vitals, patience: Patience) -> list[str]:
    """What is wrong with the process itself: what a restart, or a new token, would mend."""
    if vitals.stage != "serving":
        return [vitals.stage]
    found = []
    if vitals.token_refused:
        found.append("token refused: sending has stopped, everything is kept")
    if _older(vitals.poll_age, patience.poll):
        found.append(f"not polling for {vitals.poll_age:.0f} s")
    if _older(vitals.tick_age, patience.tick):
        found.append(f"no scheduled job has run for {vitals.tick_age:.0f} s")
    if _older(vitals.due_age, patience.due) and _older(vitals.progress_age, patience.due) and not vitals.token_refused:
        found.append(f"sending is stuck: due for {vitals.due_age:.0f} s, no progress for {vitals.progress_age:.0f} s")
    return found


def troubles(vitals: Vitals, patience: Patience) -> list[str]:
    """Everything that keeps it from serving, also where the cause is elsewhere."""
    found = ailments(vitals, patience)
    if vitals.stage == "serving":
        if vitals.webhook_trouble:
            found.append(vitals.webhook_trouble)
        if _older(vitals.answer_age, patience.poll):
            found.append(f"Telegram has not answered for {vitals.answer_age:.0f} s")
    if vitals.database:
        found.append(f"database: {vitals.database}")
    return found


def _older(age: float | None, patience: float) -> bool:
    return age is not None and age > patience
