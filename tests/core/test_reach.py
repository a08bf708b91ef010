"""Who can get into a week: bounds that nothing exceeds, and streams read no further than needed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from amity.core import atlas, compose, index, plan, reach, ties, worth
from amity.core.people import Exchange, Person
from amity.core.reach import ESTABLISHED, ONE_WAY, SLEPT, TWO_WAY, Row, Stream
from amity.core.reasons import Signal
from amity.core.ties import Event, Tie
from amity.core.view import Around, Move, Position, Shared, View
from amity.core.worth import Care, Trust

TODAY = date(2026, 11, 24)
NOW = TODAY.toordinal() - worth.EPOCH


def tie(*ago: float, sent: float = 1.0, received: float = 1.0) -> Tie:
    made = ties.replay([Event(NOW - days + 0.5, sent, received) for days in sorted(ago, reverse=True)])
    assert made is not None
    return made


def exchange(number: int, ago: int) -> Exchange:
    day = TODAY - timedelta(days=ago)
    return Exchange(str(number), datetime(day.year, day.month, day.day, 12, tzinfo=UTC), "mail", "mutual")


def row(number: int = 1, ceiling: float = 1.0, *, kind: int = SLEPT, silent: int | None = 400) -> Row:
    value = ceiling * 18 * 0.07 / worth.REPLY.mean
    last = None if silent is None else NOW - silent
    return Row(number, ceiling, 0.07, kind, last, first=last, worth=value)


def paired(*several: Row) -> Iterator[tuple[float, Row]]:
    return ((reach.order(one, today=NOW) * max(reach.MOST["reconnect"]), one) for one in several)


def option(number: int, rate: float, *, reason: str = "reconnect", place: str = "") -> compose.Option:
    signal = Signal(reason, f"p{number}", "", (), "", 18)  # type: ignore[arg-type]
    return compose.Option(f"p{number}", f"Name {number}", place, signal, rate * 18, 18)


def test_a_tie_the_owner_spoke_of_is_one_of_its_own() -> None:
    assert reach.kind(tie(5)._replace(vouched=NOW)) == reach.SPOKEN
    assert reach.kind(tie(5)._replace(elsewhere=30.0)) == reach.SPOKEN


def test_a_tie_allows_what_both_did_and_how_often() -> None:
    assert reach.kind(None) == ONE_WAY
    assert reach.kind(tie(5, 9, 30, 60, 90, received=0.0)) == ONE_WAY
    assert reach.kind(tie(5, 9)) == TWO_WAY
    assert reach.kind(tie(5, 9, 30)) == SLEPT
    assert reach.kind(tie(5, 9, 30, 60, 90)) == ESTABLISHED


def invented(luck: random.Random) -> View:
    """Invent somebody of any kind."""
    longest, days = luck.choice([40, 300, 1500]), luck.choice([1, 2, 4, 9, 30])
    ago = sorted({luck.randint(1, longest) for _ in range(days)})
    known = luck.random() < 0.8
    found = tie(*ago, sent=luck.choice([0.2, 1.0]), received=luck.choice([0.0, 0.3, 1.0])) if known else None
    now = float(NOW)
    person = Person(
        "p1", "Ana Lima", organization=luck.choice(["", "Acme", "Birch", "Cedar"]),
        title=luck.choice(["", "Director", "Engineer"]), importance=luck.choice([0, 0, 1, 2, 3]),
        purposes=luck.choice([(), ("tactical",), ("social",), ("strategic", "social")]),
        affinity=luck.choice(["low", "normal"]),
        strength=ties.strength(found, now) if found else None,
        state=ties.state(found, now) if found else None,
        last=date.fromordinal(found.last_day + worth.EPOCH) if found else None,
    )  # fmt: skip
    job = Position("job", "Birch", "", date(2015, 1, 1), date(2026, 11, 1))
    shared = (Shared(job, "connected", "r1", date(2015 + luck.randint(0, 9), 5, 1)),)
    lately = TODAY - timedelta(days=luck.randint(0, 20))
    move = Move("r1", "linkedin", "Acme", "", "Birch", "", date(2026, 1, 1), lately)
    return View(
        person, found, tuple(exchange(n, days) for n, days in enumerate(ago[:5])) if known else (),
        shared=shared if luck.random() < 0.5 else (), moves=(move,) if luck.random() < 0.3 else (),
        first=exchange(99, ago[-1]) if known else None, unanswered=luck.choice([0, 0, 1]),
    )  # fmt: skip


def around() -> Around:
    crowd = [Person(f"c{n}", f"C {n}", organization="Acme", last=TODAY) for n in range(6)]
    crowd += [Person("d1", "D", organization="Birch"), Person("p1", "Ana Lima", organization="Cedar")]
    return atlas.around(crowd, organization="Elm", today=TODAY)


def lines(view: View, care: Care) -> Row:
    area, word = atlas.fold(view.person.organization), worth.word(view.person)
    more = worth.BLIND * worth.gap(view.person, care.gaps)
    more *= worth.believed(word, care.trust) / word if view.person.importance else 1.0
    return reach.kept(view.person, view.tie)._replace(number=1, area=area, more=more)


@pytest.mark.parametrize("seed", range(400))
def test_nothing_said_of_anybody_is_worth_more_than_its_bound(seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - invented people
    view, book = invented(luck), around()
    care = Care(Trust(0.3, luck.choice([0.4, 1.0])), {"social": 0.2}, around=book)
    kept = lines(view, care)
    near = book.areas[kept.area].near if kept.area in book.areas else 0
    one = plan.candidate(view, book, today=TODAY, care=care)
    for weighed in plan.options(one) if one is not None else ():
        reason = weighed.signal.reason
        if weighed.signal.urgent or reason not in reach.MOST:
            continue
        bound = reach.bound(kept, reason, today=NOW, near=near, here="elm")
        assert weighed.rate <= bound + 1e-9
        longer = kept.minutes / reach.length(kept, today=NOW)
        assert bound <= reach.order(kept, today=NOW) * kept.more * max(reach.MOST[reason]) * longer + 1e-9
        if reason in {"warm", "reconnect"}:
            assert reach.may(kept, reason, importance=view.person.importance, today=NOW)


@pytest.mark.parametrize("seed", range(60))
def test_the_index_is_told_from_what_is_kept_alone(seed: int) -> None:
    view = replace(invented(random.Random(seed)), unanswered=0)  # noqa: S311 - invented people
    kept = reach.kept(view.person, view.tie)
    for ahead in (0, 40, 4000):
        arm = reach.arm(kept, today=NOW + ahead)
        assert arm == pytest.approx(worth.arm(view, today=TODAY + timedelta(days=ahead)))
        if view.tie is not None:
            alarm = reach.most(kept, "warm", today=NOW + ahead) - 1
            assert alarm == pytest.approx(ties.silence(view.tie, NOW + ahead))


def test_a_crowd_is_heard_and_keeps_the_alarm_low() -> None:
    made = ties.replay([Event(NOW - 90.5, 1.0, 1.0), Event(NOW - 3.5, 0.1, 0.1, crowd=True)])
    assert made is not None
    kept = reach.kept(Person("p1", "Ana"), made)
    assert kept.heard == NOW - 4
    assert reach.most(kept, "warm", today=NOW) - 1 == pytest.approx(ties.silence(made, NOW))


def test_no_tie_is_worth_more_than_its_order_says() -> None:
    luck = random.Random(7)  # noqa: S311 - invented ties
    for _ in range(4000):
        reply, decay, unsure = luck.random(), luck.uniform(0.005, 0.3), luck.uniform(0, 1)
        top = index.weigh(index.Arm(reply, 0.5, 18, decay, 0.0, 0.0, 1.0, unsure))
        first = NOW - luck.randint(1, 5000)
        kept = row(1, top)._replace(
            reply=reply, worth=0.5, decay=decay, unsure=unsure, first=first, last=luck.randint(first, NOW),
            began=luck.choice([0.0, 1.0, 30.0, 900.0]),
        )  # fmt: skip
        found = index.weigh(reach.arm(kept, today=NOW))
        assert found <= reach.order(kept, today=NOW) * (1 + 1e-9)


def test_a_sleeping_tie_may_be_woken_and_an_established_one_missed() -> None:
    assert reach.may(row(silent=180), "reconnect", importance=0, today=NOW)
    assert not reach.may(row(silent=179), "reconnect", importance=0, today=NOW)
    assert not reach.may(row(kind=TWO_WAY), "reconnect", importance=0, today=NOW)
    assert reach.may(row(kind=TWO_WAY), "reconnect", importance=1, today=NOW)
    assert not reach.may(row(silent=None), "reconnect", importance=3, today=NOW)
    assert reach.may(row(silent=None, kind=ONE_WAY), "warm", importance=2, today=NOW)
    assert not reach.may(row(silent=None, kind=ESTABLISHED), "warm", importance=0, today=NOW)
    assert reach.may(row(silent=30, kind=ESTABLISHED), "warm", importance=0, today=NOW)
    assert not reach.may(row(silent=20, kind=ESTABLISHED), "warm", importance=0, today=NOW)
    assert not reach.may(row(silent=180, kind=ESTABLISHED), "warm", importance=0, today=NOW)
    assert not reach.may(row(silent=30), "warm", importance=1, today=NOW)
    faint = row(silent=60, kind=ESTABLISHED)._replace(faint=NOW - 1.0)
    assert not reach.may(faint, "warm", importance=0, today=NOW)
    assert reach.may(faint._replace(faint=NOW + 1.0), "warm", importance=0, today=NOW)
    assert reach.may(faint._replace(last=NOW - 59), "warm", importance=0, today=NOW)
    slow = row(silent=30, kind=ESTABLISHED)._replace(gap=40.0)
    assert not reach.may(slow, "warm", importance=0, today=NOW)


def test_quarters_are_told_from_the_days_of_a_year() -> None:
    assert reach.quarters(None) == (None, 0)
    last, bits = reach.quarters(tie(1, 60, 330))
    assert last == reach.quarter(TODAY) == 2026 * 4 + 3
    assert {last - n for n in range(6) if bits >> n & 1} == {2026 * 4 + 3, 2026 * 4 + 2, 2025 * 4 + 3}


def test_a_stream_gives_the_best_bound_first_and_reads_no_further_than_it_must() -> None:
    read: list[int] = []

    def rows() -> Iterator[tuple[float, Row]]:
        for number in itertools.count():
            read.append(number)
            # Every tenth was spoken to lately: its ceiling is high and its bound is low.
            one = row(number, 100.0 - number, silent=10 if number % 10 == 0 else 4000)
            yield 2 * one.ceiling, one

    stream = Stream("reconnect", 18, rows(), today=NOW)
    assert stream.take(3) == [1, 2, 3]
    assert len(read) < 60
    best = reach.bound(row(4, 96.0, silent=4000), "reconnect", today=NOW, near=0)
    assert stream.left() == pytest.approx(best)
    assert stream.ahead() == stream.left()
    assert stream.take(3, above=best) == [4]
    assert stream.take(3, above=best) == []


def test_an_empty_stream_has_nobody_and_is_full() -> None:
    stream = Stream("stretch", 18, (), today=NOW)
    assert stream.ahead() == float("inf")
    assert (stream.left(), stream.take(5), stream.full([])) == (float("-inf"), [], True)
    assert stream.ahead() == float("-inf")


def test_a_stream_is_full_when_enough_different_people_are_worth_more_than_whoever_is_left() -> None:
    stream = Stream("reconnect", 18, paired(row(1, 1.0, silent=4000)), today=NOW)
    best = [option(number, 5.0) for number in range(2 * compose.SIZE)]
    assert stream.full(best)
    assert not stream.full(best[1:])
    assert not stream.full([*best[1:], best[1]])
    assert not stream.full([*best[1:], option(99, 0.01)])
    assert not stream.full([*best[1:], option(99, 5.0)._replace(circles=("choir",))])
    assert not stream.full([*best[1:], option(99, 5.0, reason="warm")])
    crowded = [one._replace(organization="acme") for one in best[:3]] + best[3:]
    assert not stream.full(crowded)
    assert stream.full([*crowded, option(98, 5.0)])


def test_whoever_is_at_a_place_nobody_is_in_touch_with_may_bring_more() -> None:
    calm = row(kind=ESTABLISHED, silent=40)
    placed = calm._replace(area="acme")
    new, known = (reach.bound(one, "reconnect", today=NOW, near=0) for one in (placed, calm))
    assert new > known
