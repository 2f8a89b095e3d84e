"""Many articles at once, in one process or several; the codings are the same, in the articles' order."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from comity import codebook as codebooks
from comity.articles import Article
from comity.codebook import Codebook
from comity.coder.pipeline import Coder
from comity.coding import Coding

_CHUNK = 64


def code_all(articles: Sequence[Article], codebook: Codebook, jobs: int = 1) -> list[Coding]:
    """Code articles with `jobs` processes. A process compiles the dictionaries once."""
    if not articles:
        return []
    if jobs <= 1 or len(articles) <= _CHUNK:
        coder = Coder(codebook)
        return [coder.code(article) for article in articles]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_code_one, articles, [codebook.folder] * len(articles), chunksize=_CHUNK))


@lru_cache(maxsize=1)
def _coder(folder: Path) -> Coder:
    return Coder(codebooks.load(folder))


def _code_one(article: Article, folder: Path) -> Coding:
    return _coder(folder).code(article)
