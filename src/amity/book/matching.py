"""Matching: records put together into people again, wherever something about them has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from sys import intern
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from amity.book import access, claims, hand, interactions, known, placing, programs, records, rows, verdicts
from amity.book.models import Handle, Outlook, Owner, Participation, Person, Record, Tie
from amity.core import dates
from amity.core import matching as rules
from amity.core.claims import Said, full_name
from amity.core.handles import EXTENSION
from amity.core.handles import Handle as CoreHandle
from amity.core.interactions import TIMELINE_ONLY
from amity.core.progress import Step

TOGETHER = 1_000
"""People whose records are in memory at one time."""


@dataclass(slots=True)
class Regrouped:
    """What a regrouping did: ids of people made, changed and merely looked at; uids of those gone.

    `left` are the (domain, area) that people who changed or went had before.
    """

    created: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)
    unchanged: set[int] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    left: set[tuple[str, str]] = field(default_factory=set)

    @property
    def alive(self) -> set[int]:
        """All people looked at who are still there."""
        return self.created | self.updated | self.unchanged


def regroup(owner: Owner, touched: Iterable[int], *, watch: Step) -> Regrouped:
    """Put together again the people of the touched records and of all records these can reach."""
    watch("people", 0, 1)
    told = verdicts.told(owner)
    owned = programs.owned(owner)
    news = set(touched)
    reach = _reach(owner, news, [*told.same, *owned])
    own = interactions.mine(owner)
    rows_of = {
        pk: _Row(intern(source), key, uid, bool(mine), bool(mention), person, anchor)
        for pk, source, key, uid, mine, mention, person, anchor in rows.having(
            Record, _COLUMNS, "id", reach, owner=owner.pk
        )
    }
    theirs = {pk: row for pk, row in rows_of.items() if pk not in own and not row.mine}
    people = _people(owner, theirs)
    anchors = [(pk, at) for pk, row in theirs.items() if isinstance(at := row.anchor_id, int)]
    # What records say is read twice, some at a time, and never held for all: a book may have a million.
    said_of_two = {pk for pair in (*anchors, *owned, *told.same, *told.different) for pk in pair}
    alone = _alone(owner, theirs.keys() - said_of_two)
    candidates = [
        _candidate(pk, rows_of[pk].uid, said.get(pk))
        for some in rows.chunks(sorted(theirs.keys() - alone))
        for said in [records.said(owner, some, fields=_COMPARED)]
        for pk in some
    ]
    own_word = [*anchors, *told.same, *_by_address(owner, owned, {one.id: one for one in candidates})]
    groups = rules.partition(candidates, same=own_word, different=told.different)
    del candidates
    groups = sorted([*groups, *([pk] for pk in alone)])
    # Who was only named beside others makes nobody a person, but stands in the timeline of whoever it is.
    groups = [group for group in groups if not people.isdisjoint(group)]
    # A record that is gone may have told who the owner is, as one of theirs does.
    gone = not rows_of.keys() >= news
    return _assign(owner, groups, rows_of, watch, own=gone or any(row.mine for row in rows_of.values()))


class _Row(NamedTuple):
    """One record as a regrouping needs it."""

    source: str
    key: str
    uid: str
    mine: bool
    mention: bool
    person_id: int | None
    anchor_id: int | None


_MANY = 1_000
"""Records from which on it is worth asking which of them are alone."""
_COMPARED = frozenset({"name", "given", "family", "nickname", "maiden", "organization", "birthday", "other"})
"""What a card says that is compared: of all else it is enough to read it once, in the end."""
_COLUMNS = ("id", "source", "key", "uid", "mine", "mention", "person_id", "anchor_id")


def _alone(owner: Owner, found: Iterable[int]) -> set[int]:
    """Give those of many records that share no address with any other: nothing has to be compared for them.

    A number with an extension says something of others too, so whoever has one is not alone.
    """
    numbers = set(found)
    if len(numbers) < _MANY:
        return set()
    once: set[int] = set()
    again: set[int] = set()
    for _, address in _addresses(owner, numbers):
        (again if address in once else once).add(address)
    return numbers - {record for record, address in _addresses(owner, numbers) if address in again}


def _addresses(owner: Owner, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the addresses of records as numbers, of which two may now and then be the same by chance."""
    extended = hash(EXTENSION)
    for record, kind, value in rows.having(
        Handle, ("record_id", "kind", "value"), "record_id", numbers, owner=owner.pk
    ):
        yield record, hash((kind, value))
        if EXTENSION in value:
            yield from ((record, extended), (record, extended))


def _candidate(pk: int, uid: str, said: Said | None) -> rules.Candidate:
    if said is None:
        return rules.Candidate(pk, "", frozenset(), order=uid)
    known_as = (
        claim.value
        for claim in said.claims
        if said.source == "hand" and claim.field == "other" and claim.label == hand.KNOWN_AS
    )
    born = next((dates.birthday(claim.value) for claim in said.claims if claim.field == "birthday"), None)
    name = next(known_as, "") or full_name(said.claims)
    firm = next((claim.value for claim in said.claims if claim.field == "organization"), "")
    company = rules.company(name, firm, said.handles)
    maiden = next((claim.value for claim in said.claims if claim.field == "maiden"), "")
    return rules.Candidate(pk, rules.called(name, maiden), rules.keys(said.handles), born or "", uid, company)


def _by_address(
    owner: Owner, owned: Iterable[tuple[int, int]], found: Mapping[int, rules.Candidate]
) -> list[tuple[int, int]]:
    """Give the records that are one by an address the owner said, and are not by that address alone.

    So are a function's, and those whose many names say nothing against the owner's.
    """
    here = [(found[one], found[other]) for one, other in owned if one in found and other in found]
    weak = [(one.id, other.id) for one, other in here if not other.handles]
    apart = [(one.id, other.id) for one, other in here if other.handles and rules.clash(one, other)]
    nameless = programs.many_named(owner, {other for _, other in apart})
    return [*weak, *(pair for pair in apart if pair[1] in nameless)]


def _reach(owner: Owner, touched: set[int], same: Iterable[tuple[int, int]]) -> set[int]:
    """Follow people, strong handles and the owner's word from record to record until nothing new is met."""
    reached: set[int] = set()
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in same:
        beside[one].add(other)
        beside[other].add(one)
    boards = records.switchboards(owner)
    frontier = touched
    while frontier:
        reached |= frontier
        met: set[int] = set().union(*(beside[pk] for pk in frontier & beside.keys()))
        for some in rows.chunks(frontier):
            mine = Record.objects.filter(owner=owner, id__in=some)
            people = set(mine.exclude(person=None).values_list("person_id", flat=True))
            anchors = set(mine.exclude(anchor=None).values_list("anchor_id", flat=True))
            met |= set(Record.objects.filter(owner=owner, id__in=anchors).values_list("id", flat=True))
            for several in rows.chunks(people):
                met |= set(
                    Record.objects.filter(owner=owner, person__in=several).values_list("id", flat=True)
                )
            met |= records.holders(owner, some) | records.switched(owner, some, boards)
        frontier = met - reached
    living: set[int] = set()
    for some in rows.chunks(reached):
        living |= set(Record.objects.filter(owner=owner, id__in=some).values_list("id", flat=True))
    return living


def _people(owner: Owner, found: Mapping[int, _Row]) -> set[int]:
    """Tell which records stand for people: every card, and who is named in an exchange that counts."""
    cards = known.cards(owner, (pk for pk, row in found.items() if not row.mention and not row.mine))
    named = [pk for pk, row in found.items() if row.mention and not _role(row.key)]
    for some in rows.chunks(named):
        parts = Participation.objects.filter(
            _EXCHANGED, known.exchanged(owner), owner=owner, record__in=some, interaction__current=True,
            interaction__others__lte=TIMELINE_ONLY,
        )  # fmt: skip
        writing = set(parts.values_list("record_id", flat=True).distinct())
        cards |= writing - programs.among(owner, writing)
    return cards


_EXCHANGED = Q(
    role__in=("from", "organizer"), interaction__direction__in=("received", "mutual", "unknown")
) | Q(role__in=("to", "cc", "attendee"), interaction__direction__in=("sent", "mutual"))


def _role(key: str) -> bool:
    kind, _, value = key.removeprefix("@").partition(":")
    return kind == "email" and not CoreHandle("email", value).strong


def _assign(
    owner: Owner, groups: list[list[int]], found: Mapping[int, _Row], watch: Step, *, own: bool
) -> Regrouped:  # fmt: skip
    """Give each group its person: the one its record by hand or its oldest record had, or a new one.

    `own` says that something about the owner may have changed.
    """
    had = {pk for row in found.values() if isinstance(pk := row.person_id, int)}
    old = {
        pk: uid
        for some in rows.chunks(had)
        for pk, uid in Person.objects.filter(owner=owner, id__in=some).values_list("id", "uid")
    }
    claimed = _claimed(groups, found, old)
    done = Regrouped()
    # People are buried only after their records have left them: Django would delete these with them.
    _place(
        found, {pk: claimed[place] for place, group in enumerate(groups) if place in claimed for pk in group}
    )
    alive = set(claimed.values())
    _bury(owner, {pk: uid for pk, uid in old.items() if pk not in alive}, done)
    taken = {uid for (uid,) in rows.having(Person, ("uid",), "uid", _uids(found), owner=owner.pk)}
    for several in rows.chunks(enumerate(groups), TOGETHER):
        said = records.said(owner, [pk for _, group in several for pk in group])
        kept = [(claimed[place], group) for place, group in several if place in claimed]
        _refresh(owner, kept, said, done)
        fresh = [group for place, group in several if place not in claimed]
        _found(owner, fresh, said, done, found=found, taken=taken)
        watch("people", len(done.alive), len(groups))
    placing.settle(owner, done.created | done.updated, left=done.left, own=own)
    return done


def _refresh(
    owner: Owner, kept: list[tuple[int, list[int]]], said: Mapping[int, Said], done: Regrouped
) -> None:
    """Write again what has changed about people who go on."""
    old = Person.objects.filter(owner=owner, id__in=[pk for pk, _ in kept]).in_bulk()
    for pk, group in kept:
        fields = claims.fields([said[record] for record in group if record in said])
        if claims.changed(old[pk], fields):
            done.left.add((old[pk].domain, old[pk].area))
            Person.objects.filter(owner=owner, id=pk).update(**fields)
            done.updated.add(pk)
        else:
            done.unchanged.add(pk)


def _found(
    owner: Owner, groups: list[list[int]], said: Mapping[int, Said], done: Regrouped, *,
    found: Mapping[int, _Row], taken: set[str],
) -> None:  # fmt: skip
    """Make people of groups that had none; each takes the id of its first record that is free."""
    numbers = rows.reserve(Person, len(groups))
    made: list[tuple[object, ...]] = []
    settled: list[tuple[int, int]] = []
    for number, group in zip(numbers, groups, strict=True):
        fields = claims.fields([said[pk] for pk in group if pk in said])
        free = next((uid for pk in group if (uid := found[pk].uid) not in taken), "")
        uid = free or access.fresh(owner)
        taken.add(uid)
        made.append((number, owner.pk, uid, *(_column(fields[name]) for name in claims.COLUMNS)))
        settled += [(number, pk) for pk in group]
    rows.insert(Person, ("id", "owner_id", "uid", *claims.COLUMNS), made)
    done.created |= set(numbers)
    rows.update(Record, ("person_id",), settled)


def _column(value: object) -> object:
    """Write a derived field as a plain row takes it."""
    if isinstance(value, (list, dict)):
        return rows.plain(value)
    return value.isoformat() if isinstance(value, date) else value


def _uids(found: Mapping[int, _Row]) -> list[str]:
    return [row.uid for row in found.values()]


def _claimed(groups: list[list[int]], found: Mapping[int, _Row], old: Mapping[int, str]) -> dict[int, int]:
    """Say which group keeps which person: by a record by hand first, then by the oldest record."""
    bids: list[tuple[bool, int, int, int]] = []
    for place, group in enumerate(groups):
        for pk in group:
            person = found[pk].person_id
            if isinstance(person, int) and person in old:
                bids.append((found[pk].source != "hand", pk, place, person))
    claimed: dict[int, int] = {}
    spent: set[int] = set()
    for _, _, place, person in sorted(bids):
        if place not in claimed and person not in spent:
            claimed[place] = person
            spent.add(person)
    return claimed


def _place(found: Mapping[int, _Row], placed: Mapping[int, int]) -> None:
    changes = [(placed.get(pk), pk) for pk, row in found.items() if row.person_id != placed.get(pk)]
    rows.update(Record, ("person_id",), changes)


def _bury(owner: Owner, gone: Mapping[int, str], done: Regrouped) -> None:
    done.gone = set(gone.values())
    for some in rows.chunks(gone):
        done.left |= set(Person.objects.filter(owner=owner, id__in=some).values_list("domain", "area"))
        Tie.objects.filter(owner=owner, person__in=some).delete()
        Outlook.objects.filter(owner=owner, person__in=some).delete()
        Person.objects.filter(owner=owner, id__in=some).delete()


def bury_empty(owner: Owner) -> None:
    """Remove people who have no record left."""
    kept = Record.objects.filter(owner=owner, person=OuterRef("pk"))
    found = Person.objects.filter(owner=owner).filter(~Exists(kept))
    empty = {pk: (domain, area) for pk, domain, area in found.values_list("id", "domain", "area")}
    for some in rows.chunks(empty):
        Tie.objects.filter(owner=owner, person__in=some).delete()
        Outlook.objects.filter(owner=owner, person__in=some).delete()
        Person.objects.filter(owner=owner, id__in=some).delete()
    placing.settle(owner, (), left=empty.values())
