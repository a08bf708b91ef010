"""A closing circle is said only beyond noise, and with one step to take; and what a change of jobs did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from amity.core import isolation, jobs
from amity.core.contacts import Span
from amity.core.jobs import Change
from amity.core.reviews import Known
from amity.core.view import Position

TODAY = date(2026, 11, 24)


def quarters(*several: Sequence[int]) -> dict[int, dict[int, Span]]:
    """Make who was in touch in each of three quarters."""
    spans: dict[int, dict[int, Span]] = {}
    for number, people in enumerate(several):
        for person in people:
            spans.setdefault(person, {})[number] = Span(TODAY, TODAY)
    return spans


def people(count: int, *, places: int = 1) -> dict[int, Known]:
    return {
        n: Known(f"p{n}", f"Person {n:02}", f"Place {n % places}", f"place {n % places}", order=float(n))
        for n in range(count)
    }


def test_the_last_three_whole_quarters_are_compared() -> None:
    assert isolation.quarters(today=TODAY, newest=TODAY) == (
        date(2026, 1, 1),
        date(2026, 4, 1),
        date(2026, 7, 1),
        date(2026, 10, 1),
    )


@pytest.mark.parametrize("newest", [None, date(2026, 9, 16)])
def test_files_not_brought_for_a_while_raise_no_alarm(newest: date | None) -> None:
    assert isolation.quarters(today=TODAY, newest=newest) == ()
    assert isolation.quarters(today=TODAY, newest=date(2026, 9, 17))


def test_fewer_people_twice_is_said_with_those_who_were_there() -> None:
    (notice,) = isolation.fewer(quarters(range(20), range(15), range(11)), people(20))
    assert notice.kind == "people"
    assert notice.sentence == "You were in touch with 20 people three quarters ago, then 15, then 11."
    assert [one.id for one in notice.people] == ["p19", "p18", "p17"]


@pytest.mark.parametrize(
    "counts", [(20, 16, 12), (20, 15, 15), (20, 25, 11), (6, 4, 2), (0, 0, 0), (11, 20, 15)]
)
def test_noise_is_no_sign(counts: tuple[int, int, int]) -> None:
    seen = quarters(*(range(count) for count in counts))
    assert isolation.fewer(seen, people(30)) == []


def test_fewer_organizations_twice_is_said_though_the_people_are_as_many() -> None:
    known = people(12, places=6)
    seen = quarters(range(12), [0, 1, 2, 3, 6, 7, 8, 9], [0, 1, 2, 6, 7, 8, 12])
    (notice,) = isolation.fewer(seen, {**known, 12: Known("p12", "No Place")})
    assert notice.kind == "areas"
    assert notice.sentence == (
        "You were in touch with people of six organizations three quarters ago, then four, then three."
    )
    assert [one.id for one in notice.people] == ["p11", "p10", "p9"]


def test_whoever_goes_on_elsewhere_is_not_missed() -> None:
    seen = quarters(range(20), range(14), range(10))
    known = people(20)
    away = {n: replace(one, elsewhere=n >= 10) for n, one in known.items()}
    assert isolation.fewer(seen, away) == []
    some = {n: replace(one, elsewhere=n == 19) for n, one in known.items()}
    (notice,) = isolation.fewer(seen, some)
    assert notice.sentence == "You were in touch with 20 people three quarters ago, then 15, then 11."
    assert [one.id for one in notice.people] == ["p18", "p17", "p16"]


def test_one_place_being_all_that_is_left_is_said_with_people_elsewhere() -> None:
    away = people(5)[4]
    notice = isolation.one_place({"acme": 10}, {"acme": "Acme"}, [away])
    assert notice is not None
    assert notice.sentence == (
        "All ten people you were in touch with this year, and whose organization is known, are at Acme."
    )
    assert notice.people == (away,)
    most = isolation.one_place({"acme": 18, "globex": 2}, {}, [])
    assert most is not None
    assert most.sentence.startswith("18 of 20 people")
    assert most.step.startswith("Ask one of them")
    assert isolation.one_place({"acme": 17, "globex": 3}, {}, []) is None
    assert isolation.one_place({"acme": 9}, {}, []) is None


OLD = Position("a", "Acme, Inc.", "Engineer", date(2019, 1, 1), date(2026, 4, 30))
NOW = Position("b", "Globex", "Manager", date(2026, 5, 1))


def changed(
    then: Sequence[int], now: Sequence[int], *, today: date = TODAY, elsewhere: Sequence[int] = ()
) -> jobs.Passage | None:
    change = jobs.latest([NOW, OLD], today=today)
    assert change == Change(OLD, NOW, date(2026, 5, 1))
    window = jobs.window(change, today=today)
    spans: dict[int, dict[int, Span]] = {}
    for several, stretches in ((then, window.then), (now, window.now)):
        for one in several:
            spans.setdefault(one, {})[min(stretches)] = Span(TODAY, TODAY)
    known = {n: Known(f"p{n}", f"Person {n}", "Acme", "acme" if n < 10 else "else") for n in range(20)}
    known = {n: replace(one, elsewhere=n in elsewhere) for n, one in known.items()}
    firsts = {n: date(2020, 1, 1) if n in then or n == 19 else date(2026, 6, 1) for n in range(20)}
    return jobs.passage(change, window, known, spans, firsts, today=today)


def test_where_nobody_was_in_touch_nothing_is_all_that_is_left() -> None:
    assert isolation.one_place({}, {}, []) is None


def test_a_change_of_jobs_says_which_ties_went_on_went_quiet_and_began() -> None:
    passage = changed(range(6), [0, 1, 15, 19])
    assert passage is not None
    assert passage.sentence == (
        "Since you went from Acme, Inc. to Globex in May 2026, two ties went on, four went quiet and one"
        " began."
    )
    assert [one.id for one in passage.new] == ["p15"]
    notice = isolation.left_behind(passage, today=TODAY)
    assert notice is not None
    assert notice.sentence == (
        "Of the six people at Acme, Inc. you were in touch with in your last year there, two have heard"
        " from you since."
    )
    assert len(notice.people) == 3


def test_a_tie_that_goes_on_elsewhere_did_not_go_quiet_with_the_job() -> None:
    passage = changed(range(6), [0, 1], elsewhere=[3, 4, 18])
    assert passage is not None
    assert [one.id for one in passage.quiet] == ["p2", "p5"]
    assert {one.id for one in passage.kept} == {"p0", "p1", "p3", "p4"}
    assert passage.new == ()
    assert isolation.left_behind(passage, today=TODAY) is None


def test_too_early_nobody_is_said_to_have_gone_quiet() -> None:
    early = date(2026, 7, 1)
    passage = changed(range(6), [0], today=early)
    assert passage is not None
    assert passage.quiet == ()
    assert passage.sentence.endswith("in May 2026, one tie went on.")
    assert isolation.left_behind(passage, today=early) is None


def test_the_old_place_is_not_left_behind_while_half_of_it_goes_on_or_few_were_known() -> None:
    assert isolation.left_behind(None, today=TODAY) is None
    assert isolation.left_behind(changed(range(6), range(3)), today=TODAY) is None
    assert isolation.left_behind(changed(range(4), [0]), today=TODAY) is None
    one = isolation.left_behind(changed(range(6), [0]), today=TODAY)
    assert one is not None
    assert "one has heard from you since" in one.sentence


def test_nothing_on_one_side_is_no_passage() -> None:
    assert changed([], [1]) is None
    assert changed([1], []) is None


def test_only_another_organization_taken_up_lately_is_a_change() -> None:
    again = Position("c", "ACME", "Lead", date(2025, 5, 1))
    ahead = Position("d", "Initech", "Lead", date(2027, 5, 1))
    undated = Position("e", "Initech")
    assert jobs.latest([again, OLD, undated], today=TODAY) is None
    assert jobs.latest([OLD], today=TODAY) is None
    assert jobs.latest([NOW, OLD], today=TODAY + timedelta(days=600)) is None
    found = jobs.latest([ahead, NOW, OLD], today=TODAY)
    assert found is not None
    assert found.after == NOW


def test_somebody_muted_counts_as_in_touch_and_is_not_named() -> None:
    known = people(20)
    known[19] = replace(known[19], muted=True)
    (notice,) = isolation.fewer(quarters(range(20), range(15), range(11)), known)
    assert "20 people three quarters ago" in notice.sentence
    assert [one.id for one in notice.people] == ["p18", "p17", "p16"]


@pytest.mark.parametrize(
    ("people_seen", "areas_seen", "told"),
    [((20, 14, 9), (5, 5, 5), True), ((9, 9, 9), (8, 6, 4), True), ((9, 8, 9), (4, 4, 4), False)],
)
def test_numbers_alone_tell_whether_there_is_anything_to_read(
    people_seen: tuple[int, int, int],
    areas_seen: tuple[int, int, int],
    told: bool,  # noqa: FBT001 - a case
) -> None:
    assert isolation.narrows(people_seen, areas_seen) is told
