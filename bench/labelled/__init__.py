"""A labelled village: invented people as different sources would hold them, and the truth about who is who.

It was written by somebody who had not seen the matcher, to judge it. The same seed gives the same village.
What follows are the cases and their shares in the mix `village`; `families`, `office` and `international`
shift them.

People: sixteen cultures (38 % English, 10 % German, 7 % French, 6 % Spanish and Indian each, 5 % Russian
and Nordic each, fewer of the others); given and family names fall by rank as Zipf's law says, and 45 % of
family names come from a long tail where a culture has one. One unit in nine is a couple, a quarter of these
with a child; all others are people known without their family.

Records, about 2.6 a person, of eight sources (a person has each with): phone 45 %, mail 42 % (one record
for each address), linkedin 38 %, google 30 %, whatsapp 22 %, outlook 14 % (old: the job before), telegram 7
%, monica 5 %.

Different people who look alike
  namesakes 0.4 % of people are given the whole name of another, besides those whom chance gives it; of
  these 30 % also have one birthday, 40 % work at one company. Father and son of one name 0.4 % of units,
  Sr. and Jr.
Different people with one address (the names on such records always tell them apart, in full)
  home number 60 % of families, family mailbox 12 %; recycled work address 0.7 %; assistant's number 0.7 %;
  office number on 12 %, info@ on 4 % of cards with a company; a number one digit wrong that meets a
  stranger's 0.2 %
Cards of no single person
  a couple or family in one card 12 % of homes; company cards about one for every second company; nothing at
  all
One person who looks like two
  four addresses 3 %, and two or three 33 %, one more with each job; company move 30 %; married or changed
  name: six in ten wives of families and 3 % of other women, on an old card still the old name, 12 % both;
  LinkedIn address changed 3 %; another card in the same address book 5 %
Ways of writing (share of records; three times that where the source is known for it)
  nickname 7 %, diacritics lost 22 % of those who have any, Cyrillic or Greek in Latin letters 70 % in eight
  ways, another spelling 12 %, Chinese, Japanese, Korean characters 12 %, a western given name 6 % of those,
  family name first 50 % of Chinese, Korean, Vietnamese, one of two family names 50 % of Spanish and
  Portuguese, middle name 25 %, `Smith, John (Acme)` 2 %, titles and suffixes 3 %, all capitals 1.5 %, lower
  case 1.2 %, swapped order 1.5 %, initials 2 %, one slip of the finger 1.2 %, emoji and decoration 1.5 %,
  given name alone 3 %, a label for a name ("Mum", "Anna Yoga") 0.8 %; only a number 15 % of WhatsApp, only
  an address 10 % of mail, only a name 2 % of cards
Addresses
  mail in other case, with spaces or mailto: 8 %, a plus tag 0.8 %, mistyped 0.6 %; numbers without their
  country 45 % of those of the owner's own, 10 % of others, one digit wrong 0.6 %, (0) and 00 6 % each,
  extensions 5 % of shared ones; LinkedIn addresses written otherwise 20 %; a company's page on 3 % of cards
  with a company

What a *sure* pair is: see `sure_pairs`.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from bench.labelled.forms import ELSE
from bench.labelled.people import TABLES, world
from bench.labelled.records import Record, records

__all__ = [
    "MIXES",
    "Record",
    "Score",
    "Village",
    "generate",
    "judge",
    "never_pairs",
    "sure_pairs",
    "true_pairs",
]
MIXES: tuple[str, ...] = tuple(TABLES["mixes"])
Pair = tuple[str, str]
"""Ids of two records, the smaller first."""


@dataclass(frozen=True)
class Truth:
    """What only the maker knows, by id of record.

    `keys` are the normal forms of strong addresses that can be read off it (`email:`, `phone:`, `profile:`;
    a number without its country only if the country is the owner's). `forms` tells whose forms the name is:
    that of today, an earlier one, both, something else; none of them means no name. `shared` are addresses
    that more than one person has, or is given on some card.
    """

    people: Mapping[str, str]
    keys: Mapping[str, frozenset[str]]
    forms: Mapping[str, frozenset[str]]
    cases: Mapping[str, frozenset[str]]
    shared: frozenset[str]


class Village(NamedTuple):
    """The records, the owner's region (ISO 3166), and the truth."""

    records: list[Record]
    region: str
    truth: Truth


class Score(NamedTuple):
    """How well records were put together by themselves: what must be 0, and the share that must be ≥ 0.98."""

    wrong: int
    sure: float
    joined: int


def generate(seed: int, people: int = 20_000, mix: str = "village") -> Village:
    """Make a village of so many people; the same numbers give the same village."""
    chance = random.Random(f"{seed} {people} {mix}")  # noqa: S311 - invented people, no secrets
    made = world(chance, people=people, mix=mix)
    drafts = records(chance, made)
    told: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        for case in draft.cases:
            told[case].add(draft.record["id"])
        for case, whom in made.cases.items():
            if draft.record["person"] in whom:
                told[case].add(draft.record["id"])
    truth = Truth(
        {draft.record["id"]: draft.record["person"] for draft in drafts},
        {draft.record["id"]: frozenset(draft.keys) for draft in drafts},
        {draft.record["id"]: draft.forms for draft in drafts},
        {case: frozenset(ids) for case, ids in sorted(told.items())},
        frozenset(made.shared),
    )
    return Village([draft.record for draft in drafts], made.mix["region"], truth)


def true_pairs(village: Village) -> set[Pair]:
    """Give every two records of one person."""
    by_person: dict[str, list[str]] = defaultdict(list)
    for ident, person in village.truth.people.items():
        by_person[person].append(ident)
    return {pair for ids in by_person.values() for pair in combinations(sorted(ids), 2)}


def sure_pairs(village: Village) -> set[Pair]:
    """Give every two records of one person that share a strong key which nothing contradicts.

    That is: both records are of one person; one address that can be read off both is equal in normal form
    (mail in lower case, number as E.164, profile by its slug); no record of anybody else carries that
    address, and nobody else truly has it; and the names on both are forms of one name of that person, or
    one of them has no name. Forms of one name are its other spellings, scripts, orders, nicknames,
    initials, titles, slips of one letter, parts alone. The name before and after a marriage are not, unless
    one record tells both; neither are a label ("Mum"), a western given name beside a Chinese one, or a name
    with Jr. beside one without.
    """
    forms = village.truth.forms
    return {
        (one, other)
        for ids, people in _carriers(village).values()
        if len(people) == 1
        for one, other in combinations(sorted(ids), 2)
        if not forms[one] or not forms[other] or (forms[one] & forms[other]) - {ELSE}
    }


def never_pairs(village: Village) -> Iterator[Pair]:
    """Yield every two records of different people that share a strong key: never to be joined unasked."""
    truth = village.truth
    for ids, people in _carriers(village, shared=True).values():
        if len(people) > 1:
            yield from (
                pair
                for pair in combinations(sorted(ids), 2)
                if truth.people[pair[0]] != truth.people[pair[1]]
            )


def judge(village: Village, groups: Iterable[Iterable[str]]) -> Score:
    """Judge a partition of the records (records in no group are alone)."""
    group_of: dict[str, int] = {}
    wrong = joined = 0
    for n, group in enumerate(groups):
        ids = list(group)
        people = [village.truth.people[ident] for ident in ids]
        group_of.update(dict.fromkeys(ids, n))
        same = sum(count * (count - 1) // 2 for count in map(people.count, set(people)))
        joined += len(ids) * (len(ids) - 1) // 2
        wrong += len(ids) * (len(ids) - 1) // 2 - same
    sure = sure_pairs(village)
    met = sum(one in group_of and group_of[one] == group_of.get(other) for one, other in sure)
    return Score(wrong, met / len(sure) if sure else 1.0, joined)


def _carriers(village: Village, *, shared: bool = False) -> dict[str, tuple[list[str], set[str]]]:
    """Give the records and people that carry each key; unless `shared`, only of one person's own."""
    found: dict[str, tuple[list[str], set[str]]] = defaultdict(lambda: ([], set()))
    for ident, keys in village.truth.keys.items():
        for key in keys:
            if shared or key.partition(":")[2] not in village.truth.shared:
                found[key][0].append(ident)
                found[key][1].add(village.truth.people[ident])
    return found
