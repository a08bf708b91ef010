"""Properties that hold for any faces."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core import duplicates
from amity.core.duplicates import Face
from tests.core.test_duplicates import codes, face, odds

WORDS = st.sampled_from(
    ["Isolde Marquist", "I. Marquist", "Marquist, Isolde", "Bob Thorn", "Robert Thorn", "Bo", "", "王小明"]
)
FACES = st.lists(
    st.builds(
        Face,
        id=st.just(0),
        names=st.lists(WORDS, max_size=2).map(tuple),
        handles=st.frozensets(
            st.sampled_from([("email", "a@a.example"), ("phone", "+4930123456"), ("phone", "30123456")]),
            max_size=2,
        ),
        organizations=st.frozensets(st.sampled_from(["Acme", "Acme Inc.", "Bolt"]), max_size=2),
        places=st.frozensets(st.sampled_from(["Riga", "Oldbury"]), max_size=1),
        birthdays=st.frozensets(st.sampled_from(["1980-02-03", "--02-03", "1975-11-20"]), max_size=1),
    ),
    max_size=8,
).map(lambda faces: [replace(one, id=number) for number, one in enumerate(faces, 1)])


@settings(deadline=None, max_examples=60)
@given(FACES, st.randoms(use_true_random=False))
def test_the_order_of_faces_changes_nothing(faces: list[Face], random: st.DataObject) -> None:
    shuffled = list(faces)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert duplicates.propose(shuffled) == duplicates.propose(faces)


@settings(deadline=None, max_examples=60)
@given(FACES)
def test_a_pair_is_weighed_the_same_from_both_sides(faces: list[Face]) -> None:
    turned = [replace(one, id=len(faces) + 1 - one.id) for one in faces]
    forth = {frozenset({p.one, p.other}): p.probability for p in duplicates.propose(faces)}
    back = duplicates.propose(turned)
    assert {frozenset({len(faces) + 1 - p.one, len(faces) + 1 - p.other}) for p in back} == set(forth)
    for p in back:
        pair = frozenset({len(faces) + 1 - p.one, len(faces) + 1 - p.other})
        assert p.probability == pytest.approx(forth[pair], abs=1e-5)


NAMED = {"same-name", "rare-name", "alike-name", "name-form", "other-script"}
APART = {"other-names", "other-given-name", "other-family-name"}


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_no_pair_is_said_to_have_one_name_and_two(data: st.DataObject) -> None:
    one, other = (data.draw(FACES.filter(bool)) for _ in range(2))
    pair = [replace(one[0], id=1), replace(other[0], id=2)]
    for proposal in duplicates.weigh(pair, [(1, 2)]):
        said = set(codes(proposal))
        asked = [code for code in said if code.endswith("-other-names")]
        assert not (said & NAMED and said & APART)
        assert len([code for code in said & APART if asked]) == 0


MORE = {
    "organizations": "Bolt & Sons", "titles": "Luthier", "places": "7 Mill Lane, Oldbury, OL3 4AB",
    "birthdays": "1980-02-03", "handles": ("email", "isolde77@a.example"), "maiden": "Thornquist",
}  # fmt: skip


@pytest.mark.parametrize("field", MORE)
@pytest.mark.parametrize(
    "pair",
    [
        (face(1, "Isolde Marquist"), face(2, "Isolde Marquist")),
        (face(1, "I. Marquist"), face(2, "Isolde Marquist")),
        (face(1, "Bob Thorn", organizations="Acme"), face(2, "Robert Thorn", organizations="Other")),
        (face(1, "Anna Marquist"), face(2, "Peter Marquist")),
        (face(1, "Isolde", birthdays="1980-02-03"), face(2, "Isolde Marquist", birthdays="1980-02-03")),
        (face(1, "Anna Schmidt"), face(2, "Anna Berg")),
    ],
)
def test_one_more_thing_in_common_never_lowers_the_probability(pair: tuple[Face, Face], field: str) -> None:
    richer = [replace(one, **{field: getattr(one, field) | {MORE[field]}}) for one in pair]
    assert odds(*richer) >= odds(*pair)
