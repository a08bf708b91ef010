"""Every public file read: what each source found, what it kept, and why it left something out."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_OUTCOMES = ("total", "created", "updated", "unchanged", "skipped")


def main() -> None:
    """Bring all public files into an empty book and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds `corpora`")
    print("\n".join(table(brought(parser.parse_args().data / "corpora"))))


def brought(corpora: Path) -> dict[str, Any]:
    """Bring a folder into an empty book and give the import's report."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "amity.cli", "--data", folder, "--json", "import", str(corpora)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(told.stdout)
    return report


def table(report: Mapping[str, Any]) -> Iterable[str]:
    """Write the report as a table: a line each source, then the files nobody read and why."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    unread: Counter[str] = Counter()
    for file in report["files"]:
        if not file["understood"]:
            unread[file["reason"]] += 1
            continue
        counts[file["source"]].update(files=1, **{name: file["records"][name] for name in _OUTCOMES})
        codes[file["source"]].update(file["skipped_by_code"])
    yield "| source | files | records | created | updated | the same again | left out | by reason |"
    yield "|---|---|---|---|---|---|---|---|"
    for source, count in sorted(counts.items()):
        why = ", ".join(f"{number} {code}" for code, number in codes[source].most_common())
        cells = [count["files"], *(count[name] for name in _OUTCOMES)]
        yield f"| {source} | {' | '.join(map(str, cells))} | {why} |"
    yield ""
    yield "| files left as they are | why |"
    yield "|---|---|"
    yield from (f"| {number} | {why} |" for why, number in unread.most_common())


if __name__ == "__main__":
    main()
