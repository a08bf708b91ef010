"""Blocking: which pairs of faces are worth comparing, out of all there are.

Faces are put under several keys – their name by sound, a rare word, the end of a number, a birthday, an
employer with a given name – and only those under one key are compared. Small blocks go first; the largest are
left out when there would be more pairs than the book can be asked in a minute: a key that hundreds share
tells nothing.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby

from amity.core import names
from amity.core.faces import Traits
from amity.core.frequency import Frequency
from amity.core.names import Name
from amity.core.spelling import sound

_RARE = 12
"""Faces that may have a word, for the word alone to be a key."""
_LARGEST = 80
"""Faces of a block that are still compared each with each."""
_PAIRS = 8
"""Pairs compared for each face, at most and on the average; a small book may have more."""
_ALWAYS = 200_000
"""Pairs that are always looked at."""
_MASK = (1 << 32) - 1


def pairs(faces: Sequence[Traits], told: Frequency) -> Iterator[tuple[int, int]]:
    """Yield the places (i < j) of each two faces that share a key, in order, each pair once."""
    last = -1
    for pair in sorted(_packed(faces, told)):
        if pair != last:
            last = pair
            yield pair >> 32, pair & _MASK


def keys(face: Traits, told: Frequency) -> set[str]:
    """Give all keys of one face."""
    found = {key for name in face.names for key in _name_keys(name, face, told)}
    found |= {f"word {word}" for name in face.names for word in name.words if _rare(word, told)}
    found |= {f"phone {tail}" for tail in (*face.tails, *(p for p in face.phones if len(p) < 7))}  # noqa: PLR2004
    found |= {f"email {email}" for email in face.emails}
    found |= {f"local {word}" for word in face.locals if len(word) > 4}  # noqa: PLR2004 - anna@ is anybody
    found |= {f"page {page}" for page in face.pages}
    found |= {f"place {word}" for word in face.places if told.holders("place", word) <= _RARE}
    found |= {f"born {day}" for day in face.birthdays}
    return found


def _name_keys(name: Name, face: Traits, told: Frequency) -> Iterator[str]:
    """Give the keys of a name; words are taken by sound and in any order."""
    heard = sorted(sound(word) for word in name.words)
    yield "name " + " ".join(heard)
    yield "one " + "".join(name.words)
    for word in names.shortened(name):
        yield "one " + word
    if len(heard) > 1:
        ends = sorted((sound(name.words[0]), sound(name.words[-1])))
        yield "ends " + " ".join(ends)
        yield "begin " + " ".join(word[:3] for word in ends)
        yield from (f"kin {a} {b[:1]}" for a, b in (ends, ends[::-1]))
    yield from (f"at {word} {firm}" for word in set(heard) for firm in (*face.firms, *face.domains))
    yield from (f"near {word} {place}" for word in set(heard) for place in _rarest(face.places, told))
    yield from (f"born {word} {day[:4]}" for word in set(heard) for day in face.birthdays)
    yield from (f"day {word} {day[-5:]}" for word in {word[:1] for word in heard} for day in face.birthdays)


def _rare(word: str, told: Frequency) -> bool:
    return len(word) > 2 and 1 < told.holders("word", word) <= _RARE  # noqa: PLR2004 - initials and Li are none


def _rarest(places: Iterable[str], told: Frequency) -> list[str]:
    return sorted(places, key=lambda word: (told.holders("place", word), word))[:3]


def _packed(faces: Sequence[Traits], told: Frequency) -> array[int]:
    """Give pairs as one number each, some of them more than once: the least memory Python has for them."""
    places = array("Q")
    for place, face in enumerate(faces):
        places.extend({zlib.crc32(key.encode("utf-8", "replace")) << 32 | place for key in keys(face, told)})
    ordered = array("Q", sorted(places))
    largest = _largest(_sizes(ordered), max(_PAIRS * len(faces), _ALWAYS))
    found = array("Q")
    for _, group in groupby(ordered, key=lambda packed: packed >> 32):
        block = [packed & _MASK for packed in group]
        if 1 < len(block) <= largest:
            found.extend(one << 32 | other for one, other in combinations(block, 2))
    return found


def _sizes(ordered: Iterable[int]) -> dict[int, int]:
    """Count the blocks of each size."""
    sizes: dict[int, int] = {}
    for _, group in groupby(ordered, key=lambda packed: packed >> 32):
        size = sum(1 for _ in group)
        sizes[size] = sizes.get(size, 0) + 1
    return sizes


def _largest(sizes: dict[int, int], budget: int) -> int:
    """Tell the largest size of block that can still be compared."""
    spent, largest = 0, 1
    for size in sorted(sizes):
        spent += sizes[size] * size * (size - 1) // 2
        if size > _LARGEST or (spent > budget and size > 2):  # noqa: PLR2004 - two of one key always
            break
        largest = size
    return largest
