"""Nothing of a later day is known on an earlier one: whatever is asked, whatever came afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from amity import options
from amity.book import access
from amity.cli import answer
from amity.core.findings import Finding
from amity.core.interactions import Role
from amity.keep import export
from tests.lives.told import Deed, Teller, differing, upto
from tests.village import ROBIN, File, card, exchange

BEGIN = date(2026, 3, 2)
"""The book is begun: the first files are brought."""
NOW = date(2026, 6, 15)
"""The day that is asked about."""
LATER = date(2026, 11, 24)


def _mail(key: str, day: date, sender: str, *to: str, name: str = "") -> Finding:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return exchange(key, at, ("from", sender, name), *(("to", one, "") for one in to))


def _meeting(key: str, day: date, *people: str, text: str) -> Finding:
    at = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    roles: list[tuple[Role, str, str]] = [("organizer", people[0], "")]
    roles += [("attendee", one, "") for one in people[1:]]
    return exchange(key, at, *roles, channel="meeting", text=text, direction="mutual")


def _letters(who: str, name: str, days: range) -> Iterator[Finding]:
    for number, ahead in enumerate(days):
        ends = (who, ROBIN) if number % 2 else (ROBIN, who)
        yield _mail(f"{who}{ahead}", BEGIN + timedelta(days=ahead), *ends, name=name if number % 2 else "")


MAILBOX = File("all.mbox", "mail", (
    *_letters("ana@acme.example", "Ana Lima", range(-500, 250, 23)),
    *_letters("bo@birch.example", "Bo Chen", range(-400, -200, 17)),
    *_letters("bo@birch.example", "Bo Chen-Smith", range(140, 240, 17)),
    *_letters("cy@cedar.example", "Cy Young", range(-300, 60, 31)),
    *_letters("dee@elm.example", "Dee Novak", range(120, 260, 9)),
    *_letters("eli@fir.example", "Eli Stone", range(-90, 300, 40)),
))  # fmt: skip
CARDS = File("cards.vcf", "vcard", (
    card("uid:ana", "Ana Lima", "ana@acme.example", "+442071838750", organization="Acme", title="Engineer"),
    card("uid:bo", "Bo Chen", "bo@birch.example", organization="Birch", title="Analyst"),
    card("uid:fay", "Fay Moss", "+442071838759", organization="Birch", birthday="--06-18"),
))  # fmt: skip
NEW_CARDS = File("cards.vcf", "vcard", (
    card("uid:ana", "Ana Lima", "ana@zinc.example", "+442071838750", organization="Zinc", title="Director"),
    card("uid:gus", "Gus Park", "gus@gum.example", organization="Zinc"),
    card("uid:bo", "Bo Chen", "bo@birch.example", "bo@home.example", organization="Birch", title="Partner",
         struggling_with="hiring"),
))  # fmt: skip
CONNECTIONS = File("Connections.csv", "linkedin", (
    card("linkedin.com/in/hal", "Hal Reed", "https://www.linkedin.com/in/hal", organization="Cedar",
         connected_on="2026-02-01"),
    card("linkedin.com/in/ivy", "Ivy Lund", "https://www.linkedin.com/in/ivy", organization="Dune",
         connected_on="2026-08-01"),
    card("position:Now", "", organization="Lumen", title="Head", started="2025-01-01", about_owner=True),
    card("position:Next", "", organization="Zinc", title="Boss", started="2026-09-01", about_owner=True),
))  # fmt: skip
CALENDAR = File("work.ics", "calendar", (
    _meeting("k1", date(2026, 5, 6), ROBIN, "ana@acme.example", "eli@fir.example", text="Review"),
    _meeting("k2", date(2026, 6, 10), ROBIN, "cy@cedar.example", text="Coffee"),
    _meeting("k3", date(2026, 9, 9), ROBIN, "kim@kelp.example", text="Lunch"),
))  # fmt: skip
MOVED = File("work.ics", "calendar", (
    _meeting("k2", date(2026, 6, 25), ROBIN, "bo@birch.example", text="Coffee, moved"),
))  # fmt: skip

STORY: list[Deed] = [
    (BEGIN, ("me", "--address", ROBIN, "--name", "Robin Hale", "--organization", "Lumen")),
    (BEGIN, MAILBOX), (BEGIN, CARDS), (BEGIN, CONNECTIONS), (BEGIN, CALENDAR),
    (BEGIN, ("set", "Ana Lima", "--purpose", "strategic", "--importance", "2")),
    (BEGIN, ("set", "Bo Chen", "--purpose", "social", "--importance", "1")),
    (BEGIN, ("circle", "add", "Harbor evenings")),
    (BEGIN, ("circle", "put", "{7}", "Ana Lima", "Bo Chen")),
    (BEGIN, ("goal", "add", "A second floor", "--area", "Acme")),
    (BEGIN, ("goal", "decides", "{9}", "Ana Lima")),
    (date(2026, 4, 1), ("campaign", "start", "thanks", "Thanks of spring")),
    (date(2026, 4, 1), ("campaign", "add", "{11}", "Ana Lima", "Bo Chen", "Cy Young")),
    (date(2026, 4, 2), ("campaign", "sent", "{11}", "Cy Young")),
    (date(2026, 4, 3), ("promise", "Ana Lima", "send the figures", "--due", "2026-06-20")),
    (date(2026, 4, 3), ("promise", "Cy Young", "lend the drill")),
    (date(2026, 4, 4), ("learn", "Ana Lima", "working_on", "a map of the harbor")),
    (date(2026, 4, 5), ("help", "Bo Chen", "received", "read my draft", "--on", "2026-03-30")),
    (date(2026, 4, 6), ("remind", "Fay Moss", "ask about the boat", "--on", "2026-06-19")),
    (date(2026, 5, 1), ("event", "add", "An evening on tools", "--on", "2026-05-01")),
    (date(2026, 5, 1), ("event", "attended", "{19}", "Ana Lima", "Eli Stone", "Bo Chen")),
    (date(2026, 5, 2), ("add", "Jo Wirth", "--handle", "jo@wirth.example", "--title", "Editor")),
    (date(2026, 5, 3), ("log", "Jo Wirth", "Talked of paper", "--how", "call")),
    (date(2026, 6, 1), ("outcome", "Ana Lima", "information", "named a supplier")),
    # What follows happens after the day that is asked about.
    (date(2026, 6, 16), ("set", "Ana Lima", "--purpose", "social", "--importance", "3", "--why", "for life")),
    (date(2026, 6, 16), ("set", "Bo Chen", "--mute")),
    (date(2026, 6, 17), ("edit", "Cy Young", "--title", "Dean", "--organization", "Zinc")),
    (date(2026, 6, 18), ("circle", "put", "{7}", "Eli Stone")),
    (date(2026, 6, 18), ("circle", "leave", "{7}")),
    (date(2026, 6, 18), ("circle", "add", "Board of Zinc", "--kind", "project")),
    (date(2026, 6, 18), ("circle", "put", "{29}", "Ana Lima")),
    (date(2026, 6, 19), ("event", "choose", "{19}", "Ana Lima")),
    (date(2026, 6, 19), ("event", "add", "A later evening", "--on", "2026-06-19")),
    (date(2026, 6, 20), ("promise", "keep", "{14}")),
    (date(2026, 6, 20), ("promise", "release", "{15}")),
    (date(2026, 6, 21), ("campaign", "sent", "{11}", "Ana Lima")),
    (date(2026, 6, 21), ("campaign", "rest", "{11}", "Bo Chen")),
    (date(2026, 6, 22), ("campaign", "done", "{11}")),
    (date(2026, 6, 22), ("campaign", "start", "move", "We move")),
    (date(2026, 6, 23), ("goal", "done", "{9}")),
    (date(2026, 6, 23), ("goal", "add", "A third floor")),
    (date(2026, 6, 23), ("goal", "close", "{9}", "Bo Chen")),
    (date(2026, 6, 24), ("learn", "Ana Lima", "struggling_with", "budget")),
    (date(2026, 6, 24), ("learn", "Ana Lima", "--over", "{16}")),
    (date(2026, 6, 24), ("remind", "Fay Moss", "a second boat", "--on", "2026-06-30")),
    (date(2026, 6, 25), ("outcome", "Bo Chen", "support", "carried boxes")),
    (date(2026, 6, 26), ("help", "Eli Stone", "given", "a reference")),
    (date(2026, 6, 27), ("aside", "Eli Stone", "--why", "private")),
    (date(2026, 6, 28), ("add", "Lou Later", "--handle", "lou@later.example", "--organization", "Zinc")),
    (date(2026, 6, 29), ("log", "Lou Later", "A first talk")),
    (date(2026, 7, 1), NEW_CARDS), (date(2026, 7, 1), MOVED),
    (date(2026, 7, 2), ("join", "Jo Wirth", "Fay Moss")),
    (date(2026, 7, 3), ("remove", "Hal Reed")),
    (date(2026, 7, 6), ("plan",)),
    (date(2026, 9, 10), ("plan",)),
    (LATER, ("people",)),
]  # fmt: skip


@pytest.fixture
def teller(
    db: None,  # noqa: ARG001 - it opens the database
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Teller]:
    monkeypatch.setattr(options, "_current", options.current())
    yield Teller(capsys, monkeypatch)
    answer.forget()


_SLOW = (date(2025, 12, 1), BEGIN, date(2026, 6, 22), LATER)


@pytest.mark.parametrize("on", [NOW, *(pytest.param(day, marks=pytest.mark.slow) for day in _SLOW)])
def test_a_day_is_told_as_if_nothing_had_come_after_it(teller: Teller, on: date) -> None:
    if on < BEGIN:
        # A book that was begun later: only its first day counts, and of that what is dated by then.
        begun = [(day, deed) for day, deed in STORY if day == BEGIN]
        cut = [(day, upto(deed, on, ahead=False) if isinstance(deed, File) else deed) for day, deed in begun]
        whole, part = teller.told(begun, on=on, cut=False), teller.told(cut, on=on, cut=False)
    else:
        whole, part = teller.told(STORY, on=on, cut=False), teller.told(STORY, on=on, cut=True)
    assert "\n".join(differing(whole, part)) == ""
    assert len(part["people --sort name --limit 500"]["people"]) >= 3


@pytest.mark.slow
def test_looking_back_changes_nothing_of_the_present(teller: Teller) -> None:
    teller.play(STORY, until=date.max)
    before = teller.asked(LATER)
    book = export.dump(export.document(access.owner()))
    for on in (NOW, date(2025, 12, 1), date(2026, 8, 8), NOW):
        teller.run("people", on=on)
    assert export.dump(export.document(access.owner())) == book
    assert "\n".join(differing(teller.asked(LATER), before)) == ""
