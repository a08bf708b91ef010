"""The benches hand our rules the past alone: another future leaves every score at the cut as it was."""

from __future__ import annotations

import importlib
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amity.core import ties
from bench import ties as bench

CUT, END, PEOPLE = 300.0, 400.0, 30
Mail = tuple[int, float, bool, int]
"""To or from whom, when in days, sent by the owner, to how many."""


def mailbox(after: int) -> list[Mail]:
    """Invent 400 days of mail; what comes after the cut is drawn from another seed."""
    early, late = random.Random(1), random.Random(after)  # noqa: S311 - an invented mailbox, not a secret
    found = []
    for number in range(4_000):
        at = number * END / 4_000
        luck = early if at <= CUT else late
        found.append((luck.randrange(PEOPLE), at, luck.random() < 0.4, luck.choice((1, 1, 1, 3, 12))))
    return found


def replayed(mails: list[Mail], make: Callable[[], Any], *, until: float) -> dict[str, dict[int, float]]:
    """Replay a mailbox as the protocol does, and ask everything at the cut."""
    ranker = make()
    for person, at, sent, recipients in mails:
        if at > until:
            break
        ranker.observe(person, at, sent, recipients)
    return {name: getattr(ranker, name)(until) for name in ("scores", "probability", "silence")}


@pytest.mark.parametrize("make", [bench.Ties, bench.Plain])
def test_another_future_changes_no_score_at_the_cut(make: Callable[[], Any]) -> None:
    one, other = (replayed(mailbox(seed), make, until=CUT) for seed in (2, 3))
    assert one == other
    assert len(one["scores"]) == PEOPLE
    assert replayed(mailbox(2), make, until=END) != replayed(mailbox(3), make, until=END)


@pytest.mark.parametrize("make", [bench.Ties, bench.Plain])
def test_rankers_share_nothing(make: Callable[[], Any]) -> None:
    alone = replayed(mailbox(2), make, until=CUT)
    stranger = make()
    for mail in mailbox(5):
        stranger.observe(*mail)
    assert replayed(mailbox(2), make, until=CUT) == alone


def test_asking_of_a_day_does_not_change_what_is_said_of_another() -> None:
    events = [ties.Event(at, float(sent), float(not sent)) for _, at, sent, _ in mailbox(2) if at <= CUT]
    tie = ties.replay(events)
    assert tie is not None
    before = (ties.score(tie, CUT), ties.strength(tie, CUT), ties.state(tie, CUT), ties.silence(tie, CUT))
    for day in (END, CUT + 1):
        ties.score(tie, day)
        ties.best([(ties.key(tie), tie, 1)], count=1, now=day)
    assert (
        ties.score(tie, CUT),
        ties.strength(tie, CUT),
        ties.state(tie, CUT),
        ties.silence(tie, CUT),
    ) == before


@pytest.mark.outside
@pytest.mark.parametrize("make", [bench.Ties, bench.Plain])
def test_in_the_harness_another_future_changes_nothing_before_it(
    make: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(os.environ["AMITY_SHARED"], "reference")))
    protocol: Any = importlib.import_module("ties_protocol")
    selftest: Any = importlib.import_module("ties_selftest")
    data: Any = importlib.import_module("ties_data")
    said = []
    for other in (2, 3):
        boxes = data.mailboxes(selftest.made_up(1, after=60.0, other=other))
        answers = protocol.replay(make, boxes, [30.0, 60.0])
        said.append({ego_cut: scores.tolist() for ego_cut, scores in answers.scores.items()})
    assert said[0] == said[1]
    assert said[0]
    sys.modules.pop("ties_protocol", None)
