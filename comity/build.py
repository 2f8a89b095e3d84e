"""The line from files to checked tables, one function a step; `build_data.py` and the commands walk it.

Every step takes what the one before it made. Problems are gathered, not raised, so that one run reports them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from comity import articles as article_files
from comity import (
    checks,
    codebook,
    coding,
    dictionaries,
    folders,
    frames,
    grounding,
    resolve,
    retired,
    salvage,
    textfile,
)
from comity.articles import Article
from comity.codebook import Codebook, Loaded
from comity.coder.batch import code_all
from comity.coder.pipeline import Coder
from comity.diagnostics import InputError, Place, Problem, has_errors, misspelt, rule
from comity.facts import CodedArticle, Facts
from comity.locate import Context
from comity.terms import CodingOrigin

NO_ARTICLE = rule(
    "C005", "Coding of an article that is not there", "Add the article's file, or delete or rename the coding."
)
NO_CODINGS = rule("C006", "No folder of codings", "Name a folder that holds .yaml codings, or leave the option out.")
OTHER_ENDING = rule("C007", "Coding file with another ending", "Name it `<article>.yaml`; other files are not read.")

CODING_SUFFIX = ".yaml"
# What somebody may write for it, so that the coding would be passed over without a word.
_LIKE_IT = frozenset({".yaml", ".yml"})
_OF_CODEBOOK = frozenset({".csv", ".yaml"})


@dataclass(frozen=True)
class Layout:
    """Where things lie; messages name paths under `root`. `codings` is None where the machine codes every article."""

    root: Path
    articles: Path
    codings: Path | None
    codebook: Path
    out: Path

    @property
    def own_codebook(self) -> bool:
        """Whether the codebook lies beside the articles, and so speaks of their edition where it speaks of ids."""
        return self.codebook.parent == self.articles.parent

    @classmethod
    def of_project(cls, root: Path) -> Layout:
        """The layout of the repository itself."""
        return cls(root, root / "articles", root / "codings", root / "codebook", root)


@dataclass(frozen=True)
class Inputs:
    """What people wrote, as far as it can be used, and what is wrong with all of it.

    `coder` is compiled of the codebook's dictionaries. `whole` tells that every file could be read, though it may have
    mistakes.
    """

    codebook: Codebook | None = None
    coder: Coder | None = None
    articles: tuple[Article, ...] = ()
    reviewed: tuple[CodedArticle, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True


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
    loaded, problems = _loaded(layout.codebook)
    book = None if has_errors(problems) else loaded.codebook
    coder, more = _coder(loaded, broken=book is None)
    problems += more
    found, article_problems = article_files.read_all(layout.articles, layout.root)
    by_id = article_files.by_id(found)
    unreadable = {article_files.slug(Path(problem.place.path).stem) for problem in article_problems}
    broken = {problem.rule for problem in article_problems}
    problems += article_problems
    reviewed: list[CodedArticle] = []
    files = list(_coding_files(layout, problems))
    for file in files:
        try:
            record, document = coding.read(file, layout.root)
        except InputError as error:
            problems += error.problems
            problems += salvage.problems(file, layout.root, layout.articles, by_id, loaded)
            continue
        article = by_id.get(record.article)
        if article is not None and book is not None:
            coded = CodedArticle(article, record, CodingOrigin.REVIEWED, document)
            problems += grounding.problems(coded, book)
            reviewed.append(coded)
            continue
        if article is None and record.article not in unreadable and article_files.NO_ARTICLES not in broken:
            place, message = document.place(("article",)), f"there is no article `{record.article}`"
            problems.append(misspelt(NO_ARTICLE, place, message, record.article, by_id, "the id of an article"))
        problems += salvage.problems(file, layout.root, layout.articles, by_id, loaded)
    whole = coder is not None and not has_errors(article_problems) and len(reviewed) == len(files)
    return Inputs(book, coder, tuple(found), tuple(reviewed), tuple(problems), whole)


def _loaded(folder: Path) -> tuple[Loaded, list[Problem]]:
    """What of the codebook is sound, and its problems; of a folder with strange files nothing is read."""
    strange: list[Problem] = []
    if folder.is_dir():
        _, strange = folders.listing(folder, folder.parent, _OF_CODEBOOK, may_be_link=True)
    loaded = codebook.unread(folder) if has_errors(strange) else codebook.read(folder)
    return loaded, [*strange, *loaded.problems]


def _coder(loaded: Loaded, broken: bool) -> tuple[Coder | None, list[Problem]]:
    """The coder that the dictionaries make, None where they or the codebook have problems, and those of the former.

    They are checked even if nothing is left to code.
    """
    if loaded.problems:
        return None, [problem for problem in dictionaries.problems(loaded) if problem not in loaded.problems]
    return (None, []) if broken else dictionaries.compile_coder(loaded.codebook)


def _coding_files(layout: Layout, problems: list[Problem]) -> Iterator[Path]:
    """The coding files in the order of their names; hidden files are passed over."""
    if layout.codings is None:
        return
    if not layout.codings.is_dir():
        place = Place(textfile.shown(layout.codings, layout.root))
        problems.append(Problem(NO_CODINGS, place, "the folder does not exist", place.path, "a folder of codings"))
        return
    files, found = folders.listing(layout.codings, layout.root, _LIKE_IT)
    problems += found
    for file in files:
        if file.suffix == CODING_SUFFIX:
            yield file
        else:
            place = Place(textfile.shown(file, layout.root))
            message = f"`{file.suffix}` is not `{CODING_SUFFIX}`"
            problems.append(Problem(OTHER_ENDING, place, message, file.suffix, CODING_SUFFIX, CODING_SUFFIX))


def code(inputs: Inputs, jobs: int = 1) -> tuple[CodedArticle, ...]:
    """All articles coded: the reviewed coding where there is one, the machine's for the rest, by article id."""
    done = {coded.article.id: coded for coded in inputs.reviewed}
    rest = [article for article in inputs.articles if article.id not in done]
    if inputs.coder is not None:
        for article, record in zip(rest, code_all(rest, inputs.coder, jobs), strict=True):
            done[article.id] = CodedArticle(article, record, CodingOrigin.MACHINE)
    return tuple(done[key] for key in sorted(done))


def build(layout: Layout, jobs: int = 1) -> Build:
    """Walk the whole line. Stops where the next step would need what could not be read or is wrong."""
    inputs = read(layout)
    if inputs.codebook is None or not inputs.whole:
        return Build(inputs, problems=inputs.problems)
    facts, problems = resolve.resolve(code(inputs, jobs), inputs.codebook)
    found = (*inputs.problems, *problems)
    if has_errors(found):
        return Build(inputs, facts, problems=found)
    tables = frames.build(facts, inputs.codebook)
    context = Context.of(facts, inputs.codebook, inputs.articles)
    gone = retired.problems(tables, inputs.codebook.retired) if layout.own_codebook else ()
    return Build(inputs, facts, tables, (*found, *checks.check(tables, context), *gone))
