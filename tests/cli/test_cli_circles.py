"""Circles, events and campaigns on the command line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Amity


@pytest.fixture
def ana(amity: Amity) -> str:
    return str(amity("add", "Ana Lima", "--handle", "ana@acme.example", "--organization", "Acme")[1]["id"])


def test_a_circle_is_added_filled_joined_left_and_removed(amity: Amity, ana: str) -> None:
    code, made = amity("circle", "add", "Repair Forum", "--kind", "community", "--theirs")
    assert (code, made["belongs"], made["leads"], made["members"]) == (0, False, False, [])
    assert amity("circle", "put", made["id"], "Ana")[1]["members"][0]["id"] == ana
    assert amity("circle", "join", "repair forum", "--on", "2026-03-01")[1]["began"] == "2026-03-01"
    amity("log", "Ana", "tea", "--on", "2026-05-02")
    shown = amity("circle", "show", "Repair", "Forum")[1]
    assert [tie["person"]["name"] for tie in shown["brought"]] == ["Ana Lima"]
    assert shown["year"]["new"] == shown["brought"]
    assert [one["people"] for one in amity("circle", "list")[1]["circles"]] == [1]
    assert amity("circle", "leave", made["id"])[1]["ended"] == "2026-11-24"
    assert amity("circle", "take", made["id"], "Ana")[1]["members"] == []
    assert amity("circle", "remove", made["id"])[1] == {"id": made["id"], "removed": True}
    code, said = amity("circle", "show", made["id"])
    assert (code, said["error"]["code"]) == (4, "no-such-circle")


def test_a_door_names_the_circle_and_whom_to_ask(amity: Amity, ana: str) -> None:
    made = amity("circle", "add", "Guild", "--kind", "professional-organization", "--theirs")[1]
    amity("circle", "put", "Guild", ana)
    amity("log", "Ana", "tea")
    (door,) = amity("circle", "doors")[1]["doors"]
    assert (door["circle"]["id"], door["ask"]["id"]) == (made["id"], ana)


def test_after_an_event_a_few_are_chosen(amity: Amity, ana: str) -> None:
    event = amity("event", "add", "Summit", "--on", "2026-11-02", "--place", "Hall")[1]
    amity("add", "Bo Chen")
    assert len(amity("event", "attended", event["id"], "Ana", "Bo")[1]["members"]) == 2
    roles = {one["name"]: one["role"] for one in amity("event", "choose", event["id"], "Ana")[1]["members"]}
    assert roles == {"Ana Lima": "chosen", "Bo Chen": "rests"}
    code, _ = amity(
        "event",
        "note",
        event["id"],
        "Ana",
        "--working-on",
        "a bridge",
        "--promise",
        "send it",
        "--due",
        "2026-12-01",
    )
    assert code == 0
    whole = amity("person", ana)[1]
    assert (whole["facts"][0]["text"], whole["promises"][0]["text"]) == ("a bridge", "send it")
    assert amity("event", "show", "Summit")[1]["began"] == "2026-11-02"
    listed = amity("event", "list")[1]
    assert ([one["name"] for one in listed["events"]], listed["offers"]) == (["Summit"], [])
    amity("circle", "add", "Choir")
    assert amity("event", "show", "Choir")[0] == 4


def _states(document: Any) -> dict[str, str]:  # noqa: ANN401 - a JSON document
    return {one["person"]["name"]: one["state"] for one in document["letters"]}


def test_a_campaign_goes_one_person_at_a_time(amity: Amity, ana: str) -> None:
    amity("set", "Ana", "--importance", "2")
    amity("add", "Bo Chen")
    begun = amity("campaign", "start", "new-role", "A", "new", "desk", "--news", "I am at Lumen.")[1]
    assert (begun["name"], begun["state"], begun["left_today"]) == ("A new desk", "running", 5)
    assert [offer["person"]["id"] for offer in begun["offers"]] == [ana]
    assert _states(amity("campaign", "add", begun["id"], "Ana", "Bo")[1]) == {
        "Ana Lima": "open",
        "Bo Chen": "open",
    }
    assert amity("campaign", "show", "A new desk")[1]["id"] == begun["id"]
    draft = amity("campaign", "draft", begun["id"], "Ana")[1]
    assert draft["mailto"].startswith("mailto:ana@acme.example")
    assert "I am at Lumen." in draft["body"]
    assert _states(amity("campaign", "show", begun["id"])[1])["Ana Lima"] == "drafted"
    assert (
        _states(amity("campaign", "sent", begun["id"], "Ana", "--on", "2026-11-20")[1])["Ana Lima"] == "sent"
    )
    assert _states(amity("campaign", "rest", begun["id"], "Bo")[1])["Bo Chen"] == "rests"
    assert _states(amity("campaign", "open", begun["id"], "Bo")[1])["Bo Chen"] == "open"
    assert amity("campaign", "pause", begun["id"])[1]["state"] == "paused"
    assert amity("campaign", "resume", begun["id"])[1]["state"] == "running"
    assert amity("campaign", "done", begun["id"])[1]["state"] == "done"
    assert [one["state"] for one in amity("campaign", "list")[1]["campaigns"]] == ["done"]
    assert amity("campaign", "show", "nowhere")[0] == 4


def test_words_for_people_say_who_is_next_and_when_it_is_enough(words: Any, amity: Amity, ana: str) -> None:  # noqa: ANN401
    begun = amity("campaign", "start", "other", "--since", "2026-01-01", "--until", "2026-02-01")[1]["id"]
    amity("set", ana, "--importance", "2")
    told = words("campaign", "show", begun)[1]
    assert "They may belong to it:" in told
    assert "Next: Ana Lima." in words("campaign", "add", begun, "Ana")[1]
    for number in range(5):
        amity("add", f"Guest {number}")
        amity("campaign", "add", begun, f"Guest {number}")
        amity("campaign", "sent", begun, f"Guest {number}")
    assert "That is enough for today." in words("campaign", "show", begun)[1]
    assert "To: ana@acme.example" in words("campaign", "draft", begun, "Ana")[1]
    circle = amity("circle", "add", "Forum")[1]["id"]
    amity("circle", "join", circle, "--on", "2026-01-01")
    amity("circle", "put", circle, "Ana")
    amity("log", "Ana", "tea")
    assert "Brought you:" in words("circle", "show", circle)[1]
    event = amity("event", "add", "Summit", "--on", "2026-11-02")[1]["id"]
    amity("event", "choose", event, "Ana")
    assert "Ana Lima, chosen" in words("event", "show", event)[1]
