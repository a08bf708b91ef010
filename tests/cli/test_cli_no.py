"""Whatever goes wrong, a person is told a sentence."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError

from amity import options
from amity.book import access
from amity.cli import no
from amity.cli.door import Door, door
from amity.core.errors import Refusal, Trouble

SRC = Path(__file__).parents[2] / "src"


def amity(folder: Path, *words: str, **told: str) -> tuple[int, str, str]:
    env = {**os.environ, "AMITY_DATA": str(folder / "data"), "PYTHONPATH": str(SRC), **told}
    env["DJANGO_SETTINGS_MODULE"] = "amity.conf.settings"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "amity.cli", *words], env=env, cwd=folder, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"PORT": "abc"}, "PORT is 'abc'; it must be a number from 1 to 65535."),
        ({"PORT": "0"}, "PORT is '0'; it must be a number from 1 to 65535."),
        ({"PORT": "65536"}, "PORT is '65536'; it must be a number from 1 to 65535."),
        ({"AMITY_TODAY": "foo"}, "AMITY_TODAY is 'foo'; it must be a day, written YYYY-MM-DD."),
        ({"AMITY_DATA": "~nobody-here/x"}, "a home that is not known; write the whole path."),
        ({"AMITY_DATA": "file"}, "The data folder file cannot be used: it is no folder."),
        ({"AMITY_DATA": "/proc/amity"}, "The data folder /proc/amity cannot be used:"),
        (
            {"AMITY_DATABASE_URL": "mysql://x"},
            "AMITY_DATABASE_URL names 'mysql'; only postgresql:// is known.",
        ),
        ({"AMITY_DATABASE_URL": "postgresql://x:y/z"}, "The port in AMITY_DATABASE_URL is no number"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(told: dict[str, str], sentence: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    code, out, err = amity(tmp_path, "people", **told)
    assert (code, out) == (1, "")
    assert sentence in err
    assert "Traceback" not in err
    code, out, err = amity(tmp_path, "people", "--json", **told)
    assert (code, err) == (1, "")
    assert sentence in json.loads(out)["error"]["sentence"]
    assert json.loads(out)["error"]["code"] == "settings"


def test_a_place_for_the_export_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, _, err = amity(tmp_path, "export", "no/such/book.zip")
    assert (code, err) == (1, "There is no folder 'no/such'; make it first, or name another place.\n")


def test_what_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "amity.sqlite3").write_bytes(b"a letter, and no database at all\n" * 300)
    code, out, err = amity(tmp_path, "people", "--json")
    assert (code, err) == (1, "")
    assert json.loads(out)["error"]["code"] == "database"


def test_a_traceback_is_shown_only_to_who_asks(tmp_path: Path) -> None:
    code, out, err = amity(tmp_path, "people", "--json", PORT="abc", AMITY_DEBUG="1")
    assert code == 1
    assert "Traceback" in err
    assert json.loads(out)["error"]["code"] == "settings"


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_named_with_another(command: str, taken: int, tmp_path: Path) -> None:
    code, out, err = amity(tmp_path, command, "--port", str(taken), "--json")
    assert code == 1
    told = f"Port {taken} is in use; try `amity {command} --port "
    assert told in json.loads(out.splitlines()[-1])["error"]["sentence"]
    assert "Traceback" not in err
    assert "Amity runs at" not in err


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (Refusal("rule", "No."), "rule", "No."),
        (Trouble("world", "Not now."), "world", "Not now."),
        (options.Unusable("Change it."), "settings", "Change it."),
        (FileNotFoundError(errno.ENOENT, "No such file", "a.txt"), "system", "a.txt: No such file."),
        (OSError(errno.EIO, "Input/output error"), "system", "Input/output error."),
        (OSError(), "system", "OSError."),
        (OperationalError("database is locked"), "busy", "try again"),
        (OperationalError("unable to open database file"), "database", "permissions"),
        (OperationalError("attempt to write a readonly database"), "database", "permissions"),
        (OperationalError("database or disk is full"), "disk-full", "make room"),
        (DatabaseError("database disk image is malformed"), "database", "copies"),
        (OperationalError("connection refused\nIs the server running?"), "database", "connection refused."),
        (ImproperlyConfigured("No psycopg"), "settings", "No psycopg."),
        (access.Missing("Nobody here."), "nobody", "Nobody here."),
        (KeyError("x"), "failed", "KeyError"),
        (RecursionError(), "failed", "RecursionError"),
    ],
)
def test_every_error_has_a_code_and_a_sentence(
    error: Exception, code: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, sentence = no.told(error)
    assert found == code
    assert words in sentence
    assert sentence.endswith(".")
    assert capsys.readouterr().err == ""


def test_a_command_that_breaks_ends_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Door, "get_command", lambda *_: broken)
    with pytest.raises(SystemExit) as left:
        door.main(["people", "--json"])
    out, err = capsys.readouterr()
    assert (left.value.code, err) == (1, "")
    assert json.loads(out)["error"]["code"] == "failed"
