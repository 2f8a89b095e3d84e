"""New processes as a user starts them from the second time on: Python then has the bytecode of every module."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import samples

_USED = "import comity.build, comity.cli, comity.coder.pipeline"


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """The variables for such processes: their cache of bytecode is a folder of its own, filled by a first import."""
    with tempfile.TemporaryDirectory() as cache:
        variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        variables["PYTHONPYCACHEPREFIX"] = cache
        subprocess.run([sys.executable, "-c", _USED], check=True, env=variables, cwd=samples.ROOT)
        yield variables
