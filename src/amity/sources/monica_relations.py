"""Who is whose what in a Monica export, and who is known only through somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from amity.core.findings import Claim

INVERSE = {
    one: other
    for pair in (
        "parent child", "grandparent grandchild", "uncle nephew", "godfather godson", "stepparent stepchild",
        "boss subordinate", "mentor protege", "inlovewith lovedby",
    )
    for one, other in (pair.split(), reversed(pair.split()))
}  # fmt: skip
"""What the other one is, where the two sides of a relationship have different names."""


@dataclass(frozen=True, slots=True)
class Row:
    """One relationship: `kind` is what the second is to the first; both by their number."""

    one: str
    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class Related:
    """What relationships say of each contact by its position, and whom they alone make known."""

    claims: Mapping[int, list[Claim]] = field(default_factory=dict)
    through: Mapping[int, list[int]] = field(default_factory=dict)
    """By position of a contact that is only a relation: those who are to be told about them."""


def related(
    rows: Iterable[Row], *, index: Mapping[str, int], names: Sequence[str], partial: set[int]
) -> Related:
    """Read relationships from both sides; Monica writes most of them twice, which says them once.

    A contact in `partial` that is related to anybody who is not becomes known through those.
    """
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    through: defaultdict[int, list[int]] = defaultdict(list)
    known = [row for row in rows if row.one in index and row.other in index and row.one != row.other]
    pairs = {(row.one, row.other) for row in known}
    for row in known:
        one, other = index[row.one], index[row.other]
        found[one].append(Claim("relation", names[other] or "somebody", row.kind))
        if (row.other, row.one) not in pairs:
            found[other].append(Claim("relation", names[one] or "somebody", INVERSE.get(row.kind, row.kind)))
        for ghost, real in ((one, other), (other, one)):
            if ghost in partial and real not in partial:
                through[ghost].append(real)
    return Related(
        {at: list(dict.fromkeys(said)) for at, said in found.items()},
        {ghost: list(dict.fromkeys(reals)) for ghost, reals in through.items()},
    )
