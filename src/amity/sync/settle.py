"""Settle: findings and what is known → what changes, each with its outcome. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Literal

from amity.core import mentions as rules
from amity.core.changes import InteractionKept, OnFile, RecordKept, digest
from amity.core.findings import Bookmark, Claim, Finding, InteractionSeen, Participant, PersonSeen, Problem
from amity.core.mentions import Mention

Outcome = Literal["created", "updated", "unchanged", "skipped"]
RecordKey = tuple[str, str]
_ORDER: dict[Outcome, int] = {"skipped": 0, "unchanged": 1, "updated": 2, "created": 3}


@dataclass(frozen=True, slots=True)
class Known:
    """What is on file by record, digests by interaction key (with the number of the row), and the day."""

    records: Mapping[RecordKey, OnFile]
    interactions: Mapping[str, Mapping[str, int]]
    on: date


@dataclass(slots=True)
class Settled:
    """What a run of findings changes, and what became of each record, in file order."""

    kept: list[RecordKept] = field(default_factory=list)
    exchanges: list[InteractionKept] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    created: int = 0
    unchanged: int = 0
    cards: int = 0


def settle(
    source: str, findings: Iterable[Finding], *, known: Known, mentions: dict[str, Mention]
) -> Settled:
    """Decide what findings of one source change. `mentions` is carried on from run to run of one file.

    A record is all findings with one place: created if anything of it is new, updated if what a known record
    says counts from now on, unchanged if that counted before or is older than what counts, skipped with the
    reason of its problem.
    """
    done = Settled()
    records = dict(known.records)
    interactions = {key: frozenset(digests) for key, digests in known.interactions.items()}
    for finding in findings:
        if isinstance(finding, InteractionSeen):
            _exchange(finding, interactions, done, mentions)
        elif isinstance(finding, PersonSeen):
            _person(source, finding, records, done, on=known.on)
        elif isinstance(finding, Problem):
            done.problems.append(finding)
            done.outcomes.setdefault(finding.place, "skipped")
        elif not isinstance(finding, Bookmark):
            raise TypeError(finding)
    return done


def mentioned(source: str, mentions: Mapping[str, Mention]) -> list[RecordKept]:
    """Make the records of everybody named in the exchanges of one file."""
    return [rules.kept(source, key, mention) for key, mention in mentions.items()]


def _note(done: Settled, place: str, outcome: Outcome) -> None:
    before = done.outcomes.get(place)
    if before is None or _ORDER[outcome] > _ORDER[before]:
        done.outcomes[place] = outcome


def _person(
    source: str, seen: PersonSeen, records: dict[RecordKey, OnFile], done: Settled, *, on: date
) -> None:
    handles = [(handle.kind, handle.value, handle.written) for handle in seen.handles]
    aside = seen.about_owner and seen.key in _ASIDE
    place = "" if aside else seen.place
    kept = _kept(
        source, seen.key[:400], seen.claims, handles, as_of=seen.as_of, mine=seen.about_owner, place=place
    )
    before = records.get((source, kept.key))
    after = records[source, kept.key] = (before or OnFile()).taking(kept.digest, kept.as_of, on=on)
    outcome: Outcome = (
        "created" if before is None else "unchanged" if after.counts == before.counts else "updated"
    )
    done.kept.append(kept)
    if not aside:
        _note(done, seen.place, outcome)
    done.cards += not seen.about_owner


_ASIDE = frozenset(
    {
        "me", "me:messages", "me:invitations", "me:calendar",
        "me:whatsapp", "me:telegram", "me:signal", "me:instagram",
    }
)  # fmt: skip
"""Keys under which sources tell who the owner is, beside the records they read."""


def _exchange(
    seen: InteractionSeen,
    interactions: dict[str, frozenset[str]],
    done: Settled,
    mentions: dict[str, Mention],
) -> None:
    people = tuple((_mention(participant, seen, mentions), participant.role) for participant in seen.people)
    content = _content(seen, people)
    key = seen.key[:400]
    before = interactions.get(key)
    if before is not None and content in before:
        done.unchanged += 1
        _note(done, seen.place, "unchanged")
    elif before is None:
        done.created += 1
        _note(done, seen.place, "created")
    else:
        _note(done, seen.place, "updated")
    interactions[key] = (before or frozenset()) | {content}
    done.exchanges.append(InteractionKept(seen, content, people, rules.write(seen.people)))


def _content(seen: InteractionSeen, people: tuple[tuple[str, str], ...]) -> str:
    """Give the digest of what an exchange says; names are not part of it, they belong to the mentions."""
    words = [seen.at.astimezone(UTC).isoformat(), seen.channel, seen.direction or "", seen.text, seen.where]
    words += [str(seen.minutes), *sorted(f"{key} {role}" for key, role in people)]
    return hashlib.blake2b("\x1f".join(words).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _mention(participant: Participant, seen: InteractionSeen, mentions: dict[str, Mention]) -> str:
    handle = participant.handle
    key = rules.key(handle.kind, handle.value)
    mention = mentions.get(key)
    if mention is None:
        mention = mentions[key] = Mention((handle.kind, handle.value, handle.written))
    mention.note(participant.name, participant.role, seen.at)
    return key


def _kept(
    source: str, key: str, claims: Iterable[Claim], handles: Iterable[tuple[str, str, str]], *,
    as_of: date | None = None, mine: bool = False, place: str = "",
) -> RecordKept:  # fmt: skip
    said = tuple((claim.field, claim.value, claim.label) for claim in claims)
    known = tuple(dict.fromkeys((kind, value[:400], written[:400]) for kind, value, written in handles))
    return RecordKept(source, key, digest(said, known), said, known, as_of, mine, place=place)


MANY = 100
"""People a file once brought, from which on a sudden emptiness is asked about."""
_TENTH = 10


def suddenly_empty(before: int, now: int) -> bool:
    """Tell whether a file that once brought many people now brings none, or fewer than a tenth of them."""
    return before >= MANY and now * _TENTH < before
