"""The books of a replay: what was owed, sent, shown, answered and recapped must agree; every line says what does not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bot.domain.duty.shifts import shift_ends
from bot.domain.invitations.answers import tally
from bot.domain.ledger import BUNDLES, Bundle, Purpose, State
from bot.domain.vocabulary import SessionStatus
from bot.replay.stage import ZONE, code_in
from bot.services.recap import session_recap
from bot.storage.models import (
    Activity,
    Card,
    Delivery,
    DutyReport,
    DutyShift,
    Invitation,
    Person,
    Session,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.people.facts import PersonFacts
    from bot.replay.script import Script
    from bot.replay.stage import Stage
    from bot.services.context import Context

# How the first line of an owed message begins, by purpose; replies never begin so.
_HEADS: dict[Purpose, re.Pattern[str]] = {
    # An H-1 stands for all that is one message with it.
    Purpose.REMINDER: re.compile(
        "📨 Undangan: [0-9]+ acara|🔔 (Pengingat|Sedang berlangsung|[0-9]+ kabar)|⏳ Mohon jawaban|✔️ Check-in dibuka|🙏 Terima kasih sudah hadir"
        "|❓ (Anda|Wakil Anda) tidak tercatat hadir"
    ),
    Purpose.MOVED: re.compile("🔁 Jadwal berubah"),
    Purpose.CANCELLED: re.compile("❌ Dibatalkan"),
    Purpose.DUTY_OPEN: re.compile("🛡 Piket hari ini"),
    Purpose.DUTY_MISSING: re.compile("⏰ Laporan piket belum masuk"),
}


async def audit_books(stage: Stage, script: Script, ctx: Context, head: PersonFacts) -> list[str]:
    """Every disagreement, in words; an empty list means that the books balance."""
    found: list[str] = []
    async with ctx.db.read() as session:
        found += await _deliveries(stage, session)
        found += await _told(session)
        found += await _answers(script, session)
        found += await _arrivals(script, session)
        found += await _cards(stage, session)
        found += await _duty(script, session)
    found += await _recaps(ctx, head)
    if stage.sim.gate.refused:
        found.append(f"Telegram menolak {stage.sim.gate.refused} kiriman karena terlalu cepat (429)")
    return found


async def _deliveries(stage: Stage, session: AsyncSession) -> list[str]:
    """Owed once, sent once; nothing due is left; no H-1 after its session."""
    found = []
    rows = list((await session.execute(select(Delivery))).scalars())
    ends = {row.id: row.ends_at for row in (await session.execute(select(Session))).scalars()}
    now = stage.clock.now()
    rooms = stage.sim.world.rooms
    for row in rows:
        if row.state is State.SENDING:
            found.append(f"kiriman {row.id} tertinggal dalam keadaan mengirim")
        if row.state is State.PENDING and row.due_at <= now:
            found.append(f"kiriman {row.id} ({row.purpose}) jatuh tempo tetapi belum dikirim")
        if row.state is State.SENT and row.message_id not in rooms[row.chat_id].by_id:
            found.append(f"kiriman {row.id} tercatat terkirim tetapi tidak ada di chat")
        if row.purpose is Purpose.REMINDER and row.state is State.SENT and row.session_id is not None:
            shown = rooms[row.chat_id].by_id.get(row.message_id or 0)
            if shown is not None and shown.at >= ends[row.session_id]:
                found.append(f"pengingat {row.id} dikirim setelah sesinya selesai")
        if row.state is State.FAILED and "blocked" not in row.error and "initiate" not in row.error:
            found.append(f"kiriman {row.id} gagal: {row.error}")
    return found + _duplicates(stage, rows)


def _duplicates(stage: Stage, rows: list[Delivery]) -> list[str]:
    """Messages on phones against sent rows; a kill may repeat at most what was in flight."""
    sent = [row for row in rows if row.state is State.SENT]
    recorded = Counter(row.purpose for row in sent if row.purpose in _HEADS)
    changes = BUNDLES[Bundle.DATES]
    said: dict[tuple[int, int | None], list[Delivery]] = defaultdict(list)
    for row in sent:
        said[row.chat_id, row.message_id].append(row)
    # What went on in a message of another kind began none, nor did what an invitation says by itself.
    recorded[Purpose.REMINDER] = sum(
        all(row.purpose in BUNDLES[Bundle.MORNING] for row in rows)
        and (len({row.session_id for row in rows}) > 1 or all(row.purpose is not Purpose.INVITATION for row in rows))
        for rows in said.values()
    )
    for purpose in changes:
        recorded[purpose] = 0
    for of_message in said.values():
        kinds = {row.purpose for row in of_message} & changes
        if kinds:
            # Of several kinds the title counts what there is to tell.
            recorded[kinds.pop() if len(kinds) == 1 else Purpose.REMINDER] += 1
    shown: Counter[Purpose] = Counter()
    for call in stage.sim.calls("sendMessage"):
        for purpose, head in _HEADS.items():
            if head.match(call.text) and (call.chat_id or 0) > 0:
                shown[purpose] += 1
    extra = sum(shown[purpose] - recorded[purpose] for purpose in _HEADS)
    found = [
        f"{purpose}: tercatat {recorded[purpose]} terkirim, tampil {shown[purpose]}"
        for purpose in _HEADS
        if shown[purpose] < recorded[purpose]
    ]
    if extra > stage.in_flight_at_kills:
        found.append(f"{extra} kiriman ganda, padahal hanya {stage.in_flight_at_kills} sedang dikirim saat mati")
    return found


async def _told(session: AsyncSession) -> list[str]:
    """Nobody was told of a session who is neither invited, nor a substitute, nor runs it."""
    invited: dict[int, set[int]] = defaultdict(set)
    for session_id, person_id, substitute_id in await session.execute(
        select(Invitation.session_id, Invitation.person_id, Invitation.substitute_id)
    ):
        invited[session_id] |= {person_id, substitute_id or 0}
    allowed = {
        Purpose.OFFICE_REMINDER,
        Purpose.SUBSTITUTE,
        Purpose.SUBSTITUTE_RELEASED,
        Purpose.WITHDRAWN,
        Purpose.LATE_CHANGE,
    }
    query = select(Delivery).where(
        Delivery.session_id.is_not(None), Delivery.person_id.is_not(None), Delivery.state == State.SENT
    )
    found = []
    substitutes = {
        (row.session_id, row.person_id)
        for row in (await session.execute(query.where(Delivery.purpose.in_(allowed)))).scalars()
    }
    for row in (await session.execute(query)).scalars():
        if row.person_id not in invited[row.session_id or 0] and (row.session_id, row.person_id) not in substitutes:
            found.append(f"kiriman {row.id} ({row.purpose}) kepada orang {row.person_id} yang tidak diundang")
    return found


async def _answers(script: Script, session: AsyncSession) -> list[str]:
    """What people were thanked for is what is stored."""
    query = select(Invitation).options(joinedload(Invitation.person))
    sessions = {
        row.id: f"{row.activity.code}/{row.number}"
        for row in (await session.execute(select(Session).options(joinedload(Session.activity)))).scalars()
    }
    stored = {}
    for row in (await session.execute(query)).scalars():
        if row.person.telegram_id is not None and row.answer is not None:
            stored[row.person.telegram_id, sessions[row.session_id]] = row.answer.value
    found = [
        f"{code}: {telegram_id} menjawab {answer}, tersimpan {stored.get((telegram_id, code), 'belum')}"
        for (telegram_id, code), answer in script.answers.items()
        if stored.get((telegram_id, code)) != answer
    ]
    for telegram_id, code in stored.keys() - script.answers.keys():
        found.append(f"{code}: jawaban {telegram_id} tersimpan tanpa pernah diberikan")
    return found


async def _arrivals(script: Script, session: AsyncSession) -> list[str]:
    """Whoever was shown to be checked in, or signed a list, is stored as having come, and nobody else."""
    query = (
        select(Person.telegram_id, Activity.code, Session.number)
        .join(Invitation, Invitation.person_id == Person.id)
        .join(Session, Session.id == Invitation.session_id)
        .join(Activity, Activity.id == Session.activity_id)
        .where(Invitation.checked_in_at.is_not(None))
    )
    stored = {(telegram_id, f"{code}/{number}") for telegram_id, code, number in await session.execute(query)}
    return [
        f"{code}: kehadiran {telegram_id} {'tidak tersimpan' if (telegram_id, code) not in stored else 'tidak pernah ada'}"
        for telegram_id, code in stored ^ script.days.came
    ]


async def _cards(stage: Stage, session: AsyncSession) -> list[str]:
    """Every live card shows the final tally."""
    found = []
    for card in (await session.execute(select(Card))).scalars():
        if card.wanted != card.shown:
            found.append(f"kartu {card.id} belum diperbarui ({card.shown} dari {card.wanted})")
    sessions = {
        f"{row.activity.code}/{row.number}": row.id
        for row in (await session.execute(select(Session).options(joinedload(Session.activity)))).scalars()
    }
    big = stage.groups[""]
    for message in big.messages:
        code = code_in(message)
        if code not in sessions or "Kehadiran" not in message.text:
            continue
        query = select(Invitation.answer).where(Invitation.session_id == sessions[code])
        count = tally((await session.execute(query)).scalars())
        shown = re.search(r"Diundang (\d+) · sudah menjawab (\d+)", message.text)
        if shown is None or (int(shown[1]), int(shown[2])) != (count.invited, count.answered):
            found.append(f"kartu {code} di grup: {shown and shown[0]}, seharusnya {count.answered}/{count.invited}")
    return found


async def _duty(script: Script, session: AsyncSession) -> list[str]:
    """Every shift that is over has its report, or its officer was reminded (if the phone could be reached)."""
    reported = set((await session.execute(select(DutyReport.shift_id))).scalars())
    reminded = {
        row.shift_id: row.state
        for row in (await session.execute(select(Delivery).where(Delivery.purpose == Purpose.DUTY_MISSING))).scalars()
    }
    found = []
    left = {member.phone.id for member in script.leavers}
    query = select(DutyShift, Person).join(Person, Person.id == DutyShift.person_id)
    for shift, person in await session.execute(query):
        missing = shift.id not in reported and shift.id not in reminded
        closing = shift_ends(shift.day, shift.shift, ZONE)
        on_telegram = person.registered_at is not None and person.registered_at < closing
        if missing and on_telegram and person.telegram_id not in left:
            found.append(f"piket {shift.id}: tidak ada laporan dan tidak diingatkan")
    if len(reported) != len(script.reported):
        found.append(f"laporan piket tersimpan {len(reported)}, dikirim {len(script.reported)}")
    return found


async def _recaps(ctx: Context, head: PersonFacts) -> list[str]:
    """The recap that a head sees equals a count of the raw answers."""
    found = []
    async with ctx.db.read() as session:
        rows = list((await session.execute(select(Session))).scalars())
        raw: dict[int, Counter[str]] = defaultdict(Counter)
        for session_id, answer in await session.execute(select(Invitation.session_id, Invitation.answer)):
            raw[session_id][answer.value if answer else "belum"] += 1
    for row in rows:
        recap = await session_recap(ctx, head, row.id)
        count = recap.tally
        mine = {
            "hadir": count.attending,
            "berhalangan": count.excused,
            "diwakilkan": count.substituted,
            "belum": count.silent,
        }
        if (
            any(raw[row.id][answer] != number for answer, number in mine.items())
            or count.invited != raw[row.id].total()
        ):
            found.append(f"rekap {recap.session.code}: {mine}, jawaban {dict(raw[row.id])}")
        by_district = sum(one.invited for _, one in recap.districts)
        if by_district != count.invited:
            found.append(f"rekap {recap.session.code}: per kecamatan {by_district}, diundang {count.invited}")
    return found


async def count_sessions(session: AsyncSession) -> tuple[int, int, int]:
    """Sessions, those moved, those cancelled."""
    rows = list((await session.execute(select(Session))).scalars())
    moved = sum(row.status is SessionStatus.SCHEDULED and row.revision > 1 for row in rows)
    return len(rows), moved, sum(row.status is SessionStatus.CANCELLED for row in rows)
