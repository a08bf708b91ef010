"""Golden histories: what a tie comes to, told as the owner would tell it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pytest

from amity.core import rhythm, ties
from amity.core.ties import Event, State, Tie

START = 20_000.0
"""The day every history here begins, some day in 2024."""


def both(days: Iterable[float], *, weight: float = 1.0) -> list[Event]:
    """Write mail and get an answer an hour later, on each of these days after START."""
    return [
        event
        for day in days
        for event in (Event(START + day + 0.4, weight, 0.0), Event(START + day + 0.45, 0.0, weight))
    ]


def counted(events: Iterable[Event]) -> Tie:
    tie = ties.replay(events)
    assert tie is not None
    return tie


def weekly(weeks: int) -> Tie:
    return counted(both(range(0, 7 * weeks, 7)))


def defined(events: list[Event], now: float, stability: float) -> float:
    """Give the score by its definition, from the whole history; only stability is taken as told."""
    sent = sum(event.sent * 2 ** (-(now - event.at) / 90) for event in events)
    received = sum(event.received * 2 ** (-(now - event.at) / 90) for event in events)
    first_of_day = {math.floor(event.at): event.at for event in reversed(events)}
    days = sum(2 ** (-(now - at) / 365) for at in first_of_day.values())
    gap = now - max(first_of_day)
    lapse = min((gap + 1) / stability, 5)
    both = math.log(math.sqrt((sent + 0.01) * (received + 0.01)))
    return both + 0.5 * math.log(days + 0.1) - 0.5 * lapse - 0.2 * math.log(gap + 1)


def test_no_interaction_is_no_tie() -> None:
    assert ties.replay([]) is None


def test_the_first_interaction_makes_a_tie() -> None:
    tie = ties.observe(None, Event(START + 0.5, 1.0, 0.0))
    assert tie == Tie(
        sent=1.0, received=0.0, days=1.0, as_of=20_000.5, stability=3.0, first=20_000.5, last=20_000.5,
        first_day=20_000, last_day=20_000, active_days=1, interactions=1, started=1, starts=1, recent=1,
        state="new", lively=1.0,
    )  # fmt: skip


def test_counts_halve_with_their_half_lives() -> None:
    tie = counted([Event(START, 0.5, 0.25), Event(START + 90, 1.0, 0.0), Event(START + 365, 0.0, 1.0)])
    fade = 2 ** (-275 / 90)
    assert tie.sent == pytest.approx(1.25 * fade)
    assert tie.received == pytest.approx(0.125 * fade + 1)
    assert tie.days == pytest.approx(0.5 + 2 ** (-275 / 365) + 1)


def test_stability_grows_with_each_new_active_day_by_its_formula() -> None:
    tie = counted([Event(START, 1.0, 0.0), Event(START + 0.9, 0.0, 1.0), Event(START + 10, 0.0, 1.0)])
    alive = (1 + 19 / 81 * 10 / 3) ** -0.5
    assert tie.stability == pytest.approx(3 * (1 + 26.64 * 3**-0.14 * (math.e ** (0.94 * (1 - alive)) - 1)))


def test_more_mail_on_one_day_leaves_stability_and_active_days_alone() -> None:
    tie = counted(Event(START + hour / 24, 1.0, 0.0) for hour in range(24))
    assert (tie.active_days, tie.stability, tie.recent, tie.interactions) == (1, 3.0, 1, 24)


def test_stability_ends_at_ten_years() -> None:
    assert counted(both(range(0, 20_000, 500))).stability == 3650.0


@pytest.mark.parametrize("silent", [0.0, 0.3, 6.0, 40.0, 400.0, 4000.0])
def test_the_score_is_its_definition_over_the_whole_history(silent: float) -> None:
    events = [*both(range(0, 300, 9)), Event(START + 300.2, 0.1, 0.0), Event(START + 300.3, 0.5, 0.5)]
    tie = counted(events)
    now = tie.last + silent
    assert ties.score(tie, now) == pytest.approx(defined(events, now, tie.stability), abs=1e-9)


def test_strength_is_the_logistic_of_the_score_which_a_long_silence_settles() -> None:
    tie = weekly(10)
    at = tie.last_day
    for gap, awake in ((1, 1.0), (90, 256 / 257), (180, 0.5)):
        told = -0.1 + 0.42 * ties.score(tie, at + gap)
        settled = math.log(1 / 9) + (told - math.log(1 / 9)) * awake
        assert ties.strength(tie, at + gap) == pytest.approx(1 / (1 + math.exp(-settled)))


def test_a_tie_below_a_tenth_is_what_its_score_says_however_long_the_silence() -> None:
    tie = counted([Event(START, 0.1, 0.0)])
    assert ties.odds(tie, START + 400) == pytest.approx(-0.1 + 0.42 * ties.score(tie, START + 400))


def test_a_time_before_the_last_interaction_is_read_as_its_own() -> None:
    tie = weekly(10)
    assert ties.score(tie, tie.last - 0.4) == ties.score(tie, tie.last)
    assert ties.state(tie, tie.last - 3) == ties.state(tie, tie.last)
    assert ties.silence(tie, tie.last - 3) == ties.silence(tie, tie.last)


def test_weekly_mail_for_two_years_is_steady_and_strong() -> None:
    tie = weekly(104)
    assert ties.state(tie, tie.last + 5) == "steady"
    assert ties.strength(tie, tie.last + 5) == pytest.approx(0.859, abs=0.001)


def test_two_steady_years_cool_in_two_months_of_silence_and_rest_after_six() -> None:
    tie = weekly(104)
    states = [ties.state(tie, tie.last + days) for days in (50, 60, 100, 200)]
    assert states == ["steady", "cooling", "cooling", "dormant"]
    assert [round(ties.strength(tie, tie.last + days), 2) for days in (50, 100, 200)] == [0.81, 0.76, 0.21]


def test_a_burst_in_one_evening_is_one_active_day_and_soon_weaker_than_a_few_quiet_weeks() -> None:
    burst = counted(Event(START + 70.8 + k / 500, float(k % 2), float(1 - k % 2)) for k in range(40))
    quiet = weekly(11)
    now = START + 100
    assert burst.active_days == 1
    assert ties.strength(burst, now) < ties.strength(quiet, now) - 0.2


def test_a_mentor_silent_for_years_is_dormant_and_not_yet_nobody() -> None:
    mentor, stranger = weekly(150), counted(both([0]))
    later = mentor.last + 3 * 365
    assert ties.state(mentor, later) == "dormant"
    assert ties.strength(stranger, stranger.last + 3 * 365) < 0.05 < ties.strength(mentor, later)


def test_one_sided_mail_stays_weak_however_much_of_it() -> None:
    newsletter = counted(Event(START + day, 0.0, 1.0) for day in range(0, 700, 7))
    assert ties.strength(newsletter, newsletter.last) < ties.strength(weekly(4), START + 22)


def test_a_tie_is_new_until_sixty_days_or_five_active_days() -> None:
    few = counted(both([0, 10, 20, 30]))
    assert [ties.state(few, START + days) for days in (31, 59, 60)] == ["new", "new", "warming"]
    assert ties.state(counted(both([0, 1, 2, 3, 4])), START + 5) == "warming"


def test_a_weak_tie_rests_after_sixty_days_and_a_stronger_one_after_half_a_year() -> None:
    weak = counted([Event(START, 0.0, 0.1)])
    assert [ties.state(weak, START + days) for days in (59, 60)] == ["new", "dormant"]
    strong = weekly(104)
    assert [ties.state(strong, strong.last_day + days) for days in (179, 180)] == ["cooling", "dormant"]


def test_few_active_days_without_warmth_are_steady() -> None:
    tie = counted(both([0, 30], weight=5))
    assert ties.state(tie, START + 85) == "steady"
    assert ties.state(tie, START + 125) == "steady"


def told(days: Iterable[int], until: int, step: int) -> list[State]:
    """Read the state every `step` days, with each event counted as it comes, and drop repetitions."""
    events = both(days)
    seen: list[State] = []
    for now in range(step, until, step):
        tie = ties.replay(event for event in events if event.at <= START + now)
        if tie is not None and (not seen or ties.state(tie, START + now) != seen[-1]):
            seen.append(ties.state(tie, START + now))
    return seen


def test_a_tie_tells_its_life_in_states() -> None:
    life = [*range(0, 500, 7), *range(1100, 1300, 10)]
    assert told(life, 1600, 1) == [
        "new", "warming", "steady", "cooling", "dormant", "steady", "warming", "steady", "cooling", "dormant",
    ]  # fmt: skip


def in_state(tie: Tie, state: State) -> Tie:
    return tie._replace(state=state)


def pace(tie: Tie) -> float:
    """Give the rate of active days over the last 90 days as a multiple of that over the last 365."""
    return 365 * rhythm.within(tie.recent, 0, 90) / (90 * rhythm.within(tie.recent, 0, 365))


def test_a_cooling_tie_recovers_only_a_fifth_above_the_threshold() -> None:
    slow = counted(both([*range(0, 270, 5), *range(290, 361, 10)]))
    better = counted(both([*range(0, 270, 5), *range(272, 361, 8)]))
    assert 0.5 < pace(slow) < 0.6 < pace(better)
    assert ties.state(in_state(slow, "cooling"), slow.last) == "cooling"
    assert ties.state(in_state(slow, "steady"), slow.last) == "steady"
    assert ties.state(in_state(better, "cooling"), better.last) == "steady"


def test_a_warming_tie_stays_so_until_a_fifth_below_the_threshold() -> None:
    tie = counted(both([*range(0, 270, 15), *range(271, 360, 10)]))
    assert 1.25 < pace(tie) < 1.5
    assert ties.state(in_state(tie, "warming"), tie.last) == "warming"
    assert ties.state(in_state(tie, "steady"), tie.last) == "steady"


def test_what_silence_cooled_one_letter_does_not_mend() -> None:
    tie = counted(both([*range(0, 365, 4), 440]))
    assert ties.state(counted(both(range(0, 365, 4))), START + 439) == "cooling"
    assert tie.state == "cooling"


def test_reciprocity_is_the_share_of_conversations_the_owner_began() -> None:
    days = [(0, 1), (3, 0), (20, 0), (21, 1), (40, 1)]
    tie = counted(Event(START + day, float(mine), float(1 - mine)) for day, mine in days)
    assert (tie.started, tie.starts) == (2, 3)
    assert ties.reciprocity(tie) == pytest.approx(2 / 3)


def test_a_conversation_begins_after_fourteen_silent_days_and_not_before() -> None:
    assert counted([Event(START, 1.0, 0.0), Event(START + 13.99, 1.0, 0.0)]).starts == 1
    assert counted([Event(START, 1.0, 0.0), Event(START + 14, 1.0, 0.0)]).starts == 2


def test_nobody_can_tell_who_began_a_meeting() -> None:
    tie = counted([Event(START, 1.0, 1.0), Event(START + 0.1, 1.0, 0.0)])
    assert (tie.started, tie.starts, ties.reciprocity(tie)) == (0, 0, None)


def test_rhythm_is_the_median_gap_of_the_last_year() -> None:
    assert ties.rhythm(counted(both([0, 100, 200, 500, 507, 514, 521, 600]))) == 7.0


def test_rhythm_of_a_rare_tie_is_its_mean_gap() -> None:
    assert ties.rhythm(counted(both([0, 500, 1000]))) == 500.0


def test_rhythm_of_a_single_day_is_a_year() -> None:
    assert ties.rhythm(counted(both([0]))) == ties.RARE


def test_silence_threatens_who_was_active_long_ago_more_than_who_is_active() -> None:
    lively, faded = weekly(52), counted(both(range(0, 100, 7)))
    now = lively.last + 1
    assert 0 < ties.silence(lively, now) < ties.silence(faded, now) < ties.silence(faded, now + 900) <= 1


def test_silence_is_its_definition_of_old_days_a_long_gap_and_the_lapse() -> None:
    tie = counted(both([0, 90]))
    now = START + 180.0
    counted_days = 2 ** (-(180 - 0.4) / 90) + 2 ** (-(90 - 0.4) / 90)
    days = counted_days * math.exp(-90 / 30 - 0.5 * min(91 / tie.stability, 5))
    assert ties.silence(tie, now) == pytest.approx(1 / (1 + days))


def crowd(day: float, *, sent: bool) -> Event:
    return Event(START + day, 0.25 * sent, 0.25 * (not sent), crowd=True)


def test_what_only_ever_happened_in_a_crowd_is_no_tie() -> None:
    assert ties.replay([crowd(0, sent=True), crowd(9, sent=False)]) is None


def test_a_crowd_adds_to_the_strength_and_to_nothing_that_is_said() -> None:
    alone, with_crowds = both(range(0, 100, 10)), [*both(range(0, 100, 10)), crowd(130, sent=False)]
    quiet, heard = counted(alone), counted(with_crowds)
    now = START + 140
    assert ties.strength(heard, now) > ties.strength(quiet, now)
    said = ("first", "last", "last_day", "active_days", "interactions", "starts", "recent")
    assert [getattr(heard, name) for name in said] == [getattr(quiet, name) for name in said]
    assert ties.state(heard, now) == ties.state(quiet, now)


def test_a_day_in_touch_counts_once_whether_a_crowd_was_there_too_or_not() -> None:
    together = [crowd(5.1, sent=True), Event(START + 5.2, 1.0, 0.0), crowd(5.3, sent=True)]
    assert counted(together).days == pytest.approx(1.0, abs=1e-3)
    more = [*together, crowd(6.2, sent=True), crowd(6.4, sent=True)]
    assert counted(more).days == pytest.approx(2, abs=0.01)


def test_a_tie_begins_with_the_first_exchange_that_was_no_crowd() -> None:
    tie = counted([crowd(0, sent=False), *both([50])])
    assert (tie.first_day, tie.last_day, tie.active_days, tie.recent) == (START + 50, START + 50, 1, 1)
    assert tie.stability == counted(both([0, 50])).stability > 3.0


def test_a_tie_keeps_the_pace_it_began_with() -> None:
    quick = ties.Pace(3.0, 7.0, 1.0, -0.5, 0.6)
    tie = ties.replay(both([0, 10]), pace=quick)
    assert tie is not None
    assert tie.sent == pytest.approx((1 + 2 ** (-10 / 3)) * 2 ** (-0.05 / 3))
    assert ties.odds(tie, tie.last) == pytest.approx(-0.5 + 0.6 * ties.score(tie, tie.last))
    assert ties.observe(tie, both([20])[0]).pace == quick == ties.from_row(ties.to_row(tie)).pace


@pytest.mark.parametrize(
    "event",
    [
        Event(START - 0.001, 1.0, 0.0),
        Event(START + 1, 0.0, 0.0),
        Event(START + 1, -1.0, 2.0),
        Event(START + 1, 2.0, -1.0),
        Event(START + 1, math.nan, 1.0),
        Event(math.nan, 1.0, 0.0),
    ],
)
def test_an_interaction_out_of_order_or_without_weight_is_refused(event: Event) -> None:
    tie = ties.observe(None, Event(START, 1.0, 0.0))
    with pytest.raises(ValueError, match="comes after the one before it"):
        ties.observe(tie, event)


def test_a_tie_survives_its_row() -> None:
    tie = weekly(60)
    row = ties.to_row(tie)
    assert all(type(value) in {float, int, str, type(None)} for value in row)
    assert ties.from_row(list(row)) == tie


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="one value for each field"):
        ties.from_row((*ties.to_row(weekly(3)), 1))
