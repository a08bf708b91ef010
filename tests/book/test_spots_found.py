"""Blind spots in the book: what an owner misses, whom it is about, and who could introduce them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.book import (
    access,
    atlas,
    circles,
    corrections,
    duplicates,
    goals,
    introductions,
    owners,
    people,
    plan,
    ties,
)
from amity.book.models import Owner
from amity.core import spots as rules
from amity.core.areas import Drawn, Spot
from amity.core.findings import InteractionSeen
from tests import village
from tests.village import File, card, exchange, mail, meeting

TODAY = village.TODAY
ME = village.ROBIN


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the database is wanted
    return village.book(ME)


def talk(name: str, address: str, *days: int) -> list[InteractionSeen]:
    """Make exchanges both ways so many days ago."""
    found = []
    for day in days:
        found += [
            mail(f"{address}-{day}-in", day, address, ME, name=name),
            mail(f"{address}-{day}-out", day, ME, address),
        ]  # fmt: skip
    return found


def together(key: str, days: int, *addresses: str) -> InteractionSeen:
    """Make a mail the first wrote to the owner and all others."""
    at = datetime(2026, 11, 24, 9, tzinfo=UTC) - timedelta(days=days)
    first, *others = addresses
    return exchange(
        key, at, ("from", first, ""), ("to", ME, ""), *(("to", one, "") for one in others), text="Plans"
    )


ANA, TOM, SOL = "ana@acme.example", "tom@globex.example", "sol@zinc.example"
OFTEN = tuple(range(3, 200, 7))


def world(owner: Owner) -> None:
    """Ana is strong; Tom of Globex has been silent for two years; both stood on Ana's mails."""
    village.bring(owner, File("box.mbox", "mail", (
        *talk("Ana Lima", ANA, *OFTEN), *talk("Sol Strong", SOL, *OFTEN), *talk("Tom Berg", TOM, 800, 790),
        *talk("Una Berg", "una@globex.example", 700),
        together("t1", 30, ANA, TOM), together("t2", 20, ANA, TOM),
    )))  # fmt: skip


def drawn(owner: Owner) -> Drawn:
    return atlas.drawn(owner, today=TODAY)


def spot(owner: Owner, kind: str) -> Spot:
    return next(one for one in drawn(owner).spots if one.kind == kind)


def test_a_silent_place_names_its_people_and_who_could_introduce(owner: Owner) -> None:
    world(owner)
    found = spot(owner, "silent")
    assert (found.dimension, found.name) == ("organization", "globex.example")
    assert {name for _, name in found.people} == {"Tom Berg", "Una Berg"}
    (first, *_) = found.introducers
    assert (first.name, first.target and first.target[1]) == ("Ana Lima", "Tom Berg")
    assert first.sentence.startswith("Ana and Tom were on two mails with you, last on November 4")
    assert [line.text for line in first.evidence] == ["Plans", "Plans"]
    assert found.partial.startswith("Read from your own mail")


def test_whoever_was_never_seen_with_the_target_is_not_named(owner: Owner) -> None:
    world(owner)
    tom = village.named(owner, "Tom Berg")
    named = introductions.to(owner, [tom], [], today=TODAY)[tom]
    assert "Sol Strong" not in {one.name for one in named}
    people.put_aside(owner, [village.named(owner, "Ana Lima")], "private", today=TODAY)
    assert "Ana Lima" not in {one.name for one in introductions.to(owner, [tom], [], today=TODAY)[tom]}


def test_the_newest_exchanges_with_others_are_read_and_no_more(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = [together(f"m{n}", 400 - n, ANA, TOM, "tom@home.example") for n in range(9)]
    both = (*talk("Tom Berg", TOM, 800), *talk("Tom Home", "tom@home.example", 790))
    village.bring(owner, File("box.mbox", "mail", (*talk("Ana Lima", ANA, 5), *both, *several)))
    first, second = (village.named(owner, address) for address in (TOM, "tom@home.example"))
    duplicates.join(owner, first, second, today=TODAY)
    number = access.person(owner, first).pk
    everything = introductions._shared(owner, [number], today=TODAY)[number]
    assert [(TODAY - one.on).days for one in everything] == list(range(392, 401))
    monkeypatch.setattr(introductions, "NEWEST", 4)
    assert introductions._shared(owner, [number], today=TODAY)[number] == everything[:4]


def test_nobody_is_named_by_an_exchange_of_the_future_or_a_crowd(owner: Owner) -> None:
    crowd = [f"c{number}@crowd.example" for number in range(31)]
    village.bring(owner, File("box.mbox", "mail", (
        *talk("Ana Lima", ANA, *OFTEN), *talk("Tom Berg", TOM, 800),
        together("crowd", 30, ANA, TOM, *crowd),
    )), File("work.ics", "calendar", (meeting("later", -7, ME, ANA, TOM),)))  # fmt: skip
    tom = village.named(owner, "Tom Berg")
    assert introductions.to(owner, [tom], [], today=TODAY)[tom] == ()


def test_a_meeting_and_a_circle_are_signs_too(owner: Owner) -> None:
    village.bring(owner, File("box.mbox", "mail", (
        *talk("Ana Lima", ANA, *OFTEN), *talk("Sol Strong", SOL, *OFTEN), *talk("Tom Berg", TOM, 800),
    )), File("work.ics", "calendar", (meeting("e1", 40, ME, SOL, TOM),)))  # fmt: skip
    tom, ana = village.named(owner, "Tom Berg"), village.named(owner, "Ana Lima")
    choir = circles.add(owner, "Choir")
    circles.put(owner, choir, [tom, ana], today=TODAY)
    named = introductions.to(owner, [tom], circles.all(owner), today=TODAY)[tom]
    assert [one.name for one in named] == ["Sol Strong", "Ana Lima"]
    assert "were in one meeting with you" in named[0].sentence
    assert "are both in Choir" in named[1].sentence


def test_what_a_goal_or_a_wish_names_comes_first_and_says_why(owner: Owner) -> None:
    world(owner)
    goals.add(owner, "Sell to hospitals", areas=["Mercy Hospital"], today=TODAY)
    owners.edit(owner, today=TODAY, wishes=[["industry", "energy"]])
    first, second, *_ = drawn(owner).spots
    assert (first.kind, first.name, first.because) == (
        "empty", "Mercy Hospital", "your goal “Sell to hospitals” needs it",
    )  # fmt: skip
    assert {name for _, name in first.people} >= {"Ana Lima", "Sol Strong"}
    assert (second.kind, second.dimension, second.name) == ("empty", "industry", "energy")
    assert not first.introducers


def test_somebody_who_matters_and_is_thin_is_a_spot_until_spoken_to(owner: Owner) -> None:
    world(owner)
    tom = village.named(owner, "Tom Berg")
    people.set_words(owner, [tom], importance=3, today=TODAY)
    found = spot(owner, "thin")
    assert (found.people, found.introducers[0].name) == (((tom, "Tom Berg"),), "Ana Lima")
    made = people.add(owner, today=TODAY, name="New Friend", importance=2, last=TODAY)
    assert made not in {who for one in drawn(owner).spots if one.kind == "thin" for who, _ in one.people}


def test_one_in_touch_of_several_is_a_thread_and_when_fading_a_bridge(owner: Owner) -> None:
    village.bring(owner, File("box.mbox", "mail", (
        *talk("Ana Lima", ANA, *OFTEN), *talk("Al Lima", "al@acme.example", 900),
        *talk("Bo Ek", "bo@birch.example", 360, 350, 340, 330), *talk("Bea Ek", "bea@birch.example", 900),
    )))  # fmt: skip
    found = drawn(owner)
    kinds = {one.name: one.kind for one in found.spots}
    assert kinds == {"acme.example": "thread", "birch.example": "bridge"}
    assert spot(owner, "bridge").sentence.startswith(
        "Bo Ek is the only one at birch.example who was in touch with you this year, silent since"
    )
    assert [name for _, name in spot(owner, "thread").people] == ["Ana Lima", "Al Lima"]
    bridges = {one.name: (one.fading, one.sentence) for one in found.bridges}
    assert bridges["Ana Lima"] == (
        False, "Ana alone keeps you in touch with acme.example, where you know one more.",
    )  # fmt: skip
    assert bridges["Bo Ek"][0]
    assert bridges["Bo Ek"][1].startswith("Bo alone was in touch with you from birch.example this year")
    assert next(iter(found.bridges)).name == "Bo Ek"


def test_nobody_introduces_the_owner_to_a_spot_that_is_about_themself(owner: Owner) -> None:
    village.bring(owner, File("box.mbox", "mail", (
        *talk("Ana Lima", ANA, *OFTEN), *talk("Al Berg", "al@acme.example", 900),
        *talk("Dee Ito", "dee@elm.example", *OFTEN),
    )))  # fmt: skip
    village.bring(owner, File("together.mbox", "mail", (
        mail("t1", 20, ANA, village.ROBIN, "al@acme.example"),
        mail("t2", 20, "dee@elm.example", village.ROBIN, "al@acme.example"),
    )))  # fmt: skip
    found = spot(owner, "thread")
    assert [name for _, name in found.people] == ["Ana Lima", "Al Berg"]
    assert [one.name for one in found.introducers] == ["Dee Ito"]


FAMILIES = ("Ames", "Berg", "Chen", "Dorn", "Ek", "Frey")


def test_only_the_own_organization_is_a_spot_that_names_people_elsewhere(owner: Owner) -> None:
    colleagues = [talk(f"P{n} {FAMILIES[n]}", f"p{n}@hale.example", 30 + n) for n in range(6)]
    village.bring(owner, File("box.mbox", "mail", (
        *(one for several in colleagues for one in several), *talk("Tom Berg", TOM, 800),
    )))  # fmt: skip
    found = spot(owner, "one-organization")
    assert found.people == ((village.named(owner, "Tom Berg"), "Tom Berg"),)
    assert found.sentence == "Six of the six people in touch with you this year are at hale.example."


def test_what_a_week_asks_is_what_the_whole_atlas_says(owner: Owner) -> None:
    world(owner)
    village.bring(owner, File("more.mbox", "mail", (
        *talk("Al Lima", "al@acme.example", 900), *talk("Mo Mit", "mo@mit.edu", 600),
        *talk("Di Mit", "di@ox.ac.uk", 610),
    )))  # fmt: skip
    owners.edit(owner, today=TODAY, wishes=[["industry", "education"], ["", "Globex"]])
    asked = atlas.missed(owner, today=TODAY)
    whole = rules.missed(drawn(owner).spots)
    assert {who: (spot.kind, spot.name, spot.sentence) for who, spot in asked.items()} == {
        who: (spot.kind, spot.name, spot.sentence) for who, spot in whole.items()
    }
    kinds = {name: asked[village.named(owner, name)].kind for name in ("Tom Berg", "Mo Mit", "Al Lima")}
    assert kinds == {"Tom Berg": "silent", "Mo Mit": "silent", "Al Lima": "thread"}


def test_a_wish_for_an_area_nobody_is_in_asks_no_question_that_fails(owner: Owner) -> None:
    village.bring(
        owner, File("box.mbox", "mail", (*talk("Ana Lima", "ana@acme.de", 20), *talk("Bo Ek", "b@x.fr", 9)))
    )
    owners.edit(owner, today=TODAY, wishes=[["place", "Spain"], ["function", "sales"], ["", "Norway"]])
    assert atlas.missed(owner, today=TODAY) == {}
    assert {one.name for one in drawn(owner).spots} == {"Norway", "Spain", "sales"}


def test_the_week_stretches_to_somebody_of_a_blind_spot(owner: Owner) -> None:
    world(owner)
    picks = [pick for pick in plan.week(owner, today=TODAY, minutes=2000).picks if pick.reason == "stretch"]
    assert {pick.person_name for pick in picks} <= {"Tom Berg", "Una Berg"}
    assert picks
    assert (
        picks[0].sentence
        == "You know two people at globex.example, and nobody of them was in touch with you this year."
    )
    assert picks[0].evidence[0].text == "globex.example: 0 of 2 in touch within a year"


def test_the_questions_do_not_grow_with_the_people(owner: Owner) -> None:
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            atlas.drawn(owner, today=TODAY)
        return len(asked)

    world(owner)
    before = questions()
    more = [one for n in range(60) for one in talk(f"N{n} Hale", f"n{n}@acme.example", 30 + n)]
    village.bring(owner, File("more.mbox", "mail", tuple(more)), File("cards.vcf", "vcard", tuple(
        card(f"uid:{n}", f"N{n} Hale", f"n{n}@acme.example", organization="Acme") for n in range(30)
    )))  # fmt: skip
    assert questions() <= before + 2
    assert ties.now(TODAY) > 0


def test_somebody_the_owner_talks_to_elsewhere_is_in_touch_and_never_called_silent(owner: Owner) -> None:
    world(owner)
    tom = village.named(owner, "Tom Berg")
    people.set_words(owner, [tom], importance=3, today=TODAY)
    assert "Tom Berg" in {name for one in drawn(owner).spots for _, name in one.people}
    corrections.say(owner, tom, "elsewhere", "monthly", today=TODAY)
    told = drawn(owner)
    globex = next(cell for cell in told.of("organization").cells if cell.key == "globex")
    assert (globex.in_touch, globex.only) == (1, (tom, "Tom Berg"))
    assert {one.kind for one in told.spots if "Tom Berg" in one.sentence} == {"thread"}
    assert tom not in atlas.missed(owner, today=TODAY)
    assert [one.fading for one in told.bridges if one.id == tom] == [False]


def test_colleagues_of_whom_only_a_card_is_here_are_no_tie_to_take_up_again(owner: Owner) -> None:
    cards = [card(f"uid:{n}", f"N{n} Hale", f"n{n}@acme.example", organization="Acme") for n in range(3)]
    village.bring(owner, File("cards.vcf", "vcard", tuple(cards)))
    assert spot(owner, "silent").because.endswith("nothing was ever exchanged with any of them")
    village.bring(owner, File("box.mbox", "mail", tuple(talk("N1 Hale", "n1@acme.example", 900))))
    assert "taken up again" in spot(owner, "silent").because
