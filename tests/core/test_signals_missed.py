"""Stretch by the atlas: a word with a quiet one opens the blind spot they stand in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from amity.core import plan, signals
from amity.core.areas import Spot
from amity.core.people import Exchange, Person
from amity.core.reasons import Evidence
from amity.core.signals import stretch
from amity.core.view import Around, View

TODAY = date(2026, 11, 24)
SPOT = Spot(
    "silent", "industry", "health", "health", 2.0,
    "You know two people in health, and nobody of them was in touch with you this year.",
    "Write to one of them.", people=(("p1", "Ann Lee"),),
    evidence=(Evidence("area", "health", "health: 0 of 2 in touch within a year"),),
)  # fmt: skip
AROUND = Around(missed={"p1": SPOT})


def ann(*days: int, strength: float = 0.1) -> View:
    recent = tuple(
        Exchange(str(day), datetime(2026, 11, 24 - day, 9, tzinfo=UTC), "mail", "mutual") for day in days
    )
    return View(Person("p1", "Ann Lee", organization="Clinic", strength=strength), recent=recent)


def test_a_quiet_one_of_a_blind_spot_is_a_stretch_with_the_spot_s_words_and_counts() -> None:
    signal = stretch.read(ann(), AROUND, today=TODAY)
    assert signal is not None
    assert (signal.reason, signal.sentence, signal.evidence) == ("stretch", SPOT.sentence, SPOT.evidence)
    assert signals.prove(signal, ann(), AROUND, today=TODAY)


def test_whoever_was_just_spoken_to_or_is_elsewhere_opens_no_spot() -> None:
    assert stretch.read(ann(1), AROUND, today=TODAY) is None
    assert stretch.read(ann(), Around(), today=TODAY) is None
    other = View(Person("p2", "Bo Ek"))
    assert stretch.read(other, AROUND, today=TODAY) is None


def test_a_stranger_whom_only_others_mail_names_is_no_stretch() -> None:
    named = View(Person("p1", "Ann Lee", area="clinic", domain="clinic.example"))
    assert stretch.read(named, AROUND, today=TODAY) is None


def test_a_week_holds_a_stretch_while_any_blind_spot_is_open() -> None:
    better = [replace(ann(), person=Person(f"p{n}", f"Bo Ek{n}", importance=3)) for n in range(2, 9)]
    assert AROUND.blind
    assert Around(focus="acme").blind
    assert not Around().blind
    seen = [ann(), *better]
    assert [{pick.signal.reason for pick in plan.draw(seen, one, today=TODAY, minutes=40).picks}
            for one in (Around(), AROUND)] == [{"warm"}, {"warm", "stretch"}]  # fmt: skip
