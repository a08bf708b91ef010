"""Lines: the rows of a batch's list, a page at a time, with a fixed number of questions to the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from amity.book import interactions as exchanges
from amity.book import person, rows
from amity.book.models import (
    Batch,
    Edition,
    Handle,
    Interaction,
    InteractionClaim,
    LeftOut,
    Owner,
    Participation,
    Record,
    Sighting,
    Verdict,
)
from amity.core import mentions
from amity.core.brought import Joined, Line, origin
from amity.core.changes import FieldChanged, changed
from amity.core.claims import effective, full_name
from amity.core.findings import Claim
from amity.core.handles import Handle as CoreHandle

People = Mapping[int, Sequence[tuple[str, str]]]
KIN = 3
"""Other records of a person that a line names."""
_UPDATED, _HAND = "updated", "hand"


def of_records(owner: Owner, batch: Batch, found: Sequence[Sighting], files: Sequence[str]) -> list[Line]:
    """Make the lines of cards, rows and profiles."""
    against = beside_it(owner, found)
    joined = _joined(owner, [one.edition.record for one in found])
    notes = _notes(owner, batch, found)
    return [
        Line(
            f"r{one.pk}", "record", one.outcome, _file(files, one.part), one.place,
            title=_title(one.edition),
            person=_person(one.edition.record),
            mine=one.edition.record.mine,
            origin=origin(one.edition.record.source, one.edition.record.key),
            older=against[one.pk][0],
            changes=against[one.pk][1],
            joined=joined.get(one.edition.record_id, ()),
            reasons=notes.get((one.part, one.place), ()),
        )
        for one in found
    ]  # fmt: skip


def of_exchanges(
    owner: Owner, batch: Batch, found: Sequence[InteractionClaim], files: Sequence[str]
) -> list[Line]:
    """Make the lines of mails, messages and meetings."""
    before = _exchanges_before(owner, [one.interaction for one in found if one.outcome == _UPDATED])
    shown = {one.interaction_id for one in found} | {old.pk for old in before.values()}
    people = _people(owner, shown)
    notes = _notes(owner, batch, found)
    return [
        Line(
            f"i{one.pk}", "exchange", one.outcome, _file(files, one.part), one.place,
            title=one.interaction.text,
            changes=_moved(before.get(one.interaction_id), one.interaction, people)
            if one.outcome == _UPDATED else (),
            at=one.interaction.at, channel=one.interaction.channel,
            people=tuple(people.get(one.interaction_id, ())),
            reasons=notes.get((one.part, one.place), ()),
        )
        for one in found
    ]  # fmt: skip


def of_left_out(
    owner: Owner,  # noqa: ARG001 - as the other two
    batch: Batch,  # noqa: ARG001
    found: Sequence[LeftOut],
    files: Sequence[str],
) -> list[Line]:
    """Make the lines of what was left out, or taken back."""
    return [
        Line(
            f"x{one.pk}" if not one.line else one.line, "left-out", "taken-back" if one.line else "skipped",
            _file(files, one.part), one.place, code=one.code, reasons=(one.reason,),
        )
        for one in found
    ]  # fmt: skip


def _file(files: Sequence[str], part: int) -> str:
    return files[part] if part < len(files) else ""


def _title(edition: Edition) -> str:
    """Name a record: by its name, else by its first address, else by the first thing it says."""
    claims = tuple(Claim(*claim) for claim in edition.claims)
    written = (str(handle[2]) for handle in edition.handles)
    said = (claim.value for claim in claims if claim.value)
    return (full_name(claims) or next(written, "") or next(said, ""))[:120]


def _person(record: Record) -> tuple[str, str] | None:
    who = record.person
    return None if who is None or who.removed else (who.uid, who.name)


def _notes(
    owner: Owner, batch: Batch, found: Sequence[Sighting | InteractionClaim]
) -> dict[tuple[int, str], tuple[str, ...]]:
    """Give what was said about records that were kept all the same, by file and place."""
    places = {one.place for one in found}
    said = LeftOut.objects.filter(owner=owner, batch=batch, note=True, place__in=places)
    notes: dict[tuple[int, str], tuple[str, ...]] = defaultdict(tuple)
    for part, place, reason in said.order_by("id").values_list("part", "place", "reason"):
        notes[part, place] += (reason,)
    return notes


Changes = tuple[FieldChanged, ...] | None
Seen = tuple[int, int, date | None, date]
"""A sighting: its number, its edition, the day it speaks of, the day it came."""


def beside_it(owner: Owner, found: Sequence[Sighting]) -> dict[int, tuple[bool, Changes]]:
    """Tell for each sighting whether it was older than what counted when it came, and what it changed."""
    records = {one.edition.record_id for one in found}
    said = rows.having(Edition, ("id", "record_id", "claims"), "record_id", records, owner=owner.pk)
    editions = {pk: (record, claims) for pk, record, claims in said}
    arrived: dict[int, list[Seen]] = defaultdict(list)
    columns = ("id", "edition_id", "as_of", "on")
    for pk, edition, as_of, on in rows.having(Sighting, columns, "edition_id", editions, owner=owner.pk):
        arrived[editions[edition][0]].append((pk, edition, rows.day(as_of), rows.day(on) or date.min))
    told: dict[int, tuple[bool, Changes]] = {}
    for one in found:
        there = [seen for seen in arrived[one.edition.record_id] if seen[0] <= one.pk]
        now, before = _counting(there), _counting(seen for seen in there if seen[1] != one.edition_id)
        older = one.outcome != "created" and now != one.edition_id
        told[one.pk] = older, _against(one, older=older, other=before, editions=editions)
    return told


def _against(
    one: Sighting, *, older: bool, other: int | None, editions: Mapping[int, tuple[int, Any]]
) -> Changes:
    """Tell what differs from the other edition: to this one, or from this one if it is older."""
    if not older and one.outcome != _UPDATED:
        return ()
    if other is None:
        return None
    said = rows.parsed(editions[other][1])
    return tuple(changed(one.edition.claims, said) if older else changed(said, one.edition.claims))


def _counting(arrived: Iterable[Seen]) -> int | None:
    """Give the edition that counts after these arrivals: the newest by its own day, then by its arrival."""
    several: dict[int, list[Seen]] = defaultdict(list)
    for seen in arrived:
        several[seen[1]].append(seen)
    since = {
        (effective((as_of, on) for *_, as_of, on in some), min(pk for pk, *_ in some)): edition
        for edition, some in several.items()
    }
    return since[max(since)] if since else None


def _exchanges_before(owner: Owner, found: Sequence[Interaction]) -> dict[int, Interaction]:
    """Give the edition of each exchange that had arrived before."""
    same = Interaction.objects.filter(owner=owner, key__in={one.key for one in found}).order_by("id")
    editions: dict[str, list[Interaction]] = defaultdict(list)
    for one in same:
        editions[one.key].append(one)
    before = {one.pk: [old for old in editions[one.key] if old.pk < one.pk] for one in found}
    return {pk: several[-1] for pk, several in before.items() if several}


def _moved(old: Interaction | None, new: Interaction, people: People) -> tuple[FieldChanged, ...] | None:
    if old is None:
        return None
    before, after = _facts(old, people), _facts(new, people)
    return tuple(
        FieldChanged(name, "", before[name], after[name]) for name in after if before[name] != after[name]
    )


def _facts(one: Interaction, people: People) -> dict[str, str]:
    return {
        "at": f"{localtime(one.at):%Y-%m-%d %H:%M}",
        "text": one.text,
        "where": one.place,
        "minutes": "" if one.minutes is None else str(one.minutes),
        "people": ", ".join(name for _, name in people.get(one.pk, ())),
    }


def _people(owner: Owner, interactions: set[int]) -> People:
    """Give who is on each exchange besides the owner: (id, name), or ("", name as written) of nobody's."""
    own = exchanges.own_keys(owner)
    parts = Participation.objects.filter(owner=owner, interaction__in=interactions).exclude(role="delivered")
    found: dict[int, dict[tuple[str, str], None]] = defaultdict(dict)
    columns = (
        "interaction_id",
        "record__key",
        *(f"record__person__{name}" for name in ("uid", "name", "removed")),
    )
    written = _written(owner, interactions)
    for interaction, key, uid, name, removed in parts.order_by("id").values_list(*columns):
        if key not in own:
            here = "" if removed else uid or ""
            found[interaction][here, name or written.get((interaction, key)) or _plain(key)] = None
    return {interaction: tuple(several) for interaction, several in found.items()}


def there(owner: Owner, batch: Batch, row: Sighting | InteractionClaim) -> tuple[tuple[str, str], ...]:
    """Give everybody of whom the place of a file speaks that a line stands for: an activity names several."""
    same = {"owner": owner, "batch": batch, "part": row.part, "place": row.place}
    cards = Sighting.objects.filter(**same, edition__record__person__removed=False).order_by("id")
    columns = ("edition__record__person__uid", "edition__record__person__name")
    found = dict.fromkeys(cards.values_list(*columns))
    claims = InteractionClaim.objects.filter(**same).values_list("interaction_id", flat=True)
    for several in _people(owner, set(claims)).values():
        found.update(dict.fromkeys(several))
    return tuple(found)


def _written(owner: Owner, interactions: set[int]) -> dict[tuple[int, str], str]:
    """Give how the files write those on exchanges: by name, else by their address."""
    claims = InteractionClaim.objects.filter(owner=owner, interaction__in=interactions).exclude(named="")
    return {
        (interaction, key): name or address
        for interaction, named in claims.order_by("id").values_list("interaction_id", "named")
        for key, _, name, address in mentions.read(named)
        if name or address
    }


def _plain(key: str) -> str:
    """Say an address of which no name is known; of an account only what stands behind its service."""
    kind, _, value = key.removeprefix("@").partition(":")
    return value.partition(":")[2] or value if kind == "account" else value


def _joined(owner: Owner, found: Sequence[Record]) -> dict[int, tuple[Joined, ...]]:
    """Tell with which other records of their person these are together, and why."""
    people = {record.person_id for record in found if record.person_id is not None}
    kin: dict[int | None, list[Record]] = defaultdict(list)
    for record in Record.objects.filter(owner=owner, person__in=people).order_by("mention", "id"):
        kin[record.person_id].append(record)
    several = [record.pk for group in kin.values() if len(group) > 1 for record in group]
    handles: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for pk, kind, value in Handle.objects.filter(owner=owner, record__in=several).values_list(
        "record_id", "kind", "value"
    ):
        if CoreHandle(kind, value).strong:  # type: ignore[arg-type]
            handles[pk].add((kind, value))
    beside = {
        record.pk: [one for one in kin[record.person_id] if one.pk != record.pk and one.source != _HAND][:KIN]
        for record in found
    }
    files = person.files(owner, list({one.pk for some in beside.values() for one in some}))
    words = _words(owner, {one.uid for one in found})
    return {
        record.pk: tuple(
            dict.fromkeys(
                Joined(one.source, next(iter(files.get(one.pk, ())), ""), *_why(record, one, handles, words))
                for one in beside[record.pk]
            )
        )
        for record in found
    }


def _words(owner: Owner, uids: set[str]) -> set[frozenset[str]]:
    """Give the pairs of which the owner said that they are one person."""
    said = Verdict.objects.filter(owner=owner, same=True)
    pairs = [
        *said.filter(one__in=uids).values_list("one", "other"),
        *said.filter(other__in=uids).values_list("one", "other"),
    ]
    return {frozenset(pair) for pair in pairs}


def _why(
    record: Record, other: Record, handles: Mapping[int, set[tuple[str, str]]], words: set[frozenset[str]]
) -> tuple[Any, str]:
    """Say why two records are one person: the owner's word first, then the address they share."""
    if frozenset((record.uid, other.uid)) in words:
        return "word", ""
    shared = sorted(handles.get(record.pk, set()) & handles.get(other.pk, set()))
    return shared[0] if shared else ("through", "")
