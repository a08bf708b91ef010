"""`python -m fuzz [NAME…] [--seconds N]`: every target for a while, and whether it came out clean."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz import seeds

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the targets one after another; exit 1 if any found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="targets; all by default")
    parser.add_argument("--seconds", type=int, default=120, help="for each target")
    parser.add_argument("--keep", type=Path, help="folder for inputs that failed")
    told = parser.parse_args()
    names = told.names or list(seeds.TARGETS)
    failed = [name for name in names if not clean(name, told.seconds, told.keep or Path(tempfile.mkdtemp()))]
    sys.exit(f"Not clean: {', '.join(failed)}" if failed else 0)


def clean(name: str, seconds: int, keep: Path) -> bool:
    """Fuzz one target from its samples and say in a line how it went."""
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as grown:
        for number, seed in enumerate(seeds.of(name)):
            (Path(grown) / f"seed-{number}").write_bytes(seed)
        command = [
            sys.executable, "-m", "fuzz.target", name, grown, f"-max_total_time={seconds}",
            "-timeout=5", "-rss_limit_mb=1024", f"-artifact_prefix={keep}/{name}-", "-print_final_stats=1",
        ]  # fmt: skip
        home = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        done = subprocess.run(
            command, env=home, capture_output=True, text=True, check=False, errors="replace"
        )
    lines = [line[6:] for line in done.stderr.splitlines() if line.startswith("stat::")]
    told = dict(line.split(":", 1) for line in lines)
    runs = told.get("number_of_executed_units", "?").strip()
    print(f"{name}: {'clean' if done.returncode == 0 else 'FAILED'}, {runs} runs in {seconds} s", flush=True)
    if done.returncode:
        print("\n".join(done.stderr.splitlines()[-25:]), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
