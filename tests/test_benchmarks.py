"""The benchmarks: they fit the code that they measure, and their texts are what they say. Nothing is timed here."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

FOLDER = Path(__file__).parent.parent / "benchmarks"


Load = Callable[[str], ModuleType]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    """Imports a module of the folder, which is no package."""
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module


def test_every_step_that_is_timed_is_a_function_of_the_coder(load: Load) -> None:
    steps = load("bench_coder").STEPS
    assert len(steps) == len({(owner, name) for _, owner, name in steps})
    assert all(callable(getattr(owner, name)) for _, owner, name in steps)


@pytest.mark.parametrize("share", [1.0, 0.5, 0.25, 0.0])
def test_a_mixture_has_its_share_of_the_corpus(load: Load, share: float) -> None:
    samples = load("samples")
    dense = samples.corpus()
    mixed = samples.mixture(dense, share)
    sentences = [len(article.sentences) for article in mixed]
    of_corpus = sum(length for article, length in zip(mixed, sentences, strict=True) if article in dense)
    assert of_corpus / sum(sentences) == pytest.approx(share, abs=0.02)


def test_the_texts_are_the_same_at_every_run(load: Load) -> None:
    samples = load("samples")
    first, second = (samples.mixture(samples.corpus(), 0.5) for _ in range(2))
    assert [article.text for article in first] == [article.text for article in second]


def test_copies_of_events_have_ids_of_their_own(load: Load) -> None:
    events = pd.DataFrame({"event_id": ["visit", "talks"], "during": [None, "visit"]}, dtype="string")
    copies = load("bench_build").repeated(events, 3)
    assert list(copies["event_id"]) == ["visit", "talks", "visit-1", "talks-1", "visit-2", "talks-2"]
    assert list(copies["during"].dropna()) == ["visit", "visit-1", "visit-2"]
