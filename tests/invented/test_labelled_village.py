from __future__ import annotations

from functools import cache

import phonenumbers
import pytest

from amity.core import handles
from bench import labelled
from bench.labelled import Village

CASES = {
    "Smith, John (Acme)",
    "a couple in one card",
    "address mistyped",
    "address with a tag",
    "all capitals",
    "assistant's number",
    "both names",
    "characters",
    "company card",
    "company move",
    "company page on a card",
    "diacritics lost",
    "emoji and decoration",
    "empty name",
    "father and son",
    "given name alone",
    "initials",
    "label for a name",
    "lower case",
    "maiden name told",
    "married or changed name",
    "middle name",
    "namesakes",
    "namesakes at one company",
    "namesakes with one birthday",
    "nickname",
    "nickname told",
    "nothing at all",
    "number mistyped",
    "number with its country",
    "number without its country",
    "one of two family names",
    "only a name",
    "only a number",
    "only an address",
    "profile written otherwise",
    "recycled work address",
    "swapped order",
    "titles and suffixes",
    "transliterated",
    "typo in a name",
    "western given name",
    "wrong digit meets a stranger",
}


@cache
def village(seed: int = 7, mix: str = "village") -> Village:
    return labelled.generate(seed, people=4_000, mix=mix)


def test_every_case_that_is_told_of_occurs() -> None:
    found: set[str] = set()
    for mix in labelled.MIXES:
        found |= {case for case, ids in village(mix=mix).truth.cases.items() if ids}
    assert found == CASES


@pytest.mark.parametrize("mix", labelled.MIXES)
def test_the_truth_speaks_of_each_record_and_agrees_with_itself(mix: str) -> None:
    made = village(mix=mix)
    ids = {record["id"] for record in made.records}
    assert len(ids) == len(made.records)
    truth = made.truth
    assert ids == set(truth.people) == set(truth.keys) == set(truth.forms)
    assert all(record["person"] == truth.people[record["id"]] for record in made.records)
    assert set().union(*truth.cases.values()) <= ids


@pytest.mark.parametrize("mix", labelled.MIXES)
def test_sure_pairs_are_true_and_never_pairs_are_not(mix: str) -> None:
    made = village(mix=mix)
    true, sure, never = labelled.true_pairs(made), labelled.sure_pairs(made), set(labelled.never_pairs(made))
    assert sure
    assert never
    assert sure <= true
    assert not never & true


def test_the_same_seed_gives_the_same_village_and_another_gives_another() -> None:
    assert labelled.generate(3, people=300) == labelled.generate(3, people=300)
    assert labelled.generate(3, people=300).records != labelled.generate(4, people=300).records
    assert labelled.generate(3, people=300).records != labelled.generate(3, people=300, mix="office").records


@pytest.mark.parametrize("mix", labelled.MIXES)
def test_the_keys_are_those_that_can_be_read_off_the_records(mix: str) -> None:
    made = village(mix=mix)
    for record in made.records[:3_000]:
        read = {f"phone:{_e164(text, made.region)}" for text in record["phones"]}
        read |= {f"email:{text.strip(' <>').removeprefix('mailto:').casefold()}" for text in record["emails"]}
        linked = [handle for text in record["profiles"] if (handle := handles.profile(text)) is not None]
        read |= {f"profile:{one.value.split('/')[2]}" for one in linked if one.kind == "profile"}
        assert made.truth.keys[record["id"]] <= read, record


def _e164(text: str, region: str) -> str:
    number = phonenumbers.parse(text, region)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@pytest.mark.parametrize("mix", labelled.MIXES)
def test_what_people_share_stands_beside_names_that_tell_them_apart(mix: str) -> None:
    made = village(mix=mix)
    by_id = {record["id"]: record for record in made.records}
    for one, other in labelled.never_pairs(made):
        first, second = by_id[one], by_id[other]
        assert _shown(first), first
        assert _shown(second), second
        assert _shown(first) != _shown(second)


def _shown(record: labelled.Record) -> str:
    return record["name"] or f"{record['given']} {record['family']}".strip() or record["organization"]


def test_every_address_lies_where_nobody_lives() -> None:
    for record in village().records:
        assert all(text.strip(" <>").lower().endswith(".example") for text in record["emails"])


def test_names_are_written_in_several_scripts_and_fall_by_rank() -> None:
    names = [record["name"] for record in village(mix="international").records]
    for first, last in ((0x430, 0x44F), (0x3B1, 0x3C9), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3)):
        assert any(first <= ord(char) <= last for name in names for char in name)
    whole = [record["name"] for record in village().records if record["name"]]
    assert max(map(whole.count, set(whole[:500]))) > 5 * len(whole) / len(set(whole))


def test_a_judge_counts_wrong_joins_and_the_share_of_sure_pairs_met() -> None:
    made = labelled.generate(5, people=300)
    people: dict[str, list[str]] = {}
    for record in made.records:
        people.setdefault(record["person"], []).append(record["id"])
    perfect = labelled.judge(made, people.values())
    assert (perfect.wrong, perfect.sure) == (0, 1.0)
    alone = labelled.judge(made, [])
    assert (alone.wrong, alone.sure, alone.joined) == (0, 0.0, 0)
    one, other = next(labelled.never_pairs(made))
    assert labelled.judge(made, [[one, other]]).wrong == 1
