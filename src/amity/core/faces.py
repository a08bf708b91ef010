"""Faces: people as they stand in the book, with all that tells them apart, made ready to be compared."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from amity.core import names
from amity.core.handles import EXTENSION
from amity.core.names import Name
from amity.core.spelling import fold

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_LEGAL = frozenset(_TABLE["legal"].split())
FREE = frozenset(_TABLE["free"].split())
"""Domains where anybody may have a mailbox."""
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TAIL = 7
"""Last digits of a number that are compared where a country or area may be missing."""
_LONGEST = 200
_MOST = 12
"""Values of one kind that are looked at; nobody has more that tell something."""


@dataclass(frozen=True, slots=True)
class Face:
    """One person as already put together by strong keys.

    `names` is every form of the full name that was said, best first. `handles` are (kind, value) in normal
    forms, weak and strong; organizations, titles and places are as written; a birthday is 1987-10-06 or
    --10-06; `maiden` are former family names.
    """

    id: int
    names: tuple[str, ...]
    nicknames: tuple[str, ...] = ()
    handles: frozenset[tuple[str, str]] = frozenset()
    organizations: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    birthdays: frozenset[str] = frozenset()
    maiden: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a face is compared. `guessed` names are read from an address where no name is told."""

    names: tuple[Name, ...]
    guessed: bool
    nicknames: tuple[str, ...]
    firms: tuple[str, ...]
    domains: tuple[str, ...]
    titles: tuple[str, ...]
    places: tuple[str, ...]
    address: str
    birthdays: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    pages: tuple[str, ...]

    @property
    def tails(self) -> tuple[str, ...]:
        """The last digits of each number."""
        return tuple(
            phone[-_TAIL:] for phone in self.phones if len(phone) >= _TAIL and EXTENSION not in phone
        )

    @property
    def locals(self) -> tuple[str, ...]:
        """What stands before the @ of each address, without a plus tag."""
        return tuple(local(email) for email in self.emails)


def traits(face: Face) -> Traits:
    """Make a face ready to be compared."""
    emails = _some(value for kind, value in face.handles if kind == "email")
    told = _told(face)
    guessed = tuple(name for email in emails if (name := guess(email)).words) if not told else ()
    return Traits(
        names=told or guessed,
        guessed=not told,
        nicknames=_some(word for nickname in face.nicknames for word in names.words(nickname)),
        firms=_some(filter(None, (firm(name[:_LONGEST]) for name in face.organizations))),
        domains=_some(label for email in emails if (label := _label(email))),
        titles=_some(filter(None, (fold(title[:_LONGEST]) for title in face.titles))),
        places=_some(
            (word for place in face.places for word in _WORD.findall(fold(place[:_LONGEST]))), most=4 * _MOST
        ),
        address=max((_squeezed(place) for place in sorted(face.places)), key=len, default=""),
        birthdays=_some(face.birthdays),
        phones=_some(value for kind, value in face.handles if kind == "phone"),
        emails=emails,
        pages=_some(f"{kind} {value}" for kind, value in face.handles if kind not in {"phone", "email"}),
    )


@lru_cache(maxsize=16_384)
def firm(organization: str) -> str:
    """Write an organization as it is compared: no legal form, no spaces ("Acme Labs, Inc." → "acmelabs")."""
    found = _WORD.findall(fold(organization))
    return "".join([word for word in found if word not in _LEGAL] or found)


def local(email: str) -> str:
    """Give what stands before the @ of an address, without a plus tag."""
    return email.partition("@")[0].partition("+")[0]


def guess(email: str) -> Name:
    """Read a name from an address: anna.berg@ is Anna Berg, aberg@ one word of it."""
    return names.read(" ".join(_LETTERS.findall(local(email))))


def _told(face: Face) -> tuple[Name, ...]:
    read = [name for text in face.names[:_MOST] if (name := names.read(text)).words]
    former = [word for text in sorted(face.maiden)[:_MOST] for word in names.words(text)[-1:]]
    for name in list(read):
        if len(name.words) > 1:
            read += [
                Name((*name.words[:-1], word), (*name.words[:-1], word))
                for word in former + list(name.former)
            ]
    return tuple(dict.fromkeys(read))


def _squeezed(place: str) -> str:
    return "".join(_WORD.findall(fold(place[:_LONGEST])))


def _label(email: str) -> str:
    """Give the firm a domain names: acme of sales.acme.co.uk; nothing where anybody may have a mailbox."""
    domain = email.rpartition("@")[2]
    labels = [part for part in domain.split(".")[:-1] if part not in {"co", "com", "org", "ac", "net"}]
    return "" if not labels or domain in FREE or labels[-1] in FREE else "".join(_WORD.findall(labels[-1]))


def _some(values: Iterable[str], *, most: int = _MOST) -> tuple[str, ...]:
    return tuple(sorted(set(values))[:most])
