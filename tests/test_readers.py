"""Whatever a file holds, a reader gives an answer or an InputError that can be told in every form; never a traceback.

The targets are those of `fuzz/`. What a fuzzer found once is kept in `data/crashes/<reader>/` and read again here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from project import PROJECT

sys.path.insert(0, str(PROJECT / "fuzz"))

import targets

CRASHES = sorted((Path(__file__).parent / "data" / "crashes").glob("*/*"))
# Pieces that readers take for something, to be put amid what is sound.
PIECES = st.sampled_from(
    [
        b"---\n", b"...\n", b"- ", b"? ", b": ", b"&a ", b"*a", b"!!x ", b"<<: ", b"[", b"]", b"{", b"}", b"|\n", b">\n",
        b'"', b'""', b"'", b",", b"\n", b"\r\n", b"\r", b"\t", b"#", b"%", b"@", b"`", b"=", b"\x00", b"\x1b[2J", b"\xff",
        b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xe2\x80\x8f", b"\xed\xa0\x80", b"\xcc\x81" * 40, b"\\u202e", b"\\ud800",
        b"9" * 400, b"1e999999999", b"0x10", b"~", b"null", b"[" * 40, b"a: " * 20, b"../../etc/passwd", b"-0", b"1957/..",
    ]
)  # fmt: skip
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def mutated(draw: st.DrawFn, reader: str) -> bytes:
    """A sound input in which some stretches are replaced."""
    data = draw(st.sampled_from(targets.seeds(reader)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.one_of(PIECES, st.binary(max_size=8))) + data[at + draw(st.integers(0, 40)) :]
    return data


@pytest.mark.parametrize("reader", targets.TARGETS)
def test_a_sound_input_with_strange_parts_is_read_or_refused(reader):
    @QUICK
    @given(st.one_of(mutated(reader), st.binary(max_size=200), st.lists(PIECES, max_size=20).map(b"".join)))
    @example(b"")
    def check(data: bytes) -> None:
        targets.TARGETS[reader](data)

    check()


@pytest.mark.parametrize("reader", targets.TARGETS)
def test_what_a_fuzzer_starts_from_is_read(reader):
    for seed in targets.seeds(reader):
        targets.TARGETS[reader](seed)


@pytest.mark.parametrize("crash", CRASHES, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_broke_a_reader_once_does_not_break_it_again(crash):
    targets.TARGETS[crash.parent.name](crash.read_bytes())
