# ruff: noqa: S603, S607, PLW1510 - the tests start Debian's own programs and ours
from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).parents[2]
NOBODY = "amity-postgres"
DRIVER = """
import json, sys
from amity.cli import start
owner = start.book()
from amity.book import batches, plan
from amity.keep import export, soundness
from tests import village
def content():
    owner.refresh_from_db()
    return export.dump(export.document(owner))
from amity.book import owners
owners.set_addresses(owner, [village.ROBIN], today=village.TODAY)
empty = content()
first = [village.bring(owner, file)["batch"] for file in village.FILES]
once = content()
again = village.bring(owner, *village.FILES)
twice = content()
week = plan.week(owner, today=village.TODAY)
loose = dict(soundness.dangling())
for batch in [again["batch"], *first]:
    batches.undo(owner, batch, today=village.TODAY)
print(json.dumps({
    "once": once, "same": once == twice, "unchanged": again["totals"]["records"], "loose": loose,
    "picks": [(pick.person_name, pick.reason) for pick in week.picks], "undone": content() == empty,
    "people": sorted(village.faces(owner)),
}))
"""


def programs() -> Path:
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))


def unprivileged() -> pwd.struct_passwd:
    """Give the user the server runs as: it refuses to run as root."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid())
    try:
        return pwd.getpwnam(NOBODY)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", NOBODY], check=True
        )
        return pwd.getpwnam(NOBODY)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    user = unprivileged()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="amity-postgres-", dir="/tmp"))
    who = {"user": user.pw_uid, "group": user.pw_gid} if os.getuid() == 0 else {}
    if who:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = str(folder / "data")
    bin_ = programs()
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    try:
        subprocess.run(
            [bin_ / "initdb", "-D", data, "-U", "amity", "-A", "trust", "-E", "UTF8"], **quiet, **who
        )  # type: ignore[call-overload]
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        subprocess.run([bin_ / "pg_ctl", "-D", data, "-w", "-o", settings, "start"], **quiet, **who)  # type: ignore[call-overload]
        try:
            yield f"postgresql://amity@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet, **who)  # type: ignore[call-overload]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def environment(folder: Path, url: str) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    told = {
        "AMITY_DATA": str(folder),
        "AMITY_DATABASE_URL": url,
        "AMITY_TODAY": "2026-11-24",
        "PYTHONPATH": path,
    }
    return {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "amity.conf.settings"}


def story(folder: Path, url: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        env=environment(folder, url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_a_book_in_postgresql_equals_one_in_sqlite(server: str, tmp_path: Path) -> None:
    there, here = story(tmp_path / "there", server), story(tmp_path / "here", "")
    assert there == here
    assert there["same"]
    assert there["undone"]
    assert there["loose"] == {}
    assert there["picks"]
    assert there["people"] == []


def test_the_command_line_works_on_postgresql(server: str, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ana\r\nFN:Ana Lima\r\nEMAIL:ana@acme.example\r\nEND:VCARD\r\n"
    (tmp_path / "a.vcf").write_text(card, "utf-8")
    env = environment(tmp_path / "data", server)
    for words in (["import", "a.vcf"], ["import", "a.vcf"], ["set", "Ana Lima", "--purpose", "social"],
                  ["people"],
                  ["people", "--purpose", "social"], ["plan"], ["person", "ana@acme.example"], ["doctor"],
                  ["atlas"], ["search", "ana"], ["export", "book.zip"]):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "amity.cli", *words, "--json"],
            env=env,
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
    with zipfile.ZipFile(tmp_path / "book.zip") as archive:
        assert "Ana Lima" in archive.read("book.json").decode()
