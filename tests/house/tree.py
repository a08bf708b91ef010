"""The tree: the repository's own files, as the tests on the house read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "amity"
DOCS = ROOT / "docs"
TESTS = ROOT / "tests"
_PLACES = (
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "pyproject.toml", ".gitignore", ".ci", "docs",
    "src", "tests", "bench", "requirements",
)  # fmt: skip
_MADE = ("__pycache__", ".egg-info")


def files(suffix: str = "") -> Iterator[Path]:
    """Yield every file of the repository whose name ends so, nothing that is made from others."""
    for name in _PLACES:
        place = ROOT / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            made = any(part.endswith(_MADE) for part in path.parts)
            if path.is_file() and not made and path.name.endswith(suffix):
                yield path


def texts(suffix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (place in the repository, text) of every file that is text."""
    for path in files(suffix):
        raw = path.read_bytes()
        if b"\0" not in raw[:8192]:
            yield str(path.relative_to(ROOT)), raw.decode("utf-8", "replace")


def modules() -> list[Path]:
    """List the program's own Python files; migrations are written by Django."""
    return [path for path in files(".py") if SRC in path.parents and "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    """Parse a Python file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of every string of a Python file that is no docstring."""
    bare = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value
