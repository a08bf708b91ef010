from __future__ import annotations

import pytest

from amity.core import duplicates
from amity.core.duplicates import Face, Proposal

STRANGERS = (
    "Bo Chen", "Ute Kaiser", "Omar Said", "Ines Rocha", "Tove Lind", "Raj Patel", "Nils Holm", "Eva Novak",
    "Kofi Mensah", "Lea Roth",
)  # fmt: skip
PLAIN = [
    Face(number, (name,), organizations=frozenset({f"Firm {number}"}))
    for number, name in enumerate(STRANGERS, 100)
]
"""Ten people who have nothing to do with the two that a test is about."""


def face(number: int, *known: str, handles: str = "", **fields: str) -> Face:
    pairs = frozenset((handle.partition(":")[0], handle.partition(":")[2]) for handle in handles.split())
    sets = {key: frozenset(value.split("; ")) for key, value in fields.items()}
    return Face(number, known, handles=pairs, **sets)  # type: ignore[arg-type]


def found(*faces: Face) -> list[Proposal]:
    return duplicates.propose([*faces, *PLAIN])


def only(*faces: Face) -> Proposal:
    proposals = found(*faces)
    assert len(proposals) == 1
    return proposals[0]


def odds(*faces: Face) -> float:
    """Weigh the first two, whether they would be proposed or not."""
    ids = (faces[0].id, faces[1].id)
    return duplicates.weigh([*faces, *PLAIN], [ids])[0].probability


def codes(proposal: Proposal) -> list[str]:
    return [reason.code for reason in proposal.reasons]


def test_an_unusual_name_and_an_employer_say_one_person_and_why() -> None:
    one = face(1, "Isolde Marquist", handles="phone:+4930123456", organizations="Acme")
    other = face(2, "Isolde Marquist", handles="email:isolde@acme.example", organizations="Acme Inc.")
    proposal = only(one, other)
    assert (proposal.one, proposal.other, proposal.certain) == (1, 2, False)
    assert proposal.probability > 0.99
    assert codes(proposal) == ["rare-name", "same-organization", "only-phone", "only-email"]
    assert duplicates.sentence(proposal) == (
        "Same unusual name, both at Acme; one has only a phone; one has only a mail address."
    )


@pytest.mark.parametrize(
    ("more", "certain"),
    [
        ({"organizations": "Acme", "titles": "Luthier"}, True),
        ({"birthdays": "1980-02-03"}, True),
        ({"handles": "phone:030123456"}, False),
        ({"organizations": "Acme", "titles": "Luthier", "handles": "email:office@acme.example"}, False),
    ],
)
def test_certain_is_only_what_namesakes_do_not_share(more: dict[str, str], *, certain: bool) -> None:
    assert only(face(1, "Isolde Marquist", **more), face(2, "Isolde Marquist", **more)).certain is certain


def test_two_mailboxes_of_one_firm_are_not_certainly_one_persons() -> None:
    job = {"organizations": "Acme", "titles": "Luthier"}
    one = face(1, "Isolde Marquist", handles="email:isolde@acme.example", **job)
    other = face(2, "Isolde Marquist", handles="email:isolde2@acme.example", **job)
    assert not only(one, other).certain


@pytest.mark.parametrize("people", [0, 10, 48])
def test_a_small_book_is_not_overconfident(people: int) -> None:
    beside = [face(number, f"Kin{number:03} Odd{number:03}") for number in range(100, 100 + people)]

    def weighed(one: str, other: str) -> float:
        return duplicates.weigh([face(1, one), face(2, other), *beside], [(1, 2)])[0].probability

    assert weighed("Ana Lima", "Ana Luma") < 0.6
    assert weighed("Ana Lima", "Ana Lima") < 0.99


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            face(1, "Ana Lima", handles="email:home@lima.example"),
            face(2, "Bo Lima", handles="email:home@lima.example"),
            "Same family name, same mail address, but other given names.",
        ),
        (
            face(1, "Ana Lima", handles="phone:+4930123456"),
            face(2, "Karl Berg", handles="phone:+4930123456"),
            "Same number, but other names.",
        ),
        (
            face(1, "Ana Lima", handles="profile:linkedin.com/in/ana"),
            face(2, "Karl Berg", handles="profile:linkedin.com/in/ana"),
            "Same profile, but other names.",
        ),
        (
            face(1, "Ana and Bo Lima", handles="email:home@lima.example"),
            face(2, "Bo Lima", handles="email:home@lima.example"),
            "Same family name, same mail address, but one card names several people.",
        ),
    ],
)
def test_a_shared_strong_handle_under_contradicting_names_is_asked_about(
    one: Face, other: Face, said: str
) -> None:
    proposal = only(one, other)
    assert duplicates.sentence(proposal) == said
    assert not proposal.certain
    assert proposal.probability < 0.5


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            face(1, "Ana Lima", "Bo Lima", handles="email:home@lima.example"),
            face(2, "Bo Lima", handles="email:home@lima.example"),
            "Same mail address, but one is called Ana Lima, the other Bo Lima.",
        ),
        (
            face(1, "Roberto Lima", handles="email:home@lima.example"),
            face(2, "Roberta Lima", handles="email:home@lima.example"),
            "Same family name, same mail address, but other given names.",
        ),
        (
            face(1, "John A. Smith", handles="email:js@smith.example"),
            face(2, "John B. Smith", handles="email:js@smith.example"),
            "Same given and family name, same mail address, but other middle names.",
        ),
        (
            face(1, "John Smith Jr.", handles="email:js@smith.example"),
            face(2, "John Smith Sr.", handles="email:js@smith.example"),
            "Same name, same mail address, but one is junior, the other senior.",
        ),
        (
            face(1, "John Smith Jr.", handles="email:js@smith.example"),
            face(2, "John Smith", handles="email:js@smith.example"),
            "Same name, same mail address, but one is junior or senior.",
        ),
        (face(1, "Peta Pembrooke"), face(2, "Peeta Pembrook"), "Names written alike."),
        (
            face(1, "Peta Pembrooke", "Peeta Pembrook"),
            face(2, "Peeta Pembrook"),
            "Both also called Peeta Pembrook.",
        ),
        (
            face(1, "Isolde Lund", maiden="Marquist"),
            face(2, "Isolde Marquist"),
            "Same name, once with another family name.",
        ),
        (
            face(1, "Isolde Marquist", handles="email:im@acme.example"),
            face(2, "Isolde Marquist", organizations="Acme GmbH; Zeta", places="1 Mill Lane, Oldbury"),
            (
                "Same unusual name, one at Acme GmbH, the other with a mail address there; "
                "one has no mail address, number or profile."
            ),
        ),
        (
            face(1, "Isolde Marquist", handles="email:im@acme.example", organizations="Beta"),
            face(2, "Isolde Marquist", handles="email:isolde@acme.example", organizations="Zeta"),
            "Same unusual name, mail addresses of the same organization.",
        ),
        (
            face(1, "Isolde Marquist", handles="phone:02071838750"),
            face(2, "Isolde Marquist", handles="phone:+442071838750"),
            "Same unusual name, same number, once without its country or area.",
        ),
        (
            face(1, "Isolde Marquist", handles="phone:+492071838750"),
            face(2, "Isolde Marquist", handles="phone:+442071838750"),
            "Same unusual name, numbers that end alike.",
        ),
    ],
)
def test_a_sentence_says_what_is_known_and_never_two_things_that_exclude_each_other(
    one: Face, other: Face, said: str
) -> None:
    weighed = duplicates.weigh([one, other, *PLAIN], [(1, 2)])[0]
    assert duplicates.sentence(weighed) == said


def test_an_office_number_asks_nothing() -> None:
    office = [
        face(number, f"{name} Worker{number}xyz", handles="phone:+4930123456")
        for number, name in enumerate(["Ana", "Bruno", "Carla", "Dirk", "Emma", "Fatima", "Gerda", "Hugo"], 1)
    ]
    assert found(*office) == []


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (
            face(1, "Robert Marquist", organizations="Acme"),
            face(2, "Bob Marquist", organizations="Acme"),
            "name-form",
        ),
        (
            face(1, "Дмитрий Щербаков", places="Riga"),
            face(2, "Dmitry Shcherbakov", places="Riga"),
            "other-script",
        ),
        (
            face(1, "I. Marquist", organizations="Acme"),
            face(2, "Isolde Marquist", organizations="Acme"),
            "initial",
        ),
        (
            face(1, "Isolde Marquist-Thorn", organizations="Acme"),
            face(2, "Isolde Marquist", organizations="Acme", birthdays="1980-02-03"),
            "shared-family-name",
        ),
        (face(1, "Isolde Marquits"), face(2, "Isolde Marquist"), "alike-name"),
        (face(1, handles="email:isolde.marquist@a.example"), face(2, "Isolde Marquist"), "name-in-address"),
        (
            face(1, "Isolde", organizations="Acme"),
            face(2, "Isolde Marquist", organizations="Acme"),
            "same-given-name",
        ),
        (
            face(1, "Marquist", organizations="Acme"),
            face(2, "Isolde Marquist", organizations="Acme"),
            "same-family-name",
        ),
        (
            face(1, "Isolde Marquist", titles="Luthier"),
            face(2, "Isolde Marquist", titles="Luthier"),
            "same-title",
        ),
        (face(1, "Isolde Marquist", places="Riga"), face(2, "Isolde Marquist", places="Riga"), "same-place"),
        (
            face(1, "Isolde Marquist", handles="phone:123456789"),
            face(2, "Isolde Marquist", handles="phone:+44123456789"),
            "alike-number",
        ),
        (
            face(1, "Isolde Marquist", handles="email:birdie77@a.example"),
            face(2, "Isolde Marquist", handles="email:birdie77@b.example"),
            "alike-address",
        ),
        (
            face(1, "Isolde Marquist", birthdays="1980-02-03"),
            face(2, "Isolde Marquist", birthdays="--02-03"),
            "same-birthday",
        ),
        (
            face(1, "Isolde Marquist", birthdays="1980-02-03"),
            face(2, "Isolde Marquist", birthdays="1980-03-02"),
            "near-birthday",
        ),
        (
            face(1, "Isolde Marquist", places="7 Mill Lane, Oldbury, OL3 4AB"),
            face(2, "Isolde Marquist", places="7 Mill Lane, Oldbury OL3 4AB, England"),
            "same-place",
        ),
        (face(1, "Isolde Lund", maiden="Marquist"), face(2, "Isolde Marquist"), "rare-name"),
        (
            face(1, "Isolde Marquist", handles="email:im@acme.example"),
            face(2, "Isolde Marquist", organizations="Acme GmbH"),
            "same-organization",
        ),
    ],
)
def test_each_likeness_is_named(one: Face, other: Face, code: str) -> None:
    proposal = only(one, other)
    assert code in codes(proposal)
    assert duplicates.sentence(proposal).endswith(".")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"birthdays": "1980-02-03"}, {"birthdays": "1975-11-20"}, "different birthdays"),
        (
            {"handles": "profile:linkedin.com/in/a"},
            {"handles": "profile:linkedin.com/in/b"},
            "different profiles",
        ),
    ],
)
def test_what_contradicts_counts_against_a_pair_and_is_said(
    one: dict[str, str], other: dict[str, str], said: str
) -> None:
    name = "Isolde Marquist"
    without = odds(face(1, name, organizations="Acme"), face(2, name, organizations="Acme"))
    faces = face(1, name, organizations="Acme", **one), face(2, name, organizations="Acme", **other)
    weighed = duplicates.weigh([*faces, *PLAIN], [(1, 2)])[0]
    assert weighed.probability < without
    assert not weighed.certain
    assert f", but {said}" in duplicates.sentence(weighed)


def test_other_middle_initials_count_against_a_pair() -> None:
    alike = odds(face(1, "Isolde A. Marquist"), face(2, "Isolde A. Marquist"))
    apart = odds(face(1, "Isolde A. Marquist"), face(2, "Isolde B. Marquist"))
    assert apart < odds(face(1, "Isolde Marquist"), face(2, "Isolde A. Marquist")) < alike


def test_a_house_with_everything_in_common_but_the_name_is_not_one_person() -> None:
    shared = {"places": "7 Mill Lane, Oldbury, OL3 4AB", "organizations": "Mill Works"}
    assert odds(face(1, "Anna Marquist", **shared), face(2, "Peter Marquist", **shared)) < 0.5
    twins = {**shared, "birthdays": "1980-02-03"}
    asked = only(face(1, "Anna Marquist", **twins), face(2, "Peter Marquist", **twins))
    assert not asked.certain
    assert codes(asked)[-1] == "other-given-name"


def test_a_common_name_says_less_than_a_rare_one() -> None:
    crowd = [face(1_000 + number, "Anna Schmidt") for number in range(30)]
    pair = duplicates.weigh([face(1, "Anna Schmidt"), face(2, "Anna Schmidt"), *crowd], [(1, 2)])[0]
    rare = duplicates.weigh([face(1, "Isolde Marquist"), face(2, "Isolde Marquist"), *crowd], [(1, 2)])[0]
    assert pair.probability < 0.5 < rare.probability
    assert codes(pair) == ["same-name"]
    assert codes(rare) == ["rare-name"]


def test_different_is_remembered_and_the_limit_kept() -> None:
    faces = [face(number, "Isolde Marquist", organizations="Acme") for number in (1, 2, 3)]
    assert len(found(*faces)) == 3
    kept = duplicates.propose([*faces, *PLAIN], different={frozenset({1, 2})})
    assert [(one.one, one.other) for one in kept] == [(1, 3), (2, 3)]
    assert len(duplicates.propose([*faces, *PLAIN], limit=1)) == 1


def test_an_empty_book_and_faces_without_anything_propose_nothing() -> None:
    assert duplicates.propose([]) == []
    assert duplicates.propose([Face(1, ())]) == []
    assert duplicates.propose([Face(1, ()), Face(2, ())]) == []
    assert duplicates.weigh([Face(1, ()), Face(2, ())], [(2, 1)])[0].probability < 0.5


def test_certain_pairs_never_bring_a_doubted_one_into_one_person() -> None:
    assert duplicates.safe([("a", "b"), ("b", "c"), ("d", "e")], {frozenset(("a", "c"))}) == [
        ("a", "b"),
        ("d", "e"),
    ]
    assert duplicates.safe([("a", "b"), ("a", "b")], set()) == [("a", "b"), ("a", "b")]


def test_twins_of_nearly_one_name_are_not_accepted_among_many() -> None:
    home = {"places": "1 High Street, Seoul", "birthdays": "1990-03-04"}
    for one, other in (("Min-young Kim", "Min-jung Kim"), ("Ji-min Park", "Min-ji Park")):
        assert not only(face(1, one, **home), face(2, other, **home)).certain
