"""Settings from the environment and `.env`; every limit and address the bot knows is named here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class Settings(BaseSettings):
    """Environment contract; names are the upper-case field names."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    bot_token: SecretStr = SecretStr("")
    bot_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite+aiosqlite:///panwascam.db"
    bot_timezone: str = "Asia/Jakarta"
    # Which office a command is for and an empty database begins with; empty: the only one there is, else the shipped one.
    office_code: str = ""
    # What is stated here of that office holds from now on, as by `panwascam office set`; all of it may be left out.
    office_name: str = ""
    office_address: str = ""
    office_email: str = ""
    office_website: str = ""
    office_contact: str = ""
    office_seat: str = ""
    # Letters' numbers: the office's code (K.JI-05), codes of the archive classification ("SDMO=KP.04, HPS=HK.02";
    # without one the division's own name), and a pattern of one's own (see docs/documents.md).
    letter_code: str = ""
    letter_classifications: str = ""
    letter_pattern: str = ""
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    # Where the public reaches `/kalender/...` of this bot, where that is not the webhook's address.
    public_url: str = ""
    # Polling may delete a webhook that was not set with this database (`panwascam run --take-over`).
    take_over_webhook: bool = False
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    # PRAGMA synchronous of SQLite: FULL keeps every acknowledged update through a power cut.
    sqlite_synchronous: Literal["OFF", "NORMAL", "FULL"] = "FULL"
    # How often the ledger is looked at even if nothing rang; catches what another process (an import) owes.
    safety_tick_seconds: int = Field(default=60, ge=1)
    # Telegram's limits (https://core.telegram.org/bots/faq); a Bot API server of one's own may have others.
    limit_overall_per_second: int = Field(default=30, ge=1)
    limit_private_per_second: float = Field(default=1.0, gt=0)
    limit_private_burst: int = Field(default=5, ge=1)
    limit_group_per_minute: int = Field(default=20, ge=1)
    # Where a backup is kept every night, and how many of them; none are made without a directory.
    backup_dir: str = ""
    backup_keep: int = Field(default=14, ge=1)
    # Where an office's own forms of reports are (TOML; a folder named by an office's code is of that office alone).
    forms_dir: str = ""
    # Where photos of reports are kept; without it their checksum alone.
    photos_dir: str = ""
    # So long mass messages of a date that was set, moved or called off wait, for whoever did it to think again.
    hold_seconds: int = Field(default=120, ge=0, le=600)
    # Messages due for longer than this while none is sent mean that sending is stuck; health says so.
    stuck_after_seconds: int = Field(default=300, ge=1)
    max_concurrent_updates: int = Field(default=128, ge=1)
    # Mass sends at up to 1,000 a second, paid for in Telegram Stars; replies stay free.
    allow_paid_broadcast: bool = False
    # How many updates Telegram may post at the same time.
    webhook_max_connections: int = Field(default=40, ge=1, le=100)
    # How many processes run this bot, on one PostgreSQL. Telegram's 30 messages a second are for all of them together:
    # each follower keeps to its share, which is for replies, and the leader to what the others leave.
    replicas: int = Field(default=1, ge=1)
    follower_messages_per_second: int = Field(default=5, ge=1, le=29)

    @field_validator("bot_timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"zona waktu tidak dikenal: {value!r}; contoh: Asia/Jakarta") from error
        return value

    @field_validator("bot_api_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if not _is_web_address(value):
            raise ValueError(
                "bukan alamat web; contoh: https://api.telegram.org, atau http://127.0.0.1:8081 untuk server sendiri"
            )
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
            raise ValueError("harus diawali sqlite+aiosqlite:/// atau postgresql+asyncpg://")
        if value.startswith("sqlite") and not re.match(r"sqlite\+aiosqlite:///[^?]|sqlite\+aiosqlite://$", value):
            raise ValueError(
                "nama berkas ditulis sesudah tiga garis miring, contoh: sqlite+aiosqlite:///panwascam.db "
                "(empat bila dari akar: sqlite+aiosqlite:////var/lib/panwascam/panwascam.db)"
            )
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):
            raise ValueError(
                "tidak dapat dibaca; contoh: postgresql+asyncpg://pengguna:sandi@127.0.0.1:5432/panwascam "
                "(tanda @ : / # di dalam sandi ditulis %40 %3A %2F %23)"
            ) from None
        if "sslmode" in url.query:
            raise ValueError("tulis ?ssl=require, bukan ?sslmode=...")
        return value

    @property
    def photos_folder(self) -> Path | None:
        """Where photos of reports are kept; None: nowhere."""
        return Path(self.photos_dir) if self.photos_dir else None

    @property
    def reached_at(self) -> str:
        """Where the public reaches what this bot serves over HTTP; empty: nowhere."""
        return (self.public_url or self.webhook_url).rstrip("/")

    @field_validator("webhook_url", "public_url")
    @classmethod
    def _public_address(cls, value: str) -> str:
        if value and not _is_web_address(value):
            raise ValueError("harus alamat publik, misalnya https://bot.example.go.id")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _allowed_secret(cls, value: SecretStr) -> SecretStr:
        # As setWebhook wants it.
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
            raise ValueError("hanya boleh berisi huruf, angka, _ dan - (paling banyak 256)")
        return value

    @model_validator(mode="after")
    def _shares_fit(self) -> Self:
        if self.replicas > 1 and self.database_url.startswith("sqlite"):
            raise ValueError("REPLICAS lebih dari 1 memerlukan PostgreSQL (DATABASE_URL)")
        if (self.replicas - 1) * self.follower_messages_per_second > _MOST_FOR_FOLLOWERS:
            raise ValueError(
                f"(REPLICAS - 1) x FOLLOWER_MESSAGES_PER_SECOND paling banyak {_MOST_FOR_FOLLOWERS}: "
                "selebihnya untuk proses yang mengirim"
            )
        return self


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and " " not in value
    except ValueError:
        return False


# Of Telegram's 30 a second: bulk is to have at least a third.
_MOST_FOR_FOLLOWERS = 20
