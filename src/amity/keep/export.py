"""Export: the whole book as one document, sorted, so that equal contents are equal bytes."""

from __future__ import annotations

import json
import os
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from amity.book import derivation, mappings, owners, records, rows, verdicts
from amity.book.models import Interaction, InteractionClaim, Owner, Participation, Person, Pick, Plan, Record
from amity.core import mentions
from amity.core.changes import digest
from amity.keep import words

VERSION = 1
_FIELDS = (
    "name", "organization", "title", "place", "birthday", "met", "through", "note", "tags", "importance",
    "affinity", "purposes", "aside", "muted", "removed",
)  # fmt: skip


def document(owner: Owner) -> dict[str, Any]:
    """Give the logical dump of a book: everything in it, in an order that depends on the content alone.

    Records are named by source and key; a record by hand by what it says and whom it is about.
    """
    derivation.release(owner)
    found = _Book(owner)
    shown = owners.describe(owner)
    return {
        "amity": VERSION,
        "owner": {
            "name": owner.name, "role": owner.role, "level": owner.level, "industry": owner.industry,
            "organization": owner.organization, "place": owner.place, "minutes": owner.minutes,
            "slot": owner.slot, "targets": owner.targets,
            "wishes": owner.wishes, "region": owner.region, "subjects": owner.subjects,
            "snippets": owner.snippets, "addresses": sorted(shown.addresses),
        },
        "people": found.people(),
        "others": found.others(),
        "interactions": found.interactions(),
        "verdicts": found.verdicts(),
        **found.groups(),
        "mappings": [
            {"fingerprint": name, "columns": said, "on": on}
            for name, (said, on) in mappings.dated(owner).items()
        ],
    }  # fmt: skip


def write(owner: Owner, place: Path) -> None:
    """Write the export as a zip with one `book.json`; the file appears whole or not at all."""
    part = place.with_name(place.name + ".part")
    text = dump(document(owner))
    entry = zipfile.ZipInfo("book.json", (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    try:
        with opened(part) as file, zipfile.ZipFile(file, "w") as archive:
            archive.writestr(entry, text)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def opened(part: Path) -> IO[bytes]:
    """Begin a file that is its owner's alone from the first byte, whatever was left there before."""
    part.unlink(missing_ok=True)
    return os.fdopen(
        os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb"
    )


def names(owner: Owner) -> dict[int, list[str]]:
    """Give each record's name as the export writes it: source, and a key that follows from content."""
    derivation.release(owner)
    return _Book(owner).names


def dump(content: Mapping[str, Any]) -> str:
    """Write the document as text: sorted keys, one form of every value."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, default=_plain) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


class _Book:
    """Everything of one owner, read once."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self.records = {row["id"]: row for row in Record.objects.filter(owner=owner).values()}
        self.said = records.history(owner, sorted(self.records))
        self.by_person: dict[int | None, list[int]] = defaultdict(list)
        for pk, row in self.records.items():
            self.by_person[row["person_id"]].append(pk)
        self.through = dict(Person.objects.filter(owner=owner).values_list("uid", "name"))
        self.names = self._names()
        self.lines = words.lines(owner)
        weeks = dict(Plan.objects.filter(owner=owner).values_list("id", "week"))
        answered = Pick.objects.filter(owner=owner, answered__isnull=False)
        fields = ("record_id", "plan_id", "reason", "sentence", "state", "answered", "text", "felt", "waited")
        self.answers = _grouped(
            {**pick, "week": weeks.get(pick["plan_id"])} for pick in answered.values(*fields)
        )

    def _names(self) -> dict[int, list[str]]:
        """Name each record; those by hand by what they say and stand beside, never by their own key."""
        names = {
            pk: [row["source"], row["key"]] for pk, row in self.records.items() if row["source"] != "hand"
        }
        words: dict[str, list[int]] = defaultdict(list)
        for pk, row in self.records.items():
            if row["source"] == "hand":
                kin = [] if row["person_id"] is None else self.by_person[row["person_id"]]
                beside = sorted(names[other] for other in kin if other in names)
                said = [self._named(edition["claims"]) for edition in self.said[pk]]
                words["me" if row["mine"] else digest(said, beside)].append(pk)
        for name, several in words.items():
            for count, pk in enumerate(sorted(several)):
                names[pk] = ["hand", name if not count else f"{name}-{count}"]
        return names

    def people(self) -> list[dict[str, Any]]:
        found = [
            {**fields, "records": self._told(self.by_person[pk]), **self._words(self.by_person[pk])}
            for pk, fields in (
                (row.pop("id"), row) for row in Person.objects.filter(owner=self.owner).values("id", *_FIELDS)
            )
        ]
        for person in found:
            person["through"] = self.through.get(person["through"], person["through"])
        return sorted(found, key=_key)

    def others(self) -> list[dict[str, Any]]:
        """Give the records that are no person's: the owner's own, and those only named beside others."""
        return self._told(self.by_person[None])

    def _told(self, numbers: Iterable[int]) -> list[dict[str, Any]]:
        return sorted((self._record(pk) for pk in numbers), key=_key)

    def _record(self, pk: int) -> dict[str, Any]:
        row = self.records[pk]
        editions = [
            {
                "digest": digest(claims) if claims != edition["claims"] else edition["digest"],
                "claims": claims,
                "handles": edition["handles"],
                "as_of": edition["since"] if edition["spoken"] or row["source"] == "hand" else None,
            }
            for edition in self.said[pk]
            for claims in [self._named(edition["claims"])]
        ]
        told = {"name": self.names[pk], "mine": row["mine"], "mention": row["mention"], "editions": editions}
        return told if row["source"] != "hand" else {**told, "anchor": self.names.get(row["anchor_id"])}

    def _named(self, claims: list[list[str]]) -> list[list[str]]:
        """Name introducers by their name: ids differ from book to book."""
        return [
            [field, self.through.get(value, value) if field == "through" else value, label]
            for field, value, label in claims
        ]

    def verdicts(self) -> list[dict[str, Any]]:
        """Give the owner's word on pairs of records that are here: one person, or for ever not."""
        pairs = [
            {"records": sorted([self.names[one], self.names[other]]), "same": same, "on": on}
            for one, other, same, on in verdicts.said(self.owner)
        ]
        return sorted(pairs, key=_key)

    def groups(self) -> dict[str, Any]:
        """Give circles, campaigns and goals, each with its people, in order.

        Letters stand as they were added to their campaign: so they are written.
        """
        told = words.groups(self.owner, self.names)
        for group in (*told["circles"], *told["goals"]):
            group["people"].sort(key=_key)
        return {name: sorted(several, key=_key) for name, several in told.items()}

    def _words(self, numbers: Iterable[int]) -> dict[str, Any]:
        numbers = list(numbers)
        several = {**self.lines, "answers": self.answers}
        return {
            name: sorted((line for pk in numbers for line in lines.get(pk, ())), key=_key)
            for name, lines in several.items()
        }

    def interactions(self) -> list[dict[str, Any]]:
        parts: dict[int, list[list[str]]] = defaultdict(list)
        all_parts = Participation.objects.filter(owner=self.owner)
        pairs = all_parts.values_list("interaction_id", "record_id", "role")
        for interaction, record, role in pairs.iterator(rows.CHUNK):
            parts[interaction].append([*self.names[record], role])
        written = self._written()
        fields = (
            "id", "source", "key", "digest", "at", "channel", "given", "direction", "others", "text", "place",
            "minutes", "current",
        )  # fmt: skip
        found = []
        for row in Interaction.objects.filter(owner=self.owner).values(*fields).iterator(rows.CHUNK):
            pk = row.pop("id")
            if row["source"] == "hand":
                row.pop("key")
                row.pop("digest")
            named = sorted({one for text in written.pop(pk, ()) for one in mentions.read(text)})
            found.append({**row, "people": sorted(parts[pk]), **({"named": named} if named else {})})
        return sorted(found, key=_key)

    def _written(self) -> dict[int, list[str]]:
        """Give the texts in which imports write those on each exchange (`core.mentions`)."""
        found: dict[int, list[str]] = defaultdict(list)
        told = InteractionClaim.objects.filter(owner=self.owner).exclude(named="")
        for pk, text in told.values_list("interaction_id", "named").iterator(rows.CHUNK):
            found[pk].append(text)
        return found


def _grouped(lines: Iterable[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        line.pop("plan_id", None)
        found[line.pop("record_id")].append(line)
    return found


def _key(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=_plain)
