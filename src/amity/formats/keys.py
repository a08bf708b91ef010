"""Keys: the stable names of records and exchanges, kept short enough for every database."""

from __future__ import annotations

from hashlib import blake2b

REMEMBERED = 250_000
"""Records of one file among which repetitions are known, so that memory stays bounded."""
LONGEST = 400
"""Characters of a key; a longer one ends in the hash of the whole."""


def fit(key: str) -> str:
    """Give a key as it is, or a long one shortened so that different ones stay different."""
    return key if len(key) <= LONGEST else f"{key[: LONGEST - 33]} {digest(key)}"


def digest(*parts: str) -> str:
    """Give the hash of some texts as 32 hexadecimal digits (BLAKE2b)."""
    return blake2b("\n".join(parts).encode(errors="surrogatepass"), digest_size=16).hexdigest()


class Told:
    """The keys of one file's records so far, and what each said."""

    def __init__(self) -> None:
        """Begin a file."""
        self._said: dict[str, str] = {}

    def apart(self, key: str, content: str) -> str:
        """Give a record's key, or one of its own where another record of that key said something else."""
        if key not in self._said and len(self._said) >= REMEMBERED:
            return key
        return key if self._said.setdefault(key, content) == content else f"{key} {content}"
