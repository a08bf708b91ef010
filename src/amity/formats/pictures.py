"""Pictures: which data: addresses hold one that is small enough to keep."""

from __future__ import annotations

import re

LARGEST = 256 * 1024
"""Characters of a data: address that is kept."""
_HEAD = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/]{16}")
_BEGINNINGS = {"iVBORw0KGgo": "png", "/9j/": "jpeg", "R0lGOD": "gif", "UklGR": "webp"}
"""How each kind of picture begins in base 64."""


def fits(address: str) -> bool:
    """Tell whether this is a picture by its first bytes, too, and at most `LARGEST` characters long."""
    if len(address) > LARGEST or _HEAD.match(address) is None:
        return False
    return address.partition(",")[2].startswith(tuple(_BEGINNINGS))
