"""Start: Django and the database made ready, for the commands that need them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from amity import options
from amity.cli import answer
from amity.core.people import Person

if TYPE_CHECKING:
    from amity.book.access import Owner


def book() -> Owner:
    """Make the book ready — upgraded after a copy, killed imports taken back — and give its owner.

    Where ties are to be counted anew, each command counts some: nobody else does while no pages run.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.conf.settings")
    import django  # noqa: PLC0415 - only commands that need the book pay for it
    from django.db import DatabaseError  # noqa: PLC0415

    django.setup()
    from amity.book import access, derivation, recount  # noqa: PLC0415
    from amity.keep import upgrade  # noqa: PLC0415
    from amity.sync import recovery  # noqa: PLC0415

    upgrade.upgrade()
    owner = access.owner()
    recovery.recover(owner, today=options.today())
    derivation.advance(owner, today=options.today())
    with contextlib.suppress(DatabaseError):  # somebody else writes: it waits for another command
        recount.go_on(owner)
    return owner


def who(owner: Owner, text: str) -> Person:
    """Find the one person a word means; ends the command with 3 or 4 when it is several or nobody."""
    from amity.book import people  # noqa: PLC0415

    found = people.find(owner, text, today=options.today())
    if not found:
        answer.nobody(text)
    if len(found) > 1:
        answer.several(found)
    return found[0]


def waiting(owner: Owner) -> Iterator[str]:
    """Ask whose address is missing while mails wait for it."""
    from amity.book import owners  # noqa: PLC0415
    from amity.core import owning  # noqa: PLC0415

    yield from filter(None, [owning.waiting(*owners.waiting(owner))])


def today() -> date:
    """Give the day the program believes it is."""
    return options.today()
