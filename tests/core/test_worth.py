"""Worth: the owner's word, what it is believed, what the book adds, and what talks have taught."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from amity.core import learning, ties, worth
from amity.core.people import Person
from amity.core.ties import Event, Tie
from amity.core.view import Area, Around, Stake, View
from amity.core.worth import Care, Trust

TODAY = date(2026, 11, 24)
NOW = TODAY.toordinal() - worth.EPOCH


def tie(*days_ago: int, sent: float = 1.0, received: float = 1.0) -> Tie:
    found = ties.replay(Event(NOW - ago + 0.5, sent, received) for ago in sorted(days_ago, reverse=True))
    assert found is not None
    return found


def seen(person: str = "ana", organization: str = "", importance: int = 1, **said: object) -> View:
    return View(Person(person, person.title(), organization=organization, importance=importance, **said))  # type: ignore[arg-type]


def test_every_number_stands_in_one_file_with_its_reason() -> None:
    told = Path(worth.__file__).with_suffix(".toml").read_text("utf-8")
    before = ""
    for line in told.splitlines():
        if "=" in line and not line.startswith("#"):
            assert "#" in line or before.startswith(("#", "[")), line
        before = line if line.startswith("#") or not before.startswith("#") else before


def test_words_that_tell_more_apart_than_there_is_are_drawn_towards_their_mean() -> None:
    chance = random.Random(3)  # noqa: S311 - invented words
    true = [math.exp(chance.gauss(0, 0.5)) for _ in range(4000)]
    noisy = [one * math.exp(chance.gauss(0, 0.5)) for one in true]
    exact, drawn = worth.trust(true), worth.trust(noisy)
    assert exact.share == 1.0
    assert drawn.share == pytest.approx(0.5, abs=0.03)
    assert drawn.mean == pytest.approx(0, abs=0.05)
    told = [math.log(one) for one in noisy]
    meant = [math.log(worth.believed(one, drawn)) for one in noisy]
    truth = [math.log(one) for one in true]
    error = [sum((a - b) ** 2 for a, b in zip(one, truth, strict=True)) for one in (told, meant)]
    assert error[1] < 0.6 * error[0]


def test_few_words_and_words_all_alike_are_followed_as_they_are() -> None:
    assert worth.trust([1.0, 3.0] * 4) == Trust()
    alike = worth.trust([3.0] * 12)
    assert alike.share == 1.0
    assert worth.believed(3.0, alike) == pytest.approx(3.0)
    assert worth.believed(2.0, Trust()) == pytest.approx(2.0)


def test_where_nothing_was_said_there_is_nothing_to_doubt() -> None:
    care = Care(trust=Trust(0.0, 0.5))
    assert worth.worth(seen(importance=0), care) == worth.worth(seen(importance=0))
    assert worth.worth(seen(importance=3), care) == pytest.approx(3**0.5)


def test_the_purpose_that_lacks_time_counts_for_more() -> None:
    busy = replace(seen("bo", purposes=("tactical",)), tie=tie(1, 2, 3, 4, 5))
    rare = replace(seen("cy", purposes=("strategic",)), tie=tie(5))
    unsaid, never = replace(seen("di"), tie=tie(3)), seen("eve", purposes=("social",))
    target = {"tactical": 20, "social": 20, "strategic": 60}
    gaps = worth.gaps([busy, rare, unsaid, never], target, today=TODAY)
    assert "tactical" not in gaps
    assert gaps["social"] == pytest.approx(0.2)
    share = 45 / (45 + 5 * 12)
    assert gaps["strategic"] == pytest.approx(0.6 - share, abs=0.01)
    care = Care(gaps=gaps)
    assert worth.worth(rare, care) == pytest.approx(worth.worth(rare) * (1 + gaps["strategic"]))
    assert worth.worth(busy, care) == worth.worth(busy)
    assert worth.worth(unsaid, care) == worth.worth(unsaid)
    assert worth.gaps([never, unsaid], target, today=TODAY) == {}


def test_the_only_one_outside_the_one_full_area_counts_for_more() -> None:
    areas = {
        "acme": Area("Acme", (("x", "X"), ("y", "Y")), (("x", "X"), ("y", "Y"))),
        "one": Area("One", (("ana", "Ana"),), (("ana", "Ana"),)),
        "two": Area("Two", (("p", "P"), ("q", "Q")), (("p", "P"),)),
    }
    around = Around(areas=areas, focus="acme", in_touch=4)
    assert worth.spot(Person("ana", "Ana", organization="One"), around) == 1.25
    assert worth.spot(Person("q", "Q", organization="Two"), around) == 1.0
    assert worth.spot(Person("new", "New", organization="Nowhere"), around) == 1.25
    assert worth.spot(Person("x", "X", organization="Acme"), around) == 1.0
    assert worth.spot(Person("n", "N"), around) == 1.0
    assert worth.spot(Person("ana", "Ana", organization="One"), replace(around, focus="")) == 1.0


def test_an_event_near_a_goal_and_a_doubt_change_the_worth() -> None:
    bare = seen("ana")
    assert worth.worth(bare, Care(events=frozenset({"ana"}))) == pytest.approx(1.3)
    assert worth.worth(bare, Care(events=frozenset({"bo"}))) == 1.0
    assert worth.worth(replace(bare, stakes=(Stake("g", "Hall", "decides"),))) == pytest.approx(1.5)
    assert worth.worth(replace(bare, doubted=2)) == pytest.approx(0.49)


def test_how_often_they_write_first_is_learned_from_the_conversations_they_began() -> None:
    assert worth.inbound(None, today=TODAY) == pytest.approx(1 / 31)
    theirs = tie(*range(10, 210, 20), sent=0.0)
    mine = tie(*range(10, 210, 20), received=0.0)
    assert worth.inbound(theirs, today=TODAY) == pytest.approx(11 / (31 + 190 / 7), rel=0.02)
    assert worth.inbound(mine, today=TODAY) == pytest.approx(1 / (31 + 190 / 7), rel=0.02)
    assert worth.inbound(mine, today=TODAY - timedelta(days=900)) == pytest.approx(1 / 31)
    assert worth.arm(replace(seen(), tie=theirs), today=TODAY).inbound == worth.inbound(theirs, today=TODAY)


def test_a_rhythm_of_its_own_makes_a_tie_surer() -> None:
    person = Person("p", "P", purposes=("social",))
    assert worth.fading(person, None) == learning.usual(16)
    known = worth.fading(person, tie(*range(7, 147, 7)))
    assert known.half_life == pytest.approx(8)
    assert known.variance == pytest.approx(0.36 / 2)


def test_a_talk_that_felt_near_makes_the_half_life_longer_and_no_answer_the_chance_smaller() -> None:
    view = replace(seen(), tie=tie(70, 80))
    usual = worth.arm(view, today=TODAY)
    near, strange, silent, odd = (
        worth.arm(replace(view, felt=((10.0, word),)), today=TODAY)
        for word in ("near", "strange", "silent", "so-so")
    )
    assert strange.decay > usual.decay > near.decay
    assert near.unsure == strange.unsure < usual.unsure
    assert near.strength > usual.strength > strange.strength
    assert silent.reply < usual.reply == near.reply
    assert silent.decay == usual.decay
    assert odd == usual


def test_what_a_purpose_begins_with_is_of_the_table() -> None:
    assert worth.typical("social") == (1.5, 16.0, 25)
    assert worth.minutes(Person("p", "P")) == 18


@pytest.mark.parametrize(
    ("purpose", "ago", "minutes"),
    [
        ("strategic", 30, 45), ("strategic", 180, 25), ("strategic", None, 25), ("tactical", 400, 12),
        ("social", 400, 25),
    ],
)  # fmt: skip
def test_a_first_word_after_half_a_year_takes_no_longer_than_a_letter(
    purpose: str, ago: int | None, minutes: int
) -> None:
    view = replace(seen(purposes=(purpose,)), tie=None if ago is None else tie(ago))
    assert worth.word_minutes(view, today=TODAY) == minutes
