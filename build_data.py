#!/usr/bin/env python3
"""Build the tables: articles/ + codings/ + codebook/ -> datasets/ schemas/ datapackage.json.

    python build_data.py                            the repository's own edition
    python build_data.py --articles DIR --out DIR   any folder of .md and .txt articles, coded by machine
    python build_data.py --check                    validate everything, write nothing

Exit codes: 0 done, 1 the input has errors (nothing is written), 2 the command line is wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path

from comity.cli import run_build

if __name__ == "__main__":
    sys.exit(run_build(sys.argv[1:], root=Path(__file__).resolve().parent))
