"""Believed or not: names that are taken for one only where what they share is surely one person's.

A house's telephone is also the daughter's, who may have half of her mother's name.
"""

from __future__ import annotations

from amity.core import namewords
from amity.core.names import Name, read
from amity.core.namewords import FAMILY_FIRST, agree, initial


def two(one: str, other: str) -> bool:
    """Tell whether two names that agree may be a mother's and a daughter's: Maria and Mia, or Maria-Pia."""
    ours, theirs = read(one), read(other)
    if min(len(ours.words), len(theirs.words)) < 2:  # noqa: PLR2004 - whole names only
        return False
    return namewords.two(ours.words[0], theirs.words[0]) or _half(ours, theirs) or _half(theirs, ours)


def _half(long: Name, short: Name) -> bool:
    """Tell whether a name has one of another's linked given names, and of a second not even its initial."""
    missing = [
        not any(agree(part, word) or initial(part, word) for word in short.words) for part in long.linked
    ]
    return any(missing) and any(agree(part, short.words[0]) for part in long.linked)


def pets(one: str, other: str) -> bool:
    """Tell whether two whole names differ in a short form that no table has: Carmen, Carmenchu."""
    ours, theirs = read(one), read(other)
    if min(len(ours.words), len(theirs.words)) < 2:  # noqa: PLR2004 - whole names only
        return False
    if {ours.words[-1], theirs.words[-1]} & FAMILY_FIRST:
        return False  # generations of a Chinese or Korean family begin alike
    told = (ours.generation, ours.several) == (theirs.generation, theirs.several)
    return told and namewords.pet(ours.words[0], theirs.words[0]) and _family_in(ours, theirs)


def _family_in(ours: Name, theirs: Name) -> bool:
    """Tell whether the family names of two are equal, or one leaves the second out."""
    return all(one == other for one, other in zip(ours.words[1:], theirs.words[1:], strict=False))
