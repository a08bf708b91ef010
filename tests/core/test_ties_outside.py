"""Our score beside the reference's on real mail: the same number for everybody, but for what is ours."""

from __future__ import annotations

import importlib
import math
import os
from pathlib import Path
from typing import Any

import pytest

from amity.core import ties
from amity.core.ties import Event, Tie


@pytest.mark.outside
def test_our_score_is_the_reference_s_and_what_silence_takes_on_real_mail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = Path(os.environ["AMITY_SHARED"])
    monkeypatch.syspath_prepend(folder / "reference")
    reference: Any = importlib.import_module("ties_baselines")
    data: Any = importlib.import_module("ties_data")
    messages, cut = data.load(folder / "data", "manufacturing")
    now = max(cut.cutoffs)
    for box in data.mailboxes(messages)[:40]:
        theirs, ours = reference.FixedF5(), dict[int, Tie]()
        for person, at, sent, recipients in box.events():
            if at <= now:
                theirs.observe(person, at, sent, recipients)
                ours[person] = ties.observe(ours.get(person), Event(at, float(sent), float(not sent)))
        gaps = {person: now - tie.last_day for person, tie in ours.items()}
        scores = {
            person: ties.score(tie, now) + 0.2 * math.log(gaps[person] + 1) for person, tie in ours.items()
        }
        assert scores == pytest.approx(theirs.scores(now), abs=1e-9)
