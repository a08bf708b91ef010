"""What each target begins with: the samples of its source, packed or taken apart where it reads such."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "tests" / "sources" / "samples"
_EXPECTED = ".expected.json"
_TEXTS = ("dates", "handles", "names", "cells")
_OTHERS = ("zip", "packed", "sheet", "book")
TARGETS = (*sorted(path.name for path in SAMPLES.iterdir()), *_TEXTS, *_OTHERS)
"""Every target there is."""
_LONGEST = 100
_BOOK = {
    "amity": 1,
    "owner": {
        **dict.fromkeys(("name", "role", "level", "industry", "organization", "place", "slot"), ""),
        "minutes": 60, "subjects": True, "snippets": True, "addresses": ["robin@hale.example"],
    },
    "people": [
        {
            "records": [
                {
                    "name": ["vcard", "a"], "mine": False, "mention": False,
                    "editions": [
                        {
                            "digest": "d", "claims": [["name", "Ana Lima", ""]],
                            "handles": [["email", "ana@lima.example", ""]], "as_of": "2026-01-05",
                        }
                    ],
                }
            ],
            "reminders": [{"text": "Call", "on": "2026-01-05", "done": None}],
            "answers": [],
        }
    ],
    "others": [],
    "interactions": [],
    "verdicts": [{"records": [["vcard", "a"], ["vcard", "b"]], "same": True, "on": "2026-01-05"}],
    "mappings": [{"fingerprint": "f", "on": "2026-01-05", "columns": {"Name": "name"}}],
}  # fmt: skip
"""A small book as `export` writes one."""


def of(target: str) -> Iterator[bytes]:
    """Yield what a target begins with."""
    if target in _TEXTS:
        yield from texts()
    elif target == "zip":
        for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield from (_zipped(name, packing) for name in _sources())
    elif target == "packed":
        yield from (gzip.compress(path.read_bytes()) for name in _sources() for path in samples(name))
        yield from (_tarred(name, mode) for name in _sources() for mode in ("w", "w:gz"))
    elif target == "sheet":
        with zipfile.ZipFile(SAMPLES / "table" / "people.xlsx") as workbook:
            yield from (workbook.read(f"xl/worksheets/sheet{number}.xml") for number in (1, 2))
    elif target == "book":
        yield json.dumps(_BOOK).encode()
    else:
        yield from (path.read_bytes() for path in samples(target))


def samples(source: str) -> list[Path]:
    """Give the sample files of a source, and not what is expected of them."""
    found = sorted(path for path in (SAMPLES / source).rglob("*") if path.is_file())
    return [path for path in found if not path.name.endswith(_EXPECTED)]


def texts() -> list[bytes]:
    """Give every short text that stands in what the samples come to: names, days, addresses, cells."""
    found: set[str] = set()
    for path in SAMPLES.rglob(f"*{_EXPECTED}"):
        found.update(_leaves(json.loads(path.read_text("utf-8"))))
    return [text.encode() for text in sorted(found) if 0 < len(text) <= _LONGEST]


def _sources() -> list[str]:
    return sorted(path.name for path in SAMPLES.iterdir())


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _leaves(inner)


def _zipped(source: str, packing: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for path in samples(source)[:3]:
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), packing)
    return out.getvalue()


def _tarred(source: str, mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for path in samples(source)[:3]:
            archive.add(path, arcname=path.name)
    return out.getvalue()
