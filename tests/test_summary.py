"""The summary of a build and the table of an evaluation, as printed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from project import MEMORANDUM, VISIT, built, copy_valid

from comity import report, summary
from comity.build import Build
from comity.evaluate import MEASURES, Difference, Evaluation, Score
from comity.facts import Contradiction
from comity.tables import TABLES

ESCAPE = "\x1b"
BIDI = "\u202e"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The valid dataset with one of its articles left to the machine."""
    root = copy_valid(tmp_path_factory.mktemp("project"))
    (root / "codings" / f"{MEMORANDUM}.yaml").unlink()
    return built(root)


def contradicting(build: Build, note: str) -> Build:
    assert build.facts is not None
    item = Contradiction("a_rule", "event a-visit", "date", None, (("a", "2031"), ("b", "2032")), note)
    return replace(build, facts=replace(build.facts, contradictions=(item,)))


class TestBuild:
    def test_every_table_with_its_rows(self, build):
        lines = summary.render(build, 1.0, checked=False).splitlines()
        assert lines[0].split() == ["table", "rows"]
        shown = dict(line.split() for line in lines[1 : lines.index("")])
        assert shown == {name: f"{len(build.tables[name]):,}" for name in TABLES}
        assert shown["sectors"] != "0"

    def test_large_numbers_are_readable(self, build):
        evidence = build.tables["evidence"]
        many = evidence.loc[evidence.index.repeat(2000 // len(evidence) + 1)]
        text = summary.render(replace(build, tables=build.tables | {"figure_actors": many}), 1.0, checked=False)
        assert re.search(r"^figure_actors +2,\d{3}$", text, re.MULTILINE)

    def test_articles_by_coder_grounding_contradictions_and_time(self, build):
        lines = summary.render(build, 61.26, checked=False).splitlines()
        facts = lines[lines.index("") + 1 :]
        assert facts[0] == "articles        2 (1 reviewed, 1 machine)"
        assert re.fullmatch(r"grounding       100 % \((\d+) of \1 cells have their sentence\)", facts[1])
        assert facts[2:] == ["contradictions  0", "published       in 61.3 s"]

    def test_a_check_says_that_it_was_one(self, build):
        assert summary.render(build, 2.0, checked=True).endswith("\nchecked       in 2.0 s\n")

    def test_cells_without_a_sentence_are_not_rounded_away(self, build):
        evidence = build.tables["evidence"]
        visit = evidence["event_id"] == "koykka-niemi-visits-kenya"
        dated = (visit & (evidence["field"] == "date")).fillna(False)
        lacking = build.tables | {"evidence": evidence[~dated]}
        text = summary.render(replace(build, tables=lacking), 1.0, checked=False)
        share, grounded, total = re.findall(r"grounding +(\S+) % \((\d+) of (\d+) ", text)[0]
        assert int(grounded) == int(total) - 1
        assert float(share) < 100

    def test_contradictions_are_told_with_field_rule_and_note(self, build):
        text = summary.render(contradicting(build, "Two dates."), 1.0, checked=False)
        assert "contradictions  1\n  event a-visit, date (a_rule): Two dates.\n" in text

    def test_long_notes_stay_on_one_line(self, build):
        note = "word " * 100
        assert f"{note.strip()}\n" in summary.render(contradicting(build, note), 1.0, checked=False)


class TestPlain:
    def test_in_a_pipe_there_is_no_code_and_no_padding(self, build):
        text = summary.render(contradicting(build, f"{ESCAPE}[31m{BIDI} [bold]x[/bold]"), 1.0, checked=False)
        assert text.replace("\n", "").isprintable()
        assert not re.search(r" $", text, re.MULTILINE)
        assert r"\x1b[31m\u202e [bold]x[/bold]" in text

    def test_on_a_terminal_data_is_escaped_too(self, build, monkeypatch):
        monkeypatch.setattr(report, "wants_colour", lambda stream: True)
        monkeypatch.setenv("TERM", "xterm")
        text = summary.render(contradicting(build, f"{ESCAPE}[31mred{BIDI}"), 1.0, checked=False)
        assert "\x1b[1mtable" in text
        assert r"\x1b[31mred\u202e" in text
        assert "\x1b[31mred" not in text

    def test_no_variable_of_the_environment_makes_a_pipe_a_terminal(self, build, monkeypatch):
        for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
            monkeypatch.setenv(name, "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        assert ESCAPE not in summary.render(build, 1.0, checked=False)


class TestEvaluation:
    def evaluation(self) -> Evaluation:
        found = Evaluation(articles=2, other_text=1)
        found.scores["hard events"].add(Score(hits=3, misses=1, false_hits=2))
        found.differences.append(
            Difference(VISIT, "figures", "miss", f"about 140 person{ESCAPE}", f"It has{BIDI} trained 140.")
        )
        return found

    def test_a_row_a_measure(self):
        lines = summary.evaluation(self.evaluation(), misses=False).splitlines()
        assert lines[0] == "2 articles, 1 in another wording than was reviewed"
        assert lines[1].split() == ["measure", "precision", "recall", "F1", "hits", "misses", "false", "hits"]
        assert [line[: len(max(MEASURES, key=len))].strip() for line in lines[2:]] == list(MEASURES)
        assert lines[2].split()[2:] == ["0.600", "0.750", "0.667", "3", "1", "2"]

    def test_differences_are_listed_where_asked_for(self):
        text = summary.evaluation(self.evaluation(), misses=True)
        assert text.endswith(f"{VISIT}  figures  miss: about 140 person\\x1b\n    It has\\u202e trained 140.\n")
        assert VISIT not in summary.evaluation(self.evaluation(), misses=False)

    def test_one_article_in_the_wording_that_was_reviewed(self):
        assert summary.evaluation(Evaluation(articles=1), misses=False).splitlines()[0] == "1 article"


def test_nothing_is_read_or_written(build, monkeypatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    summary.render(build, 1.0, checked=False)
    assert list(tmp_path.iterdir()) == []
