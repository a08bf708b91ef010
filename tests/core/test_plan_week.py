"""The plan: a whole book in, one week out; and what each person weighs in it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from amity.core import atlas, index, plan, signals, ties, worth
from amity.core.index import Arm
from amity.core.people import Exchange, Person, Purpose, Reminder, State
from amity.core.promises import Promise
from amity.core.reasons import Evidence, Reason, Signal
from amity.core.view import Around, Position, Shared, View
from amity.core.worth import Care

TODAY = date(2026, 11, 24)
LEFT = Position("pos1", "Acme", "Engineer", date(2019, 1, 1), date(2024, 7, 31))


def known(number: int, *, gap: int, count: int, last: date, state: State, organization: str = "") -> View:
    """Somebody met `count` times, every `gap` days until `last`."""
    days = [last - timedelta(days=gap * n) for n in reversed(range(count))]
    found = [
        Exchange(
            f"{number}-{n}", datetime(on.year, on.month, on.day, 9, tzinfo=UTC), "call", "mutual", "Berlin"
        )
        for n, on in enumerate(days)
    ]
    tie = ties.replay(ties.Event(one.at.timestamp() / 86400, 1.0, 1.0) for one in found)
    person = Person(
        f"p{number}", f"Name{number} Person", organization=organization, state=state, last=last, strength=0.2
    )
    return View(person, tie, tuple(reversed(found[-5:])), first=found[0])


def book() -> list[View]:
    """A small book with a reason of every kind."""
    quiet = [known(n, gap=21, count=12, last=date(2026, 7, 1), state="cooling") for n in range(4)]
    asleep = known(10, gap=30, count=8, last=date(2024, 2, 1), state="dormant", organization="Globex")
    near = [
        known(20 + n, gap=7, count=9, last=TODAY - timedelta(days=3), state="steady", organization="Acme")
        for n in range(5)
    ]
    left = View(
        Person("p30", "Colleague Once", organization="Initech"),
        shared=(Shared(LEFT, "connected", "rec30", date(2020, 5, 5)),),
    )
    chosen = View(Person("p40", "Mentor Chosen", importance=3, purposes=("strategic",)))
    reminder = View(Person("p50", "Tax Adviser"), reminders=(Reminder("r1", "send papers", TODAY),))
    aside = replace(quiet[0], person=replace(quiet[0].person, id="p60", aside="private"))
    return [*quiet, asleep, *near, left, chosen, reminder, aside]


def around(views: Iterable[View]) -> Around:
    return atlas.around([view.person for view in views], organization="Acme", today=TODAY)


def drawn(views: list[View], *, minutes: int = 90, carried: int = 0) -> plan.Plan:
    return plan.draw(views, around(views), today=TODAY, minutes=minutes, carried=carried)


def test_a_week_holds_what_is_due_then_the_best_and_one_outside_and_one_long_unseen() -> None:
    week = drawn(book())
    reasons = [pick.signal.reason for pick in week.picks]
    assert week.week == "2026-W48"
    assert reasons[0] == "remind"
    assert {"stretch"} < set(reasons)
    assert {"reconnect", "circle_back"} & set(reasons)
    assert week.planned == sum(pick.signal.minutes for pick in week.picks) <= week.budget == 90
    assert len({pick.person_id for pick in week.picks}) == len(week.picks) <= 7
    assert week.gap == 0


def test_every_pick_of_a_week_is_proved_by_its_evidence() -> None:
    views = {view.person.id: view for view in book()}
    week = drawn(list(views.values()), minutes=300)
    assert len(week.picks) == 7
    for pick in week.picks:
        assert signals.prove(pick.signal, views[pick.person_id], around(views.values()), today=TODAY)


def test_two_who_would_open_one_blind_spot_do_not_both_stand_in_a_week() -> None:
    cited = Evidence("area", "health", "Health: 0 of 9 in touch within a year")
    signal = Signal("stretch", "a", "", (cited,), "", 10)
    arm = Arm(1.0, 0.1, 0.5, 10, 0.5)
    found = [plan.Candidate(who, who, "", (replace(signal, person_id=who),), arm) for who in ("a", "b", "c")]
    assert len(plan.compose_week(found, week="2026-W48").picks) == 1
    whole = replace(signal, evidence=(Evidence("area", "", "All"),))
    found = [replace(one, signals=(replace(whole, person_id=one.person_id),)) for one in found]
    assert len(plan.compose_week(found, week="2026-W48").picks) == 3


def test_nobody_set_aside_stands_in_a_week_or_is_counted() -> None:
    only = [view for view in book() if view.person.aside]
    week = drawn(only)
    assert (week.picks, week.left_to_chance, week.planned) == ((), 0, 0)


def test_without_a_blind_spot_nobody_must_be_a_stretch() -> None:
    views = [view for view in book() if view.person.organization != "Acme"]
    assert not around(views).focus
    assert "stretch" not in {pick.signal.reason for pick in drawn(views).picks}


def test_minutes_carried_over_make_room_for_more() -> None:
    few, more = drawn(book(), minutes=45), drawn(book(), minutes=45, carried=45)
    assert few.planned <= 45 < more.planned <= 90
    assert (more.budget, more.carried) == (45, 45)


def test_a_week_without_minutes_is_empty_and_leaves_all_to_chance() -> None:
    week = drawn(book(), minutes=0)
    assert week.picks == ()
    assert week.left_to_chance == len([v for v in book() if v.person.aside is None and plan._tied(v)])


def test_many_ties_and_few_minutes_leave_some_to_chance_but_nobody_just_picked() -> None:
    views = [known(n, gap=21, count=12, last=date(2026, 7, 1), state="cooling") for n in range(60)]
    plenty, scarce = drawn(views, minutes=2000), drawn(views, minutes=18)
    assert plenty.left_to_chance == 0
    assert scarce.left_to_chance <= 60 - len(scarce.picks)
    mixed = [replace(view, person=replace(view.person, importance=n % 4)) for n, view in enumerate(views)]
    assert 15 <= drawn(mixed, minutes=30).left_to_chance < 60


def test_the_week_is_the_same_whatever_the_order_of_the_book() -> None:
    assert drawn(book()) == drawn(book()[::-1])


def test_silence_is_not_claimed_of_somebody_whose_namesake_was_in_touch_since() -> None:
    colleague = next(view for view in book() if view.person.id == "p30")
    assert [pick.person_id for pick in drawn([colleague]).picks] == ["p30"]
    met = known(70, gap=7, count=9, last=TODAY - timedelta(days=3), state="steady")
    namesake = replace(met, person=replace(met.person, name="colleague  ONCE"))
    assert plan.shadowed([colleague.person, namesake.person]) == {"p30"}
    assert drawn([colleague, namesake]).picks == ()
    reminded = replace(colleague, reminders=(Reminder("r1", "call", TODAY),))
    assert [pick.signal.reason for pick in drawn([reminded, namesake]).picks] == ["remind"]


def test_two_namesakes_without_any_exchange_shadow_nobody() -> None:
    colleague = next(view for view in book() if view.person.id == "p30")
    other = replace(colleague, person=replace(colleague.person, id="p31"))
    assert plan.shadowed([colleague.person, other.person]) == frozenset()


def test_nobody_with_nothing_to_say_is_a_candidate() -> None:
    silent = View(Person("p1", "Ann Lee"))
    assert plan.candidate(silent, Around(), today=TODAY) is None


def due(person: str, on: date | None, *, minutes: int = 10, reason: Reason = "remind") -> plan.Candidate:
    evidence = (Evidence("reminder", f"r{person}", "", on),)
    signal = Signal(reason, person, "", evidence, "", minutes, urgent=True)
    return plan.Candidate(person, person, "", (signal,), index.Arm(0.7, 1, 18, 0.07, 0.5))


def test_what_is_due_longest_stands_first_and_what_does_not_fit_waits() -> None:
    late, soon, never = due("late", date(2026, 11, 1)), due("soon", date(2026, 11, 28)), due("never", None)
    week = plan.compose_week([soon, never, late], week="2026-W48", minutes=20)
    assert [pick.person_id for pick in week.picks] == ["late", "soon"]


def test_at_most_seven_are_due_in_a_week_and_nobody_twice() -> None:
    crowd = [due(f"d{n}", date(2026, 11, n + 1)) for n in range(9)]
    both = replace(crowd[0], signals=(*crowd[0].signals, *due("d0", TODAY, reason="date").signals))
    week = plan.compose_week([both, *crowd[1:]], week="2026-W48", minutes=900)
    assert [pick.person_id for pick in week.picks] == [f"d{n}" for n in range(7)]
    assert week.picks[0].signal.reason == "remind"


def test_of_several_reasons_for_one_person_the_worthiest_speaks() -> None:
    weak, strong = (
        Signal("warm", "p", name, (), "", 18, weight) for name, weight in (("a", 0.5), ("b", 1.5))
    )
    one = plan.Candidate("p", "P", "", (weak, strong), index.Arm(0.7, 1, 18, 0.07, 0.5))
    [pick] = plan.compose_week([one], week="2026-W48").picks
    assert pick.signal is strong
    assert pick.index == pytest.approx(1.5 * index.whittle(one.arm))


def test_the_first_days_of_a_year_may_belong_to_the_last_week_of_the_one_before() -> None:
    assert plan.week(date(2027, 1, 1)) == "2026-W53"
    assert plan.week(date(2026, 1, 5)) == "2026-W02"


@pytest.mark.parametrize(
    ("purposes", "importance", "value", "minutes"),
    [
        ((), 0, 0.5, 18), ((), 1, 1.0, 18), (("tactical",), 1, 1.0, 12), (("social",), 2, 3.0, 25),
        (("tactical", "strategic"), 3, 9.0, 45),
    ],
)  # fmt: skip
def test_worth_and_minutes_come_from_the_owners_word(
    purposes: tuple[Purpose, ...], importance: int, value: float, minutes: int
) -> None:
    person = Person("p", "P", purposes=purposes, importance=importance, strength=0.99)
    assert (worth.of(person), worth.minutes(person)) == (value, minutes)


def test_an_answer_is_likelier_from_those_who_answered() -> None:
    view = known(1, gap=7, count=20, last=TODAY, state="steady")
    assert view.tie is not None
    nobody = worth.reply(None)
    assert nobody == pytest.approx(6 / 8.5)
    silent = view.tie._replace(received=0.0)
    assert worth.reply(silent) < worth.reply(None, unanswered=1) < nobody < worth.reply(view.tie)


def test_a_half_life_goes_from_its_purpose_to_the_ties_own_rhythm() -> None:
    person = Person("p", "P", purposes=("social",))
    often = known(1, gap=7, count=20, last=TODAY, state="steady").tie
    daily = known(1, gap=1, count=300, last=TODAY, state="steady").tie
    once = known(1, gap=1, count=1, last=TODAY, state="new").tie
    assert worth.fading(person, None).half_life == 16
    assert worth.fading(person, often).half_life == pytest.approx(8.0)
    assert worth.fading(person, daily).half_life == pytest.approx(8)
    assert 16 < worth.fading(person, once).half_life < 32
    two_monthly = known(1, gap=56, count=20, last=TODAY, state="steady").tie
    assert worth.fading(person, two_monthly).half_life == pytest.approx((16 * 8) ** 0.5)
    tactical = replace(person, purposes=("tactical",))
    rare = known(1, gap=300, count=40, last=TODAY, state="steady").tie
    assert worth.fading(tactical, rare).half_life == pytest.approx(10)


def test_strength_halves_with_every_half_life_of_silence() -> None:
    view = known(1, gap=7, count=20, last=TODAY - timedelta(days=14), state="steady")
    weeks = worth.fading(view.person, view.tie).half_life
    arm = worth.arm(view, today=TODAY)
    assert arm.strength == pytest.approx(0.5 ** (2 / weeks))
    assert arm.decay == pytest.approx(math.log(2) / weeks)
    assert worth.arm(replace(view, tie=None), today=TODAY).strength == 0
    assert worth.arm(view, today=TODAY - timedelta(days=30)).strength == 1


def test_birthdays_never_fill_a_week_but_stand_in_a_quiet_line() -> None:
    born = [
        View(Person(f"b{n}", f"Born{n} Person", birthday=f"--11-{24 + n}", importance=1 + (n == 2)))
        for n in range(6)
    ]
    week = drawn([*book(), *born], minutes=300)
    dates = [pick for pick in week.picks if pick.signal.reason == "date"]
    assert [pick.person_id for pick in dates] == ["b2"]
    assert [pick.person_id for pick in week.days] == ["b0", "b1", "b3"]
    assert len(week.picks) == 7


def test_a_birthday_of_somebody_long_out_of_sight_stands_in_no_quiet_line() -> None:
    born = [View(Person(f"b{n}", f"Born{n} Person", birthday=f"--11-{24 + n}")) for n in range(3)]
    week = drawn(born)
    assert [pick.person_id for pick in week.picks] == ["b0"]
    assert week.days == ()


def test_what_the_last_weeks_were_full_of_gives_way_to_the_rest() -> None:
    here = [
        known(n, gap=21, count=12, last=date(2026, 7, 1), state="cooling", organization="Acme")
        for n in range(2)
    ]
    there = known(2, gap=21, count=12, last=date(2026, 7, 3), state="cooling", organization="Globex")
    views = [*here, there]
    kept = plan.draw(views, Around(), today=TODAY, minutes=18)
    assert kept.picks[0].person_id != "p2"
    turned = plan.draw(views, Around(), today=TODAY, minutes=18, before=[["p0"], ["p1"]])
    assert turned.picks[0].person_id == "p2"


def test_promises_never_fill_a_week_and_the_others_stand_in_a_quiet_line_by_their_day() -> None:
    promised = [due(f"p{n}", TODAY + timedelta(days=6 - n), reason="promise") for n in range(6)]
    week = plan.compose_week([*promised, due("r", TODAY)], week="2026-W48")
    assert [pick.person_id for pick in week.picks if pick.signal.reason == "promise"] == ["p5", "p4", "p3"]
    assert "r" in {pick.person_id for pick in week.picks}
    assert [pick.person_id for pick in week.days] == ["p2", "p1", "p0"]


def test_a_week_tells_the_price_of_a_minute_and_fewer_minutes_are_dearer() -> None:
    few, many = drawn(book(), minutes=30), drawn(book(), minutes=300)
    assert few.price > many.price > 0
    assert drawn(book(), minutes=0).price == math.inf


def test_whom_to_leave_to_chance_is_told_by_the_price_of_the_week() -> None:
    views = [view for view in book() if view.person.aside is None and plan._tied(view)]
    week = drawn(book(), minutes=30)
    chosen = {pick.person_id for pick in week.picks}
    arms = [worth.arm(view, today=TODAY) for view in views if view.person.id not in chosen]
    assert week.left_to_chance == sum(index.to_chance(arm, price=week.price) for arm in arms)


def test_what_the_book_cares_for_moves_the_week_and_not_the_price() -> None:
    views = book()
    bare = drawn(views, minutes=30)
    target = {"tactical": 0, "social": 0, "strategic": 100}
    met = frozenset(view.person.id for view in views)
    care = Care(events=met, gaps=worth.gaps(views, target, today=TODAY))
    cared = plan.draw(views, around(views), today=TODAY, minutes=30, care=care)
    assert cared.price == bare.price
    assert sum(pick.index for pick in cared.picks) > sum(pick.index for pick in bare.picks)


def test_circles_known_to_the_plan_hold_two_of_their_people_at_most() -> None:
    views = [known(n, gap=7, count=20, last=date(2026, 9, 1), state="cooling") for n in range(9)]
    care = Care(circles={view.person.id: ("choir",) for view in views})
    assert len(plan.draw(views, around(views), today=TODAY, minutes=300, care=care).picks) == 2
    assert len(drawn(views, minutes=300).picks) == 7


def test_ties_left_out_of_sight_count_for_the_price_and_for_chance_as_if_each_were_seen() -> None:
    views = book()
    arms = [worth.arm(view, today=TODAY) for view in views if view.tie is not None]
    once = plan.draw(views, around(views), today=TODAY, others=[(arms[0], 3.0), (arms[1], 2.0)])
    each = plan.draw(views, around(views), today=TODAY, others=[(arms[0], 1.0)] * 3 + [(arms[1], 1.0)] * 2)
    assert once.price == pytest.approx(each.price)
    assert once.left_to_chance == each.left_to_chance
    assert once.price > plan.draw(views, around(views), today=TODAY).price


def test_a_mentor_long_unseen_finds_room_beside_three_promises() -> None:
    mentor = known(70, gap=30, count=8, last=date(2025, 12, 20), state="dormant")
    mentor = replace(mentor, person=replace(mentor.person, importance=3, purposes=("strategic",)))
    owed = [
        View(
            Person(f"p{n}", f"Owed {n}"),
            promises=(Promise(f"s{n}", "send it", mine=True, on=TODAY - timedelta(days=9), due=TODAY),),
        )
        for n in range(80, 83)
    ]
    busy = [known(n, gap=21, count=12, last=date(2026, 7, 1), state="cooling") for n in range(4)]
    week = drawn([*owed, *busy, mentor], minutes=80)
    assert [pick.signal.reason for pick in week.picks].count("promise") == 3
    assert "p70" in {pick.person_id for pick in week.picks}
