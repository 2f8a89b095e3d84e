"""The commands: `comity build | check | draft | evaluate | explain | diff | release`, and what `build_data.py` runs.

Exit codes: 0 done, 1 the input has errors (nothing published is touched), 2 the command line is wrong. Heavy imports
wait until a command needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from comity import report
from comity.diagnostics import InputError, Problem, has_errors

if TYPE_CHECKING:
    from comity.build import Layout
    from comity.versions import Version

DONE, FAILED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """The `comity` command: its exit code, but for a wrong command line, which is SystemExit(2)."""
    _write_utf8()
    parser = argparse.ArgumentParser(prog="comity", description="Relations between states as evidence-linked tables.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _build_options(commands.add_parser("build", help="build the tables and publish them"), check=False)
    _build_options(commands.add_parser("check", help="validate everything, write nothing"), check=True)
    _draft_options(commands.add_parser("draft", help="a machine draft of an article's coding, for a person to review"))
    _evaluate_options(commands.add_parser("evaluate", help="the coder against reviewed codings: precision, recall, F1"))
    _explain_options(commands.add_parser("explain", help="the sentences behind a published record"))
    _diff_options(commands.add_parser("diff", help="what a change does to the published tables, cell by cell"))
    _release_options(
        commands.add_parser("release", help="the next version, its changelog entry, and all that it needs")
    )
    options = parser.parse_args(arguments)
    return _run(_COMMANDS[options.command], options, Path.cwd())


def run_build(arguments: Sequence[str], root: Path) -> int:
    """What `build_data.py` does, in the project at `root`; a wrong command line is SystemExit(2)."""
    _write_utf8()
    parser = argparse.ArgumentParser(prog="build_data.py", description="Build the tables from articles and codings.")
    parser.add_argument("--check", action="store_true", help="validate everything, write nothing")
    _build_options(parser, check=None)
    return _run(_build, parser.parse_args(arguments), root)


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
    parser.add_argument("--jobs", type=_count, default=os.cpu_count() or 1, help="processes for the coder")
    parser.set_defaults(refuse=parser.error)
    if check is not None:
        parser.set_defaults(check=check)


def _draft_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", type=Path, metavar="ARTICLE", help="a .md or .txt article")
    parser.add_argument("--out", type=Path, help="file to write (default: codings/<id>.yaml; - for standard output)")
    parser.add_argument("--force", action="store_true", help="replace a coding that is already there")


def _evaluate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--articles", type=Path, metavar="DIR", help="folder of articles (default: articles/)")
    parser.add_argument("--codings", type=Path, metavar="DIR", help="their reviewed codings (default: codings/)")
    parser.add_argument("--only", type=Path, metavar="CSV", help="a CSV with a column `article`: evaluate these alone")
    parser.add_argument("--half", help="with --only: the value of its column `half`")
    parser.add_argument("--misses", action="store_true", help="list every miss and false hit with its sentence")
    parser.set_defaults(refuse=parser.error)


def _explain_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("table", help="events, agreements, cooperation, figures or actors")
    parser.add_argument("id", help="the record's id")
    parser.add_argument("field", nargs="?", help="one field of it")
    parser.add_argument(
        "--package", type=Path, default=Path(), metavar="DIR", help="folder of the data package (default: here)"
    )


def _diff_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "base",
        nargs="?",
        metavar="BASE",
        help="a git revision, `REVISION...` for where HEAD left it, or a folder that holds datapackage.json "
        "(default: where HEAD left the default branch)",
    )
    parser.add_argument(
        "--package",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="folder of the data package to compare (default: here)",
    )
    parser.add_argument("--format", choices=("json", "markdown", "text"), default="text", help="how it is shown")
    parser.add_argument("--limit", type=_count, metavar="N", help="rows of a kind listed for a table (default: 20)")
    parser.add_argument(
        "--fail-on",
        choices=("patch", "minor", "major"),
        help="exit 1 where the change asks for this version or a larger",
    )


def _release_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "version", nargs="?", type=_version, metavar="VERSION", help="default: the least that the change may have"
    )
    parser.add_argument(
        "--since",
        metavar="BASE",
        help="the last release, as a git revision or folder (default: the tag of its version)",
    )
    parser.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="the day for the changelog and the citation")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")
    parser.add_argument("--jobs", type=_count, default=os.cpu_count() or 1, help="processes for the coder")


def _version(text: str) -> Version:
    from comity.versions import parse

    version = parse(text)
    if version is None:
        raise argparse.ArgumentTypeError(f"{text} is no MAJOR.MINOR.PATCH")
    return version


def _day(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no YYYY-MM-DD") from None


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def _run(command: Callable[[argparse.Namespace, Path], int], options: argparse.Namespace, root: Path) -> int:
    """Run a command; what people can mend is told them, without a traceback."""
    try:
        done = command(options, root)
        sys.stdout.flush()
    except InputError as error:
        _show(error.problems, "text", root)
        return FAILED
    except BrokenPipeError:  # `comity ... | head` has read enough; Python would complain when it closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        sys.stderr.write(f"error: {report.escape(str(error))}\n")
        return FAILED
    return done


def _write_utf8() -> None:
    """Names need UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _show(problems: Sequence[Problem], form: str, root: Path) -> None:
    """Problems in the form asked for: text on standard error, the other forms on standard output."""
    stream = sys.stderr if form == "text" else sys.stdout
    if problems or form != "text":
        stream.write(report.FORMATS[form](report.ordered(problems), root, report.wants_colour(stream)))


def _layout(options: argparse.Namespace, root: Path) -> Layout:
    """Where the options say that things lie; no codings are for the articles of another folder, unless named."""
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


def _is_comity(root: Path) -> bool:
    """Whether the project is this one, with its title and licences, and not somebody's folder laid out like it."""
    return (root / "comity" / "cli.py").is_file()


def _build(options: argparse.Namespace, root: Path) -> int:
    started = time.monotonic()
    gc.disable()  # the modules stay: to look through them for garbage costs a tenth of the start
    from comity import build as steps
    from comity import publish, summary

    gc.freeze()
    gc.enable()
    if options.articles and not (options.out or options.check):
        options.refuse("--articles needs --out, so that the project's own tables stay")
    layout = _layout(options, root)
    built = steps.build(layout, options.jobs)
    problems = list(built.problems)
    if not built.failed and built.inputs.codebook is not None:
        edition = publish.edition_of(root, own=not options.articles and _is_comity(root))
        of_build = (built.inputs.codebook, built.inputs.articles, edition)
        if not options.check:
            try:
                publish.publish(built.tables, layout.out, *of_build)
            except InputError as error:
                problems += error.problems
        elif options.out or not options.articles:
            problems += _behind(layout, lambda folder: publish.write(built.tables, folder, *of_build))
    _show(problems, options.format, root)
    if has_errors(problems):
        return FAILED
    if options.format == "text":
        sys.stdout.write(summary.render(built, time.monotonic() - started, checked=options.check))
    return DONE


def _behind(layout: Layout, write: Callable[[Path], None]) -> list[Problem]:
    """What is published and is not what the build writes; nothing where nothing was published yet."""
    from comity import committed

    own = _is_comity(layout.root)
    found = committed.problems(layout.out, layout.root, write) if own or committed.is_published(layout.out) else []
    if own and layout.out == layout.root:
        from comity import docs

        found += committed.documentation(layout.root, docs.pages(layout.root))
    return found


def _draft(options: argparse.Namespace, root: Path) -> int:
    from comity import articles, codebook, dictionaries, draft, textfile

    article = articles.read(options.article.resolve(), root)
    to_terminal = options.out == Path("-")
    target = options.out or root / "codings" / f"{article.id}.yaml"
    shown = report.escape(textfile.shown(target, root))
    if not to_terminal and os.path.lexists(target) and not options.force:
        sys.stderr.write(f"comity draft: {shown} is there already; --force replaces it\n")
        return FAILED
    coder, problems = dictionaries.compile_coder(codebook.load(_codebook(root)))
    if coder is None:
        raise InputError(problems)
    text = draft.render(article, coder.code(article))
    if to_terminal:
        sys.stdout.write(text)
        return DONE
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_symlink():  # it is replaced; what it leads to is not written to
        target.unlink()
    target.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {shown}: review each record against its sentence\n")
    return DONE


def _evaluate(options: argparse.Namespace, root: Path) -> int:
    from comity import build as steps
    from comity import evaluate, summary

    if options.half is not None and options.only is None:
        options.refuse("--half needs --only")
    project = steps.Layout.of_project(root)
    articles = options.articles.resolve() if options.articles else project.articles
    codings = options.codings.resolve() if options.codings else project.codings
    inputs = steps.read(steps.Layout(root, articles, codings, _codebook(root), project.out))
    wanted = evaluate.chosen(options.only, options.half, inputs.reviewed) if options.only else None
    sys.stdout.write(summary.evaluation(evaluate.evaluate_all(inputs, wanted), options.misses))
    return DONE


def _explain(options: argparse.Namespace, root: Path) -> int:
    from comity import explaining

    sys.stdout.write(explaining.render(root / options.package, options.table, options.id, options.field))
    return DONE


def _diff(options: argparse.Namespace, root: Path) -> int:
    from comity import diff, diffreport, packages
    from comity.versions import Bump

    gc.disable()  # cells by the million make no cycles, and looking for some takes half as long as all the rest
    try:
        found = diff.compare(packages.of_base(options.package, options.base), packages.of_folder(options.package))
    finally:
        gc.enable()
    sys.stdout.write(diffreport.FORMATS[options.format](found, options.limit or diffreport.LIMIT))
    if options.fail_on and found.bump >= Bump[options.fail_on.upper()]:
        sys.stderr.write(f"comity diff: the change asks for a {found.bump.word} version\n")
        return FAILED
    return DONE


def _release(options: argparse.Namespace, root: Path) -> int:
    from comity import release

    planned = release.plan(root, options.version, options.since, options.date, options.jobs)
    _show(planned.built.problems, "text", root)
    change = (
        f"a {planned.diff.bump.word} change of the tables after {planned.last}" if planned.last else "the first one"
    )
    sys.stdout.write(f"release {planned.version}: {change}\n")
    if options.dry_run:
        sys.stdout.write(f"\n{planned.entry}\nnothing is written\n")
        return DONE
    changes = release.write(root, planned)
    sys.stdout.write("".join(f"wrote {path}\n" for path in changes.moved))
    sys.stdout.write(f"commit these, then tag the commit: git tag v{planned.version}\n")
    return DONE


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Path], int]] = {
    "build": _build,
    "check": _build,
    "draft": _draft,
    "evaluate": _evaluate,
    "explain": _explain,
    "diff": _diff,
    "release": _release,
}


if __name__ == "__main__":
    sys.exit(main())
