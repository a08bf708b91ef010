"""Circle back and stretch: places left, posts changed, and where nobody is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from amity.core import atlas, reasons, signals, ties
from amity.core.people import Exchange, Person
from amity.core.reasons import Evidence
from amity.core.signals import circle_back, stretch
from amity.core.view import Around, Move, Position, Shared, View, Waiting

TODAY = date(2026, 11, 24)
ACME = Position("pos1", "Acme", "Engineer", date(2019, 1, 1), date(2024, 7, 31))
CONNECTED = Shared(ACME, "connected", "rec1", date(2021, 3, 9))
MOVE = Move(
    "rec1", "linkedin", "Acme", "Engineer", "Globex", "Director", date(2026, 2, 3), date(2026, 5, 14)
)  # fmt: skip


def ann(*, last: date | None = None, shared: tuple[Shared, ...] = (), moves: tuple[Move, ...] = ()) -> View:
    person = Person("p1", "Ann Lee", organization="Globex", last=last, strength=0.1)
    if last is None:
        return View(person, shared=shared, moves=moves)
    met = Exchange("x1", datetime(last.year, last.month, last.day, 9, tzinfo=UTC), "call", "mutual")
    tie = ties.replay([ties.Event(met.at.timestamp() / 86400, 1.0, 1.0)])
    return View(person, tie, (met,), shared=shared, moves=moves, first=met)


def circled(view: View) -> reasons.Signal:
    signal = circle_back.read(view, Around(), today=TODAY)
    assert signal is not None
    assert signals.prove(signal, view, Around(), today=TODAY)
    return signal


def test_a_connection_made_at_a_place_left_since_is_named_as_the_weak_evidence_it_is() -> None:
    signal = circled(ann(shared=(CONNECTED,)))
    assert signal.sentence == (
        "You connected with Ann while you were at Acme (March 2021); you left in July 2024,"
        " and nothing between you is on record."
    )
    assert signal.evidence == (
        Evidence("record", "rec1", "Connected on LinkedIn", date(2021, 3, 9)),
        Evidence("position", "pos1", "Your position at Acme, 2019-01-01 until 2024-07-31", date(2024, 7, 31)),
    )


def test_the_last_exchange_before_leaving_is_named_and_makes_the_evidence_stronger() -> None:
    signal = circled(ann(last=date(2024, 6, 3), shared=(CONNECTED,)))
    assert signal.sentence.endswith(
        "you left in July 2024, and the last exchange on record is from June 2024."
    )
    assert signal.evidence[-1] == Evidence("interaction", "x1", "You spoke", date(2024, 6, 3))
    assert signal.worth > circled(ann(shared=(CONNECTED,))).worth


def test_longer_connection_at_the_place_counts_for_more_up_to_five_years() -> None:
    years = [date(2024, 7, 31), date(2021, 7, 31), date(2019, 7, 31), date(2015, 7, 31), date(2025, 1, 1)]
    worths = [circled(ann(shared=(replace(CONNECTED, on=on),))).worth for on in years]
    assert worths == pytest.approx([0.3, 0.39, 0.45, 0.45, 0.3], rel=1e-3)


def test_a_card_that_names_the_place_is_called_a_card() -> None:
    unstarted = replace(ACME, started=None)
    signal = circled(ann(shared=(Shared(unstarted, "organization", "rec2"),)))
    assert signal.sentence == (
        "The card of Ann names Acme, where you were until July 2024; nothing between you is on record."
    )
    assert signal.evidence[1].text == "Your position at Acme, until 2024-07-31"


def test_a_day_of_connection_speaks_before_a_name_on_a_card_and_the_latest_place_first() -> None:
    later = replace(ACME, id="pos2", organization="Initech", finished=date(2025, 1, 31))
    card = Shared(replace(later, finished=date(2026, 1, 31)), "organization", "rec2")
    view = ann(shared=(CONNECTED, card, Shared(later, "connected", "rec3", date(2024, 9, 9))))
    assert "Initech" in circled(view).sentence


@pytest.mark.parametrize(
    "view",
    [
        ann(),
        ann(shared=(Shared(replace(ACME, finished=None), "connected", "rec1", date(2021, 3, 9)),)),
        ann(
            shared=(
                Shared(replace(ACME, finished=date(2026, 11, 25)), "connected", "rec1", date(2021, 3, 9)),
            )
        ),
        ann(shared=(replace(CONNECTED, on=None),)),
        ann(last=date(2025, 3, 3), shared=(CONNECTED,)),
        replace(ann(last=date(2024, 6, 3), shared=(CONNECTED,)), recent=()),
    ],
)
def test_a_place_still_held_or_a_tie_kept_since_is_no_reason(view: View) -> None:
    assert circle_back.read(view, Around(), today=TODAY) is None


def test_a_place_left_this_month_waits_until_the_last_exchange_is_two_months_old() -> None:
    left = replace(CONNECTED, position=replace(ACME, finished=date(2026, 11, 23)))
    assert circle_back.read(ann(last=date(2026, 9, 26), shared=(left,)), Around(), today=TODAY) is None
    assert circled(ann(last=date(2026, 9, 25), shared=(left,))).reason == "circle_back"


def test_a_changed_post_is_told_with_both_days_and_no_pronoun() -> None:
    signal = circled(ann(moves=(MOVE,), shared=(CONNECTED,)))
    assert signal.sentence == (
        "Ann has moved: LinkedIn said Engineer at Acme on February 3,"
        " and says Director at Globex since May 14."
    )
    assert signal.evidence == (
        Evidence("record", "rec1", "Engineer at Acme", date(2026, 2, 3)),
        Evidence("record", "rec1", "Director at Globex", date(2026, 5, 14)),
    )
    assert signal.suggestion == "Ask Ann how it is going as Director at Globex."


def test_a_changed_post_counts_more_when_an_exchange_is_on_record() -> None:
    known = circled(ann(last=date(2026, 1, 3), moves=(replace(MOVE, source="crm"),)))
    assert known.worth > circled(ann(moves=(MOVE,))).worth
    assert "A record said" in known.sentence


def test_a_changed_company_without_a_title_is_news_too() -> None:
    signal = circled(ann(moves=(replace(MOVE, title="", before_title=""),)))
    assert signal.sentence == "Ann has moved: LinkedIn said Acme on February 3, and says Globex since May 14."
    assert signal.suggestion == "Ask Ann about Globex."


@pytest.mark.parametrize(
    "view",
    [
        ann(moves=(replace(MOVE, seen_now=date(2026, 2, 26)),)),
        ann(moves=(replace(MOVE, seen_now=date(2026, 11, 25)),)),
        ann(last=date(2026, 5, 14), moves=(MOVE,)),
        ann(moves=(replace(MOVE, title="Engineer", organization="Acme"),)),
        ann(moves=(replace(MOVE, title="", organization=""),)),
        ann(moves=(replace(MOVE, before_title="", before_organization=""),)),
    ],
)
def test_old_future_known_or_empty_news_is_not_told(view: View) -> None:
    assert circle_back.read(view, Around(), today=TODAY) is None


@pytest.mark.parametrize(("why", "said"), [
    ("Ann helped you in May.", "Ann is next in “Thank you”: Ann helped you in May."),
    ("", "Ann is next in “Thank you”."),
])  # fmt: skip
def test_somebody_a_campaign_waits_with_is_circled_back_to(why: str, said: str) -> None:
    view = replace(ann(), letter=Waiting("c1", "Thank you", why))
    signal = circled(view)
    assert signal.sentence == said
    assert signal.evidence[0].kind == "campaign"
    assert signals.prove(signal, view, Around(), today=TODAY)
    assert not signals.prove(signal, replace(view, letter=Waiting("c2", "Hello")), Around(), today=TODAY)


def crowd(*others: Person) -> list[Person]:
    """Four colleagues in touch at Acme, and the others."""
    mates = [Person(f"a{n}", f"Mate {n}", organization="Acme Inc", last=date(2026, 11, 1)) for n in range(4)]
    return [*mates, *others]


def stretched(view: View, people: list[Person]) -> reasons.Signal | None:
    around = atlas.around(people, organization="Acme", today=TODAY)
    signal = stretch.read(view, around, today=TODAY)
    assert signal is None or signals.prove(signal, view, around, today=TODAY)
    return signal


def test_the_only_one_at_another_place_is_a_stretch() -> None:
    view = ann()
    signal = stretched(view, crowd(view.person))
    assert signal is not None
    assert signal.sentence == (
        "All four people with a known organization you were in touch with in the past year are at"
        " Acme Inc; Ann is the only one you know at Globex."
    )
    assert [item.text for item in signal.evidence] == [
        "People with a known organization in touch within a year: 4",
        "Acme Inc: 4 of 4 in touch within a year (Mate 0, Mate 1, Mate 2 and one more)",
        "Globex: 0 of 1 in touch within a year (Ann Lee)",
    ]


def test_a_share_of_those_in_touch_is_counted_out() -> None:
    elsewhere = [Person(f"i{n}", f"Other {n}", organization=f"I{n}", last=TODAY) for n in range(4)]
    signal = stretched(ann(), crowd(ann().person, *elsewhere))
    assert signal is not None
    assert signal.sentence.startswith("Four of the eight people with a known organization")


def test_a_place_where_nobody_is_in_touch_is_said_so() -> None:
    view = ann(last=date(2024, 6, 3))
    signal = stretched(view, crowd(view.person, Person("p3", "Bo", organization="Globex")))
    assert signal is not None
    assert signal.sentence.endswith("; at Globex, where Ann is, you were in touch with nobody.")
    assert signal.evidence[-1].id == "x1"
    assert signal.worth > stretch.UNKNOWN


def test_the_one_in_touch_at_a_place_is_a_stretch_while_the_tie_is_thin() -> None:
    view = ann(last=date(2026, 9, 3))
    people = crowd(view.person, Person("p3", "Bo", organization="Globex"))
    signal = stretched(view, people)
    assert signal is not None
    assert signal.sentence.endswith("; at Globex you were in touch with Ann alone.")
    strong = replace(view, person=replace(view.person, strength=0.31))
    assert stretched(strong, people) is None
    unmeasured = replace(view, person=replace(view.person, strength=None))
    assert stretched(unmeasured, people) is not None


def test_no_stretch_where_somebody_else_is_in_touch_or_the_person_just_was() -> None:
    other = Person("p3", "Bo", organization="Globex", last=date(2026, 9, 3))
    assert stretched(ann(), crowd(ann().person, other)) is None
    lately = ann(last=date(2026, 10, 26))
    assert stretched(lately, crowd(lately.person)) is None


def test_no_stretch_without_concentration_inside_it_or_without_an_organization() -> None:
    assert stretched(ann(), [ann().person]) is None
    inside = replace(ann(), person=replace(ann().person, organization="ACME"))
    assert stretched(inside, crowd(inside.person)) is None
    nowhere = replace(ann(), person=replace(ann().person, organization=""))
    assert stretched(nowhere, crowd(nowhere.person)) is None
    unread = replace(ann(last=date(2024, 6, 3)), recent=())
    assert stretched(unread, crowd(unread.person)) is None


def test_a_share_is_recounted_from_the_atlas_when_a_stretch_is_proved() -> None:
    view = ann()
    around = atlas.around(crowd(view.person), organization="Acme", today=TODAY)
    lying = replace(around, in_touch=9)
    signal = stretch.read(view, lying, today=TODAY)
    assert signal is not None
    assert not signals.prove(signal, view, lying, today=TODAY)


def test_a_new_title_at_the_same_place_is_not_called_a_move() -> None:
    stayed = replace(MOVE, organization=MOVE.before_organization)
    assert circled(ann(moves=(stayed,))).sentence.startswith("Ann has a new title: ")
