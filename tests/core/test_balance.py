"""How help went between two people, in words: each clause only where it is proved, and never a debt."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from amity.core import balance
from amity.core.balance import Clause
from amity.core.facts import Fact
from amity.core.help import Help, Way
from amity.core.interactions import Channel, Direction
from amity.core.people import Exchange
from amity.core.promises import Promise

TODAY = date(2026, 11, 24)
NAME = "Ana Lima"
FORBIDDEN = re.compile(
    r"\b(owes?|owed|debt|even|account|score|balance|square|return the favor|points?)\b", re.IGNORECASE
)


def help_(way: Way, on: str | None, text: str = "a paper", id: str = "") -> Help:  # noqa: A002
    day = date.fromisoformat(on) if on else None
    return Help(way, text, day, "hand", "", id or f"{way}-{on}")


def wrote(on: str, direction: Direction = "sent", channel: Channel = "mail") -> Exchange:
    at = datetime.fromisoformat(on).replace(tzinfo=UTC)
    return Exchange(f"x{on}", at, channel, direction)


def said(*help: Help, **more: Any) -> dict[str, Clause]:  # noqa: A002, ANN401 - what `balance` takes
    found = balance.balance(NAME, help, today=TODAY, **more)
    for clause in found:
        assert clause.evidence or clause.kind == "nothing"
        assert not FORBIDDEN.search(f"{clause.sentence} {clause.suggestion}")
    return {clause.kind: clause for clause in found}


def ids(clause: Clause) -> list[str]:
    return [line.id for line in clause.evidence]


def test_with_nothing_on_record_it_asks_what_one_could_ask_about() -> None:
    (clause,) = said().values()
    assert clause.sentence == "No help is on record yet, in either direction."
    assert clause.suggestion == "What could you ask Ana about?"


def test_with_nothing_on_record_a_fact_says_what_one_could_ask_about() -> None:
    known = [
        Fact("can_help_with", "old boats", None, "hand", "", "f0", over=TODAY),
        Fact("can_help_with", "contracts", None, "hand", "", "f1"),
    ]
    (clause,) = said(facts=known).values()
    assert clause.suggestion == "Ana can help with “contracts”; is there something you could ask about?"
    assert ids(clause) == ["f1"]
    assert clause.evidence[0].text == "Ana can help with contracts"


def test_what_lies_ahead_does_not_count() -> None:
    assert list(said(help_("given", "2026-11-25"), exchanges=[wrote("2026-11-25")])) == ["nothing"]


def test_once_each_is_help_for_each_other() -> None:
    found = said(help_("given", "2026-03-01"), help_("received", "2026-05-01"), help_("asked", "2026-04-01"))
    assert found["each_other"].sentence == "You and Ana have helped each other."
    assert ids(found["each_other"]) == ["given-2026-03-01", "received-2026-05-01"]
    assert found["asked"].sentence == "You have asked Ana for something once, in April."
    assert list(found) == ["each_other", "asked"]


def test_help_both_ways_over_years_is_about_equal() -> None:
    found = said(
        help_("given", "2024-03-01"), help_("given", None), help_("received", "2026-05-01"),
    )  # fmt: skip
    assert found["equal"].sentence == "You and Ana have helped each other about equally over two years."
    assert found["equal"].suggestion == ""
    never = "As far as this book knows, you have never asked Ana for anything."
    assert found["never_asked"].sentence == never


def test_more_from_them_makes_a_thank_you_easy() -> None:
    received = [help_("received", f"2026-0{month}-01", f"advice {month}") for month in range(1, 6)]
    clause = said(*received, help_("given", "2026-02-01"))["uneven"]
    assert clause.sentence == "Ana has helped five times; you helped too, once."
    assert clause.suggestion == "A thank-you to Ana would be easy, for “advice 5”."
    assert len(clause.evidence) == 6


def test_more_from_the_owner_suggests_nothing() -> None:
    given = [help_("given", f"2026-0{month}-01") for month in range(1, 6)]
    clause = said(*given, help_("received", "2026-02-01"), help_("received", "2026-02-02"))["uneven"]
    assert clause.sentence == "You have helped five times; Ana helped too, twice."
    assert clause.suggestion == ""


def test_help_that_only_came_makes_a_thank_you_easy() -> None:
    several = [help_("received", f"202{year}-11-20", "a kind word") for year in (4, 5, 6)]
    found = said(*several)
    assert found["received"].sentence == "Ana has helped you three times, the last time on November 20."
    assert found["received"].suggestion == "A thank-you to Ana would be easy, for “a kind word”."
    assert "never_asked" in found


def test_help_of_an_unknown_day_says_none() -> None:
    assert said(help_("received", None))["received"].sentence == "Ana has helped you once."


def test_help_that_only_went_may_be_followed_by_an_ask() -> None:
    found = said(*(help_("given", f"2026-0{month}-01") for month in (1, 2, 3)))
    assert found["given"].sentence == "You have helped Ana three times, the last time in March."
    assert found["given"].suggestion.startswith("You could ask Ana for something small")
    assert said(help_("given", "2026-03-01"))["given"].suggestion == ""
    asked = said(help_("asked", "2026-01-05"), *(help_("given", f"2026-0{month}-01") for month in (1, 2, 3)))
    assert asked["given"].suggestion == ""


def test_an_ask_that_was_declined_is_remembered_with_grace() -> None:
    assert said(help_("declined", "2026-01-01"))["declined"].sentence == (
        "One ask could not be met, and that is all right."
    )
    two = said(help_("declined", "2026-01-01"), help_("declined", "2026-02-01"))
    assert two["declined"].sentence == "Two asks could not be met, and that is all right."
    assert list(two) == ["declined"]


def test_an_offer_of_this_year_nothing_came_of_yet_is_named() -> None:
    found = said(help_("offered", "2026-10-20", "to read the draft"))
    assert found["offered"].sentence == "You offered Ana “to read the draft” on October 20."
    assert found["offered"].suggestion == "Ask Ana whether it is still of use."
    assert "offered" not in said(help_("offered", "2026-10-20"), help_("given", "2026-10-22"))
    assert "offered" not in said(help_("offered", "2025-10-20"))
    assert "offered" not in said(help_("offered", None))


def test_several_kept_promises_are_said() -> None:
    def promise(id: str, *, mine: bool, kept: bool = True) -> Promise:  # noqa: A002
        day = date(2026, 3, 1)
        return Promise(id, "send the paper", mine, day, closed=day, kept=kept)

    mine = [promise("a", mine=True), promise("b", mine=True), promise("c", mine=True, kept=False)]
    theirs = [promise("d", mine=False), promise("e", mine=False)]
    assert said(promises=mine)["kept"].sentence == "You have kept two promises to Ana."
    assert said(promises=theirs)["kept"].sentence == "Ana has kept two promises to you."
    both = said(promises=[*mine, *theirs])["kept"]
    assert both.sentence == "You have kept two promises to Ana. Ana has kept two promises to you."
    assert ids(both) == ["a", "b", "d", "e"]
    assert "kept" not in said(promises=[promise("a", mine=True), promise("d", mine=False)])


def test_letters_that_all_asked_are_said_so() -> None:
    days = ["2026-02-01", "2026-05-01", "2026-08-01", "2026-10-01"]
    asks = [help_("asked", day) for day in days]
    letters = [wrote(day) for day in days]
    found = said(*asks, exchanges=[*letters, wrote("2024-01-01"), wrote("2026-08-03", "received")])
    assert found["only_asks"].sentence == "Within a year you wrote four times, only to ask."
    assert found["only_asks"].suggestion == "Write to Ana once without wanting anything."
    assert len(found["only_asks"].evidence) == 8
    assert "asked" not in found


def test_one_letter_without_an_ask_is_enough_not_to_say_it() -> None:
    days = ["2026-02-01", "2026-05-01", "2026-08-01"]
    asks, letters = [help_("asked", day) for day in days], [wrote(day) for day in days]
    assert "only_asks" not in said(*asks, exchanges=[*letters, wrote("2026-09-01")])
    assert "only_asks" not in said(*asks[:2], exchanges=letters[:2])
    assert "only_asks" not in said(*asks, help_("offered", "2026-06-01"), exchanges=letters)
    assert "only_asks" in said(*asks, help_("given", "2025-06-01"), exchanges=letters)
    assert "only_asks" in said(*asks, exchanges=[*letters, wrote("2026-09-01", channel="call")])


def test_who_gets_in_touch_again_is_said_when_it_is_mostly_one() -> None:
    mine = [wrote(f"2026-0{month}-01") for month in range(1, 6)]
    assert said(exchanges=mine)["starts"].sentence == (
        "After a silence it is mostly you who gets in touch first."
    )
    theirs = [wrote(f"2026-0{month}-01", "received") for month in range(1, 6)]
    found = said(exchanges=[*theirs, wrote("2026-05-02")])["starts"]
    assert found.sentence == "After a silence it is mostly Ana who gets in touch first."
    assert len(found.evidence) == 4
    assert "starts" not in said(exchanges=mine[:4])
    mixed = [wrote(f"2026-0{month}-01", ("sent", "received")[month % 2]) for month in range(1, 10)]
    assert "starts" not in said(exchanges=mixed)


def test_many_clauses_stand_beside_each_other_in_their_order() -> None:
    found = said(
        help_("received", "2026-01-01"), help_("asked", "2026-01-01"), help_("offered", "2026-09-01"),
        help_("declined", "2026-02-01"),
        exchanges=[wrote(f"2026-0{month}-01") for month in range(1, 6)],
    )  # fmt: skip
    assert list(found) == ["received", "offered", "asked", "declined", "starts"]


ASKS = [help_("asked", "2026-05-01", "an introduction"), help_("asked", "2026-10-20", "a reference")]


def sign(*help: Help, facts: list[Fact] | None = None) -> Clause | None:  # noqa: A002
    found = balance.sign(NAME, help, facts=facts or (), today=TODAY)
    assert found is None or not FORBIDDEN.search(f"{found.sentence} {found.suggestion}")
    return found


def test_before_one_more_ask_a_quiet_sentence_says_what_could_come_first() -> None:
    found = sign(*ASKS, help_("received", "2026-06-01", "three names"))
    assert found is not None
    assert found.sentence == (
        "You have asked Ana twice, the last time on October 20; nothing from you to them is on record since."
    )
    assert found.suggestion == "Perhaps first a thank-you, for “three names”."
    assert ids(found) == ["asked-2026-05-01", "asked-2026-10-20", "received-2026-06-01"]


@pytest.mark.parametrize(
    ("kind", "idea"),
    [
        ("struggling_with", "Perhaps first something for “hiring”, which Ana struggles with."),
        (
            "working_on",
            "Perhaps first ask how it goes with “hiring”, and whether you can do something for it.",
        ),
        ("cares_about", "Perhaps first something about “hiring”; Ana cares about it."),
        ("background", "Perhaps first ask what Ana is working on; something you can do may come up."),
    ],
)
def test_what_could_come_first_is_drawn_from_facts(kind: str, idea: str) -> None:
    over = Fact("struggling_with", "boats", None, "hand", "", "f0", over=TODAY)
    found = sign(*ASKS, facts=[over, Fact(kind, "hiring", None, "hand", "", "f1")])
    assert found is not None
    assert found.suggestion == idea


def test_no_sign_stands_before_a_first_ask_or_where_something_was_given() -> None:
    assert sign(ASKS[0]) is None
    assert sign(*ASKS, help_("offered", "2026-03-01")) is None
    assert sign(ASKS[0], help_("asked", None)) is None
    assert sign(help_("asked", "2023-01-01"), help_("given", "2024-01-01"), ASKS[0]) is None
    assert sign(*ASKS, help_("given", "2024-01-01")) is not None
