"""The commands: `comity build | check | draft | evaluate | explain`, and what `build_data.py` runs.

Exit codes: 0 done, 1 the input has errors (nothing published is touched), 2 the command line is wrong. Heavy imports
wait until a command needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from comity import report
from comity.diagnostics import InputError, Problem, has_errors

if TYPE_CHECKING:
    from comity.build import Layout
    from comity.evaluate import Evaluation

DONE, FAILED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """The `comity` command."""
    _utf8_output()
    parser = argparse.ArgumentParser(prog="comity", description="Relations between states as evidence-linked tables.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _build_options(commands.add_parser("build", help="build the tables and publish them"), check=False)
    _build_options(commands.add_parser("check", help="validate everything, write nothing"), check=True)
    draft = commands.add_parser("draft", help="a machine draft of an article's coding, for a person to review")
    draft.add_argument("article", type=Path, metavar="ARTICLE", help="a .md or .txt article")
    draft.add_argument("--out", type=Path, help="file to write (default: codings/<id>.yaml; - for standard output)")
    draft.add_argument("--force", action="store_true", help="replace a coding that is already there")
    evaluate = commands.add_parser("evaluate", help="the coder against reviewed codings: precision, recall, F1")
    evaluate.add_argument("--articles", type=Path, help="folder of articles (default: articles/)")
    evaluate.add_argument("--codings", type=Path, help="folder of their reviewed codings (default: codings/)")
    evaluate.add_argument("--only", type=Path, help="a CSV with a column `article`: evaluate these alone")
    evaluate.add_argument("--half", help="with --only: the value of its column `half`")
    evaluate.add_argument("--misses", action="store_true", help="list every miss and false hit with its sentence")
    explain = commands.add_parser("explain", help="the sentences behind a published record")
    explain.add_argument("table", help="events, agreements, cooperation, figures or actors")
    explain.add_argument("id", help="the record's id")
    explain.add_argument("field", nargs="?", help="one field of it")
    explain.add_argument("--package", type=Path, default=Path(), help="folder of the data package (default: here)")
    options = parser.parse_args(arguments)
    command = {
        "build": lambda: _build(options, Path.cwd()),
        "check": lambda: _build(options, Path.cwd()),
        "draft": lambda: _draft(options, Path.cwd()),
        "evaluate": lambda: _evaluate(options, Path.cwd()),
        "explain": lambda: _explain(options),
    }[options.command]
    try:
        return command()
    except InputError as error:
        sys.stderr.write(report.text(report.ordered(error.problems), Path.cwd(), sys.stderr.isatty()))
        return FAILED


def run_build(arguments: Sequence[str], root: Path) -> int:
    """What `build_data.py` does, in the project at `root`."""
    _utf8_output()
    parser = argparse.ArgumentParser(prog="build_data.py", description="Build the tables from articles and codings.")
    parser.add_argument("--check", action="store_true", help="validate everything, write nothing")
    _build_options(parser, check=None)
    return _build(parser.parse_args(arguments), root)


def _build_options(parser: argparse.ArgumentParser, check: bool | None) -> None:
    parser.add_argument("--articles", type=Path, metavar="DIR", help="folder of articles (default: articles/)")
    parser.add_argument(
        "--codings",
        type=Path,
        metavar="DIR",
        help="folder of reviewed codings (default: codings/; none with --articles)",
    )
    parser.add_argument("--codebook", type=Path, metavar="DIR", help="folder of the codebook (default: codebook/)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to publish (default: the project itself)")
    parser.add_argument("--format", choices=sorted(report.FORMATS), default="text", help="how problems are shown")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes for the coder")
    if check is not None:
        parser.set_defaults(check=check)


def _layout(options: argparse.Namespace, root: Path) -> Layout:
    from comity.build import Layout

    project = Layout.of_project(root)
    codings = options.codings.resolve() if options.codings else None if options.articles else project.codings
    return Layout(
        root=root,
        articles=options.articles.resolve() if options.articles else project.articles,
        codings=codings,
        codebook=options.codebook.resolve() if options.codebook else _codebook(root),
        out=options.out.resolve() if options.out else project.out,
    )


def _codebook(root: Path) -> Path:
    """The project's codebook; where a command runs elsewhere, the one beside the installed package."""
    own = root / "codebook"
    return own if own.is_dir() else Path(__file__).resolve().parent.parent / "codebook"


def _build(options: argparse.Namespace, root: Path) -> int:
    from comity import build as steps
    from comity import publish, summary

    started = time.monotonic()
    layout = _layout(options, root)
    if not options.check and options.articles and not options.out:
        sys.stderr.write("build_data.py: error: --articles needs --out, so that the project's own outputs stay\n")
        return 2
    built = steps.build(layout, max(1, options.jobs))
    problems = list(built.problems)
    if not built.failed and built.inputs.codebook is not None:
        edition = publish.edition_of(layout.root, own=not options.articles)
        try:
            if not options.check:
                publish.publish(built.tables, layout.out, built.inputs.codebook, built.inputs.articles, edition)
        except InputError as error:
            problems += error.problems
    _show(problems, options.format, root)
    failed = has_errors(problems)
    if not failed and options.format == "text":
        sys.stdout.write(summary.render(built, time.monotonic() - started, checked=options.check))
    return FAILED if failed else DONE


def _show(problems: Sequence[Problem], form: str, root: Path) -> None:
    """Problems in the form asked for: text on standard error, the other forms on standard output."""
    ordered = report.ordered(problems)
    stream = sys.stderr if form == "text" else sys.stdout
    if ordered or form != "text":
        stream.write(report.FORMATS[form](ordered, root, stream.isatty() and "NO_COLOR" not in os.environ))


def _draft(options: argparse.Namespace, root: Path) -> int:
    from comity import articles, codebook, draft
    from comity.coder.pipeline import Coder

    article = articles.read(options.article.resolve(), root)
    text = draft.render(article, Coder(codebook.load(_codebook(root))).code(article))
    if options.out == Path("-"):
        sys.stdout.write(text)
        return DONE
    target = options.out or root / "codings" / f"{article.id}.yaml"
    if target.exists() and not options.force:
        sys.stderr.write(f"comity draft: {target} is there already; --force replaces it\n")
        return FAILED
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {target}: review each record against its sentence\n")
    return DONE


def _evaluate(options: argparse.Namespace, root: Path) -> int:
    from comity import build as steps
    from comity import evaluate, summary
    from comity.coder.batch import code_all

    project = steps.Layout.of_project(root)
    layout = steps.Layout(
        root,
        (options.articles or project.articles).resolve(),
        (options.codings or project.codings or root / "codings").resolve(),
        _codebook(root),
        root,
    )
    inputs = steps.read(layout)
    if inputs.codebook is None or has_errors(inputs.problems):
        raise InputError(inputs.problems)
    wanted = evaluate.chosen(options.only, options.half) if options.only else None
    reviewed = [coded for coded in inputs.reviewed if wanted is None or coded.article.id in wanted]
    total: Evaluation = evaluate.Evaluation()
    machine = code_all([coded.article for coded in reviewed], inputs.codebook)
    for coded, record in zip(reviewed, machine, strict=True):
        total.add(evaluate.evaluate(coded.article, record, coded.coding, inputs.codebook))
    sys.stdout.write(summary.evaluation(total, len(reviewed), options.misses))
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from comity import explaining

    sys.stdout.write(explaining.render(options.package, options.table, options.id, options.field))
    return DONE


def _utf8_output() -> None:
    """Names need UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
