#!/usr/bin/env python3
"""How long somebody waits for an answer: the check of the project's edition, and `--help`, start-up included.

    python benchmarks/bench_check.py              the median of 7 runs of each
    python benchmarks/bench_check.py --runs 21

Each run is a process of its own. Wall-clock time depends on what else the machine does, processor time much less.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping

import processes
import samples

COMMANDS = (
    ("build_data.py --check", (str(samples.ROOT / "build_data.py"), "--check")),
    ("build_data.py --help", (str(samples.ROOT / "build_data.py"), "--help")),
    ("comity --help", ("-m", "comity.cli", "--help")),
)


def run(arguments: tuple[str, ...], environment: Mapping[str, str]) -> tuple[float, float]:
    """Wall-clock and processor seconds of one run; a failure ends the benchmark."""
    command = [sys.executable, *arguments]
    before, begin = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=samples.ROOT, env=environment, capture_output=True, text=True, check=False)
    after, wall = os.times(), time.perf_counter() - begin
    if done.returncode:
        sys.exit(done.stderr)
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, used


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=7, help="runs of which the median counts (default: 7)")
    options = parser.parse_args()
    print(f"{f'Median of {options.runs} runs':24}     wall   processor")
    with processes.environment() as environment:
        for name, arguments in COMMANDS:
            walls, used = zip(*(run(arguments, environment) for _ in range(options.runs)), strict=True)
            print(f"  {name:22} {statistics.median(walls):6.2f} s    {statistics.median(used):6.2f} s")


if __name__ == "__main__":
    main()
