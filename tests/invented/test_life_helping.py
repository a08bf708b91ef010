"""The village's owner helps and is helped: what is said of it, and who could help whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from amity import village
from amity.book import access, balance, helpful, outcomes, people, views
from amity.core import signals
from amity.sync import run

TODAY = date(2026, 11, 24)


@pytest.mark.django_db
def test_a_year_of_helping_is_said_in_words_and_leads_to_the_next_kindness(tmp_path: Path) -> None:
    owner = access.owner()
    cast = village.write(tmp_path, today=TODAY)
    paths = [tmp_path / name for name in cast.files.names()]
    report = run.bring(owner, paths, me=cast.addresses, today=TODAY)
    village.live(owner, report["batch"], today=TODAY)

    def who(name: str) -> str:
        return people.find(owner, name, today=TODAY)[0].id

    mentor = balance.of(owner, who("Adaeze Nwachim"), today=TODAY)[0]
    assert mentor.sentence.startswith("Adaeze has helped you ")
    assert mentor.suggestion.startswith("A thank-you to Adaeze would be easy")
    friend = balance.of(owner, who("Emeka Obiwulu"), today=TODAY)[0]
    assert friend.kind in {"equal", "uneven"}
    assert list(balance.signs(owner, map(who, ("Camille Dubreuse", "Emeka Obiwulu")), today=TODAY)) == [
        who("Camille Dubreuse")
    ]
    assert {one.outcome.on.year for one in outcomes.all(owner, today=TODAY)} >= {2023, 2025, 2026}
    met = {(one.kind, *(name for _, name in one.people)) for one in helpful.all(owner, today=TODAY)}
    assert met >= {
        ("introduction", "Freya Hallorand", "Yusuf Karadere"),
        ("introduction", "Kenji Morisato", "Shirin Moazzeni"),
        ("resource", "Marcus Ellerby"),
    }
    seen, around = views.all(owner, today=TODAY)
    told = [
        (view, signal)
        for view in seen
        for signal in signals.read(view, around, today=TODAY)
        if signal.reason == "help"
    ]
    assert {view.person.name for view, _ in told} >= {"Freya Hallorand", "Kenji Morisato", "Marcus Ellerby"}
    for view, signal in told:
        assert signals.prove(signal, view, around, today=TODAY)
