"""Documents of Monica, built for tests, and what is read from them."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

from amity.core.findings import Finding, PersonSeen
from amity.sources import monica
from tests.sources.contract import SETTINGS

Json = Any


def pull(document: object, **changes: Json) -> list[Finding]:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(monica.pull(BytesIO(raw), replace(SETTINGS, **changes)))


def people(found: list[Finding]) -> dict[str, PersonSeen]:
    return {one.key: one for one in found if isinstance(one, PersonSeen)}


def said(person: PersonSeen) -> list[tuple[str, str, str]]:
    return [(claim.field, claim.value, claim.label) for claim in person.claims]


def account(*groups: tuple[str, list[Any]], **instance: Json) -> dict[str, Any]:
    listed = [{"count": len(values), "type": kind, "values": values} for kind, values in groups]
    return {"app_version": "4.1.2", "account": {"data": listed, "instance": instance}}


def contact(number: str, *groups: tuple[str, list[Any]], **properties: Json) -> dict[str, Any]:
    listed = [{"type": kind, "values": values} for kind, values in groups]
    return {"uuid": number, "properties": properties, "data": listed}


def record(number: str, **properties: Json) -> dict[str, Any]:
    return {"uuid": number, "created_at": "2021-03-04T08:00:00.000000Z", "properties": properties}


def one(*groups: tuple[str, list[Any]], **properties: Json) -> list[tuple[str, str, str]]:
    found = pull(account(("contact", [contact("c", *groups, first_name="Ann", **properties)])))
    return said(people(found)["monica:c"])[2:]
