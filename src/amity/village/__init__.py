"""The village: an invented professional's two years as real files, to try everything on. It writes no table."""

from __future__ import annotations

from amity.village.cast import Cast, write

__all__ = ["Cast", "write"]
