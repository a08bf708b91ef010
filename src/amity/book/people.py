"""People: found, listed and shown whole; added, edited, put aside, chosen and removed by the owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from amity.book import access, claims, derivation, hand, interactions, listing, matching, plan, rows, ties
from amity.book.models import Owner, Record, Tie
from amity.book.models import Person as Row
from amity.core import countries, names, placing
from amity.core import ties as rules
from amity.core.errors import Refusal
from amity.core.findings import Claim
from amity.core.handles import Handle
from amity.core.people import AFFINITIES, ASIDES, LONG_RUN, PURPOSES, Person

FIELDS = (
    "name", "organization", "title", "place", "industry", "function", "level", "met", "through", "birthday",
    "note",
)  # fmt: skip
"""What `edit` changes."""
WORDS, WORD = 12, 200
"""Words of a search that are looked for, and characters of each; the rest of a long one says nothing more."""
CHOSEN, LONG = 15, 3
"""The owner is asked to choose up to so many who matter."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to list: folded search text, order, filters, and which stretch of the result."""

    text: str = ""
    sort: str = "strength"
    state: str = ""
    purpose: str = ""
    importance: str = ""
    organization: str = ""
    aside: bool = False
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of people, and how many there are in all."""

    people: list[Person]
    total: int


def page(owner: Owner, query: Query, *, today: date) -> Page:
    """List people; the number of questions to the database does not grow with the rows."""
    found = _filtered(owner, query)
    numbers, total = listing.page(
        owner, found, query.sort, state=query.state, mixed=bool(names.fold(query.text)),
        offset=query.offset, limit=query.limit, today=today,
    )  # fmt: skip
    by_number = {row.pk: row for row in Row.objects.filter(owner=owner, id__in=numbers)}
    return Page(shown(owner, [by_number[pk] for pk in numbers], today=today), total)


def count(owner: Owner) -> int:
    """Count everybody who is not removed."""
    return Row.objects.filter(owner=owner, removed=False).count()


def _filtered(owner: Owner, query: Query) -> QuerySet[Row]:
    """Narrow to what is asked; who is set aside is found too by their name, never by their work."""
    found = Row.objects.filter(owner=owner, removed=False)
    words = names.fold(query.text)
    here = Q(aside="") | _words(words) if words.split() else Q(aside="")
    found = found.exclude(aside="") if query.aside else found.filter(here)
    for word in words.split()[:WORDS]:
        found = found.filter(search__contains=word[:WORD])
    if query.purpose in PURPOSES:
        found = found.filter(purposes__icontains=f'"{query.purpose}"')
    found = found.filter(importance=int(query.importance)) if query.importance.isdigit() else found
    return found.filter(area=query.organization) if query.organization else found


def shown(owner: Owner, found: Sequence[Row], *, today: date) -> list[Person]:
    """Give rows as people, with their addresses and ties: a few questions for each few thousand."""
    return shown_with_ties(owner, found, today=today)[0]


def shown_with_ties(
    owner: Owner, found: Sequence[Row], *, today: date, handles: bool = True
) -> tuple[list[Person], dict[int, rules.Tie]]:
    """Give the same, and each tie by person's number; without addresses where nobody asks for them."""
    numbers = [row.pk for row in found]
    said = _handles(owner, numbers) if handles else {}
    known = {
        pk: rules.from_row(row)
        for part in rows.chunks(numbers)
        for pk, row in Tie.objects.filter(owner=owner, person__in=part).values_list("person_id", "row")
    }
    return [_person(row, said.get(row.pk, ()), known.get(row.pk), today) for row in found], known


def _handles(owner: Owner, people: Sequence[int]) -> dict[int, tuple[Handle, ...]]:
    from amity.book.models import Handle as Held  # noqa: PLC0415 - the table beside the value of that name

    person_of = dict(Record.objects.filter(owner=owner, person__in=people).values_list("id", "person_id"))
    found: dict[int, dict[tuple[str, str], Handle]] = {}
    refused = hand.refused(owner, people)
    held = Held.objects.filter(owner=owner, record__in=list(person_of)).order_by("record_id", "id")
    for record, kind, value, written in held.values_list("record_id", "kind", "value", "written"):
        person = person_of[record]
        if person is not None and (person, kind, value) not in refused:
            found.setdefault(person, {}).setdefault((kind, value), Handle(kind, value, written))  # type: ignore[arg-type]
    return {person: countries.shown(several.values()) for person, several in found.items()}


def _person(row: Row, handles: tuple[Handle, ...], tie: rules.Tie | None, today: date) -> Person:
    now = max(ties.now(today), tie.last) if tie else 0.0
    return Person(
        id=row.uid,
        name=row.name,
        handles=handles,
        organization=row.organization,
        title=row.title,
        place=row.place,
        purposes=tuple(row.purposes),
        importance=row.importance,
        affinity=row.affinity,  # type: ignore[arg-type]
        aside=row.aside or None,  # type: ignore[arg-type]
        strength=rules.strength(tie, now) if tie else None,
        state=rules.state(tie, now) if tie else None,
        first=ties.day(tie.first) if tie and tie.interactions else None,
        last=ties.day(tie.last) if tie and tie.interactions else None,
        started_by_me=rules.reciprocity(tie) if tie else None,
        interactions=tie.interactions if tie else 0,
        met=row.met,
        through=row.through,
        birthday=row.birthday,
        muted=row.muted,
        by_word=tie is not None and (tie.vouched is not None or tie.elsewhere > 0),
        elsewhere=tie is not None and tie.elsewhere > 0,
        note=row.note,
        tags=tuple(row.tags),
        **claims.areas(row),
    )


def find(owner: Owner, who: str, *, today: date) -> list[Person]:
    """Find people by id, address or name: an id or address first, a full name, its words, any part of it."""
    try:
        return shown(owner, [access.person(owner, who)], today=today)
    except access.Missing:
        pass
    mine = Row.objects.filter(owner=owner, removed=False).order_by("folded", "uid")
    handle = hand.guess(who, region=owner.region)
    if handle is not None:
        held = Record.objects.filter(
            owner=owner, id__in=_holders(owner, handle), person__isnull=False
        ).values_list("person_id", flat=True)
        held_by = list(mine.filter(id__in=list(held)))
        if held_by:
            return shown(owner, held_by, today=today)
    folded = names.fold(who)
    exact = list(mine.filter(folded=folded)[:50])
    found = exact or (list(mine.filter(_words(folded))[:50]) if folded else [])
    begun = [row for row in found if _begins(row.folded, folded)]
    return shown(owner, begun or found, today=today)


def _begins(name: str, told: str) -> bool:
    """Tell whether every word begins one of a name's: Ana is no Tanaka where somebody is called Ana."""
    return all(any(word.startswith(part) for word in name.split()) for part in told.split())


def _holders(owner: Owner, handle: Handle) -> list[int]:
    from amity.book.models import Handle as Held  # noqa: PLC0415

    held = Held.objects.filter(owner=owner, kind=handle.kind, value=handle.value)
    return list(held.values_list("record_id", flat=True))


def _words(folded: str) -> Q:
    query = Q()
    for word in folded.split()[:WORDS]:
        query &= Q(folded__contains=word[:WORD])
    return query


def add_all(owner: Owner, names: Iterable[str], *, today: date) -> list[str]:
    """Add people by name, or by the address that stands instead of one; all of them or nobody."""
    with transaction.atomic():
        return [add(owner, today=today, name=name, handles=(name,) if "@" in name else ()) for name in names]


def add(
    owner: Owner, *, today: date, name: str, handles: Iterable[str] = (), organization: str = "",
    title: str = "", met: str = "", through: str = "", purpose: Iterable[str] = (),
    importance: int | None = None, last: date | None = None, note: str = "", region: str = "",
) -> str:  # fmt: skip
    """Add somebody by hand and give their id; `last` (last talked) is logged as an exchange both ways."""
    if not name.strip():
        raise Refusal("no-name", "A person needs a name.")
    told = {
        "name": name, "organization": organization, "title": title, "met": met, "through": through,
        "note": note,
    }  # fmt: skip
    said = [Claim(field, value.strip()) for field, value in told.items() if value.strip()]
    said += [
        Claim(handle.kind, handle.written)
        for handle in (_address(text, region=region or owner.region) for text in handles)
    ]
    said += [Claim("purpose", _one_of(word, PURPOSES, "purpose")) for word in purpose]
    if importance is not None:
        _allow_long_run(owner, importance, 1)
        said.append(Claim("importance", str(importance)))
    with transaction.atomic():
        record = hand.make(owner, said, today=today)
        derivation.derive(owner, {record.pk}, today=today)
        id = _uid_of(owner, record.pk)  # noqa: A001
        if last is not None:
            interactions.log(owner, [id], "", how="social", on=last, direction="mutual", today=today)
        plan.reconsider(owner, today=today)
    return id


def _uid_of(owner: Owner, record: int) -> str:
    person = Record.objects.filter(owner=owner, id=record).values_list("person_id", flat=True).get()
    return str(Row.objects.filter(owner=owner, id=person).values_list("uid", flat=True).get())


def _address(text: str, *, region: str = "") -> Handle:
    found = hand.guess(text, region=region)
    if found is None:
        raise Refusal("no-address", f"{text!r} is no mail address, telephone number or web address.")
    return found


def _is(claim: Claim, known: Handle, region: str) -> bool:
    found = hand.read(claim.field, claim.value, region=region)
    return found is not None and (found.kind, found.value) == (known.kind, known.value)


def _one_of(word: str, allowed: Sequence[str], what: str) -> str:
    if word not in allowed:
        raise Refusal(f"unknown-{what}", f"{word!r} is no {what}; choose from {', '.join(allowed)}.")
    return word


def edit(
    owner: Owner, id: str, *, today: date, add_handle: Iterable[str] = (), remove_handle: Iterable[str] = (),  # noqa: A002
    **fields: str,
) -> None:  # fmt: skip
    """Change a person by the owner's own word; an empty value clears what sources say.

    Of an area (`placing.SAID`) an empty value takes the owner's word back, and "none" says: none of this.
    """
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise Refusal("unknown-field", f"There is no such field: {', '.join(sorted(unknown))}.")
    if not (fields or add_handle or remove_handle):
        return
    told = placing.by_word(fields)
    claims.allow({field: value for field, values in told.items() for value in values})
    with transaction.atomic():
        person = access.person(owner, id)
        (shown_now,) = shown(owner, [person], today=today)
        held = {text: handle for handle in shown_now.handles for text in (handle.written, handle.value)}
        record = hand.record(owner, person, today=today)
        if "name" in fields and record.anchor_id is not None:
            hand.rename(owner, record, before=person.name, today=today)
        hand.change(owner, record, told, today=today)
        for text in add_handle:
            handle = _address(text, region=owner.region)
            hand.mark(owner, record, Claim(handle.kind, handle.written), today=today)
        for text in remove_handle:
            known = held.get(text) or held.get(_address(text, region=owner.region).value)
            if known is None:
                raise Refusal("not-there", f"{text!r} is not among their addresses.")
            left = [c for c in hand.claims(owner, record) if not _is(c, known, owner.region)]
            hand.say(
                owner,
                record,
                [*left, Claim("other", f"{known.kind}:{known.value}", hand.NOT_THEIRS)],
                today=today,
            )
        derivation.derive(owner, {record.pk}, today=today)


def set_words(
    owner: Owner, ids: Iterable[str], *, today: date, purposes: Sequence[str] | None = None,
    importance: int | None = None, affinity: str | None = None,
) -> None:  # fmt: skip
    """Set the owner's own words about several people: purposes, importance, affinity."""
    people = access.people(owner, ids)
    said = words(owner, people, purposes=purposes, importance=importance, affinity=affinity)
    say_each(owner, people, said, today=today)


def words(
    owner: Owner, people: Sequence[Row], *, purposes: Sequence[str] | None, importance: int | None,
    affinity: str | None,
) -> dict[str, list[str]]:  # fmt: skip
    """Read the owner's words about these people as fields of a record by hand; refuse what is none."""
    said: dict[str, list[str]] = {}
    if purposes is not None:
        said["purpose"] = [_one_of(word, PURPOSES, "purpose") for word in purposes]
    if affinity is not None:
        said["affinity"] = [_one_of(affinity, AFFINITIES, "affinity")]
    if importance is not None:
        _allow_long_run(owner, importance, sum(person.importance < LONG for person in people))
        said["importance"] = [str(importance)]
    return said


def _allow_long_run(owner: Owner, importance: int, more: int) -> None:
    if not 0 <= importance <= LONG:
        raise Refusal(
            "importance", "Importance is 0 (none), 1 (good to keep), 2 (matters) or 3 (for the long run)."
        )
    if importance == LONG:
        now = Row.objects.filter(owner=owner, importance=LONG, removed=False).count()
        if now + more > LONG_RUN:
            raise Refusal("long-run", f"At most {LONG_RUN} people are for the long run; {now} are already.")


def say_each(owner: Owner, people: Sequence[Row], words: dict[str, list[str]], *, today: date) -> None:
    """Let the records by hand of these people say these words."""
    with transaction.atomic():
        touched = set()
        for person in people:
            record = hand.record(owner, person, today=today)
            hand.change(owner, record, words, today=today)
            touched.add(record.pk)
        derivation.derive(owner, touched, today=today)
        plan.reconsider(owner, today=today)


def put_aside(owner: Owner, ids: Iterable[str], why: str | None, *, today: date) -> None:
    """Set people aside — private, deceased, or not for this — or (None) bring them back."""
    word = "" if why is None else _one_of(why, ASIDES, "reason to set aside")
    people = access.people(owner, ids)
    say_each(owner, people, {"aside": [word]}, today=today)
    if word:
        plan.drop(owner, [person.pk for person in people])


def choose(owner: Owner, ids: Iterable[str], *, today: date) -> None:
    """Take the owner's word on who matters: up to fifteen, who get at least importance 2."""
    people = access.people(owner, ids)
    if len(people) > CHOSEN:
        raise Refusal("too-many", f"Choose up to {CHOSEN} people; you chose {len(people)}.")
    low = [person for person in people if person.importance < 2]  # noqa: PLR2004 - 2 means "matters"
    Owner.objects.filter(id=owner.pk).update(chosen=today)
    owner.chosen = today
    say_each(owner, low, {"importance": ["2"]}, today=today)
    plan.reconsider(owner, today=today, begun=True)


def remove(owner: Owner, id: str, *, today: date) -> None:  # noqa: A002
    """Remove a person: one made by hand is gone, one from files stays hidden when the files come again."""
    person = access.person(owner, id)
    with transaction.atomic():
        mine = Record.objects.filter(owner=owner, person=person.pk)
        plan.drop(owner, [person.pk])
        if not mine.exclude(source="hand").exists():
            for record in mine:
                hand.drop(owner, record)
            matching.bury_empty(owner)
            return
        record = hand.record(owner, person, today=today)
        hand.mark(owner, record, Claim("other", "yes", "removed"), today=today)
        derivation.derive(owner, {record.pk}, today=today)
