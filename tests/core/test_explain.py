"""Every number of a tie explains itself, and what it says would change it is what does."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import bearing, explain, outlook, ties, worth
from amity.core.corrections import Closer, Elsewhere, Said
from amity.core.explain import Why
from amity.core.ties import Event, Tie, Word

START = 20_000.0
WEEKS = st.lists(
    st.tuples(st.floats(0.1, 90), st.sampled_from([(1.0, 0.0), (0.0, 1.0), (0.5, 0.5)])), min_size=1
)


def weekly(weeks: int, *, sent: float = 1.0, received: float = 1.0) -> list[Event | Word]:
    return [Event(START + 7 * week, sent, received) for week in range(weeks)]


def told(events: list[Event | Word], now: float, *said: Said, unanswered: int = 0) -> Why:
    found = explain.why(events, said, now=now, unanswered=unanswered)
    assert found is not None
    return found


def tie_of(events: list[Event | Word]) -> Tie:
    tie = ties.replay(events)
    assert tie is not None
    return tie


@given(WEEKS, st.floats(0, 500))
def test_what_would_change_a_tie_is_what_changes_it(
    steps: list[tuple[float, tuple[float, float]]], wait: float
) -> None:
    at, events = START, list[Event | Word]()
    for gap, way in steps:
        at += gap
        events.append(Event(at, *way))
    now = at + wait
    one, letter, nothing = outlook.changes(tie_of(events), now)
    after = tie_of([*events, Event(now, 1.0, 1.0)])
    assert (one.strength, one.state) == (ties.strength(after, now), ties.state(after, now))
    after = tie_of([*events, Event(now, 1.0, 0.0)])
    assert (letter.strength, letter.state) == (ties.strength(after, now), ties.state(after, now))
    assert nothing.strength == ties.strength(tie_of(events), now + 90)


@given(st.integers(1, 40), st.integers(0, 300))
def test_the_days_on_which_a_tie_turns_are_the_days_on_which_it_does(weeks: int, wait: int) -> None:
    tie = tie_of(weekly(weeks))
    now = math.floor(tie.last) + float(wait)
    state = ties.state(tie, now)
    for on, then in outlook.turns(tie, now):
        at = float(on.toordinal() - ties.EPOCH)
        assert (ties.state(tie, at - 1), ties.state(tie, at)) == (state, then)
        state = then
    assert state == ties.state(tie, now + outlook.FAR) == "dormant"


def test_the_numbers_explained_are_the_numbers_read() -> None:
    events, now = weekly(30, received=0.5), START + 290
    numbers, tie = told(events, now, unanswered=2).numbers, tie_of(events)
    assert {name: one.value for name, one in numbers.items()} == {
        "strength": ties.strength(tie, now),
        "state": ties.state(tie, now),
        "silence": ties.silence(tie, now),
        "rhythm": 7.0,
        "started": None,
        "reply": worth.reply(tie, unanswered=2),
    }


def test_a_number_names_the_days_that_weigh_most_and_what_they_weigh_today() -> None:
    events: list[Event | Word] = [*weekly(3), Event(START + 14.2, 3.0, 0.0), Event(START + 40, 0.0, 0.2)]
    first, second, third = told(events, START + 104).numbers["strength"].rests
    assert (first.on, first.way, first.count) == (date(2024, 10, 18), "mutual", 2)
    assert first.weight == pytest.approx(5 * 0.5, abs=0.01)
    assert (second.on, third.on) == (date(2024, 10, 11), date(2024, 10, 4))
    days = bearing.grounds(events, now=START + 104, half_life=90.0)
    assert [one.way for one in days] == ["mutual", "mutual", "mutual", "received"]
    assert all(one.weight >= later.weight for one, later in pairwise(days))


def test_a_sentence_says_how_much_it_rests_on_and_from_which_side() -> None:
    ways = [(1.0, 0.0), (0.0, 1.0), (1.0, 0.25), (0.25, 1.0), (1.0, 0.8)]
    ends = [
        told(weekly(3, sent=sent, received=received), START + 20)
        .numbers["strength"]
        .sentence.partition("; ")[2]
        for sent, received in ways
    ]
    assert ends == [
        "what counts of it went one way, from you.",
        "what counts of it went one way, to you.",
        "most of it from you.",
        "most of it from the other side.",
        "both ways alike.",
    ]
    sentence = told(weekly(3), START + 20).numbers["strength"].sentence
    assert sentence == "Behind it: three exchanges on three days; both ways alike."


def test_what_faded_is_said_with_the_day_since_which() -> None:
    tie = tie_of(weekly(30))
    assert told(weekly(30), tie.last + 90).numbers["strength"].faded == (
        f"On April 25 it was {ties.strength(tie, tie.last):.2f}; since then what was exchanged has come to"
        " count 50% of what it did, and the days in touch 84%; the rest is the silence itself."
    )
    assert told(weekly(30), tie.last).numbers["strength"].faded == ""


def test_what_would_change_it_is_said_in_sentences() -> None:
    tie, now = tie_of(weekly(30)), START + 290
    before = f"{ties.strength(tie, now):.2f}"
    both, letter = (tie_of([*weekly(30), Event(now, 1.0, back)]) for back in (1.0, 0.0))
    month, season = (f"{ties.strength(tie, now + days):.2f}" for days in (30, 90))
    assert told(weekly(30), now).numbers["strength"].would == (
        f"One exchange both ways today: {before} to {ties.strength(both, now):.2f}, cooling.",
        f"A mail from you today, not answered yet: {before} to {ties.strength(letter, now):.2f}, cooling.",
        f"With nothing more: {month} in a month, {season} in three; dormant on October 22.",
    )
    rested = told(weekly(1), START + 700).numbers["strength"].would
    assert rested[2].endswith(" in three.")


@pytest.mark.parametrize(
    ("events", "now", "sentence"),
    [
        (
            weekly(2),
            9,
            "First on record on October 4, less than 60 days ago, and on fewer than five days so far.",
        ),
        (weekly(60), 800, "Nothing on record for 387 days; from 180 days on a tie rests."),
        (
            [Event(START, 0.0, 0.1)],
            70,
            "Nothing on record for 70 days; little of it is left, and it rests from 60 days on.",
        ),
        (
            weekly(60),
            500,
            "In touch on one of the last 90 days, where the last year makes one expect ten.",
        ),
        (weekly(60), 415, "In touch on 13 of the last 90 days; the last year makes one expect 13."),
    ],
)  # fmt: skip
def test_a_state_says_by_which_rule_it_is_read(events: list[Event | Word], now: int, sentence: str) -> None:
    assert told(events, START + now).numbers["state"].sentence == sentence


def test_what_hardly_changes_is_not_said_to_change() -> None:
    assert outlook.to(0.951, 0.949) == "0.95, as now"
    assert outlook.to(0.5, 0.625) == "0.50 to 0.62"


def test_a_state_says_how_it_goes_on() -> None:
    assert told(weekly(30), START + 290).numbers["state"].would == (
        "One exchange both ways today: cooling.",
        "With nothing more: dormant on October 22.",
    )
    assert told(weekly(30), START + 700).numbers["state"].would[1] == "With nothing more it stays dormant."


def test_silence_and_rhythm_and_beginnings_say_what_they_are_read_from() -> None:
    numbers = told([*weekly(6), Event(START + 50, 1.0, 0.0), Event(START + 51, 0.0, 1.0)], START + 60).numbers
    assert numbers["rhythm"].sentence == (
        "The middle of the gaps between the eight days in touch of its last year."
    )
    assert numbers["rhythm"].rests[0].on == date(2024, 11, 24)
    assert told(weekly(6), START + 60).numbers["started"].sentence == explain.UNTOLD
    mail = told([Event(START, 1.0, 0.0), Event(START + 30, 0.0, 1.0)], START + 33).numbers
    assert mail["started"].sentence.startswith(
        "Of two conversations whose beginning is known you began one, too few to say who starts."
    )
    assert mail["started"].value is None
    assert mail["started"].would == ("A mail today goes on with the conversation you are in.",)
    assert mail["rhythm"].sentence == ("The mean over the whole tie, for the last year shows too few days.")
    assert told([Event(START, 1.0, 0.0)], START + 20).numbers["started"].would == (
        "Beginning one today: two of two.",
    )
    assert told([Event(START, 1.0, 0.0)], START + 20).numbers["rhythm"].sentence == explain.ONCE


def test_who_starts_is_said_from_three_conversations_on() -> None:
    events: list[Event | Word] = [Event(START + 30 * month, 0.0, 1.0) for month in range(3)]
    number = told(events, START + 70).numbers["started"]
    assert number.value == 0.0
    assert number.sentence.startswith("Of three conversations whose beginning is known you began none. One")


def test_a_rhythm_that_one_exchange_changes_says_how() -> None:
    events: list[Event | Word] = [Event(START, 1.0, 0.0), Event(START + 30, 0.0, 1.0)]
    numbers = told(events, START + 130).numbers
    assert (numbers["rhythm"].value, numbers["rhythm"].would) == (
        30.0,
        ("One exchange today: about every two months.",),
    )


@pytest.mark.parametrize(
    ("events", "now", "like"),
    [
        (weekly(2), 9, "On record you have only just begun."),
        (weekly(60), 415, "You are well in touch, and it goes on as it has."),
        ([Event(START + 20 * n, 0.02, 0.0) for n in range(20)], 390, explain.LIGHT),
        (weekly(30), 290, "It has grown quieter between you than it was."),
        ([Event(START, 1.0, 1.0), *(Event(START + 200 + n, 1.0, 1.0) for n in range(9))], 210,
         "You have more to do with each other than you used to."),
        (weekly(60), 800, "It rests: nothing on record for 13 months."),
        ([*weekly(3), Closer(START + 100, "close")], 300,
         "It rests: nothing on record, nor a word of yours, for seven months."),
        ([*weekly(30), Closer(START + 290, "close")], 291,
         "By your word it is steady; the record alone says cooling."),
    ],
)  # fmt: skip
def test_a_tie_is_told_in_a_sentence(events: list[Event | Word], now: int, like: str) -> None:
    assert told(events, START + now).like == like


def test_the_risk_of_silence_is_told_with_what_the_days_and_the_silence_leave() -> None:
    tie, now = tie_of(weekly(30)), START + 260
    days, left = ties.faded(tie, now).lively, 1 / ties.silence(tie, now) - 1
    assert left < days < 30
    assert told(weekly(30), now).numbers["silence"].sentence == (
        f"The days in touch, each worth half after 90 days, count like {days:.1f} today, and with the silence"
        f" since like {left:.1f}: the less that is, the likelier it falls silent."
    )


def test_a_tie_is_explained_at_its_own_pace() -> None:
    pace, now = ties.Pace(14.0, 60.0, 0.2, -0.5, 0.3), START + 290
    tie = ties.replay(weekly(30), pace=pace)
    assert tie is not None
    found = explain.why(weekly(30), now=now, pace=pace)
    assert found is not None
    assert found.numbers["strength"].value == ties.strength(tie, now)
    assert found.numbers["strength"].changes[2].strength == ties.strength(tie, now + 90)
    assert found.numbers["strength"].rests[0].weight == pytest.approx(2 * 2 ** (-87 / 14))


def test_a_reply_chance_says_what_came_back_and_what_waits() -> None:
    number = told(weekly(3, received=0.0), START + 20, unanswered=1).numbers["reply"]
    assert number.sentence.endswith("0.0 came back for 2.8 sent; what you last wrote has no answer yet.")
    tie, now = tie_of(weekly(3, received=0.0)), START + 20
    answered = worth.reply(tie_of([*weekly(3, received=0.0), Event(now, 1.0, 1.0)]))
    assert number.would == (
        f"With an answer: {worth.reply(tie, unanswered=1):.2f} to {answered:.2f}.",
        f"With one more mail left unanswered: {worth.reply(tie, unanswered=2):.2f}.",
    )
    assert (
        told(weekly(3), START + 20)
        .numbers["reply"]
        .sentence.endswith("Here, as it counted on October 18, 2.8 came back for 2.8 sent.")
    )


def test_an_answer_after_a_long_silence_that_lowers_the_chance_says_why() -> None:
    silent, lively = (told(weekly(60), START + now).numbers["reply"].would[0] for now in (900, 415))
    assert silent.endswith(f"{explain.ANEW}.")
    assert not lively.endswith(f"{explain.ANEW}.")


def test_a_word_is_said_with_its_day_and_what_the_record_alone_says() -> None:
    at = START + 290
    found = told([*weekly(30), Closer(at, "close")], at + 1, Said("closer", "close", int(at)))
    (word,) = found.words
    assert (
        word.sentence == "Your word, July 21: you are close. From the record alone it would be 0.72, cooling."
    )
    assert (word.on, found.alone_state) == (date(2025, 7, 21), "cooling")
    assert found.alone == ties.strength(tie_of(weekly(30)), at + 1)
    assert found.numbers["state"].sentence == "By your word it is steady; the record alone says cooling."


def test_a_tie_that_goes_on_elsewhere_says_why_it_does_not_fade() -> None:
    at = START + 290
    found = told([*weekly(30), Elsewhere(at, "monthly")], at, Said("elsewhere", "monthly", int(at)))
    assert found.numbers["strength"].faded.endswith(
        "You talk elsewhere, so no more fades than between two talks there."
    )
    assert found.numbers["strength"].would[2].startswith("With nothing more on record it goes no lower than ")
    assert found.words[0].sentence.startswith("Your word, July 21: you talk elsewhere about every month. ")
    same_day = told([*weekly(30), Elsewhere(START + 203, "monthly")], START + 203)
    assert same_day.numbers["strength"].faded == explain.HELD.strip()


@given(WEEKS, st.integers(0, 500), st.sampled_from(["weekly", "quarterly"]), st.integers(0, 500))
def test_the_days_of_a_tie_weigh_together_what_counts_of_it(
    steps: list[tuple[float, tuple[float, float]]], said: int, often: str, wait: int
) -> None:
    at, events = START, list[Event | Word]()
    for gap, way in steps:
        at += gap
        events.append(Event(at, *way))
    word = Elsewhere(math.floor(events[0].at) + 1.0 + said, often)
    whole = sorted([*events, word], key=lambda one: one.at)
    now = max(at, word.at) + wait
    for history in (events, whole):
        left = ties.faded(tie_of(history), now)
        days = bearing.grounds(history, now=now, half_life=left.pace.half_life)
        assert sum(day.weight for day in days) == pytest.approx(left.sent + left.received)


def test_no_state_and_no_rhythm_rests_on_the_day_of_a_crowd() -> None:
    met = [Event(START + 7 * week, 1.0, 1.0) for week in range(5)]
    crowd = [Event(START + 7 * week + 3, 0.0, 0.3, crowd=True) for week in range(5)]
    events: list[Event | Word] = sorted([*met, *crowd], key=lambda one: one.at)
    numbers = told(events, START + 32).numbers
    days = {outlook.day(one.at) for one in met}
    assert {ground.on for name in ("state", "rhythm") for ground in numbers[name].rests} <= days
    assert numbers["state"].sentence.startswith("In touch on five of the last 90 days")
    crowded = bearing.grounds(events, now=START + 32, half_life=90.0)
    assert len(crowded) == 10


def test_a_word_that_lent_nothing_has_nothing_to_fade() -> None:
    pace = ties.Pace(intercept=0.6, slope=0.12)
    found = explain.why([Closer(START, "loose")], now=START + 10, pace=pace)
    assert found is not None
    assert found.numbers["strength"].faded == ""


def test_a_tie_by_word_alone_says_so() -> None:
    said = Said("closer", "good", int(START))
    found = told([Closer(START, "good")], START + 10, said)
    assert found.numbers["strength"].sentence == explain.BY_WORD
    assert found.numbers["state"].sentence == "By your word it is steady; the record alone says nothing."
    assert found.words[0].sentence == "Your word, October 4: you are on good terms. Nothing is on record."
    assert (found.alone, found.alone_state) == (None, None)
    old = told([Closer(START, "good")], START + 400, said).numbers
    assert (old["state"].value, old["state"].sentence) == ("dormant", explain.BY_WORD)
    assert old["rhythm"].sentence == explain.BY_WORD


def test_silence_since_a_word_is_not_called_silence_since_an_exchange() -> None:
    events: list[Event | Word] = [*weekly(3), Closer(START + 100, "close")]
    state = told(events, START + 300).numbers["state"]
    assert (
        state.sentence
        == "Nothing on record, nor a word of yours, for 200 days; from 180 days on a tie rests."
    )


def test_of_nothing_there_is_nothing_to_explain() -> None:
    assert explain.why([], now=START) is None


def test_a_day_is_named_by_its_date() -> None:
    assert outlook.day(START + 0.9) == date(1970, 1, 1) + timedelta(days=20_000)


@given(
    st.lists(st.integers(0, 800), min_size=1, max_size=30, unique=True).map(sorted),
    st.sampled_from([None, Closer(790.0, "close"), Closer(20.0, "good"), Elsewhere(400.0, "monthly")]),
    st.floats(0, 300),
)
def test_a_state_lasts_until_the_day_on_which_it_turns(
    days: list[int], word: Closer | Elsewhere | None, wait: float
) -> None:
    events: list[Event | Word] = [Event(day + 0.4, 1.0, 1.0) for day in days]
    said = [] if word is None else [word]
    tie = tie_of(sorted([*events, *said], key=lambda one: one.at))
    now = max(tie.last, tie.as_of, tie.vouched or 0) + wait
    state, turns = outlook.lasting(tie, now)
    last = turns if turns is not None else math.floor(now) + 1_500
    assert {ties.state(tie, float(day)) for day in range(math.floor(now) + 1, last)} <= {state}
    assert state == ties.state(tie, now)
    assert turns is None or ties.state(tie, float(turns)) != state
