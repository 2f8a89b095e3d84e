#!/usr/bin/env python3
"""How fast the coder is: sentences a second, start-up, growth with the text, and where the time goes.

    python benchmarks/bench_coder.py              everything, with texts of up to 0.4 MB
    python benchmarks/bench_coder.py --long       with texts of up to 5 MB (two minutes)
    python benchmarks/bench_coder.py speed start  only these parts

Times are process time of one core; README.md beside this file says what each part measures, and what it gave.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from types import ModuleType
from typing import Any

import processes
import samples

from comity import articles, codebook
from comity.articles import Article
from comity.coder import (
    acts,
    bodies,
    cooperation,
    dates,
    documents,
    figures,
    frames,
    lexicon,
    names,
    patterns,
    people,
    pipeline,
    places,
    reading,
    reports,
    sectors,
)
from comity.coder.pipeline import Coder

SHARES = (1.0, 0.5, 0.25, 0.0)  # how much of the text is of the corpus
SIZES = (1, 2, 4, 8)
LONG_SENTENCE = (1_250, 2_500, 5_000, 10_000)
START = """
import time
begin = time.process_time()
from pathlib import Path
from comity import codebook
from comity.coder.pipeline import Coder
imported = time.process_time()
book = codebook.load(Path({folder!r}))
loaded = time.process_time()
Coder(book)
done = time.process_time()
print(imported - begin, loaded - imported, done - loaded, done - begin)
"""
# The steps of the coder, by the function that does them; time is counted where it is spent, so that they add up.
STEPS: tuple[tuple[str, ModuleType | type, str], ...] = (
    ("sentences worth coding", reading, "prepare"),
    ("names: lookup, tags", patterns, "read"),
    ("names: bodies", bodies, "read"),
    ("names: people", people, "read"),
    ("names: places", places, "read"),
    ("names: cast, reference", names, "read"),
    ("sectors", sectors, "find"),
    ("triggers", lexicon.Lexicon, "hits"),
    ("dates", dates, "find"),
    ("documents", documents, "find"),
    ("frames", frames, "candidates"),
    ("acts on documents", acts, "read"),
    ("one event from many", reports, "fold"),
    ("agreements", pipeline, "gather"),
    ("cooperation", cooperation, "find"),
    ("figures", figures, "find"),
)


def seconds(work: Callable[[], Any]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def code_all(coder: Coder, chosen: Sequence[Article]) -> None:
    for article in chosen:
        coder.code(replace(article))  # a copy, for an article remembers its sentences


def count(chosen: Sequence[Article]) -> int:
    return sum(len(article.sentences) for article in chosen)


def speed(coder: Coder, runs: int) -> None:
    print(f"Sentences a second, median of {runs}")
    dense = samples.corpus()
    sets = {share: samples.mixture(dense, share) for share in SHARES}
    times: dict[float, list[float]] = defaultdict(list)
    code_all(coder, dense)
    for _ in range(runs):  # in turn, so that a slow minute of the machine falls on all
        for share, chosen in sets.items():
            times[share].append(seconds(partial(code_all, coder, chosen)))
    for share, chosen in sets.items():
        median, best, size = statistics.median(times[share]), min(times[share]), count(chosen)
        print(
            f"  {share:4.0%} of the corpus  {size / median:8,.0f}/s  {median / size * 1e6:5.0f} µs a sentence"
            f"  (best {size / best:,.0f}/s; {size:,} sentences)"
        )


def files(coder: Coder, runs: int) -> None:
    print(f"From the text of a file to its coding, median of {runs}")
    dense = samples.corpus()
    for share in SHARES:
        chosen = samples.mixture(dense, share)
        raw = [(f"{article.id}.txt", article.text) for article in chosen]

        def read_and_code(raw: Sequence[tuple[str, str]] = raw) -> None:
            for path, text in raw:
                coder.code(articles.parse(text, path))

        times = [seconds(read_and_code) for _ in range(runs)]
        median, best = statistics.median(times), min(times)
        letters = sum(len(text) for _, text in raw)
        print(
            f"  {share:4.0%} of the corpus  {len(raw) / median:6,.0f} articles/s  {letters / median / 1e6:5.2f} MB/s"
            f"  (best {len(raw) / best:,.0f} articles/s; {count(chosen) / len(raw):.0f} sentences each)"
        )


def start(runs: int) -> None:
    print(f"Start-up in a new process, from its second start on, s, median of {runs}")
    program = [sys.executable, "-c", START.format(folder=str(samples.CODEBOOK))]
    rows = []
    with processes.environment() as environment:
        for _ in range(runs):
            done = subprocess.run(program, capture_output=True, text=True, check=True, env=environment)
            rows.append([float(cell) for cell in done.stdout.split()])
    for name, column in zip(
        ("import", "codebook.load", "Coder(codebook)", "together"), zip(*rows, strict=True), strict=True
    ):
        print(f"  {name:16} {statistics.median(column):.3f}  (best {min(column):.3f})")


def growth(coder: Coder, runs: int, largest: int) -> None:
    print("Growth with the text, ratio to the size before (2.0 is linear)")
    whole = samples.long_text(largest)
    texts = [whole[: largest * size // SIZES[-1]] for size in SIZES]
    _grow(coder, runs, "one article", [(f"{len(text) / 1e6:.2f} MB", text) for text in texts])
    sentences = [(f"{words:,} words", samples.long_sentence(words)) for words in LONG_SENTENCE]
    _grow(coder, runs, "one sentence", sentences)


def _grow(coder: Coder, runs: int, label: str, texts: Sequence[tuple[str, str]]) -> None:
    before = None
    for size, text in texts:
        article = samples.article("growth", text)
        median = statistics.median(seconds(partial(code_all, coder, [article])) for _ in range(runs))
        ratio = f"× {median / before:.2f}" if before else ""
        print(f"  {label}, {size:>13}  {median:8.3f} s  {ratio}")
        before = median


class Clock:
    """Counts the time of each step where it is spent: a step that calls another does not count the other's time."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._last = 0.0

    def _turn(self) -> None:
        now = time.process_time()
        if self._open:
            self.spent[self._open[-1]] += now - self._last
        self._last = now

    def enter(self, step: str) -> None:
        self._turn()
        self._open.append(step)

    def leave(self) -> None:
        self._turn()
        self._open.pop()

    def around(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*values: Any, **named: Any) -> Any:
            self.enter(step)
            try:
                return function(*values, **named)
            finally:
                self.leave()

        return timed


def stages(codebook_: codebook.Codebook, runs: int) -> None:
    print("Where the time goes, µs a sentence and share; background is the text without events")
    dense = samples.corpus()
    plain = samples.mixture(dense, 0.0)
    found = [_stages(codebook_, chosen, runs) for chosen in (dense, plain)]
    print(f"  {'':26} {'corpus':>14} {'background':>14}")
    for step in (*(step for step, _, _ in STEPS), "the rest"):
        times = [(spent.get(step, 0.0), sum(spent.values())) for spent in found]
        print(f"  {step:26}" + "".join(f" {own:7.1f} {own / whole:6.1%}" for own, whole in times))


def _stages(codebook_: codebook.Codebook, chosen: Sequence[Article], runs: int) -> dict[str, float]:
    """Microseconds a sentence by step, medians."""
    rows: list[dict[str, float]] = []
    originals = [(owner, name, getattr(owner, name)) for _, owner, name in STEPS]
    try:
        for _ in range(runs):
            clock = Clock()
            for (step, owner, name), (_, _, function) in zip(STEPS, originals, strict=True):
                setattr(owner, name, clock.around(step, function))
            coder = Coder(codebook_)
            clock.enter("the rest")
            code_all(coder, chosen)
            clock.leave()
            rows.append(clock.spent)
    finally:
        for owner, name, function in originals:
            setattr(owner, name, function)
    size = count(chosen)
    return {
        step: statistics.median(row[step] for row in rows) / size * 1e6 for step in {s for row in rows for s in row}
    }


def main() -> None:
    parts = ("speed", "files", "start", "growth", "stages")
    parser = argparse.ArgumentParser(description=re.split(r"\n\s*\n", __doc__ or "")[0])
    parser.add_argument("parts", nargs="*", help=f"which of {', '.join(parts)} (default: all)")
    parser.add_argument("--runs", type=int, default=7, help="runs of which the median counts (default: 7)")
    parser.add_argument("--long", action="store_true", help="texts of up to 5 MB instead of 0.4 MB, once")
    options = parser.parse_args()
    chosen = options.parts or parts
    if wrong := set(chosen) - set(parts):
        parser.error(f"no such part: {', '.join(sorted(wrong))}")
    book = codebook.load(samples.CODEBOOK)
    coder = Coder(book)
    if "speed" in chosen:
        speed(coder, options.runs)
    if "files" in chosen:
        files(coder, options.runs)
    if "start" in chosen:
        start(options.runs)
    if "growth" in chosen:
        growth(coder, 1 if options.long else options.runs, 5_000_000 if options.long else 400_000)
    if "stages" in chosen:
        stages(book, options.runs)


if __name__ == "__main__":
    main()
