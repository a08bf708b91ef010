"""People out: everybody in the book as address books read them, one card a person."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from amity.book import records, rows
from amity.book.models import Owner, Person, Record
from amity.core.claims import Said
from amity.core.merging import merged
from amity.formats import vcard, vcard_lines
from amity.formats.vcard_lines import Version
from amity.keep import cards, export

SUFFIX = ".vcf"
_AT_ONCE = 500


def vcards(owner: Owner, version: Version) -> Iterator[str]:
    """Give a card for everybody not removed, in the order of their names."""
    names = dict(Person.objects.filter(owner=owner).values_list("uid", "name"))
    people = Person.objects.filter(owner=owner, removed=False).order_by("folded", "uid")
    for some in rows.chunks(people.values_list("id", "uid", "through"), _AT_ONCE):
        told = _records(owner, [pk for pk, _, _ in some])
        for pk, uid, through in some:
            yield _card(uid, told[pk], names.get(through, ""), version)


def write(owner: Owner, place: Path, version: Version) -> int:
    """Write the cards into a file that appears whole or not at all; give how many they are."""
    part = place.with_name(place.name + ".part")
    count = 0
    try:
        with export.opened(part) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as file:
            for card in vcards(owner, version):
                file.write(card)
                count += 1
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    return count


def _card(uid: str, told: list[tuple[str, Said]], introducer: str, version: Version) -> str:
    said = _apart([one for _, one in told])
    since = max((one.since for one in said), default=date.min)
    known = next((key for key, one in told if one.source == "vcard" and key.startswith("uid:")), "")
    return cards.write(
        merged(said, introducer=introducer, within=cards.within),
        version,
        uid=known.removeprefix("uid:") or f"amity-{uid}",
        changed=since if since > date.min else None,
    )


def _apart(said: Sequence[Said]) -> list[Said]:
    """Give lines kept by several cards groups of their own, where two cards mean different things by one."""
    known: dict[str, frozenset[str]] = {}
    done = []
    for number, one in enumerate(said):
        lines = [claim for claim in one.claims if claim.field == "other" and one.source == "vcard"]
        named: dict[str, set[str]] = defaultdict(set)
        for claim in lines:
            named[vcard.line(claim.value).group].add(claim.value)
        clash = {
            group for group, texts in named.items() if known.setdefault(group, frozenset(texts)) != texts
        }
        claims = [
            replace(claim, value=vcard_lines.regrouped(claim.value, f"{group}-{number}"))
            if claim in lines and (group := vcard.line(claim.value).group) in clash
            else claim
            for claim in one.claims
        ]
        done.append(replace(one, claims=tuple(claims)))
    return done


def _records(owner: Owner, people: list[int]) -> dict[int, list[tuple[str, Said]]]:
    mine = Record.objects.filter(owner=owner, person__in=people).order_by("id")
    known = {pk: (person, key) for pk, person, key in mine.values_list("id", "person_id", "key")}
    found: dict[int, list[tuple[str, Said]]] = defaultdict(list)
    for pk, said in records.said(owner, list(known)).items():
        person, key = known[pk]
        if person is not None:
            found[person].append((key, said))
    return found
