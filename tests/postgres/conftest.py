# ruff: noqa: S603, S607, PLW1510 - the tests start Debian's own programs and ours
from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = "amity-postgres"
ROOT = Path(__file__).parents[2]


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


@pytest.fixture(scope="session")
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


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> str:
    """Give the address of an empty database of this test's own."""
    address, _, _ = server.rpartition("/")
    name = request.node.name[:60].lower()
    subprocess.run([programs() / "createdb", "--maintenance-db", server, name], check=True)
    return f"{address}/{name}"


def environment(folder: Path, url: str) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    told = {
        "AMITY_DATA": str(folder),
        "AMITY_DATABASE_URL": url,
        "AMITY_TODAY": "2026-11-24",
        "PYTHONPATH": path,
    }
    return {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "amity.conf.settings"}
