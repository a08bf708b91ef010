"""Restore: an exported book brought back, as one batch that can be undone like any other."""

from __future__ import annotations

import json
import os
import struct
import time
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, transaction

from amity.book import (
    access,
    batches,
    derivation,
    hand,
    interactions,
    mappings,
    owners,
    records,
    rows,
    verdicts,
)
from amity.book.models import (
    Batch,
    Interaction,
    InteractionClaim,
    Owner,
    Participation,
    Pick,
    Plan,
    Record,
)
from amity.core import mentions
from amity.core.changes import InteractionKept, RecordKept
from amity.core.errors import Refusal, Trouble
from amity.core.findings import InteractionSeen
from amity.keep import export, shape, words
from amity.sources import archive
from amity.sync import lock

MOST = 2_000_000_000
"""Bytes of a book that are read at most."""
_NAME = "book.json"
_LOCATOR, _END = struct.Struct("<4s16x"), struct.Struct("<4s4H2LH")
"""What may stand before the last record of a zip (only of huge ones), and that record."""
_INDEX = 1_000
"""Bytes of the index of one entry, at most."""
_DAMAGED = "This book is damaged and cannot be read; nothing of it is kept."
RecordName = tuple[str, str]


def is_book(path: Path) -> bool:
    """Tell whether a file is an export of Amity's: a zip of nothing but book.json."""
    try:
        if not path.is_file() or not _one_entry(path):
            return False
        with zipfile.ZipFile(path) as opened:
            return opened.namelist() == [_NAME]
    except (OSError, zipfile.BadZipFile):
        return False


def _one_entry(path: Path) -> bool:
    """Tell by a zip's last bytes whether it has one entry, before its index, of any length, is read here."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LOCATOR.size - _END.size))
        end = file.read()
    if len(end) < _LOCATOR.size + _END.size:
        return False
    (larger,) = _LOCATOR.unpack_from(end)
    mark, _, _, _, entries, index, _, comment = _END.unpack_from(end, _LOCATOR.size)
    return bool(
        mark == b"PK\x05\x06" and larger != b"PK\x06\x07" and entries == 1 and index <= _INDEX and not comment
    )


def bring(owner: Owner, path: Path, *, today: date) -> dict[str, Any]:
    """Bring an exported book into this one, and give the contract's import report.

    Nothing is overwritten: what is already here stays as it is, and the whole can be taken back.
    """
    began = time.monotonic()
    book = _read(path)
    with lock.importing():
        batches.recover(owner, today=today)
        with _whole(), transaction.atomic():
            batch = batches.begin(owner, now=datetime.now(tz=UTC), today=today)
            counted = _Bring(owner, batch, book, today).go()
            report = _report(batch, path.name, counted, time.monotonic() - began)
            batches.finish(batch, report)
    return report


@contextmanager
def _whole() -> Iterator[None]:
    """Say that a book is damaged when its parts, each of the right form, do not fit together."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, StopIteration) as error:
        raise Trouble("damaged", _DAMAGED) from error
    except (DataError, IntegrityError) as error:
        raise Trouble("damaged", _DAMAGED) from error


def _read(path: Path) -> Mapping[str, Any]:
    try:
        with zipfile.ZipFile(path) as opened:
            entry = opened.getinfo(_NAME)
            if entry.file_size > MOST or entry.file_size > archive.MAX_RATIO * max(entry.compress_size, 1):
                raise Refusal("too-large", "This book is larger than any that Amity writes.")
            book = json.loads(opened.read(entry))
    except (
        OSError,
        EOFError,
        ValueError,
        LookupError,
        RuntimeError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise Trouble("damaged", _DAMAGED) from error
    if not isinstance(book, dict) or book.get("amity") != export.VERSION:
        raise Refusal("another-version", "This book was written by another version of Amity.")
    if not shape.fits(book):
        raise Trouble("damaged", _DAMAGED)
    return book


class _Bring:
    """One book on its way in."""

    def __init__(self, owner: Owner, batch: Batch, book: Mapping[str, Any], today: date) -> None:
        self.owner, self.batch, self.book, self.today = owner, batch, book, today
        self.cache: dict[RecordName, int] = {}
        self.hands: dict[str, int] = {}
        self.counted: Counter[str] = Counter()
        self.touched: set[int] = set()
        self.waves: list[list[RecordKept]] = []
        self.logged: dict[str, str] = {}

    def go(self) -> Counter[str]:
        self._owner(self.book["owner"])
        self._mappings(self.book.get("mappings", []))
        here = {tuple(name): pk for pk, name in export.names(self.owner).items()}
        self.hands = {key: pk for (source, key), pk in here.items() if source == "hand"}
        everybody = [*self.book["people"], {"records": self.book["others"]}]
        for person in everybody:
            self._records(person["records"])
        self._keep()
        self._verdicts(self.book.get("verdicts", ()))
        self._exchanges(self.book["interactions"])
        for person in self.book["people"]:
            self._words(person)
        named = self.cache | {("hand", name): pk for name, pk in self.hands.items()}
        words.bring_groups(self.owner, self.batch, self.book, named)
        self.touched |= set(self.cache.values())
        done = derivation.derive(self.owner, self.touched, today=self.today)
        self.counted.update(
            people_created=len(done.created),
            people_updated=len(done.updated),
            people_unchanged=len(done.unchanged),
        )
        return self.counted

    def _owner(self, told: Mapping[str, Any]) -> None:
        """Take what the owner said of themself, where nothing is said here yet."""
        blank = {field.name: field.get_default() for field in Owner._meta.concrete_fields}  # noqa: SLF001
        fields = {
            name: value
            for name, value in told.items()
            if name != "addresses" and value != getattr(self.owner, name) == blank.get(name)
        }
        owners.edit(self.owner, today=self.today, **fields)

    def _mappings(self, told: Iterable[Mapping[str, Any]]) -> None:
        """Take what was said of tables' columns, where nothing is said of them here yet."""
        here = mappings.all(self.owner)
        for one in told:
            if one["fingerprint"] not in here:
                on = date.fromisoformat(one["on"])
                mappings.remember(self.owner, one["fingerprint"], one["columns"], on=on)

    def _records(self, told: Iterable[Mapping[str, Any]]) -> None:
        """Keep the records of one person, every edition in order; words by hand hang on the first other."""
        mine = list(told)
        first: int | None = None
        for record in sorted(mine, key=lambda record: record["name"][0] == "hand"):
            source, key = record["name"]
            if source == "hand":
                self._hand(record, key, first)
                continue
            self._editions(record, source, key)
            first = first or self.cache[source, key]

    def _hand(self, record: Mapping[str, Any], name: str, anchor: int | None) -> None:
        """Make a record by hand, unless the very same is here: its name says all that it says."""
        if name in self.hands:
            self.counted["records_unchanged"] += 1
            return
        if "anchor" in record:
            anchor = self.cache.get(tuple(record["anchor"] or ()))
        key = hand.ME if record["mine"] else access.fresh(self.owner, "hand")
        made = Record.objects.create(
            owner=self.owner, source="hand", key=key, uid=access.fresh(self.owner, key), mine=record["mine"],
            anchor_id=anchor,
        )  # fmt: skip
        self.hands[name] = self.cache["hand", key] = made.pk
        self._editions(record, "hand", key)

    def _verdicts(self, told: Iterable[Mapping[str, Any]]) -> None:
        """Bring the owner's word on pairs of records back, where both are here."""
        here = {("hand", name): pk for name, pk in self.hands.items()} | self.cache
        for verdict in told:
            pair = [here.get(tuple(name)) for name in verdict["records"]]
            known = [pk for pk in pair if pk is not None]
            uids = list(Record.objects.filter(owner=self.owner, id__in=known).values_list("uid", flat=True))
            if len(uids) == len(pair):
                on = date.fromisoformat(verdict["on"])
                verdicts.bring(self.owner, self.batch, *uids, same=verdict["same"], on=on)

    def _editions(self, record: Mapping[str, Any], source: str, key: str) -> None:
        """Line the editions up, the first of all records before the second of any."""
        blank = RecordKept(source, key, "", (), (), mine=record["mine"], mention=record["mention"])
        records.make(self.owner, [blank], self.cache)
        for count, edition in enumerate(record["editions"]):
            claims = tuple(tuple(claim) for claim in edition["claims"])
            handles = tuple(tuple(handle) for handle in edition["handles"])
            as_of = date.fromisoformat(edition["as_of"]) if edition["as_of"] else None
            kept = RecordKept(
                source, key, edition["digest"], claims, handles, as_of, record["mine"], record["mention"]
            )
            self.waves += [[]] if len(self.waves) == count else []
            self.waves[count].append(kept)

    def _keep(self) -> None:
        """Keep the editions wave by wave, and count what each record brought."""
        first = self.waves[0] if self.waves else []
        known = records.digests(self.owner, {(item.source, item.key) for item in first})
        outcomes: dict[RecordName, str] = {}
        for wave in self.waves:
            for item in wave:
                name = item.source, item.key
                before = known.get(name)
                news = "created" if not before else "unchanged" if item.digest in before else "updated"
                outcomes[name] = news if outcomes.get(name, "unchanged") == "unchanged" else outcomes[name]
            for part in rows.chunks(wave):
                records.keep(self.owner, self.batch, 0, part, on=self.today, cache=self.cache)
        self.counted.update(f"records_{outcome}" for outcome in outcomes.values())
        records.rewrite_handles(self.owner, set(self.hands.values()))

    def _exchanges(self, told: Iterable[Mapping[str, Any]]) -> None:
        own = interactions.own_keys(self.owner)
        by_source: dict[str, list[InteractionKept]] = defaultdict(list)
        for row in sorted(told, key=lambda row: bool(row["current"])):
            if row["source"] == "hand":
                self._logged(row)
                continue
            at = datetime.fromisoformat(row["at"])
            seen = InteractionSeen(
                row["key"], row["key"], at, row["channel"], (), row["text"], row["place"], row["minutes"],
                row["given"] or None,
            )  # fmt: skip
            people = tuple((key, role) for _, key, role in row["people"])
            named = mentions.written(row.get("named", ()))
            by_source[row["source"]].append(InteractionKept(seen, row["digest"], people, named))
        for source, kept in by_source.items():
            # Of several editions of one exchange the current one comes last, and so counts again.
            for part in rows.chunks(kept):
                on_file = interactions.editions(self.owner, {item.seen.key for item in part})
                again = sum(item.digest in on_file.get(item.seen.key, {}) for item in part)
                self.counted.update(interactions_unchanged=again, interactions_created=len(part) - again)
                self.touched |= interactions.keep(
                    self.owner, self.batch, 0, source, part, cache=self.cache, own=own, on_file=on_file
                )

    def _logged(self, row: Mapping[str, Any]) -> None:
        """Log an exchange by hand again, unless the very same is here."""
        by_hand = [self.hands[key] for _, key, _ in row["people"]]
        at = datetime.fromisoformat(row["at"])
        same = Interaction.objects.filter(
            owner=self.owner,
            source="hand",
            at=at,
            channel=row["channel"],
            text=row["text"],
            given=row["given"],
        )
        here = Participation.objects.filter(owner=self.owner, interaction__in=same, record__in=by_hand)
        known = here.values_list("interaction__key", flat=True).first()
        name = words.logged(at, row["text"])
        if known is not None:
            self.logged[name] = known
            self.counted["interactions_unchanged"] += 1
            return
        key = access.fresh(self.owner, "log")
        self.logged[name] = f"hand:{key}"
        made = Interaction.objects.create(
            owner=self.owner, source="hand", key=f"hand:{key}", digest=key, at=at, channel=row["channel"],
            given=row["given"], direction=row["direction"], others=row["others"], text=row["text"],
        )  # fmt: skip
        Participation.objects.bulk_create(
            Participation(owner=self.owner, interaction=made, record_id=self.hands[who], role=role)
            for _, who, role in row["people"]
        )
        InteractionClaim.objects.create(owner=self.owner, batch=self.batch, interaction=made)
        self.counted["interactions_created"] += 1

    def _words(self, person: Mapping[str, Any]) -> None:
        """Bring the owner's lines and answered picks back, each once."""
        names = [tuple(record["name"]) for record in person["records"]]
        word = next((self.hands[key] for source, key in names if source == "hand"), None)
        anchor = word or next(self.cache[name] for name in names)
        words.bring(self.owner, self.batch, person, anchor, exchanges=self.logged)
        for line in person["answers"]:
            self._answer(line, anchor)

    def _answer(self, line: Mapping[str, Any], anchor: int) -> None:
        answered = date.fromisoformat(line["answered"])
        plan, _ = Plan.objects.get_or_create(
            owner=self.owner, week=line["week"],
            defaults={"drawn": answered, "budget": self.owner.minutes, "planned": self.owner.minutes},
        )  # fmt: skip
        if Pick.objects.filter(owner=self.owner, plan=plan, record=anchor, reason=line["reason"]).exists():
            return
        Pick.objects.create(
            owner=self.owner, plan=plan, record_id=anchor, uid=access.fresh(self.owner, "pick"), place=0,
            minutes=0, reason=line["reason"], sentence=line["sentence"], suggestion="", state=line["state"],
            answered=answered, text=line["text"], felt=line.get("felt", ""), waited=line.get("waited"),
        )  # fmt: skip


def _report(batch: Batch, name: str, counted: Mapping[str, int], seconds: float) -> dict[str, Any]:
    outcomes = {word: counted[f"records_{word}"] for word in ("created", "updated", "unchanged")}
    found = {
        "records": {"total": sum(outcomes.values()), **outcomes, "skipped": 0},
        "people": {word: counted[f"people_{word}"] for word in ("created", "updated", "unchanged")},
        "interactions": {word: counted[f"interactions_{word}"] for word in ("created", "unchanged")},
    }
    file: dict[str, Any] = {
        "path": f"{name}/{_NAME}", "source": "amity", "understood": True, "reason": None, **found,
        "skipped": [], "skipped_by_code": {},
    }  # fmt: skip
    return {"batch": batch.uid, "seconds": round(seconds, 3), "files": [file], "totals": found}
