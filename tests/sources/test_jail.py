from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"


def jailed(code: str, *words: object, keep: tuple[int, ...] = ()) -> str:
    """Run a line inside the jail and give the name of what it raised."""
    told = "import sys, socket, subprocess, os\nfrom amity.sources import jail\n"
    told += f"jail.enter()\ntry:\n    {code}\n"
    told += "except BaseException as error:\n    print(type(error).__name__)\nelse:\n    print('free')\n"
    done = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-c", told, *map(str, words)], env={"PYTHONPATH": str(SRC)},
        capture_output=True, text=True, pass_fds=keep,
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
        "os.open(sys.argv[1], os.O_WRONLY)",
        "os.open(sys.argv[1], os.O_RDWR)",
        "os.open(sys.argv[1], os.O_RDONLY | os.O_TRUNC)",
        "os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND)",
        "os.open(sys.argv[1] + 'x', os.O_RDONLY | os.O_CREAT)",
        "os.truncate(sys.argv[1], 0)",
        "os.chmod(sys.argv[1], 0o777)",
        "os.chown(sys.argv[1], 0, 0)",
        "os.utime(sys.argv[1], (0, 0))",
        "os.kill(os.getpid(), 0)",
        "os.killpg(0, 0)",
        "os.mkfifo(sys.argv[1] + 'x')",
        "os.mknod(sys.argv[1] + 'x')",
        "os.link(sys.argv[1], sys.argv[1] + 'x')",
        "os.symlink(sys.argv[1], sys.argv[1] + 'x')",
        "os.replace(sys.argv[1], sys.argv[1] + 'x')",
        "os.unlink(sys.argv[1])",
        "os.rmdir(sys.argv[1])",
        "os.setxattr(sys.argv[1], 'user.x', b'')",
        "os.putenv('A', 'b')",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "socket.socket(type=socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('127.0.0.1', 9))",
        "jail.ctypes.CDLL(None)",
        "jail.ctypes.string_at(0)",
        "jail.ctypes.pythonapi.Py_GetVersion",
        "__import__('resource').prlimit(0, 7, (1, 1))",
        "__import__('tempfile').mkstemp()",
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


def test_a_reader_may_read_by_number_and_load_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    flags = "os.O_RDONLY | os.O_CLOEXEC"
    assert jailed(f"assert os.read(os.open(sys.argv[1], {flags}), 9) == b'x'", tmp_path / "file") == "free"
    assert jailed("import zipfile, csv, icalendar, phonenumbers") == "free"


def test_a_file_grows_by_nothing_whatever_the_hooks_say(tmp_path: Path) -> None:
    """The kernel's own limit: a file opened before the jail takes no byte."""
    code = "os.write(int(sys.argv[1]), b'x')"
    with (tmp_path / "file").open("wb") as file:
        assert jailed(code, file.fileno(), keep=(file.fileno(),)) in {"OSError", "exit -25"}
    assert (tmp_path / "file").read_bytes() == b""


def test_memory_beyond_the_limit_is_refused() -> None:
    assert jailed("bytearray(jail.MEMORY)") == "MemoryError"
    assert jailed("bytearray(jail.MEMORY // 8)") == "free"


def test_endless_reading_is_ended_by_the_system() -> None:
    code = "jail.PATIENCE = 1; jail.allow(0)\n    while True: pass"
    assert jailed(code) == "exit -24"
