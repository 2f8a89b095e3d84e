#!/usr/bin/env python3
"""How long builds take: the project's edition, a folder of articles coded by machine, the checks of long tables.

    python benchmarks/bench_build.py                     the edition, and 1,000 articles with one and two processes
    python benchmarks/bench_build.py --articles 10000    more articles
    python benchmarks/bench_build.py --events 100000     also the checks of tables with so many events

Builds run as a user runs them, each in a new process; times are wall-clock time, and the median of the runs. README.md
beside this file says what each part measures, and what it gave.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd
import processes
import samples

from comity import build, checks
from comity.diagnostics import Severity
from comity.locate import Context

SHARE = 0.25  # of the sentences of the generated articles that are of the development corpus
OF_EVENTS = ("events", "event_actors", "event_sectors")


Environment = Mapping[str, str]


def run(environment: Environment, runs: int, *options: str) -> float:
    """Median seconds of `python build_data.py` with some options; an error ends the benchmark."""
    times = []
    command = [sys.executable, str(samples.ROOT / "build_data.py"), *options]
    for _ in range(runs):
        begin = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            sys.exit(done.stderr)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def edition(environment: Environment, runs: int, scratch: Path) -> None:
    print(f"The project's edition, median of {runs}")
    print(f"  build_data.py          {run(environment, runs, '--out', str(scratch / 'edition')):6.2f} s")
    print(f"  build_data.py --check  {run(environment, runs, '--check'):6.2f} s")


def folder(environment: Environment, number: int, runs: int, scratch: Path) -> None:
    """Build a folder of generated articles, and of one article alone, which shows what each build costs anyway."""
    one, many = scratch / "one", scratch / "many"
    sentences = write_articles(many, number)
    write_articles(one, 1)
    out = str(scratch / "out")
    anyway = run(environment, runs, "--articles", str(one), "--out", out)
    print(f"{number:,} articles, {sentences:,} sentences, {SHARE:.0%} of them of the corpus, median of {runs}")
    print(f"  one article alone  {anyway:7.2f} s")
    for jobs in (1, 2):
        seconds = run(environment, runs, "--articles", str(many), "--out", out, "--jobs", str(jobs))
        print(
            f"  all, --jobs {jobs}      {seconds:7.2f} s  {sentences / seconds:6,.0f} sentences/s from files to tables,"
            f" {sentences / (seconds - anyway):,.0f}/s beyond the first article"
        )


def write_articles(files: Path, number: int) -> int:
    """Write so many generated articles into a new folder; how many sentences they have."""
    files.mkdir()
    sentences = 0
    dense = samples.corpus()
    mixture = samples.mixture(dense, SHARE)
    every = round(len(mixture) / len(dense))  # of so many articles one is of the corpus
    background = samples.background()
    for index in range(number):
        article = dense[index // every % len(dense)] if index % every == 0 else next(islice(background, 1))
        sentences += len(article.sentences)
        (files / f"article-{index}.txt").write_text(article.text, encoding="utf-8")
    return sentences


def long_tables(events: int) -> None:
    """Check tables of so many events: those of the edition over and over, each copy with ids of its own."""
    built = build.build(build.Layout.of_project(samples.ROOT))
    if built.failed or built.facts is None or built.inputs.codebook is None:
        sys.exit("the edition does not build")
    tables = dict(built.tables)
    copies = -(-events // len(tables["events"]))
    for name in OF_EVENTS:
        tables[name] = repeated(tables[name], copies)
    of_events = tables["evidence"]["event_id"].notna()
    tables["evidence"] = pd.concat(
        [tables["evidence"][~of_events], repeated(tables["evidence"][of_events], copies)], ignore_index=True
    )
    context = Context.of(built.facts, built.inputs.codebook, built.inputs.articles)
    begin = time.perf_counter()
    problems = checks.check(tables, context)
    seconds = time.perf_counter() - begin
    errors = {problem.rule.code for problem in problems if problem.rule.severity is Severity.ERROR}
    print(f"Checks of {len(tables['events']):,} events and {len(tables['evidence']):,} claims")
    print(f"  {seconds:.1f} s  (errors: {', '.join(sorted(errors)) or 'none'})")


def repeated(frame: pd.DataFrame, copies: int) -> pd.DataFrame:
    """The rows over and over, the ids of events and claims marked with the number of the copy."""
    rows = np.tile(np.arange(len(frame)), copies)
    long = frame.iloc[rows].reset_index(drop=True)
    marks = ["", *(f"-{copy}" for copy in range(1, copies))]  # the first keeps its ids, to which other tables refer
    mark = pd.Series(np.repeat(marks, len(frame)), dtype=long["event_id"].dtype)
    for column in ("event_id", "during", "evidence_id"):
        if column in long:
            long[column] = long[column] + mark
    if "field" in long:
        long["value"] = long["value"].where(long["field"] != "during", long["value"] + mark)
    return long


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000, help="how many articles to generate (default: 1000)")
    parser.add_argument("--events", type=int, help="also check tables with so many events")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median counts (default: 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, processes.environment() as environment:
        edition(environment, options.runs, Path(scratch))
        folder(environment, options.articles, options.runs, Path(scratch))
    if options.events:
        long_tables(options.events)


if __name__ == "__main__":
    main()
