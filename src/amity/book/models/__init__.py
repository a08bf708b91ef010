"""The tables: fields and constraints only.

Every table has its owner, and every unique key and index begins with it. References between tables carry no
database constraint, so that no index has to begin with anything else (docs/why/0004-tables.md);
`amity doctor` and the tests check them instead.
"""

from __future__ import annotations

from amity.book.models.duplicates import Proposal, Verdict
from amity.book.models.groups import GROUPS, Campaign, Circle, Goal, Group, Letter, Member, Part, Stake
from amity.book.models.interactions import Interaction, InteractionClaim, Participation
from amity.book.models.mappings import Mapping
from amity.book.models.outlook import Outlook
from amity.book.models.owners import Owner
from amity.book.models.people import Person, Tie
from amity.book.models.plans import Pick, Plan
from amity.book.models.records import Batch, Edition, Handle, LeftOut, Record, Sighting
from amity.book.models.words import WORDS, Fact, Help, Outcome, Promise, Reminder, Word

__all__ = [
    "GROUPS", "WORDS", "Batch", "Campaign", "Circle", "Edition", "Fact", "Goal", "Group", "Handle", "Help",
    "Interaction", "InteractionClaim", "LeftOut", "Letter", "Mapping", "Member", "Outcome", "Outlook",
    "Owner", "Part", "Participation", "Person", "Pick", "Plan", "Promise", "Proposal", "Record", "Reminder",
    "Sighting", "Stake", "Tie", "Verdict", "Word",
]  # fmt: skip
