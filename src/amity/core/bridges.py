"""Bridges: a third name that makes two one person's which would contradict each other without it."""

from __future__ import annotations

from amity.core import spelling
from amity.core.names import Name, like, read
from amity.core.namewords import agree, formal, initial, means, one_family


def bridged(one: str, other: str, third: str) -> bool:
    """Tell whether a third name makes two others one person's that would contradict each other.

    Ana Lima-Paz is both Ana Lima and Ana Paz, and John Berg both Johnny and Jack Berg.
    """
    ours, theirs, bridge = (read(name) for name in (one, other, third))
    if min(len(ours.words), len(theirs.words), len(bridge.words)) < 2:  # noqa: PLR2004 - whole names only
        return False
    if len({(name.generation, name.several) for name in (ours, theirs, bridge)}) > 1:
        return False
    return all(
        like(name, bridge, 0, 0) or initial(name.words[0], bridge.words[0]) for name in (ours, theirs)
    ) and ((_given_alike(ours, theirs, bridge)) and all(_family_of(name, bridge) for name in (ours, theirs)))


def _given_alike(ours: Name, theirs: Name, bridge: Name) -> bool:
    """Tell whether two given names are one as they stand, or by a bridge that is no short form of both."""
    a, b, c = ours.words[0], theirs.words[0], bridge.words[0]
    return like(ours, theirs, 0, 0) or initial(a, b) or formal(c) or not (means(a, c) or means(b, c))


def _family_of(name: Name, bridge: Name) -> bool:
    """Tell whether somebody's family name is one of those of a bridge, or its initial."""
    last, foreign = name.words[-1], name.foreign != bridge.foreign
    return any(
        agree(last, word, foreign=foreign)
        or (len(last) == 1 and initial(last, word))
        or (last[0] == word[0] and (one_family(last, word) or spelling.close(last, word)))
        for word in (*bridge.words[1:], *bridge.former)
    )
