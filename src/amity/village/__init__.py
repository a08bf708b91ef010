"""The village: an invented professional's years as real files, and what they keep by hand, to try all on."""

from __future__ import annotations

from amity.village.cast import Cast, write
from amity.village.life import live

__all__ = ["Cast", "live", "write"]
