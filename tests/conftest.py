"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from project import valid_package

# A slow machine is no failure, and a run says the same as the one before it.
settings.register_profile("comity", deadline=None, derandomize=True)
settings.load_profile("comity")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has been built; tests only read it."""
    return valid_package(tmp_path_factory.getbasetemp())
