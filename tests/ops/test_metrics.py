from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.domain.ledger import Purpose, State
from bot.services.office.backups import Shelf, back_up
from bot.simulator import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office
    from tests.ops.face import Face

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def test_a_broadcast_is_counted_by_purpose_and_outcome(office: Office, face: Face) -> None:
    head = await office.head()
    chairs = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat")]
    chairs[0].deactivate()
    office.sim.faults.add(Fault.http(502), method="sendMessage", chat_id=chairs[1].id)
    before = await face.metrics()
    assert before["panwascam_deliveries_failed"] == 0
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=2))
    seen = await face.metrics()
    invited = {
        name.partition('outcome="')[2].partition('"')[0]: value
        for name, value in seen.items()
        if name.startswith("panwascam_deliveries_total{") and 'purpose="invitation"' in name
    }
    assert invited == {"sent": 2, "gone": 1, "retry": 1}
    assert seen["panwascam_deliveries_failed"] == 1
    assert seen["panwascam_deliveries_due"] == 0
    assert seen["panwascam_oldest_due_seconds"] == 0
    pending = len(await office.deliveries(state=State.PENDING))
    assert pending
    assert seen["panwascam_deliveries_pending"] == pending


async def test_what_waits_past_its_time_shows_its_number_and_age_and_then_counts_as_expired(
    office: Office, face: Face
) -> None:
    head = await office.head()
    await office.chair_of()
    await office.say(head, SET)
    await office.lose()
    await office.at("2023-10-05", 9)
    await office.come_back()
    assert (await face.metrics())['panwascam_deliveries_total{outcome="sent",purpose="h1"}'] == 1
    # The scheduler stands still: nothing is sent, and the page tells for how long.
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 20:00-21:00 Aula Bawaslu")
    assert office.bot.jobs is not None
    office.bot.jobs.scheduler.pause()
    await office.say(head, "/tetapkan PPDI-02 2023-10-05 21:30-22:30 Aula Bawaslu")
    await office.clock.advance(timedelta(minutes=30))
    seen = await face.metrics()
    due = [row for row in await office.deliveries(state=State.PENDING) if row.due_at <= office.clock.now()]
    assert {row.purpose for row in due} >= {Purpose.INVITATION}
    assert seen["panwascam_deliveries_due"] == len(due)
    assert seen["panwascam_oldest_due_seconds"] >= 1800
    await office.at("2023-10-05", 23)
    office.bot.jobs.scheduler.resume()
    await office.settle()
    assert (await face.metrics())['panwascam_deliveries_total{outcome="expired",purpose="invitation"}'] > 0


async def test_updates_replies_floods_jobs_and_the_build_are_seen(office: Office, face: Face) -> None:
    ketua = await office.chair_of()
    before = await face.metrics()
    office.sim.faults.add(Fault.flood(3), method="sendMessage", chat_id=ketua.id)
    await office.say(ketua, "/jadwal")
    seen = await face.metrics()
    kind = 'panwascam_updates_total{kind="message"}'
    assert seen[kind] == before[kind] + 1
    assert seen["panwascam_floods_total"] == before["panwascam_floods_total"] + 1
    # It waited for three seconds: in the bucket up to 5, not in that up to 2.5.
    for bound, more in (("2.5", 0), ("5.0", 1), ("+Inf", 1)):
        name = f'panwascam_reply_seconds_bucket{{le="{bound}"}}'
        assert seen[name] == before[name] + more, bound
    assert seen["panwascam_leader"] == 1
    assert seen["panwascam_token_refused"] == 0
    assert seen["panwascam_pacing_queue"] == 0
    assert seen["process_resident_memory_bytes"] > 10_000_000
    build = next(name for name in seen if name.startswith("panwascam_build_info"))
    assert f'database="{office.bot.db.dialect}"' in build
    digest = '{name="digest@Asia/Jakarta"}'
    await office.at("2023-10-03", 0.25)
    assert f"panwascam_job_last_run_timestamp_seconds{digest}" not in before
    await office.at("2023-10-04", 0.25)
    seen = await face.metrics()
    last, following = (seen[f"panwascam_job_{which}_run_timestamp_seconds{digest}"] for which in ("last", "next"))
    assert following - last == 24 * 3600
    assert seen[f"panwascam_job_lag_seconds{digest}"] == 0
    assert seen['panwascam_job_runs_total{name="digest@Asia/Jakarta",result="ok"}'] == 2


async def test_the_age_of_the_last_backup_is_seen(office: Office, face: Face, tmp_path: Path) -> None:
    assert not [name for name in await face.metrics() if name.startswith("panwascam_backup")]
    office.bot.settings = office.settings.model_copy(update={"backup_dir": str(tmp_path / "cadangan")})
    assert (await face.metrics())["panwascam_backup_last_timestamp_seconds"] == 0
    made = await back_up(office.bot.ctx, Shelf(tmp_path / "cadangan", keep=2))
    seen = await face.metrics()
    assert seen["panwascam_backup_last_timestamp_seconds"] == int(office.clock.now().timestamp())
    assert seen["panwascam_backup_last_bytes"] == made.size


async def test_a_job_that_breaks_is_counted_and_does_not_count_as_run(office: Office, face: Face) -> None:
    last = 'panwascam_job_last_run_timestamp_seconds{name="pruning@Asia/Jakarta"}'
    # What a term does as it begins is a task of its own.
    await office.settle()
    at_start = (await face.metrics())[last]
    async with office.bot.db.write() as session:
        # Nothing the bot does: somebody drops a table by hand.
        await session.execute(text("DROP TABLE dialogues"))
    await office.at("2023-10-03", 1)
    seen = await face.metrics()
    # At half past twelve, and again after one, two, four and eight minutes.
    assert seen['panwascam_job_runs_total{name="pruning@Asia/Jakarta",result="error"}'] == 5
    assert seen[last] == at_start
    # The others did theirs.
    assert seen['panwascam_job_runs_total{name="planning@Asia/Jakarta",result="ok"}'] == 2
    assert sum(value for name, value in seen.items() if name.startswith("panwascam_database_errors_total")) >= 1
