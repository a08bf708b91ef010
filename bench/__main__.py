"""`python -m bench`: every bench in one run, ours beside the fair alternative; long forms by `--long`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from bench import composing, duplicates, growth, linkedin, mail, streams, ties, vcards


def main() -> None:
    """Read the command line and print every table."""
    parser = argparse.ArgumentParser(description="Ours beside the fair alternative, in one run.")
    parser.add_argument(
        "--shared", type=Path, help="the folder with corpora/, data/ and reference/, if at hand"
    )
    parser.add_argument("--messages", type=int, default=100_000, help="size of the generated mailbox")
    parser.add_argument(
        "--long",
        action="store_true",
        help="also 1 GB of mail and of messages, 100,000 cards, every reference set",
    )
    told = parser.parse_args()
    shared = told.shared if told.shared is not None and told.shared.is_dir() else None
    mail.measure(shared, messages=told.messages, huge=told.long)
    print("\nAddress books (seconds of one processor)")
    print(vcards.table(vcards.run(shared)))
    linkedin.measure()
    if told.long:
        streams.measure()
    print("\nComposing a week (milliseconds of one processor)")
    composing.measure()
    duplicates.measure(seeds=(11, 12) if told.long else (11,))
    growth.main(["--sizes", "1000", "10000", *(["100000"] if told.long else [])])
    if shared is not None:
        sys.stdout.flush()
        sets = ties.SETS if told.long else ("enron", "chat")
        subprocess.run(
            [sys.executable, "-m", "bench.ties", "--data", str(shared), "--set", *sets], check=True
        )
        subprocess.run([sys.executable, "-m", "bench.atlas", "--data", str(shared)], check=True)
        subprocess.run([sys.executable, "-m", "bench.communities", "--data", str(shared)], check=True)
        weeks = [] if told.long else ["--no-weeks"]
        subprocess.run([sys.executable, "-m", "bench.plan", "--data", str(shared), *weeks], check=True)
        egos = "30" if told.long else "10"
        subprocess.run(
            [sys.executable, "-m", "bench.backtest", "--data", str(shared), "--egos", egos], check=True
        )


if __name__ == "__main__":
    main()
