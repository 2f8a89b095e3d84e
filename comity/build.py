"""The line from files to checked tables, one function a step; `build_data.py` and the commands walk it.

Every step takes what the one before it made. Problems are gathered, not raised, so that one run reports them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from comity import articles as article_files
from comity import checks, codebook, coding, frames, grounding, resolve
from comity.articles import Article
from comity.codebook import Codebook
from comity.diagnostics import InputError, Place, Problem, did_you_mean, has_errors, rule
from comity.facts import CodedArticle, Facts
from comity.locate import Context
from comity.terms import CodingOrigin

NO_ARTICLE = rule(
    "C005", "Coding of an article that is not there", "Add the article's file, or delete or rename the coding."
)
NO_CODINGS = rule("C006", "No folder of codings", "Name a folder that holds .yaml codings, or leave the option out.")

CODING_SUFFIX = ".yaml"


@dataclass(frozen=True)
class Layout:
    """Where things lie; messages name paths under `root`. `codings` is None where the machine codes every article."""

    root: Path
    articles: Path
    codings: Path | None
    codebook: Path
    out: Path

    @classmethod
    def of_project(cls, root: Path) -> Layout:
        """The layout of the repository itself."""
        return cls(root, root / "articles", root / "codings", root / "codebook", root)


@dataclass(frozen=True)
class Inputs:
    """What people wrote, as far as it can be read, and what is wrong with the rest."""

    codebook: Codebook | None
    articles: tuple[Article, ...] = ()
    reviewed: tuple[CodedArticle, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Build:
    """The tables of a build, what they came from, and every problem found on the way."""

    inputs: Inputs
    facts: Facts | None = None
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an error forbids publication."""
        return has_errors(self.problems)


def read(layout: Layout) -> Inputs:
    """Read articles, codings and codebook, and hold each coding against its article."""
    problems: list[Problem] = []
    try:
        book: Codebook | None = codebook.load(layout.codebook)
    except InputError as error:
        book = None
        problems.extend(error.problems)
    found, article_problems = article_files.read_all(layout.articles, layout.root)
    problems.extend(article_problems)
    reviewed = tuple(_reviewed(layout, found, problems))
    if book is not None:
        for coded in reviewed:
            problems.extend(grounding.problems(coded, book))
    return Inputs(book, tuple(found), reviewed, tuple(problems))


def _reviewed(layout: Layout, found: Sequence[Article], problems: list[Problem]) -> Iterable[CodedArticle]:
    if layout.codings is None:
        return
    if not layout.codings.is_dir():
        problems.append(Problem(NO_CODINGS, Place(layout.codings.as_posix()), "the folder does not exist"))
        return
    by_id = article_files.by_id(found)
    for file in sorted(layout.codings.glob(f"*{CODING_SUFFIX}")):
        try:
            record, document = coding.read(file, layout.root)
        except InputError as error:
            problems.extend(error.problems)
            continue
        article = by_id.get(record.article)
        if article is None:
            place = document.place(("article",))
            message = f"there is no readable article `{record.article}`{did_you_mean(record.article, by_id)}"
            problems.append(Problem(NO_ARTICLE, place, message))
            continue
        yield CodedArticle(article, record, CodingOrigin.REVIEWED, document)


def code(inputs: Inputs, jobs: int = 1) -> tuple[CodedArticle, ...]:
    """All articles coded: the reviewed coding where there is one, the machine's for the rest, by article id."""
    if inputs.codebook is None:
        return inputs.reviewed
    done = {coded.article.id: coded for coded in inputs.reviewed}
    rest = [article for article in inputs.articles if article.id not in done]
    if rest:  # the coder's dictionaries are loaded only where there is something to code
        from comity.coder.batch import code_all

        for article, record in zip(rest, code_all(rest, inputs.codebook, jobs), strict=True):
            done[article.id] = CodedArticle(article, record, CodingOrigin.MACHINE)
    return tuple(done[key] for key in sorted(done))


def build(layout: Layout, jobs: int = 1) -> Build:
    """Walk the whole line. Stops where the next step would need what could not be read."""
    inputs = read(layout)
    if inputs.codebook is None or has_errors(inputs.problems):
        return Build(inputs, problems=inputs.problems)
    coded = code(inputs, jobs)
    facts, problems = resolve.resolve(coded, inputs.codebook)
    found = (*inputs.problems, *problems)
    if has_errors(found):
        return Build(inputs, facts, problems=found)
    tables = frames.build(facts, inputs.codebook)
    context = Context.of(facts, inputs.codebook, inputs.articles)
    return Build(inputs, facts, tables, (*found, *checks.check(tables, context)))
