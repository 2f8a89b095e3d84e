"""The parts of the documentation that are generated, so that they cannot grow stale.

`python -m comity.docs`, in the project's folder, rewrites docs/tables.md and docs/diagnostics.md, and refreshes
README.md and CONTRIBUTING.md:

- generated parts, which stand between `<!-- generated: NAME -->` and `<!-- end of NAME -->` (see `PARTS`);
- what the examples print: a `console` block is one command after `$ ` and its output, a `python` block right before a
  `text` block is a program and its output.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

import comity
from comity import coding, headlines, mistakes
from comity.articles import FrontMatter
from comity.columns import ARTICLE, Column, Kind, columns_of, description_of, key_of
from comity.diagnostics import PAGE, RULES, Rule
from comity.mistakes import Explanation, Mistake
from comity.report import escape
from comity.tables import TABLES, VOCABULARIES
from comity.terms import Term
from comity.typed import ARROW

TABLES_FILE = "docs/tables.md"
REFRESHED = ("README.md", "CONTRIBUTING.md")

Run = Callable[[str, str], str]

_PART = re.compile(r"(<!-- generated: ([a-z ]+) -->\n)(.*?)(<!-- end of \2 -->)", re.DOTALL)
_CONSOLE = re.compile(r"^```console\n\$ ([^\n]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PYTHON = re.compile(r"^```python\n((?:(?!```)[^\n]*\n)+)```\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SECONDS = re.compile(r"\bin [0-9]+\.[0-9] s$", re.MULTILINE)
_PROGRAMS: Mapping[str, tuple[str, ...]] = {"comity": ("-m", "comity.cli"), "python": ()}
# How each kind of column is written in CSV, and its dtype in the frames of `comity.load()`.
_KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.TEXT: ("as it is, in UTF-8", "string"),
    Kind.CATEGORY: ("as text", "category"),
    Kind.INTEGER: ("digits", "Int64"),
    Kind.NUMBER: ("digits, a decimal point, no exponent", "Float64"),
    Kind.BOOLEAN: ("`true` or `false`", "boolean"),
    Kind.DATE: ("`2025-05-11`", "date32[day][pyarrow]"),
}


# The reference of the tables


_PAGE = """\
# Tables and columns

This page is generated from the models in `comity/tables.py` by `python -m comity.docs`. The same declarations make the
[Table Schemas](../schemas) and the checks of every build.

{overview}

How the types are written:

{kinds}

An empty cell of a CSV file is a null; no cell holds an empty text. EDTF columns are text, because an article may give a
year, a month or a span alone: `1957`, `2023-12`, `2025-05-11/2025-05-12`, `1992-01-24/..`.

Below, *supported by* tells where a value comes from. With *evidence*, the table `evidence` holds at least one claim for
every value. A column's name means that the value is computed from that column. Where nothing stands, the value comes
from the codebook, from an article's front matter or from the build.

{tables}
## Closed vocabularies

Code depends on these terms, so they are part of `comity/`. The open vocabularies are tables of their own: {open}.

{closed}"""


def tables_page() -> str:
    """docs/tables.md: every table, column and closed vocabulary, as the models declare them."""
    kinds = ((kind.value, text, str(ARROW[kind]), dtype) for kind, (text, dtype) in _KINDS.items())
    return _PAGE.format(
        overview=_markdown_table(("table", "key", "what it holds"), _overview()),
        kinds=_markdown_table(("type", "in CSV", "in Parquet", "from `comity.load()`"), kinds),
        tables="\n".join(map(_table, TABLES)),
        open=_codes(VOCABULARIES, ", "),
        closed="\n".join(_vocabularies()),
    )


def _overview() -> Iterator[tuple[str, ...]]:
    for name, table in TABLES.items():
        yield f"[{name}](#{name})", _codes(key_of(table), " + "), description_of(table).partition(". ")[0].rstrip(".")


def _table(name: str) -> str:
    table = TABLES[name]
    source = f"\n\nWritten by people in [codebook/{name}.csv](../codebook/{name}.csv)." if name in VOCABULARIES else ""
    rows = (
        (
            f"`{column.name}`",
            column.kind.value,
            "" if column.required else "yes",
            column.description,
            _values(column),
            _support(column),
        )
        for column in columns_of(table)
    )
    columns = _markdown_table(("column", "type", "may be empty", "meaning", "values", "supported by"), rows)
    return f"## {name}\n\n{description_of(table)}{source}\n\nKey: {_codes(key_of(table), ' + ')}\n\n{columns}\n"


def _values(column: Column) -> str:
    if column.references:
        return f"[{column.references.table}](#{column.references.table}).{column.references.column}"
    if column.vocabulary:
        return f"[{_title(column.vocabulary)}](#{column.vocabulary.__name__.lower()})"
    if column.edtf:
        return "EDTF"
    return f"`{column.pattern}`" if column.pattern else ""


def _support(column: Column) -> str:
    if column.grounding == ARTICLE:
        return "evidence"
    kind, _, source = column.grounding.partition(":")
    return f"`{source}`" if kind == "derived" else ""


def _vocabularies() -> Iterator[str]:
    used = dict.fromkeys(c.vocabulary for table in TABLES.values() for c in columns_of(table) if c.vocabulary)
    for vocabulary in used:
        about = " ".join((vocabulary.__doc__ or "").split())
        terms = ((f"`{term.value}`", _sentence(term.definition)) for term in vocabulary)
        yield f"### {vocabulary.__name__}\n\n{about}\n\n{_markdown_table(('term', 'meaning'), terms)}\n"


def _title(vocabulary: type[Term]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", vocabulary.__name__).lower()


# The page of diagnostics


_DIAGNOSTICS = """\
# Diagnostics

This page is generated from the rules in `comity/` and from [diagnostics.yaml](diagnostics.yaml) by `python -m
comity.docs`. Every problem that comity reports has one of these codes, which keeps its meaning. An error stops the
publication, a warning does not. `-` and `+` show an example as it fails and as it is mended; the tests try them all.

{overview}

{sections}"""
_LETTERS: Mapping[str, str] = {
    "A": "articles",
    "B": "codebook",
    "C": "codings",
    "D": "`comity diff`",
    "E": "`comity explain` and `comity evaluate`",
    "F": "names and kinds of files",
    "P": "publication",
    "R": "`comity release`",
    "T": "tables: rules across columns, rows and tables",
    "Y": "YAML of codings, front matter and frames",
}


def diagnostics_page() -> str:
    """docs/diagnostics.md: every rule with what it means, why it is there, how to mend it, and an example."""
    for module in pkgutil.walk_packages(comity.__path__, "comity."):
        importlib.import_module(module.name)
    known = mistakes.read(Path(__file__).resolve().parent.parent)
    rules = [RULES[code] for code in sorted(RULES)]
    rows = ((f"[{rule.code}](#{rule.code.lower()})", rule.severity.value, rule.title) for rule in rules)
    return _DIAGNOSTICS.format(
        overview="\n\n".join((letters(), _markdown_table(("code", "severity", "title"), rows))),
        sections="\n".join(_section(rule, known[rule.code]) for rule in rules),
    )


def letters() -> str:
    """What the letters of the codes stand for."""
    return _markdown_table(("letter", "about"), ((letter, about) for letter, about in _LETTERS.items()))


def _section(rule: Rule, explained: Explanation) -> str:
    about = (
        f"## {rule.code}\n\n**{rule.title}** ({rule.severity.value})\n\n{explained.means}\n\n*Why:* {explained.why}"
        f"\n\n*Help:* {rule.help}\n"
    )
    if not explained.mistakes:
        return about
    first = explained.mistakes[0]
    said = f"\n\n> {rule.title}: {escape(first.keys['says'])}" if "says" in first.keys else ""
    return f"{about}\n{_example(first)}{said}\n"


def _example(mistake: Mistake) -> str:
    """A mistake and how it is mended, as a difference with the file that it is made in."""
    keys = mistake.keys
    if "command" in keys:
        context = f", while {keys['while']}" if "while" in keys else ""
        context += f", with {_code(keys['file'])} in {_code(keys['in'])}" if "file" in keys else ""
        return f"On the command line{context}:\n\n{_difference(keys['command'], keys.get('mended', ''))}"
    if "remove" in keys:
        return f"{_code(keys['remove'])} is not there."
    if "rename" in keys:
        return f"{_code(keys['rename'])} is named\n{_code(keys['to'])}."
    if "link" in keys:
        return f"{_code(keys['in'])} is a link to {_code(keys['link'])}."
    if "table" in keys:
        return _altered(keys)
    if "times" in keys:
        return f"In {_code(keys['in'])}, {keys['times']:,} times:\n\n{_difference(keys['wrong'], '')}"
    wrong = keys.get("wrong", keys.get("file", keys.get("latin-1", "")))
    note = ", in Latin-1" if "latin-1" in keys else ""
    right = keys.get("right", keys.get("mended", ""))
    return f"In {_code(keys['in'])}{note}:\n\n{_difference(wrong, right)}"


def _altered(keys: Mapping[str, Any]) -> str:
    """What is done to a table; only a mistake of a program can do it."""
    where = keys.get("where") or ({"": keys["row"]} if "row" in keys else {})
    row = ", ".join(_code(f"{column}={value}" if column else str(value)) for column, value in where.items())
    of_row = f" of the row {row}" if row else ""
    match keys.get("drop"):
        case "column":
            what = f"the column {_code(keys['column'])} is left out"
        case "rows":
            what = f"the rows of {row} are left out" if row else "all rows are left out"
        case "nothing":
            what = f"the row {row} stands twice"
        case _:
            value = "empty" if keys["wrong"] in (None, "") else _code(escape(str(keys["wrong"])))
            what = f"{_code(keys['column'])}{of_row} is {value}"
    return f"In the table {_code(keys['table'])}, {what}. No article or coding brings this about, only a program can."


def _difference(wrong: str, right: str) -> str:
    """A fenced difference; what cannot be seen is written as an escape."""
    lines = [("-", line) for line in _lines_of(wrong)] + [("+", line) for line in _lines_of(right)]
    kept = [line for line in lines if not (line[0] == "-" and ("+", line[1]) in lines)]
    return "```diff\n" + "\n".join(f"{sign} {escape(line)}".rstrip() for sign, line in kept) + "\n```"


def _lines_of(text: str) -> list[str]:
    return text.strip("\n").split("\n") if text.strip("\n") else []


def _code(text: str) -> str:
    return f"`{escape(text)}`"


# The generated parts of other pages


def diagram() -> str:
    """The tables with their keys and references as a Mermaid entity-relationship diagram."""
    lines = ["```mermaid", "erDiagram"]
    for name, table in TABLES.items():
        lines.append(f"    {name} {{")
        for column in columns_of(table):
            marks = [mark for mark, holds in (("PK", column.key), ("FK", column.references)) if holds]
            if marks:
                lines.append(f"        {column.kind.value} {column.name} {', '.join(marks)}")
        lines.append("    }")
    for (parent, child, required), columns in _references().items():
        one = "||" if required else "|o"
        lines.append(f'    {parent} {one}--o{{ {child} : "{", ".join(columns)}"')
    return "\n".join([*lines, "```"])


def _references() -> dict[tuple[str, str, bool], list[str]]:
    """The columns by the table that they refer to, their own table, and whether they must hold a value."""
    found: dict[tuple[str, str, bool], list[str]] = {}
    for name, table in TABLES.items():
        for column in columns_of(table):
            if column.references:
                found.setdefault((column.references.table, name, column.required), []).append(column.name)
    return found


def front_matter() -> str:
    """The fields of an article's front matter."""
    return _fields_table(FrontMatter)


def coding_fields() -> str:
    """The fields of a coding, a table for each kind of record."""
    evidence = frozenset(coding.Record.model_fields)
    parts = [_fields_table(coding.Coding, leave_out=frozenset(_SECTIONS))]
    parts += [
        f"`{section}`: {about}\n\n{_fields_table(model, leave_out=evidence)}"
        for section, (model, about) in _SECTIONS.items()
    ]
    parts.append(f"In every record, its evidence:\n\n{_fields_table(coding.Record)}")
    return "\n\n".join(parts)


_SECTIONS: Mapping[str, tuple[type[BaseModel], str]] = {
    "actors": (coding.Actor, "by id. Only those that need more than their name in the text."),
    "offices": (coding.Office, "of an actor."),
    "agreements": (coding.Agreement, "documents and named partnerships."),
    "events": (coding.Event, "one entry an event, however often the article mentions it."),
    "cooperation": (coding.Cooperation, "fields of cooperation between two actors, at one stage."),
    "figures": (coding.Figure, "numbers that the article gives."),
}


def _fields_table(model: type[BaseModel], leave_out: frozenset[str] = frozenset()) -> str:
    rows = (
        (f"`{name}`", "required" if field.is_required() else "", _sentence(field.description or ""))
        for name, field in model.model_fields.items()
        if name not in leave_out
    )
    return _markdown_table(("field", "", "meaning"), rows)


def deciding_rules() -> str:
    """The rules that choose a headline value within a field, in their order."""
    rules = (
        (str(number), f"`{rule.__name__}`", " ".join((rule.__doc__ or "").split()))
        for number, rule in enumerate(headlines.DECIDING, start=1)
    )
    return _markdown_table(("", "rule", "what it publishes"), rules)


PARTS: Mapping[str, Callable[[], str]] = {
    "diagram": diagram,
    "deciding rules": deciding_rules,
    "front matter": front_matter,
    "coding fields": coding_fields,
    "letters": letters,
}


def with_parts(page: str) -> str:
    """The page with its generated parts as they are to be. Raises KeyError for a part that PARTS doesn't hold."""
    return _PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]]()}\n\n{found[4]}", page)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}." if words else ""


def _markdown_table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; a bar within a cell is escaped."""
    escaped = (tuple(cell.replace("|", r"\|") for cell in row) for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, ("---",) * len(header), *escaped))


def _codes(names: tuple[str, ...], separator: str) -> str:
    return separator.join(f"`{name}`" for name in names)


# The examples


def with_outputs(page: str, run: Run) -> str:
    """The page with its examples' outputs as `run(language, source)` gives them; seconds are left out."""

    def console(found: re.Match[str]) -> str:
        return f"```console\n$ {found[1]}\n{_stable(run('console', found[1]))}```"

    def python(found: re.Match[str]) -> str:
        return f"```python\n{found[1]}```\n\n```text\n{_stable(run('python', found[1]))}```"

    return _PYTHON.sub(python, _CONSOLE.sub(console, page))


def _stable(output: str) -> str:
    lines = (line.rstrip() for line in _SECONDS.sub("in … s", output).splitlines())
    return "".join(f"{line}\n" for line in lines)


def runner(root: Path) -> Run:
    """What runs the examples of the project at `root`, without a shell.

    Raises subprocess.CalledProcessError where an example fails, KeyError where its program is not one of `_PROGRAMS`.
    """

    def run(language: str, source: str) -> str:
        if language == "python":
            arguments = ["-c", source]
        else:
            program, *rest = shlex.split(source)
            arguments = [*_PROGRAMS[program], *rest]
        environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, *arguments], cwd=root, env=environment, check=True, stdout=subprocess.PIPE
        )
        return done.stdout.decode("utf-8")

    return run


def pages(root: Path) -> dict[str, str]:
    """The generated pages and the pages with generated parts, by path, as they are to be but for their examples."""
    refreshed = {name: with_parts((root / name).read_text(encoding="utf-8")) for name in REFRESHED}
    return {TABLES_FILE: tables_page(), PAGE: diagnostics_page(), **refreshed}


def main(root: Path) -> None:
    """Refresh all generated documentation of the project at `root`."""
    written = pages(root)
    _write(root, written)  # first, since the examples run checks, which want these pages to be current
    _write(root, {name: with_outputs(written[name], runner(root)) for name in REFRESHED})


def _write(root: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path.cwd())
