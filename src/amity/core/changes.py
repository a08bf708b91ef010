"""Changes: what an import has decided to keep, as values that `sync` makes and `book` carries out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amity.core.findings import InteractionSeen


@dataclass(frozen=True, slots=True)
class RecordKept:
    """One edition of a record; `claims` are (field, value, label), `handles` (kind, value, written)."""

    source: str
    key: str
    digest: str
    claims: tuple[tuple[str, str, str], ...]
    handles: tuple[tuple[str, str, str], ...]
    as_of: date | None = None
    mine: bool = False
    mention: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class InteractionKept:
    """One edition of an interaction; `people` are (key of the mention, role), `named` is `mentions.write`."""

    seen: InteractionSeen
    digest: str
    people: tuple[tuple[str, str], ...]
    named: str = ""


@dataclass(frozen=True, slots=True)
class FieldChanged:
    """What one field said before, and what it says now; either may be empty."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OnFile:
    """What is known of a record: the digests of its editions, which of them counts, and since which day."""

    digests: frozenset[str] = frozenset()
    counts: str = ""
    since: date = date.min

    def taking(self, digest: str, as_of: date | None, *, on: date) -> OnFile:
        """Give what is known once an edition has arrived `on` a day that speaks of the day `as_of`.

        An edition older than the one that counts is kept beside it. One that was said before arrives again
        only by a later day of its own.
        """
        day = as_of or on
        late = day >= self.since if digest not in self.digests else as_of is not None and day > self.since
        digests = self.digests | {digest}
        return OnFile(digests, digest, day) if late else OnFile(digests, self.counts, self.since)


Told = Sequence[Sequence[str]]
"""Claims as they are kept: [[field, value, label]…]."""
_JOINT = " · "


def changed(before: Told, after: Told) -> list[FieldChanged]:
    """Tell which fields differ between two editions of a record, in the order in which they are said.

    Values said in both are left out. What is kept under "other" counts under its own label.
    """
    old, new = _grouped(before), _grouped(after)
    found = []
    for name in dict.fromkeys((*new, *old)):
        gone = [value for value in old.get(name, ()) if value not in new.get(name, ())]
        come = [value for value in new.get(name, ()) if value not in old.get(name, ())]
        if gone or come:
            found.append(FieldChanged(*name, _JOINT.join(gone), _JOINT.join(come)))
    return found


def _grouped(told: Told) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for field, value, label in told:
        found.setdefault((field, label if field == "other" else ""), []).append(value)
    return found


def digest(*content: object) -> str:
    """Give a short digest of a content, equal only for equal contents."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
