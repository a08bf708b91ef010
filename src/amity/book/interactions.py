"""Interactions: kept and forgotten with their batches, turned by who the owner is, logged by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Min

from amity.book import access, hand, known, records, rows, ties
from amity.book.models import Batch, Handle, Interaction, InteractionClaim, Owner, Participation, Record
from amity.core import interactions as rules
from amity.core import names
from amity.core.changes import InteractionKept
from amity.core.claims import full_name
from amity.core.errors import Refusal
from amity.core.ties import Event

RecordKey = tuple[str, str]
T = TypeVar("T")


def editions(owner: Owner, keys: Iterable[str]) -> dict[str, dict[str, int]]:
    """Give every edition on file by interaction key: its digest and its number."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for pk, key, digest in rows.having(Interaction, ("id", "key", "digest"), "key", keys, owner=owner.pk):
        found[key][digest] = pk
    return found


def own_keys(owner: Owner) -> frozenset[str]:
    """Give the owner's own addresses as the keys of mentions: "@email:robin@example.com"."""
    told = Record.objects.filter(owner=owner, mine=True).values("id")
    held = Handle.objects.filter(owner=owner, record__in=told).values_list("kind", "value")
    return frozenset(f"@{kind}:{value}" for kind, value in held)


def mine(owner: Owner) -> frozenset[int]:
    """Give the records that are the owner: those said to be, and those that share an address with them.

    A card with the owner's address but another name is somebody of the same household, and stays a person.
    """
    told = set(Record.objects.filter(owner=owner, mine=True).values_list("id", flat=True))
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, value in Handle.objects.filter(owner=owner, record__in=told).values_list("kind", "value"):
        by_kind[kind].append(value)
    sharing: set[int] = set()
    for kind, several in by_kind.items():
        same = Handle.objects.filter(owner=owner, kind=kind, value__in=several)
        sharing |= set(same.values_list("record_id", flat=True))
    cards = Record.objects.filter(owner=owner, id__in=sharing - told, mention=False).values_list(
        "id", flat=True
    )
    return frozenset(told | sharing - _of_others(owner, told, list(cards)))


def _of_others(owner: Owner, told: set[int], cards: Sequence[int]) -> set[int]:
    """Tell which of these cards are not the owner's own, because their name contradicts the owner's."""
    if not cards:
        return set()
    said = records.said(owner, [*told, *cards])
    mine = {owner.name, *(full_name(said[pk].claims) for pk in told if pk in said)}
    return {
        pk for pk in cards
        if pk in said and any(names.contradict(full_name(said[pk].claims), name) for name in mine)
    }  # fmt: skip


def keep(
    owner: Owner, batch: Batch, part: int, source: str, kept: Sequence[InteractionKept], *,
    cache: Mapping[RecordKey, int], own: frozenset[str], on_file: Mapping[str, Mapping[str, int]],
    outcomes: dict[str, str] | None = None,
) -> set[int]:  # fmt: skip
    """Keep interactions as one file brought them; give the records on new ones and on those they replace.

    Call it in a transaction. `outcomes` are as for `records.keep`.

    Every mention must be in `cache`; `own` are the owner's keys and `on_file` what `editions` says of these.
    """
    wanted = {(item.seen.key[:400], item.digest): item for item in kept}
    known = {(key, digest): pk for key, several in on_file.items() for digest, pk in several.items()}
    fresh = {key: item for key, item in wanted.items() if key not in known}
    numbered = list(zip(rows.reserve(Interaction, len(fresh)), fresh.items(), strict=True))
    again = {key for key, _ in fresh if key in on_file} | _repeated(key for key, _ in fresh)
    interaction_rows: list[tuple[object, ...]] = []
    participation_rows: list[tuple[int, int, int, str]] = []
    for pk, ((key, digest), item) in numbered:
        seen = item.seen
        way, others = _turn(item.people, seen.direction, own)
        interaction_rows.append(
            (pk, owner.pk, source, key, digest, seen.at.astimezone(UTC), seen.channel, seen.direction or "",
             way, others, seen.text[:300], seen.where[:300], seen.minutes, key not in again)
        )  # fmt: skip
        participation_rows.extend(
            (owner.pk, pk, cache[source, mention], role) for mention, role in item.people
        )
        known[key, digest] = pk
    rows.insert(Interaction, _COLUMNS, interaction_rows)
    rows.insert(Participation, ("owner_id", "interaction_id", "record_id", "role"), participation_rows)
    claimed = {(item.seen.key[:400], item.digest, item.seen.place): item for item in kept}
    claims = (
        (owner.pk, batch.pk, part, known[key, digest], place[: records.PLACE],
         (outcomes or {}).pop(place, ""), item.named)
        for (key, digest, place), item in claimed.items()
    )  # fmt: skip
    rows.insert(InteractionClaim, _CLAIM, claims)
    return elect(owner, again) | {record for _, _, record, _ in participation_rows}


_CLAIM = ("owner_id", "batch_id", "part", "interaction_id", "place", "outcome", "named")


_COLUMNS = (
    "id", "owner_id", "source", "key", "digest", "at", "channel", "given", "direction", "others", "text",
    "place", "minutes", "current",
)  # fmt: skip


def _repeated(keys: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {key for key in keys if key in seen or seen.add(key)}  # type: ignore[func-returns-value]


def _turn(people: Sequence[tuple[T, str]], given: str | None, own: frozenset[T]) -> tuple[str, int]:
    roles = [(role, one in own) for one, role in people]
    way = rules.direction(roles, given=given or None)  # type: ignore[arg-type]
    return way, len({one for one, role in people if one not in own and role != "delivered"})


def elect(owner: Owner, keys: Iterable[str]) -> set[int]:
    """Of several editions of one interaction let the one that arrived last count, the others rest.

    Where the book is read on an earlier day, the last that had arrived by then counts, else the first. Give
    the records that take part in an edition which counts now, or no longer does.
    """
    touched: set[int] = set()
    limit = known.reach(owner)
    for some in rows.chunks(keys):
        editions = Interaction.objects.filter(owner=owner, key__in=some).values_list("id", "key", "current")
        by_key: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        for pk, key, current in editions:
            by_key[key].append((pk, current))
        several = [pk for group in by_key.values() if len(group) > 1 for pk, _ in group]
        arrived: dict[int, int] = {}
        for part in rows.chunks(several):
            first = InteractionClaim.objects.filter(owner=owner, interaction__in=part).values_list(
                "interaction_id"
            )
            arrived.update(dict(first.annotate(first=Min("id"))))
            if limit is not None:
                late = first.exclude(batch=None).annotate(first=Min("id"), day=Min("batch__today"))
                arrived.update({pk: -claim for pk, claim, day in late if day > limit.files})
        changes = [
            (chosen, pk)
            for group in by_key.values()
            for latest in [max(group, key=lambda edition: (arrived.get(edition[0], 0), edition[0]))[0]]
            for pk, current in group
            for chosen in [pk == latest]
            if chosen != current
        ]
        rows.update(Interaction, ("current",), changes)
        turned = (pk for _, pk in changes)
        touched |= {
            pk
            for (pk,) in rows.having(Participation, ("record_id",), "interaction_id", turned, owner=owner.pk)
        }
    return touched


def turn(owner: Owner, interactions: Iterable[int] | None = None) -> set[int]:
    """Derive directions again (of all interactions, by default); give the records whose exchanges changed."""
    own = mine(owner)
    every = Interaction.objects.filter(owner=owner).order_by("id")
    numbers = list(every.values_list("id", flat=True)) if interactions is None else sorted(interactions)
    changed: set[int] = set()
    for some in rows.chunks(numbers):
        people: dict[int, list[tuple[int, str]]] = defaultdict(list)
        columns = ("interaction_id", "record_id", "role")
        for interaction, record, role in rows.having(
            Participation, columns, "interaction_id", some, owner=owner.pk
        ):
            people[interaction].append((record, role))
        updates = []
        facts = rows.having(Interaction, ("id", "given", "direction", "others"), "id", some, owner=owner.pk)
        for pk, given, way, others in facts:
            now = _turn(people[pk], given, own)
            if now != (way, others):
                updates.append((*now, pk))
                changed |= {record for record, _ in people[pk]}
        rows.update(Interaction, ("direction", "others"), updates)
    return changed


def forget(owner: Owner, batch: Batch, *, part: int | None = None, place: str | None = None) -> set[int]:
    """Take back a batch's word (or of one file, one place), and what nobody claims; give who is touched."""
    mine = InteractionClaim.objects.filter(owner=owner, batch=batch)
    mine = mine if part is None else mine.filter(part=part)
    mine = mine if place is None else mine.filter(place=place)
    claimed = set(mine.values_list("interaction_id", flat=True))
    mine.delete()
    touched: set[int] = set()
    for some in rows.chunks(claimed):
        alive = InteractionClaim.objects.filter(owner=owner, interaction__in=some)
        gone = set(some) - set(alive.values_list("interaction_id", flat=True))
        keys = set(Interaction.objects.filter(owner=owner, id__in=some).values_list("key", flat=True))
        parts = Participation.objects.filter(owner=owner, interaction__in=some)
        touched |= set(parts.values_list("record_id", flat=True))
        rows.delete(Participation, "interaction_id", gone, owner=owner.pk)
        rows.delete(Interaction, "id", gone, owner=owner.pk)
        touched |= elect(owner, keys)
    return touched


def log(
    owner: Owner, ids: Iterable[str], text: str, *, how: str = "call", on: date, direction: str = "mutual",
    today: date,
) -> str:  # fmt: skip
    """Log an exchange by hand, with one person or several, and give its id; it counts at noon UTC."""
    if how not in rules.CHANNELS:
        raise Refusal(
            "unknown-channel", f"{how!r} is no way to talk; choose from {', '.join(rules.CHANNELS)}."
        )
    if direction not in {"sent", "received", "mutual"}:
        raise Refusal("unknown-direction", "An exchange was sent, received or mutual.")
    if on > today:
        raise Refusal("future", "That day has not come yet; a reminder can wait for it.")
    people = access.people(owner, ids)
    if not people:
        raise Refusal("nobody", "Say with whom it was.")
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    role = {"sent": "to", "received": "from", "mutual": "attendee"}[direction]
    with transaction.atomic():
        words = [hand.record(owner, person, today=today) for person in people]
        key = access.fresh(owner, "log")
        row = Interaction.objects.create(
            owner=owner, source="hand", key=f"hand:{key}", digest=key, at=at, channel=how, given=direction,
            direction=direction, others=len(words), text=" ".join(text.split())[:300],
        )  # fmt: skip
        Participation.objects.bulk_create(
            Participation(owner=owner, interaction=row, record=word, role=role) for word in words
        )
        share = rules.counted(role, direction) or (0.0, 0.0)  # type: ignore[arg-type]
        heavy = rules.weight(len(words))
        wait = rules.pause(how)
        crowd = rules.crowded(len(words))
        event = Event(ties.moment(at), share[0] * heavy, share[1] * heavy, wait, crowd)
        ties.take(
            owner, {person.pk for person in people}, event, how, others=len(words), number=row.pk, today=today
        )
    return f"{row.pk}"


def key(owner: Owner, id: str) -> str:  # noqa: A002
    """Give the natural key of an interaction, by which lines about people name it."""
    return Interaction.objects.get(owner=owner, id=int(id)).key


def ids(owner: Owner, keys: Iterable[str]) -> dict[str, str]:
    """Give the ids of the interactions that lines about people name, by natural key."""
    wanted = {key for key in keys if key}
    found = Interaction.objects.filter(owner=owner, current=True, key__in=wanted) if wanted else ()
    return {row.key: str(row.pk) for row in found}


def amend(owner: Owner, key: str, text: str) -> None:
    """Add words to an exchange logged by hand, where they do not stand there already."""
    row = Interaction.objects.filter(owner=owner, source="hand", key=key).first() if key else None
    if row is not None and text.casefold() not in row.text.casefold():
        row.text = f"{row.text.rstrip('. ')}. {text}"[:300]
        row.save()


def unlog(owner: Owner, id: str, *, today: date) -> str:  # noqa: A002
    """Take back an exchange logged by hand, and give what it said; what was learned in it stays."""
    mine = Interaction.objects.filter(owner=owner, source="hand")
    row = mine.filter(id=int(id)).first() if id.isascii() and id.isdecimal() and len(id) < 19 else None  # noqa: PLR2004 - no database has more
    if row is None:
        raise access.Missing(f"There is no exchange {id!r} by your own hand.")
    with transaction.atomic():
        parts = Participation.objects.filter(owner=owner, interaction=row.pk)
        people = set(parts.exclude(record__person=None).values_list("record__person_id", flat=True))
        parts.delete()
        InteractionClaim.objects.filter(owner=owner, interaction=row.pk).delete()
        row.delete()
        ties.replay(owner, {pk for pk in people if pk is not None}, today=ties.counted_on(owner, today=today))
    return row.text


@dataclass(frozen=True, slots=True)
class Meeting:
    """A coming meeting and the people of the book who are on it, by id and name."""

    at: datetime
    minutes: int | None
    title: str
    where: str
    people: tuple[tuple[str, str], ...]


def coming(owner: Owner, *, today: date, days: int = 14, limit: int = 8) -> list[Meeting]:
    """Give the next meetings with somebody of the book, from today on."""
    begin = datetime(today.year, today.month, today.day, tzinfo=UTC)
    those = (
        Interaction.objects.filter(
            known.exchanged(owner, of=""),
            owner=owner,
            current=True,
            channel="meeting",
            at__gte=begin,
            at__lt=begin + timedelta(days=days),
        )
        .exclude(source="hand")
        .order_by("at", "id")[: limit * 4]
    )
    found = list(those)
    parts = Participation.objects.filter(owner=owner, interaction__in=[row.pk for row in found])
    with_whom = parts.filter(record__person__removed=False).values_list(
        "interaction_id", "record__person__uid", "record__person__name"
    )
    people: dict[int, dict[str, str]] = defaultdict(dict)
    for interaction, uid, name in with_whom:
        people[interaction][uid] = name
    return [
        Meeting(row.at, row.minutes, row.text, row.place, tuple(people[row.pk].items()))
        for row in found
        if people[row.pk]
    ][:limit]
