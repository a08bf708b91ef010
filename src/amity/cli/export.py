"""Everything out: `export`."""

from __future__ import annotations

from pathlib import Path

import click

from amity.cli import answer, start


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_command(file: Path) -> None:
    """Write the whole book into FILE.zip, as one sorted book.json."""
    owner = start.book()
    from amity.keep import export  # noqa: PLC0415

    export.write(owner, file)
    answer.give({"file": str(file), "bytes": file.stat().st_size}, [f"Your book lies in {file}."])
