"""The summary at the end of a build, and the table of an evaluation: rich on a terminal, plain in a pipe."""

from __future__ import annotations

import io
import sys
from collections import Counter
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
    """Rows by table, articles, contradictions, grounding coverage, time."""
    console, out = _console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("table")
    table.add_column("rows", justify="right")
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
    return out.getvalue()


def evaluation(result: Evaluation, articles: int, misses: bool) -> str:
    """Precision, recall and F1 by measure; with `misses` every difference with its sentence."""
    console, out = _console()
    table = Table(box=None, pad_edge=False, header_style="bold", title=f"{articles} articles", title_justify="left")
    table.add_column("measure")
    for name in ("precision", "recall", "F1", "hits", "misses", "false hits"):
        table.add_column(name, justify="right")
    for name, score in result.scores.items():
        shares = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        table.add_row(name, *shares, str(score.hits), str(score.misses), str(score.false_hits))
    console.print(table)
    if misses:
        for difference in result.differences:
            head = f"{difference.article}  {difference.measure}  {difference.kind}: {difference.what}"
            console.print(report.escape(head), soft_wrap=True)
            if difference.sentence:
                console.print(f"    {report.escape(difference.sentence)}", soft_wrap=True)
    return out.getvalue()


def _console() -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    terminal = sys.stdout.isatty()
    console = Console(
        file=out, force_terminal=terminal, no_color=not terminal, width=_WIDTH, highlight=False, markup=False
    )
    return console, out
