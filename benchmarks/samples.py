"""The texts that the benchmarks code: the development corpus, sentences without events, and mixtures of both.

Everything is chosen by a fixed seed, so that two runs code the same texts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from comity import articles
from comity.articles import Article

ROOT = Path(__file__).resolve().parent.parent
CODEBOOK = ROOT / "codebook"
BACKGROUND_SENTENCES = 12  # of one background article, about as many as an article of the corpus has


def corpus() -> list[Article]:
    """The articles of tests/corpus: nearly every sentence of theirs reports events."""
    folder = ROOT / "tests" / "corpus" / "articles"
    return [articles.read(file, ROOT) for file in articles.files(folder)]


def background_sentences() -> list[str]:
    """Sentences of everyday news, none with an event between states."""
    text = (ROOT / "benchmarks" / "background.txt").read_text(encoding="utf-8")
    return text.splitlines()


def background() -> Iterator[Article]:
    """Articles without end, each of sentences drawn from the background, in paragraphs of two."""
    draw = random.Random(1)
    sentences = background_sentences()
    number = 0
    while True:
        number += 1
        chosen = draw.sample(sentences, BACKGROUND_SENTENCES)
        paragraphs = [" ".join(chosen[at : at + 2]) for at in range(0, len(chosen), 2)]
        yield article(f"background-{number}", "\n\n".join(paragraphs))


def mixture(dense: Sequence[Article], share: float) -> list[Article]:
    """The dense articles, and as much background that they are `share` of all sentences (0: background alone)."""
    wanted = sum(len(one.sentences) for one in dense)
    chosen = list(dense) if share else []
    missing = round(wanted / share) - wanted if share else wanted
    for one in background():
        if missing < BACKGROUND_SENTENCES / 2:
            return chosen
        chosen.append(one)
        missing -= len(one.sentences)
    raise AssertionError("background() has no end")


def article(name: str, text: str) -> Article:
    """An article made of a text."""
    return Article(id=name, title=text[:60], text=text, path=f"{name}.txt", first_line=1, published="2025-06-16")


def long_text(size: int) -> str:
    """A text of at least `size` characters: the corpus over and over, with a number in each sentence.

    The number keeps the copies apart, for the coder reads a sentence that it has met before only once.
    """
    dense = corpus()
    paragraphs: list[str] = []
    length = turn = 0
    while length < size:
        one = dense[turn % len(dense)]
        for sentence in one.sentences:
            text = " ".join(one.text[sentence.start : sentence.end].split())
            paragraphs.append(f"{text[:-1]} ({turn}){text[-1]}")
            length += len(paragraphs[-1]) + 2
        turn += 1
    return "\n\n".join(paragraphs)


def long_sentence(words: int) -> str:
    """One sentence of so many words, taken from the corpus without its full stops."""
    found: list[str] = []
    for one in corpus():
        found.extend(word.rstrip(".?!:;") for word in one.text.split())
    while len(found) < words:
        found += found
    return " ".join(found[:words]) + "."
