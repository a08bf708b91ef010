"""The owner's corrections of a tie: counted like what happened, honored, and fading like everything else."""

from __future__ import annotations

import json
from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import corrections, ties
from amity.core.corrections import CLOSER, ELSEWHERE, Closer, Elsewhere, Said
from amity.core.ties import Event, Tie, Word

START = 20_000.0
WAITS = st.one_of(st.floats(0, 2), st.floats(0, 40), st.floats(0, 1500))
WAYS = st.sampled_from([(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.25, 0.25)])


def few() -> list[Event]:
    """Meet on three days, the last of them the thirtieth."""
    return [Event(START + day, 1.0, 1.0) for day in (0, 9, 30)]


def weekly(weeks: int) -> list[Event]:
    return [Event(START + 7 * week, 1.0, 1.0) for week in range(weeks)]


def counted(told: list[Event | Word]) -> Tie:
    tie = ties.replay(told)
    assert tie is not None
    return tie


@st.composite
def told(draw: st.DrawFn) -> list[Event | Word]:
    """Draw a history with the owner's words anywhere in it."""
    at, found = draw(st.floats(0, 25_000)), list[Event | Word]()
    for wait, way, word in draw(
        st.lists(st.tuples(WAITS, WAYS, st.sampled_from(["", "", "", *CLOSER, *ELSEWHERE])), min_size=1)
    ):
        at += wait
        if word in CLOSER:
            found.append(Closer(at, word))
        elif word in ELSEWHERE:
            found.append(Elsewhere(at, word))
        else:
            found.append(Event(at, *way))
    return found


@given(told())
def test_words_counted_one_by_one_are_the_words_of_a_replay(history: list[Event | Word]) -> None:
    tie: Tie | None = None
    for one in history:
        tie = ties.observe(tie, one)
        assert tie is not None
        tie = ties.from_row(json.loads(json.dumps(ties.to_row(tie))))
    assert tie == ties.replay(history)


@given(told(), st.lists(st.floats(0, 9000), min_size=2, max_size=6))
def test_with_words_too_a_tie_only_falls_in_silence_and_never_above_its_bound(
    history: list[Event | Word], waits: list[float]
) -> None:
    tie = counted(history)
    scores = [ties.score(tie, tie.as_of + wait) for wait in sorted(waits)]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(scores))
    key = ties.key(tie)
    assert all(ties.odds(tie, tie.as_of + wait) <= ties.bound(key, tie.as_of + wait) for wait in waits)
    if tie.as_of < key < ties.NEVER:
        assert ties.strength(tie, key) == pytest.approx(ties.FADED, abs=1e-6)


@given(told(), st.sampled_from(list(CLOSER)), st.floats(0, 900))
def test_closer_makes_a_tie_as_strong_as_was_said_and_never_weaker(
    history: list[Event | Word], level: str, wait: float
) -> None:
    before = counted(history)
    at = before.as_of + wait
    after = ties.observe(before, Closer(at, level))
    assert ties.strength(after, at) >= max(CLOSER[level], ties.strength(before, at)) - 1e-9
    if after.sent > ties.faded(before, at).sent:
        assert ties.strength(after, at) == pytest.approx(CLOSER[level], abs=1e-6)


def test_a_word_adds_exactly_what_the_level_lacks() -> None:
    after = counted([*few(), Closer(START + 230, "close")])
    assert ties.strength(after, START + 230) == pytest.approx(0.8, abs=1e-9)
    assert (after.last, after.interactions, after.active_days) == (START + 30, 3, 3)


def test_a_word_of_less_than_the_record_shows_lowers_nothing() -> None:
    after = counted([*weekly(60), Closer(START + 415, "loose")])
    assert ties.strength(after, START + 415) > 0.75


def test_what_was_lent_by_a_word_fades_like_what_happened() -> None:
    after = counted([Closer(START, "close")])
    strengths = [ties.strength(after, START + days) for days in (0, 30, 90, 180, 365)]
    assert all(later < earlier for earlier, later in pairwise(strengths))
    assert 0.55 < strengths[2] < 0.79
    assert strengths[-1] < 0.5


def test_a_tie_vouched_for_is_steady_for_a_season_and_dormant_after_half_a_year() -> None:
    at = START + 230
    after = counted([*few(), Closer(at, "close")])
    assert ties.state(counted([*few()]), at) == "dormant"
    assert [ties.state(after, at + days) for days in (0, 89, 179, 180)] == [
        "steady", "steady", "steady", "dormant"
    ]  # fmt: skip


def test_a_cooling_tie_vouched_for_cools_again_after_a_season() -> None:
    silent = START + 7 * 59 + 80
    after = counted([*weekly(60), Closer(silent, "good")])
    assert ties.state(counted([*weekly(60)]), silent) == "cooling"
    assert [ties.state(after, silent + days) for days in (0, 89, 90)] == ["steady", "steady", "cooling"]


def test_somebody_of_whom_nothing_is_on_record_can_be_close_by_word() -> None:
    tie = counted([Closer(START, "close")])
    assert (tie.interactions, tie.active_days, tie.vouched) == (0, 0, int(START))
    assert ties.strength(tie, START) == pytest.approx(0.8)
    assert ties.state(tie, START + 3) == "steady"
    assert ties.reciprocity(tie) is None
    assert ties.rhythm(tie) == ties.RARE


def test_a_tie_that_begins_with_a_word_goes_at_the_pace_of_the_whole() -> None:
    pace = ties.Pace(14.0, 60.0, 0.2, -0.5, 0.3)
    for word in (Closer(START, "close"), Elsewhere(START, "monthly")):
        told_of: list[Event | Word] = [word, Event(START + 3, 1.0, 1.0)]
        tie = ties.replay(told_of, pace=pace)
        assert tie is not None
        assert tie.pace == pace
        assert tie == ties.observe(ties.observe(None, word, pace=pace), told_of[1])
    assert ties.strength(ties.observe(None, Closer(START, "close"), pace=pace), START) == pytest.approx(0.8)


def test_the_first_exchange_after_a_word_begins_the_record() -> None:
    tie = counted([Closer(START, "good"), Event(START + 12.5, 1.0, 0.0)])
    assert (tie.first, tie.last, tie.first_day) == (START + 12.5, START + 12.5, 20_012)
    assert (tie.started, tie.starts, tie.interactions, tie.recent) == (1, 1, 1, 1)


def test_who_talks_elsewhere_neither_fades_nor_is_called_quiet() -> None:
    tie = counted([*weekly(60), Elsewhere(START + 500, "monthly")])
    last = tie.last
    assert ties.strength(tie, last + 900) == ties.strength(tie, last + 30)
    assert ties.state(tie, last + 900) == "steady"
    assert ties.quiet(tie, last + 900) == 30
    assert ties.silence(tie, last + 900) == ties.silence(tie, last + 30)
    assert ties.key(tie) == ties.NEVER


def test_a_faint_tie_elsewhere_is_not_called_dormant_and_still_has_its_key() -> None:
    tie = counted([Event(START, 0.0, 0.1), Elsewhere(START + 2, "quarterly")])
    assert ties.strength(tie, START + 300) < ties.FADED
    assert ties.state(tie, START + 300) == "steady"
    assert ties.key(tie) < START + 91


def test_elsewhere_with_nothing_on_record_counts_as_one_exchange() -> None:
    tie = counted([Elsewhere(START, "monthly")])
    assert (tie.sent, tie.received, tie.days, tie.interactions) == (1.0, 1.0, 1.0, 0)
    assert ties.strength(tie, START + 900) == pytest.approx(0.37, abs=0.03)


def test_a_talk_after_silence_elsewhere_never_weakens_the_tie() -> None:
    tie = counted([*weekly(20), Elsewhere(START + 200, "monthly")])
    later = tie.last + 400
    after = ties.observe(tie, Event(later, 1.0, 1.0))
    assert ties.strength(after, later) >= ties.strength(tie, later)
    assert after.stability < ties.observe(counted([*weekly(20)]), Event(later, 1.0, 1.0)).stability


def test_a_warming_tie_stays_warming_whatever_was_said() -> None:
    lively: list[Event | Word] = [Event(START + day, 1.0, 1.0) for day in (0, 300, 310, 320, 330)]
    lively.append(Elsewhere(START + 331, "monthly"))
    assert ties.state(counted(lively), START + 333) == "warming"


def test_the_last_word_of_each_kind_counts_and_no_takes_it_back() -> None:
    said = [
        Said("closer", "good", 10), Said("closer", "close", 30), Said("elsewhere", "weekly", 20),
        Said("elsewhere", "no", 40),
    ]  # fmt: skip
    assert corrections.latest(said) == {"closer": Said("closer", "close", 30)}
    assert corrections.words(said) == [Closer(30.0, "close")]
    assert corrections.words(said[:3]) == [Elsewhere(20.0, "weekly"), Closer(30.0, "close")]
    assert corrections.words([]) == []


def test_words_stand_before_what_happens_on_their_day() -> None:
    events = [("mail", Event(START - 1, 1.0, 0.0)), ("chat", Event(START, 1.0, 0.0))]
    word = Closer(START, "good")
    assert [one for _, one in corrections.among(events, [word])] == [events[0][1], word, events[1][1]]


def test_words_count_for_the_whole_tie_and_for_no_channel() -> None:
    events = [("mail", event) for event in few()]
    word = Closer(START + 50, "close")
    whole, parts = ties.replay_groups(corrections.among(events, [word]))
    assert whole == ties.replay([*few(), word])
    assert parts == {"mail": ties.replay(few())}


def test_a_history_goes_on_after_a_word() -> None:
    told_of: list[Event | Word] = [*few(), Closer(START + 40, "good"), Event(START + 41, 1.0, 0.0)]
    assert reduce(ties.observe, told_of[1:], ties.observe(None, told_of[0])) == ties.replay(told_of)


def test_a_chat_begins_anew_after_its_own_pause() -> None:
    talk = [Event(START + day, *way, pause=1.0) for day, way in ((0, (1.0, 0.0)), (1.5, (0.0, 1.0)))]
    mail = [event._replace(pause=ties.PAUSE) for event in talk]
    assert [ties.reciprocity(counted([*events])) for events in (talk, mail)] == [0.5, 1.0]


def test_who_talks_elsewhere_every_week_is_at_little_risk_of_falling_silent() -> None:
    last = START + 40.0
    events = [Event(START, 1.0, 1.0), Event(last, 1.0, 1.0)]
    alone, told = ties.replay(events), ties.replay([*events, Elsewhere(last, "weekly")])
    assert alone is not None
    assert told is not None
    risks = [ties.silence(one, last + 90) for one in (alone, told)]
    assert risks[0] > 0.8
    assert risks[1] < 0.2
    assert ties.going_on(told, last + 90) == pytest.approx(1 / (1 - 2 ** (-7 / 90)))
    assert ties.silence(told, last + 900) == risks[1]
