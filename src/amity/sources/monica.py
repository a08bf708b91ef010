"""Monica 4: the JSON of Settings → Export, read in one pass; each contact with all that hangs on it.

Contacts stand before what they name (activities, pictures, relationships) and before what explains them
(kinds of fields, genders), so they wait, packed small, until the end of the file. Pictures do not wait: each
goes out as a record of its own as it passes.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from amity.core import claims as claiming
from amity.core import interactions
from amity.core.errors import Trouble
from amity.core.findings import Claim, Finding, PersonSeen, Problem, Settings
from amity.core.handles import Handle
from amity.formats import documents, fields, keys
from amity.formats.documents import ITEM, Document, Part
from amity.formats.fields import objects, text
from amity.sources import monica_exchanges, monica_pictures, monica_records, monica_relations
from amity.sources.monica_exchanges import Who
from amity.sources.monica_records import Kind, Known, Record, number_of
from amity.sources.monica_relations import Row

MOST = 250_000
"""Contacts of one file; and as many activities and relationships."""
_NAME = 400
_SHARED = 30
"""Contacts of whom one picture is kept, and to whom one who is only a relation is told."""
MOST_HELD = 160 * 1024 * 1024
"""Bytes of packed records that wait for the end of the file."""
_GROUP: documents.Path = ("account", "data", ITEM)
_INSTANCE = ("contact_field_types", "genders", "activity_types", "life_event_types")
_WORDS = tuple(("account", "instance", name, ITEM) for name in _INSTANCE)
_JOURNAL = ("account", "properties", "journal_entries", ITEM)
_WANTED = (("exported_by",), (*_GROUP, "type"), (*_GROUP, "values", ITEM), _JOURNAL, *_WORDS)
_BY_NUMBER = frozenset({"activity", "photo", "document"})
_SECRET = ("google2fa_secret", "password", "remember_token", "api_token", "email_verified_at")
_SETTINGS = frozenset(
    {"admin", "locale", "metric", "fluid_container", "contacts_sort_order", "name_order", "timezone"}
    | {"currency", "dashboard_active_tab", "gifts_active_tab", "profile_active_tab", "temperature_scale"}
    | {"profile_new_life_event_badge_seen", "invited_by_user", "me_contact"}
)


def recognizes(head: bytes, name: str) -> bool:  # noqa: ARG001 - the keys say it, whatever the name
    """Tell Monica's export by the keys it begins with."""
    start = documents.opening(head)
    return '"app_version"' in start and '"account"' in start


def pull(stream: BinaryIO, settings: Settings) -> Iterator[Finding]:
    """Yield pictures as they come, then the owner, every contact with its exchanges, and the activities."""
    account, document = _Account(settings), Document(stream, documents.at(*_WANTED))
    for part in document:
        yield from account.take(part)
    yield from account.close()
    if document.fault is not None:
        yield document.fault


@dataclass(slots=True)
class _Account:
    """What of the file must be remembered until its end."""

    settings: Settings
    group: documents.Path = ()
    kind: str = ""
    waiting: list[Part] = field(default_factory=list)
    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    known: Known = field(default_factory=Known)
    by: str = ""
    users: list[dict[str, Any]] = field(default_factory=list)
    journal: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[tuple[str, int, bytes]] = field(default_factory=list)
    """Key, number in the file, and the packed record of each contact."""
    names: list[str] = field(default_factory=list)
    partial: set[int] = field(default_factory=set)
    index: dict[str, int] = field(default_factory=dict)
    said: dict[str, bytes] = field(default_factory=dict)
    pictures: defaultdict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    papers: dict[str, str] = field(default_factory=dict)
    held: int = 0
    relations: list[Row] = field(default_factory=list)
    activities: list[tuple[int, bytes]] = field(default_factory=list)
    awaited: set[str] = field(default_factory=set)
    """Numbers of the activities and documents there are."""
    mine: set[str] = field(default_factory=set)
    early: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known.names = self._name

    def take(self, part: Part) -> Iterator[Finding]:
        if part.path[:3] != self.group:
            self.group, self.kind, self.waiting = part.path[:3], "", []
        shape = documents.shape(part.path)
        if shape == (*_GROUP, "type"):
            self.kind = text(part.value)
            waiting, self.waiting = self.waiting, []
            for one in waiting:
                yield from self._value(one)
        elif shape == ("exported_by",):
            self.by = text(part.value)
        elif shape == (*_GROUP, "values", ITEM):
            if self.kind:
                yield from self._value(part)
            else:
                self._hold(_size(part.value))
                self.waiting.append(part)
        elif isinstance(part.value, dict):
            self._explain(part)

    def _explain(self, part: Part) -> None:
        """Remember what a number stands for, or a page of the journal."""
        if documents.shape(part.path) == _JOURNAL:
            self._hold(_size(part.value))
            self.journal.append(part.value)
            return
        record = monica_records.opened(part.value).values
        number, name = record.take("uuid"), record.take("name")
        name = name or monica_records.worded(record.take("translation_key"))
        self._hold(len(number) + len(name))
        if part.path[2] == "contact_field_types":
            self.known.kinds[number] = Kind(name, record.take("type").lower(), record.take("protocol"))
        elif part.path[2] == "genders":
            self.known.words[record.take("type") or number] = self.known.words[number] = name
        else:
            self.known.words[number] = name

    def _value(self, part: Part) -> Iterator[Finding]:
        self.counts[self.kind] += 1
        place = f"{self.kind[:40]} {self.counts[self.kind]}"
        if not isinstance(part.value, dict):
            yield Problem(place, "no-record", "This is not a record but a bare value.")
            return
        if not part.whole and self.kind not in {"photo", "document"}:
            yield Problem(f"{place}, part", "too-long", "Some of this record is too long and was left out.")
        if self.counts[self.kind] > MOST:
            yield Problem(place, "too-many", f"Amity reads up to {MOST} records of a kind from one file.")
        elif self.kind == "contact":
            yield from self._contact(part.value, place)
        elif self.kind == "photo":
            yield from self._photo(part, place)
        else:
            yield from self._other(part.value, place)

    def _other(self, raw: dict[str, Any], place: str) -> Iterator[Finding]:
        values = monica_records.opened(raw).values
        if self.kind == "user":
            self._hold(_size(raw))
            self.users.append(raw)
        elif self.kind == "relationship":
            one, other = number_of(values.take("contact_is")), number_of(values.take("of_contact"))
            self.relations.append(Row(one, other, values.take("type")[:_NAME]))
            self._hold(200)
        elif self.kind == "activity":
            packed = _packed(raw)
            self._hold(len(packed))
            self.activities.append((self.counts[self.kind], packed))
            self.awaited.add(number_of(raw.get("uuid")))
        elif self.kind == "document":
            values.left.pop("dataUrl", None)
            number = number_of(values.take("uuid"))
            said = ", ".join(value for _, value in values.rest(*monica_records.BOOKKEEPING))
            self._hold(len(said))
            self.papers[number] = said
            self.awaited.add(number)
        else:
            yield Problem(
                place, "not-a-person", "This belongs to Monica itself and says nothing of a person."
            )

    def _contact(self, raw: dict[str, Any], place: str) -> Iterator[Finding]:
        if not any(fields.leaves({name: raw[name] for name in raw if name in {"properties", "data"}})):
            yield Problem(place, "empty", "This contact says nothing.")
            return
        packed = _packed(raw)
        number = number_of(raw.get("uuid")) or keys.digest(packed.hex())
        key = f"monica:{number}"
        if number in self.index:
            if self.said.get(number) == packed or self.contacts[self.index[number]][2] == packed:
                yield Problem(place, "duplicate", "The same contact stands earlier in the file.")
                return
            self.said[number] = packed
            key = f"{key} {keys.digest(packed.hex())}"
        self._hold(len(packed))
        position = len(self.contacts)
        self.index.setdefault(number, position)
        self.contacts.append((key, self.counts["contact"], packed))
        self.names.append(monica_records.full_name(raw)[:_NAME])
        inside = raw.get("properties")
        values = inside if isinstance(inside, dict) else {}
        alone = not any(fields.leaves(raw.get("data"))) and not any(
            number for number, _ in monica_pictures.pictured(raw)
        )
        if alone and text(values.get("is_partial")) in {"true", "1"}:
            self.partial.add(position)
        self._pictures(raw, position)

    def _pictures(self, raw: dict[str, Any], position: int) -> None:
        """Remember which pictures to keep, and for whom."""
        for number, label in monica_pictures.pictured(raw):
            mine = self.pictures[number] if number else []
            if number and len(mine) < _SHARED and all(position != other for other, _ in mine):
                self._hold(100)
                mine.append((position, label))

    def _photo(self, part: Part, place: str) -> Iterator[Finding]:
        """Give a picture to everybody whose it is; one that comes before the contacts waits a while."""
        values = monica_records.opened(part.value).values
        number = number_of(values.take("uuid"))
        if not self.contacts:
            self._hold(_size(part.value))
            self.early.append(part.value)
            return
        for position, label in self.pictures.get(number, ()):
            who, said = self._who(position), monica_pictures.claims(values, label=label, whole=part.whole)
            yield PersonSeen(keys.fit(f"photo:{number}:{who.key}"), place, said, (who.handle,))
        if number not in self.pictures:
            yield Problem(place, "nobodys", "No contact has this picture.")

    def _hold(self, size: int) -> None:
        self.held += size + 200
        if self.held > MOST_HELD:
            raise Trouble("too-large", "This export holds more than Amity can keep in mind at once.")

    def _who(self, position: int) -> Who:
        key = self.contacts[position][0].partition(" ")[0]
        name = self.names[position]
        return Who(key, Handle("account", key, name or monica_records.NAMELESS), name)

    def _name(self, number: str) -> str:
        at = self.index.get(number_of(number))
        return "" if at is None else self.names[at]

    def close(self) -> Iterator[Finding]:
        """Give everything that waited."""
        for raw in self.early:
            self.counts["early photo"] += 1
            place = f"early photo {self.counts['early photo']}"
            yield from self._photo(Part((), raw), place) if self.contacts else ()
        self.mine = self._mine()
        yield from self._owner()
        related, ghosts = self._related()
        parts: defaultdict[str, list[int]] = defaultdict(list)
        for position in range(len(self.contacts)):
            yield from self._person(position, related.get(position, []), ghosts, parts)
        yield from self._activities(parts)
        named = sum(1 for number in self.papers if number in parts)
        if named < len(self.papers):
            yield Problem(
                "documents", "nobodys", f"{len(self.papers) - named} documents belong to no contact."
            )

    def _owner(self) -> Iterator[Finding]:
        """Tell who the owner is: whoever exported the file, else the only user there is."""
        for number, raw in enumerate(self.users, 1):
            values = monica_records.opened(raw).values
            for name in _SECRET:
                values.left.pop(name, None)
            mine = values.take("uuid") == self.by or len(self.users) == 1
            if mine:
                yield monica_exchanges.owner(values, f"user {number}", settings=_SETTINGS)
            else:
                yield Problem(f"user {number}", "another-user", "Somebody else who used this Monica.")
        for number, raw in enumerate(self.journal, 1):
            if (page := monica_exchanges.journal(raw, f"journal {number}")) is not None:
                yield page

    def _related(self) -> tuple[dict[int, list[Claim]], Mapping[int, list[int]]]:
        """Tell who is whose what, and who is known only through somebody else."""
        told = monica_relations.related(
            self.relations, index=self.index, names=self.names, partial=self.partial
        )
        claims = {at: list(said) for at, said in told.claims.items()}
        for ghost, reals in told.through.items():
            about = self._through(ghost)
            for real in reals[:_SHARED]:
                claims.setdefault(real, []).extend(about)
        return claims, told.through

    def _through(self, ghost: int) -> list[Claim]:
        """Say with somebody else what is known of a person who is only related to them."""
        raw = _unpacked(self.contacts[ghost][2])
        record = monica_records.contact(raw, self.known)
        skip = {"name", "given", "middle", "family"}
        told = [claim for claim in record.claims if claim.field not in skip and claim.label != "is_partial"]
        name = self.names[ghost] or "somebody"
        return [
            Claim("other", claim.value, f"{name}: {claim.field if claim.field != 'other' else claim.label}")
            for claim in told
        ]

    def _person(
        self,
        position: int,
        related: list[Claim],
        ghosts: Mapping[int, list[int]],
        parts: defaultdict[str, list[int]],
    ) -> Iterator[Finding]:
        key, number, packed = self.contacts[position]
        place, raw = f"contact {number}", _unpacked(packed)
        if position in ghosts:
            yield Problem(
                place, "only-a-relation",
                "Monica knows this person only through somebody else; they are kept there, by name.",
            )  # fmt: skip
            return
        record = monica_records.contact(raw, self.known)
        who = self._who(position)
        exchanges: list[Finding] = []
        for kind, values in monica_records.groups(raw):
            if kind in _BY_NUMBER:
                self._named(kind, values, position, record, parts)
            else:
                exchanges += self._records(kind, values, who, place, record)
        if not (record.handles or claiming.full_name(record.claims)):
            yield Problem(place, "no-name", f"This contact has no name; it is here as {who.handle.written}.")
        handles = tuple(dict.fromkeys([*record.handles, who.handle]))
        as_of = monica_records.day_of(raw.get("updated_at"))
        day = date.fromisoformat(as_of) if as_of and as_of <= self.settings.today.isoformat() else None
        claims = (*record.claims, *related)
        mine = number_of(raw.get("uuid")) in self.mine
        yield PersonSeen(keys.fit(key), place, claims, handles, day, mine)
        yield from exchanges

    def _named(
        self, kind: str, values: list[Any], position: int, record: Record, parts: defaultdict[str, list[int]]
    ) -> None:
        """Remember who took part in what, and say which documents belong here."""
        for number in map(number_of, values):
            if kind != "photo" and number in self.awaited and parts[number][-1:] != [position]:
                self.held += 16
                parts[number].append(position)
                record.add("other", self.papers.get(number, ""), "document")
        self._hold(0)

    def _records(
        self, kind: str, values: list[Any], who: Who, place: str, record: Record
    ) -> Iterator[Finding]:
        """Read what hangs on a contact into its claims, and give the exchanges."""
        for count, one in enumerate(objects(values), 1):
            at = f"{place}, {kind[:40]} {count}"
            if kind in {"call", "conversation"}:
                found = monica_exchanges.read(
                    kind, one, who, place=at, known=self.known, settings=self.settings
                )
                record.claims += found.claims
                yield from found.seen
            else:
                inner = monica_records.read(kind, one, self.known, self.settings)
                record.claims += inner.claims
                record.handles += inner.handles
        record.claims += [Claim("other", text(one), kind[:200]) for one in values if text(one)]

    def _mine(self) -> set[str]:
        """Give the number of the contact that is the owner, as the owner told Monica."""
        told = (monica_records.opened(user).values for user in self.users)
        return {
            values.take("me_contact")
            for values in told
            if values.take("uuid") == self.by or len(self.users) == 1
        } - {""}

    def _activities(self, parts: defaultdict[str, list[int]]) -> Iterator[Finding]:
        for number, packed in self.activities:
            raw = _unpacked(packed)
            at = dict.fromkeys(parts.get(number_of(raw.get("uuid")), ()))
            people = [self._who(position) for position in at]
            place = f"activity {number}"
            if len(people) > interactions.NO_EVIDENCE:
                yield Problem(place, "too-many-people", "More than thirty people: kept with each as a note.")
            yield from monica_exchanges.activity(raw, people, place, self.known)


def _packed(raw: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(raw, default=str).encode(), 1)


def _size(raw: object) -> int:
    return len(json.dumps(raw, default=str))


def _unpacked(packed: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(packed))
    return found
