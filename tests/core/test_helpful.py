"""Who could help: the right lines are found, with the words that say so, and nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import helpful
from amity.core.helpful import Line


def need(text: str, person: str = "ana", kind: str = "struggling_with") -> Line:
    return Line(f"n-{text}", person, kind, text)


def offer(text: str, person: str = "bo", kind: str = "can_help_with") -> Line:
    return Line(f"o-{text}", person, kind, text)


BOOK = [
    offer("finding suppliers for castings in Mexico", "cy"), offer("casting agent for TV", "di"),
    offer("cash flow planning for seasonal trades", "ed"), offer("winter swimming", "fay"),
    offer("teaches knitting", "gil"), offer("runs a bakery at night", "ira"),
]  # fmt: skip


def found(
    text: str, offers: Sequence[Line] = BOOK, most: int = 3
) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    one = need(text)
    return [(m.offer.person, m.words) for m in helpful.suggest([one], offers, most=most)[one.id]]


def test_the_person_whose_words_answer_is_named_with_the_words_that_say_so() -> None:
    assert found("cash flow gaps every winter") == [("ed", (("cash", "cash"), ("flow", "flow")))]
    assert found("single supplier for castings") == [
        ("cy", (("supplier", "suppliers"), ("castings", "castings")))
    ]


@pytest.mark.parametrize("text", ["", "the and of", "our team needs help", "quantum gravity"])
def test_where_nothing_says_so_nobody_is_named(text: str) -> None:
    assert found(text) == []


def test_nobody_is_introduced_to_themself_and_everybody_stands_once() -> None:
    mine = offer("cash flow planning", "ana")
    twice = offer("seasonal cash flow", "ed")
    assert [who for who, _ in found("cash flow gaps", [mine, twice, *BOOK])] == ["ed"]


def test_what_somebody_struggles_with_is_no_offer() -> None:
    assert found("cash flow gaps", [offer("cash flow gaps", "hal", "struggling_with")]) == []


def test_no_more_are_named_than_asked_for() -> None:
    several = [offer(f"cash flow planning {number}", f"p{number}") for number in range(5)]
    assert len(found("cash flow planning", several, most=2)) == 2


def test_a_rare_word_counts_more_than_a_common_one_and_a_generic_one_little() -> None:
    lines = [offer("gardens of Oslo"), offer("gardens of Rome"), offer("gardens"), offer("kilns of Rome")]
    known = helpful.vocabulary(lines)
    garden, kiln, team = (helpful.stem(word) for word in ("gardens", "kilns", "team"))
    assert known.weight(kiln) == pytest.approx(1.0)
    assert 0 < known.weight(garden) < known.weight(kiln)
    assert known.weight(team) == pytest.approx(helpful.GENERIC)


def test_short_words_count_only_in_capitals_or_figures() -> None:
    assert set(helpful.stems("AI in hr at 3D print")) == {"ai", "3d", "print"}


def test_words_are_compared_without_marks_and_endings() -> None:
    assert helpful.stem("Trésoreries") == helpful.stem("tresorerie")
    assert helpful.stem("hiring") == helpful.stem("hired")


def alike(needs: Sequence[str], offers: Sequence[str]) -> list[list[float]]:
    """Judge by one pair of words that mean the same."""
    return [[0.9 if "quit" in one and "retention" in other else 0.1 for other in offers] for one in needs]


def test_meaning_finds_what_shares_no_word() -> None:
    one = need("drivers quit after two months")
    other = offer("retention in haulage", "kim")
    (only,) = helpful.suggest([one], [other, *BOOK], likeness=alike)[one.id]
    assert (only.offer, only.words) == (other, ())
    assert 0.6 < only.score < 0.9


def test_a_need_that_resembles_everything_names_nobody() -> None:
    one = need("drivers quit")
    assert helpful.suggest(
        [one], [offer("retention", "kim"), offer("retention pay", "lou")], likeness=alike
    ) == {one.id: ()}


def test_without_any_offer_meaning_is_not_asked() -> None:
    one = need("drivers quit")
    assert helpful.suggest([one], [], likeness=alike) == {one.id: ()}


@given(st.lists(st.text(max_size=30), max_size=5), st.lists(st.text(max_size=30), max_size=5))
def test_any_lines_give_scores_between_nothing_and_one(needs: list[str], offers: list[str]) -> None:
    found = helpful.suggest(
        [Line(f"n{at}", "a", "working_on", text) for at, text in enumerate(needs)],
        [Line(f"o{at}", "b", "background", text) for at, text in enumerate(offers)],
    )
    assert set(found) == {f"n{at}" for at in range(len(needs))}
    for several in found.values():
        assert all(helpful.LIKELY <= one.score <= 1.0 + 1e-9 for one in several)
