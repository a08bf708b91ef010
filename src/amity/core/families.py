"""Families: a mail domain of somebody's own name is a family's, and no organization.

The rule is small and errs on one side: whoever's card names an organization like the domain (Hale Ltd. at
hale.example) makes it one, and an organization that a card states is never touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from amity.core import domains, names

KIN, HANDFUL = 3, 6
"""So many people, every one of the same family name, make any domain a family's: two may be by chance."""
MANY = 12
"""More people than any family has at a domain."""
SHORT = 3
"""Letters of a family name that may stand within a longer label."""
_BESIDE = frozenset({"", "the", "family", "familie", "famille", "familia", "famiglia", "home", "haus"})
"""What may stand beside the name: hughes-family.org, familie-berg.de."""


def own(domain: str, called: Iterable[str], *, said: Collection[str] = ()) -> bool:
    """Tell whether a domain is a family's own, by the names of everybody there of whom mail tells.

    It is where all of them bear the name that the domain has, or where three to six all bear one family name.
    `said` are the organizations that cards say of people there. Whoever is known by an address alone does not
    count: their name may be any.
    """
    label = domains.label(domain)
    if any(label in area.replace(" ", "") or area.split()[:1] == [label] for area in said):
        return False
    known = [words for name in called if len(words := names.words(name)) > 1]
    if not 0 < len(known) <= MANY:
        return False
    same = KIN <= len(known) <= HANDFUL and len({words[-1] for words in known}) == 1
    return same or all(_bears(label, words) for words in known)


def _bears(label: str, words: tuple[str, ...]) -> bool:
    """Tell whether a domain is called like somebody: hale, jhale, annahale, hughes-family of hale.example."""
    family, given = words[-1], words[:-1]
    bare = label.replace("-", "")
    if len(family) < SHORT:
        return bare == "".join(words)
    beside = {*_BESIDE, *given, "".join(given), given[0][0], "".join(word[0] for word in given)}
    return any(bare in {part + family, family + part} for part in beside)
