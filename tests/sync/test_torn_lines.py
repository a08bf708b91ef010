"""A reader that dies in the middle of a line costs its own file and nothing else."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from amity.core.errors import Trouble
from amity.core.findings import PersonSeen, Settings
from amity.sync import child
from tests.village import TODAY


def cards(many: int) -> bytes:
    return b"".join(
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u%d\r\nFN:Person %d\r\nEND:VCARD\r\n" % (number, number)
        for number in range(many)
    )


class Watched(subprocess.Popen[bytes]):
    """A real child process that can be found again."""

    started: list[Watched]

    def __init__(self, *words: Any, **more: Any) -> None:  # noqa: ANN401 - Popen's own signature
        super().__init__(*words, **more)
        self.started.append(self)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Watched]:
    Watched.started = []
    monkeypatch.setattr(subprocess, "Popen", Watched)
    return Watched.started


def test_a_reader_killed_while_the_pipe_is_full_ends_its_file_only(
    started: list[Watched], tmp_path: Path
) -> None:
    (tmp_path / "many.vcf").write_bytes(cards(20_000))
    (tmp_path / "good.vcf").write_bytes(cards(1))
    events = child.read([(tmp_path / n, n) for n in ("many.vcf", "good.vcf")], Settings(today=TODAY))
    seen = [next(events), next(events)]
    time.sleep(2)  # the reader fills the pipe and waits in the middle of a line
    started[0].kill()
    seen += events
    ends = [event.code for event in seen if isinstance(event, child.FileEnded)]
    assert ends == ["killed", "ok"]
    first = seen.index(next(event for event in seen if isinstance(event, child.FileEnded)))
    assert 1 < sum(isinstance(event, PersonSeen) for event in seen[:first]) < 20_000
    assert [event.key for event in seen[first:] if isinstance(event, PersonSeen)] == ["uid:u0"]


ENDS = {
    "in a word": b'["p","key","li', "in a list": b'["p","key"', "in its first sign": b"[",
    "a word": b"word\n",
    "nothing": b"[]\n", "a number": b"5\n", "lists in lists": b"[" * 100_000 + b"\n",
    "a line without an end": b'["x","line 2","odd","' + b"a" * 400_000 + b'"]\n',
}  # fmt: skip


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_what_is_no_whole_line_is_the_end_of_the_stream(
    end: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(child, "LONGEST", 300_000)
    script = tmp_path / "reader"
    spoken = b'["open",0]\n["file",0,"a.vcf","vcard","",9]\n["x","line 1","odd","Odd."]\n' + end
    script.write_text(
        f"#!{sys.executable}\nimport sys\nsys.stdin.read()\nsys.stdout.write({spoken.decode()!r})\n"
    )
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
    events = child.read([(tmp_path / "a.vcf", "a.vcf")], Settings(today=TODAY))
    told = [next(events) for _ in range(3)]
    assert isinstance(told[2], child.FileEnded)
    assert told[2].code == "killed"
    events.close()  # type: ignore[attr-defined]


def test_a_reader_that_cannot_start_is_trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Trouble, match="cannot start"):
        list(child.read([(tmp_path / "a.vcf", "a.vcf")] * 9_000, Settings(today=TODAY)))


def test_a_reader_is_told_only_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", "C:\\Windows")
    monkeypatch.setenv("AMITY_DATABASE_URL", "postgresql://me:secret@host/book")
    assert child._surroundings("src")["SYSTEMROOT"] == "C:\\Windows"
    assert set(child._surroundings("src")) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PATH", "SYSTEMROOT"}
