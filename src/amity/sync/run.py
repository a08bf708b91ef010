"""Run: files into the book — read in a child, settled in small steps, derived once, accounted for wholly."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import transaction

from amity.book import batches, brought, derivation, interactions, mappings, owners, plan, records, rows
from amity.book.models import Batch, Owner
from amity.core.errors import Refusal, Trouble
from amity.core.findings import Finding, InteractionSeen, PersonSeen, Settings
from amity.sources import wire
from amity.sync import child, files, lock
from amity.sync.child import Start
from amity.sync.progress import Control, Progress, Stopped
from amity.sync.report import File, report
from amity.sync.settle import Known, mentioned, settle, suddenly_empty
from amity.sync.spool import Spool, header, sweep

STEP = 2_000
"""Findings kept in one transaction."""
SUDDENLY_EMPTY = "suddenly-empty"
"""Code of a file that once brought many people and now brings (nearly) none."""


def bring(
    owner: Owner, paths: Sequence[Path], *, me: Sequence[str] = (), today: date,
    watch: Callable[[Progress], None] | None = None, region: str = "", control: Control | None = None,
    anyway: bool = False, discard: Path | None = None, goes_on: Callable[[int], None] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Bring files and folders into the book as one batch, and give the contract's import report.

    `me` adds addresses of the owner first. A file that cannot be read to its end leaves nothing behind, nor
    does one that is suddenly empty, unless it is to be brought `anyway`. What an interrupted import of the
    same files has acknowledged is not read again; `discard` is the folder of uploads that waits for it, and
    `goes_on` is told how many records are known.
    """
    closed: list[str] = []
    found = list(files.below(paths, closed))
    if not found and not closed:
        raise Refusal("nothing-to-read", "There is no file to read at that place.")
    with lock.importing():
        batches.recover(owner, today=today)
        sweep(datetime.now(tz=UTC))
        if me:
            owners.add_addresses(owner, me, today=today)
        told = Settings(
            today, subjects=owner.subjects, snippets=owner.snippets, region=region or owner.region or None,
            mappings=mappings.all(owner),
        )  # fmt: skip
        spool = Spool(header(owner, paths, found, wire.settings_out(told), discard=discard, anyway=anyway))
        if goes_on is not None and spool.records:
            goes_on(spool.records)
        run = _Run(owner, today, watch or (lambda _: None), spool, control or Control(), anyway=anyway)
        run.progress.total_bytes = sum(files.size(path) for path, _ in found)
        run.progress.known, run.progress.known_bytes = spool.records, spool.read
        try:
            done = run.go(chain(_events(found, spool, run.control), _unopened(closed)))
        except Stopped as no:
            run.progress.state = "stopping"
            run.watch(run.progress)
            _take_back(owner, spool, today=today, drop=no.code == "cancelled")
            raise
        except Trouble as no:
            _take_back(owner, spool, today=today, drop=no.code == "changed")
            raise
        else:
            spool.drop()
            return done
        finally:
            spool.close()


def _take_back(owner: Owner, spool: Spool, *, today: date, drop: bool) -> None:
    """Leave the book as it was at once, and the spool for another time, unless it is of no use."""
    batches.recover(owner, today=today)
    if drop:
        spool.drop()


def _events(found: Sequence[tuple[Path, str]], spool: Spool, control: Control) -> Iterator[child.Event]:
    """Yield what was acknowledged before, then what the reader says behind it."""
    start = Start()
    yield from spool.replay(start)
    told = wire.settings_in(spool.told, name="")
    yield from child.read(found, told, start=start, watch=child.Watch(spool.add, control.stopped))


def _unopened(folders: Iterable[str]) -> Iterator[child.Event]:
    for shown in folders:
        yield child.FileBegun(shown, None, "This folder cannot be opened.", 0)
        yield child.FileEnded("ok", "")


class _Run:
    """One import, from the first line of the reader to the finished report."""

    def __init__(
        self, owner: Owner, today: date, watch: Callable[[Progress], None], spool: Spool | None = None,
        control: Control | None = None, *, anyway: bool = False,
    ) -> None:  # fmt: skip
        self.owner, self.today, self.watch, self.anyway = owner, today, watch, anyway
        self.spool, self.control = spool, control or Control()
        self.began = time.monotonic()
        self.progress = Progress(began=self.began)
        self.replaying = False
        self.files: list[File] = []
        self.cache: dict[tuple[str, str], int] = {}
        self.waiting: list[Finding] = []
        self.loose: set[int] = set()
        self.own = interactions.own_keys(owner)
        self.before: dict[tuple[str, str], int] | None = None
        self.batch: Batch = batches.begin(owner, now=datetime.now(tz=UTC), today=today)
        self.progress.batch = self.batch.uid

    def go(self, events: Iterable[child.Event]) -> dict[str, Any]:
        read_before = 0
        for event in events:
            if self.control.asked:
                self.control.wait(self.progress, self.watch)
            if isinstance(event, child.FileBegun):
                self.files.append(File(event.path, event.source, event.reason, event.size, len(self.files)))
                self.progress.current = event.path
            elif isinstance(event, child.FileEnded):
                read_before += self.files[-1].size
                self._end(event)
                self._tell(read_before)
            elif isinstance(event, child.Position):
                self._tell(read_before + event.bytes)
            else:
                self.waiting.append(event)
                if len(self.waiting) >= STEP:
                    self._flush()
        self.control.check()
        return self._finish()

    def _tell(self, done: int) -> None:
        """Say how far it is; how fast the spool was replayed says nothing about the reading behind it."""
        replaying = self.spool is not None and self.spool.replaying
        if self.replaying and not replaying:
            self.progress.pace = ()
        self.replaying = replaying
        self.progress.done_bytes = done
        self.progress.note()
        self.watch(self.progress)

    def _flush(self) -> None:
        """Settle and keep what has been read of the present file since the last step."""
        file, findings, self.waiting = self.files[-1], self.waiting, []
        if not findings or file.source is None:
            return
        known = Known(
            records.on_file(
                self.owner, {(file.source, f.key[:400]) for f in findings if isinstance(f, PersonSeen)}
            ),
            interactions.editions(
                self.owner, {f.key[:400] for f in findings if isinstance(f, InteractionSeen)}
            ),
            self.today,
        )
        done = settle(file.source, findings, known=known, mentions=file.mentions)
        outcomes = file.count(done)
        with transaction.atomic():
            file.news |= records.keep(
                self.owner, self.batch, file.part, done.kept, on=self.today, cache=self.cache,
                outcomes=outcomes,
            )  # fmt: skip
            # In their order, not as a set: records that are alike in everything else count by their number.
            named = {(file.source, key): None for exchange in done.exchanges for key, _ in exchange.people}
            records.reserve(self.owner, named, self.cache)
            if any(item.mine for item in done.kept):
                self.own = interactions.own_keys(self.owner)
            file.news |= interactions.keep(
                self.owner, self.batch, file.part, file.source, done.exchanges,
                cache=self.cache, own=self.own, on_file=known.interactions, outcomes=outcomes,
            )  # fmt: skip
            brought.leave_out(self.owner, self.batch, file.part, file.to_list(done.problems), outcomes)
        file.touched |= {self.cache[item.source, item.key] for item in done.kept}
        file.touched |= file.news | {self.cache[pair] for pair in named}
        self.progress.records += len(done.outcomes)
        self.progress.fresh += sum(outcome in {"created", "updated"} for outcome in done.outcomes.values())
        self._acknowledge()
        self.watch(self.progress)

    def _acknowledge(self) -> None:
        if self.spool is not None:
            self.spool.keep(self.progress.records)

    def _end(self, ended: child.FileEnded) -> None:
        file = self.files[-1]
        if ended.code == "ok":
            self._flush()
            sentence = self._suddenly_empty(file)
            if not sentence:
                with transaction.atomic():
                    kept = mentioned(file.source or "", file.mentions)
                    file.news |= records.keep(
                        self.owner, self.batch, file.part, kept, on=self.today, cache=self.cache
                    )
            else:
                self._drop(file, SUDDENLY_EMPTY, sentence)
        else:
            self._drop(file, ended.code, ended.reason)
        if file.source is not None or file.part % STEP == 0:
            self._acknowledge()  # what nothing is kept of is not worth a wait for the disk

    def _drop(self, file: File, code: str, reason: str) -> None:
        """Let nothing of a file stay, and say why."""
        self.waiting = []
        with transaction.atomic():
            self.loose |= batches.forget(self.owner, self.batch, part=file.part, today=self.today)
            self.own = interactions.own_keys(self.owner)
        self.files[-1] = File(file.path, file.source, reason, file.size, file.part, code)
        self.cache.clear()

    def _suddenly_empty(self, file: File) -> str:
        """Say so when a file of this name once brought many people, and this one hardly any."""
        if self.anyway or file.source is None:
            return ""
        if self.before is None:
            self.before = brought.cards(self.owner)
        before = self.before.get((file.source, file.name), 0)
        if not suddenly_empty(before, file.cards):
            return ""
        now = f"only {file.cards}" if file.cards else "none"
        return (
            f"A file of this name brought {before:,} people before, and this one brings {now}; nothing of it"
            " is kept. If it is right as it is, bring it anyway."
        )

    def _finish(self) -> dict[str, Any]:
        self.cache.clear()  # what follows has need of the room
        self.progress.state, self.progress.current = "deriving", ""
        self.progress.read = time.monotonic()
        self.watch(self.progress)
        with transaction.atomic():
            news = self.loose.union(*(file.news for file in self.files))
            done = derivation.derive(self.owner, news, today=self.today, watch=self._step)
            self._attribute(done.created, done.updated)
            if done.created:
                plan.reconsider(self.owner, today=self.today, begun=True)
            told = self._report()
            self.control.check()
            batches.finish(self.batch, told)
        rows.measure()
        self.progress.state = "done"
        self.watch(self.progress)
        return told

    def _step(self, step: str, done: int, total: int) -> None:
        """Say how far the putting together is, and stop here too if the owner says so."""
        self.control.check()
        self.progress.step = step, done, total
        self.watch(self.progress)

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
        named = {key for file in self.files for key in file.mentions}
        nobodys = brought.nobodys(self.owner, named)
        seconds = time.monotonic() - self.began
        return report(self.batch.uid, self.files, seconds=seconds, nobodys=nobodys)
