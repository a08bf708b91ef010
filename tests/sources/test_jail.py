from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"


def jailed(code: str, *words: object) -> str:
    """Run a line inside the jail and give the name of what it raised."""
    told = "import sys, socket, subprocess, os\nfrom amity.sources import jail\n"
    told += f"jail.enter()\ntry:\n    {code}\n"
    told += "except BaseException as error:\n    print(type(error).__name__)\nelse:\n    print('free')\n"
    done = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-c", told, *map(str, words)], env={"PYTHONPATH": str(SRC)},
        capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    return done.stdout.strip() or f"exit {done.returncode}"


@pytest.mark.parametrize(
    "code",
    [
        "socket.create_connection(('127.0.0.1', 9), 1)",
        "socket.socket().bind(('127.0.0.1', 0))",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "open(sys.argv[1], 'w')",
        "open(sys.argv[1], 'ab')",
        "open(sys.argv[1], 'r+b')",
        "os.remove(sys.argv[1])",
        "os.rename(sys.argv[1], sys.argv[1] + 'x')",
        "os.mkdir(sys.argv[1] + 'x')",
    ],
)
def test_a_reader_may_not_reach_out_write_or_start_programs(code: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("kept", "utf-8")
    assert jailed(code, file) == "Denied"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
    assert file.read_text("utf-8") == "kept"


def test_a_reader_may_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert jailed("assert open(sys.argv[1], 'rb').read() == b'x'", tmp_path / "file") == "free"


def test_a_raw_write_ends_at_its_first_byte(tmp_path: Path) -> None:
    told = jailed("os.write(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT), b'x')", tmp_path / "file")
    assert told != "free"
    assert not (tmp_path / "file").exists() or (tmp_path / "file").stat().st_size == 0


def test_memory_beyond_the_limit_is_refused() -> None:
    assert jailed("bytearray(jail.MEMORY)") == "MemoryError"
    assert jailed("bytearray(jail.MEMORY // 8)") == "free"


def test_endless_reading_is_ended_by_the_system() -> None:
    code = "jail.PATIENCE = 1; jail.allow(0)\n    while True: pass"
    assert jailed(code) == "exit -24"
