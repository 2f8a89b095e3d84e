"""Fuzz one of the readers for a while: python fuzz/run.py READER [SECONDS]

It needs atheris (`pip install atheris`), which is no dependency of the project. An input that breaks a reader is
written to the current folder as `crash-*`: mend the reader, and keep the input in `tests/data/crashes/READER/`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["comity", "yaml", "csv"]):
    import targets


def main(reader: str, seconds: str = "120") -> None:
    """Run the fuzzer; it ends the process."""
    run = targets.TARGETS[reader]
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{reader}-"))
    for number, seed in enumerate(targets.seeds(reader)):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [
        f"-max_total_time={seconds}",
        "-max_len=4096",
        "-timeout=20",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
