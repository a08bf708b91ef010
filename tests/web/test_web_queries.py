"""No page asks the database more because there are more people."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

URLS = (
    "/",
    "/people/",
    "/people/?sort=name",
    "/people/?q=person",
    "/people/find/?q=person",
    "/people/choose/",
    "/atlas/",
    "/atlas/?by=function",
    "/atlas/area/?by=organization&of=place+1",
    "/atlas/picture/",
    "/promises/",
    "/outcomes/",
    "/helpful/",
    "/review/",
    "/review/week/",
    "/review/year/",
)


def queries(client: Client, url: str) -> int:
    answer = client.get(url)
    assert answer.status_code == 200
    return int(answer.headers["Server-Timing"].rpartition('desc="')[2].rstrip('"'))


def test_fifty_people_cost_as_many_queries_as_five(client: Client, crowd: Callable[[int], list[str]]) -> None:
    crowd(5)
    queries(client, "/")  # the week is drawn once and kept
    few = {url: queries(client, url) for url in URLS}
    crowd(45)
    queries(client, "/")
    many = {url: queries(client, url) for url in URLS}
    assert {url: many[url] for url in URLS if many[url] > few[url]} == {}


def test_a_long_tie_costs_as_many_queries_as_a_short_one(
    client: Client, person: str, crowd: Callable[[int], list[str]]
) -> None:
    (short,) = crowd(1)
    assert queries(client, f"/people/{person}/") == queries(client, f"/people/{short}/")
