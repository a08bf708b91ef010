"""What the owner said of a tie is heeded by every reason: nobody talked to elsewhere is called silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from amity.core import atlas, goals, interactions, reasons, ties, worth
from amity.core.corrections import Closer, Elsewhere
from amity.core.goals import Goal, Part
from amity.core.people import Exchange, Person
from amity.core.signals import circle_back, reconnect, stretch, warm
from amity.core.ties import Event, Word
from amity.core.view import Around, Position, Shared, Stake, View

TODAY = date(2026, 11, 24)
NOW = float(TODAY.toordinal() - worth.EPOCH)
ACME = Position("pos1", "Acme", "Engineer", date(2019, 1, 1), TODAY - timedelta(days=100))


def seen(*words: Word, last: int, every: int = 14, count: int = 30, importance: int = 0) -> View:
    """Ann, met every `every` days, the last time `last` days ago, and what was said of her."""
    days = [last + every * n for n in reversed(range(count))]
    met = [datetime(2026, 11, 24, 12, tzinfo=UTC) - timedelta(days=day) for day in days]
    told: list[Event | Word] = [Event(at.timestamp() / 86_400, 1.0, 1.0) for at in met]
    tie = ties.replay([*told, *words])
    assert tie is not None
    shown = [Exchange(f"x{n}", at, "call", "mutual") for n, at in enumerate(met)]
    person = Person(
        "p1", "Ann Lee", importance=importance, state=ties.state(tie, NOW), strength=ties.strength(tie, NOW),
        elsewhere=tie.elsewhere > 0, by_word=bool(words), last=met[-1].date(),
    )  # fmt: skip
    return View(person, tie, tuple(reversed(shown[-5:])), first=shown[0])


@pytest.mark.parametrize(("last", "importance"), [(40, 0), (100, 2), (100, 3)])
def test_warm_claims_no_silence_where_they_talk_elsewhere(last: int, importance: int) -> None:
    assert warm.read(seen(last=last, importance=importance), Around(), today=TODAY) is not None
    said = seen(Elsewhere(NOW - 1, "monthly"), last=last, importance=importance)
    assert warm.read(said, Around(), today=TODAY) is None


def test_warm_waits_anew_after_the_owner_vouched_for_a_tie() -> None:
    assert warm.read(seen(Closer(NOW - 5, "close"), last=40), Around(), today=TODAY) is None
    assert warm.read(seen(Closer(NOW - 30, "close"), last=60), Around(), today=TODAY) is not None


def test_who_decides_and_is_talked_to_elsewhere_is_no_gap() -> None:
    part = Stake("g", "Budget", "decides")
    silent = replace(seen(last=90), stakes=(part,))
    assert warm.wanted(silent, today=TODAY) == part
    said = replace(seen(Elsewhere(NOW - 1, "weekly"), last=90), stakes=(part,))
    assert warm.wanted(said, today=TODAY) is None
    goal = Goal("g", "Budget", parts=(Part(silent.person, "decides"),))
    assert len(goals.gaps(goal, today=TODAY)) == 1
    assert goals.gaps(replace(goal, parts=(Part(said.person, "decides"),)), today=TODAY) == ()


def test_a_dormant_tie_vouched_for_is_not_reconnected_for_half_a_year() -> None:
    assert reconnect.read(seen(last=400), Around(), today=TODAY) is not None
    assert reconnect.read(seen(Closer(NOW - 10, "good"), last=400), Around(), today=TODAY) is None
    assert reconnect.read(seen(Closer(NOW - 200, "good"), last=400), Around(), today=TODAY) is not None


def test_circle_back_says_nothing_of_a_last_exchange_where_they_talk_elsewhere() -> None:
    shared = (Shared(ACME, "connected", "rec1", date(2021, 3, 9)),)
    silent = replace(seen(last=120), shared=shared)
    assert circle_back.read(silent, Around(), today=TODAY) is not None
    said = replace(seen(Elsewhere(NOW - 1, "quarterly"), last=120), shared=shared)
    assert circle_back.read(said, Around(), today=TODAY) is None


def test_who_is_talked_to_elsewhere_is_no_thin_tie_of_a_blind_spot() -> None:
    assert stretch._thin(seen(last=400, count=1), today=TODAY)
    assert not stretch._thin(seen(Elsewhere(NOW - 1, "monthly"), last=400, count=1), today=TODAY)


def test_who_is_talked_to_elsewhere_is_in_touch_on_the_map() -> None:
    silent, said = seen(last=400), seen(Elsewhere(NOW - 1, "monthly"), last=400)
    assert [atlas.near(view.person, today=TODAY) for view in (silent, said)] == [False, True]
    assert atlas.near(seen(last=30).person, today=TODAY)


def test_silence_is_counted_from_the_later_of_exchange_and_word() -> None:
    assert reasons.silent(seen(last=40), today=TODAY) == 40
    assert reasons.silent(replace(seen(last=40), tie=None), today=TODAY) == 40
    assert reasons.silent(seen(Closer(NOW - 7, "loose"), last=40), today=TODAY) == 7
    assert reasons.silent(seen(Closer(NOW - 70, "loose"), last=40), today=TODAY) == 40


def test_the_plan_s_arm_fades_no_more_than_the_owner_s_word_allows() -> None:
    plain, vouched, elsewhere = (
        seen(*words, last=200)
        for words in ((), (Closer(NOW - 7, "close"),), (Elsewhere(NOW - 1, "monthly"),))
    )
    left = [worth.arm(view, today=TODAY).strength for view in (plain, elsewhere, vouched)]
    assert left == sorted(left)
    assert len(set(left)) == 3
    assert worth.arm(elsewhere, today=TODAY + timedelta(days=500)).strength == left[1]


def test_a_conversation_ends_sooner_in_a_chat_than_in_mail() -> None:
    assert interactions.pause("mail") == interactions.pause("letter") == ties.PAUSE
    assert interactions.pause("message") == interactions.pause("call") == 1.0
