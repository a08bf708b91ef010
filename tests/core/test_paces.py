"""Paces: a history teaches how fast its ties fade, a short one nothing, and none the future."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from amity.core import paces, ties
from amity.core.ties import PLAIN, Event

END = 400.0


def ties_of(seed: int, *, count: int, lasts: float, often: float, span: float = END) -> list[list[Event]]:
    """Invent ties that each live for some time, exchanging both ways every few days while they do."""
    luck = random.Random(seed)  # noqa: S311 - invented histories, not secrets
    return [sorted(one(luck, lasts=lasts, often=often, span=span)) for _ in range(count)]


def one(luck: random.Random, *, lasts: float, often: float, span: float) -> Iterator[Event]:
    at = luck.random() * span
    end = min(at + luck.expovariate(1 / lasts), span)
    yield Event(at, 1.0, 0.0)
    while at < end:
        yield Event(at, 1.0, 0.0)
        yield Event(at + 0.01, 0.0, 1.0)
        at += luck.expovariate(1 / often)


def test_ties_that_live_for_days_teach_a_quick_pace() -> None:
    pace = paces.learn(ties_of(1, count=400, lasts=6, often=0.5), now=END)
    assert pace.half_life <= 14


def test_ties_that_live_for_years_teach_no_quick_pace() -> None:
    pace = paces.learn(ties_of(2, count=200, lasts=2000, often=40, span=1500), now=1500)
    assert pace.half_life >= 60


def test_strength_learned_is_the_share_of_those_who_were_in_touch_again() -> None:
    told = ties_of(3, count=500, lasts=60, often=5)
    pace = paces.learn(told, now=300.0)
    rows = [row for events in told for row in paces.look(events, days=[300.0], ahead=90.0)]
    known = [tie for events in told if (tie := ties.replay((e for e in events if e.at <= 300), pace=pace))]
    meant = sum(ties.strength(tie, 300.0) for tie in known) / len(known)
    assert meant == pytest.approx(sum(row.both for row in rows) / len(rows), abs=0.06)


@pytest.mark.parametrize("count", [0, 1, 8])
def test_a_short_history_leaves_the_plain_pace(count: int) -> None:
    assert paces.learn(ties_of(4, count=count, lasts=30, often=3), now=END) == PLAIN


def test_a_history_in_which_nobody_ever_answered_teaches_nothing() -> None:
    told = [[Event(float(day), 1.0, 0.0) for day in range(at, 390, 30)] for at in range(60)]
    assert paces.learn(told, now=END) == PLAIN


def test_what_comes_after_now_teaches_nothing() -> None:
    told = ties_of(5, count=200, lasts=30, often=3)
    cut = [[event for event in events if event.at <= 250] for events in told]
    scrambled = [
        [*before, *(event._replace(at=900 - event.at) for event in reversed(events) if event.at > 250)]
        for before, events in zip(cut, told, strict=True)
    ]
    learned = paces.learn(cut, now=250.0)
    assert learned != PLAIN
    assert paces.learn(told, now=250.0) == learned == paces.learn(scrambled, now=250.0)


def test_of_very_many_answers_some_are_looked_at() -> None:
    told = ties_of(6, count=700, lasts=60, often=5)
    assert paces.learn(told, now=END) != PLAIN


def test_what_is_learned_does_not_depend_on_the_order_of_ties() -> None:
    told = ties_of(6, count=700, lasts=60, often=5)
    shuffled = random.Random(2).sample(told, len(told))  # noqa: S311 - an order, not a secret
    assert paces.learn(told, now=END) == paces.learn(told[::-1], now=END) == paces.learn(shuffled, now=END)


def test_a_look_knows_what_had_happened_and_whether_both_wrote_after_it() -> None:
    events = [Event(10.0, 1.0, 0.0), Event(11.0, 0.0, 1.0), Event(40.0, 1.0, 0.0), Event(45.0, 0.0, 1.0)]
    early, before, after = paces.look(events, days=[5.0, 20.0, 30.0, 50.0], ahead=16.0)
    assert (early.both, before.both, after.both) == (False, True, False)
    assert early.balances == tuple(
        ties.parts(tie, 20.0)[0]
        for half_lives in paces.HALF_LIVES
        if (tie := ties.replay(events[:2], pace=ties.Pace(*half_lives)))
    )


def test_a_record_with_a_hole_tells_nothing_of_ties_by_it() -> None:
    told = ties_of(7, count=120, lasts=2000, often=20, span=800)
    ended = [[event for event in events if event.at <= 300] for events in told]
    sent = [[event for event in events if event.at <= 300 or event.sent] for events in told]
    assert paces.learn(told, now=800.0) != PLAIN
    assert paces.learn(ended, now=800.0) == paces.learn(sent, now=800.0) == PLAIN


def test_few_answers_teach_that_hardly_anybody_writes_again() -> None:
    evenings = ties_of(8, count=60, lasts=0.4, often=0.1, span=120.0)
    lasting = [[Event(day + 0.2 * way, 1.0 - way, float(way)) for day in range(60, 118) for way in (0, 1)]]
    pace = paces.learn([*evenings, *lasting], now=120.0)
    once = ties.replay([Event(90.0, 1.0, 0.0), Event(90.1, 0.0, 1.0)], pace=pace)
    plain = ties.replay([Event(90.0, 1.0, 0.0), Event(90.1, 0.0, 1.0)])
    assert once is not None
    assert plain is not None
    assert ties.strength(once, 120.0) < 0.5 * ties.strength(plain, 120.0)


def test_a_history_that_ended_for_everybody_teaches_no_map_that_runs_backwards() -> None:
    ended = [[Event(day + 0.01 * (who % 7), 1.0, 1.0) for day in range(10, 54)] for who in range(150)]
    thin = [[Event(float(day), 1.0, 1.0) for day in range(who % 80, 200, 80)] for who in range(40)]
    pace = paces.learn([*ended, *thin], now=200.0)
    assert pace == PLAIN
    rows = [row for one in [*ended, *thin] for row in paces.look(one, days=[100.0, 150.0], ahead=50.0)]
    assert paces.fit(rows, PLAIN, share=1.0).pace.slope < paces.FLATTEST
