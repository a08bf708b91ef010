"""Helpful: what the owner could do for people, gathered from what they need and what others can give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from amity import meaning
from amity.book import access, facts, hand, owners, people, plan, records, rows
from amity.book.models import Edition, Outlook, Owner, Record
from amity.book.models import Person as Row
from amity.core import drafts, helpful, suggestions
from amity.core import facts as rules
from amity.core.errors import Refusal
from amity.core.facts import Fact, Told
from amity.core.findings import Claim
from amity.core.helpful import Line
from amity.core.people import Person
from amity.core.suggestions import ME, Suggestion
from amity.core.view import View

NOT_THIS = "not-this"
"""Label of a suggestion the owner laid aside; its value is the suggestion's key."""
IN_TOUCH = timedelta(days=730)
"""People heard of within this time, chosen by the owner, or of whom they learned something are thought of."""
FRESH = timedelta(days=365)
"""A need told of longer ago is not taken to be one still."""
MOST = 200
"""Needs that are compared at once."""
_NOTES = "struggling_with"
_WANTED = (*helpful.NEEDS, *(kind for kind in helpful.OFFERS if kind not in helpful.NEEDS))


@dataclass(slots=True)
class _Gathered:
    """Everybody's lines as far as they count, the names behind them, and what was laid aside."""

    needs: list[Line] = field(default_factory=list)
    offers: list[Line] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    refused: Mapping[str, set[str]] = field(default_factory=dict)


def all(owner: Owner, *, today: date, limit: int = 20) -> list[Suggestion]:  # noqa: A001 - "all suggestions"
    """Give what the owner could do for anybody, the surest first."""
    gathered = _gather(owner, today=today)
    return suggestions.best(_matched(gathered, today=today), most=limit)


def for_person(owner: Owner, id: str, *, today: date, limit: int = 5) -> list[Suggestion]:  # noqa: A002
    """Give what the owner could do for one person, or what that person could do for another.

    Where no need of theirs is known, the last suggestion is to ask them.
    """
    row = access.person(owner, id)
    gathered = _gather(owner, today=today)
    theirs = [line for line in gathered.needs if line.person == row.uid]
    given = [line for line in gathered.offers if line.person == row.uid]
    # Not all with all: what this person needs, and who needs what this person can give.
    mine = _matched(gathered, today=today, needs=theirs)
    mine += _matched(gathered, today=today, offers=given) if given else []
    found = suggestions.best(mine, most=limit)
    known = {need.person for need in gathered.needs}
    asked = suggestions.question(row.uid, row.name)
    laid_aside = asked.key in _refused(owner).get(row.uid, set())
    silent = row.uid in known or row.aside or row.muted or laid_aside
    return found if silent else [*found, asked]


def attach(owner: Owner, seen: Sequence[View], *, today: date) -> list[View]:
    """Give the views with what the owner could do for each person, from the facts they hold already."""
    gathered = _Gathered(refused=_refused(owner))
    for view in seen:
        _take(gathered, view.person, view.facts, today=today, muted=view.person.muted)
    gathered.offers += _mine(owner)
    found: dict[str, list[Suggestion]] = defaultdict(list)
    for one in suggestions.best(_matched(gathered, today=today), most=len(gathered.needs)):
        found[one.person].append(one)
    return [replace(view, suggestions=tuple(found.get(view.person.id, ()))) for view in seen]


def by_person(owner: Owner, *, today: date) -> dict[str, tuple[Suggestion, ...]]:
    """Give the same for everybody, by person's id; only those of whom something is told are read."""
    gathered = _gather(owner, today=today)
    found: dict[str, list[Suggestion]] = defaultdict(list)
    for one in suggestions.best(_matched(gathered, today=today), most=len(gathered.needs)):
        found[one.person].append(one)
    return {person: tuple(several) for person, several in found.items()}


@dataclass(frozen=True, slots=True)
class Written:
    """A suggestion with the mails begun for it: (name, body, mail address to open or None)."""

    suggestion: Suggestion
    letters: tuple[tuple[str, str, str | None], ...]


def written(owner: Owner, found: Sequence[Suggestion], *, today: date) -> list[Written]:
    """Begin the mails of suggestions, each to the first address of its reader."""
    ids = list(dict.fromkeys(id_ for one in found for id_, _ in one.people))
    shown = people.shown(owner, access.people(owner, ids), today=today) if ids else []
    address = {one.id: next((h.value for h in one.handles if h.kind == "email"), "") for one in shown}
    name = owners.describe(owner).name
    return [
        Written(
            one,
            tuple(
                (letter.name, letter.draft.body, to and drafts.mailto(letter.draft, to))
                for letter in suggestions.letters(one, owner=name)
                for to in [address.get(letter.person, "")]
            ),
        )
        for one in found
    ]


def _gather(owner: Owner, *, today: date) -> _Gathered:
    """Gather everybody's needs and offers with a fixed number of questions."""
    told, own = _told(owner), facts.own(owner, today=today)
    mine = Row.objects.filter(owner=owner, removed=False, aside="", muted=False)
    here = [row for some in rows.chunks(sorted({*told, *own})) for row in mine.filter(id__in=some)]
    here.sort(key=lambda row: (row.folded, row.uid))
    gathered = _Gathered(refused=_refused(owner))
    shown, _ = people.shown_with_ties(owner, here, today=today, handles=False)
    for row, person in zip(here, shown, strict=True):
        held = filter(rules.holds, rules.facts(told.get(row.pk, ()), own=own.get(row.pk, ())))
        _take(gathered, person, held, today=today, muted=False)
    gathered.offers += _mine(owner)
    return gathered


def _take(gathered: _Gathered, person: Person, held: Iterable[Fact], *, today: date, muted: bool) -> None:
    """Take a person's lines in, where the person is one to think of."""
    held = list(held)
    if muted or person.aside is not None or not held:
        return
    near = person.last is not None and person.last >= today - IN_TOUCH
    if not (near or person.importance or any(fact.source == "hand" for fact in held)):
        return
    gathered.people[person.id] = person
    for fact in held:
        line = Line(fact.id, person.id, fact.kind, fact.text, fact.on)
        told = max(filter(None, (fact.on, fact.sure)), default=None)
        if fact.kind in helpful.NEEDS and (told is None or told >= today - FRESH):
            gathered.needs.append(line)
        if fact.kind in helpful.OFFERS or fact.kind == _NOTES:
            gathered.offers.append(line)


def _matched(
    gathered: _Gathered,
    *,
    today: date,
    needs: Sequence[Line] | None = None,
    offers: Sequence[Line] | None = None,
) -> list[Suggestion]:
    """Match needs with offers, all or these; two who struggle with the same may compare notes.

    At most the `MOST` newest needs are looked at: a book with more has enough to do.
    """
    asked = gathered.needs if needs is None else needs
    asked = sorted(asked, key=lambda line: (line.on or date.min, line.id), reverse=True)[:MOST]
    given = gathered.offers if offers is None else offers
    names = {person.id: person.name for person in gathered.people.values()}
    by_id = {line.id: line for line in given}
    # The matcher weighs what somebody is at; that two struggle alike is weighed as if both worked on it.
    compared = [replace(one, kind="working_on") if one.kind == _NOTES else one for one in given]
    vocabulary = helpful.vocabulary({line.id: line for line in (*gathered.needs, *gathered.offers)}.values())
    likeness = meaning.likeness() if asked else None
    found = helpful.suggest(asked, compared, vocabulary=vocabulary, likeness=likeness)
    said = [
        suggestions.of(replace(match, offer=by_id[match.offer.id]), names, today=today)
        for matches in found.values()
        for match in matches
    ]
    return [one for one in said if one.key not in gathered.refused.get(one.person, ())]


def _told(owner: Owner) -> dict[int, list[Told]]:
    """Give what records say of needs and offers, by person's number."""
    found: dict[int, list[Told]] = defaultdict(list)
    tell = Outlook.objects.filter(owner=owner, tells__gt="", tells__contains="f").values_list(
        "person_id", flat=True
    )
    for person, uid, source, claims in _saying(owner, _of(owner, tell)):
        found[person].append((uid, source, [claim for claim in claims if claim.field in _WANTED]))
    return found


def _refused(owner: Owner) -> dict[str, set[str]]:
    """Give the keys the owner laid aside, by person's id."""
    found: dict[int, set[str]] = defaultdict(set)
    hands = Record.objects.filter(owner=owner, source="hand").values("id")
    said = Edition.objects.filter(owner=owner, record__in=hands).annotate(words=Cast("claims", TextField()))
    tell = said.filter(words__contains=f'"{NOT_THIS}"').values_list("record_id", flat=True).distinct()
    for person, _, _, claims in _saying(owner, tell):
        found[person] |= {claim.value for claim in claims if claim.label == NOT_THIS}
    uids = Row.objects.filter(owner=owner, id__in=list(found)).values_list("id", "uid")
    return {uid: found[pk] for pk, uid in uids}


def _of(owner: Owner, people: Iterable[int]) -> Iterable[int]:
    for some in rows.chunks(people):
        yield from Record.objects.filter(owner=owner, person__in=some).values_list("id", flat=True)


def _saying(owner: Owner, numbers: Iterable[int]) -> Iterable[tuple[int, str, str, Sequence[Claim]]]:
    """Give (person's number, id, source, claims) of each of these records that is a person's."""
    for some in rows.chunks(numbers):
        mine = Record.objects.filter(owner=owner, id__in=some, person__isnull=False, mention=False)
        known = {
            pk: (person, uid, source)
            for pk, person, uid, source in mine.values_list("id", "person_id", "uid", "source")
        }
        for pk, said in records.said(owner, sorted(known)).items():
            person, uid, source = known[pk]
            yield person or 0, uid, source, said.claims


def mine(owner: Owner) -> tuple[Fact, ...]:
    """Give what the owner says of themself: what they work on, can help with, and where they come from."""
    own = Record.objects.filter(owner=owner, mine=True, source="hand").values_list("id", "uid")
    uids = dict(own)
    told = [(uids[pk], "hand", said.claims) for pk, said in records.said(owner, list(uids)).items()]
    return rules.facts(told)


def _mine(owner: Owner) -> list[Line]:
    offered = (fact for fact in mine(owner) if fact.kind in helpful.OFFERS or fact.kind == _NOTES)
    return [Line(fact.id, ME, fact.kind, fact.text, fact.on) for fact in offered]


def say(owner: Owner, kind: str, text: str, *, on: date, today: date) -> Fact:
    """Keep what the owner says of themself, as the facts of anybody else."""
    if kind not in rules.KINDS:
        raise Refusal("unknown-fact", f"{kind!r} is no kind of fact; choose from {', '.join(rules.KINDS)}.")
    said = " ".join(text.split())[:400]
    if not said:
        raise Refusal("empty", "Write a few words.")
    with transaction.atomic():
        record = Record.objects.filter(owner=owner, source="hand", key=hand.ME).first()
        same = [one for one in mine(owner) if (one.kind, one.text.casefold()) == (kind, said.casefold())]
        if not same:
            hand.mark(owner, record or hand.make_me(owner), Claim(kind, said, on.isoformat()), today=today)
        plan.reconsider(owner, today=today)
    return next(one for one in mine(owner) if (one.kind, one.text.casefold()) == (kind, said.casefold()))


def unsay(owner: Owner, fact: str, *, today: date) -> Fact:
    """Take back what the owner said of themself."""
    found = next((one for one in mine(owner) if one.id == fact), None)
    record = Record.objects.filter(owner=owner, source="hand", key=hand.ME).first()
    if found is None or record is None:
        raise access.Missing(f"There is no fact {fact!r}.")
    left = [
        claim
        for claim in hand.claims(owner, record)
        if (claim.field, claim.value) != (found.kind, found.text)
    ]
    with transaction.atomic():
        hand.say(owner, record, left, today=today)
        plan.reconsider(owner, today=today)
    return found


def lay_aside(owner: Owner, id: str, key: str, *, today: date) -> None:  # noqa: A002
    """Remember that the owner wants this suggestion about a person no more."""
    with transaction.atomic():
        record = hand.record(owner, access.person(owner, id), today=today)
        hand.mark(owner, record, Claim("other", key[: suggestions.KEY], NOT_THIS), today=today)
        plan.reconsider(owner, today=today)


def take_up(owner: Owner, id: str, key: str, *, today: date) -> None:  # noqa: A002
    """Take a "not this" back."""
    person = access.person(owner, id)
    with transaction.atomic():
        # Two people who became one have two records by hand: on either the word may stand.
        for record in Record.objects.filter(owner=owner, person=person.pk, source="hand"):
            said = hand.claims(owner, record)
            left = [one for one in said if (one.value, one.label) != (key, NOT_THIS)]
            if len(left) < len(said):
                hand.say(owner, record, left, today=today)
        plan.reconsider(owner, today=today)
