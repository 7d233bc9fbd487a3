from __future__ import annotations

import ast
import asyncio
import json
import re
import subprocess
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
import structlog
from pydantic import SecretStr
from sqlalchemy import select

from bot.config.settings import Settings
from bot.monitoring import logs
from bot.monitoring.events import Event, Level
from bot.replay.stage import rows_of
from bot.simulator import Fault
from bot.storage.models import Person
from tests.patience import PATIENCE
from tests.programs import PYTHON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.handlers.turn import Turn
    from tests.office import Office

REPOSITORY = Path(__file__).parents[2]
SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
SECRET = "rahasia-webhook-1945"
WRITTEN = "operasi-usus-rahasia"


@pytest.fixture
def logged(
    own_logs: None, office: Office, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> Callable[[], str]:
    """Everything logged since, in the format that the test asks for."""
    wanted = {"log_level": "DEBUG", "log_format": request.param, "webhook_secret": SecretStr(SECRET)}
    logs.configure(office.settings.model_copy(update=wanted))
    return lambda: capsys.readouterr().err


async def _troubled_day(office: Office) -> None:
    """People register, are invited, some sends fail, a handler breaks over a number, the library has something to say."""
    head = await office.head()
    chairs = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat")]
    chairs[0].deactivate()
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=chairs[1].id)
    office.sim.faults.add(Fault.flood(2), method="sendMessage", chat_id=chairs[2].id)
    await office.say(head, SET)
    number = chairs[0].user.phone

    async def _quotes(turn: Turn) -> None:
        try:
            office.bot.routes.commands[turn.args[0]]
        except KeyError as error:
            raise ValueError(turn.text) from error

    office.bot.routes.commands["kuesioner"] = _quotes
    await office.say(head, f"/kuesioner {WRITTEN}")

    async def _breaks(turn: Turn) -> None:
        # The driver quotes the row that is there already.
        async with turn.ctx.db.write() as session:
            row = (await session.execute(select(Person).where(Person.phone == number))).scalar_one()
            values = {key: getattr(row, key) for key in ("office_id", "name", "phone", "position", "role")}
            session.add(Person(**values))

    office.bot.routes.commands["profil"] = _breaks
    await office.say(head, "/profil")

    async def _forgotten() -> None:
        raise RuntimeError(f"{office.sim.url}/bot{office.sim.token}/sendMessage to {number}")

    await asyncio.gather(asyncio.create_task(_forgotten()), return_exceptions=True)
    asyncio.get_running_loop().call_exception_handler(
        {"message": "forgotten", "exception": RuntimeError(f"bot{office.sim.token} {SECRET} {number}")}
    )
    asyncio.get_running_loop().call_exception_handler(
        {"message": f"never retrieved: {KeyError(WRITTEN)!r}", "exception": KeyError(WRITTEN)}
    )
    log = structlog.get_logger()
    log.info("nested", facts={"numbers": [number, number.replace("+62", "0")]}, error=ValueError(number))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"spaced: +62 {number[3:6]}-{number[6:10]}-{number[10:]}", stacklevel=1)


def _numbers() -> set[str]:
    """The roster's numbers without their prefix: what any way of writing one has in common."""
    return {re.sub(r"\D", "", row.values["telepon"])[-8:] for row in rows_of("anggota-contoh.csv")}


@pytest.mark.parametrize("logged", ["json", "console"], indirect=True)
async def test_no_number_token_or_secret_is_ever_logged(office: Office, logged: Any) -> None:
    await _troubled_day(office)
    text = logged()
    for event in ("handler broke", "delivery not sent", "flood limit", "forgotten", "nested", "spaced"):
        assert event in text, text
    digits = re.sub(r"[^\d\n]", "", text)
    assert not {number for number in _numbers() if number in digits}
    assert office.sim.token not in text
    assert SECRET not in text
    assert WRITTEN not in text
    assert "_quotes" in text
    assert "62…" in text


@pytest.mark.parametrize("logged", ["json"], indirect=True)
async def test_lines_tell_which_update_delivery_and_job_they_belong_to(office: Office, logged: Any) -> None:
    await _troubled_day(office)
    lines = [json.loads(line) for line in logged().splitlines()]
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)
    by_event = {line["event"]: line for line in lines}
    codes = {event.name.lower(): event for event in Event}
    own = [line for line in lines if "code" in line]
    assert {"handler_broke", "not_delivered", "flood_limit"} <= {line["code"] for line in own}
    for line in own:
        event = codes[line["code"]]
        assert (line["event"], line["level"]) == (event.sentence, event.level)
        assert set(event.fields) <= line.keys()
    assert by_event["handler broke"]["update"] == office.sim.updates.last["update_id"]
    assert "IntegrityError" in by_event["handler broke"]["exception"]
    assert office.find("Ketua Panwascam", "Wonodadi").user.first_name not in by_event["handler broke"]["exception"]
    known = {row.id: row.purpose for row in await office.deliveries()}
    sends = [line for line in lines if line["event"] in {"delivery not sent", "delivered"}]
    assert {line["event"] for line in sends} == {"delivery not sent", "delivered"}
    for line in sends:
        assert line["purpose"] == known[line["delivery"]]
        assert line["job"] == "dispatch"
        # Rung by the head's turn, but not part of it.
        assert "update" not in line


def test_a_crash_is_one_line_of_json_without_secrets() -> None:
    settings = Settings(bot_token=SecretStr("123456:" + "A" * 35), log_format="json")
    program = f"""
from bot.monitoring import logs
from bot.config.settings import Settings
logs.configure(Settings(bot_token={settings.bot_token.get_secret_value()!r}, log_format="json"))
raise RuntimeError("https://api.telegram.org/bot{settings.bot_token.get_secret_value()}/getMe")
"""
    done = subprocess.run(
        [*PYTHON, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    crash = json.loads(line)
    assert (crash["event"], crash["level"]) == ("crashed", "critical")
    assert "RuntimeError: https://api.telegram.org/bot<secret>/getMe" in crash["exception"]
    assert "AAAA" not in line


# Words without which hardly a sentence of Indonesian does, and which are none of English.
INDONESIAN = re.compile(
    r"\b(tidak|belum|sudah|akan|untuk|yang|dari|dengan|lagi|harus|boleh|bukan|atau|dan|ke|di|pada|dicoba|memimpin)\b"
)


def test_every_event_is_said_in_english_and_once() -> None:
    sentences = [event.sentence for event in Event]
    assert [one for one in sentences if INDONESIAN.search(one)] == []
    assert sorted(set(sentences)) == sorted(sentences)
    assert {event.level for event in Event} <= set(get_args(Level))


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted((REPOSITORY / "bot").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                yield str(file.relative_to(REPOSITORY)), call


def test_every_event_is_emitted_with_the_fields_that_it_names() -> None:
    emitted: dict[str, set[frozenset[str]]] = {}
    for file, call in _calls():
        name = re.fullmatch(r"Event\.([A-Z_]+)\.emit", ast.unparse(call.func))
        if name is None:
            continue
        given = [one.arg for one in call.keywords if one.arg != "exc_info"]
        # Spread from a function: seen at the command's own start.
        fields = Event[name[1]].fields if None in given else [one for one in given if one is not None]
        assert set(fields) == set(Event[name[1]].fields), f"{file}:{call.lineno}"
        emitted.setdefault(name[1], set()).add(frozenset(fields))
    assert emitted.keys() == {event.name for event in Event}


def test_nothing_is_logged_past_the_events() -> None:
    loggers = re.compile(
        r"(?:structlog\.get_logger\(.*\)|\b_?log(?:ger)?)\.(?:debug|info|warning|error|exception|critical|log)"
    )
    past = [f"{file}:{call.lineno}" for file, call in _calls() if loggers.fullmatch(ast.unparse(call.func))]
    # What libraries log.
    assert [one.partition(":")[0] for one in past] == ["bot/monitoring/logs.py"]
