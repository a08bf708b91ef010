"""Known: the book as it stood on a day; what it holds of a later one is neither counted nor named.

`Owner.until` is that day where the book holds something later, and null in ordinary life, when nothing is
left out and nothing of this costs a question. `derivation.advance` sets it and derives again what differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from amity.book import rows
from amity.book.models import (
    GROUPS,
    Batch,
    Interaction,
    InteractionClaim,
    Owner,
    Participation,
    Record,
    Reminder,
    Sighting,
    Verdict,
)
from amity.core import known as rules
from amity.core import mentions
from amity.core.known import Reach
from amity.core.mentions import Mention


def reach(owner: Owner) -> Reach | None:
    """Give how far the book is read; None where everything in it counts."""
    return None if owner.until is None else on(owner, owner.until)


def on(owner: Owner, today: date) -> Reach:
    """Give how far the book is read on a day."""
    here = Sighting.objects.filter(owner=owner, edition__record__mine=False)
    return rules.reach(today, here.order_by("on").values_list("on", flat=True).first())


def end(day: date) -> datetime:
    """Give the first moment after a day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)


def exchanged(owner: Owner, *, of: str = "interaction__") -> Q:
    """Find the exchanges the book knows of: those that took place, and meetings the calendar held ahead.

    `of` leads from the table that is asked to the exchange; it is empty for the exchanges themselves.
    """
    limit = reach(owner)
    return Q() if limit is None else _exchanged(limit, of=of)


def _exchanged(limit: Reach, *, of: str) -> Q:
    ahead = InteractionClaim.objects.filter(interaction=OuterRef(f"{of}pk"), batch__today__lte=limit.day)
    return Q(**{f"{of}at__lt": end(limit.day)}) | Q(Exists(ahead), **{f"{of}channel": "meeting"})


def beyond(owner: Owner, today: date) -> bool:
    """Tell whether the book holds anything that is not known on a day."""
    limit = on(owner, today)
    if limit.files > today:
        return True
    later = {"owner": owner, "said__gt": today}
    asked = (
        Interaction.objects.filter(owner=owner, at__gte=_midnight(today)).exclude(_exchanged(limit, of="")),
        Sighting.objects.filter(owner=owner, on__gt=today),
        Record.objects.filter(owner=owner, begins__gt=today),
        Verdict.objects.filter(owner=owner, on__gt=today),
        Batch.objects.filter(owner=owner, today__gt=today),
        Reminder.objects.filter(Q(told__gt=today) | Q(done__gt=today), owner=owner),
        *(table.objects.filter(**later) for group, part, _ in GROUPS for table in (group, part)),
    )
    return any(found.exists() for found in asked)


def _midnight(today: date) -> datetime:
    """Give the end of a day where the owner is, if it comes later than that of UTC.

    West of Greenwich an evening's mail bears the next day of UTC: alone it makes no book of a later day.
    """
    here = datetime.combine(today + timedelta(days=1), time.min).astimezone(UTC)
    return max(end(today), here)


def between(owner: Owner, one: date | None, other: date | None) -> set[int]:
    """Give the records that may say something else on one day than on another; None is the whole book."""
    low, high = sorted((one or date.max, other or date.max))
    limit = on(owner, low)
    brought = Q(edition__record__source="hand", on__gt=low) | Q(on__gt=limit.files)
    found = set(Sighting.objects.filter(brought, owner=owner).values_list("edition__record_id", flat=True))
    found |= set(Record.objects.filter(owner=owner, begins__gt=low).values_list("id", flat=True))
    if limit.files > low:
        found |= set(Record.objects.filter(owner=owner, mention=False).values_list("id", flat=True))
    said = Verdict.objects.filter(owner=owner, on__gt=low, on__lte=high).values_list("one", "other")
    uids = {uid for pair in said for uid in pair}
    for some in rows.chunks(uids):
        found |= set(Record.objects.filter(owner=owner, uid__in=some).values_list("id", flat=True))
    parts = Participation.objects.filter(
        owner=owner, record__mention=True, interaction__owner=owner, interaction__at__gte=end(low)
    )
    if high < date.max:
        parts = parts.filter(Q(interaction__at__lt=end(high)) | Q(interaction__channel="meeting"))
    return found | set(parts.values_list("record_id", flat=True))


def edited(owner: Owner) -> set[str]:
    """Give the keys of exchanges of which there are several editions."""
    resting = Interaction.objects.filter(owner=owner, current=False)
    return set(resting.values_list("key", flat=True))


def cards(owner: Owner, records: Iterable[int]) -> set[int]:
    """Give those of these cards of which the book knows anything."""
    limit = reach(owner)
    if limit is None:
        return set(records)
    columns = ("record_id", "record__source", "record__mine", "record__anchor_id", "record__begins")
    found: set[int] = set()
    for some in rows.chunks(records):
        seen = Sighting.objects.filter(owner=owner, edition__record__in=some)
        for pk, source, mine, anchor, begins, as_of, on_ in seen.values_list(
            *(f"edition__{name}" for name in columns), "as_of", "on"
        ):
            if (begins is None or begins <= limit.day) and (
                mine or limit.sees(as_of, on_, by_hand=source == "hand" and anchor is not None)
            ):
                found.add(pk)
    return found


class Heard(NamedTuple):
    """What known exchanges say of somebody: the last day, and the name; None leaves the name as it is."""

    last: date
    name: str | None


Told = Mapping[int | None, Heard]
"""What the exchanges of each import say of somebody."""


def named(owner: Owner, keys: Mapping[int, str], limit: Reach) -> dict[int, Told | None]:
    """Give what exchanges that are known say of those of whom later ones speak too; None for nobody yet.

    `keys` are those of mentions by their number. Whom no later exchange names is left out.
    """
    found: dict[int, Told | None] = {}
    for some in rows.chunks(keys):
        parts = _parts(owner, some)
        here = _moments(owner, {interaction for _, interaction, _ in parts}, limit)
        seen = {record for record, interaction, _ in parts if interaction in here}
        both = seen & {record for record, interaction, _ in parts if interaction not in here}
        mixed = [part for part in parts if part[0] in both]
        found |= dict.fromkeys(set(some) - seen)
        found |= _told(mixed, keys, here, _written(owner, {interaction for _, interaction, _ in mixed}))
    return found


def _told(
    parts: Iterable[tuple[int, int, str]], keys: Mapping[int, str], here: Mapping[int, datetime],
    written: Mapping[int, Iterable[tuple[int | None, str]]],
) -> dict[int, dict[int | None, Heard]]:  # fmt: skip
    said: dict[int, dict[int | None, Mention]] = defaultdict(dict)
    naming: set[tuple[int, int | None]] = set()
    for record, interaction, role in parts:
        for batch, text in written.get(interaction, ()):
            told = mentions.read(text)
            names = [name for key, at, name, _ in told if name and (key, at) == (keys[record], role)]
            if names:
                naming.add((record, batch))
            if interaction in here:
                mention = said[record].setdefault(batch, Mention(("", "", "")))
                for name in names or [""]:
                    mention.note(name, role, here[interaction])
    # A book restored from an older export does not tell which exchange wrote a name; there the name stays.
    return {
        record: {
            batch: Heard(one.last, one.name if (record, batch) in naming else None)
            for batch, one in several.items()
        }
        for record, several in said.items()
    }


def unheard(owner: Owner, keys: Mapping[int, str], limit: Reach) -> dict[int, Told | None]:
    """Give those of these mentions whom no exchange names that is known, each with None."""
    heard: set[int] = set()
    for some in rows.chunks(keys):
        here = Participation.objects.filter(
            _exchanged(limit, of="interaction__"), owner=owner, record__in=some
        )
        heard |= set(here.values_list("record_id", flat=True).distinct())
    return dict.fromkeys(keys.keys() - heard)


def _parts(owner: Owner, records: Iterable[int]) -> list[tuple[int, int, str]]:
    """Give the parts of records in exchanges: (record, exchange, role)."""
    columns = ("record_id", "interaction_id", "role")
    told = rows.having(Participation, columns, "record_id", records, owner=owner.pk)
    return [(record, interaction, role) for record, interaction, role in told]


def _moments(owner: Owner, exchanges: Iterable[int], limit: Reach) -> dict[int, datetime]:
    """Give when those of these exchanges took place that are known."""
    found: dict[int, datetime] = {}
    for some in rows.chunks(exchanges):
        here = Interaction.objects.filter(_exchanged(limit, of=""), owner=owner, id__in=some)
        found.update(here.values_list("id", "at"))
    return found


def _written(owner: Owner, exchanges: Iterable[int]) -> dict[int, list[tuple[int | None, str]]]:
    """Give how each import writes those on exchanges, as (import, text), by exchange."""
    found: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    columns = ("interaction_id", "batch_id", "named")
    for interaction, batch, text in rows.having(
        InteractionClaim, columns, "interaction_id", exchanges, owner=owner.pk
    ):
        found[interaction].append((batch, text))
    return found
