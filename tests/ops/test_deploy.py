"""What is shipped for running it, and what is written about that, hold true of the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from pydantic import SecretStr

from bot.config.settings import Settings
from bot.delivery.outcomes import Outcome
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.office import Office
    from tests.ops.face import Face

REPOSITORY = Path(__file__).parents[2]
OPERATIONS = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")
ALERTS = (REPOSITORY / "deploy" / "alerts.yml").read_text(encoding="utf-8")
COMPOSE = (REPOSITORY / "compose.yaml").read_text(encoding="utf-8")


def _family(sample: str) -> str:
    name = sample.partition("{")[0]
    return re.sub("_(bucket|sum|count)$", "", name) if "reply_seconds" in name else name


async def test_every_metric_is_documented_and_every_alert_speaks_of_one(
    office: Office, face: Face, tmp_path: Path
) -> None:
    head = await office.head()
    await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-03", 9)
    office.bot.settings = office.settings.model_copy(update={"backup_dir": str(tmp_path)})
    shown = {_family(name) for name in await face.metrics()}
    # Nothing has gone wrong here, and updates are polled for.
    shown.add("panwascam_database_errors_total")
    shown |= {f"panwascam_webhook_{what}" for what in ("set", "lost_total", "pending", "last_error_timestamp_seconds")}
    documented = set(re.findall(r"`((?:panwascam|process)_\w+)`", OPERATIONS.partition("## Alerts")[0]))
    assert shown == documented
    alerted = {_family(name) for name in re.findall(r"\b(panwascam_\w+)", ALERTS)}
    assert alerted
    assert alerted <= shown


def test_every_alert_says_what_to_do() -> None:
    named = re.findall(r"- alert: (\w+)", ALERTS)
    told = re.findall(r"^\| (Panwascam\w+) \|", OPERATIONS, re.MULTILINE)
    assert sorted(named) == sorted(told)
    assert ALERTS.count("summary:") == ALERTS.count("severity:") == len(named)


def test_every_outcome_is_explained() -> None:
    names = {re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower() for kind in get_args(Outcome)} | {"expired"}
    explained = OPERATIONS.partition("Outcomes: ")[2].partition("\n\n")[0]
    assert {name for name in names if f"`{name}`" not in explained} == set()


def test_every_setting_is_documented_with_its_default() -> None:
    table = OPERATIONS.partition("## Settings")[2].partition("\n## ")[0]
    documented: dict[str, str] = {}
    for row in (line.split("|") for line in table.splitlines() if line.startswith("| `")):
        names, defaults = re.findall(r"`([A-Z_]+)`", row[1]), row[2].split(",")
        if not row[2].strip():
            defaults = [""] * len(names)
        documented |= {name: value.strip(" `") for name, value in zip(names, defaults, strict=True)}
    assert documented == {name.upper(): _shown(field.default) for name, field in Settings.model_fields.items()}


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_compose_gives_the_bot_settings_that_it_takes() -> None:
    block = COMPOSE.partition("  environment:\n")[2].partition("\n  volumes:")[0]
    given = dict(re.findall(r'^    (\w+): "?(.*?)"?$', block, re.MULTILINE))
    assert {name.lower() for name in given} <= set(Settings.model_fields)
    known = {"POSTGRES_PASSWORD": "rahasia", "DOMAIN": "bot.example.go.id"}
    filled = {
        name.lower(): re.sub(r"\$\{(\w+):\?.*?\}", lambda match: known[match[1]], value)
        for name, value in given.items()
    }
    settings = Settings.model_validate(filled)
    assert settings.database_url == "postgresql+asyncpg://panwascam:rahasia@database/panwascam"
    assert settings.webhook_url == "https://bot.example.go.id"
    example = (REPOSITORY / "deploy" / "env.example").read_text(encoding="utf-8")
    for name in {*re.findall(r"\$\{(\w+)", COMPOSE), "BOT_TOKEN"}:
        assert f"\n{name}=" in example, name


def test_what_compose_mounts_and_names_is_there() -> None:
    for mounted in re.findall(r"- \./(\S+?):", COMPOSE):
        assert (REPOSITORY / mounted).is_file(), mounted
    bots = re.findall(r"^  (bot-\w+): \*bot$", COMPOSE, re.MULTILINE)
    assert len(bots) == 2
    for name in ("Caddyfile", "prometheus.yml"):
        text = (REPOSITORY / "deploy" / name).read_text(encoding="utf-8")
        assert list(dict.fromkeys(re.findall(r"bot-\w+", text))) == bots, name


def test_what_the_image_copies_is_there_and_the_runtime_is_of_the_lock() -> None:
    dockerfile = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    sent = re.findall(r"^!(\S+)", (REPOSITORY / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    copied = [name for line in re.findall(r"^COPY (?!--)(.+) \S+$", dockerfile, re.MULTILINE) for name in line.split()]
    assert sorted(copied) == sorted(sent)
    assert [name for name in copied if not (REPOSITORY / name).exists()] == []
    whole, runtime = (
        set(re.findall(r"^(\S+==\S+)", (REPOSITORY / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-runtime.lock")
    )
    assert runtime < whole
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    names = {one.partition("==")[0] for one in runtime}
    assert {re.split(r"[\[<>=]", one)[0].replace(".", "-") for one in wanted} <= names


def test_no_log_of_the_proxy_holds_the_secret_path_or_header() -> None:
    caddy = (REPOSITORY / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    # Its errors go to the default logger, which the first block (global options) sets; requests to the site's.
    (options, site) = re.split(r"^\{\$DOMAIN\} \{$", caddy, flags=re.MULTILINE)
    for block in (options, site):
        log = block.partition("\tlog {")[2]
        assert re.findall(r"request>\w+ \w+", log) == ["request>uri replace", "request>headers delete"]


def test_every_container_is_bounded_and_can_gain_nothing() -> None:
    services = COMPOSE.partition("\nservices:\n")[2].partition("\nvolumes:\n")[0]
    bounded = [
        COMPOSE.partition("services:")[0],
        *re.findall(r"^  (?!bot-)\w+:\n(?:    .*\n|\n| *#.*\n)+", services, re.MULTILINE),
    ]
    assert len(bounded) == 4
    for one in bounded:
        assert all(word in one for word in ("mem_limit: ", "cap_drop: [ALL]", "no-new-privileges:true"))


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    checker = shutil.which("systemd-analyze")
    if checker is None:
        pytest.skip("no systemd-analyze")
    block = OPERATIONS.partition("```ini\n")[2].partition("```")[0]
    # Its program is not installed where tests run.
    unit = tmp_path / "panwascam.service"
    unit.write_text(block.replace("/opt/panwascam/bin/panwascam", "/bin/true"))
    done = subprocess.run([checker, "verify", str(unit)], capture_output=True, text=True, timeout=PATIENCE, check=False)
    about = [line for line in done.stderr.splitlines() if "panwascam.service" in line]
    assert (about, "ExecStart=" in block) == ([], True)


CHECKED = {
    "caddy": ("validate", "--adapter", "caddyfile", "--config", "deploy/Caddyfile"),
    "promtool": ("check", "config", "deploy/prometheus.yml"),
}


@pytest.mark.parametrize("program", CHECKED)
def test_what_stands_around_the_bot_is_taken_by_its_own_checker(program: str) -> None:
    checker = shutil.which(program)
    if checker is None:
        pytest.skip(f"no {program}")
    command = [checker, *CHECKED[program]]
    environment = {**os.environ, "DOMAIN": "bot.example.id"}
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
