"""Faces: everybody as the rules compare them to find who stands here twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from amity.book import hand, records, rows
from amity.book.models import Owner, Person, Record
from amity.core.claims import Said, full_name
from amity.core.duplicates import Face


def all(owner: Owner) -> Iterator[Face]:  # noqa: A001 - "all faces"
    """Give everybody as the rules compare them: all that their records say of name, work and addresses."""
    everybody = Person.objects.filter(owner=owner, removed=False).order_by("id").values_list("id", "name")
    for some in rows.chunks(everybody):
        whose = Record.objects.filter(owner=owner, person__in=[pk for pk, _ in some])
        person = dict(whose.values_list("id", "person_id"))
        said: dict[int | None, list[Said]] = defaultdict(list)
        for record, word in records.said(owner, list(person)).items():
            said[person[record]].append(word)
        for pk, name in some:
            yield _face(pk, name, said[pk])


def _face(pk: int, name: str, said: Sequence[Said]) -> Face:
    told: dict[str, dict[str, None]] = defaultdict(dict)
    for word in said:
        for claim in word.claims:
            if claim.value.strip():
                told[claim.field][claim.value.strip()] = None
    names = dict.fromkeys([name, *(full_name(word.claims) for word in said)])
    dropped = {value for word in said for value in _dropped(word)}
    return Face(
        id=pk,
        names=tuple(one for one in names if one),
        nicknames=tuple(told["nickname"]),
        handles=frozenset(
            (handle.kind, handle.value)
            for word in said
            for handle in word.handles
            if (handle.kind, handle.value) not in dropped
        ),
        organizations=frozenset(told["organization"]),
        titles=frozenset(told["title"]),
        places=frozenset(told["place"]) | frozenset(told["address"]),
        birthdays=frozenset(told["birthday"]),
        maiden=frozenset(told["maiden"]),
        sources=frozenset(word.source for word in said),
    )


def _dropped(word: Said) -> Iterator[tuple[str, str]]:
    for claim in word.claims:
        if claim.label == hand.NOT_THEIRS:
            kind, _, value = claim.value.partition(":")
            yield kind, value
