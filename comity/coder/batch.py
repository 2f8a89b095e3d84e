"""Many articles at once, in one process or several; the codings are the same, in the articles' order."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from comity import codebook as codebooks
from comity.articles import Article
from comity.coder.pipeline import Coder
from comity.coding import Coding

_CHUNK = 64


def code_all(articles: Sequence[Article], coder: Coder, jobs: int = 1) -> list[Coding]:
    """Code articles with up to `jobs` processes, each of which compiles the coder's codebook for itself, once."""
    jobs = min(jobs, -(-len(articles) // _CHUNK))
    if jobs <= 1:
        return [_code(coder, article) for article in articles]
    folders = [coder.codebook.folder] * len(articles)
    # Not forked: a copy of a process that has threads (Arrow's) may wait for ever.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_code_one, articles, folders, chunksize=_CHUNK))


@lru_cache(maxsize=1)
def _coder(folder: Path) -> Coder:
    return Coder(codebooks.load(folder))


def _code_one(article: Article, folder: Path) -> Coding:
    return _code(_coder(folder), article)


def _code(coder: Coder, article: Article) -> Coding:
    try:
        return coder.code(article)
    except Exception as error:
        error.add_note(f"while coding {article.path}")
        raise
