"""Programs: addresses that wrote under many names and were never written to: nobody is behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from amity.book import known, rows
from amity.book.models import InteractionClaim, Owner, Participation, Record
from amity.core import mentions

_WROTE = Q(role="from", interaction__direction__in=("received", "unknown"))
_MET = Q(role__in=("to", "cc", "attendee", "organizer"), interaction__direction__in=("sent", "mutual"))


def among(owner: Owner, named: Iterable[int]) -> set[int]:
    """Give those of these records, each only named in exchanges, that a program writes under.

    Once the owner writes to such an address, it is a person's again.
    """
    found: set[int] = set()
    for some in rows.chunks(named):
        parts = Participation.objects.filter(
            known.exchanged(owner), owner=owner, record__in=some, interaction__current=True
        )
        often = set(parts.filter(_WROTE).values_list("record_id", flat=True).distinct())
        often -= set(parts.filter(_MET, record__in=often).values_list("record_id", flat=True))
        keys = dict(Record.objects.filter(owner=owner, id__in=often).values_list("id", "key"))
        called: dict[int, set[str]] = defaultdict(set)
        theirs = parts.filter(_WROTE, record__in=often).values_list("interaction_id", "record_id")
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
