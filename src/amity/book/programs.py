"""Programs: addresses that wrote under many names and were never written to: nobody is behind them.

Unless the owner says so: an address in a record by hand is somebody's, whatever kind of address it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from amity.book import known, rows
from amity.book.models import Handle, InteractionClaim, Owner, Participation, Record, Sighting
from amity.core import mentions, names

_WROTE = Q(role="from", interaction__direction__in=("received", "unknown"))
_MET = Q(role__in=("to", "cc", "attendee", "organizer"), interaction__direction__in=("sent", "mutual"))


def among(owner: Owner, named: Iterable[int]) -> set[int]:
    """Give those of these records, each only named in exchanges, that a program writes under.

    Once the owner writes to such an address, it is a person's again.
    """
    found: set[int] = set()
    for some in rows.chunks(named):
        parts = _parts(owner, some)
        often = set(parts.filter(_WROTE).values_list("record_id", flat=True).distinct())
        often -= set(parts.filter(_MET, record__in=often).values_list("record_id", flat=True))
        found |= many_named(owner, often)
    return found


def many_named(owner: Owner, named: Iterable[int]) -> set[int]:
    """Give those of these records that wrote under so many names that none of them is theirs."""
    found: set[int] = set()
    for some in rows.chunks(named):
        keys = dict(Record.objects.filter(owner=owner, id__in=some).values_list("id", "key"))
        called: dict[int, set[str]] = defaultdict(set)
        theirs = _parts(owner, some).filter(_WROTE).values_list("interaction_id", "record_id")
        writer = dict(theirs.iterator(rows.CHUNK))
        for several in rows.chunks(writer):
            told = InteractionClaim.objects.filter(owner=owner, interaction__in=several)
            for exchange, written in told.values_list("interaction_id", "named"):
                own = (keys[writer[exchange]], "from")
                called[writer[exchange]] |= {
                    name for key, role, name, _ in mentions.read(written) if (key, role) == own
                }
        found |= {pk for pk, names in called.items() if mentions.program(names)}
    return found


def _parts(owner: Owner, some: Iterable[int]) -> QuerySet[Participation]:
    return Participation.objects.filter(
        known.exchanged(owner), owner=owner, record__in=some, interaction__current=True
    )


def owned(owner: Owner) -> list[tuple[int, int]]:
    """Give each record by hand with those that only name an address it says: (record by hand, other).

    Where the owner says one address of several people, it is theirs of whom anything was said first.
    """
    words = Record.objects.filter(owner=owner, source="hand", mine=False).values_list("id", flat=True)
    held = rows.having(Handle, ("value", "record_id", "kind"), "record_id", words, owner=owner.pk)
    said: dict[str, set[int]] = defaultdict(set)
    for value, record, kind in held:
        if kind == "email":
            said[value].add(record)
    places = _places(owner, {one for several in said.values() if len(several) > 1 for one in several})
    first = {value: min(several, key=lambda one: places.get(one, 0)) for value, several in said.items()}
    found = []
    for some in rows.chunks(first):
        told = Handle.objects.filter(owner=owner, kind="email", value__in=some, record__mention=True)
        pairs = {record: first[value] for value, record in told.values_list("value", "record_id")}
        # In books of before a word of somebody's hangs on what it was said of.
        hung = Record.objects.filter(owner=owner, source="hand", anchor__in=list(pairs))
        taken = set(hung.values_list("anchor_id", flat=True))
        found += [(word, record) for record, word in sorted(pairs.items()) if record not in taken]
    return found


def _places(owner: Owner, words: Iterable[int]) -> dict[int, int]:
    """Order records by hand by the first day of what they say, then by name: so a restored book does too."""
    order: dict[int, tuple[date, str, str]] = {}
    for some in rows.chunks(words):
        seen = Sighting.objects.filter(owner=owner, edition__record__in=some)
        told_of = seen.values_list(
            "edition__record_id", "edition__record__key", "edition__claims", "as_of", "on"
        )
        for word, key, claims, as_of, on in told_of:
            name = next((value for field, value, _ in claims if field == "name"), "")
            told = (as_of or on, names.fold(name), key)
            order[word] = min(order.get(word, told), told)
    return {word: place for place, word in enumerate(sorted(order, key=order.__getitem__))}
