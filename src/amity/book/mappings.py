"""Mappings: how the owner said that the columns of their tables are to be read, remembered by header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from amity.book.models import Mapping as Row
from amity.book.models import Owner
from amity.core.errors import Refusal
from amity.formats import columns

Said = dict[str, dict[str, str]]


def all(owner: Owner) -> Said:  # noqa: A001 - "all mappings"
    """Give what the owner said of every header: by its fingerprint, a field for each column."""
    found = Row.objects.filter(owner=owner).values_list("fingerprint", "columns")
    return {fingerprint: dict(said) for fingerprint, said in found}


def dated(owner: Owner) -> dict[str, tuple[dict[str, str], date]]:
    """Give the same with the day on which each was said, in the order of the fingerprints."""
    found = Row.objects.filter(owner=owner).order_by("fingerprint")
    return {row.fingerprint: (dict(row.columns), row.on) for row in found}


def told(owner: Owner, header: Sequence[str]) -> dict[str, str]:
    """Give what the owner said of this header; nothing where they said nothing."""
    row = Row.objects.filter(owner=owner, fingerprint=columns.fingerprint(header)).first()
    return dict(row.columns) if row else {}


def say(owner: Owner, header: Sequence[str], said: Mapping[str, str], *, today: date) -> None:
    """Remember what each column of this header is; refused where a table so read would be about nobody."""
    keys = columns.unique(header)
    unknown = sorted(set(said) - set(keys))
    if unknown:
        raise Refusal("no-such-column", f"This table has no column {unknown[0]!r}.")
    wrong = sorted(set(said.values()) - columns.FIELDS.keys())
    if wrong:
        raise Refusal("no-such-field", f"{wrong[0]!r} is nothing a column can be.")
    whole = {key: said.get(key, one.field) for key, one in zip(keys, columns.guess(header), strict=True)}
    if columns.NAMING.isdisjoint(whole.values()):
        raise Refusal("no-name", "Say which column holds the name or an address; else it is about nobody.")
    remember(owner, columns.fingerprint(header), whole, on=today)


def remember(owner: Owner, fingerprint: str, said: Mapping[str, str], *, on: date) -> None:
    """Keep a mapping as it is, over an older one of the same header."""
    Row.objects.update_or_create(
        owner=owner, fingerprint=fingerprint, defaults={"columns": dict(said), "on": on}
    )


def forget(owner: Owner, header: Sequence[str]) -> None:
    """Forget what was said of a header: its own names count again."""
    Row.objects.filter(owner=owner, fingerprint=columns.fingerprint(header)).delete()
