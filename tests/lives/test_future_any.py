"""Any story, any day: what the program says of a day does not depend on what comes after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from amity import options
from amity.cli import answer
from amity.core.findings import Finding
from tests.lives.test_future import BEGIN, CARDS
from tests.lives.told import Deed, Teller, differing
from tests.village import ROBIN, File, card, exchange

WHO = {"Ana Lima": "ana@acme.example", "Bo Chen": "bo@birch.example", "Cy Young": "cy@cedar.example",
       "Dee Novak": "dee@elm.example"}  # fmt: skip
WORDS = (
    ("set", "{}", "--purpose", "strategic"), ("set", "{}", "--purpose", "social", "--importance", "2"),
    ("set", "{}", "--mute"), ("edit", "{}", "--title", "Dean"), ("edit", "{}", "--organization", "Zinc"),
    ("learn", "{}", "working_on", "a map"), ("promise", "{}", "send it"), ("help", "{}", "given", "a loan"),
    ("outcome", "{}", "insight", "a thought"), ("remind", "{}", "the boat", "--on", "2027-01-01"),
    ("log", "{}", "we talked"), ("aside", "{}", "--why", "private"), ("aside", "{}", "--back"),
    ("remove", "{}"),
    ("add", "Eli {}", "--handle", "eli@fir.example"), ("circle", "add", "Evenings"),
    ("circle", "put", "Evenings", "{}"), ("circle", "leave", "Evenings"), ("goal", "add", "A floor for {}"),
    ("event", "add", "With {}", "--on", "2026-03-05"), ("join", "{}", "Fay Moss"), ("split", "{}"),
)  # fmt: skip
_SPAN = st.integers(0, 200)
_NAMES = st.sampled_from(sorted(WHO))


@st.composite
def _mailbox(draw: st.DrawFn, since: int = -200, till: int = 200) -> File:
    """Draw mails with the four between two days from the beginning, and how they sign.

    What is brought later holds only later mail: older mail would count whenever it was brought.
    """
    found: list[Finding] = []
    for number in range(draw(st.integers(3, 14))):
        name, ahead = draw(_NAMES), draw(st.integers(since, till))
        # No two of one moment: which of them comes first is told by when each was brought, and is no leak.
        apart = timedelta(days=ahead, minutes=7 * number, seconds=since + 200)
        at = datetime(BEGIN.year, BEGIN.month, BEGIN.day, 9, tzinfo=UTC) + apart
        signed = draw(st.sampled_from((name, name.split()[0], name.upper())))
        mine, theirs = ("from", ROBIN, "Robin"), ("from", WHO[name], signed)
        first, then = draw(st.sampled_from(((mine, ("to", WHO[name], "")), (theirs, ("to", ROBIN, "")))))
        found.append(exchange(f"m{since}-{number}", at, first, then))  # type: ignore[arg-type]
    return File("all.mbox", "mail", tuple(found))


@st.composite
def _cards(draw: st.DrawFn) -> File:
    """Draw cards that say something else each time they come."""
    name = draw(_NAMES)
    firm = draw(st.sampled_from(("Acme", "Birch", "Zinc")))
    more = draw(st.sampled_from(((), ("ana@home.example",), ("bo@home.example",))))
    return File("cards.vcf", "vcard", (card(f"uid:{name}", name, WHO[name], *more, organization=firm),))


@st.composite
def _stories(draw: st.DrawFn) -> list[Deed]:
    word = st.builds(
        lambda words, name: tuple(one.format(name) for one in words), st.sampled_from(WORDS), _NAMES
    )
    deeds = draw(st.lists(st.tuples(_SPAN, st.one_of(word, word, word, _cards())), max_size=14))
    deeds += [
        (day, draw(_mailbox(day + 1, day + 60))) for day in draw(st.lists(_SPAN, max_size=2, unique=True))
    ]
    later: list[Deed] = [(BEGIN + timedelta(days=day), deed) for day, deed in deeds]
    first: list[Deed] = [
        (BEGIN, ("me", "--address", ROBIN)), (BEGIN, draw(_mailbox())), (BEGIN, CARDS),
    ]  # fmt: skip
    return [*first, *sorted(later, key=lambda one: one[0])]


@pytest.fixture
def teller(
    db: None,  # noqa: ARG001 - it opens the database
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Teller]:
    monkeypatch.setattr(options, "_current", options.current())
    yield Teller(capsys, monkeypatch)
    answer.forget()


def _same(teller: Teller, story: list[Deed], ahead: int) -> None:
    on = BEGIN + timedelta(days=ahead)
    whole = teller.told(story, on=on, cut=False, pages=False)
    part = teller.told(story, on=on, cut=True, pages=False)
    assert "\n".join(differing(whole, part)) == ""


# A story takes seconds: a leak is told by the questions that differ, not by the smallest story.
_PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=_PHASES,
    suppress_health_check=_SHARED,
)
@given(story=_stories(), ahead=_SPAN)
def test_a_few_stories_leak_nothing(teller: Teller, story: list[Deed], ahead: int) -> None:
    _same(teller, story, ahead)


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    database=None,
    derandomize=True,
    phases=_PHASES,
    suppress_health_check=_SHARED,
)
@given(story=_stories(), ahead=_SPAN)
def test_no_story_leaks_anything(teller: Teller, story: list[Deed], ahead: int) -> None:
    _same(teller, story, ahead)
