"""Records: what sources said, kept edition by edition, and forgotten batch by batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Max, Min

from amity.book import access, known, rows
from amity.book.models import Batch, Edition, Handle, Owner, Record, Sighting
from amity.core import known as known_rules
from amity.core import mentions
from amity.core.changes import OnFile, RecordKept
from amity.core.claims import Said, effective
from amity.core.facts import Told
from amity.core.findings import Claim
from amity.core.handles import EXTENSION
from amity.core.handles import Handle as CoreHandle
from amity.core.known import Reach

RecordKey = tuple[str, str]
PLACE = 200
"""Characters of a place that are kept."""


def ids(owner: Owner, keys: Iterable[RecordKey]) -> dict[RecordKey, int]:
    """Find the records of these (source, key)."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for source, key in keys:
        wanted[source].append(key)
    found: dict[RecordKey, int] = {}
    for source, names in wanted.items():
        for part in rows.chunks(names):
            mine = Record.objects.filter(owner=owner, source=source, key__in=part)
            found.update({(source, key): pk for pk, key in mine.values_list("id", "key")})
    return found


def told(owner: Owner, people: Iterable[int]) -> dict[int, list[Told]]:
    """Give what the records of these people say, by person's number; mere mentions say nothing."""
    known: dict[int, tuple[int | None, str, str]] = {}
    for part in rows.chunks(people):
        mine = Record.objects.filter(owner=owner, person__in=part, mention=False)
        columns = mine.values_list("id", "person_id", "uid", "source")
        known |= {pk: (person, uid, source) for pk, person, uid, source in columns}
    found: dict[int, list[Told]] = defaultdict(list)
    for pk, one in said(owner, list(known)).items():
        person, uid, source = known[pk]
        found[person or 0].append((uid, source, one.claims))
    return found


def digests(owner: Owner, keys: Iterable[RecordKey]) -> dict[RecordKey, frozenset[str]]:
    """Give the digests of every edition on file, for the records that exist."""
    found = ids(owner, keys)
    names = {pk: key for key, pk in found.items()}
    said: dict[int, set[str]] = {pk: set() for pk in names}
    for part in rows.chunks(names):
        pairs = Edition.objects.filter(owner=owner, record__in=part).values_list("record_id", "digest")
        for record, digest in pairs:
            said[record].add(digest)
    return {names[pk]: frozenset(values) for pk, values in said.items()}


def on_file(owner: Owner, keys: Iterable[RecordKey]) -> dict[RecordKey, OnFile]:
    """Give the digests of every edition on file, and which of them counts, for the records that exist."""
    names = {pk: key for key, pk in ids(owner, keys).items()}
    editions: dict[int, list[tuple[date, int, str]]] = {pk: [] for pk in names}
    for some in rows.chunks(names):
        seen = Sighting.objects.filter(owner=owner, edition__record__in=some).order_by()
        told = seen.values_list("edition__record_id", "edition__digest").annotate(
            spoken=Max("as_of"), first=Min("on"), order=Min("id")
        )
        for record, digest, spoken, first, order in told:
            editions[record].append((spoken or first, order, digest))
    return {
        names[pk]: OnFile(frozenset(digest for *_, digest in several), max(several)[2], max(several)[0])
        if several else OnFile()
        for pk, several in editions.items()
    }  # fmt: skip


def people(owner: Owner, records: Iterable[int]) -> set[int]:
    """Give the numbers of the people these records belong to."""
    found: set[int] = set()
    for part in rows.chunks(records):
        mine = Record.objects.filter(owner=owner, id__in=part).exclude(person=None)
        found |= set(mine.values_list("person_id", flat=True))
    return found


def said(owner: Owner, records: Sequence[int], *, fields: Container[str] | None = None) -> dict[int, Said]:
    """Give what each record says at present, and since when; its handles are those of all its editions.

    With `fields` only the claims of these are given.
    """
    told = rows.having(Record, ("id", "source", "mention"), "id", records, owner=owner.pk)
    known = {pk: (source, bool(mention)) for pk, source, mention in told}
    return {
        pk: _present(pk, *known[pk], editions, fields)
        for pk, editions in history(owner, records).items()
        if editions and pk in known
    }


def history(owner: Owner, records: Sequence[int], *, named: bool = True) -> dict[int, list[dict[str, Any]]]:
    """Give every edition of each record, oldest first: claims, handles, `since`, and its first sighting.

    Where the book is read on an earlier day, these are the editions and the claims known then, with the names
    written by then of those only `named` in exchanges.
    """
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in records}
    limit = known.reach(owner)
    columns = ("id", "source", "mine", "begins", "anchor_id", "mention", "key")
    kinds = {pk: kind for pk, *kind in rows.having(Record, columns, "id", records, owner=owner.pk)}
    hand = {pk for pk, (source, *_) in kinds.items() if source == "hand"}
    by_id = {
        pk: {"id": pk, "record_id": record, "claims": rows.parsed(claims), "handles": rows.parsed(handles),
             "digest": digest, "seen": []}
        for pk, record, claims, handles, digest in rows.having(
            Edition, ("id", "record_id", "claims", "handles", "digest"), "record_id", records, owner=owner.pk
        )
    }  # fmt: skip
    seen = ("edition_id", "as_of", "on", "id", "batch_id")
    for number, as_of, on, pk, batch in rows.having(Sighting, seen, "edition_id", by_id, owner=owner.pk):
        by_id[number]["seen"].append((rows.day(as_of), rows.day(on), pk, batch))
    editions = (
        by_id.values() if limit is None else _known(owner, list(by_id.values()), kinds, limit, named=named)
    )
    for edition in editions:
        found[edition["record_id"]].append(_dated(edition, by_hand=edition["record_id"] in hand))
    for pk, several in found.items():
        several.sort(key=lambda edition: (date.min if pk in hand else edition["since"], edition["order"]))
    return found


def _known(
    owner: Owner, editions: list[dict[str, Any]], kinds: Mapping[int, Sequence[Any]], limit: Reach, *,
    named: bool,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Leave of editions what the day knows that the book is read on."""
    mentioned = {pk: key for pk, (*_, mention, key) in kinds.items() if mention}
    names = known.named(owner, mentioned, limit) if named else known.unheard(owner, mentioned, limit)
    for edition in editions:
        pk = edition["record_id"]
        source, mine, begins, anchor, *_ = kinds[pk]
        first = rows.day(begins)
        if (pk in names and names[pk] is None) or (first is not None and first > limit.day):
            continue
        word = source == "hand" and anchor is not None
        if not mine:
            edition["seen"] = [s for s in edition["seen"] if limit.sees(s[0], s[1], by_hand=word)]
        edition["claims"] = known_rules.claims(edition["claims"], day=limit.day)
        first_day = min((known_rules.since(*s[:2]) for s in edition["seen"]), default=limit.day)
        if source == "hand" and not mine and first_day > limit.day:
            edition["claims"] = known_rules.face(edition["claims"])
        if told := names.get(pk):
            _spoken(edition, told)
        if edition["seen"]:
            yield edition


def _spoken(edition: dict[str, Any], told: known.Told) -> None:
    """Let an edition of somebody only named say what the exchanges of its imports say that are known."""
    seen = [(told[one[3]], one) for one in edition["seen"] if one[3] in told]
    edition["seen"] = [(heard.last, *one[1:]) for heard, one in seen]
    # An import that names them nowhere yet says nothing of a name: the newest that does counts.
    several = [heard for heard, _ in seen if heard.name != ""] or [heard for heard, _ in seen]
    heard = max(several, key=lambda heard: heard.last, default=None)
    if heard is not None and heard.name is not None:
        rest = (claim for claim in edition["claims"] if claim[0] != "name")
        edition["claims"] = [*([["name", heard.name, ""]] if heard.name else []), *rest]


def _dated(edition: dict[str, Any], *, by_hand: bool) -> dict[str, Any]:
    """Date an edition: by hand the word said last counts, from files the first arrival of this content."""
    seen = edition["seen"]
    last = max(seen, key=lambda sighting: sighting[2])
    edition["since"] = (last[0] or last[1]) if by_hand else effective((s[0], s[1]) for s in seen)
    edition["order"] = last[2] if by_hand else min(pk for *_, pk, _ in seen)
    edition["spoken"] = any(as_of is not None for as_of, *_ in seen)
    return edition


def _present(
    pk: int, source: str, mention: bool, editions: list[dict[str, Any]], fields: Container[str] | None,  # noqa: FBT001
) -> Said:  # fmt: skip
    last = editions[-1]
    handles = {
        (kind, value): CoreHandle(kind, value, written)
        for edition in (editions[-1:] if source == "hand" else reversed(editions))
        for kind, value, written in edition["handles"]
    }
    told = [*last["claims"], *(mentions.name_before([one["claims"] for one in editions]) if mention else ())]
    claims = tuple(Claim(*claim) for claim in told if fields is None or claim[0] in fields)
    # Of two records by hand the word said last counts, also of one day: a join may leave several.
    order = last["order"] if source == "hand" else pk
    return Said(source, claims, tuple(handles.values()), last["since"], mention, order)


def keep(
    owner: Owner,
    batch: Batch | None,
    part: int,
    kept: Sequence[RecordKept],
    *,
    on: date,
    cache: dict[RecordKey, int],
    outcomes: dict[str, str] | None = None,
) -> set[int]:
    """Keep editions of records as one file brought them; give the records of which something is new.

    `cache` of record ids is filled on the way. Each outcome by place is taken out of `outcomes` by the first
    that is kept at it. Call it inside a transaction.
    """
    make(owner, kept, cache)
    wanted = {(cache[item.source, item.key], item.digest): item for item in kept}
    places = {(cache[item.source, item.key], item.digest, item.place): item for item in kept}
    known: dict[tuple[int, str], int] = {}
    for some in rows.chunks({record for record, _ in wanted}):
        editions = Edition.objects.filter(owner=owner, record__in=some).values_list(
            "id", "record_id", "digest"
        )
        known.update({(record, digest): pk for pk, record, digest in editions})
    fresh = [key for key in wanted if key not in known]
    news = {record for record, _ in fresh} | _redated(owner, wanted, known, on=on)
    known.update(zip(fresh, rows.reserve(Edition, len(fresh)), strict=True))
    rows.insert(Edition, _EDITION, (
        (known[key], owner.pk, *key, rows.plain(wanted[key].claims), rows.plain(wanted[key].handles))
        for key in fresh
    ))  # fmt: skip
    rows.insert(Sighting, _SIGHTING, (
        (
            owner.pk, batch and batch.pk, part, known[record, digest], item.as_of and item.as_of.isoformat(),
            on.isoformat(), place[:PLACE], (outcomes or {}).pop(place, "") if place else "",
        )
        for (record, digest, place), item in places.items()
    ), once=True)  # fmt: skip
    _make_handles(owner, {record: wanted[record, digest].handles for record, digest in fresh})
    begun = ((known_rules.begins(wanted[key].claims), key[0]) for key in fresh)
    rows.update(Record, ("begins",), ((on.isoformat(), pk) for on, pk in begun if on is not None))
    return news


def _redated(
    owner: Owner, wanted: Mapping[tuple[int, str], RecordKept], known: Mapping[tuple[int, str], int], *,
    on: date,
) -> set[int]:  # fmt: skip
    """Find the records of which an edition that was here already counts from another day on."""
    before: dict[int, tuple[date | None, date]] = {}
    numbers = {pk: key for key, pk in known.items() if key in wanted}
    for some in rows.chunks(numbers):
        seen = Sighting.objects.filter(owner=owner, edition__in=some).order_by().values_list("edition_id")
        told = seen.annotate(spoken=Max("as_of"), first=Min("on"))
        before.update({pk: (spoken, first) for pk, spoken, first in told})
    return {
        numbers[pk][0]
        for pk, there in before.items()
        if effective([there]) != effective([there, (wanted[numbers[pk]].as_of, on)])
    }


_RECORD = ("id", "owner_id", "source", "key", "uid", "mine", "mention")
_EDITION = ("id", "owner_id", "record_id", "digest", "claims", "handles")
_SIGHTING = ("owner_id", "batch_id", "part", "edition_id", "as_of", "on", "place", "outcome")
_HANDLE = ("owner_id", "record_id", "kind", "value", "written")


def reserve(owner: Owner, keys: Iterable[RecordKey], cache: dict[RecordKey, int]) -> None:
    """Make sure that a record exists for everybody mentioned, so that exchanges can name it."""
    empty = [
        RecordKept(source, key, "", (), (), mention=True)
        for source, key in keys
        if (source, key) not in cache
    ]
    make(owner, empty, cache)


def make(owner: Owner, kept: Sequence[RecordKept], cache: dict[RecordKey, int]) -> None:
    """Make sure that these records exist, without editions yet, and fill `cache` with their numbers."""
    unknown = {(item.source, item.key): item for item in kept if (item.source, item.key) not in cache}
    cache.update(ids(owner, unknown))
    fresh = [name for name in unknown if name not in cache]
    numbered = dict(zip(fresh, rows.reserve(Record, len(fresh)), strict=True))
    rows.insert(Record, _RECORD, (
        (pk, owner.pk, *name, access.uid(owner, *name), unknown[name].mine, unknown[name].mention)
        for name, pk in numbered.items()
    ))  # fmt: skip
    cache.update(numbered)


def _make_handles(owner: Owner, handles: Mapping[int, Iterable[tuple[str, str, str]]]) -> None:
    held = ((owner.pk, record, *handle) for record, several in handles.items() for handle in several)
    rows.insert(Handle, _HANDLE, held, once=True)


def forget(owner: Owner, batch: Batch, *, part: int | None = None, place: str | None = None) -> set[int]:
    """Take back what a batch (or one file, one place of it) said, and give the records it touched.

    A record that nobody says any more is left without editions; `sweep` removes it. Addresses stay until
    `rewrite_handles`, so that what they held together is still known.
    """
    mine = Sighting.objects.filter(owner=owner, batch=batch)
    mine = mine if part is None else mine.filter(part=part)
    mine = mine if place is None else mine.filter(place=place)
    editions = set(mine.values_list("edition_id", flat=True))
    mine.delete()
    touched: set[int] = set()
    for some in rows.chunks(editions):
        alive = set(
            Sighting.objects.filter(owner=owner, edition__in=some).values_list("edition_id", flat=True)
        )
        touched |= set(Edition.objects.filter(owner=owner, id__in=some).values_list("record_id", flat=True))
        rows.delete(Edition, "id", [pk for pk in some if pk not in alive], owner=owner.pk)
    return touched | holders(owner, touched)


def holders(owner: Owner, records: Iterable[int]) -> set[int]:
    """Find the records that share a strong address with these, and so depend on what these say."""
    values: dict[str, set[str]] = defaultdict(set)
    for some in rows.chunks(records):
        for kind, value in Handle.objects.filter(owner=owner, record__in=some).values_list("kind", "value"):
            if CoreHandle(kind, value).strong:  # type: ignore[arg-type]
                values[kind].add(value)
    found: set[int] = set()
    for kind, several in values.items():
        for part in rows.chunks(several):
            others = Handle.objects.filter(owner=owner, kind=kind, value__in=part)
            found |= set(others.values_list("record_id", flat=True))
    return found


def held(owner: Owner, record: int, person: int | None) -> set[int]:
    """Find the records of a person that addresses hold to this one, itself among them; no word by hand."""
    mine = Record.objects.filter(owner=owner, person=person).exclude(source="hand")
    kin = set(mine.values_list("id", flat=True))
    reached: set[int] = set()
    frontier = {record}
    while frontier:
        reached |= frontier
        frontier = (holders(owner, frontier) & kin) - reached
    return reached


def switchboards(owner: Owner) -> dict[str, set[str]]:
    """Find the numbers that somebody has with an extension, each with all the ways it is held."""
    found: dict[str, set[str]] = {}
    held = Handle.objects.filter(owner=owner, kind="phone", value__contains=EXTENSION)
    for value in held.values_list("value", flat=True).distinct():
        number = value.partition(EXTENSION)[0]
        found.setdefault(number, {number}).add(value)
    return found


def switched(owner: Owner, records: Iterable[int], boards: Mapping[str, set[str]]) -> set[int]:
    """Find the records under the same switchboards as these, with an extension or without."""
    found: set[int] = set()
    for some in rows.chunks(records if boards else ()):
        held = Handle.objects.filter(owner=owner, kind="phone", record__in=some, value__startswith="+")
        met = {value.partition(EXTENSION)[0] for value in held.values_list("value", flat=True)}
        ways = {way for number in met & boards.keys() for way in boards[number]}
        for part in rows.chunks(sorted(ways)):
            others = Handle.objects.filter(owner=owner, kind="phone", value__in=part)
            found |= set(others.values_list("record_id", flat=True))
    return found


def rewrite_handles(owner: Owner, records: Iterable[int]) -> None:
    """Let records of files have the addresses of the editions they are left with."""
    for several in rows.chunks(records):
        files = Record.objects.filter(owner=owner, id__in=several).exclude(source="hand")
        some = list(files.values_list("id", flat=True))
        Handle.objects.filter(owner=owner, record__in=some).delete()
        if known.reach(owner) is None:
            told = Edition.objects.filter(owner=owner, record__in=some).order_by("id")
            left = list(told.values_list("record_id", "handles"))
        else:
            told_of = history(owner, some, named=False)
            said = (edition for editions in told_of.values() for edition in editions)
            left = [(one["record_id"], one["handles"]) for one in sorted(said, key=itemgetter("id"))]
        for record, handles in left:
            _make_handles(owner, {record: handles})


def sweep(owner: Owner, records: Iterable[int]) -> set[int]:
    """Remove those of `records` that have no edition left; give what was removed. Hand records stay."""
    gone: set[int] = set()
    for some in rows.chunks(records):
        alive = set(Edition.objects.filter(owner=owner, record__in=some).values_list("record_id", flat=True))
        empty = Record.objects.filter(owner=owner, id__in=[pk for pk in some if pk not in alive])
        gone |= set(empty.exclude(source="hand").values_list("id", flat=True))
    for some in rows.chunks(gone):
        Handle.objects.filter(owner=owner, record__in=some).delete()
        Record.objects.filter(owner=owner, id__in=some).delete()
    return gone
