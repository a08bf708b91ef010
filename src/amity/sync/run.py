"""Run: files into the book — read in a child, settled in small steps, derived once, accounted for wholly."""

from __future__ import annotations

import os
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import transaction

from amity.book import batches, derivation, interactions, mappings, owners, plan, records
from amity.book.models import Batch, Owner
from amity.core.errors import Refusal
from amity.core.findings import Finding, InteractionSeen, PersonSeen, Settings
from amity.sync import child, lock
from amity.sync.settle import Known, Mention, Settled, mentioned, settle

STEP = 2_000
"""Findings kept in one transaction."""
UNREAD = frozenset({"unreadable", "too-long", "no-card", "cut-off", "unknown-columns"})
"""Codes of what was no record at all: a file of nothing else is not understood."""
SHOWN = 100
"""Skipped records named one by one in a report; the rest are counted by code."""


@dataclass(slots=True)
class Progress:
    """How far an import is: bytes and records, and the file being read."""

    total_bytes: int = 0
    done_bytes: int = 0
    records: int = 0
    current: str = ""
    state: str = "reading"
    batch: str = ""
    sentence: str = ""


@dataclass(slots=True)
class File:
    """What became of one file or member of an archive."""

    path: str
    source: str | None
    reason: str
    size: int
    part: int
    outcomes: Counter[str] = field(default_factory=Counter)
    skipped: list[dict[str, str]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    created: int = 0
    unchanged: int = 0
    touched: set[int] = field(default_factory=set)
    mentions: dict[str, Mention] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    people: Counter[str] = field(default_factory=Counter)

    @property
    def understood(self) -> bool:
        """Whether a source knew it, it could be read to its end, and any record in it was recognized."""
        return self.source is not None and not self.reason and not self._unread

    @property
    def _unread(self) -> bool:
        return bool(self.codes) and not (set(self.outcomes) - {"skipped"}) and set(self.codes) <= UNREAD

    @property
    def why(self) -> str:
        """Why it was not understood, in a sentence; empty if it was."""
        return self.reason or (self.skipped[0]["reason"] if self._unread else "")


def bring(
    owner: Owner, paths: Sequence[Path], *, me: Sequence[str] = (), today: date,
    watch: Callable[[Progress], None] | None = None, region: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Bring files and folders into the book as one batch, and give the contract's import report.

    `me` adds addresses of the owner first. A file that cannot be read to its end leaves nothing behind.
    """
    closed: list[str] = []
    files = list(_files(paths, closed))
    if not files and not closed:
        raise Refusal("nothing-to-read", "There is no file to read at that place.")
    with lock.importing():
        batches.recover(owner, today=today)
        if me:
            owners.add_addresses(owner, me, today=today)
        run = _Run(owner, today, watch or (lambda _: None))
        run.progress.total_bytes = sum(_size(path) for path, _ in files)
        told = Settings(today, subjects=owner.subjects, snippets=owner.snippets, region=region or None)
        told = replace(told, mappings=mappings.all(owner))
        return run.go(chain(child.read(files, told), _unopened(closed)))


def _files(paths: Iterable[Path], closed: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield each file and the name to show; folders that cannot be opened are added to `closed`."""
    for path in paths:
        if path.is_dir():
            yield from _below(path, closed)
        elif path.is_file():
            yield path, _shown_name(path.name)
        elif path.exists():
            raise Refusal("no-file", f"{path.name!r} is neither a file nor a folder.")
        else:
            raise Refusal("no-such-file", f"There is no file {path.name!r}.")


def _below(top: Path, closed: list[str]) -> Iterator[tuple[Path, str]]:
    def shown(path: Path) -> str:
        return _shown_name(str(Path(top.name) / path.relative_to(top)))

    def skip(error: OSError) -> None:
        closed.append(shown(Path(error.filename)))

    for folder, folders, names in os.walk(top, onerror=skip):
        folders.sort()
        for name in sorted(names):
            found = Path(folder, name)
            if _is_file(found):
                yield found, shown(found)


def _is_file(path: Path) -> bool:
    """Tell whether to give a place to the reader; what cannot be looked at is, and the reader says why."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except PermissionError:
        return True
    except OSError:
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _shown_name(name: str) -> str:
    """Make a name of any bytes into text that can be printed and kept."""
    return os.fsencode(name).decode("utf-8", "replace")


def _unopened(folders: Iterable[str]) -> Iterator[child.Event]:
    for shown in folders:
        yield child.FileBegun(shown, None, "This folder cannot be opened.", 0)
        yield child.FileEnded("ok", "")


class _Run:
    """One import, from the first line of the reader to the finished report."""

    def __init__(self, owner: Owner, today: date, watch: Callable[[Progress], None]) -> None:
        self.owner, self.today, self.watch = owner, today, watch
        self.began = time.monotonic()
        self.progress = Progress()
        self.files: list[File] = []
        self.cache: dict[tuple[str, str], int] = {}
        self.waiting: list[Finding] = []
        self.loose: set[int] = set()
        self.own = interactions.own_keys(owner)
        self.batch: Batch = batches.begin(owner, now=datetime.now(tz=UTC), today=today)
        self.progress.batch = self.batch.uid

    def go(self, events: Iterator[child.Event]) -> dict[str, Any]:
        read_before = 0
        for event in events:
            if isinstance(event, child.FileBegun):
                self.files.append(File(event.path, event.source, event.reason, event.size, len(self.files)))
                self.progress.current = event.path
            elif isinstance(event, child.FileEnded):
                self._end(event)
                read_before += self.files[-1].size
                self.progress.done_bytes = read_before
                self.watch(self.progress)
            elif isinstance(event, child.Position):
                self.progress.done_bytes = read_before + event.bytes
                self.watch(self.progress)
            else:
                self.waiting.append(event)
                if len(self.waiting) >= STEP:
                    self._flush()
        return self._finish()

    def _flush(self) -> None:
        """Settle and keep what has been read of the present file since the last step."""
        file, findings, self.waiting = self.files[-1], self.waiting, []
        if not findings or file.source is None:
            return
        known = Known(
            records.digests(
                self.owner, {(file.source, f.key[:400]) for f in findings if isinstance(f, PersonSeen)}
            ),
            interactions.editions(
                self.owner, {f.key[:400] for f in findings if isinstance(f, InteractionSeen)}
            ),
        )
        done = settle(file.source, findings, known=known, mentions=file.mentions)
        self._count(file, done)
        with transaction.atomic():
            records.keep(self.owner, self.batch, file.part, done.kept, on=self.today, cache=self.cache)
            named = {(file.source, key) for exchange in done.exchanges for key, _ in exchange.people}
            records.reserve(self.owner, named, self.cache)
            if any(item.mine for item in done.kept):
                self.own = interactions.own_keys(self.owner)
            file.touched |= interactions.keep(
                self.owner, self.batch, file.part, file.source, done.exchanges,
                cache=self.cache, own=self.own, on_file=known.interactions,
            )  # fmt: skip
        file.touched |= {self.cache[item.source, item.key] for item in done.kept}
        file.touched |= {self.cache[pair] for pair in named}
        self.progress.records += len(done.outcomes)
        self.watch(self.progress)

    def _count(self, file: File, done: Settled) -> None:
        for place, outcome in done.outcomes.items():
            before = file.places.get(place)
            if before is None:
                file.outcomes[outcome] += 1
            file.places = {place: outcome}
        for problem in done.problems:
            file.codes[problem.code] += 1
            if len(file.skipped) < SHOWN:
                file.skipped.append({"place": problem.place, "code": problem.code, "reason": problem.reason})
        file.created += done.created
        file.unchanged += done.unchanged

    def _end(self, ended: child.FileEnded) -> None:
        file = self.files[-1]
        if ended.code == "ok":
            self._flush()
            with transaction.atomic():
                kept = mentioned(file.source or "", file.mentions)
                records.keep(self.owner, self.batch, file.part, kept, on=self.today, cache=self.cache)
            return
        self.waiting = []
        with transaction.atomic():
            self.loose |= batches.forget(self.owner, self.batch, part=file.part, today=self.today)
            self.own = interactions.own_keys(self.owner)
        self.files[-1] = File(file.path, file.source, ended.reason, file.size, file.part)
        self.cache.clear()

    def _finish(self) -> dict[str, Any]:
        self.progress.state, self.progress.current = "deriving", ""
        self.watch(self.progress)
        with transaction.atomic():
            touched = self.loose.union(*(file.touched for file in self.files))
            done = derivation.derive(self.owner, touched, today=self.today)
            self._attribute(done.created, done.updated)
            if done.created:
                plan.reconsider(self.owner, today=self.today, begun=True)
            report = self._report()
            batches.finish(self.batch, report)
        self.progress.state = "done"
        self.watch(self.progress)
        return report

    def _attribute(self, created: set[int], updated: set[int]) -> None:
        """Count each person for the first file that speaks of them."""
        seen: set[int] = set()
        for file in self.files:
            people = records.people(self.owner, file.touched) - seen
            seen |= people
            file.people.update(
                created=len(people & created), updated=len(people & updated),
                unchanged=len(people - created - updated),
            )  # fmt: skip

    def _report(self) -> dict[str, Any]:
        files = [_shown(file) for file in self.files]
        totals = {
            group: {name: sum(file[group][name] for file in files) for name in names}
            for group, names in _GROUPS.items()
        }
        seconds = round(time.monotonic() - self.began, 3)
        return {"batch": self.batch.uid, "seconds": seconds, "files": files, "totals": totals}


_GROUPS = {
    "records": ("total", "created", "updated", "unchanged", "skipped"),
    "people": ("created", "updated", "unchanged"),
    "interactions": ("created", "unchanged"),
}


def _shown(file: File) -> dict[str, Any]:
    outcomes = {name: file.outcomes[name] for name in _GROUPS["records"][1:]}
    return {
        "path": file.path,
        "source": file.source,
        "understood": file.understood,
        "reason": file.why or None,
        "records": {"total": sum(outcomes.values()), **outcomes},
        "people": {name: file.people[name] for name in _GROUPS["people"]},
        "interactions": {"created": file.created, "unchanged": file.unchanged},
        "skipped": file.skipped,
        "skipped_by_code": dict(file.codes),
    }
