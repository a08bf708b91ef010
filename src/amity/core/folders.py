"""Folders: the files of an import report, those of a large folder summed up in one row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

MANY = 20
"""Files of one folder, read alike, from which on they are told as one."""
LOOSE = 100
"""The same of files that were brought one by one."""


def summed(files: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Sum up the files of each folder that were read alike and are many; all others stay as they are.

    Takes and gives files of a report; a row for several has their number as `files`, the folder as `path` and
    `name`, sums of what was counted, and of what was left out one example by code. A file with a code of its
    own, about which something is asked, stays.
    """
    alike: dict[tuple[object, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for place, file in enumerate(files):
        told = (file["source"], file["understood"], file["reason"])
        alone = place if file.get("code") else None
        alike[str(file["path"]).rpartition("/")[0], *told, alone].append(file)
    found: list[dict[str, Any]] = []
    for (folder, *_), several in alike.items():
        many = len(several) >= (MANY if folder else LOOSE)
        found += [_sum(str(folder), several)] if many else map(dict, several)
    return found


def _sum(folder: str, files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    records: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    examples: dict[str, Mapping[str, str]] = {}
    loose = f"{files[0]['path']} … {files[-1]['path']}"
    for file in files:
        records.update(file["records"])
        codes.update(file["skipped_by_code"])
        for skip in file["skipped"]:
            examples.setdefault(skip["code"], skip)
    return {
        **files[0],
        "path": f"{folder}/" if folder else loose,
        "name": f"{folder.rpartition('/')[2]}/" if folder else loose,
        "files": len(files),
        "records": dict(records),
        "skipped_by_code": dict(codes),
        "skipped": list(examples.values()),
        **({"listed": sum(file["listed"] for file in files)} if "listed" in files[0] else {}),
    }
