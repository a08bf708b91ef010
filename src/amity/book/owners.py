"""Owners: who the owner is, in their own words and by the addresses that are theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from amity.book import derivation, hand, interactions, placing, rows
from amity.book.models import Handle, Interaction, Owner, Participation, Record
from amity.core import countries, industries, mentions, owning, slots
from amity.core.errors import Refusal
from amity.core.findings import Claim
from amity.core.owning import Suggested
from amity.core.people import PURPOSES
from amity.core.view import Position

LEVELS = ("individual", "lead", "manager", "director", "executive", "founder", "between-jobs")
_LOOKED_AT = 2_000
"""Numbers or mails that a guess looks at."""
MANY = 5
"""Numbers without a country from which on it is worth asking for it."""
_MAILING = ("mail", "monica")
"""Sources of mails: where none of their records is, no mail is looked for among all that was exchanged."""
_REACHED = frozenset({"email", "phone", "profile", "url", "account"})
"""What the owner names as an address of theirs, apart from what else they say of themself."""
_AT_WORK = frozenset({"name", "industry", "organization"})
"""Words of the owner by which others at their organization are placed."""
_OF_THE_WEEK = frozenset({"minutes", "targets", "wishes", "organization"})
"""Words of the owner that a week is drawn by: the open picks of one not begun are drawn anew."""
_WORDS = (
    "name",
    "role",
    "level",
    "industry",
    "organization",
    "place",
    "minutes",
    "slot",
    "region",
    "targets",
    "wishes",
    "subjects",
    "snippets",
)


@dataclass(frozen=True, slots=True)
class OwnerShown:
    """The owner as pages and the command line show them."""

    name: str
    addresses: tuple[str, ...]
    told: tuple[str, ...]
    role: str
    level: str
    industry: str
    organization: str
    place: str
    minutes: int
    slot: str
    region: str
    subjects: bool
    snippets: bool
    chosen: bool
    numbers: tuple[str, ...] = ()
    targets: dict[str, int] = field(default_factory=dict)
    known_as: tuple[str, ...] = ()
    wishes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the owner about themself: own addresses, the country of so many bare numbers.

    Of so many of the newest mails nobody can tell which way they went (`undirected`); 0 where these are so
    few that an address of the owner's is hardly missing: a mail to a list, a blind copy.
    """

    suggested: tuple[Suggested, ...]
    bare: int
    guess: str
    undirected: int = 0


def describe(owner: Owner) -> OwnerShown:
    """Give what is known of the owner; a name or organization not told comes from what sources said."""
    said, words = _said(owner), _own_words(owner)
    return OwnerShown(
        name=owner.name or said.get("name", ""),
        addresses=addresses(owner),
        told=tuple(_told(words)),
        role=owner.role or said.get("headline", ""),
        level=owner.level,
        industry=owner.industry or said.get("industry", ""),
        organization=owner.organization or present_employer(owner),
        place=owner.place or said.get("place", ""),
        minutes=owner.minutes,
        slot=owner.slot,
        region=owner.region,
        subjects=owner.subjects,
        snippets=owner.snippets,
        chosen=owner.chosen is not None,
        numbers=_held(owner, "phone"),
        targets={name: owner.targets[name] for name in PURPOSES if name in owner.targets},
        known_as=tuple(_known_as(words)),
        wishes=tuple((dimension, name) for dimension, name in owner.wishes),
    )


def addresses(owner: Owner) -> tuple[str, ...]:
    """Give the mail addresses and profiles that are the owner's, told and found, without repeats."""
    return _held(owner, "email", "profile")


def _held(owner: Owner, *kinds: str) -> tuple[str, ...]:
    mine = Record.objects.filter(owner=owner, mine=True).values("id")
    held = Handle.objects.filter(owner=owner, record__in=mine, kind__in=kinds)
    return tuple(dict.fromkeys(held.order_by("kind", "value").values_list("value", flat=True)))


def likely_region(owner: Owner) -> str:
    """Guess the country of bare numbers: by the owner's own numbers, else by those of everybody."""
    everybody = Handle.objects.filter(owner=owner, kind="phone", value__startswith="+")
    return countries.likely(_held(owner, "phone")) or countries.likely(
        everybody.order_by("id").values_list("value", flat=True)[:_LOOKED_AT]
    )


def asked(owner: Owner, *, region: str = "") -> Asked:
    """Give what is asked after an import; `region` is the country that the environment tells."""
    bare = 0 if region or owner.region else _bare_numbers(owner)
    many = bare if bare >= MANY else 0
    guess, (mails, seen) = likely_region(owner) if many else "", _undirected(owner)
    worth_it = len(mails) * owning.SHARE >= seen
    return Asked(_suggested(owner, mails), many, guess, len(mails) if worth_it else 0)


def undirected(owner: Owner) -> int:
    """Count the mails of which nobody can tell whether the owner wrote or received them."""
    mails = Interaction.objects.filter(owner=owner, channel="mail", current=True, direction="unknown")
    return mails.count()


def waiting(owner: Owner) -> tuple[int, tuple[Suggested, ...]]:
    """Count the mails that wait for an address of the owner's, with those that may be it.

    None does where they are so few that an address is hardly missing (`Asked.undirected`).
    """
    mails, seen = _undirected(owner)
    if not mails or len(mails) * owning.SHARE < seen:
        return 0, ()
    return undirected(owner), _suggested(owner, mails)


def _bare_numbers(owner: Owner) -> int:
    """Count the numbers that would be somebody's if their country were known."""
    held = Handle.objects.filter(owner=owner, kind="phone").exclude(value__startswith="+")
    told = held.values_list("value", flat=True).distinct()[:_LOOKED_AT]
    return sum(len(value) >= countries.ALIKE for value in told)


def suggested(owner: Owner) -> tuple[Suggested, ...]:
    """Give the addresses that may be the owner's, by those of the newest mails that have no direction."""
    return _suggested(owner, _undirected(owner)[0])


def _undirected(owner: Owner) -> tuple[list[int], int]:
    """Give those of the newest mails of which nobody can tell which way they went, and how many were seen."""
    if not Record.objects.filter(owner=owner, source__in=_MAILING).exists():
        return [], 0
    # By a sum, so that SQLite reads from the newest on instead of sorting all that is the owner's.
    mine = Interaction.objects.annotate(whose=F("owner_id") + 0).filter(whose=owner.pk)
    newest = mine.filter(channel="mail", current=True).order_by("-id")
    ways = newest.values_list("id", "direction")[:_LOOKED_AT]
    return [pk for pk, direction in ways if direction == "unknown"], len(ways)


def _suggested(owner: Owner, mails: Sequence[int]) -> tuple[Suggested, ...]:
    named: Counter[str] = Counter()
    start = mentions.key("email", "")
    subjects: dict[str, list[str]] = defaultdict(list)
    for some in rows.chunks(mails):
        parts = Participation.objects.filter(owner=owner, interaction__in=some)
        keys = parts.filter(record__key__startswith=start).values_list(
            "interaction_id", "record__key", "interaction__text"
        )
        for _, key, text in set(keys):
            named[key.removeprefix(start)] += 1
            subjects[key.removeprefix(start)].append(text)
    people = ((one, count) for one, count in named.items() if not owning.is_list(one, subjects[one]))
    return owning.suggest(people, mails=len(mails))


def positions(owner: Owner) -> list[Position]:
    """Give the owner's own jobs, newest first."""
    from amity.book import records  # noqa: PLC0415 - records knows nothing of owners

    mine = Record.objects.filter(owner=owner, mine=True, key__startswith="position:")
    uids = dict(mine.values_list("id", "uid"))
    found = []
    for pk, said in records.said(owner, list(uids)).items():
        told = {claim.field: claim.value for claim in said.claims}
        found.append(
            Position(
                uids[pk], told.get("organization", ""), told.get("title", ""),
                _day(told.get("started", "")), _day(told.get("finished", "")),
            )
        )  # fmt: skip
    return sorted(found, key=lambda job: (job.started or date.min, job.organization), reverse=True)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def present_employer(owner: Owner) -> str:
    """Name where the owner works by the jobs that sources tell; empty when none lasts."""
    return next((job.organization for job in positions(owner) if job.finished is None), "")


def _said(owner: Owner) -> dict[str, str]:
    from amity.book import records  # noqa: PLC0415

    mine = Record.objects.filter(owner=owner, mine=True).exclude(key__startswith="position:")
    told: dict[str, str] = {}
    for said in records.said(owner, sorted(mine.values_list("id", flat=True))).values():
        claims = {claim.field: claim.value for claim in said.claims}
        if "name" not in claims and claims.get("given"):
            claims["name"] = f"{claims['given']} {claims.get('family', '')}".strip()
        told = {**claims, **told}
    return told


def name(owner: Owner) -> str:
    """Give the owner's name, by their own word or a source's."""
    return owner.name or _said(owner).get("name", "")


def work(owner: Owner) -> tuple[str, str]:
    """Give the owner's organization and its industry, by the owner's word, a source's, or its own name."""
    said = _said(owner)
    organization = owner.organization or present_employer(owner)
    industry = industries.stated(owner.industry or said.get("industry", ""))
    return organization, industry or industries.of_name(organization)


def edit(owner: Owner, *, today: date, **fields: Any) -> None:  # noqa: ANN401 - the words of `_WORDS`
    """Change what the owner said of themself; unknown words are refused."""
    unknown = set(fields) - set(_WORDS)
    if unknown:
        raise Refusal("unknown-field", f"There is no such field: {', '.join(sorted(unknown))}.")
    if fields.get("level") and fields["level"] not in LEVELS:
        raise Refusal("unknown-level", f"The level is one of {', '.join(LEVELS)}.")
    if fields.get("slot") and slots.read(fields["slot"]) is None:
        raise Refusal("slot", 'The slot is a weekday and a time: "Mon 09:00".')
    if fields.get("region"):
        fields["region"] = countries.read(fields["region"])
    minutes = fields.get("minutes")
    if minutes is not None and not 0 < minutes <= 2400:  # noqa: PLR2004 - a week's working minutes
        raise Refusal("minutes", "The minutes a week are between 1 and 2400.")
    changed = {name: value for name, value in fields.items() if getattr(owner, name) != value}
    working = not _AT_WORK.isdisjoint(changed)
    for name, value in changed.items():
        setattr(owner, name, value)
    if changed:
        Owner.objects.filter(id=owner.pk).update(**changed)
    if working:
        placing.settle(owner, (), own=True)
    if not _OF_THE_WEEK.isdisjoint(changed):
        from amity.book import plan  # noqa: PLC0415 - plan asks who the owner is

        plan.reconsider(owner, today=today)


def told(owner: Owner) -> list[str]:
    """Give the addresses the owner named themself."""
    return _told(_own_words(owner))


def _told(words: Iterable[Claim]) -> list[str]:
    return [claim.value for claim in words if claim.field != "account"]


def known_as(owner: Owner) -> list[str]:
    """Give the names by which chats know the owner, as they named them."""
    return _known_as(_own_words(owner))


def _known_as(words: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(claim.label for claim in words if claim.field == "account"))


def _own_words(owner: Owner) -> tuple[Claim, ...]:
    record = Record.objects.filter(owner=owner, source="hand", key=hand.ME).first()
    said = hand.claims(owner, record) if record else ()
    return tuple(claim for claim in said if claim.field in _REACHED)


def add_addresses(owner: Owner, addresses: Iterable[str], *, today: date) -> None:
    """Add addresses to those the owner named."""
    set_addresses(owner, [*told(owner), *addresses], today=today)


def set_addresses(owner: Owner, addresses: Iterable[str], *, today: date) -> None:
    """Let exactly these be the addresses the owner named, and derive all directions again."""
    claims: dict[Claim, None] = {}
    for text in addresses:
        handle = hand.guess(text)
        if handle is None:
            raise Refusal("no-address", f"{text!r} is no mail address, telephone number or profile.")
        claims[Claim(handle.kind, handle.value)] = None
    _say(owner, [*claims, *(one for one in _own_words(owner) if one.field == "account")], today=today)


def set_known_as(owner: Owner, names: Iterable[str], *, today: date) -> None:
    """Let exactly these be the names chats know the owner by, and derive all directions again."""
    claims = dict.fromkeys(claim for name in names for claim in owning.known_as(name))
    _say(owner, [*(one for one in _own_words(owner) if one.field != "account"), *claims], today=today)


def _say(owner: Owner, claims: list[Claim], *, today: date) -> None:
    with transaction.atomic():
        record = Record.objects.filter(owner=owner, source="hand", key=hand.ME).first()
        before = interactions.mine(owner)
        if record is None:
            record = hand.make_me(owner)
        other = [claim for claim in hand.claims(owner, record) if claim.field not in _REACHED]
        hand.say(owner, record, [*claims, *other], today=today)
        derivation.derive(owner, before | interactions.mine(owner), today=today)
