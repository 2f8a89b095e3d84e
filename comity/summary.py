"""The summary at the end of a build, and the table of an evaluation: rich on a terminal, plain in a pipe."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from comity import report
from comity.provenance import coverage

if TYPE_CHECKING:
    from comity.build import Build
    from comity.evaluate import Evaluation

_WIDTH = 110


def render(built: Build, seconds: float, checked: bool) -> str:
    """Rows by table, articles, grounding coverage, contradictions, time."""

    def write(console: Console) -> None:
        table = _table("table", "rows")
        for name, frame in built.tables.items():
            table.add_row(name, f"{len(frame):,}")
        console.print(table)
        origins = Counter(str(origin) for origin in built.tables["articles"]["coding"])
        shown = ", ".join(f"{count:,} {origin}" for origin, count in sorted(origins.items(), reverse=True))
        console.print(f"\narticles        {len(built.inputs.articles):,} ({shown})")
        grounded = coverage(built.tables)
        share = 100 * grounded.grounded / grounded.total if grounded.total else 100
        counted = f"{grounded.grounded:,} of {grounded.total:,} cells have their sentence"
        console.print(f"grounding       {share:.4g} % ({counted})")
        found = built.facts.contradictions if built.facts else ()
        console.print(f"contradictions  {len(found):,}")
        for item in found:
            note = f"  {item.record}, {item.field} ({item.rule}): {item.note}"
            console.print(report.escape(note), soft_wrap=True)
        console.print(f"{'checked' if checked else 'published'}       in {seconds:.1f} s")

    return _printed(write)


def evaluation(result: Evaluation, misses: bool) -> str:
    """Precision, recall and F1 by measure; with `misses` every difference with its sentence."""

    def write(console: Console) -> None:
        other = f", {result.other_text:,} in another wording than was reviewed" if result.other_text else ""
        console.print(f"{result.articles:,} article{'' if result.articles == 1 else 's'}{other}")
        table = _table("measure", "precision", "recall", "F1", "hits", "misses", "false hits")
        for name, score in result.scores.items():
            shares = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
            counts = (f"{count:,}" for count in (score.hits, score.misses, score.false_hits))
            table.add_row(name, *shares, *counts)
        console.print(table)
        for difference in result.differences if misses else ():
            head = f"{difference.article}  {difference.measure}  {difference.kind}: {difference.what}"
            console.print(report.escape(head), soft_wrap=True)
            if difference.sentence:
                console.print(f"    {report.escape(difference.sentence)}", soft_wrap=True)

    return _printed(write)


def _table(first: str, *numbers: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _printed(write: Callable[[Console], None]) -> str:
    """What `write` prints: styled where standard output is a terminal, without codes and padding elsewhere."""
    styled = report.wants_colour(sys.stdout)
    out = io.StringIO()
    write(Console(file=out, force_terminal=styled, no_color=not styled, width=_WIDTH, highlight=False, markup=False))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().removesuffix("\n").split("\n"))
