"""Options: everything the environment may say, read once, each with a line of help."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import platformdirs

FIRST, LAST = 1900, 2200
"""Years whose days are taken: before and after them a calendar cannot be counted on."""


class Unusable(ValueError):  # noqa: N818 - a no with its sentence, like those of core, which is no room below
    """A setting that cannot be used; the message is a sentence that names what to change."""


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of one run of the program."""

    data: Path = field(metadata={"env": "AMITY_DATA", "help": "folder that holds everything"})
    database_url: str = field(
        default="",
        metadata={"env": "AMITY_DATABASE_URL", "help": "postgresql://… instead of a file in the folder"},
    )
    port: int = field(
        default=8000, metadata={"env": "PORT", "help": "port of the web pages on this computer"}
    )
    region: str = field(
        default="",
        metadata={"env": "AMITY_REGION", "help": "two-letter country of numbers written without one"},
    )
    today: date | None = field(
        default=None,
        metadata={"env": "AMITY_TODAY", "help": "the day the program believes it is, YYYY-MM-DD"},
    )

    @property
    def database(self) -> Path:
        """The SQLite file, where no other database is named."""
        return self.data / "amity.sqlite3"


def _read() -> Options:
    env = os.environ
    return Options(
        data=_folder(env.get("AMITY_DATA", "")),
        database_url=env.get("AMITY_DATABASE_URL", ""),
        port=_port(env.get("PORT", "")),
        region=env.get("AMITY_REGION", ""),
        today=_day(env.get("AMITY_TODAY", "")),
    )


def _folder(told: str) -> Path:
    try:
        return Path(told or platformdirs.user_data_path("amity", appauthor=False)).expanduser()
    except RuntimeError as error:
        raise Unusable(f"AMITY_DATA is {told!r}, a home that is not known; write the whole path.") from error


def _port(told: str) -> int:
    if not told:
        return 8000
    port = int(told) if told.isascii() and told.isdigit() else 0
    if not 1 <= port <= 65_535:  # noqa: PLR2004 - what TCP knows
        raise Unusable(f"PORT is {told!r}; it must be a number from 1 to 65535.")
    return port


def _day(told: str) -> date | None:
    if not told:
        return None
    try:
        day = date.fromisoformat(told)
    except ValueError as error:
        raise Unusable(f"AMITY_TODAY is {told!r}; it must be a day, written YYYY-MM-DD.") from error
    if not FIRST <= day.year <= LAST:
        raise Unusable(f"AMITY_TODAY is {told!r}; days from {FIRST} to {LAST} are known.")
    return day


_current: Options | None = None


def current() -> Options:
    """Give the options of this run, reading the environment the first time."""
    global _current  # noqa: PLW0603 - read once, on purpose
    if _current is None:
        _current = _read()
    return _current


def override(*, data: Path | None = None, today: date | None = None, port: int | None = None) -> Options:
    """Let the command line speak over the environment; call it before Django starts."""
    global _current  # noqa: PLW0603 - the one place that changes it
    told = current()
    _current = replace(
        told,
        data=told.data if data is None else data,
        today=told.today if today is None else today,
        port=told.port if port is None else port,
    )
    return _current


def today() -> date:
    """Give the day the whole program believes it is. Only doors and the work loop ask."""
    return current().today or datetime.now(tz=UTC).astimezone().date()
