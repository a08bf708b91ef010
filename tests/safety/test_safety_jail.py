"""The jail: what a process that reads other people's bytes may not do, tried in such a process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amity.core.findings import PersonSeen, Problem, Settings
from amity.sync import child
from tests.house import tree
from tests.safety.stage import TODAY, Bring, card

TRIES = {
    "write a file": "open(sys.argv[1], 'w')",
    "append to a file": "open(sys.argv[1], 'ab')",
    "change a file": "open(__file__, 'r+')",
    "write by number": "os.write(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT), b'x')",
    "remove a file": "os.remove(sys.argv[0])",
    "make a folder": "os.mkdir(sys.argv[1])",
    "rename a file": "os.rename(sys.argv[0], sys.argv[1])",
    "link a file": "os.symlink('/etc/passwd', sys.argv[1])",
    "start a program": "subprocess.run([sys.executable, '-c', ''])",
    "start a shell": "os.system('true')",
    "become a program": "os.execv('/bin/true', ['true'])",
    "split in two": "os.fork()",
    "ask for a name": "socket.getaddrinfo('localhost', 80)",
    "connect": "socket.create_connection(('127.0.0.1', 9), 1)",
    "listen": "socket.socket().bind(('127.0.0.1', 0))",
    "take all memory": "bytearray(600 * 1024 * 1024)",
}
PROGRAM = """
import os, socket, subprocess, sys
from amity.sources import jail
jail.enter()
try:
    {attempt}
except (jail.Denied, MemoryError, OSError) as no:
    print(type(no).__name__)
else:
    print("allowed")
"""


@pytest.mark.parametrize("attempt", TRIES)
def test_a_reader_may_not(attempt: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(attempt=TRIES[attempt]), "utf-8")
    target = tmp_path / "target"
    env = {**os.environ, "PYTHONPATH": str(tree.SRC.parent)}
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(program), str(target)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.stdout.strip() in {"Denied", "MemoryError", "OSError", "PermissionError"}, told.stderr
    assert program.exists()
    assert not target.exists() or target.read_bytes() == b""


def test_a_gigabyte_without_an_end_is_named_and_the_rest_is_read(bring: Bring) -> None:
    huge = bring.folder / "huge.vcf"
    with huge.open("wb") as file:
        file.write(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Huge\r\nNOTE:")
        file.truncate(1_000_000_000)
    events = list(child.read([(huge, "huge.vcf"), *_small(bring)], Settings(today=TODAY)))
    ends = [event for event in events if isinstance(event, child.FileEnded)]
    told = {event.place: event.reason for event in events if isinstance(event, Problem)}
    seen = [event for event in events if isinstance(event, PersonSeen)]
    assert [end.code for end in ends] == ["ok", "ok"]
    assert told == {"card 1 (line 1)": "This card is longer than 8 MB and was left out."}
    assert len(seen) == 1


def _small(bring: Bring) -> list[tuple[Path, str]]:
    small = bring.folder / "small.vcf"
    small.write_bytes(card("Ana Sousa"))
    return [(small, "small.vcf")]
