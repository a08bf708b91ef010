"""One target in one process: `python -m fuzz.target NAME FOLDER [libFuzzer's options]`.

A target fails where a parser raises, takes longer than five seconds or far more memory than its jail allows.
What a source yields is looked at as the parent would: it must go over the wire and come back, and times must
be aware.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import atheris

with atheris.instrument_imports(include=["amity"]):
    from amity.core import dates, handles, names
    from amity.core.errors import Trouble
    from amity.core.findings import InteractionSeen, Settings
    from amity.sources import HEAD, SOURCES, Source, wire

SETTINGS = Settings(today=date(2026, 11, 24), region="US")


def source(module: Source) -> Callable[[bytes], None]:
    """Make a target of a source: recognize the bytes, pull them whole, and send all that is found."""

    def one(raw: bytes) -> None:
        module.recognizes(raw[:HEAD], "fuzz")
        try:
            for finding in module.pull(io.BytesIO(raw), replace(SETTINGS, name="fuzz")):
                wire.read(json.loads(wire.write(finding)))
                if isinstance(finding, InteractionSeen) and finding.at.utcoffset() is None:
                    raise AssertionError("a time without its zone")
        except Trouble:
            pass

    return one


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
    "names": text(lambda written: (names.words(written), names.contradict(written, written[::-1]))),
}
"""Every parser: all sources, and the readers of dates, addresses and names."""


def main() -> None:
    """Fuzz one target until libFuzzer's time is over."""
    _, name, *options = sys.argv
    atheris.Setup([name, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
