"""Inputs of ill will, in whole runs: bounded in time and memory, nothing outside the project read, no network.

Each run has a process of its own with limits on its memory and its seconds; it must end by itself, with a diagnostic.
"""

from __future__ import annotations

import csv
import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from project import CODEBOOK, PROJECT, build_in, copy_valid, inputs, one_coder, published

from comity import articles, cli, coding, report, yamlfile

HEAD = f"article: bad\ntext_sha256: {'0' * 64}\n"
ARTICLE = "---\nid: bad\ntitle: Bad\n---\n"
SHORT = "Kenya and Finland signed a treaty.\n"
EVENTS = HEAD + "events:\n"

# name: the article, its coding, and the codes that the run must tell (others may stand beside them).
BOMBS: dict[str, tuple[str, Callable[[], str], Callable[[], str], set[str]]] = {}


def bomb(name: str, codes: str, article: Callable[[], str], reviewed: Callable[[], str]) -> None:
    BOMBS[name] = (name, article, reviewed, set(codes.split()))


def laughs() -> str:
    """A billion laughs: nine lists, each of nine times the one before it."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(lines)


bomb("billion laughs", "Y003", lambda: SHORT, laughs)
bomb("deep nesting", "Y004", lambda: SHORT, lambda: EVENTS + "  - " + "[" * 2_000_000)
bomb("deep keys", "Y004", lambda: SHORT, lambda: HEAD + "? " * 1_000_000)
bomb("a hundred thousand items", "Y006", lambda: SHORT, lambda: EVENTS + "  - {id: x}\n" * 100_000)
bomb("many events", "C008", lambda: SHORT, lambda: EVENTS + "  - {id: x}\n" * 10_000)
bomb("a long id", "C002", lambda: SHORT, lambda: EVENTS + f"  - id: {'x' * 4_900_000}\n")
bomb("a long key", "C002", lambda: SHORT, lambda: HEAD + f"? {'x' * 4_900_000}\n: 1\n")
bomb("a long number", "C002", lambda: SHORT, lambda: HEAD + f"figures:\n  - value: {'9' * 4_900_000}\n")
bomb("a large coding", "C001", lambda: SHORT, lambda: HEAD + "#" * 5_000_000)
bomb(
    "front matter without end",
    "A009",
    lambda: f"---\nid: bad\ntitle: Bad\n{'#' * 10_000_000}\n---\n{SHORT}",
    lambda: HEAD,
)
bomb("laughs in the front matter", "Y003", lambda: f"---\n{laughs()}\n---\n{SHORT}", lambda: HEAD)
bomb("one long line", "C010", lambda: ARTICLE + "Kenya " * 3_000_000, lambda: HEAD)
bomb("a large article", "A001", lambda: ARTICLE + "x" * 20_000_000, lambda: HEAD)
bomb("control characters", "A007", lambda: ARTICLE + "\x07" * 1_000_000, lambda: HEAD)
bomb("endless marks", "A007", lambda: ARTICLE + "a" + "\u0301" * 2_000_000, lambda: HEAD)
bomb(
    "a letter for a quote",
    "C020",
    lambda: ARTICLE + "e " * 500_000,
    lambda: EVENTS + "".join(f"  - {{id: x{i}, type: visit, quote: e}}\n" for i in range(300)),
)
bomb(
    "quotes that stand nowhere",
    "C019",
    lambda: ARTICLE + SHORT * 4_000,
    lambda: EVENTS + "".join(f"  - {{id: x{i}, type: visit, quote: not there {i}}}\n" for i in range(500)),
)
bomb(
    "unknown names",
    "C016",
    lambda: ARTICLE + SHORT,
    lambda: (
        EVENTS
        + f"  - {{id: x, type: visit, quote: Kenya, target: [{', '.join(f'actor-{i}' for i in range(10_000))}]}}\n"
    ),
)

# All of them in one process, each in a project of its own, so that Python starts once.
LIMITED = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from project import CODEBOOK, coder, layout, one_coder
from comity import report
from comity.build import read
with one_coder():
    coder()
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, resource.RLIM_INFINITY))
    for root in sorted(Path(sys.argv[2]).iterdir()):
        before = time.process_time()
        limit = int(before) + 20
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        problems = report.ordered(read(layout(root)).problems)
        shown = [form(problems[:200], root, False) for form in report.FORMATS.values()]
        codes = sorted({problem.rule.code for problem in problems})
        print(json.dumps([root.name, codes, max(map(len, shown))]), flush=True)
"""


@pytest.fixture(scope="module")
def exploded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[set[str], int]]:
    """What each bomb told: its codes, and the characters of the longest report."""
    pytest.importorskip("resource")
    base = tmp_path_factory.mktemp("bombs")
    for name, article, reviewed, _ in BOMBS.values():
        root = base / name
        (root / "articles").mkdir(parents=True)
        (root / "codings").mkdir()
        text = article()
        (root / "articles" / "bad.md").write_text(text if text.startswith("---") else ARTICLE + text, encoding="utf-8")
        (root / "codings" / "bad.yaml").write_text(reviewed(), encoding="utf-8")
    command = [sys.executable, "-c", LIMITED, str(Path(__file__).parent), str(base)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = {name: (set(codes), most) for name, codes, most in map(json.loads, done.stdout.splitlines())}
    left = sorted(set(BOMBS) - set(told))
    assert done.returncode == 0, f"ended at {left[0] if left else 'none'}: {done.stderr[-2000:]}"
    return told


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_and_costs_little(exploded, name):
    codes, most = exploded[name]
    assert BOMBS[name][3] <= codes
    assert most < 1_000_000


def test_a_dictionary_that_is_too_long_for_a_cell_is_told(tmp_path):
    root = copy_valid(tmp_path / "project")
    book = root / "codebook"
    book.mkdir()
    for file in CODEBOOK.iterdir():
        (book / file.name).write_bytes(file.read_bytes())
    with (book / "actors.csv").open("a", encoding="utf-8") as actors:
        actors.write(f"zzz,{'x' * 200_000},other,,,,,\n")
    assert {problem.rule.code for problem in inputs(root, book).problems} == {"B003"}


def unbounded(items: Iterable[Any]) -> Iterator[tuple[Any, bool]]:
    """The repeats without end in a parsed regular expression, each with whether another one is in it."""
    for kind, what in items:
        if str(kind) in ("MAX_REPEAT", "MIN_REPEAT"):
            inner = list(unbounded(what[2]))
            yield from inner
            if what[1] > 1000:
                yield what, bool(inner)
        elif str(kind) == "SUBPATTERN":
            yield from unbounded(what[3])
        elif str(kind) == "BRANCH":
            for branch in what[1]:
                yield from unbounded(branch)
        elif str(kind) in ("ASSERT", "ASSERT_NOT"):
            yield from unbounded(what[1])


def test_no_pattern_of_the_codebook_repeats_what_repeats():
    """Such a pattern, `(a+)+`, can take for ever on a text of its liking."""
    parse = importlib.import_module("re._parser").parse
    frames = yaml.safe_load((CODEBOOK / "frames.yaml").read_text(encoding="utf-8"))
    patterns = [pattern for listed in frames["patterns"].values() for pattern in listed]
    assert patterns
    assert [pattern for pattern in patterns if any(nested for _, nested in unbounded(parse(pattern)))] == []
    assert [nested for _, nested in unbounded(parse("(?:a+)+"))] == [False, True]


def test_the_bounds_are_those_of_the_contributors_guide():
    guide = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (.+) \| ([\d,]+) ?\w* \| [A-Z]\d{3} \|$", guide, re.MULTILINE))
    assert {what: int(number.replace(",", "")) for what, number in told.items()} == {
        "an article": articles.MAX_BYTES,
        "its front matter": articles.MAX_FRONT_MATTER,
        "a coding": coding.MAX_BYTES,
        "records of a kind in a coding": coding.MAX_RECORDS,
        "keys and values in a YAML file": yamlfile.MAX_VALUES,
        "levels in a YAML file": yamlfile.MAX_DEPTH,
        "a file of the codebook": 20_000_000,
        "a cell of it": csv.field_size_limit(),
    }


class TestOutside:
    """Nothing outside the project is read, and nothing is written there."""

    def test_links_to_what_is_elsewhere_are_not_followed(self, tmp_path):
        root = copy_valid(tmp_path / "project")
        secret = tmp_path / "secret.txt"
        secret.write_text("a secret word\n", encoding="utf-8")
        try:
            (root / "articles" / "leak.txt").symlink_to(secret)
            (root / "codings" / "leak.yaml").symlink_to("../../secret.txt")
        except OSError:
            pytest.skip("no links can be made here")
        problems = report.ordered(inputs(root).problems)
        assert [(problem.rule.code, problem.place.path) for problem in problems] == [
            ("F001", "articles/leak.txt"),
            ("F001", "codings/leak.yaml"),
        ]
        assert "secret word" not in report.text(problems, root)

    @pytest.mark.parametrize("name", ["datasets", "schemas", ".comity-staging"])
    def test_no_output_goes_through_a_link(self, tmp_path, name, capsys):
        root = copy_valid(tmp_path / "project")
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "events.csv").write_text("mine", encoding="utf-8")
        try:
            (root / name).symlink_to(elsewhere)
        except OSError:
            pytest.skip("no links can be made here")
        with one_coder():
            assert build_in(root) == 1
        assert "error P00" in capsys.readouterr().err
        assert {file.name: file.read_text(encoding="utf-8") for file in elsewhere.iterdir()} == {"events.csv": "mine"}

    def test_a_draft_does_not_go_through_a_link(self, tmp_path, monkeypatch, capsys):
        root = copy_valid(tmp_path / "project")
        monkeypatch.chdir(root)
        coding = root / "codings" / "kenya-finland-forest-visit.yaml"
        coding.unlink()
        try:
            coding.symlink_to(tmp_path / "elsewhere")
        except OSError:
            pytest.skip("no links can be made here")
        command = ["draft", "articles/kenya-finland-forest-visit.md"]
        with one_coder():
            assert cli.main(command) == 1
            assert "is there already" in capsys.readouterr().err
            assert cli.main([*command, "--force"]) == 0
        assert coding.is_file()
        assert not coding.is_symlink()
        assert not (tmp_path / "elsewhere").exists()

    def test_an_id_names_no_path(self, tmp_path):
        root = copy_valid(tmp_path / "project")
        (root / "articles" / "bad.md").write_text(f"---\nid: ../../bad\ntitle: Bad\n---\n{SHORT}", encoding="utf-8")
        (root / "codings" / "bad.yaml").write_text(HEAD.replace("bad", "../../bad"), encoding="utf-8")
        assert {problem.rule.code for problem in inputs(root).problems} == {"A004", "C002"}


# Any use of the network, even to look up a name, ends the process at once.
OFFLINE = """
import os, sys
def watch(event, arguments):
    if event.startswith("socket.") or event in ("urllib.Request", "http.client.connect"):
        os.write(2, f"used the network: {event} {arguments}".encode())
        os._exit(99)
sys.addaudithook(watch)
from pathlib import Path
from comity import cli
code = cli.run_build(["--articles", "articles", "--jobs", "1", "--out", "out"], Path.cwd())
code = code or cli.main(["explain", "agreements", sys.argv[1], "--package", "out"])
code = code or cli.main(["draft", "articles/" + sys.argv[2] + ".md", "--out", "-"])
sys.exit(code)
"""


def test_no_command_uses_the_network(tmp_path):
    root = copy_valid(tmp_path / "project")
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    arguments = [str(PROJECT), "kenya-finland-forest-visit"]
    script = OFFLINE.replace(
        "sys.argv[1]", 'next(iter(__import__("comity").load("out")["agreements"]["agreement_id"]))'
    )
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "datasets/events.csv" in published(root / "out")
