"""Claims: what records say of a person, and how one person's fields follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from amity.core.findings import Claim
from amity.core.handles import Handle
from amity.core.people import PURPOSES

FIELDS: dict[str, str] = {
    "name": "the full name as written",
    "given": "given name",
    "middle": "names between given and family name",
    "family": "family name",
    "maiden": "a family name they had before",
    "prefix": "Dr., Prof.",
    "suffix": "Jr., PhD",
    "nickname": "what friends say",
    "organization": "company or institution",
    "department": "part of the organization",
    "title": "job title or role",
    "headline": "a line the person wrote about themself",
    "industry": "industry, in the source's words",
    "function": "line of work: engineering, sales, finance; the owner's word",
    "level": "individual, lead, manager, director, executive or founder; the owner's word",
    "place": "town, region or country",
    "email": "mail address, as written",
    "phone": "telephone number, as written",
    "profile": "LinkedIn profile address",
    "url": "any other web address",
    "account": "chat account, service:name",
    "address": "postal address in one line, parts joined by comma",
    "birthday": "1987-10-06, or --10-06 without a year",
    "anniversary": "the same form",
    "connected_on": "the day a LinkedIn connection was made, ISO 8601",
    "started": "first day of a position, ISO 8601",
    "finished": "last day of a position, ISO 8601",
    "note": "free text",
    "tag": "a label or category",
    "photo": "picture as a data: address, at most 256 KiB",
    "met": "how the owner met them",
    "met_on": "the day they met, ISO 8601",
    "introducer": "name of who introduced them, as a source gives it",
    "relation": "somebody related to them, by name; the label says how (spouse, colleague, mentor)",
    "circle": "a named group they belong to: team, project, community, school",
    "school": "where they learned; the label is the degree",
    "working_on": "a fact: what they work on; the label is its day, ISO 8601, where known",
    "struggling_with": "a fact: what is hard for them; label as above",
    "cares_about": "a fact: what matters to them; label as above",
    "can_help_with": "a fact: what they know or can do; label as above",
    "background": "a fact: what happened in their life; label as above",
    "help_asked": "help the owner asked them for; the label is its day, ISO 8601, where known",
    "help_offered": "help offered and not yet done; label as above",
    "help_given": "help the owner gave them: a gift, a loan, a recommendation; label as above",
    "help_received": "help they gave the owner; label as above",
    "task": "something the owner wants to do for them; the label is the day it is due, or `done`",
    "reminder": "a line to see on a day; the label is the day, ISO 8601, and how often: `2024-05-01 yearly`",
    "application": "a job the owner applied for; the label is the day (only about the owner)",
    "saved_job": "a job the owner marked; the label is the day (only about the owner)",
    "follows": "an organization the owner follows; the label is since when (only about the owner)",
    "attended": "an event the owner went to; the label is the day (only about the owner)",
    "through": "id of the person who introduced them",
    "importance": "0 to 3, the owner's word",
    "affinity": "low, normal or high, the owner's word",
    "purpose": "tactical, social or strategic, confirmed by the owner",
    "aside": "private, deceased or not-for-this",
    "muted": "yes: the owner wants no suggestion of them, ever",
    "closer": "how close a tie is by the owner's word: close, good, loose or no; the label is its day",
    "elsewhere": "how often they talk elsewhere: weekly, monthly, quarterly or no; the label is its day",
    "commitment": "why this tie is for the long run, in the owner's words",
    "looked": "the day the owner last looked at a tie for the long run, ISO 8601",
    "again": "the day on which the owner chose to try again with them, ISO 8601",
    "other": "anything else; the label is the property's own name, the value its own text",
}
"""Every word a claim's field may be, with what its value means."""

_BOOKS = ("vcard", "google", "outlook", "monica", "nametag", "meerkat", "table")
"""Sources that are address books, kept by people."""
_CHATS = ("telegram", "whatsapp", "signal", "instagram", "sms")
"""Sources that know a name only as a chat shows it."""
TRUST: dict[str, tuple[str, ...]] = {
    "organization": ("hand", "linkedin", *_BOOKS, *_CHATS, "calendar", "mail"),
    "title": ("hand", "linkedin", *_BOOKS, *_CHATS, "calendar", "mail"),
    "": ("hand", *_BOOKS, "linkedin", *_CHATS, "calendar", "mail"),
}
"""Whose word goes first, by field: the owner's own always; for a job the person's own LinkedIn page next."""

KEPT = "kept"
"""Label of a name kept by hand when the files that gave it were taken back: any file's name goes first."""
ONE = (
    "organization",
    "title",
    "industry",
    "function",
    "level",
    "place",
    "birthday",
    "met",
    "through",
    "connected_on",
    "importance",
    "affinity",
    "aside",
    "muted",
)
"""Fields of which one value is shown."""


@dataclass(frozen=True, slots=True)
class Said:
    """One record's present edition: who says it, since which day, what, and by what order of arrival."""

    source: str
    claims: tuple[Claim, ...]
    handles: tuple[Handle, ...] = ()
    since: date = date.min
    mention: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Derived:
    """The fields of one person as they follow from what is said."""

    name: str = ""
    one: Mapping[str, str] = field(default_factory=dict)
    handles: tuple[Handle, ...] = ()
    purposes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def derive(said: Iterable[Said]) -> Derived:
    """Derive one person's fields: the owner's own word wins, then the newest of the most trusted source.

    A card counts before a mere mention in an exchange. Handles, tags and notes are collected from all.
    An empty value by hand is the owner's word too: it clears the field.
    """
    records = list(said)
    orders = {name: [_firsts(record) for record in ranked(records, name)] for name in TRUST}
    told = ((name, _first(orders.get(name, orders[""]), name)) for name in ONE)
    one = dict(told)
    if any(record.source != "hand" for record in records) and len(records) > 1:
        one["title"] = _title(records, one.get("organization", ""))
    one = {name: value for name, value in one.items() if value}
    hand = [claim for record in ranked(records, "") if record.source == "hand" for claim in record.claims]
    dropped = {claim.value for claim in hand if claim.field == "other" and claim.label == "not-theirs"}
    handles = tuple(handle for handle in _handles(records) if f"{handle.kind}:{handle.value}" not in dropped)
    return Derived(
        name=_name(records, handles),
        one=one,
        handles=handles,
        purposes=tuple(
            purpose for purpose in PURPOSES if any(c.field == "purpose" and c.value == purpose for c in hand)
        ),
        tags=_collected(records, "tag"),
        notes=_collected(records, "note"),
    )


def full_name(claims: Iterable[Claim]) -> str:
    """Give the name a record goes by: written in full, else put together, else the nickname."""
    found: dict[str, str] = {}
    for claim in claims:
        found.setdefault(claim.field, claim.value.strip())
    together = " ".join(part for part in (found.get("given", ""), found.get("family", "")) if part)
    return found.get("name", "") or together or found.get("nickname", "")


def effective(dates: Iterable[tuple[date | None, date]]) -> date:
    """Give the day from which an edition counts: the latest day the record speaks of, else its first arrival.

    So bringing the same file again changes nothing. `dates` are (as_of, brought on) of each sighting.
    """
    seen = list(dates)
    spoken = [as_of for as_of, _ in seen if as_of is not None]
    return max(spoken) if spoken else min(on for _, on in seen)


def ranked(records: list[Said], name: str) -> list[Said]:
    """Order records by whose word goes first for a field; the empty field is any."""
    if len(records) < 2:  # noqa: PLR2004 - nothing to order
        return records
    order = TRUST.get(name, TRUST[""])
    known = {source: place for place, source in enumerate(order)}
    newest = sorted(records, key=lambda record: (record.since, record.order), reverse=True)
    return sorted(newest, key=lambda record: (known.get(record.source, len(order)), record.mention))


def _title(records: list[Said], organization: str) -> str:
    """Give the title that belongs to the organization shown: never one company's title at another's.

    The owner's own word is free of that, on either side.
    """
    by_hand = any(record.source == "hand" and "organization" in _firsts(record) for record in records)
    for record in ranked(records, "title"):
        said = _firsts(record)
        theirs = said.get("organization", "").casefold() in {"", organization.casefold()}
        if "title" in said and (record.source == "hand" or by_hand or theirs):
            return said["title"]
    return ""


def _firsts(record: Said) -> dict[str, str]:
    """Give the first thing a record says of each field; an empty word counts only by hand."""
    found: dict[str, str] = {}
    for claim in record.claims:
        if claim.value or record.source == "hand":
            found.setdefault(claim.field, claim.value)
    return found


def _first(ordered: list[dict[str, str]], name: str) -> str:
    return next((said[name] for said in ordered if name in said), "")


def _name(records: list[Said], handles: tuple[Handle, ...]) -> str:
    cards = [record for record in ranked(records, "name") if not record.mention]
    mentions = [record for record in ranked(records, "name") if record.mention]
    ordered = [record.claims for record in [*cards, *mentions]]
    said = [[claim for claim in claims if claim.label != KEPT] for claims in ordered]
    given = (full_name(claims) for claims in [*said, *ordered])
    return next((name for name in given if name), handles[0].written if handles else "")


def _handles(records: list[Said]) -> Iterable[Handle]:
    found: dict[tuple[str, str], Handle] = {}
    for record in ranked(records, ""):
        for handle in record.handles:
            found.setdefault((handle.kind, handle.value), handle)
    return found.values()


def _collected(records: list[Said], name: str) -> tuple[str, ...]:
    """Collect a field of all records, the newest day of the most trusted first; of one day, by what is said.

    The order of arrival is no part of it: a book that was exported and brought back says the same.
    """
    found = [
        (record, [claim.value for claim in record.claims if claim.field == name and claim.value])
        for record in records
    ]
    rank = TRUST.get(name, TRUST[""])
    found.sort(key=lambda one: (-one[0].since.toordinal(), one[1]))
    found.sort(
        key=lambda one: (rank.index(one[0].source) if one[0].source in rank else len(rank), one[0].mention)
    )
    return tuple(dict.fromkeys(value for _, values in found for value in values))
