"""The rules as a whole on a small invented crowd; these figures fall when a rule gets worse."""

from __future__ import annotations

from amity.core import duplicates
from bench import crowd, doubles


def test_strong_keys_join_nobody_wrongly_and_nearly_all_they_may() -> None:
    records, truth = doubles.generate(21, 1_200)
    assert truth == {row["id"]: row["person"] for row in records}
    joined = crowd.join(records)
    assert joined.wrong == 0
    assert joined.sharing > 150
    assert joined.joined / joined.sharing >= 0.96


def test_proposals_are_mostly_right_and_find_most_of_what_can_be_found() -> None:
    records, _ = doubles.generate(22, 1_200)
    joined = crowd.join(records)
    found = crowd.faces(records, joined.groups)
    told = crowd.score(crowd.likely(duplicates.propose(found)), crowd.truth(records, joined.groups))
    assert told.precision >= 0.8
    assert told.recall >= 0.65
    assert told.f1 >= 0.74
