"""Goals and the mix on their pages: written down, with who decides, the gap, the team, the years."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from amity.book import access, goals, interactions, outcomes, owners, people, plan, purposes
from amity.web import mixed
from amity.web.page import Owner
from tests.web.conftest import TODAY


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def goal(owner: Owner, person: str) -> str:
    """Ana decides, silent since spring; Bo, met last week, stands close."""
    made = goals.add(owner, "The budget", due=TODAY + timedelta(days=9), areas=["Acme"], today=TODAY)
    bo = people.add(owner, today=TODAY, name="Bo Chen")
    for days in (3, 10, 17, 24, 31):
        interactions.log(owner, [bo], "tea", on=TODAY - timedelta(days=days), today=TODAY)
    goals.take_part(owner, made, person, "decides", today=TODAY)
    goals.take_part(owner, made, bo, "close", beside=person, today=TODAY)
    return made


def test_a_goal_is_written_down_and_its_people_named(client: Client, owner: Owner, person: str) -> None:
    assert "Here will stand what you must get done" in page(client, "/goals/")
    assert client.post("/goals/add/", {"text": " "}).status_code == 422
    assert "One line." in page(client, "/goals/add/")
    told = {"text": "The budget", "due": "2027-03-01", "areas": "Acme, Birch,", "why": "tools"}
    answer = client.post("/goals/add/", told)
    url = answer.headers["Location"]
    assert "Who decides?" in page(client, url)
    assert client.post(f"{url}part/", {"who": "Ana Sousa", "role": "decides"}).status_code == 302
    assert client.post(f"{url}part/", {"who": "Nobody At All", "role": "helps"}).status_code == 422
    assert client.post(f"{url}part/", {"who": "", "role": "helps"}).status_code == 422
    shown = page(client, url)
    assert "Ana Sousa" in shown
    (found,) = goals.all(owner, today=TODAY)
    assert found.goal.areas == ("Acme", "Birch")
    client.post(f"{url}leave/", {"who": person})
    assert goals.one(owner, found.goal.id, today=TODAY).goal.parts == ()


def test_the_gap_and_the_way_are_said_and_stand_in_the_week(client: Client, owner: Owner, goal: str) -> None:
    gap = "Bo stands close to Ana and is in touch with you: ask Bo."
    assert gap in page(client, f"/goals/{goal}/")
    assert gap in page(client, "/goals/")
    today = page(client, "/")
    assert f'href="/goals/{goal}/"' in today
    assert any(one.kind == "goal" for pick in plan.week(owner, today=TODAY).picks for one in pick.evidence)


def test_a_goal_is_edited_done_opened_and_forgotten(client: Client, owner: Owner, goal: str) -> None:
    assert 'value="The budget"' in page(client, f"/goals/{goal}/edit/")
    assert client.post(f"/goals/{goal}/edit/", {"text": ""}).status_code == 422
    client.post(f"/goals/{goal}/edit/", {"text": "The new budget", "areas": "", "due": "", "why": ""})
    assert "The new budget" in page(client, f"/goals/{goal}/")
    client.post(f"/goals/{goal}/done/")
    assert "Done on Nov 24, 2026." in page(client, f"/goals/{goal}/")
    assert "The new budget" in page(client, "/goals/")
    client.post(f"/goals/{goal}/done/", {"again": "1"})
    assert goals.one(owner, goal, today=TODAY).goal.done is None
    assert "Forget this goal?" in page(client, f"/goals/{goal}/remove/")
    client.post(f"/goals/{goal}/remove/")
    assert client.get(f"/goals/{goal}/").status_code == 404


@pytest.mark.parametrize("part", ["", "edit/", "remove/"])
def test_nobody_elses_goal_is_there(part: str, client: Client, goal: str) -> None:  # noqa: ARG001
    assert client.get(f"/goals/nothing/{part}").status_code == 404


@pytest.mark.usefixtures("goal")
def test_the_team_is_named_and_sees_what_ties_bring(client: Client, owner: Owner, person: str) -> None:
    assert "Name your team" in page(client, "/goals/")
    page(client, "/goals/team/")
    assert client.post("/goals/team/", {"names": "Bo Chen\nNobody"}).status_code == 422
    assert client.post("/goals/team/", {"names": "Bo Chen\n\nBo Chen"}).status_code == 302
    assert "Nothing is noted in the last year" in page(client, "/goals/")
    outcomes.note(owner, person, "introduction", "to the lab", on=TODAY, today=TODAY)
    shown = page(client, "/goals/")
    assert "to the lab" in shown
    assert "Introduction" in shown


def test_the_mix_is_drawn_with_its_sentence_and_table(client: Client, owner: Owner) -> None:
    ids = [people.add(owner, today=TODAY, name=f"Dee {at}", organization="Elm") for at in range(4)]
    assert "what the tie is for, and here will stand" in page(client, "/atlas/")
    for at, who in enumerate(ids):
        interactions.log(owner, [who], "walk", how="meeting", on=TODAY, today=TODAY)
        purposes.say(owner, who, today=TODAY, purposes=["social" if at else "strategic"])
    owners.edit(owner, today=TODAY, level="executive")
    shown = page(client, "/atlas/")
    for told in ("was social: 75%", "T 25%", "S 55%", "<svg", "As a table", "meant"):
        assert told in shown
    bars = mixed.bars(purposes.mix(owner, today=TODAY))
    assert [row.year for row in bars.rows] == [2026, None]
    assert [part.purpose for part in bars.rows[0].parts] == ["social", "strategic"]


@pytest.mark.usefixtures("owner")
def test_what_time_is_meant_for_is_kept_in_settings(client: Client) -> None:
    assert "50/20/30" in page(client, "/settings/")
    told = {"minutes": "90", "targets": "40/20/40"}
    assert client.post("/settings/", {**told, "targets": "90"}).status_code == 422
    assert client.post("/settings/", told).status_code == 302
    assert owners.describe(access.owner()).targets == {"tactical": 40, "social": 20, "strategic": 40}
    assert 'value="40/20/40"' in page(client, "/settings/")
