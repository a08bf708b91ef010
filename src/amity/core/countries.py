"""Countries of telephone numbers: which there are, which one is meant, and one number written twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from amity.core.errors import Refusal
from amity.core.handles import Handle

_LOOKED_AT = 2_000
"""Numbers from which a country is guessed."""
ALIKE = 7
"""Figures from which on a bare number is as good as one with a country; fewer are many people's."""


def read(text: str) -> str:
    """Read a two-letter country (ISO 3166) in its normal form; nothing stays nothing."""
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415 - 70 ms, paid only by those who need numbers

    code = text.strip().upper()
    if code and code not in SUPPORTED_REGIONS:
        raise Refusal("region", "The country is two letters: GB, DE, US …")
    return code


def likely(numbers: Iterable[str]) -> str:
    """Guess a country from normal numbers: the one most of those have that tell theirs, else nothing."""
    told = Counter(filter(None, map(of, islice(numbers, _LOOKED_AT))))
    best = max(told, key=lambda code: told[code], default="")
    return best if 2 * told[best] > told.total() else ""


@lru_cache(maxsize=16_384)
def of(number: str) -> str:
    """Give the country (ISO 3166) of a number in its normal form; empty where it tells none."""
    import phonenumbers  # noqa: PLC0415 - as above

    try:
        found = phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        return ""
    return found if found.isalpha() else ""  # 001 is everywhere


def shown(handles: Iterable[Handle]) -> tuple[Handle, ...]:
    """Leave out what tells a person nothing: inner accounts, and a bare number whose whole one is there."""
    several = tuple(handle for handle in handles if not handle.inner)
    whole = [one.value for one in several if one.kind == "phone" and one.strong]
    return tuple(one for one in several if one.kind != "phone" or one.strong or not _twice(one.value, whole))


def _twice(bare: str, whole: Iterable[str]) -> bool:
    figures = bare.lstrip("0")
    return len(figures) >= ALIKE and any(number.endswith(figures) for number in whole)
