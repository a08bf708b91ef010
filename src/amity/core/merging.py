"""Merging: all that records say of one person, each thing once, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from amity.core import countries
from amity.core.claims import KEPT, ONE, Said, derive, ranked
from amity.core.findings import Claim
from amity.core.handles import Handle

_BY_LABEL = frozenset({
    "other", "relation", "school", "task", "reminder", "help_asked", "help_offered", "help_given",
    "help_received", "working_on", "struggling_with", "cares_about", "can_help_with", "background",
})  # fmt: skip
"""Fields in which one text under two labels is two things."""


def merged(
    said: Iterable[Said],
    *,
    introducer: str = "",
    within: Callable[[str], Iterable[Claim]] = lambda _text: (),
) -> tuple[Claim, ...]:
    """Give one person's claims from all records. Whoever reads them as one record derives the same fields.

    What is shown goes first in its field; what the owner cleared, or said is not theirs, is left out, and so
    are the program's own marks in the owner's words. `introducer` is the name of who introduced them;
    `within` tells what a text that was kept as it stood says again, when it does.
    """
    records = list(said)
    known = derive(records)
    shown = {"name": known.name, **known.one}
    told = countries.shown(known.handles)
    held = {(str(handle.kind), handle.value) for handle in told}
    normal = {(str(one.kind), text): one.value for record in records for one in record.handles
              for text in (one.written, one.value)}  # fmt: skip
    refused = {(kind, value) for (kind, _), value in normal.items()} - held
    found: dict[tuple[str, str], Claim] = {}
    for record in ranked(records, ""):
        for claim in record.claims:
            again = within(claim.value) if claim.field == "other" else ()
            if any(
                _value(one, normal) in refused or not _counts(record, one, shown) for one in (claim, *again)
            ):
                continue
            key = (claim.field, _value(claim, normal)[1] + _beside(claim))
            if not found.setdefault(key, claim).label:
                found[key] = claim
    claims = [*_missing(found, told, known.name), *found.values()]
    claims += [Claim("introducer", introducer)] if introducer else []
    lists = {"tag": known.tags, "note": known.notes}

    def place(claim: Claim) -> tuple[bool, int]:
        listed = lists.get(claim.field, ())
        at = listed.index(claim.value) if claim.value in listed else 0
        return shown.get(claim.field) not in {None, claim.value}, at

    return tuple(sorted(claims, key=place))


def _value(claim: Claim, normal: Mapping[tuple[str, str], str]) -> tuple[str, str]:
    """Give a claim's field and its value, of an address the normal form."""
    written = claim.value.lower() if claim.field == "account" else claim.value
    return claim.field, normal.get((claim.field, written), claim.value)


def _counts(record: Said, claim: Claim, shown: dict[str, str]) -> bool:
    if not claim.value or claim.field == "through" or (claim.field in ONE and claim.field not in shown):
        return False
    if record.mention and claim.field == "name":
        return claim.value == shown["name"]
    return not (record.source == "hand" and (claim.field == "other" or claim.label == KEPT))


def _beside(claim: Claim) -> str:
    """Tell what else makes two claims two: a property's name, the day of help, the kin of a relation."""
    return f"\x1f{claim.label}" if claim.field in _BY_LABEL else ""


def _missing(found: dict[tuple[str, str], Claim], handles: Iterable[Handle], name: str) -> list[Claim]:
    """Give what is shown and no claim says: a name put together, an address out of an exchange."""
    left = (handle for handle in handles if (handle.kind, handle.value) not in found)
    told = [Claim(one.kind, (one.kind != "account" and one.written) or one.value) for one in left]
    named = ("name", name) in found or not name or any(handle.written == name for handle in handles)
    return told if named else [Claim("name", name), *told]
