"""Who could introduce, judged on invented mail: nothing that came later may change what was said before."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from amity.core import diversity
from bench import atlas
from bench.atlas import Judged, Mail, Mailbox

Seen = dict[tuple[int, int], dict[str, float]]


def mails(count: int, *, seed: int) -> list[Mail]:
    """Invent mail of forty people, most of it within groups of eight."""
    draw = random.Random(seed)  # noqa: S311 - an invented mailbox
    found = []
    for number in range(count):
        sender = draw.randrange(40)
        near = [
            one for one in range(40) if one != sender and (one // 8 == sender // 8 or draw.random() < 0.15)
        ]
        found.append(
            Mail(float(number), sender, frozenset(draw.sample(near, min(len(near), draw.randint(1, 4)))))
        )
    return found


def said(told: Sequence[Mail], *, until: float) -> Seen:
    """Give what the product said of each case up to a time."""
    seen: Seen = {}

    def spy(box: Mailbox, now: float, target: int, strength: dict[str, float]) -> dict[str, float]:
        scores = atlas.RANKERS["strength x closeness (the product)"](box, now, target, strength)
        if now <= until:
            seen[box.ego, target] = scores
        return scores

    atlas.introduced(told, rankers={"spied on": spy})
    return seen


def test_what_comes_later_changes_nothing_that_was_said_before() -> None:
    told = mails(1500, seed=1)
    cut = 900.0
    before = [mail for mail in told if mail.at <= cut]
    draw = random.Random(2)  # noqa: S311 - as above
    later = [Mail(mail.at, draw.randrange(40), mail.to) for mail in told if mail.at > cut]
    later = [
        Mail(mail.at, mail.sender, mail.to - {mail.sender} or frozenset({(mail.sender + 1) % 40}))
        for mail in later
    ]
    first, second = said(told, until=cut), said([*before, *later], until=cut)
    both = first.keys() & second.keys()
    assert len(both) > 20
    assert all(first[case] == pytest.approx(second[case], abs=0) for case in both)


def test_a_case_shows_only_the_ego_s_own_mail_before_the_first_between_the_two() -> None:
    told = mails(900, seed=3)
    asked = {(ego, target): at for ego, several in atlas.cases(told).items() for at, target in several}
    looked: list[bool] = []

    def spy(box: Mailbox, now: float, target: int, strength: dict[str, float]) -> dict[str, float]:
        assert now == asked[box.ego, target]
        assert str(target) not in strength
        assert all(mail.at < now and box.ego in mail.people for mail in box.mails)
        assert not any(atlas._between(mail, box.ego, target) for mail in box.mails)
        looked.append(True)
        return {}

    atlas.introduced(told, rankers={"spied on": spy})
    assert len(looked) > 20


def test_whoever_is_close_to_both_is_found_before_the_most_connected() -> None:
    judged = atlas.introduced(mails(900, seed=4))["could"]
    assert _mean(judged, "strength x closeness (the product)") > _mean(judged, "by lot")


def _mean(judged: Judged, ranker: str) -> float:
    return sum(judged.recall[ranker]) / len(judged.recall[ranker])


def test_recall_counts_the_true_ones_among_ten() -> None:
    lot = random.Random(5)  # noqa: S311 - as above
    people = {str(number) for number in range(30)}
    scores = {str(number): 30.0 - number for number in range(30)}
    assert atlas.recall(scores, people, {"0", "29"}, lot) == pytest.approx(0.5)
    assert atlas.recall(scores, people, people, lot) == pytest.approx(1)


@pytest.mark.outside
def test_our_diversity_is_the_reference_s_on_email_eu() -> None:
    found = atlas.departments(Path(os.environ["AMITY_SHARED"], "data", "email-eu"))
    for name, reference in atlas.REFERENCE.items():
        assert atlas.quantiles(found[name]) == pytest.approx(reference, abs=0.0006)
    assert diversity.blau([1]) == 0


@pytest.mark.outside
def test_introducers_are_found_before_the_most_connected_on_enron() -> None:
    threads = atlas.threads(Path(os.environ["AMITY_SHARED"], "data", "enron", "enron_edges.csv.gz"))
    for judged in atlas.introduced(threads).values():
        ours = _mean(judged, "strength x closeness (the product)")
        assert ours > _mean(judged, "most connected first") + 0.1
