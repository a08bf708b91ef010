"""The contract of every source: what holds for a mail file holds for a card and a table.

A source's test inherits `Contract` and names its module and its folder of samples; beside each sample stands
what it says, as `<sample>.expected.json`. After a wanted change they are written anew, and read, with
`PYTHONPATH=src:. python tests/sources/contract.py <source>`.
"""

from __future__ import annotations

import io
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from amity.core.findings import Bookmark, Finding, InteractionSeen, PersonSeen, Settings
from amity.sources import HEAD, SOURCES, Source

SAMPLES = Path(__file__).parent / "samples"
EXPECTED = ".expected.json"
SETTINGS = Settings(today=date(2026, 11, 24), region="US")


class Contract:
    """What every source keeps to."""

    source: ClassVar[Source]
    folder: ClassVar[str]

    def test_there_are_samples(self) -> None:
        assert samples(self.folder)

    def test_each_sample_says_what_stands_beside_it(self) -> None:
        for path in samples(self.folder):
            beside = path.with_name(path.name + EXPECTED)
            assert told(pull(self.source, path)) == json.loads(beside.read_text("utf-8")), path.name

    def test_a_second_pull_says_the_same(self) -> None:
        for path in samples(self.folder):
            assert pull(self.source, path) == pull(self.source, path), path.name

    def test_every_key_is_there_and_fits_the_book(self) -> None:
        for finding in self._all():
            if isinstance(finding, PersonSeen | InteractionSeen):
                assert 0 < len(finding.key) <= 400

    def test_every_finding_has_its_place(self) -> None:
        assert all(finding.place for finding in self._all() if not isinstance(finding, Bookmark))

    def test_every_time_is_aware(self) -> None:
        assert all(one.at.utcoffset() is not None for one in self._all() if isinstance(one, InteractionSeen))

    def test_nothing_is_said_that_a_database_refuses(self) -> None:
        for finding in self._all():
            said = json.dumps(asdict(finding), default=str, ensure_ascii=False)
            assert "\\u0000" not in said
            assert said.encode()

    def test_it_recognizes_its_own_samples(self) -> None:
        assert [path.name for path in samples(self.folder) if not self._knows(path)] == []

    def test_it_leaves_the_samples_of_others_alone(self) -> None:
        others = [
            path
            for folder in SAMPLES.iterdir()
            if folder.name != self.folder
            for path in samples(folder.name)
        ]
        assert [path.name for path in others if self._knows(path)] == []

    def test_a_truncated_sample_never_raises(self) -> None:
        for path in samples(self.folder):
            whole = path.read_bytes()
            for part in range(50):
                self._survives(whole[: len(whole) * part // 50], path.name)

    def test_a_damaged_sample_never_raises(self) -> None:
        for path in samples(self.folder):
            for damaged in _damaged(path.read_bytes(), chance=random.Random(path.name)):  # noqa: S311 - repeatable
                self._survives(damaged, path.name)

    def test_random_bytes_never_raise(self) -> None:
        chance = random.Random(1)  # noqa: S311 - repeatable, no secret
        for size in (0, 1, 2, 3, 1_000, 100_000):
            self._survives(chance.randbytes(size), "random")

    def _all(self) -> Iterator[Finding]:
        for path in samples(self.folder):
            yield from pull(self.source, path)

    def _knows(self, path: Path) -> bool:
        return self.source.recognizes(path.read_bytes()[:HEAD], path.name)

    def _survives(self, content: bytes, name: str) -> None:
        self.source.recognizes(content[:HEAD], name)
        for _finding in self.source.pull(io.BytesIO(content), replace(SETTINGS, name=name)):
            pass


def samples(folder: str) -> list[Path]:
    """Give a source's samples in their order."""
    paths = sorted((SAMPLES / folder).rglob("*"))
    return [path for path in paths if path.is_file() and not path.name.endswith(EXPECTED)]


def pull(source: Source, path: Path) -> list[Finding]:
    """Give all that a source says of a sample."""
    with path.open("rb") as stream:
        return list(source.pull(stream, replace(SETTINGS, name=path.name)))


def told(findings: list[Finding]) -> list[dict[str, Any]]:
    """Write findings as plain values, without what is empty."""
    return [{"finding": type(one).__name__} | _plain(asdict(one)) for one in findings]


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in said.items() if value or (value == 0 and value is not False)}
    plain: dict[str, Any] = json.loads(json.dumps(kept, default=str))
    return {
        name: [_bare(one) for one in value] if isinstance(value, list) else value
        for name, value in plain.items()
    }


def _bare(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if value != ""}


def _damaged(whole: bytes, *, chance: random.Random) -> Iterator[bytes]:
    """Give sixty damaged forms: bytes changed, a piece missing, a piece twice, a piece of something else."""
    for _ in range(20):
        flipped = bytearray(whole)
        for _ in range(max(1, len(whole) // 100)):
            flipped[chance.randrange(len(whole))] = chance.randrange(256)
        yield bytes(flipped)
        start, end = sorted((chance.randrange(len(whole)), chance.randrange(len(whole))))
        yield whole[:start] + whole[end:]
        yield (
            whole[:end]
            + chance.choice((whole[start:end], b"\x00" * 20, b'"' * 20, b"\xff\xfe"))
            + whole[start:]
        )


def _write(name: str) -> None:
    for path in samples(name):
        said = json.dumps(told(pull(SOURCES[name], path)), ensure_ascii=False, indent=1)
        path.with_name(path.name + EXPECTED).write_text(said + "\n", "utf-8")


if __name__ == "__main__":
    _write(sys.argv[1])
