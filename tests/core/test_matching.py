from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import handles, matching
from amity.core.matching import Candidate

WORK, HOME, PHONE = ("email", "ana@acme.example"), ("email", "ana@home.example"), ("phone", "+442071838750")
NAMES = ("", "Ana Lima", "Ana", "A. Lima", "Bo Chen", "Bo Lima", "Robert Chen", "Bob Chen")


def one(number: int, name: str, *handles: tuple[str, str]) -> Candidate:
    return Candidate(number, name, frozenset(handles))


def test_records_that_share_an_address_are_one_person() -> None:
    assert matching.partition([one(1, "Ana Lima", WORK), one(2, "Ana", WORK), one(3, "Bo", HOME)]) == [
        [1, 2],
        [3],
    ]


def test_a_record_may_bridge_two_addresses() -> None:
    assert matching.partition([one(1, "Ana Lima", WORK), one(2, "", HOME), one(3, "", WORK, HOME)]) == [
        [1, 2, 3]
    ]


def test_names_that_contradict_keep_records_under_one_address_apart() -> None:
    family = [one(1, "Ana Lima", DOOR), one(2, "Bo Lima", DOOR), one(3, "Lima, Ana", DOOR), one(4, "", DOOR)]
    assert matching.partition(family) == [[1, 3], [2], [4]]


def test_names_that_contradict_along_a_chain_join_only_equal_names() -> None:
    chain = [
        one(1, "Ana Lima", WORK),
        one(2, "", WORK, HOME),
        one(3, "Bo Chen", HOME),
        one(4, "Bo Chen", HOME),
    ]
    assert matching.partition(chain) == [[1], [2], [3, 4]]


def test_the_owners_word_joins_whatever_the_names_say() -> None:
    assert matching.partition([one(1, "Ana", WORK), one(2, "Bo", HOME)], same=[(1, 2), (2, 9)]) == [[1, 2]]


def test_larger_groups_take_smaller_ones_in() -> None:
    several = [one(number, "", PHONE) for number in (5, 6, 7)]
    assert matching.partition([one(1, "", WORK), *several], same=[(1, 5)]) == [[1, 5, 6, 7]]


def test_who_the_owner_calls_different_is_never_one_person() -> None:
    records = [one(1, "Ana Lima", WORK), one(2, "Ana Lima", WORK), one(3, "Ana Lima", WORK)]
    assert matching.partition(records, different=[(1, 2)]) == [[1, 3], [2]]
    assert matching.partition(records, different=[(1, 2), (1, 3)]) == [[1], [2, 3]]
    assert matching.partition(records, different=[(1, 9)]) == [[1, 2, 3]]


def test_a_record_between_two_different_people_goes_to_its_namesake() -> None:
    records = [one(1, "Ana", WORK), one(2, "Ana Lima", HOME), one(3, "Lima, Ana", WORK, HOME)]
    assert matching.partition(records, different=[(1, 2)]) == [[1], [2, 3]]


def test_the_owners_word_that_two_are_one_goes_before_what_they_share() -> None:
    records = [one(1, "Ana", WORK), one(2, "Ana", WORK), one(3, "Bo", HOME)]
    assert matching.partition(records, same=[(1, 3)], different=[(2, 3)]) == [[1, 3], [2]]


CANDIDATES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.frozensets(st.sampled_from([WORK, HOME, PHONE]), max_size=3)),
    max_size=7,
).map(lambda rows: [Candidate(number, *row) for number, row in enumerate(rows)])


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(candidates: list[Candidate], random: st.DataObject) -> None:
    shuffled = list(candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert matching.partition(shuffled) == matching.partition(candidates)


PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=4)


@given(CANDIDATES, PAIRS)
def test_no_person_holds_two_whom_the_owner_calls_different(
    candidates: list[Candidate], different: list[tuple[int, int]]
) -> None:
    apart = [pair for pair in different if pair[0] != pair[1]]
    groups = matching.partition(candidates, different=apart)
    assert not [pair for pair in apart for group in groups if set(pair) <= set(group)]
    assert sorted(number for group in groups for number in group) == [one.id for one in candidates]


@given(CANDIDATES)
def test_every_record_belongs_to_exactly_one_person(candidates: list[Candidate]) -> None:
    members = [number for group in matching.partition(candidates) for number in group]
    assert sorted(members) == [candidate.id for candidate in candidates]


def test_a_chain_of_nameless_records_between_two_people_joins_nobody() -> None:
    third = ("email", "third@acme.example")
    chain = [
        one(1, "Ana Lima", WORK),
        one(2, "", WORK, HOME),
        one(3, "", HOME, third),
        one(4, "Bo Chen", third),
    ]
    assert matching.partition(chain) == [[1], [2], [3], [4]]


def test_those_in_a_contradicting_group_stay_joined_whose_neighbors_all_agree() -> None:
    third = ("email", "third@acme.example")
    group = [
        one(1, "Ana Lima", WORK, third),
        one(2, "A. Lima", third),
        one(3, "", WORK, HOME),
        one(4, "Bo Chen", HOME),
    ]
    assert matching.partition(group) == [[1, 2], [3], [4]]


def test_an_offices_number_joins_nobody_and_a_familys_only_namesakes() -> None:
    office = [one(1, "Ana Lima", PHONE), one(2, "Bo Chen", PHONE), one(3, "Ana Lima", PHONE)]
    assert matching.partition(office) == [[1], [2], [3]]
    family = [one(1, "Ana Lima", PHONE), one(2, "Bo Lima", PHONE), one(3, "Lima, Ana", PHONE)]
    assert matching.partition(family) == [[1, 3], [2]]


DOOR = ("email", "lima@acme.example")
MOBILE, DESK = ("phone", "+447400123456"), ("phone", "+442071838750;ext=12")
ANA = ("email", "ana.lima@mail.example")


def test_a_mobile_number_that_went_to_somebody_else_still_joins_those_of_one_whole_name() -> None:
    told = ("Ana Lima", "Bo Chen", "Ana Lima", "Tony Thorn", "Anthony Thorn", "A. Lima")
    records = [one(number, name, MOBILE) for number, name in enumerate(told)]
    assert matching.partition(records) == [[0, 2], [1], [3, 4], [5]]
    many = [one(10 + number, f"{word} Berg", MOBILE) for number, word in enumerate(("Ada", "Bo", "Cy", "Di"))]
    assert matching.partition(records + many)[0] == [0]


def test_a_sisters_short_form_joins_nobody_under_a_familys_number() -> None:
    told = ("Katharina Berg", "Käthe Berg", "Otto Berg", "Käthe Berg")
    records = [one(number, name, MOBILE) for number, name in enumerate(told)]
    assert matching.partition(records) == [[0], [1, 3], [2]]


def test_a_number_that_somebody_has_with_an_extension_is_an_offices() -> None:
    desk = [one(1, "Ana Lima", PHONE, WORK), one(2, "Ana Lima", PHONE), one(3, "", DESK)]
    assert matching.partition(desk[:2]) == [[1, 2]]
    assert matching.partition(desk) == [[1], [2], [3]]
    assert matching.partition([*desk, one(4, "", WORK)]) == [[1, 4], [2], [3]]


def test_nobody_joins_by_a_number_on_a_companys_card() -> None:
    card = Candidate(3, "", frozenset({PHONE}), company=True)
    people = [one(1, "Ana Lima", PHONE), one(2, "Ana Lima", PHONE)]
    assert matching.partition([*people, card]) == [[1], [2], [3]]


def read(*written: str) -> list[handles.Handle]:
    found = [handles.email(text) if "@" in text else handles.phone(text) for text in written]
    return [one for one in found if one]


@pytest.mark.parametrize(
    ("name", "organization", "written", "company"),
    [
        ("", "Acme", ("info@acme.example", "+442071838750"), True),
        ("Acme", "ACME", ("+442071838750",), True),
        ("", "Acme", ("acme@acme.example", "+447400123456"), True),
        ("", "", ("info@acme.example",), True),
        ("", "Acme", ("ana@acme.example",), False),
        ("", "Acme", ("+447400123456",), False),
        ("", "", ("+442071838750",), False),
        ("", "Acme", ("ifo@acme.example", "+442071838750"), True),
        ("", "Acme", ("ana@acme.example", "+447400123456"), False),
        ("Ana Lima", "Acme", ("info@acme.example",), False),
    ],
)
def test_a_card_of_no_person_is_a_companys(
    name: str, organization: str, written: tuple[str, ...], *, company: bool
) -> None:
    assert matching.company(name, organization, read(*written)) is company


def test_another_family_name_is_a_marriage_only_with_two_witnesses() -> None:
    assert matching.partition([one(1, "Ana Lima", WORK), one(2, "Ana Chen", WORK)]) == [[1], [2]]
    assert matching.partition([one(1, "Ana Lima", WORK, PHONE), one(2, "Ana Chen", WORK, PHONE)]) == [
        [1],
        [2],
    ]
    assert matching.partition([one(1, "Ana Lima", WORK, DOOR), one(2, "Ana Chen", WORK, DOOR)]) == [[1], [2]]
    moved = [one(1, "Ana Lima", WORK, MOBILE), one(2, "Ana Chen", WORK, MOBILE), one(3, "Ana Lima", WORK)]
    assert matching.partition(moved) == [[1, 2, 3]]
    born = matching.called("Ana Chen", "Lima")
    assert matching.partition([one(1, "Ana Lima", WORK), one(2, born, WORK)]) == [[1, 2]]
    assert matching.called("Ana", "") == "Ana"


def test_somebody_with_both_names_makes_two_one() -> None:
    for told in (("Ana Lima", "Ana Paz", "Ana Lima-Paz"), ("Johnny Berg", "Jack Berg", "John Berg")):
        assert matching.partition([one(n, name, WORK) for n, name in enumerate(told)]) == [[0, 1, 2]]
    for apart in (("Ana Lima", "Ana Paz", "Ana"), ("Ana Lima", "Ana Paz", "Ana Lima-Paz Jr.")):
        assert len(matching.partition([one(n, name, WORK) for n, name in enumerate(apart)])) == 3


def test_nobody_has_two_birthdays() -> None:
    def born(number: int, day: str) -> Candidate:
        return Candidate(number, "Ana Lima", frozenset({PHONE}), day)

    assert matching.partition([born(1, "1950-01-31"), born(2, "1980-02-03")]) == [[1], [2]]
    assert matching.partition([born(1, "--02-03"), born(2, "1980-02-03"), born(3, "")]) == [[1, 2, 3]]
    assert matching.partition([born(1, "1980-02-03"), born(2, "1980-02-03")]) == [[1, 2]]


def test_one_word_about_many_alike_costs_no_more_than_they_are() -> None:
    """A table may name one person twenty thousand times; what the owner says of two of these is soon done."""
    many = [Candidate(n, "Ana Lima", frozenset({("email", "ana@acme.example")})) for n in range(20_000)]
    begun = time.process_time()
    groups = matching.partition(many, same=[(0, n) for n in range(2, 20_000)], different=[(0, 1)])
    assert time.process_time() - begun < 10
    assert [1] in groups
    assert len(groups) == 2


def test_at_a_fixed_line_a_name_given_to_daughters_is_asked_about() -> None:
    maria, mia = one(1, "Maria Lima", PHONE), one(2, "Mia Lima", PHONE)
    assert matching.partition([maria, mia]) == [[1], [2]]
    assert matching.partition([maria, mia, one(3, "Maria Lima", PHONE)]) == [[1, 3], [2]]
    assert matching.partition([one(1, "Maria Lima", MOBILE), one(2, "Mia Lima", MOBILE)]) == [[1, 2]]
    assert matching.partition([one(1, "Maria Lima", PHONE, DOOR), one(2, "Mia Lima", PHONE, DOOR)]) == [
        [1, 2]
    ]
    assert matching.partition([one(1, "Liz Lima", PHONE), one(2, "Elizabeth Lima", PHONE)]) == [[1, 2]]
    assert matching.partition([one(1, "Maria Lima", PHONE), one(2, "Mia", PHONE)]) == [[1, 2]]
    born = [
        Candidate(n, name, frozenset({PHONE}), "1980-02-03")
        for n, name in ((1, "Maria Lima"), (2, "Mia Lima"))
    ]
    assert matching.partition(born) == [[1, 2]]


@pytest.mark.parametrize(
    ("linked", "half", "key", "people"),
    [
        ("Marie-Claire Lima", "Marie Lima", PHONE, 2),
        ("Lima, Marie-Claire", "Claire Lima", PHONE, 2),
        ("Hans-Peter Berg", "Peter Berg", PHONE, 2),
        ("Min-su Kim", "Kim Min", PHONE, 2),
        ("Marie-Claire Lima", "Marie Lima", MOBILE, 1),
        ("Marie-Claire Lima", "Marie Lima", ANA, 1),
        ("Marie-Claire Lima", "Marie C. Lima", PHONE, 1),
        ("Marie-Claire Lima", "Lima Marie Claire", PHONE, 1),
        ("Anna-Maria Lima", "Ana María Lima", PHONE, 1),
        ("Anna Berg-Lima", "Anna Berg", PHONE, 1),
        ("Marie-Claire Lima", "Marie", PHONE, 1),
    ],
)
def test_at_a_fixed_line_half_a_linked_name_is_asked_about(
    linked: str, half: str, key: tuple[str, str], people: int
) -> None:
    assert len(matching.partition([one(1, linked, key), one(2, half, key)])) == people


def test_where_nobody_can_tell_a_mobile_number_it_is_a_house_if_each_has_another() -> None:
    house, hers, mine = (("phone", f"+1212555{number}") for number in ("0101", "0102", "0103"))
    assert matching.partition([one(1, "Maria Lima", house, hers), one(2, "Mia Lima", house)]) == [[1, 2]]
    assert matching.partition([one(1, "Maria Lima", house, hers), one(2, "Mia Lima", house, mine)]) == [
        [1],
        [2],
    ]


def test_who_is_only_called_mum_parts_nobody_and_joins_nobody() -> None:
    records = [one(1, "Ana Lima", WORK), one(2, "A. Lima", WORK), one(3, "Mum", WORK), one(4, "Mum", WORK)]
    assert matching.partition(records) == [[1, 2], [3, 4]]
    assert matching.partition([one(1, "Mum", MOBILE), one(2, "", MOBILE)]) == [[1, 2]]


def test_a_mailbox_called_like_somebody_is_hers_whoever_else_stands_under_it() -> None:
    records = [one(1, "Ana Lima", ANA), one(2, "", ANA), one(3, "Bo Chen", ANA), one(4, "A. Lima", ANA)]
    assert matching.partition(records) == [[1, 2, 4], [3]]
    nobody = [one(1, "Bo Chen", ANA), one(2, "", ANA), one(3, "Cy Park", ANA)]
    assert matching.partition(nobody) == [[1], [2], [3]]


def test_a_short_form_no_table_has_is_believed_at_what_is_one_persons() -> None:
    told = ("Carmen Lima", "Carmenchu Lima")
    for key in (MOBILE, ("profile", "linkedin.com/in/carmen-lima"), ("email", "carmen.lima@mail.example")):
        assert matching.partition([one(n, name, key) for n, name in enumerate(told)]) == [[0, 1]]
    double = [one(1, "Carmen Lima", MOBILE), one(2, "Carmenchu Lima Paz", MOBILE)]
    assert matching.partition(double) == [[1, 2]]
    for key in (PHONE, DOOR, ("email", "sunny@mail.example")):
        assert matching.partition([one(n, name, key) for n, name in enumerate(told)]) == [[0], [1]]
    for apart in (
        ("Wang Xiaoming", "Wang Xiaohong"),
        ("Carmen Lima", "Carmenchu"),
        ("Carmen Lima", "Carmenchu Paz Lima"),
        ("Carla Lima", "Carlos Lima"),
    ):
        assert matching.partition([one(n, name, MOBILE) for n, name in enumerate(apart)]) == [[0], [1]]


def test_junior_may_be_left_out_at_a_mobile_number_only() -> None:
    told = ("John Lima", "John Lima Jr.")
    assert matching.partition([one(n, name, MOBILE) for n, name in enumerate(told)]) == [[0, 1]]
    for apart, key in (
        (told, PHONE),
        (("John Lima Sr.", "John Lima Jr."), MOBILE),
        (("Bo Lima", told[1]), MOBILE),
    ):
        assert matching.partition([one(n, name, key) for n, name in enumerate(apart)]) == [[0], [1]]
    two = [one(n, name, PHONE) for n, name in enumerate(("John Lima Sr.", "Lima, John Sr.", "John Lima"))]
    assert matching.partition(two) == [[0, 1], [2]]


def test_those_of_one_name_join_beside_somebody_of_the_same_given_name() -> None:
    told = ("Götz Berg", "Goetz Berg", "Götz Lund")
    assert matching.partition([one(n, name, WORK) for n, name in enumerate(told)]) == [[0, 1], [2]]


@pytest.mark.parametrize(
    "told",
    [
        ("Richard Johns", "R. Jones", "Richard Jones"),
        ("Kathi Koch", "Catharina Koch", "Katharina Koch"),
        ("Сергей Лебедева", "Sergei Popow", "Sergei Popow-Lebedewa"),
        ("Nugrül Lima", "Nurguel Lima", "Nurgül Lima"),
        ("Michael K.", "Michael Fischer", "Michael Krüger-Fischer"),
        ("David Langbrosk", "David Laagbrook", "David Langbrook"),
    ],
)
def test_a_third_name_between_two_makes_them_one(told: tuple[str, str, str]) -> None:
    assert len(matching.partition([one(n, name, WORK) for n, name in enumerate(told[:2])])) == 2
    assert matching.partition([one(n, name, WORK) for n, name in enumerate(told)]) == [[0, 1, 2]]


def test_no_name_is_a_bridge_to_itself() -> None:
    told = ("Qiang Yang", "Qiang Tang", "Tang Qiang")
    assert matching.partition([one(n, name, WORK) for n, name in enumerate(told)]) == [[0], [1, 2]]


def test_beside_a_stranger_only_those_join_who_agree_with_the_same_others() -> None:
    told = ("Katharina Koch", "Catharina Koch", "Kathi Koch", "Bo Chen")
    records = [one(n, name, WORK) for n, name in enumerate(told)]
    assert matching.partition(records) == [[0], [1], [2], [3]]
    assert matching.partition([*records[:2], records[3]]) == [[0, 1], [3]]
