"""Duplicates: pairs that may be one person, and the owner's word on them: joined, split, different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from django.db import transaction

from amity.book import access, derivation, faces, hand, people, plan, programs, records, rows, verdicts
from amity.book.models import Owner, Person, Proposal, Record
from amity.core import dates, names
from amity.core import duplicates as rules
from amity.core.brought import origin
from amity.core.errors import Refusal
from amity.core.findings import Claim
from amity.core.people import AFFINITIES
from amity.core.people import Person as Shown

CHOICES = ("name", "organization", "title", "place", "birthday", "met", "importance", "affinity")
"""Fields of which the owner may choose one when two people become one."""
_WORDS: Mapping[str, Sequence[str]] = {"importance": ("0", "1", "2", "3"), "affinity": AFFINITIES}
"""Of these the values there are."""
MOST = 2_000
"""Pairs that are kept; whoever has more reviews the most probable first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one, and why; `probability` is 0–1."""

    id: str
    one: Shown
    other: Shown
    probability: float
    certain: bool
    sentence: str
    reasons: tuple[tuple[str, str], ...]
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Where each of the two was found, by id."""

    @property
    def both(self) -> tuple[Shown, Shown]:
        """The two, in their order."""
        return self.one, self.other

    @property
    def origins(self) -> tuple[tuple[str, ...], ...]:
        """The sources of the one and of the other."""
        return tuple(self.sources.get(person.id, ()) for person in self.both)


@dataclass(frozen=True, slots=True)
class Join:
    """Two people the owner has made one: the id by which exactly this is taken back, and a name."""

    id: str
    name: str


def stale(owner: Owner) -> bool:
    """Tell whether people have changed since pairs were last looked for."""
    return not Owner.objects.filter(id=owner.pk, proposed=True).exists()


def open(  # noqa: A001 - "open pairs"
    owner: Owner, *, today: date, certain: bool = False, offset: int = 0, limit: int = 50
) -> list[Pair]:
    """List the pairs nobody has decided yet, most probable first, those passed over last."""
    found = Proposal.objects.filter(owner=owner).order_by("later", "-probability", "uid")
    found = found.filter(certain=True) if certain else found
    return _shown(owner, list(found[offset : offset + limit]), today=today)


def total(owner: Owner, *, certain: bool = False) -> int:
    """Count the pairs nobody has decided yet."""
    found = Proposal.objects.filter(owner=owner)
    return (found.filter(certain=True) if certain else found).count()


def pair(owner: Owner, id: str, *, today: date) -> Pair:  # noqa: A002
    """Give one open pair."""
    found = _shown(owner, list(Proposal.objects.filter(owner=owner, uid=id)), today=today)
    if not found:
        raise access.Missing(f"There is no open pair {id!r}.")
    return found[0]


def asked(owner: Owner, one: str, other: str) -> str:
    """Give the id that the pair of two people has wherever it is proposed."""
    return access.uid(owner, "pair", *sorted(person.uid for person in _two(owner, one, other)))


def bond(owner: Owner, one: str, other: str) -> str:
    """Give the id that the join of two people will have."""
    first, second = _two(owner, one, other)
    return verdicts.bond(owner, _uids(owner, first)[0], _uids(owner, second)[0])


def joined(owner: Owner, id: str) -> bool:  # noqa: A002
    """Tell whether the owner's word holds this person together."""
    mine = set(_records(owner, access.person(owner, id)))
    return any({one, other} <= mine for one, other in verdicts.told(owner).same)


def between(owner: Owner, one: str, other: str, *, today: date) -> Pair:
    """Set two people beside each other, whether or not anybody proposed it."""
    here = access.people(owner, [one, other])
    if len(here) != 2:  # noqa: PLR2004 - a pair
        raise Refusal("one-person", "These two are one person already.")
    first, second = people.shown(owner, here, today=today)
    return Pair("", first, second, 0.0, certain=False, sentence="", reasons=(), sources=_sources(owner, here))


def namesakes(owner: Owner, person: Shown, *, today: date, limit: int = 10) -> list[Shown]:
    """Find whoever shares a part of the name: both parts first, then the family name, then the given name."""
    words = names.fold(person.name).split()
    parts = list(dict.fromkeys([*words[-1:], *words[:1]]))
    found: dict[Person, int] = defaultdict(int)
    for worth, word in zip((2, 1), parts, strict=False):
        named = Person.objects.filter(owner=owner, removed=False, folded__contains=word)
        for row in named.exclude(uid=person.id).order_by("folded", "uid"):
            if word in row.folded.split():
                found[row] += worth
    best = sorted(found, key=lambda row: -found[row])
    return people.shown(owner, best[:limit], today=today)


def _sources(owner: Owner, those: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    uids = {person.pk: person.uid for person in those}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    mine = Record.objects.filter(owner=owner, person__in=list(uids)).order_by("id")
    for number, source, key in mine.values_list("person_id", "source", "key"):
        found[uids[number or 0]][origin(source, key)] = None
    return {uid: tuple(names) for uid, names in found.items()}


def _shown(owner: Owner, found: Sequence[Proposal], *, today: date) -> list[Pair]:
    who = _resolved(owner, found)
    both = [(row, who.get(row.one), who.get(row.other)) for row in found]
    numbers = list({person.pk: person for _, *two in both for person in two if person is not None}.values())
    by_id = {person.id: person for person in people.shown(owner, numbers, today=today)}
    sources = _sources(owner, numbers)
    return [
        Pair(
            row.uid, by_id[one.uid], by_id[other.uid], row.probability, row.certain, row.sentence,
            tuple((code, text) for code, text in row.reasons), sources,
        )
        for row, one, other in both
        if one is not None and other is not None and one.pk != other.pk
    ]  # fmt: skip


def _resolved(owner: Owner, found: Iterable[Proposal]) -> dict[str, Person]:
    """Find the people that the ids in proposals mean today."""
    wanted = {uid for row in found for uid in (row.one, row.other)}
    who: dict[str, Person] = {}
    for some in rows.chunks(wanted):
        mine = Person.objects.filter(owner=owner, uid__in=some, removed=False)
        who |= {person.uid: person for person in mine}
    for some in rows.chunks(wanted - who.keys()):
        moved = Record.objects.filter(owner=owner, uid__in=some, person__removed=False)
        who |= {record.uid: record.person for record in moved.select_related("person") if record.person}
    return who


def refresh(owner: Owner) -> int:
    """Look for pairs anew, and give how many there are. What was passed over stays behind the others."""
    numbers = {face.id: face for face in faces.all(owner)}
    uids = dict(Person.objects.filter(owner=owner).values_list("id", "uid"))
    found = rules.propose(list(numbers.values()), different=verdicts.apart(owner), limit=MOST)
    with transaction.atomic():
        old = Proposal.objects.filter(owner=owner)
        later = set(old.filter(later=True).values_list("uid", flat=True))
        old.delete()
        made = [_row(owner, one, uids, later) for one in found]
        Proposal.objects.bulk_create(made, batch_size=rows.CHUNK)
        Owner.objects.filter(id=owner.pk).update(proposed=True)
    return len(made)


def _row(owner: Owner, found: rules.Proposal, uids: Mapping[int, str], later: set[str]) -> Proposal:
    one, other = sorted((uids[found.one], uids[found.other]))
    uid = access.uid(owner, "pair", one, other)
    return Proposal(
        owner=owner, uid=uid, one=one, other=other, probability=found.probability, certain=found.certain,
        sentence=rules.sentence(found)[:400], reasons=[[why.code, why.text] for why in found.reasons],
        later=uid in later,
    )  # fmt: skip


def join(owner: Owner, one: str, other: str, *, today: date, keep: Mapping[str, str] | None = None) -> str:
    """Make two people one by the owner's word, and give the id that goes on.

    `keep` says for fields of `CHOICES` which value is to be shown; everything else follows from all their
    records. It can be split again at any time.
    """
    _allow(keep or {})
    with transaction.atomic():
        first, second = _two(owner, one, other)
        ours, theirs = _uids(owner, first), _uids(owner, second)
        verdicts.take_back(owner, ours, theirs, same=False)
        verdicts.say(owner, [(ours[0], theirs[0])], same=True, on=today)
        _derive(owner, [*_records(owner, first), *_records(owner, second)], today=today)
        whole = access.person(owner, ours[0])
        if keep:
            word = hand.record(owner, whole, today=today)
            label = f"{hand.JOINED} {verdicts.bond(owner, ours[0], theirs[0])}"
            chosen = [Claim(field, value, label) for field, value in keep.items()]
            hand.say(owner, word, [*chosen, *hand.claims(owner, word)], today=today)
            _derive(owner, [word.pk], today=today)
        _tidy(owner)
        plan.reconsider(owner, today=today)
    return access.person(owner, ours[0]).uid


def _allow(keep: Mapping[str, str]) -> None:
    """Refuse what could not be shown of anybody."""
    wrong = set(keep) - set(CHOICES)
    if wrong:
        raise Refusal("unknown-field", f"There is nothing to choose for: {', '.join(sorted(wrong))}.")
    if "name" in keep and not keep["name"].strip():
        raise Refusal("no-name", "A person needs a name.")
    for name, allowed in _WORDS.items():
        if keep.get(name, allowed[0]) not in allowed:
            raise Refusal("unknown-value", f"{name.capitalize()} is one of {', '.join(allowed)}.")
    if keep.get("birthday") and dates.birthday(keep["birthday"]) is None:
        raise Refusal("birthday", "Write a birthday as 1987-10-06, or --10-06 without the year.")


def different(owner: Owner, one: str, other: str, *, today: date) -> None:
    """Remember for ever that two people are not one, whatever they share."""
    with transaction.atomic():
        first, second = _two(owner, one, other)
        ours, theirs = _uids(owner, first), _uids(owner, second)
        verdicts.say(owner, [(ours[0], theirs[0])], same=False, on=today)
        _tidy(owner)


def ask_again(owner: Owner, one: str, other: str) -> None:
    """Take back that two people are different; the pair is proposed again where something speaks for it."""
    with transaction.atomic():
        first, second = _two(owner, one, other)
        if verdicts.take_back(owner, _uids(owner, first), _uids(owner, second), same=False):
            _ask_anew(owner)


def later(owner: Owner, id: str) -> None:  # noqa: A002
    """Pass a pair over: it waits behind the others."""
    if not Proposal.objects.filter(owner=owner, uid=id).update(later=True):
        raise access.Missing(f"There is no open pair {id!r}.")


def join_certain(owner: Owner, ids: Iterable[str], *, today: date) -> list[Join]:
    """Join several of the pairs that leave no doubt; give what was joined, as `unjoin` takes it back."""
    wanted = set(ids)
    every = open(owner, today=today, limit=MOST)
    doubted = {frozenset((two.one.id, two.other.id)) for two in every if not two.certain}
    chosen = rules.safe(
        [(two.one.id, two.other.id) for two in every if two.certain and two.id in wanted], doubted
    )
    with transaction.atomic():
        touched: list[int] = []
        done: list[Join] = []
        for one, other in chosen:
            first, second = access.person(owner, one), access.person(owner, other)
            pair = (_uids(owner, first)[0], _uids(owner, second)[0])
            verdicts.say(owner, [pair], same=True, on=today)
            done.append(Join(verdicts.bond(owner, *pair), first.name))
            touched += [*_records(owner, first), *_records(owner, second)]
        _derive(owner, touched, today=today)
        _tidy(owner)
        plan.reconsider(owner, today=today)
    return done


def unjoin(owner: Owner, ids: Iterable[str], *, today: date) -> str:
    """Take exactly these joins back, and give the id of the first pair: it is asked about again.

    What the owner chose at these joins goes with them; other joins of the same people stay.
    """
    with transaction.atomic():
        back = verdicts.unsay(owner, ids)
        if not back:
            raise Refusal("not-joined", "These joins are not there any more.")
        about = Record.objects.filter(owner=owner, uid__in={uid for pair in back.values() for uid in pair})
        touched = dict(about.values_list("id", "person_id"))
        words = list(Record.objects.filter(owner=owner, person__in=set(touched.values()), source="hand"))
        for word, record in product(back, words):
            hand.unsay(owner, record, f"{hand.JOINED} {word}")
        derivation.derive(owner, touched, today=today)
        _tidy(owner)
        _ask_anew(owner)
        plan.reconsider(owner, today=today)
    one, other = (access.person(owner, uid) for uid in next(iter(back.values())))
    return asked(owner, one.uid, other.uid) if one.pk != other.pk else ""


def split(owner: Owner, id: str, *, today: date, take: Iterable[str] = ()) -> list[str]:  # noqa: A002
    """Take one person apart and give the ids of who they become; edits made since stay with their records.

    Without `take`, the owner's joins in this person are taken back, and the pairs asked about again. Records
    named in `take` become somebody of their own, and are remembered to be different from the rest.
    """
    with transaction.atomic():
        person = access.person(owner, id)
        mine = list(Record.objects.filter(owner=owner, person=person.pk).order_by("id"))
        uids = [record.uid for record in mine]
        out = set(take)
        if out:
            _part(owner, mine, out, today=today)
        elif not verdicts.take_back(owner, uids, uids, same=True):
            raise Refusal("not-joined", "You never joined this person; name the records to take out of it.")
        for record in mine:
            hand.unsay(owner, record, hand.JOINED)
        _derive(owner, [record.pk for record in mine], today=today)
        _tidy(owner)
        if not out:
            _ask_anew(owner)
        plan.reconsider(owner, today=today)
    parts = Record.objects.filter(owner=owner, uid__in=uids, person__isnull=False).order_by("id")
    return list(dict.fromkeys(parts.values_list("person__uid", flat=True)))


def _part(owner: Owner, mine: Sequence[Record], out: set[str], *, today: date) -> None:
    """Say that the records taken out are not the rest: of every pair that an address would join again."""
    gone = [record for record in mine if record.uid in out]
    gone += [record for record in mine if record.anchor_id in {one.pk for one in gone} and record not in gone]
    rest = [record for record in mine if record not in gone]
    if len({record.uid for record in gone} & out) < len(out) or not rest:
        raise Refusal("no-such-record", "Name records of this person, and leave at least one of them.")
    verdicts.take_back(owner, [one.uid for one in gone], [one.uid for one in rest], same=True)
    told = records.said(owner, [record.pk for record in mine])
    strong = {
        pk: {(handle.kind, handle.value) for handle in said.handles if handle.strong}
        for pk, said in told.items()
    }
    by_word = {frozenset(pair) for pair in programs.owned(owner)}
    held = [
        (one.uid, other.uid)
        for one in gone
        for other in rest
        if strong.get(one.pk, set()) & strong.get(other.pk, set()) or {one.pk, other.pk} in by_word
    ]
    verdicts.say(owner, [(gone[0].uid, rest[0].uid), *held], same=False, on=today)


def _two(owner: Owner, one: str, other: str) -> tuple[Person, Person]:
    first, second = access.person(owner, one), access.person(owner, other)
    if first.pk == second.pk:
        raise Refusal("one-person", "These two are one person already.")
    return first, second


def _records(owner: Owner, person: Person) -> list[int]:
    return list(
        Record.objects.filter(owner=owner, person=person.pk).order_by("id").values_list("id", flat=True)
    )


def _uids(owner: Owner, person: Person) -> list[str]:
    """Give the ids of a person's records, those of files first: what is said hangs on the first."""
    mine = Record.objects.filter(owner=owner, person=person.pk).order_by("id").values_list("source", "uid")
    return [uid for _, uid in sorted(mine, key=lambda one: one[0] == "hand")]


def _derive(owner: Owner, touched: Iterable[int], *, today: date) -> None:
    """Derive again, without asking for all pairs anew: the review goes on where it is."""
    fresh = not stale(owner)
    derivation.derive(owner, touched, today=today)
    if fresh:
        Owner.objects.filter(id=owner.pk).update(proposed=True)


def _ask_anew(owner: Owner) -> None:
    """Let pairs be looked for again: one that was decided is open once more."""
    Owner.objects.filter(id=owner.pk).update(proposed=False)


def _tidy(owner: Owner) -> None:
    """Remove the pairs that are decided, or of whom one is gone."""
    found = list(Proposal.objects.filter(owner=owner))
    who, apart = _resolved(owner, found), verdicts.apart(owner)
    moot = [
        row.pk
        for row in found
        for one, other in [(who.get(row.one), who.get(row.other))]
        if one is None or other is None or one.pk == other.pk or frozenset((one.pk, other.pk)) in apart
    ]
    Proposal.objects.filter(owner=owner, id__in=moot).delete()
