"""Keys: the stable names of records and exchanges, kept short enough for every database."""

from __future__ import annotations

from hashlib import blake2b

LONGEST = 400
"""Characters of a key; a longer one ends in the hash of the whole."""


def fit(key: str) -> str:
    """Give a key as it is, or a long one shortened so that different ones stay different."""
    return key if len(key) <= LONGEST else f"{key[: LONGEST - 33]} {digest(key)}"


def digest(*parts: str) -> str:
    """Give the hash of some texts as 32 hexadecimal digits (BLAKE2b)."""
    return blake2b("\n".join(parts).encode(errors="surrogatepass"), digest_size=16).hexdigest()
