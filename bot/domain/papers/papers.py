"""Official papers as plain values: every word in them is finished (made by `bot/views/papers/`), ready to be set.

A string may hold anything a person typed: templates set it as text, never as markup. `page` says how a page is
numbered; `{page}` and `{pages}` in it are filled while typesetting. Their parts are those of tata naskah dinas
(Peraturan Bawaslu 13/2020; sources in docs/documents.md).
"""

from __future__ import annotations

from bot.domain.papers.attendance_lists import AttendanceList
from bot.domain.papers.certificates import Certificates
from bot.domain.papers.guides import Guide
from bot.domain.papers.letters import Letter
from bot.domain.papers.reports import Report
from bot.domain.papers.supervision import Supervision
from bot.domain.papers.tasks import TaskLetter

Paper = Letter | AttendanceList | Certificates | Report | Guide | Supervision | TaskLetter
