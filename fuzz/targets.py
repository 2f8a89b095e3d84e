"""What a stranger's bytes go through first: one function a reader; each lets out an answer or an InputError alone.

`tests/test_readers.py` runs these with Hypothesis, `fuzz/run.py` with a fuzzer that looks at coverage.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from comity import articles, codebook, coding, edtf, explaining, report, yamlfile
from comity.columns import columns_of
from comity.diagnostics import InputError, Problem
from comity.tables import TABLES

PROJECT = Path(__file__).resolve().parent.parent
# One reader has many files: the first byte chooses.
BOOKS = ("actors.csv", "countries.csv", "sectors.csv", "places.csv", "event_types.csv", "ambiguous_names.csv")
PUBLISHED = ("events", "articles", "evidence", "event_actors", "figures", "actors")


def article(data: bytes) -> None:
    """An article with front matter, or a bare text where the first byte is odd."""
    path = "a.txt" if data[:1] and data[0] % 2 else "a.md"
    try:
        found = articles.parse(_text(data[1:]), path)
    except InputError as error:
        return _told(error)
    for sentence in found.sentences:
        assert found.text[sentence.start : sentence.end].strip()
    assert found.place(len(found.text) - 1).line >= found.first_line
    return None


def article_file(data: bytes) -> None:
    """An article as it lies on disk."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.md")
        file.write_bytes(data)
        try:
            articles.read(file, Path(folder))
        except InputError as error:
            _told(error, Path(folder))


def yaml(data: bytes) -> None:
    """YAML as people write it."""
    try:
        yamlfile.parse(_text(data), "a.yaml")
    except InputError as error:
        _told(error)


def reviewed_coding(data: bytes) -> None:
    """A reviewed coding."""
    try:
        found, document = coding.parse(_text(data), "a.yaml")
    except InputError as error:
        return _told(error)
    for i, event in enumerate(found.events):
        assert document.place(("events", i, "id")).line >= 1
        assert event.id
    return None


def date(data: bytes) -> None:
    """An EDTF date."""
    try:
        found = edtf.parse(_text(data))
    except edtf.EdtfError:
        return
    assert re.fullmatch(r"[0-9X.?~%/-]+", found.text)
    assert found.start is None or found.end is None or found.start <= found.end


def book(data: bytes) -> None:
    """A CSV file of the codebook, beside others that hold nothing."""
    folder = _empty_codebook()
    name = BOOKS[(data[0] if data else 0) % len(BOOKS)]
    before = (folder / name).read_bytes()
    (folder / name).write_bytes(data[1:])
    try:
        codebook.load(folder)
    except InputError as error:
        _told(error, folder.parent)
    finally:
        (folder / name).write_bytes(before)


def published(data: bytes) -> None:
    """A CSV file of a published package, beside others that hold nothing."""
    package = _empty_package()
    name = PUBLISHED[(data[0] if data else 0) % len(PUBLISHED)]
    file = package / "datasets" / f"{name}.csv"
    before = file.read_bytes()
    file.write_bytes(data[1:])
    try:
        explaining.render(package, "events", "a")
    except InputError as error:
        _told(error, package)
    finally:
        file.write_bytes(before)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "article": article,
    "article_file": article_file,
    "yaml": yaml,
    "reviewed_coding": reviewed_coding,
    "date": date,
    "book": book,
    "published": published,
}


def seeds(target: str) -> list[bytes]:
    """Sound inputs from which a fuzzer starts."""
    if target in ("article", "article_file"):
        found = [file.read_bytes()[:4000] for file in sorted((PROJECT / "articles").glob("*.md"))]
        return [b"\0" + one for one in found] if target == "article" else found
    if target in ("yaml", "reviewed_coding"):
        return [file.read_bytes()[:4000] for file in sorted((PROJECT / "codings").glob("*.yaml"))] + [_CODING]
    if target == "book":
        heads = [(PROJECT / "codebook" / name).read_bytes()[:2000] for name in BOOKS]
        return [bytes([number]) + head.rpartition(b"\n")[0] + b"\n" for number, head in enumerate(heads)]
    if target == "published":
        heads = [(PROJECT / "datasets" / f"{name}.csv").read_bytes()[:2000] for name in PUBLISHED]
        return [bytes([number]) + head.rpartition(b"\n")[0] + b"\n" for number, head in enumerate(heads)]
    return [b"1957", b"2023-12", b"2025-05-11/2025-05-12", b"1992-01-24/..", b"199X", b"2024-21", b"2024-06~"]


_CODING = b"""article: a
text_sha256: 0000000000000000000000000000000000000000000000000000000000000000
actors: {kenya: {quote: "x", offices: [{title: t, body: b, date: 1957}]}}
events: [{id: a, type: visit, date: 1957, initiator: [a, b], quotes: {date: {exact: x, start: 5}}}]
agreements: [{id: b, type: treaty, level: state, title: t, party: [a, b]}]
cooperation: [{stage: existing, between: [a, b], sectors: trade}]
figures: [{id: c, measure: m, value: 1.5e3, unit: u}]
"""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _told(error: InputError, root: Path = Path()) -> None:
    """Every problem can be told in every form, and has a code, a place and a way out."""
    problems: list[Problem] = report.ordered(error.problems)
    assert problems
    for problem in problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.rule.code
        assert problem.rule.help
    for form in report.FORMATS.values():
        shown = form(problems, root, False)
        assert all(report.escape(line) == line for line in shown.split("\n"))


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@cache
def _empty_codebook() -> Path:
    folder = Path(_scratch().name, "codebook")
    folder.mkdir()
    for file in (PROJECT / "codebook").glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes().partition(b"\n")[0] + b"\n")
    return folder


@cache
def _empty_package() -> Path:
    package = Path(_scratch().name, "package")
    (package / "datasets").mkdir(parents=True)
    for name, table in TABLES.items():
        header = ",".join(column.name for column in columns_of(table))
        (package / "datasets" / f"{name}.csv").write_text(f"{header}\n", encoding="utf-8")
    return package
