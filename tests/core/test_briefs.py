"""A brief: all a page before a meeting says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from amity.core import briefs
from amity.core.briefs import Next
from amity.core.facts import Fact
from amity.core.people import Exchange, Person
from amity.core.promises import Promise
from amity.core.suggestions import Suggestion
from amity.core.view import View

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def mail(number: int, text: str) -> Exchange:
    return Exchange(f"x{number}", NOON - timedelta(days=number), "mail", "received", text)


def test_a_brief_says_who_what_was_promised_what_is_known_and_what_to_ask() -> None:
    view = View(
        Person("p1", "Ana Lima", met="in Porto"),
        recent=(mail(1, "Re: Depot"), mail(2, "depot"), mail(3, ""), mail(4, "")),
        facts=(
            Fact("working_on", "the depot", date(2026, 1, 2), "hand", "", id="f1"),
            Fact("background", "sailed", date(2020, 1, 2), "hand", "", id="f2"),
            Fact("background", "flew", None, "hand", "", id="f3", over=TODAY),
        ),
        promises=(
            Promise("m2", "call", mine=True, on=TODAY),
            Promise("m1", "write", mine=True, on=TODAY, due=TODAY),
            Promise("t1", "ask", mine=False, on=TODAY),
        ),
    )
    coming = Next(NOON, "Coffee")
    ways = [
        Suggestion("resource", who, name, "You can help.", "Do.", who, ((who, name),))
        for who, name in (("p1", "Ana Lima"), ("p9", "Cy Young"))
    ]
    brief = briefs.brief(view, introducer=("p2", "Bo Chen"), meeting=coming, helpful=ways, today=TODAY)
    assert [one.person for one in brief.helpful] == ["p1"]
    assert (brief.person.met, brief.introducer, brief.introducer_id) == ("in Porto", "Bo Chen", "p2")
    assert [(one.id, one.text) for one in brief.exchanges] == [("x1", "Depot"), ("x3", ""), ("x4", "")]
    assert [one.id for one in brief.mine] == ["m1", "m2"]
    assert [one.id for one in brief.theirs] == ["t1"]
    assert [(one.fact.id, one.stale) for one in brief.known] == [("f1", True), ("f2", False)]
    assert brief.silent == ("struggling_with", "cares_about", "can_help_with")
    assert brief.questions[0].text == "What became of the depot?"
    assert brief.meeting == coming


def test_a_brief_of_somebody_quite_unknown_asks_at_least() -> None:
    brief = briefs.brief(View(Person("p1", "Ana Lima")), today=TODAY)
    assert (brief.exchanges, brief.mine, brief.known, brief.meeting) == ((), (), (), None)
    assert len(brief.questions) == 2
