"""Domains: which organization a mail address speaks of, by open tables (`domains.toml`).

Nothing is said of mailboxes that are for everybody. A domain names an organization less surely than a card:
whoever shows it says that it was read from an address.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from amity.core import handles

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_FREE = frozenset(_TABLE["free"].split())
_SECOND = frozenset(_TABLE["second"].split())
_ANYWHERE = frozenset(_TABLE["anywhere"].split())
LONGEST = 100
"""Characters of a domain that is kept."""


@lru_cache(maxsize=16_384)
def organization(address: str) -> str:
    """Give the domain under which an organization takes its name ("mail.acme.co.uk" is acme.co.uk's).

    `address` is a normal mail address. Empty for mailboxes of everybody and for addresses of programs.
    """
    host = address.rpartition("@")[2]
    labels = host.split(".")
    size = 3 if ".".join(labels[-2:]) in _SECOND else 2
    whole = ".".join(labels[-size:])
    if len(labels) < size or host in _FREE or whole in _FREE or handles.is_nobodys(address):
        return ""
    return whole if len(whole) <= LONGEST and not whole.replace(".", "").isdigit() else ""


def label(domain: str) -> str:
    """Give the part of an organization's domain that names it: "acme" of acme.co.uk."""
    return domain.partition(".")[0]


def country(domain: str) -> str:
    """Give the two-letter country (ISO 3166) whose ending a domain has; empty where it says none."""
    ending = domain.rpartition(".")[2]
    if len(ending) != 2 or not ending.isascii() or ending in _ANYWHERE:  # noqa: PLR2004 - countries' have two
        return ""
    return {"uk": "GB"}.get(ending, ending.upper())
