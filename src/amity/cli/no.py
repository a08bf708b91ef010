"""Every no as a code and a sentence: what a rule, the world or the program itself could not do."""

from __future__ import annotations

import os
import sys
import traceback

from amity import options
from amity.core.errors import Refusal, Trouble

_DATABASE = {
    "locked": ("busy", "Another program is using the book; wait until it is done and try again."),
    "unable to open": ("database", "The book cannot be opened; look at the permissions of the data folder."),
    "readonly": ("database", "The book cannot be written to; look at the permissions of the data folder."),
    "full": ("disk-full", "The disk is full; make room and try again. Nothing half-written stays."),
    "malformed": ("database", "The book is damaged; bring back a copy from the folder `copies`."),
    "not a database": ("database", "What lies at the book's place is no database of Amity's."),
}
"""What a database says of itself, and how to say it; the first that fits."""
_OURS = (
    "Amity failed here, and that is its own fault ({}). Please report it, with what the same command says "
    "when AMITY_DEBUG=1 is set."
)


def told(error: Exception) -> tuple[str, str]:
    """Give the code and the sentence of a no; where it happened is shown only with AMITY_DEBUG=1."""
    if os.environ.get("AMITY_DEBUG") == "1":
        traceback.print_exception(error, file=sys.stderr)
    if isinstance(error, Refusal | Trouble):
        return error.code, error.sentence
    if isinstance(error, options.Unusable):
        return "settings", str(error)
    if isinstance(error, OSError):
        return "system", _of_system(error)
    return _by_name(error) or ("failed", _OURS.format(type(error).__name__))


def _by_name(error: Exception) -> tuple[str, str] | None:
    """Tell errors of the book and of Django by name: they are not loaded for commands without them."""
    names = {f"{kind.__module__}.{kind.__name__}" for kind in type(error).__mro__}
    if "amity.book.access.Missing" in names:
        return "nobody", str(error)
    if "django.db.utils.DatabaseError" in names:
        return _of_database(error)
    if "django.core.exceptions.ImproperlyConfigured" in names:
        return "settings", f"Amity cannot start with these settings: {_first_line(error)}"
    return None


def _of_system(error: OSError) -> str:
    why = (error.strerror or type(error).__name__).rstrip(".")
    return f"{error.filename}: {why}." if error.filename else f"This computer said no: {why}."


def _of_database(error: Exception) -> tuple[str, str]:
    said = str(error).lower()
    for words, answer in _DATABASE.items():
        if words in said:
            return answer
    return "database", f"The database said no: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    line = next(iter(str(error).splitlines()), type(error).__name__).strip()
    return line if line.endswith(".") else f"{line}."
