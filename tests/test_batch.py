"""Many articles at once: the codings do not depend on processes, order or company."""

from __future__ import annotations

import pytest
from project import CODEBOOK, CORPUS, coder

from comity import articles as article_files
from comity import codebook as codebooks
from comity.articles import Article
from comity.coder import batch
from comity.coder.batch import code_all
from comity.coder.pipeline import Coder
from comity.coding import Coding


@pytest.fixture(scope="module")
def some() -> list[Article]:
    found, problems = article_files.read_all(CORPUS / "articles", CORPUS)
    assert problems == []
    return found[::5]


@pytest.fixture(scope="module")
def codings(some: list[Article]) -> list[Coding]:
    return code_all(some, coder())


def test_one_coding_an_article_in_their_order(some, codings):
    assert [coding.article for coding in codings] == [article.id for article in some]
    assert [coding.text_sha256 for coding in codings] == [article.text_sha256 for article in some]
    assert sum(len(coding.events) for coding in codings) > len(some)


def test_several_processes_code_as_one_does(some, codings, monkeypatch):
    monkeypatch.setattr(batch, "_CHUNK", 4)
    assert code_all(some, coder(), jobs=2) == codings


def test_few_articles_are_coded_here(some, codings, monkeypatch):
    monkeypatch.setattr(batch, "ProcessPoolExecutor", None)
    assert code_all(some, coder(), jobs=8) == codings


def test_the_order_of_articles_does_not_matter(some, codings):
    assert code_all(some[::-1], coder()) == codings[::-1]


def test_another_article_changes_no_other_coding(some, codings):
    intruder = Article(
        "intruder", "Ghana in Chile", "Ghana's President Ama Boateng visited Chile in May 2031.", "x.txt"
    )
    found = code_all([intruder, *some, intruder], coder())
    assert found[1:-1] == codings
    assert found[0] == found[-1]
    assert found[0].events


def test_a_coder_made_anew_codes_the_same(some, codings):
    assert code_all(some, Coder(codebooks.load(CODEBOOK))) == codings


def test_where_the_file_lies_does_not_matter(some, codings):
    moved = [Article(**{**_fields(article), "path": f"elsewhere/{article.path}", "first_line": 1}) for article in some]
    assert code_all(moved, coder()) == codings


def _fields(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in Article.__dataclass_fields__}


def test_no_articles_no_codings():
    assert code_all([], coder(), jobs=4) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_coder_names_the_article(some, monkeypatch, jobs):
    monkeypatch.setattr(batch, "_CHUNK", 1)
    broken = Article("broken", "No text", None, "articles/broken.txt")  # type: ignore[arg-type]
    with pytest.raises(Exception) as caught:  # noqa: PT011
        code_all([some[0], broken], coder(), jobs)
    assert "while coding articles/broken.txt" in caught.value.__notes__
