"""The tables: fields and constraints only.

Every table has its owner, and every unique key and index begins with it. References between tables carry no
database constraint, so that no index has to begin with anything else (docs/why/0004-tables.md);
`amity doctor` and the tests check them instead.
"""

from __future__ import annotations

from amity.book.models.duplicates import Proposal, Verdict
from amity.book.models.interactions import Interaction, InteractionClaim, Participation
from amity.book.models.mappings import Mapping
from amity.book.models.owners import Owner
from amity.book.models.people import Person, Reminder, Tie
from amity.book.models.plans import Pick, Plan
from amity.book.models.records import Batch, Edition, Handle, LeftOut, Record, Sighting

__all__ = [
    "Batch", "Edition", "Handle", "Interaction", "InteractionClaim", "LeftOut", "Mapping", "Owner",
    "Participation", "Person", "Pick", "Plan", "Proposal", "Record", "Reminder", "Sighting", "Tie", "Verdict",
]  # fmt: skip
