"""One target in one process: `python -m fuzz.target NAME FOLDER [libFuzzer's options]`.

A target fails where a parser raises, takes longer than five seconds or far more memory than its jail allows.
What a source yields is looked at as the parent would: it must go over the wire and come back, and times must
be aware. Archives go through the reader itself, as files do.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["amity"]):
    from amity.core import dates, handles, names, spelling
    from amity.core.errors import Trouble
    from amity.core.findings import Finding, InteractionSeen, PersonSeen, Settings
    from amity.formats import cells
    from amity.keep import shape
    from amity.sources import HEAD, SOURCES, Source, table, wire
    from amity.sources.reader import Reader

WORKBOOK = Path(__file__).parents[1] / "tests" / "sources" / "samples" / "table" / "people.xlsx"
SETTINGS = Settings(today=date(2026, 11, 24), region="US")
SHEET = "xl/worksheets/sheet1.xml"


def source(module: Source) -> Callable[[bytes], None]:
    """Make a target of a source: recognize the bytes, pull them whole, and send all that is found."""

    def one(raw: bytes) -> None:
        module.recognizes(raw[:HEAD], "fuzz")
        pulled(module, raw)

    return one


def pulled(module: Source, raw: bytes) -> None:
    """Pull all that is found, over the wire."""
    try:
        for finding in module.pull(io.BytesIO(raw), replace(SETTINGS, name="fuzz")):
            looked_at(wire.read(json.loads(wire.write(finding))))
    except Trouble:
        pass


def looked_at(finding: Finding) -> None:
    """See that times have their zones, and that addresses can be kept."""
    if isinstance(finding, InteractionSeen):
        if finding.at.utcoffset() is None:
            raise AssertionError("a time without its zone")
        known = [person.handle for person in finding.people]
    else:
        known = list(finding.handles) if isinstance(finding, PersonSeen) else []
    for handle in known:
        if not handle.value.isprintable() or len(handle.value) > handles.LONGEST:
            raise AssertionError(handle)


def archive(*, zipped: bool) -> Callable[[bytes], None]:
    """Make a target of the reader's way with a zip, or with what gzip and tar made."""

    def one(raw: bytes) -> None:
        order = {"files": [], "skip": 0, "settings": wire.settings_out(SETTINGS)}
        out = io.StringIO()
        reader = Reader(order, out)
        if zipped:
            reader._archive(io.BytesIO(raw), "fuzz.zip")  # noqa: SLF001 - without a file on a disk
        else:
            reader._packed(io.BytesIO(raw), "fuzz.tgz", len(raw))  # noqa: SLF001 - as above
        for line in out.getvalue().splitlines():
            said = json.loads(line)
            if said[0] == "end" and said[2] == "unreadable":
                raise AssertionError(said[3])

    return one


def sheet(raw: bytes) -> None:
    """Put a sheet into a sound workbook: noise in a zip would not get past its check sums."""
    out = io.BytesIO()
    with zipfile.ZipFile(WORKBOOK) as sound, zipfile.ZipFile(out, "w") as made:
        for name in sound.namelist():
            made.writestr(name, raw if name == SHEET else sound.read(name))
    pulled(table, out.getvalue())


def book(raw: bytes) -> None:
    """Ask of any JSON whether it is a book; `restore` reads no other."""
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        return
    shape.fits(content)


def cell(written: str) -> None:
    """See that a cell made harmless computes nothing, and comes back as it was."""
    told = cells.neutral(written)
    if cells.plain(told) != written or told[:1] in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"):
        raise AssertionError(told)


def text(read: Callable[[str], object]) -> Callable[[bytes], None]:
    """Make a target of a function that reads a text."""

    def one(raw: bytes) -> None:
        read(raw.decode("utf-8", "surrogatepass" if raw[:1] == b"s" else "replace"))

    def guarded(raw: bytes) -> None:
        try:
            one(raw)
        except UnicodeDecodeError:
            one(b"r" + raw)

    return guarded


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{name: source(module) for name, module in SOURCES.items()},
    "dates": text(lambda written: (dates.day(written), dates.moment(written), dates.birthday(written))),
    "handles": text(
        lambda written: (
            handles.email(written),
            handles.phone(written, region="US"),
            handles.profile(written),
        )
    ),
    "names": text(
        lambda written: (
            names.words(written),
            names.fold(written),
            spelling.fold(written),
            spelling.sound(spelling.latin(written)),
            names.contradict(written, written[::-1]),
            names.agree(written, written[::-1]),
        )
    ),
    "cells": text(cell),
    "zip": archive(zipped=True),
    "packed": archive(zipped=False),
    "sheet": sheet,
    "book": book,
}
"""Every parser: all sources, archives, and the readers of dates, addresses, cells and names."""


def main() -> None:
    """Fuzz one target until libFuzzer's time is over."""
    _, name, *options = sys.argv
    atheris.Setup([name, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
