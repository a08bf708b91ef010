"""The village: an invented professional's years as real files, to try everything on. No table is written."""

from __future__ import annotations

from amity.village.cast import Cast, write

__all__ = ["Cast", "write"]
